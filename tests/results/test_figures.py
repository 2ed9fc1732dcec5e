"""The figures on the politicians' page equal a count of the answers that were sent."""

import random
from collections import Counter
from fractions import Fraction
from statistics import mean, median

from tests.factories import days, make_dialogue, make_place, question_set
from tests.results.sending import Sent, Told, counted, random_fields, send, send_all, told, withdraw
from webapp.domain.questions import Question

PAGE = "/staff/dialogues/skolgard/results"
LETTERS = {"gunga": "Gunga", "boll": "Boll", "lek": "Lek"}


def forms(number: int, seed: int = 7) -> list[dict]:
    """Responses in three languages, from two places and none."""
    chance = random.Random(seed)
    return [
        {
            "lang": chance.choice(["sv", "sv", "en", "ar"]),
            "place": chance.choice(["", "bok7k", "torg2"]),
            **random_fields(question_set(), chance),
        }
        for _ in range(number)
    ]


def started(session):
    dialogue = make_dialogue(session)
    make_place(session, dialogue)
    make_place(session, dialogue, "torg2", name="Torget")
    return dialogue


def swedish(number) -> str:
    """A number with at most two decimals, as Swedes write it."""
    whole = f"{float(number):,.2f}".rstrip("0").rstrip(".")
    return whole.replace(",", " ").replace(".", ",")


def percent(share: Fraction) -> str:
    return f"{round(float(share) * 100)} %"


def expected_rows(question: Question, values: list) -> dict[str, list[str]]:
    """The cells that a page must show, counted anew from the values."""
    given = [value for value in values if value is not None]
    if question.kind in {"single", "scale", "multiple"}:
        chosen = Counter(
            option for value in given for option in ([value] if isinstance(value, str) else value)
        )
        return {
            LETTERS[option]: [str(chosen[option]), percent(Fraction(chosen[option], len(given)))]
            for option in question.option_ids
        }
    if question.kind == "ranking":
        score = Counter()
        for order in given:
            score.update({option: question.places - at for at, option in enumerate(order)})
        return placed(question, score)
    if question.kind == "points":
        score = Counter()
        for points in given:
            score.update(points)
        return placed(question, score)
    return {}


def placed(question: Question, score: Counter) -> dict[str, list[str]]:
    return {
        LETTERS[option]: [
            str(1 + sum(other > score[option] for other in (score[o] for o in question.option_ids))),
            swedish(score[option]),
        ]
        for option in question.option_ids
    }


def assert_counted(page: dict[str, Told], sent: list[Sent]) -> None:
    """Every figure on the page is that of the responses `sent`, and no other."""
    for question in question_set().asked:
        values = [each.answers[question.id] for each in sent if question.id in each.answers]
        given = [value for value in values if value is not None]
        shown = page[question.id]
        declined = (
            f" {len(values) - len(given)} valde ”vet inte eller vill inte svara”."
            if question.may_decline
            else ""
        )
        assert shown.sentence == f"{len(given)} svar.{declined}", question.id
        if question.kind == "number":
            assert sum(int(cells[0]) for cells in shown.rows.values()) == len(given)
        else:
            assert shown.rows == expected_rows(question, values), question.id


def test_sixty_six_responses_of_every_kind_are_counted_in_steps_of_ten(client, session, politician) -> None:
    swedish = [form | {"lang": "sv", "place": ""} for form in forms(66)]
    sent = send_all(client, started(session), swedish)
    page = politician.get(PAGE)
    assert "Siffrorna uppdateras i steg om tio svar. 60 svar räknade." in page.text
    assert_counted(told(page.text), sent[:60])


def test_responses_in_several_languages_are_counted_with_ten_of_their_own_and_all_at_the_end(
    client, session, politician
) -> None:
    dialogue = started(session)
    sent = send_all(client, dialogue, forms(66))
    now = counted(session, sent)
    assert 40 <= len(now) < 66
    page = politician.get(PAGE)
    assert f"{len(now)} svar räknade" in page.text
    assert_counted(told(page.text), now)
    session.refresh(dialogue)
    dialogue.closes_on = days(-1)
    session.commit()
    assert_counted(told(politician.get(PAGE).text), sent)


def test_mean_and_median_are_those_of_the_numbers_sent(client, session, politician) -> None:
    sent = send_all(client, started(session), forms(20))
    numbers = [int(each.answers["number"]) for each in sent if "number" in each.answers]
    text = politician.get(PAGE).text
    assert f"Medelvärde: {swedish(mean(numbers))}. Median: {swedish(median(numbers))}." in text


def test_a_withdrawn_response_leaves_the_figures_at_the_next_step(client, session, politician) -> None:
    dialogue = started(session)
    sent = send_all(client, dialogue, forms(20))
    before = told(politician.get(PAGE).text)
    withdraw(client, sent[3])
    withdraw(client, sent[11])
    assert told(politician.get(PAGE).text) == before
    later = send_all(client, dialogue, forms(7, seed=8))
    assert told(politician.get(PAGE).text) == before
    later.append(send(client, dialogue, **forms(1, seed=9)[0]))
    page = politician.get(PAGE)
    assert "26 svar räknade" in page.text
    assert_counted(told(page.text), [*(each for at, each in enumerate(sent) if at not in {3, 11}), *later])


def test_nine_responses_show_no_figures_but_a_friendly_word(client, session, politician) -> None:
    dialogue = started(session)
    send_all(client, dialogue, forms(9))
    page = politician.get(PAGE)
    assert "De första visas när tio svar har kommit" in page.text
    assert told(page.text) == {}
    send_all(client, dialogue, forms(1))
    assert "10 svar räknade" in politician.get(PAGE).text


def test_equal_points_share_a_place(client, session, politician) -> None:
    dialogue = started(session)
    send_all(client, dialogue, [{"q_one": "boll", "q_points__gunga": "10", "q_points__lek": "10"}] * 10)
    page = told(politician.get(PAGE).text)
    assert page["points"].rows == {"Gunga": ["1", "100"], "Lek": ["1", "100"], "Boll": ["3", "0"]}
