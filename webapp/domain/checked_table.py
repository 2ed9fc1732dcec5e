"""A table of a file whose every mistake is told by file and key."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from webapp.domain.text import Localised

SOURCE = "sv"
Kind = TypeVar("Kind", bound=StrEnum)
Made = TypeVar("Made")


class WrongProfile(Exception):
    """A profile cannot be used; the message names the file, the key and what to do."""


class Table:
    """One table of the file. Every key must be asked for: what is left over is a mistake."""

    def __init__(self, content: Mapping[str, Any], path: str, file: str) -> None:
        self.content, self.path, self.file = dict(content), path, file

    def wrong(self, key: str, sentence: str) -> WrongProfile:
        where = f"{self.path}.{key}".strip(".") if key else self.path
        return WrongProfile(f"{self.file}: {where}: {sentence}")

    def take(self, key: str, kind: type[Made], default: Made | None = None) -> Made:
        """The value of `key`, which must be a `kind`; `default` where it may be left out."""
        value = self.content.pop(key, default)
        if value is None:
            raise self.wrong(key, "is missing; write it")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"must be {NAMES[kind]}")
        return value

    def words(self, key: str) -> str:
        """A text that must not be empty."""
        text = self.take(key, str).strip()
        if not text:
            raise self.wrong(key, "is empty; write it")
        return text

    def one_of(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        return self.member(key, kind, self.take(key, str, default))

    def member(self, key: str, kind: type[Kind], value: object) -> Kind:
        if value not in list(kind):
            raise self.wrong(key, f"is {value!r}; use one of {', '.join(kind)}")
        return kind(value)  # type: ignore[arg-type]

    def texts(self, key: str, *, required: bool = True) -> Localised:
        """A text by language; Swedish must be there."""
        found = self.table(key, required=required)
        return found.languages() if required or found.content else {}

    def languages(self) -> Localised:
        """The whole table as one text by language; Swedish must be there."""
        for lang, text in self.content.items():
            if not isinstance(text, str) or not text.strip():
                raise self.wrong(lang, "must be a text")
        if SOURCE not in self.content:
            raise self.wrong(SOURCE, "is missing; every text is written in Swedish")
        return self.content

    def day(self, key: str) -> date | None:
        value = self.content.pop(key, None)
        if value is not None and type(value) is not date:
            raise self.wrong(key, "must be a day, such as 2022-11-23 without quotation marks")
        return value

    def table(self, key: str, *, required: bool = True) -> "Table":
        return Table(
            self.take(key, dict, None if required else {}), f"{self.path}.{key}".strip("."), self.file
        )

    def tables(self, key: str, *, required: bool = True) -> list["Table"]:
        """The tables of a list. Each is named by its id, or by its number where it has none."""
        found = self.take(key, list, None if required else [])
        return [self._entry(key, number, content) for number, content in enumerate(found, 1)]

    def _entry(self, key: str, number: int, content: object) -> "Table":
        path = f"{self.path}.{key}[{number}]".strip(".")
        if not isinstance(content, dict):
            raise WrongProfile(f"{self.file}: {path}: must be a table")
        named = content.get("id")
        if isinstance(named, str) and named.strip():
            path = f"{self.path}.{key}.{named.strip()}".strip(".")
        return Table(content, path, self.file)

    def done(self) -> None:
        """Refuses keys that nothing asked for."""
        if self.content:
            raise self.wrong(next(iter(self.content)), "is not a key that is known here; check its spelling")


NAMES: dict[type, str] = {
    str: "a text in quotation marks",
    int: "a whole number",
    bool: "true or false",
    dict: "a table",
    list: "a list",
}
