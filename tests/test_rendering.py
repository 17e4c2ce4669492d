import re
from pathlib import Path

import pytest

from responder import answers, house
from responder.compose import Composer
from responder.document import (
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    join_spans,
    spans_of,
    text_of,
)
from responder.errors import TemplateError
from tests.houses import build, paragraph

EVERYTHING = """\
name: South
published: 2022-02-17
count: "3"
agreed: yes
names: [one, two]
words: Some prose.
leader: {name: Alex}
items: [{text: First.}, {text: Second.}]
"""


def lines(folder: Path, layout: str, answers: str = EVERYTHING, **shared: str) -> list[str]:
    files = {f"shared/{name}.md.j2": text for name, text in shared.items()}
    return build(folder / "house", layout, files=files).lines(answers)


def refusal(folder: Path, layout: str, answers: str = EVERYTHING, **shared: str) -> str:
    """Return the message of the TemplateError that a layout ends in, its folder left out."""
    with pytest.raises(TemplateError) as caught:
        lines(folder, layout, answers, **shared)
    return str(caught.value).replace(f"{folder}/house/templates/", "")


# What a template can do.


def test_a_template_prints_answers_within_its_words(tmp_path: Path) -> None:
    assert lines(
        tmp_path, "# CPS {{ name }}\n\nOn {{ published }}: {{ count }}, {{ agreed }}."
    ) == [
        "CPS South",
        "On 17 February 2022: 3, yes.",
    ]


def test_a_template_may_loop_and_choose(tmp_path: Path) -> None:
    layout = "{% for item in items %}\n{{ loop.index }}. {{ item.text }}\n{% endfor %}\n"
    house = build(tmp_path / "house", layout)
    assert house.blocks(EVERYTHING) == (
        ListBlock(((paragraph("First."),), (paragraph("Second."),)), 1),
    )


def test_a_template_may_choose_words_within_a_line_and_else_prints_nothing(tmp_path: Path) -> None:
    layout = "{{ 'Agreed' if agreed }}{{ 'Not agreed' if not agreed }}{{ name ~ ('!' if colour) }}"
    assert lines(tmp_path, layout) == ["AgreedSouth"]


def test_a_template_may_warn_of_an_answer_and_print_nothing(tmp_path: Path) -> None:
    layout = "{{ warn('Too few: ' ~ count, count) }}\n{{ warn('Whose?') }}\n\n{{ name }}\n"
    made = build(tmp_path / "house", layout)
    assert made.lines(EVERYTHING) == ["South"]
    whose, too_few = made.compose(EVERYTHING).findings
    assert (too_few.severity, too_few.message, too_few.place.line) == ("warning", "Too few: 3", 4)
    assert (whose.message, whose.place.line) == ("Whose?", 1)


def test_warnings_of_one_response_are_not_those_of_the_next(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "{{ warn('Few.') if count }}{{ name }}\n")
    composer = Composer(house.load(made.folder))
    first = composer.compose(answers.load(made.answer(EVERYTHING)))
    second = composer.compose(answers.load(made.answer("name: South\n")))
    assert (len(first.findings), len(second.findings)) == (1, 0)


def test_a_gap_of_a_template_stands_where_its_answer_does(tmp_path: Path) -> None:
    composed = build(tmp_path / "house", "{{ gap('Which?', count) }}\n").compose(EVERYTHING)
    (finding,) = composed.findings
    assert (finding.rule, finding.place.line) == ("missing", 4)


def test_a_template_may_use_macros_of_a_shared_file(tmp_path: Path) -> None:
    layout = '{% from "shared/greet.md.j2" import greet %}\n{{ greet(name) }}\n'
    greet = "{% macro greet(who) %}Hello **{{ who }}**!{% endmacro %}"
    assert lines(tmp_path, layout, greet=greet) == ["Hello South!"]


def test_a_template_may_include_a_shared_file(tmp_path: Path) -> None:
    layout = 'One.\n\n{% include "shared/part.md.j2" %}\n\nThree.\n'
    assert lines(tmp_path, layout, part="Two {{ name }}.\n") == ["One.", "Two South.", "Three."]


