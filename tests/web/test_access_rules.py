"""Who reaches what: the URL map is walked, so that a new route cannot be forgotten."""

from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Rule

from tests.factories import (
    answers_form,
    days,
    make_dialogue,
    make_municipality,
    make_place,
    make_staff,
    question_set,
)
from tests.ideas.pictured import carried, with_photo
from tests.mail import set_mail
from tests.pictures import MADE, keep_made, picture_question
from tests.recordings import keep_film
from tests.staff import csrf_of, sign_in
from webapp.domain.documents import fingerprint
from webapp.domain.lifecycle import Role
from webapp.extensions import limiter
from webapp.models import (
    Base,
    Comment,
    FaultReport,
    Finding,
    Idea,
    IdeaState,
    Municipality,
    Proposal,
    StoredLogo,
)

STAND_INS = {
    "slug": ("skolgard", "draft", "ended", "reported", "decided", "fed-back"),
    "lang": ("sv",),
    "code": ("bok7k", "RECEIPT", "PROPOSED", "COMMENTED", "SUPPORTED", "PICTURED", "REPORTED"),
    "token": ("TOKEN",),
    "target": ("ar",),
    "channel": ("paper",),
    "name": ("css/main.css",),
    "question": ("one",),
    "question_id": ("long",),
    "part": ("s1",),
    "profile_id": ("tjorn",),
    "area": ("document",),
    "kind": ("single",),
    "fact": ("contact",),
    "gate": ("age",),
    "picture": (MADE[0].picture.id,),
    "medium": ("film",),
    "size": ("large",),
    "year": (str(days(0).year),),
}
"""What an address is filled with, in turn. Numbers become 1; another word stands for itself."""
WITH_A_PROVIDER = {"identity.start", "identity.back"}
"""Pages that answer only where e-identities are taken: tests/answering/test_e_identity.py reaches them."""
ASKED = question_set(*question_set().asked, picture_question("sketch"))
"""What the open dialogue asks."""
UNPROTECTED = {"accounts.check_sign_in"}
"""Staff posts that nobody is signed in for; they check the token themselves."""


def routes(app: Flask, method: str, *, staff: bool | None = None) -> Iterator[tuple[Rule, str]]:
    """(rule, filled address) of every route that takes `method`; staff pages alone, or all others."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and staff in {None, rule.rule.startswith("/staff/")}:
            yield rule, next(addresses(rule))


def addresses(rule: Rule, **known: str) -> Iterator[str]:
    """The rule's address, filled in every way; `known` stands in for the words of `STAND_INS`."""
    names = sorted(rule.arguments)
    numbers = {name for name in names if isinstance(rule._converters[name], IntegerConverter)}
    choices = [(1,) if name in numbers else STAND_INS.get(name, (name,)) for name in names]
    for values in product(*choices):
        words = [known.get(str(value), value) for value in values]
        built = rule.build(dict(zip(names, words, strict=True)))
        assert built is not None
        yield built[1]


