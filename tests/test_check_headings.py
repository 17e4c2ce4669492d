from pathlib import Path

import pytest

from tests.checking import CLEAN, find, find_in
from tests.houses import build

LAYOUT = "# {{ name }}\n\n## {{ words }}\n"


def headed(heading: str) -> str:
    return CLEAN.replace(
        "  - text: The quality", f'  - heading: "{heading}"\n    text: The quality'
    )


@pytest.mark.parametrize("heading", ["ADDED VALUE AND GRIP", "DISCLOSURE", "THE CPS"])
def test_a_heading_in_capitals_is_a_warning(heading: str) -> None:
    (finding,) = find(headed(heading), "capitals-heading")
    assert (finding.severity, finding.excerpt) == ("warning", heading)


def test_the_message_shows_the_heading_in_small_letters_but_for_abbreviations() -> None:
    (finding,) = find(headed("RASSO AND OTHER WORK"), "capitals-heading")
    assert "“RASSO and other work”" in finding.message


@pytest.mark.parametrize("heading", ["Added value and grip", "RASSO", "CPS", "RASSO, VAWG", "SARC"])
def test_a_heading_in_small_letters_or_of_abbreviations_is_left_alone(heading: str) -> None:
    assert not find(headed(heading), "capitals-heading")


@pytest.mark.parametrize("mark", [".", ":"])
def test_a_heading_ends_without_a_mark(mark: str) -> None:
    (finding,) = find(headed(f"Added value{mark}"), "heading-full-stop")
    assert (finding.severity, finding.excerpt, finding.replacement) == (
        "advice",
        f"value{mark}",
        "value",
    )


@pytest.mark.parametrize("heading", ["What next?", "Letters, calls etc.", "And so on..."])
def test_a_heading_keeps_the_marks_that_belong_to_it(heading: str) -> None:
    assert not find(headed(heading), "heading-full-stop")


def test_a_title_is_too_long_where_the_house_says_so(tmp_path: Path) -> None:
    made = build(tmp_path / "house", LAYOUT, files={"house.yaml": "style: {longest_title: 12}\n"})
    (finding,) = find_in(made, "name: A long name indeed\nwords: x\n", "long-title")
    assert (finding.severity, finding.excerpt) == ("advice", "A long name indeed")
    assert not find_in(made, "name: A short name\n".replace("short", "one"), "long-title")


def test_a_title_is_too_long_at_the_answer_that_makes_it_so() -> None:
    text = CLEAN.replace(
        "area-inspection\narea: London South", f"thematic-inspection\ntopic: {'a' * 66}"
    )
    (finding,) = find(text, "long-title")
    assert str(finding.place) == "answers.yaml:2:8"


def test_a_title_that_the_layout_makes_long_is_left_alone() -> None:
    assert not find(CLEAN, "long-title")


def test_a_house_without_a_style_has_titles_of_any_length(tmp_path: Path) -> None:
    made = build(tmp_path / "house", LAYOUT)
    assert not find_in(made, f"name: {'long ' * 50}name\n", "long-title")


def test_clean_answers_have_no_such_headings() -> None:
    assert not [one for one in find(CLEAN) if "heading" in one.rule]
