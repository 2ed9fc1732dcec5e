"""One question as fields of a form, and back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from webapp.domain.composing import new_id
from webapp.domain.dead_ends import can_be_asked
from webapp.domain.questions import (
    ADDABLE,
    MOST_PAIRED,
    SHUFFLABLE,
    WITH_OPTIONS,
    WITH_PICTURES,
    WITH_ROWS,
    AnswerOption,
    Question,
    QuestionSet,
    ready_option,
    ready_options,
)
from webapp.domain.text import Localised
from webapp.editing.budget_fields import cost_field, read_cost, too_dear
from webapp.editing.condition_fields import condition_fields, read_condition
from webapp.editing.limit_fields import limit_fields, read_limits
from webapp.editing.picture_fields import Pictures, picture_fields, read_pictures
from webapp.web.fields import Fields, Wrong, long_texts, one, read_texts, text_fields
from webapp.web.languages import LANGUAGES
from webapp.web.locale import gettext as _

TEXT_LENGTH, OPTION_LENGTH = 4000, 500
MOST_OPTIONS = 500
ROW, OPTION = "row", "option"
"""What the fields of a question's rows and of its options begin with."""
FIRST_ENTRIES = {"scale": 5, "matrix": 5, "picture": 2}
MARKS = ("required", "may_decline", "shuffled", "sensitive")
"""What can be true of a question."""
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
    """The texts of a question that are written in the composer."""
    both = (*question.rows, *question.options)
    written = (entry.text for entry in both if not entry.ready)
    shown = (option.alt for option in question.options if option.picture)
    return [question.text, question.hint, *written, *shown]


def stored(question: Question, question_set: QuestionSet, languages: Sequence[str]) -> Fields:
    """The form's fields as the question is stored, the way a browser would send them unchanged."""
    fields = text_fields("text", question.text, languages) | text_fields("hint", question.hint, languages)
    for name in MARKS:
        fields |= {name: ["1"]} if getattr(question, name) else {}
    for part, entries in ((ROW, question.rows), (OPTION, question.options)):
        for place, entry in enumerate(entry for entry in entries if not entry.ready):
            fields |= entry_fields(part, place, entry.id, entry.text, languages)
            if part == OPTION and question.kind == "budget":
                fields[cost_field(place)] = [str(entry.cost or "")]
            if part == OPTION and question.kind in WITH_PICTURES:
                fields |= picture_fields(place, entry, languages)
    for name in ADDABLE.get(question.kind, ()):
        fields |= {f"with_{name}": ["1"]} if question.ready(name) else {}
    return fields | limit_fields(question) | condition_fields(question, question_set)


def entry_fields(part: str, place: int, id_: str, texts: Localised, languages: Sequence[str]) -> Fields:
    """The fields of one option, or of one row of a question that has several."""
    return {f"{part}.{place}.id": [id_]} | text_fields(f"{part}.{place}", texts, languages)


def blank(kind: str, languages: Sequence[str]) -> Fields:
    """The fields of a new question."""
    fields = stored(Question("", kind, {}), QuestionSet(), languages)
    for part in parts(kind):
        for place in range(FIRST_ENTRIES.get(kind, 3) if part == OPTION else 3):
            fields |= entry_fields(part, place, "", {}, languages)
    return fields


def parts(kind: str) -> list[str]:
    """What is written one after another for a question of `kind`: its rows, its options, both or neither."""
    return [part for part, kinds in ((ROW, WITH_ROWS), (OPTION, WITH_OPTIONS)) if kind in kinds]


def entries(fields: Mapping[str, Sequence[str]], part: str) -> list[int]:
    """The numbers of the entries that a form has for `part`, in order."""
    numbers = {name.split(".")[1] for name in fields if name.startswith(f"{part}.") and name.count(".") == 2}
    return sorted(int(number) for number in numbers if number.isascii() and number.isdigit())[:MOST_OPTIONS]


def press(fields: Fields, pressed: str, languages: Sequence[str]) -> tuple[Fields, str]:
    """The form after one of the buttons at its options, ``add``, ``up:2``, or at its rows, ``row-add``.

    Returns it with the id of what the page should open at. Nothing is stored.
    """
    part = ROW if pressed.startswith(f"{ROW}-") else OPTION
    start = f"{ROW}-" if part == ROW else ""
    action, _colon, number = pressed.removeprefix(start).partition(":")
    each = [_entry(fields, f"{part}.{place}.") for place in entries(fields, part)]
    here = int(number) if number.isascii() and number.isdigit() and int(number) < len(each) else None
    focus = f"{start}{action}-{here}"
    if action == "add" and len(each) < MOST_OPTIONS:
        each.append({"id": [""]})
        focus = f"{part}-{len(each) - 1}-{languages[0]}"
    elif action == "remove" and here is not None:
        each.pop(here)
        focus = f"add-{part}"
    elif action in {"up", "down"} and here is not None:
        there = here + (-1 if action == "up" else 1)
        if 0 <= there < len(each):
            each[here], each[there] = each[there], each[here]
            focus = f"{start}{action}-{there}"
    others = {name: values for name, values in fields.items() if not name.startswith(f"{part}.")}
    return others | _numbered(part, each, languages), focus


