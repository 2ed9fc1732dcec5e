"""A dialogue's plan as fields of a form, and back."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from webapp.domain.methods import CHANNELS, METHODS, Use
from webapp.domain.record import DialogueType, Initiator, Phase, ProcessDegree, Scope
from webapp.domain.text import clean
from webapp.models import BoardPart, Dialogue
from webapp.models.policy import CONCERNED, CONSULTED, TAKES_PART
from webapp.web.fields import (
    Fields,
    Wrong,
    long_texts,
    one,
    read_count,
    read_day,
    read_texts,
    shorten,
    text_fields,
)
from webapp.web.locale import gettext as _

LINES = {"steering_goal": 300, "law_reference": 300, "registration_number": 60}
PROSE = {"reason": 4000, "resources": 2000}
GOAL_LENGTH, NAME_LENGTH, MOST_NAMES = 2000, 200, 50
CHOICES: dict[str, type[StrEnum]] = {
    "type": DialogueType,
    "scope": Scope,
    "initiator": Initiator,
    "phase": Phase,
    "process_degree": ProcessDegree,
}
COLUMNS = {"type": "type_name"}
"""Field -> column, where they have different names."""
SEVERAL: dict[str, Collection[str]] = {"uses": list(Use), "methods": METHODS, "channels": CHANNELS}
ROWS = {"taking": TAKES_PART, "consulted": CONSULTED}
MOST_ROWS, EMPTY_ROWS, REASON_LENGTH = 30, 2, 2000
TOLD = frozenset({"type", "political", "scope", "public_environment", "initiator", "phase", "goal"})
"""What residents have been told: it does not change any more once the dialogue is published."""
PARTY = re.compile(r"\(\s*[A-ZÅÄÖ]{1,4}\s*\)|,\s*[A-ZÅÄÖ]{1,3}\s*$")
YES, NO = "yes", "no"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Part:
    """What one board has to do with the dialogue."""

    board: int
    part: str
    reason: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PlanRead:
    """What a form says: values by column, the boards' parts, and what must be mended."""

    values: dict[str, Any] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What a form can choose among.

    Args:
        boards, people: numbers of boards and of people who can be responsible.
        languages: those that the goal has a field in.
        locked: fields that the form does not have: they have been settled.
    """

    boards: frozenset[int]
    people: frozenset[int]
    languages: tuple[str, ...]
    locked: frozenset[str] = frozenset()


def stored(
    dialogue: Dialogue, parts: Iterable[BoardPart], languages: Iterable[str], locked: Collection[str]
) -> Fields:
    """The form's fields as the plan is stored, the way a browser would send them unchanged."""
    fields: Fields = text_fields("goal", dialogue.goal, languages)
    fields |= {name: [getattr(dialogue, name)] for name in (*LINES, *PROSE)}
    fields |= {
        "politicians": ["\n".join(dialogue.politicians)],
        "responsible": [str(dialogue.responsible_id or "")],
        "budget_year": [str(dialogue.budget_year or "")],
        "review_on": [_day(dialogue.review_on)],
    }
    chosen = {name: [getattr(dialogue, COLUMNS.get(name, name))] for name in CHOICES}
    chosen |= {name: list(getattr(dialogue, name)) for name in SEVERAL}
    chosen["political"] = {True: [YES], False: [NO], None: []}[dialogue.political]
    chosen["public_environment"] = [YES] if dialogue.public_environment else []
    fields |= {name: values for name, values in chosen.items() if any(values)}
    fields |= _stored_parts(list(parts))
    return {name: values for name, values in fields.items() if name.split(".")[0] not in locked}


def _stored_parts(parts: list[BoardPart]) -> Fields:
    concerned = [str(part.board_id) for part in parts if part.part == CONCERNED]
    fields: Fields = {"boards": concerned} if concerned else {}
    for name, kind in ROWS.items():
        found = [part for part in parts if part.part == kind]
        for place in range(min(len(found) + EMPTY_ROWS, MOST_ROWS)):
            part = found[place] if place < len(found) else None
            fields |= {
                f"{name}.{place}.board": [str(part.board_id) if part else ""],
                f"{name}.{place}.reason": [part.reason if part else ""],
            }
            if kind == CONSULTED:
                fields[f"{name}.{place}.day"] = [_day(part.day if part else None)]
    return fields


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def read(fields: Fields, dialogue: Dialogue, known: Known, today: date) -> PlanRead:
    """The plan in a form. What is missing is no problem here; what cannot be right is."""
    found = PlanRead()
    found.values["goal"] = read_texts(fields, "goal", known.languages, dialogue.goal)
    found.problems.update(long_texts(found.values["goal"], "goal", known.languages, GOAL_LENGTH))
    for name, limit in (LINES | PROSE).items():
        found.values[name] = _text(found, fields, name, limit, multiline=name in PROSE)
    for name, kind in CHOICES.items():
        found.values[COLUMNS.get(name, name)] = _chosen(one(fields, name), list(kind))
    for name, options in SEVERAL.items():
        found.values[name] = [option for option in options if option in fields.get(name, [])]
    found.values["political"] = {YES: True, NO: False}.get(one(fields, "political"))
    found.values["public_environment"] = "public_environment" in fields
    found.values["politicians"] = _names(found, fields)
    found.values["budget_year"] = _tried(
        found, "budget_year", lambda: read_count(one(fields, "budget_year"), 2000, 2100)
    )
    found.values["review_on"] = _tried(found, "review_on", lambda: read_day(one(fields, "review_on")))
    found.values["responsible_id"] = _responsible(found, fields, dialogue, known)
    found.values["type_name"] = found.values["type_name"] or dialogue.type_name
    for name in known.locked:
        found.values.pop(COLUMNS.get(name, name), None)
        for field_name in [each for each in found.problems if each.split(".")[0] == name]:
            del found.problems[field_name]
    found.parts.extend(_parts(found, fields, known, today))
    return found


