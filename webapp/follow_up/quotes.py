"""Quotes: officials choose among what residents wrote, when nobody can answer any more."""

import hashlib
from dataclasses import dataclass

from flask import Response, abort, flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.questions import Question
from webapp.extensions import db
from webapp.follow_up.blueprint import bp
from webapp.follow_up.excerpts import NotSaid, excerpt
from webapp.follow_up.found import finding_of
from webapp.models import Dialogue, Finding, Idea, IdeaState
from webapp.models.figures import figures
from webapp.web.access import acts
from webapp.web.content import pick
from webapp.web.free_texts import TEXT_KINDS, text_page, text_pages
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.sealing import ensure_sealed, seal_if_over
from webapp.web.snapshots import Snapshot
from webapp.web.trace import record

IDEAS = "ideas"
"""Stands where a question id would: the residents' published ideas."""
MOST = 10
"""Quotes of one finding."""
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Writing:
    """Something that somebody wrote and that can be quoted."""

    key: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The writings of one question, one page of them."""

    writings: list[Writing]
    number: int
    pages: int


@bp.get("/staff/dialogues/<slug>/findings/<int:finding>/quotes", endpoint="quotes")
@acts(Action.PUBLISH_RESULT)
def show_quotes(dialogue: Dialogue, finding: int) -> Response:
    ensure_sealed(dialogue)
    return quotes_page(dialogue, finding_of(dialogue, finding))


@bp.post("/staff/dialogues/<slug>/findings/<int:finding>/quotes", endpoint="choose_quote")
@acts(Action.PUBLISH_RESULT)
def choose_quote(dialogue: Dialogue, finding: int) -> Response | Redirect:
    """Copies what was chosen, whole or shortened, with its language."""
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    seal_if_over(db.session, dialogue)
    kept, source = finding_of(dialogue, finding), _source(dialogue)
    writing = next((each for each in shelf(dialogue, source).writings if each.key == _key()), None)
    if writing is None:
        abort(404)
    typed = request.form.get("text", "")
    try:
        text = excerpt(writing.text, typed) if typed.strip() else writing.text
    except NotSaid:
        problem = _("Citatet ska vara invånarens egna ord. Ta bort ord, men lägg inte till eller ändra.")
        return quotes_page(dialogue, kept, 422, problem=problem, at=writing.key, typed=typed)
    quote = {"text": text, "lang": writing.lang, "question": "" if source == IDEAS else source}
    if len(kept.quotes) >= MOST and quote not in kept.quotes:
        return quotes_page(dialogue, kept, 422, problem=_("Fler citat får inte plats. Ta bort något först."))
    if quote not in kept.quotes:
        kept.quotes = [*kept.quotes, quote]
        record("choose_quote", dialogue, finding=kept.id, question=source)
    db.session.commit()
    flash(_("Citatet är valt."))
    address = url_for(
        "follow_up.quotes", slug=dialogue.slug, finding=finding, question=source, page=_page(), _anchor=_key()
    )
    return redirect(address, 303)


@bp.post("/staff/dialogues/<slug>/findings/<int:finding>/quotes/drop", endpoint="drop_quote")
@acts(Action.PUBLISH_RESULT)
def drop_quote(dialogue: Dialogue, finding: int) -> Redirect:
    """Takes a quote away from a finding; nothing happens where it is gone already."""
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    kept = finding_of(dialogue, finding)
    quotes = [quote for quote in kept.quotes if digest(quote) != request.form.get("quote")]
    if len(quotes) < len(kept.quotes):
        kept.quotes = quotes
        record("drop_quote", dialogue, finding=kept.id)
    db.session.commit()
    flash(_("Citatet är borttaget."))
    return redirect(url_for("follow_up.finding", slug=dialogue.slug, finding=finding, _anchor="quotes"), 303)


def digest(quote: dict[str, str]) -> str:
    """A name for a chosen quote."""
    whole = "\0".join(quote[name] for name in ("text", "lang", "question"))
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def sources(dialogue: Dialogue) -> list[Question]:
    """The questions that were answered in free text."""
    return [question for question in dialogue.questions.told if question.kind in TEXT_KINDS]


def shelf(dialogue: Dialogue, source: str) -> Shelf:
    """One page of what was written in answer to `source`; an empty one where there is no such question."""
    if source == IDEAS:
        return _ideas(dialogue)
    question = next((each for each in sources(dialogue) if each.id == source), None)
    if question is None:
        return Shelf([], 1, 1)
    told = figures(db.session, dialogue, dialogue.questions)
    pages = max(1, text_pages(told, question))
    number = min(_page(), pages)
    found = text_page(db.session, Snapshot(dialogue), told, question, number, pages)
    return Shelf([Writing(said.key, said.text, said.lang) for said in found], number, pages)


def _ideas(dialogue: Dialogue) -> Shelf:
    """Ideas that everybody can read already; what moderation has kept back is no quote."""
    wanted = select(Idea).where(Idea.dialogue_id == dialogue.id, Idea.state == IdeaState.PUBLISHED.value)
    found = db.session.scalars(wanted.order_by(Idea.id)).all()
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(_page(), pages)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return Shelf(
        [Writing(f"idea-{each.id}", f"{each.title}\n{each.text}", each.lang) for each in shown], number, pages
    )


def _source(dialogue: Dialogue) -> str:
    wanted = request.values.get("question", "")
    known = [question.id for question in sources(dialogue)] + ([IDEAS] if dialogue.takes_ideas else [])
    return wanted if wanted in known else next(iter(known), "")


def _page() -> int:
    return max(1, request.values.get("page", 1, type=int))


def _key() -> str:
    return request.form.get("key", "")


def quotes_page(
    dialogue: Dialogue,
    finding: Finding,
    status: int = 200,
    *,
    problem: str = "",
    at: str = "",
    typed: str = "",
) -> Response:
    """What can be chosen. `problem`: why the last choice was not taken; `at`: the writing it is about."""
    source = _source(dialogue)
    return private(
        page(
            "follow_up/quotes.html",
            status=status,
            dialogue=dialogue,
            finding=finding,
            sources=[(each.id, str(pick(each.text, dialogue.source_language))) for each in sources(dialogue)],
            source=source,
            shelf=shelf(dialogue, source),
            chosen=[(quote["text"], quote["question"] or IDEAS) for quote in finding.quotes],
            problem=problem,
            at=at,
            typed=typed,
            ideas=IDEAS,
        )
    )
