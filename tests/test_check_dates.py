from pathlib import Path

import pytest

from responder.errors import Finding
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import SmallHouse, build

OPENING = "Her Majesty’s Crown Prosecution Service Inspectorate (HMCPSI) has today issued a report."
TITLED = "# Response{{ title }}\n\n{{ words }}\n"
QUESTIONS = """\
title: A visit
published: published
questions:
  - {name: published, ask: When is it published?, type: date}
  - {name: reported, ask: When was the report published?, type: date, required: false}
  - {name: title, ask: What stands in the title?, required: false}
  - {name: words, ask: What is said?, type: prose, required: false}
"""


def small(folder: Path, data: str = "style: {date: 12 October 2021}") -> SmallHouse:
    return build(folder / "house", TITLED, QUESTIONS, files={"house.yaml": f"{data}\n"})


def summarise(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.severity, finding.excerpt) for finding in found]


def test_the_standard_title_and_opening_have_nothing_wrong_with_their_dates() -> None:
    rules = {"no-date", "undated-today", "other-date", "date-form", "impossible-date"}
    assert not [finding for finding in find(CLEAN) if finding.rule in rules]


def test_a_response_without_any_date_in_title_or_opening_is_an_error(tmp_path: Path) -> None:
    (finding,) = find_in(small(tmp_path), "published: 2022-02-17\nwords: We answer.\n", "no-date")
    assert (finding.severity, finding.excerpt) == ("error", "Response")
    assert "“17 February 2022”" in finding.message


@pytest.mark.parametrize(
    "answers",
    [
        'title: ", 17 February 2022"',
        "words: HMCPSI has issued a report (17 February 2022).",
        'title: " to the inspection"\nwords: The report was issued on 5 April 2022.',
        'title: ", 17/02/2022"',
    ],
)
def test_a_day_in_title_or_opening_will_do(tmp_path: Path, answers: str) -> None:
    assert not find_in(small(tmp_path), f"published: 2022-02-17\n{answers}\n", "no-date")


def test_a_month_alone_is_a_warning(tmp_path: Path) -> None:
    text = 'published: 2022-02-17\ntitle: ", February 2022"\nwords: We answer.\n'
    (finding,) = find_in(small(tmp_path), text, "no-date")
    assert finding.severity == "warning"


def test_where_the_opening_says_today_only_that_lacks_the_day(tmp_path: Path) -> None:
    text = 'published: 2022-02-17\ntitle: ", February 2022"\nwords: It was issued today.\n'
    assert not find_in(small(tmp_path), text, "no-date")
    assert find_in(small(tmp_path / "again"), text, "undated-today")


def test_a_date_of_another_time_is_not_the_date_of_publication(tmp_path: Path) -> None:
    text = "published: 2022-02-17\nwords: The courts closed in March 2020.\n"
    assert find_in(small(tmp_path), text, "no-date")


def test_a_date_that_is_not_answered_is_told_once(tmp_path: Path) -> None:
    found = find_in(small(tmp_path), "words: We answer.\n")
    assert [finding.rule for finding in found] == ["missing"]


def test_a_house_that_does_not_say_how_it_writes_dates_wants_none(tmp_path: Path) -> None:
    made = small(tmp_path, "organisation: x")
    assert not find_in(made, "published: 2022-02-17\nwords: We answer.\n", "no-date")


def test_a_text_without_a_title_needs_no_date(tmp_path: Path) -> None:
    made = build(tmp_path / "house", files={"house.yaml": "style: {date: 12 October 2021}\n"})
    assert not find_in(made, "words: We answer.\n", "no-date")


def test_today_without_a_date_is_an_error_with_its_repair() -> None:
    (finding,) = find(f"{CLEAN}wording: {{opening: '{OPENING}'}}\n", "undated-today")
    assert (finding.severity, finding.excerpt) == ("error", "today")
    assert finding.replacement == "today (17 February 2022)"
    assert (finding.place.line, finding.place.column) == (9, 87)


