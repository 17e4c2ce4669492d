import pytest

from tests.checking import CLEAN, find, respond

RULE = "placeholder"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is for [insert name] to do.", "[insert name]"),
        ("It will be done by [date].", "[date]"),
        ("The board (chair to be confirmed) will meet.", "(chair to be confirmed)"),
        ("The owner is TBC, and it will act.", "TBC"),
        ("The owner is tbc.", "tbc"),
        ("The share rose by XX% in a year.", "XX%"),
        ("The share rose to xx.", "xx"),
        ("The manager ____ will do it.", "____"),
        ("It will be done ??? by us.", "???"),
        ("It will be done by DD/MM/YYYY.", "DD/MM/YYYY"),
        ("We agree. [TO COMPLETE: What is done?]", "[TO COMPLETE: What is done?]"),
        ("We agree. [TO COMPLETE]", "[TO COMPLETE]"),
    ],
)
def test_what_stands_for_missing_words_is_an_error(text: str, words: str) -> None:
    (finding,) = find(respond(text), RULE)
    assert (finding.severity, finding.excerpt, finding.replacement) == ("error", words, None)


@pytest.mark.parametrize(
    "text",
    [
        "On [30 January 2022] it said that “staff […] are [sic] proud”, as in [1].",
        "The date is to be confirmed by the court (to which it was sent). Is it so?? Yes.",
        "Part XXI and Part IX; the x-ray; x marks a place; www.xx.org and a.xx@b.org.",
        "The name [of the unit] and the (new) date.",
    ],
)
def test_brackets_and_letters_that_mean_something_are_left_alone(text: str) -> None:
    assert not find(respond(text), RULE)


def test_a_placeholder_in_a_quotation_is_ours_to_fill() -> None:
    text = f"{CLEAN}leader: {{name: Alex Example, quotation: 'We thank [name].'}}\n"
    (finding,) = find(text, RULE)
    assert finding.severity == "error"


def test_a_placeholder_in_the_words_of_those_who_inspect_is_theirs() -> None:
    assert not find(CLEAN.replace("quality of letters", "quality of XX letters"), RULE)


def test_a_gap_of_the_draft_is_no_placeholder() -> None:
    text = CLEAN.replace("published: 2022-02-17\n", "")
    assert not find(text, RULE)
