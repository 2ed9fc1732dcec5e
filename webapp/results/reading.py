"""What a page or file of results is made of, gathered once for both."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app
from sqlalchemy.orm import Session

from webapp.domain.questions import Question
from webapp.domain.results import TextFigures
from webapp.results.filters import Choice, chosen, language_choices, place_choices
from webapp.results.queries import Figures, Said, figures, pages_of_texts, places, texts
from webapp.web.snapshots import Snapshot

TEXT_KINDS = frozenset({"short_text", "long_text"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures that were asked for, and the filter that gave them.

    Args:
        told: the figures.
        languages, places: the groups that can be asked for.
        choice: the one that was; None for all answers.
    """

    told: Figures
    languages: tuple[Choice, ...]
    places: tuple[Choice, ...]
    choice: Choice | None


def read_results(session: Session, found: Snapshot, by: str, group: str) -> Reading:
    """The figures of a dialogue as the address asks for them; 404 for a group that is not offered."""
    languages = tuple(language_choices(found.dialogue))
    offered = tuple(place_choices(places(session, found.dialogue)))
    choice = chosen(by, group, (*languages, *offered))
    told = figures(
        session,
        found.dialogue,
        found.questions,
        choice.by if choice else "",
        choice.group if choice else "",
    )
    return Reading(told, languages, offered, choice)


def text_pages(told: Figures, question: Question) -> int:
    """How many pages there are of the free texts of `question`; none where they are not shown."""
    figure = told.by_question[question.id]
    return pages_of_texts(figure) if isinstance(figure, TextFigures) else 0


def text_page(
    session: Session, found: Snapshot, told: Figures, question: Question, page: int = 1, pages: int = 1
) -> list[Said]:
    """The free texts on one of `pages`; all of them where there is one page."""
    secret = current_app.config["SECRET_KEY"].encode()
    return texts(session, found.dialogue, question, told, secret=secret, page=page, pages=pages)


def all_texts(session: Session, found: Snapshot, told: Figures) -> Iterator[tuple[Question, Said]]:
    """Every free text that `told` lets be read, question by question."""
    for question in found.questions.asked:
        if question.kind in TEXT_KINDS:
            for said in text_page(session, found, told, question):
                yield question, said
