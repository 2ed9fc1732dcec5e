"""Conditions of the domain as XLSForm `relevant` expressions, and as they come back from them."""

from webapp.domain.conditions import Answered, Chosen, Compared, Condition, Every, Otherwise, Some
from webapp.interchange.folding import every, otherwise, some


def expression_of(condition: Condition) -> str:
    """The expression that says the same."""
    match condition:
        case Every(parts):
            return _joined("and", [expression_of(part) for part in parts]) if parts else "true()"
        case Some(parts):
            return _joined("or", [expression_of(part) for part in parts]) if parts else "false()"
        case Otherwise(part):
            return f"not({expression_of(part)})"
        case Answered(question):
            return f"${{{question}}} != ''"
        case Chosen(question, option):
            return f"selected(${{{question}}}, '{option}')"
        case Compared(question, "!=", than):
            return f"(${{{question}}} != '' and ${{{question}}} != {than})"
        case Compared(question, comparison, than):
            return f"${{{question}}} {comparison} {than}"


def _joined(word: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({f' {word} '.join(parts)})"


def folded(condition: Condition | None) -> Condition | None:
    """`condition` as it is after it has been written and read: the same, put together as small as can be."""
    match condition:
        case Every(parts):
            return every(_each(parts))
        case Some(parts):
            return some(_each(parts))
        case Otherwise(part):
            return otherwise(_each((part,))[0])
        case Compared(question, "!=", than):
            return every([Answered(question), otherwise(Compared(question, "=", than))])
    return condition


def _each(parts: tuple[Condition, ...]) -> list[Condition]:
    return [found for part in parts if (found := folded(part)) is not None]
