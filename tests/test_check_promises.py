from pathlib import Path

import pytest

from responder.errors import Finding
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import build, snippet


def find_promises(words: str) -> list[Finding]:
    return find(respond(words), "past-promise")


@pytest.mark.parametrize(
    ("words", "excerpt"),
    [
        ("All lawyers will be trained by 31 January 2022.", "by 31 January 2022"),
        ("All will be trained by the end of January 2022.", "by the end of January 2022"),
        ("By March 2021, the Area will check all letters.", "By March 2021"),
        ("In October 2021 we will meet.", "In October 2021"),
        ("On 4 January 2022 the Board will meet.", "On 4 January 2022"),
        ("From November 2021, all letters will be read.", "From November 2021"),
        (
            "In the financial year 2020/21, our recruitment strategy will bring more staff.",
            "In the financial year 2020/21",
        ),
        ("It will be taught throughout 2021.", "throughout 2021"),
        ("We expect the findings to be ready by 31 December 2021.", "by 31 December 2021"),
        ("The work is due to end before 1 February 2022.", "before 1 February 2022"),
        ("The scheme is to be ready by late 2021.", "by late 2021"),
        ("We are working to mend it by 1 December 2021.", "by 1 December 2021"),
        ("The Area has begun, and in January 2022 it will end.", "in January 2022"),
    ],
)
def test_a_promise_for_a_day_before_publication_is_an_error(words: str, excerpt: str) -> None:
    (finding,) = find_promises(words)
    assert (finding.severity, finding.excerpt, finding.replacement) == ("error", excerpt, None)
    assert "17 February 2022" in finding.message


def test_a_promise_for_some_time_before_publication_is_a_warning() -> None:
    (finding,) = find_promises("The Board will meet in January 2022.")
    assert (finding.severity, finding.excerpt) == ("warning", "in January 2022")


def test_a_span_of_years_in_a_promise_is_advice_where_it_is_past() -> None:
    (finding,) = find_promises("We will use the budget of 2020 to 2021.")
    assert (finding.severity, finding.excerpt) == ("advice", "2020 to 2021")


@pytest.mark.parametrize(
    "words",
    [
        "All lawyers will be trained by 17 February 2022.",
        "All lawyers will be trained by February 2022.",
        "In 2021 to 2022 we will recruit.",
        "All lawyers were trained by 31 January 2022.",
        "In October 2021 we met. We will meet again.",
        "The plan introduced in October 2021 will be reviewed.",
        "We will continue the checks begun in October 2021.",
        "We will review the cases that were finalised in 2021.",
        "We will build on the forum set up in December 2021.",
        "We will carry out what the Board agreed by 31 January 2022.",
        "The Area, which grew by January 2022, will go on.",
        "In October 2021 the inspectorate said that we will improve.",
        "In 2020 to 2021 we grew, and we will grow.",
        "Since 1 November 2021 we have a report, and it will stay.",
        "We will train all since the law changed in December 2021.",
        "They said “we will finish by 31 January 2022”.",
        "The aims to be met by January 2022 were met.",
    ],
)
def test_what_is_past_and_what_is_to_come_are_left_alone(words: str) -> None:
    assert not find_promises(words)


def test_a_promise_in_the_words_of_others_is_left_alone() -> None:
    text = CLEAN.replace("needs to improve", "will be better by 31 January 2022")
    assert not find(text, "past-promise")


def test_without_a_date_of_publication_no_promise_is_past(tmp_path: Path) -> None:
    made = build(tmp_path / "house")
    assert not find_in(made, "words: We will finish by 1999.\n", "past-promise")


def test_a_promise_of_a_snippet_names_it_unless_it_is_out_of_date(tmp_path: Path) -> None:
    body = "We will finish by 31 January 2022.\n"
    snippets = {"x/a": snippet(body), "x/b": snippet(body, valid="{until: 2022-01-31}")}
    made = build(tmp_path / "house", snippets=snippets)
    text = "published: 2022-02-17\npassages: [{snippet: x/a}, {snippet: x/b}]\n"
    (finding,) = find_in(made, text, "past-promise")
    assert finding.message.endswith("It stands in the snippet x/a.")
