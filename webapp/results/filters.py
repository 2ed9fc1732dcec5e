"""The filter: one language or one place at a time, chosen from a list that tells nothing about counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import abort
from markupsafe import Markup

from webapp.models import Dialogue, Place
from webapp.models.figures import LANGUAGE, PLACE
from webapp.web.languages import INTERFACE, LANGUAGES
from webapp.web.locale import current_language, long_date
from webapp.web.locale import gettext_markup as _

EVERYTHING = ("", "")
NAME = Markup("<bdi>{}</bdi>")


@dataclass(frozen=True, slots=True)
class Choice:
    """One group to read: what the address carries, its name in the list, and what is said of its figures."""

    by: str
    group: str
    name: str
    sentence: Markup
    lang: str = ""
    """The language that the name is in, where it is not the page's."""

    @property
    def value(self) -> str:
        return f"{self.by}:{self.group}"


def language_choices(dialogue: Dialogue) -> Iterator[Choice]:
    """Every language that the dialogue has or can be answered in, whether anybody did or not."""
    for tag, language in LANGUAGES.items():
        if tag in dialogue.languages or tag in INTERFACE:
            translated = current_language().locale.languages.get(tag)
            name = translated or language.name
            sentence = _("Här räknas svar på %(language)s.", language=NAME.format(name))
            yield Choice(LANGUAGE, tag, name[:1].upper() + name[1:], sentence, "" if translated else tag)


def place_choices(places: Iterable[Place]) -> Iterator[Choice]:
    """Every place, and none; a place that was visited is told apart by the day."""
    for place in places:
        name = f"{place.name}, {long_date(place.visit_on).striptags()}" if place.visit_on else place.name
        sentence = _("Här räknas svar från %(place)s.", place=NAME.format(name))
        yield Choice(PLACE, str(place.id), name, sentence)
    yield Choice(PLACE, "", str(_("Ingen plats")), _("Här räknas svar som inte kom från någon plats."))


def chosen(by: str, group: str, offered: Iterable[Choice]) -> Choice | None:
    """The choice that ``by`` and ``group`` name, or ``group`` alone (``lang:ar``); None for all answers.

    404 where it is none of those offered.
    """
    if not by and ":" in group:
        by, group = group.split(":", 1)
    if (by, group) == EVERYTHING:
        return None
    found = next((choice for choice in offered if (choice.by, choice.group) == (by, group)), None)
    if found is None:
        abort(404)
    return found
