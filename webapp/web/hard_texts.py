"""The texts of a dialogue that are hard for residents to read, for those who can mend them."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from webapp.domain import readability
from webapp.domain.questions import all_texts
from webapp.domain.readability import Ease
from webapp.domain.text import Localised
from webapp.models import Dialogue
from webapp.web.fact_words import fact_words
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

READ_BY_RESIDENTS = (
    *("title", "purpose", "target_group", "can_influence", "cannot_influence", "matter", "weighing"),
    *("idea_prompt", "idea_rules"),
)


@dataclass(frozen=True, slots=True)
class HardText:
    """A text that is hard to read: what is said of it, where it is mended, and how hard it is."""

    sentence: str
    address: str
    ease: Ease


def hard_texts(dialogue: Dialogue) -> Iterator[HardText]:
    """The Swedish texts of `dialogue` that are harder than texts for everybody should be."""
    for name, found in readability.hard_texts({n: getattr(dialogue, n) for n in READ_BY_RESIDENTS}).items():
        facts = url_for("editing.facts", slug=dialogue.slug, _anchor=f"{name}-sv")
        yield HardText(_hard(f"”{fact_words(name).label}”", found), facts, found)
    asked = dict(enumerate(all_texts(dialogue.questions)))
    for place, found in readability.hard_texts({str(n): text for n, text in asked.items()}).items():
        called = _("Texten ”%(text)s” i frågorna", text=_start(asked[int(place)]))
        yield HardText(_hard(called, found), url_for("editing.questions", slug=dialogue.slug), found)


def _hard(text: str, found: Ease) -> str:
    return _(
        "%(text)s kan vara svår att läsa (läsbarhetsindex %(value)s, över %(limit)s). "
        "Skriv kortare meningar och kortare ord.",
        text=text,
        value=decimal(found.lix or 0),
        limit=decimal(found.bound),
    )


def _start(text: Localised) -> str:
    words = text.get("sv", "").split()
    return " ".join(words[:5]) + " …"
