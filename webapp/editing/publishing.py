"""Telling the outcome, in the order it was promised: result, decision, feedback."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.questions import missing_languages
from webapp.editing.blueprint import bp
from webapp.editing.conflicts import Difference, as_base, merge
from webapp.editing.dialogues import overview_page
from webapp.editing.fields import (
    Fields,
    Typed,
    Wrong,
    long_texts,
    one,
    posted,
    read_day,
    read_texts,
    shorten,
    text_fields,
)
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record

TEXT_LENGTH, PARAGRAPH_LENGTH = 10_000, 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the three things to publish.

    Args:
        name: also the name of its page.
        text, day: the dialogue's columns for its text and for the day it was published.
        after: the column that must have a day before it.
        every_language: whether it must be there in each language offered, or in the source language only.
    """

    name: str
    action: Action
    text: str
    day: str
    words: Callable[[], Words]
    after: str = ""
    every_language: bool = False


RESULT = Outcome(
    "result",
    Action.PUBLISH_RESULT,
    "result_text",
    "reported_on",
    lambda: Words(
        _("Berätta vad invånarna svarade"),
        _("Det viktigaste först, med vanliga ord. Siffrorna visas på en egen sida."),
    ),
)
DECISION = Outcome(
    "decision",
    Action.PUBLISH_DECISION,
    "decision_text",
    "decision_published_on",
    lambda: Words(_("Berätta vad nämnden bestämde"), _("Skriv också hur svaren vägdes in.")),
    after="reported_on",
)
FEEDBACK = Outcome(
    "feedback",
    Action.PUBLISH_FEEDBACK,
    "feedback_text",
    "fed_back_on",
    lambda: Words(
        _("Ge invånarna återkoppling"),
        _("Vad svarade ni, vad bestämdes, och varför? Det här läser de som har svarat."),
    ),
    after="decision_published_on",
    every_language=True,
)


@bp.get("/staff/dialogues/<slug>/result", endpoint="publish_result")
@acts(Action.PUBLISH_RESULT)
def show_result(dialogue: Dialogue) -> Response:
    return outcome_page(dialogue, RESULT)


@bp.post("/staff/dialogues/<slug>/result", endpoint="save_result")
@acts(Action.PUBLISH_RESULT)
def save_result(dialogue: Dialogue) -> Response | Redirect:
    return publish(dialogue, RESULT)


@bp.get("/staff/dialogues/<slug>/decision", endpoint="publish_decision")
@acts(Action.PUBLISH_DECISION)
def show_decision(dialogue: Dialogue) -> Response:
    return outcome_page(dialogue, DECISION)


@bp.post("/staff/dialogues/<slug>/decision", endpoint="save_decision")
@acts(Action.PUBLISH_DECISION)
def save_decision(dialogue: Dialogue) -> Response | Redirect:
    return publish(dialogue, DECISION)


@bp.get("/staff/dialogues/<slug>/feedback", endpoint="publish_feedback")
@acts(Action.PUBLISH_FEEDBACK)
def show_feedback(dialogue: Dialogue) -> Response:
    return outcome_page(dialogue, FEEDBACK)


@bp.post("/staff/dialogues/<slug>/feedback", endpoint="save_feedback")
@acts(Action.PUBLISH_FEEDBACK)
def save_feedback(dialogue: Dialogue) -> Response | Redirect:
    return publish(dialogue, FEEDBACK)


def too_early(dialogue: Dialogue, outcome: Outcome) -> bool:
    """Whether something else is to be told first."""
    return bool(outcome.after) and getattr(dialogue, outcome.after) is None


