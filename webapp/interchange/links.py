"""Conditions that tie questions together: understood, or remarked upon; cycles and loose ends refused."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from webapp.domain.conditions import Chosen, Condition, questions_in
from webapp.domain.questions import Question
from webapp.interchange.cycles import cycles
from webapp.interchange.drafts import Draft, Source, Survey
from webapp.interchange.expressions import NotCarriedOver, Reading, Subject, parse
from webapp.interchange.folding import ALWAYS, NEVER, every
from webapp.interchange.identifiers import identifiers
from webapp.interchange.remarks import Report, excerpt
from webapp.interchange.tokens import names_in

Outcomes = dict[Source, Condition | None]
"""What came of each source: its condition, or None where a remark says why it was left out."""


def linked_questions(survey: Survey, sheet: str, report: Report) -> list[Question]:
    """The questions in order, with their final identifiers and conditions.

    A condition that cannot be carried over is left out, and then nobody must answer the question.
    Problems: ``condition-unknown``, ``condition-cycle``, ``condition-later``.
    """
    drafts = survey.drafts
    ids = identifiers([draft.name for draft in drafts], "q")
    subjects = {
        draft.name: Subject(identifier, draft.question.kind, draft.options)
        for draft, identifier in zip(drafts, ids, strict=True)
        if draft.question.asks
    }
    _check_references(drafts, survey, sheet, report)
    looping = _check_cycles(drafts, sheet, report)
    outcomes = {source: _outcome(source, subjects, sheet, report) for source in _sources(drafts)}
    _check_order(zip(drafts, ids, strict=True), looping, outcomes, sheet, report)
    return [_linked(draft, id_, outcomes, sheet, report) for draft, id_ in zip(drafts, ids, strict=True)]


def _sources(drafts: list[Draft]) -> list[Source]:
    """Every source once, in the order of the rows."""
    return list(dict.fromkeys(source for draft in drafts for source in draft.sources))


def _check_references(drafts: list[Draft], survey: Survey, sheet: str, report: Report) -> None:
    known = {draft.name for draft in drafts} | survey.dropped
    for source in _sources(drafts):
        for name in sorted(names_in(source.expression) - known):
            report.problem(sheet, source.row, "condition-unknown", name=excerpt(name), rows=[source.row])


def _looks_at(draft: Draft) -> Iterator[str]:
    for source in draft.sources:
        yield from names_in(source.expression) if source.expression else [source.chosen[0]]


def _check_cycles(drafts: list[Draft], sheet: str, report: Report) -> set[str]:
    """Names of the questions whose conditions go round in a circle."""
    by_name = {draft.name: draft for draft in drafts}
    graph = {draft.name: sorted(set(_looks_at(draft)) & by_name.keys()) for draft in drafts}
    looping: set[str] = set()
    for names in cycles(graph):
        members = [by_name[name] for name in names]
        rows = sorted({row for draft in members for row in _rows_in_circle(draft, set(names))})
        report.problem(sheet, rows[0], "condition-cycle", names=names, rows=rows)
        looping.update(names)
    return looping


def _rows_in_circle(draft: Draft, names: set[str]) -> Iterator[int]:
    yield draft.row
    for source in draft.sources:
        if names_in(source.expression) & names:
            yield source.row


def _check_order(
    drafts: Iterable[tuple[Draft, str]],
    looping: set[str],
    outcomes: Outcomes,
    sheet: str,
    report: Report,
) -> None:
    """Problem ``condition-later`` for each row whose condition looks at a question further down."""
    earlier: set[str] = set()
    later: dict[tuple[int, str], None] = {}
    for draft, identifier in drafts:
        for source in draft.sources if draft.name not in looping else ():
            for name in sorted(questions_in(outcomes[source]) - earlier):
                later[source.row, name] = None
        earlier.add(identifier)
    for row, name in later:
        report.problem(sheet, row, "condition-later", name=name, rows=[row])


def _outcome(source: Source, subjects: dict[str, Subject], sheet: str, report: Report) -> Condition | None:
    try:
        reading = _read(source, subjects)
    except NotCarriedOver as reason:
        expression = excerpt(source.expression)
        report.remark(sheet, source.row, reason.code, expression=expression, **reason.facts)
        return None
    for code, facts in reading.oddities:
        report.remark(sheet, source.row, code, **facts)
    if reading.condition == NEVER:
        report.remark(sheet, source.row, "condition-never", expression=excerpt(source.expression))
        return None
    return reading.condition


def _read(source: Source, subjects: dict[str, Subject]) -> Reading:
    if source.expression:
        return parse(source.expression, subjects)
    name, option = source.chosen
    subject = subjects.get(name)
    if subject is None or option not in subject.options:
        raise NotCarriedOver("condition-not-a-question", name=name)
    return Reading(Chosen(subject.id, subject.options[option]))


def _linked(draft: Draft, identifier: str, outcomes: Outcomes, sheet: str, report: Report) -> Question:
    if draft.name != identifier:
        report.remark(sheet, draft.row, "name-changed", name=excerpt(draft.name), identifier=identifier)
    found = [outcomes[source] for source in draft.sources]
    condition = every(part for part in found if part is not None)
    lifted = draft.question.required and None in found
    if lifted:
        report.remark(sheet, draft.row, "required-lifted")
    return replace(
        draft.question,
        id=identifier,
        required=draft.question.required and not lifted,
        condition=None if condition == ALWAYS else condition,
    )
