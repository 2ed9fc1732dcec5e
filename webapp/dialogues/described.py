"""A dialogue as machines read it: what happened when, and what is public of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.models import Dialogue
from webapp.web.locale import gettext as _

DAYS = (
    *("opens_on", "closes_on", "compiled_on", "decided_on", "next_notice", "feedback_by"),
    *("published_on", "ended_on", "reported_on", "decision_published_on", "fed_back_on"),
)
TEXTS = (
    *("title", "purpose", "goal", "target_group", "can_influence", "cannot_influence", "matter"),
    *("weighing", "result_text", "decision_text", "feedback_text", "onward_text"),
)
CHANGED = ("published_on", "ended_on", "reported_on", "decision_published_on", "fed_back_on", "archived_on")


@dataclass(frozen=True, slots=True)
class Happening:
    """A day of a dialogue's calendar."""

    name: str
    day: date
    words: Callable[[str], str]


def events(dialogue: Dialogue) -> Iterator[Happening]:
    """Opening, closing, decision and feedback, as far as their days are set."""
    for name, day, words in (
        ("opens", dialogue.opens_on, lambda title: _("Öppnar: %(title)s", title=title)),
        ("closes", dialogue.last_day, lambda title: _("Sista dagen att svara: %(title)s", title=title)),
        ("decision", dialogue.decided_on, lambda title: _("Politikerna bestämmer: %(title)s", title=title)),
        ("feedback", dialogue.feedback_by, lambda title: _("Återkoppling senast: %(title)s", title=title)),
    ):
        if day is not None:
            yield Happening(name, day, words)


def updated_on(dialogue: Dialogue, today: date) -> date:
    """The latest day on which something that the public sees was changed."""
    happened = [getattr(dialogue, name) for name in CHANGED]
    days = [day for day in (*happened, dialogue.opens_on, dialogue.closes_on) if day and day <= today]
    return max(days, default=today)


def described(dialogue: Dialogue, today: date) -> dict[str, Any]:
    """What is public of a dialogue, as the register's schema has it. Answers are not: results carry them."""
    return {
        "id": dialogue.slug,
        "type": dialogue.type_name,
        "stage": dialogue.stage(today).value,
        "languages": list(dialogue.languages),
        "source_language": dialogue.source_language,
        "registration_number": dialogue.registration_number,
        "influence": {
            "step": dialogue.step_number,
            "process": dialogue.process_degree or None,
            "decided": dialogue.step_decision,
        },
        "board": dict(dialogue.board.name) if dialogue.board else None,
        "contact": {
            "name": dialogue.contact_name,
            "phone": dialogue.contact_phone,
            "email": dialogue.contact_email,
        },
        "texts": {name: dict(getattr(dialogue, name)) for name in TEXTS if getattr(dialogue, name)},
        "days": {name: _iso(getattr(dialogue, name)) for name in DAYS},
        "decision": {"meeting": _iso(dialogue.decision_meeting), "paragraph": dialogue.decision_paragraph}
        if dialogue.decision_published_on
        else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
