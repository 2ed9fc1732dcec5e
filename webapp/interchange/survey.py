"""The survey sheet, row by row."""

from webapp.interchange.columns import Column
from webapp.interchange.drafts import Survey
from webapp.interchange.groups import Groups
from webapp.interchange.question_rows import Context, question_drafts
from webapp.interchange.remarks import Report, excerpt
from webapp.interchange.row_types import BEGIN, DROPPED, END, SELECT, RowType, row_type
from webapp.interchange.rows import RowReader
from webapp.interchange.workbook import Sheet

MAX_QUESTIONS = 500
MAX_OPTIONS_IN_ALL = 10_000
"""Most options in a question set: a list counts once for every question that chooses from it."""


def read_survey(sheet: Sheet, columns: dict[str, Column], context: Context, report: Report) -> Survey:
    """The sections and questions of the sheet, and remarks on every row that is neither.

    Problems: ``name-twice``, ``list-missing``, ``group-unbalanced``, ``group-open``, ``group-depth``,
    ``no-questions``.

    Raises:
        ImportRefused: ``too-many-questions``, ``too-many-options-in-all``, and the problems found so far.
    """
    survey = Survey()
    groups = Groups(survey)
    for row in sheet.rows:
        reader = RowReader(sheet.name, row, columns, report)
        _read_row(reader, groups, context)
        reader.finish()
    for group in groups.open:
        report.problem(sheet.name, group.row, "group-open", name=group.name)
    _check_names(sheet, survey, report)
    _check_size(sheet, survey, report)
    _remark_on_empty_groups(sheet, survey, report)
    return survey


def _read_row(reader: RowReader, groups: Groups, context: Context) -> None:
    written = reader.value("type")
    if reader.value("disabled") and reader.flag("disabled"):
        _drop(reader, "row-disabled", written)
        return
    if not written:
        _drop(reader, "row-without-type", "")
        return
    kind = row_type(written)
    if kind.role == BEGIN:
        groups.begin(reader, kind)
    elif kind.role == END:
        groups.end(reader, kind)
    else:
        _read_question(reader, kind, written, groups, context)


def _read_question(reader: RowReader, kind: RowType, written: str, groups: Groups, context: Context) -> None:
    name = reader.value("name")
    if name:
        groups.survey.bears(name, reader.number)
    if kind.role == DROPPED:
        groups.survey.dropped.add(name)
        _drop(reader, kind.what, written)
        return
    if kind.role == SELECT:
        groups.survey.used_lists.add(kind.list_name)
    known = name or f"q {reader.number}"
    drafts = question_drafts(reader, kind, known, groups.sources, context)
    if not name:
        reader.remark("name-missing", identifier=known)
    for draft in drafts:
        groups.place(draft)
    for added in drafts[1:]:
        groups.survey.bears(added.name, reader.number)
    if not drafts:
        groups.survey.dropped.add(name)


def _drop(reader: RowReader, code: str, written: str) -> None:
    label = next(iter(reader.texts("label").values()), "")
    reader.simplified.clear()
    reader.leave_out()
    reader.remark(code, type=excerpt(written), name=excerpt(reader.value("name")), label=excerpt(label))


def _check_names(sheet: Sheet, survey: Survey, report: Report) -> None:
    for name, rows in survey.names.items():
        if len(rows) > 1:
            report.problem(sheet.name, rows[1], "name-twice", name=name, rows=rows)


def _check_size(sheet: Sheet, survey: Survey, report: Report) -> None:
    drafts = survey.drafts
    options = sum(len(draft.question.options) for draft in drafts)
    if not any(draft.question.asks for draft in drafts):
        report.problem(sheet.name, None, "no-questions")
    for code, count, limit in (
        ("too-many-questions", len(drafts), MAX_QUESTIONS),
        ("too-many-options-in-all", options, MAX_OPTIONS_IN_ALL),
    ):
        if count > limit:
            report.problem(sheet.name, None, code, limit=limit, count=count)
            report.refuse_if_faulty()


def _remark_on_empty_groups(sheet: Sheet, survey: Survey, report: Report) -> None:
    filled = {section.row for section in survey.sections if section.drafts}
    for section in survey.sections:
        if section.row not in filled and section.title:
            title = next(iter(section.title.values()))
            report.remark(sheet.name, section.row, "group-empty", name=section.name, title=excerpt(title))
