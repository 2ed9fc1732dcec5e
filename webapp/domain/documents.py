"""A question set as plain JSON data, and back; its rules' fingerprint."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from webapp.domain import conditions
from webapp.domain.pictures import Picture
from webapp.domain.questions import (
    AnswerOption,
    Limits,
    Question,
    QuestionSet,
    Section,
    ready_options,
    structure,
)
from webapp.domain.ready import WORDS

FORMAT = 1


def to_document(question_set: QuestionSet) -> dict[str, Any]:
    """`question_set` as JSON data. Nothing is lost: `from_document` gives an equal set."""
    return {"format": FORMAT, "sections": [_section(section) for section in question_set.sections]}


def to_readable_document(question_set: QuestionSet) -> dict[str, Any]:
    """As `to_document`, with the words of ready answers too: whoever reads it later needs nothing else."""
    document = to_document(question_set)
    for section in document["sections"]:
        for question in section["questions"]:
            for option in question["options"]:
                if "ready" in option:
                    option["text"] = dict(WORDS[option["ready"]])
    return document


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": dict(section.title),
        "intro": dict(section.intro),
        "questions": [_question(question) for question in section.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "text": dict(question.text),
        "hint": dict(question.hint),
        "required": question.required,
        "may_decline": question.may_decline,
        "options": [_option(option) for option in question.options],
        **({"rows": [_option(row) for row in question.rows]} if question.rows else {}),
        "limits": _limits(question.limits),
        **{name: True for name in ("shuffled", "sensitive") if getattr(question, name)},
        "condition": conditions.to_document(question.condition) if question.condition else None,
    }


def _option(option: AnswerOption) -> dict[str, Any]:
    if option.ready:
        return {"id": option.id, "ready": option.ready}
    cost = {} if option.cost is None else {"cost": option.cost}
    shown = {"picture": asdict(option.picture)} if option.picture else {}
    said = {"alt": dict(option.alt)} if option.alt else {}
    return {"id": option.id, "text": dict(option.text), **cost, **shown, **said}


def _limits(limits: Limits) -> dict[str, Any]:
    default = asdict(Limits())
    return {name: value for name, value in asdict(limits).items() if value != default[name]}


def from_document(document: Mapping[str, Any]) -> QuestionSet:
    """The question set that `to_document` wrote.

    Raises:
        ValueError, KeyError, TypeError: the document is not one of this format.
    """
    if document.get("format") != FORMAT:
        raise ValueError(f"question set of format {document.get('format')!r}, expected {FORMAT}")
    return QuestionSet(tuple(_read_section(section) for section in document["sections"]))


def _read_section(document: Mapping[str, Any]) -> Section:
    return Section(
        id=document["id"],
        title=document["title"],
        intro=document.get("intro", {}),
        questions=tuple(_read_question(question) for question in document["questions"]),
    )


def _read_question(document: Mapping[str, Any]) -> Question:
    known = {field.name for field in fields(Limits)}
    condition = document.get("condition")
    return Question(
        id=document["id"],
        kind=document["kind"],
        text=document["text"],
        hint=document.get("hint", {}),
        required=document.get("required", False),
        may_decline=document.get("may_decline", False),
        options=tuple(_read_option(option) for option in document.get("options", []))
        or ready_options(document["kind"]),
        rows=tuple(_read_option(row) for row in document.get("rows", [])),
        limits=Limits(**{name: value for name, value in document.get("limits", {}).items() if name in known}),
        condition=conditions.from_document(condition) if condition else None,
        shuffled=document.get("shuffled", False),
        sensitive=document.get("sensitive", False),
    )


def _read_option(document: Mapping[str, Any]) -> AnswerOption:
    ready = document.get("ready", "")
    picture = document.get("picture")
    return AnswerOption(
        document["id"],
        WORDS[ready] if ready else document.get("text", {}),
        ready,
        document.get("cost"),
        Picture(picture["id"], picture["width"], picture["height"]) if picture else None,
        document.get("alt", {}),
    )


def fingerprint(question_set: QuestionSet) -> str:
    """Twelve characters that change when, and only when, the rules for valid answers do."""
    return hashlib.sha256(repr(structure(question_set)).encode()).hexdigest()[:12]
