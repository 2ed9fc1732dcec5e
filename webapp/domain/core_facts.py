"""Core facts: how much can be influenced, who decides, when, and how the result is handled.

Facts that honesty demands are listed in the municipalities' policies: degree of influence and treatment of
the result told at every dialogue (Tjörn 2018), purpose, target group and degree settled before it is held
(Vänersborg 2022), a named person responsible (Kungsbacka 2014, Forshaga 2017).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.domain.ladder import LadderStep
from webapp.domain.questions import missing_languages
from webapp.domain.text import Localised


@dataclass(frozen=True, slots=True)
class CoreFacts:
    """What a resident must be able to know. Texts are localised; dates are whole days.

    Args:
        step: how much residents can influence; None while nobody has decided it.
        step_decision: who set the step, where and when (body, date, §).
        can_influence, cannot_influence: what is open, and what is not and why.
        board: name of the deciding body; None while none is named.
        matter: what that body decides.
        decided_on: day of its meeting; None if not set yet, and then `next_notice` says when more is told.
        weighing: how the answers are weighed in the decision.
        compiled_by: who compiles the answers, by `compiled_on`.
        feedback_by: when residents are told what was decided and why.
        commitment: the decision to follow the result; only co-decision needs one.
    """

    title: Localised = field(default_factory=dict)
    purpose: Localised = field(default_factory=dict)
    target_group: Localised = field(default_factory=dict)
    step: LadderStep | None = None
    step_decision: str = ""
    can_influence: Localised = field(default_factory=dict)
    cannot_influence: Localised = field(default_factory=dict)
    matter: Localised = field(default_factory=dict)
    weighing: Localised = field(default_factory=dict)
    commitment: str = ""
    board: str | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    compiled_by: str = ""
    compiled_on: date | None = None
    decided_on: date | None = None
    next_notice: date | None = None
    feedback_by: date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    languages: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """Something that keeps a dialogue from opening.

    Args:
        fact: the field it is about.
        code: ``missing``, ``languages`` (not in every language offered) or what is inconsistent.
        languages: the languages that lack the text.
    """

    fact: str
    code: str = "missing"
    languages: tuple[str, ...] = ()


TEXTS = ("title", "purpose", "target_group", "cannot_influence", "matter", "weighing")
DAYS = ("opens_on", "closes_on", "compiled_on", "feedback_by")
WORDS = ("step_decision", "compiled_by", "contact_name")


def unmet(facts: CoreFacts) -> list[Unmet]:
    """What must be settled before the dialogue can open, in the order of the form."""
    return [*_missing(facts), *_inconsistent(facts)]


def _missing(facts: CoreFacts) -> Iterator[Unmet]:
    if not facts.languages:
        yield Unmet("languages")
    for name in TEXTS:
        yield from _text(facts, name)
    if facts.step is None:
        yield Unmet("step")
    elif facts.step.open_to_influence:
        yield from _text(facts, "can_influence")
    for name in (*WORDS, *DAYS):
        if not getattr(facts, name):
            yield Unmet(name)
    if facts.board is None:
        yield Unmet("board")
    if facts.decided_on is None and facts.next_notice is None:
        yield Unmet("decided_on")
    if not (facts.contact_phone or facts.contact_email):
        yield Unmet("contact_phone")


def _text(facts: CoreFacts, name: str) -> Iterator[Unmet]:
    lacking = missing_languages(getattr(facts, name), list(facts.languages))
    if lacking and len(lacking) == len(facts.languages):
        yield Unmet(name)
    elif lacking:
        yield Unmet(name, "languages", tuple(lacking))


def _inconsistent(facts: CoreFacts) -> Iterator[Unmet]:
    for earlier, later, code in (
        ("opens_on", "closes_on", "closes-before-opening"),
        ("closes_on", "compiled_on", "compiled-before-closing"),
        ("closes_on", "decided_on", "decided-before-closing"),
        ("compiled_on", "decided_on", "decided-before-compiled"),
        ("closes_on", "feedback_by", "feedback-before-closing"),
        ("decided_on", "feedback_by", "feedback-before-decision"),
    ):
        first, second = getattr(facts, earlier), getattr(facts, later)
        if first and second and second < first:
            yield Unmet(later, code)
    if facts.step and facts.step.needs_decision_to_follow and not facts.commitment.strip():
        yield Unmet("commitment", "co-decision-without-commitment")
