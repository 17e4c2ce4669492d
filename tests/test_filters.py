import datetime
from decimal import Decimal
from typing import Any

import pytest

from responder.compose.filters import (
    format_date,
    format_month,
    give_role,
    join_words,
    months_later,
    number_in_words,
    pick_on,
    quote_paragraphs,
    title_of,
)
from responder.compose.values import Day, Figure, Prose, Record, concatenate, gap, spans_of, words
from responder.document import GAP, Paragraph, Source, Span, Style, lines_of, text_of
from responder.errors import Place
from tests.houses import build, paragraph

HERE = Source(answer=Place("answers.yaml", 3), path="name")
THERE = Source(answer=Place("answers.yaml", 9), path="other")
SOVEREIGN = [
    {"from": "1952-02-06", "pronoun": "Her"},
    {"from": "2022-09-09", "pronoun": "His"},
]


def day(year: int, month: int, number: int) -> Day:
    made = Day(year, month, number)
    made.source = HERE
    return made


def quoted(*lines: str) -> list[str]:
    prose = quote_paragraphs(Prose(paragraph(line) for line in lines))
    return [text_of(line) for block in prose for line in lines_of(block)]


def test_a_date_is_written_out_and_keeps_its_source() -> None:
    assert format_date(day(2021, 10, 12)) == "12 October 2021"
    assert format_date(day(2021, 10, 12)).source == HERE


def test_a_month_is_written_out_with_its_year_and_keeps_its_source() -> None:
    assert format_month(day(2021, 10, 12)) == "October 2021"
    assert format_month(day(2021, 10, 12)).source == HERE


@pytest.mark.parametrize("change", [format_date, format_month])
def test_what_is_no_date_cannot_be_written_as_one(change: Any) -> None:
    with pytest.raises(TypeError, match="a date is needed; “soon” is text"):
        change("soon")
    with pytest.raises(TypeError, match="a date is needed, and nothing is given"):
        change(None)


@pytest.mark.parametrize(
    ("when", "pronoun"),
    [
        (datetime.date(2022, 9, 8), "Her"),
        (datetime.date(2022, 9, 9), "His"),
        (datetime.date(1952, 2, 6), "Her"),
    ],
)
def test_what_was_true_on_a_day_changes_on_its_day(when: datetime.date, pronoun: str) -> None:
    assert pick_on(SOVEREIGN, when, "pronoun") == pronoun


def test_a_day_before_all_records_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="5 February 1952"):
        pick_on(SOVEREIGN, datetime.date(1952, 2, 5), "pronoun")


def test_what_was_true_on_an_unknown_day_is_the_gap_of_that_day() -> None:
    unknown = gap("When?")
    assert pick_on(SOVEREIGN, unknown, "pronoun") is unknown


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (-1, "-1"), (Decimal("1.5"), "1.5")],
)
def test_counts_are_words_up_to_nine_and_figures_above(number: Any, text: str) -> None:
    assert number_in_words(number) == text


def test_a_number_that_was_answered_can_be_put_in_words() -> None:
    figure = Figure("3")
    figure.source = HERE
    assert number_in_words(figure) == "three"
    assert number_in_words(figure).source == HERE


def test_what_is_no_number_cannot_be_put_in_words() -> None:
    with pytest.raises(TypeError, match="a number is needed; “many” is text"):
        number_in_words("many")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        ([1, 2], "1 and 2"),
    ],
)
def test_items_are_joined_with_commas_and_one_and(items: list[Any], text: str) -> None:
    assert join_words(items) == text


def test_each_joined_item_keeps_its_source_and_style() -> None:
    joined = join_words([words("a", HERE), gap("Which?", THERE)])
    assert joined.parts == (
        Span("a", Style(), HERE),
        Span(" and "),
        Span("[TO COMPLETE: Which?]", GAP, THERE),
    )


@pytest.mark.parametrize("value", ["text", None, Prose([paragraph("x")]), 3, Record({})])
def test_only_a_list_can_be_joined(value: Any) -> None:
    with pytest.raises(TypeError, match="a list is needed"):
        join_words(value)


@pytest.mark.parametrize(
    ("months", "later"),
    [(6, "17 January 2020"), (1, "17 August 2019"), (Decimal(18), "17 January 2021")],
)
def test_a_number_of_months_after_a_date_is_a_date(months: Any, later: str) -> None:
    assert format_date(months_later(day(2019, 7, 17), months)) == later
    assert months_later(day(2019, 7, 17), months).source == HERE


def test_months_after_the_last_of_a_month_end_with_a_shorter_month() -> None:
    assert format_date(months_later(day(2023, 8, 31), 6)) == "29 February 2024"


def test_an_unknown_number_of_months_leads_to_its_gap() -> None:
    assert months_later(day(2023, 8, 31), gap("How many?")) == "[TO COMPLETE: How many?]"


@pytest.mark.parametrize("months", [Decimal("1.5"), 10**9, 120_000, "six", None])
def test_what_is_no_number_of_months_leads_to_no_date(months: Any) -> None:
    with pytest.raises(TypeError, match="a (whole )?number of months"):
        months_later(day(2023, 8, 31), months)


def test_no_date_lies_after_the_last_year() -> None:
    with pytest.raises(TypeError, match="12 months after 1 May 9999 is no date"):
        months_later(day(9999, 5, 1), 12)


def test_a_quotation_has_an_opening_mark_on_each_paragraph_and_a_closing_one_on_the_last() -> None:
    assert quoted("One.", "Two.", "Three.") == ["“One.", "“Two.", "“Three.”"]


