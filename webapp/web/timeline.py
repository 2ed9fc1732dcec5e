"""How a dialogue's result is handled, as a line of days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import Flask
from markupsafe import Markup

from webapp.domain.text import Text
from webapp.models import Dialogue
from webapp.web.clock import today
from webapp.web.content import inline, pick, words_of
from webapp.web.locale import gettext_markup as _
from webapp.web.locale import long_date


class Phase(StrEnum):
    """Where a stop on the line lies, seen from today."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: its day in words, what happens then, and where it lies."""

    when: Markup | str
    what: Markup | str
    phase: Phase


def init_app(app: Flask) -> None:
    app.jinja_env.globals["timeline"] = timeline


def timeline(dialogue: Dialogue) -> list[Stop]:
    """The stops of `dialogue`, in order; the first that is not over is marked as now."""
    day = today()
    stops: list[Stop] = []
    current_found = False
    for when, what, done in _stops(dialogue, day):
        phase = Phase.DONE if done else Phase.AHEAD if current_found else Phase.NOW
        current_found = current_found or not done
        stops.append(Stop(when, what, phase))
    return stops


def board_name(dialogue: Dialogue) -> Text:
    """The deciding body's name for this page's reader."""
    return pick(dialogue.board.name if dialogue.board else {}, dialogue.source_language)


def _stops(dialogue: Dialogue, day: date) -> Iterator[tuple[Markup | str, Markup | str, bool]]:
    board = inline(board_name(dialogue))
    if dialogue.opens_on:
        yield long_date(dialogue.opens_on), _("Dialogen öppnar"), day >= dialogue.opens_on
    if dialogue.last_day:
        yield long_date(dialogue.last_day), _("Sista dagen att svara"), _over(dialogue, day)
    if dialogue.compiled_on:
        yield (
            _by(dialogue.compiled_on),
            _("%(who)s sammanställer svaren", who=words_of(dialogue.compiled_by, dialogue.source_language)),
            dialogue.reported_on is not None,
        )
    yield (
        _meeting(dialogue),
        _("%(board)s läser svaren och bestämmer", board=board),
        dialogue.decision_published_on is not None,
    )
    if dialogue.feedback_by:
        yield (
            long_date(dialogue.fed_back_on) if dialogue.fed_back_on else _by(dialogue.feedback_by),
            _("Vi berättar här vad ni svarade, vad som bestämdes och varför"),
            dialogue.fed_back_on is not None,
        )


def _over(dialogue: Dialogue, day: date) -> bool:
    return dialogue.ended_on is not None or (dialogue.closes_on is not None and day > dialogue.closes_on)


def _by(day: date) -> Markup:
    return _("Senast %(day)s", day=long_date(day))


def _meeting(dialogue: Dialogue) -> Markup | str:
    if dialogue.decision_meeting or dialogue.decided_on:
        return long_date(dialogue.decision_meeting or dialogue.decided_on)  # type: ignore[arg-type]
    if dialogue.next_notice:
        return _("Inte bestämt än. Nästa besked %(day)s", day=long_date(dialogue.next_notice))
    return _("Inte bestämt än")
