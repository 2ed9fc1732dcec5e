"""Proposals from residents, associations and companies: each is read, and each gets an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, abort, flash, redirect, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.domain.record import Initiator
from webapp.extensions import db
from webapp.models import Dialogue, Proposal
from webapp.planning.blueprint import bp
from webapp.planning.creating import add_dialogue
from webapp.planning.dashboard import PLANNERS
from webapp.web.access import roles
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.fields import Fields, Typed, long_texts, one, posted, read_texts
from webapp.web.languages import LANGUAGES, SOURCE
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.trace import record
from webapp.web.wording import sender_word

ANSWER_LENGTH = 4000
LARGEST_ID = 2**63 - 1
ACCEPT, DECLINE = "accept", "decline"


@dataclass(frozen=True, slots=True)
class Queue:
    """Every proposal, the unanswered ones first and the oldest of them at the top."""

    waiting: Sequence[Proposal]
    answered: Sequence[Proposal]


@bp.get("/staff/proposals", endpoint="proposals")
@roles(*PLANNERS)
def show_proposals() -> Response:
    return private(page("planning/proposals.html", queue=queue(db.session), sender_word=sender_word))


def queue(session: Session) -> Queue:
    """The proposals by whether they have been answered."""
    found = session.scalars(select(Proposal).order_by(Proposal.day, Proposal.id)).all()
    answered = [each for each in found if each.answered_on is not None]
    return Queue(
        waiting=[each for each in found if each.answered_on is None],
        answered=sorted(answered, key=lambda each: (each.answered_on, each.id), reverse=True),
    )


@bp.get("/staff/proposals/<int:proposal_id>", endpoint="proposal")
@roles(*PLANNERS)
def show_proposal(proposal_id: int) -> Response:
    return proposal_page(load(proposal_id), Typed({}))


@bp.post("/staff/proposals/<int:proposal_id>", endpoint="answer_proposal")
@roles(*PLANNERS)
def answer_proposal(proposal_id: int) -> Response | Redirect:
    proposal = load(proposal_id)
    if proposal.answered_on is not None:
        return proposal_page(proposal, Typed(posted()), 409)
    typed = posted()
    answer = read_texts(typed, "answer", languages_of(proposal), {})
    problems = problems_of(typed, answer, proposal)
    if problems:
        return proposal_page(proposal, Typed(typed, problems), 422)
    accepted = one(typed, "verdict") == ACCEPT
    proposal.answer, proposal.accepted, proposal.answered_on = answer, accepted, today()
    record("answer-proposal", proposal=str(proposal.id), accepted=accepted)
    address = url_for("planning.proposals")
    if accepted:
        dialogue = add_dialogue(db.session, proposal.title, SOURCE, [])
        dialogue.initiator = (
            Initiator.RESIDENT if proposal.sender == "resident" else Initiator.ASSOCIATION
        ).value
        dialogue.reason = proposal.text
        proposal.dialogue_id = dialogue.id
        record("create", dialogue, proposal=str(proposal.id))
        address = url_for("planning.overview", slug=dialogue.slug)
    db.session.commit()
    flash(_("Svaret är sparat. Den som föreslog det läser svaret på sitt kvitto."))
    return redirect(address, 303)


def become(dialogue: Dialogue, proposal: Proposal) -> None:
    """Gives a new dialogue what the proposal says, in the proposal's own language."""
    by_resident = proposal.sender == "resident"
    dialogue.initiator = (Initiator.RESIDENT if by_resident else Initiator.ASSOCIATION).value
    dialogue.title = {proposal.lang: proposal.title}
    dialogue.reason = proposal.text
    proposal.dialogue_id = dialogue.id


def load(proposal_id: int) -> Proposal:
    """The proposal with this number, locked until the answer is stored, or 404."""
    asked = select(Proposal).where(Proposal.id == proposal_id).with_for_update()
    found = db.session.scalar(asked) if proposal_id <= LARGEST_ID else None
    if found is None:
        abort(404)
    return found


def languages_of(proposal: Proposal) -> list[str]:
    """Swedish, and the language that the proposal came from."""
    return list(dict.fromkeys([SOURCE, *([proposal.lang] if proposal.lang in LANGUAGES else [])]))


def problems_of(typed: Fields, answer: dict[str, str], proposal: Proposal) -> dict[str, str]:
    """What keeps the answer from being stored."""
    problems = {}
    if one(typed, "verdict") not in {ACCEPT, DECLINE}:
        problems["verdict"] = _("Välj om det blir en dialog eller inte.")
    if not answer.get(SOURCE):
        problems[f"answer.{SOURCE}"] = _("Skriv varför. Alla som föreslår något ska få ett svar.")
    return problems | long_texts(answer, "answer", languages_of(proposal), ANSWER_LENGTH)


def proposal_page(proposal: Proposal, typed: Typed, status: int = 200) -> Response:
    """The proposal, and the answer to it or the form for one."""
    return private(
        page(
            "planning/proposal.html",
            status=status,
            proposal=proposal,
            typed=typed,
            tags=languages_of(proposal),
            language_word=language_word,
            sender_word=sender_word,
            answer_words=Words(
                _("Svar och skäl"), _("Det här läser den som skickade förslaget. Skriv vänligt och rakt.")
            ),
        )
    )
