"""The preview is the residents' own pages in a frame of ours; nothing is ever stored by it."""

import re

from flask.testing import FlaskClient

from tests.editing.pages import create, draft, slug_of
from tests.factories import make_staff
from tests.forms import forms, press
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.models import Answer, Response

HERE = "/staff/dialogues/skolgard/preview"


def test_only_these_pages_can_be_framed_and_only_by_ours(lite_client, lite_session):
    draft(lite_client, lite_session)
    outer = lite_client.get(HERE)
    assert "frame-src 'self'" in outer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in outer.headers["Content-Security-Policy"]
    assert outer.headers["X-Frame-Options"] == "DENY"
    for inner in (f"{HERE}/sv", f"{HERE}/ar/answer"):
        headers = lite_client.get(inner).headers
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert "frame-src" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
    elsewhere = lite_client.get("/staff/dialogues/skolgard").headers
    assert "frame-ancestors 'none'" in elsewhere["Content-Security-Policy"]
    assert "frame-src" not in elsewhere["Content-Security-Policy"]


def test_every_link_inside_keeps_to_the_preview(lite_client, lite_session):
    draft(lite_client, lite_session)
    for inner in (f"{HERE}/sv", f"{HERE}/en/answer"):
        page = lite_client.get(inner).text
        for link in re.findall(r'(?:href|action|formaction|hx-post)="(/[^"]*)"', page):
            assert link.startswith((HERE, "/static/")), link


def test_another_language_inside_does_not_change_the_officials_own(lite_client, lite_session):
    draft(lite_client, lite_session)
    page = lite_client.get(f"{HERE}/ar")
    assert '<html lang="ar" dir="rtl">' in page.text
    assert f'href="{HERE}/en"' in page.text
    form = lite_client.get(f"{HERE}/sv/answer")
    assert "Set-Cookie" not in press(lite_client, form, "do:check", {"choose": "1", "q.one": "gunga"}).headers
    assert '<html lang="sv"' in lite_client.get("/staff/dialogues").text


def test_answers_are_tried_out_and_never_stored(client, session):
    draft(client, session)
    form = client.get(f"{HERE}/sv/answer")
    assert press(client, form, "do:check").status_code == 422
    pressed = press(client, form, "press:rank:boll:up")
    assert pressed.status_code == 200
    assert 'name="q.rank.boll" value="1"' in pressed.text
    checked = press(client, form, "do:check", {"q.one": "gunga"})
    assert "Kontrollera dina svar" in checked.text
    sent = press(client, checked, "do:send")
    assert sent.status_code == 200
    assert "checked" in sent.text
    assert session.query(Response).count() == session.query(Answer).count() == 0


def test_a_draft_with_nothing_in_it_can_be_previewed(lite_client, lite_session):
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    slug = slug_of(create(lite_client))
    for inner in ("", "/sv", "/ar", "/en/answer"):
        assert lite_client.get(f"/staff/dialogues/{slug}/preview{inner}").status_code == 200


def test_the_preview_is_not_for_the_public(lite_app, lite_client, lite_session):
    draft(lite_client, lite_session)
    stranger: FlaskClient = lite_app.test_client()
    assert stranger.get(f"{HERE}/sv").location.startswith("/staff/sign-in")
    assert [form for form in forms(stranger.get("/sv/")) if "preview" in form.action] == []
