"""Pages that are made once for everybody: nobody gets what belongs to another language, place or person."""

import gzip
import re
from datetime import UTC, datetime, timedelta

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import make_app
from tests.factories import days, in_all, make_dialogue, make_municipality, make_place, make_staff
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Dialogue, Municipality
from webapp.web.kept import LONGEST_BLOCK, closed, opened
from webapp.web.shelf import Shelf

PAGE = "/{}/dialogues/skolgard"
FORM = PAGE + "/answer"
KEY = re.compile(r'name="key" value="([^"]+)"')
ENCODINGS = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def fetched(client, address: str, encoding: str = "identity", **headers) -> str:
    """A page as a browser reads it that takes this encoding alone."""
    response = client.get(address, headers={"Accept-Encoding": encoding, **headers})
    assert response.status_code == 200, address
    assert response.headers.get("Content-Encoding", "identity") == encoding
    return ENCODINGS[encoding](response.data).decode()


@pytest.fixture
def dialogue(lite_session) -> Dialogue:
    make_municipality(lite_session)
    return make_dialogue(lite_session)


@pytest.mark.parametrize("address", [PAGE, FORM])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_language_is_read_in_its_own_pages(lite_client, dialogue, address, encoding):
    for _time in range(2):
        for lang, direction, title in (
            ("sv", "ltr", "Hur ska skolgården bli?"),
            ("ar", "rtl", "كيف تكون ساحة المدرسة؟"),
            ("en", "ltr", "What should the school yard be like?"),
        ):
            page = fetched(lite_client, address.format(lang), encoding)
            assert f'<html lang="{lang}" dir="{direction}">' in page
            assert title in page
            assert re.findall(r'href="/(\w+)/privacy"', page)[-1] == lang


@pytest.mark.parametrize("address", [PAGE, FORM])
def test_a_page_says_the_same_in_every_encoding(lite_client, dialogue, address):
    pages = {KEY.sub("", fetched(lite_client, address.format("sv"), encoding)) for encoding in ENCODINGS}
    assert len(pages) == 1


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_form_has_a_key_of_its_own(lite_client, dialogue, encoding):
    forms = [fetched(lite_client, FORM.format("sv"), encoding) for _time in range(20)]
    keys = [KEY.findall(form) for form in forms]
    assert {len(found) for found in keys} == {1}
    assert len({found[0] for found in keys}) == 20
    assert all(16 <= len(found[0]) <= 64 for found in keys)
    assert len({KEY.sub("", form) for form in forms}) == 1


def test_a_form_is_whole_even_if_its_words_are_those_that_stand_for_the_key(lite_client, lite_session):
    from webapp.answering.routes import KEY_TO_COME

    make_dialogue(lite_session, title=in_all(KEY_TO_COME))
    page = fetched(lite_client, FORM.format("sv"), "br")
    assert f"<h1>{KEY_TO_COME}</h1>" in page
    assert KEY.search(page)[1] != KEY_TO_COME


@pytest.mark.parametrize("address", [PAGE, FORM])
def test_a_place_is_carried_by_those_who_came_from_it_and_by_nobody_else(
    lite_client, lite_session, dialogue, address
):
    for code in ("bok7k", "torg2"):
        make_place(lite_session, dialogue, code)
    for _time in range(2):
        for mine, others in (("bok7k", "torg2"), ("torg2", "bok7k")):
            page = fetched(lite_client, f"{address.format('sv')}?p={mine}", "br")
            assert mine in page
            assert others not in page
        assert "bok7k" not in fetched(lite_client, address.format("sv"), "br")


@pytest.mark.parametrize("address", [PAGE, FORM])
def test_what_else_stands_in_an_address_is_not_shown_to_the_next(lite_client, dialogue, address):
    mine = fetched(lite_client, f"{address.format('sv')}?q=hemlighet&p=%22%3E%3Cb%3E&next=/mitt")
    assert "hemlighet" in mine
    others = fetched(lite_client, address.format("sv"))
    assert "hemlighet" not in others
    assert "mitt" not in others


def test_a_choice_of_language_is_remembered_for_the_one_who_chose(lite_app, dialogue):
    first, second = lite_app.test_client(), lite_app.test_client()
    assert "Set-Cookie" in first.get(PAGE.format("en") + "?choose=1").headers
    assert "Set-Cookie" not in second.get(PAGE.format("en")).headers


