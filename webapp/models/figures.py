"""The one door for figures: whatever pages and files tell of the answers is read here.

Figures come from the running tallies alone, so that reading them costs the same however many have answered.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.counting import RESPONSES, WHOLE_SET
from webapp.domain.figures import HIDDEN, Figure, Hidden
from webapp.domain.questions import Question, QuestionSet
from webapp.domain.results import Tallies, breakdown, follows, whole
from webapp.models import Answer, Dialogue, Place, Response, Tally
from webapp.models.counting import EVERYBODY

LANGUAGE, PLACE = "lang", "place"
TEXTS_A_PAGE = 50
MANY_CELLS = ("number:%", "date:%")
"""Cells that there can be very many of, and that no other group's figures need."""
ID_BITS = 62
"""Keys of responses are random numbers of so many bits: equal ranges of them hold equally many."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be told of a dialogue's answers, or of one group's.

    Args:
        responses: how many responses the whole's figures count; also where a group is read.
        by, group: the filter: ``lang`` and a tag, ``place`` and an id, or nothing.
        by_question: question id -> its figures, or that they are hidden.
    """

    responses: int
    by: str
    group: str
    by_question: Mapping[str, Figure | Hidden]


@dataclass(frozen=True, slots=True)
class Said:
    """A free text and the language of the form it was written in.

    Args:
        key: names the text among those of its question, and tells nothing of who wrote it or what else.
    """

    text: str
    lang: str
    key: str


def figures(
    session: Session, dialogue: Dialogue, questions: QuestionSet, by: str = "", group: str = ""
) -> Figures:
    """The figures of all answers, or of one group under disclosure control.

    Args:
        by: what to divide by, `LANGUAGE` or `PLACE`; empty for all answers. One at a time.
        group: a language tag, or the id of a place; empty for those who came from none.
    """
    tallies = _tallies(session, dialogue.id, by, group)
    everybody = tallies.pop(EVERYBODY, {})
    told: dict[str, Figure | Hidden] = {}
    for question in questions.told:
        hidden = {id_ for id_, figure in told.items() if isinstance(figure, Hidden)}
        if by and (question.id in questions.undivided or not follows(question, questions.by_id, hidden)):
            told[question.id] = HIDDEN
        elif by:
            told[question.id] = breakdown(question, tallies, f"{by}:{group}")
        else:
            told[question.id] = whole(question, everybody.get(question.id, {}))
    responses = everybody.get(WHOLE_SET, {}).get(RESPONSES, 0)
    return Figures(responses, by, group, told)


def _tallies(session: Session, dialogue_id: int, by: str, group: str) -> dict[str, Tallies]:
    """Grouping -> its tallies, for all answers and, where `by` says so, for every group of that kind."""
    wanted: ColumnElement[bool] = Tally.grouping == EVERYBODY
    if by:
        others = and_(
            Tally.grouping.startswith(f"{by}:"), *(Tally.cell.not_like(like) for like in MANY_CELLS)
        )
        wanted = or_(wanted, Tally.grouping == f"{by}:{group}", others)
    columns = select(Tally.grouping, Tally.question_id, Tally.cell, Tally.amount)
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for grouping, question_id, cell, amount in session.execute(
        columns.where(Tally.dialogue_id == dialogue_id, Tally.amount != 0, wanted)
    ):
        found[grouping][question_id][cell] = amount
    return dict(found)


def places(session: Session, dialogue: Dialogue) -> list[Place]:
    """Every place of the dialogue, also those that nobody came from."""
    return list(session.scalars(select(Place).where(Place.dialogue_id == dialogue.id).order_by(Place.name)))


def pages_of_texts(figure: Figure) -> int:
    """How many pages the free texts of a question fill, about fifty on each; at least one."""
    return max(1, -(-figure.answered.people // TEXTS_A_PAGE))


def texts(
    session: Session,
    dialogue: Dialogue,
    question: Question,
    told: Figures,
    *,
    secret: bytes,
    page: int = 1,
    pages: int = 1,
) -> list[Said]:
    """The free texts on one of equally long `pages`; none where the group is hidden.

    A page is a range of the random keys, so the last costs no more than the first. Within it the order is
    random for each question, so that nobody's texts can be put together by where they stand.
    """
    if isinstance(told.by_question[question.id], Hidden):
        return []
    size = 1 << ID_BITS
    rows = session.execute(
        select(Answer.response_id, Answer.value, Response.lang)
        .join(Response, Response.id == Answer.response_id)
        .where(
            Answer.dialogue_id == dialogue.id,
            Answer.question_id == question.id,
            Answer.response_id >= size * (page - 1) // pages,
            Answer.response_id < size * page // pages,
            Response.counted,
            ~Response.withdrawn,
            *_in_group(told),
        )
    ).all()
    said = (
        Said(row.value, row.lang, _shuffled(secret, question.id, row.response_id))
        for row in rows
        if row.value is not None
    )
    return sorted(said, key=lambda each: each.key)


def _in_group(told: Figures) -> Iterable[ColumnElement[bool]]:
    if told.by == LANGUAGE:
        yield Response.lang == told.group
    elif told.by == PLACE:
        yield Response.place_id == int(told.group) if told.group else Response.place_id.is_(None)


def _shuffled(secret: bytes, question_id: str, response_id: int) -> str:
    """A place in an order that is stable, and different for every question."""
    return hashlib.blake2b(
        f"{question_id}:{response_id}".encode(), key=secret[:64], digest_size=8
    ).hexdigest()
