"""The three questions to participants, in words, and what they answered."""

from collections import Counter
from typing import NamedTuple

from webapp.domain.disclosure import in_steps
from webapp.domain.experience import ANSWERS, QUESTIONS, Asked
from webapp.models.experience import Cell
from webapp.web.figure_words import about_tens
from webapp.web.locale import gettext as _


class ExperienceRow(NamedTuple):
    """A question, and about how many gave each answer, in words."""

    question: str
    numbers: tuple[str, ...]


def question_words(asked: Asked) -> dict[str, str]:
    """Question -> how it is asked."""
    told = asked is Asked.TOLD
    return {
        "took_part": _("Kunde du vara med på ett sätt som passade dig?"),
        "clear": _("Var det tydligt hur mycket du kan påverka?"),
        "led_to": _("Ser du vad svaren ledde till?") if told else _("Ser du vad svaren ska leda till?"),
    }


def answer_words() -> dict[str, str]:
    """Answer -> its words."""
    return {"yes": _("Ja"), "partly": _("Delvis"), "no": _("Nej")}


def experience_rows(asked: Asked, amounts: Counter[Cell]) -> list[ExperienceRow]:
    """The questions with about how many gave each answer; nothing where nobody answered."""
    if not amounts:
        return []
    words = question_words(asked)
    return [
        ExperienceRow(words[name], tuple(about_tens(in_steps(amounts[name, answer])) for answer in ANSWERS))
        for name in QUESTIONS
    ]


def when_words(asked: Asked) -> str:
    """When the participants were asked."""
    return _("Efter återkopplingen") if asked is Asked.TOLD else _("När de hade svarat")
