import pytest

from responder.boilerplate.likeness import mark_changes


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("a b c", "a b c", "a b c"),
        ("a b c", "a x c", "a [-b-] {+x+} c"),
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b\nc", "a {+b+} c"),
        ("", "a", "{+a+}"),
    ],
)
def test_words_that_went_and_came_are_marked(old: str, new: str, marked: str) -> None:
    assert mark_changes(old, new) == marked
