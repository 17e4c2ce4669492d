"""Words and inserted blocks on their way to paragraphs, with what is known of their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from responder.document import (
    Block,
    Paragraph,
    Source,
    Span,
    Spans,
    in_language,
    join_spans,
    lines_of,
    plain_lines_of,
)

Piece: TypeAlias = "Span | tuple[Block, ...]"


def attribute(
    pieces: list[Piece], sources: list[Source | None], source: Source | None
) -> list[Piece]:
    """Give words of the text itself the source of the next mark, else of the one before."""
    _speak(pieces, sources)
    known = source
    for _ in range(2):  # backwards, then forwards for words after the last mark
        pieces.reverse()
        sources.reverse()
        for index, piece in enumerate(pieces):
            known = sources[index] or known
            if not isinstance(piece, Span):
                first = next((span for block in piece for s in lines_of(block) for span in s), None)
                known = first.source and Source(first.source.template) if first else known
            elif piece.source is None:
                pieces[index] = replace(piece, source=known)
            elif piece.source.template:
                known = Source(piece.source.template)
    return pieces


def _speak(pieces: list[Piece], sources: list[Source | None]) -> None:
    """Give words of the text itself the language of the next mark of a line, else of the last."""
    marks = [index for index, known in enumerate(sources) if known]
    languages = {index: _language(pieces[index]) for index in marks}
    if not any(languages.values()):
        return
    for index, piece in enumerate(pieces):
        if isinstance(piece, Span) and piece.source is None:
            nearest = next((one for one in marks if one > index), marks[-1])
            pieces[index] = in_language(piece, languages[nearest])


def _language(piece: Piece) -> str:
    return piece.style.language if isinstance(piece, Span) else ""


def assemble(pieces: list[Piece]) -> list[Block]:
    """Return paragraphs of words and inserted blocks; words before blocks run into their first."""
    blocks: list[Block] = []
    line: list[Span] = []
    wordless = True  # nothing but white space since the last inserted blocks
    for piece in pieces:
        if isinstance(piece, Span):
            line.append(piece)
            wordless = wordless and not piece.text.strip()
            continue
        if wordless:
            blocks.append(_paragraph(line))
            blocks += piece
        elif piece and isinstance(piece[0], Paragraph):
            blocks.append(_paragraph([*line, *piece[0].spans]))
            blocks += piece[1:]
        else:
            blocks += [_paragraph(line), *piece]
        last = blocks[-1]
        line = list(blocks.pop().spans) if isinstance(last, Paragraph) else []  # type: ignore[union-attr]
        wordless = True
    blocks.append(_paragraph(line))
    return blocks


def _paragraph(spans: Sequence[Span]) -> Paragraph:
    """Return a paragraph without the white space that a template leaves at either end."""
    words = list(join_spans(spans))
    if words and _is_literal(words[0]):
        words[0] = replace(words[0], text=words[0].text.lstrip(" \n"))
    if words and _is_literal(words[-1]):
        words[-1] = replace(words[-1], text=words[-1].text.rstrip(" \n"))
    return Paragraph(join_spans(words))


def _is_literal(span: Span) -> bool:
    return span.source is None or span.source.answer is None


def flatten(blocks: Sequence[Block]) -> Spans:
    """Return the words of blocks as one line."""
    lines: list[Span] = []
    for line in (line for block in blocks for line in plain_lines_of(block) if line):
        lines += ([Span(" ")] if lines else []) + list(line)
    return join_spans(lines)
