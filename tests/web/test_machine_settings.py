"""The server that makes drafts of translations: none by default, and only one that can be trusted."""

import pytest

from tests.web.test_mail_settings import BASE
from webapp.config import Settings, WrongConfiguration


def machine(**env):
    return Settings.from_environment(BASE | env).translation_machine


def test_without_settings_there_is_no_machine():
    assert machine() is None
    assert machine(TRANSLATE_URL="") is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://translate.example.se", "translate.example.se"),
        ("https://translate.example.se:8443/libre/", "translate.example.se"),
        ("http://127.0.0.1:5000", "127.0.0.1"),
        ("http://localhost:5000", "localhost"),
    ],
)
def test_a_machine_is_read_and_its_key_is_not_shown(url, name):
    found = machine(TRANSLATE_URL=url, TRANSLATE_KEY="hemligt")
    assert (found.url, found.name, found.key) == (url.rstrip("/"), name, "hemligt")
    assert "hemligt" not in repr(found) + repr(
        Settings.from_environment(BASE | {"TRANSLATE_KEY": "", "TRANSLATE_URL": url})
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://translate.example.se",
        "translate.example.se",
        "ftp://127.0.0.1",
        "https://",
        "https://user:password@translate.example.se",
        "https://translate.example.se/?key=1",
        "https://translate.example.se:99999",
        "https://[",
        "",
    ],
)
def test_an_address_that_cannot_be_trusted_is_refused_in_one_sentence(url):
    with pytest.raises(WrongConfiguration, match="TRANSLATE_URL") as refused:
        machine(TRANSLATE_URL=url, TRANSLATE_KEY="hemligt")
    assert "hemligt" not in str(refused.value)
