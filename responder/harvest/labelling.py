"""Which part of a response each line is: the likeliest reading of all lines together.

A grammar gives each line some worth as each part, and says in which order parts can come. The best
path through all lines is found as Viterbi found it for signals, over the states that are likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import TypeAlias

from responder.harvest.extracting import locate
from responder.harvest.grammar import COUNTED, Grammar
from responder.harvest.lines import Line
from responder.harvest.parts import Part

SKIPPED = -6  # the worth of leaving out a part that is required
SHARED = -3  # the worth of an entry without a part that the next entry makes up for
LACKING = -5  # the worth of a last entry without a part that another entry would make up for
# The worth of a number that counts on, of one that leaves some out, and of one that does neither.
IN_ORDER, AHEAD, OUT_OF_ORDER = 3, -2, -8
LEFT_OUT = -12  # the worth of having no place for a line
HOPELESS = 60  # a reading that is worth so much less than the best will not catch up

Counted: TypeAlias = tuple[int, str]  # a number, and whether it is one in figures or of words


@dataclass(frozen=True)
class Label:
    """A line with the part that it is, in groups; `opens` are those of which it begins an entry."""

    line: Line
    part: Part
    groups: tuple[Part, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labelling:
    """The likeliest reading of a document in a grammar, and what it is worth."""

    labels: tuple[Label, ...]
    worth: float


@dataclass(frozen=True)
class _State:
    """A part with the groups around it, outermost first."""

    part: Part
    groups: tuple[Part, ...]


@dataclass
class _Path:
    worth: float
    state: int = -1
    count: Counted | None = None
    opens: tuple[str, ...] = ()
    before: _Path | None = field(default=None, repr=False)
    left_out: bool = False


_Paths: TypeAlias = dict[tuple[int, Counted | None], _Path]
NOWHERE = Part(name="nowhere")


def label(
    lines: Sequence[Line], grammar: Grammar, barred: Set[tuple[int, str]] = frozenset()
) -> Labelling:
    """Return the likeliest part of each line, none of those `barred` by the line's place."""
    states = list(_flatten(grammar.parts, ()))
    moves = _list_moves(states)
    paths: _Paths = {(-1, None): _Path(0.0)}
    for index, line in enumerate(lines):
        worths = [
            None if (index, state.part.name) in barred else weigh(line, state.part, grammar)
            for state in states
        ]
        numbers = [
            None if worth is None else _number(line, state.part, grammar)
            for state, worth in zip(states, worths, strict=True)
        ]
        paths = _step(states, moves, worths, numbers, paths)
    best = max(paths.values(), key=lambda path: path.worth + _end(states, path.state))
    steps = reversed([*_walk_back(best)])
    labels = (_label(line, path, states) for line, path in zip(lines, steps, strict=True))
    return Labelling(tuple(labels), best.worth)


def _walk_back(path: _Path) -> Iterator[_Path]:
    """Yield the steps of a path from its end, but for the start, which has no line."""
    while path.before:
        yield path
        path = path.before


def _label(line: Line, path: _Path, states: Sequence[_State]) -> Label:
    if path.left_out:
        return Label(line, NOWHERE)
    state = states[path.state]
    return Label(line, state.part, state.groups, path.opens)


def _number(line: Line, part: Part, grammar: Grammar) -> Counted | None:
    """Return the number of a line that counts, or of the words that stand for one."""
    if not part.counts or line.number is not None:
        return None if line.number is None else (line.number, "figures")
    for one in part.takes:
        # What is a number by its looks alone may be words of any kind.
        counts = one.answer == part.number and not one.looks
        found = locate(one, line, grammar) if counts else None
        words = re.findall(r"\w+", found[1].casefold()) if found else []
        if words and words[-1].isdecimal():
            return int(words[-1]), "words"
        if words and words[-1] in COUNTED:
            return COUNTED.index(words[-1]) + 1, "words"
    return None


def _step(
    states: Sequence[_State],
    moves: Sequence[Sequence[tuple[int, int, tuple[str, ...]]]],
    worths: Sequence[int | None],
    numbers: Sequence[Counted | None],
    paths: _Paths,
) -> _Paths:
    """Return the best path to each state that the line can be in, given those to the one before."""
    found: _Paths = {}
    for (state, count), path in paths.items():
        found[state, count] = _Path(path.worth + LEFT_OUT, state, count, (), path, left_out=True)
    for path in paths.values():
        for target, cost, opens in moves[path.state]:
            own = worths[target]
            if own is None:
                continue
            count, worth = path.count, path.worth + cost + own
            number = numbers[target]
            if states[target].part.counts and (count or number):
                worth += _weigh_number(number, count, anew=not opens)
                count = number or count
            key = (target, count)
            if key not in found or found[key].worth < worth:
                found[key] = _Path(worth, target, count, opens, path)
    best = max((path.worth for path in found.values()), default=0.0)
    return {key: path for key, path in found.items() if path.worth > best - HOPELESS}


