from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responder.errors import DataError, Finding
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import build

RULES = (
    "left-over-name",
    "left-over-person",
    "old-name",
    "not-an-area",
    "honorific",
    "mixed-voices",
    "unnamed-speaker",
    "reused-quotation",
)
QUESTIONS = """\
title: A visit
published: published
roles:
  items: [items]
  quoted: [items.text]
  response: [items.response]
  subject: [ward]
  speaker: [speaker.name]
  speech: [speaker.words]
questions:
  - {name: published, ask: When?, type: date, required: false}
  - {name: ward, ask: Which ward?, type: choice, choices: {from: house.wards}, required: false}
  - {name: words, ask: Which words?, type: prose, required: false}
  - name: speaker
    ask: Who speaks?
    type: group
    required: false
    questions:
      - {name: name, ask: Who?, required: false}
      - {name: role, ask: Which role?, required: false}
      - {name: words, ask: Which words?, type: prose}
  - name: items
    ask: Which items?
    type: list
    each: item
    required: false
    questions:
      - {name: text, ask: Which words?}
      - {name: response, ask: Which response?, type: prose}
"""
LAYOUT = """\
# Report on {{ ward }}

{{ words }}

{% if speaker %}
{{ speaker.role }} {{ speaker.name }} said:

> {{ speaker.words | quoted }}
{% endif %}

{% for item in items %}
{{ loop.index }}. {{ item.text }}

{{ item.response }}
{% endfor %}
"""
HOUSE = """\
organisation: {name: Northmarch Hospital, abbreviation: NMH}
wards:
  - {name: Oak, aliases: [Old Oak], leads: [Sam Sample], kitchens: [Mill]}
  - {name: Elm & Ash, aliases: [Elm], leads: [Kit Other], kitchens: [Mill, Hill, Dale]}
leaders: [Ward Manager]
people: [Robin Former]
named_as:
  name: ["{name} Ward", "Ward {name}"]
  leads: ["{name}"]
  kitchens: ["{name} Kitchen"]
  not_areas: ["{name} Ward"]
not_areas: [Chapel]
voices: [{name: the ward, words: [the ward]}, {name: we, words: [we, our, us]}]
published_quotations:
  - {words: "we are so very proud of all our nurses and doctors", by: Robin Former, published: 2024}
"""
LEADER = """\
leader:
  name: {name}
  quotation: |-
    {words}
"""


def all_of(text: str) -> list[tuple[str, str, str]]:
    """Return the rule, severity and words of each finding of these rules."""
    found = [one for one in find(text) if one.rule in RULES]
    return [(one.rule, one.severity, one.excerpt) for one in found]


def in_area(area: str, words: str) -> list[tuple[str, str, str]]:
    """Return the findings on a response of an Area, but for those on its voice."""
    found = all_of(respond(words).replace("London South", area))
    return [one for one in found if one[0] != "mixed-voices"]


def quoted(words: str, name: str = "Alex Example") -> str:
    return CLEAN + LEADER.format(name=name, words=words)


def in_hospital(tmp_path: Path, answers: str, data: str = HOUSE) -> list[Finding]:
    made = build(tmp_path / "house", LAYOUT, QUESTIONS, files={"house.yaml": data})
    return [one for one in find_in(made, answers) if one.rule in RULES]


@pytest.mark.parametrize(
    "words",
    [
        "CPS North East",
        "CPS NORTH EAST",
        "CPS Yorkshire & Humberside",
        "CPS Yorkshire and Humber",
        "CPS East of England",
        "Crown Prosecution Service North West",
        "Crown Prosecution Service, South West",
        "West Midlands Area",
        "CPS North London",
        "Cymru-Wales",
        "Mersey-Cheshire",
        "Thames and Chiltern",
    ],
)
def test_the_name_of_another_area_is_an_error(words: str) -> None:
    assert in_area("London South", f"Training at {words} goes on.") == [
        ("left-over-name", "error", words)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Other Areas, such as CPS North West and CPS Wessex, do this.",
        "Managers visited CPS North West, CPS Wessex and Cymru-Wales.",
        "We learned this from CPS Wessex.",
        "CPS Wessex has shared its guide with the Area.",
        "Letters were late, compared with CPS Wessex.",
    ],
)
def test_another_area_that_is_meant_is_advice(sentence: str) -> None:
    found = in_area("London South", sentence)
    assert found
    assert {severity for _, severity, _ in found} == {"advice"}


