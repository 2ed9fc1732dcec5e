"""When a question is asked, as fields of a form: answers to earlier questions, all of them or any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.conditions import COMPARISONS, Answered, Chosen, Compared, Condition, Every, Some
from webapp.domain.kinds.number import shortest
from webapp.domain.questions import Question, QuestionSet
from webapp.domain.text import read_number
from webapp.web.fields import Fields, Wrong, one
from webapp.web.locale import gettext as _

KEEP = "*"
"""Stands for a condition that is more than the form can say: it can be kept or removed."""
ANSWERED = "*"
"""Stands among the answers for any answer at all."""
EVERY, SOME = "every", "some"
MOST_RULES = 10
OF_OPTIONS = frozenset(
    {
        *("single", "multiple", "yes_no", "scale", "picture"),
        *("ranking", "points", "budget", "matrix", "statements"),
    }
)
"""Kinds of which an answer can be pointed out."""
Part = Chosen | Answered


@dataclass(frozen=True, slots=True)
class Rule:
    """One earlier question, and what is answered to it: any of `answers`, or a number that compares so.

    Args:
        answers: values of `answers_of`.
        comparison: one of `COMPARISONS`, or nothing.
    """

    about: str
    answers: tuple[str, ...] = ()
    comparison: str = ""
    than: str = ""


def earlier(question_set: QuestionSet, question_id: str) -> Iterator[Question]:
    """The questions before this one, which a condition can be about; all of them for a new question."""
    for question in question_set.by_id.values():
        if question.id == question_id:
            return
        if question.asks:
            yield question


def answers_of(question: Question) -> dict[str, Part]:
    """What can be ticked -> what it says of the answer."""
    found: dict[str, Part] = {}
    if question.kind in OF_OPTIONS and question.rows:
        places = [(row, option) for row in question.row_ids for option in question.option_ids]
        found = {f"{row}/{option}": Chosen(question.id, option, row) for row, option in places}
    elif question.kind in OF_OPTIONS:
        found = {option: Chosen(question.id, option) for option in question.option_ids}
    return found | {ANSWERED: Answered(question.id)}


def rules_of(condition: Condition | None, questions: Sequence[Question]) -> tuple[str, list[Rule]] | None:
    """Whether all or some rules are to hold, and the rules; None where the form cannot say it.

    Args:
        questions: those that a condition can be about.
    """
    if condition is None:
        return EVERY, []
    by_id = {question.id: question for question in questions}
    whole = _rule(condition, by_id)
    if whole:
        return EVERY, [whole]
    if not isinstance(condition, Every | Some) or len(condition.parts) > MOST_RULES:
        return None
    rules = [_rule(part, by_id) for part in condition.parts]
    found = [rule for rule in rules if rule]
    return (EVERY if isinstance(condition, Every) else SOME, found) if len(found) == len(rules) else None


def _rule(condition: Condition, by_id: Mapping[str, Question]) -> Rule | None:
    """The rule that says the same; None where there is none."""
    if isinstance(condition, Compared):
        known = condition.question in by_id
        return Rule(condition.question, (), condition.comparison, condition.than) if known else None
    parts = condition.parts if isinstance(condition, Some) else (condition,)
    simple = [part for part in parts if isinstance(part, Chosen | Answered)]
    about = {part.question for part in simple}
    if len(simple) != len(parts) or len(about) != 1 or not about <= by_id.keys():
        return None
    question = by_id[about.pop()]
    answers = answers_of(question)
    known = set(simple) <= set(answers.values())
    return (
        Rule(question.id, tuple(value for value, part in answers.items() if part in simple))
        if known
        else None
    )


def condition_fields(question: Question, question_set: QuestionSet) -> Fields:
    """The fields that say when `question` is asked."""
    found = rules_of(question.condition, list(earlier(question_set, question.id)))
    if found is None:
        return {"condition.0": [KEEP]}
    joined, rules = found
    fields: Fields = {"joined": [joined]} if len(rules) > 1 else {}
    for place, rule in enumerate(rules or [Rule("")]):
        fields |= rule_fields(place, rule)
    return fields


def rule_fields(place: int, rule: Rule) -> Fields:
    """The fields of one rule, as a browser would send them."""
    name = f"condition.{place}"
    fields: Fields = {name: [rule.about]}
    if rule.about:
        fields[f"{name}.shown"] = [rule.about]
    if rule.answers:
        fields[f"{name}.answer"] = list(rule.answers)
    if rule.comparison:
        fields |= {f"{name}.comparison": [rule.comparison], f"{name}.than": [rule.than]}
    return fields


def places(fields: Mapping[str, Sequence[str]]) -> list[int]:
    """The numbers of the rules that a form has, in order."""
    names = [name for name in fields if name.startswith("condition.") and name.count(".") == 1]
    numbers = [name.partition(".")[2] for name in names]
    return sorted(int(number) for number in numbers if number.isascii() and number.isdigit())[:MOST_RULES]


def press(fields: Fields, pressed: str) -> tuple[Fields, str]:
    """The form after ``condition:0``, which shows answers, ``condition-add`` or ``condition-remove:1``.

    Returns it with the id of what the page should open at. Nothing is stored.
    """
    action, _colon, number = pressed.partition(":")
    rules = [_of_rule(fields, place) for place in places(fields)]
    here = int(number) if number.isascii() and number.isdigit() and int(number) < len(rules) else None
    focus = f"answers-{here}"
    if action == "condition-add" and len(rules) < MOST_RULES:
        rules.append({"": [""]})
        focus = f"condition-{len(rules) - 1}"
    elif action == "condition-remove" and here is not None:
        rules.pop(here)
        focus = "add-condition"
    others = {name: values for name, values in fields.items() if not name.startswith("condition.")}
    for place, rule in enumerate(rules or [{"": [""]}]):
        others |= {f"condition.{place}{ending}": values for ending, values in rule.items()}
    return others, focus


def _of_rule(fields: Fields, place: int) -> Fields:
    """The endings of the names of a rule's fields, and what stands there."""
    name = f"condition.{place}"
    own = (name, f"{name}.shown", f"{name}.answer", f"{name}.comparison", f"{name}.than")
    return {each.removeprefix(name): fields[each] for each in own if each in fields}


