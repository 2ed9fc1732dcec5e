"""A page for developers: every component in every state, drawn by the same macros as all other pages."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, url_for
from sqlalchemy import select

from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role
from webapp.domain.policy import Said
from webapp.domain.promises import Promise, PromiseKind
from webapp.domain.questions import AnswerOption, Question
from webapp.extensions import db
from webapp.models import Dialogue, Recording
from webapp.web.access import roles
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.conflicts import Difference
from webapp.web.fields import Typed
from webapp.web.idea_words import Stop as IdeaStop
from webapp.web.locale import gettext as _
from webapp.web.locale import long_date
from webapp.web.pages import page, private
from webapp.web.promised import promise_word
from webapp.web.timeline import Phase, Stop

bp = Blueprint("components", __name__)
PLACE = "Norrby"
OPTIONS = (
    AnswerOption("a", {"sv": "Gungor"}),
    AnswerOption("b", {"sv": "Träd"}),
    AnswerOption("c", {"sv": "Bänkar"}),
)
QUESTIONS = (
    Question("single", "single", {"sv": "Vad saknar du mest?"}, options=OPTIONS),
    Question("ranking", "ranking", {"sv": "I vilken ordning ska vi bygga?"}, options=OPTIONS),
    Question("long", "long_text", {"sv": "Något mer?"}),
    Question("none", "yes_no", {"sv": "Har du barn i skolan?"}),
)
"""What is answered, in the source language of dialogues, as residents' own texts are."""

HARD = (
    "Kommunfullmäktige fastställer en verksamhetsövergripande markanvändningsstrategi för "
    "stadsbyggnadsnämndens detaljplaneläggning, varvid medborgarnas synpunkter sammanställs av "
    "handläggande tjänsteperson innan beredningens beslutsunderlag överlämnas till samtliga ledamöter i "
    "den nämnd som ska fatta beslutet om området."
)
"""A text that is hard to read."""
RECORDING = Recording(
    id=0,
    kind="film",
    lang="swl",
    type="video/mp4",
    size=4_000_000,
    milliseconds=90_000,
    text_lang="sv",
    text="Hej!",
)


@bp.get("/staff/components", endpoint="index")
@roles(Role.ADMINISTRATOR)
def index() -> Response:
    public = select(Dialogue).where(Dialogue.published_on.is_not(None)).order_by(Dialogue.id).limit(1)
    return private(
        page(
            "oversight/components.html",
            steps=tuple(LadderStep),
            stops=stops(),
            way=way(),
            owed=owed(),
            said=Said("Så här står det i policyn.", "4 §"),
            answered={"questions": {"asked": QUESTIONS}},
            given={"single": "b", "ranking": ["c", "a"], "long": "Mer skugga, tack.", "none": None},
            written={"source_language": "sv"},
            told=db.session.scalars(public).first(),
            recordings=[RECORDING],
            hard=HARD,
            typed=typed(),
            words=Words(_("Kommunens namn"), _("Står överst på varje sida.")),
            bare=Words(_("Kommunens namn")),
            choices_of=[("a", _("Ja"), _("Står överst på varje sida.")), ("b", _("Nej"))],
            language_word=language_word,
            difference=[Difference("name", ["Lindmo"], [PLACE])],
        )
    )


def typed() -> Typed:
    """Fields as they are: filled, wrong, worth a look."""
    names = ("line", "area", "texts.sv", "texts.en", "one-language.sv", "readonly")
    wrong = {name: _("Skriv kommunens namn.") for name in ("wrong", "choices-wrong", "list-wrong")}
    fields = {name: [PLACE] for name in names} | {"choices": ["a"], "many": ["a", "b"], "list": ["b"]}
    return Typed(fields, wrong, {"looked-at": _("Står överst på varje sida.")})


def stops() -> list[Stop]:
    """One stop of each phase, and one that is late."""
    what, late = _("Dialogen öppnar"), _("Försenat.")
    day = today()
    return [
        Stop(long_date(day - timedelta(30)), what, Phase.DONE),
        Stop(long_date(day), _("Sista dagen att svara"), Phase.NOW, late=late),
        Stop(long_date(day + timedelta(30)), what, Phase.AHEAD, more=_("Står överst på varje sida.")),
    ]


def way() -> list[IdeaStop]:
    return [IdeaStop(_("Publicerade en idé."), "done", today()), IdeaStop(_("Dialogen öppnar"), "now")]


def owed() -> list[dict[str, Any]]:
    """Promises that are late, due today, and due later."""
    found = []
    for number, days in enumerate((-3, 0, 7)):
        kind = list(PromiseKind)[number % len(PromiseKind)]
        promise = Promise(kind, {"sv": "Maria Ek"}, today() + timedelta(days))
        dialogue = {"title": {"sv": f"{PLACE} {number + 1}"}, "source_language": "sv"}
        way = url_for("components.index", _anchor="owed")
        found.append(
            {
                "dialogue": dialogue,
                "promise": promise,
                "what": promise_word(kind),
                "days": abs(days),
                "way": way,
            }
        )
    return found
