import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.errors import (
    ChangedOnDiskError,
    DataError,
    FileError,
    Finding,
    FindingsError,
    Place,
    ResponderError,
    TemplateError,
    UsageError,
    did_you_mean,
    quote,
)

AREAS = ("London South", "North West", "South East")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml"), "a.yaml"),
    ],
)
def test_a_place_is_shown_as_far_as_it_is_known(place: Place, shown: str) -> None:
    assert str(place) == shown


def test_places_sort_by_file_then_line_then_column() -> None:
    first, *others = (
        Place("a", 1, 1),
        Place("a", 1, 2),
        Place("a", 2, 1),
        Place("a", 10),
        Place("b"),
    )
    assert sorted([*others, first]) == [first, *others]


def test_a_finding_is_one_line_that_begins_with_its_place() -> None:
    finding = Finding("missing", "error", "“area” has no answer.", Place("a.yaml", 2, 1))
    assert str(finding) == "a.yaml:2:1: error missing: “area” has no answer."


def test_an_error_says_where_what_and_what_to_do() -> None:
    error = DataError("It is empty.", Place("a.yaml", 2, 1), "Fill it in.")
    assert str(error) == "a.yaml:2:1: It is empty. Fill it in."


def test_an_error_without_place_and_remedy_says_only_what_is_wrong() -> None:
    assert str(DataError("It is empty.")) == "It is empty."


def test_findings_stand_above_what_they_prevent() -> None:
    finding = Finding("missing", "error", "No area.", Place("a.yaml", 2, 1))
    error = FindingsError("No draft is written.", [finding])
    assert str(error) == "a.yaml:2:1: error missing: No area.\nNo draft is written."


def test_findings_are_kept_even_if_they_came_from_an_iterator() -> None:
    finding = Finding("missing", "error", "No area.", Place("a.yaml"))
    assert FindingsError("No draft.", iter([finding])).findings == (finding,)


@pytest.mark.parametrize(
    "kind", [ResponderError, FileError, ChangedOnDiskError, DataError, TemplateError]
)
def test_bad_input_has_exit_status_1(kind: type[ResponderError]) -> None:
    assert kind("").exit_status == 1


def test_wrong_usage_has_exit_status_2() -> None:
    assert UsageError("").exit_status == 2


def test_a_file_that_somebody_else_changed_is_a_file_error_too() -> None:
    assert isinstance(ChangedOnDiskError(""), FileError)


@pytest.mark.parametrize("word", ["London Sout", "london south", "LONDON SOTH"])
def test_the_nearest_known_word_is_offered_whatever_its_case(word: str) -> None:
    assert did_you_mean(word, AREAS) == "Did you mean “London South”?"


def test_a_few_known_words_are_listed_where_none_is_near() -> None:
    expected = "Known here: London South, North West, South East."
    assert did_you_mean("Atlantis", AREAS) == expected


def test_many_known_words_are_not_listed() -> None:
    assert did_you_mean("Atlantis", [f"{number}-{number}" for number in range(13)]) == ""


def test_nothing_is_offered_where_nothing_is_known() -> None:
    assert did_you_mean("Atlantis", []) == ""


def test_short_words_are_quoted_as_they_are() -> None:
    assert quote("London South") == "“London South”"


@given(st.text(max_size=300))
def test_a_quotation_is_short_and_on_one_line(text: str) -> None:
    quoted = quote(text)
    assert len(quoted) <= 63
    assert len(quoted.splitlines()) == 1
