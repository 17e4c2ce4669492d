"""What templates do with values: filters for house forms, which keep the source of the words."""

from __future__ import annotations

import datetime
import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from responder.compose.values import (
    Entries,
    Gap,
    Prose,
    Record,
    concatenate,
    join_parts,
    name_kind,
    spans_of,
    words,
)
from responder.document import (
    GAP,
    ListBlock,
    Paragraph,
    Span,
    Style,
    in_language,
    map_spans,
    plain_lines_of,
    text_of,
)
from responder.questions import MONTHS, check_language, long_date, parse_date

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
OPENING_MARKS = ("“", '"', "‘", "'", "«", "„")
PAIRS = {"“": "”", "«": "»", "„": "“"}


def format_date(day: Any, months: Any = MONTHS) -> Any:
    """Return a date as 17 February 2022, with the names of months that are given."""
    month = format_month(day, months)
    return words(f"{day.day} {month}", month.source, month.style)


def format_month(day: Any, months: Any = MONTHS) -> Any:
    """Return a date as February 2022, with the names of months that are given."""
    day, months = _date(day), _need("a list of months", months, list, tuple)
    names = [one for one in months if isinstance(one, str) and one.strip()]
    if not len(names) == len(months) == 12:
        raise TypeError(f"the names of twelve months are needed; this list has {len(names)}")
    name = names[day.month - 1]
    return words(f"{name} {day.year}", getattr(day, "source", None), getattr(name, "style", None))


def _date(value: Any) -> Any:
    return _need("a date", value, datetime.date)


def _need(wanted: str, value: Any, *kinds: Any) -> Any:
    """Return a value of one of these kinds, or raise TypeError saying what it is instead."""
    if isinstance(value, kinds):
        return value
    if value is None or value == "":
        raise TypeError(f"{wanted} is needed, and nothing is given; ask for it with {{% if … %}}")
    shown = f"“{value}” is text" if isinstance(value, str) else f"this is {name_kind(value)}"
    raise TypeError(f"{wanted} is needed; {shown}")


def pick_on(records: Sequence[Any], day: Any, key: str) -> Any:
    """Return what was true on a day: `key` of the last record whose `from` is not after it."""
    if isinstance(day, Gap):
        return day
    day = _date(day)
    records = _need("a list", records, list)
    held = [record for record in records if parse_date(record["from"]) <= day]
    if not held:
        raise ValueError(f"nothing is known for {long_date(day)}")
    return held[-1][key]


def number_in_words(number: Any) -> Any:
    """Return a count as words up to nine and as figures above."""
    number = _need("a number", number, int, Decimal)
    known = 0 <= number < len(NUMBERS) and number == int(number)
    return words(NUMBERS[int(number)] if known else str(number), getattr(number, "source", None))


def join_words(items: Any, conjunction: str = "and") -> Any:
    """Return items as “a, b and c”, each of which keeps its source."""
    if isinstance(items, str | Prose | Record) or not isinstance(items, Iterable):
        raise TypeError(f"a list is needed; this is {name_kind(items)}")
    *rest, last = list(items) or [""]
    between = [one for item in rest[1:] for one in (", ", item)]
    return concatenate([*rest[:1], *between, f" {conjunction} ", last] if rest else [last])


def quote_paragraphs(prose: Any, opening: str = "“", closing: str = "”") -> Any:
    """Return prose with an opening mark on each paragraph and a closing one on the last.

    Prose that brings its own quotation marks is left as it is.
    """
    for sign in (opening, closing):
        _need("a quotation mark", sign, str)
    if isinstance(prose, str):
        parts = spans_of(prose) if prose else ()
        if not parts:
            return prose
        return join_parts((_beside(parts[0], opening), *parts, _beside(parts[-1], closing)))
    _need("text", prose, Prose)
    lines = [(line, block) for block in prose for line in plain_lines_of(block)]
    if not lines or _brings_marks(text_of(lines[0][0])):
        return prose
    paragraphs = [
        # A bullet tells already that the quotation goes on.
        Paragraph(
            (_beside(line[0], "" if index and isinstance(block, ListBlock) else opening), *line)
        )
        for index, (line, block) in enumerate(lines)
    ]
    last = paragraphs[-1].spans
    paragraphs[-1] = Paragraph((*last, _beside(last[-1], closing)))
    return Prose(paragraphs)


