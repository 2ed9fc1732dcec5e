"""The town that the browser visits: dialogues in every stage, with every kind of question, places, people."""

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from tests.browser.asked import THINGS, WORDS, all_kinds, partly_translated, said
from tests.browser.budget_town import fill_budgets
from tests.browser.once import fill_once
from tests.browser.talk import fill_talk, supports
from tests.browser.told import fill_told
from tests.conftest import SECRET
from tests.factories import days, make_board, make_dialogue, make_municipality, make_place, make_staff
from tests.kinds.examples import EXAMPLES, everything
from tests.recordings import keep_film
from webapp.answering.actions import store
from webapp.domain import receipts
from webapp.domain.lifecycle import Role
from webapp.domain.text import Localised
from webapp.models import Dialogue, FaultReport, Finding, Idea, ModerationAct, Proposal
from webapp.models.counting import fold, seal
from webapp.models.ideas import IdeaState
from webapp.web.snapshots import Snapshot

OPEN, COMING, ENDED, DRAFT = "skolgard", "simhall", "bibliotek", "utkast"
KINDS, KINDS_REQUIRED, KINDS_ENDED, KINDS_DRAFT = "slagen", "slagen-krav", "slagen-slut", "slagen-utkast"
"""Dialogues that ask one question of every kind."""
CLOSING, CHANGING, PARTLY, READY = "cykelvag", "lekplats", "torget", "klart"
EVERYTHING = "allt@example.se"
"""The e-mail of somebody with every role."""
PLACE, WITHDRAWN_PLACE = "bok7k", "gam1a"
PUBLISHED_IDEA, DECIDED_IDEA = 222_222, 333_333
"""Numbers of two ideas."""
REPORT, ANSWERED_REPORT = 4, 5
"""Numbers of two reports about accessibility."""
KEYS = count(1)
GROUP_SIZE = 30
"""Responses of each language in the dialogues that have any: enough for figures of a group to be shown."""


def fill(session: Session) -> None:
    """Makes the whole town."""
    make_municipality(session)
    board = make_board(session)
    for role in Role:
        make_staff(session, role, name=f"Åsa {role.value.capitalize()}")
    everything = make_staff(session, *Role, email=EVERYTHING, name="Åsa Öberg")
    everything.boards.append(board)
    _open_dialogues(session, board)
    make_dialogue(session, COMING, all_kinds(), board=board, opens_on=days(3), title=_title("Nya simhallen"))
    draft = make_dialogue(
        session,
        DRAFT,
        all_kinds(),
        board=board,
        published_on=None,
        contact_name="",
        purpose={"sv": "Bara på svenska."},
    )
    keep_film(session, draft)
    make_dialogue(session, READY, all_kinds(), board=board, published_on=None, title=_title("Nästan öppen"))
    _ended(session, board)
    _every_kind(session, board)
    fill_told(session, board)
    fill_once(session, board)
    fill_budgets(session, board, respond)
    for number, answered_on in enumerate((None, days(-1)), start=1):
        session.add(proposed(number, answered_on))
        session.add(reported(number + REPORT - 1, answered_on))
    session.commit()


def reported(number: int, answered_on: date | None) -> FaultReport:
    """A report in Arabic about what did not work, answered or not yet."""
    return FaultReport(
        id=number,
        lang="ar",
        page="/ar/receipt/…",
        text="لا يقرأ قارئ الشاشة الزر.",
        contact="0500-123 45",
        day=days(-9),
        receipt_hash=str(number) * 64,
        answer={"sv": "Nu är det rättat."} if answered_on else {},
        answered_on=answered_on,
    )


def proposed(number: int, answered_on: date | None) -> Proposal:
    """A proposal in Arabic, answered with a no or not yet."""
    return Proposal(
        lang="ar",
        title="أين يكون الملعب الجديد؟",
        text="يحتاج الأطفال إلى مكان للعب.",
        sender="association",
        sender_name="IK Lindmo",
        day=days(-9),
        receipt_hash=str(number) * 64,
        submission_key=str(number) * 64,
        answer={"sv": "Platsen är redan bestämd."} if answered_on else {},
        accepted=False if answered_on else None,
        answered_on=answered_on,
    )


