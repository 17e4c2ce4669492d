import datetime
from pathlib import Path

import pytest

from responder.boilerplate import Library, load
from responder.boilerplate.passages import choose
from responder.document import GAP, STALE, spans_of
from responder.errors import DataError, FileError
from tests.houses import SmallHouse, build, paragraph, snippet

PASSAGES = "{{ passages }}\n"
EARLY = snippet("Early.\n", valid="{from: 2021-10-12, until: 2022-01-31}")
LATE = snippet(
    "Late.\n",
    title="The programme",
    valid="{from: 2022-03-01, until: 2022-12-31}",
    superseded="Ask the central team.",
)
VERSIONS = {"letters/plan@2021-10": EARLY, "letters/plan@2022-03": LATE}
USE = "passages: [{snippet: letters/plan}]\n"


def with_body(folder: Path, body: str, **keys: str) -> SmallHouse:
    """Return a house whose one snippet, letters/plan, has this text."""
    return build(folder / "house", PASSAGES, snippets={"letters/plan": snippet(body, **keys)})


def with_versions(folder: Path) -> SmallHouse:
    return build(folder / "house", PASSAGES, snippets=VERSIONS)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2021-10-12", "Early."),
        ("2022-01-31", "Early."),
        ("2022-03-01", "Late."),
        ("2022-12-31", "Late."),
    ],
)
def test_the_publication_date_picks_the_version_on_its_first_and_last_day_too(
    tmp_path: Path, day: str, words: str
) -> None:
    assert with_versions(tmp_path).lines(f"published: {day}\n{USE}") == [words]


@pytest.mark.parametrize("day", ["2021-10-11", "2022-02-15", "2023-01-01"])
def test_outside_every_window_a_draft_shows_a_gap_instead_of_a_version(
    tmp_path: Path, day: str
) -> None:
    spans = with_versions(tmp_path).spans(f"published: {day}\n{USE}")
    assert [span.style for span in spans] == [GAP]


def test_a_passage_out_of_its_window_is_a_warning_that_says_what_to_do_instead(
    tmp_path: Path,
) -> None:
    composed = with_versions(tmp_path).compose(f"published: 2023-01-01\n{USE}")
    (finding,) = composed.findings
    assert (finding.rule, finding.severity, finding.place.line) == ("out-of-date", "warning", 3)
    assert finding.message == (
        "“The programme” could be used until 31 December 2022. Ask the central team."
    )


def test_before_the_next_version_begins_the_finding_says_when_it_does(tmp_path: Path) -> None:
    (finding,) = with_versions(tmp_path).compose(f"published: 2022-02-15\n{USE}").findings
    assert "until 31 January 2022 and again from 1 March 2022." in finding.message


def test_a_final_is_refused_for_a_passage_out_of_its_window(tmp_path: Path) -> None:
    composed = with_versions(tmp_path).compose(f"published: 2023-01-01\n{USE}")
    assert not composed.blocking(final=False)
    assert [one.rule for one in composed.blocking(final=True)] == ["out-of-date"]


def test_a_pinned_version_is_used_in_its_window(tmp_path: Path) -> None:
    use = "passages: [{snippet: letters/plan@2021-10}]\n"
    composed = with_versions(tmp_path).compose(f"published: 2021-11-01\n{use}")
    assert not composed.findings


def test_a_pinned_version_out_of_its_window_is_printed_with_a_mark_before_it(
    tmp_path: Path,
) -> None:
    use = "passages: [{snippet: letters/plan@2021-10}]\n"
    composed = with_versions(tmp_path).compose(f"published: 2022-04-01\n{use}")
    mark, words = spans_of(composed.document.blocks)
    assert mark.style == STALE
    assert mark.text.startswith("[OUT OF DATE: ")
    assert words.text == "Early."
    assert [one.rule for one in composed.blocking(final=True)] == ["out-of-date"]


def test_a_version_that_does_not_exist_is_an_error_that_names_those_that_do(
    tmp_path: Path,
) -> None:
    use = "passages: [{snippet: letters/plan@first}]\n"
    (finding,) = with_versions(tmp_path).compose(use).findings
    assert finding.severity == "error"
    assert finding.message == "There is no version “first”. Known here: 2021-10, 2022-03."


def test_without_a_publication_date_dated_versions_cannot_be_picked(tmp_path: Path) -> None:
    house = with_versions(tmp_path)
    assert [span.style for span in house.spans(USE)] == [GAP]
    assert [one.rule for one in house.compose(USE).blocking(final=True)] == ["out-of-date"]