@pytest.mark.parametrize("area", ["North East", "South East", "London South", "West Midlands"])
def test_the_name_of_the_area_itself_is_right(area: str) -> None:
    words = f"CPS {area} leads. The {area} Area’s lawyers, and CPS {area}’s managers, learn."
    assert not in_area(area, words)


@pytest.mark.parametrize(
    "words",
    [
        "courts in the north east and South East of the city",
        "the South Eastern Circuit and the North East corner",
        "CPS North Eastern Lines",
        "the west midlands area",
        "CPS and North East lawyers",
        "Eastern courts, and those of East London",
        "Yorkshire puddings from Wales",
        "CPS Direct and CPS Proceeds of Crime",
    ],
)
def test_words_that_can_mean_something_else_are_left_alone(words: str) -> None:
    assert not in_area("London South", f"We work with {words} today.")


def test_an_answer_that_is_nothing_but_the_name_of_another_area_is_found() -> None:
    text = CLEAN.replace(
        "{text: The report recognises the work of the Area.}",
        "{snippet: opening/context-caseload-and-workforce, values: {area: North East}}",
    )
    assert ("left-over-name", "error", "North East") in all_of(text)


def test_a_title_of_another_area_is_found() -> None:
    text = f"{CLEAN}wording: {{title: CPS response to North East Area Inspection}}\n"
    assert ("left-over-name", "error", "North East Area") in all_of(text)


def test_another_area_in_the_words_of_those_who_inspect_is_to_be_referred_back() -> None:
    text = CLEAN.replace("The quality of letters", "CPS North East")
    assert all_of(text) == [("left-over-name", "advice", "CPS North East")]


def test_another_area_in_a_quotation_is_an_error_to_ask_the_speaker_about() -> None:
    (one,) = find(quoted("“I thank all of CPS North East.”"), "left-over-name")
    assert (one.severity, one.excerpt) == ("error", "CPS North East")
    assert "ask before you change them" in one.message


def test_a_report_on_no_one_area_may_name_any() -> None:
    text = "template: thematic-inspection\ntopic: letters\npublished: 2026-11-26\n" + (
        "recognition: [{text: CPS North East and Kent Police did well. Cymru-Wales too.}]\n"
        "items: [{text: Do it., response: [{text: We will.}]}]\n"
    )
    assert not all_of(text)


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("London South", "Kent Police"),
        ("London South", "West Midlands Police"),
        ("London South", "Avon and Somerset Constabulary"),
        ("Wessex", "Metropolitan Police"),
        ("North East", "Chief Constable of Cumbria"),
        ("South East", "police in Thames Valley"),
        ("East Midlands", "West Midlands Police"),
    ],
)
def test_a_police_force_of_another_area_is_an_error(area: str, words: str) -> None:
    assert in_area(area, f"We meet the {words} each month.") == [("left-over-name", "error", words)]


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("London South", "the Metropolitan Police Service"),
        ("West Midlands", "West Midlands Police and West Mercia Police"),
        ("North West", "communities of Greater Manchester, Lancashire and Cumbria"),
        ("Thames and Chiltern", "Thames Valley Police, Hertfordshire and Bedfordshire"),
    ],
)
def test_the_forces_of_the_area_itself_are_right(area: str, words: str) -> None:
    assert not in_area(area, f"We meet {words} each month.")


def test_several_counties_of_another_area_are_a_warning() -> None:
    words = "We serve the communities of Greater Manchester, Lancashire and Cumbria."
    assert in_area("Wessex", words) == [
        ("left-over-name", "warning", "Greater Manchester, Lancashire and Cumbria")
    ]