def publish(dialogue: Dialogue, outcome: Outcome) -> Response | Redirect:
    """Publishes what was typed. Mended later, it keeps the day it was first published."""
    hold(db.session, dialogue, outcome.action)
    if too_early(dialogue, outcome):
        return overview_page(dialogue, 409)
    typed = posted()
    merged = merge(typed, stored(dialogue, outcome))
    if merged is not None:
        return outcome_page(dialogue, outcome, Typed(merged.fields), 409, merged.differences)
    values, problems = read(typed, dialogue, outcome)
    if problems:
        return outcome_page(dialogue, outcome, Typed(typed, problems), 422)
    for name, value in values.items():
        setattr(dialogue, name, value)
    mended = getattr(dialogue, outcome.day) is not None
    if not mended:
        setattr(dialogue, outcome.day, today())
    seal_if_over(db.session, dialogue)
    record(outcome.action.value, dialogue, mended=mended)
    db.session.commit()
    flash(_("Texten är publicerad."))
    return redirect(url_for("editing.overview", slug=dialogue.slug), 303)


def languages_of(dialogue: Dialogue) -> list[str]:
    return list(dict.fromkeys([dialogue.source_language, *dialogue.languages]))


def stored(dialogue: Dialogue, outcome: Outcome) -> Fields:
    """The form's fields as they are stored."""
    fields = text_fields("text", getattr(dialogue, outcome.text), languages_of(dialogue))
    if outcome is DECISION:
        meeting = dialogue.decision_meeting
        fields |= {
            "meeting": [meeting.isoformat() if meeting else ""],
            "paragraph": [dialogue.decision_paragraph],
        }
    return fields


def read(typed: Fields, dialogue: Dialogue, outcome: Outcome) -> tuple[dict[str, object], dict[str, str]]:
    """Values by column, and what must be mended before they can be published."""
    languages = languages_of(dialogue)
    texts = read_texts(typed, "text", languages, getattr(dialogue, outcome.text))
    values: dict[str, object] = {outcome.text: texts}
    problems = long_texts(texts, "text", languages, TEXT_LENGTH)
    if outcome is DECISION:
        values |= decision_values(typed, problems)
    needed = languages if outcome.every_language else [dialogue.source_language]
    for lang in missing_languages(texts, needed):
        problems[f"text.{lang}"] = _("Skriv texten på %(language)s.", language=language_word(lang))
    return values, problems


def decision_values(typed: Fields, problems: dict[str, str]) -> dict[str, object]:
    """The meeting and the paragraph of a decision."""
    meeting = None
    try:
        meeting = read_day(one(typed, "meeting"))
        if meeting is None:
            problems["meeting"] = _("Skriv vilken dag nämnden bestämde.")
        elif meeting > today():
            problems["meeting"] = _("Mötet har inte varit än. Beslutet kan publiceras när det är fattat.")
    except Wrong as wrong:
        problems["meeting"] = str(wrong)
    paragraph = one(typed, "paragraph")
    if len(paragraph) > PARAGRAPH_LENGTH:
        problems["paragraph"] = shorten(PARAGRAPH_LENGTH)
    return {"decision_meeting": meeting, "decision_paragraph": paragraph}


def outcome_page(
    dialogue: Dialogue,
    outcome: Outcome,
    typed: Typed | None = None,
    status: int = 200,
    differences: list[Difference] | None = None,
) -> Response:
    """The form; before its turn, the overview that says what comes first."""
    if too_early(dialogue, outcome):
        return overview_page(dialogue, 409)
    fields = stored(dialogue, outcome)
    published: date | None = getattr(dialogue, outcome.day)
    return private(
        page(
            "editing/outcome.html",
            status=status,
            dialogue=dialogue,
            outcome=outcome,
            heading=outcome.words(),
            typed=typed or Typed(fields),
            base=as_base(fields),
            differences=differences,
            published=published,
            tags=languages_of(dialogue),
            text_words=Words(_("Text"), outcome.words().hint),
            meeting_words=Words(_("Mötesdag"), _("Dagen då nämnden bestämde.")),
            paragraph_words=Words(_("Paragraf"), _("Till exempel § 45.")),
            language_word=language_word,
            part_word=part_word,
        )
    )


def part_word(part: str) -> str:
    """What a part of the form is called."""
    name, _dot, lang = part.partition(".")
    if name == "text":
        return _("Text (%(language)s)", language=language_word(lang))
    return _("Mötesdag") if name == "meeting" else _("Paragraf")
