import calendar
import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.relative import UNITS, RelativeDay, UnansweredError, count_from, parse

DAYS = {"published": datetime.date(2019, 7, 17), "visited": datetime.date(2024, 2, 29), "due": None}


def refusal(text: str, days: Any = DAYS) -> str:
    with pytest.raises(ValueError, match=r".") as refused:
        parse(text, days)
    return str(refused.value)


# How it is written.


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6 months after published", (2020, 1, 17)),
        ("1 month after published", (2019, 8, 17)),
        ("1 months after published", (2019, 8, 17)),
        ("10 days after published", (2019, 7, 27)),
        ("1 day before published", (2019, 7, 16)),
        ("2 weeks before published", (2019, 7, 3)),
        ("1 week after published", (2019, 7, 24)),
        ("1 year after visited", (2025, 2, 28)),
        ("4 years before visited", (2020, 2, 29)),
        ("0 days after visited", (2024, 2, 29)),
        ("006 Months After Published", (2020, 1, 17)),
    ],
)
def test_a_date_can_count_from_another(text: str, day: tuple[int, int, int]) -> None:
    counted = parse(text, DAYS)
    assert counted == datetime.date(*day)
    assert isinstance(counted, RelativeDay)


@pytest.mark.parametrize("text", ["", "2019-07-17", "17 July 2019", "soon", "after published"])
def test_what_is_no_such_date_is_left_to_others(text: str) -> None:
    assert parse(text, DAYS) is None
    assert parse(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        *("six months after published", "6 months", "within 6 months", "6 months after the report"),
        *("6  months after published", "٦ months after published", "-6 months after published"),
        *("6 months later", "6.5 months after published", "12345 days after published"),
    ],
)
def test_a_date_that_nearly_counts_from_another_is_told_how(text: str) -> None:
    shown = " ".join(text.split())
    expected = f"“{shown}” is no day. Write it as “6 months after published”, with figures."
    assert refusal(text) == expected


def test_nobody_is_told_to_count_where_there_is_nothing_to_count_from() -> None:
    assert parse("within six months", {}) is None
    assert parse("within six months", None) is None


def test_a_name_that_is_not_asked_before_is_refused_with_the_nearest_one() -> None:
    expected = "No date called “publishd” is asked for before this one."
    assert refusal("6 months after publishd") == f"{expected} Did you mean “published”?"
    known = "Known here: published, visited, due."
    assert refusal("6 months after x").endswith(known)
    assert refusal("1 day after x", {}) == "No date called “x” is asked for before this one."


def test_a_date_that_is_not_known_makes_no_day() -> None:
    with pytest.raises(UnansweredError) as unanswered:
        parse("6 months after due", DAYS)
    assert unanswered.value.name == "due"


def test_a_date_cannot_count_where_there_are_no_other_answers() -> None:
    expected = "A day that counts from another answer cannot be given here."
    assert refusal("6 months after published", None) == expected


@pytest.mark.parametrize("text", ["9999 years after published", "9999 weeks before due"])
def test_a_day_beyond_the_calendar_is_refused(text: str) -> None:
    days = {"published": datetime.date(2019, 7, 17), "due": datetime.date(1, 1, 31)}
    assert refusal(text, days).startswith(f"There is no such day as {text.rpartition(' ')[0]}")


# Which day it makes.

COUNTS = st.integers(-9999, 9999)
FAR_FROM_THE_ENDS = st.dates(datetime.date(1000, 1, 1), datetime.date(8000, 1, 1))


@given(FAR_FROM_THE_ENDS, COUNTS, st.sampled_from(UNITS))
def test_any_count_leads_to_a_day_or_is_refused(day: datetime.date, count: int, unit: str) -> None:
    try:
        counted = count_from(day, count, unit)
    except ValueError:
        assert abs(count) >= 900  # the calendar has ended
        return
    assert (counted > day, counted < day) == (count > 0, count < 0)
    if unit in ("day", "week"):
        assert counted.toordinal() - day.toordinal() == count * (7 if unit == "week" else 1)
        return
    months = 12 * (counted.year - day.year) + counted.month - day.month
    assert months == count * (12 if unit == "year" else 1)
    last = calendar.monthrange(counted.year, counted.month)[1]
    assert counted.day == day.day or (counted.day == last < day.day)


@given(FAR_FROM_THE_ENDS, COUNTS, COUNTS)
def test_who_counts_further_comes_to_a_later_day(day: datetime.date, one: int, more: int) -> None:
    for unit in ("day", "week", "month"):
        counted = [count_from(day, count, unit) for count in sorted([one, more])]
        assert counted == sorted(counted)


@given(FAR_FROM_THE_ENDS, st.integers(-900, 900))
def test_a_year_has_twelve_months(day: datetime.date, years: int) -> None:
    assert count_from(day, years, "year") == count_from(day, 12 * years, "month")


@given(FAR_FROM_THE_ENDS, COUNTS)
def test_who_counts_there_and_back_is_where_they_were_but_for_the_end_of_a_month(
    day: datetime.date, count: int
) -> None:
    assert count_from(count_from(day, count, "week"), -count, "week") == day
    back = count_from(count_from(day, count, "month"), -count, "month")
    assert back == day if day.day <= 28 else 0 <= day.toordinal() - back.toordinal() <= 3