def test_a_template_may_import_a_shared_file_with_its_answers(tmp_path: Path) -> None:
    layout = '{% import "shared/part.md.j2" as part with context %}{{ part.line() }}'
    part = "{% macro line() %}CPS {{ name }}{% endmacro %}"
    assert lines(tmp_path, layout, part=part) == ["CPS South"]


def test_a_template_may_call_a_macro_with_a_block(tmp_path: Path) -> None:
    layout = (
        "{% macro quote() %}> {{ caller() }}{% endmacro %}"
        "{% call quote() %}CPS {{ name }}{% endcall %}"
    )
    house = build(tmp_path / "house", layout)
    (block,) = house.blocks(EVERYTHING)
    assert block == Quote((paragraph("CPS South"),))


def test_a_template_may_set_a_block_and_print_it_as_markdown(tmp_path: Path) -> None:
    layout = "{% set line %}**CPS** {{ name }}{% endset %}{{ line }}"
    (block,) = build(tmp_path / "house", layout).blocks("name: '*x*'")
    assert isinstance(block, Paragraph)
    assert [(span.text, span.style.bold) for span in block.spans] == [
        ("CPS", True),
        (" *x*", False),
    ]


def test_a_template_may_join_with_tildes_and_keep_each_source(tmp_path: Path) -> None:
    house = build(tmp_path / "house", '{{ ("CPS " ~ name ~ ":") | role("label") }}')
    spans = house.spans("name: South")
    assert [span.text for span in spans] == ["CPS ", "South", ":"]
    assert [span.source and span.source.path for span in spans] == ["", "name", ""]
    assert {span.style.role for span in spans} == {"label"}


def test_a_template_may_inherit_from_a_shared_one(tmp_path: Path) -> None:
    layout = (
        '{% extends "shared/base.md.j2" %}{% block body %}{{ super() }} {{ name }}.{% endblock %}'
    )
    base = "# Title\n\n{% block body %}CPS{% endblock %}\n"
    assert lines(tmp_path, layout, base=base) == ["Title", "CPS South."]


def test_a_template_with_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    layout = "# A\n\n- {{ name }}\n- b\n\n{% if name %}\nc\n{% endif %}\n"
    unix = build(tmp_path / "unix", layout)
    dos = build(tmp_path / "dos", layout.replace("\n", "\r\n"))
    assert dos.blocks("name: x") == unix.blocks("name: x")


def test_markdown_in_the_template_itself_counts(tmp_path: Path) -> None:
    layout = "# A\n\n> b\n\n| c | d |\n|---|---|\n| e | {{ name }} |\n\n1. f\n"
    kinds = [type(block) for block in build(tmp_path / "house", layout).blocks("name: x")]
    assert kinds == [Heading, Quote, Table, ListBlock]


# Answers are data.

STRANGE = (
    "# x",
    "- x",
    "1. x",
    "> x",
    "|",
    "a | b",
    "*x*",
    "**x**",
    "[a](b)",
    "<b>x</b>",
    "{{ name }}",
    "{% if x %}",
    "{# x #}",
    "x\\\\",
    "&amp;",
    "`x`",
    "a\u00a0b",
    "---",
    "x " * 5000 + "x",
)
PRINTS = (
    "{{ name }}",
    "# {{ name }}",
    "- {{ name }}",
    "1. {{ name }}",
    "> {{ name }}",
    "| {{ name }} | x |\n|---|---|\n",
    "**{{ name }}**",
    "{% set it %}{{ name }}{% endset %}{{ it }}",
    "{% macro it(x) %}{{ x }}{% endmacro %}{{ it(name) }}",
    "{% set it %}a{{ count }}{% endset %}{{ name ~ it }}",
    "{% set it %}a{% endset %}{{ it ~ name }}",
    "{{ name ~ '' }}",
    "{{ '' + name }}",
    "{{ [name] | joined }}",
    "{{ [name] | join }}",
    "{{ name | trim }}",
    "{{ name | safe }}",
    "{{ '%s' | format(name) }}",
    "{% filter trim %}{{ name }}{% endfilter %}",
)


