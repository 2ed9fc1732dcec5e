"""An untrusted .lss file as plain tables of text.

The file is a dump of database tables: ``document/<table>/rows/row/<field>``. Fields are read as they come, so
that no tree of the whole file is ever built.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from webapp.interchange.archive import MAX_FILE, MAX_TAGS
from webapp.interchange.remarks import ImportRefused

MAX_ROWS = 100_000
"""Most rows in all tables that are read."""
DEEPEST = 20
ROOT, SURVEY = "document", "Survey"
DOC_TYPE, VERSION, LANGUAGES = "LimeSurveyDocType", "DBVersion", "languages"
READ = frozenset(
    {
        *("answers", "answer_l10ns", "assessments", "conditions", "defaultvalues", "groups", "group_l10ns"),
        *("questions", "question_l10ns", "question_attributes", "quota", "subquestions", "surveys"),
        *("surveys_languagesettings", "survey_urlparameters"),
    }
)
"""The tables that something is made of, or told about."""
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
CONTROLS = bytes(number for number in range(32) if number not in b"\t\n\r")
DECLARED = re.compile(rb"^\s*<\?xml[^>]*\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)")

Row = Mapping[str, str]


@dataclass(slots=True)
class Tables:
    """What the file holds.

    Args:
        kind: what LimeSurvey calls the file: ``Survey``, ``Group``, ``Question``.
        languages: its languages as LimeSurvey writes them, the base language first.
        rows: table -> its rows, each field -> text. Empty fields are left out.
    """

    kind: str = ""
    languages: list[str] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, table: str) -> list[Row]:
        return self.rows.get(table, [])


def read_tables(data: bytes) -> Tables:
    """The tables of a survey.

    Raises:
        ImportRefused: ``file-too-large``, ``xml-doctype``, ``xml-encoding``, ``xml-broken``,
            ``xml-too-large``, ``xml-other``, ``lss-other-kind``.
    """
    if len(data) > MAX_FILE:
        raise ImportRefused("file-too-large", megabytes=MAX_FILE // 1_000_000)
    if data.count(b"<") > MAX_TAGS:
        raise ImportRefused("xml-too-large")
    tables = _parsed(data)
    if tables.kind != SURVEY:
        raise ImportRefused("lss-other-kind")
    return tables


def _parsed(data: bytes) -> Tables:
    collector = _Collector()
    parser = XMLParser(target=collector, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data if data.startswith(UTF16) else data.translate(None, CONTROLS))
        parser.close()
    except DefusedXmlException as error:
        raise ImportRefused("xml-doctype") from error
    except (ParseError, ValueError, LookupError) as error:
        raise ImportRefused("xml-broken" if _decodes(data) else "xml-encoding") from error
    return collector.tables


PLAIN = ("utf-", "iso8859-", "cp", "mac-", "koi8-", "ascii", "gb", "big5", "shift_jis", "euc_")
"""How the codecs begin that texts are written in, as Python names them; others can cost minutes."""


def _decodes(data: bytes) -> bool:
    """Whether the bytes are text in the encoding that the file says it has."""
    declared = DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    encoding = "utf-16" if data.startswith(UTF16) else declared[1].decode() if declared else "utf-8"
    try:
        if not codecs.lookup(encoding).name.startswith(PLAIN):
            return False
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


class _Collector:
    """What the parser tells of elements and text, put into tables."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.path: list[str] = []
        self.row: dict[str, str] = {}
        self.text: list[str] = []
        self.count = 0

    def start(self, tag: str, _attributes: Mapping[str, Any]) -> None:
        self.path.append(tag)
        self.text = []
        if len(self.path) == 1 and tag != ROOT:
            raise ImportRefused("xml-other")
        if len(self.path) > DEEPEST:
            raise ImportRefused("xml-too-large")
        if self._is_row():
            self.row = {}

    def data(self, text: str) -> None:
        self.text.append(text)

    def end(self, _tag: str) -> None:
        text = "".join(self.text).strip()
        self.text = []
        match self.path:
            case [_, "LimeSurveyDocType"]:
                self.tables.kind = text
            case [_, "languages", "language"] if text:
                self.tables.languages.append(text)
            case [_, table, "rows", "row", name] if table in READ and text:
                self.row[name] = text
            case [_, table, "rows", "row"] if table in READ:
                self._keep(table)
        self.path.pop()

    def close(self) -> None:
        """Called at the end of the file."""

    def _is_row(self) -> bool:
        return len(self.path) == 4 and self.path[3] == "row"

    def _keep(self, table: str) -> None:
        self.count += 1
        if self.count > MAX_ROWS:
            raise ImportRefused("xml-too-large")
        self.tables.rows.setdefault(table, []).append(self.row)
