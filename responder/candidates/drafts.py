"""Typed words on their way to snippet candidates: cut, held against the library, and merged."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeAlias

from responder.boilerplate import Library, Origin, Snippet
from responder.boilerplate.drift import FEWEST_SHINGLES
from responder.boilerplate.likeness import SAME, Likeness, Text, compare, show_changes
from responder.boilerplate.recognition import recognise
from responder.boilerplate.search import guess_themes
from responder.candidates.passages import Moment, Part, Response, Typed, find_misfit
from responder.check.knowledge import read_patterns
from responder.compose import Composer
from responder.errors import Place

FEWEST_WORDS = 12  # of a passage that is worth keeping
STANCES = "stance_phrases"  # the name in the house's data
# How a paragraph begins that goes on with the one above it.
POINTS_BACK = (
    *("also", "additionally", "as well", "both", "finally", "further", "furthermore", "however"),
    *("in addition", "in the first", "in the second", "in the third", "it", "its", "next"),
    *("similarly", "such", "that", "the above", "the first", "the latter", "the same", "their"),
    *("the second", "the third", "then", "these", "they", "this", "those", "to this end"),
)
Shared: TypeAlias = Mapping[str, frozenset[str]]  # the responses that hold some words
# Why words are no candidate: they name or quote people, no snippet can hold them, the library has
# them already, or they say too little.
Lack: TypeAlias = Literal["private", "unfit", "known", "slight"]


@dataclass(frozen=True)
class LeftOut:
    """Words of a passage that are no candidate, and why not."""

    text: str
    place: Place
    reason: str
    kind: Lack


@dataclass
class Draft:
    """Words on their way to a candidate, with all that is known of where they come from.

    `old` is the snippet that they are nearly the same as, or the draft of an earlier response.
    """

    text: str
    origins: list[Origin]
    days: list[datetime.date | None]
    typed: Typed
    response: Response
    moments: tuple[Moment, ...]
    old: Snippet | Draft | None = None
    like: Likeness | None = None
    places: list[Place] = field(default_factory=list)

    @property
    def day(self) -> datetime.date | None:
        """Return the first day on which the words were published, if it is known."""
        return min((day for day in self.days if day), default=None)


def find_shared(responses: Iterable[Response]) -> Shared:
    """Return the names of the responses that hold a paragraph, by its words."""
    holders: dict[str, set[str]] = {}
    for response in responses:
        for part in (part for typed in response.passages for part in typed.parts):
            holders.setdefault(fold(part.text), set()).add(response.name)
    return {words: frozenset(names) for words, names in holders.items() if len(names) > 1}


def gather(
    composer: Composer,
    response: Response,
    shared: Shared,
    leave: Callable[[LeftOut], None],
) -> Iterator[Draft]:
    """Yield the drafts of a response; `leave` is told of all else.

    Paragraphs that several responses share are kept apart from those beside them.
    """
    runs: list[tuple[Typed, list[Part]]] = []
    for typed in response.passages:
        for refused, run in groupby(typed.parts, lambda part: bool(part.reason)):
            parts = list(run)
            if refused:
                for part in parts:
                    leave(_leave([part], part.reason, "private" if part.private else "unfit"))
            else:
                runs.append((typed, parts))
    for typed, parts in runs:
        rest = dict(enumerate(parts))
        for one in recognise(composer.library, [part.text for part in parts], response.day):
            known = [rest.pop(number) for number in range(one.first, one.first + one.count)]
            if "snippet" in one.passage:
                leave(_leave(known, f"The library has it: {one.passage['snippet']}.", "known"))
            else:
                origin = str(one.passage["origin"])
                yield from _compare(composer.library, origin, _draft(known, typed, response), leave)
        for _, near in groupby(enumerate(rest.items()), lambda one: one[1][0] - one[0]):
            for group in _group([part for _, (_, part) in near], _cues(composer), shared):
                for kept in _keep(group, response, leave):
                    yield _draft(kept, typed, response)


def fold(text: str) -> str:
    """Return a text so that those that people take for the same are the same."""
    return " ".join(text.translate(SAME).split())


def _compare(
    library: Library, origin: str, draft: Draft, leave: Callable[[LeftOut], None]
) -> Iterator[Draft]:
    """Yield a draft with the version that it is nearly the same as, unless only the days differ."""
    name, _, version = origin.partition("@")
    old = next((one for one in library.versions(name) if one.version == version), None)
    like = compare(Text(draft.text), Text(old.body)) if old else None
    if old and like and not show_changes(like.stored, like.typed):
        leave(LeftOut(draft.text, draft.places[0], f"The library has it: {origin}.", "known"))
    else:
        draft.old, draft.like = old if like else None, like
        yield draft


def _keep(
    group: list[Part], response: Response, leave: Callable[[LeftOut], None]
) -> Iterator[list[Part]]:
    """Yield those of the paragraphs that belong together which are worth keeping."""
    stances = read_patterns(response.reading, STANCES)
    while len(group) > 1 and _is_short(group[:1]) and _fits(group[0].text, stances):
        leave(_leave([group.pop(0)], "It says little more than yes or no.", "slight"))
    if _is_short(group):
        leave(_leave(group, "It is too short.", "slight"))
    elif reason := find_misfit(_join(group)):
        leave(_leave(group, reason, "unfit"))
    else:
        yield group


def _fits(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _leave(parts: Sequence[Part], reason: str, kind: Lack) -> LeftOut:
    return LeftOut(_join(parts), parts[0].place, reason, kind)


def _cues(composer: Composer) -> dict[str, list[str]]:
    """Return the cue words of the themes that items have."""
    apart = composer.house.themes_apart()
    return {theme: cues for theme, cues in composer.house.cues().items() if theme not in apart}


def _join(parts: Sequence[Part]) -> str:
    return "\n\n".join(part.text for part in parts)


def _is_short(parts: Sequence[Part]) -> bool:
    return len(Text(_join(parts)).words) < FEWEST_WORDS


def _group(
    parts: Sequence[Part], cues: Mapping[str, Sequence[str]], shared: Shared
) -> Iterator[list[Part]]:
    """Yield the paragraphs that belong together."""
    group: list[Part] = []
    for part in parts:
        if group and not _goes_on(group, part, cues, shared):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _goes_on(
    group: Sequence[Part], part: Part, cues: Mapping[str, Sequence[str]], shared: Shared
) -> bool:
    """Tell whether a paragraph is of a list, points back, or is about the same as those above."""
    text = part.text.lstrip().casefold()
    if group[-1].text.rstrip().endswith((":", ";", ",")) or text[:1] in "-*+0123456789":
        return True
    if text.startswith(tuple(f"{one} " for one in POINTS_BACK)):
        return True
    ours, theirs = (shared.get(fold(one.text), frozenset()) for one in (group[-1], part))
    same = bool(ours & theirs) if ours else not theirs
    return same and not _turns(_join(group), part.text, cues)


def _turns(above: str, below: str, cues: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a paragraph is about another theme than those above it."""
    before, after = guess_themes(above, cues), guess_themes(below, cues)
    best = {theme for theme, weight in after.items() if weight == 1}
    return bool(best) and any(before.values()) and not any(before[theme] for theme in best)


