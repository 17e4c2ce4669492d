"""Make the Word, PDF and text forms of the reports here from their web pages.

Run it in this folder, with LibreOffice installed: python make.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import html

HERE = Path(__file__).parent
TAGGED = ("follow-up", "force")  # a PDF with tags, as Word makes them; the others have none
EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"}}'


def make(name: str) -> None:
    page = html.parse(HERE / f"{name}.html").getroot().find(".//main")
    document = Document()
    title = " ".join(page.find(".//h1").text_content().split())
    section = document.sections[0]
    section.header.paragraphs[0].text = title
    section.footer.paragraphs[0].add_run("Page ")
    add_page_number(section.footer.paragraphs[0])
    for element in page:
        write(document, element)
    document.save(str(HERE / f"{name}.docx"))
    export = EXPORT % ("true" if name in TAGGED else "false")
    convert(HERE / f"{name}.docx", export, HERE)
    (HERE / f"{name}.txt").write_text("\n\n".join(list_text(page)) + "\n", "utf-8")


def write(document: Any, element: Any) -> None:
    tag, words = element.tag, text(element)
    if tag in ("h1", "h2", "h3", "h4"):
        document.add_heading(words, 0 if tag == "h1" else int(tag[1]) - 1)
    elif tag == "p":
        document.add_paragraph().add_run(words).bold = element.find("strong") is not None
    elif tag in ("ul", "ol"):
        for item in element:
            document.add_paragraph(
                text(item), style="List Bullet" if tag == "ul" else "List Number"
            )
    elif tag == "table":
        rows = element.findall(".//tr")
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, inner in zip(row.cells, cells, strict=True):
                fill(cell, inner)
        table.autofit = False
        for column, cell in zip(table.columns, rows[0], strict=True):
            wide = len(rows[0]) > 1 and text(cell) != "Recommendation"
            column.width = Cm(2.9 if wide else 8 if len(rows[0]) > 1 else 15)
            for inner in column.cells:
                inner.width = column.width


def fill(cell: Any, element: Any) -> None:
    if not len(element):
        cell.text = text(element)
        return
    for inner in element:
        write(cell, inner)
    cell._tc.remove(cell.paragraphs[0]._p)


def list_text(page: Any) -> list[str]:
    """Return the paragraphs as somebody would type them."""
    found = []
    for element in page:
        if element.tag in ("ul", "ol"):
            signs = [f"{n}." if element.tag == "ol" else "•" for n in range(1, len(element) + 1)]
            items = zip(signs, element, strict=True)
            found.append("\n".join(f"{sign} {text(item)}" for sign, item in items))
        elif element.tag == "table":
            rows = [[text(cell) for cell in row] for row in element.findall(".//tr")]
            if len(rows[0]) > 1:
                found.append("\n".join("\t".join(row) for row in rows))
            else:
                found += [text(inner) for inner in element.findall(".//p")]
        else:
            found.append(text(element))
    return found


def add_page_number(paragraph: Any) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run.append(mark)


def text(element: Any) -> str:
    for mark in element.findall("sup"):
        mark.drop_tree()
    return " ".join(element.text_content().split())


def convert(path: Path, form: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    for one in ("area", "joint", "follow-up", "force"):
        make(one)
