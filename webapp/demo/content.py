"""The demo municipality's content, read from its files, with days and figures filled in."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from babel import dates, numbers

from webapp.domain.counting import ANSWERS, RESPONSES, WHOLE_SET, mean
from webapp.domain.counting import numbers as given_numbers
from webapp.web.languages import LANGUAGES

DATA = Path(__file__).parent / "data"
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
SATURDAY = 5
Cells = Mapping[tuple[str, str], int]
"""(question id, cell) -> count."""


def read(name: str) -> dict[str, Any]:
    """One file of content: ``town``, or ``park/facts`` for a file in a dialogue's folder."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def has(name: str) -> bool:
    return (DATA / f"{name}.toml").exists()


def calendar(offsets: Mapping[str, int], today: date) -> dict[str, date]:
    """Name -> the working day so many days from today. Holidays do not count: nobody meets in them."""
    return {name: working_day(days_from(today, offset)) for name, offset in offsets.items()}


def days_from(today: date, offset: int) -> date:
    """The day `offset` days after today, or before where it is negative, holidays left out.

    Raises:
        IndexError: that is more than two years away.
    """
    if offset == 0:
        return today
    days = days_around(today.year)
    place = bisect_right(days, today) + offset - 1 if offset > 0 else bisect_left(days, today) + offset
    if place < 0:
        raise IndexError(offset)
    return days[place]


@cache
def days_around(year: int) -> list[date]:
    """Every day outside holidays from two years before to two years after `year`."""
    first, last = date(year - 2, 1, 1), date(year + 2, 12, 31)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if not in_holidays(day)]


def working_day(day: date) -> date:
    """`day`, or the first working day after it."""
    while day.weekday() >= SATURDAY or in_holidays(day):
        day += timedelta(days=1)
    return day


def in_holidays(day: date) -> bool:
    """Whether it is around Christmas, or between midsummer and August."""
    month_and_day = (day.month, day.day)
    return month_and_day >= (12, 20) or month_and_day < (1, 8) or (6, 18) <= month_and_day < (8, 1)


def localised(texts: Mapping[str, str], days: Mapping[str, date], cells: Cells) -> dict[str, str]:
    """A text in every language, as the people who read that language write days and numbers."""
    return {lang: filled(text, lang, days, cells).strip() for lang, text in texts.items()}


def filled(text: str, lang: str, days: Mapping[str, date], cells: Cells) -> str:
    """`text` with its placeholders filled in.

    Raises:
        KeyError: a placeholder names neither a day nor a question.
    """
    locale = LANGUAGES[lang].locale

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name == "year":
            return str(days["begun"].year)
        if name in days:
            return dates.format_date(days[name], "long", locale=locale)
        return numbers.format_decimal(figure(name, cells), format="#,##0.#", locale=locale)

    return PLACEHOLDER.sub(value, text)


def figure(name: str, cells: Cells) -> Decimal:
    """What `name` counts.

    One of ``responses``, ``question`` (its answers), ``question:cell+cell``, ``%question:cell`` (whole
    percent of its answers) and ``mean:question``.

    Raises:
        KeyError: nobody answered the question.
    """
    if name == RESPONSES:
        return Decimal(cells[WHOLE_SET, RESPONSES])
    if name.startswith("mean:"):
        return _decimal(_mean(name.removeprefix("mean:"), cells))
    question, _, wanted = name.removeprefix("%").partition(":")
    answers = cells[question, ANSWERS]
    if not wanted:
        return Decimal(answers)
    total = sum(_count(question, cell, cells) for cell in wanted.split("+"))
    return Decimal(round(Fraction(100 * total, answers))) if name.startswith("%") else Decimal(total)


def _count(question: str, cell: str, cells: Cells) -> int:
    return cells.get((question, cell), 0) or cells.get((question, f"option:{cell}"), 0)


def _mean(question: str, cells: Cells) -> Fraction:
    found = mean(given_numbers({cell: n for (id_, cell), n in cells.items() if id_ == question}))
    if found is None:
        raise KeyError(question)
    return found


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
