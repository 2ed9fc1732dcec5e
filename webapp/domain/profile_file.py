"""Reading a policy profile from its file, with every mistake told by file and key."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from webapp.domain.gates import CHECKS
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
from webapp.domain.record import BodyKind, DialogueType
from webapp.domain.text import Localised

SOURCE = "sv"
PARTS = ("process", "method", "result", "effect")
Kind = TypeVar("Kind", bound=StrEnum)
Made = TypeVar("Made")


class WrongProfile(Exception):
    """A profile cannot be used; the message names the file, the key and what to do."""


class Table:
    """One table of the file. Every key must be asked for: what is left over is a mistake."""

    def __init__(self, content: Mapping[str, Any], path: str, file: str) -> None:
        self.content, self.path, self.file = dict(content), path, file

    def wrong(self, key: str, sentence: str) -> WrongProfile:
        where = f"{self.path}.{key}".strip(".") if key else self.path
        return WrongProfile(f"{self.file}: {where}: {sentence}")

    def take(self, key: str, kind: type[Made], default: Made | None = None) -> Made:
        """The value of `key`, which must be a `kind`; `default` where it may be left out."""
        value = self.content.pop(key, default)
        if value is None:
            raise self.wrong(key, "is missing; write it")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"must be {NAMES[kind]}")
        return value

    def words(self, key: str) -> str:
        """A text that must not be empty."""
        text = self.take(key, str).strip()
        if not text:
            raise self.wrong(key, "is empty; write it")
        return text

    def one_of(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        return self.member(key, kind, self.take(key, str, default))

    def member(self, key: str, kind: type[Kind], value: object) -> Kind:
        if value not in list(kind):
            raise self.wrong(key, f"is {value!r}; use one of {', '.join(kind)}")
        return kind(value)  # type: ignore[arg-type]

    def texts(self, key: str, *, required: bool = True) -> Localised:
        """A text by language; Swedish must be there."""
        found = self.take(key, dict, None if required else {})
        for lang, text in found.items():
            if not isinstance(text, str) or not text.strip():
                raise self.wrong(f"{key}.{lang}", "must be a text")
        if (required or found) and SOURCE not in found:
            raise self.wrong(f"{key}.{SOURCE}", "is missing; every text is written in Swedish")
        return found

    def day(self, key: str) -> date | None:
        value = self.content.pop(key, None)
        if value is not None and type(value) is not date:
            raise self.wrong(key, "must be a day, such as 2022-11-23 without quotation marks")
        return value

    def table(self, key: str, *, required: bool = True) -> "Table":
        return Table(
            self.take(key, dict, None if required else {}), f"{self.path}.{key}".strip("."), self.file
        )

    def tables(self, key: str, *, required: bool = True) -> list["Table"]:
        found = self.take(key, list, None if required else [])
        paths = [f"{self.path}.{key}[{number}]".strip(".") for number in range(1, len(found) + 1)]
        for path, content in zip(paths, found, strict=True):
            if not isinstance(content, dict):
                raise WrongProfile(f"{self.file}: {path}: must be a table")
        return [Table(content, path, self.file) for path, content in zip(paths, found, strict=True)]

    def done(self) -> None:
        """Refuses keys that nothing asked for."""
        if self.content:
            raise self.wrong(next(iter(self.content)), "is not a key that is known here; check its spelling")


NAMES: dict[type, str] = {
    str: "a text in quotation marks",
    int: "a whole number",
    bool: "true or false",
    dict: "a table",
    list: "a list",
}


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
    )
    top.done()
    _refuse_repeats(file, "gates", (gate.id for gate in profile.gates))
    _refuse_repeats(file, "evaluation", (item.id for item in profile.evaluation))
    _refuse_impossible(profile, file)
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
    )


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
    types = table.take("types", list, [DialogueType.RESIDENT])
    return Gate(
        id=table.words("id"),
        before=table.one_of("before", Moment),
        said=_quoted(table),
        check=check,
        ask=table.member("ask", Ask, ask) if ask else None,
        question=table.texts("question", required=bool(ask)),
        second_person=table.take("second_person", bool, False),
        who=table.one_of("who", Role, Role.OFFICIAL),
        types=frozenset(table.member("types", DialogueType, each) for each in types),
        when=table.one_of("when", When, When.ALWAYS),
    )


def _item(table: Table) -> EvaluationItem:
    part = table.words("part")
    if part not in PARTS:
        raise table.wrong("part", f"is {part!r}; use one of {', '.join(PARTS)}")
    return EvaluationItem(table.words("id"), part, table.texts("item"), _quoted(table))


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


def _refuse_repeats(file: str, key: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise WrongProfile(f"{file}: {key}: {id_!r} stands there twice; give each its own id")
        seen.add(id_)


def _refuse_impossible(profile: PolicyProfile, file: str) -> None:
    """Gates that could never be met would keep every dialogue from going on."""
    if not profile.steps:
        raise WrongProfile(f"{file}: steps: is empty; allow at least one step of the ladder")
    if not any(rule.when is When.ALWAYS for rule in profile.deciding):
        raise WrongProfile(
            f'{file}: deciding: has no rule with when = "always"; add one last, or some dialogues could never be held'
        )
    for gate in profile.gates:
        check = CHECKS.get(gate.check)
        if check is None:
            continue
        if gate.before < check.earliest:
            raise WrongProfile(
                f"{file}: gates.{gate.id}: can never be met before {gate.before!r}: "
                f"{gate.check!r} is first known before {check.earliest!r}"
            )
        if profile.allowed_steps.isdisjoint(check.steps):
            raise WrongProfile(
                f"{file}: gates.{gate.id}: can never be met: none of the steps that are allowed satisfies {gate.check!r}"
            )
