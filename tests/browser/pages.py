"""Every page that a resident meets, in each of its states: how to bring a browser there.

A name is the endpoint of the page, a colon, and the state. ``error`` stands for pages of no endpoint of their own.
"""

from collections.abc import Callable

from sqlalchemy import update

from tests.browser import told, town
from tests.browser.resident import SEND, Resident
from tests.factories import days
from webapp.models import Dialogue

State = Callable[[Resident], None]
STATES: dict[str, State] = {}
ERRORS = "error"
PROPOSED = (
    ("Var ska utegymmet ligga?", "Parken är bara gräs i dag."),
    ("أين ستكون صالة الرياضة في الهواء الطلق؟", "الحديقة عشب فقط اليوم."),
)
"""Title and text of a proposal in Swedish, and in Arabic."""


def endpoint_of(name: str) -> str:
    """The endpoint whose page the state is of."""
    return name.partition(":")[0]


def state(name: str) -> Callable[[State], State]:
    """Enters the function below into the table, under the name of the page and its state."""

    def enter(way: State) -> State:
        STATES[name] = way
        return way

    return enter


def plain(name: str, path: str) -> None:
    """Enters a page that is reached by its address alone."""
    STATES[name] = lambda resident: resident.visits(path)


plain("dialogues.register: full", "/")
plain("dialogues.tongues: none reviewed", "/languages")
plain("dialogues.register: searched", "/?q=skolgård")
plain("dialogues.register: nothing found", "/?q=rymdraket")
plain("dialogues.register: unknown code", "/?code=zz9zz")
plain("dialogues.show: open", f"/dialogues/{town.OPEN}")
plain("dialogues.show: coming", f"/dialogues/{town.COMING}")
plain("dialogues.show: ended with outcome", f"/dialogues/{town.ENDED}")
plain("dialogues.show: partly translated", f"/dialogues/{town.PARTLY}")
plain("dialogues.show: everything told, and corrected", f"/dialogues/{told.TOLD}")
plain("dialogues.show: users of a service", f"/dialogues/{told.USERS}")
plain("dialogues.show: by law", f"/dialogues/{told.BY_LAW}")
plain("dialogues.show: late", f"/dialogues/{told.LATE}")
plain("subscriptions.ask: fresh", f"/dialogues/{told.TOLD}/notify")
plain("subscriptions.done: all", f"/dialogues/{told.TOLD}/notify/done")
plain("answering.answer: fresh", f"/dialogues/{town.OPEN}/answer")
plain("answering.answer: partly translated", f"/dialogues/{town.PARTLY}/answer")
plain("answering.answer: not open yet", f"/dialogues/{town.COMING}/answer")
plain("answering.answer: closed", f"/dialogues/{town.ENDED}/answer")
plain("receipts.find: fresh", "/receipt")
plain("dialogues.places: all", f"/dialogues/{town.OPEN}/places")
plain("dialogues.places: none", f"/dialogues/{town.COMING}/places")
plain("dialogues.ways: all", "/ways-to-influence")
plain("dialogues.policy: all", "/policy")
plain("proposals.propose: fresh", "/propose")
plain("dialogues.privacy: all", "/privacy")
plain("accessibility.statement: nobody has assessed", "/accessibility")
plain("error: 404", "/ingen/sadan/sida")
plain("results.published: all figures", f"/dialogues/{town.ENDED}/results")
plain("follow_up.public_basis: whole", f"/dialogues/{town.ENDED}/decision-basis")


@state("dialogues.register: empty")
def register_empty(resident: Resident) -> None:
    with resident.site.session() as session:
        before = session.query(Dialogue.id, Dialogue.published_on).all()
        session.execute(update(Dialogue).values(published_on=None))
    resident.visits("/")
    with resident.site.session() as session:
        for id_, day in before:
            session.execute(update(Dialogue).where(Dialogue.id == id_).values(published_on=day))


@state("dialogues.show: folds open")
def folds_open(resident: Resident) -> None:
    resident.visits(f"/dialogues/{told.TOLD}")
    resident.browser.run("for (const each of document.querySelectorAll('details')) each.open = true")


@state("proposals.propose: mistakes")
def proposal_mistakes(resident: Resident) -> None:
    resident.visits("/propose")
    resident.browser.follow("#send")
    assert resident.browser.has("#problems")


@state("proposals.show: just sent")
def proposal_sent(resident: Resident) -> None:
    resident.visits("/propose")
    title, text = PROPOSED[resident.lang == "ar"]
    resident.browser.type("#title", title)
    resident.browser.type("#text", text)
    resident.browser.click("[name=sender][value=resident]")
    resident.browser.follow("#send")
    assert not resident.browser.has("#problems"), resident.browser.text("#problems")


@state("subscriptions.ask: mistake")
def wrong_address(resident: Resident) -> None:
    resident.visits(f"/dialogues/{told.TOLD}/notify")
    resident.browser.type("#email", "eva@")
    resident.browser.follow("main form button")


