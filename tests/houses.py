"""Small houses on disk, for tests."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from responder import answers, house
from responder.compose import Composer, Composition
from responder.document import Block, Paragraph, Span, lines_of, spans_of, text_of

WORD_TEMPLATE = Path(__file__).parent.parent / "templates" / "house.docx"

# One optional question of each type, so that a test need give only the answers that it is about.
QUESTIONS = """\
title: A visit
published: published
questions:
  - {name: published, ask: When is it published?, type: date, required: false}
  - {name: name, ask: What is it called?, required: false}
  - {name: words, ask: What is said?, type: prose, required: false}
  - {name: count, ask: How many?, type: number, required: false}
  - {name: agreed, ask: Agreed?, type: yes-no, required: false}
  - {name: colour, ask: Which colour?, type: choice, choices: [red, green], required: false}
  - {name: colours, ask: Which colours?, type: choices, choices: [red, green], required: false}
  - {name: names, ask: Which names?, type: list, of: line, each: name, required: false}
  - {name: passages, ask: Which passages?, type: passages, required: false}
  - name: leader
    ask: Who leads?
    type: group
    required: false
    questions:
      - {name: name, ask: Who?}
      - {name: quotation, ask: What is said?, type: prose, required: false}
  - name: items
    ask: Which items?
    type: list
    each: item
    required: false
    questions:
      - {name: text, ask: Which words?}
      - {name: response, ask: Which response?, type: passages, required: false}
"""
ALL = "{{ name }}\n\n{{ words }}\n\n{{ passages }}\n"


@dataclass
class SmallHouse:
    """A house in a folder, and what it composes."""

    folder: Path

    @property
    def layout(self) -> Path:
        return self.folder / "templates" / "visit" / "response.md.j2"

    def write(self, name: str, text: str) -> Path:
        """Write one of the house's files."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def answer(self, text: str = "") -> Path:
        """Write an answers file for the house's one template."""
        return self.write("answers.yaml", f"template: visit\n{text}")

    def compose(self, text: str = "") -> Composition:
        """Return what the house composes from some answers."""
        return Composer(house.load(self.folder)).compose(answers.load(self.answer(text)))

    def blocks(self, text: str = "") -> tuple[Block, ...]:
        """Return the blocks composed from some answers, without sources."""
        return self.compose(text).document.without_sources().blocks

    def lines(self, text: str = "") -> list[str]:
        """Return the lines of text composed from some answers."""
        return [text_of(line) for block in self.blocks(text) for line in lines_of(block)]

    def spans(self, text: str = "") -> list[Span]:
        """Return the spans composed from some answers."""
        return list(spans_of(self.compose(text).document.blocks))


def build(
    folder: Path,
    layout: str = ALL,
    questions: str = QUESTIONS,
    snippets: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> SmallHouse:
    """Return a house with one template, `visit`; the snippets are named as in answers."""
    made = SmallHouse(folder)
    (folder / "boilerplate").mkdir(parents=True)
    (folder / "templates").mkdir(exist_ok=True)
    shutil.copy(WORD_TEMPLATE, folder / "templates" / "house.docx")
    made.write("templates/visit/questionnaire.yaml", questions)
    made.write("templates/visit/response.md.j2", layout)
    for name, text in (snippets or {}).items():
        made.write(f"boilerplate/{name}.md", text)
    for name, text in (files or {}).items():
        made.write(f"templates/{name}", text)
    return made


def snippet(body: str, **keys: str) -> str:
    """Return the text of a snippet file with some keys in its front matter."""
    front = {"title": "A passage", **keys}
    return "".join(["---\n", *(f"{key}: {value}\n" for key, value in front.items()), "---\n", body])


def paragraph(text: str) -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph((Span(text),))
