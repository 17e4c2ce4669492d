"""The numbers of a Word file: what its lists are, and how Word counts and shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from responder.readers.word_package import OFF, VAL, Element, left_indent, value_of, w

UNNUMBERED = ("bullet", "none")
LEVELS = 9
PLACES = re.compile("%([1-9])")
AROUND = " .:)(][-–—\t\N{NO-BREAK SPACE}"  # what may stand around a number and says nothing
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MOST_LETTERS = 780  # the last number that Word shows as letters: “z” thirty times
MOST_ROMAN = 32767
LONGEST_LABEL = 255  # letters, as many as Word allows; a file could repeat more of them for ever


class Level(NamedTuple):
    """How one level of a list looks and counts; `text` has “%1” where the first level's number is.

    `restart` is the depth down to which a new number begins this level anew, None for any.
    """

    form: str
    text: str
    start: int
    indent: str
    is_legal: bool = False
    restart: int | None = None
    has_picture: bool = False


class Numbering:
    """The list definitions of a file, counting as Word counts while its body is walked."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self._abstract: dict[str, dict[int, Element]] = {}
        self._following: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Element]] = {}
        self._styled: dict[tuple[str, str], int] = {}
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._read: dict[Element, Level] = {}  # one element may tell of the levels of many lists
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._begun: set[tuple[str, int]] = set()
        linked: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                abstract = element.get(w("abstractNumId"), "")
                self._abstract[abstract] = _by_depth(element, "lvl")
                for depth, level in self._abstract[abstract].items():
                    self._styled.setdefault((abstract, value_of(level, "pStyle") or ""), depth)
                links[abstract] = value_of(element, "numStyleLink") or ""
                linked[value_of(element, "styleLink") or ""] = abstract
            elif element.tag == w("num"):
                list_id = element.get(w("numId"), "")
                self._following[list_id] = value_of(element, "abstractNumId") or ""
                self._overrides[list_id] = _by_depth(element, "lvlOverride")
        for list_id, abstract in self._following.items():
            # A list may follow a style, which follows another definition.
            if links.get(abstract):
                self._following[list_id] = linked.get(links[abstract], abstract)

    def abstract_id(self, list_id: str | None) -> str | None:
        """Return the id of the definition that a list follows, if it has one."""
        found = self._following.get(list_id or "")
        return found if found in self._abstract else None

    def depth_of(self, list_id: str, style_id: str) -> int | None:
        """Return the level of a list to which a style belongs."""
        return self._styled.get((self.abstract_id(list_id) or "", style_id)) if style_id else None

    def level(self, list_id: str, depth: int) -> Level | None:
        """Return what is known of one level of a list."""
        key = (list_id, depth)
        if key not in self._levels:
            override = self._overrides.get(list_id, {}).get(depth)
            own = None if override is None else override.find(w("lvl"))
            if own is None:
                own = self._abstract.get(self.abstract_id(list_id) or "", {}).get(depth)
            if own is not None and own not in self._read:
                self._read[own] = _read_level(own)
            self._levels[key] = None if own is None else self._read[own]
        return self._levels[key]

    def indent(self, list_id: str, depth: int) -> str:
        """Return how far in the words of a level stand, in twentieths of a point."""
        level = self.level(list_id, depth)
        return "" if level is None else level.indent

    def is_ordered(self, list_id: str, depth: int) -> bool:
        """Tell whether a level of a list counts."""
        level = self.level(list_id, depth)
        return level is not None and level.form not in UNNUMBERED

    def count(self, list_id: str, depth: int) -> int | None:
        """Return the number of the next paragraph of a list, or None where it has a bullet."""
        counts = self._counts[self.abstract_id(list_id) or list_id]
        for deeper in range(depth + 1, LEVELS):
            level = self.level(list_id, deeper)
            if level is None or level.restart is None or depth < level.restart:
                counts[deeper] = None
        last = counts[depth]
        first = None
        if (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            override = self._overrides.get(list_id, {}).get(depth)
            first = value_of(override, "startOverride")
        level = self.level(list_id, depth)
        if first is not None:
            counts[depth] = read_number(first)
        elif last is None:
            counts[depth] = 1 if level is None else level.start
        else:
            counts[depth] = last + 1
        return counts[depth] if self.is_ordered(list_id, depth) else None

    def label(self, list_id: str, depth: int) -> str:
        """Return what Word shows before the paragraph of a list that was counted last.

        Raises ValueError if that is longer than any number.
        """
        level = self.level(list_id, depth)
        if level is None:
            return ""
        counts = self._counts[self.abstract_id(list_id) or list_id]

        def show(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            at = self.level(list_id, place)
            number = counts[place]
            if number is None:
                number = 1 if at is None else at.start
            form = "decimal" if at is None or level.is_legal else at.form
            return show_number(number, form)

        label = PLACES.sub(show, level.text).strip()
        if len(label) > LONGEST_LABEL:
            raise ValueError(label[:LONGEST_LABEL])
        return label

    def is_plain(self, list_id: str, depth: int) -> bool:
        """Tell whether the label of a level says its own number in digits, and nothing else."""
        level = self.level(list_id, depth)
        if level is None or not (level.form == "decimal" or level.is_legal):
            return False
        return level.text.strip(AROUND) == f"%{depth + 1}"


def read_number(text: str) -> int:
    """Return a number that stands in a file, or raise ValueError if it is none."""
    number = int(text)
    if abs(number) >= 2**31:
        raise ValueError(text)
    return number


def show_number(number: int, form: str) -> str:
    """Return a number as Word shows it in one of its forms; in digits where the form is rare."""
    match form:
        case "lowerLetter" | "upperLetter" if 0 < number <= MOST_LETTERS:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman" if 0 < number <= MOST_ROMAN:
            roman = ""
            for value, sign in ROMAN:
                roman += sign * (number // value)
                number %= value
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            tens = number // 10 % 10 == 1
            return f"{number}{'th' if tens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
        case "bullet" | "none":
            return ""
    return str(number)


def _by_depth(parent: Element, name: str) -> dict[int, Element]:
    found: dict[int, Element] = {}
    for level in parent.iterfind(w(name)):
        found.setdefault(read_number(level.get(w("ilvl"), "0")), level)
    return found


def _read_level(element: Element) -> Level:
    legal = element.find(w("isLgl"))
    restart = value_of(element, "lvlRestart")
    return Level(
        form=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        start=read_number(value_of(element, "start") or "1"),
        indent=left_indent(element.find(w("pPr"))),
        is_legal=legal is not None and legal.get(VAL) not in OFF,
        restart=None if restart is None else read_number(restart),
        has_picture=element.find(w("lvlPicBulletId")) is not None,
    )
