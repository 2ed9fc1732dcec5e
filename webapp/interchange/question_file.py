"""Our own file of a question set: JSON with a version, lossless from one installation to another."""

import codecs
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from webapp.domain import documents
from webapp.domain.faults import faults, has_money
from webapp.domain.pictures import MOST_PICTURES
from webapp.domain.questions import (
    BUDGET_RULES,
    WITH_PICTURES,
    WITH_ROWS,
    Question,
    QuestionSet,
    ready_options,
)
from webapp.domain.text import Localised, clean
from webapp.interchange.identifiers import SAFE
from webapp.interchange.imported import Imported
from webapp.interchange.pictures import missing, read_pictures, with_pictures, written_pictures
from webapp.interchange.remarks import FILE, PATH, ImportRefused, Remark, Report, excerpt
from webapp.interchange.schema import Flaw, flaws
from webapp.interchange.survey import MAX_OPTIONS_IN_ALL, MAX_QUESTIONS

FORMAT, VERSION = "radslag-question-set", 1
MAX_FILE = 20_000_000
"""Largest file that is looked at, in bytes: its pictures are the most of it."""
MOST_TOLD = 20
"""Most problems that are told of one file."""
IMPOSSIBLE = {"condition-order": "json-condition-order", "condition-option": "json-condition-option"}
"""Faults that no set of ours has -> the code of the refusal."""


def write(
    questions: QuestionSet, title: Localised, source: str, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The file of `questions` with their `pictures`; `title` and the source language are told along."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": {tag: text for tag, text in title.items() if text},
        "source_language": source,
        **({"pictures": written_pictures(pictures)} if pictures else {}),
        "sections": documents.to_document(questions)["sections"],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def import_question_file(data: bytes, languages_offered: Sequence[str] = ("sv",)) -> Imported:
    """Reads a file that `write` made, here or elsewhere.

    Raises:
        ImportRefused: ``file-too-large``, ``json-broken``, ``json-other``, ``json-version``, the codes of
            `schema.flaws`, ``json-picture``, ``json-no-picture``, ``json-id``, ``json-id-twice``,
            ``json-condition-order``, ``json-condition-option``, ``no-questions``, ``too-many-questions``,
            ``too-many-options-in-all``.
    """
    content = _loaded(data)
    _refuse([_told(flaw) for flaw in islice(flaws(content), MOST_TOLD)])
    questions = documents.from_document(
        {"format": documents.FORMAT, "sections": [_cleaned(section) for section in content["sections"]]}
    )
    _refuse(list(islice(_problems(questions), MOST_TOLD)))
    pictures, unread = read_pictures(content.get("pictures", {}), questions)
    _refuse(list(islice((*unread, *missing(questions, pictures)), MOST_TOLD)))
    questions = with_pictures(questions, pictures)
    languages = _languages(content["sections"])
    source = content.get("source_language") or (*languages, languages_offered[0])[0]
    report = Report()
    for tag in languages:
        if tag not in languages_offered:
            report.remarks.append(Remark("", None, "language-not-offered", {"language": tag}, FILE))
    title = _cleaned(content.get("title", {}))
    here = {each.picture.id: each for each in pictures.values() if each.picture.id in questions.pictures}
    return Imported(questions, languages, source, title, report.remarks, here)


def _loaded(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_FILE:
        raise ImportRefused("file-too-large", megabytes=MAX_FILE // 1_000_000)
    try:
        content = json.loads(
            data.removeprefix(codecs.BOM_UTF8).decode(),
            object_pairs_hook=_without_doubles,
            parse_constant=_no_constant,
        )
    except (ValueError, RecursionError) as error:
        raise ImportRefused("json-broken") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ImportRefused("json-other")
    if content.get("version") != VERSION or isinstance(content["version"], bool):
        raise ImportRefused("json-version", value=excerpt(str(content.get("version"))), known=VERSION)
    return content


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _told(flaw: Flaw) -> Remark:
    return Remark(excerpt(flaw.path), None, flaw.code, {"name": excerpt(flaw.name)}, PATH)


def _refuse(problems: list[Remark]) -> None:
    if problems:
        raise ImportRefused(problems[0].code, problems, **problems[0].facts)


def _cleaned(value: Any) -> Any:
    """`value` with every text as it would be stored here: what was stored already stays as it is."""
    match value:
        case str():
            return clean(value)
        case list():
            return [_cleaned(each) for each in value]
        case dict():
            return {name: _cleaned(each) for name, each in value.items()}
    return value


def _problems(questions: QuestionSet) -> Iterator[Remark]:
    every = [question for section in questions.sections for question in section.questions]
    options = sum(len(question.options) + len(question.rows) for question in every)
    for ids in (
        [section.id for section in questions.sections],
        [question.id for question in every],
        *([f"{question.id}.{id_}" for id_ in question.option_ids] for question in every),
        *([f"{question.id}.{id_}" for id_ in question.row_ids] for question in every),
    ):
        for id_ in (id_ for id_ in ids if not all(map(SAFE.fullmatch, id_.split(".")))):
            yield Remark("", None, "json-id", {"name": excerpt(id_)}, FILE)
        for id_ in sorted(id_ for id_, times in Counter(ids).items() if times > 1):
            yield Remark("", None, "json-id-twice", {"name": id_}, FILE)
    if not questions:
        yield Remark("", None, "no-questions", {}, FILE)
    for code, count, limit in (
        ("too-many-questions", len(every), MAX_QUESTIONS),
        ("too-many-options-in-all", options, MAX_OPTIONS_IN_ALL),
    ):
        if count > limit:
            yield Remark("", None, code, {"count": count, "limit": limit}, FILE)
    for question in every:
        if not _is_possible(question):
            yield Remark(excerpt(question.id), None, "json-value", {"name": ""}, PATH)
    for id_, fault in faults(questions):
        if fault in IMPOSSIBLE:
            yield Remark("", None, IMPOSSIBLE[fault], {"name": id_}, FILE)


def _is_possible(question: Question) -> bool:
    """Whether the question has the rows, ready answers, pictures, days and money that its kind may have."""
    fixed = ready_options(question.kind)
    days = filter(None, (question.limits.earliest, question.limits.latest))
    return (
        all(map(_is_day, days))
        and _may_have_pictures(question)
        and bool(question.rows) <= (question.kind in WITH_ROWS)
        and (not fixed or question.options == fixed)
        and (has_money(question) if question.kind == "budget" else not question.costs)
        and (question.limits.headline in BUDGET_RULES) <= (question.kind == "budget")
    )


def _may_have_pictures(question: Question) -> bool:
    if question.kind in WITH_PICTURES:
        return sum(not option.ready for option in question.options) <= MOST_PICTURES
    shown = (*question.options, *question.rows)
    return not any(option.picture or option.alt for option in shown)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _languages(sections: Sequence[Mapping[str, Any]]) -> list[str]:
    """The languages that have a text, in the order that they come."""
    found: dict[str, None] = {}
    for section in sections:
        for question in section["questions"]:
            texts = [question["text"], question.get("hint", {})]
            alts = [option.get("alt", {}) for option in question.get("options", [])]
            own = [*question.get("options", []), *question.get("rows", [])]
            for each in [*texts, *(option.get("text", {}) for option in own), *alts]:
                found.update(dict.fromkeys(tag for tag, text in each.items() if text))
    return list(found)
