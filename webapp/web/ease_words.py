"""How easy a text is to read, in words for those who write it."""

from collections.abc import Callable

from flask import Flask

from webapp.domain.readability import BOUNDS, ENOUGH, Ease, Sentence, ease
from webapp.web.locale import decimal, ngettext
from webapp.web.locale import gettext as _

BAND_WORDS: dict[str, Callable[[], str]] = {
    "very-easy": lambda: _("mycket lätt att läsa"),
    "easy": lambda: _("lätt att läsa"),
    "medium": lambda: _("ganska svår att läsa"),
    "hard": lambda: _("svår att läsa"),
    "very-hard": lambda: _("mycket svår att läsa"),
}
"""Band -> its plain meaning. A test holds that no band lacks one."""


def init_app(app: Flask) -> None:
    """Gives templates what fields for texts in Swedish need."""
    app.jinja_env.globals.update(
        ease=ease, ease_words=ease_words, sentence_words=sentence_words, measured_languages=tuple(BOUNDS)
    )


def ease_words(found: Ease | None) -> str:
    """The value and what it means, for a text that is written right now; nothing for no text."""
    if found is None:
        return ""
    if found.lix is None:
        return _("För kort för att mäta hur lätt den är att läsa. Det behövs %(n)s ord.", n=decimal(ENOUGH))
    words = _(
        "Läsbarhetsindex %(value)s: %(meaning)s.",
        value=decimal(found.lix),
        meaning=BAND_WORDS[found.band](),
    )
    if not found.over:
        return words
    advice = _(
        "Sikta på högst %(limit)s. Skriv kortare meningar och kortare ord.", limit=decimal(found.bound)
    )
    return f"{words} {advice}"


def sentence_words(sentence: Sentence) -> str:
    """What makes a sentence hard."""
    return ngettext(
        "%(words)s ord, varav %(n)s långt",
        "%(words)s ord, varav %(n)s långa",
        sentence.long,
        words=decimal(sentence.words),
    )
