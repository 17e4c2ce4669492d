"""What commands give out: drafts in their files, and findings as text or data."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from responder.errors import FileError, Finding, Place, UsageError

if TYPE_CHECKING:
    from responder.document import Document, Remark
    from responder.house import House

T = TypeVar("T")

ANSWERS_ENDINGS = (".yaml", ".yml")
FORMATS = ("docx", "html", "md", "txt")
WIDTH = 120  # of a table that is not shown on a terminal
SHORT = 10  # characters of cells that stay on one line


def name_targets(
    answers: Sequence[Path], output: str | None, form: str | None, final: bool
) -> list[Path | None]:
    """Return the file to write for each answers file; None stands for standard output."""
    if output == "-":
        if len(answers) > 1:
            raise UsageError("Only one draft at a time can be printed.")
        return [None]
    ending = form or "docx"
    names = [
        f"{path.stem}-final.{ending}" if final else f"{path.stem}.{ending}" for path in answers
    ]
    if output is None:
        targets = [path.parent / name for path, name in zip(answers, names, strict=True)]
    elif Path(output).is_dir():
        targets = [Path(output) / name for name in names]
    elif len(answers) > 1 or output.endswith(("/", os.sep)):
        raise UsageError(f"There is no folder {output}.")
    else:
        targets = [_check_ending(Path(output), form)]
    if len(set(targets)) < len(targets):
        raise UsageError("Two of the answers files have the same name; draft them one by one.")
    refuse_answers(targets, answers)
    return list(targets)


def refuse_findings(targets: Sequence[Path | None], form: str | None, final: bool) -> None:
    """Raise UsageError unless all targets are Word drafts, the only ones with comments."""
    if final:
        raise UsageError("A final has no comments, so leave out --with-findings or --final.")
    if any((form or form_of(target) or "docx") != "docx" for target in targets):
        raise UsageError("Only a Word draft has comments. For other formats use “responder check”.")


def refuse_answers(targets: Sequence[Path], answers: Sequence[Path]) -> None:
    """Raise UsageError if a file to write is one of the answers files."""
    read = {one for path in answers for one in _identify(path)}
    for target in targets:
        if not read.isdisjoint(_identify(target)):
            raise UsageError(f"{target} is the answers file itself.")


def _check_ending(target: Path, form: str | None) -> Path:
    """Return a file whose ending says what it will hold, or raise UsageError."""
    named = form_of(target)
    if target.exists() and not target.is_file():
        raise UsageError(f"{target} is no file.", remedy="Use “-o -” to print the draft.")
    if form and named and form != named:
        raise UsageError(f"{target} names another format than “--to {form}”.")
    if not form and not named:
        known = ", ".join(f".{one}" for one in FORMATS)
        raise UsageError(
            f"{target} does not end in a known format.", remedy=f"End it in {known}, or add --to."
        )
    if not named and target.suffix.lower() in ANSWERS_ENDINGS:
        raise UsageError(f"{target} would be taken for a file of answers.")
    return target


def _identify(path: Path) -> Iterator[str | tuple[int, int]]:
    """Yield what a file has in common with itself under other names."""
    yield os.path.realpath(path)
    with contextlib.suppress(OSError):  # there is no file yet
        found = path.stat()
        yield found.st_dev, found.st_ino


def form_of(target: Path | None) -> str | None:
    """Return the format that a file's ending names, if any."""
    ending = target.suffix.lower().lstrip(".") if target else ""
    return ending if ending in FORMATS else None


def write(document: Document, form: str, house: House, remarks: Iterable[Remark] = ()) -> bytes:
    """Return the bytes of a document in a format, loading no other format's writer.

    Remarks go to a Word file alone.
    """
    match form:
        case "html":
            from responder.writers import html

            return html.write(document).encode()
        case "md":
            from responder.writers import markdown

            return markdown.write(document).encode()
        case "txt":
            from responder.writers import text

            return text.write(document).encode()
    from responder.writers import word

    return word.write(document, house.word_template, remarks)


def print_bytes(data: bytes) -> None:
    """Print what is no message but a whole file."""
    if sys.stdout is None:
        raise UsageError("There is no standard output to print to.")
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def save(target: Path, data: bytes, form: str, overwrite: bool) -> None:
    """Write a draft, unless it would replace a Word file that people have edited."""
    from responder import files

    if form == "docx" and target.is_file() and not overwrite:
        from responder.writers import word

        if not word.is_untouched(target):
            raise FileError(
                "This Word file has been edited, or was never a draft, so it is not replaced.",
                Place(str(target)),
                "Give another name with -o, or add --overwrite to lose those edits.",
            )
    files.write_bytes(target, data, lasting=False)


def report(findings: Sequence[Finding], form: str) -> int:
    """Print findings as text or JSON, and return the exit status that they call for."""
    if form == "json":
        print_json([_as_data(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(str(finding))
        if not findings:
            click.echo("Nothing to mend.", err=True)
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def print_json(data: Any) -> None:
    """Print data as JSON that people can read too."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _as_data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "excerpt": finding.excerpt,
        "reason": finding.reason,
        "replacement": finding.replacement,
        "answer": finding.path,
    }


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of which nothing is cut, and whose first column stays on one line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        click.echo("There is none.", err=True)
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(heads[0], no_wrap=True, overflow="ignore")
    for head, *cells in zip(heads[1:], *(row[1:] for row in rows), strict=True):
        whole = all(len(cell) <= SHORT for cell in cells)
        table.add_column(head, overflow="fold", no_wrap=whole)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def say(text: str) -> None:
    """Print a message for people, above any progress that is shown."""
    if sys.stderr is not None:
        # With its own stream for errors, click would write past what draws the progress.
        click.echo(text, file=sys.stderr)


def show_progress(work: Sequence[T], doing: str) -> Iterable[T]:
    """Yield pieces of work, showing people on a terminal how many of them are done."""
    if len(work) == 1 or not sys.stderr.isatty():
        return work
    from rich.console import Console
    from rich.progress import track

    return track(work, doing, console=Console(stderr=True))
