"""The trace that the demo's staff would have left, had they done all this themselves."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Correction, Dialogue, StoredAnswer, StoredResolution, TraceEntry
from webapp.web.resolutions import sentence

MORNING = time(7, 10, tzinfo=UTC)
APART = timedelta(minutes=11)
"""Between two entries of a dialogue, so that those of one day keep their order."""
ACTS = {
    "begun": "create",
    "considered_on": "consider",
    "agreed_on": "hold",
    "declined_on": "decline",
    "published_on": "open",
    "reported_on": "publish_result",
    "decision_published_on": "publish_decision",
    "fed_back_on": "publish_feedback",
    "participants_told_on": "tell_participants",
    "evaluated_on": "evaluate",
    "archived_on": "archive",
}
"""Name of a day -> what was done on it."""
Row = TypeVar("Row", Correction, StoredAnswer, StoredResolution)


def trace_of(session: Session, dialogue: Dialogue, days: Mapping[str, date]) -> Iterator[TraceEntry]:
    """An entry for everything that staff have done with the dialogue."""
    for place, entry in enumerate(_entries(session, dialogue, days)):
        entry.at += place * APART
        yield entry


def _entries(session: Session, dialogue: Dialogue, days: Mapping[str, date]) -> Iterator[TraceEntry]:
    for answer in _rows(session, StoredAnswer, dialogue):
        said = {"gate": answer.gate, "value": answer.value, "words": answer.words, "before": None}
        yield _entry(dialogue, "answer_gate", answer.answered_on, answer.staff_id, **said)
    for found in _rows(session, StoredResolution, dialogue):
        told = {"kind": found.kind_name, "said": sentence(found, dialogue.source_language)}
        yield _entry(dialogue, "record_resolution", found.recorded_on, found.staff_id, **told)
    for moved in _rows(session, Correction, dialogue):
        change = {"fact": moved.field, "before": moved.before["value"], "after": moved.after["value"]}
        yield _entry(dialogue, "correct", moved.made_on, moved.staff_id, **change, why=moved.reason)
    for name, act in ACTS.items():
        if name in days:
            yield _entry(dialogue, act, days[name], **_details(dialogue, act))


def _details(dialogue: Dialogue, act: str) -> dict[str, Any]:
    if act == "decline":
        return {"reason": dict(dialogue.decline_reason)}
    if act == "open" and dialogue.opens_on:
        return {"opens_on": dialogue.opens_on.isoformat()}
    return {}


def _rows(session: Session, model: type[Row], dialogue: Dialogue) -> Iterator[Row]:
    yield from session.scalars(select(model).where(model.dialogue_id == dialogue.id).order_by(model.id))


def _entry(dialogue: Dialogue, act: str, day: date, person: int | None = None, **details: Any) -> TraceEntry:
    return TraceEntry(
        at=datetime.combine(day, MORNING),
        staff_id=person or dialogue.responsible_id,
        dialogue_id=dialogue.id,
        act=act,
        details=details,
    )
