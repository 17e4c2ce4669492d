"""The command that lists what answers commit to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responder.cli.output import print_bytes, refuse_answers
from responder.errors import FileError, Place, ResponderError, UsageError

if TYPE_CHECKING:
    from responder.register import Listing

NAME = "actions.xlsx"
TITLE = "Register of actions"
ENDINGS = (".xlsx", ".csv")


@click.command()
@click.argument("answers", type=click.Path(path_type=Path, readable=False), nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help=f"The file to write, as Excel (.xlsx) or CSV (.csv); {NAME} if not said. - prints CSV.",
)
@click.option("--overwrite", is_flag=True, help="Replace a file that is there already.")
@click.pass_context
def actions(
    ctx: click.Context, answers: tuple[Path, ...], output: str | None, overwrite: bool
) -> None:
    """List the actions of all answers files in one table.

    The template of the answers says which of them are actions, and which columns there are.
    """
    from responder import house
    from responder.answers import load
    from responder.compose import Composer
    from responder.register import Collector

    target = _name_target(answers, output, overwrite)
    collector = Collector(Composer(house.find(ctx.find_root().obj, Path.cwd())))
    failed = False
    for path in dict.fromkeys(answers):
        try:
            findings = collector.add(load(path))
        except ResponderError as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        for finding in findings:
            click.echo(str(finding), err=True)
            failed |= finding.severity == "error" and finding.rule != "missing"
    if collector.files:
        _write(collector.listing(), target)
    ctx.exit(1 if failed else 0)


def _name_target(answers: tuple[Path, ...], output: str | None, overwrite: bool) -> Path | None:
    """Return the file to write, or None for standard output; refuse one that would be lost."""
    if output == "-":
        return None
    target = Path(output or NAME)
    if target.is_dir():
        target /= NAME
    elif str(output).endswith(("/", os.sep)):
        raise UsageError(f"There is no folder {output}.")
    if target.suffix.lower() not in ENDINGS:
        problem = f"{target} does not end in a known format."
        raise UsageError(problem, remedy="End it in .xlsx for Excel, or in .csv.")
    if target.exists() and not target.is_file():
        raise UsageError(f"{target} is no file.", remedy="Use “-o -” to print the table.")
    refuse_answers([target], answers)
    if target.exists() and not overwrite:
        raise FileError(
            "This file is there already, and somebody may have edited it.",
            Place(str(target)),
            "Give another name with -o, or add --overwrite to replace it.",
        )
    return target


def _write(listing: Listing, target: Path | None) -> None:
    from responder import files
    from responder.writers import csv

    if target is None:
        print_bytes(csv.write(listing).encode())
        return
    if target.suffix.lower() == ".csv":
        # Excel takes a file without this mark for one of its own old character sets.
        data = csv.write(listing).encode("utf-8-sig")
    else:
        from responder.writers import workbook

        data = workbook.write(listing, TITLE)
    files.write_bytes(target, data, lasting=False)
    count = len(listing.rows)
    click.echo(f"Wrote {target}: {count} {'row' if count == 1 else 'rows'}.", err=True)
