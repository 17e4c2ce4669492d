"""What axe finds in the web pages that the HTML fragments are pasted into."""

import json
from html import escape
from pathlib import Path

import pytest

from responder.document import (
    GAP,
    STALE,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
)
from responder.writers import html
from tests.rendering.tools import EXAMPLES, PUBLISHED, SECOND, draft, program, run

# As root, and away from every network, Chromium needs these.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

CLEAN = 0
FAULTY = 2


@pytest.mark.parametrize("name", [*PUBLISHED, *EXAMPLES, *SECOND])
def test_a_response_has_no_faults(name: str, tmp_path: Path) -> None:
    fragment = draft(name, "--to", "html", "-o", "-")
    assert faults(page(fragment), tmp_path) == []


def test_a_document_with_every_kind_of_block_has_no_faults(tmp_path: Path) -> None:
    assert faults(page(html.write(everything())), tmp_path) == []


@pytest.mark.parametrize(
    ("rule", "fragment"),
    [
        ("heading-order", "<h1>Title</h1><h4>Three levels down</h4>"),
        ("page-has-heading-one", "<h2>No title</h2>"),
        ("empty-table-header", "<h1>A</h1><table><tr><th></th></tr><tr><td>1</td></tr></table>"),
        ("link-name", '<h1>A</h1><p><a href="/a"></a></p>'),
        ("list", "<h1>A</h1><ul><p>Not an item</p></ul>"),
        ("color-contrast", '<h1>A</h1><p style="color: #ccc">Faint</p>'),
    ],
)
def test_a_fault_is_seen(rule: str, fragment: str, tmp_path: Path) -> None:
    assert faults(page(fragment), tmp_path) == [rule]


def test_words_outside_a_landmark_are_seen(tmp_path: Path) -> None:
    outside = page("<h1>A</h1>").replace("</main>", "</main><p>Astray</p>")
    assert faults(outside, tmp_path) == ["region"]


def page(fragment: str, title: str = "A response") -> str:
    """Return the least page that an editor may paste a fragment into."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<main>\n{fragment}</main>\n</body>\n</html>\n"
    )


def faults(content: str, folder: Path) -> list[str]:
    """Return the rules of axe that a page breaks, good practice and doubtful cases among them."""
    file = folder / "page.html"
    file.write_text(content, "utf-8")
    config = folder / "pa11y.json"
    launch = {
        "executablePath": program("chromium"),
        "args": [*CHROMIUM_FLAGS, f"--user-data-dir={folder / 'chromium'}"],
    }
    config.write_text(json.dumps({"chromeLaunchConfig": launch}), "utf-8")
    done = run(
        "pa11y",
        *("--config", config),
        *("--runner", "axe"),
        *("--standard", "WCAG2AA"),
        *("--add-rule", "target-size"),  # of WCAG 2.2, which the standard's name leaves out
        *("--include-warnings", "--include-notices"),
        *("--reporter", "json"),
        file.as_uri(),
    )
    assert done.returncode in {CLEAN, FAULTY}, f"pa11y ended badly: {done.stderr or done.stdout}"
    return [issue["code"] for issue in json.loads(done.stdout)]


def everything() -> Document:
    """Return a document that holds every kind of block and every style of words."""

    def paragraph(words: str, style: Style | None = None) -> Paragraph:
        return Paragraph((Span(words, style or Style()),))

    link = Span("the report", Style(link="https://example.org/report"))
    nested = ListBlock(((paragraph("inside"),), (paragraph("beside"),)))
    return Document(
        (
            Heading(1, (Span("A response to “the report” & what it found"),)),
            Paragraph((Span("We read "), link, Span(" on the day.\nAll of it."))),
            Heading(2, (Span("Issues"),)),
            ListBlock(((paragraph("first"), paragraph("more"), nested),), start=1),
            paragraph("Response:", Style(role="label")),
            paragraph("[TO COMPLETE: the date]", GAP),
            paragraph("What was true last year.", STALE),
            ListBlock(((paragraph("second"),), (paragraph("third"),)), start=2),
            Heading(3, (Span("In numbers"),)),
            Table(
                ((), (Span("Before"),), (Span("Now"),)),
                (((Span("Reviews"),), (Span("60%"),), (Span("80%", Style(bold=True)),)),),
                "Reviews before and now",
            ),
            Quote((paragraph("We thank the team.", Style(italic=True)),)),
        )
    )
