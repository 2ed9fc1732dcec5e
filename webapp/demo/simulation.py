"""People who answer as residents might: their answers hang together, and are the same each time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from webapp.domain.conditions import holds
from webapp.domain.drawing import drawn, draws
from webapp.domain.questions import KNAPSACK, NONE, Answers, Question, QuestionSet, Value

WEB = "web"
ON_THE_SPOT = 0.7
"""Share of those met at a place who answer on the day of the visit."""
ALL_PLACES = 0.85
"""Share of those who rank who use every place there is."""
POINT_STEPS = (5, 10, 10, 20, 25)
Weights = dict[str, float]


@dataclass
class Person:
    """Somebody who answers, and what is known of them: `tags` such as ``lang=ar`` and ``often=daily``.

    Where people hold different views, ``view=…`` is theirs: it shows in their answers alone.
    """

    lang: str
    place: str = WEB
    answers: dict[str, Value | None] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sent:
    """A response as it is stored: `place` is the code of a place, or ``web``."""

    lang: str
    place: str
    day: date
    answers: Answers


def simulate(
    questions: QuestionSet,
    people: Mapping[str, Any],
    voices: Mapping[str, Any],
    *,
    first: date,
    last: date,
    visits: Mapping[str, date],
) -> list[Sent]:
    """The responses that `people` send between `first` and `last`.

    Each text in `voices` is written by one of them, also beside "other". `visits` tells on which day each
    place was visited.
    """
    rng = Random(people["seed"])  # noqa: S311 - nothing to guess here
    langs = [lang for lang, number in people["languages"].items() for _ in range(number)]
    rng.shuffle(langs)
    crowd = [_person(rng, questions, people, lang) for lang in langs]
    for question_id, by_lang in voices.items():
        for lang, by_writer in by_lang.items():
            _write(rng, questions.told_by_id[question_id], by_writer, [p for p in crowd if p.lang == lang])
    return [
        Sent(
            person.lang,
            person.place,
            _day(rng, first, last, visits.get(person.place)),
            {id_: person.answers[id_] for id_ in questions.told_by_id if id_ in person.answers},
        )
        for person in crowd
    ]


def _person(rng: Random, questions: QuestionSet, people: Mapping[str, Any], lang: str) -> Person:
    person = Person(lang, tags={f"lang={lang}"})
    person.place = _pick(rng, _weights(people["place"], person))
    person.tags.add(f"place={person.place}")
    if "views" in people:
        person.tags.add(f"view={_pick(rng, _weights(people['views'], person))}")
    for question in questions.asked:
        if question.kind in VALUES and _asked(question, person):
            _answer(rng, question, people["questions"][question.id], person)
    return person


def _answer(rng: Random, question: Question, habits: Mapping[str, Any], person: Person) -> None:
    chance = rng.random()
    left, declined = habits.get("left", 0), habits.get("declined", 0)
    if chance < left:
        return
    if chance < left + declined:
        person.answers[question.id] = None
        return
    value = VALUES[question.kind](rng, question, _weights(habits, person))
    person.answers[question.id] = value
    chosen = [value] if isinstance(value, str) else value
    person.tags |= {f"{question.id}={option}" for option in chosen if isinstance(option, str)}


def _weights(habits: Mapping[str, Any], person: Person) -> Weights:
    weights = dict(habits["weights"])
    for tag, factors in habits.get("tilt", {}).items():
        if tag in person.tags:
            for option, factor in factors.items():
                weights[option] *= factor
    return weights


def _pick(rng: Random, weights: Weights) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _some(rng: Random, weights: Weights, number: int) -> list[str]:
    """So many different options, the likeliest mostly first."""
    left = dict(weights)
    chosen: list[str] = []
    while left and len(chosen) < number:
        chosen.append(_pick(rng, left))
        del left[chosen[-1]]
    return chosen


def _one(rng: Random, question: Question, weights: Weights) -> Value:
    return _pick(rng, weights)


def _several(rng: Random, question: Question, weights: Weights) -> Value:
    """Some options; "none of these" alone where it is liked best."""
    chosen = _some(rng, weights, rng.randint(1, question.limits.at_most or 3))
    none = question.ready(NONE)
    if chosen[0] == none:
        return [none]
    return [option for option in question.option_ids if option in chosen and option != none]


def _ranked(rng: Random, question: Question, weights: Weights) -> Value:
    whole = question.limits.places is None or rng.random() < ALL_PLACES
    return _some(rng, weights, question.places if whole else rng.randint(1, question.places))


def _shared(rng: Random, question: Question, weights: Weights) -> Value:
    favoured = _some(rng, weights, rng.randint(2, len(weights)))
    step = rng.choice(POINT_STEPS)
    points = dict.fromkeys(question.option_ids, 0)
    for option in rng.choices(favoured, [weights[id_] for id_ in favoured], k=question.limits.points // step):
        points[option] += step
    return {option: number for option, number in points.items() if number}


def _voted(rng: Random, question: Question, weights: Weights) -> Value:
    """Points, or the projects liked best; where they must keep within the budget, those that still fit."""
    if question.shares_points:
        return _shared(rng, question, weights)
    liked = _some(rng, weights, rng.randint(1, len(weights)))
    left = question.limits.budget or 0
    chosen = []
    for project in liked:
        if question.limits.voting != KNAPSACK or question.costs[project] <= left:
            chosen.append(project)
            left -= question.costs[project]
    return [option for option in question.option_ids if option in chosen]


def _each_row(rng: Random, question: Question, weights: Weights) -> Value:
    """An option in each row, by the row's own weight of it (``row:option``) where it has one."""
    return {
        row: _pick(
            rng, {option: weights.get(f"{row}:{option}", weights[option]) for option in question.option_ids}
        )
        for row in question.row_ids
    }


