"""Template, answers and boilerplate to a Document in which every word knows its source."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec.structs import replace

from responder import answers as answering
from responder.answers import Answer, Answers, Passage
from responder.boilerplate import Library, Snippet, passages
from responder.compose.gaps import find_own, find_unplaced, gap_paragraph
from responder.compose.rendering import Renderer
from responder.compose.template_errors import find_setting
from responder.compose.values import Day, Entries, Figure, Prose, Record, gap, words
from responder.document import (
    STALE,
    Block,
    Document,
    Heading,
    Paragraph,
    Properties,
    Source,
    Span,
    Style,
    in_language,
    map_spans,
    text_of,
)
from responder.errors import Finding, Place, ResponderError, TemplateError, quote
from responder.house import LAYOUT, House
from responder.markdown import parse_layout, parse_line, parse_prose, read_bullets
from responder.nodes import Node
from responder.relative import RelativeDay

MADE = ("header", "subject", "author")  # what a template sets beside the text that it prints


@dataclass(frozen=True)
class Composition:
    """A composed document, and what it was made of and found on the way.

    `answers` are the questions' answers, `day` is the day of publication if it is known, and
    `findings` are all that is wrong with the answers.
    """

    document: Document
    answers: Mapping[str, Answer]
    day: datetime.date | None
    findings: tuple[Finding, ...]

    def blocking(self, final: bool) -> list[Finding]:
        """Return the findings that forbid a draft, or the more that forbid a final."""
        gaps = ("missing", "out-of-date")
        return [
            finding
            for finding in self.findings
            if (finding.rule in gaps and final)
            or (finding.rule not in gaps and finding.severity == "error")
        ]


@dataclass
class Composer:
    """Composes the responses of one house, keeping its compiled templates and read snippets."""

    house: House
    library: Library = field(init=False)
    renderer: Renderer = field(init=False)
    knowledge: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.library = Library(self.house.boilerplate)
        self.renderer = Renderer(self.house.templates)
        self.knowledge = _record(self.house.data, "house")

    def compose(self, answers: Answers) -> Composition:
        """Return the document that the answers make, with gaps where answers are missing."""
        questionnaire = self.house.questionnaire(answers.template, answers.template_place)
        elsewhere = partial(self.house.asked_elsewhere, answers.template)
        resolved, findings = answering.resolve(answers, questionnaire, elsewhere)
        published = resolved.get(questionnaire.published)
        day = published.value if published else None
        findings += passages.check_passages(self.library, resolved, day)
        document = _Composing(self, day).build(f"{answers.template}/{LAYOUT}", resolved)
        findings += find_own(document)
        findings += [
            Finding("inconsistent", "warning", message, place or answers.template_place)
            for message, place in self.renderer.warnings
        ]
        found = tuple(sorted(findings, key=lambda one: one.place))
        return Composition(document, resolved, day, found)

    def blocks(self, answer: Answer, day: datetime.date | None) -> tuple[Block, ...]:
        """Return prose or passages as a document published on that day would print them."""
        return tuple(_Composing(self, day)._value(answer))


@dataclass
class _Composing:
    """The composing of one response."""

    composer: Composer
    day: datetime.date | None

    def build(self, template: str, resolved: Mapping[str, Answer]) -> Document:
        renderer = self.composer.renderer
        renderer.forget_values()
        values = {name: self._value(answer) for name, answer in resolved.items()}
        text, made = renderer.render(template, {**values, "house": self.composer.knowledge})
        blocks = parse_layout(text, renderer.marks)
        made = {name: made.get(name, "") for name in MADE}
        if wrong := [name for name in MADE if not isinstance(made[name], str)]:
            problem = f"“{wrong[0]}” is not text."
            remedy = f"Set it with {{% set {wrong[0]} %}}…{{% endset %}}."
            place = find_setting(self.composer.house.templates / template, wrong[0])
            raise TemplateError(problem, place, remedy)
        marking = [Paragraph(parse_line(line, renderer.marks)) for line in _lines(made["header"])]
        unplaced = find_unplaced(resolved, [*blocks, *marking])
        title = next((one for one in blocks if isinstance(one, Heading) and one.level == 1), None)
        first = blocks.index(title) + 1 if title else 0
        blocks = (*blocks[:first], *unplaced, *blocks[first:])
        return Document(
            blocks,
            Properties(
                title=text_of(title.spans).replace("\n", " ") if title else "",
                subject=self._line(made["subject"]),
                author=self._line(made["author"]),
                language=str(self.composer.house.data.get("language", "en-GB")),
                date=self.day,
            ),
            tuple(marking),
        )

    def _line(self, text: str) -> str:
        marks = self.composer.renderer.marks
        return " ".join(text_of(parse_line(line, marks)) for line in _lines(text))

    def _value(self, answer: Answer) -> Any:
        """Return an answer as its template sees it."""
        kind, value = answer.question.type, answer.value
        language = answer.question.language
        if kind == "group":
            inner = {name: self._value(one) for name, one in value.items()}
            return Record(inner, answer.state == "given")
        unknown = answer.state in ("missing", "wrong")
        if unknown and kind not in ("list", "choices", "yes-no"):
            source = Source(path=answer.path)
            if kind in ("prose", "passages"):
                return Prose([gap_paragraph(answer.question.ask, source)])
            shown = gap(answer.question.ask, source)
            shown.relative = answer.state == "missing" and not answer.node.empty
            return shown
        if kind == "list":
            return Entries(self._entry(one) for one in value if one.value != {})
        if kind == "passages":
            return Prose(block for passage in value for block in self._passage(passage, language))
        if value is None:  # nothing, of a kind that every filter and “~” can take
            return Prose() if kind == "prose" else words("")
        source = Source(answer=answer.node.place, path=answer.path)
        if answer.state == "default":
            source = Source(path=answer.path)
        if kind == "prose":
            return Prose(self._prose(str(value), answer.node.text_line, source, language))
        return _dress(value, source, language)

    def _entry(self, entry: Answer) -> Any:
        if isinstance(entry.value, dict):
            return Record({name: self._value(one) for name, one in entry.value.items()})
        return self._value(entry)

    def _prose(
        self, text: str, first_line: int, source: Source, language: str = ""
    ) -> Iterable[Block]:
        def locate(line: int) -> Source:
            if source.answer is None or first_line in (0, source.answer.line):
                return source
            return replace(source, answer=Place(source.answer.file, first_line + line, 0))

        blocks = parse_prose(read_bullets(text), locate)
        return map_spans(blocks, lambda span: in_language(span, language)) if language else blocks

    def _passage(self, passage: Passage, language: str) -> Iterator[Block]:
        """Yield a passage, typed in the language of its question or in that of its snippet."""
        source = Source(answer=passage.node.place, path=passage.path)
        if passage.text:
            if passage.origin and (made_from := self._find_origin(passage.origin)):
                cited = replace(made_from.cite(), passage=passage.path, adapted=True)
                source = replace(source, citation=cited)
            yield from self._prose(passage.text, passage.node.text_line, source, language)
            return
        versions = self.composer.library.versions(passage.snippet)
        if not versions:
            yield gap_paragraph(f"There is no snippet {quote(passage.snippet)}.", source)
            return
        chosen = passages.choose(versions, passage.version, self.day)
        if chosen.snippet is None:
            yield gap_paragraph(chosen.problem, source)
            return
        if chosen.stale:
            yield Paragraph((Span(f"[OUT OF DATE: {chosen.problem}]", STALE, source),))
        yield from self._snippet(chosen.snippet, passage, source)

    def _find_origin(self, origin: Node) -> Snippet | None:
        try:
            return passages.find_origin(self.composer.library, origin)
        except ResponderError:  # a finding says what is wrong with the file
            return None

    def _snippet(self, snippet: Snippet, passage: Passage, source: Source) -> Iterator[Block]:
        values: dict[str, Any] = {}
        filled, _ = passages.read_slots(snippet, passage)
        for name, (value, node) in filled.items():
            path = f"{passage.path}.values.{name}"
            slot = Source(answer=node.place, path=path)
            if value is None:
                values[name] = gap(snippet.slots[name].ask, Source(path=path))
            elif snippet.slots[name].type == "prose":
                values[name] = Prose(self._prose(str(value), node.text_line, slot))
            else:
                values[name] = _dress(value, slot)
        text = self.composer.renderer.render_snippet(
            snippet.file, snippet.body, snippet.first_line, values
        )
        cited = replace(snippet.cite(), passage=passage.path)

        def cite(span: Span) -> Span:
            known = span.source or Source()
            path = known.path or source.path
            answer = known.answer or source.answer
            span = in_language(span, snippet.about.language)
            return replace(span, source=Source(None, answer, path, known.template, cited))

        yield from map_spans(parse_layout(text, self.composer.renderer.marks), cite)


def _dress(value: Any, source: Source, language: str = "") -> Any:
    """Return a value of the same kind that knows its source, and its language if it is text."""
    match value:
        case bool():
            return value
        case datetime.date():
            day = Day(value.year, value.month, value.day)
            day.source, day.relative = source, isinstance(value, RelativeDay)
            return day
        case Decimal():
            figure = Figure(value)
            figure.source = source
            return figure
        case list():
            return Entries(_dress(one, source, language) for one in value)
    return words(str(value), source, Style(language=language))


def _record(data: Any, path: str) -> Any:
    """Return the house's data as templates see it, in which all words know their names."""
    if isinstance(data, Mapping):
        return Record({key: _record(value, f"{path}.{key}") for key, value in data.items()})
    if isinstance(data, list):
        return Entries(_record(one, f"{path}[{index}]") for index, one in enumerate(data))
    return words(str(data), Source(path=path))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
