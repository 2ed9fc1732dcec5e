"""One question as fields of a form, and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeVar

from webapp.domain.composing import new_id
from webapp.domain.kinds.number import shortest
from webapp.domain.questions import WITH_OPTIONS, AnswerOption, Limits, Question, QuestionSet
from webapp.domain.text import Localised, read_number
from webapp.editing.condition_fields import condition_fields, read_condition
from webapp.web.fields import Fields, Wrong, long_texts, one, read_count, read_texts, text_fields
from webapp.web.locale import LANGUAGES
from webapp.web.locale import gettext as _

TEXT_LENGTH, OPTION_LENGTH = 4000, 500
MOST_OPTIONS = 500
MOST_POINTS = 10_000
LONGEST_ANSWER = 4000
FIRST_ROWS = {"scale": 5}
LIMITS = {
    "number": ("minimum", "maximum", "decimals"),
    "multiple": ("at_least", "at_most"),
    "ranking": ("places",),
    "points": ("points",),
    "short_text": ("length",),
    "long_text": ("length",),
}
"""Kind of question -> the limits that can be set for it."""
Value = TypeVar("Value")


@dataclass
class QuestionRead:
    """What a form says: the question, and what must be mended before it can be saved."""

    question: Question
    problems: dict[str, str] = field(default_factory=dict)


def written_languages(offered: Sequence[str], texts: Sequence[Localised]) -> list[str]:
    """The languages that texts have a field in: those offered, the source first, and others with texts."""
    there = [lang for text in texts for lang in text if lang in LANGUAGES and text[lang].strip()]
    return list(dict.fromkeys([*offered, *there]))


def texts_of(question: Question) -> list[Localised]:
    return [question.text, question.hint, *(option.text for option in question.options)]


def stored(question: Question, question_set: QuestionSet, languages: Sequence[str]) -> Fields:
    """The form's fields as the question is stored, the way a browser would send them unchanged."""
    fields = text_fields("text", question.text, languages) | text_fields("hint", question.hint, languages)
    for name in ("required", "may_decline"):
        fields |= {name: ["1"]} if getattr(question, name) else {}
    for place, option in enumerate(question.options):
        fields |= row(place, option.id, option.text, languages)
    for name in LIMITS.get(question.kind, ()):
        value = getattr(question.limits, name)
        fields[name] = ["" if value is None else str(value)]
    return fields | condition_fields(question, question_set)


def row(place: int, id_: str, texts: Localised, languages: Sequence[str]) -> Fields:
    """The fields of one option."""
    return {f"option.{place}.id": [id_]} | text_fields(f"option.{place}", texts, languages)


def blank(kind: str, languages: Sequence[str]) -> Fields:
    """The fields of a new question."""
    fields = stored(Question("", kind, {}), QuestionSet(), languages)
    if kind in WITH_OPTIONS:
        for place in range(FIRST_ROWS.get(kind, 3)):
            fields |= row(place, "", {}, languages)
    return fields


def rows(fields: Mapping[str, Sequence[str]]) -> list[int]:
    """The numbers of the rows for options that a form has, in order."""
    numbers = {name.split(".")[1] for name in fields if name.startswith("option.") and name.count(".") == 2}
    return sorted(int(number) for number in numbers if number.isascii() and number.isdigit())[:MOST_OPTIONS]


def press(fields: Fields, pressed: str, languages: Sequence[str]) -> tuple[Fields, str]:
    """The form after one of the buttons at its options: ``add``, ``up:2``, ``down:2``, ``remove:2``.

    Returns it with the id of what the page should open at. Nothing is stored.
    """
    action, _colon, number = pressed.partition(":")
    each = [_row_of(fields, f"option.{place}.") for place in rows(fields)]
    here = int(number) if number.isascii() and number.isdigit() and int(number) < len(each) else None
    focus = f"{action}-{here}"
    if action == "add" and len(each) < MOST_OPTIONS:
        each.append({"id": [""]})
        focus = f"option-{len(each) - 1}-{languages[0]}"
    elif action == "remove" and here is not None:
        each.pop(here)
        focus = "add-option"
    elif action in {"up", "down"} and here is not None:
        there = here + (-1 if action == "up" else 1)
        if 0 <= there < len(each):
            each[here], each[there] = each[there], each[here]
            focus = f"{action}-{there}"
    others = {name: values for name, values in fields.items() if not name.startswith("option.")}
    return others | _numbered(each, languages), focus


