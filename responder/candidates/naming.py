"""Titles and names for passages that have none: their first telling words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from responder.candidates.slots import Found
from responder.house import House

WORD = re.compile(r"\w[\w’'&/-]*")
TITLE_WORDS, NAME_WORDS, LONGEST_NAME = 8, 5, 48
UNFILED = "unfiled"  # the folder of what has no theme
CLAUSE_END, MARKUP = re.compile(r"[,;:.!?()–—\n]"), re.compile(r"\]\([^)]*\)|[*_#>\[\]]")
NO_SUBJECT = ("also", "already", "been", "had", "having", "i", "there", "we", "while", "whilst")


def make_title(
    house: House, text: str, words: Sequence[Found], stances: Sequence[re.Pattern[str]] = ()
) -> str:
    """Return the first telling words of a text, without those that differ or say yes or no."""
    shown = text
    for one in reversed(words):
        shown = f"{shown[: one.start]}\n{shown[one.end :]}"
    common = {*house.common_words(), *NO_SUBJECT}
    voices = house.data.get("voices")
    for voice in voices if isinstance(voices, list) else ():
        said = voice.get("words") if isinstance(voice, Mapping) else None
        for one in said if isinstance(said, list) else ():
            common.update(str(one).casefold().split())
    best: list[str] = []
    clauses = CLAUSE_END.split(MARKUP.sub("", shown))
    # What says yes or no tells something only if nothing else does.
    for clause in sorted(clauses, key=lambda one: any(word.search(one) for word in stances)):
        found = WORD.findall(clause)
        while found and found[0].casefold() in common:
            found.pop(0)
        found = found[:TITLE_WORDS]
        while found and found[-1].casefold() in common:
            found.pop()
        if len(found) > len(best):
            best = found
        if len(best) >= NAME_WORDS - 1:
            break
    title = " ".join(best) or "Passage"
    return title[:1].upper() + title[1:]


def make_name(taken: set[str], themes: Sequence[str], title: str, common: frozenset[str]) -> str:
    """Return a name of a theme and words of a title that is not taken yet, and take it."""
    words = [_slug(one) for one in title.split() if one.casefold() not in common]
    short = "-".join([one for one in words if one][:NAME_WORDS])[:LONGEST_NAME].strip("-")
    name = f"{_slug(themes[0]) if themes else UNFILED}/{short or 'passage'}"
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free


def _slug(text: str) -> str:
    """Return a text as a name can hold it: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
