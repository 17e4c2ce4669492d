import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.questions import (
    Choice,
    Question,
    applies,
    check_count,
    long_date,
    parse,
    parse_date,
    paths,
)
from responder.relative import UnansweredError

COLOURS = (
    Choice("green", "The green one", ("verdant", "Lime"), "The colour of grass."),
    Choice("red"),
)


def question(kind: Any = "line", **keys: Any) -> Question:
    return Question(name="q", ask="What?", type=kind, options=COLOURS, **keys)


def refusal(text: str, kind: Any = "line", **keys: Any) -> str:
    with pytest.raises(ValueError, match=r".") as refused:
        parse(question(kind, **keys), text)
    return str(refused.value)


# Text.


@given(st.text(st.characters(exclude_characters="\n")))
def test_a_line_keeps_every_character_but_the_space_around_it(text: str) -> None:
    assert parse(question(), text) == text.strip()


def test_a_line_has_no_line_break() -> None:
    assert refusal("one\ntwo") == "One line is expected here, but there is a line break."


def test_the_line_end_of_a_block_is_no_line_break() -> None:
    assert parse(question(), "one\n") == "one"


def test_prose_keeps_its_line_breaks() -> None:
    assert parse(question("prose"), "one\n\n- two\n") == "one\n\n- two"


def test_a_text_can_be_too_short() -> None:
    assert refusal("ab", min="3") == "At least 3 characters belong here, not 2."


def test_a_text_can_be_too_long() -> None:
    assert refusal("abc", max="2") == "At most 2 characters belong here, not 3."


@pytest.mark.parametrize("text", ["ab", "abc", " abcd "])
def test_a_text_may_be_as_short_and_as_long_as_its_limits(text: str) -> None:
    assert parse(question(min="2", max="4"), text) == text.strip()


def test_a_pattern_must_match_the_whole_text() -> None:
    assert parse(question(pattern=r"\d\.\d+"), "1.17") == "1.17"
    assert refusal("1.17 or so", pattern=r"\d\.\d+").startswith("It does not have the form")


def test_a_pattern_is_explained_by_its_example() -> None:
    expected = "It does not have the form that is expected here, as in “1.17”."
    assert refusal("x", pattern=r"\d\.\d+", example="1.17") == expected


# Dates.


@given(st.dates())
def test_a_date_can_be_written_in_figures_or_words(day: datetime.date) -> None:
    words = f"{long_date(day).rsplit(' ', 1)[0]} {day.year:04}"
    assert parse(question("date"), day.isoformat()) == day
    assert parse(question("date"), words) == day
    assert parse(question("date"), f" {words.upper()}\n") == day


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2022-13-01", "2022-00-10", "0000-01-01", "31 June 2022"]
)
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    assert refusal(text, "date") == f"There is no such day as {text}."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("17 Feb 2026", "Write the month in full: February."),
        ("1 Sept 2026", "Write the month in full: September."),
        ("12 Janury 2026", "There is no month “Janury”. Did you mean “January”?"),
        ("1 Ju 2026", "There is no month “Ju”."),
        ("1 Foo 2022", "There is no month “Foo”."),
    ],
)
def test_a_month_that_does_not_exist_is_named_with_the_one_that_was_meant(
    text: str, message: str
) -> None:
    assert refusal(text, "date").startswith(message)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "17/02/2022", "2022-2-17", "17 Feb, 2022", "٢٠٢٢-٠٢-١٧", "2022-02-17T00:00"],
)
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    expected = f"“{text}” is not a date such as 2022-02-17 or 17 February 2022."
    assert refusal(text, "date") == expected


def test_a_date_is_written_as_people_write_it() -> None:
    assert long_date(datetime.date(2022, 2, 7)) == "7 February 2022"


def test_a_date_can_be_too_early_or_too_late() -> None:
    limits = {"min": "2022-01-01", "max": "2022-12-31"}
    early = "A day from 1 January 2022 on is expected here, not 31 December 2021."
    late = "A day up to 31 December 2022 is expected here, not 1 January 2023."
    assert refusal("2021-12-31", "date", **limits) == early
    assert refusal("2023-01-01", "date", **limits) == late
    assert parse(question("date", **limits), "2022-01-01") == datetime.date(2022, 1, 1)


def test_a_date_may_count_from_one_of_those_given() -> None:
    published = {"published": (question("date"), datetime.date(2019, 7, 17))}
    limited = question("date", min="2020-01-01")
    assert parse(limited, " 6 months after published\n", published) == datetime.date(2020, 1, 17)
    with pytest.raises(ValueError, match=r"^A day from 1 January 2020 on is expected here"):
        parse(limited, "5 months after published", published)
    with pytest.raises(UnansweredError):
        parse(limited, "5 months after published", {"published": (question("date"), None)})
    assert refusal("6 months after published", "date").startswith("A day that counts from another")


@pytest.mark.parametrize("kind", ["line", "number", "choice", "list"])
def test_a_date_counts_from_dates_alone(kind: Any) -> None:
    others = {"name": (question(kind), "x"), "named": (question("date"), None)}
    with pytest.raises(ValueError, match=r"“name” is asked for before .* mean “named”\?$"):
        parse(question("date"), "6 months after name", others)


@pytest.mark.parametrize("kind", ["line", "prose"])
def test_text_that_reads_like_a_count_stays_text(kind: Any) -> None:
    assert parse(question(kind), "6 months after published", {}) == "6 months after published"


# Numbers.


@pytest.mark.parametrize("text", ["0", "12", "-3", "+4", "79.70", "012", "9" * 18])
def test_a_number_keeps_its_figures(text: str) -> None:
    assert parse(question("number"), text) == Decimal(text)


