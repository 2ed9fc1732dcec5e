"""The same matter under four municipalities' policies ends differently where the policies differ."""

from html import unescape

import pytest

from tests.factories import days, make_board, make_dialogue, make_municipality, make_staff, resolve
from tests.staff import csrf_of, sign_in
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.record import BodyKind, ResolutionKind
from webapp.models import BoardPart, StoredAnswer, StoredResolution
from webapp.models.policy import CONCERNED

MUNICIPALITIES = ("vanersborg", "tjorn", "kungsbacka", "forshaga")


@pytest.fixture
def matter(client, session):
    """Prepares the matter under a policy, and asks for the next move as a coordinator would."""

    def under(profile: str, **changes):
        make_municipality(session, profile)
        sign_in(client, make_staff(session, Role.COORDINATOR))
        return make_dialogue(session, published_on=None, profile=profile, **changes)

    return under


def press(client, dialogue, move: str):
    """(status, text) of the answer to a move."""
    token = csrf_of(client.get(f"/staff/dialogues/{dialogue.slug}"))
    answer = client.post(f"/staff/dialogues/{dialogue.slug}/{move}", data={"csrf_token": token})
    return answer.status_code, unescape(answer.text)


@pytest.mark.requirement("R26", "R72", "R73", "R78")
@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("vanersborg", "frågan som ställs är påverkbar"),
        ("tjorn", "Inte heller om att informera om vad kommunen gör"),
        ("kungsbacka", "Det finns alltid en möjlighet för invånarna att påverka"),
        ("forshaga", ""),
    ],
)
def test_pure_information_is_a_dialogue_in_forshaga_alone(client, session, matter, profile, words):
    dialogue = matter(profile, step=LadderStep.INFORMATION)
    status, text = press(client, dialogue, "open")
    assert status == (422 if words else 303)
    assert words.casefold() in text.casefold()
    session.expire_all()
    assert dialogue.stage(days(0)) is (Stage.AGREED if words else Stage.OPEN)


@pytest.mark.requirement("R60", "R91")
@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("vanersborg", ""),
        ("tjorn", "Resultatet av invånardialogen är rådgivande"),
        ("kungsbacka", ""),
        ("forshaga", "det är alltid förtroendevalda som fattar beslut"),
    ],
)
def test_a_binding_result_is_refused_where_the_policy_calls_it_advisory(
    client, session, matter, profile, words
):
    dialogue = matter(profile, step=LadderStep.CO_DECISION, commitment="Fullmäktige, § 9")
    status, text = press(client, dialogue, "open")
    assert status == (422 if words else 303)
    assert words in text


def decided_by(session, dialogue, kind: BodyKind, *, boards: int = 1) -> None:
    """The dialogue waits to be held; `boards` are concerned, and a body of `kind` has decided."""
    session.query(StoredResolution).delete()
    session.query(BoardPart).delete()
    for number in range(boards):
        board = make_board(session, f"Nämnd {number}")
        session.add(BoardPart(dialogue_id=dialogue.id, board_id=board.id, part=CONCERNED))
    resolve(session, dialogue, ResolutionKind.HOLD, board=make_board(session, "Organet", kind))
    dialogue.agreed_on = None
    session.commit()


@pytest.mark.requirement("R37", "R39", "R45", "R46", "R47", "R55", "R61")
@pytest.mark.parametrize(
    ("profile", "facts", "boards", "body", "held"),
    [
        ("vanersborg", {"scope": "own-area"}, 1, BodyKind.BOARD, True),
        ("vanersborg", {"scope": "large-common"}, 1, BodyKind.BOARD, False),
        ("vanersborg", {"scope": "large-common"}, 1, BodyKind.COUNCIL, True),
        ("vanersborg", {"scope": "overarching"}, 2, BodyKind.BOARD, False),
        ("vanersborg", {"scope": "overarching"}, 2, BodyKind.EXECUTIVE, True),
        ("tjorn", {}, 1, BodyKind.BOARD, True),
        ("tjorn", {}, 2, BodyKind.BOARD, False),
        ("tjorn", {}, 2, BodyKind.COUNCIL, True),
        ("kungsbacka", {"political": True}, 1, BodyKind.ADMINISTRATION, False),
        ("kungsbacka", {"political": True}, 1, BodyKind.BOARD, True),
        ("kungsbacka", {"political": False}, 1, BodyKind.ADMINISTRATION, True),
        ("forshaga", {}, 2, BodyKind.BOARD, True),
        ("forshaga", {}, 1, BodyKind.ADMINISTRATION, False),
    ],
)
def test_who_may_decide_to_hold_it_follows_the_policy(
    client, session, matter, profile, facts, boards, body, held
):
    dialogue = matter(profile)
    for name, value in facts.items():
        setattr(dialogue, name, value)
    decided_by(session, dialogue, body, boards=boards)
    status, text = press(client, dialogue, "hold")
    assert (status, "<blockquote" in text) == ((303, False) if held else (422, True))
    session.expire_all()
    assert dialogue.stage(days(0)) is (Stage.AGREED if held else Stage.CONSIDERED)


QUESTIONS = {
    "vanersborg": ["question-open", "politicians-open"],
    "forshaga": ["can-we-be-influenced", "do-residents-care", "more-knowledge", "residents-learn"],
}


@pytest.mark.requirement("R6", "R64", "R65", "R66", "R67")
@pytest.mark.parametrize("profile", MUNICIPALITIES)
def test_guiding_questions_are_asked_before_it_is_held_where_the_policy_has_them(
    client, session, matter, profile
):
    dialogue = matter(profile)
    asked = QUESTIONS.get(profile, [])
    for answer in session.query(StoredAnswer).filter(StoredAnswer.gate.in_(asked or ["-"])):
        session.delete(answer)
    dialogue.agreed_on = None
    session.commit()
    status, text = press(client, dialogue, "hold")
    assert status == (422 if asked else 303)
    for gate in asked:
        assert f"/staff/dialogues/skolgard/gates/{gate}" in text


@pytest.mark.requirement("R1", "R2", "R3")
@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("vanersborg", "medborgarskap"),
        ("tjorn", "lever eller verkar"),
        ("kungsbacka", "kommunen"),
        ("forshaga", "besök"),
    ],
)
def test_who_may_take_part_is_told_in_the_policys_sense(client, session, profile, words):
    make_municipality(session, profile)
    make_dialogue(session)
    assert words in client.get("/sv/").text
    assert words in client.get("/sv/policy").text