def contents(session: Session) -> dict[str, list[str]]:
    """Everything in the database, table by table."""
    session.rollback()
    found = {
        table.name: sorted(map(repr, session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
    }
    session.rollback()
    return found


def with_look(session: Session, town: Municipality) -> None:
    """Gives the municipality colours and a logo."""
    logo = MADE[0]
    town.look = {"brand": "#6d2077", "logo": str(logo.picture), "alt": town.name}
    session.add(StoredLogo(id=logo.picture.id, small=logo.small, plain=logo.plain))


@pytest.fixture
def everything(session: Session) -> Session:
    with_look(session, make_municipality(session, "tjorn"))
    dialogue = make_dialogue(session, questions=ASKED, idea_comments=True, idea_pictures=True)
    keep_made(session, dialogue)
    keep_film(session, dialogue)
    make_place(session, dialogue)
    past = {"opens_on": days(-30), "closes_on": days(-5), "published_on": days(-31), "sealed_on": days(-4)}
    ended = make_dialogue(session, slug="ended", board=dialogue.board, **past)
    past["reported_on"] = days(-2)
    make_dialogue(session, slug="reported", board=dialogue.board, **past)
    past |= {"decision_published_on": days(-1), "decision_meeting": days(-1)}
    make_dialogue(session, slug="decided", board=dialogue.board, **past)
    past |= {"fed_back_on": days(-1), "participants_told_on": days(-1)}
    make_dialogue(session, slug="fed-back", board=dialogue.board, **past)
    session.add(Finding(id=1, dialogue_id=ended.id, title={"sv": "Fler träd"}))
    make_dialogue(session, slug="draft", board=dialogue.board, published_on=None)
    session.add(
        Idea(
            id=1,
            number=1,
            dialogue_id=dialogue.id,
            title="Fler träd",
            text="Det behövs skugga.",
            lang="sv",
            day=days(-1),
            receipt_hash="0" * 64,
            state=IdeaState.PUBLISHED,
        )
    )
    session.commit()
    return session


def rule_of(app: Flask, rule: Rule) -> str | None:
    return getattr(app.view_functions[rule.endpoint], "access_rule", None)


def test_every_route_says_who_may_use_it(lite_app):
    lacking = [rule.endpoint for rule in lite_app.url_map.iter_rules() if not rule_of(lite_app, rule)]
    assert lacking == []


def test_only_signing_in_is_public_among_the_staff_pages(lite_app):
    public = {
        rule.endpoint
        for rule in lite_app.url_map.iter_rules()
        if rule.rule.startswith("/staff") and rule_of(lite_app, rule) == "public"
    }
    assert public == {"accounts.sign_in", "accounts.check_sign_in"}


def test_what_is_not_for_everybody_stands_under_staff(lite_app):
    outside = [
        rule.rule
        for rule in lite_app.url_map.iter_rules()
        if rule_of(lite_app, rule) != "public" and not rule.rule.startswith("/staff/")
    ]
    assert outside == []


def test_who_is_not_signed_in_is_led_to_sign_in_from_every_staff_page(lite_app, lite_session):
    make_dialogue(lite_session)
    client = lite_app.test_client()
    for rule, address in routes(lite_app, "GET", staff=True):
        if rule.endpoint != "accounts.sign_in":
            answered = client.get(address)
            assert answered.status_code == 303, address
            assert answered.location.startswith("/staff/sign-in?next="), address


def test_who_is_not_signed_in_changes_nothing(app, everything):
    client, before = app.test_client(), contents(everything)
    for rule, address in routes(app, "POST", staff=True):
        if rule.endpoint not in UNPROTECTED:
            assert client.post(address, data={"name": "x"}).status_code == 401, address
    assert contents(everything) == before


@pytest.mark.parametrize("token", [None, "forged"])
def test_a_staff_form_without_its_token_is_refused_everywhere(app, everything, token):
    client = app.test_client()
    sign_in(client, make_staff(everything, *Role))
    before = contents(everything)
    data = {"name": "x", **({"csrf_token": token} if token else {})}
    seen = 0
    for _rule, address in routes(app, "POST", staff=True):
        assert client.post(address, data=data).status_code == 400, address
        seen += 1
    assert seen >= 5
    assert contents(everything) == before


def test_the_token_of_one_session_does_not_hold_in_another(lite_app, lite_session):
    mine, theirs = lite_app.test_client(), lite_app.test_client()
    sign_in(mine, make_staff(lite_session, *Role))
    sign_in(theirs, make_staff(lite_session, Role.OUTREACH))
    token = csrf_of(theirs.get("/staff/account"))
    for rule, address in routes(lite_app, "POST", staff=True):
        if rule.endpoint not in UNPROTECTED:
            assert mine.post(address, data={"csrf_token": token}).status_code == 400, address


def test_residents_forms_are_refused_when_another_site_sends_them(lite_app, lite_session):
    make_dialogue(lite_session)
    client = lite_app.test_client()
    seen = 0
    for _rule, address in routes(lite_app, "POST", staff=False):
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.test"}):
            assert client.post(address, headers=headers).status_code == 403, address
        seen += 1
    assert seen >= 3


def test_fetching_a_page_changes_nothing(app, everything):
    set_mail(app, "smtp://localhost:2525")
    client = app.test_client()
    form = answers_form(fingerprint(ASKED), q_one="gunga", q_long="Mer skugga", do="send")
    receipt = client.post("/sv/dialogues/skolgard/answer", data=form).location.split("/")[3]
    proposal = {"title": "Var?", "text": "Därför.", "sender": "resident", "key": "p" * 24}
    proposed = client.post("/sv/propose", data=proposal).location.split("/")[3].partition("?")[0]
    ideas, told = "/sv/dialogues/skolgard/ideas", {"stand": "for", "text": "Ja."}
    commented = client.post(f"{ideas}/1/comment", data=told).location.split("/")[4].partition("?")[0]
    client.post(f"{ideas}/1/support")
    supported = client.get(f"{ideas}/1").text.split("/sv/receipt/support/")[1].partition('"')[0]
    pictured = with_photo(client)
    sent = client.post("/sv/accessibility/report", data={"text": "Det gick inte.", "key": "r" * 24})
    reported = sent.location.split("/")[4].partition("?")[0]
    codes = {
        "RECEIPT": receipt,
        "PROPOSED": proposed,
        "COMMENTED": commented,
        "SUPPORTED": supported,
        "PICTURED": pictured.location.split("/")[3],
        "TOKEN": carried(with_photo(client, title="")),
        "REPORTED": reported,
    }
    everything.query(Proposal).update({"id": 1})
    everything.query(FaultReport).update({"id": 1})
    everything.query(Comment).update({"id": 1, "state": "published", "published_on": days(0)})
    everything.commit()
    sign_in(client, make_staff(everything, *Role))
    before = contents(everything)
    unreached = []
    for rule, _address in routes(app, "GET"):
        statuses = set()
        limiter.reset()
        for address in addresses(rule, **codes):
            statuses |= {client.get(address).status_code, client.head(address).status_code}
        assert max(statuses) < 500, rule
        if not statuses & {200, 303, 422} and rule.endpoint not in WITH_A_PROVIDER:
            unreached.append(rule.rule)
    assert unreached == []
    assert contents(everything) == before


def test_no_staff_page_is_shown_again_from_a_cache(lite_app, lite_session):
    make_dialogue(lite_session)
    client = lite_app.test_client()
    sign_in(client, make_staff(lite_session, *Role))
    for _rule, address in routes(lite_app, "GET", staff=True):
        kept = client.get(address).headers["Cache-Control"]
        assert {"no-store", "no-cache"} & set(kept.split(", ")), address
