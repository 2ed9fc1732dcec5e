"""Who can be responsible for dialogues, and for which somebody is."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lifecycle import Role, Stage
from webapp.models import Dialogue, StaffMember
from webapp.web.clock import today
from webapp.web.sorting import by_name

CAN_BE_RESPONSIBLE = frozenset({Role.OFFICIAL, Role.COORDINATOR})
DONE_WITH = frozenset({Stage.ARCHIVED, Stage.DECLINED})


def can_be_responsible(session: Session) -> list[StaffMember]:
    """The active officials and coordinators, by name."""
    people = session.scalars(select(StaffMember).where(StaffMember.active)).all()
    found = [person for person in people if not CAN_BE_RESPONSIBLE.isdisjoint(person.roles)]
    return sorted(found, key=lambda person: (by_name(person.name), person.id))


def living_dialogues_of(session: Session, person: StaffMember) -> Sequence[Dialogue]:
    """The dialogues that `person` is responsible for and that are not archived or declined."""
    found = session.scalars(
        select(Dialogue).where(Dialogue.responsible_id == person.id).order_by(Dialogue.slug)
    ).all()
    return [dialogue for dialogue in found if dialogue.stage(today()) not in DONE_WITH]
