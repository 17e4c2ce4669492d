"""The command that goes through snippet candidates with the officer."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
@click.option("--plain", is_flag=True, help="Ask with numbered lines, for screen readers.")
@click.pass_context
def review(ctx: click.Context, folder: Path, plain: bool) -> None:
    """Decide on the snippet candidates in a FOLDER: accept, edit, drop, or leave each.

    Only what you accept enters the library.
    """
    from responder import house
    from responder.wizard import reviewing

    reviewing.run(house.find(ctx.find_root().obj, Path.cwd()), folder, plain=plain)
