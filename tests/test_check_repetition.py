import pytest

from tests.checking import CLEAN, find, respond

RULE = "repeated-sentence"
SENTENCE = "The Area knows how much it matters to write letters that are right."


def answer(*responses: str) -> str:
    """Return clean answers with one item for each response."""
    before, _, _ = CLEAN.partition("items:")
    items = "".join(
        f"  - text: Matter {number} needs work.\n    response:\n      - text: {response}\n"
        for number, response in enumerate(responses)
    )
    return f"{before}items:\n{items}"


def test_a_sentence_that_stands_twice_in_a_response_is_a_warning_at_the_second() -> None:
    (finding,) = find(respond(f"{SENTENCE} We act.\n\nWe act. {SENTENCE}"), RULE)
    assert (finding.severity, finding.excerpt, finding.place.line) == ("warning", SENTENCE, 11)
    assert "in the same response (answers.yaml:9) too" in finding.message


def test_marks_and_capitals_do_not_hide_a_repetition() -> None:
    again = SENTENCE.replace("The Area", "the area").replace("letters that", "letters, that")
    (finding,) = find(respond(f"{SENTENCE}\n\nWe act. “{again}”"), RULE)
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("old", "new"),
    [("it matters", "this matters"), ("are right", "are all right"), ("letters", "the letters")],
)
def test_a_sentence_that_is_repeated_nearly_is_found(old: str, new: str) -> None:
    (finding,) = find(respond(f"{SENTENCE}\n\n{SENTENCE.replace(old, new)}"), RULE)
    assert "nearly in these words" in finding.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("it matters", "it never matters"),
        ("letters", "two letters"),
        ("letters", "letters of May"),
        ("letters", "letters of 2022"),
        ("letters", "the Crown Court letters"),
        ("how much it matters to write letters", "who calls people and who sends them cards"),
    ],
)
def test_sentences_of_one_form_that_say_different_things_are_left_alone(old: str, new: str) -> None:
    assert not find(respond(f"{SENTENCE}\n\n{SENTENCE.replace(old, new)}"), RULE)


def test_short_sentences_may_stand_twice() -> None:
    assert not find(respond("We agree with this finding.\n\nWe agree with this finding."), RULE)


def test_two_items_may_be_answered_by_one_sentence_so_it_is_advice() -> None:
    (finding,) = find(answer(SENTENCE, SENTENCE), RULE)
    assert (finding.severity, finding.place.line) == ("advice", 11)
    assert "in the response to 1" in finding.message


def test_a_whole_paragraph_that_answers_two_items_is_a_warning_once() -> None:
    paragraph = f"{SENTENCE} It will read ten of them each month and say what it has found in them."
    (finding,) = find(answer(paragraph, f"We agree. {paragraph}"), RULE)
    assert (finding.severity, finding.excerpt) == ("warning", SENTENCE)


def test_a_response_that_repeats_the_words_of_its_item_is_a_warning() -> None:
    text = CLEAN.replace("The quality of letters needs to improve.", SENTENCE).replace(
        "The Area accepts this.", f"The Area accepts this. {SENTENCE}"
    )
    (finding,) = find(text, RULE)
    assert (finding.severity, finding.excerpt) == ("warning", SENTENCE)
    assert "in the words of others" in finding.message


def test_items_may_repeat_each_other() -> None:
    assert not find(answer("We agree.", "So do we.").replace("Matter 1", "Matter 0"), RULE)


def test_the_sentences_of_a_layout_may_stand_twice() -> None:
    forum = "Board for the Victims and Witnesses of the Whole Area"
    action = f"      - {{what: read letters, owner: legal manager, forum: {forum}}}\n"
    text = answer("We agree.", "So do we.").replace(
        "    response:", f"    actions_in_words: yes\n    actions:\n{action}    response:"
    )
    assert not find(text, RULE)


def test_clean_answers_say_nothing_twice() -> None:
    assert not find(CLEAN, RULE)
