"""A LimeSurvey file as a question set: all or nothing, and what is left out is told by question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from webapp.domain.questions import Question, QuestionSet, Section
from webapp.domain.text import Localised
from webapp.interchange.identifiers import identifiers
from webapp.interchange.imported import Imported
from webapp.interchange.limesurvey.asked import Asked, Context, Rule
from webapp.interchange.limesurvey.content import LimeGroup, LimeQuestion, LimeSurvey, content_of
from webapp.interchange.limesurvey.html_text import texts_in
from webapp.interchange.limesurvey.kinds import questions_from
from webapp.interchange.limesurvey.languages import Languages, languages_of
from webapp.interchange.limesurvey.linking import linked_questions
from webapp.interchange.limesurvey.old_conditions import equation_of
from webapp.interchange.limesurvey.settings import tell_settings
from webapp.interchange.limesurvey.survey_facts import tell_survey, title_of
from webapp.interchange.limesurvey.tables import read_tables
from webapp.interchange.remarks import ImportRefused, Report, excerpt
from webapp.interchange.survey import MAX_OPTIONS_IN_ALL, MAX_QUESTIONS
from webapp.interchange.where import Where

ALWAYS = {"", "1"}
"""Relevance equations that say nothing."""


@dataclass(slots=True)
class _Part:
    """A section to be: the group's texts and its questions."""

    title: Localised
    intro: Localised
    asked: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Walks through the groups, counting the places that remarks are ordered by."""

    languages: Languages
    whole: Where
    place: int = 0
    groups: int = 0
    looks: set[str] = field(default_factory=set)

    def part(self, group: LimeGroup) -> _Part:
        self.place += 1
        self.groups += 1
        name = next(iter(group.texts.values()), "") or str(self.groups)
        where = self.whole.group(excerpt(name), self.place)
        part = _Part(texts_in(group.texts, where, multiline=False), texts_in(group.intros, where))
        if group.shuffled:
            where.once("lss-shuffled")
        rules = (Rule(group.relevance, where),) if group.relevance not in ALWAYS else ()
        for question in group.questions:
            part.asked += self.question(question, rules)
        if not part.title and part.asked:
            where.remark("group-without-title", name=where.name)
        if part.title and not part.asked:
            where.remark("group-empty", title=where.name)
        return part

    def question(self, question: LimeQuestion, rules: tuple[Rule, ...]) -> list[Asked]:
        self.place += 1
        where = self.whole.question(excerpt(question.code) or f"{self.place}", self.place)
        text = texts_in(question.texts, where)
        if question.attribute("hidden") == "1" or question.relevance == "0":
            where.remark("lss-hidden", name=where.name)
            return []
        if question.theme == "browserdetect":
            where.remark("type-metadata", type=question.theme)
            return []
        if not text and question.type != "X":
            where.remark("question-without-label", name=where.name)
            text = {self.languages.base: question.code or where.name}
        own = question.relevance
        if own in ALWAYS and question.conditions:
            own = equation_of(question.conditions)
        if own not in ALWAYS:
            rules = (*rules, Rule(own, where))
        hint = texts_in(question.helps, where)
        asked = questions_from(Context(question, where, self.languages, rules, text, hint))
        if asked:
            self.looks.update(tell_settings(Context(question, where, self.languages, rules, text, hint)))
        return asked


def import_limesurvey(data: bytes, languages_offered: Sequence[str] = ("sv",)) -> Imported:
    """Reads a survey structure file.

    Args:
        data: the bytes of an .lss file, from anybody.
        languages_offered: the language of a file that names none stands first.

    Raises:
        ImportRefused: nothing can be imported; `problems` tells why.
    """
    tables = read_tables(data)
    report = Report()
    whole = Where(report)
    languages = languages_of(tables, languages_offered[0], whole)
    survey = content_of(tables, languages)
    _check_questions(survey)
    reader = _Reader(languages, whole)
    parts = [reader.part(group) for group in survey.groups]
    _check_size(parts, whole)
    sections = _sections(parts, survey)
    tell_survey(tables, survey, languages, languages_offered, reader.looks, whole)
    report.refuse_if_faulty()
    return Imported(
        question_set=QuestionSet(tuple(sections)),
        languages=languages.tags,
        default_language=languages.base,
        title=title_of(tables, languages, whole),
        notes=sorted(report.remarks, key=lambda remark: remark.row or 0),
    )


def _check_questions(survey: LimeSurvey) -> None:
    """Refuses a file with far more questions than can be kept, before anything is made of them."""
    count = sum(len(group.questions) for group in survey.groups)
    if count > 2 * MAX_QUESTIONS:
        raise ImportRefused("too-many-questions", limit=MAX_QUESTIONS, count=count)


def _check_size(parts: Sequence[_Part], whole: Where) -> None:
    asked = [each for part in parts for each in part.asked]
    options = sum(len(each.question.options) for each in asked)
    if not any(each.question.asks for each in asked):
        whole.problem("no-questions")
    for code, count, limit in (
        ("too-many-questions", len(asked), MAX_QUESTIONS),
        ("too-many-options-in-all", options, MAX_OPTIONS_IN_ALL),
    ):
        if count > limit:
            whole.problem(code, limit=limit, count=count)
    whole.report.refuse_if_faulty()


def _sections(parts: Sequence[_Part], survey: LimeSurvey) -> Iterator[Section]:
    filled = [part for part in parts if part.asked]
    questions = linked_questions([each for part in filled for each in part.asked], survey)
    ids = identifiers(["" for _ in filled], "section")
    rest: Iterator[Question] = iter(questions)
    for part, identifier in zip(filled, ids, strict=True):
        members = tuple(next(rest) for _ in part.asked)
        yield Section(identifier, part.title, part.intro, members)
