"""A document as a part of a web page, in the look of the other pages."""

from functools import partial

from flask import render_template
from markupsafe import Markup, escape

from webapp.documents.columns import numeric_of, prose_of
from webapp.documents.model import Document, Words
from webapp.documents.soundness import paragraphs, said, sound
from webapp.documents.tongues import base, own_words, rtl
from webapp.domain.text import Text
from webapp.web.content import direction

BREAK = Markup("<br>")
PARAGRAPH = Markup("<p>{}</p>")
INLINE = Markup('<span lang="{}" dir="{}">{}</span>')
BLOCK = Markup('<div lang="{}" dir="{}">{}</div>')


def section(document: Document, *, title: bool = True) -> Markup:
    """`document` as an ``article`` with the page's ``h1``; without the ``h1`` where `title` is false.

    The page has to link ``css/results.css`` and ``css/document.css``.
    """
    whole = sound(document)
    lang = whole.language
    return Markup(  # noqa: S704 - the template escapes
        render_template(
            "documents/document.html",
            document=whole,
            blocks=[(f"document-{n}", type(block).__name__, block) for n, block in enumerate(whole.blocks)],
            contents=own_words(lang, "Innehåll"),
            direction_of=_direction,
            with_title=title,
            inline=partial(_inline, lang),
            led=partial(_led, lang),
            numeric_of=numeric_of,
            prose_of=prose_of,
        )
    )


def heading(document: Document) -> Text:
    """The document's title as it stands in its ``h1``, for the page's own title."""
    return said(sound(document).title)


def _direction(lang: str) -> str:
    if base(lang) == "und":
        return direction(lang)
    return "rtl" if rtl(lang) else "ltr"


def _marked(form: Markup, lang: str, own: str, words: Markup) -> Markup:
    return words if own in {"", lang} else form.format(own, _direction(own), words)


def _inline(lang: str, words: Words) -> Markup:
    lines = [escape(line) for part in paragraphs(words) for line in part]
    return _marked(INLINE, lang, said(words).lang, BREAK.join(lines))


def _led(lang: str, words: Words, lead: Words) -> Markup:
    """`words` as paragraphs, the first of which begins with `lead` in bold."""
    parts = [BREAK.join(escape(line) for line in part) for part in paragraphs(words)] or [Markup()]
    if said(lead).value:
        parts[0] = Markup("<strong>{}</strong> {}").format(_inline(said(words).lang or lang, lead), parts[0])
    joined = Markup("\n").join(PARAGRAPH.format(part) for part in parts)
    return _marked(BLOCK, lang, said(words).lang, joined)
