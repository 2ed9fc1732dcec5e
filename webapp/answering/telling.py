"""Sending the feedback to those who asked for it by e-mail, and erasing each address when it is sent."""

import smtplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from flask import Flask, render_template, url_for
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.domain.text import choose
from webapp.models import Dialogue, Subscription
from webapp.web import locale
from webapp.web.locale import gettext as _
from webapp.web.locale import speaking
from webapp.web.mail import connected, message

AT_ONCE = 50
"""Messages over one connection: servers let go of those that send more."""


@dataclass(frozen=True)
class Sent:
    """What came of it. `problem`: why the mail server stopped us, in its own words; empty if it did not."""

    accepted: int = 0
    refused: int = 0
    left: int = 0
    problem: str = ""


def send_feedback(app: Flask) -> Sent:
    """Tells everybody who waits for the feedback of a dialogue whose participants have been told.

    Each address is erased, in a transaction of its own, as soon as its message has been accepted. Those whose
    message was refused stay until next time, and at the longest until the dialogue is archived.
    """
    settings: Settings = app.extensions["settings"]
    engine: Engine = app.extensions["writing_engine"]
    erase_archived(engine)
    waiting = those_who_wait(engine)
    accepted = refused = 0
    try:
        for few in in_parts(waiting):
            taken = send_over_one_connection(app, settings, engine, few)
            accepted, refused = accepted + taken, refused + len(few) - taken
    except (OSError, smtplib.SMTPException) as error:
        left = len(those_who_wait(engine))
        return Sent(len(waiting) - left, refused, left - refused, str(error))
    return Sent(accepted, refused)


def those_who_wait(engine: Engine) -> list[Subscription]:
    """The addresses that are to be told now."""
    told = select(Dialogue.id).where(Dialogue.participants_told_on.is_not(None))
    with Session(engine, expire_on_commit=False) as session:
        wanted = select(Subscription).where(Subscription.dialogue_id.in_(told))
        return list(session.scalars(wanted.order_by(Subscription.dialogue_id, Subscription.id)))


def erase_archived(engine: Engine) -> None:
    """Erases addresses of archived dialogues: there, nobody will be told any more."""
    archived = select(Dialogue.id).where(Dialogue.archived_on.is_not(None))
    with Session(engine) as session:
        session.execute(delete(Subscription).where(Subscription.dialogue_id.in_(archived)))
        session.commit()


def in_parts(waiting: Sequence[Subscription]) -> Iterator[Sequence[Subscription]]:
    for start in range(0, len(waiting), AT_ONCE):
        yield waiting[start : start + AT_ONCE]


def send_over_one_connection(
    app: Flask, settings: Settings, engine: Engine, waiting: Sequence[Subscription]
) -> int:
    """How many messages the server accepted.

    Raises:
        OSError, smtplib.SMTPException: the connection was refused or lost.
    """
    server = settings.mail_server
    if server is None:
        raise ValueError("no mail server is set")
    accepted = 0
    with connected(server) as smtp:
        for each in waiting:
            if send_one(smtp, feedback_message(app, settings, engine, each)):
                erase(engine, each)
                accepted += 1
    return accepted


def send_one(smtp: smtplib.SMTP, made: EmailMessage | None) -> bool:
    """Whether the server accepted the message; a refusal of this one alone is no reason to stop."""
    if made is None:
        return False
    try:
        smtp.send_message(made)
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError):
        return False
    return True


def erase(engine: Engine, told: Subscription) -> None:
    with Session(engine) as session:
        session.execute(delete(Subscription).where(Subscription.id == told.id))
        session.commit()


def feedback_message(app: Flask, settings: Settings, engine: Engine, to: Subscription) -> EmailMessage | None:
    """The feedback of a dialogue in the language that the address asked in; None where it cannot be sent."""
    with Session(engine) as session, app.test_request_context(base_url=settings.base_url), speaking(to.lang):
        dialogue = session.get_one(Dialogue, to.dialogue_id)
        title = choose(dialogue.title, to.lang, dialogue.source_language).value
        text = feedback_text(
            dialogue, to.lang, settings.base_url + url_for("dialogues.show", slug=dialogue.slug)
        )
        try:
            return message(
                settings,
                to.email,
                _("Återkoppling: %(title)s", title=title),
                text,
                lang=to.lang,
                answers_to=dialogue.contact_email,
            )
        except ValueError:
            return None


def feedback_text(dialogue: Dialogue, lang: str, address: str) -> str:
    """The words of the message."""
    source = dialogue.source_language
    texts = {
        name: choose(getattr(dialogue, name), lang, source).value
        for name in ("title", "feedback_text", "onward_text")
    }
    return render_template(
        "emails/feedback.txt", _=locale.gettext, **texts, dialogue=dialogue, address=address
    )
