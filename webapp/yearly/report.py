"""The yearly report: a page, a PDF for the annual accounts, and files for a spreadsheet."""

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.documents import html, pdf
from webapp.documents.model import Document
from webapp.domain.text import read_whole
from webapp.extensions import db
from webapp.web.clock import today
from webapp.web.csv_files import MEDIA_TYPE
from webapp.web.pages import page, private
from webapp.yearly.blueprint import bp, readers
from webapp.yearly.report_document import report_document
from webapp.yearly.report_sheets import report_sheets
from webapp.yearly.sheets import XLSX, Sheet, facts_csv, workbook
from webapp.yearly.year import FIRST_YEAR, LAST_YEAR, Stock, Year, counted, stock, years_of

HERE = "/staff/yearly-report"


@bp.get(HERE, endpoint="latest")
@readers
def show_latest() -> Redirect:
    return redirect(url_for("yearly.report", year=today().year), 303)


@bp.get(f"{HERE}/<year>", endpoint="report")
@readers
def show_report(year: str) -> Response:
    found, this = gathered(year)
    document = report_document(found, this)
    return private(
        page(
            "yearly/report.html",
            year=this.year,
            years=sorted({*years_of(found), this.year}, reverse=True),
            title=html.heading(document),
            content=html.section(document),
        )
    )


@bp.get(f"{HERE}/<year>.pdf", endpoint="report_pdf")
@readers
def report_pdf(year: str) -> Response:
    found, this = gathered(year)
    document: Document = report_document(found, this)
    return as_file(pdf.pdf(document), pdf.MIME, f"arsrapport-{this.year}.pdf")


@bp.get(f"{HERE}/<year>.xlsx", endpoint="report_xlsx")
@readers
def report_xlsx(year: str) -> Response:
    sheets, this = _sheets(year)
    return as_file(workbook(sheets), XLSX, f"arsrapport-{this.year}.xlsx")


@bp.get(f"{HERE}/<year>.csv", endpoint="report_csv")
@readers
def report_csv(year: str) -> Response:
    sheets, this = _sheets(year)
    return as_file(facts_csv(sheets), MEDIA_TYPE, f"arsrapport-{this.year}.csv")


def _sheets(year: str) -> tuple[list[Sheet], Year]:
    found, this = gathered(year)
    return report_sheets(found, this), this


def gathered(written: str) -> tuple[Stock, Year]:
    """Everything, and the year of the address counted; 404 for what is no year."""
    year = read_whole(written)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR or written != str(year):
        abort(404)
    found = stock(db.session)
    return found, counted(found, year)


def as_file(written: bytes, mime: str, name: str) -> Response:
    """A file to keep, in no cache."""
    response = Response(written, content_type=mime)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return private(response)
