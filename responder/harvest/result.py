"""What a harvest comes to: answers, and what they could not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from responder.harvest.settling import write_answers
from responder.readers.reading import LeftOut

FURNITURE = "page furniture"
NO_PLACE = "no place in the response"


@dataclass(frozen=True)
class Harvest:
    """The answers of a published response, and in reading order what is left out of them.

    `distance` is 0 if a draft of the answers has all words of the source, in their order, but for
    those left out. `missing` names the parts that a response must have and no line looks like.
    """

    template: str
    data: dict[str, Any]
    left_out: tuple[LeftOut, ...]
    distance: int
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the answers file."""
        return write_answers(self.template, self.data)
