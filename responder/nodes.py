"""YAML as it was written: every value a string, a list or a mapping that knows its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import msgspec
import yaml

from responder.errors import DataError, Finding, Place, did_you_mean
from responder.files import UNPRINTABLE, read_text

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
Value: TypeAlias = "str | list[Node] | dict[str, Node]"
Steps: TypeAlias = Sequence[str | int]

MAX_DEPTH = 50
Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        return "a list" if isinstance(self.value, list) else "a mapping"

    @property
    def blank(self) -> bool:
        """Tell whether nothing was written here."""
        return self.value == "" or (isinstance(self.value, str) and not self.value.strip())

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
        raise DataError(f"A mapping is expected here, not {root.kind}.", root.place)
    return root


class _Builder:
    """Builds a tree from YAML events, which cannot blow up as composed or constructed nodes do."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text = text
        self.file = file
        self.first_line = first_line
        self.faults: list[Finding] = []

    def build(self) -> tuple[Node | None, list[Finding]]:
        if bad := UNPRINTABLE.search(self.text):
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
                elif isinstance(event, yaml.AliasEvent):
                    raise DataError(
                        "References (*name) are not used here.",
                        self._place(event),
                        "Write the text out again, or keep it as a snippet.",
                    )
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
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise DataError(
                f"This is not valid YAML: {error.problem or error.context}.",
                self._at(mark) if mark else Place(self.file),
                "Look for a missing quotation mark, colon or space at or just above this line.",
            ) from None
        except yaml.YAMLError as error:
            raise DataError(f"This is not valid YAML: {error}.", Place(self.file)) from None
        if len(roots) > 1:
            raise DataError("A file holds one document only.", roots[1].place, "Remove the “---”.")
        root = roots[0] if roots else None
        return (None if root is None or root.blank else root), self.faults

    def _attach(self, node: Node, parent: Node, pending: list[Node | None]) -> None:
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if (waiting := pending[-1]) is None:
                if not isinstance(node.value, str):
                    raise DataError("A name is expected before the colon.", node.place)
                pending[-1] = node
                return
            key, place = str(waiting.value), waiting.place
            pending[-1] = None
            if key in parent.value:
                first = parent.keys[key].line
                message = f"“{key}” stands here a second time; the first is on line {first}."
                self.faults.append(Finding("duplicate-key", "error", message, place))
                return
            parent.value[key] = node
            parent.keys[key] = place
            node.key_end = waiting.end

    def _node(self, event: Any) -> Node:
        place = self._place(event)
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.CollectionStartEvent):
            value: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
            return Node(value, place, start=start, end=end, flow=bool(event.flow_style))
        text: str = event.value
        if bad := UNPRINTABLE.search(text):
            self.faults.append(Finding("control-character", "error", _unprintable(bad), place))
            text = UNPRINTABLE.sub("", text)
        text_line = place.line + (event.style in ("|", ">"))
        return Node(text, place, text_line, start=start, end=end)

    def _place(self, event: Any) -> Place:
        return self._at(event.start_mark)

    def _at(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.first_line, mark.column + 1)


def _unprintable(found: re.Match[str]) -> str:
    return f"The character U+{ord(found[0]):04X} cannot be printed. Remove it."


def convert(node: Node, kind: type[T], known: Sequence[str] = ()) -> T:
    """Return a node as a msgspec structure, or raise DataError at the value that does not fit."""
    try:
        return msgspec.convert(node.plain(), kind, strict=False)
    except msgspec.ValidationError as error:
        problem, _, where = str(error).partition(" - at ")
        path = [
            int(step) if step.isdigit() else step
            for step in re.findall(r"[\w-]+", where.replace("[...]", ""))
        ]
        owner = node.at(path)
        place, remedy = owner.place, ""
        if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", problem):
            problem = f"“{unknown[1]}” is not a name that is known here."
            place = owner.keys.get(unknown[1], place)
            remedy = did_you_mean(unknown[1], known)
        elif missing := re.fullmatch(r"Object missing required field `(.*)`", problem):
            problem = f"“{missing[1]}” is missing."
        else:
            problem = problem.replace("`", "").replace("str", "text") + "."
        raise DataError(problem, place, remedy) from None
