"""The command that makes a house of one's own."""

from __future__ import annotations

from pathlib import Path

import click

# What to edit, in this order, and what each file holds.
FIRST = {
    "templates/house.yaml": "who you are, who inspects you, what can be chosen",
    "templates/inspection/response.md.j2": "the sentences of a response, and their order",
    "templates/inspection/questionnaire.yaml": "the questions whose answers stand in it",
}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def init(ctx: click.Context, folder: Path) -> None:
    """Make a house of your own in DIR, ready to edit.

    It holds a template, two snippets and an example, and the Word styles of the house in use.
    DIR may be new or an empty folder.
    """
    from responder import house, starting
    from responder.files import quote_path

    starting.make(folder, house.find(ctx.find_root().obj, Path.cwd()))
    click.echo(f"Made {folder}, a house of your own. Edit first:", err=True)
    for number, (name, about) in enumerate(FIRST.items(), 1):
        click.echo(f"  {number}. {folder / name}: {about}", err=True)
    click.echo(f"Then: responder --house {quote_path(folder)} wizard", err=True)
    click.echo(f"More is in {folder / 'README.md'}.", err=True)
