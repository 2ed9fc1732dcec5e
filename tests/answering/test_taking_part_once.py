"""Each dialogue says how it sees to it that everybody answers once, and holds to it."""

import pytest
from sqlalchemy import func, select

from tests.answering.test_concurrency import together
from tests.codes import form_of, make_codes
from tests.factories import days, make_dialogue, make_staff
from tests.forms import follow, press
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.taking_part import grouped
from webapp.models import CodeBatch, OneTimeCode, Participation, Response
from webapp.outreach.code_batches import codes_of
from webapp.web.sealing import seal_if_over

FORM = "/sv/dialogues/skolgard/answer"
PAPER = "/staff/dialogues/skolgard/enter/paper/sv"


def stored(session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Response))


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("open", "räknar vi svar, inte personer"),
        ("browser", "Varje webbläsare kan svara en gång."),
        ("code", "varje kod räcker till ett svar"),
        ("e_identity", "varje person kan svara en gång"),
    ],
)
def test_residents_read_what_the_rule_is_on_the_page_and_by_the_form(lite_client, lite_session, mode, words):
    make_dialogue(lite_session, mode_name=mode)
    for address in ("/sv/dialogues/skolgard", FORM):
        assert words in lite_client.get(address).text, address


def test_a_browser_that_has_answered_is_told_so_and_led_to_its_receipt(client, session):
    dialogue = make_dialogue(session, mode_name="browser")
    sent = client.post(FORM, data=form_of(dialogue))
    assert sent.status_code == 303
    again = client.get(FORM)
    assert "Den här webbläsaren har redan svarat" in again.text
    assert "/sv/receipt" in again.text
    typed = client.post(FORM, data=form_of(dialogue, key="another" * 4, **{"q.short": "Backen"}))
    assert typed.status_code == 409
    assert "Backen" in typed.text
    assert stored(session) == 1
    client.delete_cookie(f"answered_{dialogue.id}")
    assert client.post(FORM, data=form_of(dialogue, key="another" * 4)).status_code == 303
    assert stored(session) == 2


def test_the_same_form_sent_twice_gets_its_receipt_though_the_browser_has_answered(client, session):
    dialogue = make_dialogue(session, mode_name="browser")
    receipts = {client.post(FORM, data=form_of(dialogue)).location for _time in range(3)}
    assert len(receipts) == 1
    assert stored(session) == 1


def test_the_cookie_is_the_same_for_everybody_and_holds_until_the_dialogue_closes(lite_app, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="browser", closes_on=days(3))
    set_here = set()
    for number in range(3):
        sent = lite_app.test_client().post(FORM, data=form_of(dialogue, key=f"resident number {number:010}"))
        set_here.add(sent.headers["Set-Cookie"].split("; Expires")[0])
        assert {"HttpOnly", "SameSite=Lax", f"Max-Age={4 * 24 * 3600}"} <= set(
            sent.headers["Set-Cookie"].split("; ")
        )
    assert len(set_here) == 1


def test_other_rules_leave_no_cookie(lite_client, lite_session):
    dialogue = make_dialogue(lite_session)
    assert "Set-Cookie" not in lite_client.post(FORM, data=form_of(dialogue)).headers


def test_a_forged_cookie_is_no_answer(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="browser")
    lite_client.set_cookie(f"answered_{dialogue.id}", "1.forged")
    assert "redan svarat" not in lite_client.get(FORM).text


def test_taking_an_answer_back_frees_the_browser(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="browser")
    receipt = lite_client.post(FORM, data=form_of(dialogue)).location.removesuffix("/sent")
    shown = lite_client.get(receipt)
    assert "samma webbläsare" in shown.text
    assert lite_client.post(f"{receipt}/withdraw").status_code == 303
    assert "redan svarat" not in lite_client.get(FORM).text


