"""Composing a budget: projects with costs, the money, how to vote, and how it is counted."""

import pytest

from tests.editing.pages import add_question, draft, fresh
from tests.factories import make_dialogue, make_staff, projects, question, question_set
from tests.forms import follow, press
from tests.results.sending import send
from tests.staff import csrf_of, sign_in
from webapp.domain.lifecycle import Role
from webapp.domain.questions import Limits
from webapp.models import Dialogue

ADDRESS = "/staff/dialogues/skolgard/questions/money"


def asked(**limits):
    given = Limits(**({"budget": 500_000, "headline": "greedy"} | limits))
    return question("money", "budget", options=projects(Gunga=300_000, Boll=200_000), limits=given)


def opened(client, session):
    draft(client, session, questions=question_set(asked()))
    return client.get(ADDRESS)


def stored(session):
    return fresh(session).query(Dialogue).one().questions.sections[0].questions[-1]


def test_everything_about_a_budget_can_be_chosen(client, session) -> None:
    draft(client, session, questions=question_set(question("one")))
    fields = {"budget": "300 000", "voting": "points", "points": "50", "headline": "equal_shares"}
    fields |= {"option__0__cost": "120 000", "option__1__cost": "٩٠٠٠٠", "option__2__cost": "1"}
    follow(client, add_question(client, "skolgard", "budget", **fields))
    made = stored(session)
    assert list(made.costs.values()) == [120_000, 90_000, 1]
    limits = made.limits
    assert (limits.budget, limits.voting, limits.points, limits.headline) == (
        300_000,
        "points",
        50,
        "equal_shares",
    )


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("budget", "", "Skriv hur mycket pengar det finns."),
        ("budget", "0", "Skriv ett belopp i hela kronor"),
        ("budget", "-5", "Skriv ett belopp i hela kronor"),
        ("budget", "mycket", "Skriv ett belopp i hela kronor"),
        ("budget", "9" * 14, "Beloppet är för stort."),
        ("option.0.cost", "", "Skriv vad projektet kostar."),
        ("option.0.cost", "0", "Skriv ett belopp i hela kronor"),
        ("option.0.cost", "-100", "Skriv ett belopp i hela kronor"),
        ("option.0.cost", "dyrt", "Skriv ett belopp i hela kronor"),
        ("option.0.cost", "50.000", "Skriv ett belopp i hela kronor"),
        ("option.0.cost", "50,5", "Skriv ett belopp i hela kronor"),
        ("option.0.cost", "500001", "Projektet kostar mer än alla pengar, 500\xa0000 kr."),
        ("option.0.sv", "", "Skriv vad projektet är."),
        ("voting", "auction", "Välj ett av sätten att rösta."),
        ("headline", "borda", "Välj ett av sätten att räkna."),
        ("points", "0", "Skriv ett heltal från 1 till 10000."),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_in_the_summary(
    lite_client, lite_session, field, typed, said
) -> None:
    page = opened(lite_client, lite_session)
    change = {field: typed}
    if field == "option.0.sv":
        change |= {name: "" for name in ("option.0.en", "option.0.ar") if f'name="{name}"' in page.text}
    refused = press(lite_client, page, "do:save", change)
    assert refused.status_code == 422
    anchor = field.replace(".", "-")
    summary = refused.text.split('id="problems"')[1].split("</div>")[0]
    assert f'href="#{anchor}"' in summary
    assert said in summary
    assert f'id="{anchor}-error"' in refused.text
    assert stored(lite_session) == asked()


def test_rows_move_with_their_costs_and_a_new_one_has_a_field_for_it(lite_client, lite_session) -> None:
    page = opened(lite_client, lite_session)
    moved = press(lite_client, page, "do:down:0")
    added = press(lite_client, moved, "do:add")
    assert 'name="option.2.cost" value=""' in added.text
    follow(lite_client, press(lite_client, added, "do:save"))
    assert list(stored(lite_session).costs.items()) == [("boll", 200_000), ("gunga", 300_000)]


def test_once_somebody_has_voted_money_and_ways_stay(lite_client, lite_session) -> None:
    dialogue = make_dialogue(lite_session, questions=question_set(asked()))
    send(lite_client, dialogue, q_money=["gunga"])
    sign_in(lite_client, make_staff(lite_session, Role.OFFICIAL))
    form = {"budget": "600 000", "option.0.cost": "1", "headline": "equal_shares", "voting": "points"}
    token = csrf_of(lite_client.get(ADDRESS))
    for name, value in form.items():
        answered = lite_client.post(ADDRESS, data={"csrf_token": token, "do": "save", name: value})
        assert answered.status_code == 409
    assert stored(lite_session) == asked()