@pytest.mark.parametrize("layout", PRINTS)
def test_no_answer_is_ever_read_as_markdown_or_jinja(tmp_path: Path, layout: str) -> None:
    house = build(tmp_path / "house", layout)
    plain = house.blocks("name: word\ncount: '1'")
    for words in STRANGE:
        strange = house.blocks(f"name: '{words}'\ncount: '1'")
        assert [type(block) for block in strange] == [type(block) for block in plain]
        said = "".join(span.text for span in spans_of(strange))
        assert said == "".join(span.text for span in spans_of(plain)).replace("word", words)


def test_an_answer_set_as_the_header_is_words_too(tmp_path: Path) -> None:
    layout = "{% set header = name %}{% set subject = name %}x"
    document = build(tmp_path / "house", layout).compose("name: '*x* _y_'").document
    assert [span.text for span in spans_of(document.marking)] == ["*x* _y_"]
    assert document.properties.subject == "*x* _y_"


# Every word knows its template line.


def test_each_word_of_a_template_knows_its_line(tmp_path: Path) -> None:
    layout = """\
# L1 heading
{# a comment
   of two lines #}

{% set part %}
L6 {{ name }}
{% endset %}
L8 and
{{- " L9" }} and L9
{{ part }}

- L12
- L13 {{ name }} L13
   1. L14

> L16

| L18 | L18 |
|-----|-----|
| L20 | {{ name }} |
{% if name -%}

  L23
{%- endif %}

{% for one in names %}
L27 {{ one }}

{% endfor %}
[L30](https://www.example.org/a) **L30**, L30
"""
    for folder, text in (("unix", layout), ("dos", layout.replace("\n", "\r\n"))):
        checked = 0
        for span in build(tmp_path / folder, text).spans(EVERYTHING):
            for number in re.findall(r"L(\d+)", span.text):
                assert span.source
                assert span.source.template
                assert (span.text, span.source.template.line) == (span.text, int(number))
                checked += 1
        assert checked == 19


def test_words_of_a_shared_file_name_that_file_and_its_line(tmp_path: Path) -> None:
    layout = '{% from "shared/part.md.j2" import line %}\n\n{{ line(name) }}'
    files = {"shared/part.md.j2": "\n{% macro line(x) %}\nCPS {{ x }}\n{% endmacro %}\n"}
    house = build(tmp_path / "house", layout, files=files)
    places = {span.source.template for span in house.spans(EVERYTHING) if span.source}
    assert [str(place).rpartition("/")[2] for place in places] == ["part.md.j2:3"]


@pytest.mark.parametrize(
    "text", ["2022", "***", "…", "2022\n\n{{ name }}", "| 1 | 2 |\n|---|---|\n| 3 | x |"]
)
def test_words_without_a_letter_have_a_source_too(tmp_path: Path, text: str) -> None:
    spans = build(tmp_path / "house", f"Some words.\n\n{text}\n").spans("name: x")
    assert all(span.source and span.source.template for span in spans)


# Words in another language.


def languages(folder: Path, layout: str, answers: str = EVERYTHING, **shared: str) -> list[Span]:
    """Return the words of a layout, with nothing but their language."""
    files = {f"shared/{name}.md.j2": text for name, text in shared.items()}
    spans = build(folder / "house", layout, files=files).spans(answers)
    return list(join_spans(Span(one.text, Style(language=one.style.language)) for one in spans))


def cy(text: str) -> Span:
    return Span(text, Style(language="cy"))


def test_a_block_of_the_layout_may_be_in_another_language(tmp_path: Path) -> None:
    layout = """\
One.

{% filter language("cy") %}
## Dau {{ name }} (2)

- **tri** [pedwar](https://example.org/cy)
  pump

> Chwech.

{{ words }}
{% endfilter %}

Seven."""
    assert languages(tmp_path, layout) == [
        Span("One."),
        cy("Dau South (2)tri pedwar pumpChwech.Some prose."),
        Span("Seven."),
    ]


def test_words_within_a_line_may_be_in_another_language(tmp_path: Path) -> None:
    block = '{% filter language("cy") %}dau{% endfilter %}'
    layout = f'One {block} three {{{{ "pedwar" | language("cy") }}}} five'
    assert languages(tmp_path, layout) == [
        Span("One"),
        cy(" dau"),
        Span(" three "),
        cy("pedwar"),
        Span(" five"),
    ]


