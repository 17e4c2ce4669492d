import datetime
from decimal import Decimal
from typing import Any

import pytest

from responder.compose.filters import (
    format_date,
    format_month,
    give_role,
    join_words,
    number_in_words,
    pick_on,
    quote_paragraphs,
    set_language,
    title_of,
)
from responder.compose.values import (
    Day,
    Entries,
    Figure,
    Prose,
    Record,
    concatenate,
    gap,
    spans_of,
    words,
)
from responder.document import GAP, ListBlock, Paragraph, Source, Span, Style, lines_of, text_of
from responder.errors import Place, TemplateError
from tests.houses import build, paragraph

HERE = Source(answer=Place("answers.yaml", 3), path="name")
THERE = Source(answer=Place("answers.yaml", 9), path="other")
CY = Style(language="cy")
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


CYMRAEG = Entries(
    (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    )
)


def test_a_date_has_the_months_that_it_is_given() -> None:
    assert format_date(day(2022, 2, 17), CYMRAEG) == "17 Chwefror 2022"
    assert format_month(day(2022, 12, 1), CYMRAEG) == "Rhagfyr 2022"
    assert format_date(day(2022, 2, 17), CYMRAEG).source == HERE


def test_a_date_is_in_the_language_of_its_months() -> None:
    welsh = set_language(CYMRAEG, "cy")
    assert format_date(day(2022, 2, 17), welsh).style == CY
    assert format_month(day(2022, 2, 17), welsh).style == CY


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (words("Ionawr"), "a list of months is needed; “Ionawr” is text"),
        (Record({"cy": CYMRAEG}), "a list of months is needed; this is a group"),
        (None, "a list of months is needed, and nothing is given"),
        (Entries(CYMRAEG[1:]), "the names of twelve months are needed; this list has 11"),
        (Entries([*CYMRAEG, "x"]), "the names of twelve months are needed; this list has 13"),
        (Entries([Entries()] * 12), "the names of twelve months are needed; this list has 0"),
        (Entries([*CYMRAEG[1:], " "]), "the names of twelve months are needed; this list has 11"),
    ],
)
def test_what_is_no_list_of_months_is_refused(months: Any, said: str) -> None:
    for change in (format_date, format_month):
        with pytest.raises(TypeError, match=said):
            change(day(2022, 2, 17), months)


def test_months_that_the_house_does_not_have_are_named_where_they_are_asked_for(
    tmp_path: Any,
) -> None:
    files = {"house.yaml": "months: {cy: [Ionawr]}\n"}
    for argument, said in (
        ("house.months.cz", "there is no “cz” here. Known here: cy."),
        ("house.months.cy", "the filter “date”: the names of twelve months are needed"),
        ("house.months", "the filter “date”: a list of months is needed; this is a group"),
        ("1, 2", "the filter “date” is written “published | date”"),
    ):
        layout = f"x\n{{{{ published | date({argument}) }}}}"
        made = build(tmp_path / argument, layout, files=files)
        with pytest.raises(TemplateError, match=said) as caught:
            made.compose("published: 2022-02-17")
        assert caught.value.place
        assert caught.value.place.line == 2


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


def test_words_in_a_language_keep_their_source_and_their_look() -> None:
    bold = words("gair", HERE, Style(bold=True))
    assert spans_of(set_language(bold, "cy")) == (
        Span("gair", Style(bold=True, language="cy"), HERE),
    )


def test_text_of_several_parts_is_given_a_language_part_by_part() -> None:
    given = set_language(concatenate([words("un", HERE, CY), " / ", words("eins", THERE)]), "de")
    assert [(one.text, one.style.language) for one in given.parts] == [
        ("un", "cy"),
        (" / ", "de"),
        ("eins", "de"),
    ]


def test_a_gap_keeps_the_language_of_the_document_alone_and_among_words() -> None:
    unknown = gap("When?")
    assert set_language(unknown, "cy") is unknown
    joined = set_language(concatenate(["Ymateb: ", unknown]), "cy")
    assert [one.style for one in joined.parts] == [CY, GAP]


def test_prose_is_given_a_language_in_all_its_blocks() -> None:
    prose = Prose([paragraph("un"), ListBlock(((paragraph("dau"),),))])
    given = set_language(prose, "cy")
    assert isinstance(given, Prose)
    assert {
        span.style.language for block in given for line in lines_of(block) for span in line
    } == {"cy"}


