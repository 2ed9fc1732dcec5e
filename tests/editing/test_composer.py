"""The composer works as plain forms: nothing is stored until Save, and nothing typed is lost."""

import re

import pytest

from tests.editing.pages import add_question, draft, fresh, texts
from tests.factories import in_all, question, question_set
from tests.forms import follow, press
from webapp.domain.conditions import Answered, Chosen, Every, Otherwise, Some
from webapp.domain.kinds import KINDS
from webapp.domain.kinds.ranking import MOST_COMPARED
from webapp.domain.questions import AnswerOption, Limits, Question, QuestionSet, Section
from webapp.models import Dialogue

HERE = "/staff/dialogues/skolgard"


def stored(session) -> QuestionSet:
    return fresh(session).query(Dialogue).one().questions


def two(client, session, **changes) -> Dialogue:
    """A draft with two questions, the second of which may depend on the first."""
    return draft(client, session, questions=question_set(question("one"), question("two", **changes)))


def order(questions: QuestionSet) -> list[list[str]]:
    return [[each.id for each in section.questions] for section in questions.sections]


@pytest.mark.parametrize("kind", [*KINDS, "note"])
def test_a_question_of_each_kind_is_added_and_comes_back_unchanged(lite_client, lite_session, kind):
    client = lite_client
    draft(client, lite_session, questions=question_set())
    assert client.get(f"{HERE}/sections/s1/add").status_code == 200
    page = follow(client, add_question(client, "skolgard", kind))
    added = stored(lite_session).sections[0].questions[-1]
    assert (added.kind, dict(added.text)) == (kind, in_all(f"Fråga om {kind}?"))
    assert f'id="question-{added.id}"' in page.text
    follow(client, press(client, client.get(f"{HERE}/questions/{added.id}"), "do:save"))
    assert stored(lite_session).sections[0].questions[-1] == added


