"""Dates as people type them, and how the days given are told."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.factories import question
from webapp.domain.date_ranges import MOST_PERIODS, middle_day, periods
from webapp.domain.kinds import KINDS, UNANSWERED, Field, Invalid
from webapp.domain.months import NAMES, month_number
from webapp.domain.questions import Limits
from webapp.web.languages import LANGUAGES


def read(day="", month="", year="", limits=None):
    asked = question("one", "date", limits=limits or Limits())
    form = {"q.one.day": [day], "q.one.month": [month], "q.one.year": [year]}
    return KINDS["date"].read(asked, Field(asked, form))


@pytest.mark.parametrize(
    "typed",
    [
        ("3", "5", "2026"),
        ("03", "05", "2026"),
        (" 3 ", "maj", "2026"),
        ("3", "Maj", "2026"),
        ("٣", "مايو", "٢٠٢٦"),
        ("۳", "مه", "۲۰۲۶"),
        ("3", "May", "2026"),
        ("3", "MAYIS", "2026"),
        ("3", "toukokuuta", "2026"),
        ("3", "травня", "2026"),
        ("2026-05-03",),
        ("3/5 2026",),
        ("3.5.2026",),
        ("3 maj 2026",),
        ("٢٠٢٦-٥-٣",),
    ],
)
def test_a_date_is_read_as_it_is_typed(typed) -> None:
    assert read(*typed) == "2026-05-03"


def test_nothing_typed_is_no_answer() -> None:
    assert read() is UNANSWERED
    assert read(" ", "\u00a0", "") is UNANSWERED


@pytest.mark.parametrize(
    ("typed", "code", "part"),
    [
        (("", "5", "2026"), "date-no-day", "day"),
        (("3", "", "2026"), "date-no-month", "month"),
        (("3", "5"), "date-no-year", "year"),
        (("31", "2", "2026"), "date-day", "day"),
        (("29", "2", "2025"), "date-day", "day"),
        (("0", "2", "2025"), "date-day", "day"),
        (("½", "2", "2025"), "date-day", "day"),
        (("9" * 15, "2", "2025"), "date-day", "day"),
        (("3", "13", "2026"), "date-month", "month"),
        (("3", "ju", "2026"), "date-month", "month"),
        (("3", "<b>", "2026"), "date-month", "month"),
        (("3", "5", "26"), "date-year", "year"),
        (("3", "5", "1e9"), "date-year", "year"),
        (("3", "5", "20260"), "date-year", "year"),
        (("igår",), "date-no-month", "month"),
    ],
)
def test_what_is_no_date_is_told_at_the_part_that_is_wrong(typed, code, part) -> None:
    with pytest.raises(Invalid) as caught:
        read(*typed)
    assert (caught.value.code, caught.value.part) == (code, part)


@pytest.mark.parametrize(
    ("day", "code"), [("1", "date-too-early"), ("2", ""), ("4", ""), ("5", "date-too-late")]
)
def test_bounds_are_included(day, code) -> None:
    limits = Limits(earliest="2026-05-02", latest="2026-05-04")
    if not code:
        assert read(day, "5", "2026", limits) == f"2026-05-0{day}"
        return
    with pytest.raises(Invalid) as caught:
        read(day, "5", "2026", limits)
    assert caught.value.code == code


def test_a_field_of_no_part_of_a_date_is_refused() -> None:
    asked = question("one", "date")
    with pytest.raises(Invalid, match="unknown-option"):
        KINDS["date"].read(asked, Field(asked, {"q.one.hour": ["3"]}))


NAMELESS = ("smj", "sma")
"""Languages whose months have no names in Unicode CLDR."""


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag not in NAMELESS])
def test_every_name_of_a_month_is_known_in_every_language_of_content(tag) -> None:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in LANGUAGES[tag].locale.months[context][width].items():
                assert month_number(name) == number, name


def test_no_name_means_two_months() -> None:
    names = [name for month in NAMES for name in set(month.split(", "))]
    assert len(names) == len(set(names))


def days(*numbers: int) -> Counter[date]:
    return Counter(date(2026, 1, 1) + timedelta(days=number) for number in numbers)


def test_no_period_has_fewer_than_five_and_none_begins_at_one_persons_day() -> None:
    for span in (1, 6, 20, 70, 300, 900, 9000, 40_000):
        given = days(*(number * span // 99 for number in range(100)))
        found = periods(given, Limits())
        assert 1 <= len(found) <= MOST_PERIODS
        assert sum(each.count for each in found) == 100
        assert all(each.count >= 5 for each in found)
        assert found[0].first is None
        assert found[-1].last is None
        for one, after in pairwise(found):
            assert one.last + timedelta(days=1) == after.first


def test_periods_count_what_lies_in_them_and_reach_to_the_limits() -> None:
    limits = Limits(earliest="2026-01-01", latest="2026-12-31")
    found = periods(days(*[0] * 5, *[1] * 6, *[2] * 7), limits)
    assert [(each.first, each.last, each.count) for each in found] == [
        (date(2026, 1, 1), date(2026, 1, 1), 5),
        (date(2026, 1, 2), date(2026, 1, 2), 6),
        (date(2026, 1, 3), date(2026, 12, 31), 7),
    ]


def test_under_ten_answers_there_are_no_periods_and_the_middle_is_a_day_that_was_given() -> None:
    assert periods(days(*range(9)), Limits()) == ()
    assert middle_day(days(0, 1, 2, 3)) == date(2026, 1, 2)
    assert middle_day(Counter()) is None


@pytest.mark.parametrize("typed", ["1" + "-" * 4000 + "x", "1" + " -" * 4000 + "x", "9" * 9000])
def test_a_very_long_text_is_no_date_and_keeps_nobody_waiting(typed):
    with pytest.raises(Invalid):
        read(typed)
