"""What is left to do before a dialogue can open, in sentences."""

from collections.abc import Callable

from webapp.domain.questions import MOST_PAIRED
from webapp.domain.readiness import EMPTY_SECTION, LANGUAGES, NOTHING_TO_ANSWER, Lack
from webapp.web.composed import language_word
from webapp.web.fact_words import CONTRADICTIONS, fact_words
from webapp.web.locale import and_list
from webapp.web.locale import gettext as _

FAULTS: dict[str, Callable[[], str]] = {
    NOTHING_TO_ANSWER: lambda: _("Lägg till frågor, eller låt invånarna lämna idéer."),
    EMPTY_SECTION: lambda: _("Delen har inga frågor. Lägg till frågor eller ta bort delen."),
    "no-text": lambda: _("Skriv frågan."),
    "no-options": lambda: _("Skriv minst två svarsalternativ."),
    "many-options": lambda: _(
        "Skriv högst %(most)s alternativ. Annars blir paren för många.", most=MOST_PAIRED
    ),
    "no-rows": lambda: _("Skriv minst en rad."),
    "no-money": lambda: _("Skriv hur mycket pengar det finns och vad varje projekt kostar."),
    "no-picture": lambda: _("Ett svarsalternativ saknar bild. Välj en."),
    "no-alt": lambda: _("En bild saknar beskrivning. Skriv vad den visar, för den som inte ser den."),
    "condition-order": lambda: _("Villkoret gäller en fråga som inte kommer före. Ändra villkoret."),
    "condition-option": lambda: _("Villkoret gäller ett svar som inte finns. Ändra villkoret."),
}


def lack_sentence(lack: Lack) -> str:
    """What is left to do, in a sentence, without saying in which question or section."""
    if lack.code == LANGUAGES:
        names = and_list(language_word(tag) for tag in lack.languages)
        return _("%(what)s saknas på %(languages)s.", what=_what(lack), languages=names)
    if lack.code == "missing":
        return fact_words(lack.field).todo
    return {**CONTRADICTIONS, **FAULTS}[lack.code]()


def _what(lack: Lack) -> str:
    name, _sign, place = lack.field.partition("-")
    if name == "option" and place.endswith("-alt"):
        number = int(place.removesuffix("-alt")) + 1
        return _("Beskrivningen av bilden vid svarsalternativ %(number)s", number=number)
    if name == "option":
        return _("Svarsalternativ %(number)s", number=int(place) + 1)
    if name == "row":
        return _("Rad %(number)s", number=int(place) + 1)
    return _("Frågan") if lack.id else f"”{fact_words(name).label}”"