def _title(swedish: str) -> Localised:
    return said(swedish, f"{swedish} (English)", "حوار آخر")


def _open_dialogues(session: Session, board: Any) -> None:
    purpose = said(
        "Skolgården byggs om nästa år. Vi vill veta vad du tycker.\n\nDet tar några minuter.",
        "The school yard is rebuilt next year. We want to know what you think.\n\nIt takes a few minutes.",
        "ستتم إعادة بناء ساحة المدرسة العام المقبل. نريد أن نعرف رأيك.\n\nيستغرق الأمر بضع دقائق.",
    )
    dialogue = make_dialogue(session, OPEN, all_kinds(), board=board, purpose=purpose)
    place = make_place(session, dialogue, PLACE)
    make_place(session, dialogue, WITHDRAWN_PLACE, name="Gamla skolan", withdrawn_on=days(-1))
    for slug, name in ((CLOSING, "Cykelvägen"), (CHANGING, "Lekplatsen")):
        make_dialogue(session, slug, all_kinds(), board=board, title=_title(name), takes_ideas=False)
    make_dialogue(
        session,
        PARTLY,
        partly_translated(),
        board=board,
        title={"sv": "Hur ska torget bli?"},
        purpose={"sv": "Torget ska bli tryggare."},
    )
    many_responses(session, dialogue, place.code)
    made = {state: make_idea(session, dialogue, f"idea-{state}", state) for state in IdeaState}
    made[IdeaState.PUBLISHED].number = PUBLISHED_IDEA
    made[IdeaState.JOINED].joined_to = made[IdeaState.PUBLISHED].id
    again = make_idea(session, dialogue, "idea-appealed", IdeaState.DECLINED)
    again.appeal, again.appealed_on = "Det finns inga bänkar alls.", days(-1)
    fill_talk(session, made[IdeaState.PUBLISHED])
    supports(session, "several", *(made[state] for state in ("published", "joined", "declined")))
    kept_back = {"dialogue_id": dialogue.id, "day": days(-3), "act": "declined", "reason": "personal"}
    session.add_all(ModerationAct(**kept_back) for _ in range(3))
    session.commit()


def _every_kind(session: Session, board: Any) -> None:
    for slug, asked, dates in (
        (KINDS, everything(), {}),
        (KINDS_REQUIRED, everything(required=True), {}),
        (KINDS_DRAFT, everything(), {"published_on": None}),
        (KINDS_ENDED, everything(), {"opens_on": days(-60), "closes_on": days(-40)}),
    ):
        title = _title("Alla slags frågor")
        dialogue = make_dialogue(session, slug, asked, board=board, title=title, takes_ideas=False, **dates)
        if slug == KINDS_ENDED:
            dialogue.reported_on = days(-35)
            for _response in range(GROUP_SIZE):
                respond(session, dialogue, "sv", {kind: each.value for kind, each in EXAMPLES.items()})
            seal(session, dialogue)
            dialogue.sealed_on = days(-39)
    session.commit()


def _ended(session: Session, board: Any) -> None:
    dialogue = make_dialogue(
        session,
        ENDED,
        all_kinds(),
        board=board,
        title=_title("Vad ska biblioteket vara?"),
        opens_on=days(-60),
        closes_on=days(-40),
        published_on=days(-61),
        compiled_on=days(-35),
        decided_on=days(-20),
        feedback_by=days(-10),
    )
    many_responses(session, dialogue)
    old = make_idea(session, dialogue, "idea-old", IdeaState.PUBLISHED)
    old.number, old.outcome_name, old.outcome_on = DECIDED_IDEA, "partly", days(-20)
    old.outcome_reason = said("Tre bänkar ställs ut.", "Three benches are put out.", "توضع ثلاثة مقاعد.")
    fill_talk(session, old)
    supports(session, "decided", old)
    dialogue.result_text = said("Flest vill ha gungor.", "Most want swings.", "يريد معظمهم أراجيح.")
    dialogue.reported_on = days(-35)
    dialogue.decision_text = said("Gungor byggs i maj.", "Swings are built in May.", "تُبنى الأراجيح في مايو.")
    dialogue.decision_meeting = dialogue.decision_published_on = days(-20)
    dialogue.decision_paragraph = "§ 61"
    dialogue.feedback_text = said("Tack! Så blev det.", "Thank you! Here it is.", "شكرا لكم! هذه النتيجة.")
    dialogue.onward_text = said("Bygget börjar i maj.", "Building begins in May.", "يبدأ البناء في مايو.")
    dialogue.fed_back_on = dialogue.participants_told_on = days(-12)
    dialogue.question_summaries = {
        "one": said("De flesta vill gunga.", "Most want to swing.", "معظمهم يريد أرجوحة.")
    }
    _findings(session, dialogue)
    seal(session, dialogue)
    dialogue.sealed_on = days(-39)
    session.commit()


