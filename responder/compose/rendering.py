"""Templates to marked Markdown: Jinja in a sandbox, every expression exchanged for a mark.

No value is ever read as Markdown: an expression leaves a mark in the rendered text, and the mark
is exchanged for the value's words, with their source, once the text around it has been parsed.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

import jinja2
import jinja2.meta
from jinja2 import nodes as syntax
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec.structs import replace

from responder.compose.filters import offer_filters
from responder.compose.template_errors import Undefined, named_errors
from responder.compose.values import Prose, concatenate, gap_beside, place_of, spans_of
from responder.document import Source, Span, in_language, map_spans
from responder.errors import Place, TemplateError
from responder.files import UNPRINTABLE, read_text
from responder.markdown import MARK, MARK_SIGN, Mark, mark

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.runtime import Context

    from responder.boilerplate import Snippet

MARK_FILTER = "_mark"
SNIPPET_SYNTAX = (
    *(syntax.Template, syntax.Output, syntax.TemplateData),
    *(syntax.Name, syntax.Filter, syntax.Const, syntax.Keyword),
)
LETTER = re.compile(r"[^\W\d_](?:[^\W_]|[.,;:!?)’”…])*")  # a letter and what ends its sentence


class Renderer:
    """Renders the templates of one folder; `marks` holds what the last rendering left marks for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._snippets: dict[Path, jinja2.Template] = {}
        self._lines: dict[str, Mark] = {}  # compiled into templates, so they outlive a rendering
        self._values: dict[str, Mark] = {}
        self.warnings: list[tuple[str, Place | None]] = []
        self.marks: Mapping[str, Mark] = ChainMap(self._values, self._lines)
        environment = _Environment(
            loader=jinja2.FunctionLoader(self._load),
            undefined=Undefined,
            extensions=[_Marking],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # compiling costs more than what it saves in one rendering
        )
        environment.renderer = self
        environment.filters.update(offer_filters())
        environment.filters["language"] = self._offer_language(environment.filters["language"])
        environment.globals["gap"] = gap_beside
        environment.globals["warn"] = self._warn
        environment.filters[MARK_FILTER] = self._mark_at_rendering
        self._environment = environment

    def forget_values(self) -> None:
        """Drop the marks and warnings of the response before."""
        self._values.clear()
        self.warnings.clear()

    def render(self, name: str, values: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """Return a template's marked text and the variables that it set at its top level."""
        with named_errors(self._folder / name):
            template = self._environment.get_template(name)
            try:
                module = template.make_module(dict(values))
            except Exception:
                self._environment.handle_exception()  # raises it again with the template's lines
            text, made = str(module), dict(vars(module))
            for variable, value in made.items():
                if isinstance(value, str):  # words unless they were rendered, as in a set block
                    made[variable] = self.mark_value(value, str(self._folder / name), 0)
            self._check_marks(text, self._folder / name)
            return text, made

    def render_snippet(self, path: Path, body: str, line: int, values: Mapping[str, Any]) -> str:
        """Return the marked text of a snippet whose body begins on a line of its file."""
        with named_errors(path):
            if path not in self._snippets:
                # Blank lines above, so that errors and marks name the file's own lines.
                self._snippets[path] = self._compile_snippet(path, "\n" * (line - 1) + body)
            return self._snippets[path].render(dict(values))

    def _check_marks(self, text: str, path: Path) -> None:
        """Refuse text in which a filter has changed what stands for an answer."""
        keys = MARK.findall(text)
        if len(keys) * 2 < len(MARK_SIGN.findall(text)) or not self.marks.keys() >= set(keys):
            problem = "A filter changes text that has been rendered. Use it on the answer itself."
            raise TemplateError(problem, Place(str(path)))

    def _compile_snippet(self, path: Path, source: str) -> jinja2.Template:
        tree = self._parse_snippet(path, source)
        code = self._environment.compile(tree, filename=str(path))
        return jinja2.Template.from_code(self._environment, code, self._environment.globals)

    def _parse_snippet(self, path: Path, source: str) -> syntax.Template:
        tree = self._environment.parse(source, filename=str(path))
        for node in tree.find_all(syntax.Node):
            if not isinstance(node, SNIPPET_SYNTAX) or getattr(node, "name", "") == "self":
                problem = "A snippet holds text and {{ slots }} only, with or without filters."
                raise TemplateError(problem, Place(str(path), node.lineno))
        return tree

    def find_slots(self, snippet: Snippet) -> set[str]:
        """Return the names of the slots that a snippet's text uses, or raise TemplateError."""
        with named_errors(snippet.file):
            source = "\n" * (snippet.first_line - 1) + snippet.body
            return jinja2.meta.find_undeclared_variables(self._parse_snippet(snippet.file, source))

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]]:
        path = self._folder.joinpath(*jinja2.loaders.split_template_path(name))
        if not path.is_file():
            raise jinja2.TemplateNotFound(name)
        source = read_text(path)
        if found := UNPRINTABLE.search(source):
            line = source.count("\n", 0, found.start()) + 1
            problem = f"The character U+{ord(found[0]):04X} cannot stand in a template."
            raise TemplateError(problem, Place(str(path), line))
        return source, str(path), lambda: True

    def _warn(self, message: str, value: Any = None) -> None:
        """Remember what a template says of a value, and print nothing."""
        self.warnings.append((str(message), place_of(value)))

    def mark_line(self, place: Place) -> str:
        """Return the mark that tells where the words before it, on the same line, come from."""
        key = f"L{len(self._lines)}"
        self._lines[key] = Mark(Source(place), ends_line=True)
        return mark(key)

    @jinja2.pass_context  # or the marks of constants would be made once, when compiling
    def _mark_at_rendering(self, _context: Context, value: Any, file: str, line: int) -> str:
        return self.mark_value(value, file, line)

    def _offer_language(self, change: Callable[..., Any]) -> Callable[..., Any]:
        """Return the filter “language” as one that takes words of the layout too."""

        def changed(text: Any, *arguments: Any, **options: Any) -> Any:
            if not (isinstance(text, str) and MARK.search(text)):
                return change(text, *arguments, **options)
            change("", *arguments, **options)  # which says what is wrong with the tag
            (tag,) = (*arguments, *options.values())
            return MARK.sub(lambda found: self._speak(found[1], tag), text)

        return changed

    def _speak(self, key: str, tag: str) -> str:
        """Return a mark for the same words in a language."""
        if key not in self.marks:
            return mark(key)
        known = self.marks[key]
        key = str(len(self._values))
        self._values[key] = _in_language(known, tag)
        return mark(key)

    def mark_value(self, value: Any, file: str, line: int) -> str:
        """Return the mark of a value that a template prints on a line."""
        if value is None:
            return ""
        if isinstance(value, str) and MARK.search(value):
            return value  # already rendered, by a macro or a block set
        if type(value) is int:
            return str(value)  # bare digits, so that a template can number a list
        key = str(len(self._values))
        self._values[key] = _describe(value, Place(file, line))
        return mark(key)


