import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from responder import nodes
from responder.errors import DataError, FileError, Place
from responder.files import UNPRINTABLE
from responder.nodes import Node


def tree(text: str) -> Node:
    root, faults = nodes.parse(text, "a.yaml")
    assert not faults
    assert root is not None
    return root


def plain(text: str) -> Any:
    return tree(text).plain()


def fault_of(text: str) -> str:
    """Return the one fault of a text that leaves a tree."""
    _, faults = nodes.parse(text, "a.yaml")
    assert len(faults) == 1
    return f"{faults[0].place}: {faults[0].message}"


def refusal_of(text: str) -> str:
    """Return why a text is refused as a whole."""
    with pytest.raises(DataError) as refused:
        nodes.parse(text, "a.yaml")
    return str(refused.value)


# What YAML makes of values.


@pytest.mark.parametrize(
    "written",
    [
        *("no", "Yes", "off", "true", "null", "~", "012", "0x1F", "1_000", "12:30", "1.10", "1e3"),
        *(".inf", "2022-02-17", "2026-02-30", "17 February 2022"),
        *("a:b", "50%", "C:\\new", "Majesty’s"),
    ],
)
def test_a_value_stays_as_it_was_written(written: str) -> None:
    assert plain(f"a: {written}") == {"a": written}


def test_names_stay_as_they_were_written() -> None:
    assert plain("no: x\n012: y\n1.10: z") == {"no": "x", "012": "y", "1.10": "z"}


def test_lists_and_mappings_keep_their_order() -> None:
    read = plain("b: [z, y]\na:\n  - x\n")
    assert list(read.items()) == [("b", ["z", "y"]), ("a", ["x"])]


def test_blank_values_are_left_out_of_mappings_and_kept_in_lists() -> None:
    assert plain("a:\nb: ''\nc: ' '\nd: [x, '']") == {"d": ["x", ""]}


def test_empty_lists_and_mappings_are_not_blank() -> None:
    assert plain("a: []\nb: {}") == {"a": [], "b": {}}


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), ("' '", True), ("[]", True), ("{}", True), ("[[]]", False)]
)
def test_what_holds_nothing_is_empty(text: str, empty: bool) -> None:
    assert tree(f"a: {text}").at(["a"]).empty is empty


@given(st.text(max_size=30).map(lambda text: UNPRINTABLE.sub("", text)))
@example("\x85 \u2028\u2029\ufeff\x80 \r\n")
@example("a: b # c")
def test_any_text_survives_in_quotation_marks(text: str) -> None:
    escaped = "".join(f"\\U{ord(one):08X}" for one in text)
    assert tree(f'a: "{escaped}"').at(["a"]).value == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_any_printable_text_survives_in_a_block(text: str) -> None:
    assert plain(f"a: |-\n  {text}\n") == {"a": text}


# Places.


def test_every_value_knows_its_line_and_column() -> None:
    root = tree("# note\na: x\nitems:\n  - text: y\n    parts: [p, q]\n")
    assert root.place == Place("a.yaml", 2, 1)
    assert root.at(["a"]).place == Place("a.yaml", 2, 4)
    assert root.at(["items", 0, "parts", 1]).place == Place("a.yaml", 5, 16)


def test_names_know_their_places_too() -> None:
    item = tree("items:\n  - text: y\n    parts: []\n").at(["items", 0])
    assert item.keys == {"text": Place("a.yaml", 2, 5), "parts": Place("a.yaml", 3, 5)}


def test_columns_count_characters_not_bytes() -> None:
    assert tree("{’’’’: x}").at(["’’’’"]).place.column == 8