def _draft(parts: Sequence[Part], typed: Typed, response: Response) -> Draft:
    day = response.day
    published = day.isoformat() if day else ""
    origin = Origin(response.name, typed.item or None, published, "", typed.issue)
    moments = tuple(moment for part in parts for moment in part.moments)
    return Draft(_join(parts), [origin], [day], typed, response, moments, places=[parts[0].place])


def merge(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts of different words, with the sources of all that have the same."""
    known: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        key = (fold(draft.text), draft.typed.language)
        if same := known.get(key):
            same.origins += [one for one in draft.origins if one not in same.origins]
            same.days += draft.days
            same.places += draft.places
        else:
            known[key] = draft
    return iter(known.values())


def relate(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts, the earliest first, each with the one before it that it is nearly the same as.

    Words of one day, or of none that is known, are no versions of one another.
    """
    done: list[tuple[Draft, Text]] = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)  # of each few words in a row
    for draft in sorted(drafts, key=lambda one: one.day or datetime.date.max):
        text = Text(draft.text)
        shared = Counter(at for shingle in text.shingles for at in holders[shingle])
        near = sorted(at for at, count in shared.items() if count >= FEWEST_SHINGLES)
        for other, known in (done[at] for at in reversed(near)):
            if draft.old or not draft.day or other.day == draft.day:
                continue
            like = compare(text, known)
            if like and like.near and _is_whole(like, text, known):
                draft.old, draft.like = other.old or other, like
        for shingle in text.shingles:
            holders[shingle].append(len(done))
        done.append((draft, text))
        yield draft


def _is_whole(like: Likeness, typed: Text, stored: Text) -> bool:
    same = len(like.typed.words) == len(typed.words)
    return same and len(like.stored.words) == len(stored.words)
