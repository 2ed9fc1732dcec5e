"""The HTML that LimeSurvey's editor writes, as plain text."""

import re
from collections.abc import Mapping

from webapp.domain.text import Localised, clean
from webapp.interchange.markup import plain_html
from webapp.interchange.remarks import excerpt
from webapp.interchange.rows import LONGEST_RAW, LONGEST_TEXT
from webapp.interchange.where import Where

_UNSEEN = re.compile(r"<!--|<(?:script|style)\b", re.I)
"""What begins something that nobody reads."""
_ENDS = {"<!--": re.compile("-->"), "<script": re.compile(r"</script[^<>]*>", re.I)}
_ENDS["<style"] = re.compile(r"</style[^<>]*>", re.I)
_BLOCK = re.compile(
    r"</?(?:p|div|br|hr|table|tbody|thead|tr|ul|ol|dl|dd|dt|section|article|figure|figcaption|blockquote)\b"
    r"[^<>]*>",
    re.I,
)
_ITEM, _END_OF_ITEM = re.compile(r"<li\b[^<>]*>", re.I), re.compile(r"</li\s*>", re.I)
_CELL = re.compile(r"</?(?:td|th)\b[^<>]*>", re.I)
_PICTURE = re.compile(r"<img\b[^<>]*>", re.I)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.I)
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.I)
_MEDIA = re.compile(r"</?(?:video|audio|iframe|object|embed|source|canvas|svg|map|area)\b[^<>]*>", re.I)
_WORD = re.compile(r"</?[a-z]{1,3}:[a-z]+\b[^<>]*>", re.I)
"""Marks that a word processor leaves behind: ``<o:p>``."""
_ANY = re.compile(r"<[a-z!/][^<>]*>", re.I)
_EXPRESSION = re.compile(r"\{(?=[^\s{}])[^{}\n]{0,500}(?<=[^\s{}])\}")


def texts_in(raw: Mapping[str, str], where: Where, *, multiline: bool = True) -> Localised:
    """Language -> plain text, of those that have any."""
    texts = {language: text_of(value, where, multiline=multiline) for language, value in raw.items()}
    return {language: text for language, text in texts.items() if text}


def text_of(raw: str, where: Where, *, multiline: bool = True) -> str:
    """`raw` as plain text; what is lost is remarked upon once about each place."""
    text = _without_unseen(raw[:LONGEST_RAW], where)
    if _ANY.search(text):
        text = _lines(text, where)
    text, formatted = plain_html(text)
    if formatted:
        where.once("formatting")
    if found := _EXPRESSION.search(text):
        where.once("label-reference", value=excerpt(found[0]))
    if len(text) > LONGEST_TEXT or len(raw) > LONGEST_RAW:
        where.once("text-cut", limit=LONGEST_TEXT)
    return clean(_tidy(text)[:LONGEST_TEXT], multiline=multiline)


def _without_unseen(text: str, where: Where) -> str:
    kept, position = [], 0
    while found := _UNSEEN.search(text, position):
        kept.append(text[position : found.start()])
        if found[0] != "<!--":
            where.once("script")
        end = _ENDS[found[0].lower()].search(text, found.end())
        position = end.end() if end else len(text)
    return "".join(kept) + text[position:]


def _lines(text: str, where: Where) -> str:
    """HTML with its line breaks where a browser would break the line, and its pictures as words."""
    text = _BLOCK.sub("\n", " ".join(text.split()))
    text = _ITEM.sub("\n– ", _END_OF_ITEM.sub("", _CELL.sub(" ", text)))
    text = _PICTURE.sub(lambda found: _picture(found[0], where), text)
    if found := _MEDIA.search(text):
        where.once("media", value=excerpt(found[0]))
        text = _MEDIA.sub("", text)
    return _WORD.sub("", text)


def _picture(tag: str, where: Where) -> str:
    source, alt = _SOURCE.search(tag), _ALT.search(tag)
    where.once("media", value=excerpt(source[1] or source[2] or "" if source else tag))
    return (alt[1] or alt[2] or "") if alt else ""


def _tidy(text: str) -> str:
    """Lines without spaces around them, and at most one empty line between two."""
    lines = "\n".join(" ".join(line.replace("\xa0", " ").split(" ")).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" {2,}", " ", lines)).strip()