@pytest.mark.parametrize(
    "words",
    [
        "today (17 February 2022)",
        "today [17 February 2022]",
        "today, Thursday 17 February 2022,",
        "today 17 February 2022,",
        "today, on 17 February 2022,",
        "on 17 February 2022, today,",
        "Today (17 February)",
        "this morning (17 February 2022)",
        "tomorrow (18 February 2022)",
    ],
)
def test_today_is_well_with_its_date_beside_it(tmp_path: Path, words: str) -> None:
    made = small(tmp_path)
    text = f"published: 2022-02-17\nwords: It was {words} issued.\n"
    assert not find_in(made, text, "undated-today")
    assert not find_in(made, text, "other-date")


@pytest.mark.parametrize("word", ["today", "Today", "this morning", "tonight", "yesterday"])
def test_every_word_for_a_day_needs_its_date(tmp_path: Path, word: str) -> None:
    text = f"published: 2022-02-17\nwords: It was {word} issued.\n"
    (finding,) = find_in(small(tmp_path), text, "undated-today")
    assert (finding.severity, finding.excerpt) == ("error", word)


def test_a_date_later_in_the_sentence_should_stand_beside_today(tmp_path: Path) -> None:
    text = "published: 2022-02-17\nwords: It has today issued a report (17 February 2022) on us.\n"
    (finding,) = find_in(small(tmp_path), text, "undated-today")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("advice", "today", None)
    assert "“17 February 2022”" in finding.message


def test_what_belongs_to_today_is_a_warning(tmp_path: Path) -> None:
    text = "published: 2022-02-17\nwords: We welcome today’s report.\n"
    (finding,) = find_in(small(tmp_path), text, "undated-today")
    assert (finding.severity, finding.excerpt) == ("warning", "today’s")


def test_today_said_again_after_its_date_is_advice() -> None:
    found = find(respond("The Area has today written to all."), "undated-today")
    assert summarise(found) == [("advice", "today")]


def test_today_beside_a_missing_answer_is_told_once() -> None:
    assert not find(CLEAN.replace("published: 2022-02-17\n", ""), "undated-today")


def test_what_a_leader_says_of_today_is_left_alone(tmp_path: Path) -> None:
    text = CLEAN + "leader: {name: A, role: Chief Crown Prosecutor, quotation: It is out today.}\n"
    assert not find(text, "undated-today")
    typed = "published: 2022-02-17\nwords: She said “It is out today.”\n"
    assert not find_in(small(tmp_path), typed, "undated-today")


@pytest.mark.parametrize(
    ("answers", "excerpt"),
    [
        ('title: ", 16 February 2022"', "16 February 2022"),
        ('title: "(16/02/2022)"', "16/02/2022"),
        ('title: ", January 2022"', "January 2022"),
        ("words: It has today (16 February 2022) issued it.", "16 February 2022"),
        ("words: Today (16 February) it issued it.", "16 February"),
        ("words: It has issued a report (16 February 2022).", "16 February 2022"),
        (
            "words: It issued it.\nreported: 2022-02-16\ntitle: ', 15 February 2022'",
            "15 February 2022",
        ),
    ],
)
def test_another_date_in_the_place_of_that_of_publication_is_an_error(
    tmp_path: Path, answers: str, excerpt: str
) -> None:
    text = f"published: 2022-02-17\n{answers}\n"
    found = find_in(small(tmp_path), text, "other-date")
    assert summarise(found) == [("error", excerpt)]
    assert "17 February 2022" in found[0].message


@pytest.mark.parametrize(
    "answers",
    [
        'title: ", February 2022"',
        'title: " to the inspection of 3 May 2021 in one Area"',
        "title: ', 16 February 2022'\nreported: 2022-02-16",
        "words: The inspectors came on 3 May 2021. They left on 5 May 2021.",
        "words: The report of 3 May 2021 was the first.",
    ],
)
def test_a_date_of_something_else_is_left_alone(tmp_path: Path, answers: str) -> None:
    text = f"published: 2022-02-17\n{answers}\n"
    assert not find_in(small(tmp_path), text, "other-date")


def test_a_closing_line_with_another_date_is_an_error() -> None:
    closing = "wording: {closing: 'Crown Prosecution Service, 21 February 2022'}\n"
    assert summarise(find(CLEAN + closing, "other-date")) == [("error", "21 February 2022")]
    right = closing.replace("21 February", "17 February")
    assert not find(CLEAN + right, "other-date")
