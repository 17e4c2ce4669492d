"""Running heads and feet, and the numbers of pages: what stands on pages beside the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PAGE_NUMBER = re.compile(r"(?:page\s+)?(\d{1,4})(?:\s*(?:of|/|\|)\s*\d{1,4})?", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
EDGE = 2  # so many lines at the head and at the foot of a page can be furniture
FEW = 4  # pages, of which two that say the same are enough
LEAST = 3
MARGIN = 0.08  # of the height of a page

Lines = Sequence[Mapping[str, Any]]


def find_furniture(pages: Sequence[Mapping[str, Any]]) -> set[tuple[int, int]]:
    """Return the pages and places of lines that are no part of the text, numbers from 0.

    At the head or foot of a page they say the same as on several others, but for a number that
    counts the pages.
    """
    alike: dict[tuple[str, int, int | None], set[tuple[int, int]]] = defaultdict(set)
    for number, page in enumerate(pages):
        lines = page["lines"]
        for index in _edge(lines):
            line = lines[index]
            middle = (line["top"] + line["bottom"]) / 2 / max(page["height"], 1)
            for key in _keys(line, number, in_margin=not MARGIN < middle < 1 - MARGIN):
                alike[key].add((number, index))
    least = LEAST if len(pages) > FEW else 2
    found = [places for places in alike.values() if len({number for number, _ in places}) >= least]
    return {place for places in found for place in places}


def _edge(lines: Lines) -> list[int]:
    """Return the places of the highest and the lowest lines, whatever their order in the file."""
    places = [place for place, line in enumerate(lines) if _text(line)]
    by_height = sorted(places, key=lambda place: float(lines[place]["top"]))
    return by_height[:EDGE] + by_height[EDGE:][-EDGE:]


def _keys(
    line: Mapping[str, Any], page: int, *, in_margin: bool
) -> Iterator[tuple[str, int, int | None]]:
    """Yield what a line has in common with others that are of the same furniture."""
    text, height = _text(line), round(line["top"] / 6)
    is_number = PAGE_NUMBER.fullmatch(text)
    if not is_number:
        yield text, height, None
    # “Recommendation 3” can count the pages, too, but it does not stand in the margin.
    for digits in set(NUMBER.findall(text)):
        if len(digits) < 5 and (in_margin or is_number):
            yield NUMBER.sub("#", text), height, int(digits) - page


def _text(line: Mapping[str, Any]) -> str:
    return " ".join("".join(run["text"] for run in line["runs"]).split())
