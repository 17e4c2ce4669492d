"""What became of past responses, told to people and to programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from responder.cli.output import say
from responder.errors import Finding, Place, quote
from responder.files import quote_path

if TYPE_CHECKING:
    from responder.harvest.account import Listed
    from responder.harvest.summary import Summary

HEADS = ("file", "template", "published", "items", "snippets", "unplaced", "problem")
MOST_TOLD = 12  # findings of one kind, or passages left out; all stand in the answers file
FEW = 3  # findings of one kind in each of several files
NOT_SAID = "not said"
WIDEST = 40  # characters of a file’s name in a table, or there would be no room for the rest


@dataclass(frozen=True)
class Harvested:
    """A past file, and what was made of it or the problem for which nothing was.

    `target` is the answers file that was written, if one was.
    """

    path: Path
    target: Path | None = None
    summary: Summary | None = None
    problem: str = ""

    @property
    def clean(self) -> bool:
        """Tell whether nothing is left that somebody has to look at."""
        return self.summary is not None and self.summary.clean

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the parts that each response has, and that nothing in the file looks like."""
        return self.summary.harvested.missing if self.summary else ()

    @property
    def is_response(self) -> bool:
        """Tell whether the file may well be a response, although one part may be missing."""
        return self.summary is not None and (
            not self.missing or (len(self.missing) == 1 and not self.summary.losses)
        )


def tell(done: Harvested) -> None:
    """Tell what was recognised in a file, what was not, and what is still to be answered."""
    if (summary := done.summary) is None:
        return
    say(f"{done.path}: {summary.harvested.template}")
    for name, said in _describe(summary):
        say(f"  {name:9}  {said}")
    for finding in summary.gaps:
        say(str(finding))
    if summary.gaps and not summary.day:
        remedy = "Add the day of publication to the answers, or harvest again with --published."
        say(f"{done.path}: {remedy}")
    tell_doubt(done)
    tell_losses(done)


def tell_doubt(done: Harvested) -> None:
    """Tell if a file does not look like a response, and what to do then."""
    if not done.missing:
        return
    *most, last = (f"no {one}" for one in done.missing)
    lacks = f"{', '.join(most)} and {last}" if most else last
    were = "was" if len(done.missing) == 1 else "were"
    problem = f"This does not look like a published response: {lacks} {were} recognised."
    command = f"responder wizard answers.yaml --from {quote_path(done.path)}"
    remedy = f"Read the answers with care. To answer a report, begin with: {command}"
    finding = Finding("no-response", "warning", f"{problem} {remedy}", Place(str(done.path)))
    say(str(finding))


def tell_losses(done: Harvested, most: int = MOST_TOLD) -> None:
    """Tell what has no place in the answers of a file, and where a draft has other words."""
    for line in _list_losses(done, most):
        say(line)


def make_row(done: Harvested, folder: Path) -> list[str]:
    """Return the row of a table for a file, named as seen from a folder."""
    path = str(done.path.relative_to(folder) if done.path.is_relative_to(folder) else done.path)
    if len(path) > WIDEST:
        path = f"{path[: WIDEST // 2].rstrip()}…{path[-WIDEST // 2 :].lstrip()}"
    if done.summary is None:
        return [path, *[""] * (len(HEADS) - 2), done.problem]
    summary = done.summary
    words = sum(len(one.text.split()) for one in summary.unplaced)
    wrong = len(summary.differences)
    told = ["may be no response"] if done.missing else []
    told += [f"other words in {count(wrong, 'place')}"] if wrong else []
    return [
        path,
        summary.harvested.template,
        str(summary.day or NOT_SAID),
        str(summary.items),
        f"{summary.references} of {summary.passages}",
        count(words, "word") if words else "",
        ", ".join([*told, *(one.message for one in summary.blocking[:1])]),
    ]


def as_data(done: Harvested) -> dict[str, Any]:
    """Return all that is known of a file as plain data."""
    told: dict[str, Any] = {
        "file": str(done.path),
        "written": str(done.target) if done.target else None,
        "problem": done.problem,
    }
    if (summary := done.summary) is None:
        return told
    harvested = summary.harvested
    return {
        **told,
        "template": harvested.template,
        "title": summary.title,
        "published": str(summary.day or ""),
        "items": summary.items,
        "passages": summary.passages,
        "snippets": summary.references,
        "missing": list(done.missing),
        "gaps": [one.message for one in summary.gaps],
        "left_out": [_list_data(one) for one in summary.left_out],
        "not_placed": [_list_data(one) for one in summary.unplaced],
        "distance": harvested.distance,
        "other_words": [
            {"lost": one.lost, "drafted": one.drafted, "before": one.before}
            for one in summary.differences
        ],
        "answers": harvested.data,
    }


def count(number: int, one: str) -> str:
    """Return how many there are of something."""
    return f"{number} {one if number == 1 else f'{one}s'}"


def _describe(summary: Summary) -> Iterator[tuple[str, str]]:
    from responder.questions import long_date

    yield "title", summary.title or "none"
    yield "published", long_date(summary.day) if summary.day else NOT_SAID
    yield "items", str(summary.items)
    yield "snippets", f"{summary.references} of {count(summary.passages, 'passage')}"
    for kind in dict.fromkeys(one.kind for one in summary.left_out):
        found = [one for one in summary.left_out if one.kind == kind]
        yield from (("left out", said) for said in _describe_left_out(kind, found))


def _describe_left_out(kind: str, found: Sequence[Listed]) -> Iterator[str]:
    """Yield what is left out of one kind: what belongs to the page alone in a single line."""
    from responder.harvest.result import FURNITURE

    if len(found) > MOST_TOLD or (kind == FURNITURE and len(found) > 1):
        ends = f"from {quote(found[0].text)} to {quote(found[-1].text)}"
        yield f"{kind}: {count(len(found), 'line')}, {ends}"
    else:
        yield from (f"{kind}: {quote(one.text)}" for one in found)


def _list_losses(done: Harvested, most: int) -> Iterator[str]:
    if (summary := done.summary) is None:
        return
    for rule in dict.fromkeys(one.rule for one in summary.losses):
        found = [one for one in summary.losses if one.rule == rule]
        yield from map(str, found[:most])
        if len(found) > most:
            yield f"{done.path}: {len(found) - most} more like that."
    if summary.unplaced and done.target:
        yield f"{done.path}: What has no place stands as comments at the end of {done.target}."
    if summary.differences:
        yield f"{done.path}: A draft of the answers would not have the words of this response."


def _list_data(one: Listed) -> dict[str, str]:
    return {"kind": one.kind, "text": one.text, "before": one.before}
