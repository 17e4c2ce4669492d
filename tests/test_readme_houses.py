"""A house built from the examples in the READMEs of templates and boilerplate."""

import re
import textwrap
from pathlib import Path

import pytest

from responder import answers, house, readers
from responder.compose import Composer, Composition
from responder.document import GAP, lines_of, spans_of, text_of
from responder.harvest import Harvest, grammar, harvest
from responder.writers import text, word
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


RESPONDED = ITEMS.replace("owner:\n", "owner: board\n")


@pytest.fixture
def reading(made: SmallHouse) -> SmallHouse:
    """Return the house of the examples with its grammars."""
    own = example(TEMPLATES, "yaml", "parts:\n  - name: title")
    made.write("templates/force-inspection/grammar.yaml", own)
    made.write("templates/grammar.yaml", example(TEMPLATES, "yaml", "furniture:"))
    return made


def harvest_past(made: SmallHouse, past: str) -> Harvest:
    path = made.write("past.txt", past)
    return harvest(readers.read(path), Composer(house.load(made.folder)))


def test_the_grammar_that_the_page_shows_reads_what_its_layout_prints(
    reading: SmallHouse,
) -> None:
    past = text.write(compose(reading, RESPONDED).document)
    found = harvest_past(reading, past)
    assert (found.distance, found.left_out) == (0, ())
    composer = Composer(house.load(reading.folder))
    again = composer.compose(answers.read(found.text.encode(), Path("answers.yaml")))
    assert text.write(again.document) == past
    assert found.data == {
        "force": "North Mercia",
        "published": "2026-02-17",
        "items": [
            {
                "text": "Letters need to improve.",
                "owner": "dcc",
                "response": [
                    {
                        "snippet": "disclosure/local-action-plan",
                        "values": {"oversight": "the Performance Board"},
                    }
                ],
            },
            {
                "text": "Files need to improve.",
                "owner": "board",
                "response": [{"text": "They will."}],
            },
        ],
    }


def test_what_the_page_says_of_all_responses_is_cut_joined_and_left_out(
    reading: SmallHouse,
) -> None:
    past = text.write(compose(reading, RESPONDED).document)
    found = harvest_past(reading, f"Skip to main content\n\n{past}\nNotes to editors\n")
    assert [(one.kind, one.text) for one in found.left_out] == [
        ("page furniture", "Skip to main content"),
        ("no place in the response", "Notes to editors"),
    ]
    run_on = past.replace("Response:\n\n", "Response: ")
    assert harvest_past(reading, run_on).data == harvest_past(reading, past).data


def test_the_parts_that_the_page_includes_are_changed_as_it_says(reading: SmallHouse) -> None:
    own = example(TEMPLATES, "yaml", "parts:\n  - name: title")
    items = own[own.index("  - name: items") : own.index("  - name: after")]
    reading.write("templates/shared/grammar-items.yaml", f"parts:\n{items}")
    included = example(TEMPLATES, "yaml", "parts:\n  - include:")
    reading.write("templates/force-inspection/grammar.yaml", included)
    known = grammar.load(house.load(reading.folder), "force-inspection")
    assert known
    (group,) = known.parts
    assert [one.name for one in group.parts] == ["item", "label", "response"]
    assert [one.pattern for one in group.parts[1].clues] == ["^Our answer:$"]


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
