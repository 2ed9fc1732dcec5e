"""What the demo municipality says is whole, true of its own figures, and easy to read."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import TODAY
from webapp.demo import fill as filling
from webapp.demo.content import calendar, days_from, filled, has, read, working_day
from webapp.demo.fill import DIALOGUES, LANGUAGES, LOCALISED, cells_of, make_dialogue, responses, summary
from webapp.demo.simulation import Sent
from webapp.domain.core_facts import unmet
from webapp.domain.counting import option_counts
from webapp.domain.documents import from_document
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.prioritising import ranked
from webapp.domain.questions import QuestionSet, all_texts, faults
from webapp.domain.reading import read_form
from webapp.models import Board, Dialogue
from webapp.web.locale import LANGUAGES as KNOWN

STAGES = {"school_yard": Stage.OPEN, "library": Stage.PLANNED, "park": Stage.FED_BACK}
ANSWERED = ("school_yard", "park")
LONG_WORD = 7
EASY = 40
LEAST_WORDS = 12


def described(name: str, today: date = TODAY) -> tuple[Dialogue, QuestionSet, list[Sent]]:
    """A dialogue as `fill` makes it, without a database."""
    facts, questions = read(name), from_document(read(f"{name}_questions"))
    days = calendar(facts["days"], today)
    visits = {place["code"]: days["opens_on"] for place in facts.get("places", ())}
    sent = responses(name, questions, days, visits, today)
    dialogue = make_dialogue(facts, questions, days, cells_of(questions, sent))
    dialogue.board = Board(name=read("town")["boards"][facts["board"]])
    return dialogue, questions, sent


def texts(name: str) -> Iterator[dict[str, str]]:
    """Every text of a dialogue that residents read."""
    dialogue, questions, _sent = described(name)
    yield from (dict(getattr(dialogue, field)) for field in LOCALISED if getattr(dialogue, field))
    yield from (dict(text) for text in all_texts(questions) if text)
    yield from dialogue.idea_categories
    assert dialogue.board
    yield dict(dialogue.board.name)


def lix(text: str) -> float:
    """Läsbarhetsindex (Björnsson 1968): words per sentence plus per cent of words of over six letters."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+", text)
    sentences = max(1, len(re.findall(r"[.!?:]+(?=\s|$)", text.strip())))
    return len(words) / sentences + 100 * sum(len(word) >= LONG_WORD for word in words) / len(words)


@pytest.mark.parametrize("name", DIALOGUES)
def test_nothing_keeps_a_dialogue_from_opening_and_it_is_in_its_stage(name):
    dialogue, questions, _sent = described(name)
    assert unmet(dialogue.core_facts()) == []
    assert list(faults(questions)) == []
    assert dialogue.stage(TODAY) is STAGES[name]


@pytest.mark.parametrize("name", DIALOGUES)
def test_whatever_the_day_the_demo_is_made_its_dates_hold_together(name):
    facts, questions = read(name), from_document(read(f"{name}_questions"))
    board = Board(name={"sv": "Nämnden"})
    for number in range(731):
        today = date(2026, 1, 1) + timedelta(days=number)
        days = calendar(facts["days"], today)
        dialogue = make_dialogue({**facts, "result_text": {}}, questions, days, {})
        dialogue.board = board
        assert unmet(dialogue.core_facts()) == [], today
        assert dialogue.stage(today) is STAGES[name], today
        published = (dialogue.published_on, dialogue.reported_on, dialogue.fed_back_on, dialogue.sealed_on)
        assert all(day <= today for day in published if day), today


@pytest.mark.parametrize("name", DIALOGUES)
def test_every_text_is_there_in_every_language_with_nothing_left_to_fill_in(name):
    for text in texts(name):
        assert sorted(text) == sorted(LANGUAGES), text
        assert all(value.strip() for value in text.values()), text
        assert not any("{" in value or "}" in value for value in text.values()), text


