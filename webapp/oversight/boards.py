"""The bodies that decide: added, renamed, dissolved."""

from flask import Blueprint, Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Role
from webapp.domain.record import BodyKind
from webapp.extensions import db
from webapp.models import Board
from webapp.oversight import bodies, effects
from webapp.oversight.board_fields import (
    Naming,
    fields_of,
    kind_hints,
    name_words,
    part_word,
    read_naming,
    reason_words,
)
from webapp.oversight.effects import Effect
from webapp.web.access import roles
from webapp.web.composed import language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Typed, posted
from webapp.web.gate_words import body_word, gate_heading
from webapp.web.languages import INTERFACE
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.policy import profile
from webapp.web.trace import record

bp = Blueprint("boards", __name__)
overseers = roles(Role.COORDINATOR, Role.ADMINISTRATOR)


@bp.get("/staff/boards", endpoint="index")
@overseers
def index() -> Response:
    people, waiting = bodies.counts(db.session)
    return private(
        page(
            "oversight/boards.html",
            boards=bodies.all_boards(db.session),
            people=people,
            waiting=waiting,
            living=bodies.living,
            body_word=body_word,
        )
    )


@bp.get("/staff/boards/add", endpoint="new")
@overseers
def new() -> Response:
    return board_page(None, Typed({"kind": [BodyKind.BOARD.value]}))


@bp.post("/staff/boards/add", endpoint="add")
@overseers
def add() -> Response | Redirect:
    typed = posted()
    given = read_naming(typed, None, bodies.all_boards(db.session))
    if given.problems:
        return board_page(None, Typed(typed, given.problems), 422)
    board = Board(name=given.names, kind_name=given.kind)
    db.session.add(board)
    db.session.flush()
    record("add-board", board=board.id, name=given.names, kind=given.kind)
    db.session.commit()
    flash(_("Nämnden är tillagd."))
    return redirect(url_for("boards.index"), 303)


@bp.get("/staff/boards/<int:board_id>", endpoint="edit")
@overseers
def edit(board_id: int) -> Response:
    board = board_or_404(board_id)
    return board_page(board, Typed(fields_of(board)))


@bp.post("/staff/boards/<int:board_id>", endpoint="change")
@overseers
def change(board_id: int) -> Response | Redirect:
    """Renames, or says of which kind it is; asks once more where that changes what dialogues lack."""
    board, typed = held_or_404(board_id), posted()
    bodies.hold_dialogues(db.session, board)
    merged = merge(typed, fields_of(board))
    if merged is not None:
        return board_page(board, Typed(merged.fields), 409, clashes=merged.differences)
    shown = bool(bodies.shown_on(db.session, board))
    given = read_naming(typed, board, bodies.all_boards(db.session), shown=shown)
    if given.problems:
        return board_page(board, Typed(typed, given.problems), 422)
    told = applied(board, given)
    harmed = [each for each in told if each.added]
    if harmed and not effects.agreed_to(harmed):
        db.session.rollback()
        return board_page(board_or_404(board_id), Typed(typed), 409, asked=harmed)
    effects.settle(db.session, told)
    record("edit-board", board=board.id, name=given.names, kind=given.kind, reason=given.reason)
    db.session.commit()
    flash(_("Ändringen är sparad."))
    return redirect(url_for("boards.index"), 303)


def applied(board: Board, given: Naming) -> list[Effect]:
    """Changes the board, and says what that does to dialogues that are not open yet."""
    effects.waiting(db.session, hold=True)

    def apply() -> None:
        bodies.rename(db.session, board, given.names, given.reason)
        board.kind_name = given.kind

    return effects.of_change(db.session, profile(), apply)


def board_or_404(board_id: int) -> Board:
    board = db.session.get(Board, board_id) if board_id < 2**31 else None
    return board or abort(404)


def held_or_404(board_id: int) -> Board:
    board = bodies.held(db.session, board_id) if board_id < 2**31 else None
    return board or abort(404)


def board_page(
    board: Board | None,
    typed: Typed,
    status: int = 200,
    *,
    clashes: list[Difference] | None = None,
    asked: list[Effect] | None = None,
) -> Response:
    """The form. `asked`: what saving does to dialogues, to be agreed to."""
    return private(
        page(
            "oversight/board.html",
            status=status,
            board=board,
            typed=typed,
            differences=clashes,
            effects=asked or [],
            agreed=effects.agreement(asked) if asked else "",
            base=as_base(fields_of(board)),
            shown=bodies.shown_on(db.session, board) if board else [],
            kinds=list(BodyKind),
            kind_hints=kind_hints(),
            body_word=body_word,
            name_words=name_words(),
            reason_words=reason_words(),
            part_word=part_word,
            language_word=language_word,
            gate_title=gate_heading,
            tags=INTERFACE,
        )
    )
