"""Residents choose among pictures: each has words, says what it shows, and weighs little."""

import re
from dataclasses import replace

import pytest

from tests.factories import answers_form, days, make_dialogue, make_staff, question, question_set
from tests.forms import follow, press
from tests.pictures import MADE, keep_made, picture_options, picture_question
from tests.staff import sign_in
from webapp.domain.conditions import Chosen
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.domain.questions import QuestionSet, ready_option
from webapp.models import Answer

ADDRESS = "/sv/dialogues/skolgard/answer"
ASKED = question_set(picture_question(required=True, may_decline=True), question("two"))


def images(page: str) -> list[str]:
    return re.findall(r"<img [^>]*>", page)


def one_described(**alt: str) -> QuestionSet:
    """The first picture is described in these languages alone."""
    first, *others = picture_options()
    options = (replace(first, alt=alt), *others)
    return question_set(picture_question(options=options))


def test_each_picture_stands_in_the_label_of_its_choice_and_says_what_it_shows(lite_client, lite_session):
    keep_made(lite_session, make_dialogue(lite_session, questions=ASKED))
    page = lite_client.get(ADDRESS).text
    assert len(images(page)) == 3
    for made, word in zip(MADE, ("gunga", "boll", "lek"), strict=True):
        [image] = [each for each in images(page) if made.picture.id in each]
        assert f'alt="Bild av {word}"' in image
        assert f'width="{made.picture.width}" height="{made.picture.height}"' in image
        assert 'loading="lazy"' in image
        label = page.split(image)[0].rpartition("<label")[2] + page.split(image)[1].partition("</label>")[0]
        assert f'value="{word}"' in label
        for address in re.findall(r"/dialogues/[^ \"]+", image):
            assert lite_client.get(address).status_code == 200


def test_only_forms_with_pictures_load_their_styles(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=ASKED)
    assert "css/pictures.css" in lite_client.get(ADDRESS).text
    dialogue.questions = question_set()
    lite_session.commit()
    assert "css/pictures.css" not in lite_client.get(ADDRESS).text


def test_a_description_in_another_language_is_marked_with_it(lite_client, lite_session):
    make_dialogue(lite_session, questions=one_described(sv="En gunga"))
    assert 'alt="En gunga" lang="sv" dir="ltr"' in lite_client.get("/ar/dialogues/skolgard/answer").text
    assert 'alt="En gunga" loading' in lite_client.get(ADDRESS).text


def test_descriptions_that_break_out_of_their_attribute_cannot(lite_client, lite_session):
    make_dialogue(lite_session, questions=one_described(sv='"><script>alert(1)</script>'))
    page = lite_client.get(ADDRESS).text
    assert "<script>alert" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


def test_the_chosen_picture_stays_chosen_through_check_and_back_and_is_counted_once(client, session):
    make_dialogue(session, questions=ASKED)
    checked = press(client, client.get(ADDRESS), "do:check", {"q.one": "lek"})
    assert "<dd>\nLek\n" in checked.text
    assert images(checked.text) == []
    again = press(client, checked, "do:edit")
    assert re.search(r'value="lek"[^>]* checked', again.text)
    follow(client, press(client, press(client, again, "do:check"), "do:send"))
    assert [answer.value for answer in session.query(Answer)] == ["lek"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "Välj en bild."),
        ({"q.one": "cykel"}, ""),
        ({"q.one": ["boll", "lek"]}, ""),
        ({"q.one": MADE[0].picture.id}, ""),
    ],
)
def test_what_is_no_choice_is_refused_at_the_question(lite_client, lite_session, given, problem):
    dialogue = make_dialogue(lite_session, questions=ASKED)
    form = answers_form(fingerprint(dialogue.questions)) | given | {"q.two": "boll", "do": "check"}
    refused = lite_client.post(ADDRESS, data=form)
    assert refused.status_code == 422
    assert 'id="error-one"' in refused.text
    assert problem in refused.text
    assert re.search(r'name="q.two" value="boll"[^>]* checked', refused.text)


def test_none_and_other_stand_after_the_pictures_without_one(lite_client, lite_session):
    options = (*picture_options(), ready_option("none"), ready_option("other"))
    dialogue = make_dialogue(lite_session, questions=question_set(picture_question(options=options)))
    page = lite_client.get(ADDRESS).text
    assert page.index('value="lek"') < page.index('value="none"') < page.index('value="other"')
    assert len(images(page)) == 3
    form = answers_form(fingerprint(dialogue.questions)) | {"q.one.words": "En damm", "do": "check"}
    assert "En damm" in lite_client.post(ADDRESS, data=form).text


def test_shuffled_pictures_keep_their_descriptions(lite_client, lite_session):
    make_dialogue(lite_session, questions=question_set(picture_question(shuffled=True)))
    orders = set()
    for _time in range(20):
        page = lite_client.get(ADDRESS).text
        pairs = re.findall(r'alt="Bild av (\w+)".*?value="(\w+)"', page, re.DOTALL)
        assert all(described == chosen for described, chosen in pairs)
        orders.add(tuple(chosen for _described, chosen in pairs))
    assert len(orders) > 1


def test_a_later_question_can_depend_on_a_picture(lite_client, lite_session):
    later = question("two", condition=Chosen("one", "boll"))
    make_dialogue(lite_session, questions=question_set(picture_question(), later))
    assert "Svara bara om du valde ”Boll” på fråga 1." in lite_client.get(ADDRESS).text


def test_preview_and_entry_of_paper_answers_show_the_pictures_of_a_draft(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, questions=ASKED, published_on=None)
    keep_made(lite_session, dialogue)
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    page = lite_client.get("/staff/dialogues/skolgard/preview/sv/answer").text
    [address] = re.findall(rf'src="(/staff/[^"]+{MADE[0].picture.id}/small)"', page)
    assert lite_client.get(address).status_code == 200
    dialogue.published_on = days(-1)
    lite_session.commit()
    form = lite_client.get("/staff/dialogues/skolgard/enter/paper/sv")
    assert f'src="/dialogues/skolgard/pictures/{MADE[0].picture.id}/small"' in form.text
    checked = press(lite_client, form, "do:check", {"q.one": "boll"})
    follow(lite_client, press(lite_client, checked, "do:send"))
    assert [answer.value for answer in lite_session.query(Answer)] == ["boll"]
