"""The command that turns past responses into answers files."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from responder.cli.harvested import (
    FEW,
    HEADS,
    MOST_TOLD,
    Harvested,
    as_data,
    make_row,
    tell,
    tell_doubt,
    tell_losses,
)
from responder.cli.output import print_bytes, print_json, print_table, say, show_progress
from responder.cli.past import find_past, name_answers, prepare_folder
from responder.cli.proposed import propose
from responder.cli.snippets import read_day
from responder.errors import FileError, Place, ResponderError, UsageError

if TYPE_CHECKING:
    from responder.compose import Composer
    from responder.harvest.summary import Summary
    from responder.readers.reading import Changes

INTERRUPTED = 130


@dataclass(frozen=True)
class _Wanted:
    """How past responses are to be read, and what is to be written.

    `snippets` is the folder for what the library could take from them, if that is wanted.
    """

    template: str
    published: datetime.date | None
    changes: Changes
    snippets: Path | None
    overwrite: bool


@click.command()
@click.argument("past", type=click.Path(path_type=Path, readable=False), nargs=-1, required=True)
@click.option("-o", "--output", metavar="PATH", help="The file or folder to write; - prints it.")
@click.option("--template", metavar="NAME", default="", help="The kind of inspection, if known.")
@click.option(
    "--published",
    metavar="DATE",
    callback=read_day,
    help="The day of publication, if the response does not say it.",
)
@click.option(
    "--changes",
    type=click.Choice(["final", "original", "both"]),
    default="final",
    show_default=True,
    help="Which text to read where Word has tracked changes.",
)
@click.option(
    "--snippets",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="Where to write what the library could take from the responses, for a review.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="JSON is for programs.",
)
@click.option("--overwrite", is_flag=True, help="Replace answers files that are there already.")
def harvest(past: tuple[Path, ...], output: str | None, form: str, **asked: Any) -> None:
    """Turn past responses into answers files.

    PAST are published responses, as text, web pages or Word files, or folders of them. The
    answers are written in the current folder unless -o says otherwise. Words that have no place
    in them stand at the end of their file, and the exit status is 1 then.
    """
    from responder import house
    from responder.compose import Composer

    ctx = click.get_current_context()
    wanted = _Wanted(**asked)
    composer = Composer(house.find(ctx.find_root().obj, Path.cwd()))
    if wanted.template:
        composer.house.questionnaire(wanted.template)  # tells which there are if this is none
    several = len(past) > 1 or past[0].is_dir()
    found = find_past(past)
    targets = name_answers(found.files, output, several)
    if wanted.snippets:
        from responder.candidates import files as candidate_files

        candidate_files.refuse_library(wanted.snippets, composer.library)
    if not several:
        ctx.exit(_harvest_one(composer, past[0], targets[0], wanted, form))
    if wanted.published:
        raise UsageError("Only one response at a time can be given its day of publication.")
    if not found.files:
        if found.refused:
            raise found.refused[0]
        problem = "There is no file here that may be a response."
        raise FileError(problem, Place(str(past[0])), "Name the file itself.")
    prepare_folder(output)
    _tell_passed(found.passed)
    for error in found.refused:
        say(str(error))
    work = list(zip(found.files, targets, strict=True))
    ctx.exit(_harvest_all(composer, work, wanted, form) or int(bool(found.refused)))


def _harvest_one(
    composer: Composer, path: Path, target: Path | None, wanted: _Wanted, form: str
) -> int:
    """Harvest one file, tell what became of it, and return the exit status."""
    summary = _harvest(composer, path, target, wanted)
    done = Harvested(path, target, summary)
    if form == "json":
        print_json(as_data(done))
    else:
        if target is None:
            print_bytes(summary.page.encode())
        tell(done)
    if wanted.snippets:
        propose(composer, [done], wanted.snippets)
    return 0 if done.clean else 1


def _harvest_all(
    composer: Composer, work: Sequence[tuple[Path, Path | None]], wanted: _Wanted, form: str
) -> int:
    """Harvest several files, print what became of each, and return the exit status."""
    results: list[Harvested] = []
    interrupted = False
    try:
        for path, target in show_progress(work, "Harvesting"):
            results.append(_try_harvest(composer, path, target, wanted))
    except KeyboardInterrupt:
        interrupted = True
    if form == "json":
        print_json([as_data(one) for one in results])
    elif results:
        folder = _find_common([one.path for one in results])
        print_table(HEADS, [make_row(one, folder) for one in results])
    if interrupted:
        share = f"{len(results)} of {len(work)} files are done"
        say(f"Interrupted: {share}. What is written stays.")
        return INTERRUPTED
    if wanted.snippets:
        propose(composer, results, wanted.snippets)
    return 0 if all(one.clean for one in results) else 1


def _find_common(files: Sequence[Path]) -> Path:
    """Return the innermost folder that all files are in, as they were named."""
    try:
        return Path(os.path.commonpath([path.parent for path in files]))
    except ValueError:  # some are named from the root, and others from here
        return Path()


def _try_harvest(composer: Composer, path: Path, target: Path | None, wanted: _Wanted) -> Harvested:
    """Harvest one of several files, whatever is wrong with it."""
    try:
        done = Harvested(path, target, _harvest(composer, path, target, wanted))
    except ResponderError as error:
        say(str(error))
        return Harvested(path, problem=str(error).removeprefix(f"{path}: "))
    tell_doubt(done)
    tell_losses(done, FEW)
    return done


def _harvest(composer: Composer, path: Path, target: Path | None, wanted: _Wanted) -> Summary:
    """Return what a past file holds, and write its answers if they are to have a file."""
    from responder import files, readers
    from responder.harvest import harvest as recognise
    from responder.harvest.limits import refuse_endless
    from responder.harvest.summary import summarise

    if target is not None:
        _refuse_loss(path, target, wanted.overwrite)
    reading = readers.read(path, wanted.changes)
    refuse_endless(reading, str(path))
    harvested = recognise(reading, composer, wanted.template, str(wanted.published or ""))
    summary = summarise(harvested, reading, composer, path, target or Path(f"{path.stem}.yaml"))
    if target is not None:
        files.write_bytes(target, summary.page.encode())
        say(f"Wrote {target}.")
    return summary


def _refuse_loss(path: Path, target: Path, overwrite: bool) -> None:
    """Raise an error if a file would be replaced that nobody wants to lose."""
    if not target.exists():
        return
    if path.exists() and target.samefile(path):
        problem = f"{target} is the past response itself."
        raise UsageError(problem, remedy="Give another name with -o.")
    if not overwrite:
        raise FileError(
            "This file is there already, and somebody may have edited it.",
            Place(str(target)),
            "Give another name with -o, or add --overwrite to replace it.",
        )


def _tell_passed(passed: Sequence[Path]) -> None:
    if passed:
        names = ", ".join(path.name for path in passed[:MOST_TOLD])
        more = f" and {len(passed) - MOST_TOLD} more" if len(passed) > MOST_TOLD else ""
        say(f"Passed over, since they are no responses: {names}{more}.")
