import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.check.days import Mention, find_mentions
from responder.check.rules.date_forms import DAY_FORMS


def only(text: str) -> Mention:
    (found,) = find_mentions(text)
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 12 October 2021, and", "2021-10-12"),
        ("12th October 2021", "2021-10-12"),
        ("the 2nd of March, 2022", "2022-03-02"),
        ("October 12, 2021", "2021-10-12"),
        ("July 24 2025", "2025-07-24"),
        ("21, September 2023", "2023-09-21"),
        ("12 Oct. 2021", "2021-10-12"),
        ("5 Sept 2022", "2022-09-05"),
        ("30/01/2018", "2018-01-30"),
        ("30.01.2018", "2018-01-30"),
        ("10/31/2021", "2021-10-31"),
        ("30/1/18", "2018-01-30"),
        ("2021-10-12", "2021-10-12"),
        ("Friday, 25 February 2022", "2022-02-25"),
        ("12\u00a0october\u00a02021", "2021-10-12"),
        ("12 October 2021’s", "2021-10-12"),
    ],
)
def test_a_day_is_read_in_every_form(text: str, day: str) -> None:
    assert str(only(text).first) == day
    assert only(text).kind == "day"


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("October 2021", "month", "2021-10-01", "2021-10-31"),
        ("Feb 2024", "month", "2024-02-01", "2024-02-29"),
        ("throughout 2022", "year", "2022-01-01", "2022-12-31"),
        ("by mid-2022", "year", "2022-01-01", "2022-12-31"),
        ("the Inspectorate’s 2019 report", "year", "2019-01-01", "2019-12-31"),
        ("2021 to 2022", "years", "2021-01-01", "2022-12-31"),
        ("2016–2019", "years", "2016-01-01", "2019-12-31"),
        ("2022/23", "years", "2022-04-01", "2023-03-31"),
        ("the financial year 2022 to 2023", "years", "2022-04-01", "2023-03-31"),
    ],
)
def test_a_longer_time_is_read_with_its_first_and_last_day(
    text: str, kind: str, first: str, last: str
) -> None:
    found = only(text)
    assert (found.kind, str(found.first), str(found.last)) == (kind, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "paragraphs 1.17, 1.19 and 5.12.20",
        "in October 12 staff joined",
        "Recommendation 12 may be met.",
        "2000 letters, 1,950 files and £2021",
        "020 7946 2000 cases",
        "99/99/2021",
        "0/0/2021 and 10/0/2021",
        "2022-02",
        "https://example.org/2021/10",
        "section 2022/1",
    ],
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert not find_mentions(text)


def test_a_number_before_a_comma_and_a_month_is_that_of_a_paragraph() -> None:
    text = "paragraphs 20 and 21, September 2023"
    assert text[only(text).start :] == "September 2023"


def test_several_dates_are_found_in_their_order() -> None:
    text = "between 2 March 2022 and April 2022, or on 5 May"
    assert [text[one.start : one.end] for one in find_mentions(text)] == [
        "2 March 2022",
        "April 2022",
        "5 May",
    ]


@pytest.mark.parametrize("text", ["31 June 2022", "29 February 2023", "30 February", "31/02/2022"])
def test_a_day_that_is_not_in_the_calendar_is_impossible(text: str) -> None:
    assert only(text).impossible


@pytest.mark.parametrize("text", ["30 June 2022", "29 February 2024", "29 February", "June 2022"])
def test_a_day_of_some_year_is_possible(text: str) -> None:
    assert not only(text).impossible


@pytest.mark.parametrize(("text", "certain"), [("05/04/2021", False), ("25/04/2021", True)])
def test_figures_that_can_be_two_days_are_not_certain(text: str, certain: bool) -> None:
    assert only(text).certain is certain


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(DAY_FORMS))
def test_every_day_is_found_in_every_form_that_a_house_may_write(
    day: datetime.date, form: object
) -> None:
    assert callable(form)
    found = only(f"It was on {form(day)}.")
    assert found.first == day


@given(st.text("0123456789/.-,th ofMarchy2021"))
def test_dates_never_overlap(text: str) -> None:
    found = find_mentions(text)
    for one, following in pairwise(found):
        assert one.end <= following.start
    assert all(0 <= one.start <= one.date < one.end <= len(text) for one in found)
