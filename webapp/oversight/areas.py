"""What a municipality can adjust in its profile, area by area: the fields of each, and reading them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from webapp.domain.adjusting import ALLOWED, DOCUMENT, FORMS, LOCALISED, PLANNING, Flat
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import PolicyProfile
from webapp.domain.text import clean
from webapp.web.clock import today
from webapp.web.fields import Fields, Wrong, one, read_count, read_day, shorten
from webapp.web.languages import INTERFACE, SOURCE
from webapp.web.locale import gettext as _

ON = "1"
"""What a ticked box sends."""
LINES = {
    "name": 300,
    "adopted_by": 200,
    "valid": 200,
    "registration_number": 60,
    "owner": 300,
    "handbook": 300,
}
ADDRESS_LENGTH, WORD_LENGTH, TEXT_LENGTH = 500, 60, 2000
NEEDED = {"name", "adopted_by", "valid"}
Problems = dict[str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the profile with a form of its own.

    Args:
        groups: how the keys of its texts begin.
        keys: the keys of its fields, for a profile as it came.
        read: puts what was typed into the texts, and says what is wrong with it.
    """

    name: str
    groups: tuple[str, ...]
    keys: Callable[[PolicyProfile], list[str]]
    read: Callable[[Fields, PolicyProfile, dict[str, str]], Problems]

    def fields(self, shipped: PolicyProfile, own: Flat) -> Fields:
        """The form's fields for a profile whose texts are `own`; of boxes only those that are ticked."""
        shown = {key: own.get(key, "") for key in self.keys(shipped) if key in own or not is_box(key)}
        return {key: [ON if is_box(key) else text] for key, text in shown.items()}

    def wanted(self, typed: Fields, shipped: PolicyProfile, own: Flat) -> tuple[dict[str, str], Problems]:
        """All texts of the profile with those of this area as they were typed, and what is wrong."""
        texts = {key: text for key, text in own.items() if not self.holds(key)}
        problems = self.read(typed, shipped, texts)
        return texts, problems

    def holds(self, key: str) -> bool:
        return key.partition(".")[0] in self.groups


def is_box(key: str) -> bool:
    """Whether the field is a box to tick: what it stands for holds, or does not."""
    return key.startswith(("steps.", "gates."))


def _document_keys(_shipped: PolicyProfile) -> list[str]:
    return [f"policy.{name}" for name in (*DOCUMENT, "adopted")]


def _read_document(typed: Fields, _shipped: PolicyProfile, texts: dict[str, str]) -> Problems:
    problems: Problems = {}
    for name, limit in LINES.items():
        key = f"policy.{name}"
        texts[key] = one(typed, key)
        if name in NEEDED and not texts[key]:
            problems[key] = _("Fyll i det här.")
        elif len(texts[key]) > limit:
            problems[key] = shorten(limit)
    for key, read in (("policy.adopted", _adopted), ("policy.handbook_address", _address)):
        try:
            texts[key] = read(one(typed, key))
        except Wrong as wrong:
            problems[key] = str(wrong)
    return problems


def _adopted(typed: str) -> str:
    day = read_day(typed)
    if day is not None and day > today():
        raise Wrong(_("Dagen har inte varit än. Skriv dagen då policyn antogs."))
    return day.isoformat() if day else ""


def _address(typed: str) -> str:
    if not typed:
        return ""
    if len(typed) > ADDRESS_LENGTH:
        raise Wrong(shorten(ADDRESS_LENGTH))
    if not is_address(typed):
        raise Wrong(_("Skriv en hel webbadress som börjar med https://"))
    return typed


def is_address(text: str) -> bool:
    """Whether `text` is the address of a page that browsers fetch safely."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and " " not in text


def _word_keys(_shipped: PolicyProfile) -> list[str]:
    return [f"words.{lang}.{form}" for lang in INTERFACE for form in FORMS]


def _read_words(typed: Fields, shipped: PolicyProfile, texts: dict[str, str]) -> Problems:
    """Every form in Swedish and in languages that the profile has a word in; elsewhere all forms or none."""
    problems: Problems = {}
    for lang in INTERFACE:
        forms = {f"words.{lang}.{form}": one(typed, f"words.{lang}.{form}") for form in FORMS}
        if not any(forms.values()) and lang not in shipped.words and lang != SOURCE:
            continue
        texts |= forms
        problems |= {key: _("Skriv ordet.") for key, word in forms.items() if not word}
        problems |= {key: shorten(WORD_LENGTH) for key, word in forms.items() if len(word) > WORD_LENGTH}
    return problems


def _text_keys(_shipped: PolicyProfile) -> list[str]:
    return [f"{name}.{lang}" for name in LOCALISED for lang in INTERFACE]


def _read_texts(typed: Fields, _shipped: PolicyProfile, texts: dict[str, str]) -> Problems:
    problems: Problems = {}
    for key in _text_keys(_shipped):
        texts[key] = clean(next(iter(typed.get(key, ())), ""))
        if not texts[key] and key.endswith(f".{SOURCE}"):
            problems[key] = _("Skriv texten.")
        elif len(texts[key]) > TEXT_LENGTH:
            problems[key] = shorten(TEXT_LENGTH)
    return problems


def _step_keys(_shipped: PolicyProfile) -> list[str]:
    names = [f"step_names.{step.name}.{lang}" for step in LadderStep for lang in INTERFACE]
    return [*(f"steps.{step.name}" for step in LadderStep), *names]


def _read_steps(typed: Fields, _shipped: PolicyProfile, texts: dict[str, str]) -> Problems:
    problems: Problems = {}
    for step in LadderStep:
        if ON in typed.get(f"steps.{step.name}", ()):
            texts[f"steps.{step.name}"] = ALLOWED
        for lang in INTERFACE:
            key = f"step_names.{step.name}.{lang}"
            texts[key] = one(typed, key)
            if len(texts[key]) > WORD_LENGTH:
                problems[key] = shorten(WORD_LENGTH)
    if not any(f"steps.{step.name}" in texts for step in LadderStep):
        problems["steps"] = _("Välj minst ett steg. Annars kan ingen dialog hållas.")
    return problems


def _planning_keys(_shipped: PolicyProfile) -> list[str]:
    return [f"planning.{name}" for name in PLANNING]


def _read_planning(typed: Fields, shipped: PolicyProfile, texts: dict[str, str]) -> Problems:
    problems: Problems = {}
    for key in _planning_keys(shipped):
        try:
            number = read_count(one(typed, key), 1, 999)
        except Wrong as wrong:
            problems[key] = str(wrong)
        else:
            texts[key] = "" if number is None else str(number)
            if number is None:
                problems[key] = _("Skriv ett antal.")
    return problems


def _gate_keys(shipped: PolicyProfile) -> list[str]:
    return [f"gates.{gate.id}" for gate in shipped.gates]


def _read_gates(typed: Fields, shipped: PolicyProfile, texts: dict[str, str]) -> Problems:
    for gate in shipped.gates:
        if ON in typed.get(f"gates.{gate.id}", ()):
            texts[f"gates.{gate.id}"] = gate.said.words
    return {}


AREAS: Mapping[str, Area] = {
    area.name: area
    for area in (
        Area("document", ("policy",), _document_keys, _read_document),
        Area("words", ("words",), _word_keys, _read_words),
        Area("texts", LOCALISED, _text_keys, _read_texts),
        Area("steps", ("steps", "step_names"), _step_keys, _read_steps),
        Area("gates", ("gates",), _gate_keys, _read_gates),
        Area("planning", ("planning",), _planning_keys, _read_planning),
    )
}