@pytest.mark.parametrize(
    "lines",
    [
        ("“One.", "“Two.”"),
        ("“One.", '"Two.”'),
        ('"One."',),
        ("‘One.’",),
        ("“We said “yes” to all.”",),
        ("“One”.",),
        ("“One “two” three.", "“Four.”"),
    ],
)
def test_a_quotation_that_brings_its_marks_keeps_them_as_they_are(lines: tuple[str, ...]) -> None:
    assert quoted(*lines) == list(lines)


def test_a_quotation_that_begins_with_quoted_words_still_gets_its_marks() -> None:
    assert quoted("“Grip” matters.") == ["““Grip” matters.”"]


def test_nothing_quoted_is_nothing() -> None:
    assert quoted() == []
    assert quote_paragraphs("") == ""


def test_the_marks_of_a_quotation_have_the_source_of_its_words() -> None:
    (block,) = quote_paragraphs(Prose([Paragraph((Span("x", source=HERE),))]))
    assert {span.source for span in block.spans} == {HERE}


def test_one_line_can_be_quoted_too() -> None:
    assert quote_paragraphs(words("x", HERE)) == "“x”"


def test_a_role_is_given_to_every_part_but_gaps() -> None:
    label = give_role(concatenate([words("a", HERE), gap("b"), ":"]), "label")
    assert [span.style.role for span in label.parts] == ["label", "gap", "label"]


OWNERS = [
    Record({"id": "ccp", "title": "Chief Crown Prosecutor"}),
    Record({"name": "Board"}),
    "Clerk",
]


@pytest.mark.parametrize(
    ("value", "title"), [("ccp", "Chief Crown Prosecutor"), ("Board", "Board"), ("Clerk", "Clerk")]
)
def test_the_title_of_a_choice_stands_for_its_value(value: str, title: str) -> None:
    found = title_of(words(value, HERE), OWNERS)
    assert (found, found.source) == (title, HERE)


def test_the_title_of_nothing_is_nothing() -> None:
    assert title_of(words(""), OWNERS) == ""


def test_the_title_of_what_is_no_choice_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="“ccq” is none of these choices"):
        title_of("ccq", OWNERS)


@pytest.mark.parametrize("text", ["2022-03-01", "1 March 2022"])
def test_a_date_compares_with_a_date_in_text(text: str) -> None:
    assert day(2022, 3, 1) == text
    assert day(2022, 3, 2) != text
    assert day(2022, 2, 28) < text < day(2022, 3, 2)
    assert day(2022, 3, 1) >= text
    assert day(2022, 3, 1) <= text


def test_a_date_differs_from_text_that_is_none_and_has_no_order_with_it() -> None:
    assert day(2022, 3, 1) != "soon"
    with pytest.raises(ValueError, match="“soon” is not a date"):
        assert day(2022, 3, 1) < "soon"
    with pytest.raises(ValueError, match="no date to compare with"):
        assert day(2022, 3, 1) < words("")


def test_a_date_can_still_be_found_among_others() -> None:
    assert day(2022, 3, 1) in {datetime.date(2022, 3, 1)}


def test_no_filter_changes_a_gap() -> None:
    unknown = gap("When?")
    for change in (str.strip, type(unknown).upper, type(unknown).lower, type(unknown).capitalize):
        assert str(change(unknown)) == "[TO COMPLETE: When?]"


@pytest.mark.parametrize("name", ["date", "month", "in_words", "quoted", "upper", "role('label')"])
def test_a_template_may_put_any_filter_on_a_missing_answer(tmp_path: Any, name: str) -> None:
    questions = "title: x\nquestions:\n  - {name: it, ask: What?}\n"
    house = build(tmp_path / "house", f"{{{{ it | {name} }}}}", questions)
    spans = house.spans()
    assert [(span.text, span.style) for span in spans] == [("[TO COMPLETE: What?]", GAP)]


def test_a_template_may_compare_an_answer_that_is_missing(tmp_path: Any) -> None:
    questions = "title: x\nquestions:\n  - {name: it, ask: How many?, type: number}\n"
    layout = "{% if it > 3 or it < 3 or it >= 3 or it <= 3 %}yes{% else %}no{% endif %}"
    assert build(tmp_path / "house", layout, questions).lines() == [
        "[TO COMPLETE: How many?]",
        "no",
    ]


def test_text_put_together_keeps_the_source_of_each_part() -> None:
    assert ("CPS " + words("South", HERE) + "!").parts == (
        Span("CPS "),
        Span("South", source=HERE),
        Span("!"),
    )


def test_case_and_white_space_change_without_losing_the_source() -> None:
    name = words(" south ", HERE)
    for changed, text in (
        (name.strip(), "south"),
        (name.upper(), " SOUTH "),
        (name.strip().capitalize(), "South"),
        (words("AREA", HERE).lower(), "area"),
    ):
        assert (changed, changed.source) == (text, HERE)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (day(2022, 2, 17), "17 February 2022"),
        (Decimal("1.10"), "1.10"),
        (7, "7"),
    ],
)
def test_every_kind_of_value_prints_as_people_write_it(value: Any, text: str) -> None:
    assert text_of(spans_of(value)) == text


@pytest.mark.parametrize("value", [[1], {"a": 1}, Prose([paragraph("x")]), 0.1, len])
def test_what_people_do_not_write_in_a_line_cannot_be_printed_in_one(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be printed as part of a line"):
        spans_of(value)


def test_prose_does_not_turn_into_text_unseen() -> None:
    with pytest.raises(TypeError, match="prose cannot be printed as part of a line"):
        str(Prose([paragraph("x")]))
