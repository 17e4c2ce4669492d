from pathlib import Path

import pytest

from responder.check.rules.date_forms import DAY_FORMS
from responder.errors import DataError
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import SmallHouse, build


def house(folder: Path, style: str = "") -> SmallHouse:
    files = {"house.yaml": f"organisation: x\n{style}"}
    return build(folder / "house", "{{ words }}\n", files=files)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("30/01/2018", "30 January 2018"),
        ("30.01.2018", "30 January 2018"),
        ("17/02/2022", "17 February 2022"),
        ("12th October 2021", "12 October 2021"),
        ("12th October", "12 October"),
        ("October 12, 2021", "12 October 2021"),
        ("July 24 2025", "24 July 2025"),
        ("21, September 2023", "21 September 2023"),
        ("12 October, 2021", "12 October 2021"),
        ("02 October 2021", "2 October 2021"),
        ("12 Oct 2021", "12 October 2021"),
        ("12 october 2021", "12 October 2021"),
        ("2021-10-12", "12 October 2021"),
        ("Sept 2021", "September 2021"),
        ("October, 2021", "October 2021"),
    ],
)
def test_a_date_in_another_form_than_the_house_s_is_a_warning_with_its_repair(
    written: str, right: str
) -> None:
    (finding,) = find(respond(f"The Area met on {written}."), "date-form")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("warning", written, right)


@pytest.mark.parametrize(
    "written",
    [
        "12 October 2021",
        "Tuesday 12 October 2021",
        "12 October",
        "October 2021",
        "1 to 31 October 2021",
        "12\u00a0October 2021",
        "2021",
        "2021 to 2022",
        "paragraph 5.12 and case 30/01",
    ],
)
def test_a_date_in_the_form_of_the_house_is_left_alone(written: str) -> None:
    assert not find(respond(f"The Area met: {written}."), "date-form")


def test_a_heading_in_capitals_keeps_its_date() -> None:
    assert not find(respond("THE MEETING OF 12 OCTOBER 2021"), "date-form")


@pytest.mark.parametrize("written", ["05/04/2021", "30/01/18"])
def test_figures_that_may_be_another_day_have_no_repair(written: str) -> None:
    (finding,) = find(respond(f"The Area met on {written}."), "date-form")
    assert finding.replacement is None
    assert "if that is what is meant" in finding.message


def test_figures_that_may_be_the_day_of_publication_are_that_day() -> None:
    text = respond("It was on 03/02/2022.").replace(
        "published: 2022-02-17", "published: 2022-02-03"
    )
    (finding,) = find(text, "date-form")
    assert finding.replacement == "3 February 2022"


@pytest.mark.parametrize(
    ("words", "excerpt", "repair"),
    [
        ("We met on the 12th of October 2021 here.", "the 12th of October 2021", "12 October 2021"),
        ("We met on the 12th October 2021.", "the 12th October 2021", "12 October 2021"),
        ("We met at the 12th October 2021 meeting.", "12th October 2021", None),
        ("We met by the 12th October 2021 deadline.", "the 12th October 2021", None),
    ],
)
def test_an_article_goes_with_the_ordinal_where_that_is_safe(
    words: str, excerpt: str, repair: str | None
) -> None:
    (finding,) = find(respond(words), "date-form")
    assert (finding.excerpt, finding.replacement) == (excerpt, repair)


def test_square_brackets_are_advice_and_become_round() -> None:
    (finding,) = find(respond("The Area met today [17 February 2022]."), "date-form")
    assert (finding.severity, finding.excerpt, finding.replacement) == (
        "advice",
        "[17 February 2022]",
        "(17 February 2022)",
    )


def test_brackets_and_figures_are_mended_at_once() -> None:
    (finding,) = find(respond("The Area met [17/02/2022]."), "date-form")
    assert (finding.severity, finding.replacement) == ("warning", "(17 February 2022)")


@pytest.mark.parametrize("written", ["2020/21", "2020-21", "2020–2021"])
def test_a_span_of_years_in_another_form_is_advice_with_its_repair(written: str) -> None:
    (finding,) = find(respond(f"The Area grew in {written}."), "date-form")
    assert (finding.severity, finding.replacement) == ("advice", "2020 to 2021")


def test_dates_in_the_words_of_others_are_left_alone() -> None:
    assert not find(CLEAN.replace("The quality of", "By 31/03/2022 the quality of"), "date-form")


def test_a_house_may_write_dates_in_another_way(tmp_path: Path) -> None:
    made = house(tmp_path, "style: {date: '12/10/2021', years: 2021/22}\n")
    words = "words: On 03/02/2022 and 4 February 2022, in 2021 to 2022.\n"
    found = find_in(made, words, "date-form")
    assert [(one.excerpt, one.replacement) for one in found] == [
        ("4 February 2022", "04/02/2022"),
        ("2021 to 2022", "2021/22"),
    ]


@pytest.mark.parametrize("form", DAY_FORMS)
def test_every_form_of_a_house_is_its_own_model(tmp_path: Path, form: object) -> None:
    import datetime

    assert callable(form)
    model = form(datetime.date(2021, 10, 22))
    made = house(tmp_path, f"style: {{date: '{model}'}}\n")
    assert not find_in(made, f"words: It was on {model}.\n", "date-form")


def test_without_a_house_style_the_first_date_is_the_model(tmp_path: Path) -> None:
    made = house(tmp_path)
    words = "words: On 3rd May 2021, and not on 4 May 2021, in 2021/22.\n"
    (finding,) = find_in(made, words, "date-form")
    assert (finding.excerpt, finding.replacement) == ("4 May 2021", "4th May 2021")


@pytest.mark.parametrize("style", ["{date: tomorrow}", "{date: [a]}", "{years: always}"])
def test_a_style_that_shows_no_date_is_an_error_at_its_place(tmp_path: Path, style: str) -> None:
    made = house(tmp_path, f"style: {style}\n")
    with pytest.raises(DataError, match=r"house\.yaml:2:\d+: .* does not show how"):
        find_in(made, "words: a\n")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31 June 2022", "There is no such day as 31 June 2022."),
        ("30 February", "There is no such day as 30 February."),
        ("Friday 17 February 2022", "17 February 2022 is a Thursday, not a Friday."),
    ],
)
def test_a_day_that_cannot_be_is_an_error(written: str, said: str) -> None:
    (finding,) = find(respond(f"The Area will meet on {written}."), "impossible-date")
    assert (finding.severity, finding.excerpt) == ("error", written)
    assert said in finding.message


def test_a_day_that_cannot_be_in_the_words_of_others_is_to_be_referred_back() -> None:
    (finding,) = find(
        CLEAN.replace("The quality", "By 31 June 2022, the quality"), "impossible-date"
    )
    assert finding.severity == "advice"
    assert "refer it back" in finding.message


def test_a_day_with_its_own_day_of_the_week_is_left_alone() -> None:
    assert not find(respond("We met on Thursday 17 February 2022."), "impossible-date")
