"""The plan: what is considered, what each budget year holds, the council's period; files for the budget."""

from collections.abc import Mapping

from flask import Response, request

from webapp.documents import pdf, word
from webapp.domain.text import read_whole
from webapp.extensions import db
from webapp.models import Board
from webapp.web.boards import board_label, every_board
from webapp.web.clock import today
from webapp.web.csv_files import MEDIA_TYPE
from webapp.web.pages import page, private
from webapp.web.policy import profile
from webapp.yearly.blueprint import bp, readers
from webapp.yearly.coming import Coming, coming
from webapp.yearly.plan_document import plan_document, plan_sheet, plan_title
from webapp.yearly.report import as_file
from webapp.yearly.sheets import XLSX, table_csv, workbook

HERE = "/staff/plan"
STARTS = range(-2, 3)
"""Years from this one in which a plan of the council can begin."""


@bp.get(HERE, endpoint="plan")
@readers
def show_plan() -> Response:
    plan = chosen()
    return private(
        page(
            "yearly/plan.html",
            plan=plan,
            title=plan_title(),
            boards=every_board(db.session),
            board_label=board_label,
            starts=starts(),
            address=address(plan),
            said=profile().planning.said,
        )
    )


@bp.get(f"{HERE}.pdf", endpoint="plan_pdf")
@readers
def plan_pdf() -> Response:
    return as_file(pdf.pdf(plan_document(chosen())), pdf.MIME, _name("pdf"))


@bp.get(f"{HERE}.docx", endpoint="plan_docx")
@readers
def plan_docx() -> Response:
    return as_file(word.word(plan_document(chosen())), word.MIME, _name("docx"))


@bp.get(f"{HERE}.xlsx", endpoint="plan_xlsx")
@readers
def plan_xlsx() -> Response:
    return as_file(workbook([plan_sheet(chosen())]), XLSX, _name("xlsx"))


@bp.get(f"{HERE}.csv", endpoint="plan_csv")
@readers
def plan_csv() -> Response:
    return as_file(table_csv(plan_sheet(chosen())), MEDIA_TYPE, _name("csv"))


def _name(kind: str) -> str:
    return f"dialogplan-{today().isoformat()}.{kind}"


def chosen() -> Coming:
    """The plan that the address asks for. What cannot be is as if it was not asked for."""
    number = read_whole(request.args.get("board", "")) or 0
    board = db.session.get(Board, number) if 0 < number < 2**31 else None
    first = read_whole(request.args.get("from", ""))
    return coming(db.session, board, first if first in starts() else today().year)


def starts() -> list[int]:
    """Years that the council's plan can begin in."""
    return [today().year + each for each in STARTS]


def address(plan: Coming) -> Mapping[str, int | None]:
    """What was chosen, for links to the same plan as a file."""
    first = plan.period[0] if plan.period and plan.period[0] != today().year else None
    return {"board": plan.board.id if plan.board else None, "from": first}
