"""Reading what was typed into staff's forms, and keeping it on the page where it must be mended."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import request

from webapp.domain.text import Localised, clean, latin_digits, read_whole
from webapp.web.languages import MOST_READ
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext

Fields = dict[str, list[str]]
"""Name of a field -> what stands in it, as a browser sends it."""
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
YEARS = range(2000, 2101)
FEW_LANGUAGES = 5
"""So many languages of one text stand openly, side by side."""


class Wrong(ValueError):
    """What was typed cannot be used; the message says how to mend it."""


@dataclass(frozen=True)
class Typed:
    """What stands in a form's fields, and what is wrong with it."""

    fields: Mapping[str, Sequence[str]]
    problems: dict[str, str] = field(default_factory=dict)
    notices: dict[str, str] = field(default_factory=dict)
    """Name of a field -> what should be looked at there, though it can be saved."""
    focus: str = ""
    """The id of the field that the page opens at."""

    def value(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    def chosen(self, name: str, value: str) -> bool:
        return value in self.fields.get(name, ())

    def wrong(self, name: str) -> bool:
        """Whether something is wrong with a text in some language."""
        return any(field.startswith(f"{name}.") for field in self.problems)

    def openly(self, name: str, tags: Sequence[str]) -> list[str]:
        """The languages that stand openly: a few, or else those most written in and those with a text."""
        if len(tags) <= FEW_LANGUAGES:
            return list(tags)
        used = [*self.problems, *(field for field in self.fields if self.value(field).strip())]
        written = {tag for tag in tags if any(f"{field}.".startswith(f"{name}.{tag}.") for field in used)}
        return [tag for tag in tags if tag in written or tag in {tags[0], *MOST_READ}]

    def filled(self, name: str) -> bool:
        """Whether a text stands there in some language."""
        return any(self.value(field).strip() for field in self.fields if field.startswith(f"{name}."))

    def summary(self, label: Callable[[str], str] | None = None) -> list[tuple[str, str]]:
        """(anchor, sentence) for the summary of errors, each after the `label` of its field."""
        return [
            (anchor(name), f"{label(name)} – {sentence}" if label else sentence)
            for name, sentence in self.problems.items()
        ]


def anchor(name: str) -> str:
    """The id of the field of that name: ``title.sv`` -> ``title-sv``."""
    return name.replace(".", "-")


def posted() -> Fields:
    """The form of this request, line breaks as they are stored."""
    return {name: [value.replace("\r\n", "\n") for value in values] for name, values in request.form.lists()}


def one(fields: Mapping[str, Sequence[str]], name: str) -> str:
    """The first value of a field, cleaned to one line."""
    return clean(next(iter(fields.get(name, ())), ""), multiline=False)


def read_texts(
    fields: Mapping[str, Sequence[str]],
    name: str,
    languages: Iterable[str],
    kept: Localised,
    *,
    multiline: bool = True,
) -> dict[str, str]:
    """The texts typed under `name`, one field for each of `languages`; `kept` in all other languages.

    A text that was not changed stays exactly as it was.
    """
    texts = dict(kept)
    for lang in languages:
        typed = clean(next(iter(fields.get(f"{name}.{lang}", ())), ""), multiline=multiline)
        if not typed:
            texts.pop(lang, None)
        elif typed != clean(texts.get(lang, ""), multiline=multiline):
            texts[lang] = typed
    return texts


def text_fields(name: str, texts: Localised, languages: Iterable[str]) -> Fields:
    """The fields that `read_texts` reads, filled with `texts`."""
    return {f"{name}.{lang}": [texts.get(lang, "")] for lang in languages}


def long_texts(texts: Localised, name: str, languages: Iterable[str], limit: int) -> dict[str, str]:
    """Field -> what to do, for each of the texts that is longer than `limit` characters."""
    return {f"{name}.{lang}": shorten(limit) for lang in languages if len(texts.get(lang, "")) > limit}


def shorten(limit: int) -> str:
    return ngettext("Korta till högst %(n)s tecken.", "Korta till högst %(n)s tecken.", limit)


def read_day(typed: str, years: range = YEARS) -> date | None:
    """A day in one of `years` as a browser's calendar gives it or as typed, ``2026-12-24``; None for nothing.

    Raises:
        Wrong: there is no such day.
    """
    text = latin_digits(clean(typed, multiline=False))
    if not text:
        return None
    found = DAY.fullmatch(text)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or day.year not in years:
        raise Wrong(_("Skriv datumet med år, månad och dag, till exempel 2026-12-24."))
    return day


def read_count(typed: str, low: int, high: int) -> int | None:
    """A whole number from `low` to `high`; None for nothing.

    Raises:
        Wrong: it is not such a number.
    """
    if not clean(typed, multiline=False):
        return None
    number = read_whole(typed)
    if number is None or not low <= number <= high:
        raise Wrong(_("Skriv ett heltal från %(low)s till %(high)s.", low=low, high=high))
    return number


def read_email(typed: str) -> str:
    """An e-mail address, or nothing.

    Raises:
        Wrong: it cannot be one.
    """
    text = clean(typed, multiline=False)
    if text and not EMAIL.fullmatch(text):
        raise Wrong(_("Skriv en hel e-postadress, till exempel namn@kommun.se."))
    return text