def _text(found: PlanRead, fields: Mapping[str, list[str]], name: str, limit: int, *, multiline: bool) -> str:
    text = clean(next(iter(fields.get(name, ())), ""), multiline=multiline)
    if len(text) > limit:
        found.problems[name] = shorten(limit)
    return text


def _chosen(typed: str, options: Collection[str]) -> str:
    return str(typed) if typed in options else ""


def _tried(found: PlanRead, name: str, reader: Callable[[], Value]) -> Value | None:
    try:
        return reader()
    except Wrong as wrong:
        found.problems.setdefault(name, str(wrong))
        return None


def _names(found: PlanRead, fields: Fields) -> list[str]:
    """One name a line. A party has no place there: they represent their board."""
    lines = next(iter(fields.get("politicians", ())), "").split("\n")
    names = list(dict.fromkeys(name for name in (clean(line, multiline=False) for line in lines) if name))
    if any(PARTY.search(name) for name in names):
        found.problems["politicians"] = _("Skriv namnen utan parti. De företräder sin nämnd och kommunen.")
    elif len(names) > MOST_NAMES or any(len(name) > NAME_LENGTH for name in names):
        found.problems["politicians"] = _("Skriv högst 50 namn, ett på varje rad.")
    return names


def _responsible(found: PlanRead, fields: Fields, dialogue: Dialogue, known: Known) -> int | None:
    typed = one(fields, "responsible")
    if typed == str(dialogue.responsible_id or ""):
        return dialogue.responsible_id
    chosen = next((id_ for id_ in known.people if str(id_) == typed), None)
    if chosen is None:
        found.problems["responsible"] = _("Välj vem som ansvarar. En dialog är aldrig utan ansvarig.")
    return chosen


def _parts(found: PlanRead, fields: Fields, known: Known, today: date) -> list[Part]:
    concerned = [Part(id_, CONCERNED) for id_ in sorted(known.boards) if str(id_) in fields.get("boards", [])]
    parts = [part for name, kind in ROWS.items() for part in _rows(found, fields, known, name, kind, today)]
    return [*concerned, *parts]


def _rows(found: PlanRead, fields: Fields, known: Known, name: str, kind: str, today: date) -> list[Part]:
    parts: list[Part] = []
    for place in range(MOST_ROWS):
        row = f"{name}.{place}"
        board = next((id_ for id_ in known.boards if str(id_) == one(fields, f"{row}.board")), None)
        reason = _text(found, fields, f"{row}.reason", REASON_LENGTH, multiline=True)
        day = _tried(found, f"{row}.day", lambda row=row: read_day(one(fields, f"{row}.day")))  # type: ignore[misc]
        if board is None:
            if reason or day:
                found.problems[f"{row}.board"] = _("Välj en nämnd.")
            continue
        if board in {part.board for part in parts}:
            found.problems[f"{row}.board"] = _("Nämnden står redan på en annan rad.")
        elif kind == TAKES_PART and not reason:
            found.problems[f"{row}.reason"] = _("Skriv varför nämnden deltar.")
        elif kind == CONSULTED and f"{row}.day" not in found.problems:
            _check_day(found, f"{row}.day", day, today)
        parts.append(Part(board, kind, reason, day))
    return parts


def _check_day(found: PlanRead, name: str, day: date | None, today: date) -> None:
    if day is None:
        found.problems[name] = _("Skriv vilken dag ni samrådde.")
    elif day > today:
        found.problems[name] = _("Dagen har inte varit än. Skriv in samrådet när det har hållits.")


def apply(dialogue: Dialogue, values: Mapping[str, Any]) -> None:
    """Sets the plan's columns."""
    for name, value in values.items():
        if getattr(dialogue, name) != value:
            setattr(dialogue, name, value)
