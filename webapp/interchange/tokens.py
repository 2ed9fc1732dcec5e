"""The words of an XLSForm expression (a small part of XPath)."""

import re
from decimal import Decimal
from typing import NamedTuple

from webapp.domain.text import clean

LONGEST = 2_000
"""Longest expression that is read, in characters."""
DEEPEST = 20
"""Most parentheses and functions inside each other."""

REFERENCE, STRING, NUMBER, COMPARISON, MARK, WORD, SELF = (
    "reference",
    "string",
    "number",
    "comparison",
    "mark",
    "word",
    "self",
)
_TOKEN = re.compile(
    r"""\s*(?:
    \$\{\s*(?P<reference>[^{}]+?)\s*\}
    | '(?P<single>[^']*)' | "(?P<double>[^"]*)"
    | (?P<number>-?(?:[0-9]{1,15}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})(?![0-9]))
    | (?P<comparison><=|>=|!=|=|<|>)
    | (?P<mark>[(),])
    | (?P<word>[A-Za-z_][A-Za-z0-9_:-]*)
    | (?P<self>\.)
    )""",
    re.X,
)
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_REFERENCE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"'})


class NotCarriedOver(Exception):
    """An expression says something that a question set cannot.

    Args:
        code: the reason.
        facts: what the sentence about it needs.
    """

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Token(NamedTuple):
    """A word of an expression: what it is, and its text without quotes or braces."""

    kind: str
    text: str


def tokens_of(expression: str) -> list[Token]:
    """The words of `expression`. Curly quotation marks, as spreadsheets make them, count as straight ones.

    Raises:
        NotCarriedOver: ``condition-too-long``, ``condition-syntax``.
    """
    if len(expression) > LONGEST:
        raise NotCarriedOver("condition-too-long")
    text = clean(expression, multiline=False).translate(_STRAIGHT)
    tokens = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise NotCarriedOver("condition-syntax")
        kind = str(found.lastgroup)
        tokens.append(Token(STRING if kind in {"single", "double"} else kind, found[kind]))
        position = found.end()
    return tokens


def names_in(expression: str) -> set[str]:
    """Names of the questions that `expression` refers to, whether or not it can be understood."""
    return set(_REFERENCE.findall(clean(expression, multiline=False)))


def decimal_of(text: str) -> Decimal | None:
    """The number that `text` is, as a program writes it (``-1.5``); None where it is none."""
    return Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else None
