"""YAML as it was written: every value a string, a list or a mapping that knows its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from responder.errors import DataError, Finding, Place, quote
from responder.files import UNPRINTABLE, read_text

if TYPE_CHECKING:
    from pathlib import Path

Value: TypeAlias = "str | list[Node] | dict[str, Node]"
Steps: TypeAlias = Sequence[str | int]

MAX_DEPTH = 50
Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_IN_YAML = re.compile(f"{UNPRINTABLE.pattern}|[\x80-\x84\x86-\x9f]")
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
MAPPING = "lines “name: value”"

IN_QUOTES = (
    "If it belongs to the text, put the whole text in quotation marks, or write it below “|-”."
)
NEAR_HERE = "Look for a missing quotation mark, colon or space at or just above this line."
BEGINS = ("Text cannot begin with this character.", IN_QUOTES)
UNCLOSED = ("These brackets are not closed, or lack a comma.", "Add what is missing.")
COLON = "Write “name: value”, or indent this line if it belongs to the text above it."
BACKSLASH = "A backslash means something else between double quotation marks."
# Parts of what the YAML parser says, with the same in plain words and something to do.
SYNTAX = {
    "mapping values": ("A colon and a space cannot stand here.", IN_QUOTES),
    "start any token": BEGINS,
    "alphabetic or numeric": BEGINS,
    "tab": ("There is a tab where spaces are expected.", "Indent with spaces alone."),
    "end of stream": ("A quotation mark is opened here and never closed.", "Close it."),
    "expected ':'": ("There is no colon behind the name.", COLON),
    "',' or": UNCLOSED,
    "escape": (BACKSLASH, "Use single ones, or write the backslash twice."),
    "block sequence entries": ("A list cannot begin on this line.", "Put “- ” on the next line."),
    "did not find expected": ("This does not fit what stands before it.", NEAR_HERE),
}
# Where a value begins with a sign that YAML takes for itself.
SIGN_BEFORE = re.compile(r"(?:^\s*|: +|- +)[*&!%@`][^:]*$")
# What the parser notices only behind the place that is wrong.
NOTICED_LATE = ("alphabetic or numeric", "end of stream", "expected ':'", "',' or")


@dataclass(slots=True)
class Node:
    """A value in a YAML file; `text_line` is the line on which a scalar's own text begins.

    `start`, `end` and `key_end` are the parser's own offsets into the text.
    """

    value: Value
    place: Place
    text_line: int = 0
    keys: dict[str, Place] = field(default_factory=dict)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    key_end: int = field(default=0, compare=False)
    flow: bool = field(default=False, compare=False)

    @property
    def kind(self) -> str:
        """Name the node's form in the user's words."""
        if isinstance(self.value, str):
            return "text"
        return "a list" if isinstance(self.value, list) else MAPPING

    @property
    def blank(self) -> bool:
        """Tell whether nothing was written here."""
        return self.value == "" or (isinstance(self.value, str) and not self.value.strip())

    @property
    def empty(self) -> bool:
        """Tell whether nothing stands here: no text, no entry and no name."""
        return self.blank or not self.value

    def plain(self) -> Any:
        """Return strings, lists and dicts alone, blanks of a mapping left out."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items() if not node.blank}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: Steps) -> Node:
        """Return the node at a path, or the nearest one above it that exists."""
        node = self
        for step in path:
            if isinstance(node.value, str):
                break
            try:
                node = node.value[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
        return node


def parse(text: str, file: str, first_line: int = 1) -> tuple[Node | None, list[Finding]]:
    """Return the tree of a YAML text (None if it holds nothing) and the faults that leave a tree.

    Raises DataError with a place where the text is no YAML at all.
    """
    return _Builder(text, file, first_line).build()


def load(path: Path) -> Node:
    """Return the tree of a YAML file that must be a mapping without faults, else raise."""
    root, faults = parse(read_text(path), str(path))
    if faults:
        raise DataError(faults[0].message, faults[0].place)
    if root is None:
        raise DataError("The file is empty.", Place(str(path)))
    if not isinstance(root.value, dict):
        raise DataError(f"This should be {MAPPING}, not {root.kind}.", root.place)
    return root


class _Builder:
    """Builds a tree from YAML events, which cannot blow up as composed or constructed nodes do."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text = text
        self.file = file
        self.first_line = first_line
        self.faults: list[Finding] = []

    def build(self) -> tuple[Node | None, list[Finding]]:
        if bad := NOT_IN_YAML.search(self.text):
            line = self.text.count("\n", 0, bad.start())
            column = bad.start() - self.text.rfind("\n", 0, bad.start())
            raise DataError(_unprintable(bad), Place(self.file, line + self.first_line, column))
        roots: list[Node] = []
        open_nodes: list[Node] = []
        pending: list[Node | None] = []  # the key that waits for its value
        try:
            for event in yaml.parse(self.text, Loader=Parser):
                if isinstance(event, yaml.CollectionEndEvent):
                    mark: Any = event.end_mark
                    open_nodes.pop().end = mark.index
                    pending.pop()
                elif isinstance(event, yaml.NodeEvent):
                    node = self._node(event)
                    if not open_nodes:
                        roots.append(node)
                    else:
                        self._attach(node, open_nodes[-1], pending)
                    if not isinstance(node.value, str):
                        open_nodes.append(node)
                        pending.append(None)
                        if len(open_nodes) > MAX_DEPTH:
                            raise DataError("Lists are nested too deeply.", node.place)
        except yaml.YAMLError as error:
            raise self._explain(error) from None
        if len(roots) > 1:
            raise DataError("A file holds one document only.", roots[1].place, "Remove the “---”.")
        root = roots[0] if roots else None
        return (None if root is None or root.blank else root), self.faults

    def _attach(self, node: Node, parent: Node, pending: list[Node | None]) -> None:
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if (waiting := pending[-1]) is None:
                if not isinstance(node.value, str) or node.blank:
                    raise DataError("A name is expected before the colon.", node.place)
                pending[-1] = node
                return
            key, place = str(waiting.value), waiting.place
            pending[-1] = None
            if key in parent.value:
                first = parent.keys[key].line
                message = f"{quote(key)} stands here a second time; the first is on line {first}."
                self._report("duplicate-key", message, place)
                return
            parent.value[key] = node
            parent.keys[key] = place
            node.key_end = waiting.end

    def _node(self, event: Any) -> Node:
        place = self._place(event)
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            name = f"*{event.anchor}"
            self._report("reference", f"{quote(name)} is not taken as text. {IN_QUOTES}", place)
            return Node(name, place, place.line, start=start, end=end)
        if event.tag is not None or event.anchor is not None:
            sign = "&" if event.tag is None else "!"
            message = f"What “{sign}” begins here is not taken as text. {IN_QUOTES}"
            self._report("tag", message, place)
        if isinstance(event, yaml.CollectionStartEvent):
            value: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
            return Node(value, place, start=start, end=end, flow=bool(event.flow_style))
        text: str = event.value
        if bad := UNPRINTABLE.search(text):
            self._report("control-character", _unprintable(bad), place)
            text = UNPRINTABLE.sub("", text)
        text_line = place.line + (event.style in ("|", ">"))
        return Node(text, place, text_line, start=start, end=end)

    def _explain(self, error: yaml.YAMLError) -> DataError:
        """Return the parser's error in plain words."""
        if not isinstance(error, yaml.MarkedYAMLError):
            return DataError(f"This is not valid YAML: {error}.", Place(self.file))
        said = str(error.problem or error.context)
        mark: Any = error.problem_mark or error.context_mark
        if error.context_mark and any(part in said for part in NOTICED_LATE):
            mark = error.context_mark
        if self.text[mark.index : mark.index + 1] == "\t":
            said = "tab"
        elif "did not find expected" in said and SIGN_BEFORE.search(self._line_before(mark)):
            said = "start any token"
        fallback = (f"This is not valid YAML: {said}.", NEAR_HERE)
        problem, remedy = next((SYNTAX[part] for part in SYNTAX if part in said), fallback)
        place, last = self._at(mark), len(LINE_END.split(self.text)) - 1 + self.first_line
        return DataError(problem, replace(place, line=min(place.line, last)), remedy)

    def _line_before(self, mark: Any) -> str:
        return self.text[mark.index - mark.column : mark.index]

    def _report(self, rule: str, message: str, place: Place) -> None:
        self.faults.append(Finding(rule, "error", message, place))

    def _place(self, event: Any) -> Place:
        return self._at(event.start_mark)

    def _at(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.first_line, mark.column + 1)


def _unprintable(found: re.Match[str]) -> str:
    return f"The character U+{ord(found[0]):04X} cannot be printed. Remove it or type it anew."
