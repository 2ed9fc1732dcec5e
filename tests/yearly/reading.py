"""Reading pages and files back as a reader does."""

import csv
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from openpyxl import load_workbook

from tests.checks import text_of

Rows = list[dict[str, str]]


def main(html: str) -> Element:
    found = html5lib.parse(html, namespaceHTMLElements=False).find(".//main")
    assert found is not None
    return found


def part(html: str, heading: str) -> str:
    """What stands between the heading that says so and the next of its level or above, on one line."""
    inside, level, found = False, 9, []
    for element in main(html).iter():
        if element.tag in {"h1", "h2", "h3", "h4"}:
            here = int(element.tag[1])
            if inside and here <= level:
                break
            if text_of(element) == heading:
                inside, level = True, here
        elif inside and element.tag in {"p", "li", "dt", "dd", "td", "th", "caption", "summary"}:
            found.append(text_of(element))
    assert inside, f"no heading says {heading}"
    return " | ".join(found)


def facts(html: str, heading: str) -> dict[str, str]:
    """The first list of labels and values under a heading of a document."""
    seen = False
    for element in main(html).iter():
        if element.tag == "h2":
            seen = text_of(element) == heading
        elif seen and element.tag == "dl":
            return {text_of(row.find("dt")): text_of(row.find("dd")) for row in element.findall("div")}
    raise AssertionError(f"no figures under {heading}")


def rows_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


def tables(data: bytes) -> dict[str, Rows]:
    """Table -> its rows, of a file with one fact on each row."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for table, number, name, value in rows_of_csv(data)[1:]:
        found.setdefault(table, {}).setdefault(number, {})[name] = value
    return {table: list(rows.values()) for table, rows in found.items()}


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Sheet -> its rows, the headings first."""
    book = load_workbook(BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
