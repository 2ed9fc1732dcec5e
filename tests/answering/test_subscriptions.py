"""Feedback by e-mail: an address apart from every response, one message, and then no address any more."""

from datetime import date, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from tests.answering.test_journey import form_for
from tests.conftest import SECRET
from tests.factories import days, in_all, make_dialogue, make_municipality
from tests.forms import follow, press
from tests.mail import SENDER, mail_server, set_mail
from webapp.answering.telling import AT_ONCE, send_feedback
from webapp.cli import commands
from webapp.config import Settings
from webapp.domain.email_address import is_address
from webapp.models import Base, Dialogue, Response, Subscription
from webapp.web.mail import NotSafe, connected

BUTTON = "Få besked med e-post"
NOTIFY = "/sv/dialogues/skolgard/notify"
NOWHERE = "smtp://localhost:2525"
TEXTS = {
    "feedback_text": in_all(
        "Ni ville ha gungor. Nämnden köper sex gungor & en bänk.", "You wanted swings.", "أردتم أراجيح."
    ),
    "onward_text": in_all("Gungorna byggs i maj.", "They are built in May.", "ستُبنى في مايو."),
}
TOLD = TEXTS | {
    "opens_on": days(-60),
    "closes_on": days(-40),
    "published_on": days(-61),
    "sealed_on": days(-39),
    "fed_back_on": days(-1),
    "participants_told_on": days(0),
}


@pytest.fixture
def postbox(app):
    with mail_server() as postbox:
        set_mail(app, postbox.url)
        yield postbox


def waiting(session: Session) -> list[Subscription]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Subscription).order_by(Subscription.email)))


def subscribe(session: Session, dialogue: Dialogue, *addresses: str, lang: str = "sv") -> None:
    session.add_all(Subscription(dialogue_id=dialogue.id, email=each, lang=lang) for each in addresses)
    session.commit()


def tell(session: Session, dialogue: Dialogue) -> None:
    """The day comes when those who took part are told."""
    for name, value in TOLD.items():
        setattr(dialogue, name, value)
    session.commit()


def test_the_form_stands_on_the_confirmation_and_the_receipt_where_mail_is_set(app, client, session):
    dialogue = make_dialogue(session)
    sent = client.post("/sv/dialogues/skolgard/answer", data=form_for(dialogue)).location
    assert BUTTON not in client.get(sent).text
    assert client.get(NOTIFY).status_code == 404
    assert client.post(NOTIFY, data={"email": "eva@example.se"}).status_code == 404
    set_mail(app, NOWHERE)
    for address in (sent, sent.removesuffix("/sent")):
        page = client.get(address)
        assert BUTTON in page.text
        assert 'type="email"' in page.text


@pytest.mark.requirement("R9")
def test_from_the_confirmation_to_the_message_and_the_erased_address(app, client, session, postbox):
    make_municipality(session)
    dialogue = make_dialogue(session)
    sent = client.get(client.post("/sv/dialogues/skolgard/answer", data=form_for(dialogue)).location)
    done = follow(client, press(client, sent, BUTTON, {"email": " eva@Example.SE "}))
    assert "Tack, du får besked" in done.text
    assert "Sedan raderar vi din adress" in done.text
    assert [(each.email, each.lang) for each in waiting(session)] == [("eva@example.se", "sv")]
    assert send_feedback(app).accepted == 0
    assert postbox.arrived == []
    tell(session, dialogue)
    assert send_feedback(app).accepted == 1
    (message,) = postbox.to("eva@example.se")
    assert message["Subject"] == "Återkoppling: Hur ska skolgården bli?"
    assert (message["From"], message["Reply-To"]) == (SENDER, "maria.ek@example.se")
    body = message.get_content()
    for words in (*(TEXTS[name]["sv"] for name in TEXTS), "http://localhost/sv/dialogues/skolgard", "Lindmo"):
        assert words in body
    assert "raderas" in body
    assert waiting(session) == []
    assert send_feedback(app).accepted == 0
    assert len(postbox.arrived) == 1


@pytest.mark.requirement("R107")
def test_each_gets_the_feedback_in_the_language_they_asked_in(app, client, session, postbox):
    dialogue = make_dialogue(session)
    for lang in ("sv", "en", "ar"):
        form = {"email": f"{lang}@example.se"}
        assert client.post(f"/{lang}/dialogues/skolgard/notify", data=form).status_code == 303
    tell(session, dialogue)
    assert send_feedback(app).accepted == 3
    for lang in ("sv", "en", "ar"):
        (message,) = postbox.to(f"{lang}@example.se")
        assert message["Content-Language"] == lang
        assert TEXTS["feedback_text"][lang] in message.get_content()
        assert f"/{lang}/dialogues/skolgard" in message.get_content()
        assert dialogue.title[lang] in message["Subject"]


