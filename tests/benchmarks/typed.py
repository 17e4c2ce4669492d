"""How much of each published response the officer no longer types.

`python -m tests.benchmarks.typed` prints for each of the five the characters of its draft, the
characters that stand in its answers file as somebody's typing, and the one over the other. Names of
questions, the YAML around the answers and the references to snippets are not counted as typing; the
item's text is counted apart, because it is pasted from the report.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from responder import answers, house
from responder.answers import Answer, walk
from responder.compose import Composer
from responder.nodes import Node
from responder.writers import text

ROOT = Path(__file__).parents[2]
PASTED = "items[].text"  # the path of what comes from the report


def main() -> None:
    """Print a line for each response."""
    composer = Composer(house.load(ROOT))
    show("response", "drafted", "typed", "pasted", "drafted/typed", "no longer typed")
    for path in sorted((ROOT / "tests" / "published").glob("*-20*.yaml")):
        made = composer.compose(answers.load(path))
        drafted = count(text.write(made.document))
        pieces = list(read_typing(made.answers))
        pasted = sum(size for is_pasted, size in pieces if is_pasted)
        typed = sum(size for is_pasted, size in pieces if not is_pasted)
        share = 1 - typed / (drafted - pasted)
        show(
            path.stem, *map(str, (drafted, typed, pasted)), f"{drafted / typed:.1f}", f"{share:.0%}"
        )


def read_typing(resolved: Mapping[str, Answer]) -> Iterator[tuple[bool, int]]:
    """Yield the characters of each answer, and whether they are pasted from the report."""
    for answer in walk(resolved):
        if answer.question.type in ("group", "list") or answer.state != "given":
            continue
        if answer.question.type == "passages":
            for passage in answer.value:
                typed = passage.text + ("".join(_scalars(passage.values)) if passage.values else "")
                yield False, count(typed)
            continue
        is_pasted = re.sub(r"[0-9]", "", answer.path) == PASTED
        yield is_pasted, sum(map(count, _scalars(answer.node)))


def _scalars(node: Node) -> Iterator[str]:
    if isinstance(node.value, str):
        yield node.value
    else:
        inner = node.value.values() if isinstance(node.value, dict) else node.value
        for one in inner:
            yield from _scalars(one)


def count(written: str) -> int:
    """Return the number of characters, every run of white space being one."""
    return len(" ".join(written.split()))


def show(*cells: str) -> None:
    """Print a line of the table."""
    line = cells[0].ljust(20) + "".join(cell.rjust(17) for cell in cells[1:])
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