def _weigh_number(number: Counted | None, before: Counted | None, anew: bool) -> int:
    """Return the worth of a number behind others; below a heading numbers may begin `anew`."""
    if number is None:
        return OUT_OF_ORDER
    last, kind = before or (0, number[1])
    if number == (last + 1, kind):
        return IN_ORDER
    if number[0] > last or number[1] != kind:
        return AHEAD
    return 0 if number[0] == 1 and anew else OUT_OF_ORDER


def _flatten(parts: Sequence[Part], groups: tuple[Part, ...]) -> Iterator[_State]:
    for part in parts:
        if part.parts:
            yield from _flatten(part.parts, (*groups, part))
        else:
            yield _State(part, groups)


def weigh(line: Line, part: Part, grammar: Grammar) -> int | None:
    """Return what a line is worth as a part, or None if it cannot be one."""
    return next((clue.worth for clue in part.clues if grammar.fits(line, clue)), None)


def _list_moves(states: Sequence[_State]) -> list[list[tuple[int, int, tuple[str, ...]]]]:
    """Return for each state, and last for the start, the states that can follow with their cost."""
    indexes = range(len(states))
    moves = [[move for b in indexes if (move := _move(states, a, b))] for a in indexes]
    return [*moves, [move for b in indexes if (move := _move(states, -1, b))]]


def _move(states: Sequence[_State], a: int, b: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the state to go to from another, the cost, and the groups that this opens."""
    target = states[b]
    around = states[a].groups if a >= 0 else ()
    shared = [group for group in target.groups if any(group is one for one in around)]
    if a >= 0 and a == b and target.part.several:
        return b, 0, ()
    if b > a:
        between = [
            one
            for one in states[a + 1 : b]
            if all(_is_in(group, (*around, *target.groups)) for group in one.groups)
        ]
        opens = [group.entries for group in target.groups if not _is_in(group, shared)]
        left = [group for group in around if not _is_in(group, shared)]
        return b, _cost(between) + _lack(states, a, left), tuple(filter(None, opens))
    again = next((group for group in shared if _tells(target.part, group.same)), None)
    again = again or next((group for group in reversed(shared) if group.entries), None)
    if again is None:
        return None
    # What is left out at the end of one entry and at the beginning of the next.
    passed = [
        one
        for index, one in enumerate(states)
        if _is_in(again, one.groups) and (index > a or index < b)
        if all(_is_in(group, (*around, *target.groups)) for group in one.groups)
    ]
    inner = target.groups[[group is again for group in target.groups].index(True) :]
    left_out = [one for one in states[a + 1 :] if _is_in(again, one.groups)]
    cost = _cost(passed) + SHARED * any(one.part.otherwise for one in left_out)
    return b, cost, tuple(group.entries for group in inner if group.entries)


def _tells(part: Part, answer: str) -> bool:
    """Tell whether a line of a part says by an answer which entry it belongs to."""
    return bool(answer) and answer in (
        part.number,
        *(one.answer for one in part.takes + part.reads),
    )


def _end(states: Sequence[_State], at: int) -> int:
    """Return the cost of what a document lacks that ends in a state."""
    around = states[at].groups if at >= 0 else ()
    missing = [
        one
        for one in states[at + 1 :]
        if one.groups and all(_is_in(group, around) for group in one.groups)
    ]
    return _cost(missing) + _lack(states, at, around)


def _lack(states: Sequence[_State], at: int, left: Sequence[Part]) -> int:
    """Return the cost of ending entries in a state, with no other to make up for what they lack."""
    lacking = [
        one
        for one in states[at + 1 :]
        if one.part.otherwise and any(_is_in(group, left) for group in one.groups)
    ]
    return LACKING * bool(lacking)


def _is_in(group: Part, groups: Sequence[Part]) -> bool:
    return any(group is one for one in groups)


def _cost(skipped: Sequence[_State]) -> int:
    return SKIPPED * sum(state.part.required for state in skipped)
