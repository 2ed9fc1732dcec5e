"""What relevance equations call the questions: by code, and by the numbers of survey, group and question."""

from collections.abc import Iterable, Sequence

from webapp.interchange.expressions import Subject
from webapp.interchange.limesurvey.asked import Asked
from webapp.interchange.limesurvey.content import LimeQuestion, LimeSurvey
from webapp.interchange.limesurvey.expressions import Flag, Unusable, Variable


def variables_of(asked: Sequence[Asked], ids: Sequence[str], survey: LimeSurvey) -> dict[str, Variable]:
    """Every variable by its name. The first of two questions with the same code is the one that is meant."""
    known: dict[str, Variable] = {}
    for each, identifier in zip(asked, ids, strict=True):
        for name, code in each.flags.items():
            known.setdefault(name, Flag(identifier, each.options[code]))
    for each, identifier in zip(asked, ids, strict=True):
        if not each.question.asks or each.question.kind == "ranking":
            continue
        for name in (each.name, *each.also):
            known.setdefault(name, Subject(identifier, each.question.kind, each.options))
        for name, row in each.rows.items():
            known.setdefault(name, Subject(identifier, "single", each.options, row))
    questions = [question for group in survey.groups for question in group.questions]
    for question in questions:
        if question.type == "R":
            places = max(len(question.answers), len(question.parts))
            for place in range(1, places + 1):
                known.setdefault(f"{question.code}_{place}", Unusable("lss-condition-place"))
    return known | _numbered(questions, survey.sid, known)


def _numbered(questions: Iterable[LimeQuestion], sid: str, known: dict[str, Variable]) -> dict[str, Variable]:
    """The same variables under the names of older versions: ``435933X641X1933SQ001``."""
    by_code: dict[str, list[str]] = {}
    for name in known:
        by_code.setdefault(name.partition("_")[0], []).append(name)
    numbered: dict[str, Variable] = {}
    for question in {each.code: each for each in reversed(list(questions))}.values():
        stem = f"{sid}X{question.gid}X{question.qid}"
        for name in by_code.get(question.code.partition("_")[0], ()):
            if name == question.code:
                numbered[stem] = known[name]
            elif name.startswith(f"{question.code}_"):
                rest = name.removeprefix(f"{question.code}_")
                for written in _written(rest, question):
                    numbered.setdefault(stem + written, known[name])
    return numbered


def _written(rest: str, question: LimeQuestion) -> list[str]:
    """How the numbered name of a row ends; the two scales of an array are ``SQ001#0`` and ``SQ001#1``."""
    if question.type == "1":
        row, _, scale = rest.rpartition("_")
        return [f"{row}#{scale}", rest]
    return [rest]
