"""What a form cannot hold of a question set: found by reading the form again."""

import re
from collections.abc import Iterator
from dataclasses import fields

from webapp.domain.questions import Question, QuestionSet
from webapp.interchange.expressions_out import folded
from webapp.interchange.folding import ALWAYS
from webapp.interchange.remarks import ImportRefused, Remark, Report
from webapp.interchange.where import Where
from webapp.interchange.xlsform import import_xlsform

ELSEWHERE = re.compile(r"[^\W\d]")
"""How a name begins that every reader of forms takes."""
CODES = {
    "id": "export-left-out",
    "kind": "export-kind",
    "text": "export-text",
    "hint": "export-text",
    "required": "export-required",
    "may_decline": "export-decline",
    "options": "export-options",
    "limits": "export-limits",
    "condition": "export-condition",
}
"""Part of a question -> the code of the remark where it comes back otherwise; others are ``export-other``."""


def losses(questions: QuestionSet, form: bytes, source: str) -> list[Remark]:
    """Remarks upon every question and section that would come back from `form` otherwise than it is."""
    report = Report()
    whole = Where(report)
    try:
        again = import_xlsform(form, [source]).question_set
    except ImportRefused:
        whole.remark("export-refused")
        return report.remarks
    _tell_questions(questions, again, whole)
    known = {section.id: section for section in again.sections}
    for number, section in enumerate(questions.sections, start=1):
        back = known.get(section.id)
        if any(question.id in again.by_id for question in section.questions) and (
            back is None or (back.title, back.intro) != (section.title, section.intro)
        ):
            whole.group(str(number), number).remark("export-section")
    return report.remarks


def _tell_questions(questions: QuestionSet, again: QuestionSet, whole: Where) -> None:
    for number, question in enumerate(questions.by_id.values(), start=1):
        where = whole.question(str(questions.numbers.get(question.id, question.id)), number)
        back = again.by_id.get(question.id)
        if not ELSEWHERE.match(question.id):
            where.once("export-name")
        for name in _otherwise(question, back) if back else ["id"]:
            where.once(CODES.get(name, "export-other"))


def _otherwise(question: Question, back: Question) -> Iterator[str]:
    """The parts of the question that are not the same in both."""
    for each in fields(Question):
        before, after = getattr(question, each.name), getattr(back, each.name)
        if each.name == "condition":
            before = folded(before)
            before = None if before == ALWAYS else before
        if before != after:
            yield each.name
