import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responder import answers, house
from responder.compose import Composer
from responder.document import (
    GAP,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Span,
    lines_of,
    spans_of,
    text_of,
)
from responder.errors import TemplateError
from responder.files import UNPRINTABLE
from responder.writers import markdown
from tests.houses import SmallHouse, build, paragraph, snippet
from tests.strategies import texts

ROOT = Path(__file__).parent.parent
REQUIRED = """\
title: x
published: published
questions:
  - {name: published, ask: When is it?, type: date}
  - {name: name, ask: What name?}
  - {name: words, ask: Which words?, type: prose}
"""

AREA = """\
template: area-inspection
area: London South
published: 2022-02-17
recognition: [{text: The report recognises the work of the Area.}]
items:
  - text: First issue.
    response: [{text: First response.}]
  - text: Second issue.
    response: [{text: Second response.}]
"""


@pytest.fixture(scope="module")
def area_composer() -> Composer:
    return Composer(house.load(ROOT))


def area(composer: Composer, text: str) -> Document:
    """Return the response to the inspection of one Area."""
    return composer.compose(answers.read(text.encode(), Path("answers.yaml"))).document


def lines(document: Document) -> list[str]:
    return [text_of(line) for block in document.blocks for line in lines_of(block)]


# Gaps.


def test_what_is_missing_is_a_gap_where_it_would_stand(tmp_path: Path) -> None:
    made = build(
        tmp_path / "house", "# {{ name }}\n\nOn {{ published | date }}: {{ words }}", REQUIRED
    )
    assert made.lines() == [
        "[TO COMPLETE: What name?]",
        "On [TO COMPLETE: When is it?]: [TO COMPLETE: Which words?]",
    ]
    gaps = [span for span in made.spans() if span.style == GAP]
    assert [span.source and span.source.path for span in gaps] == ["name", "published", "words"]


def test_what_is_missing_and_printed_nowhere_is_a_gap_at_the_top(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "Text.", REQUIRED)
    assert made.lines("published: 2022-02-17\nname: x") == ["[TO COMPLETE: Which words?]", "Text."]


def test_what_is_missing_and_printed_nowhere_says_below_the_title_where_it_belongs(
    tmp_path: Path,
) -> None:
    questions = """\
title: x
questions:
  - name: leader
    ask: Who leads?
    type: group
    questions: [{name: role, ask: Which role?}]
  - name: items
    ask: Which items?
    type: list
    each: recommendation
    questions: [{name: owner, ask: Who owns it?}]
  - {name: years, ask: Which years?, type: list, of: number}
"""
    layout = "Before.\n\n# A title\n\nText{% if leader.role and items[1].owner %}{% endif %}."
    made = build(tmp_path / "house", layout, questions)
    assert made.lines("items: [{owner: x}, {owner: }]\nyears: [2, '']\n") == [
        "Before.",
        "A title",
        "[TO COMPLETE: Which role? (leader)]",
        "[TO COMPLETE: Who owns it? (recommendation 2)]",
        "[TO COMPLETE: Which years? (entry 2)]",
        "Text.",
    ]


@pytest.mark.parametrize("emphasis", ["**", "*", "***"])
def test_a_gap_may_be_emphasised(tmp_path: Path, emphasis: str) -> None:
    layout = (
        f"# T\n\n{emphasis}{{{{ name }}}}{emphasis}\n\n{emphasis}{{{{ gap('Why?') }}}}{emphasis}\n"
    )
    questions = "title: t\nquestions: [{name: name, ask: Who?}]\n"
    made = build(tmp_path / "house", layout, questions)
    assert made.lines() == ["T", "[TO COMPLETE: Who?]", "[TO COMPLETE: Why?]"]
    assert [one.rule for one in made.compose().blocking(final=True)] == ["missing", "missing"]


def test_a_missing_entry_keeps_its_gap_when_it_is_joined(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "{{ names | joined }}")
    spans = made.spans("names: [a, '', c]")
    assert [(span.text, span.style == GAP) for span in spans] == [
        ("a", False),
        (", ", False),
        ("[TO COMPLETE: Which names?]", True),
        (" and ", False),
        ("c", False),
    ]


def test_missing_answers_forbid_a_final_and_no_draft(tmp_path: Path) -> None:
    composed = build(tmp_path / "house", "Text.", REQUIRED).compose()
    assert not composed.blocking(final=False)
    assert [one.rule for one in composed.blocking(final=True)] == ["missing"] * 3


