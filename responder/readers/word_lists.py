"""Lists in a Word file: which paragraphs are numbered, and with what numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from responder.document import Block, ListBlock, Paragraph
from responder.readers.word_package import Element, left_indent, value_of, w

UNNUMBERED = ("bullet", "none")
NO_LIST = "0"  # how Word takes a paragraph out of the list that its style would put it in


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph that opens a list item; `number` is None for a bullet."""

    paragraph: Paragraph
    list_id: str
    depth: int
    number: int | None
    indent: str


@dataclass(frozen=True, slots=True)
class Continuation:
    """A paragraph without a number that goes on with the item whose words stand as far in."""

    paragraph: Paragraph
    indent: str


class Numbering:
    """The list definitions of a file, counting as Word counts while its body is walked."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._levels: dict[tuple[str, int], Element | None] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * 9)
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._abstract[element.get(w("abstractNumId"), "")] = element
            elif element.tag == w("num"):
                self._lists[element.get(w("numId"), "")] = element

    def abstract_id(self, list_id: str | None) -> str | None:
        """Return the id of the definition that a list follows, if it has one."""
        found = value_of(self._lists.get(list_id or ""), "abstractNumId")
        return found if found in self._abstract else None

    def level(self, list_id: str, depth: int) -> Element | None:
        """Return the definition of one level of a list."""
        key = (list_id, depth)
        if key not in self._levels:
            own = self._override(list_id, depth)
            own = None if own is None else own.find(w("lvl"))
            abstract = self.abstract_id(list_id)
            if own is None and abstract is not None:
                own = _by_depth(self._abstract[abstract], "lvl", depth)
            self._levels[key] = own
        return self._levels[key]

    def indent(self, list_id: str, depth: int) -> str:
        """Return how far in the words of a level stand, in twentieths of a point."""
        level = self.level(list_id, depth)
        return left_indent(None if level is None else level.find(w("pPr")))

    def is_ordered(self, list_id: str, depth: int) -> bool:
        """Tell whether a level of a list counts."""
        return value_of(self.level(list_id, depth), "numFmt") not in (None, *UNNUMBERED)

    def count(self, list_id: str, depth: int) -> int | None:
        """Return the number of the next paragraph of a list, or None where it has a bullet."""
        counts = self._counts[self.abstract_id(list_id) or list_id]
        counts[depth + 1 :] = [None] * (8 - depth)
        last = counts[depth]
        first = None
        if (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            first = value_of(self._override(list_id, depth), "startOverride")
        if first is None and last is None:
            first = value_of(self.level(list_id, depth), "start") or "1"
        counts[depth] = int(first) if first is not None else (last or 0) + 1
        return counts[depth] if self.is_ordered(list_id, depth) else None

    def _override(self, list_id: str, depth: int) -> Element | None:
        element = self._lists.get(list_id)
        return None if element is None else _by_depth(element, "lvlOverride", depth)


def _by_depth(parent: Element, name: str, depth: int) -> Element | None:
    wanted = str(depth)
    levels = parent.iterfind(w(name))
    return next((level for level in levels if level.get(w("ilvl")) == wanted), None)


@dataclass(slots=True)
class _OpenList:
    list_id: str
    depth: int
    start: int | None
    indent: str
    items: list[list[Block | _OpenList]] = field(default_factory=list)

    def goes_on_with(self, item: Item) -> bool:
        expected = None if self.start is None else self.start + len(self.items)
        return (self.list_id, expected) == (item.list_id, item.number)

    def closed(self) -> ListBlock:
        items = [[_close(block) for block in item] for item in self.items]
        return ListBlock(tuple(map(tuple, items)), self.start)


def _close(block: Block | _OpenList) -> Block:
    return block.closed() if isinstance(block, _OpenList) else block


def gather_lists(lines: list[Block | Item | Continuation]) -> tuple[Block, ...]:
    """Return blocks in which paragraphs that belong to lists have been gathered into them."""
    blocks: list[Block | _OpenList] = []
    open_lists: list[_OpenList] = []
    for line in lines:
        if isinstance(line, Item):
            _open_item(line, open_lists, blocks)
        elif isinstance(line, Continuation):
            if any(each.indent == line.indent for each in open_lists):
                while open_lists[-1].indent != line.indent:
                    open_lists.pop()
            home = open_lists[-1].items[-1] if open_lists else blocks
            home.append(line.paragraph)
        else:
            open_lists.clear()
            blocks.append(line)
    return tuple(map(_close, blocks))


def _open_item(item: Item, open_lists: list[_OpenList], blocks: list[Block | _OpenList]) -> None:
    while open_lists and open_lists[-1].depth > item.depth:
        open_lists.pop()
    if open_lists and open_lists[-1].depth == item.depth:
        if open_lists[-1].goes_on_with(item):
            open_lists[-1].items.append([item.paragraph])
            return
        open_lists.pop()
    found = _OpenList(item.list_id, item.depth, item.number, item.indent, [[item.paragraph]])
    home = open_lists[-1].items[-1] if open_lists else blocks
    home.append(found)
    open_lists.append(found)
