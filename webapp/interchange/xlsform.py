"""XLSForm workbooks as question sets: all or nothing, and whatever is not carried over is told by row."""

from collections.abc import Iterator, Sequence

from webapp.domain.questions import Question, QuestionSet, Section
from webapp.interchange.choices import read_lists, remark_on_unused
from webapp.interchange.columns import Column, SheetColumns, columns_of, has_unmarked_texts, languages_in
from webapp.interchange.drafts import Survey
from webapp.interchange.identifiers import identifiers
from webapp.interchange.imported import Imported
from webapp.interchange.links import linked_questions
from webapp.interchange.question_rows import Context
from webapp.interchange.remarks import ImportRefused, Report
from webapp.interchange.settings import read_settings
from webapp.interchange.survey import read_survey
from webapp.interchange.workbook import READ, Sheet, Workbook, read_workbook

NEEDED = {"survey": ("type", "name"), "choices": ("list_name", "name")}


def import_xlsform(data: bytes, languages_offered: Sequence[str] = ("sv",)) -> Imported:
    """Reads an XLSForm workbook.

    Args:
        data: the bytes of an .xlsx file, from anybody.
        languages_offered: tags of the languages that a dialogue can be offered in, the source language
            first: texts whose language the workbook does not tell are taken to be in that one.

    Raises:
        ImportRefused: nothing can be imported; `problems` tells why, by row.
    """
    workbook = read_workbook(data)
    report = Report()
    settings = read_settings(workbook.sheets.get("settings"), report)
    unmarked = settings.language or languages_offered[0]
    survey, choices = _sheets(workbook, unmarked, report)
    languages = languages_in([survey, choices])
    default = unmarked if settings.language or unmarked in languages else (*languages, unmarked)[0]
    sections = _read_sections(survey, choices, languages, default, report)
    _remark_on_workbook(workbook, report)
    _remark_on_languages(survey[0], languages, languages_offered, report)
    if not settings.language and has_unmarked_texts([survey, choices]):
        report.remark(survey[0].name, survey[0].header_row, "language-assumed", language=unmarked)
    return Imported(
        question_set=QuestionSet(sections),
        languages=languages,
        default_language=default,
        title={default: settings.title} if settings.title else {},
        notes=report.in_order([workbook.sheets[name].name for name in READ if name in workbook.sheets]),
    )


def _sheets(workbook: Workbook, unmarked: str, report: Report) -> tuple[SheetColumns, SheetColumns]:
    """The sheets of questions and of choices with their columns.

    Raises:
        ImportRefused: ``sheet-missing``, ``column-missing``, ``column-twice``.
    """
    survey, choices = workbook.sheets.get("survey"), workbook.sheets.get("choices", Sheet("choices"))
    if survey is None:
        raise ImportRefused("sheet-missing", sheet="survey")
    found = (
        (survey, _columns(survey, "survey", unmarked, report)),
        (choices, _columns(choices, "choices", unmarked, report)),
    )
    report.refuse_if_faulty()
    return found


def _read_sections(
    survey: SheetColumns, choices: SheetColumns, languages: list[str], default: str, report: Report
) -> tuple[Section, ...]:
    """
    Raises:
        ImportRefused: there was a problem in either sheet.
    """
    lists = read_lists(*choices, default, report)
    drafts = read_survey(*survey, Context(lists, languages, default), report)
    remark_on_unused(lists, drafts.used_lists, choices[0], report)
    questions = linked_questions(drafts, survey[0].name, report)
    report.refuse_if_faulty()
    return tuple(_sections(drafts, questions))


def _columns(sheet: Sheet, name: str, unmarked: str, report: Report) -> dict[str, Column]:
    columns = columns_of(sheet, unmarked, report)
    if sheet.headers or name == "survey":
        there = {column.base for column in columns.values()}
        for base in NEEDED[name]:
            if base not in there:
                report.problem(sheet.name, sheet.header_row, "column-missing", sheet=sheet.name, column=base)
    return columns


def _sections(survey: Survey, questions: list[Question]) -> Iterator[Section]:
    filled = [section for section in survey.sections if section.drafts]
    ids = identifiers([section.name for section in filled], "section")
    rest = iter(questions)
    for section, identifier in zip(filled, ids, strict=True):
        members = tuple(next(rest) for _ in section.drafts)
        yield Section(identifier, section.title, section.intro, members)


def _remark_on_languages(sheet: Sheet, languages: list[str], offered: Sequence[str], report: Report) -> None:
    for language in languages:
        if language not in offered:
            report.remark(sheet.name, sheet.header_row, "language-not-offered", language=language)


def _remark_on_workbook(workbook: Workbook, report: Report) -> None:
    for name in workbook.unread:
        report.remark(name, None, "sheet-not-read")
    for sheet, row in workbook.valueless:
        report.remark(workbook.sheets[sheet].name, row, "formula-without-value")
    if workbook.comments:
        report.remark("", None, "comments")
