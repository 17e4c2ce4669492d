"""Rules on how paragraphs, items and lists end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from responder.check.items import Item, is_label, list_items
from responder.check.prose import is_address
from responder.check.reading import BLOT, Line, Reading
from responder.check.rules import Fault, rule

STOPS = ".!?:…"
CLOSERS = "”’\"')]"
LABELLED = re.compile(r"\s*(?:\S+\s+){0,4}?\S+:\s")  # “Owner: ”
TYPED_BULLET = re.compile(r"\s*[•*–—-]\s|\s*\(?[a-z\d]{1,3}[.)]\s")
LINKED = re.compile(r"(?:[;,]|[;,]?\s+(?:and|or))\s*$")
FEWEST_WORDS = 3
# A few words are a sentence only with one of these; without, they can be a heading of a kind.
ENOUGH_WORDS = 8
FINITE = re.compile(
    r"\b(?:am|is|are|was|were|has|have|had|do|does|did|will|would|shall|should|can|could|may|might"
    r"|must|I|we|it|they|this|these|accepts?|agrees?|notes?|supports?|welcomes?)\b",
    re.IGNORECASE,
)


@rule(
    "missing-colon",
    "warning",
    "The words that lead to a list end with a colon, so that the list belongs to them.",
    "GOV.UK style guide",
)
def find_missing_colons(reading: Reading) -> Iterator[Fault]:
    """Yield lines that lead to a list and end without a mark."""
    for line, following in zip(reading.lines, reading.lines[1:], strict=False):
        unmarked = ":" not in line.text[-3:] and _lacks_stop(line.text)
        if unmarked and _is_prose(line) and _leads_to_list(line, following):
            start, end = _last_word(line.text, len(line.text))
            message = f"A list follows “{line.text[start:end]}”. End the line with a colon."
            yield Fault(message, line, start, end, f"{line.text[start:end].rstrip('-–—;,')}:")


@rule(
    "missing-end-mark",
    "warning",
    "A paragraph without a full stop looks unfinished, as if words had been lost.",
    "Good practice",
    refers_back=True,
)
def find_missing_end_marks(reading: Reading) -> Iterator[Fault]:
    """Yield paragraphs of prose that end without a full stop or what can stand for one."""
    for line, following in zip_longest(reading.lines, reading.lines[1:]):
        if line.kind not in ("paragraph", "quote") or line.role == "quoted":
            continue
        if following and _leads_to_list(line, following):
            continue
        if _is_prose(line) and _lacks_stop(line.text) and line.text.strip()[-1] not in "”\"’'":
            start, end = _last_word(line.text, len(line.text))
            message = f"The paragraph ends with “{line.text[start:end]}”, without a full stop."
            words = line.text[start:end].rstrip(",;")
            yield Fault(message, line, start, end, f"{words}.")


@rule(
    "items-without-end-mark",
    "advice",
    "The items of a report are quoted word for word, to the last full stop.",
    "Good practice",
    refers_back=True,
)
def find_items_without_end_marks(reading: Reading) -> Iterator[Fault]:
    """Yield items without a full stop where others have one, or else the first."""
    ends = [end for item in list_items(reading) if (end := _end_of(item))]
    open_ended = [(line, at) for line, at in ends if _lacks_stop(line.text[:at])]
    if len(open_ended) < len(ends):
        for line, at in open_ended:
            message = "This has no full stop, unlike others here. See whether the report has one."
            yield Fault(message, line, *_last_word(line.text, at))
    elif open_ended:
        line, at = open_ended[0]
        message = "No item here ends with a full stop. See whether they do in the report."
        yield Fault(message, line, *_last_word(line.text, at))


@rule(
    "list-marks",
    "advice",
    "The entries of a list end without marks: the bullets part them.",
    "GOV.UK style guide",
    refers_back=True,
)
def find_list_marks(reading: Reading) -> Iterator[Fault]:
    """Yield the first entry of each list that ends otherwise than a list’s entries do."""
    for bullets in _list_bullets(reading.lines):
        linked = [line for line in bullets[:-1] if LINKED.search(line.text)]
        if linked:
            words = LINKED.search(linked[0].text.rstrip())
            message = "Let the entries of a list end without semicolons, commas, “and” or “or”."
            yield Fault(message, linked[0], words.start() if words else 0, len(linked[0].text))
            continue
        plain = [line for line in bullets if len(line.sentences) == 1]
        stopped = [line for line in plain if line.text.rstrip().endswith(".")]
        if not stopped or len(plain) < 2:
            continue
        if len(stopped) < len(plain):
            message = "Some entries of this list end with a full stop, and others do not."
        elif all(line.text[:1].islower() for line in plain):
            message = "Let the entries of a list end without full stops."
        else:
            continue
        line = stopped[0]
        start, end = _last_word(line.text, len(line.text.rstrip()))
        yield Fault(message, line, start, end, line.text[start:end].removesuffix("."))


def _leads_to_list(line: Line, following: Line) -> bool:
    """Tell whether a list begins after a paragraph, of bullets or of the report’s items."""
    if line.kind != "paragraph" or is_label(line) or line.role == "quoted":
        return False
    if following.kind == "bullet":
        return True
    begins = following.kind == "item" or following.role == "quoted"
    return begins and (line.entry is None or following.entry == line.entry)


def _is_prose(line: Line) -> bool:
    """Tell whether a line is ours to end, and has the look of a sentence."""
    text = line.readable.strip()
    words = text.split()
    if len(words) < FEWEST_WORDS or text[-1] == BLOT:
        return False
    if is_label(line) or LABELLED.match(text) or TYPED_BULLET.match(text) or is_address(words[-1]):
        return False
    if all(span.style.bold for span in line.spans if span.text.strip()):
        return False
    if len(words) < ENOUGH_WORDS and not FINITE.search(text):
        return False
    small = sum(word[0].islower() for word in words)
    return text[0] in "“‘\"'(" or (text[0].isupper() and 2 * small >= len(words))


def _lacks_stop(text: str) -> bool:
    return not text.rstrip().rstrip(CLOSERS).endswith(tuple(STOPS))


def _last_word(text: str, end: int) -> tuple[int, int]:
    end = len(text[:end].rstrip())
    return text.rfind(" ", 0, end) + 1, end


def _end_of(item: Item) -> tuple[Line, int] | None:
    """Return the last paragraph of an item’s own words and where they end in it."""
    for line in reversed(item.own):
        if line.kind != "bullet" and line.quoted and not TYPED_BULLET.match(line.text):
            at = line.quoted[-1][1]
            return (line, at) if len(line.text[:at].split()) >= FEWEST_WORDS else None
    return None


def _list_bullets(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the entries of each list."""
    for is_bullet, group in groupby(lines, key=lambda line: line.kind == "bullet"):
        if is_bullet:
            yield list(group)
