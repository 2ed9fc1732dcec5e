"""People who sign in. Residents have no accounts."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.domain.lifecycle import Role
from webapp.models.base import Base
from webapp.models.dialogue import Board


class Membership(Base):
    """That somebody sits in a board, or works for it."""

    __tablename__ = "membership"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), primary_key=True)


class StaffMember(Base):
    """Somebody who signs in: official, outreach, politician, coordinator or administrator."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role_names: Mapped[list[str]] = mapped_column(default=list)
    session_version: Mapped[int] = mapped_column(default=1)
    """Grows when the password or the roles change: older sessions are then over."""
    active: Mapped[bool] = mapped_column(default=True)
    has_start_password: Mapped[bool] = mapped_column(default=False)
    """Whether the password was made by an administrator: an own one must be chosen before anything else."""

    boards: Mapped[list[Board]] = relationship(secondary=Membership.__table__, order_by=Board.id)

    @property
    def board_ids(self) -> frozenset[int]:
        return frozenset(board.id for board in self.boards)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(name) for name in self.role_names)

    @roles.setter
    def roles(self, roles: Iterable[Role]) -> None:
        self.role_names = sorted(role.value for role in roles)
