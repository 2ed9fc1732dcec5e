"""Batches of one-time codes. Nothing here commits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.domain.taking_part import code_of, mark_of_code
from webapp.models import CodeBatch, Dialogue, OneTimeCode
from webapp.models.taking_part import used_of

USED_STEP = 10
"""How many were used is told in whole tens: nobody sees when one certain code was."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A batch, and about how many of its codes have been used: whole tens, 0 for fewer than ten."""

    batch: CodeBatch
    used: int


def batches(session: Session, dialogue: Dialogue) -> list[Counted]:
    """The batches of `dialogue`, the latest first."""
    used = used_of(session, dialogue.id)
    found = select(CodeBatch).where(CodeBatch.dialogue_id == dialogue.id).order_by(CodeBatch.id.desc())
    return [
        Counted(batch, (used.get(batch.id, 0) if batch.used is None else batch.used) // USED_STEP * USED_STEP)
        for batch in session.scalars(found)
    ]


def codes_of(secret: bytes, key: str, amount: int) -> list[str]:
    """The codes of the batch that is made with `key`: without it, nobody can make them again."""
    return [code_of(secret, key, number) for number in range(amount)]


def make_batch(
    session: Session, dialogue: Dialogue, label: str, amount: int, *, key: str, secret: bytes, day: date
) -> tuple[CodeBatch, bool]:
    """Makes `amount` codes, once however often the same form is sent; the batch, and whether it is new.

    Their marks are written in their own order, which tells nothing of the order in which they are printed.
    """
    session.execute(select(Dialogue.id).where(Dialogue.id == dialogue.id).with_for_update())
    made = batch_made_with(session, dialogue, secret, key)
    if made is not None:
        return made, False
    marks = sorted(mark_of_code(secret, code) for code in codes_of(secret, key, amount))
    batch = CodeBatch(dialogue_id=dialogue.id, label=label, amount=amount, made_on=day)
    session.add(batch)
    session.flush()
    rows = [{"mark": mark, "dialogue_id": dialogue.id, "batch_id": batch.id} for mark in marks]
    session.execute(insert(OneTimeCode), rows)
    return batch, True


def batch_made_with(session: Session, dialogue: Dialogue, secret: bytes, key: str) -> CodeBatch | None:
    """The batch of the dialogue that was made with `key`, if any."""
    first = mark_of_code(secret, code_of(secret, key, 0))
    found = select(CodeBatch).join(OneTimeCode, OneTimeCode.batch_id == CodeBatch.id)
    return session.scalar(found.where(OneTimeCode.mark == first, CodeBatch.dialogue_id == dialogue.id))
