"""How the decision basis says things: texts in its language or marked with their own, days without markup."""

from collections.abc import Iterator
from datetime import date

from webapp.documents.model import Pair, Words
from webapp.domain.ladder import LadderStep
from webapp.domain.record import DialogueType
from webapp.domain.text import Localised, Text
from webapp.models import Dialogue
from webapp.web.content import pick
from webapp.web.locale import long_date
from webapp.web.policy import of_profile, profile


def say(texts: Localised, dialogue: Dialogue) -> Text:
    """A text of the dialogue, with the language that it is really in."""
    return pick(texts, dialogue.source_language)


def own(words: str, dialogue: Dialogue) -> Text:
    """Words that there is only one of: in the dialogue's language."""
    return Text(words, dialogue.source_language if words else "")


def plain_day(day: date | None) -> str:
    """``12 maj 2026``; nothing for None."""
    return long_date(day).striptags() if day else ""


def present(*pairs: tuple[str, Words]) -> Iterator[Pair]:
    """The pairs that say something."""
    return ((label, value) for label, value in pairs if value)


def advice(dialogue: Dialogue) -> Text:
    """How the policy says that a result counts; nothing where it binds, or where no politicians decide."""
    if dialogue.type is DialogueType.USER or dialogue.step is LadderStep.CO_DECISION:
        return Text("", "")
    return of_profile(profile().weighing)


def policy_sentence() -> Text:
    """The policy's own words on it, always in Swedish."""
    said = profile().weighing_said
    if not said.words:
        return Text("", "")
    return Text(f"”{said.words}” ({said.place})" if said.place else f"”{said.words}”", "sv")
