from pathlib import Path

import pytest

from responder.errors import DataError
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import SmallHouse, build

RULE = "missing-apostrophe"


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("We check the prosecutors decisions.", "prosecutors decisions", "prosecutors’ decisions"),
        ("The witnesses statements are in.", "witnesses statements", "witnesses’ statements"),
        ("The victims needs are met.", "victims needs", "victims’ needs"),
        ("Managers performance is good.", "Managers performance", "Managers’ performance"),
        ("The quality of lawyers reviews, too.", "lawyers reviews", "lawyers’ reviews"),
    ],
)
def test_people_beside_what_is_theirs_lack_an_apostrophe(text: str, words: str, right: str) -> None:
    (finding,) = find(respond(text), RULE)
    assert (finding.severity, finding.excerpt) == ("warning", words)
    assert finding.replacement == right


@pytest.mark.parametrize(
    "text",
    [
        "The Code gives victims rights, and we will send all of the victims letters.",
        "The number of victims needs to be known, and managers review the lawyers’ decisions.",
        "The victim’s needs and the prosecutor's decision are recorded.",
        "This helps witnesses state what they saw, and one of the managers reviews the files.",
    ],
)
def test_what_people_do_get_or_own_is_left_alone(text: str) -> None:
    assert not find(respond(text), RULE)


def test_an_apostrophe_that_others_lost_is_to_be_referred_back() -> None:
    (finding,) = find(CLEAN.replace("quality of letters", "quality of lawyers reviews"), RULE)
    assert (finding.severity, finding.replacement) == ("advice", None)


def house(folder: Path, owning: str) -> SmallHouse:
    return build(folder / "house", files={"house.yaml": f"language: en\nowning: {owning}\n"})


def test_the_people_and_their_things_are_those_of_the_house(tmp_path: Path) -> None:
    made = house(tmp_path, "{people: [crews], theirs: [engines]}")
    (finding,) = find_in(made, "words: The crews engines and the victims needs.\n", RULE)
    assert finding.excerpt == "crews engines"


def test_a_house_without_people_has_no_findings(tmp_path: Path) -> None:
    made = build(tmp_path / "house", files={"house.yaml": "language: en\n"})
    assert not find_in(made, "words: The victims needs are met.\n", RULE)


def test_malformed_data_is_an_error_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"house\.yaml:2:"):
        find_in(house(tmp_path, "{persons: [crews]}"), "words: a\n")
