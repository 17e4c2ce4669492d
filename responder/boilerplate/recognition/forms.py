"""What a snippet prints, as fixed words with slots between, and fitting it to a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from responder.document import Block, Heading, ListBlock, Paragraph, Quote, Spans, lines_of

SLOT_SIGNS = re.compile("\ufdd2([0-9]+)\ufdd3")  # noncharacters, which no file holds
SIGN_END = "\t"  # between a line's sign and its words; neither holds one
OPENING = re.compile(f"(?<![^\n])•?{SIGN_END}$")  # of a paragraph or list
MOST_SLOTS = 40
LONGEST = 4_000  # characters of what fills a slot
MOST_STEPS = 2_000  # in fitting one form to a text, and more for each paragraph of it
STEPS_EACH = 5


def show_lines(blocks: Iterable[Block], slots: Mapping[str, int] | None = None) -> str:
    """Return blocks line by line, each with its bullet, number or the like, a tab and its words.

    Any white space counts as one blank. Words of an answer among the `slots` become a sign with
    its number.
    """
    known = slots or {}
    return "\n".join(
        f"{sign}{SIGN_END}{' '.join(_read(spans, known).split())}"
        for block in blocks
        for sign, spans in _list_lines(block, "")
    )


def _read(spans: Spans, slots: Mapping[str, int]) -> str:
    text = ""
    for span in spans:
        number = slots.get(span.source.path) if span.source else None
        text += span.text if number is None else f"\ufdd2{number}\ufdd3"
    return text


def _list_lines(block: Block, outer: str) -> Iterator[tuple[str, Spans]]:
    match block:
        case Paragraph(spans=spans):
            yield outer, spans
        case Heading(level=level, spans=spans):
            yield f"{outer}{'#' * level}", spans
        case ListBlock(items=items, start=start):
            for index, item in enumerate(items):
                sign = "•" if start is None else f"{start + index}."
                for number, inner in enumerate(item):
                    own = sign if number == 0 else " "
                    yield from _list_lines(inner, f"{outer}{own}")
        case _:
            sign = ">" if isinstance(block, Quote) else "|"
            yield from ((f"{outer}{sign}", spans) for spans in lines_of(block))


@dataclass(frozen=True)
class Form:
    """The lines that a snippet prints: fixed `pieces`, one more than the `slots` between them.

    The slots in `prose` take several lines; a slot may stand more than once.
    """

    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    prose: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """Return the number of fixed words."""
        return sum(len(piece.replace(SIGN_END, " ").split()) for piece in self.pieces)


def read_form(lines: str, names: Sequence[str], prose: frozenset[str]) -> Form | None:
    """Return the form of the lines that a snippet prints; None if it cannot be told from them."""
    parts = SLOT_SIGNS.split(lines)
    pieces, slots = parts[::2], [names[int(number)] for number in parts[1::2]]
    if len(slots) > MOST_SLOTS or not all(pieces[1:-1]):
        return None
    beside: set[str] = set()  # slots that stand in a line with other words
    for before, name, after in zip(pieces, slots, pieces[1:], strict=False):
        if not OPENING.search(before) or after[:1] not in ("", "\n"):
            beside.add(name)
    for index, name in enumerate(slots):
        if name in prose - beside:  # whole blocks stand here
            pieces[index] = OPENING.sub("", pieces[index])
    return Form(tuple(pieces), tuple(slots), prose)


@dataclass
class Fitting:
    """The fitting of a form to a text, which may end at one of `ends`, in order.

    `admit` tells whether a slot can have the value that stands at a place. The steps are counted,
    lest a form that fits nowhere be tried for ever.
    """

    form: Form
    text: str
    ends: Sequence[int]
    admit: Callable[[str, range], bool]
    steps: int = field(init=False)

    def __post_init__(self) -> None:
        self.steps = MOST_STEPS + STEPS_EACH * len(self.ends)

    def fit(self, start: int) -> tuple[int, dict[str, range]] | None:
        """Return where the form ends that begins at a place, and what stands in its slots.

        The first slots are as short as can be.
        """
        first = self.form.pieces[0]
        if self.text.startswith(first, start):
            return next(self._fill(0, start + len(first), {}), None)
        return None

    def _fill(
        self, number: int, start: int, values: dict[str, range]
    ) -> Iterator[tuple[int, dict[str, range]]]:
        """Yield the ways to fill the slots from one on."""
        if number == len(self.form.slots):
            if self._is_end(start):
                yield start, values
            return
        name, after = self.form.slots[number], self.form.pieces[number + 1]
        for end in self._list_ends(name, start, after, values):
            self.steps -= 1
            if self.steps < 0:
                return
            value = range(start, end)
            if name in values or self.admit(name, value):
                yield from self._fill(number + 1, end + len(after), {name: value, **values})

    def _is_end(self, place: int) -> bool:
        found = bisect_left(self.ends, place)
        return found < len(self.ends) and self.ends[found] == place

    def _list_ends(
        self, name: str, start: int, after: str, values: Mapping[str, range]
    ) -> Iterator[int]:
        """Yield where a slot can end that begins at a place, the nearest first."""
        if name in values:
            value = self.text[values[name].start : values[name].stop]
            if self.text.startswith(f"{value}{after}", start):
                yield start + len(value)
            return
        last = min(len(self.text), start + LONGEST)
        if name not in self.form.prose:
            line_end = self.text.find("\n", start, last)
            last = line_end if line_end >= 0 else last
        if not after:
            yield from self.ends[bisect_right(self.ends, start) : bisect_right(self.ends, last)]
            return
        end = self.text.find(after, start + 1, last + len(after))
        while end >= 0:
            yield end
            end = self.text.find(after, end + 1, last + len(after))