def test_one_county_of_another_area_is_advice() -> None:
    assert in_area("Wessex", "A pilot in Cumbria.") == [("left-over-name", "advice", "Cumbria")]


@pytest.mark.parametrize(
    "words", ["the University of Durham Law School", "Judge Durham", "Essex Street", "Kent-based"]
)
def test_a_county_within_a_longer_name_is_left_alone(words: str) -> None:
    assert not in_area("Wessex", f"We met at {words} today.")


def test_a_person_of_an_earlier_response_is_an_error() -> None:
    assert all_of(respond("We thank Jan Lamping.")) == [
        ("left-over-person", "error", "Jan Lamping")
    ]


def test_the_one_who_is_quoted_may_be_named() -> None:
    assert not all_of(quoted("“We thank the inspectors.”", "Jan Lamping"))


def test_a_lead_in_that_names_an_earlier_speaker_is_an_error() -> None:
    text = quoted("“We thank the inspectors.”")
    text += "wording: {quotation_lead_in: 'Martin Goldman, Chief Crown Prosecutor, said:'}\n"
    assert ("left-over-person", "error", "Martin Goldman") in all_of(text)


@pytest.mark.parametrize(
    ("words", "excerpt", "instead"),
    [
        ("CPS Mersey Cheshire leads.", "Mersey Cheshire", "Mersey-Cheshire"),
        ("The Merseyside and Cheshire Area leads.", "Merseyside and Cheshire", "Mersey-Cheshire"),
        ("CPS MERSEY CHESHIRE leads.", "MERSEY CHESHIRE", "MERSEY-CHESHIRE"),
    ],
)
def test_an_old_name_of_the_area_is_advice_with_the_right_one(
    words: str, excerpt: str, instead: str
) -> None:
    (one,) = find(respond(words).replace("London South", "Mersey-Cheshire"), "old-name")
    assert (one.severity, one.excerpt, one.replacement) == ("advice", excerpt, instead)


def test_police_forces_that_look_like_an_old_name_are_left_alone() -> None:
    assert not in_area("Mersey-Cheshire", "We meet Merseyside and Cheshire Police.")


@pytest.mark.parametrize(
    "words", ["the CPS Direct Area", "CPS Direct and other Areas", "Areas such as CPS Direct"]
)
def test_what_is_no_area_must_not_be_called_one(words: str) -> None:
    (one,) = find(respond(f"We learn from {words}."), "not-an-area")
    assert one.severity == "warning"
    assert not find(respond("We learn from CPS Direct."), "not-an-area")


@pytest.mark.parametrize(
    ("words", "excerpt", "instead"),
    [
        ("We thank Ms Ann Other.", "Ms Ann Other", "Ann Other"),
        ("We thank Mr. Other.", "Mr. Other", None),
    ],
)
def test_a_title_of_courtesy_is_advice(words: str, excerpt: str, instead: str | None) -> None:
    (one,) = find(respond(words), "honorific")
    assert (one.severity, one.excerpt, one.replacement) == ("advice", excerpt, instead)


@pytest.mark.parametrize("words", ["Mr Justice Cocklecarrot", "Miss no deadline", "HMS Ms"])
def test_what_is_no_title_of_courtesy_is_left_alone(words: str) -> None:
    assert not find(respond(f"So {words}."), "honorific")


def test_titles_of_courtesy_in_the_words_of_others_are_left_alone() -> None:
    assert not find(quoted("“I thank Ms Other.”"), "honorific")


def test_two_voices_in_one_paragraph_are_advice_once() -> None:
    words = "The Area accepts this, and we agree.\n\nOur letters improve. The Area checks."
    (one,) = find(respond(words), "mixed-voices")
    assert (one.severity, one.excerpt) == ("advice", "we")
    assert "“we” 2 times" in one.message


def test_two_voices_in_two_responses_are_advice() -> None:
    text = CLEAN + "  - {text: The quality of files., response: [{text: We accept this.}]}\n"
    (one,) = find(text, "mixed-voices")
    assert one.excerpt == "We"


