"""A house built from the examples in the READMEs of templates and boilerplate."""

import re
import textwrap
from pathlib import Path

import pytest

from responder import answers, house
from responder.compose import Composer, Composition
from responder.document import GAP, lines_of, spans_of, text_of
from responder.writers import word
from tests.houses import SmallHouse

ROOT = Path(__file__).parent.parent
TEMPLATES = (ROOT / "templates/README.md").read_text("utf-8")
BOILERPLATE = (ROOT / "boilerplate/README.md").read_text("utf-8")
ITEMS = """\
items:
  - text: Letters need to improve.
    owner: dcc
    response:
      - snippet: disclosure/local-action-plan
        values: {oversight: the Performance Board}
  - text: Files need to improve.
    owner:
    response: [{text: They will.}]
"""


def example(page: str, kind: str, start: str) -> str:
    """Return the one code block of a page that begins with some words."""
    blocks = re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (block,) = (block for block in blocks if block.startswith(start))
    return str(block)


@pytest.fixture
def made(tmp_path: Path) -> SmallHouse:
    """Return a house of the examples, with their three lines of answers in it."""
    built = SmallHouse(tmp_path)
    built.write("templates/house.yaml", example(TEMPLATES, "yaml", "language:"))
    folder = "templates/force-inspection"
    built.write(f"{folder}/questionnaire.yaml", example(TEMPLATES, "yaml", "title:"))
    built.write(f"{folder}/response.md.j2", example(TEMPLATES, "jinja", "{% set subject"))
    plan = example(BOILERPLATE, "markdown", "---\n")
    built.write("boilerplate/disclosure/local-action-plan.md", plan)
    built.write("answers.yaml", example(TEMPLATES, "yaml", "template:"))
    return built


def compose(made: SmallHouse, more: str = "") -> Composition:
    path = made.folder / "answers.yaml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return Composer(house.load(made.folder)).compose(answers.load(path))


def lines(composition: Composition) -> list[str]:
    return [text_of(line) for block in composition.document.blocks for line in lines_of(block)]


def test_three_lines_of_answers_make_a_draft_that_shows_what_is_missing(made: SmallHouse) -> None:
    composition = compose(made)
    assert not composition.blocking(final=False)
    assert lines(composition) == [
        "Response to the inspection of North Mercia, 17 February 2026",
        "[TO COMPLETE: What are the recommendations?]",
        "Recommendations",
        "There are no recommendations to answer:",
    ]


def test_the_examples_fit_together(made: SmallHouse) -> None:
    composition = compose(made, ITEMS)
    assert [one.rule for one in composition.findings] == ["missing"]
    assert lines(composition)[2:] == [
        "There are two recommendations to answer:",
        "Letters need to improve.",
        "Response:",
        "The implementation of a local disclosure action plan is underway with oversight being "
        "provided by the Performance Board.",
        "This is the task of the Deputy Chief Constable.",
        "Files need to improve.",
        "Response:",
        "They will.",
        "This is the task of [TO COMPLETE: Who owns the response?].",
    ]
    assert [span.text for span in spans_of(composition.document.blocks) if span.style == GAP]


def test_the_bilingual_examples_fit_together(made: SmallHouse) -> None:
    folder = made.folder / "templates"
    with (folder / "house.yaml").open("a", encoding="utf-8") as file:
        file.write(example(TEMPLATES, "yaml", "months:"))
    with (folder / "force-inspection/questionnaire.yaml").open("a", encoding="utf-8") as file:
        file.write(textwrap.indent(example(TEMPLATES, "yaml", "- name: response_cy"), " " * 6))
    layout = example(TEMPLATES, "jinja", "# Response to the inspection")
    (folder / "force-inspection/response.md.j2").write_text(layout, "utf-8")
    more = "items: [{text: One., owner: dcc, response: [{text: Yes.}], response_cy: [{text: Ie.}]}]"
    composition = compose(made, more)
    assert not composition.findings
    languages: dict[str, str] = {}
    for span in spans_of(composition.document.blocks):
        language = span.style.language
        languages[language] = languages.get(language, "") + span.text
    assert languages == {
        "": "Response to the inspection of North MerciaRecommendations / One.Yes.",
        "cy": "Ymateb i’r arolygiad o North Mercia, 17 Chwefror 2026"
        "ArgymhellionYmateb North Mercia:Ie.",
    }


def test_the_examples_make_a_word_file_with_the_house_s_styles(made: SmallHouse) -> None:
    assert word.write(compose(made, ITEMS).document, ROOT / "templates/house.docx")


def test_the_questions_that_the_page_shares_can_be_included(made: SmallHouse) -> None:
    made.write("templates/shared/recommendation.yaml", example(TEMPLATES, "yaml", "questions:"))
    text = f"title: A visit\nquestions:\n{example(TEMPLATES, 'yaml', '- include:')}"
    made.write("templates/visit/questionnaire.yaml", text)
    asked = house.load(made.folder).questionnaire("visit").questions
    assert [one.name for one in asked] == ["text", "response"]
    assert asked[0].ask == "What is the issue, word for word?"


def test_the_register_that_the_page_shows_fits_its_questions(made: SmallHouse) -> None:
    path = made.folder / "templates/force-inspection/questionnaire.yaml"
    register = example(TEMPLATES, "yaml", "register:")
    path.write_text(f"{register}{path.read_text('utf-8')}", "utf-8")
    assert house.load(made.folder).questionnaire("force-inspection").register


def test_every_style_that_the_page_lists_is_in_the_word_template() -> None:
    import docx

    styles = docx.Document(str(ROOT / "templates/house.docx")).styles
    kinds = {style.name: str(style.type).partition(" ")[0].lower() for style in styles}
    rows = re.findall(r"^\| ([A-Z][^|]+) \| (\w+) \| ", TEMPLATES, re.MULTILINE)
    listed = [(name, kind) for names, kind in rows for name in names.split(", ")]
    listed.remove(("Title", "paragraph"))
    assert len(listed) > 8
    for name, kind in listed:
        first = name.partition(" to ")[0]
        assert kinds[first] == kind.replace("linked", "paragraph"), name


@pytest.mark.parametrize(
    "condition", ["house.organisation.motto is defined", 'published >= "2026-01-01"']
)
def test_the_conditions_that_the_page_shows_hold(made: SmallHouse, condition: str) -> None:
    assert condition in TEMPLATES
    layout = made.folder / "templates/force-inspection/response.md.j2"
    layout.write_text(f"{{% if {condition} %}}Held.{{% endif %}}", "utf-8")
    assert "Held." in lines(compose(made))
