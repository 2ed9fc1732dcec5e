"""Residents look for ideas, sort them, and read one on a page of its own."""

import pytest
from sqlalchemy import select

from tests.factories import days, make_dialogue, make_municipality
from tests.ideas.test_ideas import INDEX, NEW, add_idea, add_support, ideas, press, supporters, typed
from webapp.ideas import actions, queries, reading
from webapp.models import Idea, Support
from webapp.models import ideas as stored_ideas


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session)


def order(client, address: str, *titles: str) -> list[str]:
    page = client.get(address).text
    return sorted((title for title in titles if title in page), key=page.index)


def test_an_idea_has_a_page_of_its_own(client, session, dialogue):
    idea = add_idea(session, dialogue, place="Vid <lekplatsen>", category=1, published_on=days(-2))
    add_support(session, idea, 2)
    page = client.get(f"{INDEX}/{idea.number}")
    assert page.status_code == 200
    for words in (
        "Bänkar i skuggan",
        "Under lindarna.",
        "Vid &lt;lekplatsen&gt;",
        "Trygghet",
        "2 stödjer idén",
    ):
        assert words in page.text
    assert f'/ideas/{idea.number}"' in client.get(INDEX).text
    assert client.get(f"/en/dialogues/skolgard/ideas/{idea.number}").status_code == 200


@pytest.mark.parametrize("number", ["0", "1", str(2**31), "9" * 60])
def test_a_number_that_no_idea_has_is_not_found(client, dialogue, number):
    assert client.get(f"{INDEX}/{number}").status_code == 404


def test_the_page_of_an_idea_that_is_not_shown_is_not_found(client, session, dialogue):
    for state in ("waiting", "declined"):
        hidden = add_idea(session, dialogue, f"Hemlig {state}", state=state)
        assert client.get(f"{INDEX}/{hidden.number}").status_code == 404


def test_support_on_an_ideas_own_page_leads_back_there_and_can_be_undone(client, session, dialogue):
    idea = add_idea(session, dialogue)
    given = client.post(f"{INDEX}/{idea.number}/support?from=idea")
    assert given.location == f"{INDEX}/{idea.number}#support"
    assert "Du är en av dem" in client.get(given.location).text
    undone = client.post(f"{INDEX}/{idea.number}/take-back?from=idea")
    assert "Du är en av dem" not in client.get(undone.location).text
    assert supporters(session, idea) == 0
    dialogue.closes_on = days(-1)
    session.commit()
    late = client.post(f"{INDEX}/{idea.number}/support?from=idea")
    assert late.status_code == 409
    assert "Ditt tryck räknades inte" in late.text
    assert "<title>Bänkar i skuggan" in late.text


def test_numbers_are_drawn_at_random_and_unique_in_their_dialogue(client, session, dialogue, monkeypatch):
    drawn = iter([111_111, 111_111, 222_222])
    monkeypatch.setattr(actions, "random_number", lambda: next(drawn))
    client.post(NEW, data=typed(title="Den första"))
    client.post(NEW, data=typed(title="Den andra", key="j" * 24))
    assert sorted(idea.number for idea in ideas(session)) == [111_111, 222_222]
    many = {stored_ideas.random_number() for _ in range(200)}
    assert len(many) > 190
    assert min(many) > 100_000


def test_ideas_are_sorted_by_support_by_day_or_by_a_daily_lot(client, session, dialogue, monkeypatch):
    titles = [f"Idé {letter}" for letter in "ABCDEF"]
    for place, title in enumerate(titles):
        idea = add_idea(session, dialogue, title, published_on=days(-place))
        add_support(session, idea, place)
    assert order(client, INDEX, *titles) == titles[::-1]
    assert order(client, f"{INDEX}?sort=new", *titles) == titles
    assert order(client, f"{INDEX}?sort=zap", *titles) == titles[::-1]
    today = order(client, f"{INDEX}?sort=shuffled", *titles)
    assert order(client, f"{INDEX}?sort=shuffled", *titles) == today
    later = set()
    for number in range(1, 30):
        monkeypatch.setattr(reading, "today", lambda number=number: days(number))
        later.add(order(client, f"{INDEX}?sort=shuffled", *titles)[0])
    assert later == set(titles)


