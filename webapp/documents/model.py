"""What a document says, apart from how it looks.

Wherever `Words` stand, a plain string is in the document's language and a `Text` is in its own. Line breaks
are kept; an empty line begins a new paragraph. Characters that no document can hold are left out.
"""

from dataclasses import dataclass

from webapp.domain.text import Text

Words = str | Text
Pair = tuple[Words, Words]
"""What something is called, and what it is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section; the document's title is of level 1. A level that skips one is moved up."""

    text: Words
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with words in front of it that are set in bold."""

    text: Words
    lead: Words = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order says nothing."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, such as the registration number and the board."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header. `numeric` holds the columns, counted from 0, that are aligned as numbers."""

    caption: Words
    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    numeric: frozenset[int] = frozenset()
    row_headers: bool = True
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of `Bars`: its figures in words, and how much of the bar is filled (0–1; None: no bar)."""

    label: Words
    figures: tuple[Words, ...]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A table of figures with a bar in each row. The bars are decoration: every figure stands as text."""

    caption: Words
    header: tuple[Words, ...]
    rows: tuple[Bar, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, in the language it was said in."""

    text: Words
    source: Words = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A marked box with what the reader must not miss."""

    text: Words
    lead: Words = ""


Block = Heading | Paragraph | Bullets | Facts | Table | Bars | Quote | Note


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        language: BCP 47 tag of the document, which plain strings are in.
        municipality: Whose document it is: the author, and the first half of every page's header.
        registration: Registration number (*diarienummer*), the other half of every page's header.
        facts: Labels and values that stand under the title.
        footer: A line at the foot of every page.
        contents: Whether a list of contents follows the title.
    """

    title: Words
    language: str = "sv"
    subtitle: Words = ""
    municipality: Words = ""
    registration: Words = ""
    facts: tuple[Pair, ...] = ()
    blocks: tuple[Block, ...] = ()
    footer: Words = ""
    contents: bool = False
