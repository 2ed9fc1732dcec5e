"""Corrections of core facts as residents read them: the day, what, from, to, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

from webapp.domain.corrections import FACTS, Form
from webapp.domain.ladder import LadderStep
from webapp.domain.record import Phase, ProcessDegree
from webapp.domain.text import Text
from webapp.models import Correction
from webapp.web.content import inline, pick, words_of
from webapp.web.locale import and_list, long_date
from webapp.web.locale import gettext as _
from webapp.web.locale import gettext_markup as _m
from webapp.web.snapshots import Snapshot
from webapp.web.told import step_name
from webapp.web.wording import phase_words, process_words

LONG = 80
"""A longer text than this, in characters, is folded away."""


@dataclass(frozen=True, slots=True)
class Told:
    """A correction as it is told; `before` and `after` in words."""

    day: date
    what: str
    before: Markup
    after: Markup
    reason: Text

    @property
    def long(self) -> bool:
        return max(len(self.before.striptags()), len(self.after.striptags())) > LONG


def init_app(app: Flask) -> None:
    """Gives templates the corrections of a dialogue."""
    app.jinja_env.globals.update(corrections_told=corrections_told, fact_name=fact_name)


def corrections_told(found: Snapshot) -> list[Told]:
    """The dialogue's corrections, the latest first."""
    return [told(each, found.dialogue.source_language) for each in reversed(found.corrections)]


def told(correction: Correction, source: str) -> Told:
    """One correction for this page's reader."""
    return Told(
        day=correction.made_on,
        what=fact_name(correction.field),
        before=value_words(correction.field, correction.before.get("value"), source),
        after=value_words(correction.field, correction.after.get("value"), source),
        reason=pick(correction.reason, source),
    )


def fact_name(name: str) -> str:
    """What residents know a core fact as; the name itself where it is one of a former version."""
    return NAMES[name]() if name in NAMES else name


NAMES: dict[str, Callable[[], str]] = {
    "title": lambda: _("Rubriken"),
    "purpose": lambda: _("Varför vi frågar"),
    "goal": lambda: _("Målet"),
    "target_group": lambda: _("Vilka vi frågar"),
    "degrees": lambda: _("Hur mycket du kan påverka, och hur du är med"),
    "can_influence": lambda: _("Det du kan påverka"),
    "cannot_influence": lambda: _("Det som inte går att ändra"),
    "phase": lambda: _("Hur långt frågan har kommit"),
    "matter": lambda: _("Det som ska beslutas"),
    "weighing": lambda: _("Hur svaren vägs in"),
    "board": lambda: _("Vilka som bestämmer"),
    "politicians": lambda: _("Vilka politiker som är med"),
    "opens_on": lambda: _("Första dagen att svara"),
    "closes_on": lambda: _("Sista dagen att svara"),
    "compiled_by": lambda: _("Vem som sammanställer svaren"),
    "compiled_on": lambda: _("När svaren är sammanställda"),
    "decision_day": lambda: _("När det bestäms"),
    "feedback_by": lambda: _("När du får återkoppling"),
    "contact": lambda: _("Vem som svarar på frågor"),
    "registration_number": lambda: _("Diarienumret"),
    "law_reference": lambda: _("Vilken lag som gäller"),
}


def value_words(name: str, value: Any, source: str) -> Markup:
    """A stored value in words; a dash where there was none."""
    fact = FACTS.get(name)
    if fact is None or not isinstance(value, Mapping):
        return Markup("–")
    shown = SHOWN[fact.form](value, fact.columns, source)
    return escape(shown) if shown else Markup("–")


Value = Mapping[str, Any]
Columns = tuple[str, ...]


def _text(value: Value, columns: Columns, source: str) -> Markup | str:
    return inline(pick(value.get(columns[0]) or {}, source))


def _words(value: Value, columns: Columns, source: str) -> Markup | str:
    parts = [str(value[name]) for name in columns if value.get(name)]
    return Markup(", ").join(words_of(part, source) for part in parts)


def _day(value: Value, columns: Columns, _source: str) -> Markup | str:
    text = value.get(columns[0])
    return long_date(date.fromisoformat(text)) if text else ""


def _meeting(value: Value, columns: Columns, source: str) -> Markup | str:
    notice = value.get("next_notice")
    if value.get("decided_on") or not notice:
        return _day(value, columns, source)
    return _m("inte bestämt, nästa besked %(day)s", day=long_date(date.fromisoformat(notice)))


def _degrees(value: Value, _columns: Columns, source: str) -> Markup | str:
    number, degree = value.get("step_number"), value.get("process_degree")
    parts: list[Markup | str] = [step_name(LadderStep(number))] if number else []
    parts += [f"”{process_words(ProcessDegree(degree))}”"] if degree else []
    decisions = [value["step_decision"], value["commitment"]] if number else []
    told = Markup("; ").join(words_of(each, source) for each in decisions if each)
    return Markup("{} ({})").format(Markup(", ").join(parts), told) if told else Markup(", ").join(parts)


def _phase(value: Value, columns: Columns, _source: str) -> Markup | str:
    phase = value.get(columns[0])
    return f"”{phase_words(Phase(phase))}”" if phase else ""


def _board(value: Value, _columns: Columns, source: str) -> Markup | str:
    return inline(pick(value.get("board") or {}, source))


def _names(value: Value, columns: Columns, source: str) -> Markup | str:
    return and_list(words_of(name, source) for name in value.get(columns[0]) or [])


SHOWN: dict[Form, Callable[[Value, Columns, str], Markup | str]] = {
    Form.LINE: _text,
    Form.PROSE: _text,
    Form.WORDS: _words,
    Form.DAY: _day,
    Form.DEGREES: _degrees,
    Form.PHASE: _phase,
    Form.BOARD: _board,
    Form.MEETING: _meeting,
    Form.CONTACT: _words,
    Form.NAMES: _names,
}
