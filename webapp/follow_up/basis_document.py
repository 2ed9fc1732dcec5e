"""The decision basis: an annex ready for the case file, made whole of what the dialogue holds."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from webapp.documents.model import Block, Document, Heading, Note, Pair, Paragraph
from webapp.domain.record import DialogueType
from webapp.domain.text import Text
from webapp.follow_up.basis_answers import answers
from webapp.follow_up.basis_end import corrections, findings, what_follows
from webapp.follow_up.basis_plan import background, carried_out, influence
from webapp.follow_up.basis_reach import reach
from webapp.follow_up.basis_words import advice, plain_day, present, say
from webapp.follow_up.words import basis_words
from webapp.models import Dialogue
from webapp.models.figures import figures
from webapp.web.addresses import absolute
from webapp.web.clock import today
from webapp.web.figure_words import counted_sentence
from webapp.web.locale import current_language, speaking
from webapp.web.locale import gettext as _
from webapp.web.plan_words import type_word
from webapp.web.policy import profile
from webapp.web.snapshots import Snapshot, municipality

CONTENTS_FROM = 4
"""Questions: a longer annex has a list of contents."""


def basis_document(session: Session, found: Snapshot) -> Document:
    """The annex in the dialogue's own language; every text of another language is marked with its own."""
    dialogue = found.dialogue
    with speaking(dialogue.source_language):
        return Document(
            title=say(dialogue.title, dialogue) or _("Dialog utan rubrik"),
            language=current_language().tag,
            subtitle=basis_words(dialogue).label,
            municipality=municipality().name,
            registration=dialogue.registration_number,
            facts=tuple(head(found)),
            blocks=tuple(whole(session, found)),
            footer=footer(dialogue),
            contents=len(dialogue.questions.asked) >= CONTENTS_FROM,
        )


def head(found: Snapshot) -> Iterator[Pair]:
    """What the annex is of, whose it is, and the day it was made."""
    dialogue = found.dialogue
    yield from present(
        (_("Kommun"), municipality().name),
        (_("Diarienummer"), dialogue.registration_number),
        (_("Beslutar"), say(dialogue.board.name, dialogue) if dialogue.board else ""),
        (_("Typ av dialog"), type_word(dialogue.type)),
        (_("Stöd i lag"), dialogue.law_reference if dialogue.type is DialogueType.CONSULTATION else ""),
        (_("Ansvarig för dialogen"), found.responsible or dialogue.contact_name),
        (_("Underlaget är gjort"), plain_day(today())),
    )


def footer(dialogue: Dialogue) -> str:
    """The policy that the dialogue was held by, on every page."""
    policy = profile().policy
    return ", ".join(part for part in (policy.name, policy.registration_number) if part)


def whole(session: Session, found: Snapshot) -> Iterator[Block]:
    """Every section, in the order that somebody who decides wants to read them."""
    dialogue = found.dialogue
    told = figures(session, dialogue, dialogue.questions)
    yield from in_short(dialogue, told.responses)
    yield from background(session, found)
    yield from influence(session, found)
    yield from carried_out(session, found)
    yield from reach(session, found, told.responses)
    yield from findings(found)
    yield from answers(session, found, told)
    yield from what_follows(found)
    yield from corrections(found)
    yield from about(dialogue)


def in_short(dialogue: Dialogue, responses: int) -> Iterator[Block]:
    """The official's words on the whole, with how they weigh."""
    yield Heading(_("Sammanfattning"))
    if weighs := advice(dialogue):
        yield Note(weighs, _("Så räknas resultatet:"))
    text = say(dialogue.result_text, dialogue)
    yield Paragraph(text or Text(_("Resultatet är inte sammanställt än."), current_language().tag))
    yield Paragraph(counted_sentence(dialogue, responses) if responses else _("Inga svar kom in."))


def about(dialogue: Dialogue) -> Iterator[Block]:
    """Where the annex comes from, and which policy applies."""
    policy = profile().policy
    adopted = ", ".join(part for part in (policy.adopted_by, plain_day(policy.adopted)) if part)
    number = policy.registration_number
    yield Heading(_("Om underlaget"))
    yield Paragraph(
        _("Dialogen följer %(policy)s (%(adopted)s).", policy=policy.name, adopted=adopted)
        if not number
        else _(
            "Dialogen följer %(policy)s (%(adopted)s), diarienummer %(number)s.",
            policy=policy.name,
            adopted=adopted,
            number=number,
        )
    )
    address = absolute("dialogues.show", slug=dialogue.slug)
    yield Paragraph(
        _("Underlaget är gjort av det som står i dialogen. Allt om dialogen: %(address)s", address=address)
    )
