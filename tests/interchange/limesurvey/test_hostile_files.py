"""Files that mean harm, or that something has gone wrong with: refused whole, with a reason."""

import random
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.limesurvey.files import FLAWED, Q, asked, lss, refusal, told
from webapp.domain.documents import from_document, to_document
from webapp.domain.faults import faults
from webapp.interchange.files import import_file
from webapp.interchange.limesurvey.kinds import DROPPED, MAKERS
from webapp.interchange.limesurvey_words import LIMESURVEY
from webapp.interchange.remarks import ImportRefused

GOOD = lss(Q("q1", text="Vad är bäst?"))
BODY = GOOD.split(b"?>\n", 1)[1]
BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BOMB + BODY.replace(b"Vad", b"&b;"), "xml-doctype"),
        (b"<?xml version='1.0'?>" + OUTSIDE + BODY.replace(b"Vad", b"&a;"), "xml-doctype"),
        (b"<!DOCTYPE document SYSTEM 'http://127.0.0.1/x.dtd'>" + BODY, "xml-doctype"),
        (BODY.replace(b"Vad", b"&unknown;"), "xml-broken"),
        (GOOD.replace("ä".encode(), b"\xe4"), "xml-encoding"),
        (GOOD.replace(b"UTF-8", b"klingon"), "xml-encoding"),
        (GOOD.replace(b"UTF-8", b"utf-16"), "xml-encoding"),
        (GOOD[:-20], "xml-broken"),
        (GOOD.replace(b"</row>", b"", 1), "xml-broken"),
        (b"<document>" + b"<a>" * 100 + b"</a>" * 100 + b"</document>", "xml-too-large"),
        (b"<document>" + b"<a/>" * 600_000 + b"</document>", "xml-too-large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "xml-other"),
        (b"<document/>", "lss-other-kind"),
        (GOOD.replace(b">Survey<", b">Group<"), "lss-other-kind"),
        (lss(), "no-questions"),
        (lss(Q("q1", "X")), "no-questions"),
        (lss(*(Q(f"q{n}") for n in range(501))), "too-many-questions"),
        (lss(Q("q1", "M", rows=[f"s{n}" for n in range(501)])), "lss-too-many-options"),
        (b"<html></html>", "web-page"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(data, code):
    assert refusal(data).code == code


def test_a_table_with_too_many_cells_is_left_out_and_told():
    many = [f"s{n}" for n in range(100)]
    result = import_file(lss(Q("q1", ";", rows=many, columns=many), Q("q2")))
    assert list(result.question_set.by_id) == ["q2"]
    assert ("q1", "lss-table-too-large") in told(result)


def test_rows_that_multiply_refuse_before_they_fill_the_memory():
    many = [f"s{n}" for n in range(300)]
    assert refusal(lss(*(Q(f"q{n}", "A", rows=many) for n in range(20)))).code == "too-many-questions"


def test_an_archive_with_answers_is_refused_by_name():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("survey_1.lss", GOOD)
        archive.writestr("survey_1_responses.lsr", "<document/>")
    assert refusal(buffer.getvalue()).code == "lss-archive"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252"]
)
def test_any_encoding_that_the_file_names_is_read(encoding):
    named = encoding.removesuffix("-sig").removesuffix("-le")
    text = GOOD.decode().replace("UTF-8", named)
    data = text.encode(encoding)
    [question] = import_file(b"\xff\xfe" * (encoding == "utf-16-le") + data).question_set.asked
    assert question.text == {"sv": "Vad är bäst?"}


def test_control_characters_that_a_word_processor_left_do_no_harm():
    data = GOOD.replace(b"Vad", b"V\x0b\x00ad")
    [question] = import_file(data).question_set.asked
    assert question.text["sv"] == "Vad är bäst?"


def test_markup_that_never_ends_costs_no_more_than_other_text():
    for piece in ("<!--", "<script>", "<a href='x'>", "<img ", "{a", "<p", "&lt;", "<style><!--"):
        [question] = asked(Q("q1", text=piece * 4_000))
        assert len(question.text.get("sv", "")) <= 4_000


def test_every_remark_on_a_survey_can_be_made():
    flagged = {"exclude_all_others": "a", "array_filter": "x", "suffix": "kr", "x": "2"}
    rows = [Q("a", relevance="q0 == 'Y'"), Q("b b"), Q("b b")]
    tables = (
        "<quota><rows><row><name>Alla</name></row></rows></quota>"
        "<assessments><rows><row><id>1</id></row></rows></assessments>"
        "<survey_urlparameters><rows><row><id>1</id></row></rows></survey_urlparameters>"
        "<defaultvalues><rows><row><qid>1002</qid></row></rows></defaultvalues>"
        "<answers><rows><row><qid>77</qid><code>X</code></row></rows></answers>"
        "<surveys_languagesettings><rows><row><surveyls_language>sv</surveyls_language>"
        "<surveyls_endtext>Tack!</surveyls_endtext></row></rows></surveys_languagesettings>"
    )
    data = lss(
        Q("q0", "Y", text="<script>x</script>Ja?"),
        Q("q1", "M", rows=rows, settings=flagged, mandatory="S"),
        Q("q2", "R", answers={"A1": "Ett"}, relevance="later == 'Y'"),
        Q("q3", "L", second={"B1": "Ett", "B2": "Två"}, other="Y", relevance="q2_1 == 'A1'"),
        Q("q4", "O", answers={"1": "Ett", "2": "Två"}),
        Q("q5", "F", answers={"1": "Ett", "2": "Två"}),
        Q("q6", "F", rows=("a", "b"), answers={"1": "Ett", "2": "Två"}),
        Q("q7", ";", rows=[str(n) for n in range(30)], columns=[str(n) for n in range(30)]),
        Q("q8", settings={"hidden": "1"}),
        Q("q11", "K", rows=("a", "b"), settings={"random_order": "1"}),
        Q("later", "Y"),
        Q("q9", "*"),
        Q("q10", "I"),
        tables=tables,
        additional_languages="<b>",
        ipaddr="Y",
    )
    assert LIMESURVEY.keys() - {code for _, code in told(import_file(data))} == set()


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12)
RELEVANCE = (
    st.sampled_from(["", "1", "q1.NAOK == 'A1'", "q2_a == 'Y'", "q0 > 3", "((", "is_empty(q1)"]) | WORDS
)
QUESTIONS = st.builds(
    Q,
    st.sampled_from(["q0", "q1", "q2", "åäö", "<b>", ""]),
    st.sampled_from(sorted(MAKERS.keys() | DROPPED.keys() | {"?"})),
    WORDS,
    rows=st.lists(st.sampled_from(["a", "b", "c c", ""]), max_size=3),
    columns=st.lists(st.sampled_from(["a", "b"]), max_size=2),
    answers=st.dictionaries(st.sampled_from(["A1", "A2", "1", "-oth-", "<i>"]), WORDS, max_size=4),
    relevance=RELEVANCE,
    other=st.sampled_from("YN"),
    mandatory=st.sampled_from("YNS"),
    settings=st.dictionaries(
        st.sampled_from(["min_answers", "max_answers", "maximum_chars", "hidden", "multiflexible_max"]),
        st.sampled_from(["0", "1", "2", "-3", "9999999999", "x"]),
        max_size=2,
    ),
)


def certainly_usable(question):
    """Whether a survey with this question must be taken: nothing hides it, and no part of it is missing."""
    hidden = question.settings.get("hidden") or question.relevance == "0"
    whole = question.rows and (question.columns or question.type not in ":;")
    return question.type in MAKERS and question.type != "X" and whole and not hidden


@settings(max_examples=150, deadline=None)
@given(st.lists(QUESTIONS, max_size=6), st.booleans())
def test_any_survey_is_imported_sound_or_refused(questions, old):
    try:
        question_set = import_file(lss(*questions, old=old)).question_set
    except ImportRefused:
        assert not any(certainly_usable(each) for each in questions)
        return
    assert from_document(to_document(question_set)) == question_set
    assert {code for _, code in faults(question_set)} <= {"no-options"}
    assert len(question_set.by_id) == sum(len(section.questions) for section in question_set.sections)


def test_a_file_with_bytes_changed_at_random_is_imported_or_refused():
    source, chance = FLAWED.read_bytes(), random.Random(4)
    for _ in range(150):
        data = bytearray(source)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(ImportRefused):
            found = import_file(bytes(data)).question_set
            assert {code for _, code in faults(found)} <= {"no-options", "no-text"}
