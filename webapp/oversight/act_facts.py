"""The details of a trace entry, as its sentence needs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from webapp.domain.text import choose
from webapp.web.languages import SOURCE
from webapp.web.locale import and_list, current_language, long_date
from webapp.web.locale import gettext as _

REASONS = ("reason", "why", "words")
"""Details that say why something was done, the first that is there."""
Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """The details of an entry, with the names of those that they mention by number."""

    details: Mapping[str, Any]
    people: Names = field(default_factory=dict)
    boards: Names = field(default_factory=dict)
    gates: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A detail in the reader's language; empty where it is not there."""
        return in_own_language(self.details.get(name))

    def number(self, name: str) -> int:
        """A detail that is a number, or how many it lists; 0 where it is not there."""
        found = self.details.get(name, 0)
        return len(found) if isinstance(found, list | dict | str) else int(found or 0)

    def day(self, name: str) -> str:
        """A detail that is a day, in words; empty where it is not there."""
        try:
            return long_date(date.fromisoformat(self.text(name))).striptags()
        except ValueError:
            return ""

    def person(self, name: str = "person") -> str:
        return self.people.get(self.details.get(name) or 0) or _("ingen")

    def board(self, name: str = "board") -> str:
        return self.boards.get(self.details.get(name) or 0) or _("ingen")

    def gate(self, name: str = "gate") -> str:
        """What a gate asks for; its id where the policy has it no more."""
        return self.gates.get(self.text(name), self.text(name))

    def all_gates(self) -> str:
        return and_list(self.gates.get(gate, gate) for gate in self.details.get("gates", ())).unescape()


def in_own_language(value: Any) -> str:
    """A stored text, or the one of several languages that the reader reads best."""
    if isinstance(value, Mapping):
        return str(choose(value, current_language().tag, SOURCE))
    return "" if value is None else str(value)


def why(details: Mapping[str, Any]) -> str:
    """The reason that was given, if any."""
    return next((text for name in REASONS if (text := in_own_language(details.get(name)))), "")