def test_the_entries_of_a_list_are_given_a_language_and_the_words_between_them_are_not() -> None:
    joined = join_words(set_language(Entries([words("un"), gap("b"), words("tri")]), "cy"), "a")
    assert [(one.text, one.style) for one in joined.parts] == [
        ("un", CY),
        (", ", Style()),
        ("[TO COMPLETE: b]", GAP),
        (" a ", Style()),
        ("tri", CY),
    ]


@pytest.mark.parametrize("value", ["", None, Prose(), Entries()])
def test_nothing_in_a_language_is_nothing(value: Any) -> None:
    assert not set_language(value, "cy")


def test_a_date_and_a_number_can_be_given_a_language() -> None:
    assert spans_of(set_language(day(2022, 2, 17), "cy")) == (Span("17 February 2022", CY, HERE),)
    assert spans_of(set_language(3, "cy")) == (Span("3", CY),)


def test_a_group_cannot_be_given_a_language() -> None:
    for value in (Record({}), Entries([Record({})])):
        with pytest.raises(TypeError, match="text is needed; this is a group"):
            set_language(value, "cy")


@pytest.mark.parametrize("tag", ["Welsh", "", "cy_GB", 'cy"', "cy\n"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="is no language tag such as"):
        set_language("x", tag)


def test_what_cannot_name_a_language_is_refused() -> None:
    with pytest.raises(TypeError, match="the tag of a language is needed; this is a list"):
        set_language("x", Entries())  # type: ignore[arg-type]


def test_filters_keep_the_language_of_what_they_change() -> None:
    welsh = words("gair", HERE, CY)
    both = concatenate([welsh, " ", words("Gair", HERE, CY)])
    for value in (welsh, both):
        for changed in (
            *(value.upper(), value.lower(), value.capitalize(), value.strip()),
            *(give_role(value, "label"), quote_paragraphs(value), "" + value, value + ""),
        ):
            kept = {one.style.language for one in spans_of(changed) if one.text.strip()}
            assert kept == {"cy"}, changed
    assert title_of(words("ccp", HERE, CY), OWNERS).style == CY


def test_the_marks_of_a_quotation_have_the_language_of_its_words() -> None:
    (block,) = quote_paragraphs(set_language(Prose([paragraph("Gair.")]), "cy"))
    assert {span.style for span in block.spans} == {CY}


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


def test_a_list_in_a_quotation_has_its_bullets_and_no_further_opening_marks() -> None:
    points = ListBlock(((paragraph("one"),), (paragraph("two"),)))
    for blocks, lines in (
        ((paragraph("We:"), points), ["“We:", "• one", "• two”"]),
        ((points, paragraph("Both.")), ["“• one", "• two", "“Both.”"]),
    ):
        printed = quote_paragraphs(Prose(blocks))
        assert [text_of(line) for block in printed for line in lines_of(block)] == lines


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


@pytest.mark.parametrize("name", [5, True, None, "", " ", "a\nb", ["label"], Record({})])
def test_a_role_has_a_name_of_one_line(name: Any) -> None:
    with pytest.raises(TypeError, match="name"):
        give_role("x", name)


@pytest.mark.parametrize("mark", [5, None, ["“"], day(2022, 3, 1)])
def test_quotation_marks_are_text(mark: Any) -> None:
    for prose in ("x", Prose([paragraph("x")])):
        with pytest.raises(TypeError, match="a quotation mark is needed"):
            quote_paragraphs(prose, "“", mark)


def test_what_a_missing_answer_would_decide_is_left_as_it_is() -> None:
    for change in (give_role, set_language):
        assert spans_of(change(words("x", HERE), gap("Which?"))) == (Span("x", source=HERE),)


@pytest.mark.parametrize(
    "name",
    ["date", "month", "in_words", "quoted", "upper", "role('label')", "language('cy')", "trim"],
)
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


def test_case_and_white_space_change_in_text_of_several_parts() -> None:
    joined = concatenate([" ", words("CPS ", HERE), gap("Where?"), words("SOUTH ", THERE), " "])
    for changed, texts in (
        (joined.lower(), [" ", "cps ", "[TO COMPLETE: Where?]", "south ", " "]),
        (joined.strip(), ["", "CPS ", "[TO COMPLETE: Where?]", "SOUTH", ""]),
        (joined.strip().capitalize(), ["CPS ", "[TO COMPLETE: Where?]", "SOUTH"]),
        (concatenate(["", "ONE ", "TWO"]).capitalize(), ["ONE ", "TWO"]),
        (concatenate([" ", "\n"]).strip(), ["", ""]),
    ):
        assert [part.text for part in changed.parts] == texts
        assert text_of(changed.parts) == changed
        assert {part.text: part.source for part in changed.parts}.get("CPS ", HERE) == HERE


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
