"""Labelled lines → answers: every line goes to the answer of its part, or is listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from responder.boilerplate.search import guess_themes
from responder.document import Block, Document, ListBlock, Paragraph, Span, text_of
from responder.harvest.extracting import extract, find_question, take
from responder.harvest.grammar import Grammar
from responder.harvest.labelling import Label
from responder.harvest.lines import Line, gather_blocks
from responder.harvest.parts import Extract, Listing, Part
from responder.markdown import parse_prose, read_bullets
from responder.questionnaire import Questionnaire
from responder.writers import markdown

Steps = tuple[str | int, ...]


@dataclass
class Placed:
    """The answers of a document's lines, and the lines that are none.

    `data` holds prose as its blocks until they are written; `standard` are the steps to answers
    that the layout may print without being told, and `prose` those to passages.
    """

    data: dict[str, Any] = field(default_factory=dict)
    unplaced: list[Line] = field(default_factory=list)
    standard: list[Steps] = field(default_factory=list)


def place(
    labels: Sequence[Label],
    grammar: Grammar,
    questionnaire: Questionnaire,
    untaken: frozenset[str] = frozenset(),
) -> Placed:
    """Return the answers that labelled lines are; what is `untaken` stays in its line."""
    placer = _Placer(grammar, questionnaire, untaken)
    for run in _list_runs(labels):
        placer.place(run)
    placer.hoist()
    placer.fill(grammar.parts)
    return placer.placed


def _list_runs(labels: Sequence[Label]) -> Iterable[list[Label]]:
    """Yield the labels of one part in one entry together."""
    run: list[Label] = []
    for label in labels:
        if run and (label.part is not run[-1].part or label.opens):
            yield run
            run = []
        run.append(label)
    if run:
        yield run


@dataclass
class _Placer:
    grammar: Grammar
    questionnaire: Questionnaire
    untaken: frozenset[str]
    placed: Placed = field(default_factory=Placed)
    counts: Counter[str] = field(default_factory=Counter)
    usual: dict[str, list[Steps]] = field(default_factory=dict)

    def place(self, run: Sequence[Label]) -> None:
        part = run[0].part
        for entries in run[0].opens:
            self._open(entries)
        lines = [label.line for label in run]
        for one in part.reads:
            self._read(one, lines)
        for listing in part.lists:
            self._list_entries(listing, lines)
        if part.theme and self._get(self._steps(part.theme)) is None:
            self._guess_theme(part, lines)
        if not part.placed:
            self.placed.unplaced += lines
        if not part.answer:
            self._merge(run[0])
            return
        first = lines[0]
        if part.number:
            first = self._place_number(part, first)
        for one in part.takes:
            last = one.pattern.endswith("$")
            at = lines[-1] if last and len(lines) > 1 else first
            question = find_question(self.questionnaire, one.answer)
            if one.answer in self.untaken or not (taken := take(one, at, question, self.grammar)):
                continue
            steps = self._steps(one.answer)
            self._put(steps, taken[0])
            if last and len(lines) > 1:
                lines[-1] = taken[1]
            else:
                first = taken[1]
        if any(line.text for line in (first, *lines[1:])):
            self._place_lines(part, [first, *lines[1:]])
        self._merge(run[0])

    def fill(self, parts: Sequence[Part]) -> None:
        """Give what an entry answers that lacks a part, if another entry follows."""
        for part in parts:
            for answer, value in part.otherwise.items():
                group, _, name = answer.rpartition(".")
                own = part.answer.rpartition(".")[2]
                for entry in (self._get(self._steps(group)) or [])[:-1]:
                    if own not in entry:
                        entry.setdefault(name, value)
            self.fill(part.parts)

    def hoist(self) -> None:
        """Give what most entries say as the usual, too; settling leaves out what is not needed."""
        for usual, places in self.usual.items():
            steps = self._steps(usual)
            if self._get(steps) is None:
                self._put(steps, Counter(map(self._get, places)).most_common(1)[0][0])
                self.placed.standard.append(steps)

    def _open(self, entries: str) -> None:
        """Begin an entry of a list, and with it again those of the lists inside it."""
        steps = self._steps(entries)
        holder = self._get(steps)
        if holder is None:
            holder = []
            self._put(steps, holder)
        self.counts[entries] = len(holder)
        holder.append({})

    def _merge(self, first: Label) -> None:
        """Make an entry that was begun one with an earlier one, if it has the same answer."""
        for group in first.groups:
            if not group.same or group.entries not in first.opens:
                continue
            entries: list[dict[str, Any]] = self._get(self._steps(group.entries))
            name = group.same.rpartition(".")[2]
            number = _number(entries, len(entries) - 1, name)
            for index in range(len(entries) - 1):
                if _number(entries, index, name) == number:
                    again = entries.pop()
                    own = again.pop(name, None)
                    if own and name in entries[index]:
                        entries[index][name] = own
                    merge_entries(entries[index], again)
                    self.counts[group.entries] = index
                    break

    def _list_entries(self, listing: Listing, lines: Sequence[Line]) -> None:
        """Add the entries that a line counts up, but for those that are there already."""
        steps = self._steps(listing.entries)
        entries: list[dict[str, str]] = self._get(steps) or []
        for line in lines:
            for match in self.grammar.find_all(listing.pattern, line.text):
                others = {name: text for name, text in match.groupdict().items() if text}
                if "number" not in match.groupdict():
                    entries.append(others)
                for number in list_numbers(others.pop("number", "")):
                    if not any(one["number"] == number for one in entries):
                        entries.append({"number": number, **others})
        if entries:
            self._put(steps, sorted(entries, key=_order))

    def _place_number(self, part: Part, line: Line) -> Line:
        """Give a number that does not count on; that of an unnumbered list is none."""
        group = part.number.rpartition(".")[0]
        if line.number is not None and line.number != self.counts[group] + 1:
            if part.number in self.untaken:
                words = (Span(f"{line.number}. "), *line.spans)
                return replace(line, spans=words, number=None)
            self._put(self._steps(part.number), str(line.number))
        return replace(line, number=None)

    def _read(self, one: Extract, lines: Sequence[Line]) -> None:
        question = find_question(self.questionnaire, one.answer)
        steps = self._steps(one.answer)
        if self._get(steps) is not None:
            return
        for line in lines:
            value = extract(one, line, question, self.grammar)
            if value is not None:
                self._put(steps, value)
                return

    def _guess_theme(self, part: Part, lines: Sequence[Line]) -> None:
        text = " ".join(line.text for line in lines)
        theme, weight = max(
            guess_themes(text, self.grammar.cues).items(), key=lambda one: one[1], default=("", 0.0)
        )
        if weight:
            self._put(self._steps(part.theme), theme)

    def _place_lines(self, part: Part, lines: Sequence[Line]) -> None:
        question = find_question(self.questionnaire, part.answer)
        steps = self._steps(part.answer)
        value: Any
        if question.type == "passages":
            value = [{"text": text} for text in _write_each(lines)]
        elif question.type == "prose":
            value = "\n\n".join(_write_each(lines))
        elif question.type == "list":
            value = [line.text.strip() for line in lines]
        else:
            value = " ".join(_flat(line) for line in lines)
        before = self._get(steps)
        if before is not None and before != value:
            joint = "\n\n" if question.type == "prose" else " "
            value = before + value if isinstance(value, list) else before + joint + value
        self._put(steps, value)
        if part.usual:
            self.usual.setdefault(part.usual, []).append(steps)
        if part.standard and steps not in self.placed.standard:
            self.placed.standard.append(steps)

    def _steps(self, path: str) -> Steps:
        """Return the way to an answer, in the entry that is open of each list on it."""
        steps: list[str | int] = []
        names = path.split(".")
        for index, name in enumerate(names):
            steps.append(name)
            outer = ".".join(names[: index + 1])
            if outer in self.counts and index + 1 < len(names):
                steps.append(self.counts[outer])
        return tuple(steps)

    def _get(self, steps: Steps) -> Any:
        value: Any = self.placed.data
        for step in steps:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def _put(self, steps: Steps, value: Any) -> None:
        holder: Any = self.placed.data
        for step in steps[:-1]:
            if isinstance(step, str) and step not in holder:
                holder[step] = {}
            holder = holder[step]
        holder[steps[-1]] = value


def _order(entry: Mapping[str, str]) -> int:
    return int(next(list_numbers(entry.get("number", "")), 0))


def _number(entries: Sequence[dict[str, Any]], index: int, name: str) -> str:
    """Return the number of an entry: its own, or else its place."""
    return str(entries[index].get(name, index + 1)).split()[-1].strip(":.")


def merge_entries(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Add to an entry what another says of the same thing."""
    for name, value in other.items():
        if isinstance(value, list) and isinstance(one.get(name), list):
            one[name] += value
        else:
            one.setdefault(name, value)


def list_numbers(text: str) -> Iterator[str]:
    """Yield the numbers that words name, those of a range among them."""
    for first, last in re.findall(r"(\d+)(?:\s*(?:[-–]|to)\s*(\d+))?", text):
        yield from map(str, range(int(first), min(int(last or first), int(first) + 99) + 1))


def _flat(line: Line) -> str:
    """Return the words of a line for an answer of one line, its number among them."""
    number = "" if line.number is None else f"{line.number}. "
    return " ".join(f"{number}{line.text}".split("\n"))


def _write_each(lines: Sequence[Line]) -> list[str]:
    """Return the Markdown of each block that lines make, a list with the line that leads to it."""
    found: list[str] = []
    for block in gather_blocks(lines):
        text = _write(block)
        if isinstance(block, ListBlock) and found:
            found[-1] += f"\n\n{text}"
        else:
            found.append(text)
    return found


def _write(block: Block) -> str:
    """Return a block as prose, as somebody would type it where that reads the same."""
    if isinstance(block, Paragraph):
        typed = text_of(block.spans)
        if "\n" not in typed and parse_prose(read_bullets(typed)) == (block,):
            return typed
    return markdown.write(Document((block,))).rstrip("\n")
