"""One door for every kind of file that question sets come in."""

import codecs
from collections.abc import Sequence

from webapp.interchange.imported import Imported
from webapp.interchange.limesurvey.survey import import_limesurvey
from webapp.interchange.limesurvey.tables import UTF16
from webapp.interchange.question_file import import_question_file
from webapp.interchange.xlsform import import_xlsform

PAGE = (b"<!doctype html", b"<html")


def import_file(data: bytes, languages_offered: Sequence[str] = ("sv",)) -> Imported:
    """Reads a file of any kind that can be imported; its content tells which, never its name.

    Raises:
        ImportRefused: nothing can be imported.
    """
    if is_xml(data):
        return import_limesurvey(data, languages_offered)
    if data[:200].removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        return import_question_file(data, languages_offered)
    return import_xlsform(data, languages_offered)


def is_xml(data: bytes) -> bool:
    """Whether `data` looks like XML, and not like a web page."""
    start = data[:200].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return data.startswith(UTF16) or (start.startswith(b"<") and not start.startswith(PAGE))
