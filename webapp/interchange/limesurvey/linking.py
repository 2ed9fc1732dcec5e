"""Conditions that tie questions together: understood, or told of and left out.

LimeSurvey lets a condition look at a question further down, where it cannot be fulfilled. Here it is left
out, so that conditions never go round in a circle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from webapp.domain.conditions import Chosen, Condition, Every, Otherwise, Some, parts_of, questions_in
from webapp.domain.questions import Question
from webapp.interchange.expressions import MOST_PARTS
from webapp.interchange.folding import ALWAYS, NEVER, every
from webapp.interchange.identifiers import identifiers
from webapp.interchange.limesurvey.asked import Asked, Rule
from webapp.interchange.limesurvey.content import LimeSurvey
from webapp.interchange.limesurvey.expressions import Understood, Variable, understand
from webapp.interchange.limesurvey.variables import variables_of
from webapp.interchange.remarks import excerpt
from webapp.interchange.tokens import NotCarriedOver


@dataclass(slots=True)
class _Linking:
    variables: Mapping[str, Variable]
    read: dict[tuple[str, str, int], Understood | None] = field(default_factory=dict)
    earlier: dict[str, Question] = field(default_factory=dict)

    def condition(self, rule: Rule) -> Condition | None:
        """What a rule says where it can be said of earlier questions; None where a remark tells why not."""
        key = (rule.expression, rule.where.about, rule.where.number)
        if key not in self.read:
            self.read[key] = self._understood(rule)
        understood = self.read[key]
        if understood is None:
            return None
        condition = understood.reading.condition
        later = sorted(questions_in(condition) - self.earlier.keys())
        if later:
            rule.where.once("lss-condition-later", name=later[0], expression=excerpt(rule.expression))
            return None
        return every([*self._asked_first(understood), condition])

    def _understood(self, rule: Rule) -> Understood | None:
        expression = excerpt(rule.expression)
        try:
            understood = understand(rule.expression, self.variables)
        except NotCarriedOver as reason:
            rule.where.remark(reason.code, expression=expression, **reason.facts)
            return None
        for code, facts in understood.reading.oddities:
            rule.where.remark(code, **facts)
        if understood.reading.condition == NEVER:
            rule.where.remark("condition-never", expression=expression)
            return None
        return understood

    def _asked_first(self, understood: Understood) -> list[Condition]:
        """The conditions of questions that must have been asked for a denial to hold."""
        if not _denies(understood.reading.condition):
            return []
        needed = sorted(understood.must_be_asked & self.earlier.keys())
        return [condition for id_ in needed if (condition := self.earlier[id_].condition)]


def linked_questions(asked: Sequence[Asked], survey: LimeSurvey) -> list[Question]:
    """The questions in order, with their final identifiers and conditions."""
    ids = identifiers([each.name for each in asked], "q")
    linking = _Linking(variables_of(asked, ids, survey))
    known = {id(each): identifier for each, identifier in zip(asked, ids, strict=True)}
    questions = []
    for each, identifier in zip(asked, ids, strict=True):
        if each.name != identifier:
            each.where.remark("name-changed", name=excerpt(each.name), identifier=identifier)
        question = _linked(each, identifier, linking, known)
        linking.earlier[identifier] = question
        questions.append(question)
    return questions


def _linked(each: Asked, identifier: str, linking: _Linking, known: Mapping[int, str]) -> Question:
    found: list[Condition | None] = [linking.condition(rule) for rule in each.rules]
    if each.chosen:
        before, code = each.chosen
        found.append(Chosen(known[id(before)], before.options[code]))
    condition = every(part for part in found if part is not None)
    if len(list(parts_of(condition))) > MOST_PARTS:
        written = each.rules[0].expression if each.rules else ""
        each.where.remark("condition-too-long", expression=excerpt(written))
        condition, found = ALWAYS, [None]
    lifted = each.question.required and None in found
    if lifted:
        each.where.once("required-lifted")
    return replace(
        each.question,
        id=identifier,
        required=each.question.required and not lifted,
        condition=None if condition == ALWAYS else condition,
    )


def _denies(condition: Condition) -> bool:
    match condition:
        case Every(parts) | Some(parts):
            return any(_denies(part) for part in parts)
        case Otherwise():
            return True
    return False
