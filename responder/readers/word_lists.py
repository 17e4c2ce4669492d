"""Lists in a Word file: paragraphs that belong to lists, gathered into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from responder.document import Block, ListBlock, Paragraph

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
    """A paragraph without a number that goes on with the item whose words stand as far in.

    It goes on with the last item if none does and `is_certain`, else with no item at all.
    """

    paragraph: Paragraph
    indent: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph without a number that goes on with the last item above its depth, if any."""

    paragraph: Paragraph
    depth: int


Line: TypeAlias = Block | Item | Continuation | Part


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


def gather_lists(lines: Iterable[Line]) -> tuple[Block, ...]:
    """Return blocks in which paragraphs that belong to lists have been gathered into them."""
    blocks: list[Block | _OpenList] = []
    open_lists: list[_OpenList] = []
    for line in lines:
        if isinstance(line, Item):
            _open_item(line, open_lists, blocks)
        elif isinstance(line, Continuation | Part):
            if isinstance(line, Part):
                while open_lists and open_lists[-1].depth >= line.depth:
                    open_lists.pop()
            elif any(each.indent == line.indent for each in open_lists):
                while open_lists[-1].indent != line.indent:
                    open_lists.pop()
            elif not line.is_certain:
                open_lists.clear()
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
