"""The same workbooks as pyxform, the XLSForm reference, reads: same questions, same kinds, same options."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from tests.interchange.workbooks import REAL_FORM, xlsx
from webapp.domain.documents import from_document, to_document
from webapp.interchange.xlsform import import_xlsform

THEIR_KINDS = {
    "acknowledge": {"note"},
    "date": {"date"},
    "decimal": {"number"},
    "integer": {"number"},
    "note": {"note"},
    "range": {"number", "scale"},
    "rank": {"ranking"},
    "select all that apply": {"multiple"},
    "select one": {"single", "scale"},
    "text": {"short_text", "long_text"},
}
LISTS = [
    {"list_name": "yn", "name": "yes", "label::Svenska (sv)": "Ja", "label::English (en)": "Yes"},
    {"list_name": "yn", "name": "no", "label::Svenska (sv)": "Nej", "label::English (en)": "No"},
    *({"list_name": "five", "name": n, "label::Svenska (sv)": f"Nummer {n}"} for n in range(5)),
    *({"list_name": "open", "name": name, "label::Svenska (sv)": name} for name in "abc"),
]


def leaves(children: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for child in children:
        if child["type"] in {"group", "repeat"}:
            yield from leaves(child.get("children", []))
        elif child["name"] != "instanceID":
            yield child


def agree(data: bytes) -> None:
    """Fails unless pyxform and the importer read the same questions in `data`."""
    form = convert(xlsform=BytesIO(data), file_type=".xlsx", validate=False)._pyxform
    result = import_xlsform(data)
    ours = list(result.question_set.by_id.values())
    dropped = {note.facts["name"] for note in result.notes if note.code.startswith("type-")}
    theirs = [child for child in leaves(form["children"]) if child["name"] not in dropped]
    assert [asked.id for asked in ours] == [child["name"] for child in theirs]
    for asked, child in zip(ours, theirs, strict=True):
        assert asked.kind in THEIR_KINDS[child["type"]]
        if "choices" in child:
            assert list(asked.option_ids) == [str(choice["name"]) for choice in child["choices"]]
        if asked.kind != "note":
            assert asked.required == (child.get("bind", {}).get("required") in {"yes", "true()"})
    assert from_document(to_document(result.question_set)) == result.question_set


def test_the_real_form_is_read_alike() -> None:
    agree(REAL_FORM.read_bytes())


TYPES = st.sampled_from(
    [
        *(
            "text",
            "integer",
            "decimal",
            "note",
            "range",
            "acknowledge",
            "calculate",
            "date",
            "geopoint",
            "start",
        ),
        *("select_one yn", "select_one five", "select_multiple five", "rank five", "select one from yn"),
        "select_multiple open or_other",
    ]
)
EXTRAS = st.fixed_dictionaries(
    {},
    optional={
        "hint::Svenska (sv)": st.just("Tips"),
        "required": st.sampled_from(["yes", "no", "true()"]),
        "appearance": st.sampled_from(["multiline", "likert", "minimal", "w1"]),
        "constraint": st.sampled_from([". > 0", "regex(., 'x')", "count-selected(.) < 3"]),
    },
)
BEGINS = st.sampled_from(["", "", "begin_group", "begin_repeat"])
ITEMS = st.lists(st.tuples(TYPES, EXTRAS, BEGINS), min_size=1, max_size=12)


def rows_of(items: list[tuple[str, dict[str, str], str]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{"type": "text", "name": "first", "label::Svenska (sv)": "Första"}]
    ends: list[str] = []
    for number, (kind, extra, begin) in enumerate(items):
        if begin and len(ends) < 3:
            rows.append({"type": begin, "name": f"group{number}", "label::Svenska (sv)": f"Grupp {number}"})
            ends.append(begin.replace("begin", "end"))
        elif ends and number % 3 == 0:
            rows.append({"type": ends.pop()})
        label = {"label::Svenska (sv)": f"Fråga {number}", "label::English (en)": f"Question {number}"}
        calculation = {"calculation": "1 + 1"} if kind == "calculate" else {}
        relevant = {"relevant": "${first} != ''"} if number % 2 else {}
        rows.append({"type": kind, "name": f"q{number}"} | label | calculation | relevant | extra)
    return [*rows, *({"type": end} for end in reversed(ends))]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ITEMS)
def test_generated_forms_are_read_alike(items: list[tuple[str, dict[str, str], str]]) -> None:
    agree(xlsx(rows_of(items), LISTS))
