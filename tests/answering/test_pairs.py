"""Pairs on their pages: drawn once for a resident, answered, mended, composed, counted, told by group."""

import csv
import io
import re

import pytest

from tests.editing.pages import draft, fresh
from tests.factories import (
    in_all,
    make_dialogue,
    make_municipality,
    make_staff,
    options,
    question,
    question_set,
)
from tests.forms import follow, press
from tests.recount import recount, stored_tallies
from tests.results.sending import send_all, withdraw
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.questions import AnswerOption, Limits
from webapp.models import Answer, Dialogue

ADDRESS = "/sv/dialogues/skolgard/answer"
RESULTS = "/staff/dialogues/skolgard/results"
QUESTION = "/staff/dialogues/skolgard/questions/one"
LETTERS = "ABCDEF"


def six(**limits: int):
    return question("one", "pairs", options=options(*LETTERS), limits=Limits(**limits))


def met(page) -> list[list[str]]:
    """The values of each pair's radio buttons, pair by pair, as they stand on the page."""
    return [
        re.findall(r'value="(\w*)"', pair.split("</fieldset>")[0])
        for pair in page.text.split('<fieldset class="grid-row" id="q-one-')[1:]
    ]


def key(page) -> dict[str, str]:
    """The key, which stands after the form and belongs to it."""
    return {"key": page.text.split('name="key" value="')[1].split('"')[0]}


def name(pair: list[str]) -> str:
    return f"q.one.{'~'.join(sorted(pair[:2]))}"


def part_of(page: str) -> str:
    return page.split('id="question-one"')[1].split("</section>")[0]


def test_each_pair_is_a_group_of_its_own_with_two_options_and_a_way_out(client, session) -> None:
    make_dialogue(session, questions=question_set(six()))
    page = client.get(ADDRESS)
    pairs = met(page)
    assert len(pairs) == 10
    assert all(len(pair) == 3 and pair[0] != pair[1] and pair[2] == "" for pair in pairs)
    assert page.text.count("Vet inte eller lika viktiga") == 10
    assert "<legend>Par 10 av 10</legend>" in page.text
    assert "checked" not in part_of(page.text)


@pytest.mark.parametrize("number", [4, 6])
def test_one_resident_meets_the_same_pairs_through_all_re_renderings(client, session, number) -> None:
    asked = question("one", "pairs", options=options(*LETTERS[:number]))
    make_dialogue(session, questions=question_set(asked))
    page = client.get(ADDRESS)
    pairs = met(page)
    answered = {name(pairs[0]): pairs[0][1], name(pairs[2]): ""}
    checked = press(client, page, "do:check", answered, **key(page))
    assert checked.status_code == 200
    again = press(client, checked, "do:edit")
    assert met(again) == pairs
    assert again.text.count("checked") == 2
    in_english = client.post(ADDRESS.replace("sv", "en", 1), data=answered | key(page) | {"choose": "1"})
    assert met(in_english) == pairs
    refused = press(client, page, "do:check", {name(pairs[0]): "rutschkana"}, **key(page))
    assert refused.status_code == 422
    assert met(refused) == pairs


def test_different_residents_meet_different_pairs(client, session) -> None:
    make_dialogue(session, questions=question_set(six()))
    assert len({str(met(client.get(ADDRESS))) for _ in range(40)}) > 15


def test_what_was_answered_stays_on_the_page_also_where_it_was_not_drawn(client, session) -> None:
    make_dialogue(session, questions=question_set(six(pairs=2)))
    page = client.get(ADDRESS)
    drawn = {name(pair) for pair in met(page)}
    other = next(f"q.one.a~{letter}" for letter in "bcdef" if f"q.one.a~{letter}" not in drawn)
    again = client.post(ADDRESS, data={other: "a"} | key(page))
    assert other in {name(pair) for pair in met(again)}
    assert len(met(again)) == 2
    assert f'name="{other}" value="a" checked' in again.text