def test_every_cell_of_a_table_is_in_the_language_of_its_block(tmp_path: Path) -> None:
    table = "| un | dau |\n|---|---|\n| tri | {{ name }} |"
    layout = f'{{% filter language("cy") %}}\n{table}\n{{% endfilter %}}'
    assert languages(tmp_path, layout) == [cy("undautriSouth")]


def test_a_block_keeps_the_language_that_words_in_it_have(tmp_path: Path) -> None:
    layout = (
        '{% filter language("cy") %}un {{ "deux" | language("fr") }} '
        '{% filter language("de") %}drei {{ name }}{% endfilter %}{% endfilter %}'
    )
    found = {one.style.language: one.text.strip() for one in languages(tmp_path, layout)}
    assert found == {"cy": "un", "fr": "deux", "de": "drei South"}


def test_a_gap_in_a_block_stays_in_the_language_of_the_document(tmp_path: Path) -> None:
    layout = '{% filter language("cy") %}Pryd? {{ gap("When?") }}{% endfilter %}'
    assert languages(tmp_path, layout) == [cy("Pryd? "), Span("[TO COMPLETE: When?]")]


def test_what_a_macro_or_a_set_block_made_may_be_in_another_language(tmp_path: Path) -> None:
    layout = (
        '{% from "shared/part.md.j2" import heading %}'
        "{% set greeting %}Annwyl {{ name }}{% endset %}"
        '{{ heading("Pennawd") | language("cy") }}\n\n{{ greeting | language("cy") }}\n\n'
        '{{ heading("Heading") }}\n\n{{ greeting }}'
    )
    part = "{% macro heading(text) %}## {{ text }} A{% endmacro %}"
    assert languages(tmp_path, layout, part=part) == [
        cy("Pennawd AAnnwyl South"),
        Span("Heading AAnnwyl South"),
    ]


def test_the_language_of_the_house_needs_no_saying(tmp_path: Path) -> None:
    layout = '{% filter language("EN-gb") %}One.{% endfilter %}'
    assert languages(tmp_path, layout) == [Span("One.")]


def test_words_in_another_language_know_their_line(tmp_path: Path) -> None:
    layout = 'a\n\n{% filter language("cy") %}\nun\n\ndau {{ name }}\n{% endfilter %}'
    spans = build(tmp_path / "house", layout).spans(EVERYTHING)
    places = [one.source.template for one in spans if one.source and one.source.template]
    assert [place.line for place in places] == [1, 4, 6, 6]


def test_the_header_may_be_in_two_languages(tmp_path: Path) -> None:
    layout = (
        '{% set header %}\nDraft / {{ "Drafft" | language("cy") }}\n'
        '{% filter language("cy") %}Dan embargo{% endfilter %}\n{% endset %}a'
    )
    marking = build(tmp_path / "house", layout).compose().document.without_sources().marking
    assert marking == (Paragraph((Span("Draft / "), cy("Drafft"))), Paragraph((cy("Dan embargo"),)))


def test_a_shared_file_is_rendered_anew_for_each_response(tmp_path: Path) -> None:
    part = '{% set label %}A {% filter language("cy") %}gair{% endfilter %}{{ " b" }}{% endset %}'
    files = {
        "shared/part.md.j2": '{% from "shared/inner.md.j2" import label %}{% set outer = label %}',
        "shared/inner.md.j2": part,
    }
    layout = '{% from "shared/part.md.j2" import outer %}{{ name }}: {{ outer }}'
    made = build(tmp_path / "house", layout, files=files)
    composer = Composer(house.load(made.folder))
    for name in ("One", "Two"):
        document = composer.compose(answers.load(made.answer(f"name: {name}"))).document
        assert text_of(spans_of(document.blocks)) == f"{name}: A gair b"


