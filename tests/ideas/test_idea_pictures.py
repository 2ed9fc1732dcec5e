"""Ideas with pictures: what the form takes and keeps, who sees them, and when they go."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from tests.factories import days, in_all, make_dialogue, make_municipality, make_staff, question_set
from tests.follow_up.test_archive import table
from tests.forms import follow, press
from tests.ideas.pictured import ALT, addresses, carried, kept, pictured_idea, send, with_photo
from tests.ideas.test_ideas import INDEX, NEW, add_idea, ideas, typed
from tests.pictures import MADE, drawn, file, photo, picture_question, sent
from tests.staff import sign_in
from tests.web.test_picture_files import HTML, SVG, png
from webapp.domain.lifecycle import Role
from webapp.follow_up.package import package
from webapp.ideas import picture_form
from webapp.models import Dialogue, Idea, StoredPicture
from webapp.web.picture_files import LARGEST_FILE
from webapp.web.pictures import UNUSED_DAYS, remove_unused

MODERN = {"Accept": "image/webp"}


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session, idea_pictures=True)


@pytest.fixture
def lite_dialogue(lite_session):
    make_municipality(lite_session)
    return make_dialogue(lite_session, idea_pictures=True)


def public(picture: str, size: str = "large") -> str:
    return f"/dialogues/skolgard/pictures/{picture}/{size}"


def inside(picture: str) -> str:
    return f"/staff/dialogues/skolgard/pictures/{picture}/large"


def test_pictures_are_not_asked_for_unless_the_official_allows_them(lite_client, lite_session):
    make_dialogue(lite_session)
    assert 'type="file"' not in lite_client.get(NEW).text
    refused = with_photo(lite_client)
    assert refused.status_code == 409
    assert "Dialogen tar inte emot bilder längre." in refused.text
    assert 'value="Fler gungor"' in refused.text
    assert (ideas(lite_session), kept(lite_session)) == ([], set())


def test_an_idea_is_stored_with_its_picture_and_waits_even_where_ideas_are_shown_at_once(
    client, session, dialogue
):
    dialogue.ideas_shown_at_once = True
    session.commit()
    assert "En idé med bild läses först" in client.get(NEW).text
    done = with_photo(client)
    assert done.status_code == 303
    assert "En tjänsteperson läser idén innan den visas" in client.get(done.location).text
    [idea] = ideas(session)
    assert (idea.state, idea.published_on, idea.picture_alt) == ("waiting", None, ALT)
    assert kept(session) == {idea.picture_id} == {MADE[0].picture.id}
    assert (idea.picture_width, idea.picture_height) == (80, 60)
    client.post(NEW, data=typed(key="x" * 24, title="En annan"))
    session.rollback()
    assert {each.title: each.state for each in ideas(session)}["En annan"] == "published"


def test_the_same_form_sent_twice_with_its_picture_is_one_idea(client, session, dialogue):
    first, again = with_photo(client), with_photo(client)
    assert first.location == again.location
    assert len(ideas(session)) == 1
    other = send(client, photo(1), picture_alt=ALT)
    assert other.location != first.location


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (HTML, "Filen är ingen bild"),
        (SVG, "Filen är ingen bild"),
        (png(30_000, 30_000), "Bilden är för stor"),
        (b"", "Filen är tom"),
        (b"x" * (LARGEST_FILE + 1), "Filen är för stor"),
        (photo()[:300], "Filen är inte hel"),
        (file(drawn(size=(20, 20))), "Bilden är för liten"),
    ],
    ids=["html", "svg", "bomb", "empty", "large", "half", "tiny"],
)
def test_a_file_that_is_no_picture_is_refused_at_its_field(
    lite_client, lite_session, lite_dialogue, data, told
):
    page = send(lite_client, data, picture_alt=ALT)
    assert page.status_code == 422
    assert '<a href="#picture_file">' in page.text
    assert told in page.text
    assert "Välj bilden som du har beskrivit" not in page.text
    for words in ('value="Fler gungor"', "Kön är lång.", f'value="{ALT}"'):
        assert words in page.text
    assert (ideas(lite_session), kept(lite_session)) == ([], set())


def test_a_form_larger_than_any_photo_is_refused_as_a_whole(lite_client, lite_session, lite_dialogue):
    assert send(lite_client, b"x" * picture_form.LARGEST_FORM).status_code == 413
    assert ideas(lite_session) == []


def test_words_about_a_picture_need_a_picture_and_a_picture_needs_words(lite_client, lite_dialogue):
    alone = send(lite_client, picture_alt=ALT)
    assert alone.status_code == 422
    assert "Välj bilden som du har beskrivit." in alone.text
    wordless = send(lite_client, photo())
    assert wordless.status_code == 422
    assert '<a href="#picture_alt">' in wordless.text
    assert "Skriv vad bilden visar" in wordless.text
    assert carried(wordless)
    long = send(lite_client, picture=carried(wordless), picture_alt="ö" * 501)
    assert long.status_code == 422
    assert "Texten är 501 tecken lång" in long.text
    several = send(lite_client, picture=carried(wordless), picture_alt=[ALT, "Annat"])
    assert several.status_code == 422
    assert f"{ALT} Annat" in several.text


def test_a_picture_is_kept_over_a_mistake_the_similar_ideas_and_a_change_of_language(
    client, session, dialogue
):
    add_idea(session, dialogue, "Fler gungor")
    wrong = with_photo(client, title="")
    assert wrong.status_code == 422
    assert client.get(addresses(wrong)[0], headers=MODERN).data == MADE[0].small
    turned = send(client, picture=carried(wrong), picture_alt=ALT, choose="en")
    similar = send(client, picture=carried(turned), picture_alt=ALT)
    assert similar.status_code == 200
    assert "Liknande idéer finns" in similar.text
    assert client.get(addresses(similar)[0], headers=MODERN).data == MADE[0].small
    changed = press(client, similar, "Ändra min idé")
    assert client.get(addresses(changed)[0]).status_code == 200
    done = press(client, changed, "Skicka idén")
    assert done.status_code == 303
    idea = next(each for each in ideas(session) if each.picture_id)
    assert (idea.picture_id, idea.picture_alt) == (MADE[0].picture.id, ALT)


def test_a_picture_can_be_taken_away_and_changed_before_the_idea_is_sent(client, session, dialogue):
    wrong = with_photo(client, title="")
    client.post(NEW, data=typed(picture=carried(wrong), picture_alt=ALT, without_picture="1"))
    [idea] = ideas(session)
    assert (idea.picture_id, idea.picture_alt) == (None, "")
    send(client, photo(1), key="y" * 24, title="Annat", picture=carried(wrong), picture_alt="En boll")
    pictured = next(each for each in ideas(session) if each.picture_id)
    assert (pictured.picture_id, pictured.picture_alt) == (MADE[1].picture.id, "En boll")


def test_nobody_can_name_a_picture_that_their_form_was_not_given(lite_client, lite_session, lite_dialogue):
    idea = pictured_idea(lite_session, lite_dialogue, state="declined")
    make_dialogue(lite_session, slug="annan", board=lite_dialogue.board, idea_pictures=True)
    elsewhere = "/sv/dialogues/annan/ideas/new"
    theirs = carried(lite_client.post(elsewhere, data={"title": "", "picture_file": sent(photo())}))
    assert theirs
    for forged in (theirs, str(MADE[0].picture), idea.picture_id, "x.y.z", ""):
        page = send(lite_client, picture=forged, picture_alt=ALT)
        assert page.status_code == 422, forged
        assert addresses(page) == []


def test_a_picture_that_housekeeping_has_removed_is_asked_for_again(client, session, dialogue):
    wrong = with_photo(client, title="")
    session.query(StoredPicture).delete()
    session.commit()
    page = send(client, picture=carried(wrong), picture_alt=ALT)
    assert page.status_code == 422
    assert "Bilden finns inte kvar hos oss. Välj den igen." in page.text
    assert (carried(page), f'value="{ALT}"' in page.text) == ("", True)


def test_a_picture_that_cannot_be_kept_now_takes_nothing_else_with_it(
    lite_client, lite_dialogue, monkeypatch
):
    before = carried(with_photo(lite_client, title=""))

    def locked(*_args: object, **_facts: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(picture_form, "keep_of_resident", locked)
    page = send(lite_client, photo(1), picture=before, picture_alt=ALT)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert 'value="Fler gungor"' in page.text
    assert f'value="{ALT}"' in page.text
    assert lite_client.get(addresses(page)[0], headers=MODERN).data == MADE[0].small


def test_the_form_alone_shows_a_picture_that_no_idea_has(
    lite_client, lite_session, lite_dialogue, monkeypatch
):
    [address] = addresses(with_photo(lite_client, title=""))
    shown = lite_client.get(address)
    assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "no-store")
    assert lite_client.get(public(MADE[0].picture.id)).status_code == 404
    for headers in (
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document"},
    ):
        assert lite_client.get(address, headers=headers).status_code == 404
    assert lite_client.get(address[:-1]).status_code == 404
    make_dialogue(lite_session, slug="annan", board=lite_dialogue.board)
    assert lite_client.get(address.replace("skolgard", "annan")).status_code == 404
    monkeypatch.setattr(picture_form, "SEEN_SECONDS", -1)
    assert lite_client.get(address).status_code == 404


def test_only_so_many_pictures_are_taken_from_one_address_and_words_are_kept(
    lite_client, lite_session, lite_dialogue
):
    for _number in range(30):
        lite_client.post(NEW, data=typed(title=""))
    for number in range(30):
        assert with_photo(lite_client, title="").status_code == 422, number
    page = with_photo(lite_client)
    assert page.status_code == 422
    assert "Det har kommit många bilder från samma nät" in page.text
    assert 'value="Fler gungor"' in page.text
    assert send(lite_client).status_code == 303


@pytest.mark.parametrize("state", ["waiting", "declined"])
def test_before_an_idea_is_shown_its_picture_is_for_its_moderators_and_its_author(
    client, session, dialogue, state
):
    receipt = with_photo(client).location.removesuffix("/sent")
    session.execute(update(Idea).values(state=state))
    session.commit()
    picture = MADE[0].picture.id
    assert client.get(public(picture)).status_code == 404
    assert client.get(inside(picture)).status_code == 303
    own = client.get(receipt)
    assert f'alt="{ALT}"' in own.text
    mine = client.get(addresses(own)[0], headers=MODERN)
    assert (mine.data, mine.headers["Cache-Control"]) == (MADE[0].small, "no-store")
    assert client.get(addresses(own)[0].replace(receipt.split("/")[3], "bok7k")).status_code == 404
    sign_in(client, make_staff(session, Role.POLITICIAN))
    assert client.get(inside(picture)).status_code == 404
    sign_in(client, make_staff(session, Role.OFFICIAL))
    assert client.get(inside(picture), headers=MODERN).data == MADE[0].large
    assert client.get(public(picture)).status_code == 404
    page = client.get(f"/staff/dialogues/skolgard/ideas?group={state}")
    assert inside(picture).replace("large", "small") in page.text
    assert page.text.count(ALT) == 2


def test_a_published_picture_is_everybodys_until_the_idea_is_taken_away(client, session, dialogue):
    main = pictured_idea(session, dialogue, lang="en", title="Swings")
    joined = pictured_idea(session, dialogue, 1, state="joined", joined_to=main.id, title="Gungor")
    for picture in (main.picture_id, joined.picture_id):
        shown = client.get(public(picture), headers=MODERN)
        assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "private, max-age=600")
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
    page = client.get(f"{INDEX}/{main.number}").text
    assert f'alt="{ALT}" lang="en" dir="ltr" loading="lazy"' in page
    assert public(joined.picture_id, "small") in page
    listed = client.get(INDEX).text
    assert f'class="thumb" src="{public(main.picture_id, "small")}"' in listed
    assert public(main.picture_id, "large") not in listed
    session.execute(update(Idea).values(state="declined"))
    session.commit()
    assert client.get(public(main.picture_id)).status_code == 404
    session.execute(update(Idea).values(state="published"))
    session.execute(update(Dialogue).values(published_on=None, revision=Dialogue.revision + 1))
    session.commit()
    assert client.get(public(main.picture_id)).status_code == 404


def test_a_picture_that_a_question_shows_as_well_stays_public(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=question_set(picture_question()))
    idea = pictured_idea(lite_session, dialogue, state="waiting")
    shown = lite_client.get(public(idea.picture_id))
    assert "immutable" in shown.headers["Cache-Control"]


def test_housekeeping_removes_what_no_idea_took_and_keeps_what_ideas_have(client, session, dialogue):
    with_photo(client)
    send(client, photo(1), title="")
    session.execute(update(Idea).values(state="declined"))
    session.commit()
    assert remove_unused(session, days(1)) == 0
    assert remove_unused(session, days(2)) == 1
    assert remove_unused(session, days(UNUSED_DAYS + 5)) == 0
    session.commit()
    assert kept(session) == {MADE[0].picture.id}


def test_a_resident_does_not_shorten_how_long_a_picture_of_the_staff_is_kept(client, session, dialogue):
    pictured_idea(session, dialogue)
    session.query(Idea).delete()
    session.commit()
    with_photo(client, title="")
    assert session.query(StoredPicture).one().kept_on == days(0)


def test_the_archive_holds_the_pictures_of_all_ideas_and_what_they_show(app, session, dialogue):
    pictured_idea(session, dialogue)
    pictured_idea(session, dialogue, 1, title="Nej", state="declined")
    add_idea(session, dialogue, "", state="withdrawn")
    with (
        app.test_request_context("/sv/"),
        ZipFile(BytesIO(package(session, session.merge(dialogue)))) as file,
    ):
        files = {name: file.read(name) for name in file.namelist()}
    heads, *rows = table(files["ideer.csv"])
    told = {row[heads.index("bild")]: row[heads.index("bilden_visar")] for row in rows}
    assert told == {f"bilder/{MADE[number].picture.id}.jpg": ALT for number in (0, 1)}
    assert {files[name] for name in told} == {MADE[0].plain, MADE[1].plain}
    assert "idéerna" in files["innehall.txt"].decode()


def test_an_official_allows_pictures_in_the_dialogues_facts(lite_client, lite_session):
    make_municipality(lite_session)
    make_dialogue(lite_session, published_on=None)
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    page = lite_client.get("/staff/dialogues/skolgard/facts")
    follow(lite_client, press(lite_client, page, "do:save", {"idea_pictures": "1"}))
    lite_session.rollback()
    assert lite_session.query(Dialogue).one().idea_pictures is True


def test_the_rules_say_what_happens_with_pictures(lite_client, lite_session, lite_dialogue):
    assert "Vi gör bilden mindre" in lite_client.get(f"{INDEX}/rules").text
    lite_session.execute(
        update(Dialogue).values(idea_pictures=False, idea_prompt=in_all("?"), revision=Dialogue.revision + 1)
    )
    lite_session.commit()
    assert "Vi gör bilden mindre" not in lite_client.get(f"{INDEX}/rules").text
