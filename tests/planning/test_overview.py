"""One page for the whole life of a dialogue: what is done, what is left, why, who does it and where."""

import re

import pytest

from tests.factories import days, in_all, make_dialogue, make_municipality, make_staff, question, question_set
from tests.planning.pages import HERE, fresh, member, planned, proposed, stored
from tests.staff import sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Moment
from webapp.models import Municipality, StoredAnswer, StoredResolution
from webapp.profiles import profiles

ANCHOR = re.compile(r'<a href="(/staff/[^"#]+)#([^"]+)">')
HARD = (
    "Kommunledningskontoret genomför en övergripande verksamhetsanalys avseende möjligheterna till "
    "tillgänglighetsanpassning av kommunens samtliga idrottsanläggningar, samlingslokaler, bibliotek samt "
    "fritidsgårdar inför kommande investeringsperiod. Delaktighet eftersträvas i samtliga delar av arbetet. "
    "Synpunkter välkomnas varmt."
)


def stretch(html: str, moment: str) -> str:
    """The part of the page about one moment."""
    return html.split(f'id="moment-{moment}"')[1].split('id="moment-')[0].split('class="aside"')[0]


@pytest.mark.requirement("R51", "R58", "R86", "R119")
def test_each_gate_tells_why_it_is_asked_who_does_it_and_where(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session, "tjorn")
    dialogue.politicians = []
    lite_session.query(StoredAnswer).filter_by(gate="age").delete()
    lite_session.commit()
    now = stretch(lite_client.get(HERE).text, Moment.PUBLISH)
    politicians = now.split('id="gate-politicians"')[1].split("<li class=")[0]
    assert "Skriv namnen på de förtroendevalda som är med." in politicians
    assert f'href="{HERE}/plan#politicians"' in politicians
    assert "Tjänsteperson</p>" in politicians
    assert '<blockquote class="policy-words" lang="sv" dir="ltr">' in politicians
    assert "”en strukturerad dialog om samhällsfrågor mellan politiker och invånare" in politicians
    assert "<cite>Policy för invånardialog</cite>, 2.1 Definition" in politicians
    age = now.split('id="gate-age"')[1]
    assert f'href="{HERE}/gates/age"' in age


def test_the_policys_number_stands_beside_its_words(lite_client, lite_session):
    proposed(lite_client, lite_session, "vanersborg")
    lite_session.query(StoredAnswer).delete()
    lite_session.commit()
    assert "</cite> (KS 2020/420), " in lite_client.get(HERE).text


def test_words_of_a_law_or_of_our_own_are_not_given_to_the_policy(lite_client, lite_session):
    planned(lite_client, lite_session, "tjorn", type_name="user", purpose={})
    page = lite_client.get(HERE).text
    quote = page.split("”Den som deltar vet vad dialogen är till för.”")[1].split("</blockquote>")[0]
    assert "<cite>Rådslags grundprofil</cite>" in quote
    assert "Policy för invånardialog" not in quote


def test_every_link_of_what_is_left_leads_to_a_place_that_is_there(lite_client, lite_session):
    planned(lite_client, lite_session, "vanersborg")
    dialogue = stored(lite_session)
    for name in ("goal", "purpose", "can_influence", "matter", "weighing", "target_group"):
        setattr(dialogue, name, {})
    dialogue.title = {"sv": "Bara svenska"}
    dialogue.steering_goal = dialogue.scope = dialogue.compiled_by = dialogue.contact_phone = ""
    dialogue.contact_email = dialogue.process_degree = ""
    dialogue.step = dialogue.political = dialogue.decided_on = None
    lite_session.query(StoredAnswer).delete()
    lite_session.query(StoredResolution).delete()
    lite_session.commit()
    links = set(ANCHOR.findall(lite_client.get(HERE).text))
    anchors = {anchor for _address, anchor in links}
    assert {"goal-sv", "purpose-sv", "step", "scope", "title-en", "decided_on", "contact_phone"} <= anchors
    for address, anchor in links:
        page = lite_client.get(address)
        assert page.status_code == 200, address
        assert f'id="{anchor}"' in page.text, f"{address} has no {anchor}"


def test_moments_that_are_past_are_folded_and_those_to_come_stand_quietly(lite_client, lite_session):
    planned(lite_client, lite_session, "forshaga")
    page = lite_client.get(HERE).text
    order = [page.index(f'id="moment-{moment}"') for moment in Moment]
    assert order == sorted(order)
    assert '<details class="stretch past" id="moment-consider">' in page
    assert "Svar av Rut Berg" in stretch(page, Moment.HOLD)
    assert '<section class="stretch now"' in page
    later = stretch(page, Moment.FEED_BACK)
    assert "Återkopplingens två texter" in later
    assert "<blockquote" not in later
    assert "<a href" not in later


def test_a_past_moment_with_a_gate_that_shut_again_is_unfolded(lite_client, lite_session):
    planned(lite_client, lite_session, "forshaga")
    lite_session.query(StoredAnswer).filter_by(gate="more-knowledge").delete()
    lite_session.commit()
    page = lite_client.get(HERE).text
    assert '<details class="stretch past" open id="moment-hold">' in page
    assert "1 sak kvar" in stretch(page, Moment.HOLD)