def test_a_wanted_answer_forbids_neither_a_draft_nor_a_final(tmp_path: Path) -> None:
    wanted = "title: t\nquestions: [{name: owner, ask: Who?, wanted: yes}]"
    composed = build(tmp_path / "house", "{{ owner }}Text.", wanted).compose()
    assert [one.rule for one in composed.findings] == ["wanted"]
    assert not composed.blocking(final=True)


@pytest.mark.parametrize(
    "wrong",
    [
        "published: 2022-02-30",
        "published: [2022]",
        "count: many",
        "agreed: perhaps",
        "colour: blue",
        "colours: [blue]",
        "colours: blue",
        "names: one",
        "names: [[one]]",
        "words: {a: b}",
        "passages: words",
        "passages: [words]",
        "passages: [{text: a, snippet: b}]",
        "leader: Alex",
        "items: one",
        "items: [one]",
        "name: [x]",
        "nam: x",
    ],
)
def test_a_wrong_answer_is_a_finding_at_its_line_and_never_an_error_in_the_template(
    tmp_path: Path, wrong: str
) -> None:
    layout = """\
{{ published | date }} {{ published | month }} {{ count | in_words }} {{ names | joined }}
{{ name | upper }} {{ colour }} {{ colours | joined }} {{ words | quoted }} {{ passages }}
{% for item in items %}{{ item.text }} {{ item.response }}{% endfor %}
{% if agreed and count > 2 %}{{ leader.name }}{% endif %}
"""
    questions = build(tmp_path / "sample").folder / "templates/visit/questionnaire.yaml"
    required = questions.read_text("utf-8").replace("required: false", "required: true")
    given = "name: x\npublished: 2022-02-17\ncount: '3'\n"
    given = "".join(f"{line}\n" for line in given.splitlines() if line[:4] != wrong[:4])
    composed = build(tmp_path / "house", layout, required).compose(given + wrong)
    first = [one for one in composed.findings if one.rule != "missing"]
    assert [one.place.line for one in first] == [given.count("\n") + 2]
    assert composed.blocking(final=False)


def test_an_impossible_date_of_publication_is_said_at_its_line_in_the_answers(
    area_composer: Composer,
) -> None:
    text = AREA.replace("2022-02-17", "2022-02-30")
    composed = area_composer.compose(answers.read(text.encode(), Path("answers.yaml")))
    (finding,) = composed.blocking(final=False)
    assert (finding.place.line, "2022-02-30" in finding.message) == (3, True)


def test_optional_answers_that_are_absent_print_nothing(tmp_path: Path) -> None:
    layout = "a{{ name }}{{ name ~ '' }}{{ words }}{{ words | quoted }}{{ passages }}b{{ count }}c"
    assert build(tmp_path / "house", layout).lines() == ["abc"]


def test_a_hidden_answer_is_kept_and_not_printed(tmp_path: Path) -> None:
    questions = """\
title: x
questions:
  - {name: more, ask: More?, type: yes-no}
  - {name: name, ask: What?, when: {more: "yes"}}
"""
    made = build(tmp_path / "house", "[{{ name }}]", questions)
    assert made.lines("more: no\nname: secret") == ["[]"]
    assert [one.severity for one in made.compose("more: no\nname: secret").findings] == ["advice"]


LISTED = "words: |-\n  Two:\n\n  - one\n    1. deep\n  - two\n"


@pytest.mark.parametrize(
    ("layout", "printed"),
    [
        ("> {{ words }}", ["Two:", "• one", "1. deep", "• two"]),
        ("{{ words | quoted }}", ["“Two:", "• one", "1. deep", "• two”"]),
        ("| a |\n|---|\n| {{ words }} |", ["a", "Two: • one 1. deep • two"]),
    ],
)
def test_a_list_keeps_its_bullets_as_words_where_no_list_can_stand(
    tmp_path: Path, layout: str, printed: list[str]
) -> None:
    assert build(tmp_path / "house", layout).lines(LISTED) == printed


def test_a_bar_in_a_cell_of_a_table_makes_no_cell(tmp_path: Path) -> None:
    layout = "| a |\n|---|\n| \\| {{ name }} \\| |\n{{ name }} x\n"
    assert build(tmp_path / "house", layout).lines("name: a|b") == ["a", "| a|b |", "a|b x"]


# What the document says about itself.


def test_the_document_has_title_author_date_and_marking(area_composer: Composer) -> None:
    document = area(area_composer, AREA)
    assert document.properties.title == lines(document)[0]
    assert document.properties.subject.startswith("Response to HMCPSI Area Inspection Programme")
    assert document.properties.author == "CPS London South"
    assert document.properties.date == datetime.date(2022, 2, 17)
    assert [text_of(line.spans) for line in document.marking] == [
        "OFFICIAL-SENSITIVE",
        "Draft: contents embargoed until 17 February 2022",
    ]


