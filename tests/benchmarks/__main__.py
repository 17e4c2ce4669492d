"""Lets `python -m tests.benchmarks` print how the program compares with its peers."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import commands, drafting
from tests.benchmarks.measure import Comparison

BENCHMARKS = (commands.compare, drafting.compare)


def main() -> None:
    """Run every benchmark and print a line for each comparison as soon as it is made."""
    show("work", "budget", "ratio", "responder", "peer", "")
    with tempfile.TemporaryDirectory() as folder:
        for compare in BENCHMARKS:
            for comparison in compare(Path(folder)):
                show(*describe(comparison))


def describe(comparison: Comparison) -> tuple[str, ...]:
    ratio = comparison.own / comparison.peer
    return (
        comparison.work,
        f"{comparison.budget:.2f}",
        f"{ratio:.2f}",
        f"{comparison.own:.1f} {comparison.unit}",
        f"{comparison.peer:.1f} {comparison.unit}",
        "" if ratio <= comparison.budget else "over budget",
    )


def show(*cells: str) -> None:
    widths = (40, -6, -6, -10, -10, 0)
    line = "  ".join(
        cell.ljust(width) if width >= 0 else cell.rjust(-width)
        for cell, width in zip(cells, widths, strict=True)
    )
    sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()


main()