def test_without_a_publication_date_a_pinned_version_is_used(tmp_path: Path) -> None:
    use = "passages: [{snippet: letters/plan@2021-10}]\n"
    assert with_versions(tmp_path).lines(use) == ["Early."]


def test_without_a_publication_date_a_passage_that_is_always_true_is_used(tmp_path: Path) -> None:
    assert with_body(tmp_path, "Always.").lines(USE) == ["Always."]


def test_a_window_may_be_open_at_either_end(tmp_path: Path) -> None:
    snippets = {
        "letters/plan@1": snippet("Old.", valid="{until: 2021-12-31}"),
        "letters/plan@2": snippet("New.", valid="{from: 2022-01-01}"),
    }
    house = build(tmp_path / "house", PASSAGES, snippets=snippets)
    assert house.lines(f"published: 1999-01-01\n{USE}") == ["Old."]
    assert house.lines(f"published: 2099-01-01\n{USE}") == ["New."]


def test_a_misspelt_name_is_a_finding_that_offers_the_right_one(tmp_path: Path) -> None:
    composed = with_body(tmp_path, "x").compose("passages: [{snippet: letters/plann}]\n")
    assert [one.rule for one in composed.findings] == ["unknown-snippet"]
    assert "Did you mean “letters/plan”?" in composed.findings[0].message


@pytest.mark.parametrize(
    "name",
    ["../secret", "letters/../../secret", "/etc/passwd", "..\\secret", "letters/./plan", "~/x"],
)
def test_a_name_that_would_leave_the_folder_names_no_snippet(tmp_path: Path, name: str) -> None:
    house = with_body(tmp_path, "x")
    (tmp_path / "secret.md").write_text(snippet("secret"), "utf-8")
    (house.folder / "secret.md").write_text(snippet("secret"), "utf-8")
    assert not Library(house.folder / "boilerplate").versions(name)


def test_names_are_listed_once_however_many_versions_there_are(tmp_path: Path) -> None:
    house = with_versions(tmp_path)
    house.write("boilerplate/README.md", "No snippet.")
    house.write("boilerplate/courts/first/hearing.md", snippet("x"))
    names = Library(house.folder / "boilerplate").names()
    assert names == ["courts/first/hearing", "letters/plan"]


def test_slots_are_filled_with_the_values_of_their_types(tmp_path: Path) -> None:
    slots = (
        "{day: {ask: When?, type: date}, share: {ask: How much?, type: number}, who: {ask: Who?}}"
    )
    house = with_body(tmp_path, "On {{ day }} {{ who }} read {{ share }}%.", slots=slots)
    values = "{day: 2022-02-17, share: '79.70', who: the board}"
    lines = house.lines(f"passages: [{{snippet: letters/plan, values: {values}}}]")
    assert lines == ["On 17 February 2022 the board read 79.70%."]


def test_the_words_of_a_snippet_are_in_its_language_with_the_values_of_its_slots(
    tmp_path: Path,
) -> None:
    slots = "{who: {ask: Who?}, more: {ask: What?, type: prose}, when: {ask: When?}}"
    body = "Darllenodd **{{ who }}** y llythyrau.\n\n- {{ more }}\n\n{{ when }}, "
    made = with_body(tmp_path, body + '{{ "ja" | language("de") }}.', slots=slots, language="cy")
    values = "{who: y bwrdd, more: Unwaith.}"
    spans = made.spans(f"passages: [{{snippet: letters/plan, values: {values}}}]")
    found = [(one.text, one.style.language) for one in spans]
    assert found == [
        ("Darllenodd ", "cy"),
        ("y bwrdd", "cy"),
        (" y llythyrau.", "cy"),
        ("Unwaith.", "cy"),
        ("[TO COMPLETE: When?]", ""),
        (", ", "cy"),
        ("ja", "de"),
        (".", "cy"),
    ]


def test_a_snippet_out_of_date_is_marked_in_the_language_of_the_document(tmp_path: Path) -> None:
    made = with_body(tmp_path, "Geiriau.", valid="{until: 2021-12-31}", language="cy")
    (mark,) = made.spans(f"published: 2022-02-17\n{USE}")
    assert mark.style == GAP
    pinned = build(
        tmp_path / "pinned",
        PASSAGES,
        snippets={"letters/plan@1": snippet("x", valid="{until: 2021-12-31}", language="cy")},
    )
    spans = pinned.spans("published: 2022-02-17\npassages: [{snippet: letters/plan@1}]")
    assert [(one.style.role, one.style.language) for one in spans] == [("stale", ""), ("", "cy")]


