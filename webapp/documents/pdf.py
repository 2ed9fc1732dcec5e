"""A document as a PDF that is both PDF/A-2a (kept for good) and PDF/UA-1 (accessible).

What residents wrote goes into typst as data, never as markup, and typst gets an empty folder to read from.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import typst

from webapp.documents import fonts as typefaces
from webapp.documents import glyphs
from webapp.documents.columns import cells_of, columns, size
from webapp.documents.model import Bars, Document, Note, Table
from webapp.documents.soundness import mapped, paragraphs, sound
from webapp.documents.tongues import base, own_words, rtl
from webapp.domain.text import Text
from webapp.web.clock import now

SOURCE = Path(__file__).with_name("page.typ").read_bytes()
MIME = "application/pdf"
ROUNDS = 6
WHOLE_ROW = 900
"""Characters: a row with more in one cell may be broken across pages, as it may not fit one."""
LONGEST_WORD = 40
BREAK = "\u200b"


def pdf(document: Document, fonts: typst.Fonts | None = None) -> bytes:
    """`document` as a PDF file.

    Characters that no typeface has are replaced with words, and a note at the end says so.

    Raises:
        typst.TypstError: the file could not be made; no text is known that leads to this.
    """
    whole = sound(document)
    try:
        return _written(whole, fonts or typefaces.every())
    except typst.TypstError:
        if fonts:
            raise
        return _written(whole, typefaces.shipped())
