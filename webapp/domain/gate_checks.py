"""The checks that a policy can put before a dialogue's next stage.

A check looks at the dialogue's record and says what is missing. It cannot be met before the moment when its
facts can exist, nor on a step of the ladder that it forbids.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from webapp.domain.core_facts import unmet as unmet_facts
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import Moment, PolicyProfile, When
from webapp.domain.questions import missing_languages
from webapp.domain.record import DialogueRecord, Resolution, ResolutionKind, Scope
from webapp.domain.text import Localised


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a gate shut.

    Args:
        field: the field of a form, or the part of a page, where it is mended.
        code: what is wrong: ``missing``, or a word for it that pages have a sentence for.
        languages: those that lack a text.
    """

    field: str
    code: str = "missing"
    languages: tuple[str, ...] = ()


Found = Iterator[Missing]
Look = Callable[[DialogueRecord, PolicyProfile], Found]


@dataclass(frozen=True, slots=True)
class Check:
    """What is looked at, and when it could never be met.

    Args:
        earliest: the first moment that it can be met before.
        steps: the steps of the ladder on which it can be met.
        never: the sort of dialogue for which it can never be met.
    """

    look: Look
    earliest: Moment = Moment.CONSIDER
    steps: frozenset[LadderStep] = frozenset(LadderStep)
    never: When | None = None


def _text(name: str, texts: Localised, record: DialogueRecord) -> Found:
    if record.source_language in missing_languages(texts, [record.source_language]):
        yield Missing(name)


def _everywhere(name: str, texts: Localised, record: DialogueRecord) -> Found:
    """A text that must be there in every language offered."""
    offered = list(record.facts.languages) or [record.source_language]
    lacking = missing_languages(texts, offered)
    if lacking:
        yield Missing(name, "missing" if len(lacking) == len(offered) else "languages", tuple(lacking))


def _filled(name: str, field: str = "") -> Look:
    """Something that must be there; `field` is where it is mended, if that has another name."""

    def look(record: DialogueRecord, _profile: PolicyProfile) -> Found:
        value = getattr(record, name)
        if not value or (isinstance(value, str) and not value.strip()):
            yield Missing(field or name)

    return look


def _fact(name: str) -> Look:
    """A core fact, wherever and in whichever language it lacks something."""

    def look(record: DialogueRecord, _profile: PolicyProfile) -> Found:
        offered = record.facts.languages or [record.source_language]
        for found in unmet_facts(replace(record.facts, languages=offered)):
            if found.fact == name:
                yield Missing(name, found.code, found.languages)

    return look