@pytest.mark.parametrize("name", DIALOGUES)
def test_arabic_is_written_in_arabic_and_no_text_is_a_copy_of_another_language(name):
    for text in texts(name):
        assert re.search(r"[\u0600-\u06ff]{2}", text["ar"]), text
        assert len(set(text.values())) == len(text), text


@pytest.mark.parametrize("name", DIALOGUES)
def test_swedish_residents_texts_are_easy_to_read(name):
    for text in texts(name):
        if len(text["sv"].split()) >= LEAST_WORDS:
            assert lix(text["sv"]) < EASY, (round(lix(text["sv"])), text["sv"])


def test_lix_is_counted_as_its_author_did():
    assert lix("Vi ses i parken. Ta med kaffe.") == pytest.approx(7 / 2)
    assert lix("Barn- och utbildningsnämnden sammanträder.") == pytest.approx(4 / 1 + 100 * 2 / 4)


@pytest.mark.parametrize("name", ANSWERED)
def test_every_simulated_response_is_one_that_the_form_would_take(name):
    _dialogue, questions, sent = described(name)
    for response in sent:
        reading = read_form(questions, as_form(questions, response.answers))
        assert reading.problems == ()
        assert dict(reading.answers) == dict(response.answers)


def as_form(questions: QuestionSet, answers: Any) -> dict[str, list[str]]:
    """The fields that a browser would send for `answers`."""
    form: dict[str, list[str]] = {}
    for id_, value in answers.items():
        name = f"q.{id_}"
        if value is None:
            form[f"decline.{id_}"] = ["1"]
        elif isinstance(value, dict):
            form |= {f"{name}.{option}": [str(points)] for option, points in value.items()}
        elif questions.by_id[id_].kind == "ranking":
            form |= {f"{name}.{option}": [str(place)] for place, option in enumerate(value, start=1)}
        else:
            form[name] = value if isinstance(value, list) else [value]
    return form


def test_many_answer_in_several_languages_and_from_every_place():
    for name, number, places in (("school_yard", 200, 5), ("park", 150, 3)):
        dialogue, _questions, sent = described(name)
        assert len(sent) == number
        assert {response.lang for response in sent} == set(LANGUAGES)
        assert len({response.place for response in sent}) == places + 1
        assert all(dialogue.opens_on <= response.day <= min(TODAY, dialogue.closes_on) for response in sent)


def test_the_same_people_answer_every_time():
    assert described("school_yard")[2] == described("school_yard")[2]


def test_those_who_feel_unsafe_want_light_more_than_others_do():
    _dialogue, _questions, sent = described("school_yard")
    both = [r.answers for r in sent if r.answers.get("first") and r.answers.get("dark")]
    unsafe = [a["first"][0] == "light" for a in both if a["dark"] in {"very_unsafe", "unsafe"}]
    others = [a["first"][0] == "light" for a in both if a["dark"] not in {"very_unsafe", "unsafe"}]
    assert sum(unsafe) / len(unsafe) > 2 * sum(others) / len(others)


@pytest.mark.parametrize("name", ANSWERED)
def test_every_written_text_is_somebodys_answer(name):
    _dialogue, _questions, sent = described(name)
    for question, by_lang in read(f"{name}_voices").items():
        for lang, by_writer in by_lang.items():
            written = sorted(text for some in by_writer.values() for text in some)
            given = [r.answers[question] for r in sent if r.lang == lang and r.answers.get(question)]
            assert sorted(given) == written


def test_there_are_many_different_voices():
    voices = {lang: set() for lang in LANGUAGES}
    for name in ANSWERED:
        for by_lang in read(f"{name}_voices").values():
            for lang, by_writer in by_lang.items():
                voices[lang] |= {text for some in by_writer.values() for text in some}
    assert len(voices["sv"]) >= 25
    assert len(voices["en"]) >= 12
    assert len(voices["ar"]) >= 15


