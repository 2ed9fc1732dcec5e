"""Raw answers as files: a workbook with a codebook, CSV, and JSON with everything by its id."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from webapp.domain.documents import to_readable_document
from webapp.domain.questions import Question, QuestionSet
from webapp.domain.response_columns import Cell, Column, Content, cell, columns_of
from webapp.results.files import LONGEST_CELL, OPTIONS
from webapp.results.response_rows import Given
from webapp.web.composed import kind_words
from webapp.web.content import option_text, pick, row_text
from webapp.web.csv_files import csv_file, harmless
from webapp.web.locale import gettext as _
from webapp.web.plan_words import channel_word

FORMAT = "radslag-responses/1"
OPTIONS_CHOSEN = {Content.OPTION, Content.PLACED, Content.ROW, Content.WINNER, Content.LOSER}
"""What stands in those columns whose cells are options."""
MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its headings."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions, what a reader of the file must know, and the language that they are written in."""

    questions: QuestionSet
    about: list[tuple[str, str]]
    source: str

    @property
    def columns(self) -> list[Column]:
        return columns_of(self.questions)

    def question(self, column: Column) -> Question:
        return self.questions.told_by_id[column.question]


def workbook(asked: Asked, given: Iterable[Given]) -> bytes:
    """An XLSX workbook with three sheets: the responses, the codebook, and what they are about."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        formats = {
            "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _response_sheet(book.add_worksheet(_("Svar")), asked, given, formats)
        _lines(book.add_worksheet(_("Kodbok")), [_codebook_heads(), *codebook(asked)], formats)
        _lines(book.add_worksheet(_("Om")), asked.about, formats, heads=False)
    return out.getvalue()


def _response_sheet(
    sheet: Worksheet, asked: Asked, given: Iterable[Given], formats: Mapping[str, Any]
) -> None:
    words = option_words(asked)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(_fact_heads()) + len(asked.columns) - 1, 16)
    for place, heading in enumerate([*_fact_heads(), *(column.name for column in asked.columns)]):
        sheet.write_string(0, place, heading, formats["heading"])
    for at, each in enumerate(given, start=1):
        sheet.write_datetime(at, 0, datetime(each.day.year, each.day.month, each.day.day), formats["day"])
        facts = [each.lang, channel_word(each.channel), each.place]
        for place, value in enumerate([*facts, *_cells(asked, each, words)], start=1):
            _write(sheet, at, place, value, formats["text"])


def _write(sheet: Worksheet, row: int, column: int, value: Cell, text: Any) -> None:
    match value:
        case None | "":
            return
        case int() | Decimal():
            sheet.write_number(row, column, float(value))
        case str():
            sheet.write_string(row, column, value[:LONGEST_CELL], text)


def _lines(
    sheet: Worksheet, lines: Iterable[Iterable[str]], formats: Mapping[str, Any], *, heads: bool = True
) -> None:
    sheet.set_column(0, 6, 30)
    for at, line in enumerate(lines):
        for place, value in enumerate(line):
            bold = at == 0 if heads else place == 0
            sheet.write_string(at, place, value[:LONGEST_CELL], formats["heading" if bold else "text"])


def table(asked: Asked, given: Iterable[Given]) -> bytes:
    """A CSV file, one response on each row. What the columns mean stands in the workbook's codebook."""
    words = option_words(asked)
    heads = [*_fact_heads(), *(column.name for column in asked.columns)]
    return csv_file(heads, (_csv_row(asked, each, words) for each in given))


def _csv_row(asked: Asked, given: Given, words: Mapping[tuple[str, str], str]) -> list[Any]:
    facts = [given.day.isoformat(), given.lang, channel_word(given.channel), harmless(given.place)]
    return [*facts, *(_csv_cell(value) for value in _cells(asked, given, words))]


def _csv_cell(value: Cell) -> Any:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case str():
            return harmless(value)
    return value


