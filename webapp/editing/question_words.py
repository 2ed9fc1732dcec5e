"""What the composer calls kinds of questions and limits, and why a change cannot be made."""

from collections.abc import Callable

from webapp.domain.composing import MOST_QUESTIONS, ComposeError
from webapp.domain.kinds import KINDS, NOTE
from webapp.domain.questions import QuestionSet
from webapp.editing.words import FactWords
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

KIND_ORDER = (*KINDS, NOTE)

KIND_WORDS: dict[str, Callable[[], FactWords]] = {
    "single": lambda: FactWords(_("Ett val"), _("Välj ett av flera svar.")),
    "multiple": lambda: FactWords(_("Flera val"), _("Välj så många svar man vill, eller högst ett visst antal.")),
    "scale": lambda: FactWords(
        _("Skala"), _("Välj ett steg, till exempel från ”Mycket otrygg” till ”Mycket trygg”.")
    ),
    "short_text": lambda: FactWords(_("Kort text"), _("Skriv några ord.")),
    "long_text": lambda: FactWords(_("Lång text"), _("Skriv fritt.")),
    "number": lambda: FactWords(_("Tal"), _("Skriv ett tal, till exempel ett antal.")),
    "ranking": lambda: FactWords(_("Rangordning"), _("Sätt alternativen i ordning, det viktigaste först.")),
    "points": lambda: FactWords(
        _("Fördela poäng"), _("Dela ut ett antal poäng. Det viktigaste får flest.")
    ),
    NOTE: lambda: FactWords(_("Text utan fråga"), _("En förklaring mellan frågorna. Den besvaras inte.")),
}

LIMIT_WORDS: dict[str, Callable[[], FactWords]] = {
    "minimum": lambda: FactWords(_("Lägsta tal")),
    "maximum": lambda: FactWords(_("Högsta tal")),
    "decimals": lambda: FactWords(_("Antal decimaler"), _("0 betyder heltal. Högst 3.")),
    "at_least": lambda: FactWords(_("Minsta antal svar")),
    "at_most": lambda: FactWords(_("Högsta antal svar")),
    "places": lambda: FactWords(_("Antal platser"), _("Tomt betyder att alla alternativ får en plats.")),
    "points": lambda: FactWords(_("Antal poäng att dela ut")),
    "length": lambda: FactWords(_("Längsta svar, antal tecken"), _("Tomt betyder det vanliga.")),
}


def kind_words(kind: str) -> FactWords:
    """The name of a kind of question, and what one does with it."""
    return KIND_WORDS[kind]()


def limit_words(name: str) -> FactWords:
    return LIMIT_WORDS[name]()


def compose_sentence(error: ComposeError, question_set: QuestionSet, changed: str = "") -> str:
    """Why a change cannot be made. `changed`: the question or section that was to be changed."""
    number = question_set.numbers.get(error.question)
    about = _("Fråga %(number)s", number=decimal(number)) if number else _("En text mellan frågorna")
    if error.code == "too-many-questions":
        return _("Det finns redan %(limit)s frågor. Fler går inte att lägga till.", limit=MOST_QUESTIONS)
    if error.code == "condition-option":
        return _(
            "%(question)s visas för dem som väljer ett svar som du har tagit bort. Ändra villkoret där först.",
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
