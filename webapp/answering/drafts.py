"""A half-filled form as the page shows it: it lives in the page alone, never in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from webapp.answering.pairs import ShownPair, shown_pairs
from webapp.domain.conditions import Chosen, Condition, Every, Some, parts_of
from webapp.domain.kinds import budget, points, ranking
from webapp.domain.kinds.base import DECLINED, Field
from webapp.domain.questions import KNAPSACK, AnswerOption, Question, QuestionSet
from webapp.domain.reading import Problem
from webapp.domain.shuffling import in_order, rows_in_order
from webapp.web.budget_words import promise_of_funding, used_sentence, voting_sentence
from webapp.web.content import pick
from webapp.web.locale import decimal, ngettext
from webapp.web.locale import gettext as _
from webapp.web.ranking_words import promise_of_counting

Form = dict[str, list[str]]
RECOUNT = "recount"
"""The press that tells how much of a budget is used."""


@dataclass(frozen=True, slots=True)
class Row:
    """One option of a ranking or of points: what stands in its field, and which presses can do something."""

    option: AnswerOption
    typed: str
    up: bool
    down: bool


@dataclass(frozen=True)
class Asked:
    """One question with what has been typed so far and what is wrong with it."""

    question: Question
    number: int
    form: Mapping[str, Sequence[str]]
    problems: tuple[Problem, ...]
    questions: QuestionSet
    source: str
    order: int = 0

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def name(self) -> str:
        return f"q.{self.id}"

    @cached_property
    def field(self) -> Field:
        return Field(self.question, self.form)

    @property
    def typed(self) -> str:
        return next(iter(self.form.get(self.name, ())), "")

    @property
    def words(self) -> str:
        """What has been written beside "other"."""
        return self.field.words

    @property
    def declined(self) -> bool:
        return self.field.declined

    def chosen(self, option: str) -> bool:
        return option in self.form.get(self.name, ())

    @property
    def decline_value(self) -> str:
        return DECLINED

    def problem_at(self, part: str) -> bool:
        return any(problem.part == part for problem in self.problems)

    @cached_property
    def options(self) -> tuple[AnswerOption, ...]:
        """The options in the order in which this resident meets them."""
        return in_order(self.question, self.order)

    @cached_property
    def rows(self) -> tuple[AnswerOption, ...]:
        """The rows in the order in which this resident meets them."""
        return rows_in_order(self.question, self.order)

    @property
    def ranks(self) -> list[Row]:
        """Options of a ranking: those with a place first, in order, unless something typed must be mended."""
        order = ranking.draft_order(self.question, self.field)
        options = {option.id: option for option in self.options}
        unplaced = [option for option in options if option not in order]
        shown = list(options) if self.problems else [*order, *unplaced]
        return [
            Row(
                options[id_],
                self.typed_at(id_),
                up=order.index(id_) > 0 if id_ in order else len(order) < self.question.places,
                down=id_ in order,
            )
            for id_ in shown
        ]

    @cached_property
    def pairs(self) -> list[ShownPair]:
        """The pairs that this resident meets."""
        return shown_pairs(self.question, self.form, self.order)

    @property
    def shares(self) -> list[Row]:
        """Options that points are shared out among."""
        given = points.draft_points(self.question, self.field)
        return [
            Row(option, self.typed_at(option.id), up=True, down=given.get(option.id, 0) > 0)
            for option in self.options
        ]

    @property
    def left(self) -> int:
        return points.left(self.question, points.draft_points(self.question, self.field))

    def typed_at(self, part: str) -> str:
        """What stands in the field of an option, or of another part of the question."""
        return next(iter(self.form.get(f"{self.name}.{part}", ())), "")

    @property
    def keeps_within(self) -> bool:
        """Whether what is chosen must keep within a budget."""
        return self.question.kind == "budget" and self.question.limits.voting == KNAPSACK

    @cached_property
    def chosen_projects(self) -> list[str]:
        """The projects of a budget that are ticked."""
        return budget.draft_choice(self.question, self.field)

    @property
    def used(self) -> str:
        """How much of a budget the ticked projects take."""
        return used_sentence(self.question, self.chosen_projects)

    @property
    def over(self) -> bool:
        """Whether the ticked projects cost more than there is."""
        return budget.left(self.question, self.chosen_projects) < 0

    @property
    def voting(self) -> str:
        """How to vote on a budget."""
        return voting_sentence(self.question)

    @property
    def counting(self) -> str:
        """How the answers to a ranking or a budget are going to be counted."""
        about = promise_of_counting if self.question.kind == "ranking" else promise_of_funding
        return about(self.question)

    @property
    def skip_rule(self) -> str:
        """When this question is to be answered, in words; empty where that takes no simple sentence."""
        return skip_sentence(self.question.condition, self.questions, self.source)


def skip_sentence(condition: Condition | None, questions: QuestionSet, source: str) -> str:
    """Whether to answer, in words: exact for choices of one question, else the questions it hangs on."""
    if condition is None:
        return ""
    parts = list(parts_of(condition))
    asked = {part.question for part in parts}
    simple = isinstance(condition, Chosen | Some) or (isinstance(condition, Every) and len(parts) == 1)
    if len(asked) != 1 or not simple or not all(isinstance(part, Chosen) and not part.row for part in parts):
        numbers = ", ".join(decimal(questions.numbers[id_]) for id_ in questions.numbers if id_ in asked)
        return ngettext(
            "Den här frågan hör ihop med ditt svar på fråga %(numbers)s. Hoppa över den om den inte passar.",
            "Den här frågan hör ihop med dina svar på frågorna %(numbers)s. "
            "Hoppa över den om den inte passar.",
            len(asked),
            numbers=numbers,
        )
    question = questions.by_id[asked.pop()]
    texts = {option.id: option.text for option in question.options}
    names = [f"”{pick(dict(texts[part.option]), source)}”" for part in parts if isinstance(part, Chosen)]
    return _(
        "Svara bara om du valde %(options)s på fråga %(number)s.",
        options=_(" eller ").join(names),
        number=decimal(questions.numbers[question.id]),
    )


def asked_questions(
    questions: QuestionSet, form: Form, problems: Sequence[Problem], source: str, order: int = 0
) -> dict[str, Asked]:
    """Question id -> how it is shown. `order`: that of what is shuffled, as `shuffling.order_of` says."""
    return {
        question.id: Asked(
            question,
            questions.numbers.get(question.id, 0),
            form,
            tuple(problem for problem in problems if problem.question == question.id),
            questions,
            source,
            order,
        )
        for question in questions.by_id.values()
    }


def press(questions: QuestionSet, form: Form) -> tuple[str, str] | None:
    """Carries out a press of a ranking's, points' or budget's button in `form` itself.

    Returns the question's id and what to announce, or None where no such button was pressed.
    """
    pressed = next(iter(form.pop("press", [])), "").split(":")
    question = questions.by_id.get(pressed[0])
    if len(pressed) != 3 or question is None:
        return None
    _id, option, direction = pressed
    if direction == RECOUNT and question.kind == "budget":
        return question.id, used_sentence(question, budget.draft_choice(question, Field(question, form)))
    if option not in question.option_ids:
        return None
    if question.kind == "ranking":
        return question.id, _press_rank(question, form, option, direction)
    if question.shares_points:
        return question.id, _press_points(question, form, option, direction)
    return None


def _press_rank(question: Question, form: Form, option: str, direction: str) -> str:
    field = Field(question, form)
    order = ranking.move(question, ranking.draft_order(question, field), option, direction)
    for id_ in question.option_ids:
        form[field.option_name(id_)] = [str(order.index(id_) + 1)] if id_ in order else [""]
    if option in order:
        return _(
            "%(option)s är nu på plats %(place)s av %(places)s.",
            option=_label(question, option),
            place=decimal(order.index(option) + 1),
            places=decimal(question.places),
        )
    return _("%(option)s har ingen plats.", option=_label(question, option))


def _press_points(question: Question, form: Form, option: str, direction: str) -> str:
    field = Field(question, form)
    given = points.adjust(question, points.draft_points(question, field), option, direction)
    form[field.option_name(option)] = [str(given[option])]
    label = _label(question, option)
    return f"{label}: {points_word(given[option])} {left_sentence(points.left(question, given))}"


def points_word(number: int) -> str:
    """``30 poäng.``"""
    return ngettext("%(n)s poäng.", "%(n)s poäng.", number)


def left_sentence(left: int) -> str:
    """How many points are left to give, or how many too many were given."""
    number = decimal(abs(left))
    if left < 0:
        return _("För många poäng: %(number)s", number=number)
    return _("Poäng kvar att dela ut: %(number)s", number=number)


def _label(question: Question, option: str) -> str:
    texts = {each.id: each.text for each in question.options}
    return str(pick(dict(texts[option]), next(iter(texts[option]), "")))
