"""What a municipality changes in the profile that it chose, and what then differs from the shipped one.

Changes are kept apart from the profile: ``{"gates_off": [ids], "steps": [names], "policy": {…},
"audience": {…}, …}``. A profile that is corrected in a new version thus reaches those who adjusted it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from webapp.domain.ladder import LadderStep
from webapp.domain.policy import PolicyDocument, PolicyProfile, StepOfProfile, Word

LOCALISED = ("audience", "introduction", "weighing")
DOCUMENT = ("name", "adopted_by", "valid", "registration_number", "owner", "handbook")
PLANNING = ("margin_weeks", "consultation_days")
Changes = Mapping[str, Any]


def adjusted(profile: PolicyProfile, changes: Changes) -> PolicyProfile:
    """`profile` with the municipality's `changes`."""
    if not changes:
        return profile
    off = set(changes.get("gates_off", ()))
    return replace(
        profile,
        policy=_document(profile.policy, changes.get("policy", {})),
        words={**profile.words, **{lang: Word(*forms) for lang, forms in changes.get("words", {}).items()}},
        audience={**profile.audience, **changes.get("audience", {})},
        introduction={**profile.introduction, **changes.get("introduction", {})},
        weighing={**profile.weighing, **changes.get("weighing", {})},
        steps=_steps(profile, changes),
        gates=tuple(gate for gate in profile.gates if gate.id not in off),
        planning=replace(profile.planning, **changes.get("planning", {})),
    )


def _document(policy: PolicyDocument, changes: Changes) -> PolicyDocument:
    texts = {name: changes[name] for name in DOCUMENT if name in changes}
    adopted = date.fromisoformat(changes["adopted"]) if changes.get("adopted") else policy.adopted
    return replace(policy, **texts, adopted=adopted)


def _steps(profile: PolicyProfile, changes: Changes) -> tuple[StepOfProfile, ...]:
    names = changes.get("step_names", {})
    steps = [LadderStep[name] for name in changes["steps"]] if changes.get("steps") else None
    chosen = steps if steps is not None else [each.step for each in profile.steps]
    return tuple(
        StepOfProfile(step, {**profile.step_name(step), **names.get(step.name, {})})
        for step in sorted(chosen)
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the municipality has changed.

    Args:
        key: what it is, such as ``policy.name`` or ``gates_off.purpose``.
        shipped, own: as it was, and as it is.
    """

    key: str
    shipped: str
    own: str


def differences(profile: PolicyProfile, changes: Changes) -> list[Difference]:
    """What differs between the shipped `profile` and the same with `changes`, in the order of the file."""
    own = adjusted(profile, changes)
    before, after = flat(profile), flat(own)
    return [
        Difference(key, before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys([*before, *after])
        if before.get(key, "") != after.get(key, "")
    ]


def flat(profile: PolicyProfile) -> dict[str, str]:
    """Everything that can be adjusted, key -> text."""
    policy, planning = profile.policy, profile.planning
    return {
        **{f"policy.{name}": getattr(policy, name) for name in DOCUMENT},
        "policy.adopted": policy.adopted.isoformat() if policy.adopted else "",
        **{
            f"words.{lang}.{form}": getattr(word, form)
            for lang, word in profile.words.items()
            for form in Word.__slots__
        },
        **{f"{name}.{lang}": text for name in LOCALISED for lang, text in getattr(profile, name).items()},
        **{f"steps.{each.step.name}": "allowed" for each in profile.steps},
        **{
            f"step_names.{each.step.name}.{lang}": name
            for each in profile.steps
            for lang, name in each.name.items()
        },
        **{f"gates.{gate.id}": gate.said.words for gate in profile.gates},
        **{f"planning.{name}": str(getattr(planning, name)) for name in PLANNING},
    }
