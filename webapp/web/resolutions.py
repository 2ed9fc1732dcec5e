"""Decisions that bodies have taken about a dialogue, and the sentence that residents read of them."""

from datetime import date

from babel import dates
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.record import ResolutionKind
from webapp.domain.text import choose
from webapp.models import Board, Dialogue, StoredResolution
from webapp.web.languages import LANGUAGES, SOURCE

LONGEST = 300


def resolutions(session: Session, dialogue: Dialogue) -> list[StoredResolution]:
    """Everything that has been decided about `dialogue`, in the order it was recorded."""
    found = select(StoredResolution).where(StoredResolution.dialogue_id == dialogue.id)
    return list(session.scalars(found.order_by(StoredResolution.id)))


def latest(session: Session, dialogue: Dialogue, kind: ResolutionKind) -> StoredResolution | None:
    """The last recorded decision of `kind`: it is the one that counts."""
    found = [each for each in resolutions(session, dialogue) if each.kind_name == kind]
    return found[-1] if found else None


def degrees_settled(session: Session, dialogue: Dialogue) -> bool:
    """Whether a body has decided how much can be influenced: until then the step is a proposal."""
    return latest(session, dialogue, ResolutionKind.DEGREES) is not None


def sentence(resolution: StoredResolution, lang: str) -> str:
    """``Barnnämnden 12 maj 2026, § 45, BN 2026/7``: who decided, when, and where it stands."""
    where = [_body_and_day(resolution.board, resolution.meeting, lang), resolution.paragraph]
    whole = ", ".join(part for part in [*where, resolution.registration_number] if part)
    return whole if len(whole) <= LONGEST else ", ".join(part for part in where if part)


def _body_and_day(board: Board, day: date, lang: str) -> str:
    language = LANGUAGES.get(lang, LANGUAGES[SOURCE])
    name = choose(board.name, lang, SOURCE)
    return f"{name} {dates.format_date(day, 'long', locale=language.locale)}"
