"""QR codes and posters: they say the right address and carry what a passer-by must know."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.factories import days, in_all, make_dialogue, make_municipality, make_place, make_staff
from tests.outreach.codes import SCALE, decoded_png, decoded_svg, drawn, quiet_zone
from tests.staff import sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.models import Place
from webapp.web.locale import in_language
from webapp.web.qr import PNG_MODULE_PIXELS

CODE = "hx4mzw"


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session)


@pytest.fixture
def base(client, session, dialogue):
    """The address of a place's pages, with outreach signed in."""
    place = make_place(session, dialogue, code=CODE)
    sign_in(client, make_staff(session, Role.OUTREACH))
    return f"/staff/dialogues/skolgard/places/{place.id}"


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text.partition("<article")[2]).split())


def use_address(client, address):
    """Configures the address that codes carry."""
    kept = client.application.extensions
    kept["settings"] = replace(kept["settings"], base_url=address)


def test_both_files_say_the_places_address_to_somebody_elses_decoder(client, base):
    svg, png = client.get(f"{base}/qr.svg"), client.get(f"{base}/qr.png")
    assert decoded_svg(svg.text) == f"http://localhost/q/{CODE}"
    assert decoded_png(png.data) == f"http://localhost/q/{CODE}"
    assert (svg.mimetype, png.mimetype) == ("image/svg+xml", "image/png")
    assert svg.headers["Content-Disposition"] == f"attachment; filename=qr-skolgard-{CODE}.svg"
    assert png.headers["Content-Disposition"] == f"attachment; filename=qr-skolgard-{CODE}.png"


def test_a_long_address_of_a_municipality_is_still_read(client, base):
    use_address(client, "https://medborgardialog.upplands-vasby-och-sigtuna.example.se")
    expected = f"https://medborgardialog.upplands-vasby-och-sigtuna.example.se/q/{CODE}"
    assert decoded_svg(client.get(f"{base}/qr.svg").text) == expected
    assert decoded_png(client.get(f"{base}/qr.png").data) == expected


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.test"},
        {"Host": "localhost", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https"},
        {"Host": "localhost", "Forwarded": "host=evil.test"},
    ],
)
def test_the_address_is_the_configured_one_whatever_host_is_asked(client, base, headers):
    cookie = client.get_cookie("staff").value
    client.set_cookie("staff", cookie, domain=headers["Host"])
    svg = client.get(f"{base}/qr.svg", headers=headers)
    png = client.get(f"{base}/qr.png", headers=headers)
    assert decoded_svg(svg.text) == decoded_png(png.data) == f"http://localhost/q/{CODE}"
    for path in (f"{base}/poster", base.rpartition("/")[0]):
        page = client.get(path, headers=headers)
        assert page.status_code == 200
        assert f"localhost/q/{CODE}" in page.text
        assert "evil.test" not in page.text


def test_the_codes_are_black_on_white_with_a_quiet_zone(client, base):
    svg = client.get(f"{base}/qr.svg").text
    assert quiet_zone(drawn(svg), SCALE) == 4
    assert '<path fill="#fff" d="M0 0h' in svg
    png = Image.open(BytesIO(client.get(f"{base}/qr.png").data))
    assert quiet_zone(png, PNG_MODULE_PIXELS) == 4
    assert {value for _n, value in png.convert("L").getcolors()} == {0, 255}


def test_a_poster_carries_what_a_passer_by_must_know(client, base, dialogue):
    poster = client.get(f"{base}/poster")
    text = text_of(poster)
    for expected in (
        "Lindmo kommun",
        "Hur ska skolgården bli?",
        "QR-kod",
        f"localhost/q/{CODE}",
        f"Koden är {CODE} .",
        "Sista dagen att svara",
        "Du får tycka till. Politikerna läser vad ni svarat innan de bestämmer.",
        "Steg 2 av 5: Konsultation.",
        "Barn- och utbildningsnämnden läser svaren och bestämmer",
        "Ingen kamera?",
        "Du kan också ringa 0500-123 45",
    ):
        assert expected in text, expected
    assert f'datetime="{dialogue.closes_on}"' in poster.text
    assert f'datetime="{dialogue.decided_on}"' in poster.text
    assert f'src="{base}/qr.svg"' in poster.text
    assert f'alt="QR-kod till localhost/q/{CODE}"' in poster.text


