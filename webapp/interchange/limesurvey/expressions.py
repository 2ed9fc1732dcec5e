"""LimeSurvey's relevance equations as conditions of the domain.

The grammar is the one of XLSForm expressions (`webapp.interchange.expressions`); what differs is here: rows
that are ticked are variables of their own, ``!`` negates, and ``is_empty`` and ``count`` ask for answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, cast

from webapp.domain.conditions import COMPARISONS, Chosen, Condition
from webapp.interchange.expressions import (
    FLIPPED,
    NONE_OF_IT,
    ONE_CHOICE,
    SOME_OF_IT,
    Counted,
    NotCarriedOver,
    Parser,
    Reading,
    Subject,
)
from webapp.interchange.folding import ALWAYS, NEVER, every, otherwise, some
from webapp.interchange.limesurvey.tokens import NOT, tokens_of
from webapp.interchange.tokens import MARK, Token, decimal_of

SAME_VALUE = {"NAOK", "code", "value", "valueNAOK"}
"""What may follow a variable and still mean the answer."""
SCORED = {"value", "valueNAOK"}
"""Of a choice these mean its score, which is not carried over."""
TICKED = ("Y", "1")


@dataclass(frozen=True, slots=True)
class Flag:
    """A variable that tells whether an option is chosen."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """A variable that is there, but says something that a condition cannot: the code of the reason."""

    code: str = "condition-form"


Variable = Subject | Flag | Unusable


class Understood(NamedTuple):
    """What an equation says, and the questions that must have been asked for it to hold."""

    reading: Reading
    must_be_asked: frozenset[str]


class SeveralCounted(NamedTuple):
    """How many of these were answered."""

    parts: Sequence[Condition]


def understand(expression: str, variables: Mapping[str, Variable]) -> Understood:
    """The condition that `expression` states.

    Raises:
        NotCarriedOver: it cannot be said in a question set, or cannot be understood.
    """
    parser = _Parser(tokens_of(expression), cast(Mapping[str, Subject], variables))
    parser.asked = set()
    condition = parser.whole()
    return Understood(Reading(condition, tuple(parser.oddities)), frozenset(parser.asked))


class _Parser(Parser):
    asked: set[str]
    """Questions that are named without ``.NAOK``: where one is not asked, nothing holds of it."""

    def term(self, token: Token) -> Any:
        if token == NOT:
            return otherwise(self.truth(self.operand()))
        return Parser.term(self, token)

    def call(self, function: str) -> Any:
        match function.lower():
            case "is_empty" | "empty" | "is_null":
                return otherwise(some(self.answered(self.arguments())))
            case "count":
                return SeveralCounted(tuple(self.answered(self.arguments())))
            case "countif":
                return self.count_if(self.arguments())
            case "in_array":
                first, *others = self.arguments()
                return some([self.compared(first, "=", other) for other in others])
            case "if":
                return self.either_way(self.arguments())
            case "strlen":
                return Counted(self.referred(self.nested()))
            case "intval" | "floatval" | "trim":
                return self.nested()
        raise NotCarriedOver("condition-function", function=function)

    def arguments(self) -> list[Any]:
        """What stands in parentheses, the first of which was taken."""
        found = [self.either()]
        while self.took(Token(MARK, ",")):
            found.append(self.either())
        self.expect(")")
        return found

    def answered(self, operands: Sequence[Any]) -> list[Condition]:
        return [condition for operand in operands for condition in self.each_answered(operand)]

    def each_answered(self, operand: Any) -> list[Condition]:
        match operand:
            case Flag():
                return [self.truth(operand)]
            case Subject():
                return [self.counted(operand.answered)]
            case SeveralCounted(parts):
                return list(parts)
        raise NotCarriedOver("condition-form")

    def count_if(self, operands: list[Any]) -> SeveralCounted:
        wanted, *counted = operands
        if wanted not in TICKED or not all(isinstance(each, Flag | SeveralCounted) for each in counted):
            raise NotCarriedOver("condition-function", function="countif")
        return SeveralCounted(tuple(self.answered(counted)))

    def either_way(self, operands: list[Any]) -> Condition:
        match operands:
            case [condition, yes, no] if (yes, no) in ((1, 0), (0, 1)):
                truth = self.truth(condition)
                return truth if yes else otherwise(truth)
        raise NotCarriedOver("condition-function", function="if")

    def subject(self, name: str) -> Any:
        whole, _, rest = name.partition(".")
        if whole in {"that", "self", "this"}:
            return self.all_of(rest.partition(".")[0])
        variable = self.subjects.get(whole)
        if variable is None:
            raise NotCarriedOver("condition-not-a-question", name=whole[:80])
        if rest and rest not in SAME_VALUE:
            raise NotCarriedOver("condition-form")
        return self.usable(cast(Variable, variable), rest)

    def usable(self, variable: Variable, suffix: str) -> Any:
        if isinstance(variable, Unusable):
            raise NotCarriedOver(variable.code)
        if isinstance(variable, Subject) and variable.kind in ONE_CHOICE and suffix in SCORED:
            raise NotCarriedOver("condition-form")
        if not suffix.endswith("NAOK"):
            self.asked.add(variable.question if isinstance(variable, Flag) else variable.id)
        return variable

    def all_of(self, code: str) -> SeveralCounted:
        """Every variable of the question with this code."""
        rows = [variable for name, variable in self.subjects.items() if name.startswith(f"{code}_")]
        found = rows or [self.subjects[code]] if rows or code in self.subjects else []
        usable = [cast(Any, variable) for variable in found if not isinstance(variable, Unusable)]
        if not usable:
            raise NotCarriedOver("condition-not-a-question", name=code[:80])
        return SeveralCounted(tuple(self.answered(usable)))

    def truth(self, operand: Any) -> Condition:
        if isinstance(operand, Flag):
            return self.counted(Chosen(operand.question, operand.option))
        if isinstance(operand, SeveralCounted):
            return some(operand.parts)
        if isinstance(operand, Decimal):
            return ALWAYS if operand else NEVER
        return Parser.truth(self, operand)

    def compared(self, left: Any, sign: str, right: Any) -> Condition:
        if isinstance(right, Flag | SeveralCounted):
            left, sign, right = right, FLIPPED[sign], left
        if isinstance(left, SeveralCounted):
            return self.several(left.parts, sign, right)
        if isinstance(left, Flag):
            return self.flagged(left, sign, right)
        return Parser.compared(self, left, sign, right)

    def flagged(self, flag: Flag, sign: str, than: Any) -> Condition:
        said = str(than) if isinstance(than, str | Decimal) else None
        if sign not in {"=", "!="} or said not in (*TICKED, ""):
            raise NotCarriedOver("condition-form")
        ticked = self.truth(flag)
        return ticked if (sign == "=") == (said in TICKED) else otherwise(ticked)

    def several(self, parts: Sequence[Condition], sign: str, than: Any) -> Condition:
        number = than if isinstance(than, Decimal) else decimal_of(than) if isinstance(than, str) else None
        if number is None:
            raise NotCarriedOver("condition-form")
        if (sign, number) in SOME_OF_IT:
            return some(parts)
        if (sign, number) in NONE_OF_IT:
            return otherwise(some(parts))
        if COMPARISONS[sign](len(parts), number) and not COMPARISONS[sign](len(parts) - 1, number):
            return every(parts)
        raise NotCarriedOver("condition-count")

    def one_of(self, subject: Subject, sign: str, than: str | Decimal) -> Condition:
        """As in XLSForm, but a text that is a number also means the number: ``"1"`` is ``01`` too."""
        if isinstance(than, str) and than not in subject.options and (number := decimal_of(than)) is not None:
            than = number
        return Parser.one_of(self, subject, sign, than)
