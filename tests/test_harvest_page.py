from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder import answers, house
from responder.answers.page import exact
from responder.compose import Composer
from responder.document import Document
from responder.errors import FileError
from responder.files import UNPRINTABLE
from responder.harvest.account import Difference, compare
from responder.harvest.limits import refuse_endless
from responder.harvest.page import write_page
from responder.harvest.result import FURNITURE, NO_PLACE, Harvest
from responder.nodes import NOT_IN_YAML
from responder.readers.reading import LeftOut, Reading
from tests.houses import SmallHouse, build, paragraph
from tests.strategies import UNHURRIED

NASTY = [
    *("# x", "- x", "a: b", "---", "...", "%YAML 1.1", "\t", "“x”", "'", '"', "{{ x }}", "|-"),
    *("\x00", "\x07", "\x0b", "\x1b[2J", "\x1c", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff"),
    *("\r", "\r\n", "\n\n", "\u00a0", "\ud800", "\uffff", "\U0001f600", "\u202e", "x" * 300),
    *("template: other", "yaml-language-server: $schema=http://x.example"),
]


def texts() -> st.SearchStrategy[str]:
    """Any text, and what YAML takes for something else."""
    return st.lists(st.sampled_from(NASTY) | st.text(max_size=5), max_size=6).map("".join)


def printable() -> st.SearchStrategy[str]:
    """Any text that an answer may hold."""
    return texts().map(lambda text: UNPRINTABLE.sub("", text).replace("\r", ""))


def data() -> st.SearchStrategy[dict[str, Any]]:
    words = printable() | st.sampled_from(["yes", "no", "1.10", "2022-02-17", "a\n\nb"])
    names = st.sampled_from(["a", "items", "yes", "text"])
    inner = st.recursive(
        words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
        max_leaves=8,
    )
    return st.dictionaries(names, inner, max_size=3)


def left_out() -> st.SearchStrategy[list[LeftOut]]:
    kinds = st.sampled_from([FURNITURE, NO_PLACE, "comment"]) | texts()
    return st.lists(st.builds(LeftOut, kinds, texts()), max_size=4)


def make(data: dict[str, Any], *found: LeftOut) -> Harvest:
    return Harvest("visit", data, found, 0)


def read_document(*lines: str) -> Document:
    return Document(tuple(map(paragraph, lines)))


def clean(text: str) -> list[str]:
    return [NOT_IN_YAML.sub("\N{REPLACEMENT CHARACTER}", word) for word in text.split()]


def holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether words hold those wanted in their order."""
    rest = iter(words)
    return all(word in rest for word in wanted)


@UNHURRIED
@given(data(), left_out(), texts(), texts(), st.booleans())
def test_whatever_is_left_out_the_file_has_the_same_answers_and_all_words(
    data: dict[str, Any], found: list[LeftOut], name: str, licence: str, known: bool
) -> None:
    reading = Reading(read_document(*(clean_line(one.text) for one in found))) if known else None
    page = write_page(make(data, *found), name, reading, licence)
    given_ = answers.read(page.encode(), Path("a.yaml"))
    assert not given_.faults
    assert exact(given_.root) == {"template": "visit", **data}
    remarks = [line[1:] for line in page.split("\n") if line.startswith("#")]
    words = " ".join(remarks).split()
    wanted = sorted(found, key=lambda one: one.kind) if known else found
    for one in wanted:
        assert holds(words, clean(one.text))
    for text in (name, licence):
        assert " ".join(clean(text)) in " ".join(words)


def clean_line(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def test_a_page_says_where_it_comes_from_and_what_must_be_changed() -> None:
    page = write_page(make({"name": "Leeds"}), "leeds.html", licence="Say so.")
    assert page == (
        "# Harvested from “leeds.html”. These are the words of a response that has been published. "
        "Before\n# they become the start of a new one, change its date of publication.\n"
        "# Say so.\n"
        "template: visit\n"
        "name: Leeds\n"
    )


def test_answers_are_written_as_people_write_them() -> None:
    data = {
        "agreed": "no",
        "paragraphs": ["1.17", "1.19"],
        "words": "One.\n\nTwo.",
        "parts": [
            "A long part, which would not fit on a line beside the other one;",
            "and another.",
        ],
        "items": [{"text": "yes"}],
    }
    page = write_page(make(data), "x")
    assert page.split("template: visit\n")[1] == (
        "agreed: no\n"
        'paragraphs: ["1.17", "1.19"]\n'
        "words: |-\n"
        "  One.\n"
        "\n"
        "  Two.\n"
        "parts:\n"
        "  - A long part, which would not fit on a line beside the other one;\n"
        "  - and another.\n"
        "items:\n"
        "  - text: yes\n"
    )


def test_what_found_no_place_stands_at_the_end_in_reading_order() -> None:
    document = read_document("Menu", "Search", "Title", "Lost words", "An issue.", "Ends", "Top")
    found = [
        LeftOut("comment", "Is this right?"),
        *(LeftOut(FURNITURE, text) for text in ("Menu", "Search", "Top")),
        *(LeftOut(NO_PLACE, text) for text in ("Lost words", "Ends")),
    ]
    reading = Reading(document, tuple(found[:1]))
    page = write_page(make({"name": "Title"}, *found), "x", reading)
    assert page.split("can be taken out.\n")[1] == (
        "#\n"
        "# Not placed, comment:\n"
        "#   > Is this right?\n"
        "#\n"
        "# Not placed, page furniture:\n"
        "#   > Menu\n"
        "#   > Search\n"
        "#\n"
        f"# Not placed, {NO_PLACE}, behind “Menu Search Title”:\n"
        "#   > Lost words\n"
        "#\n"
        f"# Not placed, {NO_PLACE}, behind “…Search Title Lost words An issue.”:\n"
        "#   > Ends\n"
        "#\n"
        "# Not placed, page furniture, behind “…Title Lost words An issue. Ends”:\n"
        "#   > Top\n"
    )


def test_words_that_stand_twice_are_each_put_where_they_stood() -> None:
    document = read_document("Share", "Title", "Share")
    found = [LeftOut(FURNITURE, "Share"), LeftOut(FURNITURE, "Share")]
    page = write_page(make({}, *found), "x", Reading(document))
    assert page.count("#   > Share\n") == 2
    assert "furniture:\n" in page
    assert "furniture, behind “Share Title”:\n" in page


def test_words_that_nobody_can_find_again_are_kept_all_the_same() -> None:
    found = [LeftOut(NO_PLACE, "Not there."), LeftOut(NO_PLACE, "")]
    page = write_page(make({}, *found), "x", Reading(read_document("Title")))
    assert "#   > Not there.\n" in page


# Which words differ.


@pytest.fixture
def made(tmp_path: Path) -> SmallHouse:
    return build(tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("One two three four.", []),
        ("One two four.", ["A draft would lack “three”, behind “One two”."]),
        ("One two three and four.", ["A draft would add “and”, behind “One two three”."]),
        ("Two three four.", ["A draft would say “Two” for “One two”, at the beginning."]),
    ],
)
def test_the_words_of_a_source_are_held_against_those_of_a_draft(
    made: SmallHouse, words: str, said: list[str]
) -> None:
    composer = Composer(house.load(made.folder))
    harvested = Harvest("visit", {"words": words}, (), len(said))
    reading = Reading(read_document("One two three four."))
    assert [str(one) for one in compare(harvested, reading, composer)] == said


def test_words_that_are_listed_are_not_lost(made: SmallHouse) -> None:
    composer = Composer(house.load(made.folder))
    reading = Reading(read_document("Menu", "One two.", "End"))
    found = (LeftOut(FURNITURE, "Menu"), LeftOut(NO_PLACE, "End"))
    for distance in (0, 1):
        harvested = Harvest("visit", {"words": "One two."}, found, distance)
        assert compare(harvested, reading, composer) == []


def test_words_that_are_neither_placed_nor_listed_are_lost_whatever_the_distance(
    made: SmallHouse,
) -> None:
    composer = Composer(house.load(made.folder))
    reading = Reading(read_document("One two.", "3. End"))
    harvested = Harvest("visit", {"words": "One two."}, (LeftOut(NO_PLACE, "End"),), 0)
    (lost,) = compare(harvested, reading, composer)
    assert str(lost) == "A draft would lack “3.”, behind “One two.”."


def test_a_difference_of_many_words_is_cut_short_in_its_middle() -> None:
    said = str(Difference("first " + "x " * 999 + "last", "", "before"))
    assert said.startswith("A draft would lack “first x x")
    assert said.endswith("x x last”, behind “before”.")
    assert len(said) < 400


# What is no response.


@pytest.mark.parametrize("lines", [["x"] * 3_001, ["x" * 50_001], ["x" * 49_000] * 21])
def test_what_is_longer_than_any_response_is_refused(lines: list[str]) -> None:
    with pytest.raises(FileError, match="It is longer than any response"):
        refuse_endless(Reading(read_document(*lines)), "a.txt")


def test_a_long_response_is_not_refused() -> None:
    refuse_endless(Reading(read_document(*["x" * 100] * 2_000)), "a.txt")
