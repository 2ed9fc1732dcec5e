"""A question set as an XLSForm workbook, and what of it such a form cannot hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter

from webapp.domain.conditions import questions_in
from webapp.domain.questions import Question, QuestionSet, Section
from webapp.domain.text import Localised, fallback_chain
from webapp.interchange.expressions_out import expression_of
from webapp.interchange.markup import plain
from webapp.web.languages import LANGUAGES

TYPES = {
    "single": ("select_one", ""),
    "scale": ("select_one", "likert"),
    "picture": ("select_one", ""),
    "multiple": ("select_multiple", ""),
    "ranking": ("rank", ""),
    "short_text": ("text", ""),
    "long_text": ("text", "multiline"),
    "number": ("integer", ""),
    "date": ("date", ""),
    "note": ("note", ""),
}
"""Kind of question -> its type in a form, and how it looks."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\*_#[]()<>`~!-"})
Row = dict[str, str]


@dataclass(slots=True)
class _Form:
    languages: list[str]
    source: str
    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)


def write_xlsform(questions: QuestionSet, title: Localised, source: str) -> bytes:
    """The workbook. A question that a form has no type for is left out, and conditions on it with it."""
    form = _Form(_languages(questions, source), source)
    kept = {question.id: question for question in questions.by_id.values() if _fits(question)}
    for section in questions.sections:
        _section(form, section, kept)
    heading = next((title[tag] for tag in fallback_chain(source, source, title) if title.get(tag)), "")
    settings = [{"form_title": written(heading), "default_language": _language(source)}]
    return _workbook({"survey": form.survey, "choices": form.choices, "settings": settings})


def written(text: str) -> str:
    """`text` so that readers who see markup in it read it as it is."""
    safe = text.replace("${", "$&#123;")
    if plain(safe).text == text:
        return safe
    return text.replace("&", "&amp;").translate(MARKS).replace("${", "$&#123;")


def _fits(question: Question) -> bool:
    """Whether a form has a type for it; one that offers a choice needs something to choose."""
    type_, _ = TYPES.get(question.kind, ("", ""))
    return bool(type_) and (bool(question.options) or not type_.startswith(("select", "rank")))


def _languages(questions: QuestionSet, source: str) -> list[str]:
    found: dict[str, None] = {source: None}
    for section in questions.sections:
        found.update(dict.fromkeys([*section.title, *section.intro]))
        for question in section.questions:
            for texts in (question.text, question.hint, *(option.text for option in question.options)):
                found.update(dict.fromkeys(tag for tag, text in texts.items() if text))
    return list(found)


def _language(tag: str) -> str:
    return f"{LANGUAGES[tag].name} ({tag})" if tag in LANGUAGES else tag


def _section(form: _Form, section: Section, kept: Mapping[str, Question]) -> None:
    members = [question for question in section.questions if question.id in kept]
    if not members:
        return
    texts = _texts(form, "label", section.title) | _texts(form, "hint", section.intro)
    form.survey.append({"type": "begin_group", "name": section.id} | texts)
    for question in members:
        _question(form, question, kept)
    form.survey.append({"type": "end_group", "name": section.id})


def _question(form: _Form, question: Question, kept: Mapping[str, Question]) -> None:
    type_, appearance = TYPES[question.kind]
    if question.kind == "number" and question.limits.decimals:
        type_ = "decimal"
    row: Row = {"type": f"{type_} {question.id}" if question.options else type_, "name": question.id}
    row |= _texts(form, "label", question.text or {form.source: question.id})
    row |= _texts(form, "hint", question.hint)
    row |= {"required": "yes" if question.required else "", "appearance": appearance}
    row["constraint"] = " and ".join(_constraints(question))
    if question.condition and questions_in(question.condition) <= kept.keys():
        row["relevant"] = expression_of(question.condition)
    form.survey.append(row)
    for option in question.options:
        texts = _texts(form, "label", option.text or {form.source: option.id})
        form.choices.append({"list_name": question.id, "name": option.id} | texts)


def _constraints(question: Question) -> Iterator[str]:
    limits = question.limits
    bounds: dict[str, tuple[str, str | int | None, str | int | None]] = {
        "number": (".", limits.minimum, limits.maximum),
        "multiple": ("count-selected(.)", limits.at_least, limits.at_most),
        "short_text": ("string-length(.)", None, limits.length),
        "long_text": ("string-length(.)", None, limits.length),
    }
    measured, low, high = bounds.get(question.kind, ("", None, None))
    if low is not None:
        yield f"{measured} >= {low}"
    if high is not None:
        yield f"{measured} <= {high}"


def _texts(form: _Form, base: str, texts: Localised) -> Row:
    return {f"{base}::{_language(tag)}": written(texts[tag]) for tag in form.languages if texts.get(tag)}


def _workbook(sheets: Mapping[str, list[Row]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            headings = list(dict.fromkeys(head for row in rows for head, cell in row.items() if cell))
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading)
                for at, row in enumerate(rows, start=1):
                    if row.get(heading):
                        sheet.write_string(at, column, row[heading])
    return out.getvalue()