@pytest.mark.parametrize(
    ("role", "next_step"),
    [
        (Role.OFFICIAL, "Skriv målet med dialogen."),
        (Role.POLITICIAN, "Registrera beslutet om hur mycket de som deltar kan påverka."),
        (Role.OUTREACH, None),
    ],
)
def test_the_next_step_is_one_button_for_each_role(lite_client, lite_session, role, next_step):
    dialogue = planned(lite_client, lite_session, goal={})
    dialogue.goal = {}
    lite_session.query(StoredResolution).filter_by(kind_name="degrees").delete()
    lite_session.commit()
    sign_in(lite_client, member(lite_session, dialogue.board, role, email="own@example.se"))
    page = lite_client.get(HERE).text
    assert page.count('id="next-step"') == (1 if next_step else 0)
    if next_step:
        assert next_step in page.split('id="next"')[1].split("</section>")[0]
    else:
        assert "Du behöver inte göra något nu." in page


def test_whoever_may_not_do_a_thing_reads_it_without_a_link(lite_client, lite_session):
    dialogue = planned(lite_client, lite_session)
    dialogue.goal = {}
    lite_session.commit()
    sign_in(lite_client, make_staff(lite_session, Role.OUTREACH))
    page = lite_client.get(HERE).text
    assert "Skriv målet med dialogen." in page
    assert f'href="{HERE}/plan' not in page


def test_what_a_gate_tells_is_not_told_twice(lite_client, lite_session):
    planned(lite_client, lite_session, compiled_by="")
    page = stretch(lite_client.get(HERE).text, Moment.PUBLISH)
    assert page.count("Skriv vem som sammanställer svaren.") == 1
    assert "1 sak kvar" in page


def cautions(html: str) -> str:
    return html.split('id="cautions"')[1].split("</section>")[0] if 'id="cautions"' in html else ""


@pytest.mark.requirement("R15", "R70", "R97")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"decided_on": days(45), "closes_on": days(18)},
            "Det är mindre än 4 veckor mellan sista dagen att svara",
        ),
        ({"opens_on": days(7)}, "Dialogen är öppen mindre än 14 dagar."),
        ({"channels": ["web"]}, "Det går bara att svara på webben. Når ni dem ni frågar?"),
        ({"opens_on": days(-1)}, "Första dagen att svara har redan varit."),
        ({"methods": ["vote"]}, "De som deltar kan vänta sig mer inflytande än de får av: Omröstning"),
        ({"purpose": in_all(HARD)}, "”Varför frågar ni?” kan vara svår att läsa (läsbarhetsindex"),
        (
            {"questions": question_set(question("one", text=in_all(HARD)))},
            "Texten ”Kommunledningskontoret genomför en övergripande verksamhetsanalys …” i frågorna",
        ),
        ({"political": False}, "Inga förtroendevalda ska besluta i frågan. Är det en brukardialog?"),
    ],
)
def test_what_deserves_a_thought_stands_apart_and_stops_nothing(lite_client, lite_session, changes, sentence):
    calm = {"opens_on": days(0), "closes_on": days(16), "decided_on": days(46)}
    dialogue = planned(lite_client, lite_session, **(calm | changes))
    for name, value in changes.items():
        setattr(dialogue, name, value)
    lite_session.commit()
    page = lite_client.get(HERE).text
    assert sentence in cautions(page)
    assert sentence not in page.replace(cautions(page), "")
    assert "Öppna dialogen</button>" in page


def test_nothing_to_think_of_is_not_a_section(lite_client, lite_session):
    planned(lite_client, lite_session, opens_on=days(0), closes_on=days(16), decided_on=days(46))
    assert cautions(lite_client.get(HERE).text) == ""


@pytest.mark.requirement("R17", "R18")
def test_advice_stands_at_the_moment_and_the_handbook_can_be_found(lite_client, lite_session):
    planned(lite_client, lite_session, "tjorn")
    page = lite_client.get(HERE).text
    assert "Börja med vilka ni frågar och vad de kan påverka." in stretch(page, Moment.PUBLISH)
    assert profiles()["tjorn"].policy.handbook in page
    town = fresh(lite_session).query(Municipality).one()
    town.profile_changes = {"policy": {"handbook_address": "https://tjorn.example.se/handbok"}}
    lite_session.commit()
    assert 'href="https://tjorn.example.se/handbok"' in lite_client.get(HERE).text


@pytest.mark.requirement("R27", "R30")
@pytest.mark.parametrize(
    ("type_", "word"),
    [("resident", "Invånardialog"), ("user", "Brukardialog"), ("consultation", "Samråd enligt lag")],
)
def test_the_sort_of_dialogue_is_labelled(lite_client, lite_session, type_, word):
    planned(lite_client, lite_session, type_name=type_)
    assert f'<span class="tag">{word}</span>' in lite_client.get(HERE).text


def test_promised_days_stand_on_the_list_and_overdue_ones_are_marked(lite_client, lite_session):
    make_municipality(lite_session)
    make_dialogue(lite_session, closes_on=days(-9), compiled_on=days(-2))
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    report = stretch(lite_client.get(HERE).text, Moment.REPORT)
    assert "Lovat senast" in report
    assert "(försenat)" in report
    assert "(försenat)" not in stretch(lite_client.get(HERE).text, Moment.DECIDE)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_is_signed_in_can_read_it(lite_client, lite_session, role):
    planned(lite_client, lite_session)
    sign_in(lite_client, make_staff(lite_session, role, email="reader@example.se"))
    assert lite_client.get(HERE).status_code == 200
