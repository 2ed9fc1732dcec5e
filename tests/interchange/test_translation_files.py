"""Translations out and back: nothing is lost, and no file that could do harm is taken in."""

from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.browser.asked import all_kinds
from tests.editing.pages import draft, fresh
from tests.factories import answers_form, in_all, make_dialogue, make_staff, question, question_set
from tests.forms import follow, press
from tests.interchange.xliff_rules import faults
from tests.interchange.xliff_schema import against_schema
from tests.staff import sign_in
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.domain.text import clean
from webapp.interchange.remarks import ImportRefused
from webapp.interchange.translation_book import read_book, write_book
from webapp.interchange.translation_file import STATES, Entry, TranslationFile
from webapp.interchange.xliff import NAMESPACE, read_xliff, write_xliff
from webapp.models import ContentTranslation, Dialogue, TraceEntry

HERE = "/staff/dialogues/skolgard/translate/ar"
ENDINGS = ("xlf", "xlsx")
READERS = {"xlf": read_xliff, "xlsx": read_book}
WRITERS = {"xlf": write_xliff, "xlsx": write_book}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(clean)
IDS = st.text("abcåé한0_-", min_size=1, max_size=6).map(clean)
ENTRIES = st.builds(
    Entry,
    key=st.builds("question:{}:option:{}".format, IDS, IDS),
    source=TEXTS.filter(bool),
    target=TEXTS,
    state=st.sampled_from(STATES),
    context=TEXTS,
)
FILES = st.builds(
    TranslationFile,
    dialogue=st.sampled_from(["skolgard", "a-1"]),
    source=st.just("sv"),
    target=st.sampled_from(["ar", "fi", "sv-simple"]),
    entries=st.lists(ENTRIES, min_size=1, max_size=3, unique_by=lambda entry: entry.key),
)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ONE = Entry("title", "Hur?", "كيف؟", "translated", "Kärnfakta: Rubrik")
FILE = TranslationFile("skolgard", "sv", "ar", [ONE])


def stored(session) -> Dialogue:
    return fresh(session).query(Dialogue).filter_by(slug="skolgard").one()


def fetched(client, ending: str) -> bytes:
    answered = client.get(f"{HERE}/file.{ending}")
    assert answered.status_code == 200
    assert f".{ending}" in answered.headers["Content-Disposition"]
    return answered.data


def changed(data: bytes, ending: str, **targets: Any) -> bytes:
    """The file with other entries: key -> (target, state); ``__`` stands for a colon."""
    file = READERS[ending](data)
    wanted = {key.replace("__", ":"): value for key, value in targets.items()}
    entries = [
        Entry(each.key, each.source, *wanted.get(each.key, (each.target, each.state)), each.context)
        for each in file.entries
    ]
    return WRITERS[ending](TranslationFile(file.dialogue, file.source, file.target, entries))


def upload(client, data: bytes, ending: str = "xlf"):
    page = client.get(f"{HERE}/files")
    return press(client, page, "Läs filen", file=(BytesIO(data), f"texts.{ending}"))


@pytest.mark.parametrize("ending", ENDINGS)
@UNHURRIED
@given(file=FILES)
def test_whatever_is_written_is_read_back_the_same(ending, file):
    assert READERS[ending](WRITERS[ending](file)) == file


@UNHURRIED
@given(file=FILES)
def test_every_file_keeps_the_rules_of_xliff(file):
    assert faults(write_xliff(file)) == []
    assert against_schema(write_xliff(file)) == []


def test_texts_of_every_kind_keep_the_schema_of_xliff(lite_client, lite_session):
    known = {
        "goal": {"sv": "Fler på gården."},
        "idea_categories": [in_all("Lek")],
        "idea_rules": in_all("Kort."),
    }
    told = {"question_summaries": {"one": in_all("Många.")}, "result_text": in_all("Så svarade ni.")}
    draft(lite_client, lite_session, questions=all_kinds(), **known, **told)
    data = fetched(lite_client, "xlf")
    keys = {entry.key.rpartition(":")[0].count(":") for entry in read_xliff(data).entries}
    assert keys >= {0, 1, 2}, "facts, sections, questions and what they hold"
    assert against_schema(data) == []
    assert faults(data) == []