def test_a_change_of_the_dialogue_shows_at_once(lite_client, lite_session, dialogue):
    before = fetched(lite_client, PAGE.format("sv"), "br"), fetched(lite_client, FORM.format("sv"), "br")
    dialogue.title = in_all("En ny rubrik")
    lite_session.commit()
    after = fetched(lite_client, PAGE.format("sv"), "br"), fetched(lite_client, FORM.format("sv"), "br")
    assert all("Hur ska skolgården bli?" in page for page in before)
    assert all("En ny rubrik" in page and "Hur ska" not in page for page in after)


def test_the_next_day_the_page_knows_it(lite_app, lite_client, lite_session):
    make_dialogue(lite_session, closes_on=days(0))
    assert "Öppen nu" in fetched(lite_client, PAGE.format("sv"), "br")
    lite_app.config["NOW"] = lambda: datetime.now(UTC) + timedelta(days=1)
    assert "Öppen nu" not in fetched(lite_client, PAGE.format("sv"), "br")
    assert lite_client.get(FORM.format("sv")).status_code == 200
    assert "Dialogen är stängd" in fetched(lite_client, FORM.format("sv"))


def test_the_municipalitys_new_number_shows_when_it_has_been_read_anew(lite_app, lite_session, dialogue):
    client = lite_app.test_client()
    assert "0500-100 00" in fetched(client, PAGE.format("sv"), "br")
    lite_session.query(Municipality).update({"phone": "0500-999 99"})
    lite_session.commit()
    lite_app.extensions.pop("municipality")
    assert "0500-999 99" in fetched(client, PAGE.format("sv"), "br")


@pytest.mark.parametrize("address", [PAGE, FORM])
def test_what_staff_look_at_first_is_what_residents_then_see(
    sqlite_url, lite_client, lite_session, dialogue, address
):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL, name="Ovanligt Namn"))
    lite_client.get(f"/staff/dialogues/skolgard/preview/sv{'/answer' if address == FORM else ''}")
    made_by_staff = fetched(lite_client, address.format("sv"))
    fresh = make_app(sqlite_url).test_client()
    assert KEY.sub("", made_by_staff) == KEY.sub("", fetched(fresh, address.format("sv")))
    assert "Ovanligt Namn" not in made_by_staff


def test_the_receipts_part_about_the_dialogue_is_in_the_readers_language(lite_client, dialogue):
    from tests.answering.test_journey import form_for

    sent = lite_client.post("/sv/dialogues/skolgard/answer", data=form_for(dialogue)).location
    for _time in range(2):
        assert "Så mycket kan du påverka" in fetched(lite_client, sent)
        english = fetched(lite_client, sent.replace("/sv/", "/en/"))
        assert "Så mycket kan du påverka" not in english
        assert "14" in english or dialogue.contact_name in english


def test_a_receipts_address_is_not_kept_in_memory(lite_app, lite_client, dialogue):
    from tests.answering.test_journey import form_for

    sent = lite_client.post("/sv/dialogues/skolgard/answer", data=form_for(dialogue)).location
    code = sent.split("/")[3]
    assert code in fetched(lite_client, sent)
    fetched(lite_client, f"/sv/receipt/{code}")
    kept = [lite_app.extensions[name]._kept for name in ("texts", "addresses")]
    assert len(kept[1]) > 0
    assert code not in repr(kept)


@given(st.text(), st.text(max_size=300))
def test_a_stream_and_its_end_unpack_to_both(text, end):
    assert brotli.decompress(opened(text) + closed(end)).decode() == text + end


@pytest.mark.parametrize("length", [0, 1, LONGEST_BLOCK - 1, LONGEST_BLOCK, LONGEST_BLOCK + 1, 200_000])
def test_an_end_of_any_length_is_whole(length):
    assert brotli.decompress(opened("början ") + closed("x" * length)).decode() == "början " + "x" * length


def test_a_shelf_lets_go_of_what_was_used_longest_ago():
    shelf, made = Shelf(2), []

    def take(key: str) -> str:
        return shelf.take(key, lambda: made.append(key) or key)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert take(key) == key
    assert made == ["a", "b", "c", "b"]
