"""What each form of a document needs to know about a language, and the renderers' own words."""

from functools import cache

from babel.core import Locale, UnknownLocaleError, get_global
from flask import current_app

from webapp.domain.text import Text
from webapp.web.languages import SOURCE


@cache
def locale(tag: str) -> Locale | None:
    """The Babel locale of the language in a BCP 47 `tag`, whatever its region; None where it is unknown."""
    try:
        return Locale.parse(tag.split("-")[0])
    except (ValueError, UnknownLocaleError):
        return None


def base(tag: str) -> str:
    """The language of `tag` in two or three letters; ``und`` where it is not known."""
    found = locale(tag)
    return found.language if found else "und"


def rtl(tag: str) -> bool:
    """Whether the language is written from right to left."""
    found = locale(tag)
    return found is not None and found.text_direction == "rtl"


def regional(tag: str) -> str:
    """`tag` with the region where most who write it live, as word processors want it: ``sv-SE``."""
    likely = get_global("likely_subtags").get(base(tag), "")
    language, _, rest = likely.partition("_")
    return f"{language}-{rest.split('_')[-1]}" if rest else base(tag)


def own_words(tag: str, message: str) -> Text:
    """One of the renderers' own messages in the language `tag`, with the language that it is really in."""
    known = current_app.extensions["catalogues"].get(tag)
    text = known.ugettext(message) if known else message
    return Text(text, SOURCE if text == message else tag)
