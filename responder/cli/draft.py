"""The command that writes drafts and finals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responder.cli.output import (
    FORMATS,
    form_of,
    name_targets,
    print_bytes,
    refuse_findings,
    save,
    say,
    show_progress,
    write,
)
from responder.errors import FindingsError, ResponderError

if TYPE_CHECKING:
    from responder.compose import Composer
    from responder.errors import Finding

ANSWERS = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("answers", type=ANSWERS, nargs=-1, required=True)
@click.option("-o", "--output", metavar="PATH", help="The file or folder to write; - prints it.")
@click.option("--to", "form", type=click.Choice(FORMATS), help="The format; Word if not said.")
@click.option("--final", is_flag=True, help="Write the clean file for publication, if it is ready.")
@click.option("--with-findings", is_flag=True, help="Comment on what check finds, in a Word draft.")
@click.option("--overwrite", is_flag=True, help="Replace a Word file even if it has been edited.")
def draft(
    answers: tuple[Path, ...],
    output: str | None = None,
    form: str | None = None,
    final: bool = False,
    with_findings: bool = False,
    overwrite: bool = False,
) -> None:
    """Turn answers into a Word draft, or another format.

    The draft stands beside the answers file unless -o says otherwise. What is missing shows in
    it as [TO COMPLETE: …].
    """
    from responder import house
    from responder.compose import Composer

    ctx = click.get_current_context()
    composer = Composer(house.find(ctx.find_root().obj, Path.cwd()))
    targets = name_targets(answers, output, form, final)
    if with_findings:
        refuse_findings(targets, form, final)
    work = list(zip(answers, targets, strict=True))
    failed = False
    for path, target in show_progress(work, "Drafting"):
        try:
            kind = form or form_of(target) or "docx"
            make = _make_final if final else _make_commented if with_findings else _make_draft
            data, findings = make(composer, path, kind)
            if target is None:
                print_bytes(data)
            else:
                save(target, data, kind, overwrite)
                say(f"Wrote {target}.")
            for finding in findings:
                say(str(finding))
        except ResponderError as error:
            if len(answers) == 1:
                raise
            say(str(error))
            failed = True
    ctx.exit(1 if failed else 0)


def _make_draft(composer: Composer, path: Path, form: str) -> tuple[bytes, Sequence[Finding]]:
    """Return a draft, and what is wrong with the answers."""
    from responder.answers import load

    made = composer.compose(load(path))
    _refuse(made.blocking(final=False), path, "draft")
    return write(made.document, form, composer.house), made.findings


def _make_commented(composer: Composer, path: Path, form: str) -> tuple[bytes, Sequence[Finding]]:
    """Return a draft with what a check finds as comments, and what is wrong with the answers."""
    from responder.answers import load
    from responder.check import review
    from responder.check.remarks import make_remarks

    given = load(path)
    made = composer.compose(given)
    _refuse(made.blocking(final=False), path, "draft")
    remarks = make_remarks(review(composer, given, made), made.document)
    return write(made.document, form, composer.house, remarks), made.findings


def _make_final(composer: Composer, path: Path, form: str) -> tuple[bytes, Sequence[Finding]]:
    """Return a final that a check finds no error in, and its warnings."""
    from responder.answers import load
    from responder.check import review

    given = load(path)
    made = composer.compose(given)
    found = review(composer, given, made)
    blocking = made.blocking(final=True)
    _refuse([one for one in found if one.severity == "error" or one in blocking], path, "final")
    told = [one for one in found if one.severity == "warning" or one in made.findings]
    return write(made.document.final(), form, composer.house), told


def _refuse(findings: Sequence[Finding], path: Path, kind: str) -> None:
    if findings:
        raise FindingsError(f"{path}: no {kind} is written until this is mended.", findings)
