"""The options of a question: its answers, or its rows where each can be ticked."""

from collections.abc import Sequence

from webapp.domain.questions import AnswerOption
from webapp.interchange.choices import MAX_OPTIONS
from webapp.interchange.identifiers import identifiers
from webapp.interchange.limesurvey.asked import Context
from webapp.interchange.limesurvey.content import LimeQuestion, Texts
from webapp.interchange.limesurvey.fixed import other_words
from webapp.interchange.limesurvey.html_text import texts_in
from webapp.interchange.remarks import excerpt

OTHER_LISTED, OTHER_TICKED = "-oth-", "other"
"""The code of "other" among answers, and among rows that are ticked."""
Options = tuple[list[AnswerOption], dict[str, str]]
"""Options, and the id of each by its code."""


def answers(context: Context, scale: int = 0) -> Options:
    """The answers of a scale; of any other where that one has none, with a remark."""
    wanted = [answer for answer in context.source.answers if answer.scale == scale]
    if not wanted and context.source.answers and not scale:
        context.where.remark("lss-answers-misplaced")
        wanted = context.source.answers
    return _options(context, [(answer.code, answer.texts) for answer in wanted])


def ticked(context: Context, rows: Sequence[LimeQuestion]) -> Options:
    """The rows of a question where each can be ticked."""
    for row in rows:
        if row.relevance not in {"", "1"}:
            context.where.remark(
                "lss-option-condition", name=excerpt(row.code), expression=excerpt(row.relevance)
            )
    return _options(context, [(row.code, row.texts) for row in rows])


def with_other(context: Context, options: Options, code: str) -> Options:
    """`options` and one for anything else."""
    listed, codes = options
    identifier = identifiers([*(option.id for option in listed), "other"], "other")[-1]
    own = texts_in(context.source.attributes.get("other_replace_text", {}), context.where, multiline=False)
    text = dict(other_words(0, context.languages.tags))
    text.update({tag or context.languages.base: words for tag, words in own.items()})
    return [*listed, AnswerOption(identifier, text)], codes | {code: identifier}


def _options(context: Context, wanted: Sequence[tuple[str, Texts]]) -> Options:
    if len(wanted) > MAX_OPTIONS:
        context.where.problem("lss-too-many-options", limit=MAX_OPTIONS)
        return [], {}
    if len(wanted) < 2:
        context.where.once("lss-few-options", count=len(wanted))
    names = [code for code, _ in wanted]
    ids = identifiers(names, "option")
    listed: list[AnswerOption] = []
    codes: dict[str, str] = {}
    for (code, raw), identifier in zip(wanted, ids, strict=True):
        if code and code in codes:
            context.where.remark("lss-answer-code-twice", name=excerpt(code), identifier=identifier)
        elif code != identifier:
            context.where.remark("lss-answer-code", name=excerpt(code), identifier=identifier)
        text = texts_in(raw, context.where, multiline=False)
        if not text:
            context.where.remark("choice-without-label", name=excerpt(code or identifier))
        listed.append(AnswerOption(identifier, text or {context.languages.base: code or identifier}))
        codes.setdefault(code, identifier)
    return listed, codes
