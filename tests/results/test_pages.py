"""Who may read the results, when, and what the pages say beside the figures."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tests.factories import (
    days,
    in_all,
    make_dialogue,
    make_place,
    make_staff,
    options,
    question,
    question_set,
)
from tests.results.sending import send, send_all, told, withdraw
from tests.staff import csrf_of, sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import RULES, Action, Role, Stage
from webapp.domain.questions import AnswerOption
from webapp.models import Dialogue, Tally, TraceEntry
from webapp.web.sealing import seal_if_over

PAGE = "/staff/dialogues/skolgard/results"
PUBLIC = "/sv/dialogues/skolgard/results"
STAGES = {
    Stage.AGREED: {"published_on": None},
    Stage.PLANNED: {"opens_on": days(3)},
    Stage.OPEN: {},
}
LATER = {
    Stage.CLOSED: {"ended_on": days(0)},
    Stage.REPORTED: {"reported_on": days(0)},
    Stage.DECIDED: {"decision_published_on": days(0), "decision_meeting": days(0)},
    Stage.FED_BACK: {"fed_back_on": days(0), "participants_told_on": days(0)},
    Stage.EVALUATED: {"evaluated_on": days(0)},
    Stage.ARCHIVED: {"archived_on": days(0)},
}
for _stage in LATER:
    STAGES[_stage] = {**STAGES[[*STAGES][-1]], **LATER[_stage]}
READERS = {Role.OFFICIAL, Role.COORDINATOR, Role.POLITICIAN}
ANSWERED = set(STAGES) - {Stage.AGREED, Stage.PLANNED}


def two_questions():
    return question_set(
        question("one", options=options("Ja", "Nej")), question("long", "long_text", may_decline=True)
    )


def started(session, **changes) -> Dialogue:
    return make_dialogue(session, questions=two_questions(), **changes)


def over(session, dialogue: Dialogue, **changes) -> None:
    """Lets the dialogue's last day have been yesterday."""
    session.refresh(dialogue)
    for name, value in ({"closes_on": days(-1)} | changes).items():
        setattr(dialogue, name, value)
    session.commit()


def test_the_rules_of_reading_are_those_that_the_matrix_below_expects() -> None:
    assert RULES[Action.READ_RESULTS] == RULES[Action.DOWNLOAD] == (READERS, ANSWERED)


@pytest.mark.parametrize("role", Role)
@pytest.mark.requirement("R62")
def test_each_role_reads_and_downloads_only_in_the_stages_where_it_may(
    lite_app, lite_client, lite_session, role
) -> None:
    reader = lite_app.test_client()
    sign_in(reader, make_staff(lite_session, role))
    token = csrf_of(reader.get("/staff/account"))
    for stage, changes in STAGES.items():
        assert started(lite_session, slug=stage, **changes).stage(days(0)) is stage
        wanted = 403 if role not in READERS else 409 if stage not in ANSWERED else 200
        address = f"/staff/dialogues/{stage}/results"
        assert reader.get(address).status_code == wanted, stage
        assert reader.get(f"{address}/long").status_code == wanted, stage
        taken = reader.post(f"{address}/download", data={"format": "csv", "csrf_token": token})
        assert taken.status_code == wanted, stage


@pytest.mark.parametrize("path", ["", "/long", "/one"])
def test_nobody_reads_without_signing_in(lite_client, lite_session, path) -> None:
    started(lite_session)
    answered = lite_client.get(PAGE + path)
    assert answered.status_code == 303
    assert answered.location.startswith("/staff/sign-in")


def test_results_of_no_dialogue_and_texts_of_no_text_question_do_not_exist(
    lite_session, lite_politician
) -> None:
    started(lite_session)
    for path in ("/staff/dialogues/annan/results", f"{PAGE}/one", f"{PAGE}/missing"):
        assert lite_politician.get(path).status_code == 404


def test_the_page_begins_with_how_much_the_answers_weigh(lite_client, lite_session, lite_politician) -> None:
    dialogue = started(lite_session, step=LadderStep.INFLUENCE)
    send_all(lite_client, dialogue, [{"q_one": "ja"}] * 10)
    text = lite_politician.get(PAGE).text
    assert "Steg 4 av 5: Inflytande." in text
    assert "Säger politikerna nej ska de förklara varför." in text
    assert "Svaren är råd till politikerna." in text
    assert text.index("Steg 4 av 5") < text.index("<table")


def test_a_closed_dialogue_is_counted_to_the_last_response_when_it_is_read(
    client, session, politician
) -> None:
    dialogue = started(session)
    send_all(client, dialogue, [{"q_one": "ja"}] * 13)
    assert "10 svar räknade" in politician.get(PAGE).text
    over(session, dialogue)
    page = politician.get(PAGE)
    assert "Dialogen är stängd. 13 svar kom in och är räknade." in page.text
    assert told(page.text)["one"].rows["Ja"] == ["13", "100 %"]
    session.refresh(dialogue)
    assert dialogue.sealed_on == days(0)


