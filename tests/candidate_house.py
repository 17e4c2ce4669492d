"""A small house whose responses have passages for a library, for tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from responder import answers, candidates, house
from responder.boilerplate import Slot
from responder.boilerplate.likeness import SLOT
from responder.candidates import Proposals
from responder.compose import Composer
from responder.questions import long_date, parse
from tests.houses import SmallHouse, build

HOUSE = """\
organisation: {name: Example Service, abbreviation: EXS}
areas: [{name: North Hill, aliases: [Hill North]}, {name: South Bay}]
leaders: [Chief Officer, Deputy Chief Officer]
themes:
  - {id: letters, title: Letters, cues: [letters, replies]}
  - {id: training, title: Training, cues: [training, courses]}
  - {id: opening, title: Opening, items: no}
people: [Jane Doe]
honorifics: [Mr, Mrs]
common_words: [a, an, and, by, for, has, is, it, its, of, on, the, to, will, with]
stance_phrases: ['\\bagrees?\\b']
time_phrases:
  - {name: period, pattern: '\\bthis\\s+year\\b', severity: error, advice: Give the date.}
  - {name: now, pattern: '\\balready\\b', severity: advice, advice: Say since when.}
slots:
  - {name: date, ask: When?, type: date}
  - {name: forum, ask: Which board?, patterns: ['\\bthe\\s+[A-Z]\\w+\\s+Board\\b'], local: yes}
  - {name: area, ask: Which Area?, names: [areas], local: yes}
  - {name: role, ask: Who?, names: [leaders], local: yes}
  - {name: frequency, ask: How often?, patterns: ['\\b(?:weekly|monthly)\\b']}
  - {name: number, ask: How many?, type: number, patterns: ['(?<![\\w.,-])\\d+(?![\\w.,-])']}
"""
QUESTIONS = """\
title: A visit
published: published
roles:
  items: [items]
  quoted: [items.text, remarks]
  response: [items.response]
  subject: [area]
  speaker: [leader.name]
  speech: [leader.quotation]
questions:
  - {name: published, ask: When?, type: date, required: false}
  - {name: area, ask: Which Area?, type: choice, choices: {from: house.areas}, required: false}
  - {name: opening, ask: What first?, type: passages, required: false}
  - {name: remarks, ask: What do they say?, type: passages, required: false}
  - {name: welsh, ask: What in Welsh?, type: passages, language: cy, required: false}
  - name: leader
    ask: Who leads?
    type: group
    required: false
    questions:
      - {name: name, ask: Who?}
      - {name: quotation, ask: What is said?, type: prose}
  - name: items
    ask: Which items?
    type: list
    each: item
    required: false
    questions:
      - {name: text, ask: Which words?}
      - {name: number, ask: Which number?, required: false}
      - name: theme
        ask: Which theme?
        type: choice
        choices: {from: house.themes}
        required: false
      - {name: response, ask: Which response?, type: passages}
"""
LAYOUT = "# The visit to {{ area }}\n\n{% for item in items %}{{ item.response }}\n\n{% endfor %}"
PASSAGE = "Managers read every reply before it leaves, and tell whoever wrote it what they think."
OTHER = "Courses on plain English have been held for everybody who writes to the public at all."


def make(folder: Path, snippets: Mapping[str, str] | None = None, **files: str) -> SmallHouse:
    """Return the house with some snippets in its library."""
    known = {"house.yaml": HOUSE, **{f"{name}.yaml": text for name, text in files.items()}}
    return build(folder, LAYOUT, QUESTIONS, snippets, known)


def answer(
    made: SmallHouse,
    *texts: str,
    name: str = "answers",
    area: str = "North Hill",
    published: str = "2026-02-17",
    more: str = "",
    item: str = "text: Replies are poor.",
) -> Path:
    """Write answers to one item, each text a typed passage."""
    head = [f"area: {area}"] if area else []
    head += [f"published: {published}"] if published else []
    lines = ["template: visit", *head, *more.splitlines()]
    lines += ["items:", f"  - {item}", "    response:"]
    for text in texts:
        lines += ["      - text: |-", *(f"          {line}" for line in text.split("\n"))]
    return made.write(f"{name}.yaml", "\n".join(lines) + "\n")


def find(made: SmallHouse, *paths: Path) -> Proposals:
    """Return what the library could take from some answers files."""
    composer = Composer(house.load(made.folder))
    return candidates.find(composer, [answers.load(path) for path in paths])


def propose(made: SmallHouse, *texts: str, **how: str) -> Proposals:
    """Return what the library could take from answers to one item."""
    return find(made, answer(made, *texts, **how))


def fill(body: str, slots: Mapping[str, Slot]) -> str:
    """Return a body with each slot's example as it would be printed."""

    def say(found: re.Match[str]) -> str:
        slot = slots[found[1]]
        value = parse(slot.question(found[1]), slot.example)
        return long_date(value) if slot.type == "date" else str(value)  # type: ignore[arg-type]

    return SLOT.sub(say, body)


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()