def _row_of(fields: Fields, prefix: str) -> Fields:
    return {name.removeprefix(prefix): fields[name] for name in fields if name.startswith(prefix)}


def _numbered(each: Sequence[Fields], languages: Sequence[str]) -> Fields:
    names = ["id", *languages]
    return {
        f"option.{place}.{name}": option.get(name, [""])
        for place, option in enumerate(each)
        for name in names
    }


def read(
    fields: Fields, question: Question, question_set: QuestionSet, languages: Sequence[str]
) -> QuestionRead:
    """The question in a form. `question` is the one that is edited; texts in other languages are kept."""
    found = QuestionRead(question)
    text = _texts(found, fields, "text", question.text, languages)
    hint = _texts(found, fields, "hint", question.hint, languages)
    if not any(text.values()):
        found.problems[f"text.{languages[0]}"] = _("Skriv frågan.")
    found.question = replace(
        question,
        text=text,
        hint=hint,
        required="required" in fields and question.asks,
        may_decline="may_decline" in fields and question.asks,
        options=_options(found, fields, question, languages) if question.kind in WITH_OPTIONS else (),
    )
    found.question = replace(found.question, limits=_limits(found, fields))
    try:
        condition = read_condition(fields, question, question_set)
        found.question = replace(found.question, condition=condition)
    except Wrong as wrong:
        found.problems["condition"] = str(wrong)
    return found


def _texts(
    found: QuestionRead, fields: Fields, name: str, kept: Localised, languages: Sequence[str]
) -> dict[str, str]:
    texts = read_texts(fields, name, languages, kept)
    found.problems.update(long_texts(texts, name, languages, TEXT_LENGTH))
    return texts


def _options(
    found: QuestionRead, fields: Fields, question: Question, languages: Sequence[str]
) -> tuple[AnswerOption, ...]:
    """The rows that have a text in some language, in order; a new one gets an identifier."""
    before = {option.id: option.text for option in question.options}
    options: list[AnswerOption] = []
    for place in rows(fields):
        id_ = one(fields, f"option.{place}.id")
        kept = before.pop(id_, None)
        texts = read_texts(fields, f"option.{place}", languages, kept or {}, multiline=False)
        if any(texts.values()):
            taken = [*(option.id for option in options), *before, *question.option_ids]
            options.append(AnswerOption(id_ if kept is not None else new_id(taken), texts))
            found.problems.update(long_texts(texts, f"option.{place}", languages, OPTION_LENGTH))
    if len(options) < 2:
        found.problems["options"] = _("Skriv minst två svarsalternativ.")
    return tuple(options)


def _limits(found: QuestionRead, fields: Fields) -> Limits:
    question = found.question
    readers: dict[str, Callable[[str], Any]] = {
        "minimum": _number,
        "maximum": _number,
        "decimals": lambda typed: read_count(typed, 0, 3) or 0,
        "at_least": lambda typed: read_count(typed, 1, max(len(question.options), 1)),
        "at_most": lambda typed: read_count(typed, 1, max(len(question.options), 1)),
        "places": lambda typed: read_count(typed, 1, max(len(question.options), 1)),
        "points": lambda typed: read_count(typed, 1, MOST_POINTS) or Limits().points,
        "length": lambda typed: read_count(typed, 1, LONGEST_ANSWER),
    }
    values = {}
    for name in LIMITS.get(question.kind, ()):
        try:
            values[name] = readers[name](one(fields, name))
        except Wrong as wrong:
            found.problems[name] = str(wrong)
    limits = replace(question.limits, **values)
    if _crossed(limits.minimum, limits.maximum) or _crossed(limits.at_least, limits.at_most):
        crossed = "maximum" if question.kind == "number" else "at_most"
        found.problems.setdefault(crossed, _("Det högsta är mindre än det lägsta. Ändra ett av dem."))
    return limits


def _crossed(low: str | int | None, high: str | int | None) -> bool:
    return low is not None and high is not None and Decimal(low) > Decimal(high)


def _number(typed: str) -> str | None:
    if not typed:
        return None
    number = read_number(typed)
    if number is None:
        raise Wrong(_("Skriv ett tal med siffror, till exempel 12."))
    return shortest(number)