def test_a_slot_of_prose_may_hold_paragraphs_and_lists(tmp_path: Path) -> None:
    house = with_body(tmp_path, "First: {{ more }}\n\nLast.", slots="{more: {ask: X, type: prose}}")
    answers = """\
passages:
  - snippet: letters/plan
    values:
      more: |-
        one

        - two
        - three
"""
    assert house.lines(answers) == ["First: one", "two", "three", "Last."]


def test_signs_of_markdown_and_jinja_in_a_slot_are_only_words(tmp_path: Path) -> None:
    house = with_body(tmp_path, "By {{ who }} alone.", slots="{who: {ask: Who?}}")
    words = "*a* _b_ # c [d](e) <b> {{ x }} {% y %} | `z` \\"
    answers = f"passages: [{{snippet: letters/plan, values: {{who: '{words}'}}}}]"
    assert house.blocks(answers) == (paragraph(f"By {words} alone."),)


def test_two_versions_that_hold_on_the_same_day_are_an_error_that_names_both(
    tmp_path: Path,
) -> None:
    versions = {
        "a/b@1": snippet("One.", valid="{from: 2022-01-01}"),
        "a/b@2": snippet("Two.", valid="{from: 2022-02-01}"),
    }
    house = build(tmp_path / "house", "{{ passages }}", snippets=versions)
    early, late = (f"published: {day}\npassages:\n  - " for day in ("2022-01-31", "2022-02-01"))
    assert not house.compose(f"{early}snippet: a/b\n").findings
    assert not house.compose(f"{late}snippet: a/b@1\n").findings
    composed = house.compose(f"{late}snippet: a/b\n")
    (finding,) = composed.blocking(final=False)
    assert (finding.rule, finding.place.line) == ("overlapping-windows", 4)
    assert finding.message.startswith("“a/b@1” and “a/b@2” are both valid on 1 February 2022.")


def test_a_required_slot_left_empty_is_a_gap_that_asks_its_question(tmp_path: Path) -> None:
    house = with_body(tmp_path, "By {{ who }}.", slots="{who: {ask: Who checks?}}")
    composed = house.compose(USE)
    assert house.lines(USE) == ["By [TO COMPLETE: Who checks?]."]
    assert [one.rule for one in composed.blocking(final=True)] == ["missing"]
    assert not composed.blocking(final=False)


def test_an_optional_slot_left_empty_prints_nothing(tmp_path: Path) -> None:
    slots = "{more: {ask: More?, required: 'false'}}"
    house = with_body(tmp_path, "By the board{{ more }}.", slots=slots)
    assert house.lines(USE) == ["By the board."]
    assert not house.compose(USE).findings


@pytest.mark.parametrize("values", ["", ", values: {often: ''}"])
def test_a_slot_left_empty_has_its_default(tmp_path: Path, values: str) -> None:
    slots = "{often: {ask: How often?, default: weekly}}"
    house = with_body(tmp_path, "Checked {{ often }}.", slots=slots)
    assert house.lines(f"passages: [{{snippet: letters/plan{values}}}]") == ["Checked weekly."]


def test_a_value_that_does_not_fit_its_slot_is_an_error_at_its_place(tmp_path: Path) -> None:
    house = with_body(tmp_path, "On {{ day }}.", slots="{day: {ask: When?, type: date}}")
    answers = "passages:\n  - snippet: letters/plan\n    values:\n      day: 2022-02-30\n"
    (finding,) = house.compose(answers).findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("wrong-type", 5, 12)


def test_a_value_for_an_unknown_slot_is_an_error_that_offers_the_right_one(tmp_path: Path) -> None:
    house = with_body(tmp_path, "By {{ who }}.", slots="{who: {ask: Who?}}")
    answers = "passages: [{snippet: letters/plan, values: {who: x, whom: y}}]"
    (finding,) = house.compose(answers).findings
    assert finding.rule == "unknown-slot"
    assert "Did you mean “who”?" in finding.message


def test_a_value_left_at_the_example_is_a_warning_at_its_place(tmp_path: Path) -> None:
    slots = "{who: {ask: Who?, example: the board}, often: {ask: How often?, default: weekly}}"
    house = with_body(tmp_path, "By {{ who }}, {{ often }}.", slots=slots)
    answers = "passages:\n  - snippet: letters/plan\n    values:\n      who: the board\n"
    composed = house.compose(answers)
    (finding,) = composed.findings
    assert (finding.rule, finding.severity) == ("left-at-example", "warning")
    assert (finding.place.line, finding.place.column) == (5, 12)
    assert finding.message.endswith("still holds the example: Who?")
    assert not composed.blocking(final=True)


