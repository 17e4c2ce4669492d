"""What a grammar is made of, as its files have it."""

from __future__ import annotations

import msgspec


class Clue(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a line of a part looks like, and how much that is worth; the first that fits counts.

    A line fits that has one of the signs of `looks`, at most so many `words`, and the `pattern`.
    """

    worth: int
    looks: list[str] = []
    pattern: str = ""
    words: int = 0


class Extract(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An answer that stands within a line: what the pattern's group holds, or a set value.

    A value can hold groups of the pattern in braces, and has their counts in figures. With `looks`
    only a line that has one of these signs holds it, and with `bold` only the bold words with which
    one begins.
    """

    answer: str
    pattern: str
    value: str = ""
    looks: list[str] = []
    bold: bool = False


class Listing(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Entries of a list that a line counts up, one for each place that the pattern fits.

    Its groups are answers of the entry; a group `number` may hold several, each for its own entry.
    """

    entries: str
    pattern: str


class Part(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A part of a response, or a group of parts that may come again, once for each of `entries`.

    Its lines are an `answer`, or are listed if it has none; but those are not that the layout has
    `printed` by itself, or from what it `reads`. What it `takes` is an answer of its own and no
    longer part of the line. `usual` names the answer that holds what most entries say, `number`
    that for a number which does not count on from the one before, and `theme` that which the
    house's cue words suggest. `standard` tells that the layout may have the same words of its own.
    `otherwise` is what an entry without this part answers if another follows, and a group's
    entries with the `same` answer are one.
    """

    name: str
    answer: str = ""
    clues: list[Clue] = []
    required: bool = False
    several: bool = False
    standard: bool = False
    printed: bool = False
    counts: bool = False
    usual: str = ""
    number: str = ""
    theme: str = ""
    takes: list[Extract] = []
    reads: list[Extract] = []
    lists: list[Listing] = []
    otherwise: dict[str, str] = {}
    entries: str = ""
    same: str = ""
    parts: list[Part] = []

    @property
    def placed(self) -> bool:
        """Tell whether its lines have a place in the answers."""
        return bool(self.answer or self.reads or self.printed)


class Surroundings(msgspec.Struct, forbid_unknown_fields=True):
    """What the house knows of all its published responses, as patterns.

    `furniture` are lines that belong to the page, `cuts` find where a line is two, each ending
    where the first does, and `joins` are lines that are one with the next.
    """

    furniture: list[str] = []
    cuts: list[str] = []
    joins: list[str] = []
