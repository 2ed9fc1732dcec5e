"""Boards as forms offer them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Board
from webapp.web.clock import today
from webapp.web.content import pick
from webapp.web.languages import SOURCE
from webapp.web.locale import gettext as _
from webapp.web.sorting import by_name


def offered(session: Session, chosen: Iterable[int | None]) -> list[Board]:
    """The boards that can be chosen, by name: those that are not dissolved and those chosen already."""
    kept = set(chosen)
    found = (board for board in every_board(session) if board.id in kept or not is_dissolved(board))
    return sorted(found, key=lambda board: (by_name(pick(board.name, SOURCE)), board.id))


def every_board(session: Session) -> list[Board]:
    """Every board, in the order they were added."""
    return list(session.scalars(select(Board).order_by(Board.id)))


def is_dissolved(board: Board) -> bool:
    return board.dissolved_on is not None and board.dissolved_on <= today()


def board_label(board: Board) -> str:
    """A board's name, with a word that it is no more where that is so."""
    name = str(pick(board.name, SOURCE))
    return _("%(name)s (upplöst)", name=name) if is_dissolved(board) else name