def test_the_schema_sees_a_file_that_breaks_it():
    whole = write_xliff(FILE)
    assert against_schema(whole) == []
    for right, wrong in (
        (b' state="translated"', b' state="done"'),
        (b"<source>Hur?</source>", b""),
        (b' id="title"', b""),
        (b' id="title"', b' id="a b"'),
        (b"<notes>", b"<notes><x/>"),
        (b' canResegment="no"', b' canResegment="maybe"'),
        (b"document:2.0", b"document:1.2"),
        (b"</xliff>", b""),
    ):
        assert right in whole, right
        assert against_schema(whole.replace(right, wrong)), wrong


ODD = {
    "directions": "שלום \u200f(abc)\u200e \u2067ab\u2069 \u061c!",
    "joiners": "👩\u200d👧 ന്\u200dറ می\u200cخواهم e\u0301",
    "lines": "En.\n\nTvå.\n\tTre.",
    "separators": "a\u2028b\u2029c\u00a0d\u3000e",
    "markup": "<b>&amp;]]> <!-- x --> {namn} %(n)s",
    "formula": "=1+1",
    "apostrophe": "'=1+1",
    "an escape of spreadsheets": "_x0041_ _xFFFF_",
    "ethiopic": "ሰላም፡ ኣብ ማእከል፧",
    "outside the first plane": "𐍈 𝒳 🂡",
    "longest": "ä" * 3999 + "x",
    "many lines": "rad\n" * 999 + "slut",
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_notes_and_states_come_through(ending, odd):
    text = clean(ODD[odd])
    entries = [
        Entry(f"question:{state}:text", text, text if state != "initial" else "", state, f"Not {text}")
        for state in STATES
    ]
    file = TranslationFile("skolgard", "sv", "ar", entries)
    written = WRITERS[ending](file)
    assert READERS[ending](written) == file
    if ending == "xlf":
        assert against_schema(written) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_signs_that_no_file_can_hold_are_left_out_and_break_nothing(ending):
    hostile = "a\0b\x07c\x1bd\ufffee"
    file = TranslationFile("skolgard", "sv", "ar", [Entry("title", hostile, hostile, "final", hostile)])
    [entry] = READERS[ending](WRITERS[ending](file)).entries
    assert clean(entry.target) == "abcde"
    assert clean(entry.source) == "abcde"


def test_the_rules_of_xliff_see_a_file_that_breaks_them():
    whole = write_xliff(FILE)
    for right, wrong in (
        (b'version="2.1"', b'version="1.2"'),
        (b' state="translated"', b' state="done"'),
        (b"<source>", b"<quelle>"),
        (b' id="title"', b""),
        (b' trgLang="ar"', b""),
        (b"<notes>", b"<notes category='x'>"),
    ):
        assert right in whole, right
        broken = whole.replace(right, wrong)
        broken = broken.replace(b"</source>", b"</quelle>") if wrong == b"<quelle>" else broken
        assert faults(broken), wrong


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_comes_back_unchanged_changes_nothing(client, session, ending):
    draft(client, session)
    before = dict(stored(session).title), stored(session).question_document
    shown = upload(client, fetched(client, ending), ending)
    assert shown.status_code == 200
    assert "0 texter på arabiska." in shown.text
    assert (dict(stored(session).title), stored(session).question_document) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_was_translated_and_reviewed_elsewhere_is_shown_and_then_put_in_place(client, session, ending):
    draft(client, session)
    data = changed(
        fetched(client, ending),
        ending,
        title=("ساحة\nجديدة", "final"),
        question__one__option__gunga=("أرجوحة", "translated"),
    )
    shown = upload(client, data, ending)
    assert "2 texter på arabiska." in shown.text
    assert "1 text är märkt som granskad i filen." in shown.text
    assert stored(session).title["ar"] != "ساحة جديدة", "nothing is stored before it is confirmed"
    follow(client, press(client, shown, "Lägg in texterna"))
    now = stored(session)
    assert now.title["ar"] == "ساحة جديدة"
    assert now.questions.by_id["one"].options[0].text["ar"] == "أرجوحة"
    rows = {row.key: row for row in session.query(ContentTranslation).filter_by(lang="ar")}
    assert rows["title"].reviewed_on
    assert not rows["question:one:option:gunga"].reviewed_on
    entry = session.query(TraceEntry).order_by(TraceEntry.id.desc()).first()
    assert (entry.act, entry.details["texts"], entry.details["reviewed"]) == (
        "import-translations",
        2,
        ["title"],
    )


def test_states_and_context_leave_with_the_texts(lite_client, lite_session):
    draft(lite_client, lite_session, goal={"sv": "Fler på gården."})
    lite_session.query(ContentTranslation).filter_by(key="matter", lang="ar").delete()
    row = lite_session.query(ContentTranslation).filter_by(key="purpose", lang="ar").one()
    row.source = "Så var det förr."
    lite_session.commit()
    entries = {each.key: each for each in read_xliff(fetched(lite_client, "xlf")).entries}
    states = {key: entries[key].state for key in ("goal", "matter", "purpose", "title")}
    assert states == {
        "goal": "initial",
        "matter": "translated",
        "purpose": "translated",
        "title": "reviewed",
    }
    assert "Förut stod det: Så var det förr." in entries["purpose"].context
    assert entries["question:one:option:gunga"].context == "Fråga 1: Svarsalternativ 1"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_whose_source_is_older_is_refused_and_names_what_clashes(client, session, ending):
    draft(client, session)
    data = changed(fetched(client, ending), ending, matter=("شيء", "translated"))
    facts = client.get("/staff/dialogues/skolgard/facts")
    follow(client, press(client, facts, "Spara", {"purpose.sv": "Något nytt."}))
    refused = upload(client, data, ending)
    assert refused.status_code == 422
    assert "”Kärnfakta: Varför frågar ni?” har ändrats här sedan filen gjordes." in refused.text
    assert "Kärnfakta: Rubrik" not in refused.text
    assert stored(session).matter["ar"] != "شيء"


def test_what_changed_between_looking_and_confirming_is_not_overwritten(lite_client, lite_session):
    draft(lite_client, lite_session)
    shown = upload(lite_client, changed(fetched(lite_client, "xlf"), "xlf", title=("ساحة", "final")))
    facts = lite_client.get("/staff/dialogues/skolgard/facts")
    follow(lite_client, press(lite_client, facts, "Spara", {"purpose.sv": "Något nytt."}))
    assert press(lite_client, shown, "Lägg in texterna").status_code == 409
    assert stored(lite_session).title["ar"] != "ساحة"


def test_texts_that_residents_have_read_are_not_changed_by_a_file(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    make_dialogue(lite_session, questions=question_set(question("one")))
    refused = upload(lite_client, changed(fetched(lite_client, "xlf"), "xlf", title=("ساحة", "final")))
    assert refused.status_code == 422
    assert "”Kärnfakta: Rubrik” har invånarna redan läst." in refused.text


def test_a_question_that_somebody_answers_meanwhile_keeps_its_words(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    dialogue = make_dialogue(lite_session, questions=question_set(question("one")))
    data = changed(fetched(lite_client, "xlf"), "xlf", question__one__text=("سؤال", "final"))
    shown = upload(lite_client, data)
    form = answers_form(fingerprint(dialogue.questions), q_one="gunga", do="send")
    assert lite_client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    assert press(lite_client, shown, "Lägg in texterna").status_code == 409
    assert stored(lite_session).questions == dialogue.questions


def test_only_what_was_looked_at_here_can_be_confirmed(lite_client, lite_session):
    draft(lite_client, lite_session)
    data = fetched(lite_client, "xlf")
    shown = upload(lite_client, changed(data, "xlf", title=("ساحة", "final")))
    forged = press(lite_client, shown, "Lägg in texterna", {"signed": "forged"})
    assert forged.status_code == 422
    assert "Välj filen igen." in forged.text


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HEAD = b"<?xml version='1.0' encoding='utf-8'?>\n"


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        (HEAD, HEAD + BOMB, "tr-xml-doctype"),
        (HEAD, HEAD + OUTSIDE, "tr-xml-doctype"),
        (b"</xliff>", b"", "tr-xml-broken"),
        (NAMESPACE.encode(), b"urn:oasis:names:tc:xliff:document:1.2", "tr-other"),
        (b'version="2.1"', b'version="3.0"', "tr-version"),
        ("كيف؟".encode(), "<pc id='1'>كيف؟</pc>".encode(), "tr-markup"),
        ("كيف؟".encode(), b"<script>alert(1)</script>", "tr-markup"),
        (b"<source>Hur?", b"<source><ph id='1'/>Hur?", "tr-markup"),
        (b'state="translated"', b'state="perfect"', "tr-state"),
        (b"<target>", b"<target order='2'>", "tr-order"),
        (b"utf-8", b"utf-16", "tr-xml-broken"),
        (b"utf-8", b"no-such", "tr-xml-broken"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(right, wrong, code):
    data = write_xliff(FILE)
    assert right in data
    with pytest.raises(ImportRefused) as refused:
        read_xliff(data.replace(right, wrong, 1))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"hello", b"\0\1\2", b"<" * 70_000, b"<a>" * 30_000, b"PK\x03\x04"]
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_no_bytes_do_more_than_be_refused(ending, data):
    with pytest.raises(ImportRefused):
        READERS[ending](data)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"dialogue": "another"}, "Filen hör till en annan dialog: ”another”."),
        ({"target": "fi"}, "Filen är en översättning från svenska till finska."),
        ({"source": "en"}, "Filen är en översättning från engelska till arabiska."),
        ({"entries": [Entry("nothing", "a", "b", "final")]}, "”nothing” finns inte i dialogen längre."),
        ({"entries": []}, "Det finns inga texter i filen."),
    ],
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_something_else_is_refused_with_a_sentence(
    lite_client, lite_session, ending, change, sentence
):
    draft(lite_client, lite_session)
    given_ = {"dialogue": "skolgard", "source": "sv", "target": "ar", "entries": [ONE]} | change
    refused = upload(lite_client, WRITERS[ending](TranslationFile(**given_)), ending)
    assert refused.status_code == 422
    assert sentence in refused.text


