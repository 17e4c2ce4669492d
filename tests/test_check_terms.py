from pathlib import Path

import pytest

from responder.errors import DataError
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import QUESTIONS, build

THEMATIC = """\
template: thematic-inspection
topic: letters
published: 2026-11-26
recognition: [{text: The report is fair.}]
items:
  - text: Letters should improve.
    response: [{text: We accept this. We will check ten letters a month from 1 March 2027.}]
"""
TERMS = """\
terms:
  - {name: red, one: failing, several: failings, never: ['this finding']}
  - {name: green, one: finding, several: findings}
"""
ROLES = (
    "roles: {items: [items], quoted: [items.text], response: [items.response], term: [colour]}\n"
)
LAYOUT = """\
{{ words }}

## {{ name }}

{% for item in items %}
{{ loop.index }}. {{ item.text }}

{{ item.response }}

{% endfor %}
"""


def wording(text: str, name: str, value: str) -> str:
    return f"{text}wording: {{{name}: '{value}'}}\n"


def test_a_response_that_calls_an_issue_a_recommendation_is_a_warning() -> None:
    text = respond("The Area does not accept this recommendation because of its cost.")
    (finding,) = find(text, "other-term")
    assert (finding.severity, finding.excerpt) == ("warning", "recommendation")
    assert "speaks of issues" in finding.message
    assert str(finding.place) == "answers.yaml:9:41"


def test_a_response_that_accepts_a_recommendation_as_an_issue_is_a_warning() -> None:
    text = THEMATIC.replace("We accept this.", "We accept this issue.")
    (finding,) = find(text, "other-term")
    assert finding.excerpt == "accept this issue"


@pytest.mark.parametrize(
    "response",
    [
        "The Area accepts this. It has acted on the recommendations of the report of 2019.",
        "The issue to address is not a structural one.",
        "The Area accepts this finding.",
    ],
)
def test_the_same_words_for_something_else_are_left_alone(response: str) -> None:
    assert not find(respond(response), "other-term")


def test_an_ordinary_issue_may_be_raised_where_the_report_makes_recommendations() -> None:
    text = THEMATIC.replace(
        "We accept this.", "We accept this. We raise this issue with the police."
    )
    assert not find(text, "other-term")


@pytest.mark.parametrize(
    ("text", "name", "value", "words"),
    [
        (CLEAN, "items_heading", "Inspectorate’s recommendation", ["recommendation"]),
        (CLEAN, "lead_in", "There is one recommendation:", ["recommendation"]),
        (THEMATIC, "items_heading", "Issue to address", ["Issue"]),
        (THEMATIC, "items_heading", "Inspectorate’s recommendation / Issue to address", []),
        (CLEAN, "items_heading", "What the report asks for", []),
    ],
)
def test_the_heading_and_the_line_above_the_items_are_held_against_the_term(
    text: str, name: str, value: str, words: list[str]
) -> None:
    found = find(wording(text, name, value), "other-term")
    assert [finding.excerpt for finding in found] == words


def test_quoted_words_may_use_any_term() -> None:
    text = CLEAN.replace("needs to improve.", "needs to improve after this recommendation.")
    assert not find(text, "other-term")


def test_to_say_that_there_are_none_above_them_is_an_error() -> None:
    (finding,) = find(f"{THEMATIC}no_recommendations: yes\n", "none-said")
    assert (finding.severity, finding.excerpt) == ("error", "no recommendations")


def test_none_of_another_kind_or_for_others_may_be_said() -> None:
    assert not find(CLEAN, "none-said")
    text = f"{THEMATIC}no_recommendations: yes\n"
    others = "There are no recommendations for the police."
    assert not find(wording(text, "no_recommendations", others), "none-said")


@pytest.mark.parametrize(
    ("heading", "count", "words", "right"),
    [
        ("Issues to address", 1, "Issues", "Issue"),
        ("Inspectorate’s issue to address", 2, "issue", "issues"),
        ("ISSUES TO ADDRESS", 1, "ISSUES", "ISSUE"),
    ],
)
def test_a_heading_that_does_not_fit_the_number_of_items_is_mended(
    heading: str, count: int, words: str, right: str
) -> None:
    item = CLEAN.partition("items:\n")[2]
    text = wording(CLEAN + item * (count - 1), "items_heading", heading)
    (finding,) = find(text, "heading-number")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("warning", words, right)


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("Issue to address", 1),
        ("Issues to address", 2),
        ("Recommendations / issue to address", 2),
        ("What to do", 1),
    ],
)
def test_a_heading_that_fits_or_counts_nothing_is_left_alone(heading: str, count: int) -> None:
    item = CLEAN.partition("items:\n")[2]
    text = wording(CLEAN + item * (count - 1), "items_heading", heading)
    assert not find(text, "heading-number")


def test_a_label_that_differs_in_capitals_is_told_once_with_its_repair() -> None:
    item = CLEAN.partition("items:\n")[2]
    (finding,) = find(wording(CLEAN + item, "label", "CPS Response:"), "label-case")
    assert (finding.excerpt, finding.replacement) == ("CPS Response", "CPS response")


def test_other_labels_are_left_alone() -> None:
    for label in ("CPS response:", "Our answer:", "CPS and NPCC response:"):
        assert not find(wording(CLEAN, "label", label), "label-case")
    assert not find(respond("CPS Response is a word that stands in a sentence."), "label-case")


def test_terms_come_from_the_house(tmp_path: Path) -> None:
    questions = QUESTIONS.replace("questions:", f"{ROLES}questions:", 1)
    made = build(tmp_path / "house", LAYOUT, questions, files={"house.yaml": TERMS})
    text = (
        "colour: red\nname: Findings\n"
        "items: [{text: Mend it., response: [{text: We accept this finding.}]}]\n"
    )
    assert [one.excerpt for one in find_in(made, text, "other-term")] == [
        "Findings",
        "this finding",
    ]
    assert not find_in(made, text.replace("red", "green"), "other-term")
    (finding,) = find_in(made, text, "heading-number")
    assert finding.replacement == "Finding"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("terms:\n  - {name: red, one: a, several: b, never: ['(']}", 2),
        ("terms:\n  - {name: red}", 2),
        ("terms: red", 1),
        ("labels:\n  - [a]", 2),
    ],
)
def test_terms_in_the_wrong_form_are_an_error_at_their_place(
    tmp_path: Path, data: str, line: int
) -> None:
    questions = QUESTIONS.replace("questions:", f"{ROLES}questions:", 1)
    made = build(tmp_path / "house", LAYOUT, questions, files={"house.yaml": f"{data}\n"})
    with pytest.raises(DataError, match=rf"house\.yaml:{line}:"):
        find_in(made, "colour: red\nitems: [{text: Mend it.}]\n")


def test_the_rules_are_silent_on_clean_answers() -> None:
    rules = ("other-term", "none-said", "heading-number", "label-case")
    for text in (CLEAN, THEMATIC):
        assert not [finding for finding in find(text) if finding.rule in rules]
