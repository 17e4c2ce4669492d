"""How well a colleague's passage is found for an item, each response left out in turn.

`python -m tests.benchmarks.retrieval` prints for each item of `retrieval.yaml` the rank of the
first relevant snippet, in a library without anything that only the item's own response brought.
"""

import datetime
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from responder import house
from responder.boilerplate import Library
from responder.boilerplate.search import Index, read_vocabulary

ROOT = Path(__file__).parents[2]
LABELS = Path(__file__).with_suffix(".yaml")
DAY = datetime.date(2022, 11, 2)  # every subject has a version that is valid or has been
LIMIT = 10


@dataclass(frozen=True)
class Ranking:
    """The first relevant snippet's rank for one item, 0 if it is not among the first ten."""

    response: str
    item: int
    rank: int
    first: str
    relevant: tuple[str, ...]


def measure(themed: bool) -> Iterator[Ranking]:
    """Yield a ranking for each labelled item that has a relevant snippet."""
    labels = yaml.safe_load(LABELS.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        for response in dict.fromkeys(item["response"] for item in labels["items"]):
            library = leave_out(response, Path(folder) / response)
            items = [item for item in labels["items"] if item["response"] == response]
            yield from rank_items(library, items, themed)
        others = leave_out("", Path(folder) / "others")
        yield from rank_items(others, labels.get("others") or [], themed)


def rank_items(library: Library, items: list[dict[str, Any]], themed: bool) -> Iterator[Ranking]:
    known, themes = house.load(ROOT), read_themes()
    words = read_vocabulary(known)
    with Index(library, words) as index:
        for item in items:
            if not item["relevant"]:
                continue
            theme = themes.get((item["response"], item["item"]), "") if themed else ""
            names = [one.snippet.name for one in index.suggest(item["text"], DAY, theme, LIMIT)]
            ranks = [names.index(name) + 1 for name in item["relevant"] if name in names]
            first = names[0] if names else ""
            relevant = tuple(item["relevant"])
            yield Ranking(item["response"], item["item"], min(ranks, default=0), first, relevant)


def read_themes() -> dict[tuple[str, int], str]:
    """Return the theme that each published answer gives to an item."""
    themes = {}
    for path in (ROOT / "tests" / "published").glob("*-20*.yaml"):
        answers = yaml.safe_load(path.read_text("utf-8"))
        for number, item in enumerate(answers["items"], 1):
            themes[path.stem, number] = item.get("theme", "")
    return themes


def leave_out(response: str, folder: Path) -> Library:
    """Return a copy of the library without what only one response brought to it."""
    author = "CPS " + " ".join(response.split("-")[:-1]).title()
    for path in (ROOT / "boilerplate").glob("*/*.md"):
        copy = folder / path.relative_to(ROOT / "boilerplate")
        copy.parent.mkdir(parents=True, exist_ok=True)
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        about = yaml.safe_load(front)
        kept = [origin for origin in about["source"] if origin["response"] != author]
        if len(kept) == len(about["source"]):
            shutil.copy(path, copy)
        elif kept:
            about["source"] = kept
            written = yaml.safe_dump(about, allow_unicode=True, sort_keys=False)
            copy.write_text(f"---\n{written}---\n{body}", "utf-8")
    return Library(folder)


def main() -> None:
    for themed in (False, True):
        rankings = list(measure(themed))
        sys.stdout.write(f"\nby the item's text{' and theme' if themed else ' alone'}\n")
        for one in rankings:
            found = f"rank {one.rank}" if one.rank else "not found"
            wrong = "" if one.rank == 1 else f"  first: {one.first}"
            sys.stdout.write(f"  {one.response} {one.item}: {found}{wrong}\n")
        published = {path.stem for path in (ROOT / "tests" / "published").glob("*-20*.yaml")}
        five = [one for one in rankings if one.response in published]
        others = [one for one in rankings if one.response not in published]
        for name, group in (("five responses", five), ("other responses", others)):
            good = sum(0 < one.rank <= 3 for one in group)
            mean = sum(1 / one.rank for one in group if one.rank) / max(len(group), 1)
            sys.stdout.write(
                f"{name}: {good} of {len(group)} in the first three, "
                f"mean reciprocal rank {mean:.2f}\n"
            )


if __name__ == "__main__":
    main()
