"""One row of the survey sheet as a question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain.questions import AnswerOption, Limits, Question
from webapp.domain.text import Localised
from webapp.interchange.choices import ChoiceList
from webapp.interchange.constraints import limits_from
from webapp.interchange.drafts import Draft, Source
from webapp.interchange.identifiers import identifiers
from webapp.interchange.ranges import read_range
from webapp.interchange.remarks import excerpt
from webapp.interchange.row_types import SELECT, RowType
from webapp.interchange.rows import RowReader

DECIMALS = 2
"""Decimals that an answer to a `decimal` question may have."""
OTHER = "other"
OTHER_TEXTS = {
    "ar": ("أخرى", "يرجى التوضيح"),
    "da": ("Andet", "Skriv gerne hvad"),
    "de": ("Sonstiges", "Bitte angeben"),
    "en": ("Other", "Please specify"),
    "es": ("Otro", "Por favor, especifique"),
    "fi": ("Muu", "Mikä?"),
    "fr": ("Autre", "Veuillez préciser"),
    "nb": ("Annet", "Skriv hva"),
    "pl": ("Inne", "Proszę podać"),
    "sv": ("Annat", "Skriv vad"),
    "uk": ("Інше", "Будь ласка, уточніть"),
}
"""Language -> the option that ``or_other`` adds, and the question after it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What rows are read against: the lists of options, the form's languages, and the default one."""

    lists: dict[str, ChoiceList]
    languages: list[str]
    language: str


class Shape(NamedTuple):
    """What is particular to a kind: its name, options with their ids by name, limits."""

    kind: str
    options: tuple[AnswerOption, ...] = ()
    ids: dict[str, str] = {}  # noqa: RUF012 - never changed
    limits: Limits = Limits()


def question_drafts(
    reader: RowReader, row_type: RowType, name: str, outer: tuple[Source, ...], context: Context
) -> list[Draft]:
    """The question of a row, and the one that ``or_other`` adds after it; none for a note without text.

    Problems: ``list-missing``.
    """
    shape = (
        _select(reader, row_type, context)
        if row_type.role == SELECT
        else _SHAPES[row_type.what](reader, context)
    )
    if shape.kind == "note" and not any(reader.texts("label").values()):
        reader.leave_out()
        reader.remark("note-without-text", name=name)
        return []
    relevant = reader.value("relevant")
    sources = (*outer, Source(reader.number, relevant)) if relevant else outer
    question = _question(reader, shape, name, context)
    drafts = [Draft(name, reader.number, question, sources, shape.ids)]
    if row_type.or_other:
        reader.remark("or-other", name=name)
        drafts.append(_other_draft(reader, name, shape, sources, context))
    return drafts


def _question(reader: RowReader, shape: Shape, name: str, context: Context) -> Question:
    asks = shape.kind != "note"
    return Question(
        id=name,
        kind=shape.kind,
        text=reader.label(name, "question-without-label", multiline=True, language=context.language),
        hint=reader.texts("hint"),
        required=asks and reader.flag("required"),
        options=shape.options,
        limits=_limits(reader, shape),
    )


def _limits(reader: RowReader, shape: Shape) -> Limits:
    if shape.kind == "note" or not (constraint := reader.value("constraint")):
        return shape.limits
    limits = limits_from(constraint, shape.kind, shape.limits, len(shape.options))
    if limits is None:
        reader.remark("constraint", column="constraint", value=excerpt(constraint))
    return limits or shape.limits


def _select(reader: RowReader, row_type: RowType, context: Context) -> Shape:
    choices = context.lists.get(row_type.list_name)
    if choices is None:
        reader.problem("list-missing", list=row_type.list_name)
        choices = ChoiceList(0)
    kind = row_type.what
    if kind == "single" and _appears(reader, "likert"):
        kind = "scale"
    options, ids = choices.options, choices.ids
    if row_type.or_other and OTHER not in ids:
        options, ids = _with_other(choices, context)
    if len(options) == 1:
        reader.remark("list-single", list=row_type.list_name)
    return Shape(kind, options, ids)


def _with_other(choices: ChoiceList, context: Context) -> tuple[tuple[AnswerOption, ...], dict[str, str]]:
    identifier = identifiers([*(option.id for option in choices.options), OTHER], OTHER)[-1]
    option = AnswerOption(identifier, _other_text(0, context))
    return (*choices.options, option), choices.ids | {OTHER: identifier}


def _other_text(which: int, context: Context) -> Localised:
    texts = {lang: OTHER_TEXTS[lang][which] for lang in context.languages if lang in OTHER_TEXTS}
    return texts or {"en": OTHER_TEXTS["en"][which]}


def _other_draft(
    reader: RowReader, name: str, shape: Shape, sources: tuple[Source, ...], context: Context
) -> Draft:
    question = Question(f"{name}_other", "short_text", _other_text(1, context))
    chosen = Source(reader.number, chosen=(name, OTHER))
    return Draft(question.id, reader.number, question, (*sources, chosen))


def _appears(reader: RowReader, wanted: str) -> bool:
    """Whether the appearance has the word `wanted`; other words in it are remarked upon."""
    words = reader.value("appearance").split()
    others = [word for word in words if word.lower() != wanted]
    if others:
        reader.remark("appearance", column="appearance", value=excerpt(" ".join(others)))
    return len(others) < len(words)


def _text(reader: RowReader, _context: Context) -> Shape:
    return Shape("long_text" if _appears(reader, "multiline") else "short_text")


def _decimal(reader: RowReader, _context: Context) -> Shape:
    reader.remark("decimals", limit=DECIMALS)
    return Shape("number", limits=Limits(decimals=DECIMALS))


def _range(reader: RowReader, context: Context) -> Shape:
    parameters = reader.value("parameters")
    found = read_range(parameters, context.languages or [context.language])
    if found is None:
        reader.remark("parameters", column="parameters", value=excerpt(parameters))
        return Shape("number", limits=Limits(decimals=DECIMALS))
    if found.unread:
        reader.remark("parameters", column="parameters", value=excerpt(" ".join(found.unread)))
    if found.stepped:
        reader.remark("range-step", value=excerpt(parameters))
    ids = {option.id: option.id for option in found.options}
    return Shape(found.kind, found.options, ids, found.limits)


def _acknowledge(reader: RowReader, _context: Context) -> Shape:
    reader.remark("acknowledge")
    return Shape("note")


_SHAPES: dict[str, Callable[[RowReader, Context], Shape]] = {
    "acknowledge": _acknowledge,
    "date": lambda reader, context: Shape("date"),
    "decimal": _decimal,
    "integer": lambda reader, context: Shape("number"),
    "note": lambda reader, context: Shape("note"),
    "range": _range,
    "text": _text,
}