def test_a_byte_order_mark_is_no_column(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: x\r\nb: y\r\n")
    assert nodes.load(path).keys["a"] == Place(str(path), 1, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    root = tree(f"a: x{end}b: |-{end}  one{end}  two{end}c: y{end}")
    assert root.plain() == {"a": "x", "b": "one\ntwo", "c": "y"}
    assert root.keys["c"].line == 5


@pytest.mark.parametrize(
    ("written", "line"), [("x", 1), ("'x'", 1), ("|-\n  x", 2), (">\n  x", 2), ("\n  x", 2)]
)
def test_a_text_knows_the_line_on_which_its_own_words_begin(written: str, line: int) -> None:
    assert tree(f"a: {written}\n").at(["a"]).text_line == line


def test_lines_can_be_counted_from_where_a_part_of_a_file_begins() -> None:
    root, _ = nodes.parse("a: x", "a.md", first_line=12)
    assert root is not None
    assert root.place == Place("a.md", 12, 1)


def test_a_path_to_nothing_leads_to_the_nearest_node_above() -> None:
    root = tree("a:\n  - b: x\n")
    assert root.at(["a", 0, "c"]) is root.at(["a", 0])
    assert root.at(["a", 0, 7]) is root.at(["a", 0])
    assert root.at(["a", 0, "b", "c"]) is root.at(["a", 0, "b"])
    assert root.at(["a", "b"]) is root.at(["a"])
    assert root.at([]) is root


# What leaves a tree but must be mended.


def test_a_second_value_for_a_name_is_refused_with_both_lines() -> None:
    expected = "a.yaml:3:1: “a” stands here a second time; the first is on line 1."
    assert fault_of("a: x\nb: y\na: z") == expected


def test_the_first_of_two_values_is_kept() -> None:
    root, _ = nodes.parse("a: x\na: y", "a.yaml")
    assert root is not None
    assert root.plain() == {"a": "x"}


def test_every_fault_is_found_at_once() -> None:
    _, faults = nodes.parse('a: x\na: y\nb: {c: 1, c: 2}\nd: "\\x07"\ne: !f g\nh: *i', "a.yaml")
    assert [(fault.rule, fault.place.line) for fault in faults] == [
        ("duplicate-key", 2),
        ("duplicate-key", 3),
        ("control-character", 4),
        ("tag", 5),
        ("reference", 6),
    ]


@pytest.mark.parametrize("code", ["\\0", "\\x07", "\\e", "\\x7f", "\\uFFFE", "\\uFDD0"])
def test_an_escaped_control_character_is_found_at_its_value(code: str) -> None:
    assert re.match(r"a.yaml:1:4: The character U\+[0-9A-F]{4} ", fault_of(f'a: "{code}"'))


@pytest.mark.parametrize(
    "written", ["!important note", "!!int 3", "!!python/object:os.system x", "! x", "!<tag:x> y"]
)
def test_a_tag_is_not_silently_dropped_from_the_text(written: str) -> None:
    expected = "a.yaml:1:4: What “!” begins here is not taken as text. "
    assert fault_of(f"a: {written}").startswith(expected)


@pytest.mark.parametrize("written", ["!t [x]", "!t {x: y}", "&t [x]"])
def test_a_tag_on_a_list_or_mapping_is_found(written: str) -> None:
    assert fault_of(f"a: {written}").startswith("a.yaml:1:4: What ")


def test_an_anchor_is_not_silently_dropped_from_the_text() -> None:
    expected = "a.yaml:1:4: What “&” begins here is not taken as text. "
    assert fault_of("a: &b c").startswith(expected)


def test_a_reference_is_shown_and_never_followed() -> None:
    root, faults = nodes.parse("a: &b [x]\nc: *b", "a.yaml")
    assert root is not None
    assert root.plain() == {"a": ["x"], "c": "*b"}
    assert [fault.rule for fault in faults] == ["tag", "reference"]


def test_a_bomb_of_references_does_not_go_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    _, faults = nodes.parse("\n".join(lines), "a.yaml")
    assert len(faults) == 20 + 19 * 9


def test_a_merge_key_is_a_name_like_any_other() -> None:
    assert plain("<<: {a: x}\nb: y") == {"<<": {"a": "x"}, "b": "y"}


# What is no YAML at all.

QUOTES = "put the whole text in quotation marks"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: Note: this", "1:8", "A colon and a space cannot stand here"),
        ("a: @x", "1:4", f"Text cannot begin with this character. .* {QUOTES}"),
        ("a: %x", "1:4", f"Text cannot begin with this character. .* {QUOTES}"),
        ("a: `x`", "1:4", f"Text cannot begin with this character. .* {QUOTES}"),
        ("a: *x y", "1:7", f"Text cannot begin with this character. .* {QUOTES}"),
        ("a:\n  - *x y", "2:8", f"Text cannot begin with this character. .* {QUOTES}"),
        ("a: **x** y", "1:4", f"Text cannot begin with this character. .* {QUOTES}"),
        ("\ta: x", "1:1", "There is a tab where spaces are expected"),
        ("a:\n\tb: x", "2:1", "There is a tab where spaces are expected"),
        ("a: |\n\tx", "2:1", "There is a tab where spaces are expected"),
        ("b: y\na: 'x\nc: z\n", "2:4", "A quotation mark is opened here and never closed"),
        ('b: y\na: "x\nc: z\n', "2:4", "A quotation mark is opened here and never closed"),
        ("a: x\nb\nc: y", "2:1", "There is no colon behind the name"),
        ("b: y\na: [x\nc: z\n", "2:4", "These brackets are not closed, or lack a comma"),
        ("b: y\na: {x: y\nc: z\n", "2:4", "These brackets are not closed, or lack a comma"),
        (r'a: "\q"', "1:5", ".* Use single ones, or write the backslash twice"),
        (r'a: "\ud800"', "1:7", ".* Use single ones, or write the backslash twice"),
        ("a: - x", "1:4", "A list cannot begin on this line. Put “- ” on the next line"),
        ('a: "x" y', "1:8", "This does not fit what stands before it. Look for a missing"),
        ("a: x\n- y", "2:1", "This does not fit what stands before it. Look for a missing"),
        ("- x\na: y", "2:1", "This does not fit what stands before it. Look for a missing"),
        ("}", "1:1", "This does not fit what stands before it. Look for a missing"),
        ("%FOO\na: x", "1:5", "This is not valid YAML: found unknown directive name"),
        ("? [x]\n: y", "1:3", "A name is expected before the colon"),
        ("'': x", "1:1", "A name is expected before the colon"),
        ("a: x\n---\nb: y", "3:1", "A file holds one document only. Remove the “---”"),
        ("a: x\n---\n", "3:1", "A file holds one document only"),
        ("a: x\nb: y\0", "2:5", r"The character U\+0000 cannot be printed"),
        ("a: x\nb: \x92", "2:4", r"The character U\+0092 cannot be printed"),
        ("a: \ud800", "1:4", r"The character U\+D800 cannot be printed"),
    ],
)
def test_a_syntax_error_is_explained_where_it_began(text: str, place: str, words: str) -> None:
    assert re.match(f"a.yaml:{place}: {words}", refusal_of(text))


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 100_000, "- " * 30_000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested too deeply" in refusal_of(text)


