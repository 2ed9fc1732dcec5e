""" "None of these" stands alone, and words beside "other" are never lost."""

import pytest

from tests.factories import question_set, with_ready
from webapp.domain.conditions import Chosen
from webapp.domain.documents import fingerprint, from_document, to_document
from webapp.domain.questions import LONGEST_ID, Limits
from webapp.domain.reading import read_form

WORDS = "q.one.words"


def read(kind: str, *chosen: str, words: str = "", declined: str = "", **changes):
    asked = with_ready("none", "other", kind=kind, may_decline=True, **changes)
    form = {"q.one": list(chosen), WORDS: [words]} | ({declined: ["1"]} if declined else {})
    reading = read_form(question_set(asked), form)
    return dict(reading.answers), [(each.code, each.part) for each in reading.problems]


@pytest.mark.parametrize(
    ("chosen", "answers", "problems"),
    [
        (["none"], {"one": ["none"]}, []),
        (["none", "boll"], {}, [("none-alone", "none")]),
        (["none", "other"], {}, [("none-alone", "none")]),
        (["other", "boll"], {"one": ["boll", "other"]}, []),
    ],
)
def test_none_of_these_stands_alone(chosen, answers, problems) -> None:
    assert read("multiple", *chosen) == (answers, problems)


def test_none_of_these_is_enough_where_more_answers_are_asked_for() -> None:
    assert read("multiple", "none", limits=Limits(at_least=2)) == ({"one": ["none"]}, [])


@pytest.mark.parametrize(
    ("kind", "chosen", "answers", "problems"),
    [
        ("single", ["other"], {"one": "other", "one.words": "En damm"}, []),
        ("single", [], {"one": "other", "one.words": "En damm"}, []),
        ("single", ["boll"], {}, [("other-not-chosen", "words")]),
        ("single", ["none"], {}, [("other-not-chosen", "words")]),
        ("single", ["*"], {}, [("other-not-chosen", "words")]),
        ("multiple", ["other"], {"one": ["other"], "one.words": "En damm"}, []),
        ("multiple", [], {"one": ["other"], "one.words": "En damm"}, []),
        ("multiple", ["boll"], {"one": ["boll", "other"], "one.words": "En damm"}, []),
        ("multiple", ["none"], {}, [("none-alone", "none")]),
    ],
)
def test_words_beside_other_choose_it_or_are_asked_about(kind, chosen, answers, problems) -> None:
    assert read(kind, *chosen, words=" En damm ") == (answers, problems)


def test_words_beside_dont_know_are_asked_about() -> None:
    answers, problems = read("multiple", words="En damm", declined="decline.one")
    assert (answers, problems) == ({}, [("other-not-chosen", "words")])


def test_words_that_choose_other_count_towards_the_most_that_may_be_chosen() -> None:
    _answers, problems = read("multiple", "boll", words="En damm", limits=Limits(at_most=1))
    assert problems == [("too-many", "")]


def test_too_long_words_are_told_at_their_own_field() -> None:
    assert read("single", "other", words="å" * 201)[1] == [("too-long", "words")]
    assert read("single", "other", words="å" * 200)[1] == []


def test_other_can_be_chosen_without_words() -> None:
    assert read("single", "other") == ({"one": "other"}, [])


def test_words_to_a_question_that_was_not_asked_do_not_count() -> None:
    first = with_ready(kind="single", id_="first")
    asked = with_ready("other", kind="single", condition=Chosen("first", "boll"))
    reading = read_form(question_set(first, asked), {"q.first": ["gunga"], WORDS: ["En damm"]})
    assert dict(reading.answers) == {"first": "gunga"}


def test_own_words_have_the_number_of_their_question_and_come_after_it() -> None:
    questions = question_set(with_ready("other"), with_ready("other", id_="two"))
    assert [each.id for each in questions.told] == ["one", "one.words", "two", "two.words"]
    assert questions.numbers == {"one": 1, "two": 2, "one.words": 1, "two.words": 2}
    assert len(questions.asked) == len(questions.by_id) == 2


def test_the_identifier_of_own_words_fits_where_it_is_stored_and_is_nobody_elses() -> None:
    long = [with_ready("other", id_="x" * 79 + end).own_words.id for end in "ab"]
    assert len(set(long)) == 2
    assert all(len(each) <= LONGEST_ID for each in long)


def test_ready_answers_belong_to_the_rules_and_to_the_document() -> None:
    sets = [question_set(with_ready(*names)) for names in ((), ("none",), ("other",), ("none", "other"))]
    assert len({fingerprint(each) for each in sets}) == 4
    assert [from_document(to_document(each)) for each in sets] == sets
