"""A dialogue's revision grows with what its pages show and that is stored in other tables.

Pages are kept until the revision changes (`web.kept`), so nobody who changes a board, a person's name or a
correction has to think of the pages it stands on.
"""

from collections.abc import Iterable

from sqlalchemy import event, inspect, or_, select, update
from sqlalchemy.orm import Session

from webapp.models.base import Base
from webapp.models.dialogue import Board, Dialogue
from webapp.models.people import StaffMember
from webapp.models.policy import BoardPart, Correction, Finding, StoredResolution
from webapp.models.recordings import Recording
from webapp.models.translations import ContentTranslation

PARTS = (BoardPart, Correction, Finding, Recording, StoredResolution, ContentTranslation)
SHOWN = {Board: ("name", "kind_name", "dissolved_on"), StaffMember: ("name",)}
"""Tables that dialogues point to -> the columns that their pages show."""


@event.listens_for(Session, "before_flush")
def touch(session: Session, *_rest: object) -> None:
    """Lets the revision of every dialogue grow that the changes about to be written show on."""
    found = _own_parts([*session.new, *session.dirty, *session.deleted], session) | _pointing(session)
    found -= {each.id for each in session.dirty if isinstance(each, Dialogue) and session.is_modified(each)}
    if not found:
        return
    grown = update(Dialogue).where(Dialogue.id.in_(sorted(found))).values(revision=Dialogue.revision + 1)
    session.execute(grown, execution_options={"synchronize_session": False})
    for each in session.identity_map.values():
        identity = inspect(each).identity
        if isinstance(each, Dialogue) and identity and identity[0] in found:
            session.expire(each, ["revision"])


def _own_parts(changed: Iterable[object], session: Session) -> set[int]:
    """Dialogues that a changed row belongs to."""
    return {
        each.dialogue_id
        for each in changed
        if isinstance(each, PARTS) and each.dialogue_id is not None and _written(each, session)
    }


def _written(each: object, session: Session) -> bool:
    return each in session.new or each in session.deleted or session.is_modified(each)


def _pointing(session: Session) -> set[int]:
    """Dialogues that name a board or a person whose shown columns change."""
    boards = [each.id for each in session.dirty if _shown_anew(each, Board)]
    people = [each.id for each in session.dirty if _shown_anew(each, StaffMember)]
    if not boards and not people:
        return set()
    parts = select(BoardPart.dialogue_id).where(BoardPart.board_id.in_(boards))
    naming = or_(Dialogue.board_id.in_(boards), Dialogue.responsible_id.in_(people), Dialogue.id.in_(parts))
    return set(session.scalars(select(Dialogue.id).where(naming)))


def _shown_anew(each: object, model: type[Base]) -> bool:
    if not isinstance(each, model):
        return False
    state = inspect(each)
    return any(state.attrs[name].history.has_changes() for name in SHOWN[model])
