"""Pictures travel inside our own file byte for byte; anything else there is made anew or refused."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.conftest import SECRET
from tests.editing.pages import draft
from tests.factories import make_dialogue, make_municipality, question_set
from tests.forms import follow, press
from tests.interchange.test_pages import HERE, stored, upload
from tests.pictures import MADE, drawn, file, keep_made, photo, picture_question
from tests.web.test_picture_files import HTML, SVG, png
from webapp.cli import commands
from webapp.domain.pictures import MOST_PICTURES
from webapp.domain.questions import AnswerOption
from webapp.interchange.files import import_file
from webapp.interchange.question_file import write
from webapp.interchange.remarks import ImportRefused
from webapp.interchange.xlsform_out import write_xlsform
from webapp.models import StoredPicture

ASKED = question_set(picture_question())
FILES = {each.picture.id: each.large for each in MADE}


def document(files: dict[str, bytes] | None = None) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(write(ASKED, {"sv": "Parken"}, "sv", FILES if files is None else files))
    return held


def refusal(content: dict[str, Any]) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        import_file(json.dumps(content).encode())
    return caught.value


def kept(session) -> dict[str, bytes]:
    session.rollback()
    return dict(session.execute(select(StoredPicture.id, StoredPicture.large)).all())


def test_a_set_with_pictures_goes_from_one_installation_to_the_next_and_back_without_loss(client, session):
    keep_made(session, draft(client, session, questions=ASKED))
    first = client.get(f"{HERE}/export/questions.json").data
    assert {id_: b64decode(each) for id_, each in json.loads(first)["pictures"].items()} == FILES
    session.query(StoredPicture).delete()
    session.commit()
    assert kept(session) == {}
    page = follow(client, press(client, upload(client, first, "frågor.json"), "Byt ut frågorna"))
    assert "1 fråga är inlagd." in page.text
    assert stored(session) == ASKED
    assert kept(session) == FILES
    assert client.get(f"{HERE}/export/questions.json").data == first


def test_a_file_of_pictures_that_is_larger_than_other_forms_is_read(lite_client, lite_session):
    draft(lite_client, lite_session, questions=ASKED)
    data = json.dumps(document() | {"title": {}}).encode() + b" " * 3_000_000
    assert "Byt ut frågorna" in upload(lite_client, data, "frågor.json").text


def test_any_other_picture_is_made_anew_under_its_own_name():
    content = document()
    [first, *_others] = content["pictures"]
    content["pictures"][first] = b64encode(photo(5) + b"secret <script>").decode()
    found = import_file(json.dumps(content).encode())
    shown = found.question_set.asked[0].options[0].picture
    assert shown is not None
    assert shown.id != first
    assert set(found.pictures) == {shown.id, MADE[1].picture.id, MADE[2].picture.id}
    assert b"secret" not in found.pictures[shown.id].large


@pytest.mark.parametrize(
    "data",
    [b"", HTML, SVG, png(30_000, 30_000), photo()[:-300], MADE[0].large[:-20], file(drawn(), "TIFF")],
)
def test_a_file_that_cannot_be_shown_refuses_the_whole_set_and_says_which(data):
    content = document()
    content["pictures"][MADE[1].picture.id] = b64encode(data).decode()
    refused = refusal(content)
    assert refused.code == "json-picture"
    assert refused.problems[0].sheet == f"pictures.{MADE[1].picture.id}"[:60]


@pytest.mark.parametrize("written", ["not base64!", "====", "AAA", "åäö"])
def test_what_is_not_base64_is_refused(written):
    content = document()
    content["pictures"][MADE[1].picture.id] = written
    assert refusal(content).code == "json-picture"


def test_a_picture_that_is_not_in_the_file_is_missed_at_its_question():
    content = document()
    del content["pictures"][MADE[1].picture.id]
    refused = refusal(content)
    assert (refused.code, refused.problems[0].sheet) == ("json-no-picture", "one")


def test_pictures_that_no_question_shows_are_left_behind():
    content = document()
    content["pictures"]["0" * 32] = b64encode(photo(9)).decode()
    assert set(import_file(json.dumps(content).encode()).pictures) == set(FILES)


def test_only_questions_about_pictures_have_any_and_not_too_many():
    other = document()
    other["sections"][0]["questions"][0]["kind"] = "single"
    assert refusal(other).code == "json-value"
    many = document()
    options = many["sections"][0]["questions"][0]["options"]
    options += [{"id": f"o{number}", "text": {"sv": "x"}} for number in range(MOST_PICTURES)]
    assert refusal(many).code == "json-value"


def test_the_size_that_a_file_claims_is_not_believed():
    content = document()
    content["sections"][0]["questions"][0]["options"][0]["picture"]["height"] = 960
    assert import_file(json.dumps(content).encode()).question_set == ASKED


def test_the_command_brings_the_pictures_along(session, database_url, monkeypatch, tmp_path):
    make_municipality(session)
    make_dialogue(session, questions=question_set())
    path = tmp_path / "frågor.json"
    path.write_bytes(write(ASKED, {}, "sv", FILES))
    for name, value in {"SECRET_KEY": SECRET, "DATABASE_URL": database_url}.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(commands, ["import-questions", str(path), "--dialogue", "skolgard"])
    assert done.exit_code == 0, done.output
    assert stored(session) == ASKED
    assert kept(session) == FILES


def test_pictures_that_have_gone_before_the_set_is_confirmed_are_asked_for_again(lite_client, lite_session):
    draft(lite_client, lite_session, questions=question_set())
    found = upload(lite_client, json.dumps(document()).encode(), "frågor.json")
    lite_session.query(StoredPicture).delete()
    lite_session.commit()
    refused = press(lite_client, found, "Byt ut frågorna")
    assert refused.status_code == 422
    assert "Bilderna i filen finns inte kvar hos oss. Välj filen igen." in refused.text


def test_a_workbook_carries_the_words_and_says_that_the_pictures_stay_behind(lite_client, lite_session):
    keep_made(lite_session, draft(lite_client, lite_session, questions=ASKED))
    again = import_file(write_xlsform(ASKED, {"sv": "Parken"}, "sv")).question_set.asked[0]
    words = tuple(AnswerOption(each.id, each.text) for each in ASKED.asked[0].options)
    assert (again.kind, again.options) == ("single", words)
    page = lite_client.get(f"{HERE}/export").text
    assert "Fråga 1" in page.split('id="notes"')[1]


def test_an_option_keeps_a_description_without_a_picture():
    first, *others = picture_question().options
    bare = replace(first, picture=None)
    asked = question_set(picture_question(options=(bare, *others)))
    assert import_file(write(asked, {}, "sv", FILES)).question_set == asked
