"""What was pasted, made fit to keep: line ends, paragraphs, and numbered blocks as entries."""

from __future__ import annotations

import re
from itertools import pairwise

from responder.files import UNPRINTABLE
from responder.markdown import read_bullets

# Word copies its manual line break as a vertical tab; the others are line ends to some programs.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
BULLET = re.compile(r"\s*[•·▪‣*–-]\s+(?=\S)")
LIST_LINE = re.compile(r"\s*(?:[*+-]|\d{1,3}[.)])\s")


def clean(text: str) -> tuple[str, list[str]]:
    """Return text with plain line ends and nothing unprintable, and names of what was removed."""
    text = LINE_ENDS.sub("\n", text).replace("\ufeff", "")
    removed = sorted({f"U+{ord(character):04X}" for character in UNPRINTABLE.findall(text)})
    return TRAILING.sub("", UNPRINTABLE.sub("", text)), removed


def join_lines(text: str) -> str:
    """Return text on one line, its lines joined with a space."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def separate_paragraphs(text: str) -> str:
    """Return prose with an empty line between its lines, if it holds none yet.

    Word copies each paragraph as one line; lines of one list stay together.
    """
    lines = read_bullets(text.strip("\n")).replace("\t", " ").split("\n")
    if not all(line.strip() for line in lines):
        return "\n".join(lines)
    parts = lines[:1]
    for above, line in pairwise(lines):
        parts.append("\n" if LIST_LINE.match(above) and LIST_LINE.match(line) else "\n\n")
        parts.append(line)
    return "".join(parts)


def split_entries(text: str, each: str = "entry") -> list[str]:
    """Return the entries of a pasted block, each on one line, without numbers or bullets.

    Entries begin at numbers that count up, else at bullets, else after empty lines, else on each
    line. A line that begins none of them joins the one above, so no word is lost.
    """
    lines = text.splitlines()
    for parts in (_at_numbers(lines, each), _at_bullets(lines), _at_empty_lines(lines)):
        if len(parts) > 1:
            return parts
    return [line.strip() for line in lines if line.strip()]


def looks_numbered(text: str, each: str = "entry") -> bool:
    """Tell whether a block holds at least two numbered entries."""
    return len(_at_numbers(text.splitlines(), each)) > 1


def _at_numbers(lines: list[str], each: str) -> list[str]:
    words = "|".join({"issue", "recommendation", "item", re.escape(each)})
    number = re.compile(
        rf"\s*(?:(?:{words})\s+\(?(\d{{1,3}})(?:[.):]|\s+[–—-])?|\(?(\d{{1,3}})[.):])(?:\s+|$)",
        re.I,
    )
    starts: dict[int, int] = {}
    expected = None
    for index, line in enumerate(lines):
        found = number.match(line)
        if found and (value := int(found[1] or found[2])) == (expected or value):
            starts[index] = found.end()
            expected = value + 1
    return _cut(lines, starts) if len(starts) > 1 else []


def _at_bullets(lines: list[str]) -> list[str]:
    starts = {
        index: found.end() for index, line in enumerate(lines) if (found := BULLET.match(line))
    }
    return _cut(lines, starts) if len(starts) > 1 else []


def _at_empty_lines(lines: list[str]) -> list[str]:
    blocks = re.split(r"\n\s*\n", "\n".join(lines))
    return [join_lines(block) for block in blocks if block.strip()]


def _cut(lines: list[str], starts: dict[int, int]) -> list[str]:
    """Return the lines as entries that begin at the given lines, without that many characters."""
    entries: list[list[str]] = [[]]
    for index, line in enumerate(lines):
        if index in starts:
            entries.append([])
        entries[-1].append(line[starts.get(index, 0) :])
    return [joined for entry in entries if (joined := join_lines("\n".join(entry)))]
