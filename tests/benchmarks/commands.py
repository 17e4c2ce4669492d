"""How soon the program answers when there is no work to do."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import RESPONDER, Command, Comparison, least_times

BUDGET = 0.2
ROUNDS = 15
COPIER: Command = [sys.executable, "-c", "from copier.__main__ import CopierApp; CopierApp.run()"]


def compare(folder: Path) -> Iterator[Comparison]:
    """Yield the cost of the shortest commands against `copier --version`."""
    commands = [
        [*RESPONDER, "--version"],
        [*RESPONDER, "--help"],
        [*COPIER, "--version"],
    ]
    version, usage, peer = least_times(commands, folder, ROUNDS)
    yield Comparison("responder --version", BUDGET, version, peer)
    yield Comparison("responder --help", BUDGET, usage, peer)
