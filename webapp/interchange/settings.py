"""The settings sheet: the form's title and its default language."""

from typing import NamedTuple

from webapp.domain.text import clean
from webapp.interchange.languages import tag_of
from webapp.interchange.markup import plain
from webapp.interchange.remarks import Report, excerpt
from webapp.interchange.workbook import Row, Sheet

TITLES = {"form_title", "set_form_title", "title"}
LANGUAGE = "default_language"
LONGEST_TITLE = 200


class Settings(NamedTuple):
    """The form's title, and the BCP 47 tag of its default language; empty where not given."""

    title: str = ""
    language: str = ""


def read_settings(sheet: Sheet | None, report: Report) -> Settings:
    """The settings in the first row; every other one is remarked upon."""
    if sheet is None or not sheet.rows:
        return Settings()
    first, *others = sheet.rows
    for row in others:
        report.remark(sheet.name, row.number, "settings-row")
    settings = Settings()
    for header, value in first.cells.items():
        name = "_".join(header.lower().split())
        if name in TITLES:
            settings = settings._replace(title=_title(sheet, first, value, report))
        elif name == LANGUAGE:
            settings = settings._replace(language=_language(sheet, first, value, report))
        else:
            report.remark(sheet.name, first.number, "setting-not-used", name=header, value=excerpt(value))
    return settings


def _title(sheet: Sheet, row: Row, value: str, report: Report) -> str:
    text, formatted = plain(value[: LONGEST_TITLE * 10])
    title = clean(text, multiline=False)
    if formatted:
        report.remark(sheet.name, row.number, "formatting")
    if len(title) > LONGEST_TITLE:
        report.remark(sheet.name, row.number, "text-cut", limit=LONGEST_TITLE)
    return title[:LONGEST_TITLE].rstrip()


def _language(sheet: Sheet, row: Row, value: str, report: Report) -> str:
    tag = tag_of(value)
    if not tag:
        report.remark(sheet.name, row.number, "default-language-unknown", value=excerpt(value))
    return tag or ""
