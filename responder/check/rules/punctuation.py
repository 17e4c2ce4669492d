"""Rules on quotation marks and apostrophes: of one kind, in pairs, and with the stop inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.errors import Severity

MARKS = re.compile('[“”"]')
BEFORE_OPENING = "([{‘'“/—–-="
SAYING = re.compile(r"\b(?:said|says|added|adds|commented|stated)(?:\s+\w+){0,2}[:,]\s*$")
STRAIGHT = re.compile(r"(?<![\w’'‘-])(?:[\w’-]*['][\w’'‘-]*|\w+‘\w+)")
CURLY = re.compile("[‘’]")
ELIDED = re.compile(r"'(?:\d\ds?|tis|twas|em|til)\b")
WORD = re.compile(r"\S[\w’'-]*")
FAR = 8  # paragraphs within which the end of a speech is looked for


@dataclass(frozen=True)
class Mark:
    """One double quotation mark: where it stands, and whether it opens."""

    line: Line
    at: int
    opens: bool

    @property
    def straight(self) -> bool:
        """Tell whether it is the typewriter’s mark, the same on both sides."""
        return self.line.text[self.at] == '"'

    @property
    def leads(self) -> bool:
        """Tell whether it opens a paragraph."""
        return self.opens and not self.line.text[: self.at].strip()

    @property
    def quoted(self) -> bool:
        """Tell whether it is not ours to change."""
        return self.line.is_quoted(self.at, self.at + 1)


@dataclass
class Pairing:
    """The marks of a response that belong together, and the faults of those that do not.

    A speech is the marks that open its paragraphs.
    """

    pairs: list[tuple[Mark, Mark]]
    speeches: list[list[Mark]]
    faults: list[Fault]


class _Pairer:
    """Reads line by line; a speech of several paragraphs stays open from one to the next."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.made = Pairing([], [], [])
        self.open: list[Mark] = []

    def pair(self) -> Pairing:
        for number, line in enumerate(self.lines):
            marks = list(_read_marks(line))
            if self.open:
                marks = self._go_on(number, line, marks)
            for mark in marks:
                self._take(mark)
            following = self.lines[number + 1] if number + 1 < len(self.lines) else None
            if self.open and (following is None or following.kind != line.kind):
                self._give_up()
        return self.made

    def _go_on(self, number: int, line: Line, marks: list[Mark]) -> list[Mark]:
        """Return the marks of a paragraph without the one by which it goes on with a speech."""
        before = self.open[0]
        if marks and marks[0].leads:
            if not self.made.speeches or self.made.speeches[-1][-1] != before:
                self.made.speeches.append([before])
            self.made.speeches[-1].append(marks[0])
            self.open = [marks[0]]
            return marks[1:]
        word = WORD.search(line.text)
        if word and self._closes_later(number):
            message = "This goes on with the speech above, so let it begin with “ as well."
            self.made.faults.append(Fault(message, line, *word.span()))
            self.open = [before]
        else:
            self._give_up()
        return marks

    def _closes_later(self, number: int) -> bool:
        """Tell whether the next mark, here or soon, closes the speech or goes on with it."""
        kind = self.lines[number].kind
        for line in self.lines[number : number + FAR]:
            if line.kind != kind:
                return False
            if mark := next(_read_marks(line), None):
                return not mark.opens or (mark.leads and kind == "quote")
        return False

    def _take(self, mark: Mark) -> None:
        if mark.opens:
            self.open.append(mark)
        elif self.open:
            self.made.pairs.append((self.open.pop(), mark))
        elif not (mark.straight and mark.line.text[mark.at - 1 : mark.at].isdigit()):  # inches
            message = "No mark opens what this one closes. Add the other one, or take this out."
            self.made.faults.append(_point(mark, message))

    def _give_up(self) -> None:
        self.made.faults += [_point(mark, NEVER_CLOSED) for mark in self.open[:1]]
        self.open = []


NEVER_CLOSED = "Nothing closes what this mark opens. Add the other one, or take this out."


def read_pairs(reading: Reading) -> Pairing:
    """Return the double quotation marks of a response as they belong together."""
    return _Pairer(reading.lines).pair()


@rule(
    "unpaired-quotation-mark",
    "warning",
    "Where a quotation mark is missing, nobody can tell whose words end where.",
    "GOV.UK style guide",
    refers_back=True,
)
def find_unpaired_marks(reading: Reading) -> Iterator[Fault]:
    """Yield quotation marks without a partner, and paragraphs of a speech with the wrong ones."""
    pairing = reading.once(read_pairs)
    yield from pairing.faults
    for (_, closing), (opening, _) in zip(pairing.pairs, pairing.pairs[1:], strict=False):
        above, below = closing.line, opening.line
        speech = above.kind == below.kind == "quote" and below.number == above.number + 1
        if speech and opening.leads and not above.text[closing.at + 1 :].strip(" ."):
            message = "Only the last paragraph of a speech ends with a quotation mark."
            yield _point(closing, message, "advice")
    for line in reading.lines:
        at = line.readable.rfind("‘")
        before = line.readable[at - 1 : at]
        if at >= 0 and not before.isalnum() and not re.search(r"[’'](?!\w)", line.readable[at:]):
            yield _point(Mark(line, at, True), NEVER_CLOSED)


