"""The words of a relevance equation, as those of an XLSForm expression, so that one grammar reads both."""

import re

from webapp.domain.text import clean
from webapp.interchange.tokens import (
    COMPARISON,
    LONGEST,
    MARK,
    NUMBER,
    REFERENCE,
    STRING,
    WORD,
    NotCarriedOver,
    Token,
)

NOT = Token(WORD, "!")
OPERATORS = {
    "==": Token(COMPARISON, "="),
    "eq": Token(COMPARISON, "="),
    "!=": Token(COMPARISON, "!="),
    "ne": Token(COMPARISON, "!="),
    "<": Token(COMPARISON, "<"),
    "lt": Token(COMPARISON, "<"),
    "<=": Token(COMPARISON, "<="),
    "le": Token(COMPARISON, "<="),
    ">": Token(COMPARISON, ">"),
    "gt": Token(COMPARISON, ">"),
    ">=": Token(COMPARISON, ">="),
    "ge": Token(COMPARISON, ">="),
    "&&": Token(WORD, "and"),
    "and": Token(WORD, "and"),
    "||": Token(WORD, "or"),
    "or": Token(WORD, "or"),
    "!": NOT,
    "(": Token(MARK, "("),
    ")": Token(MARK, ")"),
    ",": Token(MARK, ","),
}
_TOKEN = re.compile(
    r"""\s*(?:
    '(?P<single>(?:[^'\\]|\\.)*)' | "(?P<double>(?:[^"\\]|\\.)*)"
    | (?:INSERTANS:)?(?P<coded>[0-9]{1,12}X[0-9]{1,12}X[A-Za-z0-9_#]{1,100}(?:\.[A-Za-z]{1,20})?)
    | (?P<number>-?(?:[0-9]{1,15}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})(?![0-9A-Za-z_]))
    | (?P<name>[A-Za-z_][A-Za-z0-9_:\#]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
    | (?P<mark>==|!=|<=|>=|&&|\|\||[<>!(),])
    )""",
    re.X,
)
_ESCAPED = re.compile(r"\\(.)")


def tokens_of(expression: str) -> list[Token]:
    """The words of `expression`; braces around it do not matter.

    Raises:
        NotCarriedOver: ``condition-too-long``, ``condition-syntax``.
    """
    if len(expression) > LONGEST:
        raise NotCarriedOver("condition-too-long")
    text = clean(expression, multiline=False)
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    tokens = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise NotCarriedOver("condition-syntax")
        position = found.end()
        tokens.append(_token(str(found.lastgroup), found[str(found.lastgroup)], text[position:].lstrip()))
    return tokens


def _token(kind: str, text: str, after: str) -> Token:
    if kind in {"single", "double"}:
        return Token(STRING, _ESCAPED.sub(r"\1", text))
    if kind == "mark" or (kind == "name" and text.lower() in OPERATORS):
        return OPERATORS[text.lower()]
    if kind == "number":
        return Token(NUMBER, text)
    return Token(WORD if kind == "name" and after.startswith("(") else REFERENCE, text)
