"""Reading a PDF as others do: a validator, a screen reader, somebody who turns the pages."""

import re
from collections.abc import Iterator
from ctypes import create_string_buffer
from dataclasses import dataclass
from typing import Any

import page as validator
import pypdfium2
from pypdfium2 import raw

PROFILES = (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2A)


def problems(data: bytes) -> list[str]:
    """What a validator says against the file as PDF/UA-1 and as PDF/A-2a."""
    found = []
    for profile in PROFILES:
        report = validator.validate_pdf_bytes(data, profile=profile)
        found += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    return [each for each in found if "STREAM-LENGTH" not in each or not lengths_are_right(data)]


def lengths_are_right(data: bytes) -> bool:
    """Whether each stream of the file is as long as it says.

    The validator takes a CR that happens to be the last byte of a stream for a part of the line end after it,
    and then calls the length wrong. This reads all lengths again, by the letter of the standard.
    """
    position = 0
    while found := re.compile(rb"/Length (\d+)").search(data, position):
        start = data.index(b"stream\n", found.end()) + len(b"stream\n")
        position = start + int(found[1])
        if not data.startswith(b"\nendstream", position):
            return False
    return position > 0


def pages(data: bytes) -> list[str]:
    """The words on each page."""
    document = pypdfium2.PdfDocument(data)
    return [document[n].get_textpage().get_text_bounded() for n in range(len(document))]


def words(data: bytes) -> str:
    """All the words, on one line, without the places where long ones may be broken."""
    return " ".join(" ".join(pages(data)).replace("\u200b", "").replace("\ufffe", "").split())


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    """(depth, title) of the outline."""
    return [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(data).get_toc()]


@dataclass(frozen=True)
class Element:
    """An element of the tags that a screen reader follows."""

    kind: str
    lang: str
    inside: tuple[str, ...]


def elements(data: bytes) -> list[Element]:
    """Every tagged element, in reading order."""
    document = pypdfium2.PdfDocument(data)
    found: list[Element] = []
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for n in range(raw.FPDF_StructTree_CountChildren(tree)):
            found += _below(raw.FPDF_StructTree_GetChildAtIndex(tree, n), ())
        raw.FPDF_StructTree_Close(tree)
    return found


def _below(element: Any, inside: tuple[str, ...]) -> Iterator[Element]:
    if not element:
        return
    kind = _string(raw.FPDF_StructElement_GetType, element)
    yield Element(kind, _string(raw.FPDF_StructElement_GetLang, element), inside)
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _below(raw.FPDF_StructElement_GetChildAtIndex(element, n), (*inside, kind))


def _string(get: Any, element: Any) -> str:
    length = get(element, None, 0)
    if length <= 2:
        return ""
    buffer = create_string_buffer(length)
    get(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le")