# What a template must not do.


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ("a\n\n{{ nothing }}", "visit/response.md.j2:3: .*nothing is called “nothing” here"),
        ("a\n{% if nothing %}{% endif %}", "visit/response.md.j2:2: .*“nothing”"),
        ("a\n{{ leader.nam }}", "visit/response.md.j2:2: .*Did you mean “name”?"),
        ("a\n{{ house.nothing }}", "visit/response.md.j2:2: .*“nothing”"),
        ("\n{% for item in items %}\n{{ item.x }}\n{% endfor %}", "visit/response.md.j2:3: .*“x”"),
        ("a\n\n{{ name ", "visit/response.md.j2:3: It cannot be read: unexpected end"),
        ("a\n{% if %}", "visit/response.md.j2:2: It cannot be read"),
        (
            "a\n{% for x in names %}\n\n{% for y in names %}{% endfor %}\n",
            "visit/response.md.j2:2: This {% for %} is not closed: {% endfor %} is missing.$",
        ),
        (
            "{% if name %}{% endif %}\n{% for x in names %}\n{%- if x %}\n{% endfor %}",
            "visit/response.md.j2:3: This {% if %} is not closed: {% endif %} is missing.$",
        ),
        (
            "a\n\n| a | b |\n|---|---|\n| 1 | {{ name }} | 3 |",
            "visit/response.md.j2:5: A row of this table has 3 cells, and its head has 2.$",
        ),
        (
            "a\n\n- b\n\n  | c |\n  |---|\n  | d |\n",
            "visit/response.md.j2:3: A list cannot hold a table.$",
        ),
        ("a\n\n> b\n> - c\n", "visit/response.md.j2:3: A quotation cannot hold a list.$"),
        ("a\n\n> | a |\n> |---|\n", "visit/response.md.j2:3: A quotation cannot hold a table.$"),
        ("a\n{{ leader.txt }}", "visit/response.md.j2:2: .*there is no “txt” here. Known here: na"),
        ("a\n{{ items.text }}", "visit/response.md.j2:2: .*a list has no “text”"),
        ("a\n{{ name.first }}", "visit/response.md.j2:2: .*text has no “first”.$"),
        (
            "a\n{% for x in leader %}{% endfor %}",
            "visit/response.md.j2:2: .*a group cannot be loop",
        ),
        ("a\n{{ leader | list }}", "visit/response.md.j2:2: .*a group cannot be looped over"),
        ("a\n{{ leader | length }}", "visit/response.md.j2:2: .*a group cannot be counted"),
        ("a\n{% if 'x' in leader %}{% endif %}", "visit/response.md.j2:2: .*a group cannot be sea"),
        ("a\n{% if 2.5 > name %}{% endif %}", "visit/response.md.j2:2: .*not supported between"),
        ("a\n{{ items | sort }}", "visit/response.md.j2:2: .*instances of a group and a group.$"),
        ("a\n{{ items | joined }}", "visit/response.md.j2:2: .*a group cannot be printed as part"),
        ("a\n{{ published | quoted }}", "visit/response.md.j2:2: .*text is needed; this is a date"),
        ("a\n{{ name | role }}", 'visit/response.md.j2:2: .*is written “text . role."label".”'),
        ("a\n{{ name | role('') }}", "visit/response.md.j2:2: .*a role needs a name"),
        ("a\n{{ names | on(published, 'x') }}", "visit/response.md.j2:2: "),
        (
            "a\n{{ items | on(published, 'x') }}",
            "visit/response.md.j2:2: .*there is no “from” here",
        ),
        ("a\n{% nonsense %}", "visit/response.md.j2:2: .*unknown tag 'nonsense'"),
        ("a\n{{ name | nonsense }}", "visit/response.md.j2:2: .*'nonsense'"),
        ("a\n{{ name is nonsense }}", "visit/response.md.j2:2: .*'nonsense'"),
        ("a\n{{ name | date(1, 2) }}", "visit/response.md.j2:2: "),
        ("a\n{{ name | date }}", "visit/response.md.j2:2: .*“South” is text"),
        (
            "a\n{{ none | date }}",
            "visit/response.md.j2:2: .*a date is needed, and nothing is given",
        ),
        ("a\n{{ none | month }}", "visit/response.md.j2:2: .*a date is needed"),
        ("a\n{{ [] | on(none, 'x') }}", "visit/response.md.j2:2: .*a date is needed"),
        (
            "a\n{{ [] | on(published, 'x') }}",
            "visit/response.md.j2:2: .*nothing is known for 17 Feb",
        ),
        (
            "a\n{{ name | in_words }}",
            "visit/response.md.j2:2: .*a number is needed; “South” is text",
        ),
        ("a\n{{ name | joined }}", "visit/response.md.j2:2: .*a list is needed"),
        ("a\n{{ none | quoted }}", "visit/response.md.j2:2: .*text is needed, and nothing"),
        (
            "a\n{{ words | role('label') }}",
            "visit/response.md.j2:2: .*text is needed; this is prose",
        ),
        ("a\n{{ words ~ 'x' }}", "visit/response.md.j2:2: .*prose cannot be printed"),
        ("a\n{{ words | upper }}", "visit/response.md.j2:2: .*prose cannot be printed"),
        ("a\n{{ names }}", "visit/response.md.j2:2: .*a list cannot be printed"),
        ("a\n{{ names ~ '' }}", "visit/response.md.j2:2: .*a list cannot be printed"),
        ("a\n{{ names | upper }}", "visit/response.md.j2:2: .*a list cannot be printed"),
        ("a\n{{ items }}", "visit/response.md.j2:2: .*a list cannot be printed"),
        ("a\n{{ leader }}", "visit/response.md.j2:2: .*a group cannot be printed"),
        ("a\n{{ leader | string }}", "visit/response.md.j2:2: .*a group cannot be printed"),
        ("a\n{{ house }}", "visit/response.md.j2:2: .*a group cannot be printed"),
        ("a\n{{ name.upper }}", "visit/response.md.j2:2: .*a method cannot be printed"),
        ("a\n{{ range }}", "visit/response.md.j2:2: "),
        ("a\n{{ 1 / 3 }}", "visit/response.md.j2:2: .*a float cannot be printed"),
        ("a\n{{ 1 / 0 }}", "visit/response.md.j2:2: .*division by zero"),
        ("a\n{{ name.__class__ }}", "visit/response.md.j2:2: .*unsafe"),
        ("a\n{{ ''.__class__.__mro__ }}", "visit/response.md.j2:2: .*unsafe"),
        ("a\n{{ gap.__globals__ }}", "visit/response.md.j2:2: .*unsafe"),
        (
            "a\n{% for x in range(10 ** 9) %}x{% endfor %}",
            "visit/response.md.j2:2: .*[Rr]ange too big",
        ),
        ("a\n{% if names.append('x') %}{% endif %}", "visit/response.md.j2:2: "),
        (
            "{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}",
            "visit/response.md.j2:2: .*comes to include or call itself",
        ),
        (
            "a\n{% include 'visit/response.md.j2' %}",
            "visit/response.md.j2:2: .*comes to include or call itself",
        ),
        ("a\n{% include 'shared/no.md.j2' %}", "visit/response.md.j2:2: There is no template file"),
        (
            "a\n{% import 'shared/no.md.j2' as x %}",
            "visit/response.md.j2:2: There is no template file",
        ),
        ("{% extends 'shared/no.md.j2' %}", "visit/response.md.j2:1: There is no template file"),
        ("a\n{% include '../../../secret' %}", "visit/response.md.j2:2: There is no template file"),
        ("a\n{% include '/etc/passwd' %}", "visit/response.md.j2:2: There is no template file"),
        ("a\n{% set header = 5 %}", "visit/response.md.j2:2: “header” is not text. Set it with"),
        ("{% set subject = names %}a", "visit/response.md.j2:1: “subject” is not text"),
        ("a\n{{ '\\x00' }}", "visit/response.md.j2:2: .*U\\+0000 cannot be printed"),
        ("a\n{{ 'a' * 10**11 }}", "visit/response.md.j2:2: .*more text than there is memory"),
        ("a\n\n" + "- " * 20 + "b", "visit/response.md.j2:3: Lists are nested too deeply here"),
        (
            "{% set a %}{{ name }}{% endset %}{{ a | replace('0', '7') }}",
            "visit/response.md.j2: A filter",
        ),
        ("{% set a %}{{ name }}{% endset %}{{ a[1:] }}", "visit/response.md.j2:1: .*“~”"),
        (
            "{% set a %}{{ name }}x{{ name }}{% endset %}{{ a[1:] }}",
            "visit/response.md.j2: A filter",
        ),
        (
            "{% set a %}{{ name }}{% endset %}{{ a | role('label') }}",
            "visit/response.md.j2:1: .*“~”",
        ),
        ("a\n{{ name | language }}", "visit/response.md.j2:2: .*is written “text | language"),
        ("a\n{{ name | language('cy', 1) }}", "visit/response.md.j2:2: .*is written “text"),
        ("a\n{{ name | language('Welsh') }}", "visit/response.md.j2:2: .*“Welsh” is no language"),
        ("a\n{{ name | language(names) }}", "visit/response.md.j2:2: .*language.*this is a list"),
        ("a\n{{ items | language('cy') }}", "visit/response.md.j2:2: .*this is a group"),
        (
            "{% filter language('Welsh') %}a{% endfilter %}",
            "visit/response.md.j2:1: .*“Welsh” is no language tag such as cy or de-CH",
        ),
        ("{% filter language %}a{% endfilter %}", "visit/response.md.j2:1: .*is written “text"),
        (
            "{% filter lower | language('cy') %}a{% endfilter %}",
            "visit/response.md.j2:1: .*“~” or given a language",
        ),
        ("{% set a %}{{ name }}{% endset %}{{ name + a }}", "visit/response.md.j2:1: .*“~”"),
    ],
)
def test_a_template_that_goes_wrong_ends_in_an_error_with_its_line(
    tmp_path: Path, layout: str, message: str
) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    assert re.match(message, refusal(tmp_path, layout))


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("a\n\n{{ nothing }}", "shared/part.md.j2:3: .*“nothing”"),
        ("a\n\n{% nonsense %}", "shared/part.md.j2:3: .*nonsense"),
        ("a\n\n{{ names }}", "shared/part.md.j2:3: .*a list cannot be printed"),
        ("a\n\n{{ name | date }}", "shared/part.md.j2:3: .*a date is needed; “South” is text"),
    ],
)
def test_an_error_in_a_shared_file_names_that_file_and_its_line(
    tmp_path: Path, part: str, message: str
) -> None:
    layout = "\n\n\n\n\n\n{% include 'shared/part.md.j2' %}"
    assert re.match(message, refusal(tmp_path, layout, part=part))


