"""The library: a check against a draft, and ten thousand snippets against the clock."""

import random
import re
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from responder import house
from responder.boilerplate import Library
from responder.boilerplate.search import Index, read_vocabulary
from tests.benchmarks.drafting import draft
from tests.benchmarks.measure import RESPONDER, ROOT, Comparison, least_times
from tests.benchmarks.retrieval import DAY, LABELS

CLEAN = ROOT / "tests/examples/thematic-inspection.yaml"  # a check of it ends well
MANY = 10_000
OTHER_WORDS = 0.3  # of the words of each copy, so that no two are alike
SLOT_OR_WORD = re.compile(r"\{\{[^}]*\}\}|[A-Za-z]+")


def compare(folder: Path) -> Iterator[Comparison]:
    """Yield the cost of a check, and what a library of many snippets takes."""
    checking = [*RESPONDER, "--house", ROOT, "check", CLEAN]
    own, peer = least_times([checking, [*draft(), CLEAN, "-o", folder / "own.docx"]], folder, 15)
    yield Comparison("responder check, against draft", 1.5, own, peer)

    home = house.load(fill_house(folder / "house"))
    words = read_vocabulary(home)
    for name, budget in (("made", None), ("loaded", 1000)):
        start = time.perf_counter()
        index = Index(Library(home.boilerplate), words, folder / "index")
        yield Comparison(f"index of {MANY} snippets, {name}", budget, _since(start))
    labels = yaml.safe_load(LABELS.read_text("utf-8"))
    times = []
    for item in (*labels["items"], *labels["others"]):
        start = time.perf_counter()
        index.suggest(item["text"], DAY)
        times.append(_since(start))
    yield Comparison(f"search in {MANY}, median of {len(times)}", 20, statistics.median(times))
    yield Comparison(f"search in {MANY}, slowest", 20, max(times))
    (taken,) = least_times([[*RESPONDER, "--house", home.folder, "snippets", "check"]], folder, 1)
    yield Comparison(f"snippets check, {MANY}", 30_000, taken)


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def fill_house(folder: Path) -> Path:
    """Return a house with many snippets, made of the library's own with other words in them."""
    chance = random.Random(1)
    files = sorted((ROOT / "boilerplate").glob("*/*.md"))
    parts = [path.read_text("utf-8").split("---\n", 2) for path in files]
    known = re.findall("[A-Za-z]+", " ".join(body for _, _, body in parts))

    def exchange(word: re.Match[str]) -> str:
        kept = word[0].startswith("{") or chance.random() > OTHER_WORDS
        return word[0] if kept else chance.choice(known)

    shutil.copytree(ROOT / "templates", folder / "templates")
    for number in range(MANY):
        path, (_, front, body) = files[number % len(files)], parts[number % len(files)]
        name = f"{path.stem.partition('@')[0]}-{number}.md"
        target = folder / "boilerplate" / path.parent.name / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{front}---\n{SLOT_OR_WORD.sub(exchange, body)}", "utf-8")
    return folder