def test_the_default_of_a_slot_may_be_its_example(tmp_path: Path) -> None:
    slots = "{often: {ask: How often?, example: weekly, default: weekly}}"
    house = with_body(tmp_path, "Checked {{ often }}.", slots=slots)
    assert not house.compose(USE).findings


def test_text_may_say_which_version_it_was_made_from(tmp_path: Path) -> None:
    composed = with_versions(tmp_path).compose(
        "passages: [{text: Earlier., origin: letters/plan@2021-10}]"
    )
    (span,) = spans_of(composed.document.blocks)
    assert not composed.findings
    assert span.source
    assert span.source.citation
    assert (span.source.citation.version, span.source.citation.adapted) == ("2021-10", True)


@pytest.mark.parametrize(
    ("origin", "guess"),
    [
        ("letters/plan", "letters/plan@2022-03"),
        ("letters/plan@2021-11", "letters/plan@2021-10"),
        ("letters/plans", "letters/plan"),
    ],
)
def test_an_origin_that_the_library_does_not_hold_is_an_error_at_its_place(
    tmp_path: Path, origin: str, guess: str
) -> None:
    house = with_versions(tmp_path)
    (finding,) = house.compose(f"passages: [{{text: Earlier., origin: {origin}}}]").findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("unknown-snippet", 2, 37)
    assert finding.message == f"There is no snippet “{origin}”. Did you mean “{guess}”?"


@pytest.mark.parametrize("name", ["x" * 5000, f"letters/{'y' * 300}", f"{'z' * 300}/plan"])
@pytest.mark.parametrize("passage", ["snippet: {}", "text: x, origin: {}"])
def test_a_name_that_no_file_can_have_is_none_of_the_library(
    tmp_path: Path, passage: str, name: str
) -> None:
    house = with_versions(tmp_path)
    (finding,) = house.compose(f"passages: [{{{passage.format(name)}}}]").findings
    assert finding.rule == "unknown-snippet"
    assert len(finding.message) < 200


def test_an_origin_that_cannot_be_read_is_an_error_and_nothing_worse(tmp_path: Path) -> None:
    house = with_body(tmp_path, "Fine.")
    house.write("boilerplate/letters/broken.md", "no front matter")
    composed = house.compose("passages: [{text: x, origin: letters/broken}]")
    (finding,) = composed.findings
    assert finding.rule == "broken-snippet"
    assert finding.place.file.endswith("broken.md")


def test_a_list_as_the_value_of_a_slot_is_an_error(tmp_path: Path) -> None:
    house = with_body(tmp_path, "By {{ who }}.", slots="{who: {ask: Who?}}")
    answers = "passages: [{snippet: letters/plan, values: {who: [a, b]}}]"
    (finding,) = house.compose(answers).findings
    assert finding.rule == "wrong-type"


def test_the_text_may_hold_paragraphs_lists_emphasis_and_links(tmp_path: Path) -> None:
    body = "One **two**.\n\n- three\n- [four](https://www.example.org)\n"
    assert with_body(tmp_path, body).lines(USE) == ["One two.", "three", "four"]


def test_a_snippet_with_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    text = snippet("One.\n\n- two\n- three\n")
    unix = build(tmp_path / "unix", PASSAGES, snippets={"letters/plan": text})
    windows = text.replace("\n", "\r\n")
    dos = build(tmp_path / "dos", PASSAGES, snippets={"letters/plan": windows})
    assert dos.blocks(USE) == unix.blocks(USE)


def test_unusual_line_separators_in_the_text_stay_where_they_are(tmp_path: Path) -> None:
    assert with_body(tmp_path, "one\u2028two\u0085three").lines(USE) == ["one\u2028two\u0085three"]


@pytest.mark.parametrize(
    "body",
    ["{% if who %}x{% endif %}", "{{ who.upper() }}", "{{ 1 + 1 }}"],
)
def test_anything_of_jinja_but_slots_and_filters_is_an_error(tmp_path: Path, body: str) -> None:
    house = with_body(tmp_path, f"One.\n\n{body}\n", slots="{who: {ask: Who?, default: x}}")
    with pytest.raises(Exception, match=r"letters/plan\.md:7: A snippet holds text and") as caught:
        house.compose(USE)
    assert type(caught.value).__name__ == "TemplateError"


