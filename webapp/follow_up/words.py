"""What the pages after closing are called for each type of dialogue, and the fields that they share."""

from webapp.domain.record import DialogueType
from webapp.models import Dialogue
from webapp.web.composed import Words, language_word
from webapp.web.locale import gettext as _

TEXT_LENGTH = 10_000
"""Characters of a result, a decision or feedback."""


def languages_of(dialogue: Dialogue) -> list[str]:
    """The languages that texts are written in, the dialogue's own first."""
    return list(dict.fromkeys([dialogue.source_language, *dialogue.languages]))


def report_words(dialogue: Dialogue) -> Words:
    """The report: a consultation's has a name in law (5 kap. 17 § plan- och bygglagen)."""
    if dialogue.type is DialogueType.CONSULTATION:
        return Words(
            _("Samrådsredogörelse"),
            _("Vilka synpunkter kom in, och vad föreslår ni med anledning av dem? Det viktigaste först."),
        )
    return Words(
        _("Berätta vad invånarna svarade"),
        _("Det viktigaste först, med vanliga ord. Siffrorna visas på en egen sida."),
    )


def basis_words(dialogue: Dialogue) -> Words:
    """The decision basis: what it is called, and what it is."""
    title = {
        DialogueType.RESIDENT: lambda: _("Beslutsunderlag från dialogen"),
        DialogueType.USER: lambda: _("Underlag från brukardialogen"),
        DialogueType.CONSULTATION: lambda: _("Samrådsredogörelse"),
    }[dialogue.type]()
    return Words(title, _("En bilaga till ärendet. Den görs av det som redan står i dialogen."))


def in_tongue(label: str, lang: str) -> str:
    """A field's name with the language of its text."""
    return _("%(label)s (%(language)s)", label=label, language=language_word(lang))