def test_a_code_is_used_up_by_one_response(client, session):
    dialogue = make_dialogue(session, mode_name="code")
    code = make_codes(session, dialogue)[3]
    assert client.post(FORM, data=form_of(dialogue, grouped(code))).status_code == 303
    again = client.post(FORM, data=form_of(dialogue, code, key="another" * 4, **{"q.short": "Backen"}))
    assert again.status_code == 422
    assert "Koden är redan använd." in again.text
    assert "Backen" in again.text
    assert f'value="{code}"' in again.text
    assert stored(session) == 1


def test_the_same_form_sent_twice_gets_its_receipt_and_not_that_the_code_is_used(client, session):
    dialogue = make_dialogue(session, mode_name="code")
    code = make_codes(session, dialogue)[0]
    receipts = {client.post(FORM, data=form_of(dialogue, code)).location for _time in range(3)}
    assert len(receipts) == 1
    assert None not in receipts
    checked = client.post(FORM, data=form_of(dialogue, code) | {"do": "check"})
    assert "Kontrollera dina svar" in checked.text
    assert stored(session) == 1


def test_two_with_one_code_at_the_same_instant_are_one_response(app, session):
    dialogue = make_dialogue(session, mode_name="code")
    codes = make_codes(session, dialogue, 6)
    for number, code in enumerate(codes):

        def send(place: int, code: str = code, number: int = number) -> int:
            form = form_of(dialogue, code, key=f"code {number} of client {place:010}")
            return app.test_client().post(FORM, data=form).status_code

        assert sorted(together(4, send)) == [303, 422, 422, 422]
        assert stored(session) == number + 1
    assert len(session.scalars(select(Participation.marks)).one()) == 6 * 16


def test_many_with_codes_of_their_own_at_once_are_all_stored(app, session):
    dialogue = make_dialogue(session, mode_name="code")
    codes = make_codes(session, dialogue, 16)

    def send(place: int) -> int:
        form = form_of(dialogue, codes[place], key=f"a form of client {place:010}")
        return app.test_client().post(FORM, data=form).status_code

    assert together(16, send) == [303] * 16
    assert len(session.scalars(select(Participation.marks)).one()) == 16 * 16


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Skriv din kod."),
        ("   ", "Skriv din kod."),
        ("hej", "Något tecken i koden stämmer inte."),
        ("c" * 5000, "Något tecken i koden stämmer inte."),
        ("<script>", "Något tecken i koden stämmer inte."),
        ("z̴̡̛" * 30, "Något tecken i koden stämmer inte."),
        ("63h7xvk9jdc9", "Vi känner inte igen koden."),
    ],
)
def test_a_code_that_cannot_be_used_is_told_at_its_field_and_everything_is_kept(
    lite_client, lite_session, typed, words
):
    dialogue = make_dialogue(lite_session, mode_name="code")
    make_codes(lite_session, dialogue)
    for step in ("check", "send"):
        form = form_of(dialogue, typed, **{"q.short": "Backen", "q.long": "Mer skugga"}) | {"do": step}
        refused = lite_client.post(FORM, data=form)
        assert refused.status_code == 422
        assert refused.text.count(words) == 2
        assert 'href="#code"' in refused.text
        assert "Backen" in refused.text
        assert "Mer skugga" in refused.text
    assert stored(lite_session) == 0


def test_a_wrong_code_and_a_wrong_answer_are_told_together(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="code")
    refused = lite_client.post(FORM, data=form_of(dialogue, "hej", **{"q.number": "tolv"}))
    assert 'href="#code"' in refused.text
    assert 'href="#q-number"' in refused.text


def test_a_code_of_another_dialogue_says_so_and_is_not_used_up(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="code")
    other = make_dialogue(lite_session, slug="parken", board=dialogue.board, mode_name="code")
    code = make_codes(lite_session, other)[0]
    assert "Koden hör till en annan dialog." in lite_client.post(FORM, data=form_of(dialogue, code)).text
    address = FORM.replace("skolgard", "parken")
    assert lite_client.post(address, data=form_of(other, code)).status_code == 303


