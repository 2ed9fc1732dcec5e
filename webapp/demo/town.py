"""The demo municipality itself: its boards and those who work and decide there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp.accounts.actions import hash_password
from webapp.demo.content import read
from webapp.domain.policy import PolicyProfile
from webapp.models import Board, Municipality, StaffMember

PASSWORD = "prova-lindmo"  # noqa: S105 - public, and only for the demo


@dataclass(frozen=True)
class Town:
    """What every dialogue is made from: the day, the policy, and who is who, by the key in the file."""

    today: date
    profile: PolicyProfile
    boards: Mapping[str, Board]
    people: Mapping[str, StaffMember]


def add_town(session: Session, today: date, profile: PolicyProfile) -> Town:
    """Adds the municipality with its boards and staff."""
    told = read("town")
    session.add(Municipality(**told["municipality"], profile_id=profile.id))
    boards = {
        key: Board(name=dict(board["name"]), kind_name=board["kind"]) for key, board in told["boards"].items()
    }
    session.add_all(boards.values())
    session.flush()
    password_hash = hash_password(PASSWORD)
    people = {
        person["id"]: StaffMember(
            name=person["name"],
            email=person["email"],
            password_hash=password_hash,
            role_names=[person["role"]],
            boards=[boards[key] for key in person["boards"]],
        )
        for person in told["staff"]
    }
    session.add_all(people.values())
    session.flush()
    return Town(today, profile, boards, people)
