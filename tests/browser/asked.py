"""What the town asks: every kind of question, in three languages."""

from collections.abc import Iterator

from webapp.domain.conditions import Chosen, Compared
from webapp.domain.questions import AnswerOption, Limits, Question, QuestionSet, Section
from webapp.domain.text import Localised


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
