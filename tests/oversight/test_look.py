"""An administrator gives the municipality colours and a logo of its own; what is hard to see is refused."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import inspect, select, text

from tests.factories import make_dialogue, make_municipality, make_staff
from tests.forms import follow, press
from tests.pictures import drawn, file, photo, sent
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.migrations import run
from webapp.models import StoredLogo, TraceEntry
from webapp.models.database import make_engine
from webapp.web.picture_files import LOGO_AIMED_SIZE, encode_logo

PAGE = "/staff/municipality/look"
REGISTER = "/sv/"


@pytest.fixture
def town(session):
    return make_municipality(session)


@pytest.fixture
def administrator(client, session, town):
    person = make_staff(session, Role.ADMINISTRATOR)
    sign_in(client, person)
    return person


def sheet_of(client):
    """The address of the sheet that residents' pages link; empty where they link none."""
    page = client.get(REGISTER).text
    return page.partition('<link rel="stylesheet" href="/look-')[2].partition('"')[0] and (
        "/look-" + page.partition('href="/look-')[2].partition('"')[0]
    )


def save_logo(client, **fields):
    page = client.get(PAGE)
    data = {"csrf_token": csrf_of(page), "do": "save", "alt": "Lindmo kommun", **fields}
    return client.post(f"{PAGE}/logo", data=data, content_type="multipart/form-data")


def of_act(session, act):
    session.rollback()
    return [each.details for each in session.scalars(select(TraceEntry).where(TraceEntry.act == act))]


def test_a_municipality_without_a_look_of_its_own_sends_nothing_for_it(client, town):
    assert sheet_of(client) == ""
    assert client.get("/look-12345678.css").status_code == 404
    assert "<img" not in client.get(REGISTER).text.partition("<main")[0]


def test_colours_stand_in_a_sheet_that_is_kept_until_they_change(client, session, administrator):
    shown = follow(client, press(client, client.get(PAGE), "Spara", {"brand": "6D2077", "accent": "#fa0"}))
    assert "Färgerna är sparade" in shown.text
    first = client.get(sheet_of(client))
    assert "--brand:#6d2077" in first.text
    assert "--mark:#ffaa00" in first.text
    assert "prefers-color-scheme:dark" in first.text
    assert first.headers["Cache-Control"].endswith("immutable")
    assert client.get("/look-00000000.css").headers["Cache-Control"] == "no-cache"
    before = sheet_of(client)
    press(client, client.get(PAGE), "Spara", {"brand": "#0071b3"})
    assert sheet_of(client) not in {before, ""}
    told = of_act(session, "change-colours")
    assert told[0] == {"fields": ["brand", "accent"], "brand": "#6d2077", "accent": "#ffaa00"}


def test_the_page_that_brings_its_styles_along_has_the_sheet_too(client, session, administrator):
    make_dialogue(session)
    press(client, client.get(PAGE), "Spara", {"brand": "#6d2077"})
    head = client.get("/sv/dialogues/skolgard").text.partition("</head>")[0]
    assert head.index("<style>") < head.index('href="/look-')


def test_a_colour_that_is_hard_to_see_is_refused_and_the_nearest_offered(client, session, administrator):
    refused = press(client, client.get(PAGE), "Spara", {"brand": "#ffd500"})
    assert refused.status_code == 422
    assert "Kontrasten blir 1,23 och måste vara minst 4,5" in refused.text
    assert "#ffd500" in refused.text
    offered = refused.text.partition('value="brand:')[2].partition('"')[0]
    tried = press(client, refused, f"Använd {offered}")
    assert tried.status_code == 200
    assert f'value="{offered}"' in tried.text
    assert f"sample.css?brand=%23{offered[1:]}" in tried.text
    assert sheet_of(client) == "", "nothing is stored before it is saved"
    assert press(client, tried, "Spara").status_code == 303
    assert f"--brand:{offered}" in client.get(sheet_of(client)).text


def test_colours_are_shown_before_they_are_saved(client, session, administrator):
    shown = press(client, client.get(PAGE), "Visa hur det blir", {"brand": "#6d2077"})
    assert shown.status_code == 200
    address = shown.text.partition('href="/staff/municipality/look/sample.css')[2].partition('"')[0]
    styles = client.get(f"{PAGE}/sample.css{address}").text
    assert ".sample.light{" in styles
    assert "--brand:#6d2077" in styles
    assert of_act(session, "change-colours") == []


@pytest.mark.parametrize("written", ["grön", "#12345", "#0b5351;}body{display:none"])
def test_what_is_no_colour_is_told(client, session, administrator, written):
    refused = press(client, client.get(PAGE), "Spara", {"accent": written})
    assert refused.status_code == 422
    assert "Skriv färgen som # och sex tecken, till exempel #f5bd4b" in refused.text


