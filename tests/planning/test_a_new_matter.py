"""A few plain questions sort a new matter; a complaint goes elsewhere, choosing otherwise needs a reason."""

import pytest

from tests.editing.pages import MADE
from tests.factories import make_municipality, make_staff
from tests.forms import follow, press
from tests.planning.pages import RESIDENT, advice, last_entry, stored
from tests.staff import sign_in
from webapp.domain.lifecycle import Role, Stage
from webapp.models import Dialogue

CREATE = "Skapa dialogen"
TORGET = MADE | {"title": "Hur ska torget bli?"}


@pytest.fixture
def official(lite_client, lite_session):
    person = make_staff(lite_session, Role.OFFICIAL)
    sign_in(lite_client, person)
    return person


@pytest.mark.requirement("R19", "R27", "R29", "R30")
@pytest.mark.parametrize(
    ("answers", "heading", "type_", "political", "scope"),
    [
        ({}, "Det här är en dialog inför ett politiskt beslut", "resident", True, ""),
        ({"political": "no"}, "Det här är en brukardialog", "user", False, ""),
        ({"by_law": "yes"}, "Det här är ett samråd enligt lag", "consultation", None, "statutory"),
    ],
)
def test_a_matter_becomes_the_sort_of_dialogue_that_its_answers_tell(
    lite_client, lite_session, official, answers, heading, type_, political, scope
):
    page = advice(lite_client, **answers)
    assert f"<h1>{heading}</h1>" in page.text
    follow(lite_client, press(lite_client, page, CREATE, TORGET))
    made = stored(lite_session, "hur-ska-torget-bli")
    assert (made.type_name, made.political, made.scope, made.initiator) == (type_, political, scope, "board")
    assert made.stage(made.opens_on) is Stage.PROPOSED


@pytest.mark.requirement("R25")
def test_a_complaint_is_shown_the_complaints_channel_and_becomes_no_dialogue(
    lite_client, lite_session, official
):
    town = make_municipality(lite_session)
    town.complaints_address = "https://lindmo.example.se/synpunkter"
    lite_session.commit()
    page = advice(lite_client, single="yes")
    assert "<h1>Det här är ingen dialog</h1>" in page.text
    assert 'href="https://lindmo.example.se/synpunkter"' in page.text
    assert lite_session.query(Dialogue).count() == 0


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("Ring växeln, 0500-100 00", "<p>Ring växeln, 0500-100 00</p>"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("", 'href="mailto:kontakt@example.se"'),
    ],
)
def test_the_channel_is_told_however_it_is_written(lite_client, lite_session, official, address, shown):
    make_municipality(lite_session).complaints_address = address
    lite_session.commit()
    page = advice(lite_client, single="yes")
    assert shown in page.text
    assert 'href="javascript' not in page.text


@pytest.mark.requirement("R26", "R78")
@pytest.mark.parametrize(
    ("profile", "heading", "words"),
    [
        ("tjorn", "Att informera är ingen dialog här", "Inte heller om att informera om vad kommunen gör."),
        ("forshaga", "Det här kan vara en dialog som bara informerar", ""),
    ],
)
def test_informing_is_no_dialogue_unless_the_policy_says_so(
    lite_client, lite_session, official, profile, heading, words
):
    make_municipality(lite_session, profile)
    page = advice(lite_client, open="no")
    assert f"<h1>{heading}</h1>" in page.text
    assert words in page.text
    assert ("Skapa en dialog ändå" in page.text) is (profile == "tjorn")


def test_the_policys_words_are_quoted_with_their_place(lite_client, lite_session, official):
    make_municipality(lite_session, "tjorn")
    page = advice(lite_client).text
    assert "”Invånardialog handlar om frågor som kräver politiska beslut.”" in page
    assert "<cite>Policy för invånardialog</cite>" in page


def test_choosing_otherwise_needs_a_reason_and_it_is_kept_with_the_name(lite_client, lite_session, official):
    page = advice(lite_client, single="yes")
    refused = press(lite_client, page, CREATE, TORGET | {"type": "resident"})
    assert refused.status_code == 422
    assert '<a href="#reason">' in refused.text
    assert 'value="Hur ska torget bli?"' in refused.text
    follow(lite_client, press(lite_client, refused, CREATE, {"reason": "Många har skrivit om samma sak."}))
    entry = last_entry(lite_session, "create")
    assert entry.staff_id == official.id
    assert entry.details == {
        "type": "resident",
        "advice": "complaint",
        "reason": "Många har skrivit om samma sak.",
    }


def test_the_advised_sort_needs_no_reason_and_another_does(lite_client, lite_session, official):
    page = advice(lite_client)
    refused = press(lite_client, page, CREATE, TORGET | {"type": "user"})
    assert (refused.status_code, lite_session.query(Dialogue).count()) == (422, 0)
    assert press(lite_client, page, CREATE, TORGET).status_code == 303


