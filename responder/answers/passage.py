"""One passage of the answers: typed text, or a snippet of the library."""

from __future__ import annotations

from dataclasses import dataclass, field

from responder import nodes
from responder.errors import Finding, did_you_mean, quote
from responder.nodes import Node

PASSAGE_KEYS = ("text", "snippet", "values", "origin")


@dataclass(slots=True)
class Passage:
    """A piece of prose in the answers: typed text, or a snippet with values for its slots.

    `origin` names the version of a snippet that typed text was made from.
    """

    path: str
    node: Node
    text: str = ""
    snippet: str = ""
    version: str = ""
    values: Node | None = None
    origin: Node | None = None


def read_passage(node: Node, path: str) -> tuple[Passage | None, list[Finding]]:
    """Return a passage, if that is what the node holds, and all that is wrong with it."""
    reader = _Reader()
    return reader.read(node, path), reader.findings


@dataclass
class _Reader:
    findings: list[Finding] = field(default_factory=list)

    def read(self, node: Node, path: str) -> Passage | None:
        if not isinstance(node.value, dict):
            self._report("wrong-type", "A passage is written “- text: …” or “- snippet: …”.", node)
            return None
        for name in node.value:
            if name not in PASSAGE_KEYS:
                message = f"A passage has no {quote(name)}. {did_you_mean(name, PASSAGE_KEYS)}"
                self.findings.append(Finding("unknown-name", "error", message, node.keys[name]))
        text, snippet = (node.value.get(name, Node("", node.place)) for name in ("text", "snippet"))
        if text.blank == snippet.blank:
            named = [name for name in ("text", "snippet") if name in node.value]
            message = "A passage has either a “text” or a “snippet”, one and not both."
            empty = f"The {named[0]} is empty." if len(named) == 1 else message
            self._report("wrong-type", empty, node)
            return None
        written = snippet if text.blank else text
        if not isinstance(text.value, str) or not isinstance(snippet.value, str):
            self._report("wrong-type", f"One value is expected here, not {written.kind}.", written)
            return None
        name, _, version = snippet.value.strip().partition("@")
        values = node.value.get("values")
        if values is not None and not values.empty:
            if not isinstance(values.value, dict):
                self._report("wrong-type", f"Values are {nodes.MAPPING}.", values)
                values = None
            elif snippet.blank:
                self._report("wrong-type", "Only a snippet has values.", values)
        origin = self._read_origin(node, text)
        return Passage(path, written, text.value, name, version, values, origin)

    def _read_origin(self, node: Node, text: Node) -> Node | None:
        """Return the name in a passage's “origin”, which only typed text has."""
        origin = node.at(["origin"])
        if origin is node or origin.empty:
            return None
        if not isinstance(origin.value, str):
            self._report("wrong-type", f"One value is expected here, not {origin.kind}.", origin)
        elif text.blank:
            self._report("wrong-type", "Only typed text has an “origin”.", origin)
        else:
            return origin
        return None

    def _report(self, rule: str, message: str, node: Node) -> None:
        self.findings.append(Finding(rule, "error", message, node.place))
