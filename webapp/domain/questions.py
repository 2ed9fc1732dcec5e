"""A question set: sections of questions, as an immutable value.

Identifiers are short strings, unique in the set and stable through editing: answers refer to them, never to
texts, so that twelve languages count as one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from webapp.domain.conditions import Chosen, Condition, questions_in
from webapp.domain.pictures import Picture
from webapp.domain.ready import WORDS
from webapp.domain.text import Localised

Value = str | list[str] | list[list[str]] | dict[str, int] | dict[str, str]
"""An answer's value: option id, text, decimal number or day as text; option ids; pairs of option ids, the one
chosen first; points by option id; option id by row id."""
WITH_OPTIONS = frozenset(
    {"single", "multiple", "scale", "ranking", "points", "budget", "matrix", "pairs", "picture"}
)
WITH_PICTURES = frozenset({"picture"})
WITH_ROWS = frozenset({"matrix", "statements"})
AGREE, DISAGREE, PASS = "agree", "disagree", "pass"
READY_OPTIONS = {"yes_no": ("yes", "no"), "statements": (AGREE, DISAGREE, PASS)}
"""Kind of question -> the ready answers that are its options."""
NONE, OTHER = "none", "other"
"""The ready answers that can stand last: one excludes all others, one takes words of one's own."""
ADDABLE = dict.fromkeys(("single", "multiple", "picture"), (NONE, OTHER))
"""Kind of question -> the ready answers that can be added to its options."""
SHUFFLABLE = frozenset(
    {"single", "multiple", "ranking", "points", "budget", "matrix", "statements", "picture"}
)
"""Kinds whose options, or rows where they have any, can come in any order."""
ONE_CHOICE = frozenset({"single", "yes_no", "scale", "picture"})
"""Kinds whose answer is one of their options."""
MOST_PAIRED = 40
"""Most options of a question about pairs: with more, too few people meet each pair."""
APPROVAL, KNAPSACK, SHARED_POINTS = VOTINGS = ("approval", "knapsack", "points")
"""How one votes on a budget: any number of projects, as many as the money covers, or points shared out."""
GREEDY, EQUAL_SHARES = BUDGET_RULES = ("greedy", "equal_shares")
"""The rules for what a budget pays for; the names are stored in question sets."""
LONGEST_ID = 80
"""Longest identifier that is stored, in characters."""
Answers = Mapping[str, Value | None]
"""Question id -> value. None: "don't know / prefer not to say". Absent: not answered."""


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One of the things to choose, rank or give points to.

    Args:
        ready: names its words in `webapp.domain.ready.WORDS`, where they are not the dialogue's own.
        cost: of a project of a budget, in whole kronor.
        picture: what is shown with the words, where the kind has pictures.
        alt: what the picture shows, for those who do not see it.
    """

    id: str
    text: Localised
    ready: str = ""
    cost: int | None = None
    picture: Picture | None = None
    alt: Localised = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a valid answer; each kind reads its own.

    Args:
        minimum, maximum: bounds of a number, decimal numbers as text.
        decimals: digits after the decimal separator that a number may have.
        length: longest text, in characters as a reader counts them.
        at_least, at_most: how many options may be chosen.
        places: how many places a ranking has; None: all options.
        points: how many points there are to share out.
        earliest, latest: bounds of a date, days as ISO 8601 writes them.
        pairs: how many pairs of options one resident meets; None: as many as is usual.
        headline: what a ranking (`prioritising.MEASURES`) or a budget (`BUDGET_RULES`) is told by first.
        budget, voting: how much money there is, in whole kronor, and how one votes on it (`VOTINGS`).
    """

    minimum: str | None = None
    maximum: str | None = None
    decimals: int = 0
    length: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    places: int | None = None
    points: int = 100
    earliest: str | None = field(default=None, repr=False)
    latest: str | None = field(default=None, repr=False)
    headline: str = field(default="borda", repr=False)
    pairs: int | None = field(default=None, repr=False)
    budget: int | None = field(default=None, repr=False)
    voting: str = field(default=APPROVAL, repr=False)


