"""Questions that the policy asks, answered by somebody in their own name."""

from dataclasses import dataclass

from flask import Response, abort, flash, redirect, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from webapp.domain.gates import state_of
from webapp.domain.lifecycle import UNTIL_OPEN, Action
from webapp.domain.policy import Ask, Gate
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.models import Dialogue, StaffMember, StoredAnswer
from webapp.planning.blueprint import bp
from webapp.planning.life import passed
from webapp.web.access import acts, staff
from webapp.web.clock import today
from webapp.web.composed import Words
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, one, posted, shorten
from webapp.web.gate_words import gate_heading, gate_title
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.policy import profile
from webapp.web.policy import record as policy_record
from webapp.web.publication import take_back_if_unmet
from webapp.web.question_sets import hold
from webapp.web.trace import record

LENGTH = 4000
YES, NO = "yes", "no"


@bp.get("/staff/dialogues/<slug>/gates/<gate>", endpoint="gate")
@acts(Action.ANSWER_GATE)
def show_gate(dialogue: Dialogue, gate: str) -> Response:
    found = gate_or_404(dialogue, gate)
    return gate_page(dialogue, found, Typed(stored(dialogue, found)))


@bp.post("/staff/dialogues/<slug>/gates/<gate>", endpoint="save_gate")
@acts(Action.ANSWER_GATE)
def save_gate(dialogue: Dialogue, gate: str) -> Response | Redirect:
    """Keeps the answer with the name of who gave it. An earlier one stays in the trace."""
    hold(db.session, dialogue, Action.ANSWER_GATE)
    found = gate_or_404(dialogue, gate)
    person = the_person()
    if is_history(dialogue, found):
        abort(409)
    if must_be_another(dialogue, found, person):
        return gate_page(dialogue, found, Typed(posted()), 403)
    typed = posted()
    merged = merge(typed, stored(dialogue, found))
    if merged is not None:
        return gate_page(dialogue, found, Typed(merged.fields), 409, merged.differences)
    answer, problems = read(typed, found)
    if problems:
        return gate_page(dialogue, found, Typed(typed, problems), 422)
    keep(dialogue, found, answer, person)
    taken_back = take_back_if_unmet(dialogue)
    db.session.commit()
    if taken_back:
        flash(_("Dialogen är inte publicerad längre. Den kan publiceras igen när allt är klart."))
    if found.ask is Ask.YES and answer.value == NO:
        return redirect(url_for("planning.gate", slug=dialogue.slug, gate=found.id), 303)
    flash(_("Svaret är sparat."))
    return redirect(url_for("planning.overview", slug=dialogue.slug, _anchor=f"gate-{found.id}"), 303)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: yes or no where that is asked for, and words."""

    value: str
    words: str


def gate_or_404(dialogue: Dialogue, id_: str) -> Gate:
    """The question of that name that the municipality's policy asks of this dialogue."""
    gate = profile().gates_by_id.get(id_)
    if gate is None or gate.ask is None or not gate.applies(policy_record(dialogue)):
        abort(404)
    return gate


def the_person() -> StaffMember:
    person = staff()
    return person if person is not None else abort(401)


def is_history(dialogue: Dialogue, gate: Gate) -> bool:
    """Whether the moment of `gate` lies behind: until opening answers can change, and shut the gate again."""
    stage = dialogue.stage(today())
    return stage not in UNTIL_OPEN and gate.before in passed(stage)


def must_be_another(dialogue: Dialogue, gate: Gate, person: StaffMember) -> bool:
    """Whether the answer must come from somebody else than the person responsible."""
    return gate.second_person and person.id == dialogue.responsible_id


def answer_to(session: Session, dialogue: Dialogue, gate: str) -> StoredAnswer | None:
    """What has been answered to the gate of that name."""
    return session.scalar(
        select(StoredAnswer).where(StoredAnswer.dialogue_id == dialogue.id, StoredAnswer.gate == gate)
    )


def stored(dialogue: Dialogue, gate: Gate) -> Fields:
    """The form's fields as they are stored."""
    answer = answer_to(db.session, dialogue, gate.id)
    fields: Fields = {"words": [answer.words if answer else ""]}
    return fields | ({"value": [answer.value]} if answer and answer.value else {})


def read(typed: Fields, gate: Gate) -> tuple[Given, dict[str, str]]:
    """The answer in a form, and what must be mended."""
    problems = {}
    value = one(typed, "value") if gate.ask is not Ask.WORDS else ""
    words = clean(next(iter(typed.get("words", ())), ""))
    if gate.ask is not Ask.WORDS and value not in {YES, NO}:
        problems["value"] = _("Svara ja eller nej.")
    if not words and (gate.ask is not Ask.YES or value == NO):
        problems["words"] = _("Skriv svaret.") if gate.ask is Ask.WORDS else _("Skriv varför.")
    if len(words) > LENGTH:
        problems["words"] = shorten(LENGTH)
    return Given(value, words), problems


def keep(dialogue: Dialogue, gate: Gate, given: Given, person: StaffMember) -> None:
    """Stores the answer in the person's name; what it replaces goes to the trace."""
    answer = answer_to(db.session, dialogue, gate.id)
    before = None
    if answer is None:
        answer = StoredAnswer(dialogue_id=dialogue.id, gate=gate.id)
        db.session.add(answer)
    else:
        before = {
            "value": answer.value,
            "words": answer.words,
            "name": answer.name,
            "day": answer.answered_on.isoformat(),
        }
    answer.value, answer.words = given.value, given.words
    answer.name, answer.staff_id, answer.answered_on = person.name, person.id, today()
    db.session.flush()
    record("answer_gate", dialogue, gate=gate.id, value=given.value, words=given.words, before=before)


def gate_page(
    dialogue: Dialogue,
    gate: Gate,
    typed: Typed,
    status: int = 200,
    differences: list[Difference] | None = None,
) -> Response:
    """The question with the policy's words, and the answer that is there."""
    return private(
        page(
            "planning/gate.html",
            status=status,
            dialogue=dialogue,
            gate=gate,
            state=state_of(gate, profile(), policy_record(dialogue)),
            title=gate_title(gate),
            heading=gate_heading(gate),
            typed=typed,
            base=as_base(stored(dialogue, gate)),
            differences=differences,
            history=is_history(dialogue, gate),
            another=must_be_another(dialogue, gate, the_person()),
            value_words=Words(_("Ditt svar")),
            words=words_of(gate),
            part_word=lambda part: words_of(gate).label if part == "words" else _("Ditt svar"),
        )
    )


def words_of(gate: Gate) -> Words:
    """How the words are asked for."""
    if gate.ask is Ask.WORDS:
        return Words(_("Ditt svar med ord"))
    hint = _("Behövs bara om svaret är nej.") if gate.ask is Ask.YES else ""
    return Words(_("Varför?"), hint)
