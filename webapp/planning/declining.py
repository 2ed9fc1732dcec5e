"""Declining a dialogue: a decision too, with a reason that everybody can read."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.questions import missing_languages
from webapp.extensions import db
from webapp.models import Dialogue, StoredAnswer
from webapp.planning.blueprint import bp
from webapp.planning.gate_answers import answer_to
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.fields import Typed, long_texts, posted, read_texts, text_fields
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.trace import record

REASON_LENGTH = 2000


@bp.get("/staff/dialogues/<slug>/decline", endpoint="decline")
@acts(Action.DECLINE)
def ask_to_decline(dialogue: Dialogue) -> Response:
    """The form; with the reason of an answer, where the way here came from one."""
    answer = answer_to(db.session, dialogue, request.args.get("gate", ""))
    return decline_page(dialogue, Typed(reason_fields(dialogue, answer)))


def reason_fields(dialogue: Dialogue, answer: StoredAnswer | None) -> dict[str, list[str]]:
    words = {dialogue.source_language: answer.words} if answer else {}
    return text_fields("reason", words, languages_of(dialogue))


def languages_of(dialogue: Dialogue) -> list[str]:
    return list(dict.fromkeys([dialogue.source_language, *dialogue.languages]))


@bp.post("/staff/dialogues/<slug>/decline", endpoint="decline_now")
@acts(Action.DECLINE)
def decline(dialogue: Dialogue) -> Response | Redirect:
    """Records that there will be no dialogue, and why: in each language that the reason is written in."""
    hold(db.session, dialogue, Action.DECLINE)
    typed, languages = posted(), languages_of(dialogue)
    reason = read_texts(typed, "reason", languages, {})
    problems = long_texts(reason, "reason", languages, REASON_LENGTH)
    for lang in missing_languages(reason, [dialogue.source_language]):
        problems[f"reason.{lang}"] = _("Skriv varför det inte blir någon dialog.")
    if problems:
        return decline_page(dialogue, Typed(typed, problems), 422)
    dialogue.decline_reason, dialogue.declined_on = reason, today()
    record("decline", dialogue, reason=reason)
    db.session.commit()
    flash(_("Det blir ingen dialog. Skälet går att läsa i planen."))
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)


def decline_page(dialogue: Dialogue, typed: Typed, status: int = 200) -> Response:
    return private(
        page(
            "planning/decline.html",
            status=status,
            dialogue=dialogue,
            typed=typed,
            tags=languages_of(dialogue),
            language_word=language_word,
            words=Words(
                _("Varför blir det ingen dialog?"),
                _("Skälet är offentligt. Skriv så att den som föreslog dialogen förstår."),
            ),
        )
    )
