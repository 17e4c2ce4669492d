from pathlib import Path

import pytest

from responder.check.settings import load_rules
from responder.errors import DataError, Finding
from tests.checking import CLEAN, find, find_in
from tests.houses import SmallHouse, build

DOUBLED = "words: We see the the letters.\n"
LAYOUT = "# A title\n\n{{ words }}\n"


def house(folder: Path, data: str) -> SmallHouse:
    made = build(folder / "house", LAYOUT)
    made.write("templates/house.yaml", data)
    return made


def doubled(made: SmallHouse) -> list[Finding]:
    return find_in(made, DOUBLED, "doubled-word")


# What a house settles.


def test_a_rule_has_its_own_severity_where_the_house_says_nothing(tmp_path: Path) -> None:
    (finding,) = doubled(house(tmp_path, "organisation: x\n"))
    assert finding.severity == "warning"


@pytest.mark.parametrize("severity", ["error", "advice"])
def test_a_house_may_weigh_a_rule_anew(tmp_path: Path, severity: str) -> None:
    made = house(tmp_path, f"rules: {{doubled-word: {{severity: {severity}, reason: Ours.}}}}\n")
    (finding,) = doubled(made)
    assert finding.severity == severity


def test_a_house_may_switch_a_rule_off(tmp_path: Path) -> None:
    assert not doubled(house(tmp_path, "rules: {doubled-word: {severity: off, reason: Ours.}}\n"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("rules: {doubled-wrd: {severity: off, reason: x}}", "Did you mean “doubled-word”?"),
        ("rules: {doubled-word: {severity: loud, reason: x}}", "error | warning | advice | off"),
        ("rules: {doubled-word: {severity: off}}", "reason: …"),
        ("rules: {doubled-word: off}", "doubled-word: {severity:"),
        ("rules: [doubled-word]", "a severity and a reason for each rule"),
    ],
)
def test_settings_of_the_wrong_form_say_what_to_write(
    tmp_path: Path, data: str, message: str
) -> None:
    with pytest.raises(DataError) as caught:
        doubled(house(tmp_path, f"{data}\n"))
    assert "house.yaml" in str(caught.value)
    assert message in str(caught.value)


# What an officer accepts.

SLIP = CLEAN.replace("It will check", "It will will check")
ACCEPTED = "accepted:\n  - {rule: doubled-word, reason: It is meant"


@pytest.mark.parametrize("which", ["words: will will", "at: 'items[0].response[0]'"])
def test_a_finding_is_accepted_by_its_words_or_its_answer(which: str) -> None:
    assert find(SLIP, "doubled-word")
    assert find(f"{SLIP}{ACCEPTED}, {which}}}\n") == find(CLEAN)


def test_an_acceptance_that_no_longer_applies_is_told_of() -> None:
    (finding,) = find(f"{CLEAN}{ACCEPTED}, words: will will}}\n", "unused-acceptance")
    assert (finding.severity, finding.place.line) == ("warning", CLEAN.count("\n") + 2)


def test_an_acceptance_leaves_other_findings_of_its_rule_alone() -> None:
    text = SLIP.replace("from 1 March", "from from 1 March")
    found = find(f"{text}{ACCEPTED}, words: will will}}\n", "doubled-word")
    assert [finding.excerpt for finding in found] == ["from from"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{rule: doubled-wrd, words: a, reason: b}", "Did you mean “doubled-word”?"),
        ("{rule: missing, words: a, reason: b}", "no rule “missing” whose findings"),
        ("{rule: doubled-word, reason: b}", "every finding of the rule"),
        ("{rule: doubled-word, words: a}", "“reason” is missing"),
        ("{rule: doubled-word, words: a, reason: ' '}", "reason"),
        ("{rule: doubled-word, words: a, reason: b, why: c}", "“why” is not known here"),
        ("doubled-word", "should be lines “name: value”"),
    ],
)
def test_an_acceptance_of_the_wrong_form_is_an_error_at_its_line(entry: str, message: str) -> None:
    (finding,) = find(f"{CLEAN}accepted:\n  - {entry}\n", "wrong-acceptance")
    assert (finding.severity, finding.place.line) == ("error", CLEAN.count("\n") + 2)
    assert message in finding.message


# All rules.


def test_every_rule_says_why_it_matters_and_on_whose_authority() -> None:
    rules = load_rules().values()
    assert len(rules) > 90
    assert all(rule.reason.endswith(".") and rule.source for rule in rules)
    assert all(rule.name.replace("-", "").isalpha() and rule.name.islower() for rule in rules)
