"""Findings on answers for this repository's house, and for small ones."""

from functools import cache
from pathlib import Path

from responder import answers, house
from responder.check import review
from responder.compose import Composer
from responder.errors import Finding
from tests.houses import SmallHouse

ROOT = Path(__file__).parent.parent
CLEAN = """\
template: area-inspection
area: London South
published: 2022-02-17
recognition: [{text: The report recognises the work of the Area.}]
items:
  - text: The quality of letters needs to improve.
    response:
      - text: The Area accepts this. It will check ten letters a month from 1 March 2022.
"""


@cache
def composer() -> Composer:
    return Composer(house.load(ROOT))


def find(text: str, rule: str = "") -> list[Finding]:
    """Return the findings on answers for this repository's house, or those of one rule."""
    return _review(composer(), text, rule)


def find_in(made: SmallHouse, text: str, rule: str = "") -> list[Finding]:
    """Return the findings on answers for a small house, or those of one rule."""
    return _review(Composer(house.load(made.folder)), f"template: visit\n{text}", rule)


def respond(response: str) -> str:
    """Return clean answers whose one response is some text."""
    before, _, _ = CLEAN.partition("    response:")
    indented = "\n".join(f"          {line}".rstrip() for line in response.splitlines())
    return f"{before}    response:\n      - text: |-\n{indented}\n"


def _review(maker: Composer, text: str, rule: str) -> list[Finding]:
    given = answers.read(text.encode(), Path("answers.yaml"))
    found = review(maker, given, maker.compose(given))
    return [finding for finding in found if rule in ("", finding.rule)]