def _purpose_and_goal(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    yield from _text("purpose", record.facts.purpose, record)
    yield from _text("goal", record.goal, record)


def _goal(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    yield from _text("goal", record.goal, record)


def _degree_in_decision(record: DialogueRecord, profile: PolicyProfile) -> Found:
    step = record.facts.step
    if step is None:
        yield Missing("step")
    elif step not in profile.allowed_steps:
        yield Missing("step", "step-not-allowed")


def _degrees_resolved(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    """The degrees are set by elected representatives: a recorded decision, of a body that they sit in."""
    found = [each for each in record.resolutions if each.kind is ResolutionKind.DEGREES]
    elected = [each for each in found if each.body.elected]
    if not found:
        yield Missing("resolution-degrees")
    elif not elected:
        yield Missing("resolution-degrees", "not-elected")
    else:
        yield from _traceable("resolution-degrees", elected)


def _traceable(name: str, resolutions: list[Resolution]) -> Found:
    """A resolution can be looked up: its day is known, and an elected body's also by its paragraph."""
    if not any(
        each.meeting is not None and (each.paragraph.strip() or not each.body.elected) for each in resolutions
    ):
        yield Missing(name, "incomplete")


def _resolved_to_hold(record: DialogueRecord, profile: PolicyProfile) -> Found:
    """A body that the policy lets decide has decided that the dialogue is to be held."""
    rule = profile.deciding_rule(record)
    found = [each for each in record.resolutions if each.kind is ResolutionKind.HOLD]
    if rule is None:
        yield Missing("scope", "who-decides-unknown")
    elif not found:
        yield Missing("resolution-hold")
    elif not (right := [each for each in found if each.body in rule.bodies]):
        yield Missing("resolution-hold", "wrong-body")
    else:
        yield from _traceable("resolution-hold", right)


def _political(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    """A matter that no elected body will decide is a user dialogue, not a resident dialogue."""
    if record.political is None:
        yield Missing("political")
    elif record.political is False:
        yield Missing("political", "not-political")


def _political_known(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    if record.political is None:
        yield Missing("political")


def _decision_to_come(record: DialogueRecord, profile: PolicyProfile) -> Found:
    """Who decides what, and when: without a coming decision there is nothing to influence."""
    for name in ("board", "matter", "decided_on"):
        yield from _fact(name)(record, profile)
    if record.deciding_body_dissolved:
        yield Missing("board", "dissolved")
    elif record.deciding_body is not None and not record.deciding_body.elected:
        yield Missing("board", "not-elected")


def _responsible_official(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    if record.responsible is None:
        yield Missing("responsible")
    elif not record.responsible_is_official:
        yield Missing("responsible", "not-an-official")


def _something_to_influence(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    """Pure information is no dialogue: the step leaves something open, and it is said what."""
    step = record.facts.step
    if step is None:
        yield Missing("step")
    elif not step.open_to_influence:
        yield Missing("step", "nothing-to-influence")
    yield from _text("can_influence", record.facts.can_influence, record)


def _more_than_information(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    if record.facts.step is LadderStep.INFORMATION:
        yield Missing("step", "nothing-to-influence")


def _advisory(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    """The result is advice: nobody has promised to follow it, whatever it turns out to be."""
    if record.facts.step is not None and record.facts.step.needs_decision_to_follow:
        yield Missing("step", "binding")


def _consulted(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    """An overarching dialogue is coordinated in consultation with the other boards."""
    if record.scope in {Scope.OVERARCHING, Scope.LARGE_COMMON} and not record.boards_consulted:
        yield Missing("boards", "not-consulted")


def _plan_of_use(record: DialogueRecord, profile: PolicyProfile) -> Found:
    for name in ("weighing", "compiled_by", "compiled_on", "feedback_by", "contact_name"):
        yield from _fact(name)(record, profile)


def _methods(record: DialogueRecord, profile: PolicyProfile) -> Found:
    """Methods are chosen after target group, purpose, and use of the result."""
    yield from _text("target_group", record.facts.target_group, record)
    yield from _text("purpose", record.facts.purpose, record)
    yield from _text("weighing", record.facts.weighing, record)
    yield from _filled("methods")(record, profile)


def _open_long_enough(record: DialogueRecord, profile: PolicyProfile) -> Found:
    opens, closes = record.facts.opens_on, record.facts.closes_on
    if opens is None or closes is None:
        yield Missing("opens_on" if opens is None else "closes_on")
    elif (closes - opens).days + 1 < profile.planning.consultation_days:
        yield Missing("closes_on", "too-short")


def _report(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    yield from _text("result_text", record.result_text, record)


def _decision(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    if record.decision_meeting is None:
        yield Missing("decision_meeting")
    if not record.decision_paragraph.strip():
        yield Missing("decision_paragraph")


def _measures(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    """Each thing that residents said has an outcome, with its reason. Pure information asks for nothing."""
    if not record.findings and record.facts.step is not LadderStep.INFORMATION:
        yield Missing("findings")
    elif record.findings_without_outcome:
        yield Missing("findings", "without-outcome")


def _feedback_texts(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    yield from _everywhere("feedback_text", record.feedback_text, record)
    yield from _everywhere("onward_text", record.onward_text, record)


def _feedback_told(record: DialogueRecord, _profile: PolicyProfile) -> Found:
    if not record.told_public:
        yield Missing("told_public")
    if not record.told_participants:
        yield Missing("told_participants")


def _evaluated(record: DialogueRecord, profile: PolicyProfile) -> Found:
    if {item.id for item in profile.items_for(record.type)} - record.evaluated_items:
        yield Missing("evaluation")


OPEN_STEPS = frozenset(step for step in LadderStep if step.open_to_influence)

CHECKS: dict[str, Check] = {
    "reason": Check(_filled("reason")),
    "initiator": Check(_filled("initiator")),
    "concerned-boards": Check(_filled("boards_concerned", "boards")),
    "scope": Check(_filled("scope")),
    "political-matter": Check(_political, never=When.NOT_POLITICAL),
    "political-known": Check(_political_known),
    "purpose": Check(_fact("purpose")),
    "purpose-and-goal": Check(_purpose_and_goal),
    "goal": Check(_goal),
    "target-group": Check(_fact("target_group")),
    "steering-goal": Check(_filled("steering_goal")),
    "law-reference": Check(_filled("law_reference")),
    "resources": Check(_filled("resources")),
    "phase": Check(_filled("phase")),
    "methods": Check(_methods),
    "channels": Check(_filled("channels")),
    "politicians": Check(_filled("politicians")),
    "responsible": Check(_filled("responsible")),
    "responsible-official": Check(_responsible_official),
    "boards-consulted": Check(_consulted),
    "degree-in-decision": Check(_degree_in_decision),
    "degree-in-process": Check(_filled("process_degree")),
    "degrees-resolved": Check(_degrees_resolved),
    "more-than-information": Check(_more_than_information, steps=OPEN_STEPS),
    "something-to-influence": Check(_something_to_influence, steps=OPEN_STEPS),
    "advisory": Check(_advisory, steps=frozenset(LadderStep) - {LadderStep.CO_DECISION}),
    "resolved-to-hold": Check(_resolved_to_hold, Moment.HOLD),
    "decision-to-come": Check(_decision_to_come),
    "use-of-result": Check(_plan_of_use),
    "open-long-enough": Check(_open_long_enough),
    "report": Check(_report, Moment.DECIDE),
    "basis-reference": Check(_filled("basis_reference"), Moment.DECIDE),
    "decision": Check(_decision, Moment.FEED_BACK),
    "measures": Check(_measures, Moment.FEED_BACK),
    "feedback-texts": Check(_feedback_texts, Moment.FEED_BACK),
    "feedback-told": Check(_feedback_told, Moment.EVALUATE),
    "evaluation": Check(_evaluated, Moment.ARCHIVE),
    "registration-number": Check(_filled("registration_number")),
}
"""Name that a profile can use -> what it looks at."""
