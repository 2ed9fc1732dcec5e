"""The decision: at which meeting, in which paragraph, and what became of each thing that residents said."""

from datetime import date

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.policy import Moment
from webapp.domain.questions import missing_languages
from webapp.domain.record import DialogueType, Outcome
from webapp.extensions import db
from webapp.follow_up.blueprint import bp
from webapp.follow_up.merging_form import Turn, form_page
from webapp.follow_up.outcomes import apply_outcomes, outcome_fields, read_outcomes
from webapp.follow_up.turns import left, too_early
from webapp.follow_up.words import TEXT_LENGTH, in_tongue, languages_of
from webapp.models import Dialogue
from webapp.models.policy import findings_of
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.conflicts import merge
from webapp.web.fields import (
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
from webapp.web.locale import gettext as _
from webapp.web.locale import long_date
from webapp.web.policy import profile
from webapp.web.policy import record as policy_record
from webapp.web.question_sets import hold
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record

PARAGRAPH_LENGTH = 60
NEEDS = "reported_on"


@bp.get("/staff/dialogues/<slug>/decision", endpoint="decision")
@acts(Action.PUBLISH_DECISION)
def show_decision(dialogue: Dialogue) -> Response:
    if getattr(dialogue, NEEDS) is None:
        return too_early(dialogue, NEEDS, heading())
    return decision_page(dialogue, Turn(left=left(dialogue, Moment.DECIDE)))


@bp.post("/staff/dialogues/<slug>/decision", endpoint="save_decision")
@acts(Action.PUBLISH_DECISION)
def save_decision(dialogue: Dialogue) -> Response | Redirect:
    """Keeps what was typed, or publishes it. Mended later, it keeps the day it was first published."""
    hold(db.session, dialogue, Action.PUBLISH_DECISION)
    if getattr(dialogue, NEEDS) is None:
        return too_early(dialogue, NEEDS, heading())
    typed = posted()
    merged = merge(typed, stored(dialogue))
    if merged is not None:
        return decision_page(
            dialogue, Turn(typed=Typed(merged.fields), status=409, differences=merged.differences)
        )
    mended = dialogue.decision_published_on is not None
    publishes = "publish" in typed.get("do", ()) and not mended
    problems = apply(typed, dialogue, whole=publishes or mended)
    if problems:
        db.session.rollback()
        return decision_page(dialogue, Turn(typed=Typed(typed, problems), status=422))
    lacking = left(dialogue, Moment.DECIDE) if publishes else []
    if lacking:
        db.session.rollback()
        return decision_page(dialogue, Turn(typed=Typed(typed), status=422, left=lacking, refused=True))
    if publishes:
        dialogue.decision_published_on = today()
    if publishes or mended:
        seal_if_over(db.session, dialogue)
        record(Action.PUBLISH_DECISION.value, dialogue, mended=mended)
    db.session.commit()
    flash(_("Beslutet är publicerat.") if publishes or mended else _("Texten är sparad. Bara ni ser den."))
    return redirect(
        url_for("planning.overview" if publishes else "follow_up.decision", slug=dialogue.slug), 303
    )


def heading() -> str:
    return _("Berätta vad som bestämdes")


def stored(dialogue: Dialogue) -> Fields:
    """The form's fields as they are stored."""
    languages, meeting = languages_of(dialogue), dialogue.decision_meeting
    fields = {
        "meeting": [meeting.isoformat() if meeting else ""],
        "paragraph": [dialogue.decision_paragraph],
        **text_fields("text", dialogue.decision_text, languages),
    }
    return fields | outcome_fields(findings_of(db.session, dialogue), languages)


def apply(typed: Fields, dialogue: Dialogue, *, whole: bool) -> dict[str, str]:
    """Gives the dialogue and its findings what was typed; returns what must be mended instead.

    Args:
        whole: everybody is to read it, so nothing may be missing.
    """
    languages, findings = languages_of(dialogue), findings_of(db.session, dialogue)
    text = read_texts(typed, "text", languages, dialogue.decision_text)
    problems: dict[str, str] = {}
    meeting = read_meeting(typed, dialogue, problems, needed=whole)
    paragraph = one(typed, "paragraph")
    if len(paragraph) > PARAGRAPH_LENGTH:
        problems["paragraph"] = shorten(PARAGRAPH_LENGTH)
    elif whole and not paragraph and has_gate(dialogue, "decision"):
        problems["paragraph"] = _("Skriv vilken paragraf beslutet har i protokollet.")
    problems |= long_texts(text, "text", languages, TEXT_LENGTH)
    for lang in missing_languages(text, [dialogue.source_language]) if whole else ():
        problems[f"text.{lang}"] = _("Skriv texten på %(language)s.", language=language_word(lang))
    outcomes, more = read_outcomes(typed, findings, languages, dialogue.source_language)
    problems |= more
    if not problems:
        dialogue.decision_text, dialogue.decision_meeting = text, meeting
        dialogue.decision_paragraph = paragraph
        apply_outcomes(findings, outcomes)
    return problems


def has_gate(dialogue: Dialogue, check: str) -> bool:
    """Whether the policy has a gate of that sort before or after this."""
    return any(gate.check == check for gate in profile().gates_for(policy_record(dialogue), Moment.ARCHIVE))


def read_meeting(typed: Fields, dialogue: Dialogue, problems: dict[str, str], *, needed: bool) -> date | None:
    """The day of the meeting; puts into `problems` why it cannot be."""
    try:
        meeting = read_day(one(typed, "meeting"))
    except Wrong as wrong:
        problems["meeting"] = str(wrong)
        return None
    problem = meeting_problem(dialogue, meeting) if meeting else ""
    if meeting is None and needed:
        problem = _("Skriv vilken dag beslutet fattades.")
    if problem:
        problems["meeting"] = problem
    return meeting


def meeting_problem(dialogue: Dialogue, meeting: date) -> str:
    """Why the decision cannot have been taken that day; nothing where it can."""
    board = dialogue.board
    if meeting > today():
        return _("Mötet har inte varit än. Beslutet kan publiceras när det är fattat.")
    if dialogue.last_day and meeting < dialogue.last_day:
        return _("Mötet var innan dialogen stängde. Skriv dagen då svaren var med i beslutet.")
    if board and board.dissolved_on and board.dissolved_on <= meeting:
        return _(
            "Den som skulle besluta är upplöst sedan %(day)s. Rätta först vem som beslutar.",
            day=long_date(board.dissolved_on).striptags(),
        )
    if board and dialogue.type is DialogueType.RESIDENT and dialogue.political and not board.kind.elected:
        return _("Frågan är politisk, så förtroendevalda behöver besluta. Rätta först vem som beslutar.")
    return ""


def decision_page(dialogue: Dialogue, turn: Turn) -> Response:
    """The form."""
    return form_page(
        "follow_up/decision.html",
        dialogue,
        stored(dialogue),
        turn,
        heading=heading(),
        findings=findings_of(db.session, dialogue),
        tags=languages_of(dialogue),
        wants_paragraph=has_gate(dialogue, "decision"),
        wants_outcomes=has_gate(dialogue, "measures"),
        outcomes=list(Outcome),
        language_word=language_word,
        meeting_words=Words(_("Mötesdag"), _("Dagen då beslutet fattades.")),
        paragraph_words=Words(_("Paragraf"), _("Till exempel § 45. Skriv gärna diarienumret också.")),
        text_words=Words(_("Beslutet"), _("Vad bestämdes, och hur vägdes svaren in?")),
        reason_words=Words(_("Därför")),
        part_word=part_word,
    )


def part_word(part: str) -> str:
    """What a part of the form is called."""
    name, *rest = part.split(".")
    if name == "text":
        return in_tongue(_("Beslutet"), rest[-1])
    if name == "reason":
        return in_tongue(_("Därför"), rest[-1])
    return {"meeting": _("Mötesdag"), "paragraph": _("Paragraf")}.get(name) or _("Vad det blev av det")
