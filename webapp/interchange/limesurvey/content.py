"""The tables of a survey as groups, questions, rows and answers, whichever version of LimeSurvey wrote them.

Until version 3 a table has one row for every language; from version 4 on texts stand in tables of their own
(``…_l10ns``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from webapp.domain.text import clean
from webapp.interchange.limesurvey.languages import Languages
from webapp.interchange.limesurvey.tables import Row, Tables

Texts = Mapping[str, str]
"""Language -> text as it stands in the file."""


@dataclass(slots=True)
class LimeAnswer:
    """One of the answers that can be chosen. `scale`: 0, or 1 for the second scale of an array."""

    code: str
    scale: int
    texts: Texts


@dataclass(slots=True)
class LimeQuestion:
    """A question, or a row or column of one."""

    qid: str
    gid: str
    parent: str
    code: str
    type: str
    scale: int
    other: bool
    mandatory: str
    relevance: str
    pattern: str
    theme: str
    texts: Texts
    helps: Texts
    attributes: dict[str, Texts] = field(default_factory=dict)
    parts: list["LimeQuestion"] = field(default_factory=list)
    answers: list[LimeAnswer] = field(default_factory=list)
    conditions: list[Row] = field(default_factory=list)
    default: bool = False

    def attribute(self, name: str) -> str:
        """The value of a setting that has no language; empty where it is not set."""
        values = self.attributes.get(name, {})
        return values.get("") or next(iter(values.values()), "")

    def rows(self, scale: int = 0) -> list["LimeQuestion"]:
        """Its rows; with `scale` 1 its columns."""
        return [part for part in self.parts if part.scale == scale]


@dataclass(slots=True)
class LimeGroup:
    """A group of questions."""

    gid: str
    texts: Texts
    intros: Texts
    relevance: str
    shuffled: bool
    questions: list[LimeQuestion] = field(default_factory=list)


@dataclass(slots=True)
class LimeSurvey:
    """A survey. `orphans` are the codes of rows and answers that belong to no question."""

    sid: str
    groups: list[LimeGroup]
    orphans: list[str]


def content_of(tables: Tables, languages: Languages) -> LimeSurvey:
    """What the tables say, in the order that a respondent meets it."""
    questions = _questions(tables, languages)
    by_id = {question.qid: question for question in questions}
    orphans = [*_give_parts(tables, by_id, languages), *_give_answers(tables, by_id, languages)]
    _give_settings(tables, by_id, languages)
    groups = _groups(tables, languages)
    known = {group.gid: group for group in groups}
    for question in questions:
        if question.gid not in known and not question.parent:
            known[question.gid] = LimeGroup(question.gid, {}, {}, "", shuffled=False)
            groups.append(known[question.gid])
        if not question.parent:
            known[question.gid].questions.append(question)
    sid = next((row.get("sid", "") for row in tables.of("surveys")), "")
    return LimeSurvey(sid, groups, orphans)


def number_of(text: str) -> int:
    """A small whole number as the database writes it; 0 for anything else."""
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 10 else 0


def _groups(tables: Tables, languages: Languages) -> list[LimeGroup]:
    names = languages.by_id([*tables.of("groups"), *tables.of("group_l10ns")], "gid", "group_name")
    intros = languages.by_id([*tables.of("groups"), *tables.of("group_l10ns")], "gid", "description")
    return [
        LimeGroup(
            gid=id_,
            texts=names.get(id_, {}),
            intros=intros.get(id_, {}),
            relevance=row.get("grelevance", ""),
            shuffled=bool(row.get("randomization_group")),
        )
        for id_, row in _in_order(tables.of("groups"), "gid", "group_order")
    ]


def _in_order(rows: Iterable[Row], key: str, *order: str) -> list[tuple[str, Row]]:
    """The first row of each key, sorted; those that say the same place stay as they stand."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.get(key, ""), row)
    first.pop("", None)
    return sorted(first.items(), key=lambda item: [number_of(item[1].get(name, "")) for name in order])


def _questions(tables: Tables, languages: Languages) -> list[LimeQuestion]:
    return _read(tables.of("questions"), tables, languages)


def _read(rows: list[Row], tables: Tables, languages: Languages) -> list[LimeQuestion]:
    texts = languages.by_id([*rows, *tables.of("question_l10ns")], "qid", "question")
    helps = languages.by_id([*rows, *tables.of("question_l10ns")], "qid", "help")
    return [
        LimeQuestion(
            qid=id_,
            gid=row.get("gid", ""),
            parent=row.get("parent_qid", "").removeprefix("0"),
            code=clean(row.get("title", ""), multiline=False)[:200],
            type=row.get("type", "")[:1],
            scale=number_of(row.get("scale_id", "0")),
            other=row.get("other", "").upper() == "Y",
            mandatory=row.get("mandatory", "").upper(),
            relevance=row.get("relevance", ""),
            pattern=row.get("preg", ""),
            theme=row.get("question_theme_name", ""),
            texts=texts.get(id_, {}),
            helps=helps.get(id_, {}),
        )
        for id_, row in _in_order(rows, "qid", "question_order")
    ]


def _give_parts(tables: Tables, by_id: dict[str, LimeQuestion], languages: Languages) -> list[str]:
    inside = [question for question in by_id.values() if question.parent]
    orphans = []
    for part in [*inside, *_read(tables.of("subquestions"), tables, languages)]:
        parent = by_id.get(part.parent)
        if parent is None or parent.parent:
            orphans.append(part.code)
        else:
            parent.parts.append(part)
    return orphans


def _give_answers(tables: Tables, by_id: dict[str, LimeQuestion], languages: Languages) -> list[str]:
    translated = languages.by_id(tables.of("answer_l10ns"), "aid", "answer")
    orphans: dict[str, None] = {}
    given: dict[tuple[str, int, str, str], LimeAnswer] = {}
    rows = sorted(tables.of("answers"), key=lambda row: number_of(row.get("sortorder", "")))
    for row in rows:
        code, scale = clean(row.get("code", ""), multiline=False)[:200], number_of(row.get("scale_id", ""))
        question = by_id.get(row.get("qid", ""))
        if question is None:
            orphans[code] = None
            continue
        texts = dict(translated.get(row.get("aid", ""), {})) | languages.texts(row, "answer")
        key = (question.qid, scale, code, row.get("aid", ""))
        if key in given:
            given[key].texts = {**given[key].texts, **texts}
        else:
            given[key] = LimeAnswer(code, scale, texts)
            question.answers.append(given[key])
    return list(orphans)


def _give_settings(tables: Tables, by_id: dict[str, LimeQuestion], languages: Languages) -> None:
    for row in tables.of("question_attributes"):
        question, name = by_id.get(row.get("qid", "")), row.get("attribute", "")
        if question and name and (value := row.get("value", "")):
            written = languages.known.get(row.get("language", ""), "")
            question.attributes[name] = {**question.attributes.get(name, {}), written: value}
    for row in tables.of("conditions"):
        if question := by_id.get(row.get("qid", "")):
            question.conditions.append(row)
    for row in tables.of("defaultvalues"):
        if question := by_id.get(row.get("qid", "")):
            question.default = True
