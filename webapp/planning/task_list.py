"""What is done and what is left, one thing at a time."""

from dataclasses import dataclass
from datetime import date

from webapp.domain.lifecycle import Action, Role
from webapp.domain.policy import Said
from webapp.domain.record import GateAnswer


@dataclass(frozen=True, slots=True)
class Left:
    """One thing left to do: the sentence, where it is done, and what one must be allowed to do for it."""

    sentence: str
    address: str
    action: Action
    field: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing on the list of a dialogue's life.

    Args:
        left: what is left of it.
        lang: the language that it is about, where that can be taken away instead.
        who: the role that usually does it; None for those who plan.
        said: the policy's words, where it is the policy that asks.
        answer: what somebody has answered, where it is a question.
        address: where it is done, also when nothing is left; `action`: what one must be allowed to do there.
        day: when it was done; `promised`: when it is to be done at the latest; `late`: that has passed.
    """

    id: str
    title: str
    left: tuple[Left, ...] = ()
    lang: str = ""
    who: Role = Role.OFFICIAL
    said: Said | None = None
    answer: GateAnswer | None = None
    address: str = ""
    action: Action | None = None
    day: date | None = None
    promised: date | None = None
    late: bool = False

    @property
    def all_left(self) -> list[Left]:
        return list(self.left)

    @property
    def count(self) -> int:
        return len(self.all_left)

    @property
    def done(self) -> bool:
        return not self.all_left
