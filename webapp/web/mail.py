"""Handing e-mail over to the municipality's mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from flask import Flask

from webapp.config import MailServer, Settings
from webapp.domain.email_address import encoded

TIMEOUT_SECONDS = 30
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class NotSafe(smtplib.SMTPException):
    """The server offers no encryption, and a password would go over the network for all to read."""


def init_app(app: Flask) -> None:
    """Tells templates whether e-mail can be sent from here."""
    app.jinja_env.globals["mail_is_set"] = app.extensions["settings"].mail_server is not None


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection to the mail server, encrypted where it can be, signed in where there is a user.

    Raises:
        OSError, smtplib.SMTPException: it cannot be reached, or does not let us in.
    """
    trusted = ssl.create_default_context()
    if server.encrypted:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT_SECONDS, context=trusted
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    with smtp:
        smtp.ehlo()
        if not server.encrypted and smtp.has_extn("starttls"):
            smtp.starttls(context=trusted)
            smtp.ehlo()
        elif not server.encrypted and server.user and server.host not in LOCAL:
            raise NotSafe("The mail server offers no encryption: use smtps:// or another server.")
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp


def message(
    settings: Settings, to: str, subject: str, text: str, *, lang: str, answers_to: str = ""
) -> EmailMessage:
    """A message of plain text from the municipality.

    Args:
        answers_to: where an answer to it goes, if not to the sender.

    Raises:
        ValueError: an address cannot be written in a message.
    """
    sender, receiver = encoded(settings.mail_from), encoded(to)
    if sender is None or receiver is None:
        raise ValueError("an address with an impossible domain")
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = sender, receiver, subject
    made["Date"], made["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    if answers_to:
        made["Reply-To"] = answers_to
    made.set_content(text)
    made["Content-Language"] = lang
    return made
