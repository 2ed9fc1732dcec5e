"""Reading a policy profile from its file, with every mistake told by file and key."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.domain.checked_table import SOURCE, Made, Table
from webapp.domain.gate_checks import CHECKS
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.policy import (
    Ask,
    DecidingRule,
    EvaluationItem,
    Gate,
    Moment,
    Planning,
    PolicyDocument,
    PolicyProfile,
    Said,
    StepOfProfile,
    When,
    Word,
)
from webapp.domain.profile_faults import refuse_faults
from webapp.domain.record import BodyKind, DialogueType
from webapp.domain.text import Localised

PARTS = ("process", "method", "result", "effect")


def read(content: Mapping[str, Any], file: str, id_: str) -> PolicyProfile:
    """The profile that a file's `content` describes.

    Raises:
        WrongProfile: a key is unknown, a text is missing, or a gate can never be met.
    """
    top = Table(content, "", file)
    profile = PolicyProfile(
        id=id_,
        policy=_part(top.table("policy"), _document),
        words=_words(top.table("word")),
        audience=top.texts("audience"),
        introduction=top.texts("introduction"),
        weighing=top.texts("weighing"),
        weighing_said=_said(top.table("weighing_said", required=False)),
        steps=tuple(_part(each, _step) for each in top.tables("steps")),
        deciding=tuple(_part(each, _rule) for each in top.tables("deciding")),
        gates=tuple(_part(each, _gate) for each in top.tables("gates")),
        evaluation=tuple(_part(each, _item) for each in top.tables("evaluation")),
        planning=_part(top.table("planning"), _planning),
        other_words=_words(top.table("other_word")) if "other_word" in content else {},
    )
    top.done()
    refuse_faults(profile, file)
    return profile


def _part(table: Table, make: Callable[[Table], Made]) -> Made:
    made = make(table)
    table.done()
    return made


def _document(table: Table) -> PolicyDocument:
    return PolicyDocument(
        name=table.words("name"),
        municipality=table.words("municipality"),
        adopted_by=table.words("adopted_by"),
        adopted=table.day("adopted"),
        valid=table.words("valid"),
        registration_number=table.take("registration_number", str, ""),
        owner=table.take("owner", str, ""),
        handbook=table.take("handbook", str, ""),
        handbook_address=_address(table),
    )


def _address(table: Table) -> str:
    address = table.take("handbook_address", str, "")
    if address and not address.startswith("https://"):
        raise table.wrong("handbook_address", f"is {address!r}; begin it with https://")
    return address


def _words(table: Table) -> dict[str, Word]:
    tags = list(table.content)
    words = {tag: _part(table.table(tag), _word) for tag in tags}
    if SOURCE not in words:
        raise table.wrong(SOURCE, "is missing; say what a dialogue is called in Swedish")
    return words


def _word(table: Table) -> Word:
    return Word(*(table.words(form) for form in ("singular", "definite", "plural", "definite_plural")))


def _said(table: Table) -> Said:
    return _part(table, lambda t: Said(t.take("words", str, ""), t.take("place", str, "")))


def _quoted(table: Table) -> Said:
    return Said(table.words("words"), table.words("place"))


def _step(table: Table) -> StepOfProfile:
    name = table.words("step")
    try:
        step = LadderStep[name.upper().replace("-", "_")]
    except KeyError:
        known = ", ".join(each.name.lower().replace("_", "-") for each in LadderStep)
        raise table.wrong("step", f"is {name!r}; use one of {known}") from None
    return StepOfProfile(step, table.texts("name", required=False))


def _rule(table: Table) -> DecidingRule:
    bodies = table.take("bodies", list)
    kinds = tuple(table.member("bodies", BodyKind, body) for body in bodies)
    if not kinds:
        raise table.wrong("bodies", "is empty; name who may decide")
    return DecidingRule(table.one_of("when", When), kinds, _quoted(table))


def _gate(table: Table) -> Gate:
    check, ask = table.take("check", str, ""), table.take("ask", str, "")
    if bool(check) == bool(ask):
        raise table.wrong("", "needs either check or ask, and not both")
    if check and check not in CHECKS:
        raise table.wrong("check", f"is {check!r}; use one of {', '.join(sorted(CHECKS))}")
    return Gate(
        id=table.words("id"),
        before=table.one_of("before", Moment),
        said=_quoted(table),
        check=check,
        ask=table.member("ask", Ask, ask) if ask else None,
        question=table.texts("question", required=bool(ask)),
        second_person=table.take("second_person", bool, False),
        who=table.one_of("who", Role, Role.OFFICIAL),
        types=_types(table, [DialogueType.RESIDENT]),
        when=table.one_of("when", When, When.ALWAYS),
        points=_points(table, ask),
    )


def _types(table: Table, default: list[DialogueType]) -> frozenset[DialogueType]:
    types = table.take("types", list, default)
    if not types:
        raise table.wrong("types", "is empty; name at least one type of dialogue, or leave it out")
    return frozenset(table.member("types", DialogueType, each) for each in types)


def _points(table: Table, ask: str) -> tuple[Localised, ...]:
    points = table.tables("points", required=False)
    if points and ask != Ask.YES:
        raise table.wrong("points", f'is only for ask = "{Ask.YES}"; take it away')
    return tuple(point.languages() for point in points)


def _item(table: Table) -> EvaluationItem:
    part = table.words("part")
    if part not in PARTS:
        raise table.wrong("part", f"is {part!r}; use one of {', '.join(PARTS)}")
    return EvaluationItem(
        table.words("id"), part, table.texts("item"), _quoted(table), _types(table, list(DialogueType))
    )


def _planning(table: Table) -> Planning:
    return Planning(
        margin_weeks=_positive(table, "margin_weeks", 4),
        follow_up=_choice(table, "follow_up", ("year", "accounts", "ongoing")),
        plan=_choice(table, "plan", ("budget", "three-years", "none")),
        consultation_days=_positive(table, "consultation_days", 21),
        said=_said(table.table("said", required=False)),
    )


def _positive(table: Table, key: str, default: int) -> int:
    number = table.take(key, int, default)
    if not 0 < number < 1000:
        raise table.wrong(key, "must be between 1 and 999")
    return number


def _choice(table: Table, key: str, known: tuple[str, ...]) -> str:
    value = table.take(key, str, known[0])
    if value not in known:
        raise table.wrong(key, f"is {value!r}; use one of {', '.join(known)}")
    return value
