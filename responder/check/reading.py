"""The response as rules read it: line by line, knowing whose words they are and their answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

from msgspec.structs import asdict

from responder.answers import Answer
from responder.boilerplate import Library
from responder.compose import Composition
from responder.document import (
    REMARKS,
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    text_of,
)
from responder.errors import Finding
from responder.headers import Roles
from responder.house import House

T = TypeVar("T")
Kind = Literal["title", "heading", "paragraph", "item", "bullet", "quote", "cell"]
BLOT = "\ufffc"  # stands for a character that is no part of a word
INDEX = re.compile(r"\[\d+\]")
SENTENCE_END = re.compile(r"(?<=[.!?])[”’\")\]]*\s+(?=[“‘\"(\[]?[A-Z0-9])|\n")


@dataclass(frozen=True)
class Line:
    """One paragraph, heading or cell: its words, what it is, and which numbered item it is of.

    `number` counts the document's lines from 0; `label` is the number printed before a list item;
    `entry` is the position of the item that it belongs to, and `role` what it is there.
    """

    number: int
    kind: Kind
    spans: Spans
    text: str
    level: int = 0
    label: str = ""
    entry: int | None = None
    role: str = ""
    quoted: tuple[tuple[int, int], ...] = ()

    def is_quoted(self, start: int = 0, end: int | None = None) -> bool:
        """Tell whether some of the words, or all, are somebody else's, so not ours to change."""
        end = len(self.text) if end is None else end
        return any(first < end and start < last for first, last in self.quoted)

    def span_at(self, offset: int) -> Span:
        """Return the span that holds a character."""
        for span in self.spans:
            if offset < len(span.text):
                return span
            offset -= len(span.text)
        return self.spans[-1]

    @cached_property
    def readable(self) -> str:
        """Return the text with the words blotted out that no rule can read."""
        return "".join(
            BLOT * len(span.text) if _is_apart(span) else span.text for span in self.spans
        )

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return where each sentence begins and ends."""
        ends = [(found.start(), found.end()) for found in SENTENCE_END.finditer(self.text)]
        starts = [0, *(end for _, end in ends)]
        return tuple(zip(starts, [*(start for start, _ in ends), len(self.text)], strict=True))

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return where the sentence begins and ends that a character stands in or behind."""
        return self.sentences[bisect_right(self.sentences, offset, key=lambda one: one[0]) - 1]