def test_the_same_address_twice_is_one_message_and_no_mistake(app, client, session):
    set_mail(app, NOWHERE)
    make_dialogue(session)
    for _time in range(3):
        assert client.post(NOTIFY, data={"email": "eva@example.se"}).status_code == 303
    assert len(waiting(session)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "eva",
        "eva@",
        "@example.se",
        "eva@example",
        "eva@@example.se",
        "eva@exa mple.se",
        "a" * 300 + "@example.se",
        "eva@example..se",
        ".eva@example.se",
        "eva@-example.se",
        "eva@example.se, adam@example.se",
        "<eva@example.se>",
        "eva@example.123",
        "eva@" + "ö" * 63 + ".se",
        'e"va@example.se',
    ],
)
def test_what_cannot_be_an_address_is_told_at_its_field_and_stays_there(
    lite_app, lite_client, lite_session, typed
):
    set_mail(lite_app, NOWHERE)
    make_dialogue(lite_session)
    page = lite_client.post(NOTIFY, data={"email": typed})
    assert page.status_code == 422
    assert 'id="email-error"' in page.text
    assert 'href="#email"' in page.text
    assert page.text.count("<title>Fel: ") == 1
    assert not is_address(typed.strip())
    assert waiting(lite_session) == []


@pytest.mark.parametrize(
    "typed", ["eva@example.se", "eva.o'neil+x@sub.example.se", "åsa@lindmö.se", "e@1.se"]
)
def test_what_can_be_an_address_is_taken(lite_app, lite_client, lite_session, typed):
    set_mail(lite_app, NOWHERE)
    make_dialogue(lite_session)
    assert lite_client.post(NOTIFY, data={"email": typed}).status_code == 303
    assert [each.email for each in waiting(lite_session)] == [typed]


def test_line_breaks_never_reach_the_heading_of_a_message(app, client, session, postbox):
    dialogue = make_dialogue(session)
    typed = "eva@example.se\r\nBcc: adam@example.se"
    assert client.post(NOTIFY, data={"email": typed}).status_code == 422
    subscribe(session, dialogue, typed)
    dialogue.title = in_all("Parken\r\nBcc: adam@example.se")
    tell(session, dialogue)
    sent = send_feedback(app)
    assert (sent.accepted, sent.refused) == (0, 1)
    assert postbox.arrived == []


def test_who_asks_when_all_has_been_told_is_led_to_it(app, client, session):
    set_mail(app, NOWHERE)
    make_dialogue(session, **TOLD)
    for answer in (client.get(NOTIFY), client.post(NOTIFY, data={"email": "eva@example.se"})):
        assert answer.location == "/sv/dialogues/skolgard"
    assert waiting(session) == []


def test_a_thousand_tries_from_one_place_are_stopped(lite_app, lite_client, lite_session):
    set_mail(lite_app, NOWHERE)
    make_dialogue(lite_session)
    statuses = [lite_client.post(NOTIFY, data={"email": f"a{n}@example.se"}).status_code for n in range(31)]
    assert statuses == [303] * 30 + [429]


def test_whom_the_server_refuses_is_kept_and_told_next_time(app, session, postbox):
    dialogue = make_dialogue(session, **TOLD)
    subscribe(session, dialogue, "eva@example.se", "gone@example.se", "ada@example.se")
    postbox.refused = {"gone@example.se"}
    sent = send_feedback(app)
    assert (sent.accepted, sent.refused) == (2, 1)
    assert [each.email for each in waiting(session)] == ["gone@example.se"]
    postbox.refused = set()
    assert send_feedback(app).accepted == 1
    assert waiting(session) == []
    assert sorted(each["To"] for each in postbox.arrived) == [
        "ada@example.se",
        "eva@example.se",
        "gone@example.se",
    ]


def test_a_full_server_keeps_every_address(app, session, postbox):
    subscribe(session, make_dialogue(session, **TOLD), "eva@example.se", "ada@example.se")
    postbox.full = True
    assert send_feedback(app).refused == 2
    assert len(waiting(session)) == 2


def test_when_the_server_hangs_up_those_who_were_told_are_erased_and_the_others_are_not(
    app, session, postbox
):
    addresses = [f"a{number}@example.se" for number in range(5)]
    subscribe(session, make_dialogue(session, **TOLD), *addresses)
    postbox.dies_after = 2
    sent = send_feedback(app)
    assert (sent.accepted, sent.left) == (2, 3)
    assert sent.problem
    left = [each.email for each in waiting(session)]
    assert sorted([*left, *(each["To"] for each in postbox.arrived)]) == addresses
    postbox.dies_after = None
    assert send_feedback(app).accepted == 3
    assert sorted(each["To"] for each in postbox.arrived) == addresses


def test_a_server_that_is_not_there_loses_nothing(app, session):
    with mail_server() as gone:
        pass
    set_mail(app, gone.url)
    subscribe(session, make_dialogue(session, **TOLD), "eva@example.se")
    sent = send_feedback(app)
    assert (sent.accepted, sent.left) == (0, 1)
    assert sent.problem
    assert len(waiting(session)) == 1


def test_more_than_fit_in_one_connection_are_all_told(lite_app, lite_session):
    with mail_server() as postbox:
        set_mail(lite_app, postbox.url)
        dialogue = make_dialogue(lite_session, **TOLD)
        subscribe(lite_session, dialogue, *(f"a{number}@example.se" for number in range(AT_ONCE + 3)))
        assert send_feedback(lite_app).accepted == AT_ONCE + 3
        assert len({each["To"] for each in postbox.arrived}) == AT_ONCE + 3


