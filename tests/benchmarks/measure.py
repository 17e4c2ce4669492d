"""Running commands side by side and taking their time and memory."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parent.parent.parent
Command: TypeAlias = Sequence[str | Path]

# What the installed command does, but with the modules of this folder.
RESPONDER: Command = [sys.executable, "-c", "from responder.cli import main; main()"]

# Runs a command as the only child of a small process, because a child's peak begins at its
# parent's size; prints the peak in the unit of the system.
PEAK = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(child.pid, 0)
print(usage.ru_maxrss if status == 0 else "failed")
"""


@dataclass(frozen=True)
class Comparison:
    """What some work costs the program and its peer, and how many times the peer's it may cost.

    Where there is no peer, the budget is what the work itself may cost.
    """

    work: str
    budget: float | None
    own: float
    peer: float | None = None
    unit: str = "ms"


def least_times(commands: Iterable[Command], folder: Path, rounds: int) -> list[float]:
    """Return the shortest time of each command in milliseconds, the commands run in turn.

    Whatever else a machine does only ever makes a run longer, so the shortest tells most.
    """
    commands = list(commands)
    for command in commands:
        run(command, folder)  # fills the cache of compiled modules
    times = [[_time(command, folder) for command in commands] for _ in range(rounds)]
    return [min(column) * 1000 for column in zip(*times, strict=True)]


def _time(command: Command, folder: Path) -> float:
    start = time.perf_counter()
    run(command, folder)
    return time.perf_counter() - start


def least_peaks(commands: Iterable[Command], folder: Path, rounds: int) -> list[float]:
    """Return the smallest peak of memory of each command in MB; none where it cannot be known."""
    if not hasattr(os, "wait4"):
        return []
    unit = 2**20 if sys.platform == "darwin" else 2**10
    launchers = [[sys.executable, "-S", "-c", PEAK, *command] for command in commands]
    peaks = [[float(run(each, folder).split()[-1]) for each in launchers] for _ in range(rounds)]
    return [min(column) / unit for column in zip(*peaks, strict=True)]


def run(command: Command, folder: Path) -> str:
    """Return what a command prints, or raise its error; compiled modules are kept in the folder."""
    environment = dict(os.environ, PYTHONPYCACHEPREFIX=str(folder / "compiled"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        list(command), cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stderr}")
    return done.stdout
