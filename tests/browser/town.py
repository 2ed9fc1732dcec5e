"""The town that the browser visits: dialogues in every stage, with every kind of question, places, people."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from tests.conftest import SECRET
from tests.factories import days, make_board, make_dialogue, make_municipality, make_place, make_staff
from webapp.answering.actions import store
from webapp.domain import receipts
from webapp.domain.conditions import Chosen, Compared
from webapp.domain.lifecycle import Role
from webapp.domain.questions import AnswerOption, Limits, Question, QuestionSet, Section
from webapp.domain.text import Localised
from webapp.models import Dialogue, Idea
from webapp.models.counting import seal
from webapp.models.ideas import IdeaState

OPEN, COMING, ENDED, DRAFT = "skolgard", "simhall", "bibliotek", "utkast"
CLOSING, CHANGING, PARTLY, READY = "cykelvag", "lekplats", "torget", "klart"
EVERYTHING = "allt@example.se"
"""The e-mail of somebody with every role."""
PLACE, WITHDRAWN_PLACE = "bok7k", "gam1a"
KEYS = count(1)
GROUP_SIZE = 30
"""Responses of each language in the dialogues that have any: enough for figures of a group to be shown."""


def said(swedish: str, english: str, arabic: str) -> Localised:
    return {"sv": swedish, "en": english, "ar": arabic}


def option(id_: str, swedish: str, english: str, arabic: str) -> AnswerOption:
    return AnswerOption(id_, said(swedish, english, arabic))


THINGS = (
    option("gunga", "Gungor och klätterställning", "Swings and a climbing frame", "أراجيح وإطار للتسلق"),
    option(
        "boll",
        "Mångfunktionsidrottsplaneutrustning",
        "A pitch for ball games of every kind",
        "ملعب لألعاب الكرة",
    ),
    option("lek", "Lugna platser under träd", "Quiet places under trees", "أماكن هادئة تحت الأشجار"),
)
WORDS = (
    option("d", "Mycket dåligt", "Very badly", "سيئ جدا"),
    option("s", "Sådär", "So-so", "مقبول"),
    option("b", "Mycket bra", "Very well", "جيد جدا"),
)
YES_NO = (option("ja", "Ja", "Yes", "نعم"), option("nej", "Nej", "No", "لا"))


def place_questions() -> Iterator[Question]:
    yield Question(
        "one",
        "single",
        said("Vad saknar du mest?", "What do you miss most?", "ما الذي تفتقده أكثر؟"),
        hint=said("Tänk på hur det är i dag.", "Think of how it is today.", "فكر في الوضع اليوم."),
        required=True,
        may_decline=True,
        options=THINGS,
    )
    yield Question(
        "why",
        "long_text",
        said("Vad gör gungor viktiga?", "Why do swings matter?", "لماذا الأراجيح مهمة؟"),
        condition=Chosen("one", "gunga"),
    )
    yield Question(
        "many",
        "multiple",
        said("När är du där?", "When are you there?", "متى تكون هناك؟"),
        options=(
            option("m", "På morgonen", "In the morning", "في الصباح"),
            option("e", "Efter skolan", "After school", "بعد المدرسة"),
            option("h", "På helgen", "At the weekend", "في عطلة نهاية الأسبوع"),
        ),
        limits=Limits(at_most=2),
    )
    yield Question(
        "scale",
        "scale",
        said("Hur trivs du på skolgården?", "How do you like the school yard?", "هل تحب ساحة المدرسة؟"),
        options=WORDS,
    )
    yield Question(
        "short",
        "short_text",
        said("Vilken plats är bäst?", "Which spot is best?", "ما هو أفضل مكان؟"),
        limits=Limits(length=40),
    )


def weight_questions() -> Iterator[Question]:
    yield Question(
        "note", "note", said("Nu får du väga.", "Now weigh one against the other.", "الآن قارن بينها.")
    )
    yield Question(
        "rank",
        "ranking",
        said("I vilken ordning ska vi bygga?", "In which order should we build?", "بأي ترتيب نبني؟"),
        options=THINGS,
    )
    yield Question(
        "top",
        "ranking",
        said("Vilka två är viktigast?", "Which two matter most?", "ما هما الأهم؟"),
        options=THINGS,
        limits=Limits(places=2),
    )
    yield Question(
        "points",
        "points",
        said("Hur vill du dela ut 100 poäng?", "How would you share 100 points?", "كيف توزع 100 نقطة؟"),
        options=THINGS,
        limits=Limits(points=100),
    )


def own_questions() -> Iterator[Question]:
    yield Question(
        "number",
        "number",
        said("Hur gammal är du?", "How old are you?", "كم عمرك؟"),
        limits=Limits(minimum="0", maximum="120"),
    )
    yield Question(
        "adult",
        "single",
        said("Har du barn i skolan?", "Have you children at the school?", "هل لديك أطفال في المدرسة؟"),
        options=YES_NO,
        condition=Compared("number", ">=", "18"),
    )
    yield Question(
        "long",
        "long_text",
        said("Något mer?", "Anything else?", "هل من شيء آخر؟"),
        may_decline=True,
    )


def child_questions() -> Iterator[Question]:
    yield Question(
        "child",
        "short_text",
        said("Vad säger barnen?", "What do the children say?", "ماذا يقول الأطفال؟"),
        condition=Chosen("adult", "ja"),
    )


def all_kinds() -> QuestionSet:
    """Every kind of question in four sections; the last is asked only of some."""
    return QuestionSet(
        (
            Section(
                "plats",
                said("Platsen", "The place", "المكان"),
                said("Om skolgården som den är.", "The yard as it is.", "الساحة كما هي."),
                tuple(place_questions()),
            ),
            Section(
                "vikt", said("Vad är viktigast?", "What matters?", "ما المهم؟"), {}, tuple(weight_questions())
            ),
            Section("du", said("Om dig", "About you", "عنك"), {}, tuple(own_questions())),
            Section("barn", said("Barnen", "The children", "الأطفال"), {}, tuple(child_questions())),
        )
    )


def partly_translated() -> QuestionSet:
    """Some of its texts are there in Swedish alone."""
    swedish_only = tuple(AnswerOption(each.id, {"sv": each.text["sv"]}) for each in THINGS)
    asked = (
        Question("one", "single", {"sv": "Vad saknar du mest på torget?"}, options=swedish_only),
        Question("rank", "ranking", THINGS[0].text, options=swedish_only),
    )
    return QuestionSet((Section("torget", {"sv": "Torget"}, {"sv": "Om torget i dag."}, asked),))


def fill(session: Session) -> None:
    """Makes the whole town."""
    make_municipality(session)
    board = make_board(session)
    for role in Role:
        make_staff(session, role, name=f"Åsa {role.value.capitalize()}")
    make_staff(session, *Role, email=EVERYTHING, name="Åsa Öberg")
    _open_dialogues(session, board)
    make_dialogue(session, COMING, all_kinds(), board=board, opens_on=days(3), title=_title("Nya simhallen"))
    make_dialogue(
        session,
        DRAFT,
        all_kinds(),
        board=board,
        published_on=None,
        contact_name="",
        purpose={"sv": "Bara på svenska."},
    )
    make_dialogue(session, READY, all_kinds(), board=board, published_on=None, title=_title("Nästan öppen"))
    _ended(session, board)
    session.commit()


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
    for state in IdeaState:
        make_idea(session, dialogue, f"idea-{state}", state)


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
    make_idea(session, dialogue, "idea-old", IdeaState.PUBLISHED)
    dialogue.result_text = said("Flest vill ha gungor.", "Most want swings.", "يريد معظمهم أراجيح.")
    dialogue.reported_on = days(-35)
    dialogue.decision_text = said("Gungor byggs i maj.", "Swings are built in May.", "تُبنى الأراجيح في مايو.")
    dialogue.decision_meeting = dialogue.decision_published_on = days(-20)
    dialogue.decision_paragraph = "§ 61"
    dialogue.feedback_text = said("Tack! Så blev det.", "Thank you! Here it is.", "شكرا لكم! هذه النتيجة.")
    dialogue.fed_back_on = days(-12)
    seal(session, dialogue)
    dialogue.sealed_on = days(-39)
    session.commit()


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
    session.commit()


def respond(
    session: Session, dialogue: Dialogue, lang: str, answers: dict[str, Any], place_code: str = ""
) -> str:
    """Stores a response as the application does; the receipt's code. The caller commits."""
    return store(
        session,
        dialogue.id,
        dialogue.questions,
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
        state=state.value,
        reason="Det finns redan bänkar där." if state is IdeaState.DECLINED else "",
    )
    session.add(idea)
    session.commit()
    return idea


def idea_receipt(key: str) -> str:
    return receipts.code_for(SECRET.encode(), key)
