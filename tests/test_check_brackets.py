import pytest

from tests.checking import CLEAN, find, respond

RULE = "unpaired-bracket"


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("We accept this (and its reasons. It is done.", "(and", "Nothing closes"),
        ("We accept this, and its reasons). It is done.", "reasons)", "No bracket opens"),
        ("The Joint Group (the Group (TG) will meet.", "(the", "Nothing closes"),
        ("We met on 1 May 2022 [a Sunday) at noon.", "Sunday)", "one square"),
        ("It is [as we said. It is done.", "[as", "Nothing closes"),
    ],
)
def test_a_bracket_without_its_other_half_is_a_warning_at_its_word(
    text: str, words: str, said: str
) -> None:
    (finding,) = find(respond(text), RULE)
    assert (finding.severity, finding.excerpt) == ("warning", words)
    assert said in finding.message
    assert finding.replacement is None


@pytest.mark.parametrize(
    "text",
    [
        "We accept this (and its reasons), as the report (paragraph 1.2 [and 1.3]) says.",
        "We look at: a) names, b) dates and 12) places; i) and ii) come first.",
        "(This is an aside.)",
        "The schedules (MG6C and MG6D) and the letter(s) are checked (see www.cps.gov.uk/a).",
    ],
)
def test_brackets_in_pairs_and_numbering_are_left_alone(text: str) -> None:
    assert not find(respond(text), RULE)


def test_a_bracket_in_the_words_of_others_is_to_be_referred_back() -> None:
    (finding,) = find(CLEAN.replace("quality of letters", "quality (of letters"), RULE)
    assert finding.severity == "advice"
    assert "refer it back" in finding.message
