"""Residents sign in with an e-identity before they answer; what is stored is a mark, apart from answers."""

import base64
import hashlib
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from tests.answering.test_concurrency import together
from tests.answering.test_no_link_to_codes import everything
from tests.codes import form_of
from tests.factories import days, make_dialogue
from tests.provider import provider, set_provider
from webapp.models import Participation, Response

FORM = "/sv/dialogues/skolgard/answer"
START = "/sv/dialogues/skolgard/identify"


@pytest.fixture(scope="module")
def idp():
    with provider() as running:
        yield running


@pytest.fixture
def dialogue(app, session, idp):
    set_provider(app, idp.base)
    return make_dialogue(session, mode_name="e_identity")


def local(address: str) -> str:
    parts = urlsplit(address)
    assert parts.netloc == "localhost", address
    return f"{parts.path}?{parts.query}"


def signs_in(client, idp, person="anna"):
    """The page that follows on the provider's answer."""
    return client.get(local(idp.identifies(client.get(START).location, person)))


def asked_form(client, dialogue, address=FORM, **fields):
    """The form as it was made for whoever has signed in, filled in."""
    made_for = re.search('name="who" value="([^"]+)"', client.get(address).text)
    assert made_for
    return form_of(dialogue, **fields) | {"who": made_for[1]}


