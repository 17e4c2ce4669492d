"""The command line: arguments, messages and exit statuses; each command imports what it needs."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from responder import __version__
from responder.cli.actions import actions
from responder.cli.check import check
from responder.cli.draft import draft
from responder.cli.harvest import harvest
from responder.cli.init import init
from responder.cli.output import print_json
from responder.cli.snippets import snippets
from responder.errors import FileError, Place, ResponderError

if TYPE_CHECKING:
    from responder.house import House

INTERRUPTED = 130
GARBAGE = 50_000  # objects made, over those freed, before Python looks for unused ones
ANSWERS = click.Path(path_type=Path, readable=False)


class _Commands(click.Group):
    """Commands whose errors are printed as one message, with the exit status of the error."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ResponderError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_status)
        except (KeyboardInterrupt, EOFError):
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
@click.option(
    "--house",
    metavar="DIR",
    envvar="RESPONDER_HOUSE",
    help="The folder with templates and boilerplate; otherwise the nearest one above this "
    "folder, otherwise the one that came with the program.",
)
@click.pass_context
def cli(ctx: click.Context, house: str | None) -> None:
    """Draft the response to an inspection report.

    Start with `responder wizard`, edit the answers file that it writes, and turn it into a
    Word file with `responder draft`.
    """
    ctx.obj = house


def _find_house(ctx: click.Context) -> House:
    from responder import house

    return house.find(ctx.obj, Path.cwd())


@cli.command()
@click.argument("answers", type=ANSWERS, required=False)
@click.option("--template", metavar="NAME", help="The kind of inspection, by its template.")
@click.option(
    "--from",
    "report",
    type=ANSWERS,
    metavar="REPORT",
    help="The inspection report as Word, PDF, saved web page or text: you choose from what it asks "
    "for, word for word.",
)
@click.option("--plain", is_flag=True, help="Ask with numbered lines, for screen readers.")
@click.pass_context
def wizard(
    ctx: click.Context,
    answers: Path | None,
    template: str | None,
    report: Path | None,
    plain: bool,
) -> None:
    """Ask about an inspection and keep the answers in a file.

    Every answer is saved at once. Name an existing file to go on where you stopped.
    """
    from responder import wizard as interview

    def offer_draft(path: Path) -> None:
        ctx.invoke(draft, answers=(path,))

    house = _find_house(ctx)
    interview.run(
        house,
        answers,
        template,
        plain=plain,
        offer_draft=offer_draft,
        index_folder=Path(click.get_app_dir("responder")),
        report=report,
    )


@cli.command()
@click.argument("answers", type=ANSWERS)
@click.argument("words")
@click.pass_context
def why(ctx: click.Context, answers: Path, words: str) -> None:
    """Say where some WORDS of the draft come from."""
    from responder import why as tracing
    from responder.answers import load
    from responder.compose import Composer

    document = Composer(_find_house(ctx)).compose(load(answers)).document
    for text, links in tracing.explain(document, words):
        click.echo(f"“{text}”")
        for link in links:
            click.echo(f"  {link}")


@cli.command()
@click.argument("template")
@click.option("-o", "--output", type=ANSWERS, metavar="FILE", help="Where to write it.")
@click.pass_context
def questions(ctx: click.Context, template: str, output: Path | None) -> None:
    """Print a blank answers file for a TEMPLATE, with all that is asked."""
    from responder import blank, files

    text = blank.write(_find_house(ctx).questionnaire(template), template)
    if output is None:
        click.echo(text, nl=False)
    elif output.exists():
        remedy = "Name another, so that no answers are lost."
        raise FileError("There is a file of this name already.", Place(str(output)), remedy)
    else:
        files.write_bytes(output, text.encode())
        click.echo(f"Wrote {output}.", err=True)


@cli.command()
@click.argument("template")
@click.pass_context
def schema(ctx: click.Context, template: str) -> None:
    """Print the JSON Schema of a TEMPLATE's answers, for editors."""
    from responder import schema as describing

    described = describing.describe(_find_house(ctx).questionnaire(template), template)
    print_json(described)


cli.add_command(draft)
cli.add_command(check)
cli.add_command(harvest)
cli.add_command(snippets)
cli.add_command(actions)
cli.add_command(init)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not if it was closed from the start
            # Windows would use the code page of the machine, and fail at what that lacks.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    gc.set_threshold(GARBAGE)  # a command keeps most of what it makes
    try:
        cli(windows_expand_args=True)
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader of the output has gone, and needs no message
        _forget_output()
        sys.exit(1)
    except OSError as error:  # standard output is full, or the current folder is gone
        _forget_output()
        click.echo(f"The system does not allow this: {error.strerror}.", err=True)
        sys.exit(1)
    finally:
        gc.freeze()  # or Python would go through all objects once more before it ends


def _forget_output() -> None:
    """Send what is still to be printed nowhere, since it would fail once more at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
