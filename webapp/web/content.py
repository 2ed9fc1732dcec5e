"""Showing texts that carry their language."""

import json
import re
from datetime import date
from decimal import Decimal

from flask import Flask
from markupsafe import Markup, escape

from webapp.domain.conditions import Condition, to_document
from webapp.domain.questions import Question
from webapp.domain.text import Localised, Text, choose
from webapp.web.languages import LANGUAGES
from webapp.web.locale import current_language, decimal, long_date

INLINE = Markup('<span lang="{}" dir="{}">{}</span>')
BLOCK = Markup('<div lang="{}" dir="{}">{}</div>')
USER_BLOCK = Markup('<div class="said" lang="{}" dir="auto">{}</div>')
WORDS = Markup('<bdi lang="{}">{}</bdi>')
PHONE = Markup('<a href="tel:{}"><bdi dir="ltr" class="whole">{}</bdi></a>')
MAIL = Markup('<a href="mailto:{}"><bdi dir="ltr">{}</bdi></a>')
PARAGRAPH = Markup("<p>{}</p>")


def init_app(app: Flask) -> None:
    """Gives templates the filters below."""
    app.jinja_env.filters.update(
        inline=inline,
        prose=prose,
        said=said,
        option_text=option_text,
        row_text=row_text,
        as_number=as_number,
        as_day=as_day,
        words_of=words_of,
        condition_json=condition_json,
    )
    app.jinja_env.globals.update(pick=pick, direction=direction, phone_link=phone_link, mail_link=mail_link)


def pick(texts: Localised, source: str) -> Text:
    """The text for this page's reader, with the language it is really in."""
    return choose(texts, current_language().tag, source)


def direction(lang: str) -> str:
    """``rtl`` or ``ltr``; ``auto`` for a language that is not in the table."""
    return LANGUAGES[lang].direction if lang in LANGUAGES else "auto"


def inline(text: Text) -> Markup:
    """`text` within a line; marked with its language where that is not the page's."""
    if text.lang in {"", current_language().tag}:
        return escape(text.value)
    return INLINE.format(text.lang, direction(text.lang), text.value)


def prose(text: Text) -> Markup:
    """`text` as paragraphs; marked with its language where that is not the page's."""
    paragraphs = _paragraphs(text.value)
    if text.lang in {"", current_language().tag}:
        return paragraphs
    return BLOCK.format(text.lang, direction(text.lang), paragraphs)


def said(value: str, lang: str) -> Markup:
    """What a resident wrote: its own language, its own direction, its own line breaks."""
    return USER_BLOCK.format(lang, _paragraphs(value))


def words_of(value: str, lang: str) -> Markup:
    """A name or a note that there is only one of: set apart, in the language it was written in."""
    return WORDS.format(lang, value)


def phone_link(number: str) -> Markup:
    """A phone number that can be pressed, left to right in every language."""
    return PHONE.format("".join(char for char in number if char.isdigit() or char == "+"), number)


def mail_link(address: str) -> Markup:
    """An e-mail address that can be pressed."""
    return MAIL.format(address, address)


def option_text(question: Question, option: str, source: str) -> Text:
    """The text of one option of `question`; empty where there is no such option any more."""
    texts = {each.id: each.text for each in question.options}
    return pick(dict(texts.get(option, {})), source)


def row_text(question: Question, row: str, source: str) -> Text:
    """The text of one row of `question`; empty where there is no such row any more."""
    texts = {each.id: each.text for each in question.rows}
    return pick(dict(texts.get(row, {})), source)


def as_number(value: str) -> str:
    """A stored number as the page's reader writes it."""
    return decimal(Decimal(value))


def as_day(value: str) -> Markup:
    """A stored day as the page's reader writes it."""
    return long_date(date.fromisoformat(value))


def condition_json(condition: Condition) -> str:
    """A condition as the page's script reads it."""
    return json.dumps(to_document(condition), ensure_ascii=False, separators=(",", ":"))


def _paragraphs(value: str) -> Markup:
    parts = [part.strip() for part in re.split(r"\n\s*\n", value) if part.strip()]
    return Markup("").join(
        PARAGRAPH.format(Markup("<br>").join(escape(line) for line in part.split("\n"))) for part in parts
    )
