"""A core fact as fields of the form that corrects it, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.corrections import FACTS, Fact, Form
from webapp.domain.ladder import LadderStep
from webapp.domain.questions import missing_languages
from webapp.domain.record import DialogueType, Phase, ProcessDegree, ResolutionKind
from webapp.domain.text import clean
from webapp.editing.decisions import blank, is_begun, read_decision
from webapp.models import Board, Dialogue, StoredResolution
from webapp.web.composed import language_word
from webapp.web.fields import (
    Fields,
    Wrong,
    long_texts,
    one,
    read_day,
    read_email,
    read_texts,
    shorten,
    text_fields,
)
from webapp.web.locale import gettext as _
from webapp.web.resolutions import sentence

REASON = "reason"
REASON_LENGTH, NAME_LENGTH, MOST_NAMES = 1000, 200, 30
CONTACT_LENGTHS = {"contact_name": 200, "contact_phone": 40, "contact_email": 254}
EMPTY_ALLOWED = frozenset({"can_influence"})
"""Texts that may be empty in every language; whether they may just now, the rules of core facts say."""


@dataclass
class Read:
    """What a form says: new values by column, the reason by language, and what must be mended."""

    values: dict[str, Any] = field(default_factory=dict)
    reason: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    decisions: list[StoredResolution] = field(default_factory=list)
    """Those that the correction rests on."""


def languages_of(dialogue: Dialogue) -> list[str]:
    return list(dict.fromkeys([dialogue.source_language, *dialogue.languages]))


def as_stored(dialogue: Dialogue, fact: Fact) -> dict[str, Any]:
    """The fact as it stands, the way a correction keeps it."""
    value = {name: _plain(getattr(dialogue, name)) for name in fact.columns}
    if fact.form is Form.BOARD and dialogue.board is not None:
        value["board"] = dict(dialogue.board.name)
    return {"value": value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, list) else value


def stored(dialogue: Dialogue, fact: Fact) -> Fields:
    """The form's fields as the dialogue is stored, the way a browser would send them unchanged."""
    languages = languages_of(dialogue)
    reason = text_fields(REASON, {}, languages)
    if fact.form.localised:
        return text_fields(fact.name, getattr(dialogue, fact.columns[0]), languages) | reason
    asked = [name for name in fact.columns if name not in TOLD_OF_DECISIONS]
    fields = {FIELDS.get(name, name): _typed(getattr(dialogue, name)) for name in asked}
    if fact.form is Form.DEGREES:
        fields |= blank(ResolutionKind.DEGREES) | blank(ResolutionKind.FOLLOW)
    return fields | reason


FIELDS = {"step_number": "step", "board_id": "board"}
"""Columns whose field has another name."""
TOLD_OF_DECISIONS = frozenset({"step_decision", "commitment"})
"""Columns that say what was decided: they are written from the decision."""


def _typed(value: Any) -> list[str]:
    if isinstance(value, date):
        return [value.isoformat()]
    return ["\n".join(value)] if isinstance(value, list) else ["" if value is None else str(value)]


def read(session: Session, fields: Fields, dialogue: Dialogue, fact: Fact) -> Read:
    """The correction in a form. Whether the new value fits the other facts is not judged here."""
    found = Read()
    READERS[fact.form](session, found, fields, dialogue, fact)
    languages = languages_of(dialogue)
    found.reason = read_texts(fields, REASON, languages, {})
    found.problems |= long_texts(found.reason, REASON, languages, REASON_LENGTH)
    for lang in missing_languages(found.reason, languages):
        found.problems[f"{REASON}.{lang}"] = _(
            "Skriv på %(language)s varför det ändras.", language=language_word(lang)
        )
    return found


def _texts(_session: Session, found: Read, fields: Fields, dialogue: Dialogue, fact: Fact) -> None:
    languages = languages_of(dialogue)
    kept = getattr(dialogue, fact.columns[0])
    texts = read_texts(fields, fact.name, languages, kept, multiline=fact.form is Form.PROSE)
    found.values[fact.columns[0]] = texts
    found.problems |= long_texts(texts, fact.name, languages, fact.limit)
    lacking = missing_languages(texts, languages)
    if len(lacking) == len(languages) and fact.name in EMPTY_ALLOWED:
        return
    for lang in lacking:
        found.problems[f"{fact.name}.{lang}"] = _(
            "Skriv texten på %(language)s.", language=language_word(lang)
        )


def _words(_session: Session, found: Read, fields: Fields, _dialogue: Dialogue, fact: Fact) -> None:
    _line(found, fields, fact.name, fact.limit)


def _line(found: Read, fields: Fields, name: str, limit: int) -> None:
    found.values[name] = one(fields, name)
    if len(found.values[name]) > limit:
        found.problems[name] = shorten(limit)