def _paired(rng: Random, question: Question, weights: Weights) -> Value:
    """Of each pair met, one option or the other, as likely as its weight (Bradley and Terry 1952)."""
    met = drawn(question, rng.randrange(draws(question)))
    winners = [_pick(rng, {option: weights[option] for option in pair}) for pair in met]
    duels = [[winner, b if winner == a else a] for winner, (a, b) in zip(winners, met, strict=True)]
    return sorted(duels, key=lambda duel: sorted(map(question.option_ids.index, duel)))


VALUES: dict[str, Callable[[Random, Question, Weights], Value]] = {
    "single": _one,
    "yes_no": _one,
    "scale": _one,
    "picture": _one,
    "number": _one,
    "date": _one,
    "multiple": _several,
    "ranking": _ranked,
    "points": _shared,
    "budget": _voted,
    "matrix": _each_row,
    "statements": _each_row,
    "pairs": _paired,
}
"""Kind -> how its answer is found. Texts are handed out afterwards."""


def _write(rng: Random, question: Question, by_writer: Mapping[str, list[str]], crowd: list[Person]) -> None:
    """Gives each text to somebody who may have written it; those that few could have written come first."""
    for writer, texts in sorted(by_writer.items(), key=lambda item: item[0] == "anybody"):
        for text in texts:
            fitting = [person for person in crowd if _may_write(person, question, writer)]
            if fitting:
                rng.choice(fitting).answers[question.id] = text


def _may_write(person: Person, question: Question, writer: str) -> bool:
    free = _asked(question, person) and question.id not in person.answers
    return free and (writer == "anybody" or writer in person.tags)


def _asked(question: Question, person: Person) -> bool:
    return question.condition is None or holds(question.condition, person.answers)


def _day(rng: Random, first: date, last: date, visit: date | None) -> date:
    """Most answer when they are met, or soon after they heard of it."""
    if visit is not None and rng.random() < ON_THE_SPOT:
        return visit
    start = visit or first
    return start + timedelta(days=round((last - start).days * rng.betavariate(1, 2)))
