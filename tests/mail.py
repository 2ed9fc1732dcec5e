"""A real mail server for tests: it keeps what it accepts, and refuses whom it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from tests.browser.site import free_port

SENDER = "dialog@example.se"


@dataclass
class Postbox:
    """What has arrived, and the addresses that are refused."""

    arrived: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    full: bool = False
    """Whether every message is turned away for now."""
    dies_after: int | None = None
    """How many messages are taken before the server hangs up on every further one."""
    url: str = ""

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 There is nobody of that name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.dies_after is not None and len(self.arrived) >= self.dies_after:
            server.transport.abort()
            return "421 Gone"
        if self.full:
            return "452 Try again later"
        content: Any = envelope.original_content
        self.arrived.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [each for each in self.arrived if each["To"] == address]


@contextmanager
def mail_server(host: str = "127.0.0.1", **options: Any) -> Iterator[Postbox]:
    """A mail server on a free port of this machine, for as long as it is needed."""
    postbox, port = Postbox(), free_port()
    postbox.url = f"smtp://{host}:{port}"
    controller = Controller(postbox, hostname=host, port=port, **options)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


def set_mail(app: Flask, url: str) -> None:
    """Gives the application a mail server, as its settings do at start."""
    settings = replace(app.extensions["settings"], smtp_url=url, mail_from=SENDER)
    settings.check()
    app.extensions["settings"] = settings
    app.jinja_env.globals["mail_is_set"] = True