def test_a_few_pairs_or_none_can_be_answered_and_too_many_cannot(client, session) -> None:
    make_dialogue(session, questions=question_set(six(pairs=2), question("two")))
    page = client.get(ADDRESS)
    pairs = met(page)
    for given in ({name(pairs[1]): pairs[1][0]}, {"q.two": "lek", name(pairs[0]): ""}):
        assert press(client, page, "do:check", given, **key(page)).status_code == 200
    all_of_a = {f"q.one.a~{letter}": "a" for letter in "bcd"}
    refused = press(client, page, "do:check", all_of_a, **key(page))
    assert refused.status_code == 422
    assert '<a href="#q-one">Fråga 1: Svara på högst 2 par. Ta bort några svar.</a>' in refused.text
    assert refused.text.count("checked") == 3


@pytest.mark.parametrize(
    "typed",
    [
        {"q.one.a~x": "a"},
        {"q.one.a~a": "a"},
        {"q.one.b~a": "a"},
        {"q.one.": "a"},
        {"q.one.a~b~c": "a"},
        {"q.one.a~b": "<script>alert(1)</script>"},
        {"q.one.a~b": "c"},
        {"q.one.a~b": ["a", "b"]},
        {"q.one.a~b": "a" * 100_000},
        {"q.one." + "~" * 1000: "a"},
    ],
)
def test_pairs_that_nobody_could_have_met_are_refused_with_a_plain_page(client, session, typed) -> None:
    make_dialogue(session, questions=question_set(six()))
    page = client.get(ADDRESS)
    refused = press(client, page, "do:check", typed, **key(page))
    assert refused.status_code == 422
    assert "<script>alert" not in refused.text
    assert session.query(Answer).count() == 0


def test_answers_from_paper_can_be_to_any_pair(client, session) -> None:
    make_dialogue(session, questions=question_set(six()))
    sign_in(client, make_staff(session, Role.OFFICIAL))
    address = "/staff/dialogues/skolgard/enter/paper/sv"
    page = client.get(address)
    pairs = met(page)
    assert [pair[:2] for pair in pairs[:3]] == [["a", "b"], ["a", "c"], ["a", "d"]]
    assert len(pairs) == 15
    checked = press(client, page, "do:check", {"q.one.e~f": "f"})
    assert press(client, checked, "do:send").status_code == 303
    assert session.query(Answer).one().value == [["f", "e"]]


def test_preview_shows_pairs_and_keeps_them_from_page_to_page(client, session) -> None:
    make_dialogue(session, questions=question_set(six()))
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get("/staff/dialogues/skolgard/preview/sv/answer")
    pairs = met(page)
    checked = press(client, page, "do:check", {name(pairs[0]): pairs[0][0]}, **key(page))
    assert met(press(client, checked, "do:edit")) == pairs


def test_composer_sets_how_many_pairs_each_resident_meets(lite_client, lite_session) -> None:
    draft(lite_client, lite_session, questions=question_set(six()))
    page = lite_client.get(QUESTION)
    assert "Tomt betyder 10 par, eller alla om de är färre." in page.text
    follow(lite_client, press(lite_client, page, "do:save", {"pairs": "7"}))
    assert fresh(lite_session).query(Dialogue).one().questions.by_id["one"].limits == Limits(pairs=7)
    for wrong in ("0", "16", "½", "-1"):
        refused = press(lite_client, lite_client.get(QUESTION), "do:save", {"pairs": wrong})
        assert refused.status_code == 422
        assert '<a href="#pairs">Skriv ett heltal från 1 till 15.</a>' in refused.text


def test_composer_takes_forty_options_and_no_more(lite_client, lite_session) -> None:
    many = tuple(AnswerOption(f"o{number}", in_all(f"Sak {number}")) for number in range(41))
    draft(lite_client, lite_session, questions=question_set(question("one", "pairs", options=many)))
    refused = press(lite_client, lite_client.get(QUESTION), "do:save")
    assert refused.status_code == 422
    assert '<a href="#options">Skriv högst 40 alternativ. Annars blir paren för många.</a>' in refused.text
    page = press(lite_client, lite_client.get(QUESTION), "do:remove:40")
    assert press(lite_client, page, "do:save").status_code == 303


