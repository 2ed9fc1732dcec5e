"""What every answer carries; languages chosen, asked for, and fallen back on."""

import base64
import hashlib
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version

import pytest

from tests.factories import make_dialogue, make_place
from webapp import create_app
from webapp.config import Settings, WrongConfiguration
from webapp.web import locale
from webapp.web.assets import htmx_script
from webapp.web.languages import LANGUAGES


def test_the_policy_allows_only_what_is_ours_and_the_one_hashed_style(lite_client, lite_session):
    make_dialogue(lite_session)
    page = lite_client.get("/sv/dialogues/skolgard")
    policy = page.headers["Content-Security-Policy"]
    style = re.search(r"<style>(.*?)</style>", page.text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_residents_pages_set_no_cookie_unless_a_language_is_chosen(lite_client, lite_session):
    make_dialogue(lite_session)
    for address in ("/sv/", "/sv/dialogues/skolgard", "/sv/dialogues/skolgard/answer", "/sv/receipt"):
        assert "Set-Cookie" not in lite_client.get(address).headers
    cookie = lite_client.get("/ar/?choose=1").headers["Set-Cookie"]
    assert cookie.startswith("lang=ar;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_cookies_are_secure_where_the_site_is(sqlite_url):
    settings = Settings(secret_key="x" * 40, database_url=sqlite_url, base_url="https://dialog.example.se")
    assert "Secure" in create_app(settings).test_client().get("/ar/?choose=1").headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("asked", "cookie", "leads_to"),
    [
        ("ar", "", "ar"),
        ("ar-SY,ar;q=0.9,en;q=0.5", "", "ar"),
        ("fr-FR,fr;q=0.9", "", "sv"),
        ("en-US", "", "en"),
        ("en", "ar", "ar"),
        ("so", "xx", "sv"),
        ("*;q=zz,,", "", "sv"),
        ("", "", "sv"),
    ],
)
def test_the_chosen_language_wins_over_the_phones(lite_client, lite_session, asked, cookie, leads_to):
    make_place(lite_session, make_dialogue(lite_session))
    if cookie:
        lite_client.set_cookie("lang", cookie)
    found = lite_client.get("/q/bok7k", headers={"Accept-Language": asked})
    assert found.location == f"/{leads_to}/dialogues/skolgard?p=bok7k"


def test_a_code_leads_only_to_languages_that_the_dialogue_offers(lite_client, lite_session):
    make_place(lite_session, make_dialogue(lite_session, languages=["sv", "en"]))
    found = lite_client.get("/q/bok7k", headers={"Accept-Language": "ar, en;q=0.5"})
    assert found.location.startswith("/en/")


@pytest.mark.parametrize("code", ["nowhere", "bok7k", "%00", "<script>", "å" * 300])
def test_a_code_that_leads_nowhere_explains_itself_on_the_register(lite_client, lite_session, code):
    make_place(lite_session, make_dialogue(lite_session), withdrawn_on=date(2026, 1, 1))
    found = lite_client.get(f"/q/{code}")
    assert found.status_code == 303
    page = lite_client.get(found.location)
    assert page.status_code == 200
    assert "leder inte till någon dialog längre" in page.text
    assert "<script>" not in page.text


def test_a_language_without_a_catalogue_is_not_an_address(lite_client):
    assert lite_client.get("/xx/").status_code == 404
    assert lite_client.get("/fr/dialogues/x").status_code == 404


def test_an_error_page_speaks_the_language_of_the_address(lite_client):
    page = lite_client.get("/ar/nowhere")
    assert page.status_code == 404
    assert 'lang="ar" dir="rtl"' in page.text


def test_language_links_keep_the_page_and_the_place(lite_client, lite_session):
    make_dialogue(lite_session)
    page = lite_client.get("/sv/dialogues/skolgard?p=bok7k").text
    assert 'href="/ar/dialogues/skolgard?p=bok7k&amp;choose=1" lang="ar" dir="rtl" hreflang="ar"' in page


def test_language_links_carry_nothing_that_the_page_does_not_know(lite_client):
    page = lite_client.get("/sv/?q=skola&utm_source=x&lang=xx&choose=ar").text
    assert 'href="/en/?q=skola&amp;choose=1"' in page
    assert "utm_source" not in page


def test_a_foreign_host_never_reaches_a_link(lite_client, lite_session):
    make_dialogue(lite_session)
    for address in ("/sv/", "/q/zzz", "/", "/sv/dialogues/skolgard", "/nowhere"):
        found = lite_client.get(address, headers={"Host": "evil.test"})
        assert "evil.test" not in found.text + found.headers.get("Location", "")


@pytest.mark.parametrize("n", [0, 1, 2, 3, 11, 100, 102])
def test_arabic_plural_forms_follow_the_order_of_gettext(n):
    catalogue = LANGUAGES["ar"].locale
    wanted = {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other", 102: "other"}
    assert catalogue.plural_form(n) == wanted[n]


def test_numbers_and_dates_are_written_in_the_languages_way(lite_app):
    with lite_app.test_request_context("/sv/"):
        lite_app.preprocess_request()
        assert locale.decimal(1234.5) == "1\u00a0234,5"
        assert locale.decimal(Fraction(1, 3)) == "0,33"
        assert locale.decimal(Decimal("2.50")) == "2,5"
        assert locale.percent(Fraction(1, 3)) == "33\u00a0%"
        assert "24 december 2026" in locale.long_date(date(2026, 12, 24))
        assert locale.and_list(["a", "<b>"]) == "a och &lt;b&gt;"


def test_facts_in_a_message_are_text_and_messages_of_our_own_are_markup(lite_app):
    with lite_app.test_request_context("/sv/"):
        lite_app.preprocess_request()
        assert locale.gettext_markup("<b>%(x)s</b>", x="<i>") == "<b>&lt;i&gt;</b>"
        assert locale.ngettext_markup("<b>%(n)s</b> %(x)s", "", 1, x="<i>") == "<b>1</b> &lt;i&gt;"
        assert "&lt;i&gt;" in locale.in_language("sv", "%(x)s", x="<i>")


def test_the_htmx_script_is_the_version_that_was_tried():
    assert 'version:"2.0.10"' in htmx_script().read_text(encoding="utf-8")
    assert version("htmx-flask") == "0.1.0"


def test_assets_are_kept_for_good_under_their_own_version_only(lite_client):
    page = lite_client.get("/sv/").text
    address = re.search(r'href="(/static/css/main\.css\?v=[0-9a-f]+)"', page)[1]
    assert "immutable" in lite_client.get(address).headers["Cache-Control"]
    assert lite_client.get("/static/css/main.css?v=old").headers["Cache-Control"] == "no-cache"
    packed = lite_client.get(address, headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    for outside in ("../pyproject.toml", "..%2fpyproject.toml", "css/nothing.css"):
        assert lite_client.get(f"/static/{outside}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "Set SECRET_KEY"),
        ({"BASE_URL": "dialog.example.se"}, "BASE_URL"),
        ({"BASE_URL": "https://dialog.example.se/path"}, "BASE_URL"),
        ({"PROXIES": "many"}, "PROXIES"),
    ],
)
def test_a_wrong_setting_is_refused_with_one_sentence_that_says_what_to_do(changes, words):
    with pytest.raises(WrongConfiguration, match=words) as refused:
        Settings.from_environment({"SECRET_KEY": "x" * 40} | changes)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "secure"),
    [({"BASE_URL": "https://dialog.example.se/"}, True), ({"HOST": "0.0.0.0", "PORT": "80"}, False)],
)
def test_cookies_are_held_to_https_where_the_address_is(address, secure):
    settings = Settings.from_environment({"SECRET_KEY": "x" * 40} | address)
    assert settings.flask()["SESSION_COOKIE_SECURE"] is secure


def test_the_health_address_asks_the_database(client):
    assert client.get("/healthz").text == "ok\n"


def test_the_register_finds_a_dialogue_by_a_word_in_any_language(lite_client, lite_session):
    make_dialogue(lite_session)
    assert "Hur ska skolgården bli?" in lite_client.get("/sv/?q=SCHOOL").text
    page = lite_client.get("/sv/?q=<script>buss").text
    assert "Ingen dialog handlar om" in page
    assert "<script>buss" not in page


def test_a_typed_code_leads_on_and_an_empty_one_leads_home(lite_client, lite_session):
    assert lite_client.get("/q?code=BOK-7K").location == "/q/BOK7K"
    assert lite_client.get("/q?code=").location == "/"
