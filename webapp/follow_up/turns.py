"""What comes before what after closing: the product's own order, and the gates of the municipality's policy.

Gates that stand before publishing are history when a dialogue is over: nothing about them can be mended, and
a profile that is chosen later does not judge them again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Response, url_for

from webapp.domain.gate_checks import Missing
from webapp.domain.gates import GateState
from webapp.domain.policy import Moment, Said
from webapp.models import Dialogue
from webapp.web.composed import language_word
from webapp.web.gate_words import gate_title
from webapp.web.locale import and_list
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.policy import unmet


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that must be done first: a sentence, where it is done, and the policy's words for it."""

    sentence: str
    address: str
    said: Said


def gates_left(dialogue: Dialogue, until: Moment) -> list[GateState]:
    """The gates after closing that keep `dialogue` from passing `until`."""
    return [state for state in unmet(dialogue, until) if state.gate.before > Moment.PUBLISH]


def left(dialogue: Dialogue, until: Moment, but: Iterable[str] = ()) -> list[Left]:
    """What must be done before `until`, in sentences; without what is missing in the fields `but`."""
    skipped = set(but)
    return [
        Left(sentence(state, missing), address(dialogue, state, missing), state.gate.said)
        for state in gates_left(dialogue, until)
        for missing in state.missing
        if missing.field not in skipped
    ]


PLACES = {
    "result_text": ("follow_up.report", "text"),
    "basis_reference": ("follow_up.basis", "reference"),
    "decision_meeting": ("follow_up.decision", "meeting"),
    "decision_paragraph": ("follow_up.decision", "paragraph"),
    "findings": ("follow_up.findings", None),
    "feedback_text": ("follow_up.feedback", "text"),
    "onward_text": ("follow_up.feedback", "onward"),
    "told_public": ("follow_up.feedback", None),
    "told_participants": ("follow_up.tell", None),
    "evaluation": ("follow_up.evaluation", None),
}
"""Field of a `Missing` -> the page and the part of it where it is mended."""


def address(dialogue: Dialogue, state: GateState, missing: Missing) -> str:
    """Where `missing` is mended; what is not mended on these pages is found from the overview."""
    if missing.code == "without-outcome":
        return url_for("follow_up.decision", slug=dialogue.slug, _anchor="outcomes")
    if missing.field == "answer":
        return url_for("planning.gate", slug=dialogue.slug, gate=state.gate.id)
    endpoint, anchor = PLACES.get(missing.field, ("planning.overview", f"gate-{state.gate.id}"))
    return url_for(endpoint, slug=dialogue.slug, _anchor=anchor)


def sentence(state: GateState, missing: Missing) -> str:
    """What is to be done, in one sentence."""
    if missing.code == "languages":
        names = and_list(language_word(tag) for tag in missing.languages)
        return _("Texten saknas på %(languages)s: %(what)s", languages=names, what=gate_title(state.gate))
    words = SENTENCES.get((missing.field, missing.code)) or SENTENCES.get((missing.field, ""))
    return words() if words else gate_title(state.gate)


SENTENCES: dict[tuple[str, str], Callable[[], str]] = {
    ("result_text", ""): lambda: _("Skriv vad invånarna svarade."),
    ("basis_reference", ""): lambda: _("Skriv var beslutsunderlaget är registrerat."),
    ("decision_meeting", ""): lambda: _("Skriv vilken dag beslutet fattades."),
    ("decision_paragraph", ""): lambda: _("Skriv beslutets paragraf."),
    ("findings", "missing"): lambda: _("Skriv det viktigaste som kom fram, en sak i taget."),
    ("findings", "without-outcome"): lambda: _("Skriv vad det blev av varje sak som kom fram, och varför."),
    ("feedback_text", ""): lambda: _("Skriv vad invånarna svarade, vad som bestämdes och varför."),
    ("onward_text", ""): lambda: _("Skriv hur ni arbetar vidare."),
    ("told_public", ""): lambda: _("Publicera återkopplingen för alla."),
    ("told_participants", ""): lambda: _("Berätta för dem som deltog."),
    ("evaluation", ""): lambda: _("Gör klart utvärderingen."),
}
"""(field, code) of a `Missing` -> what to do about it; an empty code stands for any."""


BEFORE: dict[str, tuple[str, Callable[[], str]]] = {
    "reported_on": ("follow_up.report", lambda: _("Först behöver resultatet vara publicerat.")),
    "decision_published_on": ("follow_up.decision", lambda: _("Först behöver beslutet vara publicerat.")),
}
"""The day that must be there before -> where it comes from, and the sentence that says so."""


def too_early(dialogue: Dialogue, day: str, heading: str) -> Response:
    """The page instead of a form whose turn has not come. `day`: the dialogue's column that lacks its day."""
    endpoint, words = BEFORE[day]
    return private(
        page(
            "follow_up/too_early.html",
            status=409,
            dialogue=dialogue,
            heading=heading,
            sentence=words(),
            address=url_for(endpoint, slug=dialogue.slug),
        )
    )
