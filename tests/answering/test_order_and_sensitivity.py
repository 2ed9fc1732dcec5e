"""Options in shuffled order, and questions marked as sensitive, from the composer to the results."""

import re

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import make_dialogue, make_municipality, make_staff, options, question, question_set
from tests.forms import follow, press
from tests.results.sending import send_all
from tests.staff import sign_in
from webapp.domain.conditions import Chosen
from webapp.domain.lifecycle import Role
from webapp.domain.shuffling import ORDERS
from webapp.models import Dialogue

ADDRESS = "/sv/dialogues/skolgard/answer"
RESULTS = "/staff/dialogues/skolgard/results"
WORDS = ("A", "B", "C", "D", "E", "F")


def shuffled(kind: str = "single"):
    return question("one", kind, options=options(*WORDS), shuffled=True)


def order(page) -> list[str]:
    """The options as they stand on the page."""
    return re.findall(r'(?:name="q\.one" value=|name="q\.one\.)"?(\w)"', page.text)


def key(page) -> dict[str, str]:
    """The key, which stands after the form and belongs to it."""
    return {"key": page.text.split('name="key" value="')[1].split('"')[0]}


@pytest.mark.parametrize("kind", ["single", "multiple", "points"])
def test_one_resident_meets_one_order_through_all_re_renderings(client, session, kind) -> None:
    make_dialogue(session, questions=question_set(shuffled(kind)))
    page = client.get(ADDRESS)
    met = order(page)
    assert sorted(met) == ["a", "b", "c", "d", "e", "f"]
    answered = {"q.one.c": "5"} if kind == "points" else {"q.one": "c"}
    checked = press(client, page, "do:check", answered, **key(page))
    assert checked.status_code == 200
    assert order(press(client, checked, "do:edit")) == met
    in_english = client.post(ADDRESS.replace("sv", "en", 1), data=answered | key(page) | {"choose": "1"})
    assert order(in_english) == met
    if kind == "points":
        assert order(press(client, page, "press:one:c:up", **key(page))) == met


def test_different_residents_meet_different_orders(client, session) -> None:
    make_dialogue(session, questions=question_set(shuffled()))
    assert len({tuple(order(client.get(ADDRESS))) for _ in range(ORDERS * 4)}) > ORDERS // 2


def test_a_ranking_shows_what_has_no_place_in_the_residents_own_order(client, session) -> None:
    make_dialogue(session, questions=question_set(shuffled("ranking")))
    page = client.get(ADDRESS)
    met = order(page)
    moved = order(press(client, page, f"press:one:{met[3]}:up", **key(page)))
    assert moved == [met[3], *met[:3], *met[4:]]


def test_answers_from_paper_are_typed_in_in_the_order_of_the_paper(client, session) -> None:
    make_dialogue(session, questions=question_set(shuffled()))
    sign_in(client, make_staff(session, Role.OFFICIAL))
    for _ in range(5):
        assert order(client.get("/staff/dialogues/skolgard/enter/paper/sv")) == list("abcdef")


def test_results_stand_in_the_order_of_the_question(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(shuffled()))
    send_all(client, dialogue, [{"q_one": "f"}] * 10)
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    part = client.get(RESULTS).text.split('id="question-one"')[1].split("</section>")[0]
    assert re.findall(r'<th scope="row">(\w)<', part) == list("ABCDEF")


def test_the_composer_marks_a_question_and_takes_the_marks_away(lite_client, lite_session) -> None:
    client = lite_client
    draft(client, lite_session, questions=question_set(question("one")))
    address = "/staff/dialogues/skolgard/questions/one"

    def marks() -> tuple[bool, bool]:
        found = fresh(lite_session).query(Dialogue).one().questions.by_id["one"]
        return found.shuffled, found.sensitive

    listed = follow(client, press(client, client.get(address), "do:save", shuffled="1", sensitive="1"))
    assert marks() == (True, True)
    assert "blandad ordning, känslig" in listed.text
    follow(client, press(client, client.get(address), "do:save"))
    assert marks() == (True, True)
    follow(client, press(client, client.get(address), "do:save", shuffled=None, sensitive=None))
    assert marks() == (False, False)


@pytest.mark.parametrize("kind", ["scale", "number", "long_text", "yes_no", "date"])
def test_a_kind_whose_order_means_something_is_not_offered_to_be_shuffled(
    lite_client, lite_session, kind
) -> None:
    draft(lite_client, lite_session, questions=question_set(question("one", kind)))
    page = lite_client.get("/staff/dialogues/skolgard/questions/one")
    assert 'name="sensitive"' in page.text
    assert 'name="shuffled"' not in page.text


def test_a_sensitive_question_is_told_of_everybody_and_of_no_group(client, session) -> None:
    asked = [question(id_, options=options("Ja", "Nej"), sensitive=id_ == "one") for id_ in ("one", "two")]
    asked.append(question("why", options=options("Ja", "Nej"), condition=Chosen("one", "ja")))
    dialogue = make_dialogue(session, questions=question_set(*asked))
    for lang in ("sv", "ar"):
        for answer in ("ja", "nej"):
            send_all(client, dialogue, [{"lang": lang, "q_one": answer, "q_two": answer, "q_why": "ja"}] * 20)
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    sentence = "Frågan är känslig, eller hör till en känslig fråga. Svaren visas bara för alla tillsammans."
    whole = client.get(RESULTS)
    assert sentence not in whole.text
    group = client.get(RESULTS, query_string={"group": "lang:ar"})
    one, two, why = (
        group.text.split(f'id="question-{id_}"')[1].split("</section>")[0] for id_ in ("one", "two", "why")
    )
    for hidden in (one, why):
        assert sentence in hidden
        assert "<table" not in hidden
    assert "<table" in two
    file = press(client, group, "format:csv").get_data().decode("utf-8-sig")
    assert [row for row in file.splitlines() if row.startswith('"1"')] == [
        f'"1";"Fråga om one?";"{sentence}";"";"";"";"";""'
    ]