def test_a_number_keeps_its_last_nought() -> None:
    assert str(parse(question("number"), "1.10")) == "1.10"


@pytest.mark.parametrize(
    "text", ["", "many", "1e3", "0x1F", "1_000", "1,000", ".5", "5.", "nan", "inf", "٣", "9" * 19]
)
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    assert refusal(text, "number") == f"“{text}” is not a number such as 12 or 79.7."


def test_a_number_can_be_too_low_or_too_high() -> None:
    low = "At least 1 is expected here, not 0.5."
    high = "At most 10 is expected here, not 10.5."
    assert refusal("0.5", "number", min="1", max="10") == low
    assert refusal("10.5", "number", min="1", max="10") == high
    assert parse(question("number", min="1", max="10"), "10.0") == 10


# Yes or no, and choices.


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", True), ("Yes", True), ("true", True), ("no", False), ("NO", False), ("False", False)],
)
def test_yes_and_no_may_be_said_as_people_say_them(text: str, value: bool) -> None:
    assert parse(question("yes-no"), text) is value


@pytest.mark.parametrize("text", ["", "maybe", "1", "on", "y"])
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    assert refusal(text, "yes-no") == f"“{text}” is neither yes nor no."


@pytest.mark.parametrize("text", ["green", "GREEN", "the green one", "Verdant", "lime", " green "])
def test_a_choice_goes_by_its_value_label_and_aliases_in_any_case(text: str) -> None:
    assert parse(question("choice"), text) == "green"


def test_a_value_counts_for_more_than_another_choice_s_alias() -> None:
    asked = question("choice")
    asked.options = (Choice("green"), Choice("red", aliases=("green",)), Choice("green"))
    assert parse(asked, "green") == "green"


def test_a_wrong_choice_is_refused_with_the_nearest_one() -> None:
    assert refusal("gren", "choice") == "“gren” is not one of the choices. Did you mean “green”?"


def test_a_wrong_choice_is_refused_with_the_few_that_there_are() -> None:
    expected = "“blue” is not one of the choices. Known here: green, red."
    assert refusal("blue", "choice") == expected


@pytest.mark.parametrize("kind", ["date", "number", "yes-no", "choice"])
def test_a_long_wrong_value_is_cut_short_in_the_message(kind: str) -> None:
    assert len(refusal("word " * 100_000, kind)) < 200


# Counts.


def test_there_can_be_too_few_or_too_many_entries() -> None:
    asked = question("list", min="2", max="3", each="issue")
    with pytest.raises(ValueError, match=r"^At least 2 entries belong here, not 1\.$"):
        check_count(asked, 1)
    with pytest.raises(ValueError, match=r"^At most 3 entries belong here, not 4\.$"):
        check_count(asked, 4)
    check_count(asked, 2)
    check_count(asked, 3)


@given(st.sampled_from(["line", "prose", "date", "number", "yes-no", "choice"]), st.text())
def test_any_text_is_a_value_or_refused_with_a_reason(kind: Any, text: str) -> None:
    try:
        parse(question(kind, min="" if kind == "date" else "1"), text)
        reason = "none"
    except ValueError as error:
        reason = str(error)
    assert reason


# Conditions.


def asked_when(wanted: Any, given: Any, kind: Any = "line") -> bool:
    return applies(question(when={"other": wanted}), {"other": (question(kind), given)})


@pytest.mark.parametrize(
    ("wanted", "given", "expected"),
    [
        ("red", "red", True),
        ("red", "green", False),
        ("red", None, False),
        (["red", "green"], "green", True),
        (["red"], "green", False),
        ({"not": "red"}, "green", True),
        ({"not": "red"}, "red", False),
        ({"not": ["red", "green"]}, "red", False),
        ({"not": ["red"]}, "green", True),
    ],
)
def test_a_question_is_asked_when_another_has_a_wanted_value(
    wanted: Any, given: Any, expected: bool
) -> None:
    assert asked_when(wanted, given) is expected


def test_no_answer_is_none_of_the_values_that_must_not_be() -> None:
    assert asked_when({"not": "red"}, None)


@pytest.mark.parametrize(
    ("kind", "wanted", "given"),
    [
        ("yes-no", "Yes", True),
        ("yes-no", "false", False),
        ("number", "1.0", Decimal("1.00")),
        ("date", "17 February 2022", datetime.date(2022, 2, 17)),
        ("choice", "verdant", "green"),
        ("choices", "lime", ["red", "green"]),
        ("choices", {"not": "green"}, ["red"]),
        ("choices", {"not": "green"}, []),
    ],
)
def test_a_condition_compares_values_not_spellings(kind: Any, wanted: Any, given: Any) -> None:
    assert asked_when(wanted, given, kind)


def test_several_conditions_must_all_hold() -> None:
    asked = question(when={"one": "x", "two": "y"})
    given = {"one": (question(), "x"), "two": (question(), "y")}
    assert applies(asked, given)
    assert not applies(asked, {**given, "two": (question(), "x")})


def test_a_question_without_conditions_is_always_asked() -> None:
    assert applies(question(), {})


def test_a_date_outside_the_calendar_is_no_crash() -> None:
    with pytest.raises(ValueError, match="no such day"):
        parse_date("9999-99-99")


# Paths.


def test_the_path_of_a_question_has_the_names_of_those_around_it() -> None:
    inner = question("group", questions=[question()])
    assert list(paths([question("list", questions=[inner]), question()])) == [
        *("q", "q.q", "q.q.q", "q"),
    ]
