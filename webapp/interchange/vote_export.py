"""The answers to a ranking as a file in PrefLib's format: each order, and how many gave it."""

from collections import Counter

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.questions import Question
from webapp.interchange.preflib import kind_of, write_preflib
from webapp.interchange.vote_files import Order
from webapp.models import Answer, Dialogue
from webapp.models import Response as StoredResponse
from webapp.web.clock import today
from webapp.web.content import pick


def orders_response(session: Session, dialogue: Dialogue, question: Question) -> Response:
    """The file of every order given to `question`, of a dialogue that is over and counted to the last."""
    orders = orders_of(session, dialogue, question)
    name = f"{dialogue.slug}-{question.id}"
    source = dialogue.source_language
    options = [str(pick(dict(option.text), source)) or option.id for option in question.options]
    title = str(pick(dict(question.text), source))
    response = Response(
        write_preflib(name, title, options, orders, today()), content_type="text/plain; charset=utf-8"
    )
    ending = kind_of(orders, len(options))
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ending}")
    return response


def orders_of(session: Session, dialogue: Dialogue, question: Question) -> Counter[Order]:
    """Order -> how many gave it, of the responses that were not withdrawn."""
    number = {option: at for at, option in enumerate(question.option_ids, start=1)}
    given = session.scalars(
        select(Answer.value)
        .join(StoredResponse, StoredResponse.id == Answer.response_id)
        .where(
            Answer.dialogue_id == dialogue.id,
            Answer.question_id == question.id,
            StoredResponse.counted,
            ~StoredResponse.withdrawn,
        )
    )
    return Counter(tuple((number[option],) for option in order) for order in given if order is not None)
