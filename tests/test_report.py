"""Finding in a report what it asks for, in its own words, whatever file it comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder import house, readers, starting
from responder.document import Document, Heading, ListBlock, Paragraph, Quote, Span, Table
from responder.errors import DataError
from responder.readers import text
from responder.reports import find_items, find_title
from responder.reports import grammar as report_grammar
from responder.reports.grammar import ReportGrammar
from responder.reports.items import ReportItem

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "tests" / "harvest" / "reports"
ENDINGS = ("txt", "html", "docx", "pdf")


def load(folder: Path = ROOT) -> ReportGrammar:
    home = house.load(folder)
    grammar = report_grammar.load(home, home.template_names()[0])
    assert grammar
    return grammar


OURS, OTHERS = load(), load(ROOT / "tests" / "second_house")


def read(name: str) -> Document:
    return readers.read(REPORTS / name).document


def find(report: str, grammar: ReportGrammar = OURS) -> list[ReportItem]:
    """Return the items of a report that somebody typed."""
    return find_items(text.read(report.encode(), "report.txt").document, grammar)


def one(report: str, grammar: ReportGrammar = OURS) -> ReportItem:
    (item,) = find(report, grammar)
    return item


AREA = [
    ReportItem(
        kind="issue",
        text="The Area needs to ensure there is effective preparation for the first hearing in "
        "magistrates’ court cases, with hard media shared before it.",
        paragraphs=("2.4",),
        addressees=("CPS",),
        ours=True,
        place="Magistrates’ court casework",
    ),
    ReportItem(
        kind="issue",
        text="The quality of case analysis and strategy in rape and serious sexual offence cases "
        "must improve.",
        paragraphs=("2.12",),
        place="Rape and serious sexual offences",
    ),
    ReportItem(
        kind="issue",
        text="The timeliness and the quality of letters to victims need to improve.",
        paragraphs=("2.17",),
        place="Letters to victims",
    ),
    ReportItem(
        kind="recommendation",
        text="We recommend that other Areas look at what was done there.",
        paragraphs=("2.11",),
        place="Rape and serious sexual offences",
        sure=False,
    ),
    ReportItem(
        kind="issue",
        text="A significant weakness in an important part of the work of the Area.",
        place="Annex A: Terms used in this report",
        sure=False,
    ),
]
JOINT = [
    ReportItem(
        kind="recommendation",
        number="Recommendation 1",
        text="By 31 December 2025, the CPS and chief constables should agree a shared set of "
        "measures of the time that cases take.",
        paragraphs=("3.2",),
        deadline="2025-12-31",
        deadline_words="By 31 December 2025",
        addressees=("CPS", "police"),
        ours=True,
        place="Chapter 3: The time that cases take",
    ),
    ReportItem(
        kind="recommendation",
        number="Recommendation 2",
        text="By March 2026, chief constables should make sure that files are complete before "
        "they are sent.",
        paragraphs=("3.3",),
        deadline="2026-03-31",
        deadline_words="By March 2026",
        addressees=("police",),
        ours=False,
        place="Chapter 3: The time that cases take",
        sure=False,
    ),
    ReportItem(
        kind="recommendation",
        number="Recommendation 3",
        text="Within six months of the date of this report, the Crown Prosecution Service should:",
        parts=(
            "review the guidance on triage; and",
            "make sure that rejected files carry a reason.",
        ),
        paragraphs=("4.12",),
        deadline="6 months after published",
        deadline_words="Within six months",
        addressees=("CPS",),
        ours=True,
        place="Chapter 4: Triage",
    ),
    ReportItem(
        kind="recommendation",
        number="Recommendation 4",
        text="The College of Policing should revise its training on disclosure.",
        paragraphs=("4.13",),
        addressees=("College of Policing",),
        ours=False,
        place="Chapter 4: Triage",
        sure=False,
    ),
]
PAST = "Progress against the recommendations of 2023"
FOLLOW_UP = [
    ReportItem(
        kind="recommendation",
        number="1",
        text="By December 2023 the Crown Prosecution Service to have guidance on when a complaint "
        "is escalated.",
        paragraphs=("5.9",),
        deadline="2023-12-31",
        deadline_words="By December 2023",
        addressees=("CPS",),
        ours=True,
        status="Achieved",
        place=PAST,
        sure=False,
    ),
    ReportItem(
        kind="recommendation",
        number="2",
        text="By March 2024 the Crown Prosecution Service to have trained all who answer "
        "complaints.",
        paragraphs=("5.17",),
        deadline="2024-03-31",
        deadline_words="By March 2024",
        addressees=("CPS",),
        ours=True,
        status="Not achieved",
        place=PAST,
        sure=False,
    ),
    ReportItem(
        kind="recommendation",
        number="3",
        text="The Crown Prosecution Service to publish its figures on complaints each year.",
        paragraphs=("6.2",),
        addressees=("CPS",),
        ours=True,
        status="Achieved",
        place=PAST,
        sure=False,
    ),
    ReportItem(
        kind="recommendation",
        number="1",
        text="By August 2025 the Crown Prosecution Service to have a single record of all "
        "complaints.",
        paragraphs=("2.14",),
        deadline="2025-08-31",
        deadline_words="By August 2025",
        addressees=("CPS",),
        ours=True,
        place="New recommendations",
    ),
    ReportItem(
        kind="recommendation",
        number="2",
        text="By the end of January 2026, the Crown Prosecution Service to have trained all who "
        "answer complaints, and to check that the training was taken.",
        paragraphs=("3.2", "3.6"),
        deadline="2026-01-31",
        deadline_words="By the end of January 2026",
        addressees=("CPS",),
        ours=True,
        place="New recommendations",
    ),
    ReportItem(
        kind="recommendation",
        text="We recommend that managers are told each month.",
        paragraphs=("3.6",),
        place="What we found",
        sure=False,
    ),
]
FORCE = [
    ReportItem(
        kind="improvement",
        text="The force needs to make sure that it answers non-emergency calls quickly enough.",
        addressees=("forces",),
        ours=True,
        place="Responding to the public",
    ),
    ReportItem(
        kind="cause",
        text="The force does not supervise its investigations well enough.",
        addressees=("forces",),
        ours=True,
        place="Investigating crime",
    ),
    ReportItem(
        kind="recommendation",
        text="Within three months, Northmarch Police should:",
        parts=(
            "make sure that supervisors review each investigation at least once a month; and",
            "give them the time to do so.",
        ),
        deadline="3 months after report_published",
        deadline_words="Within three months",
        addressees=("forces",),
        ours=True,
        place="Recommendations",
    ),
    ReportItem(
        kind="improvement",
        text="The force needs to assess risk each time that it is called to a victim of domestic "
        "abuse.",
        addressees=("forces",),
        ours=True,
        place="Areas for improvement",
    ),
    ReportItem(
        kind="improvement",
        text="The force should improve how it records what children say.",
        addressees=("forces",),
        ours=True,
        place="Areas for improvement",
    ),
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_baseline_report_has_its_issues_once_with_the_paragraphs_of_the_body(ending: str) -> None:
    assert find_items(read(f"area.{ending}"), OURS) == AREA


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_joint_report_says_whose_each_recommendation_is(ending: str) -> None:
    assert find_items(read(f"joint.{ending}"), OURS) == JOINT


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_follow_up_tells_new_recommendations_from_those_with_a_status(ending: str) -> None:
    assert find_items(read(f"follow-up.{ending}"), OURS) == FOLLOW_UP


@pytest.mark.parametrize("ending", ENDINGS)
def test_another_house_reads_its_own_reports(ending: str) -> None:
    assert find_items(read(f"force.{ending}"), OTHERS) == FORCE


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_the_title_is_the_first_heading(ending: str) -> None:
    title = "Area Inspection Programme: CPS London South baseline report"
    assert find_title(read(f"area.{ending}")) == title


SAID = "The Area should check a sample of its letters each month."


@pytest.mark.parametrize(
    "label",
    [
        "Recommendation 3: ",
        "Recommendation 3 – ",
        "Recommendation 3. ",
        "Recommendation 3\n\n",
        "Recommendation 3 ",
        "Recommendation 3:\n\n",
        "RECOMMENDATION 3: ",
    ],
)
def test_a_recommendation_is_announced_in_many_ways(label: str) -> None:
    item = one(f"4.12 Letters are late.\n\n{label}{SAID}\n\n4.13 We go on.\n")
    assert (item.text, item.paragraphs, item.sure) == (SAID, ("4.12",), True)
    assert item.number.casefold() == "recommendation 3"


@pytest.mark.parametrize("label", ["R3: ", "R3 ", "Issue to address: ", "Issue to address\n\n"])
def test_short_labels_and_boxes_announce_an_item_too(label: str) -> None:
    assert one(f"{label}{SAID}\n").text == SAID


def test_words_of_a_sentence_announce_nothing() -> None:
    assert find("Recommendation 3 was achieved in the year after our report.\n") == []
    assert find("Recommendations are made where they are needed by all of us.\n") == []


def test_a_heading_in_a_list_of_contents_begins_no_section() -> None:
    contents = "Contents\n\nSummary\n\nRecommendations\n\nThe way that letters are sent\n\n"
    item = one(f"{contents}1.1 Letters are late.\n\nRecommendation 1: {SAID}\n")
    assert item.text == SAID


@pytest.mark.parametrize(
    ("said", "paragraphs"),
    [
        ("(paragraph 4.12)", ("4.12",)),
        ("(paragraphs 4.12 and 4.15)", ("4.12", "4.15")),
        ("(paragraphs 4.12, 4.13 and 5.1)", ("4.12", "4.13", "5.1")),
        ("(paragraphs 4.12 to 4.15)", ("4.12 to 4.15",)),
        ("(4.12)", ("4.12",)),
        ("(4.12) (4.15)", ("4.12", "4.15")),
        ("[para 4.12]", ("4.12",)),
        ("(see paragraph 1.10)", ("1.10",)),
    ],
)
def test_references_behind_an_item_are_its_paragraphs(
    said: str, paragraphs: tuple[str, ...]
) -> None:
    for item in (f"{SAID[:-1]} {said}.", f"{SAID} {said}"):
        found = one(f"Recommendations\n\n1. {item}\n")
        assert (found.text, found.paragraphs) == (SAID, paragraphs)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("By 31 July 2025", "2025-07-31"),
        ("By 1st July 2025", "2025-07-01"),
        ("By July 2025", "2025-07-31"),
        ("By February 2028", "2028-02-29"),
        ("By the end of February 2027", "2027-02-28"),
        ("Within six months", "6 months after published"),
        ("Within 12 months", "12 months after published"),
        ("Within one year", "1 year after published"),
        ("By 31 June 2025", ""),
    ],
)
def test_a_deadline_is_a_day_as_answers_want_it(words: str, deadline: str) -> None:
    item = one(f"Recommendation 1: {words}, the CPS should check its letters.\n")
    assert (item.deadline, item.deadline_words) == (deadline, words)


def test_a_period_in_what_is_to_be_done_is_no_deadline() -> None:
    item = one("Recommendation 1: The CPS should answer all letters within three months.\n")
    assert (item.deadline, item.deadline_words) == ("", "")


def test_immediately_is_no_day() -> None:
    item = one("Recommendation 1: The CPS should immediately check its letters.\n")
    assert (item.deadline, item.deadline_words) == ("", "")


@pytest.mark.parametrize(
    ("who", "named", "ours"),
    [
        ("The CPS", ("CPS",), True),
        ("Chief constables", ("police",), False),
        ("The National Police Chiefs’ Council and the CPS", ("CPS", "police"), True),
        ("Everybody", (), None),
    ],
)
def test_the_words_before_the_duty_say_who_has_to_do_it(
    who: str, named: tuple[str, ...], ours: bool | None
) -> None:
    item = one(f"Recommendation 1: {who} should work with the police and the CPS.\n")
    assert (item.addressees, item.ours) == (named, ours)
    assert item.sure == (ours is not False)


def test_the_heading_can_say_whose_the_recommendations_are() -> None:
    found = find(
        "Recommendations\n\nFor chief constables\n\n1. Improve the files that are sent.\n\n"
        "For the Crown Prosecution Service\n\n2. Improve the letters that are sent.\n"
    )
    assert [(item.addressees, item.sure) for item in found] == [
        (("police",), False),
        (("CPS",), True),
    ]


def test_the_line_above_numbered_ones_can_say_whose_they_are() -> None:
    found = find(
        "Recommendations\n\nThe Crown Prosecution Service should:\n\n"
        "1. train all who write letters to victims;\n2. check what those letters say.\n\n"
        "Chief constables should:\n\n3. improve the files that they send.\n"
    )
    assert [(item.number, item.addressees, item.sure) for item in found] == [
        ("1", ("CPS",), True),
        ("2", ("CPS",), True),
        ("3", ("police",), False),
    ]
    assert found[0].place == "The Crown Prosecution Service should:"


def test_a_bracket_behind_the_number_can_say_it_too() -> None:
    item = one("Recommendation 4 (for the police): Improve the files that are sent.\n")
    assert (item.text, item.ours) == ("Improve the files that are sent.", False)


@pytest.mark.parametrize("sign", ["•", "-", "–", "a)", "(i)"])
def test_what_is_listed_below_an_item_are_its_parts(sign: str) -> None:
    second = {"a)": "b)", "(i)": "(ii)"}.get(sign, sign)
    item = one(
        "4.1 Much is late.\n\nRecommendation 1\n\nThe CPS should:\n\n"
        f"{sign} send its letters in time; and\n{second} check what they say.\n\n4.2 We go on.\n"
    )
    assert item.text == "The CPS should:"
    assert item.parts == ("send its letters in time; and", "check what they say.")


def test_bullets_that_follow_a_whole_item_are_no_parts_of_it() -> None:
    item = one(f"Issue to address\n\n{SAID}\n\n• Some letters were late.\n• Some were short.\n")
    assert item.parts == ()


def test_numbers_count_the_items_and_bullets_their_parts() -> None:
    found = find(
        "Recommendations\n\n1. The CPS should:\n• send its letters in time;\n• check them.\n"
        "2. The CPS should train all who write letters.\n"
    )
    assert [(item.number, len(item.parts)) for item in found] == [("1", 2), ("2", 0)]


def test_what_comes_behind_good_practice_is_no_item() -> None:
    found = find(
        f"Issues to address\n\n• {SAID}\n\nGood practice\n\n"
        "• Each case should have and has a prosecutor who is named.\n"
    )
    assert [item.text for item in found if item.sure] == [SAID]


def test_a_paragraph_number_ends_a_section() -> None:
    found = find(f"Recommendations\n\n1. {SAID}\n\n2.1 The Area must be thanked for its help.\n")
    assert [item.text for item in found] == [SAID]


def test_an_item_in_a_box_has_all_the_words_of_the_box() -> None:
    box = "Issue to address\nLetters need to improve.\nThey need to be in time, too."
    found = find_items(Document((Table(((Span(box),),), ()),)), OURS)
    assert [item.text for item in found] == [
        "Letters need to improve. They need to be in time, too."
    ]


def test_an_item_in_a_quotation_is_found_as_in_a_box() -> None:
    lines = ("Recommendation 2", "The CPS should improve its letters.")
    quoted = Quote(tuple(Paragraph((Span(line),)) for line in lines))
    (item,) = find_items(Document((quoted,)), OURS)
    assert (item.number, item.text) == ("Recommendation 2", lines[1])


def test_an_item_may_be_a_heading() -> None:
    heading = Heading(3, (Span("Recommendation 2: The CPS should improve its letters."),))
    after = Paragraph((Span("This is why."),))
    (item,) = find_items(Document((heading, after)), OURS)
    assert item.text == "The CPS should improve its letters."


def test_a_status_below_an_item_tells_that_it_is_an_earlier_one() -> None:
    item = one(f"Recommendation 1: {SAID}\n\nStatus: Achieved\n\nIt was done in the spring.\n")
    assert (item.status, item.sure) == ("Achieved", False)


def test_items_of_the_same_words_but_other_parts_are_two() -> None:
    found = find(
        "Recommendation 1: The CPS should:\n\n• send its letters in time.\n\n"
        "Recommendation 2: The CPS should:\n\n• check what they say.\n"
    )
    assert [item.parts for item in found] == [
        ("send its letters in time.",),
        ("check what they say.",),
    ]


def test_a_sentence_that_recommends_is_doubtful_and_given_alone() -> None:
    item = one("3.4 This was said before. We recommend that the Area trains all. It can.\n")
    assert (item.text, item.paragraphs, item.sure) == (
        "We recommend that the Area trains all.",
        ("3.4",),
        False,
    )


def test_a_report_without_items_has_none() -> None:
    assert find("A visit\n\n1.1 All was well.\n\n1.2 We thank all who helped.\n") == []
    assert find_items(Document(()), OURS) == []


WORDS = st.text("abcdefg éß’“-", min_size=25, max_size=120).map(
    lambda text: "The Area should " + " ".join(text.split())
)


@given(st.lists(WORDS, min_size=1, max_size=6, unique_by=lambda text: text.casefold()))
def test_no_word_of_an_item_is_changed(said: list[str]) -> None:
    items = tuple((Paragraph((Span(one),)),) for one in said)
    blocks = (Heading(2, (Span("Recommendations"),)), ListBlock(items, 1))
    found = find_items(Document(blocks), OURS)
    kept = [item.text for item in found]
    assert kept == [one for one in said if one in kept]
    assert {tuple(one.split()) for one in kept} <= {tuple(one.split()) for one in said}


@given(st.text(max_size=2000))
def test_no_text_stops_the_search(said: str) -> None:
    find_items(Document((Paragraph((Span(said),)),)), OURS)


def write_house(folder: Path, grammar: str) -> house.House:
    for name, content in {
        "templates/visit/questionnaire.yaml": "title: A visit\nquestions: [{name: a, ask: A?}]\n",
        "templates/visit/response.md.j2": "# A\n",
        "templates/shared/report-grammar.yaml": grammar,
        "boilerplate/.keep": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return house.load(folder)


def test_a_template_may_have_a_grammar_of_its_own(tmp_path: Path) -> None:
    shared = "kinds: [{name: issue, labels: [issue]}]\nanswers: {text: text}\n"
    home = write_house(tmp_path, shared)
    own = tmp_path / "templates/visit/report-grammar.yaml"
    own.write_text(shared.replace("issue", "point"), "utf-8")
    grammar = report_grammar.load(home, "visit")
    assert grammar
    assert grammar.kinds[0].name == "point"


def test_the_example_in_the_documentation_is_a_grammar(tmp_path: Path) -> None:
    documented = (ROOT / "templates" / "README.md").read_text("utf-8")
    example = documented.split("```yaml\nkinds:")[1].split("```")[0]
    grammar = report_grammar.load(write_house(tmp_path, f"kinds:{example}"), "visit")
    assert grammar
    item = one("Recommendation 1: By May 2026, all should know it (paragraph 2.1).\n", grammar)
    assert (item.paragraphs, item.deadline) == (("2.1",), "2026-05-31")


def test_a_house_of_ones_own_begins_with_one(tmp_path: Path) -> None:
    starting.make(tmp_path / "own", house.load(ROOT))
    grammar = report_grammar.load(house.load(tmp_path / "own"), "inspection")
    assert grammar
    found = find(
        "Recommendations\n\n1. By March 2027, the Council should answer complaints in time (2.1).\n"
        "2. The government should say by when.\n",
        grammar,
    )
    assert [(item.deadline, item.paragraphs, item.sure) for item in found] == [
        ("2027-03-31", ("2.1",), True),
        ("", (), False),
    ]


def test_a_house_without_one_has_none(tmp_path: Path) -> None:
    home = write_house(tmp_path, "")
    (tmp_path / "templates/shared/report-grammar.yaml").unlink()
    assert report_grammar.load(home, "visit") is None


@pytest.mark.parametrize(
    ("grammar", "said"),
    [
        ("kinds: []\n", "“answers” is missing"),
        ("kinds: [{name: a, labels: ['(']}]\nanswers: {text: t}\n", "not a regular expression"),
        ("kinds: [{name: a, label: [b]}]\nanswers: {text: t}\n", "“label” is not known here"),
        ("kinds: [{name: a}, {name: a}]\nanswers: {text: t}\n", "“a” stands here twice"),
    ],
)
def test_a_fault_in_a_grammar_is_told_with_its_place(
    tmp_path: Path, grammar: str, said: str
) -> None:
    home = write_house(tmp_path, grammar)
    with pytest.raises(DataError, match=r"report-grammar\.yaml:\d+:\d+: .*") as caught:
        report_grammar.load(home, "visit")
    assert said in str(caught.value)
