"""Harvesting: a published response to answers, against those answers to a draft."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.drafting import draft
from tests.benchmarks.measure import RESPONDER, ROOT, Comparison, least_times

PAST = ROOT / "tests/published/london-south-2022.txt"


def compare(folder: Path) -> Iterator[Comparison]:
    """Yield the cost of harvesting a response as text and as a Word file."""
    answers = PAST.with_suffix(".yaml")
    word = folder / "past.docx"
    drafting = [*draft(), answers, "-o", word]
    for name, past in (("text", PAST), ("Word file", word)):
        harvesting = [*RESPONDER, "--house", ROOT, "harvest", past, "-o", folder / "own.yaml"]
        peer, own = least_times([drafting, [*harvesting, "--overwrite"]], folder, 7)
        yield Comparison(f"responder harvest, a {name}, against draft", None, own, peer)
