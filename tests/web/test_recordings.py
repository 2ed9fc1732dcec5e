"""Films in sign language and recorded readings: added, served in stretches, shown, and taken away."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests.factories import days, make_dialogue, make_municipality, make_staff
from tests.forms import follow, press
from tests.recordings import CAPTIONS, TEXT, file, keep_film
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.recordings import SIGN_LANGUAGES
from webapp.follow_up.package import package
from webapp.models import Recording, RecordingPiece, recordings
from webapp.web.recordings import ENDINGS, SIGN_WORDS

HERE = "/staff/dialogues/skolgard/recordings"
PAGE = "/sv/dialogues/skolgard"


def official(client, session, **changes):
    make_municipality(session)
    dialogue = make_dialogue(session, **changes)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    return dialogue


def form(name: str = "film.webm", lang: str = "swl", **changes):
    sent = {
        "lang": lang,
        "text_lang": "sv",
        "text": TEXT,
        "file": (BytesIO(file(name)), name),
        "captions": (BytesIO(CAPTIONS), "text.vtt"),
    }
    return sent | changes


def add(client, medium: str = "film", **fields):
    return press(client, client.get(f"{HERE}/add/{medium}"), "Spara", fields)


def address(page: str) -> str:
    return page.split('<source src="')[1].split('"')[0]


def test_a_film_is_added_shown_and_taken_away(client, session):
    official(client, session)
    assert "<video" not in client.get(PAGE).text
    saved = add(client, **form())
    assert saved.status_code == 303
    assert "Inspelningen är sparad." in follow(client, saved).text
    page = client.get(PAGE).text
    assert "Se filmen på svenskt teckenspråk (1 min, 0,1 MB)" in page
    video = page.split("<video")[1].split("</video>")[0]
    assert 'controls preload="none"' in video
    assert 'kind="captions"' in video
    assert 'srclang="sv" label="Svenska"' in video
    assert "autoplay" not in page
    assert TEXT in page
    assert "/static/css/recordings.css" in page
    played = client.get(address(page))
    assert played.data == file("film.webm")
    assert played.headers["Content-Type"] == "video/webm"
    session.rollback()
    number = session.scalars(select(Recording.id)).one()
    assert "Se filmen" in client.get(f"{HERE}/{number}/remove").text
    press(client, client.get(f"{HERE}/{number}/remove"), "Ta bort", {})
    session.rollback()
    assert session.query(Recording).count() == session.query(RecordingPiece).count() == 0
    assert "<video" not in client.get(PAGE).text
    assert client.get(address(page)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "stretch"),
    [
        ("bytes=0-", 206, slice(0, None)),
        ("bytes=0-99", 206, slice(0, 100)),
        ("bytes=990-1010", 206, slice(990, 1011)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=2000-999999", 206, slice(2000, None)),
        ("bytes=999999-", 416, None),
        ("", 200, slice(0, None)),
    ],
)
def test_any_stretch_of_the_file_can_be_asked_for(
    lite_client, lite_session, monkeypatch, asked, status, stretch
):
    monkeypatch.setattr("webapp.web.recordings.PIECE", 500)
    keep_film(lite_session, make_dialogue(lite_session))
    assert lite_session.query(RecordingPiece).count() == 6
    where = address(lite_client.get(PAGE).text)
    answered = lite_client.get(where, headers={"Range": asked} if asked else {})
    assert answered.status_code == status
    whole = file("film.webm")
    if stretch:
        assert answered.data == whole[stretch]
        assert int(answered.headers["Content-Length"]) == len(whole[stretch])
        assert answered.headers["Accept-Ranges"] == "bytes"
    if status == 206:
        first = range(len(whole))[stretch][0]
        last = range(len(whole))[stretch][-1]
        assert answered.headers["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"


def test_what_the_browser_has_is_not_sent_again(lite_client, lite_session):
    keep_film(lite_session, make_dialogue(lite_session))
    where = address(lite_client.get(PAGE).text)
    first = lite_client.get(where)
    assert lite_client.get(where, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    other = {"Range": "bytes=0-9", "If-Range": '"another"'}
    assert lite_client.get(where, headers=other).status_code == 200
    assert "public" in first.headers["Cache-Control"]
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    captions = lite_client.get(f"{where}/captions.vtt")
    assert captions.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert captions.text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:00.400\nHej!")


def test_a_sound_is_read_in_the_languages_of_residents(lite_client, lite_session):
    official(lite_client, lite_session)
    assert add(lite_client, "sound", **form("sound.mp3", "ar")).status_code == 303
    assert "Lyssna på arabiska (1 min, 0,1 MB)" in lite_client.get(PAGE).text


def test_a_new_one_in_the_same_language_takes_the_place_of_the_old(client, session):
    official(client, session)
    add(client, **form())
    add(client, **form("film.mp4"))
    add(client, **form("film.mp4", "ils"))
    session.rollback()
    assert sorted(session.scalars(select(Recording.lang))) == ["ils", "swl"]
    assert set(session.scalars(select(Recording.type))) == {"video/mp4"}


@pytest.mark.parametrize(
    ("medium", "changes", "field", "words"),
    [
        ("film", {"file": (BytesIO(b""), "")}, "file", "Välj en fil."),
        ("film", {"file": (BytesIO(b"<html>"), "x.mp4")}, "file", "Filen är ingen film"),
        ("film", {"file": (BytesIO(file("old.mp4")), "x.mp4")}, "file", "H.264 eller VP9"),
        ("sound", {"lang": "sv"}, "file", "Filen är inget ljud"),
        ("film", {"captions": (BytesIO(b""), "")}, "captions", "Välj en fil med undertexter."),
        (
            "film",
            {"captions": (BytesIO(b"1\n00"), "x.vtt")},
            "captions",
            "Rad 1: Filen börjar inte med WEBVTT",
        ),
        ("film", {"text": " "}, "text", "Skriv det som sägs eller tecknas som text."),
        ("film", {"lang": "sv"}, "lang", "Välj ett språk."),
        ("film", {"text_lang": "fi"}, "text_lang", "Välj ett språk."),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(lite_client, lite_session, medium, changes, field, words):
    official(lite_client, lite_session)
    refused = add(lite_client, medium, **form(**changes))
    assert refused.status_code == 422
    assert words in refused.text
    assert f'href="#{field}"' in refused.text
    assert lite_session.query(Recording).count() == 0


def test_a_draft_is_seen_by_staff_alone(lite_client, lite_session):
    dialogue = official(lite_client, lite_session, published_on=None)
    number = keep_film(lite_session, dialogue).id
    assert lite_client.get(f"/dialogues/skolgard/recordings/{number}").status_code == 404
    preview = lite_client.get("/staff/dialogues/skolgard/preview/sv").text
    inside = address(preview)
    assert inside == f"{HERE}/{number}/file"
    assert lite_client.get(inside).data == file("film.webm")
    assert lite_client.get(f"{HERE}/{number}/captions.vtt").status_code == 200
    other = make_dialogue(lite_session, "other", board=dialogue.board)
    assert lite_client.get(f"/dialogues/{other.slug}/recordings/{number}").status_code == 404


def test_the_package_for_the_archive_holds_everything(lite_app, lite_session):
    past = {"opens_on": days(-30), "closes_on": days(-5), "sealed_on": days(-4)}
    dialogue = make_dialogue(lite_session, **past)
    keep_film(lite_session, dialogue)
    keep_film(lite_session, dialogue, "sound.mp3", "sv")
    with lite_app.test_request_context():
        packed = ZipFile(BytesIO(package(lite_session, dialogue)))
    assert packed.read("inspelningar/film-swl.webm") == file("film.webm")
    assert packed.read("inspelningar/film-swl.txt").decode() == TEXT
    assert packed.read("inspelningar/sound-sv.vtt").startswith(b"WEBVTT")
    assert "inspelningar/: Filmer" in packed.read("innehall.txt").decode()


def test_every_language_and_type_has_its_word(lite_app):
    assert set(SIGN_WORDS) == set(SIGN_LANGUAGES)
    assert set(ENDINGS) == {"video/mp4", "video/webm", "audio/mp4", "audio/mpeg", "audio/ogg"}
    assert recordings.PIECE >= 100_000
