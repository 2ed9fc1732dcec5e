"""Free texts of a dialogue, for whoever may read them."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from webapp.domain.figures import TextFigures
from webapp.domain.questions import Question
from webapp.models.figures import Figures, Said, pages_of_texts, texts
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot

TEXT_KINDS = frozenset({"short_text", "long_text"})


def text_pages(told: Figures, question: Question) -> int:
    """How many pages there are of the free texts of `question`; none where they are not shown."""
    figure = told.by_question[question.id]
    return pages_of_texts(figure) if isinstance(figure, TextFigures) else 0


def text_page(
    session: Session, found: Snapshot, told: Figures, question: Question, page: int = 1, pages: int = 1
) -> list[Said]:
    """The free texts on one of `pages`; all of them where there is one page."""
    return texts(session, found.dialogue, question, told, secret=secret(), page=page, pages=pages)


def all_texts(session: Session, found: Snapshot, told: Figures) -> Iterator[tuple[Question, Said]]:
    """Every free text that `told` lets be read, question by question."""
    for question in found.questions.told:
        if question.kind in TEXT_KINDS:
            for said in text_page(session, found, told, question):
                yield question, said
