"""An answers file open for editing: what changes, and above all what does not."""

import difflib
import os
from pathlib import Path
from typing import Any

import pytest

from responder import files
from responder.answers.file import AnswersFile
from responder.errors import (
    ChangedOnDiskError,
    DataError,
    FileError,
    FindingsError,
    ResponderError,
)

PUBLISHED = sorted((Path(__file__).parent / "published").glob("*-20*.yaml"))


def open_text(folder: Path, text: str) -> AnswersFile:
    path = folder / "answers.yaml"
    path.write_bytes(text.encode())
    return AnswersFile.open(path)


def text_of(file: AnswersFile) -> str:
    return file.answers.data.decode()


# Opening, creating, reading


def test_a_new_file_names_its_template(tmp_path: Path) -> None:
    file = AnswersFile.create(tmp_path / "answers.yaml", "area-inspection")
    assert file.path.read_bytes() == b"template: area-inspection\n"
    assert file.answers.template == "area-inspection"
    assert not file.changed


def test_a_new_file_does_not_replace_one_that_exists(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("precious")
    with pytest.raises(FileError, match="There is a file of this name already"):
        AnswersFile.create(path, "area-inspection")
    assert path.read_text() == "precious"


def test_a_new_file_needs_a_folder_that_exists(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="folder does not exist"):
        AnswersFile.create(tmp_path / "nowhere" / "answers.yaml", "area-inspection")


def test_a_file_with_a_key_that_stands_twice_must_be_mended_first(tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match=r"answers\.yaml:2:1: error duplicate-key"):
        open_text(tmp_path, "a: x\na: y\n")


def test_a_missing_file_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no such file"):
        AnswersFile.open(tmp_path / "answers.yaml")


def test_what_is_not_there_or_blank_reads_as_none(tmp_path: Path) -> None:
    file = open_text(tmp_path, "a:\nb: ''\nc: [x]\n")
    paths: list[tuple[str | int, ...]] = [("a",), ("b",), ("c", 1), ("c", -1), ("c", "x"), ("d", 0)]
    assert [file.get(path) for path in paths] == [None] * 6
    assert file.get(["c"]) == ["x"]


# Saving


def test_saving_an_untouched_file_does_not_write_it(tmp_path: Path) -> None:
    file = open_text(tmp_path, "\ufeffa:   x # c\r\nb: [ y ]")
    os.utime(file.path, (1, 1))
    file.save()
    assert file.path.stat().st_mtime == 1
    assert file.path.read_bytes() == "\ufeffa:   x # c\r\nb: [ y ]".encode()


def test_saving_writes_what_was_changed_and_can_be_done_again(tmp_path: Path) -> None:
    file = open_text(tmp_path, "a: x\n")
    for value in ("y", "z"):
        file.set(["a"], value)
        assert file.changed
        file.save()
        assert not file.changed
    assert file.path.read_bytes() == b"a: z\n"


def test_a_file_changed_on_disk_is_not_overwritten(tmp_path: Path) -> None:
    file = open_text(tmp_path, "a: x\nb: y\n")
    file.set(["a"], "mine")
    file.path.write_bytes(b"a: x\nb: theirs\n")
    with pytest.raises(ChangedOnDiskError, match=r"answers\.yaml:2: Somebody else .* Nothing was"):
        file.save()
    assert file.path.read_bytes() == b"a: x\nb: theirs\n"
    assert file.get(["a"]) == "mine"


def test_a_file_that_has_vanished_is_not_written_again(tmp_path: Path) -> None:
    file = open_text(tmp_path, "a: x\n")
    file.set(["a"], "mine")
    file.path.unlink()
    with pytest.raises(ChangedOnDiskError, match="no longer there"):
        file.save()
    assert not file.path.exists()


def test_after_loading_it_again_a_changed_file_can_be_saved(tmp_path: Path) -> None:
    file = open_text(tmp_path, "a: x\nb: y\n")
    file.path.write_bytes(b"a: x\nb: theirs\n")
    file.reload()
    file.set(["a"], "mine")
    file.save()
    assert file.path.read_bytes() == b"a: mine\nb: theirs\n"


def test_a_save_that_failed_behind_its_last_step_does_not_look_like_somebody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_and_fail(path: Path, data: bytes) -> None:
        path.write_bytes(data)
        raise FileError("It cannot be written.")

    file = open_text(tmp_path, "a: x\n")
    file.set(["a"], "y")
    monkeypatch.setattr(files, "write_bytes", write_and_fail)
    with pytest.raises(FileError):
        file.save()
    monkeypatch.undo()
    file.save()
    assert not file.changed


# What each change makes of a text: a name, the text, the method with its arguments, the new text

CHANGES: list[tuple[str, str, tuple[Any, ...], str]] = [
    ("a comment behind a value stays", "a: x  # c\n", ("set", ["a"], "z"), "a: z  # c\n"),
    ("other quotes and spaces stay", "a:   'x'\nb: y\n", ("set", ["b"], "z"), "a:   'x'\nb: z\n"),
    ("a blank is written out", "a: x\n", ("set", ["a"], ""), 'a: ""\n'),
    ("a blank key is filled", "a: # c\nb: y\n", ("set", ["a"], "x"), "a: x # c\nb: y\n"),
    ("a line end is not added", "a: x", ("set", ["b"], "z"), "a: x\nb: z"),
    (
        "the file's line ends are used",
        "a: x\r\n",
        ("set", ["b"], "1\n2"),
        "a: x\r\nb: |-\r\n  1\r\n  2\r\n",
    ),
    ("a byte order mark stays", "\ufeffa: x\n", ("set", ["a"], "z"), "\ufeffa: z\n"),
    (
        "parents are created",
        "a: x\n",
        ("set", ["b", "c", 0, "d"], "z"),
        "a: x\nb:\n  c:\n    - d: z\n",
    ),
    ("a long line is not folded", "a: x\n", ("set", ["a"], "x " * 99 + "y"), f"a: {'x ' * 99}y\n"),
    (
        "text with line breaks is a block",
        "a: x # c\n",
        ("set", ["a"], "1\n\n2"),
        "a: |- # c\n  1\n\n  2\n",
    ),
    (
        "text that begins with a space says so",
        "a: x\n",
        ("set", ["a"], " 1\n2"),
        "a: |2-\n   1\n  2\n",
    ),
    ("spaces at line ends are quoted", "a: x\n", ("set", ["a"], "1 \n2"), 'a: "1 \\n2"\n'),
    (
        "an old block is replaced whole",
        "a: >- # c\n  x\n\n  y\n\nb: z\n",
        ("set", ["a"], "q"),
        "a: q # c\n\nb: z\n",
    ),
    ("a date stays plain", "a: x\n", ("set", ["a"], "2022-02-17"), "a: 2022-02-17\n"),
    (
        "a day that does not exist is quoted",
        "a: x\n",
        ("set", ["a"], "2022-02-30"),
        'a: "2022-02-30"\n',
    ),
    (
        "a quoted text that looks like a comment is none",
        'a: "x\n# y"\nb: z\n',
        ("set", ["b"], "q"),
        'a: "x\n# y"\nb: q\n',
    ),
    (
        "a list entry is added before the next comment",
        "l:\n  - a\n\n# b\nb: x\n",
        ("set", ["l", 1], "c"),
        "l:\n  - a\n  - c\n\n# b\nb: x\n",
    ),
    (
        "a list that is not indented stays so",
        "l:\n- a\nb: x\n",
        ("insert", ["l"], 0, "c"),
        "l:\n- c\n- a\nb: x\n",
    ),
    (
        "a new list is indented like the others",
        "l:\n- a\n",
        ("set", ["m"], ["c"]),
        "l:\n- a\nm:\n- c\n",
    ),
    (
        "an entry goes in above the next one's comment",
        "l:\n  # b\n  - b\n",
        ("insert", ["l"], 0, "a"),
        "l:\n  - a\n  # b\n  - b\n",
    ),
    ("a list is created", "a: x\n", ("insert", ["l"], 0, "b"), "a: x\nl:\n  - b\n"),
    (
        "a removed entry leaves the comments around",
        "l:\n  # a\n  - a # in\n  # b\n  - b\n",
        ("remove", ["l", 0]),
        "l:\n  # a\n  # b\n  - b\n",
    ),
    (
        "the last entry leaves an empty list",
        "l: # c\n  - a\nb: x\n",
        ("remove", ["l", 0]),
        "l: [] # c\nb: x\n",
    ),
    (
        "the first key leaves the dash to the next",
        "l:\n  - a: x\n    # b\n    b: y\n",
        ("remove", ["l", 0, "a"]),
        "l:\n  - # b\n    b: y\n",
    ),
    ("the last line goes with its line end", "a: x\nb: y", ("remove", ["b"]), "a: x"),
    ("what is not there need not be removed", "a: x\n", ("remove", ["b"]), "a: x\n"),
    (
        "a moved entry takes its comment along",
        "l:\n  # a\n  - a\n\n  # b\n  - b\n",
        ("move", ["l"], 1, 0),
        "l:\n  # b\n  - b\n\n  # a\n  - a\n",
    ),
    (
        "the last entry moves without a final line end",
        "l:\n  - a\n  - b: |\n      c",
        ("move", ["l"], 1, 0),
        "l:\n  - b: |-\n      c\n  - a\n",
    ),
    (
        "brackets take one more text",
        'l: ["1.17"] # c\n',
        ("set", ["l", 1], "1.19"),
        'l: ["1.17", "1.19"] # c\n',
    ),
    ("brackets lose one text", "l: [ a, 'b' ]\n", ("remove", ["l", 0]), "l: [ 'b' ]\n"),
    ("brackets change their order", "l: [a,  'b']\n", ("move", ["l"], 0, 1), "l: ['b',  a]\n"),
    ("empty brackets become a block", "l: [] # c\n", ("set", ["l", 0], "a"), "l: # c\n  - a\n"),
    (
        "braces become a block and keep comments",
        "m: {a: x, # a\n  b: y} # m\n",
        ("set", ["m", "a"], "z"),
        '# a\nm: # m\n  a: z\n  b: "y"\n',
    ),
    (
        "equal entries of a list are not written again",
        "l:\n  - 'a' # a\n  - b\n  - 'c'\n",
        ("set", ["l"], ["a", "d", "e", "c"]),
        "l:\n  - 'a' # a\n  - d\n  - e\n  - 'c'\n",
    ),
    (
        "equal keys of a mapping are not written again",
        "m:\n  a: 'x' # a\n  b: q\n",
        ("set", ["m"], {"a": "x", "c": "z"}),
        "m:\n  a: 'x' # a\n  c: z\n",
    ),
    (
        "a text is quoted where a comment would become part of it",
        "a: x\n    # deep\nb: y\n",
        ("set", ["a"], "1\n2"),
        'a: "1\\n2"\n    # deep\nb: y\n',
    ),
]


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [case[1:] for case in CHANGES],
    ids=[case[0].replace(" ", "-") for case in CHANGES],
)
def test_a_change_writes_what_it_must_and_no_more(
    tmp_path: Path, before: str, change: tuple[Any, ...], after: str
) -> None:
    file = open_text(tmp_path, before)
    getattr(file, change[0])(*change[1:])
    assert text_of(file) == after


