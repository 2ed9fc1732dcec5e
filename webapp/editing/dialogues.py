"""All dialogues, a new one, and the task list of each."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count

from flask import Response, flash, redirect, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.domain.composing import new_id
from webapp.domain.lifecycle import PREPARING, RULES, Action, Role, Stage
from webapp.domain.questions import QuestionSet, Section
from webapp.domain.text import clean
from webapp.editing.blueprint import bp
from webapp.editing.fields import Fields, Typed, one, posted, shorten
from webapp.editing.tasks import language_title, tasks
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts, allowed, roles, signed_in, staff
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.locale import INTERFACE, LANGUAGES, SOURCE
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.trace import record

TITLE_LENGTH = 200
SLUG_LENGTH = 60
PLANNERS = RULES[Action.CREATE][0]
ORDER = (
    *(Stage.PROPOSED, Stage.CONSIDERED, Stage.AGREED, Stage.PLANNED, Stage.OPEN, Stage.CLOSED),
    *(Stage.REPORTED, Stage.DECIDED, Stage.FED_BACK, Stage.EVALUATED, Stage.ARCHIVED, Stage.DECLINED),
)


@bp.get("/staff/dialogues", endpoint="dashboard")
@signed_in
def show_dashboard() -> Response:
    found = db.session.scalars(select(Dialogue).order_by(Dialogue.opens_on.desc(), Dialogue.slug)).all()
    by_stage = {stage: [each for each in found if each.stage(today()) is stage] for stage in ORDER}
    return private(
        page(
            "editing/dashboard.html",
            by_stage={stage: each for stage, each in by_stage.items() if each},
            may_create=may_create(),
            next_step=next_step,
        )
    )


def may_create() -> bool:
    person = staff()
    return person is not None and not PLANNERS.isdisjoint(person.roles)


def next_step(dialogue: Dialogue) -> tuple[str, str]:
    """(words, address) of the one thing that the person signed in most likely wants with a dialogue."""
    person = staff()
    held = person.roles if person else frozenset[Role]()
    if held.isdisjoint(PLANNERS):
        if Role.POLITICIAN in held and allowed(Action.READ_RESULTS, dialogue):
            return _("Läs svaren"), url_for("results.read", slug=dialogue.slug)
        if Role.OUTREACH in held and allowed(Action.VIEW_PLACES, dialogue):
            return _("Platser och QR-koder"), url_for("outreach.places", slug=dialogue.slug)
    return _("Öppna översikten"), url_for("editing.overview", slug=dialogue.slug)


@bp.get("/staff/new-dialogue", endpoint="create")
@roles(*PLANNERS)
def show_create() -> Response:
    return create_page(Typed({"source": [SOURCE]}))


@bp.post("/staff/new-dialogue", endpoint="save_new")
@roles(*PLANNERS)
def save_new() -> Response | Redirect:
    typed = posted()
    problems = create_problems(typed)
    if problems:
        return create_page(Typed(typed, problems), 422)
    dialogue = add_dialogue(db.session, one(typed, "title"), one(typed, "source"), typed.get("languages", []))
    record("create", dialogue)
    db.session.commit()
    flash(_("Dialogen är skapad. Bara ni som arbetar med den kan se den än."))
    return redirect(url_for("editing.overview", slug=dialogue.slug), 303)


def create_page(typed: Typed, status: int = 200) -> Response:
    words = Words(_("Rubrik"), _("Gärna en fråga, till exempel ”Hur ska skolgården bli?”"))
    return private(
        page(
            "editing/create.html",
            status=status,
            typed=typed,
            words=words,
            sources=list(LANGUAGES),
            tags=INTERFACE,
            language_word=language_word,
        )
    )


def create_problems(typed: Fields) -> dict[str, str]:
    """What keeps a dialogue from being made of the form."""
    problems = {}
    title = one(typed, "title")
    if not title:
        problems["title"] = _("Skriv en rubrik.")
    elif len(title) > TITLE_LENGTH:
        problems["title"] = shorten(TITLE_LENGTH)
    if one(typed, "source") not in LANGUAGES:
        problems["source"] = _("Välj ett språk.")
    return problems


def add_dialogue(session: Session, title: str, source: str, others: Sequence[str]) -> Dialogue:
    """A new draft, written in `source` and to be offered in `others` too."""
    languages = [source, *(tag for tag in INTERFACE if tag in others and tag != source)]
    for slug in slugs(title):
        dialogue = Dialogue(slug=slug, title={source: title}, languages=languages, source_language=source)
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


@bp.get("/staff/dialogues/<slug>", endpoint="overview")
@acts(Action.VIEW)
def show_overview(dialogue: Dialogue) -> Response:
    return overview_page(dialogue)


def overview_page(dialogue: Dialogue, status: int = 200, *, refused: bool = False) -> Response:
    """The task list. `refused`: opening was asked for while something is missing."""
    stage = dialogue.stage(today())
    todo = tasks(dialogue) if stage in PREPARING else []
    return private(
        page(
            "editing/overview.html",
            status=status,
            dialogue=dialogue,
            stage=stage,
            tasks=todo,
            ready=not any(task.count for task in todo),
            refused=refused,
            late=dialogue.opens_on is not None and dialogue.opens_on < today(),
            language_title=language_title,
            language_names=[language_word(tag) for tag in dialogue.languages],
        )
    )
