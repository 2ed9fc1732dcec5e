"""A wrong mail server is refused at start, in one sentence that gives nothing secret away."""

import pytest

from tests.conftest import SECRET
from webapp.config import Settings, WrongConfiguration

BASE = {"SECRET_KEY": SECRET, "DATABASE_URL": "sqlite://", "MAIL_FROM": "dialog@example.se"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.se", ("mail.example.se", 587, False, "", "")),
        ("smtps://mail.example.se", ("mail.example.se", 465, True, "", "")),
        (
            "smtp://user:p%40ss%2Fword@mail.example.se:25/",
            ("mail.example.se", 25, False, "user", "p@ss/word"),
        ),
        ("smtps://a%40b.se:x@[::1]:4650", ("::1", 4650, True, "a@b.se", "x")),
    ],
)
def test_a_mail_server_is_read_with_its_port_and_user(url, expected):
    server = Settings.from_environment(BASE | {"SMTP_URL": url}).mail_server
    assert (server.host, server.port, server.encrypted, server.user, server.password) == expected
    assert "word" not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.se",
        "http://user:hemligt@mail.example.se",
        "smtp://",
        "smtp://user:hemligt@",
        "smtp://user:hemligt@mail.example.se:port",
        "smtp://user:hemligt@mail.example.se:99999",
        "smtp://user:hemligt@mail.example.se:0",
        "smtp://user:hem/ligt@mail.example.se",
        "smtp://user:12#hemligt@mail.example.se",
        "smtp://user:hemligt@mail.example.se/folder",
        "smtp://[::1",
    ],
)
def test_what_is_no_mail_server_is_refused_without_repeating_it(url):
    with pytest.raises(WrongConfiguration) as refused:
        Settings.from_environment(BASE | {"SMTP_URL": url})
    sentence = str(refused.value)
    assert "SMTP_URL" in sentence
    assert "smtps://" in sentence
    assert "hemligt" not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "sender", ["", "dialog", "dialog@", "Dialogen <dialog@example.se>", "a@b.se\nBcc: c@d.se"]
)
def test_a_sender_that_is_no_address_is_refused(sender):
    with pytest.raises(WrongConfiguration, match="MAIL_FROM"):
        Settings.from_environment(BASE | {"SMTP_URL": "smtp://mail.example.se", "MAIL_FROM": sender})


def test_without_a_mail_server_nothing_is_asked_of_the_sender():
    assert Settings.from_environment(BASE | {"MAIL_FROM": ""}).mail_server is None
