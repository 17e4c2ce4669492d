"""An answers file open for editing: what nobody changes stays as it is, byte for byte."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from responder import answers, files, nodes
from responder.answers import TEMPLATE_KEY, Answers
from responder.answers.page import Page, children, exact
from responder.answers.splice import Change, close_last_line, splice
from responder.answers.text import Layout, Plain, write_entry
from responder.errors import ChangedOnDiskError, DataError, FileError, FindingsError, Place
from responder.nodes import Node, Steps

__all__ = ["AnswersFile", "Plain", "Steps"]


class AnswersFile:
    """The answers in a file, changed in memory until they are saved.

    Every change is a splice of the text. It is made only if the new text, read again, gives the
    expected answers and nothing else; otherwise DataError is raised and all stays as it was.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self._answers, self._on_disk = self._read(data)

    @classmethod
    def open(cls, path: Path) -> AnswersFile:
        """Open a file, or raise an error with the place of what must be mended by hand first."""
        return cls(path, files.read_bytes(path, files.MAX_BYTES))

    @classmethod
    def create(cls, path: Path, template: str) -> AnswersFile:
        """Write a new file that names its template alone, and open it."""
        if path.exists() or path.is_symlink():
            problem = "There is a file of this name already."
            raise FileError(problem, Place(str(path)), "Open it, or choose another name.")
        _check_printable(template, path)
        line = write_entry(TEMPLATE_KEY, template, Layout(literal=False))[0]
        files.write_bytes(path, f"{line}\n".encode())
        return cls.open(path)

    @property
    def answers(self) -> Answers:
        """The answers as they stand now, saved or not."""
        return self._answers

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self._answers.data != self._on_disk

    def get(self, steps: Steps) -> Plain | None:
        """Return what stands at a path; None if nothing does, or if it is blank."""
        node = self._find(steps)
        return None if node is None or node.blank else node.plain()

    def set(self, steps: Steps, value: Plain) -> None:
        """Put a value at a path and create the mappings above it; a list grows by one at its end.

        Of a list or mapping that is there already, only the entries that differ are written.
        """
        _check_printable(value, self.path)
        depth = len(steps)
        while (node := self._find(steps[:depth])) is None:
            depth -= 1
        with self._all_or_nothing():
            if depth == len(steps):
                self._merge([*steps], value)
            elif node.blank:
                self._merge([*steps[:depth]], self._wrap(steps[depth:], value))
            else:
                self._check_entry(node, steps[depth])
                inner = self._wrap(steps[depth + 1 :], value)
                self._make(Change("add", [*steps[:depth]], steps[depth], inner))

    def remove(self, steps: Steps) -> None:
        """Remove a key or an entry of a list with all that is in it, if it is there.

        Comments above it stay: one too many is easily deleted, a lost one cannot be had again.
        """
        if steps and self._find(steps):
            self._make(Change("drop", [*steps[:-1]], steps[-1]))

    def insert(self, steps: Steps, index: int, value: Plain) -> None:
        """Put a new entry before the one at an index of a list; create the list if need be."""
        node = self._find(steps)
        if node is None or node.blank:
            self.set([*steps, index], value)
            return
        _check_printable(value, self.path)
        self._check_index(node, index, len(children(node)))
        self._make(Change("add", [*steps], index, value))

    def move(self, steps: Steps, index: int, to: int) -> None:
        """Move an entry of a list to another index, along with the comments right above it."""
        node = self._find(steps) or self.answers.root
        for one in (index, to):
            self._check_index(node, one, len(children(node)) - 1)
        self._make(Change("move", [*steps], index, to=to))

    def save(self) -> None:
        """Write the changes in one step, unless somebody else has changed the file meanwhile."""
        data = self.answers.data
        if not self.changed:
            return
        found = files.read_bytes(self.path) if self.path.exists() else None
        # If an earlier save was cut short behind its last step, the file is as it should be.
        if found not in (self._on_disk, data):
            raise self._changed_on_disk(found)
        if found != data:
            files.write_bytes(self.path, data)
        self._on_disk = data

    def reload(self) -> None:
        """Take the file as it is on disk now; changes that were not saved are dropped."""
        self._answers, self._on_disk = self._read(files.read_bytes(self.path, files.MAX_BYTES))

    def _read(self, data: bytes) -> tuple[Answers, bytes]:
        found = answers.read(data, self.path)
        if found.faults:
            problem = "Mend these first: while they stand, nothing can be changed in the file."
            raise FindingsError(problem, found.faults)
        return found, data

    def _find(self, steps: Steps) -> Node | None:
        node: Node | None = self.answers.root
        for step in steps:
            node = children(node).get(step) if node else None
        return node

    def _wrap(self, steps: Steps, value: Plain) -> Plain:
        for step in reversed(steps):
            if step not in (0, str(step)):
                raise DataError("A new list begins with entry 0.", Place(str(self.path)))
            value = {step: value} if isinstance(step, str) else [value]
        return value

    def _check_entry(self, node: Node, step: str | int) -> None:
        if isinstance(step, int):
            self._check_index(node, step, len(children(node)))
        elif not isinstance(node.value, dict):
            problem = f"“{step}” cannot be kept here: it is {node.kind}."
            raise DataError(problem, node.place)

    def _check_index(self, node: Node, index: int, last: int) -> None:
        if not isinstance(node.value, list):
            raise DataError(f"A list is expected here, not {node.kind}.", node.place)
        if not 0 <= index <= last:
            raise DataError(f"The list has no entry {index + 1}.", node.place)

    def _merge(self, path: list[str | int], value: Plain) -> None:
        node = self._find(path)
        old = exact(node) if node else ""
        if old == value:
            return
        if isinstance(old, dict) and isinstance(value, dict) and (value or not path):
            for key, inner in value.items():
                if key in old:
                    self._merge([*path, key], inner)
                else:
                    self._make(Change("add", path, key, inner))
            for key in old:
                if key not in value:
                    self._make(Change("drop", path, key))
        elif isinstance(old, list) and isinstance(value, list) and value and old:
            self._merge_list(path, old, value)
        elif path:
            self._make(Change("put", path[:-1], path[-1], value))
        else:
            raise DataError(f"Answers are {nodes.MAPPING}.", Place(str(self.path)))

    def _merge_list(self, path: list[str | int], old: list[Plain], new: list[Plain]) -> None:
        """Change the entries between the equal ones at the head and at the tail of two lists."""
        head = _count_equal(old, new)
        tail = min(_count_equal(old[::-1], new[::-1]), len(old) - head, len(new) - head)
        shared = min(len(old), len(new)) - tail
        for index in range(head, shared):
            self._merge([*path, index], new[index])
        for index in range(shared, len(new) - tail):
            self._make(Change("add", path, index, new[index]))
        for _ in range(shared, len(old) - tail):
            self._make(Change("drop", path, shared))

    def _make(self, change: Change) -> None:
        data = self.answers.data
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        root = self.answers.root
        expected = change.apply(exact(root))
        for text in _attempts(Page(files.decode_text(data, self.path), root), change):
            with contextlib.suppress(DataError):
                found = answers.read(mark + text.encode(), self.path)
                if exact(found.root) == expected and not found.faults:
                    self._answers = found
                    return
        place = root.at([*change.path, change.step]).place
        remedy = "Change it in an editor, and go on from there."
        raise DataError("This cannot be changed safely as it is written here.", place, remedy)

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        before = self._answers
        try:
            yield
        except BaseException:
            self._answers = before
            raise

    def _changed_on_disk(self, found: bytes | None) -> ChangedOnDiskError:
        if found is None:
            problem = "The file is no longer there; it was moved, renamed or deleted."
            return ChangedOnDiskError(problem, Place(str(self.path)), "Nothing was written.")
        same = _count_equal(found.splitlines(), self._on_disk.splitlines())
        return ChangedOnDiskError(
            "Somebody else has changed the file since it was read.",
            Place(str(self.path), same + 1),
            "Nothing was written. Load it again, and repeat your last answer.",
        )


def _attempts(page: Page, change: Change) -> Iterator[str]:
    """Yield the texts that a change may lead to, the one that reads best first."""
    for literal in (True, False):
        yield from _try(page, change, literal)
    closed = close_last_line(page)
    root, _ = nodes.parse(closed, str(page.root.place.file))
    if root and exact(root) == exact(page.root):
        yield from _try(Page(closed, root), change, literal=False)


def _try(page: Page, change: Change, literal: bool) -> Iterator[str]:
    # Where a “?” begins a key, no colon need be found.
    with contextlib.suppress(LookupError, ValueError):
        yield splice(page, change, literal)


def _check_printable(value: Plain, path: Path) -> None:
    if isinstance(value, str):
        if bad := files.UNPRINTABLE.search(value):
            problem = f"The character U+{ord(bad[0]):04X} cannot be printed."
            raise DataError(problem, Place(str(path)), "Remove it.")
        return
    for inner in (*value, *value.values()) if isinstance(value, dict) else value:
        _check_printable(inner, path)


def _count_equal(one: Sequence[object], other: Sequence[object]) -> int:
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])
