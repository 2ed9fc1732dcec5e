"""Reading ideas before others do: published, or declined with a reason that the author sees."""

from flask import Response, abort, flash, redirect, request, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.text import clean
from webapp.editing.blueprint import bp
from webapp.extensions import db
from webapp.models import Dialogue, Idea, IdeaState
from webapp.web.access import acts
from webapp.web.content import pick
from webapp.web.fields import shorten
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.trace import record

PAGE_SIZE = 50
REASON_LENGTH = 1000
DECISIONS = {
    "publish": (IdeaState.WAITING, IdeaState.PUBLISHED),
    "decline": (IdeaState.WAITING, IdeaState.DECLINED),
    "undo": (None, IdeaState.WAITING),
}
"""What can be done with an idea: the state it must be in (None: any other), and the state it comes to."""


@bp.get("/staff/dialogues/<slug>/ideas", endpoint="moderation")
@acts(Action.MODERATE)
def show_ideas(dialogue: Dialogue) -> Response:
    return ideas_page(dialogue)


@bp.post("/staff/dialogues/<slug>/ideas/<int:idea>", endpoint="moderate")
@acts(Action.MODERATE)
def moderate(dialogue: Dialogue, idea: int) -> Response | Redirect:
    found = db.session.get(Idea, idea, with_for_update=True)
    if found is None or found.dialogue_id != dialogue.id:
        abort(404)
    decision = request.form.get("do", "")
    if decision not in DECISIONS:
        abort(400)
    before, after = DECISIONS[decision]
    seen = request.form.get("state", "")
    if found.state != seen or found.state == after or (before and found.state != before):
        return ideas_page(dialogue, 409, meanwhile=found)
    reason = clean(request.form.get("reason", "")) if decision == "decline" else ""
    problem = reason_problem(reason) if decision == "decline" else ""
    if problem:
        return ideas_page(dialogue, 422, problem=problem, at=found.id, typed=reason)
    found.state, found.reason = after.value, reason
    record("moderate", dialogue, idea=str(found.id), state=after.value)
    db.session.commit()
    flash(moderated(after))
    return redirect(url_for("editing.moderation", slug=dialogue.slug, group=group()), 303)


def reason_problem(reason: str) -> str:
    """What keeps `reason` from being given to the author; nothing where it will do."""
    if not reason:
        return _("Skriv varför idén inte visas. Den som lämnade den får läsa det.")
    return shorten(REASON_LENGTH) if len(reason) > REASON_LENGTH else ""


def moderated(state: IdeaState) -> str:
    """What has happened to an idea."""
    return {
        IdeaState.PUBLISHED: _("Idén är publicerad."),
        IdeaState.DECLINED: _("Idén visas inte. Den som lämnade den kan läsa varför."),
        IdeaState.WAITING: _("Idén väntar igen på att bli läst."),
    }[state]


def group() -> str:
    """The state whose ideas the page lists."""
    wanted = request.values.get("group", "")
    return wanted if wanted in set(IdeaState) else IdeaState.WAITING.value


def ideas_page(
    dialogue: Dialogue,
    status: int = 200,
    *,
    problem: str = "",
    at: int = 0,
    typed: str = "",
    meanwhile: Idea | None = None,
) -> Response:
    """The ideas in one state. `meanwhile`: the idea that somebody else has decided about already."""
    shown = group()
    counts = counted(dialogue)
    pages = max(1, -(-counts[shown] // PAGE_SIZE))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    return private(
        page(
            "editing/moderation.html",
            status=status,
            dialogue=dialogue,
            ideas=ideas_in(dialogue, shown, number),
            group=shown,
            groups=[(state.value, group_word(state), counts[state]) for state in IdeaState],
            page_number=number,
            pages=pages,
            category=lambda idea: category_name(dialogue, idea),
            problem=problem,
            at=at,
            typed=typed,
            meanwhile=moderated(IdeaState(meanwhile.state)) if meanwhile else "",
        )
    )


def group_word(state: IdeaState) -> str:
    """What ideas in a state are called together."""
    return {
        IdeaState.WAITING: _("Väntar"),
        IdeaState.PUBLISHED: _("Publicerade"),
        IdeaState.DECLINED: _("Visas inte"),
    }[state]


def counted(dialogue: Dialogue) -> dict[str, int]:
    """How many ideas are in each state."""
    rows = select(Idea.state, func.count()).where(Idea.dialogue_id == dialogue.id).group_by(Idea.state)
    found = dict(db.session.execute(rows).all())
    return {state.value: found.get(state.value, 0) for state in IdeaState}


def ideas_in(dialogue: Dialogue, state: str, number: int) -> list[Idea]:
    """One page of ideas, oldest day first; within a day in no order that tells who came first."""
    wanted = select(Idea).where(Idea.dialogue_id == dialogue.id, Idea.state == state)
    ordered = wanted.order_by(Idea.day, Idea.id).offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return list(db.session.scalars(ordered))


def category_name(dialogue: Dialogue, idea: Idea) -> str:
    """The category that an idea was given, if it still exists."""
    names = dialogue.idea_categories
    if idea.category is None or not 0 <= idea.category < len(names):
        return ""
    return str(pick(names[idea.category], dialogue.source_language))