def test_a_question_sent_twice_is_one_question(lite_client, lite_session):
    two(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/sections/s1/add/long_text")
    for _ in range(2):
        follow(lite_client, press(lite_client, page, "do:save", texts("text", "Varför?")))
    assert len(stored(lite_session).by_id) == 3


def test_an_unchanged_question_set_of_every_kind_survives_saving_each_question(client, session):
    dialogue = draft(client, session)
    before = dialogue.questions
    for id_ in before.by_id:
        follow(client, press(client, client.get(f"{HERE}/questions/{id_}"), "do:save"))
    assert stored(session) == before


def test_the_first_button_saves_so_that_enter_does(lite_client, lite_session):
    two(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/questions/one")
    form = page.text.split("<main")[1].split("<button")[1]
    assert 'value="save"' in form.split(">")[0]


def test_rows_for_options_are_added_moved_and_removed_without_storing_anything(lite_client, lite_session):
    client = lite_client
    before = two(client, lite_session).questions
    page = press(client, client.get(f"{HERE}/questions/one"), "do:add")
    assert page.text.count('type="hidden" name="option.') == 4
    assert (
        'id="option-3-sv" name="option.3.sv" value="" lang="sv" dir="ltr" autocomplete="off" autofocus'
        in page.text
    )
    page = press(client, page, "do:up:3", {"option.3.sv": "Ny", "text.sv": "Ändrad fråga?"})
    page = press(client, page, "do:remove:0")
    assert stored(lite_session) == before
    follow(client, press(client, page, "do:save"))
    question = stored(lite_session).by_id["one"]
    assert question.text["sv"] == "Ändrad fråga?"
    assert [option.text["sv"] for option in question.options] == ["Boll", "Ny", "Lek"]
    assert [option.id for option in question.options][::2] == ["boll", "lek"]


@pytest.mark.parametrize(
    "press_", ["up:0", "down:2", "up:99", "down:x", "remove:-1", "remove:99", "up:", "zap:1", "add:"]
)
def test_a_press_that_can_do_nothing_changes_nothing(lite_client, lite_session, press_):
    two(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/questions/one")
    answered = press(lite_client, page, "do:add", {"do": press_})
    assert answered.status_code == 200
    assert answered.text.index("Gunga") < answered.text.index("Boll") < answered.text.index("Lek")


def test_an_option_keeps_its_identifier_when_it_is_renamed_or_moved(lite_client, lite_session):
    two(lite_client, lite_session)
    page = press(lite_client, lite_client.get(f"{HERE}/questions/one"), "do:down:0")
    follow(lite_client, press(lite_client, page, "do:save", {"option.1.sv": "Stor gunga"}))
    options = stored(lite_session).by_id["one"].options
    assert [(option.id, option.text["sv"]) for option in options][1] == ("gunga", "Stor gunga")


def test_an_identifier_that_belongs_to_no_option_is_not_taken_over(lite_client, lite_session):
    two(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/questions/one")
    forged = {"option.0.id": "boll", "option.1.id": "<script>", "option.2.id": "boll"}
    follow(lite_client, press(lite_client, page, "do:save", forged))
    ids = [option.id for option in stored(lite_session).by_id["one"].options]
    assert ids[0] == "boll"
    assert len(set(ids)) == 3
    assert all(id_.isalnum() for id_ in ids)


@pytest.mark.parametrize(
    ("kind", "field", "typed"),
    [
        ("single", "text.sv", ""),
        ("number", "minimum", "1e9"),
        ("number", "decimals", "9"),
        ("number", "maximum", "-1"),
        ("multiple", "at_most", "4"),
        ("multiple", "at_least", "½"),
        ("ranking", "places", "0"),
        ("points", "points", "-3"),
        ("points", "points", "1000000"),
        ("pairs", "pairs", "4"),
        ("short_text", "length", "x"),
        ("long_text", "length", "4001"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(lite_client, lite_session, kind, field, typed):
    client = lite_client
    draft(client, lite_session, questions=question_set(question("one", kind, limits=Limits(minimum="0"))))
    emptied = {"text.en": "", "text.ar": ""} if field == "text.sv" else {}
    answered = press(client, client.get(f"{HERE}/questions/one"), "do:save", {**emptied, field: typed})
    anchor = field.replace(".", "-")
    assert answered.status_code == 422
    assert f'<a href="#{anchor}">' in answered.text
    assert f'id="{anchor}"' in answered.text
    assert f'value="{typed}"' in answered.text or field.startswith("text")
    assert stored(lite_session).by_id["one"].text == in_all("Fråga om one?")


def test_limits_are_stored_as_typed_in_any_digits(lite_client, lite_session):
    draft(lite_client, lite_session, questions=question_set(question("one", "number")))
    page = lite_client.get(f"{HERE}/questions/one")
    follow(lite_client, press(lite_client, page, "do:save", minimum="-2,50", maximum="١٢", decimals="1"))
    assert stored(lite_session).by_id["one"].limits == Limits(minimum="-2.5", maximum="12", decimals=1)


def test_fewer_than_two_options_are_not_enough(lite_client, lite_session):
    two(lite_client, lite_session)
    emptied = {f"option.{row}.{tag}": "" for row in (0, 1) for tag in ("sv", "en", "ar")}
    answered = press(lite_client, lite_client.get(f"{HERE}/questions/one"), "do:save", emptied)
    assert answered.status_code == 422
    assert '<a href="#options">' in answered.text
    assert 'id="options"' in answered.text


def test_a_condition_is_chosen_in_two_steps(lite_client, lite_session):
    client = lite_client
    two(client, lite_session)
    page = client.get(f"{HERE}/questions/two")
    assert 'name="condition.0.answer"' not in page.text
    page = press(client, page, "do:condition:0", {"condition.0": "one", "hint.sv": "Sparas inte än"})
    assert "Sparas inte än" in page.text
    nothing = press(client, page, "do:save")
    assert nothing.status_code == 422
    assert '<a href="#condition-0">' in nothing.text
    follow(client, press(client, page, "do:save", {"condition.0.answer": ["gunga", "lek"]}))
    assert stored(lite_session).by_id["two"].condition == Some((Chosen("one", "gunga"), Chosen("one", "lek")))
    assert "Visas bara om fråga 1 har svaret ”Gunga” eller ”Lek”." in client.get(f"{HERE}/questions").text
    follow(client, press(client, client.get(f"{HERE}/questions/two"), "do:save", {"condition.0": ""}))
    assert stored(lite_session).by_id["two"].condition is None


def test_ticks_for_another_questions_options_do_not_count(lite_client, lite_session):
    client = lite_client
    questions = question_set(
        question("one"), question("other"), question("two", condition=Chosen("one", "gunga"))
    )
    draft(client, lite_session, questions=questions)
    answered = press(client, client.get(f"{HERE}/questions/two"), "do:save", {"condition.0": "other"})
    assert answered.status_code == 422
    assert stored(lite_session) == questions


@pytest.mark.parametrize("about", ["two", "later", "gone", "note"])
def test_a_condition_is_about_an_earlier_question(lite_client, lite_session, about):
    questions = question_set(
        question("one"), Question("note", "note", in_all("Hej")), question("two"), question("later")
    )
    draft(lite_client, lite_session, questions=questions)
    page = lite_client.get(f"{HERE}/questions/two")
    forged = {"condition.0": about, "condition.0.shown": about, "condition.0.answer": "gunga"}
    assert press(lite_client, page, "do:save", forged).status_code == 422
    assert stored(lite_session) == questions


def test_a_condition_that_the_form_cannot_say_is_told_kept_or_removed(lite_client, lite_session):
    client = lite_client
    condition = Every((Chosen("one", "gunga"), Otherwise(Answered("number"))))
    questions = question_set(
        question("one"), question("number", "number"), question("two", condition=condition)
    )
    draft(client, lite_session, questions=questions)
    page = client.get(f"{HERE}/questions/two")
    said = "fråga 1 har svaret ”Gunga” och inte (fråga 2 är besvarad)"
    assert said in page.text
    assert said in client.get(f"{HERE}/questions").text
    follow(client, press(client, page, "do:save"))
    assert stored(lite_session) == questions
    follow(client, press(client, client.get(f"{HERE}/questions/two"), "do:save", {"condition.0": ""}))
    assert stored(lite_session).by_id["two"].condition is None


def test_questions_move_up_down_and_across_sections(lite_client, lite_session):
    client = lite_client
    questions = QuestionSet(
        (
            Section("s1", in_all("Ett"), {}, (question("a"), question("b"))),
            Section("s2", in_all("Två"), {}, (question("c"),)),
        )
    )
    draft(client, lite_session, questions=questions)
    for button, expected in (
        ("do:down:a", [["b", "a"], ["c"]]),
        ("do:down:a", [["b"], ["a", "c"]]),
        ("do:section-down:s1", [["a", "c"], ["b"]]),
        ("do:up:a", [["a", "c"], ["b"]]),
    ):
        page = follow(client, press(client, client.get(f"{HERE}/questions"), button))
        assert order(stored(lite_session)) == expected
        assert page.request.path == f"{HERE}/questions"


def test_a_question_that_another_depends_on_stays_and_it_is_said_why(lite_client, lite_session):
    client = lite_client
    two(client, lite_session, condition=Chosen("one", "gunga"))
    asked = client.get(f"{HERE}/questions/one/remove")
    refused = press(client, asked, "Ta bort")
    assert refused.status_code == 409
    assert '<a href="#question-two">Fråga 2 visas bara efter vissa svar' in refused.text
    refused = press(client, client.get(f"{HERE}/questions"), "do:up:two")
    assert refused.status_code == 409
    assert "Den måste komma efter den frågan." in refused.text
    emptied = {f"option.0.{tag}": "" for tag in ("sv", "en", "ar")}
    refused = press(
        client, client.get(f"{HERE}/questions/one"), "do:save", emptied | {"hint.sv": "Min hjälp"}
    )
    assert refused.status_code == 409
    assert "Fråga 2 visas för dem som väljer ett svar som du har tagit bort." in refused.text
    assert "Min hjälp" in refused.text
    assert list(stored(lite_session).by_id) == ["one", "two"]


def test_a_question_is_removed_after_one_more_question(lite_client, lite_session):
    client = lite_client
    two(client, lite_session)
    asked = client.get(f"{HERE}/questions/one/remove")
    assert "Fråga om one?" in asked.text
    assert list(stored(lite_session).by_id) == ["one", "two"]
    assert "Frågan är borttagen." in follow(client, press(client, asked, "Ta bort")).text
    assert list(stored(lite_session).by_id) == ["two"]
    assert client.get(f"{HERE}/questions/one").status_code == 404


def test_nothing_is_removed_that_has_changed_since_it_was_asked(lite_client, lite_session):
    client = lite_client
    two(client, lite_session)
    asked = client.get(f"{HERE}/questions/one/remove")
    press(client, client.get(f"{HERE}/questions/one"), "do:save", {"text.sv": "En viktig fråga?"})
    again = press(client, asked, "Ta bort")
    assert again.status_code == 409
    assert "En viktig fråga?" in again.text
    assert "one" in stored(lite_session).by_id


def test_sections_are_added_described_and_removed(lite_client, lite_session):
    client = lite_client
    two(client, lite_session)
    page = client.get(f"{HERE}/add-section")
    added = follow(client, press(client, page, "Spara", texts("title", "Om dig")))
    assert "Om dig" in added.text
    section = stored(lite_session).sections[-1]
    page = client.get(f"{HERE}/sections/{section.id}")
    follow(client, press(client, page, "Spara", texts("intro", "Frivilligt.")))
    described = stored(lite_session).sections[-1]
    assert (dict(described.title), dict(described.intro)) == (in_all("Om dig"), in_all("Frivilligt."))
    gone = press(client, client.get(f"{HERE}/sections/s1/remove"), "Ta bort")
    assert "Delen är borttagen." in follow(client, gone).text
    assert order(stored(lite_session)) == [[]]


def test_too_long_headings_are_refused_and_kept(lite_client, lite_session):
    two(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/sections/s1")
    answered = press(lite_client, page, "Spara", {"title.en": "x" * 201})
    assert answered.status_code == 422
    assert "x" * 201 in answered.text


def test_texts_in_languages_that_are_not_offered_are_kept_and_can_be_mended(lite_client, lite_session):
    client = lite_client
    questions = question_set(question("one", text=in_all("Fråga?") | {"so": "Su'aal?", "xx": "?"}))
    draft(client, lite_session, questions=questions, languages=["sv"])
    page = client.get(f"{HERE}/questions/one")
    assert 'name="text.so"' in page.text
    follow(client, press(client, page, "do:save", {"text.sv": "Ny fråga?", "text.so": "Su'aal kale?"}))
    text = stored(lite_session).by_id["one"].text
    assert (text["sv"], text["so"], text["xx"]) == ("Ny fråga?", "Su'aal kale?", "?")


def test_hostile_text_is_shown_as_text(client, session):
    hostile = "<script>alert(1)</script>\"'&<img src=x onerror=1>"
    two(client, session, condition=Chosen("one", "gunga"))
    changes = {"text.sv": hostile, "option.0.sv": hostile, "hint.sv": "</textarea><b>x</b>\u202e"}
    press(client, client.get(f"{HERE}/questions/one"), "do:save", changes)
    press(client, client.get(f"{HERE}/sections/s1"), "Spara", {"title.sv": hostile, "intro.sv": hostile})
    for path in (
        "/questions",
        "/questions/one",
        "/questions/two",
        "/questions/one/remove",
        "/sections/s1",
        "/preview/sv/answer",
    ):
        page = client.get(HERE + path)
        assert page.status_code == 200
        assert "<script>alert(1)" not in page.text
        assert "<img" not in page.text
        assert "<b>x" not in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/questions/gone",
        "/sections/gone",
        "/sections/gone/add",
        "/sections/s1/add/gone",
        "/sections/gone/add/single",
        "/questions/gone/remove",
        "/sections/gone/remove",
    ],
)
def test_what_is_not_there_is_not_found(lite_client, lite_session, path):
    two(lite_client, lite_session)
    assert lite_client.get(HERE + path).status_code == 404


def test_an_unknown_press_is_refused(lite_client, lite_session):
    before = two(lite_client, lite_session).questions
    page = lite_client.get(f"{HERE}/questions")
    for forged in ("zap:one", "", "up", "up:gone", "section-up:one"):
        answered = press(lite_client, page, "do:down:one", {"do": forged})
        assert answered.status_code in {400, 409}
    assert stored(lite_session) == before


def test_an_official_chooses_how_a_ranking_is_counted_until_somebody_has_answered(lite_client, lite_session):
    client = lite_client
    draft(client, lite_session, questions=question_set(question("one", "ranking")))
    page = client.get(f"{HERE}/questions/one")
    assert re.search(r'value="borda" id="headline-borda" checked', page.text)
    follow(client, press(client, page, "do:save", {"headline": "pairwise"}))
    assert stored(lite_session).by_id["one"].limits == Limits(headline="pairwise")
    again = client.get(f"{HERE}/questions/one")
    assert re.search(r'value="pairwise" id="headline-pairwise" checked', again.text)
    refused = press(client, again, "do:save", {"headline": "lottery"})
    assert refused.status_code == 422
    assert "Välj ett av sätten att räkna." in refused.text


def test_too_many_options_are_not_compared_two_and_two(lite_client, lite_session):
    many = tuple(AnswerOption(f"o{at}", in_all(f"Val {at}")) for at in range(MOST_COMPARED + 1))
    draft(lite_client, lite_session, questions=question_set(question("one", "ranking", options=many)))
    page = lite_client.get(f"{HERE}/questions/one")
    refused = press(lite_client, page, "do:save", {"headline": "mean_rank"})
    assert refused.status_code == 422
    assert f"Så kan vi räkna med högst {MOST_COMPARED} alternativ." in refused.text
    assert press(lite_client, page, "do:save", {"headline": "firsts"}).status_code == 303
