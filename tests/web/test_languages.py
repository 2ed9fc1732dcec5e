"""Thirteen languages, each in its own way; what one lacks is borrowed and marked."""

import re
import shutil
from datetime import date
from fractions import Fraction
from gettext import c2py

import pytest
from markupsafe import Markup

from tests.factories import make_dialogue, make_municipality
from webapp import create_app, messages
from webapp.config import Settings
from webapp.web import locale
from webapp.web.borrowed import BEGIN, END, MIDDLE, told_apart, unmarked
from webapp.web.fields import Typed
from webapp.web.languages import INTERFACE, LANGUAGES, chain

DAY = date(2026, 12, 24)
NAME = "Hoppa till innehållet"


@pytest.mark.parametrize("tag", INTERFACE)
def test_every_page_of_a_language_says_which_it_is_and_which_way_it_is_read(lite_client, lite_session, tag):
    make_dialogue(lite_session)
    page = lite_client.get(f"/{tag}/dialogues/skolgard")
    assert page.status_code == 200
    direction = "rtl" if tag in {"ar", "fa"} else "ltr"
    assert f'<html lang="{tag}" dir="{direction}">' in page.text
    assert BEGIN not in page.text


@pytest.mark.parametrize("tag", [tag for tag in INTERFACE if tag != "sv"])
def test_every_catalogue_is_whole_and_says_who_has_reviewed_it(tag):
    path = messages.path_of(LANGUAGES[tag])
    catalog = messages.read(path)
    assert [message.id for message in catalog if message.id and not messages.translated(message)] == []
    assert messages.reviewed_by(catalog) or messages.UNREVIEWED in catalog.header_comment
    assert catalog.plural_forms == LANGUAGES[tag].plural


def test_a_language_that_nobody_has_reviewed_says_so(lite_client, lite_session):
    make_municipality(lite_session)
    page = lite_client.get("/sv/languages").text
    assert page.count("Ingen som talar språket har granskat texterna än.") == len(INTERFACE) - 1
    assert all(LANGUAGES[tag].name in page for tag in INTERFACE)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("sr-Latn-RS", "bs"),
        ("hr", "bs"),
        ("fa-AF", "fa"),
        ("sme", "se"),
        ("se-NO, nb;q=0.5", "se"),
        ("SV-SIMPLE", "sv-simple"),
        ("sv-FI", "sv"),
        ("ti-ER", "ti"),
        ("so", "so"),
        ("ckb, tr;q=0.4", "tr"),
    ],
)
def test_what_a_phone_asks_for_leads_to_the_language_that_its_reader_can_read(lite_client, asked, leads_to):
    assert lite_client.get("/", headers={"Accept-Language": asked}).location == f"/{leads_to}/"


@pytest.mark.parametrize(
    ("tag", "day", "number", "share"),
    [
        ("sv", "24 december 2026", "12\xa0345,5", "25\xa0%"),
        ("sv-simple", "24 december 2026", "12\xa0345,5", "25\xa0%"),
        ("fa", "۲۴ دسامبر ۲۰۲۶", "۱۲,۳۴۵.۵", "۲۵%"),
        ("pl", "24 grudnia 2026", "12\xa0345,5", "25%"),
        ("se", "24.12.2026", "12\xa0345,5", "25\xa0%"),
        ("tr", "24 Aralık 2026", "12.345,5", "%25"),
    ],
)
def test_days_and_numbers_are_written_as_their_readers_write_them(lite_app, tag, day, number, share):
    with lite_app.test_request_context(), locale.speaking(tag):
        assert locale.date_word(DAY) == day
        assert locale.decimal(12345.5).replace("\u202f", "\xa0") == number
        assert locale.percent(Fraction(1, 4)).replace("\u202f", "\xa0") == share


@pytest.mark.parametrize("tag", INTERFACE)
def test_no_sentence_ends_with_two_full_stops(lite_client, lite_session, tag):
    make_dialogue(lite_session)
    for address in ("dialogues/skolgard", "dialogues/skolgard/answer", "", "accessibility", "privacy"):
        words = re.sub(r"\s+", " ", Markup(lite_client.get(f"/{tag}/{address}").text).striptags())
        assert re.findall(r".{30}(?<!\.)\.\.(?!\.)", words) == [], address


@pytest.mark.parametrize(
    ("tag", "amounts"),
    [
        ("fa", {0: 0, 1: 0, 2: 1}),
        ("ti", {0: 0, 1: 0, 2: 1}),
        ("so", {0: 1, 1: 0, 2: 1}),
        ("se", {0: 2, 1: 0, 2: 1, 3: 2}),
        ("pl", {0: 2, 1: 0, 3: 1, 13: 2, 22: 1, 112: 2}),
        ("uk", {1: 0, 4: 1, 11: 2, 21: 0, 112: 2}),
        ("bs", {1: 0, 3: 1, 5: 2, 21: 0, 112: 2}),
    ],
)
def test_plural_forms_follow_the_rules_of_the_language(tag, amounts):
    rule = c2py(LANGUAGES[tag].plural.partition("plural=")[2].rstrip(";"))
    assert {n: rule(n) for n in amounts} == amounts


def test_a_message_is_looked_for_in_the_neighbours_before_swedish():
    assert list(chain("sv-simple")) == ["sv-simple", "sv"]
    assert list(chain("smj")) == ["smj", "se", "sv"]
    assert list(chain("prs")) == ["prs", "fa", "sv"]


@pytest.fixture
def gap(tmp_path, sqlite_url):
    """An app whose Finnish catalogue lacks a message of every page."""
    shutil.copytree(messages.FOLDER, tmp_path / "translations")
    path = tmp_path / "translations" / "fi" / "LC_MESSAGES" / "messages.po"
    catalog = messages.read(path)
    catalog[NAME].string = ""
    path.write_bytes(messages.header_of(catalog) + messages.as_text(catalog))
    messages.compile_catalogue(path)
    settings = Settings(secret_key="x" * 40, database_url=sqlite_url, translations=tmp_path / "translations")
    return create_app(settings).test_client()


def test_a_message_that_a_language_lacks_is_shown_in_swedish_and_marked(gap):
    page = gap.get("/fi/languages").text
    assert f'<a class="skip" href="#main"><span lang="sv" dir="ltr">{NAME}</span></a>' in page
    assert f">{NAME}<" in gap.get("/sv/languages").text


def test_marks_become_elements_only_where_elements_can_stand():
    def lent(words: str) -> str:
        return f"{BEGIN}sv{MIDDLE}{words}{END}"

    assert (
        told_apart(f"<p>{lent('Hej <b>du</b>')}</p>")
        == '<p><span lang="sv" dir="ltr">Hej <b>du</b></span></p>'
    )
    assert told_apart(f"<title>{lent('Hej')}</title>") == "<title>Hej</title>"
    assert told_apart(f'<a aria-label="{lent("Hej")}">x</a>') == '<a aria-label="Hej">x</a>'
    assert told_apart(f"<option>{lent('Hej')}</option><p>{lent('Du')}</p>").endswith(
        'dir="ltr">Du</span></p>'
    )
    assert unmarked(lent("Hej")) == "Hej"


def test_texts_in_many_languages_stand_openly_where_somebody_wrote_or_must_mend():
    tags = list(INTERFACE)
    typed = Typed({"name.sv": ["Park"], "name.ti": ["መናፈሻ"], "name.fi": [" "]}, {"name.pl": "Korta."})
    assert typed.openly("name", tags) == ["sv", "en", "ar", "pl", "ti"]
    assert typed.openly("name", tags[:3]) == tags[:3]
