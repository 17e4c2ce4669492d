"""Rules on blanks and marks: too many, too few, and in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.knowledge import read_record
from responder.check.prose import TOKEN, is_address
from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.check.style import STYLE, Style

BLANK = r"[^\S\n]"
DOUBLED = re.compile(rf"(?<!\S)(\S*)({BLANK}{{2,}})(?=(\S[\w’'-]*))")
NO_BREAK = "\u00a0\u2007\u202f"
UNBROKEN = re.compile(
    rf"(?<!\w)[^\W\d_]{{3,}}(?:[.,;:!?][{NO_BREAK}](?=\w\w)|[{NO_BREAK}](?=[^\W\d_]{{3}}))[^\W\d_]+"
)
BEFORE_MARK = re.compile(
    rf"(?<![^\s([“‘])[^\s([“‘]*[^\s.([“‘]{BLANK}+[,;:.!?)\]”](?=[\s,;:.!?)\]”’]|$)"  # word ,
    rf"|(?<![^\s([“‘])[^\s([“‘]*[^\s.([“‘]{BLANK}+[,;](?P<joined>(?=[A-Za-z]))"  # word ,word
    rf"|[(\[“]{BLANK}+\S[\w’'-]*"  # ( word
)
RUN_ON = re.compile(
    r"(?<=[a-z\d])[,;](?=[A-Za-z]{2})"
    r"|(?<=[a-z]{2}),(?=\d)"
    r"|(?<=[a-z]{2})[.!?:](?=[A-Z][a-z])"
    r"|(?<=[a-z]{2})(?=\([a-z]{3}(?!.?\)))"
    r"|(?<=\w{4}\))(?=[A-Za-z]{2})"
)
DOUBLED_MARK = re.compile(
    r"(?<![.,])(?P<same>[.,;:])(?P=same)(?![.,;:])"
    rf"|(?P<first>:){BLANK}?[–—-](?=\s|$)"
    r"|[,;:](?P<last>\.)(?![\w.])|(?P<early>[?!])\.(?![\w.])|,(?P<next>[;:])"
)


@rule(
    "doubled-blank",
    "advice",
    "Two blanks in a row leave a gap in the line.",
    "GOV.UK style guide",
)
def find_doubled_blanks(reading: Reading) -> Iterator[Fault]:
    """Yield each word after which two blanks stand."""
    after_stop = read_record(reading, STYLE, Style).spaces_after_full_stop
    for line in reading.lines:
        for found in DOUBLED.finditer(line.readable):
            if len(found[2]) <= after_stop and found[1].endswith((".", "!", "?")):
                continue
            words = f"{found[1]} {found[3]}"
            message = f"Two blanks or more stand in “{words}”. One is enough."
            yield Fault(message, line, found.start(), found.end(3), words)


@rule(
    "no-break-space",
    "advice",
    "A no-break space is pasted from a web page or Word file, and makes lines of uneven length.",
    "Good practice",
)
def find_no_break_spaces(reading: Reading) -> Iterator[Fault]:
    """Yield words with a no-break space between them that nothing needs to hold together."""
    for line in reading.lines:
        for found in UNBROKEN.finditer(line.readable):
            words = " ".join(found[0].split())
            message = f"A no-break space stands in “{words}”. Put an ordinary one."
            yield Fault(message, line, *found.span(), words)


@rule(
    "blank-before-mark",
    "warning",
    "A mark that stands apart from its word can slip to the next line.",
    "Good practice",
)
def find_blanks_before_marks(reading: Reading) -> Iterator[Fault]:
    """Yield marks that a blank parts from the word that they belong to."""
    for line in reading.lines:
        for found in BEFORE_MARK.finditer(line.readable):
            words = re.sub(rf"{BLANK}+", "", found[0])
            message = f"A blank stands inside “{words}”. Take it out."
            after = " " if found["joined"] is not None else ""
            yield Fault(message, line, *found.span(), words + after)


@rule(
    "missing-blank",
    "warning",
    "Words without a blank between them are a slip of the keyboard, and hard to read aloud.",
    "Good practice",
)
def find_missing_blanks(reading: Reading) -> Iterator[Fault]:
    """Yield words that run on after a mark, other than in addresses and numbers."""
    for line in reading.lines:
        for token in TOKEN.finditer(line.readable):
            if not RUN_ON.search(token[0]) or is_address(token[0]):
                continue
            words = RUN_ON.sub(r"\g<0> ", token[0])
            message = f"A blank is missing in “{token[0]}”: write “{words}”."
            yield Fault(message, line, *token.span(), words)


@rule(
    "doubled-mark",
    "warning",
    "Two marks where one belongs are a slip of the keyboard, or what an edit left over.",
    "Good practice",
)
def find_doubled_marks(reading: Reading) -> Iterator[Fault]:
    """Yield two marks that stand where one belongs."""
    for line in reading.lines:
        for found in DOUBLED_MARK.finditer(line.readable):
            words = found[0] if found.lastgroup is None else found[found.lastgroup]
            message = f"“{found[0]}”: write “{words}”."
            start = line.text.rfind(" ", 0, found.start()) + 1
            before = line.text[start : found.start()]
            if not is_address(before):
                yield Fault(message, line, start, found.end(), f"{before}{words}")