def test_an_open_dialogue_is_not_sealed_by_reading(client, session, politician) -> None:
    dialogue = started(session)
    send_all(client, dialogue, [{"q_one": "ja"}] * 13)
    politician.get(PAGE)
    politician.get(f"{PAGE}/long")
    session.refresh(dialogue)
    assert dialogue.sealed_on is None
    counted = select(Tally.amount).where(
        Tally.cell == "answers", Tally.question_id == "one", Tally.grouping == ""
    )
    assert session.scalar(counted) == 10


def test_a_dialogue_that_ended_with_few_answers_or_none_says_so(client, session, politician) -> None:
    dialogue = started(session)
    over(session, dialogue)
    assert "Inga svar kom in." in politician.get(PAGE).text
    other = started(session, slug="annan", board=dialogue.board)
    send(client, other, q_one="ja")
    over(session, other)
    assert told(politician.get("/staff/dialogues/annan/results").text)["one"].rows["Ja"] == ["1", "100 %"]


def test_everything_is_sealed_once_when_many_read_at_once(app, client, session) -> None:
    dialogue = started(session)
    send_all(client, dialogue, [{"q_one": "ja"}] * 12)
    over(session, dialogue, reported_on=days(0), result_text=in_all("Klart"))
    revision = dialogue.revision
    with ThreadPoolExecutor(4) as readers:
        pages = list(readers.map(lambda _: app.test_client().get(PUBLIC), range(4)))
    assert {told(page.text)["one"].rows["Ja"][0] for page in pages} == {"12"}
    session.refresh(dialogue)
    assert (dialogue.sealed_on, dialogue.revision) == (days(0), revision + 1)
    with app.app_context():
        assert not seal_if_over(session, dialogue)


SAID = re.compile(r'<div class="said" lang="(\w+)" dir="auto"><p>(.*?)</p></div>')


def texts_on(page) -> list[tuple[str, str]]:
    return SAID.findall(page.text)


@pytest.mark.requirement("R13")
def test_texts_stand_in_their_own_language_and_only_counted_ones(client, session, politician) -> None:
    dialogue = started(session)
    sent = [send(client, dialogue, lang, q_long=f"ord {at}") for at, lang in enumerate(["sv", "ar"] * 5)]
    send(client, dialogue, q_long="inte räknad än")
    page = politician.get(f"{PAGE}/long")
    wanted = {(each.lang, each.answers["long"]) for each in sent}
    assert set(texts_on(page)) == wanted
    withdraw(client, sent[4])
    assert set(texts_on(politician.get(f"{PAGE}/long"))) == wanted - {("sv", "ord 4")}


def test_a_text_that_is_markup_is_shown_as_it_was_written(client, session, politician) -> None:
    dialogue = started(session)
    send_all(client, dialogue, [{"q_long": "<script>alert(1)</script>\n\nrad två"}] * 10)
    page = politician.get(f"{PAGE}/long")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</p><p>rad två" in page.text


def test_declining_is_no_text(client, session, politician) -> None:
    dialogue = started(session)
    send_all(client, dialogue, [{"decline.long": "1"}] * 3 + [{"q_long": "hej"}] * 7)
    assert len(texts_on(politician.get(f"{PAGE}/long"))) == 7
    assert "7 svar. 3 valde" in told(politician.get(PAGE).text)["long"].sentence


def test_many_texts_come_in_pages_that_hold_each_exactly_once_in_a_lasting_order(
    client, session, politician
) -> None:
    dialogue = started(session)
    wanted = {("sv", f"ord {at}") for at in range(120)}
    send_all(client, dialogue, [{"q_long": text} for _, text in sorted(wanted)])
    pages = [politician.get(f"{PAGE}/long?page={number}") for number in (1, 2, 3)]
    assert "Sida 2 av 3" in pages[1].text
    listed = [text for page in pages for text in texts_on(page)]
    assert len(listed) == 120
    assert set(listed) == wanted
    assert all(len(texts_on(page)) < 90 for page in pages)
    assert listed != sorted(listed)
    assert texts_on(politician.get(f"{PAGE}/long?page=2")) == texts_on(pages[1])
    for beyond in ("4", "-1", "x", "99999999999999999999"):
        assert politician.get(f"{PAGE}/long?page={beyond}").status_code == 200


def test_where_a_text_stands_does_not_tell_what_else_its_writer_wrote(client, session, politician) -> None:
    dialogue = make_dialogue(
        session, questions=question_set(question("a", "short_text"), question("b", "short_text"))
    )
    send_all(client, dialogue, [{"q_a": f"ord {at}", "q_b": f"ord {at}"} for at in range(40)])
    first, second = (texts_on(politician.get(f"{PAGE}/{name}")) for name in "ab")
    assert set(first) == set(second)
    assert sum(one == other for one, other in zip(first, second, strict=True)) < 12


