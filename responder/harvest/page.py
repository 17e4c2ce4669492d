"""Harvest → the text of an answers file, with what found no place as comments at its end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from responder.answers import TEMPLATE_KEY
from responder.answers.text import Layout, write_entries
from responder.harvest.account import Listed, list_left_out
from responder.harvest.result import Harvest
from responder.nodes import NOT_IN_YAML
from responder.readers.reading import Reading

WIDTH = 96
LAYOUT = Layout(brackets=80, bare=True)
PUBLISHED = (
    "These are the words of a response that has been published. Before they become the start of a "
    "new one, change its date of publication."
)
END = (
    "Not placed: the following words of the source are not in these answers. They are kept here, "
    "so that none is lost, and can be taken out."
)


def write_page(
    harvested: Harvest, name: str, reading: Reading | None = None, licence: str = ""
) -> str:
    """Return the answers file of what was harvested from a file of that name.

    With the reading it says behind which words those stood that are no answer. `licence` is what
    has to be said of published text.
    """
    head = [f"Harvested from “{name}”. {PUBLISHED}", *([licence] if licence else [])]
    answers = write_entries({TEMPLATE_KEY: harvested.template, **harvested.data}, LAYOUT)
    left_out = list_left_out(harvested, reading)
    lines = [
        *(line for text in head for line in _remark(text)),
        *answers,
        *(_list(left_out) if left_out else []),
    ]
    return "".join(f"{line}\n" for line in lines)


def _list(left_out: Iterable[Listed]) -> Iterator[str]:
    """Yield the words that are no answer, each run of one kind below what it is."""
    yield ""
    yield from _remark(END)
    for one in left_out:
        if not one.follows:
            where = f", behind “{one.before}”" if one.before else ""
            yield "#"
            yield from _remark(f"Not placed, {one.kind}{where}:")
        # The sign keeps an editor from taking words of the source for an instruction to itself.
        yield from _remark(one.text, "  > ")


def _remark(text: str, sign: str = "") -> list[str]:
    """Return a text as comments that every reader of YAML passes over, whatever it holds."""
    words = (NOT_IN_YAML.sub("\N{REPLACEMENT CHARACTER}", word) for word in text.split())
    lines = textwrap.wrap(
        " ".join(words),
        WIDTH - 2,
        initial_indent=sign,
        subsequent_indent=sign,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"# {line}" for line in lines]
