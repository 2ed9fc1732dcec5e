"""What became of an idea: said by officials, read by everybody and on its author's receipt."""

from flask import Response, abort, flash, redirect, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.ideas import SETTABLE, Standing
from webapp.domain.lifecycle import Action
from webapp.domain.questions import missing_languages
from webapp.editing.blueprint import bp
from webapp.editing.fact_fields import written_languages
from webapp.extensions import db
from webapp.models import Dialogue, Idea, IdeaState
from webapp.models.ideas import hold_ideas, standing
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.fact_words import FactWords
from webapp.web.fields import Typed, long_texts, one, posted, read_texts, text_fields
from webapp.web.idea_words import standing_word
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.pages import page, private
from webapp.web.trace import record

REASON_LENGTH = 2000


@bp.get("/staff/dialogues/<slug>/ideas/<int:idea_id>/outcome", endpoint="idea_outcome")
@acts(Action.MODERATE)
def show_outcome(dialogue: Dialogue, idea_id: int) -> Response:
    idea = published(dialogue, idea_id)
    now = standing(idea.state, idea.outcome_name)
    fields = text_fields("reason", idea.outcome_reason, written_languages(dialogue))
    return outcome_page(dialogue, idea, Typed(fields | {"standing": [now.value], "before": [now.value]}))


@bp.post("/staff/dialogues/<slug>/ideas/<int:idea_id>/outcome", endpoint="save_idea_outcome")
@acts(Action.MODERATE)
def save_outcome(dialogue: Dialogue, idea_id: int) -> Response | Redirect:
    hold_ideas(db.session, dialogue.id)
    idea, typed = published(dialogue, idea_id), posted()
    if one(typed, "before") != standing(idea.state, idea.outcome_name):
        typed["before"] = [standing(idea.state, idea.outcome_name).value]
        return outcome_page(dialogue, idea, Typed(typed), 409)
    languages = written_languages(dialogue)
    reason = read_texts(typed, "reason", languages, idea.outcome_reason, multiline=True)
    chosen = next((each for each in SETTABLE if each.value == one(typed, "standing")), None)
    problems = long_texts(reason, "reason", languages, REASON_LENGTH)
    if chosen is None:
        problems["standing"] = _("Välj vad det har blivit av idén.")
    elif chosen.needs_reason:
        for lang in missing_languages(reason, [dialogue.source_language]):
            problems[f"reason.{lang}"] = _("Skriv varför. Alla kan läsa det.")
    if problems or chosen is None:
        return outcome_page(dialogue, idea, Typed(typed, problems), 422)
    settle(idea, chosen, reason)
    record("follow-idea", dialogue, idea=str(idea.id), standing=chosen.value)
    db.session.commit()
    flash(_("Det syns nu på idéns sida och på kvittot."))
    return redirect(url_for("editing.moderation", slug=dialogue.slug, group="published"), 303)


@bp.post("/staff/dialogues/<slug>/ideas/in-basis", endpoint="ideas_in_basis")
@acts(Action.MODERATE)
def put_in_basis(dialogue: Dialogue) -> Redirect:
    hold_ideas(db.session, dialogue.id)
    waiting = select(Idea).where(
        Idea.dialogue_id == dialogue.id, Idea.state == IdeaState.PUBLISHED, Idea.outcome_name == ""
    )
    ideas = list(db.session.scalars(waiting))
    for idea in ideas:
        settle(idea, Standing.IN_BASIS, {})
    if ideas:
        record("ideas-in-basis", dialogue, ideas=len(ideas))
    db.session.commit()
    flash(ngettext("%(n)s idé är med i underlaget nu.", "%(n)s idéer är med i underlaget nu.", len(ideas)))
    return redirect(url_for("editing.moderation", slug=dialogue.slug, group="published"), 303)


def settle(idea: Idea, chosen: Standing, reason: dict[str, str]) -> None:
    """Says what became of an idea; that it is only published takes back what was said."""
    taken_back = chosen is Standing.PUBLISHED
    idea.outcome_name = "" if taken_back else chosen.value
    idea.outcome_reason = {} if taken_back else reason
    idea.outcome_on = None if taken_back else today()


def published(dialogue: Dialogue, idea_id: int) -> Idea:
    """The published idea of this dialogue; else 404."""
    idea = db.session.get(Idea, idea_id, populate_existing=True) if idea_id < 2**63 else None
    if idea is None or idea.dialogue_id != dialogue.id or idea.state != IdeaState.PUBLISHED:
        abort(404)
    return idea


def outcome_page(dialogue: Dialogue, idea: Idea, typed: Typed, status: int = 200) -> Response:
    """The form; with 409 somebody else has said something meanwhile."""
    now = standing(idea.state, idea.outcome_name)
    return private(
        page(
            "editing/idea_outcome.html",
            status=status,
            dialogue=dialogue,
            idea=idea,
            typed=typed,
            meanwhile=standing_word(now) if status == 409 else "",
            standings=[(each.value, standing_word(each)) for each in SETTABLE],
            tags=written_languages(dialogue),
            language_word=language_word,
            choice_words=FactWords(_("Vad har det blivit av idén?"), _("Alla kan läsa det på idéns sida.")),
            reason_words=FactWords(
                _("Varför?"), _("Skriv vad som bestämdes och varför. Behövs om idén inte blir av helt.")
            ),
        )
    )
