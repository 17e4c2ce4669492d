"""Well-written responses, on which `check` is to be silent, and houses in which it must not be."""

from functools import cache
from pathlib import Path

import pytest

from responder import answers, house
from responder.check import review
from responder.compose import Composer
from responder.errors import Finding
from tests.checking import ROOT

EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.yaml"))
HOUSES = {"second": ROOT / "tests" / "second_house", "starter": ROOT / "responder" / "starter"}
FILES = {
    "second": HOUSES["second"] / "answers" / "peel-2026.yaml",
    "starter": HOUSES["starter"] / "example.yaml",
}
MUCH = 6  # pieces of advice on a response of two pages


@cache
def composer(folder: Path) -> Composer:
    return Composer(house.load(folder))


def find(folder: Path, path: Path, text: str) -> list[Finding]:
    given = answers.read(text.encode(), path)
    return review(composer(folder), given, composer(folder).compose(given))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_well_written_response_has_no_error_no_warning_and_little_advice(path: Path) -> None:
    found = find(ROOT, path, path.read_text("utf-8"))
    assert [str(one) for one in found if one.severity != "advice"] == []
    assert len(found) <= MUCH


@pytest.mark.parametrize("name", HOUSES)
def test_another_house_is_clean_too(name: str) -> None:
    found = find(HOUSES[name], FILES[name], FILES[name].read_text("utf-8"))
    assert [str(one) for one in found if one.severity != "advice"] == []


@pytest.mark.parametrize(
    ("name", "words", "instead", "rule"),
    [
        ("second", "Half of all its crime", "Half of all its its crime", "doubled-word"),
        ("second", "in England.", "in England. HMICFRS have said so.", "inspectorate-verb"),
        ("second", "in England.", "in England. A MASH is there.", "unexplained-abbreviation"),
        ("second", "in England.", "in England. Her Majesty was there.", "sovereign"),
        ("second", "in England.", "in England. That was last year.", "relative-time"),
        ("second", "in England.", "in England. It uses body worn video.", "preferred-form"),
        ("starter", "Replace every word", "It was last year. Replace every word", "relative-time"),
        ("starter", "Replace every word", "See four recommendations below. Change", "wrong-count"),
        ("starter", "Replace every word", "The Example Inspectorate have it.", "inspectorate-verb"),
        ("starter", "Replace every word", "The EAO has it. Replace", "unexplained-abbreviation"),
        ("starter", "Replace every word", "It is best practise. Replace", "preferred-form"),
        ("starter", 'number: "6"', 'number: "3"', "item-number"),
        ("starter", "by: 2027-03-19", "by: 2027-06-19", "late-action"),
    ],
)
def test_a_fault_in_another_house_is_found(name: str, words: str, instead: str, rule: str) -> None:
    text = FILES[name].read_text("utf-8")
    assert text.count(words) == 1
    found = find(HOUSES[name], FILES[name], text.replace(words, instead))
    assert rule in {finding.rule for finding in found}
