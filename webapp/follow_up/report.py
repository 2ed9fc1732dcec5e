"""The report: what residents answered, in the official's words, as a whole and question by question."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.policy import Moment
from webapp.domain.questions import missing_languages
from webapp.extensions import db
from webapp.follow_up.blueprint import bp
from webapp.follow_up.merging_form import Turn, form_page
from webapp.follow_up.turns import left
from webapp.follow_up.words import TEXT_LENGTH, in_tongue, languages_of, report_words
from webapp.models import Dialogue
from webapp.models.policy import findings_of
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.conflicts import merge
from webapp.web.fields import Fields, Typed, long_texts, posted, read_texts, text_fields
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _
from webapp.web.question_sets import hold
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record

SUMMARY_LENGTH = 2000


@bp.get("/staff/dialogues/<slug>/result", endpoint="report")
@acts(Action.PUBLISH_RESULT)
def show_report(dialogue: Dialogue) -> Response:
    return report_page(dialogue, Turn(left=left(dialogue, Moment.REPORT)))


@bp.post("/staff/dialogues/<slug>/result", endpoint="save_report")
@acts(Action.PUBLISH_RESULT)
def save_report(dialogue: Dialogue) -> Response | Redirect:
    """Keeps what was typed, or publishes it. Mended later, it keeps the day it was first published."""
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    typed = posted()
    merged = merge(typed, stored(dialogue))
    if merged is not None:
        return report_page(
            dialogue, Turn(typed=Typed(merged.fields), status=409, differences=merged.differences)
        )
    mended = dialogue.reported_on is not None
    publishes = "publish" in typed.get("do", ()) and not mended
    values, problems = read(typed, dialogue, whole=publishes or mended)
    if problems:
        return report_page(dialogue, Turn(typed=Typed(typed, problems), status=422))
    for name, value in values.items():
        setattr(dialogue, name, value)
    lacking = left(dialogue, Moment.REPORT) if publishes else []
    if lacking:
        db.session.rollback()
        return report_page(dialogue, Turn(typed=Typed(typed), status=422, left=lacking, refused=True))
    if publishes:
        dialogue.reported_on = today()
    if publishes or mended:
        seal_if_over(db.session, dialogue)
        record(Action.PUBLISH_RESULT.value, dialogue, mended=mended)
    db.session.commit()
    flash(_("Texten är publicerad.") if publishes or mended else _("Texten är sparad. Bara ni ser den."))
    return redirect(
        url_for("planning.overview" if publishes else "follow_up.report", slug=dialogue.slug), 303
    )


def stored(dialogue: Dialogue) -> Fields:
    """The form's fields as they are stored."""
    languages = languages_of(dialogue)
    fields = text_fields("text", dialogue.result_text, languages)
    for question in dialogue.questions.asked:
        summary = dialogue.question_summaries.get(question.id, {})
        fields |= text_fields(f"summary.{question.id}", summary, languages)
    return fields


def read(typed: Fields, dialogue: Dialogue, *, whole: bool) -> tuple[dict[str, object], dict[str, str]]:
    """Values by column, and what must be mended. `whole`: it is to be read by all."""
    languages = languages_of(dialogue)
    text = read_texts(typed, "text", languages, dialogue.result_text)
    problems = long_texts(text, "text", languages, TEXT_LENGTH)
    for lang in missing_languages(text, [dialogue.source_language]) if whole else ():
        problems[f"text.{lang}"] = _("Skriv texten på %(language)s.", language=language_word(lang))
    summaries = dict(dialogue.question_summaries)
    for question in dialogue.questions.asked:
        name = f"summary.{question.id}"
        summary = read_texts(typed, name, languages, summaries.pop(question.id, {}))
        problems |= long_texts(summary, name, languages, SUMMARY_LENGTH)
        if summary:
            summaries[question.id] = summary
    return {"result_text": text, "question_summaries": summaries}, problems


def report_page(dialogue: Dialogue, turn: Turn) -> Response:
    """The form."""
    return form_page(
        "follow_up/report.html",
        dialogue,
        stored(dialogue),
        turn,
        heading=report_words(dialogue),
        questions=dialogue.questions,
        findings=len(findings_of(db.session, dialogue)),
        tags=languages_of(dialogue),
        language_word=language_word,
        summary_words=Words(_("Sammanfattning")),
        text_words=Words(_("Text"), report_words(dialogue).hint),
        part_word=lambda part: part_word(dialogue, part),
    )


def part_word(dialogue: Dialogue, part: str) -> str:
    """What a part of the form is called."""
    name, *rest = part.split(".")
    if name == "text":
        return in_tongue(_("Text"), rest[-1])
    number = dialogue.questions.numbers.get(".".join(rest[:-1]), 0)
    return in_tongue(_("Sammanfattning av fråga %(number)s", number=decimal(number)), rest[-1])
