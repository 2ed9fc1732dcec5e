"""A day: three fields for day, month and year, as the design system of GOV.UK advises for days one remembers.

Source: https://design-system.service.gov.uk/components/date-input/
"""

import re
from collections.abc import Iterator
from datetime import date

from webapp.domain.kinds.base import UNANSWERED, Field, Invalid, Typed, Unanswered, typed_by_part
from webapp.domain.months import month_number
from webapp.domain.questions import Question, Value
from webapp.domain.text import clean, latin_digits, read_whole

DAY, MONTH, YEAR = PARTS = ("day", "month", "year")
"""The three fields of a date, in the order in which they are typed."""
LONGEST = 60
"""Characters of a whole date typed in one field."""
YEARS = range(1850, 2201)
WHOLE = re.compile(r"(\d{1,4})[-/. ]+([^\W_]+|\D[^\d]*?)[-/. ]+(\d{1,4})")


class Date:
    """A day. Value: it as ISO 8601 writes it (``2026-05-12``).

    Digits of any script count, and the name of a month in any language. A whole date typed in the first
    field counts too, day or year first.
    """

    def read(self, question: Question, field: Field) -> Value | Unanswered:
        typed = whole_date(field.by_part(PARTS))
        if not typed:
            return UNANSWERED
        missing = next((part for part in PARTS if part not in typed), "")
        if missing:
            raise Invalid(f"date-no-{missing}", part=missing)
        day = to_day(typed)
        limits = question.limits
        if limits.earliest and day < date.fromisoformat(limits.earliest):
            raise Invalid("date-too-early", part=DAY, limit=limits.earliest)
        if limits.latest and day > date.fromisoformat(limits.latest):
            raise Invalid("date-too-late", part=DAY, limit=limits.latest)
        return day.isoformat()

    def typed(self, question: Question, value: Value) -> Typed:
        day = date.fromisoformat(str(value))
        return typed_by_part({DAY: day.day, MONTH: day.month, YEAR: day.year})

    def cells(self, question: Question, value: Value) -> Iterator[tuple[str, int]]:
        yield f"date:{value}", 1


def whole_date(typed: dict[str, str]) -> dict[str, str]:
    """`typed`, or its parts where a whole date stands in the first field alone."""
    whole = set(typed) == {DAY} and len(typed[DAY]) <= LONGEST
    found = WHOLE.fullmatch(latin_digits_in(typed[DAY])) if whole else None
    if found is None:
        return typed
    parts = found.groups() if len(found[1]) < 4 else reversed(found.groups())
    return dict(zip(PARTS, parts, strict=True))


def latin_digits_in(text: str) -> str:
    """`text` on one line with digits of any script as ASCII, its spaces kept."""
    return " ".join(latin_digits(word) for word in clean(text, multiline=False).split())


def to_day(typed: dict[str, str]) -> date:
    """The day that the three parts name.

    Raises:
        Invalid: ``date-month`` for no month, ``date-year`` for no year with four digits, ``date-day`` for a
            day that the month does not have.
    """
    month = read_whole(typed[MONTH]) or month_number(clean(typed[MONTH], multiline=False))
    if month is None or not 1 <= month <= 12:
        raise Invalid("date-month", part=MONTH)
    year = read_whole(typed[YEAR])
    if year is None or year not in YEARS:
        raise Invalid("date-year", part=YEAR)
    try:
        return date(year, month, read_whole(typed[DAY]) or 0)
    except (ValueError, OverflowError) as error:
        raise Invalid("date-day", part=DAY) from error
