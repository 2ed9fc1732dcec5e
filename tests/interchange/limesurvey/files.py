"""LimeSurvey files for tests, in the shape of version 3 (one row a language) or of version 4 and later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from webapp.domain.conditions import Condition
from webapp.domain.questions import Question
from webapp.interchange.files import import_file
from webapp.interchange.imported import Imported
from webapp.interchange.remarks import ImportRefused

DATA = Path(__file__).parents[2] / "data"
REAL = DATA / "survey-one-question-two-languages_et_en.lss"
FLAWED = DATA / "lssdoc_audit_demo.lss"
SID, GID = "435933", "641"
Texts = str | Mapping[str, str]


@dataclass
class Q:
    """A question, or a row of one. Texts in one language are Swedish."""

    code: str
    type: str = "S"
    text: Texts = ""
    rows: Sequence[Any] = ()
    columns: Sequence[Any] = ()
    answers: Mapping[str, Texts] = field(default_factory=dict)
    second: Mapping[str, Texts] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    help: Texts = ""
    relevance: str = "1"
    other: str = "N"
    mandatory: str = "N"
    group: str = GID
    fields: Mapping[str, str] = field(default_factory=dict)


def lss(*questions: Q, old: bool = False, tables: str = "", groups: Any = None, **survey: str) -> bytes:
    """A survey. `groups`: id -> (title, relevance); `tables` is XML that is added as it is."""
    writer = _Writer(old)
    for gid, (title, relevance) in (groups or {GID: ("Del ett", "")}).items():
        writer.group(gid, title, relevance)
    for place, question in enumerate(questions, start=1):
        writer.question(question, place)
    facts = {"sid": SID, "language": "sv", "additional_languages": "", **survey}
    writer.tables["surveys"] = [facts]
    body = "".join(_table(name, rows) for name, rows in writer.tables.items())
    kind = "<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>366</DBVersion>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<document>{kind}{body}{tables}</document>'.encode()


def _table(name: str, rows: Sequence[Mapping[str, str]]) -> str:
    lines = ("".join(f"<{field}>{escape(value)}</{field}>" for field, value in row.items()) for row in rows)
    return f"<{name}><rows>" + "".join(f"<row>{line}</row>" for line in lines) + f"</rows></{name}>"


class _Writer:
    def __init__(self, old: bool) -> None:
        self.old = old
        self.tables: dict[str, list[dict[str, str]]] = {}
        self.last = 0

    def add(self, table: str, translated: str, key: str, fields: dict[str, str], **texts: Texts) -> None:
        by_language: dict[str, dict[str, str]] = {}
        for name, text in texts.items():
            for language, words in ({"sv": text} if isinstance(text, str) else text).items():
                by_language.setdefault(language, {})[name] = words
        if self.old:
            rows = [{**fields, **words, "language": lang} for lang, words in by_language.items()]
            self.tables.setdefault(table, []).extend(rows)
            return
        self.tables.setdefault(table, []).append(fields)
        self.tables.setdefault(translated, []).extend(
            {key: fields[key], **words, "language": lang} for lang, words in by_language.items()
        )

    def group(self, gid: str, title: Texts, relevance: str) -> None:
        fields = {"gid": gid, "group_order": gid, "grelevance": relevance}
        self.add("groups", "group_l10ns", "gid", fields, group_name=title, description="")

    def question(self, question: Q, place: int) -> None:
        qid = str(1000 + place)
        self.row("questions", question, qid, "0", place, 0)
        for scale, parts in enumerate((question.rows, question.columns)):
            for number, part in enumerate(parts):
                self.last += 1
                row = part if isinstance(part, Q) else Q(part, text=f"Rad {part}")
                self.row("subquestions", row, str(9000 + self.last), qid, number, scale)
        for scale, answers in enumerate((question.answers, question.second)):
            for number, (code, text) in enumerate(answers.items()):
                self.last += 1
                fields = {"aid": str(self.last), "qid": qid, "code": code.rstrip("~")}
                fields |= {"sortorder": str(number), "scale_id": str(scale)}
                if self.old:
                    del fields["aid"]
                self.add("answers", "answer_l10ns", "aid", fields, answer=text)
        settings = [{"qid": qid, "attribute": name, "value": v} for name, v in question.settings.items()]
        self.tables.setdefault("question_attributes", []).extend(settings)

    def row(self, table: str, q: Q, qid: str, parent: str, place: int, scale: int) -> None:
        fields = {"qid": qid, "parent_qid": parent, "gid": q.group, "type": q.type, "title": q.code}
        fields |= {"other": q.other, "mandatory": q.mandatory, "question_order": str(place)}
        fields |= {"scale_id": str(scale), "relevance": q.relevance, **q.fields}
        text = q.text or f"Fråga {q.code}"
        self.add(table, "question_l10ns", "qid", fields, question=text, help=q.help)


def imported(*questions: Q, **more: Any) -> Imported:
    return import_file(lss(*questions, **more))


def asked(*questions: Q, **more: Any) -> list[Question]:
    return list(imported(*questions, **more).question_set.by_id.values())


def condition(relevance: str, *before: Q) -> Condition | None:
    """What a relevance equation on a question after `before` becomes."""
    return asked(*before, Q("last", relevance=relevance))[-1].condition


def told(result: Imported) -> list[tuple[str, str]]:
    """(question or group, code) of every remark."""
    return [(note.sheet, note.code) for note in result.notes]


def refusal(data: bytes) -> ImportRefused:
    try:
        import_file(data)
    except ImportRefused as refused:
        return refused
    raise AssertionError("the file was imported")
