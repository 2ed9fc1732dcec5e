"""LimeSurvey's types of question, and what each becomes here."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from webapp.domain.questions import AnswerOption, Limits
from webapp.domain.text import Localised
from webapp.interchange.identifiers import identifiers
from webapp.interchange.limesurvey.asked import Asked, Context, joined
from webapp.interchange.limesurvey.content import LimeQuestion
from webapp.interchange.limesurvey.fixed import COMMENT, fixed_options, other_words, steps, word
from webapp.interchange.limesurvey.html_text import texts_in
from webapp.interchange.limesurvey.options import (
    OTHER_LISTED,
    OTHER_TICKED,
    Options,
    answers,
    ticked,
    with_other,
)
from webapp.interchange.limesurvey.settings import (
    cell_limits,
    choice_limits,
    number_limits,
    ranking_limits,
    text_limits,
)
from webapp.interchange.ranges import MOST_STEPS
from webapp.interchange.survey import MAX_QUESTIONS

Maker = Callable[[Context], list[Asked]]
DROPPED: Mapping[str, str] = {
    "|": "type-file",
    "*": "lss-type-equation",
    "I": "lss-type-language",
}
"""Type that nothing is made of -> the code of the remark."""
MOST_ROWS = 50
"""A table with more rows than this is one question for each."""
CLOCK = "Hh"
"""Letters of a date's format that stand for the time of day."""


def questions_from(context: Context) -> list[Asked]:
    """What the question becomes: one question, or one for each of its rows; none where it is left out."""
    kind = context.source.type
    if kind in DROPPED:
        label = next(iter(context.text.values()), "")
        context.where.remark(DROPPED[kind], name=context.code, label=label[:80])
        return []
    if kind not in MAKERS:
        label = next(iter(context.text.values()), "")
        context.where.remark("type-unknown", type=kind, name=context.code, label=label[:80])
        return []
    return MAKERS[kind](context)


def _listed(context: Context) -> list[Asked]:
    options = answers(context)
    if context.source.other:
        options = with_other(context, options, OTHER_LISTED)
    asked = context.asked("single", *options)
    if not context.source.other:
        return [asked]
    context.where.remark("lss-other")
    what = other_words(1, context.languages.tags)
    return [asked, context.follow_up(asked, f"{context.code}_other", what, OTHER_LISTED)]


def _listed_with_comment(context: Context) -> list[Asked]:
    context.where.remark("lss-comment")
    asked = context.asked("single", *answers(context))
    name = f"{context.code}_comment"
    comment = replace(
        context.asked("long_text").question,
        id=name,
        text=word(COMMENT, context.languages.tags),
        hint={},
        required=False,
    )
    also = (f"{context.code}comment",)
    return [asked, Asked(name, context.where, comment, context.rules, also=also)]


def _ticked(context: Context) -> list[Asked]:
    return _tickable(context, context.source.rows())[: 2 if context.source.other else 1]


def _tickable(context: Context, rows: list[LimeQuestion]) -> list[Asked]:
    options: Options = ticked(context, rows)
    if context.source.other:
        options = with_other(context, options, OTHER_TICKED)
    listed, codes = options
    asked = context.asked("multiple", listed, codes, choice_limits(context, len(listed)))
    asked.flags = {f"{context.code}_{code}": code for code in codes if code}
    if not context.source.other:
        return [asked]
    context.where.remark("lss-other")
    what = other_words(1, context.languages.tags)
    return [asked, context.follow_up(asked, f"{context.code}_other", what, OTHER_TICKED)]


def _ticked_with_comments(context: Context) -> list[Asked]:
    context.where.remark("lss-comment")
    asked, *other = _tickable(context, context.source.rows())
    texts = {option.id: option.text for option in asked.question.options}
    comment = word(COMMENT, context.languages.tags)
    made = [asked]
    for row in context.source.rows():
        name = f"{context.code}_{row.code}comment"
        if row.code in asked.options:
            said = joined(texts[asked.options[row.code]], comment)
            made.append(context.follow_up(asked, name, said, row.code))
    return [*made, *other]


def _text(kind: str) -> Maker:
    def make(context: Context) -> list[Asked]:
        if context.source.attribute("numbers_only") == "1":
            return [context.asked("number", limits=number_limits(context))]
        return [context.asked(kind, limits=text_limits(context))]

    return make


def _number(context: Context) -> list[Asked]:
    return [context.asked("number", limits=number_limits(context))]


def _day(context: Context) -> list[Asked]:
    if set(context.source.attribute("date_format")) & set(CLOCK):
        context.where.remark("type-date", name=context.code, label=next(iter(context.text.values()), "")[:80])
        return []
    return [context.asked("date")]


def _ranking(context: Context) -> list[Asked]:
    listed, codes = answers(context) if context.source.answers else ticked(context, context.source.rows())
    return [context.asked("ranking", listed, codes, ranking_limits(context, len(listed)))]


def _note(context: Context) -> list[Asked]:
    if not context.text:
        context.where.remark("note-without-text", name=context.code)
        return []
    return [context.asked("note")]


def _fixed(kind: str, name: str) -> Maker:
    def make(context: Context) -> list[Asked]:
        options = fixed_options(name, context.languages.tags)
        return [context.asked(kind, options, {option.id: option.id for option in options})]

    return make


