"""What is told of rankings and points: how they are counted, beforehand, and all that came of it."""

import pytest

from tests.factories import make_dialogue, question, question_set
from tests.recount import recount, stored_tallies
from tests.results.sending import send_all, told, withdraw
from webapp.domain.prioritising import MEASURES
from webapp.domain.questions import Limits

PAGE = "/staff/dialogues/skolgard/results"
PROMISED = {
    "borda": "Så räknas svaren: plats 1 ger 3 poäng",
    "firsts": "Så räknas svaren: det som flest sätter först hamnar överst.",
    "mean_rank": "Så räknas svaren: vi räknar vilken plats varje alternativ får i snitt.",
    "pairwise": "Så räknas svaren: vi jämför alternativen två och två.",
}
FIRST = {
    "borda": {"Boll": ["1", "22"], "Gunga": ["2", "20"], "Lek": ["3", "18"]},
    "firsts": {"Gunga": ["1", "5"], "Lek": ["2", "3"], "Boll": ["3", "2"]},
    "mean_rank": {"Boll": ["1", "1,8"], "Gunga": ["2", "2"], "Lek": ["3", "2,2"]},
    "pairwise": {"Gunga": ["1", "0 av 2"], "Boll": ["1", "1 av 2"], "Lek": ["1", "0 av 2"]},
}
"""By headline: option -> its place and figure, for the ten orders below."""


def order(*options: str) -> dict[str, str]:
    return {f"q_rank__{option}": str(place) for place, option in enumerate(options, start=1)}


ORDERS = [
    *[order("gunga", "boll", "lek")] * 5,
    *[order("lek", "boll", "gunga")] * 3,
    *[order("boll", "lek", "gunga")] * 2,
]
"""Gunga and the others are equal two and two; Boll beats Lek."""


def asked(session, headline: str, **limits):
    limits = Limits(headline=headline, **limits)
    return make_dialogue(session, questions=question_set(question("rank", "ranking", limits=limits)))


@pytest.mark.parametrize("headline", MEASURES)
def test_the_chosen_way_to_count_is_told_before_answering_and_comes_first_afterwards(
    lite_client, lite_session, lite_politician, headline
) -> None:
    dialogue = asked(lite_session, headline)
    form = lite_client.get("/sv/dialogues/skolgard/answer").text
    assert PROMISED[headline] in form
    assert not [other for other in MEASURES if other != headline and PROMISED[other] in form]
    send_all(lite_client, dialogue, ORDERS)
    page = lite_politician.get(PAGE).text
    assert told(page)["rank"].rows == FIRST[headline]
    folded = page[page.index("Räknat på andra sätt") :]
    names = {"Poäng efter plats", "Flest förstaplatser", "Medelplats", "Två och två"}
    assert sum(f">{name}</h4>" in folded for name in names) == 3
    assert "Alla jämförelser, två och två" in folded


def test_where_another_way_to_count_has_another_first_it_is_said_above_the_fold(
    lite_client, lite_session, lite_politician
) -> None:
    send_all(lite_client, asked(lite_session, "borda"), ORDERS)
    page = lite_politician.get(PAGE).text
    said = page[: page.index("Räknat på andra sätt")]
    assert "Flest förstaplatser: Gunga; Två och två: Gunga, Boll och Lek." in said
    assert "Medelplats: " not in said


def test_a_shared_first_place_is_said_and_so_is_a_ring(lite_client, lite_session, lite_politician) -> None:
    ring = [order("gunga", "boll", "lek"), order("boll", "lek", "gunga"), order("lek", "gunga", "boll")]
    send_all(lite_client, asked(lite_session, "borda"), ring * 10)
    page = lite_politician.get(PAGE).text
    assert "Delad första plats: Gunga, Boll och Lek." in page
    assert page.count("Delad plats.") == 12
    assert (
        "Det går runt: Gunga vinner mot Boll, Boll vinner mot Lek och Lek vinner mot Gunga. "
        "Därför delar Gunga, Boll och Lek första platsen."
    ) in page


def test_a_ranking_that_nobody_answered_has_no_order(lite_client, lite_session, lite_politician) -> None:
    questions = question_set(question("one"), question("rank", "ranking"))
    dialogue = make_dialogue(lite_session, questions=questions)
    send_all(lite_client, dialogue, [{"q_one": "boll"}] * 10)
    page = lite_politician.get(PAGE).text
    assert "Ingen har svarat, så det finns ingen ordning." in page
    assert told(page)["rank"].rows == {}


@pytest.mark.parametrize(("headline", "best"), [("borda", "Boll"), ("pairwise", "Gunga")])
def test_a_group_is_told_first_places_whatever_the_headline(
    lite_client, lite_session, lite_politician, headline, best
) -> None:
    dialogue = asked(lite_session, headline)
    send_all(lite_client, dialogue, ORDERS * 5)
    send_all(lite_client, dialogue, [{"lang": "en"} | fields for fields in ORDERS * 5])
    page = lite_politician.get(f"{PAGE}?group=lang:en").text
    rows = told(page)["rank"].rows
    assert {option: cells[1] for option, cells in rows.items()} == {"Gunga": "25", "Boll": "10", "Lek": "15"}
    assert next(iter(rows)) == best
    assert "Räknat på andra sätt" not in page


def test_comparisons_follow_withdrawals_and_are_kept_for_everybody_alone(client, session) -> None:
    dialogue = asked(session, "pairwise", places=2)
    orders = [order("gunga", "boll"), order("lek"), order("boll", "lek")]
    sent = send_all(client, dialogue, orders * 8)
    for each in sent[:12]:
        withdraw(client, each)
    session.rollback()
    tallies = stored_tallies(session, dialogue)
    assert tallies == recount(session, dialogue)
    assert {group for _question, group, cell in tallies if cell.startswith("over:")} == {""}


def test_points_are_told_with_their_spread_and_how_many_gave_any(
    lite_client, lite_session, lite_politician
) -> None:
    dialogue = make_dialogue(lite_session, questions=question_set(question("points", "points")))
    gave = [{"q_points__gunga": "40", "q_points__boll": "10"}] * 5 + [{"q_points__gunga": "20"}] * 5
    send_all(lite_client, dialogue, gave)
    page = lite_politician.get(PAGE).text
    assert told(page)["points"].rows["Gunga"] == ["1", "300"]
    assert "I snitt 30 poäng per svar. 10 gav det poäng. Minst hälften av svaren gav mellan 20 och 40" in page
    assert "I snitt 5 poäng per svar. 5 gav det poäng. Minst hälften av svaren gav mellan 0 och 10" in page
    assert "0 gav det poäng. Minst hälften av svaren gav 0 poäng." in page
