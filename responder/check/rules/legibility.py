"""Rules on how the Word file looks, and in which language it speaks, read from the file itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.check.sight import Seen, seen
from responder.errors import quote
from responder.questions import check_language

if TYPE_CHECKING:
    from responder.readers.word_looks import Shown, Words

LEAST_CONTRAST = 4.5
LEAST_SIZE = 24  # half-points
HEX = re.compile("[0-9A-Fa-f]{6}")
JUSTIFIED = ("both", "distribute")
NOT_UNDERLINED = ("", "none")
PUBLISHING = "GOV.UK: Publishing accessible documents"

Say = Callable[["Shown", "Words"], tuple[str, str] | None]


def _list_faults(sight: Seen, say: Say) -> Iterator[Fault]:
    """Yield what is to be said of words: of those in one style once, and else of each.

    `say` returns what is true of the words, with the style that makes it so, or "" for none.
    """
    told = set()
    for number, paragraph in enumerate(sight.file.paragraphs):
        start = 0
        for words in paragraph.words:
            end = start + len(words.text)
            if words.text.strip() and (said := say(paragraph, words)) and said not in told:
                message, style = said
                if style:
                    told.add(said)
                    shown = style[:1].upper() + style[1:]
                    message = f"Words in the style “{shown}” {message}"
                    yield Fault(message, place=sight.template, excerpt=shown)
                else:
                    message = f"The words {quote(words.text.strip())} {message}"
                    yield sight.fault(message, number, start, end)
            start = end


@rule(
    "contrast",
    "warning",
    "People with low sight, and anyone in the sun, need words that stand out from the page.",
    "WCAG 2.2, 1.4.3 Contrast (Minimum)",
)
def find_faint_words(reading: Reading) -> Iterator[Fault]:
    """Yield words whose colour is too near to the one behind them."""

    def say(_: Shown, words: Words) -> tuple[str, str] | None:
        color, behind = words.said("color"), words.background
        if not (HEX.fullmatch(color) and HEX.fullmatch(behind)):
            return None
        found = measure_contrast(color, behind)
        if found >= LEAST_CONTRAST:
            return None
        shown = int(found * 10) / 10  # never rounded up to what would do
        message = f"have the colour {color} on {behind}, a contrast of {shown} to 1."
        return f"{message} {LEAST_CONTRAST} is the least.", words.looks["color"].style

    for sight in seen(reading):
        yield from _list_faults(sight, say)


@rule(
    "small-text",
    "advice",
    "Many people cannot read words smaller than 12 point.",
    PUBLISHING,
)
def find_small_words(reading: Reading) -> Iterator[Fault]:
    """Yield words of the text, outside tables, that are smaller than 12 point."""

    def say(paragraph: Shown, words: Words) -> tuple[str, str] | None:
        size = words.said("size")
        if paragraph.in_cell or not paragraph.in_body or not size.isdecimal():
            return None
        if int(size) >= LEAST_SIZE:
            return None
        message = f"are of {int(size) / 2:g} point. Make them {LEAST_SIZE / 2:g}."
        return message, words.looks["size"].style

    for sight in seen(reading):
        yield from _list_faults(sight, say)


@rule(
    "justified-text",
    "advice",
    "Blanks of uneven width make lines hard to follow, above all for people with dyslexia.",
    "WCAG 2.2, 1.4.8 Visual Presentation",
)
def find_justified_text(reading: Reading) -> Iterator[Fault]:
    """Yield words that are set flush on both sides."""

    def say(paragraph: Shown, _: Words) -> tuple[str, str] | None:
        alignment = paragraph.looks.get("alignment")
        if alignment is None or alignment.value not in JUSTIFIED:
            return None
        return "are set flush on both sides. Set them flush left.", alignment.style

    for sight in seen(reading):
        yield from _list_faults(sight, say)


@rule(
    "underlined-words",
    "warning",
    "Readers take underlined words for links.",
    PUBLISHING,
)
def find_underlined_words(reading: Reading) -> Iterator[Fault]:
    """Yield underlined words that lead nowhere."""

    def say(_: Shown, words: Words) -> tuple[str, str] | None:
        if words.address is not None or words.said("underline") in NOT_UNDERLINED:
            return None
        return "are underlined, and are no link.", words.looks["underline"].style

    for sight in seen(reading):
        yield from _list_faults(sight, say)


@rule(
    "page-language",
    "warning",
    "A screen reader speaks words in the language that the file names, or else in its own.",
    "WCAG 2.2, 3.1.1 Language of Page",
)
def find_page_language(reading: Reading) -> Iterator[Fault]:
    """Yield a file that leaves it to each program which language its words are in."""
    wanted = reading.composition.document.properties.language
    for sight in seen(reading):
        named = sight.file.language
        if not named:
            message = "The styles of the Word file do not say in which language the words are."
            yield Fault(f"{message} Save it with {wanted}.", place=sight.template)
        elif not _is_language(named) or named.casefold() != wanted.casefold():
            message = f"The styles of the Word file name the language {quote(named)}"
            message += f", and the house {quote(wanted)}."
            yield Fault(message, place=sight.template, excerpt=named)


@rule(
    "words-language",
    "warning",
    "A screen reader mispronounces words whose language the file names wrongly.",
    "WCAG 2.2, 3.1.2 Language of Parts",
)
def find_words_language(reading: Reading) -> Iterator[Fault]:
    """Yield words in what is no language, or in a kind of the document’s that is not its own."""
    for sight in seen(reading):
        yield from _list_faults(sight, partial(_say_language, sight.file.language))


def _say_language(page: str, _: Shown, words: Words) -> tuple[str, str] | None:
    said = words.looks.get("language")
    if said is None or said.value.casefold() == page.casefold():
        return None
    if not _is_language(said.value):
        return f"are in {quote(said.value)}, which names no language.", said.style
    one, other = (tag.casefold().partition("-")[0] for tag in (said.value, page))
    if said.style and one == other:
        return f"are in {said.value}, and all others in {page}.", said.style
    return None


def _is_language(tag: str) -> bool:
    try:
        check_language(tag)
    except ValueError:
        return False
    return True


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG reckons it: from 1 to 21."""
    dark, light = sorted((_measure_light(one), _measure_light(other)))
    return (light + 0.05) / (dark + 0.05)


def _measure_light(color: str) -> float:
    shares = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
