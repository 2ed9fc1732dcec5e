"""One-time codes for tests, and the forms that they are sent with."""

from typing import Any

from sqlalchemy.orm import Session

from tests.conftest import SECRET
from tests.factories import days
from webapp.domain.documents import fingerprint
from webapp.models import Dialogue
from webapp.outreach.code_batches import codes_of, make_batch

BATCH_KEY = "the key of a batch of one-time codes"


def make_codes(
    session: Session, dialogue: Dialogue, amount: int = 12, key: str = BATCH_KEY, label: str = "Brev"
) -> list[str]:
    """The codes of a batch that has just been made."""
    secret = SECRET.encode()
    make_batch(session, dialogue, label, amount, key=key, secret=secret, day=days(-1))
    session.commit()
    return codes_of(secret, key, amount)


def form_of(dialogue: Dialogue, code: str = "", key: str = "k" * 24, **more: Any) -> dict[str, Any]:
    """The form of a resident who answers one question and sends it."""
    answers = {"q.one": "gunga"}
    version = fingerprint(dialogue.questions)
    return {"key": key, "version": version, "do": "send", "code": code, **answers, **more}