def test_the_choices_stay_from_page_to_page_and_from_language_to_language(client, session, dialogue):
    for number in range(35):
        add_idea(session, dialogue, f"Gunga {number:02}", category=0)
    page = client.get(f"{INDEX}?sort=new&q=gungor&category=0").text
    assert "page=2&amp;category=0&amp;sort=new&amp;q=gungor" in page
    assert 'href="/en/dialogues/skolgard/ideas?q=gungor&amp;category=0&amp;sort=new&amp;choose=1"' in page
    assert 'name="sort" value="new"' in page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bänk", True),
        ("BÄNKAR", True),
        ("bankar", True),
        ("bänken lind", True),
        ("skug", True),
        ("solen", False),
        ("bänk rutschkana", False),
        ("sandlådan", True),
        ("  ", True),
    ],
)
def test_ideas_are_found_by_words_in_any_inflection(client, session, dialogue, words, found):
    idea = add_idea(session, dialogue, place="Bredvid sandlådan")
    assert ("Under lindarna" in client.get(INDEX, query_string={"q": words}).text) is found
    assert "Under lindarna" in client.get(INDEX, query_string={"q": str(idea.number)}).text


def test_a_search_for_something_hostile_is_only_words(client, session, dialogue):
    add_idea(session, dialogue)
    for words in (
        "<script>alert(1)</script>",
        "%",
        "_",
        "'; DROP TABLE idea",
        "\x00",
        "a" * 5000,
        "()[]{}*?\\",
    ):
        page = client.get(INDEX, query_string={"q": words})
        assert page.status_code == 200
        assert "<script>alert" not in page.text


def test_a_supporter_can_see_only_the_ideas_supported_here(client, session, dialogue):
    mine, _other = add_idea(session, dialogue, "Min sak"), add_idea(session, dialogue, "En annans sak")
    assert "Du stödjer ingen idé" in client.get(f"{INDEX}?own=1").text
    press(client, mine)
    page = client.get(f"{INDEX}?own=1").text
    assert "Min sak" in page
    assert "En annans sak" not in page
    undone = client.post(
        f"{INDEX}/{mine.number}/take-back?own=1", headers={"HX-Request": "true"}, follow_redirects=True
    )
    assert "<html" not in undone.text
    assert f'id="support-{mine.number}"' in undone.text


def test_supporters_of_joined_ideas_are_counted_once_and_both_texts_are_read(client, session, dialogue):
    main = add_idea(session, dialogue, "Bänkar i skuggan")
    same = add_idea(session, dialogue, "Skuggiga bänkar", state="joined", joined_to=main.id, text="Mina ord.")
    alone = add_idea(session, dialogue, "Rutschkana")
    session.add_all(
        Support(idea_id=idea.id, supporter_hash=who)
        for idea, whos in ((main, "abc"), (same, "bcd"), (alone, "abcde"))
        for who in whos
    )
    session.commit()
    listed = client.get(INDEX).text
    assert listed.count('class="card idea') == 2
    assert listed.index("Rutschkana") < listed.index("Bänkar i skuggan")
    page = client.get(f"{INDEX}/{main.number}").text
    for words in ("4 stödjer idén", "Mina ord.", "Skuggiga bänkar", "Under lindarna."):
        assert words in page
    led = client.get(f"{INDEX}/{same.number}")
    assert (led.status_code, led.location) == (303, f"{INDEX}/{main.number}")
    assert "Bänkar i skuggan" in client.get(INDEX, query_string={"q": "mina ord"}).text


def test_support_of_a_joined_idea_is_support_of_both_and_is_undone_in_both(client, session, dialogue):
    main = add_idea(session, dialogue, "Bänkar i skuggan")
    same = add_idea(session, dialogue, "Skuggiga bänkar")
    press(client, same)
    same.state, same.joined_to = "joined", main.id
    session.commit()
    assert "Du är en av dem" in client.get(f"{INDEX}/{main.number}").text
    press(client, same)
    assert "1 stödjer idén" in client.get(f"{INDEX}/{main.number}").text
    press(client, main, "take-back")
    assert supporters(session, main) == supporters(session, same) == 0


def test_the_lot_gives_every_idea_the_same_chance_to_stand_first(session, dialogue):
    add = [add_idea(session, dialogue, f"Idé {number}") for number in range(5)]
    wanted = queries.Wanted(sort=queries.Sort.SHUFFLED)
    firsts = [
        queries.listing(session, dialogue.id, wanted, queries.Reader("", "sv", days(number)), None).ideas[0]
        for number in range(500)
    ]
    counts = [sum(first.idea.id == idea.id for first in firsts) for idea in add]
    assert min(counts) > 60
    assert session.scalar(select(Idea).limit(1)) is not None
