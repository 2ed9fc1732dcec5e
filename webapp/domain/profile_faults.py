"""Faults of a profile as a whole: what stands twice, what is never used, and gates that can never be met."""

from collections.abc import Hashable, Iterable, Iterator

from webapp.domain.checked_table import WrongProfile
from webapp.domain.gate_checks import CHECKS, Check
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import Gate, PolicyProfile, When
from webapp.domain.record import DialogueType


def refuse_faults(profile: PolicyProfile, file: str) -> None:
    """Stops a profile that could never work, or that says something else than it seems to.

    Raises:
        WrongProfile: with the file, the key and what to do.
    """
    _refuse_repeats(file, "gates", (gate.id for gate in profile.gates))
    _refuse_repeats(file, "evaluation", (item.id for item in profile.evaluation))
    _refuse_repeats(file, "steps", (_name(each.step) for each in profile.steps))
    if not profile.steps:
        raise WrongProfile(f"{file}: steps: is empty; allow at least one step of the ladder")
    _refuse_rules(profile, file)
    for gate in profile.gates:
        if gate.check:
            _refuse_gate(gate, CHECKS[gate.check], profile, file)
    for type_ in DialogueType:
        _refuse_stepless(type_, profile, file)


def _refuse_repeats(file: str, key: str, names: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for name in names:
        if name in seen:
            raise WrongProfile(
                f"{file}: {key}: {name!r} stands there twice; keep one, or give it another name"
            )
        seen.add(name)


def _refuse_rules(profile: PolicyProfile, file: str) -> None:
    """The first rule that applies is followed, so one that always applies must stand last."""
    always = [number for number, rule in enumerate(profile.deciding, 1) if rule.when is When.ALWAYS]
    if not always:
        raise WrongProfile(
            f'{file}: deciding: has no rule with when = "{When.ALWAYS}"; '
            "add one last, or some dialogues could never be held"
        )
    if always[0] < len(profile.deciding):
        raise WrongProfile(
            f"{file}: deciding[{always[0] + 1}]: is never used, since the rule before it always applies; "
            "move it up"
        )


def _refuse_gate(gate: Gate, check: Check, profile: PolicyProfile, file: str) -> None:
    where = f"{file}: gates.{gate.id}: can never be met"
    if gate.before < check.earliest:
        raise WrongProfile(
            f"{where} before {gate.before.value!r}: {gate.check!r} is first known before "
            f"{check.earliest.value!r}; write that instead"
        )
    if gate.when is check.never:
        raise WrongProfile(f"{where} when {gate.when.value!r}, which {gate.check!r} forbids; take away one")
    empty = [type_.value for type_ in sorted(gate.types) if not profile.items_for(type_)]
    if gate.check == "evaluation" and empty:
        raise WrongProfile(
            f"{file}: gates.{gate.id}: asks for an evaluation, but evaluation has nothing to judge for "
            f"{', '.join(empty)}; add an item"
        )


def _refuse_stepless(type_: DialogueType, profile: PolicyProfile, file: str) -> None:
    for gate, left in _stepless(type_, profile):
        raise WrongProfile(
            f"{file}: gates.{gate.id}: can never be met: {gate.check!r} forbids every step of the ladder "
            f"that is left ({', '.join(map(_name, sorted(left)))}); allow another step"
        )


def never_met(profile: PolicyProfile) -> list[Gate]:
    """The gates that no dialogue could meet on the steps of the ladder that are allowed."""
    found = {gate.id: gate for type_ in DialogueType for gate, _left in _stepless(type_, profile)}
    return list(found.values())


def _stepless(type_: DialogueType, profile: PolicyProfile) -> Iterator[tuple[Gate, frozenset[LadderStep]]]:
    """Follows which steps the gates leave: those that always apply together, each of the others by itself."""
    left = profile.allowed_steps
    gates = [gate for gate in profile.gates if gate.check and type_ in gate.types]
    for gate in sorted(gates, key=lambda gate: gate.when is not When.ALWAYS):
        found = left & CHECKS[gate.check].steps
        if not found:
            yield gate, left
        elif gate.when is When.ALWAYS:
            left = found


def _name(step: LadderStep) -> str:
    return step.name.lower().replace("_", "-")
