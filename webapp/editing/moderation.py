"""Reading ideas, before others do or after: shown, joined with another, or declined with a reason."""

from collections.abc import Callable, Mapping

from flask import Response, abort, flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.ideas import Reason
from webapp.domain.lifecycle import Action
from webapp.editing.blueprint import bp
from webapp.editing.comments import comments_to_read
from webapp.editing.idea_decisions import (
    FROM,
    Decision,
    Given,
    Group,
    decide,
    group_of,
    problems,
)
from webapp.editing.moderated import counted, group, group_word, listed, read_given, shown_page, translated_to
from webapp.extensions import db
from webapp.models import Dialogue, Idea, IdeaState
from webapp.models.ideas import hold_ideas
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.content import pick
from webapp.web.idea_words import reason_word, standing_word
from webapp.web.likeness import alike
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.trace import record


@bp.get("/staff/dialogues/<slug>/ideas", endpoint="moderation")
@acts(Action.MODERATE)
def show_ideas(dialogue: Dialogue) -> Response:
    return ideas_page(dialogue)


@bp.post("/staff/dialogues/<slug>/ideas/<int:idea>", endpoint="moderate")
@acts(Action.MODERATE)
def moderate(dialogue: Dialogue, idea: int) -> Response | Redirect:
    hold_ideas(db.session, dialogue.id)
    found = db.session.get(Idea, idea, populate_existing=True) if idea < 2**63 else None
    if found is None or found.dialogue_id != dialogue.id:
        abort(404)
    asked = request.form.get("do", "")
    if asked not in set(Decision):
        abort(400)
    decision, given = Decision(asked), read_given(Decision(asked))
    if found.state == IdeaState.WITHDRAWN:
        return ideas_page(
            dialogue, 409, meanwhile=_("Den som lämnade idén har tagit tillbaka den."), typed=given
        )
    if group_of(found).value != request.form.get("state", "") or group_of(found) not in FROM[decision]:
        return ideas_page(dialogue, 409, meanwhile=stands(group_of(found)), typed=given)
    wrong = problems(db.session, found, decision, given)
    if wrong:
        return ideas_page(dialogue, 422, problems=wrong, at=found.id, asked=decision, typed=given)
    decide(db.session, found, decision, given, today())
    record("moderate", dialogue, idea=str(found.id), state=found.state, decision=decision.value)
    db.session.commit()
    flash(stands(group_of(found)))
    again = url_for(
        "editing.moderation", slug=dialogue.slug, group=group(), page=request.args.get("page", type=int)
    )
    return redirect(again, 303)


def stands(group: Group) -> str:
    """Where an idea stands now, in a sentence."""
    return {
        Group.WAITING: lambda: _("Idén väntar igen på att bli läst."),
        Group.NEW: lambda: _("Idén är publicerad och väntar på att bli läst."),
        Group.APPEALED: lambda: _("Den som lämnade idén har bett om en ny bedömning."),
        Group.PUBLISHED: lambda: _("Idén är publicerad."),
        Group.JOINED: lambda: _("Idén visas tillsammans med en annan som säger samma sak."),
        Group.DECLINED: lambda: _("Idén visas inte. Den som lämnade den kan läsa varför."),
    }[group]()


def ideas_page(
    dialogue: Dialogue,
    status: int = 200,
    *,
    problems: Mapping[str, str] | None = None,
    at: int = 0,
    asked: Decision | None = None,
    typed: Given | None = None,
    meanwhile: str = "",
) -> Response:
    """One list of ideas.

    Args:
        problems: what is wrong with the decision `asked` about the idea `at`, and what was `typed` with it.
        meanwhile: what somebody else has decided already.
    """
    shown, counts = group(), counted(Idea, dialogue)
    number, pages = shown_page(counts[shown])
    ideas = listed(Idea, dialogue, shown, number)
    return private(
        page(
            "editing/moderation.html",
            status=status,
            dialogue=dialogue,
            ideas=ideas,
            group=shown,
            comments=comments_to_read(dialogue),
            groups=[(each.value, group_word(each), counts[each]) for each in counts],
            page_number=number,
            pages=pages,
            category=lambda idea: category_name(dialogue, idea),
            similar=similar_in(dialogue) if shown is Group.WAITING else lambda _idea: [],
            main=main_of(ideas),
            group_of=group_of,
            translated_to=translated_to,
            reasons=[(each.value, reason_word(each)) for each in Reason],
            reason_word=reason_word,
            standing_word=standing_word,
            problems=problems or {},
            at=at,
            asked=asked,
            typed=typed or Given(),
            meanwhile=meanwhile,
        )
    )


def similar_in(dialogue: Dialogue) -> Callable[[Idea], list[Idea]]:
    """Finds the published ideas that say nearly what one says."""

    def similar(idea: Idea) -> list[Idea]:
        near = alike(db.session, dialogue.id, idea.title, idea.text, idea.lang, most=4)
        ideas = (db.session.get(Idea, id_) for id_ in near if id_ != idea.id)
        roots = {each.joined_to or each.id for each in ideas if each}
        return [each for id_ in roots if id_ != idea.id and (each := db.session.get(Idea, id_))]

    return similar


def main_of(ideas: list[Idea]) -> dict[int, Idea]:
    """Id of an idea -> the idea that it is shown with."""
    ids = [idea.joined_to for idea in ideas if idea.joined_to]
    mains = {main.id: main for main in db.session.scalars(select(Idea).where(Idea.id.in_(ids)))}
    return {idea.id: mains[idea.joined_to] for idea in ideas if idea.joined_to in mains}


def category_name(dialogue: Dialogue, idea: Idea) -> str:
    """The category that an idea was given, if it still exists."""
    names = dialogue.idea_categories
    if idea.category is None or not 0 <= idea.category < len(names):
        return ""
    return str(pick(names[idea.category], dialogue.source_language))
