"""The author takes an idea back by the receipt: it is erased, support included, and stays so."""

import pytest
from sqlalchemy import func, select, update

from tests.factories import days, make_dialogue, make_municipality, make_staff
from tests.forms import press
from tests.ideas.pictured import kept, pictured_idea, with_photo
from tests.ideas.test_ideas import INDEX, NEW, add_idea, add_support, ideas, typed
from tests.staff import sign_in
from webapp.domain.ideas import Act, Standing, may_be_taken_back
from webapp.domain.lifecycle import Role, Stage
from webapp.models import Idea, ModerationAct, Support

BUTTON = "Ta tillbaka och radera min idé"
STAFF = "/staff/dialogues/skolgard/ideas"


@pytest.fixture
def dialogue(session):
    make_municipality(session)
    return make_dialogue(session, idea_pictures=True)


@pytest.fixture
def receipt(client, dialogue) -> str:
    return with_photo(client, place="Vid sandlådan").location.removesuffix("/sent")


def change(session, **values: object) -> None:
    session.execute(update(Idea).values(values))
    session.commit()


def acts(session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(ModerationAct.act)))


@pytest.mark.parametrize(
    "state",
    [{"state": "waiting"}, {"state": "published"}, {"state": "declined", "reason": "Nej.", "appeal": "Jo."}],
    ids=str,
)
def test_an_idea_is_erased_with_its_picture_and_support(client, session, dialogue, receipt, state):
    change(session, **state)
    [idea] = ideas(session)
    add_support(session, idea, 2)
    page = client.get(receipt)
    assert "Det går inte att ångra" in page.text
    done = press(client, page, BUTTON)
    assert (done.status_code, done.location) == (303, receipt)
    [left] = ideas(session)
    texts = (left.title, left.text, left.place, left.lang, left.picture_alt, left.reason, left.appeal)
    assert texts == ("",) * 7
    assert (left.state, left.picture_id, left.category) == ("withdrawn", None, None)
    assert kept(session) == set()
    assert session.scalar(select(func.count()).select_from(Support)) == 0
    after = client.get(receipt)
    assert "Du har tagit tillbaka din idé. Den är raderad hos oss." in after.text
    assert BUTTON not in after.text
    assert "Fler gungor" not in client.get(INDEX).text
    assert client.get(f"{INDEX}/{left.number}").status_code == 404
    assert client.get(f"{receipt}/picture/large").status_code == 404


def test_a_retry_of_the_form_or_of_the_button_changes_nothing_more(client, session, receipt):
    page = client.get(receipt)
    assert [press(client, page, BUTTON).status_code for _time in range(2)] == [303, 303]
    again = with_photo(client, place="Vid sandlådan")
    assert client.get(again.location).location == receipt
    [left] = ideas(session)
    assert (left.state, left.text) == ("withdrawn", "")
    assert acts(session) == ["withdrawn"]


@pytest.mark.parametrize("taken", ["in-basis", "accepted", "done"])
def test_what_has_been_decided_on_is_not_taken_back(lite_client, lite_session, taken):
    make_dialogue(lite_session)
    receipt = lite_client.post(NEW, data=typed()).location.removesuffix("/sent")
    page = lite_client.get(receipt)
    change(lite_session, state="published", outcome_name=taken, outcome_on=days(0))
    assert press(lite_client, page, BUTTON).status_code == 409
    assert ideas(lite_session)[0].title == "Fler gungor"
    told = lite_client.get(receipt).text
    assert BUTTON not in told
    assert "Därför går den inte att ta tillbaka här." in told


def test_joined_ideas_are_not_taken_back_from_either_side(client, session, dialogue, receipt):
    page = client.get(receipt)
    [mine] = ideas(session)
    other = add_idea(session, dialogue, "Gungor")
    session.execute(update(Idea).where(Idea.id == mine.id).values(state="joined", joined_to=other.id))
    session.commit()
    assert press(client, page, BUTTON).status_code == 409
    session.execute(update(Idea).where(Idea.id == mine.id).values(state="published", joined_to=None))
    session.execute(update(Idea).where(Idea.id == other.id).values(state="joined", joined_to=mine.id))
    session.commit()
    assert press(client, page, BUTTON).status_code == 409
    assert acts(session) == []


def test_after_the_last_day_an_idea_stays(client, session, dialogue, receipt):
    page = client.get(receipt)
    dialogue.closes_on = days(-1)
    session.commit()
    assert press(client, page, BUTTON).status_code == 409
    assert "Dialogen är stängd, så idén går inte längre att ta tillbaka." in client.get(receipt).text


def test_a_picture_that_another_idea_has_too_is_kept(client, session, dialogue, receipt):
    pictured_idea(session, dialogue)
    press(client, client.get(receipt), BUTTON)
    assert len(kept(session)) == 1


def test_its_words_are_forgotten_in_memory_too(app, client, session, dialogue, receipt):
    change(session, state="published")
    [idea] = ideas(session)
    assert "Fler gungor" in client.get(INDEX, query_string={"q": "gungor"}).text
    memory = app.extensions["likeness"]
    assert idea.id in memory._read
    press(client, client.get(receipt), BUTTON)
    client.get(INDEX, query_string={"q": "gungor"})
    assert idea.id not in memory._read


def test_only_the_receipt_of_an_idea_takes_an_idea_back(lite_client, lite_session):
    make_dialogue(lite_session)
    assert lite_client.post("/sv/receipt/bok7k/take-back").status_code == 404
    foreign = {"Sec-Fetch-Site": "cross-site"}
    receipt = lite_client.post(NEW, data=typed()).location.removesuffix("/sent")
    assert lite_client.post(f"{receipt}/take-back", headers=foreign).status_code == 403
    assert ideas(lite_session)[0].state == "waiting"


def test_the_public_log_counts_it_without_words(client, session, dialogue, receipt):
    press(client, client.get(receipt), BUTTON)
    session.execute(update(ModerationAct).values(day=days(-1)))
    day = {"dialogue_id": dialogue.id, "day": days(-1)}
    session.add_all(ModerationAct(act=Act.PUBLISHED.value, **day) for _each in range(2))
    session.commit()
    told = client.get(f"{INDEX}/rules").text
    assert "Tillbakatagna av den som lämnade idén: 1" in told
    assert "gungor" not in told


def test_staff_who_decide_at_the_same_time_are_told(client, session, dialogue, receipt):
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get(STAFF)
    press(client, client.get(receipt), BUTTON)
    late = press(client, page, "do:publish")
    assert late.status_code == 409
    assert "Den som lämnade idén har tagit tillbaka den." in late.text
    assert ideas(session)[0].state == "withdrawn"
    assert "Fler gungor" not in "".join(
        client.get(f"{STAFF}?group={group}").text for group in ("waiting", "published", "joined", "declined")
    )


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("joined", [True, False])
def test_the_rule_of_taking_back(stage, standing, joined):
    may = stage is Stage.OPEN and not joined and standing.value in {"received", "published"}
    assert may_be_taken_back(stage, standing, joined=joined) is may
