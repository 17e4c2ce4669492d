"""Which rules a house applies and how much each matters to it, and what officers have accepted."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

from responder import structures
from responder.answers import ACCEPTED_KEY, Answers
from responder.check import rules
from responder.check.rules import Rule
from responder.errors import DataError, Finding, Place, did_you_mean, quote
from responder.house import House
from responder.nodes import Node

SETTINGS = "rules"  # the name in the house's data
SEVERITIES = ("error", "warning", "advice", "off")


class Setting(msgspec.Struct, forbid_unknown_fields=True):
    """How much a rule matters to a house, and why it differs from the usual."""

    severity: Literal["error", "warning", "advice", "off"]
    reason: str


class Acceptance(msgspec.Struct, forbid_unknown_fields=True):
    """A finding that the officer lets stand: its rule, its words or answer, and the reason."""

    rule: str
    reason: str
    words: str = ""
    at: str = ""


def load_rules() -> Mapping[str, Rule]:
    """Return every rule by its name: those of all modules in the folder of rules."""
    for module in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."):
        importlib.import_module(module.name)
    return dict(sorted(rules.RULES.items()))


def choose_rules(house: House) -> Iterator[Rule]:
    """Yield the rules that a house applies, with the severities that it gives them.

    Raises DataError where the house's settings name what there is not.
    """
    known = load_rules()
    settings = _read_settings(house, known)
    for name, rule in known.items():
        setting = settings.get(name)
        if setting is None:
            yield rule
        elif setting.severity != "off":
            yield replace(rule, severity=setting.severity, fixed=True)


def _read_settings(house: House, known: Mapping[str, Rule]) -> dict[str, Setting]:
    place = Place(str(house.templates / "house.yaml"))
    written: Any = house.data.get(SETTINGS, {})
    if not isinstance(written, Mapping):
        problem = f"“{SETTINGS}” should give a severity and a reason for each rule by its name."
        raise DataError(problem, place)
    found = {}
    for name, setting in written.items():
        if name not in known:
            problem = f"“{SETTINGS}” names {quote(name)}, and there is no such rule."
            raise DataError(problem, place, did_you_mean(name, list(known)))
        try:
            found[name] = msgspec.convert(setting, Setting)
        except msgspec.ValidationError:
            problem = f"“{SETTINGS}” does not say in the right form how much {name} matters."
            remedy = f"Write {name}: {{severity: {' | '.join(SEVERITIES)}, reason: …}}."
            raise DataError(problem, place, remedy) from None
    return found


def accept(findings: Sequence[Finding], given: Answers) -> Iterator[Finding]:
    """Yield the findings that the answers do not accept, and what is wrong with acceptances."""
    accepting, faults = _read_acceptances(given)
    for finding in findings:
        matching = [one for one in accepting if one.covers(finding)]
        for one in matching:
            one.used = True
        if not matching:
            yield finding
    yield from faults
    for one in accepting:
        if not one.used:
            message = f"Nothing here breaks the rule {one.about.rule} any more. Remove this."
            yield Finding("unused-acceptance", "warning", message, one.place)


@dataclass
class _Accepting:
    about: Acceptance
    place: Place
    used: bool = False

    def covers(self, finding: Finding) -> bool:
        about = self.about
        return (
            finding.rule == about.rule
            and (not about.words or about.words.split() == finding.excerpt.split())
            and (not about.at or about.at == finding.path)
        )


def _read_acceptances(given: Answers) -> tuple[list[_Accepting], list[Finding]]:
    written = given.root.at([ACCEPTED_KEY])
    accepting: list[_Accepting] = []
    faults: list[Finding] = []
    if written is given.root or written.empty:
        return accepting, faults
    for entry in written.value if isinstance(written.value, list) else [written]:
        try:
            about = _read_acceptance(entry)
            accepting.append(_Accepting(about, entry.place))
        except DataError as error:
            faults.append(error.as_finding("wrong-acceptance", entry.place))
    return accepting, faults


def _read_acceptance(entry: Node) -> Acceptance:
    about = structures.convert(entry, Acceptance)
    rule_place = entry.at(["rule"]).place
    if about.rule not in (known := load_rules()):
        problem = f"There is no rule {quote(about.rule)} whose findings can be accepted."
        raise DataError(problem, rule_place, did_you_mean(about.rule, list(known)))
    if not about.reason.strip():
        raise DataError("An acceptance needs its reason.", entry.at(["reason"]).place)
    if not about.words and not about.at:
        remedy = "Give the “words” concerned, or “at” with the name of the answer."
        raise DataError("This would accept every finding of the rule.", entry.place, remedy)
    return about