def _findings(session: Session, dialogue: Dialogue) -> None:
    """What residents said: one thing with quotes in two languages and its answer, and one without an answer."""
    session.add(
        Finding(
            dialogue_id=dialogue.id,
            position=1,
            title=said("Fler gungor", "More swings", "مزيد من الأراجيح"),
            text=said(
                "Många barn vill gunga.", "Many children want to swing.", "يريد كثير من الأطفال الأرجوحة."
            ),
            quotes=[
                {"text": "Mer träd, tack.", "lang": "sv", "question": "long"},
                {"text": "نريد مزيدًا من الأشجار", "lang": "ar", "question": "long"},
            ],
            outcome_name="partly",
            outcome_reason=said(
                "Pengarna räcker till två.", "There is money for two.", "المال يكفي لاثنتين."
            ),
        )
    )
    session.add(Finding(dialogue_id=dialogue.id, position=2, title={"sv": "Bänkar"}))


def many_responses(session: Session, dialogue: Dialogue, place_code: str = "") -> None:
    """Enough responses in each language that politicians see figures of groups."""
    for lang in dialogue.languages:
        for number in range(GROUP_SIZE):
            one = THINGS[number % 3].id
            answers = {
                "one": one,
                "many": ["m", "h"],
                "scale": WORDS[number % 3].id,
                "rank": [each.id for each in sorted(THINGS, key=lambda each: each.id != one)],
                "points": {one: 70, "lek" if one != "lek" else "boll": 30},
                "number": str(20 + number),
                "long": "Mer träd, tack.\n\nOch en bänk!" if number % 2 else None,
            }
            respond(session, dialogue, lang, answers, place_code if number % 2 else "")
    fold(session, dialogue.id, dialogue.questions, everything=True)
    session.commit()


def respond(
    session: Session, dialogue: Dialogue, lang: str, answers: dict[str, Any], place_code: str = ""
) -> str:
    """Stores a response as the application does; the receipt's code. The caller commits."""
    return store(
        session,
        Snapshot(dialogue),
        answers,
        key=f"town-{next(KEYS):020}",
        secret=SECRET.encode(),
        lang=lang,
        place_code=place_code,
        day=days(-1),
    )


def make_idea(session: Session, dialogue: Dialogue, key: str, state: IdeaState) -> Idea:
    """An idea whose receipt is `idea_receipt(key)`."""
    idea = Idea(
        dialogue_id=dialogue.id,
        title="Bänkar i solen",
        text="Det finns ingenstans att sitta.\n\nBänkar runt träden vore fint.",
        category=0,
        lang="sv",
        day=days(-2),
        receipt_hash=receipts.fingerprint(SECRET.encode(), idea_receipt(key)),
        place="Vid ingången",
        state=state.value,
        read_on=None if state is IdeaState.WAITING else days(-1),
        published_on=days(-1) if state in {IdeaState.PUBLISHED, IdeaState.JOINED} else None,
        reason_code="other" if state is IdeaState.DECLINED else "",
        reason="Det finns redan bänkar där." if state is IdeaState.DECLINED else "",
    )
    if state is IdeaState.WITHDRAWN:
        idea.title = idea.text = idea.place = idea.lang = ""
    session.add(idea)
    session.commit()
    return idea


def idea_receipt(key: str) -> str:
    return receipts.code_for(SECRET.encode(), key)