@pytest.mark.parametrize(
    ("lang", "direction", "title", "board"),
    [
        ("sv", "ltr", "Hur ska skolgården bli?", "Barn- och utbildningsnämnden"),
        ("en", "ltr", "What should the school yard be like?", "The children and education board"),
        ("ar", "rtl", "كيف تكون ساحة المدرسة؟", "(ar)"),
    ],
)
def test_a_poster_can_be_had_in_each_language_of_the_dialogue(client, base, lang, direction, title, board):
    poster = client.get(f"{base}/poster", query_string={"in": lang}, headers={"Accept-Language": "sv"})
    assert f'<html lang="{lang}" dir="{direction}">' in poster.text
    assert title in poster.text
    assert board in poster.text
    for tag, name in (("sv", "Svenska"), ("en", "English"), ("ar", "العربية")):
        assert re.search(rf'<bdi class="tongue" lang="{tag}" dir="\w+">{name}</bdi>', poster.text)
    assert f'<bdi dir="ltr">localhost/q/{CODE}</bdi>' in poster.text


def test_every_language_is_invited_in_its_own_words(client, base):
    catalogues = client.application.extensions["catalogues"]
    invitation = "Skanna och svara"
    poster = client.get(f"{base}/poster").text
    for tag in ("sv", "en", "ar"):
        words = catalogues[tag].ugettext(invitation)
        marked = tag if words != invitation else "sv"
        assert re.search(
            rf'<span lang="{marked}" dir="\w+">{words}</span></strong> <bdi class="tongue" lang="{tag}"',
            poster,
        )


def test_words_that_lack_a_translation_are_marked_as_the_swedish_they_are(lite_app):
    with lite_app.test_request_context("/"):
        shown = in_language("ar", "Det här översätter ingen, %(name)s.", name="<Bo>")
    assert shown == '<span lang="sv" dir="ltr">Det här översätter ingen, &lt;Bo&gt;.</span>'


def test_a_poster_is_in_the_dialogues_own_language_unless_another_is_asked_for(client, session, base):
    for wanted in ("", "?in=tlh", "?in=so", "?in="):
        poster = client.get(f"{base}/poster{wanted}", headers={"Accept-Language": "ar"})
        assert '<html lang="sv" dir="ltr">' in poster.text


def test_choosing_a_posters_language_does_not_change_ones_own(client, base):
    client.get(f"{base}/poster?in=ar")
    assert client.get_cookie("lang") is None
    assert '<html lang="sv"' in client.get("/staff/account", headers={"Accept-Language": "sv"}).text


def test_a_poster_of_a_dialogue_in_one_language_invites_in_that_one(client, session, base, dialogue):
    dialogue.languages = ["en", "de"]
    dialogue.source_language = "en"
    session.commit()
    poster = client.get(f"{base}/poster").text
    assert '<html lang="en"' in poster
    assert poster.count('class="tongue"') == 1


def test_a_poster_without_a_day_for_the_decision_says_so(client, session, base, dialogue):
    dialogue.decided_on, dialogue.next_notice = None, days(40)
    dialogue.contact_phone = ""
    session.commit()
    text = text_of(client.get(f"{base}/poster"))
    assert "Dagen är inte satt än" in text
    assert "Du kan också ringa 0500-100 00" in text


def test_an_empty_draft_has_a_poster_that_does_not_break(client, session, base, dialogue):
    dialogue.published_on = dialogue.closes_on = dialogue.decided_on = dialogue.board_id = None
    dialogue.step, dialogue.title, dialogue.languages = None, {}, []
    session.commit()
    assert "Dialog utan rubrik" in client.get(f"{base}/poster").text


@pytest.mark.parametrize("step", list(LadderStep))
def test_every_level_of_influence_is_told_on_the_poster(lite_client, lite_session, step):
    dialogue = make_dialogue(lite_session, step=step, title=in_all('<b>"Torget"</b> & parken'))
    place = make_place(lite_session, dialogue)
    sign_in(lite_client, make_staff(lite_session, Role.OUTREACH))
    poster = lite_client.get(f"/staff/dialogues/skolgard/places/{place.id}/poster")
    assert f"Steg {int(step)} av 5" in text_of(poster)
    assert "<b>&#34;" not in poster.text
    assert "&lt;b&gt;&#34;Torget&#34;&lt;/b&gt; &amp; parken" in poster.text


def test_a_withdrawn_codes_poster_warns(client, session, base):
    session.query(Place).update({"withdrawn_on": days(0)})
    session.commit()
    assert "Sätt inte upp affischen" in client.get(f"{base}/poster").text