def _entry(fields: Fields, prefix: str) -> Fields:
    return {name.removeprefix(prefix): fields[name] for name in fields if name.startswith(prefix)}


def _numbered(part: str, each: Sequence[Fields], languages: Sequence[str]) -> Fields:
    names = dict.fromkeys(["id", *languages, *(name for entry in each for name in entry)])
    return {
        f"{part}.{place}.{name}": entry.get(name, [""]) for place, entry in enumerate(each) for name in names
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
        shuffled="shuffled" in fields and question.kind in SHUFFLABLE,
        sensitive="sensitive" in fields and question.asks,
        options=_options(found, fields, question, languages)
        if question.kind in WITH_OPTIONS
        else ready_options(question.kind),
        rows=_rows(found, fields, question, languages) if question.kind in WITH_ROWS else (),
    )
    limits, problems = read_limits(fields, found.question)
    found.question = replace(found.question, limits=limits)
    found.problems.update(problems)
    if question.kind == "budget":
        found.problems.update(too_dear(fields, entries(fields, OPTION), limits.budget))
    condition, problems = read_condition(fields, question, question_set)
    found.question = replace(found.question, condition=condition)
    found.problems.update(problems)
    changed = condition != question.condition
    if changed and not problems and _leads_nowhere(found.question, question_set):
        found.problems["condition.0"] = _(
            "Ingen kan svara så att frågan visas. Det som ska stämma går inte ihop. Ändra villkoret."
        )
    return found


def _leads_nowhere(question: Question, question_set: QuestionSet) -> bool:
    """Whether no answers to earlier questions lead to the question."""
    return bool(question.condition) and not can_be_asked(question, question_set.by_id)


def _texts(
    found: QuestionRead, fields: Fields, name: str, kept: Localised, languages: Sequence[str]
) -> dict[str, str]:
    texts = read_texts(fields, name, languages, kept)
    found.problems.update(long_texts(texts, name, languages, TEXT_LENGTH))
    return texts


def _options(
    found: QuestionRead, fields: Fields, question: Question, languages: Sequence[str]
) -> tuple[AnswerOption, ...]:
    options = _written(found, fields, OPTION, question.options, languages)
    options += _ready(fields, question, [option.id for option in options])
    if len(options) < 2:
        found.problems["options"] = (
            _("Skriv minst två projekt.")
            if question.kind == "budget"
            else _("Skriv minst två svarsalternativ.")
        )
    if question.kind == "pairs" and len(options) > MOST_PAIRED:
        found.problems["options"] = _(
            "Skriv högst %(most)s alternativ. Annars blir paren för många.", most=MOST_PAIRED
        )
    return tuple(options)


def _rows(
    found: QuestionRead, fields: Fields, question: Question, languages: Sequence[str]
) -> tuple[AnswerOption, ...]:
    rows = _written(found, fields, ROW, question.rows, languages)
    if not rows:
        found.problems["rows"] = _("Skriv minst en rad.")
    return tuple(rows)


def _written(
    found: QuestionRead,
    fields: Fields,
    part: str,
    stored: Sequence[AnswerOption],
    languages: Sequence[str],
) -> list[AnswerOption]:
    """The entries that have a text in some language, in order; a new one gets an identifier."""
    before = {entry.id: entry.text for entry in stored}
    costed = part == OPTION and found.question.kind == "budget"
    written: list[AnswerOption] = []
    shown = _pictures(found, fields, part, languages)
    for place in entries(fields, part):
        id_ = one(fields, f"{part}.{place}.id")
        kept = before.pop(id_, None)
        texts = read_texts(fields, f"{part}.{place}", languages, kept or {}, multiline=False)
        if any(texts.values()) or place in shown:
            taken = [*(each.id for each in written), *before, *(each.id for each in stored)]
            cost = _cost(found, fields, place) if costed else None
            picture, alt = shown.get(place, (None, {}))
            id_ = id_ if kept is not None else new_id(taken)
            written.append(AnswerOption(id_, texts, cost=cost, picture=picture, alt=alt))
            found.problems.update(long_texts(texts, f"{part}.{place}", languages, OPTION_LENGTH))
        elif costed and one(fields, cost_field(place)):
            found.problems[f"{part}.{place}.{languages[0]}"] = _("Skriv vad projektet är.")
    return written


def _cost(found: QuestionRead, fields: Fields, place: int) -> int | None:
    try:
        return read_cost(fields, place)
    except Wrong as wrong:
        found.problems[cost_field(place)] = str(wrong)
        return None


def _pictures(found: QuestionRead, fields: Fields, part: str, languages: Sequence[str]) -> Pictures:
    """Number of an entry -> its picture and what it shows, where the kind has pictures."""
    if part != OPTION or found.question.kind not in WITH_PICTURES:
        return {}
    shown, problems = read_pictures(fields, entries(fields, part), found.question.options, languages)
    found.problems.update(problems)
    return shown


def _ready(fields: Fields, question: Question, taken: Sequence[str]) -> Iterator[AnswerOption]:
    """The ready answers that are to stand last."""
    for name in ADDABLE.get(question.kind, ()):
        if f"with_{name}" in fields:
            option = ready_option(name)
            free = question.ready(name) or (name if name not in taken else new_id(taken))
            yield replace(option, id=free)