REFUSALS: list[tuple[str, str, tuple[Any, ...], str]] = [
    ("a control character", "a: x\n", ("set", ["a"], {"b": ["\x0c"]}), r"U\+000C"),
    ("a key below a text", "a: x\n", ("set", ["a", "b"], "y"), "“b” cannot be kept here"),
    ("an entry of a mapping", "a: {b: c}\n", ("set", ["a", 0], "y"), "A list is expected here"),
    ("an entry beyond the end", "a: [b]\n", ("set", ["a", 2], "y"), "no entry 3"),
    ("a new list that begins late", "a: b\n", ("set", ["l", 1], "y"), "begins with entry 0"),
    ("a move of nothing", "l: [a]\n", ("move", ["l"], 1, 0), "no entry 2"),
    ("answers that are a text", "a: b\n", ("set", [], "y"), "Answers are"),
    ("a form that is not known", "? a\nb: c\n", ("set", ["a"], "y"), "cannot be changed safely"),
    ("a half that fits", "a: x\nb:\n  ? c\n", ("set", [], {"a": "y", "b": {"c": "z"}}), "safely"),
]


@pytest.mark.parametrize(
    ("before", "change", "problem"),
    [case[1:] for case in REFUSALS],
    ids=[case[0].replace(" ", "-") for case in REFUSALS],
)
def test_a_change_that_is_refused_changes_nothing(
    tmp_path: Path, before: str, change: tuple[Any, ...], problem: str
) -> None:
    file = open_text(tmp_path, before)
    with pytest.raises(ResponderError, match=problem):
        getattr(file, change[0])(*change[1:])
    assert text_of(file) == before
    assert not file.changed


