from pathlib import Path

import pytest

from tests.checking import CLEAN, find, find_in, respond
from tests.houses import build

CAPITALS, NUMBERS = "inconsistent-capitals", "inconsistent-number"


@pytest.mark.parametrize(
    ("words", "excerpt", "severity"),
    [
        ("The unit leads and the Unit Leads meet unit leads.", "Unit Leads", "warning"),
        ("Our Unit Leads, those Unit Leads and the unit leads meet.", "unit leads", "warning"),
        ("Unit Leads meet. The unit leads agree.", "Unit Leads", "warning"),
        ("Unit leads meet. We met the Unit Leads.", "Unit Leads", "warning"),
        ("We teach Case Strategy and Review, and case strategy and review.", None, "warning"),
        ("We say the Inspectorate and the inspectorate.", "Inspectorate", "advice"),
        ("We ask Advocates and other advocates.", "Advocates", "advice"),
    ],
)
def test_a_term_with_capitals_and_without_is_one_finding_at_the_rarer_form(
    words: str, excerpt: str | None, severity: str
) -> None:
    (finding,) = find(respond(words), CAPITALS)
    assert finding.excerpt == (excerpt or "Case Strategy and Review")
    assert finding.severity == severity


def test_what_the_house_writes_in_small_letters_is_right_so() -> None:
    words = "The Legal Managers meet all Legal Managers, and the legal managers agree."
    (finding,) = find(respond(words), CAPITALS)
    assert finding.excerpt == "Legal Managers"


@pytest.mark.parametrize(
    "words",
    [
        "The Area agrees. There are areas for improvement in the area of letters.",
        "The Casework Quality Board looks at casework quality and all boards.",
        "Casework quality matters. All of us know that casework quality matters.",
        "The Victim Liaison Unit is one of many victim liaison units.",
        "Rape and Serious Sexual Offences (RASSO) are rape and serious sexual offences.",
        "The Chief Constable of Kent agrees, and so do chief constables.",
        "Letters matter. We write letters.\n\n- Letters of May\n- letters of may",
        "The courts sit. The Court of Appeal sits, and the Courts of Justice too.",
    ],
)
def test_names_and_the_beginnings_of_sentences_are_left_alone(words: str) -> None:
    assert not find(respond(words), CAPITALS)


def test_headings_have_capitals_of_their_own() -> None:
    text = CLEAN.replace("  - text: The quality", "  - heading: Unit Leads\n    text: The quality")
    assert not find(text.replace("The Area accepts", "The unit leads accept"), CAPITALS)


def test_the_capitals_of_others_are_to_be_referred_back() -> None:
    text = CLEAN.replace("quality of letters", "quality of Unit Letters").replace(
        "The Area accepts this.", "The Area accepts this of its unit letters."
    )
    (finding,) = find(text, CAPITALS)
    assert (finding.excerpt, finding.severity) == ("Unit Letters", "advice")
    assert "refer it back" in finding.message


def test_the_house_says_which_words_have_two_meanings(tmp_path: Path) -> None:
    words = "words: We know the Field, and the field.\n"
    plain = build(tmp_path / "plain")
    assert [one.excerpt for one in find_in(plain, words, CAPITALS)] == ["Field"]
    knowing = build(tmp_path / "knowing", files={"house.yaml": "either_case: [field]\n"})
    assert not find_in(knowing, words, CAPITALS)


def test_the_house_says_which_terms_are_names(tmp_path: Path) -> None:
    words = "words: We know our Field Office and your field offices, or the field office.\n"
    plain = build(tmp_path / "plain")
    assert [one.excerpt for one in find_in(plain, words, CAPITALS)] == ["Field Office"]
    knowing = build(tmp_path / "knowing", files={"house.yaml": "bodies: [{name: Field Office}]\n"})
    assert not find_in(knowing, words, CAPITALS)


@pytest.mark.parametrize(
    ("words", "excerpt"),
    [
        ("In phase 2 and in phase 3. We start Phase 3.", "Phase 3"),
        ("In phase 2 and in phase 3. We start phase three.", "phase three"),
        ("Stage one is over. After stage 2 and stage 1 we act.", "Stage one"),
    ],
)
def test_a_numbered_part_that_is_written_in_two_ways_is_a_warning(words: str, excerpt: str) -> None:
    (finding,) = find(respond(words), NUMBERS)
    assert (finding.severity, finding.excerpt) == ("warning", excerpt)


@pytest.mark.parametrize(
    "words",
    [
        "In phase 2 we act. Phase 3 begins on 1 May 2027. The first phase is over.",
        "We met three people, 3 of them twice. The level of three files fell to level 2.",
        "We part two files, and part 2 files more.",
    ],
)
def test_numbers_that_name_no_part_or_do_so_in_one_way_are_left_alone(words: str) -> None:
    found = find(respond(words), NUMBERS)
    assert [one.excerpt for one in found if "part" not in one.excerpt] == []


def test_clean_answers_are_consistent() -> None:
    assert not [one for one in find(CLEAN) if one.rule in (CAPITALS, NUMBERS)]