@pytest.mark.parametrize(
    "words",
    [
        "The Area accepts this. It works with the US and with US lawyers.",
        "We accept this, and our letters improve.",
    ],
)
def test_one_voice_is_left_alone(words: str) -> None:
    assert not find(respond(words), "mixed-voices")


def test_national_wording_does_not_count_as_our_voice() -> None:
    text = CLEAN + "      - snippet: victim-communication/three-phase-programme\n"
    assert not find(text, "mixed-voices")


def test_words_that_were_published_as_anothers_are_an_error() -> None:
    words = (
        "“It is good. We had already identified the same areas of improvement as the Inspectors.”"
    )
    (one,) = find(quoted(words), "reused-quotation")
    assert one.severity == "error"
    assert one.excerpt.startswith("We had already identified")
    assert "Kate Brown and Jan Lamping" in one.message
    assert one.path == "leader.quotation"


def test_words_that_were_published_as_the_speakers_own_are_right() -> None:
    words = "“We had already identified the same areas for improvement as the Inspectors.”"
    assert not find(quoted(words, "Kate Brown"), "reused-quotation")


@pytest.mark.parametrize(
    "words",
    [
        "“We had identified the same areas before, and so had the Inspectors.”",
        "“The role of an Inspectorate is to see what others do not.”",
        "“Our commitment to victims stays.”",
    ],
)
def test_words_that_are_a_little_like_published_ones_are_left_alone(words: str) -> None:
    assert not find(quoted(words), "reused-quotation")


def test_published_words_that_nobody_is_quoted_with_are_left_alone() -> None:
    words = "It is re-assuring that our local findings accord with those of HMCPSI."
    assert not find(respond(words), "reused-quotation")


def test_a_role_in_place_of_a_name_is_an_error() -> None:
    (one,) = find(quoted("“We will.”", "Chief Crown Prosecutor"), "unnamed-speaker")
    assert (one.severity, one.excerpt) == ("error", "Chief Crown Prosecutor")


def test_a_lead_in_without_the_name_is_an_error() -> None:
    text = f"{quoted('“We will.”')}wording: {{quotation_lead_in: 'Our leader said:'}}\n"
    (one,) = find(text, "unnamed-speaker")
    assert (one.severity, one.excerpt) == ("error", "Our leader said:")


@pytest.mark.parametrize(
    "words",
    [
        "The Chief Crown Prosecutor said: “We welcome this report very much.”",
        "“We welcome this report very much,” said our Chief Crown Prosecutor.",
        'CPS London South Chief Crown Prosecutor added "We welcome this report very much".',
    ],
)
def test_a_role_that_is_quoted_in_the_text_without_a_name_is_an_error(words: str) -> None:
    (one,) = find(respond(words), "unnamed-speaker")
    assert (one.severity, one.excerpt) == ("error", "Chief Crown Prosecutor")


@pytest.mark.parametrize(
    "words",
    [
        "Chief Crown Prosecutor Élise van Ångström said: “We welcome this report very much.”",
        "“We welcome this report very much,” said Ms Other, Chief Crown Prosecutor.",
        "The Chief Crown Prosecutor said that “timely” letters matter.",
        "The inspectorate says: “The Area does what it can and more.”",
        "The Chief Crown Prosecutor leads.",
    ],
)
def test_quotations_that_name_somebody_and_words_that_are_none_are_left_alone(words: str) -> None:
    assert not find(respond(words), "unnamed-speaker")


def test_a_speaker_who_is_missing_is_told_once() -> None:
    text = CLEAN + "leader: {quotation: “We will.”}\n"
    assert not find(text, "unnamed-speaker")
    assert any(one.rule == "missing" for one in find(text))


