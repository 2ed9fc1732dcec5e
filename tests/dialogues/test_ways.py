"""All ways to take part are collected on one page, with the municipality's own policy."""

import pytest

from tests.factories import days, in_all, make_dialogue, make_municipality


@pytest.mark.requirement("R88", "R12")
def test_one_page_collects_every_way_to_take_part(client, session):
    town = make_municipality(session)
    town.complaints_address = "https://www.example.se/synpunkter"
    make_dialogue(session, title=in_all("Hur ska torget bli?"))
    make_dialogue(
        session, slug="bad", title=in_all("Hur ska badet bli?"), published_on=None, opens_on=days(3)
    )
    page = client.get("/sv/ways-to-influence").text
    for expected in (
        "Hur ska torget bli?",
        "Hur ska badet bli?",
        'href="/sv/propose"',
        'href="https://www.example.se/synpunkter"',
        "Rösta i valen",
        "Prata med en politiker",
        "0500-100 00",
    ):
        assert expected in page
    assert 'href="/sv/dialogues/bad"' not in page


@pytest.mark.requirement("R63")
def test_a_matter_that_becomes_no_dialogue_is_told_with_its_reason(client, session):
    make_municipality(session)
    reason = in_all("Fullmäktige har redan bestämt avgiften.")
    make_dialogue(
        session,
        title=in_all("Parkeringsavgift"),
        published_on=None,
        declined_on=days(-1),
        decline_reason=reason,
    )
    page = client.get("/sv/ways-to-influence").text
    assert "Parkeringsavgift" in page
    assert "Fullmäktige har redan bestämt avgiften." in page


@pytest.mark.requirement("R119")
@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("vanersborg", ["KS 2020/420", "Policy för invånardialog i Vänersborgs kommun", "23 november 2022"]),
        ("tjorn", ["§ 48", "28 mars 2018", "rådgivande"]),
        ("forshaga", ["KS 2017/261", "7 november 2017"]),
    ],
)
def test_the_policy_is_shown_with_its_number_and_its_demands(client, session, profile, expected):
    town = make_municipality(session)
    town.profile_id = profile
    session.commit()
    page = client.get("/sv/policy").text
    for each in expected:
        assert each in page


@pytest.mark.requirement("R89")
def test_the_register_lists_open_coming_and_ended_dialogues(client, session):
    make_dialogue(session, slug="nu", title=in_all("Öppen fråga?"))
    make_dialogue(session, slug="sen", title=in_all("Kommande fråga?"), opens_on=days(3))
    make_dialogue(
        session, slug="var", title=in_all("Avslutad fråga?"), opens_on=days(-40), closes_on=days(-10)
    )
    page = client.get("/sv/").text.lower()
    places = [
        page.index(words)
        for words in (
            *("öppna nu", "öppen fråga?", "kommer snart", "kommande fråga?", "avslutade", "avslutad fråga?"),
        )
    ]
    assert places == sorted(places)
    for slug in ("nu", "sen", "var"):
        assert client.get(f"/sv/dialogues/{slug}").status_code == 200
