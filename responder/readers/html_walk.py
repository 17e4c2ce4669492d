"""One walk over a page: each of its words goes to the text or to what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from msgspec.structs import replace

from responder.document import PLAIN, Block, Style, is_safe_link
from responder.readers.html_blocks import Builder, is_block
from responder.readers.html_page import DROPPED, FURNITURE, MOST_NAMES, Page
from responder.readers.html_source import Element
from responder.readers.reading import Changes, LeftOut

STRUCK_OUT = "deleted text"
PUT_IN = "inserted text"
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
BOLD = re.compile(r"font-weight\s*:\s*(?:(bold|[6-9]00)|normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"font-style\s*:\s*(?:(italic|oblique)|normal)", re.IGNORECASE)
LONGEST_ADDRESS = 2_000  # characters; no link that a person made is longer
BREAK = "\f"  # ends a line of what is left out; no page has one any more


@dataclass(frozen=True, slots=True)
class _State:
    """What the words of an element are, or "" for the text, with their style there."""

    kind: str
    style: Style = PLAIN


class Walk:
    """Reads a page from its beginning to its end, whatever stands in whatever.

    `language` is that of the page, and `base` the address from which its links count.
    """

    def __init__(self, page: Page, changes: Changes, language: str, base: str) -> None:
        self.page = page
        self.changes = changes
        self.language = language
        self.base = base
        self.builder = Builder()
        self.others: list[tuple[str, list[str]]] = []
        self.states = [_State("" if page.main is page.root else FURNITURE)]
        self._read()

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the text."""
        return tuple(self.builder.finish())

    def left_out(self) -> Iterator[LeftOut]:
        """Yield each stretch of what is no part of the text, in its lines."""
        for kind, parts in self.others:
            lines = (" ".join(line.split()) for line in "".join(parts).split(BREAK))
            words = "\n".join(line for line in lines if line)
            if words:
                yield LeftOut(kind, words)

    def _read(self) -> None:
        for event, element in etree.iterwalk(self.page.root, events=("start", "end")):
            if event == "start":
                state = self._enter(element)
                self.states.append(state)
                self._break(element, state)
                if not state.kind:
                    self.builder.start(element, state.style)
                self._add(element.text)
            else:
                state = self.states.pop()
                if not state.kind:
                    self.builder.end(element)
                self._break(element, state)
                if element is not self.page.root:
                    self._add(element.tail)

    def _enter(self, element: Element) -> _State:
        around = self.states[-1]
        kind = self.page.kind(element, around.kind) or self._changed(element)
        if kind:
            return around if kind == around.kind else _State(kind, around.style)
        return _State("", self._style(element, around.style))

    def _changed(self, element: Element) -> str:
        if element.tag == "del" and self.changes == "final":
            return STRUCK_OUT
        return PUT_IN if element.tag == "ins" and self.changes == "original" else ""

    def _break(self, element: Element, state: _State) -> None:
        """End a line of what is left out; the text ends there too, unless nothing shows."""
        if state.kind in {"", DROPPED} or not (is_block(element) or element.tag == "br"):
            return
        if self.others:
            self.others[-1][1].append(BREAK)
        if state.kind == FURNITURE and not self.states[-1].kind:
            self.builder.flush()

    def _add(self, text: str | None) -> None:
        state = self.states[-1]
        if not text or state.kind == DROPPED:
            return
        if not state.kind:
            self.builder.add(text, state.style)
            if self.others and self.others[-1][0] and text.strip():
                self.others.append(("", []))
            return
        if not self.others or self.others[-1][0] != state.kind:
            if not text.strip():
                return
            self.others.append((state.kind, []))
        self.others[-1][1].append(text)

    def _style(self, element: Element, around: Style) -> Style:
        tag, changed = element.tag, {}
        if not element.keys() and tag not in {"b", "strong", "em", "i"}:
            return around
        if tag in {"b", "strong"}:
            changed["bold"] = True
        elif tag in {"em", "i"}:
            changed["italic"] = True
        look = element.get("style", "")[:MOST_NAMES]
        if "font-" in look:
            for name, pattern in (("bold", BOLD), ("italic", ITALIC)):
                found = pattern.search(look)
                if found:
                    changed[name] = found[1] is not None
        style = replace(around, **changed) if changed else around
        if tag == "a" and element.get("href") is not None:
            style = replace(style, link=self._address(element.get("href", "").strip()))
        language = language_of(element)
        if language is not None:
            style = replace(style, language=language if differs(language, self.language) else "")
        return style

    def _address(self, href: str) -> str:
        """Return where a link leads, or "" if that is nowhere outside the page or not safe."""
        if href.startswith("#") or len(href) > LONGEST_ADDRESS or not is_safe_link(href):
            return ""
        try:
            address = urljoin(self.base, href) if self.base else href
        except ValueError:  # an address that is none
            return ""
        return address if is_safe_link(address) else ""


def language_of(element: Element) -> str | None:
    """Return the language that an element says its words are in, "" if it says nonsense."""
    said = element.get("lang", element.get("{http://www.w3.org/XML/1998/namespace}lang"))
    said = element.get("xml:lang") if said is None else said
    if said is None:
        return None
    return said if LANGUAGE.fullmatch(said) else ""


def differs(one: str, other: str) -> bool:
    """Tell whether two languages are not the same, as English is in all its countries."""
    return one.partition("-")[0].casefold() != other.partition("-")[0].casefold()
