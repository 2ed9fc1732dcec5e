"""What a municipality changes in the profile that it chose, and what then differs from the shipped one.

Changes are kept apart from the profile: ``{"gates_off": [ids], "steps": [names], "policy": {…},
"audience": {…}, …}``. A profile that is corrected in a new version thus reaches those who adjusted it.

Forms and pages see a profile as `flat` texts by key, such as ``policy.name`` or ``gates.purpose``;
`changes_to` turns them back into changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from webapp.domain.ladder import LadderStep
from webapp.domain.policy import PolicyDocument, PolicyProfile, StepOfProfile, Word

LOCALISED = ("audience", "introduction", "weighing")
DOCUMENT = (*("name", "adopted_by", "valid", "registration_number", "owner", "handbook", "handbook_address"),)
PLANNING = ("margin_weeks", "consultation_days")
FORMS = Word.__slots__
ALLOWED = "allowed"
Changes = Mapping[str, Any]
Flat = Mapping[str, str]
"""Everything that can be adjusted, key -> text. A step or a gate that is not there does not hold."""


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
    adopted = _day(changes["adopted"]) if "adopted" in changes else policy.adopted
    return replace(policy, **texts, adopted=adopted)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


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
        key: what it is, such as ``policy.name`` or ``gates.purpose``.
        shipped, own: as it was, and as it is; empty where it is not there.
    """

    key: str
    shipped: str
    own: str


def differences(profile: PolicyProfile, changes: Changes) -> list[Difference]:
    """What differs between the shipped `profile` and the same with `changes`, in the order of the file.

    The name of a step that is not allowed any more is no difference of its own.
    """
    return between(profile, adjusted(profile, changes))


def between(profile: PolicyProfile, other: PolicyProfile) -> list[Difference]:
    """What differs between `profile` and the `other`, both from the same file."""
    gone = {f"step_names.{step.name}" for step in profile.allowed_steps - other.allowed_steps}
    before, after = flat(profile), flat(other)
    return [
        Difference(key, before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys([*before, *after])
        if before.get(key, "") != after.get(key, "") and key.rpartition(".")[0] not in gone
    ]


def flat(profile: PolicyProfile) -> dict[str, str]:
    """Everything that can be adjusted, as it stands in `profile`."""
    policy, planning = profile.policy, profile.planning
    return {
        **{f"policy.{name}": getattr(policy, name) for name in DOCUMENT},
        "policy.adopted": policy.adopted.isoformat() if policy.adopted else "",
        **{
            f"words.{lang}.{form}": getattr(word, form)
            for lang, word in profile.words.items()
            for form in FORMS
        },
        **{f"{name}.{lang}": text for name in LOCALISED for lang, text in getattr(profile, name).items()},
        **{f"steps.{each.step.name}": ALLOWED for each in profile.steps},
        **{
            f"step_names.{each.step.name}.{lang}": name
            for each in profile.steps
            for lang, name in each.name.items()
        },
        **{f"gates.{gate.id}": gate.said.words for gate in profile.gates},
        **{f"planning.{name}": str(getattr(planning, name)) for name in PLANNING},
    }


def changes_to(profile: PolicyProfile, wanted: Flat) -> dict[str, Any]:
    """The changes that make the shipped `profile` what is `wanted`; nothing of what is the same."""
    shipped = flat(profile)
    found = {
        "policy": _changed(shipped, wanted, "policy"),
        "words": _changed_words(shipped, wanted),
        **{name: _changed(shipped, wanted, name) for name in LOCALISED},
        "steps": _changed_steps(profile, wanted),
        "step_names": _changed_names(profile, wanted),
        "gates_off": [gate.id for gate in profile.gates if f"gates.{gate.id}" not in wanted],
        "planning": {name: int(text) for name, text in _changed(shipped, wanted, "planning").items()},
    }
    return {name: change for name, change in found.items() if change}


def _changed(shipped: Flat, wanted: Flat, group: str) -> dict[str, str]:
    """The texts below `group` that are not as shipped; one that is left out is as shipped."""
    return {
        key.removeprefix(f"{group}."): text
        for key, text in wanted.items()
        if key.startswith(f"{group}.") and text != shipped.get(key, "")
    }


def _changed_words(shipped: Flat, wanted: Flat) -> dict[str, list[str]]:
    """The four forms of each language where one of them is not as shipped."""
    languages = dict.fromkeys(key.split(".")[1] for key in wanted if key.startswith("words."))
    keys = {lang: [f"words.{lang}.{form}" for form in FORMS] for lang in languages}
    return {
        lang: [wanted.get(key, "") for key in keys[lang]]
        for lang in languages
        if any(wanted.get(key, "") != shipped.get(key, "") for key in keys[lang])
    }


def _changed_steps(profile: PolicyProfile, wanted: Flat) -> list[str]:
    steps = [step for step in LadderStep if f"steps.{step.name}" in wanted]
    return [] if frozenset(steps) == profile.allowed_steps else [step.name for step in steps]


def _changed_names(profile: PolicyProfile, wanted: Flat) -> dict[str, dict[str, str]]:
    found = {
        step.name: _changed(
            {f"step.{lang}": name for lang, name in profile.step_name(step).items()},
            {f"step.{lang}": name for lang, name in _below(wanted, f"step_names.{step.name}")},
            "step",
        )
        for step in LadderStep
        if f"steps.{step.name}" in wanted
    }
    return {step: names for step, names in found.items() if names}


def _below(texts: Flat, group: str) -> Iterable[tuple[str, str]]:
    return [
        (key.removeprefix(f"{group}."), text) for key, text in texts.items() if key.startswith(f"{group}.")
    ]


def put_back(profile: PolicyProfile, changes: Changes, key: str) -> dict[str, Any]:
    """`changes` without the one that `key` names. A language that has no word as shipped loses all forms."""
    shipped, own = flat(profile), flat(adjusted(profile, changes))
    group = _with(key, shipped)
    kept = {name: text for name, text in own.items() if name != key and not name.startswith(group)}
    again = {name: text for name, text in shipped.items() if name == key or name.startswith(group)}
    return changes_to(profile, {**kept, **again})


def _with(key: str, shipped: Flat) -> str:
    """What the keys begin with that go back together with `key`: a step's names, a new word's forms."""
    group, name = key.split(".", 1)
    if group == "words" and key not in shipped:
        return f"words.{name.split('.')[0]}."
    return f"step_names.{name}." if group == "steps" else f"{key}."
