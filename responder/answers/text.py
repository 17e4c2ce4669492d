"""Plain data as lines of YAML that every reader, old or new, reads back as the same strings."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

# What cannot begin a plain scalar, what ends one, and white space that a reader would drop.
_NOT_PLAIN = re.compile(r"""^$|^[-?:,\[\]{}\#&*!|>'"%@`\s]|:(\s|$)|\s\#|\s$|[\t\n\r]""")
_NOT_PLAIN_IN_BRACKETS = re.compile(r"[,:?\[\]{}]")
# What YAML 1.1 or 1.2 takes for a number, a time, a truth value, nothing, or a merge.
_NOT_TEXT = re.compile(
    r"[-+]?[.\d][-+\d_.,:e]*|[-+]?0[box][\da-f_]+|[-+]?\.inf|\.nan"
    r"|\d{4}-\d\d?-\d\d?[t\s]+\d.*"
    r"|y|n|yes|no|true|false|on|off|null|~|=|<<",
    re.IGNORECASE,
)
# Characters that a YAML text may not hold, or that some readers take for line ends.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
BARE = ("yes", "no")  # which this program takes for words, and others for something else
# White space at the ends of lines is lost in editors; a tab there is mistaken for indentation.
_NOT_LITERAL = re.compile(r"\A\n|\n\Z|\r|^\t|[^\S\n]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file indents: mappings by `step`, lists by `dash`, and whether text may be a block.

    `brackets` is the length up to which a list of single words stands in brackets on one line, and
    `bare` tells that yes and no go without quotation marks, as people write them by hand.
    """

    step: int = 2
    dash: int = 2
    literal: bool = True
    brackets: int = 0
    bare: bool = False


def write_scalar(text: str, in_brackets: bool = False) -> str:
    """Return one line of YAML for a text: plain where that is safe, else in double quotes."""
    unsafe = _NOT_PLAIN.search(text) or _TO_ESCAPE.search(text) or _is_not_text(text)
    if unsafe or (in_brackets and _NOT_PLAIN_IN_BRACKETS.search(text)):
        # Every JSON string is a YAML string.
        quoted = json.dumps(text, ensure_ascii=False)
        return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04X}", quoted)
    return text


def write_entry(key: str | None, value: Plain, layout: Layout) -> list[str]:
    """Return the lines of `key: value`, or of `- value` if there is no key, from column 0 on."""
    first, *rest = write_behind(key is not None, value, layout)
    return [("-" if key is None else write_scalar(key) + ":") + first, *rest]


def write_entries(value: Plain, layout: Layout) -> list[str]:
    """Return the lines of every entry of a mapping or list, from column 0 on."""
    if isinstance(value, dict):
        entries = [write_entry(key, inner, layout) for key, inner in value.items()]
    else:
        entries = [write_entry(None, inner, layout) for inner in value]
    return [line for entry in entries for line in entry]


def write_behind(keyed: bool, value: Plain, layout: Layout) -> list[str]:
    """Return what stands behind a key's colon or an entry's dash, and the lines that follow."""
    if not value:
        return [" " + ('""' if isinstance(value, str) else "{}" if value == {} else "[]")]
    if isinstance(value, str):
        width = layout.step if keyed else 2
        if layout.literal and _fits_literal(value):
            indicator = width if value.startswith(" ") else ""
            return [f" |{indicator}-", *indent(value.split("\n"), width)]
        return [f" {value if layout.bare and value in BARE else write_scalar(value)}"]
    if layout.brackets and (line := _write_brackets(value, layout)):
        return [f" {line}"]
    lines = write_entries(value, layout)
    if keyed:
        return ["", *indent(lines, layout.dash if isinstance(value, list) else layout.step)]
    return [" " + lines[0], *indent(lines[1:], 2)]


def _write_brackets(value: Plain, layout: Layout) -> str:
    """Return a list as one line in brackets; empty if it is none, or too long for that."""
    if not isinstance(value, list):
        return ""
    words = [one for one in value if isinstance(one, str) and "\n" not in one]
    line = f"[{', '.join(write_scalar(one, in_brackets=True) for one in words)}]"
    return line if len(words) == len(value) and len(line) <= layout.brackets else ""


def indent(lines: Iterable[str], width: int) -> list[str]:
    """Return lines moved to the right, blank ones left blank."""
    return [" " * width + line if line else "" for line in lines]


def _is_not_text(text: str) -> bool:
    # A date is left plain: a reader that knows dates shows it as it was written.
    return bool(_NOT_TEXT.fullmatch(text)) and not _is_date(text)


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fits_literal(text: str) -> bool:
    return "\n" in text and not _NOT_LITERAL.search(text) and not _TO_ESCAPE.search(text)