def test_the_sample_takes_colours_alone_from_its_address(client, administrator):
    styles = client.get(f"{PAGE}/sample.css?brand=%7D*%7Bdisplay:none&accent=%23ffaa00").text
    assert "display" not in styles
    assert "#ffaa00" in styles


def test_an_empty_field_gives_the_products_own_colour_back(client, session, administrator):
    press(client, client.get(PAGE), "Spara", {"brand": "#6d2077"})
    press(client, client.get(PAGE), "Spara", {"brand": "#0b5351", "accent": ""})
    assert sheet_of(client) == ""


def test_what_another_has_saved_meanwhile_is_told(client, session, town, administrator):
    read = client.get(PAGE)
    press(client, client.get(PAGE), "Spara", {"brand": "#6d2077"})
    again = press(client, read, "Spara", {"brand": "#0071b3"})
    assert again.status_code == 409
    assert "Någon annan har sparat under tiden" in again.text


def test_a_logo_stands_on_every_page_small_and_without_what_its_file_told(client, session, administrator):
    exif = Image.Exif()
    exif[0x010E] = "Hemligt"
    data = file(drawn(size=(1200, 300)), "JPEG", exif=exif)
    assert save_logo(client, file=sent(data)).status_code == 303
    stored = session.scalars(select(StoredLogo)).one()
    page = client.get(REGISTER).text
    assert f'<img src="/logo/{stored.id}" width="192" height="48" alt="Lindmo kommun">' in page
    for accept, format_ in (("image/webp,*/*", "WEBP"), ("image/png", "PNG")):
        answer = client.get(f"/logo/{stored.id}", headers={"Accept": accept})
        assert b"Hemligt" not in answer.data
        assert Image.open(BytesIO(answer.data)).format == format_
        assert answer.headers["Cache-Control"].endswith("immutable")
    assert len(stored.small) <= LOGO_AIMED_SIZE
    assert of_act(session, "change-logo")[0]["alt"] == "Lindmo kommun"


def test_a_new_logo_takes_the_former_ones_place_and_a_removed_one_leaves_nothing(
    client, session, administrator
):
    for number in (0, 1):
        save_logo(client, file=sent(photo(number)))
    assert len(session.scalars(select(StoredLogo)).all()) == 1
    shown = follow(client, press(client, client.get(PAGE), "Ta bort logotypen"))
    assert "Logotypen är borttagen" in shown.text
    session.rollback()
    assert session.scalars(select(StoredLogo)).all() == []
    assert "Lindmo kommun</a>" in client.get(REGISTER).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Välj en bild"),
        ({"file": b"<svg onload=alert(1)>"}, "Filen är ingen bild"),
        ({"file": photo(), "alt": " "}, "Skriv vad som står i logotypen"),
        ({"file": photo(), "alt": "x" * 201}, "högst 200 tecken"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told(client, session, administrator, fields, sentence):
    refused = save_logo(client, **{**fields, **({"file": sent(fields["file"])} if "file" in fields else {})})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert session.scalars(select(StoredLogo)).all() == []


def test_what_a_logo_says_is_at_first_the_municipalitys_name(client, administrator):
    assert 'name="alt" value="Lindmo kommun"' in client.get(PAGE).text


def test_a_logo_of_many_colours_is_packed_hard():
    noise = Image.effect_noise((1600, 1200), 90).convert("RGB")
    assert len(encode_logo(file(noise)).small) < 4 * LOGO_AIMED_SIZE


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_choose_the_look(lite_client, lite_session, role):
    make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    token = csrf_of(lite_client.get("/staff/account"))
    assert lite_client.get(PAGE).status_code == lite_client.get(f"{PAGE}/sample.css").status_code == 403
    for path in (PAGE, f"{PAGE}/logo"):
        assert lite_client.post(path, data={"csrf_token": token, "brand": "#6d2077"}).status_code == 403


def test_a_municipality_from_before_has_the_products_look_and_the_way_back_is_whole(database_url):
    engine = make_engine(database_url)
    run.downgrade(engine, "0012")
    assert not inspect(engine).has_table("logo")
    columns = "id, name, email, phone, data_protection_email, revision, complaints_address, profile_id"
    values = "1, 'Lindmo', '', '', '', 1, '', 'standard'"
    with engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO municipality ({columns}, profile_changes) VALUES ({values}, '{{}}')")
        )
    run.upgrade(engine)
    with engine.begin() as connection:
        assert str(connection.execute(text("SELECT look FROM municipality")).scalar()) == "{}"
    engine.dispose()