def document(asked: Asked, given: Iterable[Given]) -> bytes:
    """JSON: the question set, and the responses by the ids in it. ``null`` is a question declined."""
    content = {
        "format": FORMAT,
        "about": dict(asked.about),
        "questions": to_readable_document(asked.questions),
        "responses": [
            {
                "day": each.day.isoformat(),
                "language": each.lang,
                "channel": each.channel,
                "place": each.place,
                "answers": {
                    id_: each.answers[id_] for id_ in asked.questions.told_by_id if id_ in each.answers
                },
            }
            for each in given
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


FILES: dict[str, Callable[[Asked, Iterable[Given]], bytes]] = {
    "xlsx": workbook,
    "csv": table,
    "json": document,
}
"""Format -> what writes it."""


def option_words(asked: Asked) -> dict[tuple[str, str], str]:
    """(question, option) -> the option's text, with its id where two of a question read the same."""
    found = {}
    for question in asked.questions.told:
        texts = {id_: str(option_text(question, id_, asked.source)) for id_ in question.option_ids}
        read = list(texts.values())
        for id_, text in texts.items():
            found[question.id, id_] = text if read.count(text) == 1 and text else f"{text} ({id_})".strip()
    return found


def _cells(asked: Asked, given: Given, words: Mapping[tuple[str, str], str]) -> Iterator[Cell]:
    for column in asked.columns:
        value = cell(column, given.answers)
        if column.content in OPTIONS_CHOSEN and value is not None:
            value = words.get((column.question, str(value)), str(value))
        yield value


def codebook(asked: Asked) -> Iterator[list[str]]:
    """One line a column: its name, the question's number, text and kind, the option, and the contents."""
    words = option_words(asked)
    for heading, sentence in zip(_fact_heads(), _fact_words(), strict=True):
        yield [heading, "", "", "", "", sentence]
    for column in asked.columns:
        question = asked.question(column)
        number = str(asked.questions.numbers[question.id])
        text = str(pick(question.text, asked.source))
        option = _part_words(question, column, asked.source, words)
        kind = kind_words(question.kind).label
        yield [column.name, number, text, kind, option, _content_words(column, question)]


def _part_words(question: Question, column: Column, source: str, words: Mapping[tuple[str, str], str]) -> str:
    """The row or the option that the column is about; nothing for a place or the whole question."""
    if column.content is Content.ROW:
        return str(row_text(question, column.part, source))
    about_option = column.content in {Content.TICKED, Content.POINTS}
    return words[question.id, column.part] if about_option else ""


def _codebook_heads() -> list[str]:
    return [_("Kolumn"), _("Fråga nr"), _("Fråga"), _("Typ av fråga"), _("Alternativ"), _("Vad som står där")]


def _fact_heads() -> list[str]:
    return [_("Dag"), _("Språk"), _("Sätt att svara"), _("Plats")]


def _fact_words() -> list[str]:
    return [
        _("Dagen då svaret kom. Klockslaget sparas inte."),
        _("Språket på formuläret, som språkkod."),
        _("Hur svaret kom."),
        _("Platsen vars QR-kod användes, om det var någon."),
    ]


def _content_words(column: Column, question: Question) -> str:
    known: dict[Content, Callable[[], str]] = {
        Content.OPTION: lambda: _("Texten på det valda alternativet."),
        Content.TICKED: lambda: _("1 om alternativet valdes, 0 om inte. Tomt om frågan inte besvarades."),
        Content.PLACED: lambda: _("Det som sattes på plats %(place)s.", place=column.part),
        Content.POINTS: lambda: _(
            "Poäng till alternativet, av högst %(points)s.", points=question.limits.points
        ),
        Content.ROW: lambda: _("Texten på det alternativ som valdes på raden."),
        Content.WINNER: lambda: _(
            "Det som valdes i jämförelse %(number)s.", number=column.part.split(".")[0]
        ),
        Content.LOSER: lambda: _(
            "Det som stod mot i jämförelse %(number)s.", number=column.part.split(".")[0]
        ),
        Content.NUMBER: lambda: _("Talet som skrevs."),
        Content.DAY: lambda: _("Dagen som skrevs."),
        Content.TEXT: lambda: _("Texten som skrevs, som den skrevs."),
        Content.DECLINED: lambda: _("1 om svaret var ”vet inte eller vill inte svara”, annars 0."),
    }
    return known[column.content]()
