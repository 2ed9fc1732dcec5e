"""Those who ask to be told by e-mail what came of it: an address, apart from every response."""

from flask import Blueprint, Response, abort, current_app, g, redirect, request, url_for
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.domain.email_address import canonical, is_address
from webapp.domain.text import clean
from webapp.extensions import db, limiter
from webapp.models import Dialogue, Subscription
from webapp.models.base import random_id, table_of
from webapp.web.access import public
from webapp.web.pages import page, private
from webapp.web.snapshots import Snapshot, snapshot

bp = Blueprint("subscriptions", __name__)
address_limit = limiter.limit("30 per hour")
_subscriptions = table_of(Subscription)
TYPED_LENGTH = 300


class Told(Exception):
    """Those who took part have been told already."""


@bp.get("/<lang:lang>/dialogues/<slug>/notify", endpoint="ask")
@public
def ask(slug: str) -> Response | Redirect:
    found = askable(slug)
    if found.dialogue.participants_told_on is not None:
        return redirect(url_for("dialogues.show", slug=slug), 303)
    return notify_page(found)


@bp.post("/<lang:lang>/dialogues/<slug>/notify", endpoint="subscribe")
@public
@address_limit
def subscribe(slug: str) -> Response | Redirect:
    found = askable(slug)
    typed = clean(request.form.get("email", ""), multiline=False)
    if not is_address(typed):
        return notify_page(found, typed[:TYPED_LENGTH], wrong=True)
    try:
        add(db.session, found.dialogue.id, canonical(typed), g.lang)
    except Told:
        db.session.rollback()
        return redirect(url_for("dialogues.show", slug=slug), 303)
    db.session.commit()
    return redirect(url_for("subscriptions.done", slug=slug), 303)


@bp.get("/<lang:lang>/dialogues/<slug>/notify/done", endpoint="done")
@public
def done(slug: str) -> Response:
    found = askable(slug)
    return private(page("answering/notified.html", found=found, dialogue=found.dialogue))


def askable(slug: str) -> Snapshot:
    """The public dialogue at `slug`; 404 also where no e-mail can be sent from here."""
    if current_app.extensions["settings"].mail_server is None:
        abort(404)
    return snapshot(slug)


def notify_page(found: Snapshot, typed: str = "", *, wrong: bool = False) -> Response:
    return private(
        page(
            "answering/notify.html",
            status=422 if wrong else 200,
            found=found,
            dialogue=found.dialogue,
            typed=typed,
            wrong=wrong,
        )
    )


def add(session: Session, dialogue_id: int, email: str, lang: str) -> None:
    """Keeps an address for a dialogue, once. The caller commits.

    All addresses of the dialogue are written anew in the order of their random keys: neither where rows lie
    nor the numbers of their transactions tell which came when, and so beside which response.

    Raises:
        Told: the feedback has been told, so there is nothing more to send.
    """
    held = select(Dialogue.participants_told_on).where(Dialogue.id == dialogue_id)
    if session.execute(held.with_for_update(key_share=True)).scalar_one() is not None:
        raise Told
    own = _subscriptions.c.dialogue_id == dialogue_id
    there = session.execute(delete(_subscriptions).where(own).returning(_subscriptions)).all()
    rows = [dict(row._mapping) for row in there]
    if not any(row["email"] == email for row in rows):
        rows.append({"id": random_id(), "dialogue_id": dialogue_id, "email": email, "lang": lang})
    session.execute(insert(_subscriptions), sorted(rows, key=lambda row: row["id"]))
