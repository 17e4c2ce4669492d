"""Lets `python -m tests.benchmarks` print how the program compares with its peers."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import commands, drafting, harvesting, library
from tests.benchmarks.measure import Comparison

BENCHMARKS = (commands.compare, drafting.compare, harvesting.compare, library.compare)


def main() -> None:
    """Run every benchmark and print a line for each comparison as soon as it is made."""
    show("work", "budget", "ratio", "responder", "peer", "")
    with tempfile.TemporaryDirectory() as folder:
        for compare in BENCHMARKS:
            for comparison in compare(Path(folder)):
                show(*describe(comparison))


def describe(comparison: Comparison) -> tuple[str, ...]:
    budget, own = comparison.budget, comparison.own
    peer, unit = comparison.peer, comparison.unit
    counted = own / peer if peer else own
    return (
        comparison.work,
        "" if budget is None else f"{budget:.2f}" if peer else f"{budget:.0f} {unit}",
        f"{counted:.2f}" if peer else "",
        f"{own:.1f} {unit}",
        f"{peer:.1f} {unit}" if peer else "",
        "over budget" if budget is not None and counted > budget else "",
    )


def show(*cells: str) -> None:
    widths = (40, -8, -6, -10, -10, 0)
    line = "  ".join(
        cell.ljust(width) if width >= 0 else cell.rjust(-width)
        for cell, width in zip(cells, widths, strict=True)
    )
    sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()


main()
