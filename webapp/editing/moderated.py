"""What the pages that ideas and comments are read on share: the lists, and a decision's form."""

from typing import TypeVar

from flask import request
from sqlalchemy import func, select

from webapp.domain.text import clean
from webapp.editing.idea_decisions import Decision, Given, Group, members
from webapp.extensions import db
from webapp.models import Comment, Dialogue, Idea
from webapp.web.locale import gettext as _

PAGE_SIZE = 50
LONGEST_TYPED = 20_000
Text = TypeVar("Text", Idea, Comment)


def group() -> Group:
    """The list that the page shows."""
    wanted = request.values.get("group", "")
    return Group(wanted) if wanted in {each.value for each in members(Idea)} else Group.WAITING


def group_word(group: Group) -> str:
    """What the ideas or comments of a list are called together."""
    return {
        Group.WAITING: lambda: _("Väntar"),
        Group.APPEALED: lambda: _("Ny bedömning"),
        Group.PUBLISHED: lambda: _("Publicerade"),
        Group.JOINED: lambda: _("Sammanförda"),
        Group.DECLINED: lambda: _("Visas inte"),
    }[group]()


def counted(model: type[Idea] | type[Comment], dialogue: Dialogue) -> dict[Group, int]:
    """How many of the dialogue's ideas, or comments, each list holds."""
    lists = members(model)
    sums = [func.count().filter(those).label(each.value) for each, those in lists.items()]
    row = db.session.execute(select(*sums).where(model.dialogue_id == dialogue.id)).one()
    return dict(zip(lists, row, strict=True))


def listed(model: type[Text], dialogue: Dialogue, group: Group, number: int) -> list[Text]:
    """One page of a list, oldest day first; within a day in no order that tells who came first."""
    wanted = select(model).where(model.dialogue_id == dialogue.id, members(model)[group])
    ordered = wanted.order_by(model.day, model.id).offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return list(db.session.scalars(ordered))


def shown_page(number_of_texts: int) -> tuple[int, int]:
    """The page of the list that the address asks for, and how many there are."""
    pages = max(1, -(-number_of_texts // PAGE_SIZE))
    return min(max(1, request.args.get("page", 1, type=int)), pages), pages


def translated_to(dialogue: Dialogue, said: Idea | Comment) -> str:
    """The language to begin with where a resident's words are translated; empty where there is no other."""
    return next((tag for tag in dialogue.languages if tag != said.lang), "")


def read_given(decision: Decision) -> Given:
    """What the form says beside the decision."""
    words = clean(request.form.get("reason", "")[:LONGEST_TYPED])
    into = clean(request.form.get("into_other", "") or request.form.get("into", ""), multiline=False)
    wanted = decision in {Decision.DECLINE, Decision.UPHOLD, Decision.GRANT}
    return Given(request.form.get("code", ""), words if wanted else "", into)
