"""Changes to answers: made to plain data, and made to a text by replacing no more than must be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from responder.answers.page import BREAK, Entry, Page, children, exact, is_block
from responder.answers.text import (
    Layout,
    Plain,
    write_behind,
    write_entries,
    write_entry,
    write_scalar,
)
from responder.nodes import Node, Steps


@dataclass(frozen=True, slots=True)
class Change:
    """One change to the list or mapping at `path`: what happens to its entry `step`."""

    kind: Literal["put", "add", "drop", "move"]
    path: Steps
    step: str | int
    value: Plain = ""
    to: int = 0

    def apply(self, data: Plain) -> Plain:
        """Make the change to plain data, which it fits, and return them."""
        holder: Any = data
        for step in self.path:
            holder = holder[step]
        if self.kind == "put" or (isinstance(self.step, str) and self.kind == "add"):
            holder[self.step] = self.value
        elif self.kind == "add":
            holder.insert(self.step, self.value)
        else:
            entry = holder.pop(self.step)
            if self.kind == "move":
                holder.insert(self.to, entry)
        return data


def splice(page: Page, change: Change, literal: bool = True) -> str:
    """Return the text after a change; whether it says what it should is for the caller to check.

    Raises LookupError or ValueError where the text has forms that are not looked for.
    """
    layout = replace(page.layout, literal=literal)
    trail = [page.root]
    for step in change.path:
        trail.append(children(trail[-1])[step])
    holder = trail[-1]
    depth = next((depth for depth, node in enumerate(trail) if node.flow), None)
    if depth is None:
        return _splice_block(page, change, trail, layout)
    if trail[depth] is holder and _stays_in_brackets(page, holder, change):
        return _splice_brackets(page, change, holder)
    # All that stands in the outermost brackets is written again, as a block.
    value = replace(change, path=change.path[depth:]).apply(exact(trail[depth]))
    if depth == 0:
        return _rewrite_root(page, value, layout)
    return _put(page, trail[depth - 1], change.path[depth - 1], value, layout)


def close_last_line(page: Page) -> str:
    """Return the text with a final line end, so that entries can change places with the last."""
    leaf = page.root
    while inner := list(children(leaf).values()):
        leaf = inner[-1]
    text, start = page.text, leaf.start
    if is_block(leaf):  # “|” and “|+” would take the new line end in
        text = text[:start] + re.sub(r"([|>])(\d?)\+?(\d?)-?", r"\1\2\3-", text[start:], count=1)
    return text + page.line_end


def _splice_block(page: Page, change: Change, trail: list[Node], layout: Layout) -> str:
    holder = trail[-1]
    match change.kind:
        case "put":
            return _put(page, holder, change.step, change.value, layout)
        case "add":
            return _add(page, holder, change, layout)
        case "move":
            return _move(page, holder, change)
        case "drop":
            parent = page.entry(trail[-2], change.path[-1]) if change.path else None
            return _drop(page, holder, change.step, parent)


def _put(page: Page, holder: Node, step: str | int, value: Plain, layout: Layout) -> str:
    text, entry = page.text, page.entry(holder, step)
    column, end = page.column(entry.head), page.end(entry.node)
    stop = page.line_stop(end)
    first, *rest = write_behind(isinstance(step, str), value, layout)
    gap = text[entry.behind : entry.node.start]
    if first and gap and not gap.strip(" "):
        first = gap + first.removeprefix(" ")
    # A comment at the end of the line stays there; those inside the old value move above it.
    tail, inside = text[end:stop], list(page.comments(entry.node, entry.behind))
    if not tail.strip() and inside and inside[0].start() <= page.line_stop(entry.behind):
        tail = " " + inside.pop(0)[0]
    above = "".join(comment[0] + page.line_end + " " * column for comment in inside)
    lines = page.join([first + tail, *rest], column)
    return text[: entry.head] + above + text[entry.head : entry.behind] + lines + text[stop:]


def _rewrite_root(page: Page, value: Plain, layout: Layout) -> str:
    root = page.root
    comments = [found[0] for found in page.comments(root, root.start)]
    lines = [*comments, *(write_entries(value, layout) or ["{}"])]
    return page.text[: root.start] + page.join(lines, 0) + page.text[root.end :]


def _add(page: Page, holder: Node, change: Change, layout: Layout) -> str:
    entries, text = list(page.entries(holder).values()), page.text
    column = page.column(entries[0].head)
    key = change.step if isinstance(change.step, str) else None
    lines = page.join(write_entry(key, change.value, layout), column)
    margin = page.line_end + " " * column
    if isinstance(change.step, int) and change.step < len(entries):
        at = entries[change.step].first
        return text[:at] + lines + margin + text[at:]
    at = entries[-1].last
    return text[:at] + margin + lines + text[at:]


def _drop(page: Page, holder: Node, step: str | int, parent: Entry | None) -> str:
    text, entry = page.text, page.entry(holder, step)
    empty = "{}" if isinstance(holder.value, dict) else "[]"
    alone, leads = len(holder.value) == 1, page.leads_its_line(entry.head)
    if alone and not (parent and leads):
        return text[: entry.head] + empty + text[entry.last :]
    if not leads:  # the next entry, or a comment above it, moves up behind the dash
        return text[: entry.head] + text[entry.last :].lstrip()
    start, stop = page.line_start(entry.head), entry.last
    if line_end := BREAK.match(text, stop):
        stop = line_end.end()
    else:  # it is the last line, and the one above it shall end as it did
        start = page.line_stop(page.line_start(start - 1))
    if alone and parent:
        return text[: parent.behind] + f" {empty}" + text[parent.behind : start] + text[stop:]
    return text[:start] + text[stop:]


def _move(page: Page, holder: Node, change: Change) -> str:
    # The entries change places; what stands between them stays where it is.
    entries = list(page.entries(holder).values())
    chunks = [page.text[entry.first : entry.last] for entry in entries]
    chunks.insert(change.to, chunks.pop(int(change.step)))
    text, at = "", 0
    for entry, chunk in zip(entries, chunks, strict=True):
        text += page.text[at : entry.first] + chunk
        at = entry.last
    return text + page.text[at:]


def _stays_in_brackets(page: Page, holder: Node, change: Change) -> bool:
    return (
        isinstance(holder.value, list)
        and len(holder.value) > (change.kind == "drop")
        and all(isinstance(inner.value, str) for inner in holder.value)
        and not BREAK.search(page.text, holder.start, holder.end)
        and isinstance(change.value, str)
        and "\n" not in change.value
    )


def _splice_brackets(page: Page, change: Change, holder: Node) -> str:
    if change.kind == "move":
        return _move(page, holder, change)
    text, index = page.text, int(change.step)
    places = [(entry.first, entry.last) for entry in page.entries(holder).values()]
    new = write_scalar(str(change.value), in_brackets=True)
    if index == len(places):
        start = stop = places[-1][1]
        new = ", " + new
    else:
        start, stop = places[index]
        if change.kind == "add":
            stop, new = start, new + ", "
        elif change.kind == "drop":
            new = ""
            if index + 1 < len(places):
                stop = places[index + 1][0]
            else:
                start = places[index - 1][1]
    return text[:start] + new + text[stop:]
