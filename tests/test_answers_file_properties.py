"""An answers file in any style, under any changes, against the same changes to plain data."""

import json
import os
import random
import re
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from responder.answers.file import AnswersFile, Plain, Steps
from responder.answers.page import Page, children, exact
from responder.answers.text import Layout, write_entries
from responder.files import UNPRINTABLE
from responder.nodes import parse

TRICKY = (
    *("no", "Y", "null", "~", "=", "<<", "012", "1.10", "12:30", "1e3", "0x1F", ".inf", "1_000"),
    *("2022-02-17", "2022-02-30", "...", "---", "“We”", "it's", "a\\b", "a,b", "a:", "?"),
    *("#a", "*a", "&a", "!a", "%a", "@a", "`a", "'a", '"a', "{a}", "[a]"),
    *("", "a: b", "a #b", "- a", "| a", " a", "a ", "\t", "a\tb", "\N{NO-BREAK SPACE}a"),
    *("\n", "a\nb", "a\n", "\na", " a\nb", "a \nb", "a\n\n  b", "\ta\nb", "a\n# b", "a\n- b: c"),
    *("a\r\nb", "a\u2028b", "a\x85b", "\ufeffa", "\U0001f600"),
)
texts = st.sampled_from(TRICKY) | st.text(max_size=6).map(lambda text: UNPRINTABLE.sub("", text))
keys = st.sampled_from(["a", "b", "c", "text", "no", "two words", "k: v", "#", "12"])
values: st.SearchStrategy[Any] = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
mappings = st.dictionaries(keys, values, min_size=1, max_size=4)