def test_a_final_has_no_marking_no_author_and_no_sources(area_composer: Composer) -> None:
    final = area(area_composer, AREA).final()
    assert not final.marking
    assert not final.properties.author
    assert {span.source for span in spans_of(final.blocks)} == {None}


# Sources.


def sourceless(document: Document) -> list[Span]:
    return [
        span
        for span in spans_of([*document.blocks, *document.marking])
        if not (
            span.source and (span.source.template or span.source.answer or span.source.citation)
        )
    ]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/published").glob("*-20*.yaml")), ids=lambda p: p.stem
)
def test_every_word_of_a_published_response_has_a_source(
    area_composer: Composer, path: Path
) -> None:
    document = area_composer.compose(answers.load(path)).document
    assert not sourceless(document)
    for span in spans_of(document.blocks):
        assert span.source
        assert span.source.template


def test_an_answer_knows_its_line_and_its_path(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "CPS {{ name }} x")
    first, second, third = made.spans("name: South")
    assert first.source
    assert second.source
    assert third.source
    assert (second.text, second.source.path) == ("South", "name")
    assert (second.source.answer and second.source.answer.line) == 2
    assert (first.source.path, third.source.path) == ("", "")


def test_each_paragraph_of_prose_knows_its_own_line(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "{{ words }}")
    spans = made.spans("words: |-\n  One.\n\n  Two.\n\n  - Three.\n")
    assert [span.source and span.source.answer and span.source.answer.line for span in spans] == [
        3,
        5,
        7,
    ]


def test_a_passage_from_a_snippet_knows_answer_snippet_and_version(tmp_path: Path) -> None:
    made = build(
        tmp_path / "house",
        "{{ passages }}",
        snippets={"a/b@1": snippet("Checked {{ often }}.\n", slots="{often: {ask: X}}")},
    )
    before, value, after = made.spans("passages:\n  - snippet: a/b\n    values: {often: daily}\n")
    for span in (before, value, after):
        assert span.source
        assert span.source.citation
        assert (span.source.citation.snippet, span.source.citation.version) == ("a/b", "1")
        assert span.source.template
    assert before.source
    assert value.source
    assert (before.source.path, value.source.path) == ("passages[0]", "passages[0].values.often")
    assert (value.source.answer and value.source.answer.line) == 4


# What must always hold.


@pytest.fixture(scope="module")
def shared_house() -> Iterator[SmallHouse]:
    with tempfile.TemporaryDirectory() as folder:
        it = "{{ name }}"
        layout = f"# {it}\n\n- {it}\n\nA {it}.\n\n| a |\n|---|\n| {it} |\n\n> {it}\n"
        yield build(Path(folder) / "house", layout)


def as_yaml(text: str) -> str:
    """Return text as a double-quoted YAML value."""
    return '"' + "".join(f"\\U{ord(sign):08X}" for sign in text) + '"'


@settings(max_examples=60)
@given(words=st.text(max_size=30) | texts())
def test_any_line_comes_out_unchanged_and_changes_no_block(
    shared_house: SmallHouse, words: str
) -> None:
    words = UNPRINTABLE.sub("", " ".join(words.splitlines())).strip()
    words = words.replace("\n", " ") or "x"
    composer = Composer(house.load(shared_house.folder))
    text = f"template: visit\nname: {as_yaml(words)}\n"
    blocks = composer.compose(answers.read(text.encode(), Path("a.yaml"))).document.blocks
    assert [type(block) for block in blocks][:3] == [Heading, ListBlock, Paragraph]
    assert [type(block).__name__ for block in blocks][3:] == ["Table", "Quote"]
    printed = [text_of(line) for block in blocks for line in lines_of(block)]
    assert printed == [words, words, f"A {words}.", "a", words, words]


