"""Officials compose a choice among pictures: files are taken in, described, kept through every mistake."""

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.editing.pages import draft, fresh, texts
from tests.factories import answers_form, days, in_all, question, question_set
from tests.forms import follow, press
from tests.pictures import MADE, drawn, file, keep_made, photo, picture_question, sent
from tests.staff import csrf_of
from tests.web.test_picture_files import HTML, SVG, png
from webapp.domain.documents import fingerprint
from webapp.domain.pictures import MOST_PICTURES
from webapp.domain.questions import Question
from webapp.models import Dialogue, StoredPicture
from webapp.web.picture_files import LARGEST_FILE

HERE = "/staff/dialogues/skolgard"
NEW = f"{HERE}/sections/s1/add/picture"
ONE = f"{HERE}/questions/one"


def filled_in(*, pictures: bool = True) -> dict[str, Any]:
    """A new question with two pictures."""
    given: dict[str, Any] = texts("text", "Vilken skiss?")
    for place, word in enumerate(("Park", "Torg")):
        given |= texts(f"option.{place}", word) | texts(f"option.{place}.alt", f"Skiss av {word}")
        if pictures:
            given[f"option.{place}.file"] = sent(photo(place))
    return given


def last(session) -> Question:
    asked: Question = fresh(session).query(Dialogue).one().questions.sections[0].questions[-1]
    return asked


def kept(session) -> int:
    return fresh(session).query(StoredPicture).count()


def thumbs(page: str) -> list[str]:
    return re.findall(r'<img class="thumb" src="([^"]+)"', page)


def test_a_choice_among_pictures_is_made_with_its_files_texts_and_descriptions(client, session):
    draft(client, session, questions=question_set(question("one")))
    form = client.get(NEW)
    assert 'enctype="multipart/form-data"' in form.text
    follow(client, press(client, form, "do:save", filled_in()))
    made = last(session)
    assert [option.text["sv"] for option in made.options] == ["Park", "Torg"]
    assert [option.alt for option in made.options] == [in_all("Skiss av Park"), in_all("Skiss av Torg")]
    assert [option.picture for option in made.options] == [each.picture for each in MADE[:2]]
    assert kept(session) == 2
    page = client.get(f"{HERE}/questions/{made.id}")
    assert len(thumbs(page.text)) == 2
    for address in thumbs(page.text):
        assert client.get(address).status_code == 200
    follow(client, press(client, page, "do:save"))
    assert last(session) == made


def test_what_is_lacking_is_said_at_its_field_and_pictures_sent_once_stay(client, session):
    draft(client, session, questions=question_set(question("one")))
    given = filled_in() | {"option.0.alt.sv": "", "option.1.sv": "", "option.1.en": "", "option.1.ar": ""}
    refused = press(client, client.get(NEW), "do:save", given)
    assert refused.status_code == 422
    for anchor, words in (
        ("option-0-alt-sv", "Skriv vad bilden visar, för den som inte ser den."),
        ("option-1-sv", "Skriv en text till bilden."),
    ):
        assert f'<a href="#{anchor}">{words}' in refused.text
        assert f'id="{anchor}-error"' in refused.text
    assert 'value="Skiss av Torg"' in refused.text
    assert len(thumbs(refused.text)) == 2
    follow(client, press(client, refused, "do:save", {"option.0.alt.sv": "En park", "option.1.sv": "Torget"}))
    assert [option.picture for option in last(session).options] == [each.picture for each in MADE[:2]]


