"""The Word file that a response makes, as a reader of it finds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responder.check.reading import Line, Reading
from responder.check.rules import Fault
from responder.errors import Place, ResponderError

if TYPE_CHECKING:
    from responder.readers.word_looks import Shown, WordFile


@dataclass(frozen=True)
class Seen:
    """The Word file of a response, and the line of the response that each paragraph shows."""

    file: WordFile
    lines: Mapping[int, Line]
    template: Place

    def fault(
        self,
        message: str,
        number: int,
        start: int = 0,
        end: int | None = None,
        *,
        ours: bool = True,
    ) -> Fault:
        """Return a fault at words of a paragraph, or of the Word template if it shows no line.

        It is `ours` to mend if it is about how the words are shown, whoever wrote them.
        """
        line = self.lines.get(number)
        if line is None:
            excerpt = "" if number < 0 else self.file.paragraphs[number].text[start:end]
            return Fault(message, place=self.template, excerpt=excerpt)
        return Fault(message, line, start, len(line.text) if end is None else end, ours=ours)


def see(reading: Reading) -> Seen | ResponderError | None:
    """Return the Word file that would be published, or why there can be none.

    A house without a Word template has None.
    """
    from responder.writers.word import write

    template = reading.house.word_template
    if not template.is_file():
        return None
    try:
        return look(write(reading.composition.document.final(), template), reading)
    except ResponderError as error:
        return error


def look(data: bytes, reading: Reading) -> Seen:
    """Return what a Word file of a response shows and tells."""
    from responder.readers.word_looks import look_at

    file = look_at(data)
    lines = dict(_trace(file.paragraphs, reading.lines))
    return Seen(file, lines, Place(str(reading.house.word_template)))


def _trace(paragraphs: Sequence[Shown], lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Yield the number of each paragraph that shows a line; both have the same order."""
    following = 0
    for number, paragraph in enumerate(paragraphs):
        if paragraph.in_body and (paragraph.text or paragraph.in_cell):
            rest = range(following, len(lines))
            found = next((at for at in rest if lines[at].text == paragraph.text), None)
            if found is not None:
                yield number, lines[found]
                following = found + 1


def seen(reading: Reading) -> Iterator[Seen]:
    """Yield the Word file, if there is one."""
    found = reading.once(see)
    if isinstance(found, Seen):
        yield found


def body_of(sight: Seen) -> Iterator[tuple[int, Shown]]:
    """Yield the paragraphs of the file’s body with their numbers."""
    return (one for one in enumerate(sight.file.paragraphs) if one[1].in_body)
