"""Dissolving a body, and undoing that. No dialogue is left to a body that is not there."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.extensions import db
from webapp.models import Board, Dialogue
from webapp.oversight import bodies, effects
from webapp.oversight.board_fields import Ending, part_word, read_ending, reason_words
from webapp.oversight.boards import board_or_404, bp, held_or_404, overseers
from webapp.oversight.effects import Effect
from webapp.web.composed import Words, language_word
from webapp.web.fields import Typed, posted
from webapp.web.gate_words import gate_heading
from webapp.web.languages import INTERFACE, SOURCE
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.pages import page, private
from webapp.web.policy import profile
from webapp.web.trace import record


@bp.get("/staff/boards/<int:board_id>/dissolve", endpoint="dissolve")
@overseers
def show_dissolve(board_id: int) -> Response | Redirect:
    board = board_or_404(board_id)
    if board.dissolved_on is not None:
        return redirect(url_for("boards.index"), 303)
    return dissolve_page(board, Typed({"people": ["1"]}), bodies.left_without(db.session, board))


@bp.post("/staff/boards/<int:board_id>/dissolve", endpoint="dissolve_now")
@overseers
def dissolve(board_id: int) -> Response | Redirect:
    """Dissolves the body; refused while dialogues wait for its decision, unless another follows it."""
    board, typed = held_or_404(board_id), posted()
    if board.dissolved_on is not None:
        return redirect(url_for("boards.index"), 303)
    bodies.hold_dialogues(db.session, board)
    given = read_ending(typed, board, bodies.all_boards(db.session))
    dialogues = bodies.left_without(db.session, board, given.day)
    problems = given.problems | refusals(given, dialogues)
    if problems or given.day is None:
        return dissolve_page(board, Typed(typed, problems), dialogues, 422)
    told = applied(board, given, dialogues)
    harmed = [each for each in told if each.added]
    if harmed and not effects.agreed_to(harmed):
        db.session.rollback()
        return dissolve_page(board_or_404(board_id), Typed(typed), dialogues, 409, asked=harmed)
    effects.settle(db.session, told)
    trace(board, given, dialogues)
    db.session.commit()
    flash(_("Nämnden är nedlagd från och med dagen du valde."))
    return redirect(url_for("boards.index"), 303)


def refusals(given: Ending, dialogues: list[Dialogue]) -> dict[str, str]:
    """Field -> what to do, where dialogues would have nobody who decides, or change in silence."""
    if not dialogues:
        return {}
    if given.successor is None:
        sentence = ngettext(
            "Nämnden ska besluta om %(n)s dialog. Välj vem som tar över den.",
            "Nämnden ska besluta om %(n)s dialoger. Välj vem som tar över dem.",
            len(dialogues),
        )
        return {"successor": sentence}
    if bodies.public(dialogues) and not given.reason.get(SOURCE):
        return {
            f"reason.{SOURCE}": _("Skriv varför en annan nämnd beslutar. Invånarna har läst något annat.")
        }
    return {}


def applied(board: Board, given: Ending, dialogues: list[Dialogue]) -> list[Effect]:
    """Dissolves the body, and says what that does to dialogues that are not open yet."""
    effects.waiting(db.session, hold=True)
    day, successor = given.day, given.successor

    def apply() -> None:
        if day is not None:
            bodies.dissolve(db.session, board, day, successor, dialogues, given.reason)

    return effects.of_change(db.session, profile(), apply)


def trace(board: Board, given: Ending, dialogues: list[Dialogue]) -> None:
    """Traces what was done, and lets people follow to the successor where that was asked for."""
    people = 0
    if given.successor is not None:
        bodies.trace_change(dialogues, board, given.successor, given.reason)
        people = bodies.bring_people(db.session, board, given.successor) if given.people else 0
    record(
        "dissolve-board",
        board=board.id,
        day=given.day.isoformat() if given.day else "",
        successor=given.successor.id if given.successor else None,
        people=people,
        reason=given.reason,
    )


@bp.post("/staff/boards/<int:board_id>/restore", endpoint="restore")
@overseers
def restore(board_id: int) -> Redirect:
    """Undoes a mistaken dissolution. Dialogues that were handed over stay where they are."""
    board = held_or_404(board_id)
    if board.dissolved_on is not None:
        record("restore-board", board=board.id, day=board.dissolved_on.isoformat())
        board.dissolved_on = None
        db.session.commit()
        flash(_("Nämnden finns igen. Dialoger som en annan nämnd har tagit över är kvar där."))
    return redirect(url_for("boards.index"), 303)


def dissolve_page(
    board: Board,
    typed: Typed,
    dialogues: list[Dialogue],
    status: int = 200,
    *,
    asked: list[Effect] | None = None,
) -> Response:
    """The form, with the dialogues that another body must take over."""
    others = [each for each in bodies.all_boards(db.session) if each is not board and bodies.living(each)]
    return private(
        page(
            "oversight/dissolve.html",
            status=status,
            board=board,
            typed=typed,
            dialogues=dialogues,
            others=others,
            shown=bodies.public(dialogues),
            effects=asked or [],
            agreed=effects.agreement(asked) if asked else "",
            day_words=Words(_("Nedlagd från och med"), _("Den första dagen då nämnden inte finns.")),
            reason_words=reason_words(),
            part_word=part_word,
            language_word=language_word,
            gate_title=gate_heading,
            tags=INTERFACE,
        )
    )