def test_two_hundred_options_from_a_file_are_met_ten_pairs_at_a_time(lite_client, lite_session) -> None:
    many = tuple(AnswerOption(f"o{number}", in_all(f"Sak {number}")) for number in range(200))
    make_dialogue(lite_session, questions=question_set(question("one", "pairs", options=many)))
    assert len(met(lite_client.get(ADDRESS))) == 10


def test_running_tallies_equal_a_recount_also_after_a_withdrawal(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(six()))
    forms = [{"q_one__a~b": "a", "q_one__b~c": "c"}] * 12 + [{"q_one__a~b": "b", "q_one__c~f": "f"}] * 4
    sent = send_all(client, dialogue, forms)
    withdraw(client, sent[0])
    session.rollback()
    tallies = stored_tallies(session, dialogue)
    assert tallies == dict(recount(session, dialogue))
    assert (tallies["one", "", "won:a:b"], tallies["one", "", "won:b:a"]) == (11, 4)
    assert not [cell for _question, group, cell in tallies if group and cell.startswith("won:")]


THREE = {
    "gunga": {"q_one__gunga~boll": "gunga", "q_one__gunga~lek": "gunga", "q_one__boll~lek": "boll"},
    "lek": {"q_one__gunga~boll": "boll", "q_one__gunga~lek": "lek", "q_one__boll~lek": "lek"},
}


def test_results_tell_strengths_how_unsure_they_are_and_every_comparison(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(question("one", "pairs")))
    send_all(client, dialogue, [*[THREE["gunga"]] * 40, *[THREE["lek"]] * 20])
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get(RESULTS)
    part = part_of(page.text)
    assert "Underlaget är tunt" not in part
    assert '<th scope="col" class="n">Styrka</th>' in part
    assert part.index(">Gunga<") < part.index(">Boll<") < part.index(">Lek<")
    assert "Vann 80 av 120 jämförelser (67" in part
    assert "Det är inte säkert att Gunga är starkare än Boll: deras osäkerhet" in part
    assert "<strong>40</strong>" in part
    file = press(client, page, "format:csv").get_data().decode("utf-8-sig")
    rows = {row[2]: row for row in csv.reader(io.StringIO(file), delimiter=";")}
    assert rows["Gunga framför Boll"][3:5] == ["40", "66,67"]
    assert rows["Gunga"][3:6] == ["80", "66,67", "1"]


def test_results_say_where_no_strength_can_be_told_and_where_first_place_is_unsure(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(question("one", "pairs")))
    send_all(client, dialogue, [THREE["gunga"]] * 10)
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    part = part_of(client.get(RESULTS).text)
    assert "Underlaget är tunt" in part
    assert "Det går inte att räkna ut någon styrka av de här svaren." in part
    assert '<th scope="col" class="n">Andel vunna</th>' in part
    send_all(client, dialogue, [THREE["lek"]] * 10)
    part = part_of(client.get(RESULTS).text)
    assert "Delad första plats: Gunga, Boll och Lek." in part


def test_a_group_is_told_shares_of_duels_alone(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(question("one", "pairs")))
    for lang in ("sv", "ar"):
        forms = [*[THREE["gunga"]] * 20, *[THREE["lek"]] * 10]
        send_all(client, dialogue, [{"lang": lang, **each} for each in forms])
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    part = part_of(client.get(RESULTS, query_string={"group": "lang:ar"}).text)
    assert "För en grupp räknas och visas bara hur stor andel" in part
    assert "Andel vunna" in part
    assert "Osäkerhet" not in part
    assert "Alla jämförelser" not in part


def test_a_group_where_fewer_than_five_ever_passed_an_option_by_is_hidden(client, session) -> None:
    dialogue = make_dialogue(session, questions=question_set(question("one", "pairs")))
    for lang in ("sv", "ar"):
        forms = [*[THREE["gunga"]] * 26, *[THREE["lek"]] * 4]
        send_all(client, dialogue, [{"lang": lang, **each} for each in forms])
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    part = part_of(client.get(RESULTS, query_string={"group": "lang:ar"}).text)
    assert "För få svar för att visas." in part