@dataclass
class Reading:
    """One composed response with all that rules may ask about it.

    `known` is what is found on its answers before any rule is asked.
    """

    composition: Composition
    house: House
    library: Library
    roles: Roles
    known: Sequence[Finding] = ()
    lines: tuple[Line, ...] = field(init=False)
    made: dict[Callable[[Reading], Any], Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Read the document."""
        self.lines = tuple(_Reader(asdict(self.roles)).read(self.composition.document.blocks))

    @property
    def own_lines(self) -> Iterator[Line]:
        """Yield the lines that are not wholly somebody else's words."""
        for line in self.lines:
            if not all(line.is_quoted(at, at + 1) for at in range(len(line.text))):
                yield line

    def entries(self, name: str) -> list[Any]:
        """Return a list of the house's data; empty if there is none of that name."""
        found = self.house.data.get(name)
        return found if isinstance(found, list) else []

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return a mapping of the house's data; empty if there is none of that name."""
        found = self.house.data.get(name)
        return found if isinstance(found, Mapping) else {}

    def once(self, make: Callable[[Reading], T]) -> T:
        """Return what a function makes of this response, made once for all rules that ask."""
        if make not in self.made:
            self.made[make] = make(self)
        return cast(T, self.made[make])

    def answers_as(self, role: str) -> Iterator[Answer]:
        """Yield the answers that play a role, each of every entry of a list."""
        for path in getattr(self.roles, role):
            yield from _find(self.composition.answers, path.split("."))

    def answer_as(self, role: str) -> Answer | None:
        """Return the first given answer that plays a role."""
        known = (one for one in self.answers_as(role) if one.state in ("given", "default"))
        return next(known, None)


def _is_apart(span: Span) -> bool:
    """Tell whether words are to the drafter, or in another language, which rules do not speak."""
    return span.style.role in REMARKS or bool(span.style.language)


def _find(answers: Mapping[str, Answer], steps: Sequence[str]) -> Iterator[Answer]:
    answer = answers.get(steps[0])
    if answer is None:
        return
    if len(steps) == 1:
        yield answer
    elif answer.question.type == "group":
        yield from _find(answer.value, steps[1:])
    elif answer.question.type == "list":
        for entry in answer.value:
            if isinstance(entry.value, dict):
                yield from _find(entry.value, steps[1:])


class _Reader:
    """Turns blocks into lines, remembering which item they are of."""

    def __init__(self, roles: Mapping[str, Sequence[str]]) -> None:
        self.roles = roles
        self.items = [re.compile(rf"{re.escape(path)}\[(\d+)\]") for path in roles.get("items", ())]
        self.list: re.Pattern[str] | None = None  # the items that the last lines were of
        self.entry: int | None = None
        self.number = 0

    def read(self, blocks: Sequence[Block]) -> Iterator[Line]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block, kind: Kind = "paragraph", label: str = "") -> Iterator[Line]:
        match block:
            case Heading(level=level, spans=spans):
                if level <= 2:
                    self.entry = None
                yield self._line("title" if level == 1 else "heading", spans, level)
            case Paragraph(spans=spans):
                yield self._line(kind, spans, label=label)
            case Quote(paragraphs=paragraphs):
                for paragraph in paragraphs:
                    yield self._line("quote", paragraph.spans)
            case ListBlock(items=items, start=start):
                inner: Kind = "bullet" if start is None else "item"
                for index, item in enumerate(items):
                    sign = "" if start is None else str(start + index)
                    for place, one in enumerate(item):
                        yield from self._block(one, inner, sign if place == 0 else "")
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        yield self._line("cell", cell)

    def _line(self, kind: Kind, spans: Spans, level: int = 0, label: str = "") -> Line:
        paths = [span.source.path if span.source else "" for span in spans]
        entries = (found for path in paths for item in self.items if (found := item.match(path)))
        if found := next(entries, None):
            # A label can name the number of an item before its own, which this line is not of.
            before = self.entry if self.entry is not None and found.re is self.list else 0
            self.list, self.entry = found.re, max(before, int(found[1]))
        names = [INDEX.sub("", path) for path in paths]
        roles = [role for name in names if (role := self._role(name))]
        made = Line(
            self.number,
            kind,
            spans,
            text_of(spans),
            level,
            label,
            self.entry,
            next((role for role in roles if role != "items"), "items" if roles else ""),
            tuple(self._list_quoted(spans, names)),
        )
        self.number += 1
        return made

    def _list_quoted(self, spans: Spans, names: Sequence[str]) -> Iterator[tuple[int, int]]:
        offset = 0
        for span, name in zip(spans, names, strict=True):
            end = offset + len(span.text)
            if _is_apart(span) or self._plays(name, "quoted") or self._plays(name, "speech"):
                yield offset, end
            offset = end

    def _role(self, name: str) -> str:
        """Return the role of an answer, of several the one whose path is the most exact."""
        played = [(len(path), role) for role in self.roles for path in self._paths(name, role)]
        return max(played, key=lambda one: one[0], default=(0, ""))[1]

    def _plays(self, name: str, role: str) -> bool:
        return any(self._paths(name, role))

    def _paths(self, name: str, role: str) -> Iterator[str]:
        """Yield the paths of a role that an answer is or stands within."""
        for path in self.roles.get(role, ()):
            if name and (name == path or name.startswith(f"{path}.")):
                yield path