@rule(
    "mixed-quotation-marks",
    "warning",
    "Straight and curly quotation marks beside each other show where words were pasted.",
    "Good practice",
    refers_back=True,
)
def find_mixed_marks(reading: Reading) -> Iterator[Fault]:
    """Yield straight quotation marks beside curly ones: in one speech, in one pair, or at all."""
    pairing = reading.once(read_pairs)
    seen: set[int] = set()
    for speech in pairing.speeches:
        together = [*speech, *(last for first, last in pairing.pairs if first in speech)]
        straight = [mark for mark in together if mark.straight]
        if straight and len(straight) < len(together):
            seen.update(map(id, straight))
            message = "This speech has straight and curly quotation marks. Make them all curly."
            for mark in straight[:1] if straight[0].quoted else straight:
                yield _curl(mark, message)
    rest = [pair for pair in pairing.pairs if not seen.intersection(map(id, pair))]
    curly = any(sign in line.readable for line in reading.lines for sign in "“”")
    for pair in rest:
        for mark in pair if curly else ():
            if mark.straight and not all(one.straight for one in pair):
                message = "One mark of this pair is straight and one curly. Make both curly."
                yield _curl(mark, message)
            elif mark.straight and not mark.quoted:
                message = "This quotation mark is straight, and others are curly. Make all curly."
                yield _curl(mark, message, "advice")


@rule(
    "mixed-apostrophes",
    "advice",
    "Straight and curly apostrophes beside each other show where words were pasted.",
    "Good practice",
)
def find_mixed_apostrophes(reading: Reading) -> Iterator[Fault]:
    """Yield words with a straight apostrophe where others have a curly one."""
    if not any(CURLY.search(line.readable) for line in reading.lines):
        return
    for line in reading.lines:
        text = line.readable
        for found in STRAIGHT.finditer(text):
            words = _curl_word(text, found)
            if "'" in found[0]:
                message = f"“{found[0]}” has a straight mark, and others are curly. Make it curly."
            else:
                message = f"“{found[0]}” has an opening mark where an apostrophe belongs."
            yield Fault(message, line, *found.span(), words)


@rule(
    "full-stop-outside",
    "warning",
    "The full stop of a whole quoted sentence is part of it, so the closing mark comes last.",
    "GOV.UK style guide",
    refers_back=True,
)
def find_stops_outside(reading: Reading) -> Iterator[Fault]:
    """Yield full stops after the closing mark of words that are a sentence of their own."""
    for opening, closing in reading.once(read_pairs).pairs:
        line, at = closing.line, closing.at
        if not line.text.startswith(".", at + 1) or line.text.startswith("..", at + 1):
            continue
        spoken = opening.leads or SAYING.search(opening.line.text[: opening.at])
        if not spoken or not opening.line.text[opening.at + 1 : opening.at + 2].isupper():
            continue
        start = line.text.rfind(" ", 0, at) + 1
        word = line.text[start:at].rstrip(".")
        stop = "" if word.endswith(("!", "?")) else "."
        message = "A whole sentence is quoted, so put its full stop before the closing mark."
        yield Fault(message, line, start, at + 2, f"{word}{stop}{line.text[at]}")


def _read_marks(line: Line) -> Iterator[Mark]:
    text = line.readable
    for found in MARKS.finditer(text):
        sign, at = found[0], found.start()
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
        starts = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
        yield Mark(line, at, sign == "“" or (sign == '"' and starts))


def _point(mark: Mark, message: str, severity: Severity | None = None) -> Fault:
    return Fault(message, mark.line, *_word_at(mark), severity=severity)


def _curl(mark: Mark, message: str, severity: Severity | None = None) -> Fault:
    start, end = _word_at(mark)
    text = mark.line.text
    words = f"{text[start : mark.at]}{'“' if mark.opens else '”'}{text[mark.at + 1 : end]}"
    return Fault(message, mark.line, start, end, words, severity=severity)


def _word_at(mark: Mark) -> tuple[int, int]:
    """Return where the mark and the word beside it begin and end."""
    text = mark.line.text
    if mark.opens:
        word = WORD.match(text, mark.at)
        return mark.at, word.end() if word else mark.at + 1
    start = mark.at
    while start and (text[start - 1].isalnum() or text[start - 1] in "’'-.!?,"):
        start -= 1
    return start, mark.at + 1


def _curl_word(text: str, found: re.Match[str]) -> str | None:
    """Return a word with curly marks, or None where it is unsure which way they turn."""
    word = re.sub("['‘]", "’", found[0])
    inside = text[found.start() - 1 : found.start()].strip() and found[0] == "'"
    if inside or not found[0].startswith("'") or ELIDED.match(found[0]):
        return f"‘{word[1:]}" if found[0].startswith("‘") else word
    closed = re.search(r"\w[.,!?]?['’](?!\w)", text[found.start() + 1 :])
    return f"‘{word[1:]}" if closed and len(word) > 1 else None
