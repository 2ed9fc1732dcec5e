"""All ways to take part, collected on one page, and the municipality's own policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.dialogues.blueprint import bp
from webapp.dialogues.queries import Register, register
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Stage
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.pages import page
from webapp.web.policy import profile


@dataclass(frozen=True, slots=True)
class Considered:
    """Matters that are not public as dialogues yet, by what became of them."""

    agreed: Sequence[Dialogue]
    declined: Sequence[Dialogue]


@bp.get("/<lang:lang>/ways-to-influence", endpoint="ways")
@public
def show_ways() -> Response:
    found: Register = register(db.session, today())
    return page(
        "dialogues/ways.html",
        dialogues=found,
        considered=considered(db.session, today()),
        profile=profile(),
        ladder=list(LadderStep),
    )


def considered(session: Session, day: date) -> Considered:
    """Dialogues that have been decided to be held, and those that will not be, with the reason."""
    waiting = select(Dialogue).where(Dialogue.published_on.is_(None)).order_by(Dialogue.id)
    found = session.scalars(waiting).all()
    return Considered(
        agreed=[each for each in found if each.stage(day) is Stage.AGREED],
        declined=[each for each in found if each.stage(day) is Stage.DECLINED],
    )


@bp.get("/<lang:lang>/policy")
@public
def policy() -> Response:
    return page("dialogues/policy.html", profile=profile())