def test_an_option_without_a_picture_is_refused_at_its_file_field(lite_client, lite_session):
    draft(lite_client, lite_session, questions=question_set(question("one")))
    refused = press(lite_client, lite_client.get(NEW), "do:save", filled_in(pictures=False))
    assert refused.status_code == 422
    assert '<a href="#option-0-file">Välj en bild.' in refused.text
    assert refused.text.count('id="option-1-file-error"') == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Filen är tom."),
        (HTML, "Filen är ingen bild"),
        (SVG, "Filen är ingen bild"),
        (png(30_000, 30_000), "högst 50 miljoner bildpunkter"),
        (file(drawn(size=(400, 300)))[:-200], "Filen är inte hel."),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "Spara den som JPEG"),
        (b"\xff\xd8" + bytes(LARGEST_FILE), "högst 10 MB"),
        (file(drawn(size=(1, 1))), "minst 40 bildpunkter"),
    ],
)
def test_a_file_that_cannot_be_shown_is_refused_at_its_field_and_the_rest_is_kept(
    lite_client, lite_session, data, words
):
    draft(lite_client, lite_session, questions=question_set(question("one")))
    given = filled_in() | {"option.1.file": sent(data, "../../<script>.jpg")}
    refused = press(lite_client, lite_client.get(NEW), "do:save", given)
    assert refused.status_code == 422
    assert refused.text.count('<a href="#option-1-file">') == 1
    assert words in refused.text.split('id="option-1-file-error"')[1].split("</p>")[0]
    assert "option-0-file-error" not in refused.text
    assert "alert(1)" not in refused.text
    assert 'value="Skiss av Torg"' in refused.text
    assert len(thumbs(refused.text)) == 1
    again = press(lite_client, refused, "do:save", {"option.1.file": sent(photo(2))})
    follow(lite_client, again)
    assert last(lite_session).options[1].picture == MADE[2].picture


@pytest.mark.parametrize("button", ["do:add", "do:down:0", "do:pictures", "do:remove:0"])
def test_every_button_takes_the_chosen_files_in(lite_client, lite_session, button):
    draft(lite_client, lite_session, questions=question_set(question("one")))
    form = lite_client.get(NEW)
    pressed = press(lite_client, form, button, filled_in())
    assert pressed.status_code == 200
    left = 1 if "remove" in button else 2
    assert len(thumbs(pressed.text)) == left
    first = "Torg" if button in {"do:down:0", "do:remove:0"} else "Park"
    assert f'name="option.0.alt.sv" value="Skiss av {first}"' in pressed.text
    assert kept(lite_session) == 2
    assert len(fresh(lite_session).query(Dialogue).one().questions.asked) == 1


def test_a_photo_of_some_megabytes_is_taken_in(lite_client, lite_session):
    draft(lite_client, lite_session, questions=question_set(question("one")))
    photo_file = file(Image.effect_noise((3200, 2400), 90).convert("RGB"), quality=85)
    assert len(photo_file) > 3_000_000
    given = filled_in() | {"option.0.file": sent(photo_file), "option.1.file": sent(photo_file)}
    follow(lite_client, press(lite_client, lite_client.get(NEW), "do:save", given))
    assert kept(lite_session) == 1


def test_a_form_too_large_for_everybody_else_is_refused_to_who_is_not_signed_in(lite_app, lite_session):
    client = lite_app.test_client()
    draft(client, lite_session, questions=question_set(question("one")))
    stranger = lite_app.test_client()
    large = {"option.0.file": (BytesIO(bytes(3_000_000)), "x.jpg")}
    assert stranger.post(NEW, data=large).status_code == 413
    assert kept(lite_session) == 0


def test_more_pictures_than_a_page_can_bear_are_refused(lite_client, lite_session):
    draft(lite_client, lite_session, questions=question_set(question("one")))
    given: dict[str, Any] = texts("text", "Vilken?")
    for place in range(MOST_PICTURES + 1):
        given |= {f"option.{place}.id": ""} | texts(f"option.{place}", f"Bild {place}")
    refused = press(lite_client, lite_client.get(NEW), "do:save", given)
    assert refused.status_code == 422
    assert f"Högst {MOST_PICTURES} får plats." in refused.text


