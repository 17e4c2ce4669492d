"""Drafting against a bare docxtpl script that renders the same words from a ready dictionary."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from responder import house
from responder.answers import load
from responder.compose import Composer
from responder.document import Document, Heading, ListBlock, Paragraph, Span, Style, text_of
from responder.readers import word as reader
from responder.writers import word as writer
from tests.benchmarks.measure import (
    RESPONDER,
    ROOT,
    Command,
    Comparison,
    least_peaks,
    least_times,
    run,
)

ANSWERS = ROOT / "tests/published/london-south-2022.yaml"
SCRIPT = Path(__file__).parent / "docxtpl_script.py"
MANY = 200
LABEL = Style(role="label")


def compare(folder: Path) -> Iterator[Comparison]:
    """Yield the costs of one draft and of many, in time and in memory."""
    home = house.load(ROOT)
    document = Composer(home).compose(load(ANSWERS)).document
    template = folder / "template.docx"
    template.write_bytes(writer.write(make_template(document), home.word_template))
    response = folder / "response.json"
    response.write_text(json.dumps(make_values(document), ensure_ascii=False), "utf-8")
    script: Command = [sys.executable, SCRIPT, template, response]

    one = [[*draft(), ANSWERS, "-o", folder / "own.docx"], [*script, folder / "peer.docx"]]
    for command in one:
        run(command, folder)
    refuse_difference(folder / "own.docx", folder / "peer.docx")
    own, peer = least_times(one, folder, rounds=25)
    yield Comparison("responder draft, one response", 1.2, own, peer)

    copies = [Path(shutil.copy(ANSWERS, folder / f"{number}.yaml")) for number in range(MANY)]
    targets = [folder / f"{number}-peer.docx" for number in range(MANY)]
    many = [[*draft(), *copies, "-o", folder], [*script, *targets]]
    own, peer = least_times(many, folder, rounds=5)
    yield Comparison(f"responder draft, each of {MANY}", 0.5, own / MANY, peer / MANY)

    peaks = least_peaks(one, folder, rounds=3)
    if peaks:
        own, peer = peaks
        yield Comparison("responder draft, memory", 1.5, own, peer, "MB")


def draft() -> list[str | Path]:
    return [*RESPONDER, "--house", ROOT, "draft", "--overwrite"]


def make_template(document: Document) -> Document:
    """Return the response's form with docxtpl's tags where its words belong."""
    item = (
        write("{%p if item.heading %}"),
        Heading(3, (Span("{{ item.heading }}"),)),
        write("{%p endif %}"),
        ListBlock(((write("{{ item.text }}"),),), start=1),
        write("{{ item.label }}", LABEL),
        *repeat("line", "item.response", write("{{ line }}")),
    )
    blocks = (
        Heading(1, (Span("{{ title }}"),)),
        Heading(2, (Span("{{ general_heading }}"),)),
        *repeat("line", "general", write("{{ line }}")),
        Heading(2, (Span("{{ items_heading }}"),)),
        *repeat("line", "lead_in", write("{{ line }}")),
        *repeat("item", "items", *item),
    )
    marking = tuple(write(f"{{{{ marking[{index}] }}}}") for index in range(len(document.marking)))
    return replace(document, blocks=blocks, marking=marking)


def repeat(name: str, values: str, *blocks: Any) -> tuple[Any, ...]:
    return (write(f"{{%p for {name} in {values} %}}"), *blocks, write("{%p endfor %}"))


def write(text: str, style: Style | None = None) -> Paragraph:
    return Paragraph((Span(text, style or Style()),))


def make_values(document: Document) -> dict[str, Any]:
    """Return the words of a response as the dictionary that the template asks for."""
    values: dict[str, Any] = {
        "marking": [text_of(line.spans) for line in document.marking],
        "general": [],
        "lead_in": [],
        "items": [],
    }
    lines, heading = values["general"], ""
    for block in document.blocks:
        match block:
            case Heading(level=1, spans=spans):
                values["title"] = text_of(spans)
            case Heading(level=2, spans=spans) if not values["general"]:
                values["general_heading"] = text_of(spans)
            case Heading(level=2, spans=spans):
                values["items_heading"], lines = text_of(spans), values["lead_in"]
            case Heading(spans=spans):
                heading = text_of(spans)
            case ListBlock(items=((Paragraph(spans=spans),),)):
                lines = []
                item = {"heading": heading, "text": text_of(spans), "response": lines}
                values["items"].append(item)
                heading = ""
            case Paragraph(spans=(Span(text=text, style=style),)) if style == LABEL:
                values["items"][-1]["label"] = text
            case Paragraph(spans=spans):
                lines.append(text_of(spans))
    return values


def refuse_difference(own: Path, peer: Path) -> None:
    """Raise an error unless both Word files hold the same words in the same form."""
    read = [reader.read(path).without_sources() for path in (own, peer)]
    if (read[0].blocks, read[0].marking) != (read[1].blocks, read[1].marking):
        raise RuntimeError("The peer’s file differs from the draft.")
