"""Gates as tasks: what is asked, what is missing, where it is mended, and by whom."""

from collections.abc import Iterable, Iterator

from flask import url_for

from webapp.domain.core_facts import TEXTS
from webapp.domain.gate_checks import Missing
from webapp.domain.gates import GateState
from webapp.domain.lifecycle import Action
from webapp.models import Dialogue
from webapp.planning.missing_words import sentence
from webapp.planning.plan_labels import FIELDS as PLAN
from webapp.planning.task_list import Left, Task
from webapp.web.fact_words import FACTS
from webapp.web.gate_words import gate_heading, gate_title

RESOLUTIONS = {
    "resolution-hold": "hold",
    "resolution-degrees": "degrees",
    "step_decision": "degrees",
    "commitment": "follow",
}
"""Field of a `Missing` -> the part of the page of decisions where it is mended."""
LOCALISED = frozenset({*TEXTS, "can_influence", "goal"})
"""Fields that there is one of for each language."""
AFTER = {
    "result_text": ("follow_up.report", Action.PUBLISH_RESULT),
    "basis_reference": ("follow_up.basis", Action.READ_BASIS),
    "decision_meeting": ("follow_up.decision", Action.PUBLISH_DECISION),
    "decision_paragraph": ("follow_up.decision", Action.PUBLISH_DECISION),
    "findings": ("follow_up.findings", Action.PUBLISH_RESULT),
    "feedback_text": ("follow_up.feedback", Action.PUBLISH_FEEDBACK),
    "onward_text": ("follow_up.feedback", Action.PUBLISH_FEEDBACK),
    "told_public": ("follow_up.feedback", Action.PUBLISH_FEEDBACK),
    "told_participants": ("follow_up.tell", Action.TELL_PARTICIPANTS),
    "evaluation": ("follow_up.evaluation", Action.EVALUATE),
}
"""Field -> the page after closing where it is mended, and what one must be allowed to do there."""


def gate_task(dialogue: Dialogue, state: GateState) -> Task:
    """A gate as a task."""
    gate = state.gate
    is_question = gate.ask is not None
    return Task(
        id=f"gate-{gate.id}",
        title=gate_heading(gate),
        left=tuple(_left(dialogue, state, missing) for missing in state.missing),
        who=gate.who,
        said=gate.said,
        answer=state.answer,
        address=url_for("planning.gate", slug=dialogue.slug, gate=gate.id) if is_question else "",
        action=Action.ANSWER_GATE if is_question else None,
    )


def _left(dialogue: Dialogue, state: GateState, missing: Missing) -> Left:
    address, action = place(dialogue, missing, state.gate.id)
    words = sentence(missing) or gate_heading(state.gate)
    return Left(words, address, action, missing.field)


def place(dialogue: Dialogue, missing: Missing, gate: str = "") -> tuple[str, Action]:
    """Where `missing` is mended, and what one must be allowed to do there."""
    slug, name = dialogue.slug, missing.field
    if name == "answer":
        return url_for("planning.gate", slug=slug, gate=gate), Action.ANSWER_GATE
    if name in RESOLUTIONS:
        anchor = RESOLUTIONS[name]
        return url_for("planning.resolutions", slug=slug, _anchor=anchor), Action.RECORD_RESOLUTION
    if name in AFTER:
        endpoint, action = AFTER[name]
        return url_for(endpoint, slug=slug), action
    anchor = "consulted" if missing.code == "not-consulted" else name
    if name in LOCALISED or missing.languages:
        lang = dialogue.source_language
        anchor = f"{name}-{missing.languages[0] if missing.languages else lang}"
    if name in PLAN:
        return url_for("planning.plan", slug=slug, _anchor=anchor), Action.EDIT_PLAN
    if name not in FACTS:
        raise LookupError(f"Nobody knows where {name!r} is mended.")
    return url_for("editing.facts", slug=slug, _anchor=anchor), Action.EDIT_FACTS


def missing_sentences(states: Iterable[GateState]) -> Iterator[tuple[str, str]]:
    """(field, what to do) of everything that keeps `states` shut."""
    for state in states:
        for missing in state.missing:
            yield missing.field, sentence(missing) or gate_title(state.gate)
