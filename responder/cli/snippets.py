"""The commands for the library of snippets."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from responder.cli.output import print_json, print_table, report
from responder.cli.review import review
from responder.errors import ResponderError, UsageError, did_you_mean, quote

if TYPE_CHECKING:
    from responder.boilerplate import Library, Snippet
    from responder.house import House

PREVIEW = 90  # characters of a snippet's text in a table


def read_day(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> datetime.date | None:
    """Return a day written as in an answers file."""
    from responder.questions import parse_date

    try:
        return None if value is None else parse_date(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
ON = click.option(
    "--on",
    metavar="DATE",
    callback=read_day,
    help="The publication date to judge by; today if not said.",
)


@click.group()
def snippets() -> None:
    """Look through the library of reusable passages."""


def _library(ctx: click.Context) -> tuple[House, Library]:
    from responder import house
    from responder.boilerplate import Library

    found = house.find(ctx.find_root().obj, Path.cwd())
    return found, Library(found.boilerplate)


@snippets.command("list")
@click.option("--theme", help="Only snippets of this theme.")
@click.option("--scope", type=click.Choice(["national", "local"]), help="Only of this scope.")
@click.option("--valid", is_flag=True, help="Only what may be published on that day.")
@click.option(
    "--expiring",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Only what ends within so many days.",
)
@ON
@FORMAT
@click.pass_context
def list_snippets(
    ctx: click.Context,
    /,
    on: datetime.date | None,
    form: str,
    **only: Any,
) -> None:
    """List the snippets with the days on which they may be published."""
    house, library = _library(ctx)
    day = on or datetime.date.today()
    _check_theme(house, only["theme"])
    found = [snippet for snippet in library.load_all(_warn) if _is_wanted(snippet, day, **only)]
    if form == "json":
        print_json([_as_data(snippet, day) for snippet in found])
        return
    print_table(
        ("Snippet", f"On {day}", "Title"),
        [(one.label, one.about.valid.state(day), one.about.title) for one in found],
    )


def _is_wanted(
    snippet: Snippet,
    day: datetime.date,
    *,
    theme: str | None,
    scope: str | None,
    valid: bool,
    expiring: int | None,
) -> bool:
    about = snippet.about
    return (
        (not theme or theme in about.themes)
        and (not scope or scope == about.scope)
        and (not valid or about.valid.holds(day))
        and (expiring is None or about.valid.ends_within(day, expiring))
    )


def _check_theme(house: House, theme: str | None) -> None:
    known = list(house.cues())
    if theme and theme not in known:
        raise UsageError(f"There is no theme “{theme}”.", remedy=did_you_mean(theme, known))


@snippets.command()
@click.argument("name")
@click.argument(
    "used_in", metavar="[ANSWERS]...", type=click.Path(path_type=Path, readable=False), nargs=-1
)
@ON
@FORMAT
@click.pass_context
def show(
    ctx: click.Context, name: str, used_in: tuple[Path, ...], on: datetime.date | None, form: str
) -> None:
    """Show one snippet: its text in each version, its slots, and where it comes from.

    Name answers files too, such as those of published responses, to see which of them use it.
    """
    from responder.boilerplate import audit

    _, library = _library(ctx)
    day = on or datetime.date.today()
    name, _, version = name.partition("@")
    versions = library.versions(name)
    if not versions:
        problem = f"There is no snippet {quote(name)}."
        raise ResponderError(problem, remedy=did_you_mean(name, library.names()))
    chosen = [one for one in versions if not version or one.version == version]
    if not chosen:
        known = [one.version for one in versions if one.version]
        problem = f"“{name}” has no version “{version}”."
        raise ResponderError(problem, remedy=did_you_mean(version, known))
    uses = list(audit.find_uses(used_in, name))
    if form == "json":
        places = [str(place) for place in uses]
        print_json([{**_as_data(one, day), "used": places} for one in chosen])
        return
    for index, snippet in enumerate(chosen):
        _show_version(snippet, day, chosen[index - 1] if index else None)
    if uses:
        click.echo("Used in:")
        for place in uses:
            click.echo(f"  {place}")


def _show_version(snippet: Snippet, day: datetime.date, before: Snippet | None) -> None:
    from responder.boilerplate.likeness import mark_changes

    about = snippet.about
    click.echo(click.style(f"{about.title} ({snippet.label})", bold=True))
    click.echo(f"  file       {snippet.place}")
    click.echo(f"  scope      {about.scope}")
    click.echo(f"  themes     {', '.join(about.themes)}")
    if about.language:
        click.echo(f"  language   {about.language}")
    click.echo(f"  published  {about.valid}; on {day}: {about.valid.state(day)}")
    if about.superseded:
        click.echo(f"  then       {about.superseded}")
    for origin in about.source:
        click.echo(f"  source     {origin}")
    for slot, asked in about.slots.items():
        example = f" For example: {asked.example}" if asked.example else ""
        click.echo(f"  slot       {slot}: {asked.ask}{example}")
    click.echo()
    click.echo(snippet.body.strip())
    click.echo()
    if before:
        click.echo(f"Changed since @{before.version}, with [-old-] and {{+new+}} words:")
        click.echo(mark_changes(before.body, snippet.body))
        click.echo()


@snippets.command()
@click.argument("words")
@click.option("--theme", default="", help="The theme that the passage is to belong to.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True)
@ON
@FORMAT
@click.pass_context
def search(
    ctx: click.Context,
    /,
    words: str,
    on: datetime.date | None,
    form: str,
    **asked: Any,
) -> None:
    """Find the snippets that fit some WORDS best, such as an issue of a report."""
    from responder.boilerplate.search import Index, read_vocabulary

    house, library = _library(ctx)
    day = on or datetime.date.today()
    _check_theme(house, asked["theme"])
    folder = Path(click.get_app_dir("responder"))
    with Index(library, read_vocabulary(house), folder) as index:
        found = index.suggest(words, day, **asked)
    if form == "json":
        print_json([{**_as_data(one.snippet, day), "score": round(one.score, 3)} for one in found])
        return
    for number, one in enumerate(found, 1):
        about = one.snippet.about
        click.echo(f"{number}. {click.style(about.title, bold=True)} ({one.snippet.label})")
        sources = "".join(f"; from {origin}" for origin in about.source)
        click.echo(f"   {about.valid.state(day)}{sources}")
        click.echo(f"   {_shorten(one.snippet.body)}")
    if not found:
        click.echo("No snippet holds any of these words.", err=True)


@snippets.command()
@FORMAT
@click.pass_context
def check(ctx: click.Context, form: str) -> None:
    """Say what is wrong with the library, and where."""
    from responder.boilerplate import audit
    from responder.compose.rendering import Renderer

    house, library = _library(ctx)
    renderer = Renderer(house.templates)
    findings = list(audit.check(library, list(house.cues()), house.people(), renderer.find_slots))
    ctx.exit(report(findings, form))


snippets.add_command(review)


def _warn(error: ResponderError) -> None:
    click.echo(str(error), err=True)


def _as_data(snippet: Snippet, day: datetime.date) -> dict[str, Any]:
    about = snippet.about
    return {
        "name": snippet.name,
        "version": snippet.version,
        "title": about.title,
        "scope": about.scope,
        "themes": about.themes,
        "language": about.language,
        "from": str(about.valid.start or ""),
        "until": str(about.valid.until or ""),
        "state": about.valid.state(day),
        "superseded": about.superseded,
        "sources": [str(origin) for origin in about.source],
        "slots": {name: slot.ask for name, slot in about.slots.items()},
        "text": snippet.body.strip(),
        "file": str(snippet.file),
    }


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= PREVIEW else words[: PREVIEW - 1].rstrip() + "…"