@pytest.mark.parametrize("named", ["0" * 32 + "-80x60", f"{MADE[0].picture.id}-640x640", "../x", "x" * 5000])
def test_a_picture_that_is_not_kept_here_cannot_be_shown(lite_client, lite_session, named):
    dialogue = draft(lite_client, lite_session, questions=question_set(question("one")))
    keep_made(lite_session, dialogue)
    pressed = press(lite_client, lite_client.get(NEW), "do:pictures", filled_in())
    refused = press(lite_client, pressed, "do:save", {"option.0.picture": named})
    assert refused.status_code == 422
    assert 'id="option-0-file-error"' in refused.text
    assert 'value="Skiss av Park"' in refused.text
    assert last(lite_session).kind == "single"


def test_a_picture_is_exchanged_and_the_other_stays(lite_client, lite_session):
    dialogue = draft(lite_client, lite_session, questions=question_set(picture_question()))
    keep_made(lite_session, dialogue)
    other = sent(photo(7))
    follow(lite_client, press(lite_client, lite_client.get(ONE), "do:save", {"option.1.file": other}))
    before, after = picture_question(), last(lite_session)
    assert [option.id for option in after.options] == [option.id for option in before.options]
    assert after.options[0] == before.options[0]
    assert after.options[1].picture not in {each.picture for each in MADE}


def test_two_who_change_one_question_see_no_identifiers_of_pictures(lite_app, lite_client, lite_session):
    dialogue = draft(lite_client, lite_session, questions=question_set(picture_question()))
    keep_made(lite_session, dialogue)
    mine, theirs = lite_client.get(ONE), lite_client.get(ONE)
    follow(lite_client, press(lite_client, theirs, "do:save", {"option.0.alt.sv": "Deras ord"}))
    clash = press(lite_client, mine, "do:save", {"option.0.alt.sv": "Mina ord"})
    assert clash.status_code == 409
    table = clash.text.split("<table>")[1].split("</table>")[0]
    assert "Deras ord" in table
    assert "Mina ord" in table
    assert MADE[0].picture.id not in table


def test_after_the_first_answer_only_missing_descriptions_can_be_filled_in(client, session):
    first, *others = picture_question().options
    bare = type(first)(first.id, first.text, picture=first.picture, alt={"sv": "En gunga"})
    asked = question_set(picture_question(options=(bare, *others)))
    dialogue = draft(client, session, questions=asked, published_on=days(-6))
    keep_made(session, dialogue)
    form = answers_form(fingerprint(asked), q_one="gunga", do="send")
    assert client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
    page = client.get(ONE)
    assert "option.0.file" not in page.text
    follow(client, press(client, page, "do:save", {"option.0.alt.en": "A swing"}))
    assert last(session).options[0].alt == {"sv": "En gunga", "en": "A swing"}
    frozen = press(client, client.get(ONE), "do:save", {"option.0.alt.sv": "Något annat"})
    assert frozen.status_code == 409
    token = csrf_of(client.get(ONE))
    changed = {"csrf_token": token, "do": "save", "option.0.picture": str(MADE[1].picture)}
    assert client.post(ONE, data=changed).status_code == 409
    assert last(session).options[0].picture == MADE[0].picture


def test_missing_pictures_and_descriptions_keep_a_dialogue_from_opening(lite_client, lite_session):
    first, second, third = picture_question().options
    options = (type(first)(first.id, first.text, picture=first.picture), type(first)("b", second.text), third)
    draft(lite_client, lite_session, questions=question_set(picture_question(options=options)))
    page = lite_client.get(HERE).text
    assert "En bild saknar beskrivning." in page
    assert "Ett svarsalternativ saknar bild." in page


def test_a_description_that_a_language_lacks_is_told_at_its_own_field(lite_client, lite_session):
    first, *others = picture_question().options
    bare = type(first)(first.id, first.text, picture=first.picture, alt={"sv": "En gunga", "en": "A swing"})
    draft(lite_client, lite_session, questions=question_set(picture_question(options=(bare, *others))))
    page = lite_client.get(HERE).text
    assert f'href="{ONE}#option-0-alt-ar"' in page
    assert "Beskrivningen av bilden vid svarsalternativ 1 saknas på arabiska." in page
    assert 'id="option-0-alt-ar"' in lite_client.get(ONE).text
