"""What a rule is, and the register of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from responder.check.reading import Line, Reading
from responder.errors import Place, Severity


@dataclass(frozen=True)
class Fault:
    """Some words that break a rule: the line, where they begin and end, and what to say of them.

    `replacement` is given where it can safely take the place of the words. Without a line, `place`
    is where the fault stands, `path` names the answer, and `excerpt` what is at fault there.
    `severity` overrides that of the rule.
    `ours` tells that it is for us to mend although the words are another’s, as a quotation of the
    wrong person is.
    """

    message: str
    line: Line | None = None
    start: int = 0
    end: int = 0
    replacement: str | None = None
    place: Place | None = None
    path: str = ""
    excerpt: str = ""
    severity: Severity | None = None
    ours: bool = False


Find: TypeAlias = Callable[[Reading], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """One rule: its name, how much it matters, why, on whose authority, and how to find faults.

    `refers_back` tells that it also looks at words of others, for the officer to refer back, and
    `fixed` that the house has settled how much each of its faults matters.
    """

    name: str
    severity: Severity
    reason: str
    source: str
    find: Find
    refers_back: bool = False
    fixed: bool = False


RULES: dict[str, Rule] = {}


def rule(
    name: str, severity: Severity, reason: str, source: str, *, refers_back: bool = False
) -> Callable[[Find], Find]:
    """Register a function as the rule of a name; it yields a Fault for each breach."""

    def register(find: Find) -> Find:
        RULES[name] = Rule(name, severity, reason, source, find, refers_back)
        return find

    return register
