"""The command that says what is wrong, and mends what can be mended safely."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from responder.cli.output import print_json, report
from responder.errors import UsageError

if TYPE_CHECKING:
    from responder.compose import Composer
    from responder.errors import Finding
    from responder.house import House

FORMS = click.Choice(["text", "json"])


@click.command()
@click.argument("answers", type=click.Path(path_type=Path, readable=False), nargs=-1)
@click.option("--format", "form", type=FORMS, default="text", help="JSON is for programs.")
@click.option("--fix", is_flag=True, help="Show what can be mended safely, and mend it.")
@click.option("--list-rules", is_flag=True, help="Say what is looked at, and why.")
@click.pass_context
def check(
    ctx: click.Context, answers: tuple[Path, ...], form: str, fix: bool, list_rules: bool
) -> None:
    """Say everything that is wrong with answers files, and where."""
    from responder import house
    from responder.check import check as find
    from responder.check import check_house
    from responder.compose import Composer

    known = house.find(ctx.find_root().obj, Path.cwd())
    if list_rules:
        _list_rules(known, form)
        return
    if not answers:
        raise UsageError("Which answers are to be checked? Name their file.")
    composer = Composer(known)
    if fix:
        for path in answers:
            _mend(composer, path)
    findings = [finding for path in answers for finding in find(composer, path)]
    findings += check_house(composer.house)
    ctx.exit(report(findings, form))


def _mend(composer: Composer, path: Path) -> None:
    """Show the safe repairs of a file, make them, and say how many there were."""
    from responder.answers.file import AnswersFile
    from responder.check import check as find
    from responder.check.repair import repair

    file = AnswersFile.open(path)
    mended = repair(file, find(composer, path))
    for finding in mended:
        click.echo(f"{finding.place}: {_show(finding)}", err=True)
    file.save()
    count = f"{len(mended)} {'repair' if len(mended) == 1 else 'repairs'}"
    click.echo(f"{path}: {count} made." if mended else f"{path}: no safe repairs.", err=True)


def _show(finding: Finding) -> str:
    if not finding.replacement:
        return f"“{finding.excerpt}” taken out ({finding.rule})"
    return f"“{finding.excerpt}” is now “{finding.replacement}” ({finding.rule})"


def _list_rules(known: House, form: str) -> None:
    from responder.check.settings import choose_rules

    rules = list(choose_rules(known))
    if form == "json":
        fields = ("name", "severity", "reason", "source")
        print_json([{field: getattr(rule, field) for field in fields} for rule in rules])
        return
    for rule in rules:
        click.echo(f"{rule.name} ({rule.severity})\n    {rule.reason} Source: {rule.source}.")
