"""A new matter: a few plain questions sort it, and a dialogue is made of what is one."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from flask import Response, flash, redirect, request, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.domain.composing import new_id
from webapp.domain.new_matter import Advice, Matter, advise, advised_type, gate_that_says
from webapp.domain.questions import QuestionSet, Section
from webapp.domain.record import DialogueType, Initiator, Scope
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.planning.blueprint import bp
from webapp.planning.dashboard import PLANNERS
from webapp.planning.matter_words import advice_words, matter_questions
from webapp.web.access import roles, staff
from webapp.web.composed import Words, language_word
from webapp.web.fields import Fields, Typed, one, posted, shorten
from webapp.web.languages import INTERFACE, LANGUAGES, SOURCE
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.plan_words import initiator_word, type_word
from webapp.web.policy import profile
from webapp.web.trace import record

TITLE_LENGTH, SLUG_LENGTH, REASON_LENGTH = 200, 60, 2000
QUESTIONS = ("single", "by_law", "open", "political")
YES, NO = "yes", "no"


@bp.get("/staff/new-dialogue", endpoint="create")
@roles(*PLANNERS)
def show_questions() -> Response:
    return questions_page(Typed({name: values for name, values in request.args.lists() if name in QUESTIONS}))


@bp.get("/staff/new-dialogue/advice", endpoint="advice")
@roles(*PLANNERS)
def show_advice() -> Response:
    """What the answers lead to, or the questions again where one that matters has no answer."""
    given = {name: request.args.get(name, "") for name in QUESTIONS}
    missing = unanswered(given)
    if missing:
        problems = {name: _("Svara ja eller nej.") for name in missing}
        return questions_page(Typed({name: [value] for name, value in given.items()}, problems), 422)
    advised = advised_type(advise(matter_of(given)), profile())
    return advice_page(given, Typed({"source": [SOURCE], "type": [advised.value] if advised else []}))


@bp.post("/staff/new-dialogue", endpoint="save_new")
@roles(*PLANNERS)
def save_new() -> Response | Redirect:
    typed = posted()
    given = {name: one(typed, name) for name in QUESTIONS}
    if unanswered(given):
        return questions_page(Typed(typed, {"single": _("Börja med frågorna.")}), 422)
    matter = matter_of(given)
    advice = advise(matter)
    problems = problems_of(typed, advice)
    if problems:
        return advice_page(given, Typed(typed, problems), 422)
    type_ = DialogueType(one(typed, "type"))
    dialogue = add_dialogue(db.session, one(typed, "title"), one(typed, "source"), typed.get("languages", []))
    fill_in(dialogue, matter, type_, one(typed, "initiator"))
    record("create", dialogue, type=type_.value, advice=advice.value, reason=one(typed, "reason"))
    db.session.commit()
    flash(_("Dialogen är skapad. Bara ni som arbetar med den kan se den än."))
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)


def unanswered(given: Mapping[str, str]) -> list[str]:
    """The questions that matter and have no answer: one that settles the matter makes the others needless."""
    for name, settles in (("single", YES), ("by_law", YES), ("open", NO), ("political", "")):
        if given[name] not in {YES, NO}:
            return [name]
        if given[name] == settles:
            return []
    return []


def matter_of(given: Mapping[str, str]) -> Matter:
    return Matter(**{name: given[name] == YES for name in QUESTIONS})


def problems_of(typed: Fields, advice: Advice) -> dict[str, str]:
    """What keeps a dialogue from being made of the form."""
    problems = {}
    title = one(typed, "title")
    if not title:
        problems["title"] = _("Skriv en rubrik.")
    elif len(title) > TITLE_LENGTH:
        problems["title"] = shorten(TITLE_LENGTH)
    if one(typed, "source") not in LANGUAGES:
        problems["source"] = _("Välj ett språk.")
    if one(typed, "initiator") not in list(Initiator):
        problems["initiator"] = _("Välj vem som tog initiativet.")
    reason, advised = one(typed, "reason"), advised_type(advice, profile())
    if one(typed, "type") not in list(DialogueType):
        problems["type"] = _("Välj vilken sorts dialog det är.")
    elif one(typed, "type") != (advised.value if advised else "") and not reason:
        problems["reason"] = _("Skriv varför du väljer något annat än förslaget.")
    if len(reason) > REASON_LENGTH:
        problems["reason"] = shorten(REASON_LENGTH)
    return problems


def fill_in(dialogue: Dialogue, matter: Matter, type_: DialogueType, initiator: str) -> None:
    """What is known from the beginning."""
    dialogue.type_name, dialogue.initiator = type_.value, initiator
    if type_ is DialogueType.CONSULTATION:
        dialogue.scope = Scope.STATUTORY.value
    elif not matter.single and not matter.by_law and matter.open:
        dialogue.political = matter.political


def questions_page(typed: Typed, status: int = 200) -> Response:
    return private(
        page(
            "planning/create.html",
            status=status,
            typed=typed,
            questions=matter_questions(),
            answers=[(YES, _("Ja")), (NO, _("Nej"))],
        )
    )


def advice_page(given: Mapping[str, str], typed: Typed, status: int = 200) -> Response:
    """What the matter is best handled as and why; the form that makes a dialogue of it."""
    advice = advise(matter_of(given))
    gate = gate_that_says(advice, profile())
    return private(
        page(
            "planning/advice.html",
            status=status,
            given=given,
            advice=advice,
            advised=advised_type(advice, profile()),
            told=advice_words(advice, informing=advised_type(advice, profile()) is not None),
            said=gate.said if gate else None,
            typed=typed,
            types=[(each.value, type_word(each)) for each in DialogueType],
            initiators=[(each.value, initiator_word(each)) for each in Initiator],
            sources=[(tag, _capital(language_word(tag))) for tag in LANGUAGES],
            others=[(tag, _capital(language_word(tag))) for tag in INTERFACE],
            words={
                "title": Words(_("Rubrik"), _("Gärna en fråga, till exempel ”Hur ska skolgården bli?”")),
                "type": Words(_("Vilken sorts dialog ska det vara?")),
                "reason": Words(
                    _("Varför väljer du något annat än förslaget?"),
                    _("Behövs bara om du väljer en annan sort. Skälet sparas med ditt namn."),
                ),
                "initiator": Words(_("Vem tog initiativet?")),
                "source": Words(_("Vilket språk skriver ni på?")),
                "languages": Words(
                    _("Vilka språk ska dialogen också finnas på?"),
                    _(
                        "Alla texter behöver finnas på de språken innan dialogen öppnar. "
                        "Du kan lägga till språk senare."
                    ),
                ),
            },
        )
    )


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def add_dialogue(session: Session, title: str, source: str, others: Sequence[str]) -> Dialogue:
    """A new matter, written in `source` and to be offered in `others` too.

    Whoever makes it is responsible for it until it is handed over.
    """
    person = staff()
    languages = [source, *(tag for tag in INTERFACE if tag in others and tag != source)]
    for slug in slugs(title):
        dialogue = Dialogue(slug=slug, title={source: title}, languages=languages, source_language=source)
        dialogue.responsible_id = person.id if person else None
        dialogue.questions = QuestionSet((Section(new_id(()), {}),))
        if _added(session, dialogue):
            return dialogue
    raise AssertionError("unreachable: there is always another address")


def _added(session: Session, dialogue: Dialogue) -> bool:
    """Whether the address was free: the database decides, so that two at once cannot both have it."""
    try:
        with session.begin_nested():
            session.add(dialogue)
    except IntegrityError:
        return False
    return True


def slugs(title: str) -> Iterator[str]:
    """Addresses to try for a dialogue, best first: ``hur-ska-skolgarden-bli``, the same with ``-2``, …"""
    plain = unicodedata.normalize("NFKD", clean(title, multiline=False).casefold())
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    base = words[:SLUG_LENGTH].rstrip("-") or "dialog"
    yield base
    for number in count(2):
        yield f"{base}-{number}"
