"""Answers in the field's own formats: those to a ranking for PrefLib, those to a budget for Pabulib."""

from collections import Counter

from flask import Response
from sqlalchemy.orm import Session

from webapp.domain.budgets import ballots
from webapp.domain.figures import BudgetFigures
from webapp.domain.questions import Question
from webapp.interchange.pabulib_out import write_pabulib
from webapp.interchange.preflib import kind_of, write_preflib
from webapp.interchange.vote_files import Order
from webapp.models import Dialogue
from webapp.models.counting import values_of
from webapp.models.figures import figures
from webapp.web.clock import today
from webapp.web.content import pick
from webapp.web.snapshots import municipality


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
    given = values_of(session, dialogue, question)
    return Counter(tuple((number[str(option)],) for option in order) for order in given if order is not None)


def budget_response(session: Session, dialogue: Dialogue, question: Question) -> Response:
    """The file of every vote on a budget, of a dialogue that is over and counted to the last."""
    name = f"{dialogue.slug}-{question.id}"
    source = dialogue.source_language
    names = {option.id: str(pick(dict(option.text), source)) or option.id for option in question.options}
    opens, closes = dialogue.opens_on, dialogue.last_day
    about = {
        "description": str(pick(dict(question.text), source)),
        "country": "Sweden",
        "unit": municipality().name,
        "instance": str(closes.year) if closes else "",
        "date_begin": opens.strftime("%d.%m.%Y") if opens else "",
        "date_end": closes.strftime("%d.%m.%Y") if closes else "",
        "language": source,
    }
    figure = figures(session, dialogue, dialogue.questions).by_question[question.id]
    outcome = figure.by_rule.get(figure.headline) if isinstance(figure, BudgetFigures) else None
    counted = ballots(question, values_of(session, dialogue, question))
    body = write_pabulib(question, about, names, counted, outcome.funded if outcome else None)
    response = Response(body, content_type="text/plain; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pb")
    return response