def test_an_error_in_a_macro_names_the_line_in_the_macro(tmp_path: Path) -> None:
    layout = "\n\n\n{% from 'shared/part.md.j2' import m %}{{ m(names) }}"
    part = "{% macro m(x) %}\n{{ x }}\n{% endmacro %}"
    assert refusal(tmp_path, layout, part=part).startswith("shared/part.md.j2:2: ")


def test_a_macro_that_cannot_see_the_house_is_told_how(tmp_path: Path) -> None:
    layout = "{% from 'shared/part.md.j2' import m %}{{ m() }}"
    part = "{% macro m() %}{{ house.name }}{% endmacro %}"
    assert "Import the macro “with context”." in refusal(tmp_path, layout, part=part)


def test_a_name_that_a_shared_file_does_not_have_is_an_error_with_its_line(tmp_path: Path) -> None:
    layout = "\n{% from 'shared/part.md.j2' import nothing %}{{ nothing() }}"
    assert refusal(tmp_path, layout, part="x").startswith("visit/response.md.j2:2: ")


@pytest.mark.parametrize("sign", ["\ufdd0", "\ufdd1", "\x0c", "\x00", "\uffff"])
def test_a_character_that_nothing_can_print_is_refused_in_a_template(
    tmp_path: Path, sign: str
) -> None:
    message = refusal(tmp_path, f"a\nb {sign}0\n")
    assert message.startswith(f"visit/response.md.j2:2: The character U+{ord(sign):04X}")


def test_a_template_that_is_not_utf_8_is_an_error_with_its_line(tmp_path: Path) -> None:
    house = build(tmp_path / "house")
    house.layout.write_bytes(b"a\ncaf\xe9\n")
    with pytest.raises(Exception, match=r"response\.md\.j2:2:4: .*UTF-8"):
        house.compose()


def test_a_template_without_its_layout_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    house = build(tmp_path / "house")
    house.layout.unlink()
    with pytest.raises(TemplateError, match=r"There is no template file “visit/response\.md\.j2”"):
        house.compose()