@pytest.mark.requirement("R43", "R54")
@pytest.mark.parametrize("initiator", ["elected", "administration", "board", "association", "resident"])
def test_it_is_kept_who_took_the_initiative(lite_client, lite_session, official, initiator):
    follow(lite_client, press(lite_client, advice(lite_client), CREATE, TORGET | {"initiator": initiator}))
    assert stored(lite_session, "hur-ska-torget-bli").initiator == initiator


@pytest.mark.requirement("R56")
def test_whoever_makes_it_is_responsible_from_the_first_moment(lite_client, lite_session, official):
    overview = follow(lite_client, press(lite_client, advice(lite_client), CREATE, TORGET))
    assert stored(lite_session, "hur-ska-torget-bli").responsible_id == official.id
    assert "Maria Ek ansvarar för dialogen." in overview.text


@pytest.mark.parametrize(
    ("answers", "anchor"),
    [
        ({"single": ""}, "single"),
        ({"by_law": "maybe"}, "by_law"),
        ({"open": ""}, "open"),
        ({"political": ""}, "political"),
    ],
)
def test_the_first_question_that_matters_and_has_no_answer_is_pointed_out(
    lite_client, lite_session, official, answers, anchor
):
    page = lite_client.get("/staff/new-dialogue/advice", query_string=RESIDENT | answers)
    assert page.status_code == 422
    assert f'<a href="#{anchor}">' in page.text


@pytest.mark.parametrize(
    "answers",
    [{"single": "yes"}, {"single": "no", "by_law": "yes"}, {"single": "no", "by_law": "no", "open": "no"}],
)
def test_an_answer_that_settles_the_matter_makes_the_others_needless(
    lite_client, lite_session, official, answers
):
    assert lite_client.get("/staff/new-dialogue/advice", query_string=answers).status_code == 200


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"title": " \u202e "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"source": "xx"}, "source"),
        ({"initiator": None}, "initiator"),
        ({"type": "party"}, "type"),
        ({"type": "user", "reason": "x" * 2001}, "reason"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(lite_client, lite_session, official, changes, anchor):
    refused = press(lite_client, advice(lite_client), CREATE, TORGET | {"languages": ["ar"]} | changes)
    assert refused.status_code == 422
    assert f'<a href="#{anchor}">' in refused.text
    assert 'value="ar" checked' in refused.text
    assert lite_session.query(Dialogue).count() == 0


def test_a_form_without_the_answers_makes_nothing(lite_client, lite_session, official):
    page = advice(lite_client)
    for missing in RESIDENT:
        assert press(lite_client, page, CREATE, TORGET | {missing: None}).status_code == 422
    assert lite_session.query(Dialogue).count() == 0


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hur ska Ålgården bli på Östermalm?", "hur-ska-algarden-bli-pa-ostermalm"),
        ("  ---  ", "dialog"),
        ("كيف تكون الساحة؟", "dialog"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 150, "x" * 60),
        ("New", "new"),
        ("😀 Park <b>", "park-b"),
    ],
)
def test_an_address_is_made_of_the_title(lite_client, lite_session, official, title, slug):
    follow(lite_client, press(lite_client, advice(lite_client), CREATE, MADE | {"title": title}))
    assert lite_client.get(f"/staff/dialogues/{slug}/facts").status_code == 200


def test_two_dialogues_of_one_title_get_different_addresses(client, session):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    for _ in range(3):
        follow(client, press(client, advice(client), CREATE, MADE | {"title": "Parken"}))
    assert {each.slug for each in session.query(Dialogue)} == {"parken", "parken-2", "parken-3"}


def test_a_dialogue_can_be_written_in_a_language_that_the_interface_does_not_have(
    lite_client, lite_session, official
):
    form = MADE | {"title": "Sidee?", "source": "so", "languages": ["sv", "zz"]}
    follow(lite_client, press(lite_client, advice(lite_client), CREATE, form))
    made = lite_session.query(Dialogue).one()
    assert (made.source_language, made.languages, made.title) == ("so", ["so", "sv"], {"so": "Sidee?"})
    pages = (
        "",
        "/plan",
        "/resolutions",
        "/facts",
        "/questions",
        "/preview",
        "/preview/sv",
        "/preview/ar/answer",
    )
    for address in pages:
        assert lite_client.get(f"/staff/dialogues/{made.slug}{address}").status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_only_planners_make_dialogues(lite_client, lite_session, role):
    sign_in(lite_client, make_staff(lite_session, role))
    may = role in {Role.OFFICIAL, Role.COORDINATOR}
    assert lite_client.get("/staff/new-dialogue").status_code == (200 if may else 403)
    assert lite_client.get("/staff/new-dialogue/advice", query_string=RESIDENT).status_code == (
        200 if may else 403
    )
    assert ("Ny dialog" in lite_client.get("/staff/dialogues").text) is may