def test_a_slot_that_is_not_declared_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"plan\.md:6: .*“who”"):
        with_body(tmp_path, "One.\n\n{{ who }}\n").compose(USE)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "begins with a line"),
        ("No front matter.", 1, "begins with a line"),
        ("---\ntitle: x\n", 1, "not closed"),
        ("---\n---\nx", 1, "empty"),
        ("---\ntitle: x\ntitel: y\n---\nx", 3, "Did you mean “title”?"),
        ("---\nscope: local\n---\nx", 2, "title"),
        ("---\ntitle: x\nscope: loca\n---\nx", 3, "loca"),
        ("---\ntitle: x\nvalid: {from: 2022-02-30}\n---\nx", 3, ""),
        ("---\ntitle: x\nvalid: {from: 2022-02-03, until: 2022-01-01}\n---\nx", 3, "ends before"),
        ("---\ntitle: x\ntitle: y\n---\nx", 3, "second time"),
        ("---\ntitle: 'x\n---\nx", 2, "quotation mark"),
        ("---\n- x\n---\nx", 2, ""),
        ("---\ntitle: x\nslots: [a]\n---\nx", 3, ""),
        ("---\ntitle: x\nslots: {a: {type: line}}\n---\nx", 3, "ask"),
        ("---\ntitle: x\nscope: natoinal\n---\nx", 3, "Did you mean “national”"),
        ("---\ntitle: x\nvalid:\n  from: 17/02/2026\n---\nx", 4, "Write a day as 2026-02-17"),
        ("---\ntitle: x\nslots:\n  a:\n    ask: x\n    type: lin\n---\nx", 6, "mean “line”"),
        ("---\ntitle: x\nslots:\n  the-board: {ask: x}\n---\nx", 4, "“the-board” cannot be a"),
        ("---\ntitle: x\nslots:\n  Board: {ask: x}\n---\nx", 4, "Use small letters"),
        ("---\ntitle: x\nslots:\n  or: {ask: x}\n---\nx", 4, "means something else"),
        ("---\ntitle: x\nlanguage: Welsh\n---\nx", 3, "“Welsh” is no language tag such as cy"),
        ("---\ntitle: x\nlanguage: [cy]\n---\nx", 3, "text, not a list"),
        (
            "---\ntitle: x\nslots:\n  a: {ask: x, type: date, default: soon}\n---\nx",
            4,
            "“soon” is not a date",
        ),
        ("---\ntitle: x\n---\none\ntwo \ufdd00\ufdd1", 5, "U+FDD0"),
        ("---\ntitle: x\n---\none \x0c two", 4, "U+000C"),
    ],
)
def test_what_is_wrong_with_a_snippet_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    path = tmp_path / "letters" / "plan.md"
    path.parent.mkdir()
    path.write_bytes(text.encode())
    with pytest.raises(DataError) as caught:
        load(path, tmp_path)
    assert caught.value.place
    assert (caught.value.place.file, caught.value.place.line) == (str(path), line)
    assert problem in str(caught.value)


def test_a_snippet_that_is_not_utf_8_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(b"---\ntitle: x\n---\ncaf\xe9\n")
    with pytest.raises(FileError, match=r"plan\.md:4:4: .*UTF-8"):
        load(path, tmp_path)


def test_a_broken_snippet_is_not_read_unless_it_is_used(tmp_path: Path) -> None:
    house = with_body(tmp_path, "Fine.")
    house.write("boilerplate/letters/broken.md", "no front matter")
    assert house.lines(USE) == ["Fine."]


def test_a_citation_holds_title_version_window_and_origins(tmp_path: Path) -> None:
    source = "[{response: CPS Somewhere, item: 3, published: 2021-10}, {response: A page}]"
    text = snippet("x", valid="{from: 2021-10-12}", source=source)
    house = build(tmp_path / "house", snippets={"letters/plan@2021-10": text})
    (one,) = Library(house.folder / "boilerplate").versions("letters/plan")
    cited = one.cite()
    assert (cited.snippet, cited.version, cited.title) == ("letters/plan", "2021-10", "A passage")
    assert cited.origins == ("CPS Somewhere, item 3 (2021-10)", "A page")
    assert (cited.valid_from, cited.valid_until) == (datetime.date(2021, 10, 12), None)


def test_of_two_versions_that_both_hold_a_day_the_later_one_is_picked(tmp_path: Path) -> None:
    house = build(
        tmp_path / "house",
        snippets={"letters/plan@1": snippet("old"), "letters/plan@2": snippet("new")},
    )
    versions = Library(house.folder / "boilerplate").versions("letters/plan")
    picked = choose(versions, "", datetime.date(2022, 1, 1)).snippet
    assert picked
    assert picked.version == "2"