@state("dialogues.show: from a poster")
def from_poster(resident: Resident) -> None:
    resident.browser.asks_with(**{"Accept-Language": resident.lang})
    resident.browser.goes_to(f"/q/{town.PLACE}")


@state("answering.answer: last part")
def form_last_part(resident: Resident) -> None:
    resident.starts_answering()
    resident.chooses("one", "gunga")
    resident.writes("number", "34")
    resident.chooses("adult", "ja")
    resident.turns_to("child")


@state("answering.answer: without scripts")
def form_without_scripts(resident: Resident) -> None:
    resident.browser.scripts(on=False)
    resident.starts_answering()


@state("answering.answer: every mistake")
def form_mistakes(resident: Resident) -> None:
    resident.makes_every_mistake()


@state("answering.answer: other mistakes")
def form_other_mistakes(resident: Resident) -> None:
    resident.starts_answering()
    resident.chooses("one", "lek")
    resident.numbers("rank", gunga="3", boll="1")
    resident.numbers("top", lek="2")
    resident.numbers("points", gunga="-4")
    resident.writes("number", "1234")
    resident.checks()


@state("answering.answer: nothing answered")
def form_empty(resident: Resident) -> None:
    resident.starts_answering(town.PARTLY)
    resident.checks()


def pressed(name: str, question: str, *ways: str) -> None:
    @state(f"answering.answer: {name}")
    def press(resident: Resident) -> None:
        resident.starts_answering()
        for way in ways:
            resident.presses(question, "lek", way)


pressed("placed", "rank", "up")
pressed("moved down again", "rank", "up", "down")
pressed("top one placed", "top", "up")
pressed("points given", "points", "up")
pressed("points taken back", "points", "up", "up", "down")


@state("answering.answer: too many points typed")
def form_too_many_points(resident: Resident) -> None:
    resident.starts_answering()
    resident.numbers("points", gunga="90", boll="35")


@state("answering.answer: changed meanwhile")
def form_changed(resident: Resident) -> None:
    resident.starts_answering(town.CHANGING)
    resident.chooses("one", "lek")
    change_questions(resident)
    resident.checks()


def change_questions(resident: Resident) -> None:
    """The official makes another question required, and another one not, while she answers."""
    with resident.site.changing(town.CHANGING) as dialogue:
        document = dialogue.question_document
        sections = [dict(section) for section in document["sections"]]
        asked = [dict(question) for question in sections[0]["questions"]]
        asked[3]["required"] = not asked[3]["required"]
        sections[0]["questions"] = asked
        dialogue.question_document = {**document, "sections": sections}


@state("answering.answer: language changed")
def form_language_changed(resident: Resident) -> None:
    wanted = resident.lang
    resident.lang = "sv" if wanted != "sv" else "en"
    resident.starts_answering()
    resident.chooses("one", "gunga")
    resident.changes_language_to(wanted)


@state("answering.answer: closed with answers typed")
def form_closed_with_answers(resident: Resident) -> None:
    resident.starts_answering(town.CLOSING)
    resident.chooses("one", "lek")
    resident.writes("short", "Backen")
    with resident.site.changing(town.CLOSING) as dialogue:
        dialogue.ended_on = days(0)
    resident.checks()
    with resident.site.changing(town.CLOSING) as dialogue:
        dialogue.ended_on = None


@state("answering.answer: check")
def check(resident: Resident) -> None:
    resident.answers_a_little()


@state("answering.answer: check, storing failed, without scripts")
def check_failed(resident: Resident) -> None:
    resident.browser.scripts(on=False)
    resident.answers_a_little()
    with resident.site.unable_to_store():
        resident.browser.follow(SEND)


@state("receipts.sent: response")
def sent(resident: Resident) -> None:
    resident.visits(f"/receipt/{resident.has_sent()}/sent")


@state("receipts.show: response")
def receipt(resident: Resident) -> None:
    resident.visits(f"/receipt/{resident.has_sent()}")
    resident.browser.click("details:has(.danger) summary")


@state("receipts.show: withdrawn")
def receipt_withdrawn(resident: Resident) -> None:
    resident.withdraws(resident.has_sent())


@state("receipts.show: ended")
def receipt_ended(resident: Resident) -> None:
    resident.visits(f"/receipt/{resident.has_sent(town.ENDED)}")


@state("receipts.find: nothing typed")
def receipt_blank(resident: Resident) -> None:
    resident.looks_up("")


@state("receipts.find: a slip")
def receipt_slip(resident: Resident) -> None:
    resident.looks_up("1234 5678 9012 3456")


@state("receipts.find: unknown")
def receipt_unknown(resident: Resident) -> None:
    resident.looks_up(town.idea_receipt("nobody's"))


@state("error: 429")
def too_many(resident: Resident) -> None:
    resident.guesses_receipts(21)
    resident.visits(f"/receipt/{town.idea_receipt('idea-waiting')}")