def read_condition(
    fields: Fields, question: Question, question_set: QuestionSet
) -> tuple[Condition | None, dict[str, str]]:
    """The condition that a form says, and field -> what must be mended.

    One that says what the question's own does comes back as that, to the letter.
    """
    if one(fields, "condition.0") == KEEP:
        return question.condition, {}
    before = list(earlier(question_set, question.id))
    rules: list[Rule] = []
    problems: dict[str, str] = {}
    for place in places(fields):
        try:
            found = _read_rule(fields, place, before)
        except Wrong as wrong:
            problems[f"condition.{place}"] = str(wrong)
        else:
            rules += [found] if found else []
    joined = SOME if one(fields, "joined") == SOME and len(rules) > 1 else EVERY
    if problems or rules_of(question.condition, before) == (joined, rules):
        return question.condition, problems
    parts = tuple(_condition(rule, before) for rule in rules)
    if len(parts) < 2:
        return (parts[0] if parts else None), {}
    return (Some(parts) if joined == SOME else Every(parts)), {}


def _read_rule(fields: Fields, place: int, before: Sequence[Question]) -> Rule | None:
    """The rule at a place; None where nothing is chosen.

    Raises:
        Wrong: it is not whole, or is about a question that is not an earlier one.
    """
    name = f"condition.{place}"
    wanted = one(fields, name)
    if not wanted:
        return None
    asked = next((each for each in before if each.id == wanted), None)
    if asked is None:
        raise Wrong(_("Välj en fråga som kommer före den här."))
    shown = one(fields, f"{name}.shown") == asked.id
    comparison = one(fields, f"{name}.comparison") if shown and asked.kind == "number" else ""
    if comparison in COMPARISONS:
        number = read_number(one(fields, f"{name}.than"))
        if number is None:
            raise Wrong(_("Skriv ett tal med siffror, till exempel 12."))
        return Rule(asked.id, (), comparison, shortest(number))
    ticked = fields.get(f"{name}.answer", []) if shown else []
    chosen = tuple(value for value in answers_of(asked) if value in ticked)
    if not chosen:
        raise Wrong(_("Välj minst ett svar som ska visa frågan."))
    return Rule(asked.id, chosen)


def _condition(rule: Rule, before: Sequence[Question]) -> Condition:
    if rule.comparison:
        return Compared(rule.about, rule.comparison, rule.than)
    asked = next(each for each in before if each.id == rule.about)
    parts = tuple(answers_of(asked)[value] for value in rule.answers)
    return parts[0] if len(parts) == 1 else Some(parts)
