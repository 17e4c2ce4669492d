"""The faults of the published responses, and whether `check` finds them."""

from functools import cache
from typing import Any

import pytest
import yaml

from responder import answers
from responder.check import review
from responder.document import lines_of, text_of
from responder.errors import Finding
from tests.checking import ROOT, composer

PUBLISHED = ROOT / "tests" / "published"
TABLE = PUBLISHED / "faults.md"
ROWS = yaml.safe_load((PUBLISHED / "faults.yaml").read_text("utf-8"))
FOUND = [row for row in ROWS if "rule" in row]
WANTED = 45


@cache
def look_at(name: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the lines of a published response, and the findings on it."""
    given = answers.load(PUBLISHED / f"{name}.yaml")
    made = composer().compose(given)
    lines = (text_of(line) for block in made.document.blocks for line in lines_of(block))
    return tuple(lines), tuple(review(composer(), given, made))


def find(name: str, rule: str, words: str) -> list[Finding]:
    """Return the findings of a rule that touch words of a response, or all where there are none."""
    lines, findings = look_at(name)
    return [
        finding
        for finding in findings
        if finding.rule == rule and (not words or _touches(finding, lines, words))
    ]


def _touches(finding: Finding, lines: tuple[str, ...], words: str) -> bool:
    spot = finding.spot
    if spot is None:
        return False
    start = lines[spot.line].find(words)
    while start >= 0:
        if spot.start < start + len(words) and start < spot.end:
            return True
        start = lines[spot.line].find(words, start + 1)
    return False


def describe(row: dict[str, Any]) -> str:
    """Return a row of the table."""
    if "reader" in row:
        return f"| {row['row']} | {row['fault']} | – | {row['reader']} |"
    severities = {
        finding.severity
        for name, words in row["where"].items()
        for finding in find(name, row["rule"], words)
    }
    where = f"{' and '.join(sorted(severities))}: {', '.join(row['where'])}"
    return f"| {row['row']} | {row['fault']} | {row['rule']} | {where} |"


@pytest.mark.parametrize("row", FOUND, ids=lambda row: f"{row['row']}: {row['fault']}")
def test_a_known_fault_is_found_where_it_stands(row: dict[str, Any]) -> None:
    for name, words in row["where"].items():
        assert find(name, row["rule"], words), f"{row['rule']} does not find “{words}” in {name}"


def test_every_row_says_which_rule_finds_it_or_why_only_a_reader_can() -> None:
    assert [row["row"] for row in ROWS] == list(range(1, 57))
    assert all(("rule" in row) != ("reader" in row) for row in ROWS)
    assert len(FOUND) >= WANTED


def test_the_table_of_faults_is_up_to_date() -> None:
    head = (
        "# The faults of the published responses, and what finds them\n\n"
        f"`responder check` finds {len(FOUND)} of {len(ROWS)}. Written by tests/test_faults.py.\n\n"
        "| row | fault | rule | severity and responses, or why only a reader can see it |\n"
        "|---|---|---|---|\n"
    )
    table = head + "".join(f"{describe(row)}\n" for row in ROWS)
    before = TABLE.read_text("utf-8") if TABLE.exists() else ""
    TABLE.write_text(table, "utf-8")
    assert before == table, "The table was written anew: look at what has changed."
