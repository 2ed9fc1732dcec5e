"""Languages of the interface at work: negotiation, catalogues, dates and numbers."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from babel import Locale, dates, lists
from babel import numbers as babel_numbers
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, request
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter

from webapp.web.borrowed import BEGIN, Borrowed, told_apart, unmarked
from webapp.web.languages import CALLED, INTERFACE, LANGUAGES, SOURCE, Language, chain

COOKIE = "lang"
CHOICE = "choose"
YEAR = 365 * 24 * 3600
Words = TypeVar("Words", str, Markup)


class LanguageConverter(BaseConverter):
    """Matches the tag of a language of the interface, and nothing else."""

    regex = "|".join(INTERFACE)


def init_app(app: Flask) -> None:
    """Connects languages to addresses, requests and templates."""
    app.url_map.converters["lang"] = LanguageConverter
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.after_request(_remember_choice)
    app.extensions["catalogues"] = catalogues(app)
    app.jinja_env.globals.update(
        _=gettext_markup,
        ngettext=ngettext_markup,
        in_language=in_language,
        languages=LANGUAGES,
        interface_languages=INTERFACE,
        current_language=current_language,
        long_date=long_date,
        decimal=decimal,
        percent=percent,
        and_list=and_list,
    )


def catalogues(app: Flask) -> dict[str, NullTranslations]:
    """Tag -> catalogue, for every language of the interface; what one lacks it takes from its neighbours."""
    found = {tag: _catalogue(app, LANGUAGES[tag]) for tag in INTERFACE}
    for tag in INTERFACE:
        for other in list(chain(tag))[1:]:
            if other in INTERFACE:
                found[tag].add_fallback(Borrowed(other, _catalogue(app, LANGUAGES[other])))
    return found


def _catalogue(app: Flask, language: Language) -> NullTranslations:
    if language.tag == SOURCE:
        return NullTranslations()
    found = Translations.load(app.extensions["settings"].translations, [language.folder])
    if not isinstance(found, Translations):
        app.logger.warning("No compiled catalogue for %s: run make catalogues", language.tag)
    return found


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    tag = values.pop("lang", None) if values else None
    g.lang = tag or negotiate(INTERFACE)


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", g.get("lang", SOURCE))


def _remember_choice(response: Any) -> Any:
    """Keeps a language that was chosen with a link or button; a page only visited is no choice."""
    if g.get("lang") and _chose():
        response.set_cookie(
            COOKIE,
            g.lang,
            max_age=YEAR,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


def _chose() -> bool:
    try:
        return bool(request.values.get(CHOICE))
    except HTTPException:
        return False


def negotiate(offered: Iterable[str]) -> str:
    """The language among `offered` for this reader: the chosen one, what the phone asks for, or Swedish."""
    tags = list(offered)
    chosen = request.args.get(CHOICE) or request.cookies.get(COOKIE)
    if chosen in tags:
        return str(chosen)
    by_base = {tag.split("-")[0]: tag for tag in reversed(tags)}
    for asked, _quality in request.accept_languages:
        wanted = asked.lower()
        base = wanted.partition("-")[0]
        for tag in (wanted, CALLED.get(wanted), by_base.get(base), CALLED.get(base)):
            if tag in tags:
                return str(tag)
    return SOURCE if SOURCE in tags else tags[0]


def reviewed_by(tag: str) -> str:
    """Who that speaks the language has reviewed its catalogue; empty where nobody has."""
    return str(current_app.extensions["catalogues"][tag].info().get("last-translator", ""))


def current_language() -> Language:
    """The language of this request's page."""
    return LANGUAGES[g.get("lang", SOURCE)]


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Lets all within be said in `tag`, whatever the page is in; in Swedish where there are no words."""
    before = g.get("lang", SOURCE)
    g.lang = tag if tag in INTERFACE else SOURCE
    try:
        yield
    finally:
        g.lang = before


def catalogue() -> NullTranslations:
    found: NullTranslations = current_app.extensions["catalogues"][current_language().tag]
    return found


def filled(text: Words, facts: Mapping[str, Any]) -> Words:
    """`text` with its facts; one that ends with a full stop, as dates may, ends the sentence too."""
    for name, fact in facts.items():
        place = f"%({name})s"
        if f"{place}." in text and Markup(fact).striptags().endswith("."):  # noqa: S704 - only read
            text = type(text)(text.replace(f"{place}.", place))
    return type(text)(text % facts) if facts else text


def gettext(message: str, /, **facts: Any) -> str:
    """`message` in the reader's language, with ``%(name)s`` filled in."""
    return filled(unmarked(str(catalogue().ugettext(message))), facts)


def ngettext(one: str, many: str, n: int, /, **facts: Any) -> str:
    """The plural form that `n` takes in the reader's language; ``%(n)s`` is written in the language's way."""
    return filled(unmarked(str(catalogue().ungettext(one, many, n))), {"n": decimal(n)} | facts)


def gettext_markup(message: str, /, **facts: Any) -> Markup:
    """`gettext` for templates: our own message is safe, the facts in it are escaped."""
    return filled(Markup(catalogue().ugettext(message)), facts)  # noqa: S704 - a message of our own


def in_language(tag: str, message: str, /, **facts: Any) -> Markup:
    """`message` in the language `tag` whatever the page's, marked with the language that it is really in."""
    known: NullTranslations = current_app.extensions["catalogues"].get(tag) or NullTranslations()
    text = known.ugettext(message)
    if text.startswith(BEGIN):
        return filled(Markup(told_apart(text)), facts)  # noqa: S704 - a message of our own
    language = LANGUAGES[tag if tag in INTERFACE else SOURCE]
    marked = Markup('<span lang="{}" dir="{}">{}</span>')
    return marked.format(language.tag, language.direction, filled(Markup(text), facts))  # noqa: S704


def ngettext_markup(one: str, many: str, n: int, /, **facts: Any) -> Markup:
    """`ngettext` for templates."""
    return filled(Markup(catalogue().ungettext(one, many, n)), {"n": decimal(n)} | facts)  # noqa: S704


@cache
def _locale(babel: str) -> Locale:
    return Locale.parse(babel)


def long_date(day: date) -> Markup:
    """`day` as a ``time`` element: ``14 december 2026``."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), date_word(day))


def date_word(day: date) -> str:
    """``14 december 2026``, in the language's way."""
    language = current_language()
    return own_digits(dates.format_date(day, language.date, locale=_locale(language.babel)))


def own_digits(text: str) -> str:
    """`text` with the digits that readers of the language are used to."""
    digits = current_language().digits
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def decimal(number: int | float | Decimal | Fraction) -> str:
    """A number in the language's way, with at most two decimals."""
    value = (
        Decimal(number.numerator) / Decimal(number.denominator) if isinstance(number, Fraction) else number
    )
    locale = _locale(current_language().babel)
    return own_digits(babel_numbers.format_decimal(value, format="#,##0.##", locale=locale))


def percent(share: Fraction | float) -> str:
    """A share of one as whole percent."""
    locale = _locale(current_language().babel)
    return own_digits(babel_numbers.format_percent(round(float(share), 2), locale=locale))


def and_list(words: Iterable[str]) -> Markup:
    """``a, b och c`` in the language's way; words that are markup stay so, others are escaped."""
    escaped = [escape(word) for word in words]
    return Markup(lists.format_list(escaped, locale=_locale(current_language().babel)))  # noqa: S704