@settings(max_examples=40)
@given(words=texts(), prose=texts(), count=st.integers(0, 3))
def test_every_word_of_any_composition_has_a_source(words: str, prose: str, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loop = "{% for one in names %}\n- {{ one }}\n{% endfor %}"
        layout = f"# T\n\n{{{{ name }}}}, {{{{ words }}}} and\n{loop}\n\n1\n"
        made = build(Path(folder) / "house", layout)
        names = ", ".join(as_yaml(f"n{words}") for _ in range(count))
        text = f"name: {as_yaml(words)}\nwords: {as_yaml(prose)}\nnames: [{names}]\n"
        document = made.compose(text).document
    assert not sourceless(document)


def test_composing_twice_gives_equal_documents(area_composer: Composer) -> None:
    assert area(area_composer, AREA) == area(area_composer, AREA)
    assert area(Composer(house.load(ROOT)), AREA) == area(area_composer, AREA)


def test_one_composer_keeps_the_responses_of_two_files_apart(area_composer: Composer) -> None:
    other = AREA.replace("London South", "North East").replace("First issue", "Other issue")
    before = area(area_composer, AREA)
    assert "Other issue." in lines(area(area_composer, other))
    assert area(area_composer, AREA) == before


def test_composing_does_not_depend_on_the_clock_the_locale_or_the_order_of_hashes() -> None:
    script = (
        "import time, datetime\n"
        "class Stopped(datetime.datetime):\n"
        "    def now(*a): raise AssertionError('the clock was read')\n"
        "    utcnow = today = now\n"
        "class StoppedDay(datetime.date):\n"
        "    def today(*a): raise AssertionError('the clock was read')\n"
        "from pathlib import Path\n"
        "from responder import answers, house\n"
        "from responder.compose import Composer\n"
        "datetime.datetime, datetime.date = Stopped, datetime.date\n"
        "time.time = time.localtime = time.strftime = Stopped.now\n"
        "path = Path('tests/published/london-south-2022.yaml')\n"
        "print(repr(Composer(house.load(Path('.'))).compose(answers.load(path))))\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(printed) == 1


def test_composing_imports_nothing_that_tells_the_time() -> None:
    rooms = [ROOT / "responder" / name for name in ("compose", "markdown", "answers")]
    files = [path for room in rooms for path in room.glob("*.py")]
    files += [
        ROOT / "responder" / "document.py",
        ROOT / "responder" / "boilerplate" / "__init__.py",
    ]
    assert len(files) > 10
    for path in files:
        source = path.read_text("utf-8")
        for clock in ("import time", ".today(", ".now(", "getmtime", "st_mtime"):
            assert clock not in source, f"{path.name} reads the clock"


def test_a_template_that_does_not_exist_is_an_error_that_offers_one_that_does(
    area_composer: Composer,
) -> None:
    with pytest.raises(
        TemplateError, match=r"answers\.yaml:1:11: .*Did you mean “area-inspection”"
    ):
        area(area_composer, AREA.replace("area-inspection", "area-inspectoin"))


def test_blocks_equal_those_written_by_hand(tmp_path: Path) -> None:
    made = build(tmp_path / "house")
    assert made.blocks("name: a\nwords: b") == (paragraph("a"), paragraph("b"))


def test_constants_of_a_template_stay_the_same_in_every_response(tmp_path: Path) -> None:
    made = build(tmp_path / "house", '{{ name }}{{ ("a" ~ "b") | role("label") }} {{ "c" }}')
    composer = Composer(house.load(made.folder))
    for name in ("x", "", "y"):
        document = composer.compose(answers.load(made.answer(f"name: '{name}'"))).document
        assert text_of(spans_of(document.blocks)) == f"{name}ab c"


# Dates that count from others.

DATED = """\
title: x
published: published
questions:
  - {name: published, ask: When is it?, type: date, required: no}
  - name: items
    ask: a
    type: list
    required: no
    questions:
      - {name: by, ask: By when?, type: date, required: no}
"""
DATED_LAYOUT = """\
{% for item in items %}
Due{% if item.by.relative %} (by {{ item.by | date }}){% elif item.by %} then{% endif %}.

{% endfor %}
"""


@pytest.mark.parametrize(
    ("by", "line"),
    [
        ("6 months after published", "Due (by 17 January 2020)."),
        ("2020-01-17", "Due then."),
        ("", "Due."),
    ],
)
def test_a_layout_can_tell_a_day_that_counts_from_another(
    tmp_path: Path, by: str, line: str
) -> None:
    made = build(tmp_path / "house", DATED_LAYOUT, DATED)
    assert made.lines(f"published: 2019-07-17\nitems: [{{by: {by}}}]") == [line]


def test_a_day_that_was_counted_knows_where_it_stands_in_the_answers(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "{% for item in items %}{{ item.by }}{% endfor %}", DATED)
    (day,) = made.spans("published: 2019-07-17\nitems:\n  - by: 1 day before published\n")
    assert day.source
    assert (day.text, day.source.path) == ("16 July 2019", "items[0].by")
    assert str(day.source.answer).endswith("answers.yaml:4:9")


def test_a_day_that_counts_from_no_answer_is_a_gap_where_it_would_stand(tmp_path: Path) -> None:
    made = build(tmp_path / "house", DATED_LAYOUT, DATED)
    composed = made.compose("items: [{by: 6 months after published}]")
    assert composed.document.without_sources().blocks == (
        Paragraph((Span("Due (by "), Span("[TO COMPLETE: By when?]", GAP), Span(")."))),
    )
    assert [one.rule for one in composed.blocking(final=True)] == ["missing"]
    assert not composed.blocking(final=False)


# Answers in another language.

WELSH = """\
title: x
published: published
questions:
  - {name: published, ask: When?, type: date, language: cy}
  - {name: name, ask: What name?, language: cy}
  - {name: words, ask: Which words?, type: prose, language: cy}
  - {name: colour, ask: Which colour?, type: choice, choices: [coch, glas], language: cy}
  - {name: colours, ask: Which colours?, type: choices, choices: [coch, glas], language: cy}
  - {name: names, ask: Which names?, type: list, of: line, language: cy}
  - {name: passages, ask: Which passages?, type: passages, language: cy}
  - name: items
    ask: Which items?
    type: list
    language: cy
    questions:
      - {name: text, ask: Which words?}
      - {name: english, ask: Which English words?, language: en-GB}
"""
WELSH_LAYOUT = """\
{{ published }}: {{ name | upper }} {{ colour }}, {{ colours | joined("a") }}

{{ names | joined("a") }}

{{ words }}

{{ passages }}

{% for item in items %}
- {{ item.text }} / {{ item.english }}
{% endfor %}
"""
WELSH_ANSWERS = """\
published: 2022-02-17
name: De
words: "Un\\n\\n- **dau**"
colour: coch
colours: [coch, glas]
names: [Gwen]
passages: [{text: Cytunwn.}, {snippet: letters/plan, values: {who: us}}]
items: [{text: Tri, english: three}]
"""
PLAN = snippet("English words by {{ who }}.", slots="{who: {ask: Who?}}")


def spoken(made: SmallHouse, text: str) -> dict[str, str]:
    """Return the language of each span of a response."""
    return {one.text: one.style.language for one in made.spans(text)}


def test_the_words_of_an_answer_are_in_the_language_of_its_question(tmp_path: Path) -> None:
    made = build(tmp_path / "house", WELSH_LAYOUT, WELSH, {"letters/plan": PLAN})
    found = spoken(made, WELSH_ANSWERS)
    welsh = {"DE", "Un", "dau", "coch", "glas", "Gwen", "Cytunwn.", "Tri"}
    assert {text for text, language in found.items() if language} == welsh
    assert set(found.values()) == {"cy", ""}


def test_a_snippet_is_in_its_own_language_whatever_the_question_s_is(tmp_path: Path) -> None:
    made = build(tmp_path / "house", WELSH_LAYOUT, WELSH, {"letters/plan": PLAN})
    found = spoken(made, WELSH_ANSWERS)
    assert (found["English words by "], found["us"]) == ("", "")


def test_a_gap_is_in_the_language_of_the_document(tmp_path: Path) -> None:
    made = build(tmp_path / "house", WELSH_LAYOUT, WELSH)
    found = spoken(made, "items: [{text: Tri}]")
    gaps = [text for text in found if text.startswith("[TO COMPLETE")]
    assert len(gaps) == 8
    assert not any(found[text] for text in gaps)


def test_a_default_is_in_the_language_of_its_question(tmp_path: Path) -> None:
    questions = "title: x\nquestions:\n  - {name: it, ask: What?, default: gair, language: cy}\n"
    made = build(tmp_path / "house", "It is {{ it }}.", questions)
    assert spoken(made, "") == {"It is ": "", "gair": "cy", ".": ""}


def test_an_answer_in_the_language_of_the_house_needs_no_saying(tmp_path: Path) -> None:
    files = {"house.yaml": "language: cy\n"}
    made = build(tmp_path / "house", WELSH_LAYOUT, WELSH, {"letters/plan": PLAN}, files)
    found = spoken(made, WELSH_ANSWERS)
    assert {text for text, language in found.items() if language} == {"three"}


def test_a_language_changes_no_word_and_no_block(tmp_path: Path) -> None:
    plain = WELSH.replace(", language: cy}", "}").replace("    language: cy\n", "")
    printed = []
    for index, questions in enumerate((WELSH, plain)):
        made = build(tmp_path / str(index), WELSH_LAYOUT, questions, {"letters/plan": PLAN})
        printed.append(markdown.write(made.compose(WELSH_ANSWERS).document))
    assert printed[0] == printed[1]
