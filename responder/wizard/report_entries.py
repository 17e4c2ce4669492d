"""Items of a report as entries of the answers: which question takes what, and in which form."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from responder.document import Block, Document, ListBlock, Paragraph, Span
from responder.questions import Question, parse
from responder.reports.grammar import AFTER, Targets, read_count
from responder.reports.items import ReportItem, as_words
from responder.writers import markdown


def make_entries(
    items: Sequence[ReportItem],
    question: Question,
    targets: Targets,
    dates: Collection[str],
    start: int,
) -> list[dict[str, Any]]:
    """Return what entries of a list hold for items, the first of which stands at `start`.

    `dates` are the answers that a deadline can count from.
    """
    asked = {one.name: one for one in question.questions}
    counted = [str(number) for number in range(start + 1, start + len(items) + 1)]
    numbered = [read_count(item.number) for item in items] != counted
    return [_entry(item, asked, targets, dates, numbered) for item in items]


def words_of(entry: Any, targets: Targets) -> tuple[str, ...]:
    """Return the words of the item that an entry answers, for a comparison with those of others."""
    if not isinstance(entry, Mapping):
        return ()
    text, parts = entry.get(targets.text), entry.get(targets.parts)
    listed = parts if isinstance(parts, list) else []
    return as_words(" ".join(one for one in (text, *listed) if isinstance(one, str)))


def fits(question: Question, value: str) -> bool:
    """Tell whether a question takes a text as its answer."""
    try:
        parse(question, value)
    except ValueError:
        return False
    return True


def _entry(
    item: ReportItem,
    asked: Mapping[str, Question],
    targets: Targets,
    dates: Collection[str],
    numbered: bool,
) -> dict[str, Any]:
    """Return what an entry holds for one item, in the order in which it is asked."""
    values: dict[str, Any] = {targets.kind: item.kind, targets.paragraphs: list(item.paragraphs)}
    if number := asked.get(targets.number):
        bare = number.type == "number"
        printed = read_count(item.number) if bare else item.number
        values[targets.number] = printed if numbered or number.required else ""
    if text := asked.get(targets.text):
        apart = targets.parts in asked
        values[targets.text] = _write(item.text, () if apart else item.parts, text.type == "prose")
    values[targets.parts] = list(item.parts)
    values[targets.deadline] = item.deadline
    return {
        name: values[name]
        for name, question in asked.items()
        if values.get(name) and _takes(question, values[name], dates)
    }


def _takes(question: Question, value: Any, dates: Collection[str]) -> bool:
    if isinstance(value, list):
        return question.type == "list" and all(fits(question.entry, one) for one in value)
    if question.type == "date" and AFTER in value:
        return value.partition(AFTER)[2] in dates
    return fits(question, value)


def _write(text: str, parts: Sequence[str], prose: bool) -> str:
    """Return an item with its parts as one answer."""
    if not prose:
        return " ".join((text, *parts))
    blocks: list[Block] = [Paragraph((Span(text),))]
    if parts:
        blocks.append(ListBlock(tuple((Paragraph((Span(part),)),) for part in parts)))
    return markdown.write(Document(tuple(blocks))).strip()