def _describe(value: Any, place: Place) -> Mark:
    if isinstance(value, Prose):
        return Mark(blocks=tuple(map_spans(value, lambda span: _place(span, place))))
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises its error
    spans = spans_of(value)
    for span in spans:
        if found := UNPRINTABLE.search(span.text):
            raise ValueError(f"the character U+{ord(found[0]):04X} cannot be printed")
    return Mark(spans=tuple(_place(span, place) for span in spans))


def _in_language(known: Mark, tag: str) -> Mark:
    def speak(span: Span) -> Span:
        return in_language(span, tag)

    if known.ends_line:
        return replace(known, language=known.language or tag)
    if known.blocks is not None:
        return replace(known, blocks=tuple(map_spans(known.blocks, speak)))
    return replace(known, spans=tuple(map(speak, known.spans)))


def _place(span: Span, place: Place) -> Span:
    return replace(span, source=replace(span.source or Source(), template=place))


class _Generator(CodeGenerator):
    """Lets `~` keep the sources of what it joins, and an `if` without `else` stand for nothing."""

    def visit_Concat(self, node: syntax.Concat, frame: Frame) -> None:  # noqa: N802
        name = syntax.EnvironmentAttribute("concatenate")
        place = [syntax.Const(self.filename or self.name), syntax.Const(node.lineno)]
        values = syntax.List(node.nodes)
        self.visit(syntax.Call(name, [values, *place], [], None, None, lineno=node.lineno), frame)

    def visit_CondExpr(self, node: syntax.CondExpr, frame: Frame) -> None:  # noqa: N802
        node.expr2 = node.expr2 or syntax.Const("", lineno=node.lineno)
        super().visit_CondExpr(node, frame)


class _Environment(ImmutableSandboxedEnvironment):
    renderer: Renderer
    code_generator_class = _Generator

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> jinja2.Template:
        """Return a template that renders what it imports anew for each response."""
        # Jinja keeps what an import has rendered, and so marks that mean other words by then,
        # unless the template that imports has a global that the imported one lacks.
        return super().get_template(name, parent, {**(globals or {}), f"imports into {name}": True})

    def concatenate(self, values: list[Any], file: str, line: int) -> str:
        """Return values as one text, in which none is read as Markdown that was not before."""
        if any(isinstance(value, str) and MARK.search(value) for value in values):
            return "".join(self.renderer.mark_value(value, file, line) for value in values)
        return concatenate(values)


class _Marking(Extension):
    """Gives every expression and every line of a template's own text a mark with its line."""

    environment: _Environment

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        file = stream.filename or stream.name or "template"
        for token in stream:
            line = token.lineno
            if token.type == "data":
                yield Token(line, "data", self._mark_lines(token.value, file, line))
            elif token.type == "variable_begin":
                yield token
                yield Token(line, "lparen", "(")
            elif token.type == "variable_end":
                yield Token(line, "rparen", ")")
                yield Token(line, "pipe", "|")
                yield Token(line, "name", MARK_FILTER)
                yield Token(line, "lparen", "(")
                yield Token(line, "string", file)
                yield Token(line, "comma", ",")
                yield Token(line, "integer", line)  # type: ignore[arg-type]
                yield Token(line, "rparen", ")")
                yield token
            else:
                yield token

    def _mark_lines(self, text: str, file: str, first: int) -> str:
        lines = text.split("\n")
        for index, line in enumerate(lines):
            place = Place(file, first + index)
            lines[index] = "|".join(self._mark_cell(cell, place) for cell in line.split("|"))
        return "\n".join(lines)

    def _mark_cell(self, text: str, place: Place) -> str:
        letters = list(LETTER.finditer(text))
        if not letters:
            return text
        # After a letter, where it cannot break the syntax of a list, heading or table.
        end = letters[-1].end()
        return text[:end] + self.environment.renderer.mark_line(place) + text[end:]
