"""Sending many responses through the real form, and reading figures back from pages."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.checks import text_of
from tests.conftest import SECRET
from tests.factories import answers_form
from webapp.domain import receipts
from webapp.domain.documents import fingerprint
from webapp.domain.drawing import drawn, draws
from webapp.domain.kinds.pairs import pair_name
from webapp.domain.questions import Question, QuestionSet
from webapp.domain.reading import read_form
from webapp.models import Dialogue, Response

KEYS = count(1)


@dataclass
class Sent:
    """One response: what was in the form, what counts of it, and the code of its receipt."""

    answers: dict[str, Any]
    lang: str
    place: str
    code: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


def send(client: FlaskClient, dialogue: Dialogue, lang: str = "sv", place: str = "", **fields: Any) -> Sent:
    """Fills in the form as a resident would, and sends it."""
    form = answers_form(fingerprint(dialogue.questions), **fields)
    form |= {"key": f"key-{next(KEYS):020d}", "do": "send", "p": place}
    answered = client.post(f"/{lang}/dialogues/{dialogue.slug}/answer", data=form)
    assert answered.status_code == 303, answered.text
    as_read = {name: value if isinstance(value, list) else [value] for name, value in form.items()}
    counted = dict(read_form(dialogue.questions, as_read).answers)
    return Sent(counted, lang, place, answered.location.split("/")[3], fields)


def send_all(client: FlaskClient, dialogue: Dialogue, forms: Iterable[dict[str, Any]]) -> list[Sent]:
    return [send(client, dialogue, **fields) for fields in forms]


def counted(session: Session, sent: Iterable[Sent]) -> list[Sent]:
    """Those of `sent` that the figures count."""
    session.rollback()
    hashes = set(session.scalars(select(Response.receipt_hash).where(Response.counted, ~Response.withdrawn)))
    return [each for each in sent if receipts.fingerprint(SECRET.encode(), each.code) in hashes]


def withdraw(client: FlaskClient, sent: Sent) -> None:
    assert client.post(f"/sv/receipt/{sent.code}/withdraw").status_code == 303


def random_fields(questions: QuestionSet, chance: random.Random) -> dict[str, Any]:
    """Answers to about nine questions in ten, as form fields."""
    fields: dict[str, Any] = {}
    for question in questions.asked:
        if question.required or chance.random() < 0.9:
            fields |= dict(_random_answer(question, chance))
    return fields


def _random_answer(question: Question, chance: random.Random) -> Iterator[tuple[str, Any]]:
    options = list(question.option_ids)
    name = f"q_{question.id}"
    if question.may_decline and chance.random() < 0.1:
        yield f"decline.{question.id}", "1"
    elif question.kind in {"single", "yes_no", "scale"}:
        yield name, chance.choice(options)
    elif question.kind == "multiple":
        most = question.limits.at_most or len(options)
        yield name, chance.sample(options, chance.randint(1, most))
    elif question.kind == "number":
        yield name, str(chance.randint(0, 100))
    elif question.kind == "date":
        yield f"{name}__day", str(chance.randint(1, 28))
        yield f"{name}__month", str(chance.randint(1, 12))
        yield f"{name}__year", "2026"
    elif question.rows:
        yield from ((f"{name}__{row}", chance.choice(options)) for row in question.row_ids)
    elif question.kind == "ranking":
        order = chance.sample(options, question.places)
        yield from ((f"{name}__{option}", str(place)) for place, option in enumerate(order, start=1))
    elif question.kind == "pairs":
        for a, b in drawn(question, chance.randrange(draws(question))):
            yield (
                f"{name}__{pair_name((min(a, b, key=options.index), max(a, b, key=options.index)))}",
                chance.choice([a, b]),
            )
    elif question.kind == "points":
        yield from ((f"{name}__{option}", str(chance.randint(0, 30))) for option in options)
    else:
        yield name, f"text {chance.random()}"


@dataclass(frozen=True)
class Told:
    """What a page tells of one question."""

    sentence: str
    rows: dict[str, list[str]]
    """Words of the row's heading -> its other cells, in the first of its tables."""
    order: list[str]


def told(html: str) -> dict[str, Told]:
    """Question id -> what a page of results tells of it."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return {
        label.rpartition("question-")[2]: _told(section)
        for section in root.iter("section")
        if "question-" in (label := section.get("aria-labelledby") or "")
    }


def _told(section: Element) -> Told:
    paragraphs = [text_of(element) for element in section.findall("p")]
    rows = {}
    first = section.find(".//table")
    for row in first.iter("tr") if first is not None else ():
        head = row.find("th[@scope='row']")
        if head is not None:
            rows[(head.text or text_of(head)).strip()] = [text_of(cell) for cell in row.findall("td")]
    return Told(paragraphs[1], rows, list(rows))


def hidden(page: dict[str, Told], question: str) -> bool:
    return page[question].sentence == "För få svar för att visas." and not page[question].rows
