"""What the fields of staff's forms are called, for pages that show a form without knowing it."""

from collections.abc import Callable

from webapp.web.composed import language_word
from webapp.web.fact_words import FACTS
from webapp.web.languages import LANGUAGES
from webapp.web.locale import gettext as _

NOT_WRITTEN = frozenset(
    {
        "base",
        "condition_shown",
        "do",
        "group",
        "id",
        "key",
        "kind",
        "before",
        "revision",
        "signed",
        "state",
        "sure",
    }
    | {"agreed", "before", "resume_path", "resume_name", "resume_value", "username"}
)
"""Fields that no person fills in."""
CHOICES = frozenset(
    {"active", "board", "condition", "condition_option", "languages", "may_decline", "required", "roles"}
    | {
        "source",
        "step",
        "takes_ideas",
        "ideas_shown_at_once",
        "type",
        "political",
        "scope",
        "public_environment",
        "boards",
    }
    | {"grade", "outcome", "standing", "code", "into", "ideas_shown_at_once", "idea_comments"}
    | {"idea_pictures"}
    | {"gates", "people", "steps", "successor"}
)
"""Fields whose values are codes of our own: what was chosen cannot be read from them."""
LABELS: dict[str, Callable[[], str]] = {
    "name": lambda: _("Namn"),
    "email": lambda: _("E-postadress"),
    "phone": lambda: _("Telefonnummer"),
    "text": lambda: _("Text"),
    "hint": lambda: _("Förklaring"),
    "intro": lambda: _("Inledning"),
    "option": lambda: _("Svarsalternativ"),
    "reason": lambda: _("Skäl"),
    "visit_on": lambda: _("Datum"),
    "meeting": lambda: _("Mötesdag"),
    "paragraph": lambda: _("Paragraf"),
    "reference": lambda: _("Registrerat som"),
    "summary": lambda: _("Sammanfattning"),
    "onward": lambda: _("Så går vi vidare"),
    "words": lambda: _("Med egna ord"),
}


def is_written(name: str) -> bool:
    """Whether a person fills in the field `name`."""
    return name not in NOT_WRITTEN and not name.endswith((".id", ".picture"))


def is_choice(name: str) -> bool:
    """Whether the field `name` holds codes, for what was chosen in lists and boxes."""
    return name.split(".")[0] in CHOICES


def field_label(name: str) -> str:
    """What the field `name` is called, with the language of its text; empty where that is not known.

    A name begins with a word; a row and a language may follow: ``purpose.sv``, ``option.3.ar``.
    """
    word, *rest = name.split(".")
    label = LABELS[word]() if word in LABELS else FACTS[word]().label if word in FACTS else ""
    lang = rest[-1] if rest else ""
    return f"{label} ({language_word(lang)})" if label and lang in LANGUAGES else label
