"""Our own file: lossless from one installation to another, and strict about what it does not know."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import question, question_set
from tests.interchange.sets import question_sets
from webapp.domain.conditions import Chosen
from webapp.domain.documents import to_document
from webapp.domain.kinds import KINDS, NOTE
from webapp.domain.questions import Limits, QuestionSet
from webapp.interchange.files import import_file
from webapp.interchange.question_file import write
from webapp.interchange.remarks import ImportRefused
from webapp.interchange.schema import flaws, schema

SET = Limits("1", "2", 1, 5, 1, 2, 1, 5)
EVERY = question_set(
    *(question(kind, kind, hint={"sv": "Hjälp"}, may_decline=True) for kind in KINDS),
    question("note", "note"),
    question("mixed", "single", shuffled=True, sensitive=True),
    question(
        "last", "number", limits=Limits("1", "2", 1, 5, 1, 2, 1, 5), condition=Chosen("single", "gunga")
    ),
)


def document(questions: QuestionSet = EVERY) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(write(questions, {"sv": "Parken"}, "sv"))
    return held


def refusal(content: Any) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        import_file(content if isinstance(content, bytes) else json.dumps(content).encode())
    return caught.value


@settings(max_examples=60, deadline=None)
@given(question_sets())
def test_any_question_set_comes_back_as_it_was(questions):
    data = write(questions, {"sv": "Parken"}, "sv")
    again = import_file(data, ["sv", "en"])
    assert again.question_set == questions
    assert write(again.question_set, again.title, again.default_language) == data


@settings(max_examples=50, deadline=None)
@given(question_sets())
def test_what_is_written_holds_to_the_schema(questions):
    jsonschema.validate(document(questions), schema())


def test_the_schema_itself_is_sound_and_knows_every_kind_and_key():
    jsonschema.Draft202012Validator.check_schema(schema())
    parts = schema()["$defs"]
    assert set(parts["question"]["properties"]["kind"]["enum"]) == {*KINDS, NOTE}
    [section] = to_document(EVERY)["sections"]
    assert section.keys() == parts["section"]["properties"].keys()
    keys = {key for asked in section["questions"] for key in asked}
    assert keys == parts["question"]["properties"].keys()
    assert Limits.__slots__ == tuple(parts["limits"]["properties"])


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inner for found in places(each, (*path, key)))]


JUNK = st.sampled_from(
    [None, True, 0, -1, 10**9, 1.5, "", "x", "<b>", "a b", [], {}, ["x"], {"x": 1}, {"every": []}]
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_our_reading_of_the_schema_agrees_with_a_full_one(data):
    content = document()
    path = data.draw(st.sampled_from(places(content)))
    junk = data.draw(JUNK)
    spot: Any = {"": content}
    for key in ("", *path)[:-1]:
        spot = spot[key]
    last = ("", *path)[-1]
    action = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if action == "add" and isinstance(spot[last], dict):
        spot[last]["unknown"] = junk
    elif action == "remove" and path:
        del spot[last]
    else:
        spot[last] = junk
    changed = {"": content}[""] if path else junk
    valid = jsonschema.Draft202012Validator(schema()).is_valid(changed)
    assert (not list(flaws(changed))) == valid


@pytest.mark.parametrize("junk", [0, "x", None, [], {}, True])
def test_a_file_with_anything_in_any_place_is_read_or_refused(junk):
    for path in places(document()):
        content = document()
        spot: Any = content
        for key in path[:-1]:
            spot = spot[key]
        if path:
            spot[path[-1]] = junk
        with suppress(ImportRefused):
            found = import_file(json.dumps(content if path else [junk]).encode()).question_set
            assert import_file(write(found, {}, "sv")).question_set == found


def test_an_unknown_version_or_key_is_refused_by_name():
    newer = refusal(document() | {"version": 2})
    assert (newer.code, newer.facts["value"]) == ("json-version", "2")
    content = document()
    content["sections"][0]["questions"][1]["colour"] = "red"
    [problem] = refusal(content).problems
    assert (problem.code, problem.facts["name"]) == ("json-unknown-key", "colour")
    assert problem.sheet == "sections[1].questions[2]"


def test_every_problem_is_told_up_to_a_limit():
    content = document()
    for each in content["sections"][0]["questions"]:
        each["<script>"] = 1
        each["kind"] = "unknown"
    assert len(refusal(content).problems) == 20


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "json-broken"),
        (b'{"a": 1, "a": 2}', "json-broken"),
        (b'{"a": NaN}', "json-broken"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "json-broken"),
        (b"[" * 100_000, "json-broken"),
        (b'{"a": "\xff"}', "json-broken"),
        (b"[]", "json-other"),
        (b'{"format": "other"}', "json-other"),
        (write(QuestionSet(), {}, "sv"), "no-questions"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(data, code):
    assert refusal(data).code == code


def test_conditions_inside_each_other_without_end_are_refused():
    content = document()
    part: dict[str, Any] = {"answered": "single"}
    for _ in range(200):
        part = {"not": part}
    content["sections"][0]["questions"][-1]["condition"] = part
    assert refusal(content).code == "json-too-deep"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda q: q[0].update(id="multiple"), "json-id-twice"),
        (lambda q: q[0]["options"][0].update(id=q[0]["options"][1]["id"]), "json-id-twice"),
        (lambda q: q[-1].update(condition={"answered": "gone"}), "json-condition-order"),
        (lambda q: q[0].update(condition={"answered": "last"}), "json-condition-order"),
        (lambda q: q[-1].update(condition={"chosen": ["single", "gone"]}), "json-condition-option"),
        (lambda q: q[0].update(id="a♥b"), "json-id"),
    ],
)
def test_a_set_that_does_not_hold_together_is_refused(change, code):
    content = document()
    change(content["sections"][0]["questions"])
    assert refusal(content).code == code


def test_harmful_characters_are_taken_out_of_texts():
    content = document(question_set(question("one")))
    content["sections"][0]["title"]["sv"] = "Del\x00 \u202eett"
    assert import_file(json.dumps(content).encode()).question_set.sections[0].title["sv"] == "Del ett"


def test_a_draft_that_lacks_texts_and_options_comes_back_too():
    bare = question_set(replace(question("one", options=()), text={}))
    assert import_file(write(bare, {}, "sv")).question_set == bare


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("date", {"limits": {"earliest": "2026-02-30"}}),
        ("single", {"rows": [{"id": "r", "text": {"sv": "Rad"}}]}),
        ("yes_no", {"options": [{"id": "yes", "text": {"sv": "Jo"}}]}),
    ],
)
def test_a_question_that_none_of_its_kind_can_be_is_refused(kind, changes):
    content = document()
    [found] = [each for each in content["sections"][0]["questions"] if each["kind"] == kind][:1]
    found |= changes
    assert "json-value" in refusal(content).code


def test_ready_answers_need_not_stand_in_the_file():
    content = document(question_set(question("q", "yes_no")))
    del content["sections"][0]["questions"][0]["options"]
    read = import_file(json.dumps(content).encode())
    assert read.question_set.by_id["q"].option_ids == ("yes", "no")