def _beside(span: Span, sign: str) -> Span:
    """Return a sign that belongs to words: of their source, and in their language."""
    return Span(sign, Style(language=span.style.language), span.source)


def _brings_marks(text: str) -> bool:
    """Tell whether text is quoted: it opens with a mark, and not just for its first words."""
    if not text.startswith(OPENING_MARKS):
        return False
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == PAIRS.get(text[0]))
        if depth == 0:
            return not text[index + 1 :].strip(" .")
    return True


def give_role(text: Any, role: str) -> Any:
    """Return text in the Word style that plays a role, such as “label”; gaps keep their own."""
    if isinstance(role, Gap):  # the answer that decides is missing
        return text
    name = _need("the name of a role", role, str)
    if not (name.strip() and name.isprintable()):
        raise TypeError("a role needs a name")
    if isinstance(text, list | Prose | Record):
        _need("text", text, str)
    return join_parts(
        tuple(
            span if span.style == GAP else replace(span, style=replace(span.style, role=role))
            for span in spans_of(text)
        )
    )


def set_language(text: Any, tag: str) -> Any:
    """Return text, prose or a list as words in a language; what has one of its own keeps it."""
    if isinstance(tag, Gap):  # the answer that decides is missing
        return text
    check_language(_need("the tag of a language", tag, str))
    if isinstance(text, Gap):
        return text
    if isinstance(text, Prose):
        return Prose(map_spans(text, lambda span: in_language(span, tag)))
    if isinstance(text, list):
        return Entries(set_language(one, tag) for one in text)
    if isinstance(text, Record):
        _need("text", text, str)
    return join_parts(tuple(in_language(span, tag) for span in spans_of(text)))


def title_of(value: Any, choices: Any) -> Any:
    """Return the title of a choice, as people see it, where the answer keeps its id or name."""
    if value == "":  # an optional answer that was not given
        return value
    for choice in _need("a list", choices, list):
        if isinstance(choice, Record):
            names = choice.__dict__
            if value == (names.get("id") or names.get("name")):
                title, style = names.get("title") or value, getattr(value, "style", None)
                return words(title, getattr(value, "source", None), style)
        elif value == choice:
            return value
    raise ValueError(f"“{value}” is none of these choices")


FILTERS: dict[str, tuple[Callable[..., Any], str]] = {  # each with how it is written
    "date": (format_date, "published | date"),
    "month": (format_month, "published | month"),
    "in_words": (number_in_words, "items | length | in_words"),
    "joined": (join_words, 'names | joined("or")'),
    "language": (set_language, 'text | language("cy")'),
    "on": (pick_on, 'house.sovereign | on(published, "pronoun")'),
    "quoted": (quote_paragraphs, "quotation | quoted"),
    "role": (give_role, 'text | role("label")'),
    "titled": (title_of, "owner | titled(house.owners)"),
}


def offer_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters by name as a template takes them: they leave gaps, and explain misuse."""
    return {name: _offer(name, *about) for name, about in FILTERS.items()}


def _offer(name: str, change: Callable[..., Any], form: str) -> Callable[..., Any]:
    signature = inspect.signature(change)

    @functools.wraps(change)
    def changed(value: Any, *arguments: Any, **options: Any) -> Any:
        try:
            signature.bind(value, *arguments, **options)
        except TypeError:
            raise TypeError(f"the filter “{name}” is written “{form}”") from None
        if isinstance(value, Gap):
            return value
        try:
            return change(value, *arguments, **options)
        except TypeError as error:
            raise TypeError(f"the filter “{name}”: {error}") from None

    return changed
