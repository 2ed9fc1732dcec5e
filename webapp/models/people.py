"""People who sign in. Residents have no accounts."""

from collections.abc import Iterable

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.lifecycle import Role
from webapp.models.base import Base


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

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(name) for name in self.role_names)

    @roles.setter
    def roles(self, roles: Iterable[Role]) -> None:
        self.role_names = sorted(role.value for role in roles)