def test_a_refusal_names_the_place_and_what_to_do(tmp_path: Path) -> None:
    file = open_text(tmp_path, "? a\nb: c\n")
    with pytest.raises(DataError, match=r"answers\.yaml:\d+:\d+: .* Change it in an editor"):
        file.set(["a"], "y")


# The published answers


@pytest.mark.parametrize("crlf", [False, True], ids=["lf", "crlf"])
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
class TestPublished:
    def test_adding_a_passage_adds_its_lines_alone(
        self, tmp_path: Path, path: Path, crlf: bool
    ) -> None:
        file, before = self.open(tmp_path, path, crlf)
        count = len(file.get(["items", 0, "response"]) or [])
        file.insert(["items", 0, "response"], count, {"text": "One.\n\nTwo."})
        end = "\r\n" if crlf else "\n"
        lines = ["      - text: |-", "          One.", "", "          Two."]
        assert diff(before, file) == [f"+{line}{end}" for line in lines]

    def test_changing_an_answer_changes_its_line_alone(
        self, tmp_path: Path, path: Path, crlf: bool
    ) -> None:
        file, before = self.open(tmp_path, path, crlf)
        file.set(["area"], "North: East")
        end = "\r\n" if crlf else "\n"
        old = next(line for line in before.splitlines(keepends=True) if line.startswith("area:"))
        assert diff(before, file) == [f"-{old}", f'+area: "North: East"{end}']

    def test_removing_an_item_removes_its_lines_alone(
        self, tmp_path: Path, path: Path, crlf: bool
    ) -> None:
        file, before = self.open(tmp_path, path, crlf)
        file.remove(["items", 1])
        changes = diff(before, file)
        assert changes[0].startswith("-  - ")
        assert all(line.startswith(("-  - ", "-    ")) for line in changes)

    def test_moving_an_item_there_and_back_changes_nothing(
        self, tmp_path: Path, path: Path, crlf: bool
    ) -> None:
        file, before = self.open(tmp_path, path, crlf)
        last = len(file.get(["items"]) or []) - 1
        file.move(["items"], 0, last)
        assert sorted(text_of(file).splitlines()) == sorted(before.splitlines())
        assert file.changed
        file.move(["items"], last, 0)
        assert text_of(file) == before

    def open(self, folder: Path, path: Path, crlf: bool) -> tuple[AnswersFile, str]:
        text = path.read_text("utf-8")
        text = text.replace("\n", "\r\n") if crlf else text
        return open_text(folder, text), text


def diff(before: str, file: AnswersFile) -> list[str]:
    old, new = (text.splitlines(keepends=True) for text in (before, text_of(file)))
    changes = list(difflib.unified_diff(old, new, n=0))[2:]
    return [line for line in changes if not line.startswith("@@")]
