"""What the composer calls limits, and why a change cannot be made."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.domain.composing import MOST_QUESTIONS, ComposeError
from webapp.domain.questions import NONE, OTHER, QuestionSet
from webapp.web.composed import Words
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

LIMIT_WORDS: dict[str, Callable[[], Words]] = {
    "minimum": lambda: Words(_("Lägsta tal")),
    "maximum": lambda: Words(_("Högsta tal")),
    "earliest": lambda: Words(_("Tidigaste datum")),
    "latest": lambda: Words(_("Senaste datum")),
    "decimals": lambda: Words(_("Antal decimaler"), _("0 betyder heltal. Högst 3.")),
    "at_least": lambda: Words(_("Minsta antal svar")),
    "at_most": lambda: Words(_("Högsta antal svar")),
    "places": lambda: Words(_("Antal platser"), _("Tomt betyder att alla alternativ får en plats.")),
    "points": lambda: Words(_("Antal poäng att dela ut")),
    "pairs": lambda: Words(
        _("Antal par till var och en"),
        _("Tomt betyder 10 par, eller alla om de är färre. Alla får inte samma par."),
    ),
    "budget": lambda: Words(_("Pengar att fördela, i kronor"), _("Hela kronor, till exempel 500 000.")),
    "length": lambda: Words(_("Längsta svar, antal tecken"), _("Tomt betyder det vanliga.")),
}


def addable_words(name: str) -> Words:
    """A ready answer that can be added after a question's own options."""
    return {
        NONE: lambda: Words(_("”Inget av det här”"), _("Den som väljer det kan inte välja något mer.")),
        OTHER: lambda: Words(_("”Annat”"), _("Med plats för egna ord, som läses som andra fria texter.")),
    }[name]()


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What a list in the composer is called, with a hint, and what one entry is."""

    label: str
    hint: str
    one: str


def entry_words(part: str, kind: str) -> EntryWords:
    """What the rows or the options of a question of `kind` are called."""
    blank = _("Tomma rader räknas inte.")
    if part == "row" and kind == "statements":
        return EntryWords(_("Påståenden"), blank, _("Påstående"))
    if part == "row":
        return EntryWords(_("Rader"), f"{blank} {_('Varje rad blir en egen fråga på en telefon.')}", _("Rad"))
    if kind == "budget":
        hint = _("Skriv vad varje projekt är och vad det kostar, i hela kronor.")
        return EntryWords(_("Projekt"), f"{hint} {blank}", _("Projekt"))
    if kind == "picture":
        hint = _(
            "Bilderna görs små nog för telefoner. Uppgifter om plats och kamera tas bort. "
            "En rörlig bild blir en stillbild."
        )
        return EntryWords(_("Bilder"), hint, _("Bild"))
    if kind in {"scale", "matrix"}:
        hint = _("Tomma rader räknas inte. Skriv ord för varje steg.")
        return EntryWords(_("Skalans steg, i ordning"), hint, _("Alternativ"))
    return EntryWords(_("Svarsalternativ"), blank, _("Alternativ"))


def limit_words(name: str, kind: str = "") -> Words:
    """What a limit is called for a question of `kind`, with a hint."""
    words = LIMIT_WORDS[name]()
    if (name, kind) == ("points", "budget"):
        return Words(words.label, _("Bara när man röstar med poäng."))
    return words


def compose_sentence(error: ComposeError, question_set: QuestionSet, changed: str = "") -> str:
    """Why a change cannot be made. `changed`: the question or section that was to be changed."""
    number = question_set.numbers.get(error.question)
    about = _("Fråga %(number)s", number=decimal(number)) if number else _("En text mellan frågorna")
    if error.code == "too-many-questions":
        return _("Det finns redan %(limit)s frågor. Fler går inte att lägga till.", limit=MOST_QUESTIONS)
    if error.code == "condition-option":
        return _(
            "%(question)s visas för dem som väljer ett svar som du har tagit bort. "
            "Ändra villkoret där först.",
            question=about,
        )
    if error.code == "condition-order" and error.question == changed:
        return _(
            "%(question)s visas bara efter vissa svar på en annan fråga. Den måste komma efter den frågan.",
            question=about,
        )
    if error.code == "condition-order":
        return _(
            "%(question)s visas bara efter vissa svar på en fråga som då inte längre kommer före. "
            "Ändra villkoret där först.",
            question=about,
        )
    return _("Frågan finns inte längre. Någon annan kan ha tagit bort den.")
