"""XLSForm `relevant` expressions as conditions of the domain.

A hand-written recursive descent over the part of XPath that question sets can say: ``and``, ``or``,
``not()``, ``selected()``, comparisons with a text or a number, and whether something was answered. XPath's
meaning is kept where nothing was answered: ``${q} != 'x'`` holds then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from webapp.domain.conditions import COMPARISONS, Answered, Chosen, Compared, Condition
from webapp.domain.kinds.number import shortest
from webapp.interchange.folding import ALWAYS, NEVER, every, otherwise, some
from webapp.interchange.tokens import (
    COMPARISON,
    DEEPEST,
    MARK,
    NUMBER,
    REFERENCE,
    STRING,
    WORD,
    NotCarriedOver,
    Token,
    decimal_of,
    tokens_of,
)

__all__ = ["Counted", "NotCarriedOver", "Parser", "Reading", "Subject", "parse"]

MOST_PARTS = 100
"""Most statements about answers in one condition."""
FLIPPED = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}
ONE_CHOICE, SEVERAL = {"single", "scale", "picture"}, {"multiple", "ranking"}
SOME_OF_IT = {(">", Decimal(0)), (">=", Decimal(1)), ("!=", Decimal(0))}
NONE_OF_IT = {("=", Decimal(0)), ("<", Decimal(1)), ("<=", Decimal(0))}
END = Token("end", "")


@dataclass(frozen=True, slots=True)
class Subject:
    """A question that an expression can refer to: its id and kind, and its options' ids by their names.

    With a `row` it is that row of a question, which one option is chosen in.
    """

    id: str
    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    row: str = ""

    @property
    def answered(self) -> Condition:
        """That there is an answer."""
        if not self.row:
            return Answered(self.id)
        return some([Chosen(self.id, option, self.row) for option in self.options.values()])


class Reading(NamedTuple):
    """What an expression says.

    Args:
        condition: `ALWAYS` or `NEVER` where it cannot be otherwise.
        oddities: code and facts of what an author should look at, though it was carried over.
    """

    condition: Condition
    oddities: tuple[tuple[str, dict[str, Any]], ...] = ()


class Counted(NamedTuple):
    """How much was answered to a question: characters or options."""

    subject: Subject


Operand = Condition | Subject | Counted | str | Decimal


def parse(expression: str, subjects: Mapping[str, Subject]) -> Reading:
    """The condition that `expression` states about `subjects`, questions by their names in the form.

    Raises:
        NotCarriedOver: it cannot be said in a question set, or cannot be understood.
    """
    parser = Parser(tokens_of(expression), subjects)
    condition = parser.whole()
    return Reading(condition, tuple(parser.oddities))


@dataclass(slots=True)
class Parser:
    """Reads tokens from the left; each method takes what it is named after."""

    tokens: list[Token]
    subjects: Mapping[str, Subject]
    position: int = 0
    depth: int = 0
    parts: int = 0
    oddities: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def whole(self) -> Condition:
        operand = self.either()
        if self.peek() != END:
            raise NotCarriedOver("condition-syntax")
        return self.truth(operand)

    def peek(self) -> Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else END

    def take(self) -> Token:
        token = self.peek()
        self.position += 1
        return token

    def took(self, *wanted: Token) -> bool:
        """Takes the next token if it is one of `wanted`."""
        if self.peek() not in wanted:
            return False
        self.position += 1
        return True

    def expect(self, mark: str) -> None:
        if not self.took(Token(MARK, mark)):
            raise NotCarriedOver("condition-syntax")

    def either(self) -> Operand:
        first = self.both()
        if self.peek() != Token(WORD, "or"):
            return first
        parts = [self.truth(first)]
        while self.took(Token(WORD, "or")):
            parts.append(self.truth(self.both()))
        return some(parts)

    def both(self) -> Operand:
        first = self.comparison()
        if self.peek() != Token(WORD, "and"):
            return first
        parts = [self.truth(first)]
        while self.took(Token(WORD, "and")):
            parts.append(self.truth(self.comparison()))
        return every(parts)

    def comparison(self) -> Operand:
        left = self.operand()
        if self.peek().kind != COMPARISON:
            return left
        sign = self.take().text
        condition = self.compared(left, sign, self.operand())
        if self.peek().kind == COMPARISON:
            raise NotCarriedOver("condition-syntax")
        return condition

    def operand(self) -> Operand:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotCarriedOver("condition-too-deep")
        operand = self.term(self.take())
        self.depth -= 1
        return operand

    def term(self, token: Token) -> Operand:
        if token == Token(MARK, "("):
            return self.nested()
        if token.kind == WORD:
            self.expect("(")
            return self.call(token.text)
        if token.kind == REFERENCE:
            return self.subject(token.text)
        if token.kind == NUMBER:
            return Decimal(token.text)
        if token.kind == STRING:
            return token.text
        raise NotCarriedOver("condition-syntax")

    def nested(self) -> Operand:
        """What stands in parentheses, the first of which was taken."""
        inside = self.either()
        self.expect(")")
        return inside

    def call(self, function: str) -> Operand:
        match function:
            case "not":
                return otherwise(self.truth(self.nested()))
            case "selected":
                return self.selected()
            case "string" | "number" | "int":
                return self.referred(self.nested())
            case "string-length" | "count-selected":
                return Counted(self.referred(self.nested()))
            case "true" | "false":
                self.expect(")")
                return ALWAYS if function == "true" else NEVER
        raise NotCarriedOver("condition-function", function=function)

    def selected(self) -> Condition:
        subject = self.referred(self.operand())
        self.expect(",")
        token = self.take()
        self.expect(")")
        if token.kind not in {STRING, NUMBER} or subject.kind not in ONE_CHOICE | SEVERAL:
            raise NotCarriedOver("condition-form")
        return self.chosen(subject, token.text)

    def subject(self, name: str) -> Subject:
        if name not in self.subjects:
            raise NotCarriedOver("condition-not-a-question", name=name)
        return self.subjects[name]

    def referred(self, operand: Operand) -> Subject:
        if not isinstance(operand, Subject):
            raise NotCarriedOver("condition-form")
        return operand

    def truth(self, operand: Operand) -> Condition:
        if isinstance(operand, Subject | Counted | str | Decimal):
            raise NotCarriedOver("condition-form")
        return operand

    def compared(self, left: Operand, sign: str, right: Operand) -> Condition:
        if isinstance(right, Subject | Counted):
            if isinstance(left, Subject | Counted):
                raise NotCarriedOver("condition-two-questions")
            left, sign, right = right, FLIPPED[sign], left
        if not isinstance(right, str | Decimal):
            raise NotCarriedOver("condition-form")
        if isinstance(left, Counted):
            return self.amount(left.subject, sign, right)
        if not isinstance(left, Subject):
            raise NotCarriedOver("condition-form")
        if sign == "!=":
            return otherwise(self.stated(left, "=", right))
        return self.stated(left, sign, right)

    def stated(self, subject: Subject, sign: str, than: str | Decimal) -> Condition:
        if than == "":
            if sign != "=":
                raise NotCarriedOver("condition-form")
            return otherwise(self.counted(subject.answered))
        if subject.kind == "number":
            return self.counted(Compared(subject.id, sign, shortest(_number(than))))
        if subject.kind in ONE_CHOICE:
            return self.one_of(subject, sign, than)
        if subject.kind == "multiple" and sign == "=":
            self.oddities.append(("condition-equals-multiple", {"name": str(than)}))
            return self.chosen(subject, str(than))
        raise NotCarriedOver("condition-text" if subject.kind.endswith("text") else "condition-form")

    def one_of(self, subject: Subject, sign: str, than: str | Decimal) -> Condition:
        """A comparison with the one chosen option: by its name, or by the number that its name is."""
        if sign == "=" and isinstance(than, str):
            return self.chosen(subject, than)
        wanted = _number(than)
        names = [name for name in subject.options if _satisfies(name, sign, wanted)]
        return some([self.chosen(subject, name) for name in names])

    def amount(self, subject: Subject, sign: str, than: str | Decimal) -> Condition:
        number = _number(than)
        answered = self.counted(subject.answered)
        if (sign, number) in SOME_OF_IT:
            return answered
        if (sign, number) in NONE_OF_IT:
            return otherwise(answered)
        raise NotCarriedOver("condition-count")

    def chosen(self, subject: Subject, name: str) -> Condition:
        if name not in subject.options:
            self.oddities.append(("condition-option-missing", {"question": subject.id, "option": name}))
            return NEVER
        return self.counted(Chosen(subject.id, subject.options[name], subject.row))

    def counted(self, part: Condition) -> Condition:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise NotCarriedOver("condition-too-long")
        return part


def _number(than: str | Decimal) -> Decimal:
    number = decimal_of(than) if isinstance(than, str) else than
    if number is None:
        raise NotCarriedOver("condition-not-number", value=str(than)[:40])
    return number


def _satisfies(name: str, sign: str, wanted: Decimal) -> bool:
    number = decimal_of(name)
    return number is not None and COMPARISONS[sign](number, wanted)
