"""What those who took part thought of taking part: three short questions, asked twice."""

from enum import StrEnum

from webapp.domain.lifecycle import Stage

QUESTIONS = ("took_part", "clear", "led_to")
"""Could they take part; was it clear how much they could influence; do they see what it leads to."""
ANSWERS = ("yes", "partly", "no")


class Asked(StrEnum):
    """When the questions are asked."""

    SENT = "sent"
    TOLD = "told"


def asked_in(stage: Stage) -> Asked | None:
    """When in its life a dialogue in `stage` asks; None where it does not.

    It asks while it is open, and between feedback and evaluation: so the sums stand still in the yearly
    report, and those of the first time in the evaluation too.
    """
    return {Stage.OPEN: Asked.SENT, Stage.FED_BACK: Asked.TOLD}.get(stage)


def read(typed: dict[str, str]) -> dict[str, str]:
    """The answers in a form: question -> one of `ANSWERS`. What is no answer is left out."""
    return {name: typed[name] for name in QUESTIONS if typed.get(name) in ANSWERS}
