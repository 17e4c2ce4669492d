"""What a reader of the Word files sees: LibreOffice lays each out and its PDF is read back."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from tests.rendering.tools import EXAMPLES, PUBLISHED, SECOND, draft, output_of, run

UNFINISHED = "child-protection-draft"
# What follows "draft" on the command line.
DRAFTS = [(name,) for name in (*PUBLISHED, UNFINISHED)]
FINALS = [(name, "--final") for name in (*EXAMPLES, *SECOND) if name != UNFINISHED]
FILES = [*DRAFTS, *FINALS]

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
MARKING = "OFFICIAL-SENSITIVE"
HEADER = ["-x", "0", "-y", "0", "-W", "595", "-H", "90"]  # the top of an A4 page, in points
FOOTER = ["-x", "0", "-y", "752", "-W", "595", "-H", "90"]

# The free fonts that are as wide as Arial, Times New Roman, Courier New, Calibri and Symbol, so
# that lines and pages break here where they break in Word.
AS_WIDE_AS_WORD_S = r"[A-Z]{6}\+(Liberation(Sans|Serif|Mono)|Carlito|OpenSymbol)\b.*"

File = tuple[str, ...]
Printer = Callable[[File], Path]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    """Return what drafts a file to Word and prints that to PDF, once for all the tests."""
    folder = tmp_path_factory.mktemp("pages")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    @cache
    def printed_once(file: File) -> Path:
        word = folder / f"{''.join(file)}.docx"
        draft(*file, "-o", word)
        output_of(
            "soffice", profile, "--headless", "--convert-to", TAGGED, "--outdir", folder, word
        )
        return word.with_suffix(".pdf")

    return printed_once


@pytest.mark.parametrize("file", FILES, ids="".join)
def test_a_file_is_a_few_pages_of_a4(printed: Printer, file: File) -> None:
    facts = output_of("pdfinfo", "-l", "99", printed(file))
    sizes = re.findall(r"^Page +\d+ size:.*\((.*)\)$", facts, re.MULTILINE)
    assert set(sizes) == {"A4"}
    assert 1 <= len(sizes) <= 8


@pytest.mark.parametrize("file", FILES, ids="".join)
def test_a_screen_reader_is_told_structure_title_and_language(printed: Printer, file: File) -> None:
    facts = output_of("pdfinfo", printed(file))
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert re.search(r"^Title: +\S", facts, re.MULTILINE)
    assert b"/Lang(en-GB)" in printed(file).read_bytes()


@pytest.mark.parametrize("file", FILES, ids="".join)
def test_sections_and_items_are_headings_and_lists_to_a_screen_reader(
    printed: Printer, file: File
) -> None:
    structure = output_of("pdfinfo", "-struct", printed(file))
    page = drafted(file, "html")
    headings = re.findall("<h[2-6][ >]", page)  # the title has a style of its own in Word
    assert len(re.findall(r"^ *H\d ", structure, re.MULTILINE)) == len(headings)
    assert len(re.findall(r"^ *LI ", structure, re.MULTILINE)) == len(re.findall("<li[ >]", page))


@pytest.mark.parametrize("file", FILES, ids="".join)
def test_tables_have_rows_and_headings_to_a_screen_reader(printed: Printer, file: File) -> None:
    structure = output_of("pdfinfo", "-struct", printed(file))
    page = drafted(file, "html")
    for tag in ("TR", "TH", "TD"):
        count = len(re.findall(rf"^ *{tag}:", structure, re.MULTILINE))
        assert (tag, count) == (tag, len(re.findall(f"<{tag.lower()}[ >]", page)))


@pytest.mark.parametrize("file", FILES, ids="".join)
def test_a_screen_reader_is_told_which_words_are_in_another_language(
    printed: Printer, file: File
) -> None:
    spoken = set(re.findall(r' lang="([a-z]+)', drafted(file, "html")))
    told = set(re.findall(rb"/Lang\(([a-z]+)", printed(file).read_bytes()))
    assert {one.decode() for one in told} == {"en", *spoken}


@pytest.mark.parametrize("file", FILES, ids="".join)
def test_every_word_and_number_is_on_the_pages_in_order(printed: Printer, file: File) -> None:
    pages = output_of("pdftotext", "-raw", printed(file), "-")
    assert up_to_first_missing(words(spoken_text(file)), words(pages)) == []


@pytest.mark.parametrize("file", FILES, ids="".join)
def test_fonts_are_embedded_and_as_wide_as_word_s(printed: Printer, file: File) -> None:
    rows = output_of("pdffonts", printed(file)).splitlines()[2:]
    assert rows
    for row in rows:
        embedded = row.split()[-5]
        assert re.match(AS_WIDE_AS_WORD_S, row)
        assert embedded == "yes"


@pytest.mark.parametrize("file", DRAFTS, ids="".join)
def test_a_draft_is_marked_at_the_head_and_foot_of_page_one(printed: Printer, file: File) -> None:
    for band in (HEADER, FOOTER):
        assert MARKING in output_of("pdftotext", "-f", "1", "-l", "1", *band, printed(file), "-")


@pytest.mark.parametrize("file", FINALS, ids="".join)
def test_a_final_bears_no_marking_and_no_author(printed: Printer, file: File) -> None:
    assert MARKING not in output_of("pdftotext", printed(file), "-")
    assert "Author:" not in output_of("pdfinfo", printed(file))


def test_no_final_is_written_without_a_date_of_publication(tmp_path: Path) -> None:
    final = tmp_path / "final.docx"
    undated = PUBLISHED["north-west-2022"]
    refused = run("responder", "draft", undated, "--final", "-o", final)
    assert refused.returncode == 1
    assert "published" in refused.stderr
    assert not final.exists()


def drafted(file: File, form: str) -> str:
    """Return a file in another form, as the command prints it."""
    return draft(*file, "--to", form, "-o", "-")


def spoken_text(file: File) -> str:
    """Return the text of a file without what plain text alone spells out on its lines.

    The pages keep what a table shows, and where a link leads, for programs that read aloud.
    """
    text, page = drafted(file, "txt"), drafted(file, "html")
    for caption in re.findall("<caption[^>]*>(.*)</caption>", page):
        text = text.replace(f"{unescape(caption)}\n", "")
    for address in re.findall('href="(.*?)"', page):
        text = text.replace(f" ({unescape(address)})", "")
    return text


def words(text: str) -> list[str]:
    """Return words and numbers alone: bullets differ, and a PDF may break lines at any hyphen."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


def up_to_first_missing(wanted: Sequence[str], got: Sequence[str]) -> Sequence[str]:
    """Return the first wanted word that does not follow in what we got, with those before it."""
    rest = iter(got)
    for index, word in enumerate(wanted):
        if word not in rest:
            return wanted[max(0, index - 8) : index + 1]
    return []
