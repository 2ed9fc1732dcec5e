"""How a dialogue's result is handled, as a line of days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import Flask
from markupsafe import Markup

from webapp.domain.ladder import LadderStep
from webapp.domain.promises import PromiseKind
from webapp.domain.record import DialogueType
from webapp.domain.text import Text
from webapp.models import Correction, Dialogue
from webapp.web.clock import today
from webapp.web.content import inline, pick, words_of
from webapp.web.locale import gettext_markup as _
from webapp.web.locale import long_date
from webapp.web.promises import late_by_kind


class Phase(StrEnum):
    """Where a stop on the line lies, seen from today."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: its day in words, what happens then, how that goes about, and that it is late."""

    when: Markup | str
    what: Markup | str
    phase: Phase
    more: Markup | str = ""
    late: Markup | str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    when: Markup | str
    what: Markup | str
    done: bool
    more: Markup | str = ""
    late: Markup | str = ""


def init_app(app: Flask) -> None:
    app.jinja_env.globals["timeline"] = timeline


def timeline(dialogue: Dialogue, corrections: Iterable[Correction] = ()) -> list[Stop]:
    """The stops of `dialogue`, in order; the first that is not over is marked as now."""
    stops: list[Stop] = []
    current_found = False
    for step in _steps(dialogue, today(), late_by_kind(dialogue, corrections)):
        phase = Phase.DONE if step.done else Phase.AHEAD if current_found else Phase.NOW
        current_found = current_found or not step.done
        stops.append(Stop(step.when, step.what, phase, step.more, step.late))
    return stops


def board_name(dialogue: Dialogue) -> Text:
    """The deciding body's name for this page's reader."""
    return pick(dialogue.board.name if dialogue.board else {}, dialogue.source_language)


def _steps(dialogue: Dialogue, day: date, late: Mapping[PromiseKind, Markup]) -> Iterator[_Step]:
    if dialogue.opens_on:
        yield _Step(long_date(dialogue.opens_on), _("Dialogen öppnar"), day >= dialogue.opens_on)
    if dialogue.last_day:
        yield _Step(long_date(dialogue.last_day), _("Sista dagen att svara"), _over(dialogue, day))
    if dialogue.compiled_on:
        yield _Step(
            _by(dialogue.compiled_on),
            _compiling(dialogue),
            dialogue.reported_on is not None,
            late=_first(late, PromiseKind.REPORT),
        )
    yield _Step(
        _meeting(dialogue),
        _deciding(dialogue),
        dialogue.decision_published_on is not None,
        how_it_is_decided(dialogue),
        _first(late, PromiseKind.DECISION, PromiseKind.NOTICE),
    )
    if dialogue.feedback_by:
        yield _Step(
            long_date(dialogue.fed_back_on) if dialogue.fed_back_on else _by(dialogue.feedback_by),
            _("Vi berättar här vad ni svarade, vad som bestämdes och varför"),
            dialogue.fed_back_on is not None,
            late=_first(late, PromiseKind.FEEDBACK_PUBLIC, PromiseKind.FEEDBACK_PARTICIPANTS),
        )


def _first(late: Mapping[PromiseKind, Markup], *kinds: PromiseKind) -> Markup | str:
    return next((late[kind] for kind in kinds if kind in late), "")


def _deciding(dialogue: Dialogue) -> Markup:
    if dialogue.type is DialogueType.USER:
        return _("Vi som arbetar i verksamheten läser svaren och bestämmer")
    return _("%(board)s läser svaren och bestämmer", board=inline(board_name(dialogue)))


def _compiling(dialogue: Dialogue) -> Markup:
    who = words_of(dialogue.compiled_by, dialogue.source_language)
    if dialogue.type is DialogueType.CONSULTATION:
        return _("%(who)s sammanställer svaren i en samrådsredogörelse", who=who)
    return _("%(who)s sammanställer svaren", who=who)


def how_it_is_decided(dialogue: Dialogue) -> Markup | str:
    """How the decision comes about, in a few words."""
    if dialogue.board is None:
        return ""
    if dialogue.type is DialogueType.USER or not dialogue.board.kind.elected:
        return _("Inga politiker är med.")
    if dialogue.step is LadderStep.CO_DECISION:
        return _("Politikerna har lovat att följa resultatet. Alla kan läsa beslutet i protokollet.")
    return _(
        "Politikerna får svaren före mötet. De väger dem mot annat, som lagar och pengar. "
        "Alla kan läsa beslutet i protokollet."
    )


def _over(dialogue: Dialogue, day: date) -> bool:
    return dialogue.ended_on is not None or (dialogue.closes_on is not None and day > dialogue.closes_on)


def _by(day: date) -> Markup:
    return _("Senast %(day)s", day=long_date(day))


def _meeting(dialogue: Dialogue) -> Markup | str:
    held = dialogue.decision_meeting if dialogue.decision_published_on else None
    day = held or dialogue.decided_on
    if day:
        return long_date(day)
    if dialogue.next_notice:
        return _("Inte bestämt än. Nästa besked %(day)s", day=long_date(dialogue.next_notice))
    return _("Inte bestämt än")