class Pen:
    """Writes data as a person might: any indentation, quotes, brackets, comments, blank lines."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.step = chance.choice([2, 2, 4])
        self.dash = chance.choice([0, 2, 2, 3])
        self.count = 0

    def write(self, data: dict[str, Plain]) -> str:
        lines = ["# the first comment", *self.entries(data, 0)]
        return "".join(f"{line}\n" for line in lines)

    def comment(self) -> str:
        self.count += 1
        return f"# comment {self.count}: a, - b"

    def entries(self, value: Any, column: int) -> list[str]:
        lines: list[str] = []
        pairs = value.items() if isinstance(value, dict) else [(None, inner) for inner in value]
        for key, inner in pairs:
            if lines and self.chance.random() < 0.2:
                lines.append("")
            if self.chance.random() < 0.2:
                at = self.chance.choice([column, column, 0])
                lines.append(" " * at + self.comment())
            lines += self.entry(key, inner, column)
        return lines

    def entry(self, key: str | None, value: Any, column: int) -> list[str]:
        head = " " * column + ("-" if key is None else self.scalar(key) + ":")
        if value in ([], {}) or (isinstance(value, list | dict) and self.chance.random() < 0.2):
            return [f"{head} {self.flow(value)}{self.tail()}"]
        if isinstance(value, str):
            if "\n" in value and re.fullmatch(r"[a-z#:-][\na-z #:-]*[a-z]", value):
                margin = " " * (column + self.chance.choice([2, 4]))
                body = [(margin + line) if line else "" for line in value.split("\n")]
                return [f"{head} |-{self.tail()}", *body]
            return [f"{head} {self.scalar(value)}".rstrip() + self.tail()]
        if key is None and self.chance.random() < 0.7:
            first, *rest = self.entries(value, column + 2)
            return [f"{head} {first.lstrip()}", *rest]
        offset = self.dash if isinstance(value, list) and key is not None else self.step
        return [head + self.tail(), *self.entries(value, column + offset)]

    def tail(self) -> str:
        return "  " + self.comment() if self.chance.random() < 0.15 else ""

    def scalar(self, text: str) -> str:
        ways = [
            re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", escape, json.dumps(text, ensure_ascii=False))
        ]
        if re.fullmatch("[a-z0-9][a-z0-9.]*( [a-z]+)*", text):
            ways.append(text)
        if re.fullmatch("[ -~“”]+", text):
            ways.append("'" + text.replace("'", "''") + "'")
        return self.chance.choice(ways)

    def flow(self, value: Any) -> str:
        comma = self.chance.choice([", ", ",  "])
        if isinstance(value, dict):
            pairs = [f"{self.scalar(key)}: {self.flow(inner)}" for key, inner in value.items()]
            return "{" + comma.join(pairs) + "}"
        if isinstance(value, list):
            return "[" + comma.join(map(self.flow, value)) + "]"
        return self.scalar(value)


def escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


@st.composite
def files_(draw: st.DrawFn) -> tuple[bytes, dict[str, Any]]:
    data = draw(mappings)
    text = Pen(random.Random(draw(st.integers(0, 10**6)))).write(data)
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    if draw(st.booleans()):
        text = text.removesuffix("\n").removesuffix("\r")
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode(), data


def paths(data: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield above
    if not isinstance(data, str):
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        for step, inner in pairs:
            yield from paths(inner, (*above, step))


def at(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data


def change(file: AnswersFile, data: Any, draw: Any) -> str:
    """Make one change of any kind to both, and return its kind."""
    known = list(paths(data))
    lists = [path for path in known if isinstance(at(data, path), list)]
    kind = draw(st.sampled_from(["set", "set", "add", "remove", "insert", "move"]))
    if kind in ("insert", "move") and lists:
        path = draw(st.sampled_from(lists))
        entries = at(data, path)
        if kind == "insert":
            index, value = draw(st.integers(0, len(entries))), draw(values)
            entries.insert(index, deepcopy(value))
            file.insert(path, index, value)
        elif entries:
            index, to = (draw(st.integers(0, len(entries) - 1)) for _ in range(2))
            entries.insert(to, entries.pop(index))
            file.move(path, index, to)
    elif kind == "remove" and len(known) > 1:
        path = draw(st.sampled_from(known[1:]))
        del at(data, path[:-1])[path[-1]]
        file.remove(path)
    elif kind == "add":
        path = draw(st.sampled_from([one for one in known if isinstance(at(data, one), dict)]))
        key, value = draw(keys), draw(values)
        at(data, path)[key] = deepcopy(value)
        file.set([*path, key], value)
    elif len(known) > 1:
        path, value = draw(st.sampled_from(known[1:])), draw(values)
        at(data, path[:-1])[path[-1]] = deepcopy(value)
        file.set(path, value)
    return str(kind)


def open_(data: bytes, folder: str) -> AnswersFile:
    path = Path(folder, "answers.yaml")
    path.write_bytes(data)
    return AnswersFile.open(path)


def comments(data: bytes) -> list[str]:
    return sorted(re.findall(r"# comment \d+: a, - b", data.decode()))


@settings(max_examples=300, deadline=None)
@given(files_(), st.data())
def test_any_changes_give_the_same_as_on_plain_data(
    file_and_data: tuple[bytes, dict[str, Any]], chance: st.DataObject
) -> None:
    written, data = file_and_data
    with tempfile.TemporaryDirectory() as folder:
        file = open_(written, folder)
        assert exact(file.answers.root) == data
        for _ in range(chance.draw(st.integers(1, 5))):
            change(file, data, chance.draw)
            assert exact(file.answers.root) == data
        file.save()
        assert exact(AnswersFile.open(file.path).answers.root) == data


@settings(max_examples=300, deadline=None)
@given(files_(), st.data())
def test_no_comment_is_lost_unless_inside_what_was_removed(
    file_and_data: tuple[bytes, dict[str, Any]], chance: st.DataObject
) -> None:
    written, data = file_and_data
    with tempfile.TemporaryDirectory() as folder:
        file = open_(written, folder)
        path = chance.draw(st.sampled_from(list(paths(data))[1:]))
        value = chance.draw(texts)
        inside = inner_comments(file, path)
        file.set(path, value)
        assert comments(file.answers.data) == comments(written)
        file = open_(written, folder)
        file.remove(path)
        assert set(comments(written)) - set(comments(file.answers.data)) <= inside


def inner_comments(file: AnswersFile, path: Steps) -> set[str]:
    page = Page(file.answers.data.decode("utf-8-sig"), file.answers.root)
    holder = page.root
    for step in path[:-1]:
        holder = children(holder)[step]
    entry = page.entry(holder, path[-1])
    return set(comments(page.text[entry.head : entry.last].encode()))


@settings(max_examples=300, deadline=None)
@given(files_(), st.data())
def test_lines_around_a_change_stay_as_they_are(
    file_and_data: tuple[bytes, dict[str, Any]], chance: st.DataObject
) -> None:
    written, data = file_and_data
    with tempfile.TemporaryDirectory() as folder:
        file = open_(written, folder)
        page = Page(written.decode("utf-8-sig"), file.answers.root)
        key = chance.draw(st.sampled_from(list(data)))
        entry = page.entry(page.root, key)
        path = chance.draw(st.sampled_from([(key, *path) for path in paths(data[key])]))
        file.set(path, chance.draw(values))
        new = file.answers.data.decode("utf-8-sig")
        assert new.startswith(page.text[: entry.first])
        rest = page.text[entry.last :]
        assert new.endswith((rest, rest + page.line_end))
        if "\r\n" in page.text:
            assert "\n" not in new.replace("\r\n", "")


@settings(max_examples=100, deadline=None)
@given(files_())
def test_an_untouched_file_is_not_written(file_and_data: tuple[bytes, dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = open_(file_and_data[0], folder)
        os.utime(file.path, (1, 1))
        file.save()
        assert file.path.read_bytes() == file_and_data[0]
        assert file.path.stat().st_mtime == 1


@settings(max_examples=300, deadline=None)
@given(mappings, st.booleans(), st.sampled_from([0, 2]))
def test_what_is_written_reads_the_same_here_and_in_yaml_1_1(
    data: dict[str, Any], literal: bool, dash: int
) -> None:
    text = "\n".join(write_entries(data, Layout(dash=dash, literal=literal))) + "\n"
    root, faults = parse(text, "")
    assert root
    assert not faults
    assert exact(root) == data
    assert as_text(yaml.safe_load(text)) == data


def as_text(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: as_text(inner) for key, inner in data.items()}
    if isinstance(data, list):
        return [as_text(inner) for inner in data]
    return data if isinstance(data, str) else data.isoformat()