@pytest.mark.parametrize(
    ("target", "sentence"),
    [("x" * 201, "är för lång. Korta till högst 200 tecken."), ("ok", "finns två gånger i filen.")],
)
def test_single_texts_that_do_not_fit_are_named(lite_client, lite_session, target, sentence):
    draft(lite_client, lite_session)
    title = stored(lite_session).title["sv"]
    one = Entry("title", title, target, "final")
    entries = [one, one] if target == "ok" else [one]
    refused = upload(lite_client, write_xliff(TranslationFile("skolgard", "sv", "ar", entries)))
    assert f"”Kärnfakta: Rubrik” {sentence}" in refused.text


def test_a_tool_that_splits_a_text_into_segments_is_understood():
    whole = write_xliff(
        TranslationFile("skolgard", "sv", "ar", [Entry("purpose", "Ett. Två.", "A. B.", "final")])
    )
    root = ElementTree.fromstring(whole)
    unit = next(root.iter(f"{{{NAMESPACE}}}unit"))
    for child in list(unit):
        unit.remove(child)
    for tag, source, target in (("segment", "Ett.", "A."), ("ignorable", " ", ""), ("segment", "Två.", "B.")):
        part = ElementTree.SubElement(unit, f"{{{NAMESPACE}}}{tag}")
        if tag == "segment":
            part.set("state", "final" if source == "Ett." else "reviewed")
        ElementTree.SubElement(part, f"{{{NAMESPACE}}}source").text = source
        if target:
            ElementTree.SubElement(part, f"{{{NAMESPACE}}}target").text = target
    [entry] = read_xliff(ElementTree.tostring(root)).entries
    assert (entry.source, entry.target, entry.state) == ("Ett. Två.", "A. B.", "reviewed")


def test_a_formula_and_a_missing_sheet_in_a_workbook_are_refused():
    book = openpyxl.load_workbook(BytesIO(write_book(FILE)))
    book["translations"]["D2"] = '=HYPERLINK("https://evil.test")'
    with pytest.raises(ImportRefused, match="tr-formula"):
        read_book(saved(book))
    del book["about"]
    with pytest.raises(ImportRefused, match="tr-sheet-missing"):
        read_book(saved(book))


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_nothing_in_a_workbook_is_taken_for_a_formula():
    data = write_book(TranslationFile("d", "sv", "ar", [Entry("title", "=1+1", "=cmd|x", "final")]))
    sheet = openpyxl.load_workbook(BytesIO(data))["translations"]
    assert {sheet[cell].data_type for cell in ("C2", "D2")} == {"s"}
    assert read_book(data).entries[0].target == "=cmd|x"


def test_no_file_is_chosen(lite_client, lite_session):
    draft(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/files")
    assert "Välj en fil." in press(lite_client, page, "Läs filen").text
