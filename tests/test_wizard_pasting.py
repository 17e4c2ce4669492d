"""What becomes of pasted text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.wizard import pasting

LINES = st.lists(
    st.text(st.sampled_from("ab 1.)•-\t’\u00a0"), max_size=12)
    | st.sampled_from(["1. one", "2. two"]),
    max_size=8,
)


def test_numbers_begin_entries_and_wrapped_lines_join_them() -> None:
    text = "1. The first is\nlong.\n2) The second.\n(3) The third."
    assert pasting.split_entries(text) == ["The first is long.", "The second.", "The third."]


def test_a_word_and_a_number_begin_an_entry() -> None:
    text = "Issue 1: One.\nIssue 2: Two."
    assert pasting.split_entries(text, "issue") == ["One.", "Two."]


def test_a_number_out_of_turn_begins_no_entry() -> None:
    text = "1. See paragraph\n12. It says so.\n2. Next."
    assert pasting.split_entries(text) == ["See paragraph 12. It says so.", "Next."]


def test_a_number_within_a_number_begins_no_entry() -> None:
    text = "1. See\n1.17 and more.\n2. Next."
    assert pasting.split_entries(text) == ["See 1.17 and more.", "Next."]


def test_what_stands_before_the_first_number_is_kept() -> None:
    assert pasting.split_entries("The issues:\n1. One.\n2. Two.") == ["The issues:", "One.", "Two."]


def test_bullets_begin_entries() -> None:
    assert pasting.split_entries("•\tOne\ngoes on.\n•\tTwo.") == ["One goes on.", "Two."]


def test_empty_lines_part_entries() -> None:
    assert pasting.split_entries("One\ngoes on.\n\nTwo.") == ["One goes on.", "Two."]


def test_lines_without_any_mark_are_entries() -> None:
    assert pasting.split_entries("One.\nTwo.") == ["One.", "Two."]


@given(LINES)
def test_no_word_of_a_block_is_lost(lines: list[str]) -> None:
    def words(text: str) -> list[str]:
        return [word for word in text.split() if any(letter.isalpha() for letter in word)]

    text = "\n".join(lines)
    assert words(" ".join(pasting.split_entries(text))) == words(text)


def test_lines_copied_from_word_become_paragraphs() -> None:
    assert pasting.separate_paragraphs("One.\nTwo.\nThree.") == "One.\n\nTwo.\n\nThree."


def test_text_with_empty_lines_is_kept_as_it_is() -> None:
    assert pasting.separate_paragraphs("One,\nstill one.\n\nTwo.") == "One,\nstill one.\n\nTwo."


def test_the_lines_of_a_list_stay_together() -> None:
    assert pasting.separate_paragraphs("Thus:\n- one\n- two") == "Thus:\n\n- one\n- two"


def test_windows_line_ends_and_trailing_spaces_go() -> None:
    assert pasting.clean("One. \r\nTwo.\t\rThree.") == ("One.\nTwo.\nThree.", [])


def test_the_manual_line_break_of_word_is_a_line_end() -> None:
    assert pasting.clean("One\x0btwo") == ("One\ntwo", [])


@pytest.mark.parametrize("kept", ["\u00a0", "‘quoted’", "“quoted”", "…", "\u00ad"])
def test_characters_of_good_typography_are_kept(kept: str) -> None:
    assert pasting.clean(kept) == (kept, [])


def test_control_characters_are_removed_and_named() -> None:
    assert pasting.clean("a\x00b\x1bc\x00") == ("abc", ["U+0000", "U+001B"])
