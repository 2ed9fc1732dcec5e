"""The life of one dialogue on one page."""

from collections.abc import Sequence

from flask import Response

from webapp.domain.lifecycle import UNTIL_OPEN, Action
from webapp.extensions import db
from webapp.models import Dialogue, StaffMember
from webapp.planning.blueprint import bp
from webapp.planning.cautions import cautions
from webapp.planning.life import life_of, moment_help, next_step
from webapp.planning.task_list import Left
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.pages import page, private


@bp.get("/staff/dialogues/<slug>", endpoint="overview")
@acts(Action.VIEW)
def show_overview(dialogue: Dialogue) -> Response:
    return overview_page(dialogue)


def overview_page(dialogue: Dialogue, status: int = 200, *, refused: Sequence[Left] = ()) -> Response:
    """The task list. `refused`: what is missing for the move that was asked for."""
    stage = dialogue.stage(today())
    life = life_of(dialogue)
    return private(
        page(
            "planning/overview.html",
            status=status,
            dialogue=dialogue,
            stage=stage,
            life=life,
            moment_help=moment_help,
            next=next_step(dialogue, life),
            cautions=cautions(dialogue) if stage in UNTIL_OPEN else [],
            refused=refused,
            responsible=responsible_name(dialogue),
            late=dialogue.opens_on is not None and dialogue.opens_on < today(),
            language_word=language_word,
            language_names=[language_word(tag) for tag in dialogue.languages],
        )
    )


def responsible_name(dialogue: Dialogue) -> str:
    """The name of the person responsible; empty where nobody is."""
    person = db.session.get(StaffMember, dialogue.responsible_id) if dialogue.responsible_id else None
    return person.name if person else ""