def test_what_the_published_result_says_is_what_was_answered():
    _dialogue, questions, sent = described("park")
    tally = {cell: n for (question, cell), n in cells_of(questions, sent).items() if question == "want"}
    order = [row.option for row in ranked(questions.by_id["want"], tally)]
    assert order[:2] == ["path", "benches"]
    assert order[-1] == "toilet" or "toilet" not in order[:2]
    answered = {
        q: [r.answers[q] for r in sent if r.answers.get(q)] for q in ("wild", "light", "want", "people")
    }
    wild, light, want, people = answered.values()
    half = sum(value in {"half", "most"} for value in wild)
    assert half / len(wild) > 0.5
    assert light.count("low") / len(light) > 0.5
    told = described("park")[0].result_text["sv"]
    assert f"{len(sent)} svar kom in" in told
    assert f"{sum(value[0] == 'path' for value in want)} av {len(want)} satte" in told
    assert f"{round(100 * half / len(wild))} procent vill att minst halva" in told
    assert f"Bara {round(100 * wild.count('none') / len(wild))} procent vill klippa" in told
    assert f"{round(100 * light.count('low') / len(light))} procent svarade att låga" in told
    average = f"{sum(int(value) for value in people) / len(people):.1f}".replace(".", ",").removesuffix(",0")
    assert f"är ni {average} personer" in told


def test_no_answer_in_the_open_dialogue_is_rare_enough_to_look_made_up():
    _dialogue, questions, sent = described("school_yard")
    cells = cells_of(questions, sent)
    for question in questions.asked:
        if question.kind in {"single", "scale", "multiple"}:
            tally = {cell: n for (id_, cell), n in cells.items() if id_ == question.id}
            assert min(option_counts(question, tally).values()) >= 5, question.id


def test_ideas_are_published_or_waiting_in_several_languages():
    ideas = read("school_yard_ideas")["ideas"]
    states = [idea["state"] for idea in ideas]
    assert states.count("published") == 7
    assert states.count("waiting") == 3
    assert {idea["lang"] for idea in ideas} == set(LANGUAGES)
    categories = read("school_yard")["idea_categories"]
    assert all(idea.get("category", 0) < len(categories) for idea in ideas)
    assert all(idea.get("reason") for idea in ideas if idea["state"] == "declined")


def test_there_is_one_person_of_each_role_at_an_address_that_nobody_has():
    staff = read("town")["staff"]
    assert [person["role"] for person in staff] == [role.value for role in Role]
    assert all(person["email"].endswith(".example") for person in staff)
    assert len(filling.PASSWORD) >= 12


def test_telephone_numbers_are_of_the_series_kept_for_fiction():
    numbers = [read("town")["municipality"]["phone"], *(read(name)["contact_phone"] for name in DIALOGUES)]
    assert all(re.fullmatch(r"031-390 06 \d\d", number) for number in numbers)


def test_the_summary_says_where_to_begin_and_who_can_sign_in():
    told = summary("http://127.0.0.1:8123")
    assert "http://127.0.0.1:8123/q/bk4tm" in told
    assert "http://127.0.0.1:8123/staff/sign-in" in told
    assert filling.PASSWORD in told
    assert all(person["email"] in told for person in read("town")["staff"])


def test_days_fall_on_working_days_and_holidays_do_not_count():
    assert working_day(date(2026, 11, 21)) == date(2026, 11, 23)
    assert working_day(date(2026, 11, 23)) == date(2026, 11, 23)
    assert days_from(date(2026, 12, 18), 3) == date(2027, 1, 9)
    assert days_from(date(2027, 1, 3), -2) == date(2026, 12, 18)
    assert days_from(date(2027, 6, 17), 1) == date(2027, 8, 1)
    assert days_from(date(2026, 11, 1), 5) == date(2026, 11, 6)


def test_a_placeholder_that_stands_for_nothing_is_an_error():
    with pytest.raises(KeyError):
        filled("{nothing}", "sv", {}, {})


def test_all_files_of_content_are_of_languages_the_interface_has():
    assert all(KNOWN[lang].interface for lang in LANGUAGES)
    assert has("town")
    assert not has("nowhere")