def test_a_dialogue_without_feedback_sends_nothing_and_an_archived_one_keeps_no_address(
    app, session, postbox
):
    quiet = make_dialogue(session, fed_back_on=days(-1))
    archived = make_dialogue(
        session,
        "arkiv",
        **TOLD,
        reported_on=days(-30),
        decision_published_on=days(-20),
        evaluated_on=days(0),
        archived_on=days(0),
    )
    subscribe(session, quiet, "eva@example.se")
    subscribe(session, archived, "ada@example.se")
    assert send_feedback(app).accepted == 0
    assert [each.email for each in waiting(session)] == ["eva@example.se"]
    assert postbox.arrived == []


def test_a_password_is_never_sent_in_the_clear_to_another_machine(sqlite_url):
    with mail_server("127.0.0.2") as postbox:
        url = postbox.url.replace("//", "//user:word@")
        server = Settings(SECRET, sqlite_url, smtp_url=url, mail_from=SENDER).mail_server
        with pytest.raises(NotSafe), connected(server):
            pass


def test_with_the_whole_database_in_hand_nothing_joins_an_address_with_a_response(app, client, session):
    set_mail(app, NOWHERE)
    dialogue = make_dialogue(session)
    order = []
    for number in range(8):
        form = form_for(dialogue, key=f"{number:024}", q_one=("gunga", "boll")[number % 2])
        assert client.post("/sv/dialogues/skolgard/answer", data=form).status_code == 303
        order.append(f"a{number}@example.se")
        assert client.post(NOTIFY, data={"email": order[-1]}).status_code == 303
    session.rollback()
    columns = {
        column["name"]: column["type"].python_type
        for column in inspect(session.connection()).get_columns("subscription")
    }
    assert set(columns) == {"id", "dialogue_id", "email", "lang"}
    assert not {date, datetime} & set(columns.values())
    subscriptions = [dict(row._mapping) for row in session.execute(select(Subscription.__table__))]
    shared = {"sv", dialogue.id}
    told = {value for row in subscriptions for value in row.values()} - shared
    for table in Base.metadata.sorted_tables:
        if table.name != "subscription":
            for row in session.execute(select(table)):
                assert not told & {value for value in row if isinstance(value, str | int)}, table.name
                assert not any(address in repr(row) for address in order), table.name
    assert [row["id"] for row in subscriptions] == sorted(row["id"] for row in subscriptions)
    if session.get_bind().dialect.name == "postgresql":
        numbers = session.scalars(text("SELECT DISTINCT xmin::text FROM subscription")).all()
        assert len(numbers) == 1
        later = session.scalars(text("SELECT xmin::text::bigint FROM response")).all()
        assert all(int(numbers[0]) > each for each in later)
        placed = session.scalars(text("SELECT id FROM subscription ORDER BY ctid")).all()
        assert placed == sorted(placed)
    assert session.query(Response).count() == 8


def test_two_who_ask_at_once_are_both_kept(app, session):
    """Each writes all addresses anew: neither may take the other's away."""
    from concurrent.futures import ThreadPoolExecutor

    set_mail(app, NOWHERE)
    make_dialogue(session)
    addresses = [f"a{number}@example.se" for number in range(12)]

    def ask(address: str) -> int:
        return app.test_client().post(NOTIFY, data={"email": address}).status_code

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, addresses)) == [303] * 12
    assert [each.email for each in waiting(session)] == sorted(addresses)


def test_the_privacy_page_says_what_happens_with_the_address(app, client, session):
    assert "raderar vi adressen" not in client.get("/sv/privacy").text
    set_mail(app, NOWHERE)
    assert "raderar vi adressen" in client.get("/sv/privacy").text


def test_the_command_sends_erases_and_says_so(app, session, database_url, monkeypatch, postbox):
    subscribe(session, make_dialogue(session, **TOLD), "eva@example.se")
    for name, value in {"SECRET_KEY": SECRET, "DATABASE_URL": database_url}.items():
        monkeypatch.setenv(name, value)
    refused = CliRunner().invoke(commands, ["send-feedback"])
    assert refused.exit_code == 1
    assert "SMTP_URL" in refused.output
    monkeypatch.setenv("SMTP_URL", postbox.url)
    monkeypatch.setenv("MAIL_FROM", SENDER)
    done = CliRunner().invoke(commands, ["send-feedback"])
    assert (done.exit_code, done.output) == (0, "Sent 1 and erased their addresses.\n")
    assert len(postbox.arrived) == 1
    postbox.refused = {"ada@example.se"}
    subscribe(session, session.scalars(select(Dialogue)).one(), "ada@example.se")
    failed = CliRunner().invoke(commands, ["housekeeping"])
    assert failed.exit_code == 1
    assert "1 were refused by the mail server and are kept." in failed.output
    assert [each.email for each in waiting(session)] == ["ada@example.se"]
