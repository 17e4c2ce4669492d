"""How soon the program answers when there is no work to do."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Comparison, least_times

BUDGET = 0.2
ROUNDS = 15


def compare(folder: Path) -> Iterator[Comparison]:
    """Yield the cost of the shortest commands against `copier --version`."""
    commands = [
        [sys.executable, "-m", "responder", "--version"],
        [sys.executable, "-m", "responder", "--help"],
        [sys.executable, "-m", "copier", "--version"],
    ]
    version, usage, peer = least_times(commands, folder, ROUNDS)
    yield Comparison("responder --version", BUDGET, version, peer)
    yield Comparison("responder --help", BUDGET, usage, peer)