def _steps(highest: int) -> Maker:
    def make(context: Context) -> list[Asked]:
        options = steps(highest, context.languages.tags)
        return [context.asked("scale", options, {option.id: option.id for option in options})]

    return make


def _answered(context: Context, scale: int = 0) -> list[Asked]:
    options, codes = answers(context, scale)
    return [context.asked("scale" if len(options) <= MOST_STEPS else "single", options, codes)]


def _each_row(make: Maker) -> Maker:
    """One question for each row, as `make` makes the question itself."""

    def make_rows(context: Context) -> list[Asked]:
        rows = _rows(context)
        if not rows:
            return []
        [template] = make(context)
        return [context.of_row(row, _row_text(context, row), template) for row in rows]

    return make_rows


def _matrix(make: Maker) -> Maker:
    """A matrix, or one question for each row where a row is sometimes left out or there are very many."""
    split = _each_row(make)

    def make_matrix(context: Context) -> list[Asked]:
        rows = context.source.rows()
        if not 2 <= len(rows) <= MOST_ROWS or any(row.relevance not in {"", "1"} for row in rows):
            return split(context)
        [template] = make(context)
        texts = [_halves(context, row) for row in rows]
        ids = identifiers([row.code for row in rows], "row")
        entries = tuple(AnswerOption(id_, text) for id_, text in zip(ids, texts, strict=True))
        question = replace(
            template.question, kind="matrix", rows=entries, shuffled=context.shuffled, limits=Limits()
        )
        names = {f"{context.code}_{row.code}": id_ for row, id_ in zip(rows, ids, strict=True)}
        return [replace(template, question=question, rows=names)]

    return make_matrix


def _halves(context: Context, row: LimeQuestion) -> Localised:
    """The text of a row; its two ends where it has them."""
    said = texts_in(row.texts, context.where, multiline=False)
    halves = {language: " – ".join(filter(None, text.split("|"))) for language, text in said.items()}
    return halves or {context.languages.base: row.code}


def _rows(context: Context) -> list[LimeQuestion]:
    rows = context.source.rows()
    if not rows:
        context.where.remark("lss-rows-missing", name=context.code)
    elif len(rows) > 1:
        context.where.remark("lss-rows", count=len(rows))
    return rows[: MAX_QUESTIONS + 1]


def _row_text(context: Context, row: LimeQuestion, more: Localised | None = None) -> Localised:
    return joined(joined(context.text, _halves(context, row)), more or {})


def _two_scales(context: Context) -> list[Asked]:
    rows = _rows(context)
    templates = [_answered(context, scale)[0] for scale in (0, 1)] if rows else []
    heads = [
        texts_in(_headed(context, context.source.attributes.get(name, {})), context.where, multiline=False)
        for name in ("dualscale_headerA", "dualscale_headerB")
    ]
    return [
        context.of_row(row, _row_text(context, row, heads[scale]), template, f"_{scale}")
        for row in rows
        for scale, template in enumerate(templates)
    ]


def _headed(context: Context, texts: Mapping[str, str]) -> dict[str, str]:
    return {language or context.languages.base: text for language, text in texts.items()}


def _cells(kind: str) -> Maker:
    """One question for each cell of a table; one for each row where its cells are ticked."""

    def make(context: Context) -> list[Asked]:
        columns = context.source.rows(1)
        if kind == "number" and context.source.attribute("multiflexible_checkbox") == "1":
            return _ticked_rows(context, columns)
        rows = _rows(context)
        if not columns or len(rows) * len(columns) > MAX_QUESTIONS:
            code = "lss-rows-missing" if not columns else "lss-table-too-large"
            context.where.remark(code, name=context.code, limit=MAX_QUESTIONS)
            return []
        limits = cell_limits(context) if kind == "number" else Limits()
        template = context.asked(kind, limits=limits)
        heads = [texts_in(column.texts, context.where, multiline=False) for column in columns]
        return [
            context.of_row(row, _row_text(context, row, head), template, f"_{column.code}")
            for row in rows
            for column, head in zip(columns, heads, strict=True)
        ]

    return make


def _ticked_rows(context: Context, columns: list[LimeQuestion]) -> list[Asked]:
    rows = _rows(context)
    template = _tickable(context, columns)[0]
    made = []
    for row in rows:
        asked = context.of_row(row, _row_text(context, row), template)
        asked.flags = {f"{asked.name}_{code}": code for code in template.options if code}
        made.append(asked)
    return made


MAKERS: dict[str, Maker] = {
    "!": _listed,
    "L": _listed,
    "W": _listed,
    "Z": _listed,
    "O": _listed_with_comment,
    "M": _ticked,
    "P": _ticked_with_comments,
    "S": _text("short_text"),
    "T": _text("long_text"),
    "U": _text("long_text"),
    "N": _number,
    "D": _day,
    "R": _ranking,
    "X": _note,
    "Y": _fixed("single", "yes-no"),
    "G": _fixed("single", "gender"),
    "5": _steps(5),
    "A": _matrix(_steps(5)),
    "B": _matrix(_steps(10)),
    "C": _matrix(_fixed("single", "yes-no-uncertain")),
    "E": _matrix(_fixed("scale", "change")),
    "F": _matrix(_answered),
    "H": _matrix(_answered),
    "K": _each_row(_number),
    "Q": _each_row(_text("short_text")),
    "1": _two_scales,
    ":": _cells("number"),
    ";": _cells("short_text"),
}
"""Type -> what makes questions of it."""