@dataclass(frozen=True)
class Question:
    """One question. `kind` names an entry of `webapp.domain.kinds.KINDS`.

    Args:
        options: what is chosen among, in each of `rows` where the kind has any.
        shuffled: whether residents meet the options, or the rows, in different orders.
        sensitive: whether the answers stay out of open data, and of every division into groups.
    """

    id: str
    kind: str
    text: Localised
    hint: Localised = field(default_factory=dict)
    required: bool = False
    may_decline: bool = False
    options: tuple[AnswerOption, ...] = ()
    rows: tuple[AnswerOption, ...] = ()
    limits: Limits = field(default_factory=Limits)
    condition: Condition | None = None
    shuffled: bool = False
    sensitive: bool = False

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    @cached_property
    def row_ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.rows)

    def ready(self, name: str) -> str:
        """The identifier of the option that is the ready answer of that name; empty where there is none."""
        return next((option.id for option in self.options if option.ready == name), "")

    @cached_property
    def own_words(self) -> "Question | None":
        """What those who choose "other" may write, as the free text that it is; None where none may.

        No question's own identifier has a full stop in it.
        """
        other = self.ready(OTHER)
        if not other:
            return None
        end = ".words"
        whole = len(self.id) + len(end) <= LONGEST_ID
        start = self.id if whole else sha256(self.id.encode()).hexdigest()
        about = Chosen(self.id, other)
        return Question(start + end, "short_text", self.text, condition=about, sensitive=self.sensitive)

    @cached_property
    def costs(self) -> dict[str, int]:
        """Project -> what it costs, in whole kronor, in the order of the question."""
        return {option.id: option.cost for option in self.options if option.cost is not None}

    @property
    def shares_points(self) -> bool:
        """Whether points are shared out among the options."""
        return self.kind == "points" or (self.kind == "budget" and self.limits.voting == SHARED_POINTS)

    @cached_property
    def places(self) -> int:
        """How many places a ranking of this question's options has."""
        wanted = self.limits.places or len(self.options)
        return min(wanted, len(self.options))

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer: a note only tells."""
        return self.kind != "note"


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together under a heading."""

    id: str
    title: Localised
    intro: Localised = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class QuestionSet:
    """All that is asked in a dialogue."""

    sections: tuple[Section, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """Questions that can be answered, in order."""
        return tuple(question for question in self.by_id.values() if question.asks)

    @cached_property
    def told(self) -> tuple[Question, ...]:
        """Whatever has answers: each question, and after it what may be written beside "other"."""
        both = ((question, question.own_words) for question in self.asked)
        return tuple(each for pair in both for each in pair if each is not None)

    @cached_property
    def told_by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.told}

    @cached_property
    def undivided(self) -> frozenset[str]:
        """Questions never told by group: sensitive ones, and those that are asked because of one."""
        found: set[str] = set()
        for each in self.told:
            if each.sensitive or questions_in(each.condition) & found:
                found.add(each.id)
        return frozenset(found)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Question id -> its number as residents see it, from 1; own words have that of their question."""
        places = {question.id: place for place, question in enumerate(self.asked, start=1)}
        words = {each.own_words.id: places[each.id] for each in self.asked if each.own_words}
        return places | words

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """Identifier of a picture -> the picture, for all that are shown."""
        options = (option for question in self.by_id.values() for option in question.options)
        return {option.picture.id: option.picture for option in options if option.picture}

    @cached_property
    def shuffled(self) -> bool:
        """Whether residents meet anything in different orders."""
        return any(question.shuffled for question in self.asked)

    def __bool__(self) -> bool:
        return bool(self.asked)


def ready_option(name: str) -> AnswerOption:
    """The ready answer of that name; its name is its identifier."""
    return AnswerOption(name, WORDS[name], name)


def ready_options(kind: str) -> tuple[AnswerOption, ...]:
    """The options that every question of `kind` has; none where they are the dialogue's own."""
    return tuple(map(ready_option, READY_OPTIONS.get(kind, ())))


def missing_languages(texts: Localised, languages: list[str]) -> list[str]:
    """Those of `languages` that have no text."""
    return [lang for lang in languages if not texts.get(lang, "").strip()]


def all_texts(question_set: QuestionSet) -> Iterator[Localised]:
    """Every text of the set that a resident reads."""
    for section in question_set.sections:
        yield from (section.title, section.intro)
        for question in section.questions:
            yield from (question.text, question.hint)
            yield from (each.text for each in (*question.rows, *question.options))
            yield from (each.alt for each in question.options if each.picture)


def structure(question_set: QuestionSet) -> list[Any]:
    """What decides which answers are valid, without any text: equal structures accept equal answers."""
    return [
        (
            question.id,
            question.kind,
            question.required,
            question.may_decline,
            question.option_ids,
            question.limits,
            question.condition,
            *_further_rules(question),
        )
        for question in question_set.asked
    ]


def _further_rules(question: Question) -> list[Any]:
    """Rules that few questions have: nothing for one without any, so that its structure stays as it was."""
    limits = question.limits
    rules = {
        "rows": question.row_ids,
        "days": (limits.earliest, limits.latest) if limits.earliest or limits.latest else None,
        "ready": [(option.id, option.ready) for option in question.options if option.ready],
        "pairs": limits.pairs,
        "budget": (limits.budget, limits.voting, question.costs) if question.kind == "budget" else None,
    }
    return [(name, rule) for name, rule in rules.items() if rule]
