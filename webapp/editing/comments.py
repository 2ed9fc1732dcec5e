"""Reading comments on ideas, before others do or after: shown, or declined with a reason."""

from collections.abc import Mapping

from flask import Response, abort, flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.ideas import Reason
from webapp.domain.lifecycle import Action
from webapp.editing.blueprint import bp
from webapp.editing.idea_decisions import FROM, Decision, Given, Group, group_of, log, reason_problems, settle
from webapp.editing.moderated import counted, group, group_word, listed, read_given, shown_page, translated_to
from webapp.extensions import db
from webapp.models import Comment, CommentState, Dialogue, Idea
from webapp.models.ideas import hold_ideas
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.idea_words import comment_reason_word, stand_word
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.trace import record

GROUPS = (Group.WAITING, Group.APPEALED, Group.PUBLISHED, Group.DECLINED)


@bp.get("/staff/dialogues/<slug>/comments", endpoint="comments")
@acts(Action.MODERATE)
def show_comments(dialogue: Dialogue) -> Response:
    return comments_page(dialogue)


@bp.post("/staff/dialogues/<slug>/comments/<int:comment>", endpoint="moderate_comment")
@acts(Action.MODERATE)
def moderate_comment(dialogue: Dialogue, comment: int) -> Response | Redirect:
    hold_ideas(db.session, dialogue.id)
    found = comment_in(dialogue, comment)
    asked = request.form.get("do", "")
    if asked not in set(Decision) - {Decision.JOIN}:
        abort(400)
    decision, given = Decision(asked), read_given(Decision(asked))
    if found.state == CommentState.WITHDRAWN:
        return comments_page(
            dialogue, 409, meanwhile=_("Den som skrev kommentaren har tagit tillbaka den."), typed=given
        )
    if group_of(found).value != request.form.get("state", "") or group_of(found) not in FROM[decision]:
        return comments_page(dialogue, 409, meanwhile=stands(group_of(found)), typed=given)
    wrong = reason_problems(
        decision, given, _("Skriv varför kommentaren inte visas. Den som skrev den får läsa det.")
    )
    if wrong:
        return comments_page(dialogue, 422, problems=wrong, at=found.id, asked=decision, typed=given)
    settle(found, decision, given, today())
    log(db.session, dialogue.id, decision, given, today())
    facts = {"comment": str(found.id), "state": found.state, "decision": decision.value}
    record("moderate-comment", dialogue, **facts)
    db.session.commit()
    flash(stands(group_of(found)))
    number = request.args.get("page", type=int)
    return redirect(url_for("editing.comments", slug=dialogue.slug, group=group(), page=number), 303)


def comment_in(dialogue: Dialogue, id_: int) -> Comment:
    """The comment of this dialogue; else 404."""
    found = db.session.get(Comment, id_, populate_existing=True) if id_ < 2**63 else None
    if found is None or found.dialogue_id != dialogue.id:
        abort(404)
    return found


def stands(group: Group) -> str:
    """Where a comment stands now, in a sentence."""
    return {
        Group.WAITING: lambda: _("Kommentaren väntar igen på att bli läst."),
        Group.NEW: lambda: _("Kommentaren är publicerad och väntar på att bli läst."),
        Group.APPEALED: lambda: _("Den som skrev kommentaren har bett om en ny bedömning."),
        Group.PUBLISHED: lambda: _("Kommentaren är publicerad."),
        Group.DECLINED: lambda: _("Kommentaren visas inte. Den som skrev den kan läsa varför."),
    }[group]()


def comments_page(
    dialogue: Dialogue,
    status: int = 200,
    *,
    problems: Mapping[str, str] | None = None,
    at: int = 0,
    asked: Decision | None = None,
    typed: Given | None = None,
    meanwhile: str = "",
) -> Response:
    """One list of comments.

    Args:
        problems: what is wrong with the decision `asked` about the comment `at`, and what was `typed`.
        meanwhile: what somebody else has decided already.
    """
    shown, counts = group(), counted(Comment, dialogue)
    number, pages = shown_page(counts[shown])
    comments = listed(Comment, dialogue, shown, number)
    return private(
        page(
            "editing/comments.html",
            status=status,
            dialogue=dialogue,
            comments=comments,
            ideas=ideas_of(comments),
            group=shown,
            groups=[(each.value, group_word(each), counts[each]) for each in GROUPS],
            page_number=number,
            pages=pages,
            group_of=group_of,
            translated_to=translated_to,
            stand_word=stand_word,
            reasons=[(each.value, comment_reason_word(each)) for each in Reason],
            reason_word=comment_reason_word,
            problems=problems or {},
            at=at,
            asked=asked,
            typed=typed or Given(),
            meanwhile=meanwhile,
        )
    )


def ideas_of(comments: list[Comment]) -> dict[int, Idea]:
    """Id -> idea, of the ideas that the comments are about."""
    wanted = select(Idea).where(Idea.id.in_({comment.idea_id for comment in comments}))
    return {idea.id: idea for idea in db.session.scalars(wanted)}


def comments_to_read(dialogue: Dialogue) -> int:
    """How many comments wait to be read, or to be read again."""
    counts = counted(Comment, dialogue)
    return counts[Group.WAITING] + counts[Group.APPEALED]
