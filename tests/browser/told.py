"""Dialogues of the town whose pages have the most to tell: a whole plan, corrections, promises that are late."""

from sqlalchemy.orm import Session

from tests.browser.asked import all_kinds, said
from tests.factories import PLAN, days, make_board, make_dialogue, make_staff
from webapp.models import Board, BoardPart, Correction, Dialogue
from webapp.models.policy import TAKES_PART

TOLD, USERS, BY_LAW, LATE = "kulturhus", "skolbuss", "hamnplan", "strand"
LONG = "Kulturhuset ska byggas om nästa år, och innan dess behöver vi veta vad alla som använder det vill ha."


def fill_told(session: Session, board: Board) -> None:
    """Adds them to the town."""
    responsible = make_staff(session, email="ansvarig@example.se", name="Rut Berg").id
    plan = PLAN | {
        "board": board,
        "responsible_id": responsible,
        "politicians": ["Birgitta Nyström", "Omar Haddad"],
        "goal": said("Ett hus för alla.", "A house for all.", "بيت للجميع."),
    }
    titles = {
        TOLD: said(
            "Vad ska kulturhuset ha?", "What should the culture house have?", "ماذا نريد في بيت الثقافة؟"
        ),
        USERS: said("Hur fungerar skolbussen?", "How does the school bus work?", "كيف تعمل حافلة المدرسة؟"),
        BY_LAW: said("Ny detaljplan för hamnen", "A new plan for the harbour", "مخطط جديد للميناء"),
        LATE: said("Vad ska stranden heta?", "What to call the beach?", "ماذا نسمي الشاطئ؟"),
    }
    told = make_dialogue(session, TOLD, all_kinds(), title=titles[TOLD], **plan)
    make_dialogue(session, USERS, title=titles[USERS], type_name="user", **plan | {"political": False})
    make_dialogue(session, BY_LAW, title=titles[BY_LAW], type_name="consultation", **plan)
    past = {
        "opens_on": days(-60),
        "closes_on": days(-40),
        "published_on": days(-61),
        "compiled_on": days(-30),
    }
    make_dialogue(
        session, LATE, title=titles[LATE], **plan, **past, decided_on=days(-20), feedback_by=days(-10)
    )
    other = make_board(session, "Kulturnämnden")
    session.add(BoardPart(dialogue_id=told.id, board_id=other.id, part=TAKES_PART))
    correct(session, told, "closes_on", days(10).isoformat(), days(20).isoformat())
    correct(session, told, "purpose", {"sv": LONG, "en": LONG, "ar": LONG}, dict(told.purpose))


def correct(session: Session, dialogue: Dialogue, field: str, before: object, after: object) -> None:
    session.add(
        Correction(
            dialogue_id=dialogue.id,
            field=field,
            before={"value": {field: before}},
            after={"value": {field: after}},
            reason=said("Fler vill vara med.", "More people want to join.", "يريد المزيد المشاركة."),
            made_on=days(-1),
        )
    )