def _days(_session: Session, found: Read, fields: Fields, _dialogue: Dialogue, fact: Fact) -> None:
    for name in fact.columns:
        found.values[name] = None
        try:
            found.values[name] = read_day(one(fields, name))
        except Wrong as wrong:
            found.problems[name] = str(wrong)


def _degrees(session: Session, found: Read, fields: Fields, dialogue: Dialogue, _fact: Fact) -> None:
    """Both degrees rest on one decision; co-decision on one more, to follow the result."""
    steps = {str(int(step)): int(step) for step in LadderStep}
    degrees = {each.value: each.value for each in ProcessDegree}
    step = _chosen(found, "step", one(fields, "step"), steps)
    found.values = {
        "step_number": step,
        "process_degree": _chosen(found, "process_degree", one(fields, "process_degree"), degrees),
        "step_decision": _decided(session, found, fields, dialogue, ResolutionKind.DEGREES),
        "commitment": "",
    }
    if step == LadderStep.CO_DECISION:
        found.values["commitment"] = dialogue.commitment
        if not dialogue.commitment or is_begun(fields, ResolutionKind.FOLLOW):
            follow = _decided(session, found, fields, dialogue, ResolutionKind.FOLLOW)
            found.values["commitment"] = follow


def _decided(session: Session, found: Read, fields: Fields, dialogue: Dialogue, kind: ResolutionKind) -> str:
    """The sentence about a decision in the form, which is kept to be stored; empty where it is not whole."""
    bodies = deciding_bodies(session, dialogue)
    decision = read_decision(fields, kind, bodies, dialogue, found.problems)
    if decision is None:
        return ""
    found.decisions.append(decision)
    return sentence(decision, dialogue.source_language)


def deciding_bodies(session: Session, dialogue: Dialogue) -> list[Board]:
    """Bodies that can have decided the degrees: elected ones, and for a user dialogue any."""
    there = session.scalars(select(Board).order_by(Board.id))
    return [board for board in there if board.kind.elected or dialogue.type is DialogueType.USER]


def _phase(_session: Session, found: Read, fields: Fields, _dialogue: Dialogue, fact: Fact) -> None:
    choices = {each.value: each.value for each in Phase}
    found.values[fact.name] = _chosen(found, fact.name, one(fields, fact.name), choices)


def _board(session: Session, found: Read, fields: Fields, dialogue: Dialogue, _fact: Fact) -> None:
    choices = {str(board.id): board for board in boards_for(session, dialogue)}
    found.values["board"] = _chosen(found, "board", one(fields, "board"), choices)


def _chosen(found: Read, name: str, typed: str, choices: Mapping[str, Any]) -> Any:
    if typed not in choices:
        found.problems[name] = _("Välj ett av svaren.")
    return choices.get(typed)


def _contact(_session: Session, found: Read, fields: Fields, _dialogue: Dialogue, _fact: Fact) -> None:
    for name, limit in CONTACT_LENGTHS.items():
        _line(found, fields, name, limit)
    try:
        read_email(found.values["contact_email"])
    except Wrong as wrong:
        found.problems["contact_email"] = str(wrong)


def _names(_session: Session, found: Read, fields: Fields, _dialogue: Dialogue, fact: Fact) -> None:
    lines = clean(next(iter(fields.get(fact.name, ())), "")).split("\n")
    names = [clean(line, multiline=False) for line in lines]
    found.values[fact.name] = [name for name in names if name]
    if len(found.values[fact.name]) > MOST_NAMES or any(len(name) > NAME_LENGTH for name in names):
        found.problems[fact.name] = _("Skriv ett namn på varje rad, högst trettio namn.")


READERS: dict[Form, Callable[[Session, Read, Fields, Dialogue, Fact], None]] = {
    Form.LINE: _texts,
    Form.PROSE: _texts,
    Form.WORDS: _words,
    Form.DAY: _days,
    Form.MEETING: _days,
    Form.DEGREES: _degrees,
    Form.PHASE: _phase,
    Form.BOARD: _board,
    Form.CONTACT: _contact,
    Form.NAMES: _names,
}


def boards_for(session: Session, dialogue: Dialogue) -> list[Board]:
    """Boards that can be named: still there, and called something in every language offered."""
    there = session.scalars(select(Board).where(Board.dissolved_on.is_(None)).order_by(Board.id))
    return [board for board in there if not missing_languages(board.name, list(dialogue.languages))]


def apply(dialogue: Dialogue, fact: Fact, values: Mapping[str, Any]) -> None:
    """Sets the columns of the fact, and no others."""
    if fact.form is Form.BOARD:
        dialogue.board = values["board"]
        return
    for name in fact.columns:
        setattr(dialogue, name, values[name])


def fact_of(column: str) -> Fact | None:
    """The fact that a column belongs to."""
    return next((fact for fact in FACTS.values() if column in fact.columns), None)