def stored(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


def test_a_resident_signs_in_answers_and_has_then_answered(app, client, session, dialogue, idp):
    asked = client.get(FORM)
    assert "Legitimera dig först" in asked.text
    assert START in asked.text
    back = signs_in(client, idp)
    assert (back.status_code, back.location) == (303, FORM)
    assert "Du är legitimerad." in client.get(FORM).text
    form = asked_form(client, dialogue)
    sent = client.post(FORM, data=form)
    assert sent.status_code == 303
    assert client.post(FORM, data=form).location == sent.location
    assert stored(session) == 1
    other_phone = app.test_client()
    signs_in(other_phone, idp)
    assert "Du har redan svarat" in other_phone.get(FORM).text
    typed = form_of(dialogue, key="another" * 4, **{"q.short": "Backen"})
    refused = other_phone.post(FORM, data=typed | {"who": form["who"]})
    assert refused.status_code == 409
    assert "Backen" in refused.text
    assert stored(session) == 1


def test_what_is_asked_of_the_provider_is_bound_to_this_sign_in(client, dialogue, idp):
    idp.asked.clear()
    asked = parse_qs(urlsplit(client.get(START).location).query)
    assert asked["scope"] == ["openid"]
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://localhost/e-identity/back"]
    assert len(asked["state"][0]) >= 43
    assert asked["nonce"] != asked["state"]
    started = client.get(START)
    challenge = parse_qs(urlsplit(started.location).query)["code_challenge"][0]
    client.get(local(idp.identifies(started.location)))
    [sent] = idp.sent_to("/oauth2/token")
    digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


def test_nothing_is_asked_of_the_provider_before_the_press(client, dialogue, idp):
    idp.asked.clear()
    for address in ("/sv/dialogues/skolgard", FORM, "/sv/"):
        page = client.get(address)
        assert idp.base not in page.text
        assert idp.base not in page.headers["Content-Security-Policy"]
    assert idp.asked == []


def test_who_it_is_is_stored_nowhere_and_carried_nowhere(client, session, dialogue, idp):
    signs_in(client, idp, "197001011234")
    carried = client.get_cookie("identified")
    assert carried is not None
    assert "197001011234" not in carried.decoded_value
    assert client.get_cookie("signing_in") is None
    sent = client.post(FORM, data=asked_form(client, dialogue))
    assert sent.status_code == 303
    assert client.get_cookie("identified") is None
    whole = repr(everything(session))
    assert "197001011234" not in whole
    assert hashlib.sha256(b"197001011234").hexdigest()[:32] not in whole
    assert len(session.scalars(select(Participation.marks)).one()) == 16


def test_one_person_is_another_in_each_dialogue(app, session, dialogue, idp):
    make_dialogue(session, slug="parken", board=dialogue.board, mode_name="e_identity")
    for slug in ("skolgard", "parken"):
        client = app.test_client()
        started = client.get(START.replace("skolgard", slug))
        client.get(local(idp.identifies(started.location)))
        address = FORM.replace("skolgard", slug)
        assert (
            client.post(address, data=asked_form(client, dialogue, address, key=slug * 5)).status_code == 303
        )
    session.rollback()
    one, other = session.scalars(select(Participation.marks))
    assert one != other


def test_a_sign_in_for_one_dialogue_is_none_for_another(client, session, dialogue, idp):
    make_dialogue(session, slug="parken", board=dialogue.board, mode_name="e_identity")
    signs_in(client, idp)
    assert "Legitimera dig först" in client.get(FORM.replace("skolgard", "parken")).text


def test_one_person_from_many_phones_at_once_is_one_response(app, session, dialogue, idp):
    clients = [app.test_client() for _phone in range(4)]
    for client in clients:
        signs_in(client, idp, "bertil")
    filled_in = [
        asked_form(client, dialogue, key=f"phone number {place:012}") for place, client in enumerate(clients)
    ]

    def send(place: int) -> int:
        return clients[place].post(FORM, data=filled_in[place]).status_code

    assert sorted(together(4, send)) == [303, 409, 409, 409]
    assert stored(session) == 1


def test_who_has_not_signed_in_cannot_send_and_keeps_what_was_typed(client, session, dialogue):
    refused = client.post(FORM, data=form_of(dialogue, **{"q.short": "Backen"}))
    assert refused.status_code == 422
    assert "Du behöver legitimera dig en gång till." in refused.text
    assert "Backen" in refused.text
    assert "again=1" in refused.text
    assert stored(session) == 0


def test_a_form_is_never_sent_as_somebody_elses(app, client, session, dialogue, idp):
    signs_in(client, idp, "anna")
    annas = asked_form(client, dialogue)
    signs_in(client, idp, "bertil")
    refused = client.post(FORM, data=annas)
    assert refused.status_code == 422
    assert "Du behöver legitimera dig en gång till." in refused.text
    assert stored(session) == 0
    assert client.post(FORM, data=asked_form(client, dialogue, key="bertils " * 3)).status_code == 303
    signs_in(client, idp, "anna")
    assert client.post(FORM, data=annas).status_code == 303
    assert stored(session) == 2


def test_signing_in_again_beside_the_form_leads_back_to_it(client, session, dialogue, idp):
    signs_in(client, idp)
    form = asked_form(client, dialogue)
    client.delete_cookie("identified")
    started = client.get(f"{START}?again=1")
    shown = client.get(local(idp.identifies(started.location)))
    assert "Gå tillbaka till fliken där du svarade." in shown.text
    assert client.post(FORM, data=form).status_code == 303
    assert stored(session) == 1


def test_cancelling_is_told_and_can_be_tried_again(client, dialogue, idp):
    shown = client.get(local(idp.is_refused(client.get(START).location)))
    assert shown.status_code == 200
    assert "Du avbröt legitimeringen" in shown.text
    assert START in shown.text


def test_an_answer_that_is_used_again_is_refused(app, client, dialogue, idp):
    back = local(idp.identifies(client.get(START).location))
    assert client.get(back).status_code == 303
    again = client.get(back)
    assert again.status_code == 400
    assert "Legitimeringen gick inte igenom" in again.text
    stranger = app.test_client().get(back)
    assert stranger.status_code == 400


def test_the_answer_to_another_sign_in_is_refused(app, client, dialogue, idp):
    theirs = local(idp.identifies(app.test_client().get(START).location, "eva"))
    mine = client.get(START).location
    assert client.get(theirs).status_code == 400
    state = parse_qs(urlsplit(mine).query)["state"][0]
    client.get(START)
    forged = f"/e-identity/back?state={state}&code={parse_qs(urlsplit(theirs).query)['code'][0]}"
    assert client.get(forged).status_code == 400


def test_a_code_slipped_into_another_sign_in_is_refused_by_its_nonce(app, client, dialogue, idp):
    theirs = parse_qs(urlsplit(idp.identifies(app.test_client().get(START).location, "eva")).query)
    state = parse_qs(urlsplit(client.get(START).location).query)["state"][0]
    refused = client.get(f"/e-identity/back?state={state}&code={theirs['code'][0]}")
    assert refused.status_code == 400
    assert "Legitimeringen gick inte igenom" in refused.text
    assert client.get_cookie("identified") is None


@pytest.mark.parametrize("query", ["", "?state=x", "?state=x&code=y", "?error=x", "?code=%00&state=%ff"])
def test_whatever_else_comes_back_is_refused_kindly(client, dialogue, query):
    assert client.get(f"/e-identity/back{query}").status_code == 400
    client.get(START)
    assert client.get(f"/e-identity/back{query}").status_code == 400


def test_a_code_that_the_provider_does_not_know_is_refused(client, dialogue, idp):
    state = parse_qs(urlsplit(client.get(START).location).query)["state"][0]
    refused = client.get(f"/e-identity/back?state={state}&code=guessed")
    assert refused.status_code == 400
    assert "Legitimeringen gick inte igenom" in refused.text


@pytest.mark.parametrize(("seconds", "status"), [(-60, 303), (-600, 400)])
def test_clocks_may_differ_a_little_and_no_more(lite_app, lite_session, seconds, status):
    make_dialogue(lite_session, mode_name="e_identity")
    with provider(timedelta(seconds=seconds)) as idp:
        set_provider(lite_app, idp.base)
        client = lite_app.test_client()
        back = local(idp.identifies(client.get(START).location))
        assert client.get(back).status_code == status


def test_a_provider_that_is_away_is_told_before_and_after_the_sign_in(lite_app, lite_session):
    make_dialogue(lite_session, mode_name="e_identity")
    client = lite_app.test_client()
    with provider() as idp:
        set_provider(lite_app, idp.base)
        back = local(idp.identifies(client.get(START).location))
    away = client.get(back)
    assert away.status_code == 503
    assert "svarar inte" in away.text
    set_provider(lite_app, idp.base)
    before = client.get(START)
    assert before.status_code == 503
    assert "Det går inte att legitimera sig just nu" in before.text


def test_without_a_provider_the_page_says_how_to_answer_instead(lite_client, lite_session):
    make_dialogue(lite_session, mode_name="e_identity")
    shown = lite_client.get(FORM)
    assert "svara på papper" in shown.text
    assert START not in shown.text
    assert lite_client.get(START).status_code == 404


def test_only_open_dialogues_that_ask_for_it_lead_to_the_provider(client, session, dialogue):
    make_dialogue(session, slug="oppen", board=dialogue.board)
    past = {"opens_on": days(-9), "closes_on": days(-1)}
    make_dialogue(session, slug="stangd", board=dialogue.board, mode_name="e_identity", **past)
    for slug in ("oppen", "stangd", "finns-inte"):
        assert client.get(START.replace("skolgard", slug)).status_code == 404