@pytest.mark.parametrize("text", ["", " \n", "# a comment\n", "---\n", "---\n...\n", "''"])
def test_a_text_without_values_has_no_tree(text: str) -> None:
    assert nodes.parse(text, "a.yaml") == (None, [])


MARKS = st.sampled_from(
    [
        *"-?:,[]{}#&*!|>'\"%@` \n\r\t\\~=<.0\0\x07\x80\x85\u2028\ufeff\ud800’",
        "a",
        ": ",
        "- ",
        "\n  ",
    ]
)


@given(st.lists(MARKS, max_size=15).map("".join) | st.text())
def test_any_text_gives_a_tree_or_an_error_with_a_place_inside_it(text: str) -> None:
    lines = len(nodes.LINE_END.split(text))
    try:
        root, faults = nodes.parse(text, "a.yaml")
        places = [fault.place for fault in faults] + ([root.place] if root else [])
    except DataError as error:
        places = [error.place or Place("")]
    assert all(1 <= place.line <= lines for place in places)


# Files.


def written(folder: Path, data: bytes) -> Path:
    path = folder / "a.yaml"
    path.write_bytes(data)
    return path


def test_a_faultless_mapping_is_loaded(tmp_path: Path) -> None:
    assert nodes.load(written(tmp_path, b"a: x")).plain() == {"a": "x"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", ": The file is empty."),
        (b"- a\n", ":1:1: This should be lines “name: value”, not a list."),
        (b"just words\n", ":1:1: This should be lines “name: value”, not text."),
        (b"a: x\na: y\n", ":2:1: “a” stands here a second time; the first is on line 1."),
        (b"a: x\nb: \xff\n", ":2:4: The text is not UTF-8."),
        (b"a: !b c\n", ":1:4: What “!” begins here is not taken as text."),
    ],
)
def test_a_file_that_is_no_faultless_mapping_is_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = written(tmp_path, data)
    with pytest.raises((DataError, FileError)) as refused:
        nodes.load(path)
    assert str(refused.value).startswith(f"{path}{message}")


@pytest.mark.parametrize("name", [".", "missing.yaml"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError):
        nodes.load(tmp_path / name)