def test_codes_taken_out_of_use_say_so(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="code")
    code = make_codes(lite_session, dialogue)[0]
    lite_session.query(CodeBatch).update({"withdrawn_on": days(0)})
    lite_session.commit()
    assert "Koden gäller inte längre." in lite_client.post(FORM, data=form_of(dialogue, code)).text


def test_guessing_codes_is_stopped_and_keeps_what_was_typed(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="code")
    code = make_codes(lite_session, dialogue)[0]
    *guesses, last = codes_of(b"another secret", "key", 21)
    for guess in guesses:
        assert "Vi känner inte igen koden." in lite_client.post(FORM, data=form_of(dialogue, guess)).text
    stopped = lite_client.post(FORM, data=form_of(dialogue, last, **{"q.short": "Backen"}))
    assert "Det har blivit många fel koder." in stopped.text
    assert "Backen" in stopped.text
    assert stored(lite_session) == 0
    right = lite_client.post(FORM, data=form_of(dialogue, code))
    assert right.status_code == 303, "others at the same address may still answer"


def test_the_receipt_says_that_a_code_is_not_given_back(lite_client, lite_session):
    dialogue = make_dialogue(lite_session, mode_name="code")
    code = make_codes(lite_session, dialogue)[0]
    receipt = lite_client.post(FORM, data=form_of(dialogue, code)).location.removesuffix("/sent")
    assert "Koden är förbrukad" in lite_client.get(receipt).text
    assert lite_client.post(f"{receipt}/withdraw").status_code == 303
    again = lite_client.post(FORM, data=form_of(dialogue, code, key="another" * 4))
    assert "Koden är redan använd." in again.text


def test_the_code_follows_from_the_form_over_its_check_page_to_the_receipt(client, session):
    dialogue = make_dialogue(session, mode_name="code")
    code = make_codes(session, dialogue)[0]
    checked = press(client, client.get(FORM), "do:check", {"code": grouped(code), "q.one": "gunga"})
    assert "Kontrollera dina svar" in checked.text
    edited = press(client, checked, "do:edit")
    assert grouped(code) in edited.text
    sent = follow(client, press(client, press(client, edited, "do:check"), "do:send"))
    assert "Tack, dina svar är skickade" in sent.text


def test_what_came_on_paper_needs_its_code(client, session):
    dialogue = make_dialogue(session, mode_name="code")
    code = make_codes(session, dialogue)[0]
    sign_in(client, make_staff(session, Role.OUTREACH))
    refused = press(client, client.get(PAPER), "do:check", {"q.one": "gunga"})
    assert refused.status_code == 422
    assert "Skriv din kod." in refused.text
    checked = press(client, refused, "do:check", {"code": code})
    assert press(client, checked, "do:send").status_code == 303
    assert press(client, checked, "do:send").status_code == 303
    other = press(client, client.get(PAPER), "do:check", {"q.one": "gunga", "code": code})
    assert "Koden är redan använd." in other.text
    assert stored(session) == 1


@pytest.mark.parametrize("mode", ["browser", "e_identity"])
def test_staff_enter_paper_without_further_proof_in_other_modes(lite_client, lite_session, mode):
    make_dialogue(lite_session, mode_name=mode)
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    for _paper in range(2):
        checked = press(lite_client, lite_client.get(PAPER), "do:check", {"q.one": "gunga"})
        assert press(lite_client, checked, "do:send").status_code == 303
    assert stored(lite_session) == 2


def test_when_the_dialogue_closes_codes_and_marks_are_erased_and_only_their_number_is_kept(app, session):
    dialogue = make_dialogue(session, mode_name="code")
    for number, code in enumerate(make_codes(session, dialogue)[:7]):
        form = form_of(dialogue, code, key=f"resident number {number:010}")
        assert app.test_client().post(FORM, data=form).status_code == 303
    dialogue.ended_on = days(-1)
    with app.app_context():
        assert seal_if_over(session, dialogue)
    session.commit()
    assert session.scalars(select(OneTimeCode)).all() == []
    assert session.scalars(select(Participation)).all() == []
    assert session.scalars(select(CodeBatch.used)).one() == 7