def test_a_house_says_who_belongs_where(tmp_path: Path) -> None:
    text = "ward: Oak\nwords: Elm & Ash Ward, Ward Elm and ELM AND ASH WARD, Hill Kitchen, Mill "
    text += "Kitchen, Kit Other and Sam Sample, Oak Ward, Chapel Ward.\n"
    found = in_hospital(tmp_path, text)
    assert sorted((one.rule, one.excerpt) for one in found) == [
        ("left-over-name", "ELM AND ASH WARD"),
        ("left-over-name", "Elm & Ash Ward"),
        ("left-over-name", "Hill Kitchen"),
        ("left-over-name", "Kit Other"),
        ("left-over-name", "Ward Elm"),
        ("not-an-area", "Chapel Ward"),
    ]


def test_without_a_subject_nothing_is_left_over(tmp_path: Path) -> None:
    assert not in_hospital(tmp_path, "words: Elm & Ash Ward, Hill Kitchen and Kit Other.\n")


def test_a_house_without_forms_knows_names_behind_its_own(tmp_path: Path) -> None:
    data = HOUSE.partition("named_as")[0]
    found = in_hospital(tmp_path, "ward: Oak\nwords: NMH Elm, Elm Ward and Hill Kitchen.\n", data)
    assert [one.excerpt for one in found] == ["NMH Elm"]


def test_a_response_without_words_has_no_findings(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "", QUESTIONS, files={"house.yaml": HOUSE})
    assert not [one for one in find_in(made, "ward: Oak\n") if one.rule in RULES]


def test_a_quotation_without_a_speaker_is_an_error_at_its_words(tmp_path: Path) -> None:
    (one,) = in_hospital(
        tmp_path, "ward: Oak\nspeaker: {words: We are glad of this report today.}\n"
    )
    assert (one.rule, one.severity) == ("unnamed-speaker", "error")
    assert one.excerpt == "We are glad of this"
    assert one.path == "speaker.words"


def test_a_role_beside_a_name_is_no_name(tmp_path: Path) -> None:
    given = "ward: Oak\nspeaker: {role: Ward Manager, name: Ann Other, words: We are glad.}\n"
    assert not in_hospital(tmp_path, given)
    (one,) = in_hospital(tmp_path / "b", given.replace("name: Ann Other, ", ""))
    assert (one.rule, one.excerpt) == ("unnamed-speaker", "Ward Manager")


def test_quotations_of_a_house_are_known_in_its_own_responses(tmp_path: Path) -> None:
    given = "ward: Oak\nspeaker: {name: Ann Other, words: 'Today we are very proud of all our "
    given += "nurses and doctors.'}\n"
    (one,) = in_hospital(tmp_path, given)
    assert (one.rule, one.excerpt) == (
        "reused-quotation",
        "we are very proud of all our nurses and doctors",
    )
    assert not in_hospital(tmp_path / "b", given.replace("Ann Other", "Robin Former"))


def test_a_house_without_the_data_has_no_findings(tmp_path: Path) -> None:
    data = "wards: [{name: Oak}, Elm]\n"
    words = "Mr Elm and we of the ward, NMH Elm, Elm Ward. “We are glad of it,” said Elm."
    assert not in_hospital(tmp_path, f"ward: Oak\nwords: {words}\n", data)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"{name} Kitchen"', '"Kitchen"', 10),
        ('kitchens: ["{name} Kitchen"]', "kitchens: Kitchen", 10),
        ("not_areas: [Chapel]", "not_areas: [[Chapel]]", 12),
        ("words: [the ward]", "words: the ward", 13),
        ("by: Robin Former", "by: {a: b}", 15),
        ("by: Robin Former, ", "", 15),
    ],
)
def test_malformed_data_of_the_house_is_named(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    assert old in HOUSE
    data = HOUSE.replace(old, new)
    with pytest.raises(DataError) as caught:
        in_hospital(tmp_path, "ward: Oak\nspeaker: {name: Ann, words: a b}\n", data)
    assert caught.value.place is not None
    assert caught.value.place.file.endswith("house.yaml")
    assert caught.value.place.line == line


@given(st.text(alphabet='CPSNorthEas Area&’-.,“”"', max_size=60))
@settings(deadline=None, max_examples=60)
def test_no_text_brings_the_rules_down(words: str) -> None:
    find(respond(f"The Chief Crown Prosecutor said: {words} CPS North East."))