def test_texts_of_a_language_are_only_that_languages(client, session, politician) -> None:
    dialogue = started(session)
    place = make_place(session, dialogue)
    send_all(client, dialogue, [{"lang": "ar", "place": "bok7k", "q_long": "arabiska"}] * 20)
    send_all(client, dialogue, [{"lang": "sv", "q_long": "svenska"}] * 20)
    page = politician.get(PAGE, query_string={"group": "lang:ar"})
    assert "/long?group=lang:ar" in page.text
    for group, word in (("lang:ar", "arabiska"), (f"place:{place.id}", "arabiska"), ("place:", "svenska")):
        shown = texts_on(politician.get(f"{PAGE}/long", query_string={"group": group}))
        assert {text for _, text in shown} == {word}
        assert len(shown) == 20


def test_the_result_is_public_from_the_day_it_is_published_and_not_before(client, session) -> None:
    dialogue = started(session, slug="skolgard")
    send_all(client, dialogue, [{"q_one": "ja", "q_long": "hemligt ord"}] * 12)
    before = client.get(PUBLIC)
    assert (before.status_code, before.location) == (303, "/sv/dialogues/skolgard")
    over(session, dialogue)
    assert client.get(PUBLIC).status_code == 303
    over(session, dialogue, reported_on=days(0), result_text=in_all("De flesta sade ja."))
    page = client.get(PUBLIC)
    assert "De flesta sade ja." in page.text
    assert "Dialogen är stängd. 12 svar kom in och är räknade." in page.text
    assert told(page.text)["one"].rows["Ja"] == ["12", "100 %"]
    assert "hemligt ord" not in page.text
    assert "Texterna visas inte för alla" in page.text
    assert "/staff/dialogues" not in page.text


def test_a_result_that_was_published_too_early_stays_closed_while_answers_come_in(client, session) -> None:
    started(session, reported_on=days(0), result_text=in_all("Klart"))
    assert client.get(PUBLIC).status_code == 303
    assert client.get("/sv/dialogues/annan/results").status_code == 404


def test_the_public_filter_is_under_the_same_control(lite_client, lite_session) -> None:
    dialogue = started(lite_session)
    send_all(lite_client, dialogue, [{"q_one": "ja"}] * 12 + [{"q_one": "nej"}] * 12)
    send_all(lite_client, dialogue, [{"lang": "ar", "q_one": "ja"}] * 4)
    over(lite_session, dialogue, reported_on=days(0), result_text=in_all("Klart"))
    for group in ("lang:ar", "lang:sv"):
        page = lite_client.get(PUBLIC, query_string={"group": group})
        assert "För få svar för att visas." in page.text
        assert "<table" not in page.text
    assert lite_client.get(PUBLIC, query_string={"group": "lang:xx"}).status_code == 404


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_the_public_page_is_whole_in_every_language(lite_client, lite_session, lang) -> None:
    dialogue = make_dialogue(lite_session)
    send_all(lite_client, dialogue, [{"q_one": "boll", "q_number": "5", "q_points__lek": "10"}] * 10)
    over(lite_session, dialogue, reported_on=days(0), result_text={"sv": "Bara på svenska"})
    page = lite_client.get(f"/{lang}/dialogues/skolgard/results")
    assert page.status_code == 200
    assert ('<div lang="sv" dir="ltr"><p>Bara på svenska' in page.text) == (lang != "sv")


def test_names_of_places_and_options_are_shown_as_text(lite_client, lite_session, lite_politician) -> None:
    nasty = AnswerOption("x", in_all("<b>fet</b>"))
    questions = question_set(question("one", options=(*options("Ja"), nasty)))
    dialogue = make_dialogue(lite_session, questions=questions)
    make_place(lite_session, dialogue, name='"><script>x</script>')
    send_all(lite_client, dialogue, [{"q_one": "x"}] * 10)
    text = lite_politician.get(PAGE).text
    assert "&lt;b&gt;fet&lt;/b&gt;" in text
    assert "<script>x" not in text


def test_reading_leaves_no_trace_and_downloading_does(lite_client, lite_session, lite_politician) -> None:
    dialogue = started(lite_session)
    send_all(lite_client, dialogue, [{"q_one": "ja"}] * 10)
    page = lite_politician.get(PAGE)
    assert lite_session.scalars(select(TraceEntry)).all() == []
    lite_session.rollback()
    form = {"csrf_token": csrf_of(page), "format": "xlsx", "group": "lang:sv"}
    assert lite_politician.post(f"{PAGE}/download", data=form).status_code == 200
    entry = lite_session.scalars(select(TraceEntry)).one()
    assert (entry.act, entry.dialogue_id) == ("download-results", dialogue.id)
    assert entry.details == {"format": "xlsx", "by": "lang", "group": "sv"}
    assert entry.staff_id is not None
