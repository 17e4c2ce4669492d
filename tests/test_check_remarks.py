from collections.abc import Sequence
from pathlib import Path

from responder import answers, house
from responder.check import review
from responder.check.remarks import make_remarks
from responder.compose import Composer
from responder.document import Document, Remark, lines_of, text_of
from responder.errors import Finding, Place, Spot
from tests.houses import SmallHouse, build, snippet

LAYOUT = """\
{% set header %}SECRET{% endset %}
# A visit to {{ name }}

{% for item in items %}
{{ item.text }}

{{ item.response }}

{% endfor %}
{{ words }}
"""


def compose(folder: Path, text: str) -> tuple[Document, list[Finding]]:
    """Return what a small house composes, and what a check finds in it."""
    made = build(
        folder / "house", LAYOUT, snippets={"a/b": snippet("Old.", valid="{until: 2020-01-01}")}
    )
    return _compose(made, text)


def _compose(made: SmallHouse, text: str) -> tuple[Document, list[Finding]]:
    composer = Composer(house.load(made.folder))
    given = answers.load(made.answer(text))
    composed = composer.compose(given)
    return composed.document, review(composer, given, composed)


def place_of(remark: Remark, document: Document) -> str:
    """Return the words that a remark is on."""
    lines = [text_of(spans) for block in document.blocks for spans in lines_of(block)]
    return lines[remark.line][remark.start : remark.end]


def remarked(folder: Path, text: str, *rules: str) -> Sequence[tuple[str, str]]:
    """Return the words and the first paragraph of each remark that findings of rules make."""
    document, findings = compose(folder, text)
    wanted = [one for one in findings if one.rule in rules]
    remarks = list(make_remarks(wanted, document))
    return [(place_of(one, document), one.paragraphs[0]) for one in remarks]


def test_a_finding_on_words_is_a_remark_at_them(tmp_path: Path) -> None:
    document, findings = compose(tmp_path, "name: x\nwords: It is is so.\n")
    (remark,) = make_remarks([one for one in findings if one.rule == "doubled-word"], document)
    assert place_of(remark, document) == "is is"
    first, reason, last = remark.paragraphs
    assert first == "Warning: “is is” says the same word twice."
    assert reason.startswith("A word that stands twice in a row")
    assert last.startswith("doubled-word, ")
    assert last.endswith("answers.yaml:3:11")


def test_a_missing_answer_is_a_remark_at_its_own_gap(tmp_path: Path) -> None:
    text = "name: x\nitems:\n  - text: One.\n  - response: []\n  - response: []\n"
    document, findings = compose(tmp_path, text)
    remarks = list(make_remarks([one for one in findings if one.rule == "missing"], document))
    assert [place_of(one, document) for one in remarks] == ["[TO COMPLETE: Which words?]"] * 2
    assert len({one.line for one in remarks}) == 2


def test_a_passage_that_is_out_of_date_is_a_remark_at_its_first_words(tmp_path: Path) -> None:
    text = "published: 2022-01-01\nitems: [{text: One., response: [{snippet: a/b}]}]\n"
    ((words, first),) = remarked(tmp_path, text, "out-of-date")
    assert words.startswith("[TO COMPLETE: “A passage” could be used until")
    assert first.startswith("Warning: ")


def test_an_answer_that_is_not_printed_is_a_remark_at_words_of_what_it_belongs_to(
    tmp_path: Path,
) -> None:
    document, _ = compose(tmp_path, "name: x\nitems: [{text: One.}, {text: Two.}]\n")
    finding = Finding("r", "error", "No.", Place("a.yaml", 2), path="items[1].owner.name")
    (remark,) = make_remarks([finding], document)
    assert place_of(remark, document) == "Two."


def test_a_finding_on_a_line_of_the_answers_is_a_remark_at_its_words(tmp_path: Path) -> None:
    document, _ = compose(tmp_path, "name: x\nwords: |-\n  One.\n\n  Two.\n")
    near = Place(str(tmp_path / "house" / "answers.yaml"), 6, 1)
    (remark,) = make_remarks([Finding("r", "error", "No.", near)], document)
    assert place_of(remark, document) == "Two."


def test_a_finding_without_a_place_in_the_document_is_a_remark_at_the_title(
    tmp_path: Path,
) -> None:
    document, _ = compose(tmp_path, "name: x\n")
    findings = [
        Finding("r", "error", "No.", Place("answers.yaml")),
        Finding("r", "warning", "No.", Place("elsewhere.docx", 3), path="published"),
    ]
    remarks = make_remarks(findings, document)
    assert [place_of(one, document) for one in remarks] == ["A visit to x"] * 2


def test_advice_is_no_remark(tmp_path: Path) -> None:
    document, _ = compose(tmp_path, "name: x\n")
    finding = Finding("r", "advice", "Perhaps.", Place("answers.yaml"), spot=Spot(0, 0, 1))
    assert not list(make_remarks([finding], document))


def test_a_document_without_a_word_can_have_findings_too() -> None:
    finding = Finding("r", "error", "No.", Place("answers.yaml"))
    assert [one.line for one in make_remarks([finding], Document(()))] == [0]
