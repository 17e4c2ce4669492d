"""A YAML text with its tree: where its entries, its comments and their lines begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responder.answers.text import Layout, Plain
from responder.errors import Place
from responder.nodes import Node

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what ends a line for a YAML parser
COMMENT = re.compile("#[^\n\r\x85\u2028\u2029]*")
BLOCK_HEADER = re.compile(r"[|>][-+\d]*")


def exact(node: Node) -> Plain:
    """Return a tree as plain data, blanks included."""
    if isinstance(node.value, dict):
        return {key: exact(inner) for key, inner in node.value.items()}
    if isinstance(node.value, list):
        return [exact(inner) for inner in node.value]
    return node.value


def children(node: Node) -> dict[str | int, Node]:
    """Return the entries of a mapping by key, or of a list by index."""
    if isinstance(node.value, str):
        return {}
    return dict(node.value.items() if isinstance(node.value, dict) else enumerate(node.value))


def is_block(node: Node) -> bool:
    """Tell whether this is a text that begins below its “|” or “>”."""
    return node.text_line > node.place.line


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list or mapping, as offsets into the text.

    `head` is its key or dash, `behind` what follows the colon or dash; `first` and `last` also
    take in the comment lines right above it, and those below it that are indented more deeply.
    """

    node: Node
    head: int
    behind: int
    first: int
    last: int


class Page:
    """A YAML text and the tree that was read from it."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.root = root
        self.starts = [0, *(found.end() for found in BREAK.finditer(text))]
        breaks = re.findall("\r\n|[\n\r]", text)
        self.line_end = max(("\n", "\r\n", "\r"), key=breaks.count)
        self.layout = Layout(self._usual_indent(dict, 2), self._usual_indent(list, 2))

    def offset(self, place: Place) -> int:
        """Return a place as an offset into the text."""
        return self.starts[place.line - 1] + place.column - 1

    def line_start(self, offset: int) -> int:
        """Return where the line that holds an offset starts."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def line_stop(self, offset: int) -> int:
        """Return where the line that holds an offset stops, short of its line end."""
        found = BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def column(self, offset: int) -> int:
        """Return how many characters stand before an offset on its line."""
        return offset - self.line_start(offset)

    def leads_its_line(self, offset: int) -> bool:
        """Tell whether only spaces stand before an offset on its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def end(self, node: Node) -> int:
        """Return where a value ends, without the blank lines and comments that follow it."""
        inner = list(children(node).values())
        if inner and not node.flow:
            return self.end(inner[-1])
        if is_block(node):
            return self.line_stop(len(self.text[: node.end].rstrip()))
        return node.end

    def entry(self, holder: Node, step: str | int) -> Entry:
        """Return one entry of a list or mapping."""
        return self.entries(holder)[step]

    def entries(self, holder: Node) -> dict[str | int, Entry]:
        """Return the entries of a list or mapping in the order in which they stand."""
        found: dict[str | int, Entry] = {}
        floor = 0
        for step, node in children(holder).items():
            if holder.flow:
                entry = Entry(node, node.start, node.start, node.start, node.end)
            elif isinstance(step, str):
                behind = self.text.index(":", node.key_end) + 1
                entry = self._entry(node, self.offset(holder.keys[step]), behind, floor)
            else:
                dash = self._dash(node, self.column(holder.start))
                entry = self._entry(node, dash, dash + 1, floor)
            found[step] = entry
            floor = entry.last
        return found

    def join(self, lines: Sequence[str], column: int) -> str:
        """Return lines as text that begins at a column."""
        margin = " " * column
        first, *rest = lines
        return self.line_end.join([first, *(margin + line if line else "" for line in rest)])

    def comments(self, node: Node, start: int) -> Iterator[re.Match[str]]:
        """Yield the comments between an offset and the end of the value that follows it."""
        # Between keys and values, a “#” can only begin a comment.
        for first, last in [*self._spans(node), (self.end(node),) * 2]:
            yield from COMMENT.finditer(self.text, start, first)
            start = last

    def _entry(self, node: Node, head: int, behind: int, floor: int) -> Entry:
        column = self.column(head)
        first = head
        if self.leads_its_line(head):
            comment = re.compile(rf" {{{column}}}#")
            line = self.line_start(head)
            while line and (line := self.line_start(line - 1)) >= floor:
                if not comment.match(self.text, line):
                    break
                first = line + column
        last = self.line_stop(self.end(node))
        for below in self.starts[bisect_right(self.starts, last) :]:
            words = self.text[below : self.line_stop(below)].lstrip(" \t")
            stop = self.line_stop(below)
            if words.startswith("#") and stop - len(words) - below > column:
                last = stop
            elif words:
                break
        return Entry(node, head, behind, first, last)

    def _dash(self, node: Node, column: int) -> int:
        # A value may begin below its dash, with comments in between.
        line = bisect_right(self.starts, node.start) - 1
        while line >= 0:
            at = self.starts[line] + column
            words = self.text[self.starts[line] : self.line_stop(self.starts[line])].lstrip()
            if at < node.start and self.text[at] == "-" and not words.startswith("#"):
                return at
            line -= 1
        raise LookupError

    def _spans(self, node: Node) -> Iterator[tuple[int, int]]:
        if isinstance(node.value, str):
            start = node.start
            if is_block(node) and (header := BLOCK_HEADER.search(self.text, start)):
                # A comment may stand behind the header; the text begins on the next line.
                yield start, header.end()
                start = self.line_stop(start)
            yield start, self.end(node)
        for step, inner in children(node).items():
            if isinstance(step, str):
                yield self.offset(node.keys[step]), inner.key_end
            yield from self._spans(inner)

    def _usual_indent(self, kind: type, default: int) -> int:
        """Return how far the first list or mapping under a key is indented in this file."""
        queue = [self.root]
        for node in queue:
            for step, inner in children(node).items():
                queue.append(inner)
                if isinstance(step, str) and isinstance(inner.value, kind) and not inner.flow:
                    width = self.column(inner.start) - (node.keys[step].column - 1)
                    if width in range(0 if kind is list else 1, 10):
                        return width
        return default
