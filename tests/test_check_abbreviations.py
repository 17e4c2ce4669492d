from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responder.check.full_forms import match_initials, squash
from responder.errors import DataError, Finding
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import build

RULES = (
    "unexplained-abbreviation",
    "late-explanation",
    "repeated-explanation",
    "full-form-again",
    "unused-abbreviation",
    "wrong-expansion",
    "informal-name",
    "unknown-abbreviation",
)
HOUSE = """\
organisation: {name: Northmarch Hospital, abbreviation: NMH}
inspectorates: [{title: the Care Quality Commission, abbreviation: CQC}, plain]
common_words: [must]
abbreviations:
  DCN: {expansion: discharge co-ordination note, plural: discharge co-ordination notes}
  FFT: {expansion: Friends & Family Test, wrong: [Family and Friends Test], severity: warning}
  WiFi: {well_known: yes}
"""


def all_of(text: str) -> list[tuple[str, str, str]]:
    """Return the rule, severity and words of each finding of these rules."""
    found = [one for one in find(text) if one.rule in RULES]
    return [(one.rule, one.severity, one.excerpt) for one in found]


def in_response(text: str) -> list[tuple[str, str, str]]:
    return all_of(respond(text))


def with_item(text: str, response: str) -> str:
    return respond(response).replace("The quality of letters needs to improve.", text)


def in_hospital(tmp_path: Path, words: str, data: str = HOUSE) -> list[Finding]:
    made = build(tmp_path / "house", files={"house.yaml": data})
    return [one for one in find_in(made, f"words: |-\n  {words}\n") if one.rule in RULES]


def test_an_abbreviation_that_is_never_explained_is_a_warning_at_its_first_use() -> None:
    (one,) = find(respond("The CCP leads.\n\nThe CCP and the VLU meet."), RULES[0])[:1]
    assert (one.severity, one.excerpt, one.replacement) == (
        "warning",
        "CCP",
        "Chief Crown Prosecutor (CCP)",
    )
    assert one.place.line == 9


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("The SPOCs meet.", "single points of contact"),
        ("SPOCs meet.", "Single points of contact"),
        ("We met. VAWG matters.", "Violence against women and girls"),
        ("Each LSIP meets.", "Local Scrutiny and Involvement Panel"),
        ("An ABM leads.", "Area Business Manager"),
        ("An LSIP meets.", None),  # since it becomes “a”
        ("The LSIP’s work helps.", None),
        ("The HMICFRS report.", None),  # His or Her depends on the day
    ],
)
def test_what_is_used_once_can_be_written_in_full_where_that_reads_well(
    words: str, instead: str | None
) -> None:
    (one,) = find(respond(words), RULES[0])
    assert one.replacement == instead


def test_an_abbreviation_in_the_words_of_others_alone_is_advice_and_never_repaired() -> None:
    (one,) = find(with_item("Sharing before the PTPH must improve.", "It will."), RULES[0])
    assert (one.severity, one.excerpt, one.replacement) == ("advice", "PTPH", None)
    assert "Our own words could say it" in one.message


def test_our_own_use_is_shown_rather_than_that_of_others_before_it() -> None:
    (one,) = find(with_item("The PTPH.", "At the PTPH, lawyers share."), RULES[0])
    assert (one.severity, one.place.line) == ("warning", 9)


def test_a_reader_who_met_the_full_form_in_an_item_knows_it_in_our_response() -> None:
    text = with_item("The Victim Liaison Unit (VLU) must improve.", "The VLU will.")
    assert not all_of(text)


def test_an_explanation_in_our_response_to_the_item_that_abbreviates_it_is_in_time() -> None:
    text = with_item("The VLU must improve.", "The Victim Liaison Unit (VLU) will. The VLU knows.")
    assert not all_of(text)


def test_a_full_form_that_nothing_ties_to_the_abbreviation_is_said_to_be_there() -> None:
    (one,) = find(respond("The Victim Liaison Unit met. The VLU and its VLU manager."), RULES[0])
    assert "stands in full too" in one.message


@pytest.mark.parametrize(
    "words",
    [
        "The Victim Liaison Unit (VLU) leads, and the VLU learns.",
        "The victim liaison unit (the “VLU”) leads, and the VLU learns.",
        "The victim liaison units (VLUs) lead, and each VLU’s manager learns.",
        "The Victim Liaison Unit [VLU] leads. VLU staff learn.",
        "The Victim Liaison Unit, or VLU, leads. The VLUs’ staff learn.",
        "The VLU (Victim Liaison Unit) leads. The VLU learns.",
        "Evidence-led prosecutions (ELP) help, as does ELP training.",
        "The area youth justice coordinator (AYJC) leads. The AYJC learns.",
        "The Joint (police and CPS) Operational Improvement Board (JOIB) leads. The JOIB learns.",
        "The Individual Quality Assessment process (IQA) leads to an IQA each month.",
        "The Information Commissioner's Office (ICO) leads. The ICO learns.",
        "HM Inspectorate of Probation (HMI Probation) leads. HMI Probation learns.",
        "The National Training Board (NTB) leads. The NTB learns.",
        "Our Terms and Conditions (T&C) lead. The T&C help.",
        "The RTB (Regional Training Board) leads. The RTB learns.",
    ],
)
def test_an_explanation_is_known_in_whatever_form_it_has(words: str) -> None:
    assert not in_response(words)


@pytest.mark.parametrize(
    "words",
    [
        "The CPS and an MG3, CCTV and COVID-19.",  # well known
        "Phase III and part XLVII.",
        "See https://www.example.org/QRST and QRST@example.org.",
        "GOV.UK and postcode SW1A 2AA.",
        "THE WHOLE OF THIS PARAGRAPH IS SHOUTED.",
        "This is NOT what happened, and it is not what will.",
        "They said that THIS MUST STOP at once.",
        "OFFICIAL-SENSITIVE papers, KC and MP.",
    ],
)
def test_words_in_capitals_that_need_no_explanation_are_left_alone(words: str) -> None:
    assert not in_response(words)


def test_the_title_neither_uses_nor_explains_an_abbreviation() -> None:
    text = f"{CLEAN}wording: {{title: Response on the VLU (Victim Liaison Unit)}}\n"
    assert not all_of(text)
    assert all_of(text.replace("check ten", "ask the VLU to check ten")) == [
        (RULES[0], "warning", "VLU")
    ]


def test_an_abbreviation_in_a_heading_alone_is_advice() -> None:
    text = CLEAN.replace("  - text: The quality", "  - heading: The VLU\n    text: The quality")
    assert all_of(text) == [(RULES[0], "advice", "VLU")]


def test_an_abbreviation_that_the_layout_prints_is_advice() -> None:
    text = "template: joint-inspection\ntopic: stalking\npublished: 2026-11-26\n" + (
        "inspectorates: [HMICFRS, HMCPSI]\n"
        "recognition: [{text: It is fair.}]\n"
        "items:\n"
        "  - text: Do it.\n"
        "    response: [{text: We will.}]\n"
        "    further_responses:\n"
        "      - {responder: National Police Chiefs’ Council, response: [{text: They will.}]}\n"
    )
    assert all_of(text) == [(RULES[0], "advice", "NPCC")]


def test_a_use_before_the_explanation_is_a_warning() -> None:
    words = "Our RASSO teams lead.\n\nThe rape and serious sexual offences (RASSO) teams learn."
    assert in_response(words) == [("late-explanation", "warning", "RASSO")]


def test_a_heading_before_the_explanation_is_advice() -> None:
    text = respond("The Victim Liaison Unit (VLU) leads. The VLU learns.")
    text = text.replace("  - text: The quality", "  - heading: The VLU\n    text: The quality")
    assert all_of(text) == [("late-explanation", "advice", "VLU")]


def test_a_second_explanation_can_be_cut_to_the_abbreviation() -> None:
    words = "The Victim Liaison Unit (VLU) leads.\n\nThe victim liaison units (VLUs) learn."
    (one,) = find(respond(words), "repeated-explanation")
    assert (one.severity, one.excerpt, one.replacement) == (
        "warning",
        "victim liaison units (VLUs)",
        "VLUs",
    )
    assert len(in_response(words)) == 1


def test_a_second_explanation_after_an_article_is_left_to_the_officer() -> None:
    words = "Each Witness Care Unit (WCU) leads.\n\nA witness care unit (WCU) learns."
    (one,) = find(respond(words), "repeated-explanation")
    assert one.replacement is None


def test_our_explanation_after_that_of_others_is_advice() -> None:
    text = with_item("The Victim Liaison Unit (VLU) must.", "The Victim Liaison Unit (VLU) will.")
    assert all_of(text) == [("repeated-explanation", "advice", "Victim Liaison Unit (VLU)")]


def test_others_who_explain_what_we_have_explained_are_not_to_blame() -> None:
    text = with_item("The Victim Liaison Unit (VLU) must.", "The VLU will.")
    text = text.replace("the work of the Area", "the Victim Liaison Unit (VLU)")
    assert not all_of(text)


def test_a_full_form_after_its_explanation_is_advice_once() -> None:
    words = (
        "The Chief Crown Prosecutor (CCP) leads. The CCP meets."
        "\n\nThe Deputy Chief Crown Prosecutor learns.\n\nThe chief crown prosecutor leads."
        "\n\nThe Chief Crown Prosecutor leads."
    )
    assert in_response(words) == [("full-form-again", "advice", "chief crown prosecutor")]


def test_a_full_form_is_right_where_our_words_never_use_the_abbreviation() -> None:
    text = with_item("The Victim Liaison Unit (VLU) must.", "The Victim Liaison Unit will.")
    assert not all_of(text)


def test_an_abbreviation_that_is_never_used_again_can_be_left_out() -> None:
    words = "Partners across the Criminal Justice System (CJS) meet."
    (one,) = find(respond(words), "unused-abbreviation")
    assert (one.severity, one.excerpt, one.replacement) == (
        "warning",
        "Criminal Justice System (CJS)",
        "Criminal Justice System",
    )
    assert len(in_response(words)) == 1


def test_an_abbreviation_that_others_explain_and_nobody_uses_is_left_alone() -> None:
    assert not all_of(with_item("The Witness Care Units (WCU) must.", "They will."))


def test_an_abbreviation_that_stands_in_the_title_is_not_unused() -> None:
    text = respond("The Victim Liaison Unit (VLU) meets.")
    assert not all_of(f"{text}wording: {{title: The VLU}}\n")


def test_those_who_inspect_may_be_named_with_their_initials_once() -> None:
    opening = "Her Majesty's Crown Prosecution Service Inspectorate (HMCPSI) has reported."
    assert not all_of(f"{CLEAN}wording: {{opening: {opening}}}\n")


@pytest.mark.parametrize(
    ("words", "severity", "excerpt", "instead"),
    [
        (
            "Each Local Scrutiny and Improvement Panel meets.",
            "error",
            "Local Scrutiny and Improvement Panel",
            "Local Scrutiny and Involvement Panel",
        ),
        (
            "All pre-trial preparation\nhearings.",
            "error",
            "pre-trial preparation hearings",
            "plea and trial preparation hearings",
        ),
        (
            "Pre-Trial Preparation Hearings help.",
            "error",
            "Pre-Trial Preparation Hearings",
            "Plea and Trial Preparation Hearings",
        ),
        (
            "The Individual Quality Assurance process.",
            "warning",
            "Individual Quality Assurance",
            "Individual Quality Assessment",
        ),
        (
            "The National Police Chief's Council agrees.",
            "error",
            "National Police Chief's Council",
            "National Police Chiefs' Council",
        ),
        (
            "His Majesty’s CPS Inspectorate agrees.",
            "error",
            "Majesty’s CPS Inspectorate",
            "Majesty’s Crown Prosecution Service Inspectorate",
        ),
    ],
)
def test_a_wrong_full_form_is_put_right_with_its_capitals_and_number(
    words: str, severity: str, excerpt: str, instead: str
) -> None:
    (one,) = find(respond(words), "wrong-expansion")
    assert " ".join(one.excerpt.split()) == excerpt
    assert (one.severity, one.replacement) == (severity, instead)


def test_a_wrong_full_form_with_its_abbreviation_is_one_finding_that_explains_it() -> None:
    words = "Rape and Serious Sexual Offence (RASSO) teams and RASSO leads."
    (one,) = [one for one in find(respond(words)) if one.rule in RULES]
    assert (one.severity, one.replacement) == (
        "warning",
        "Rape and Serious Sexual Offences (RASSO)",
    )


def test_a_wrong_full_form_in_the_words_of_others_is_to_be_referred_back() -> None:
    text = with_item("The Local Scrutiny and Improvement Panel must grow.", "It will.")
    (one,) = find(text, "wrong-expansion")
    assert (one.severity, one.replacement) == ("advice", None)


def test_a_slip_that_the_house_does_not_list_is_known_by_the_initials() -> None:
    words = "Each Local Scrutiny and Inclusion Panel (LSIP) meets. The LSIP learns."
    assert in_response(words) == [
        ("wrong-expansion", "warning", "Local Scrutiny and Inclusion Panel (LSIP)")
    ]


def test_another_body_of_the_same_initials_is_advice() -> None:
    words = "The Care Quality Commission (CQC) inspects. The CQC reports."
    assert in_response(words) == [("wrong-expansion", "advice", "Care Quality Commission (CQC)")]


def test_other_full_forms_that_the_house_allows_are_right() -> None:
    assert not in_response("A Standard Operating Procedure (SOP) helps. The SOP says so.")


@pytest.mark.parametrize(
    "words", ["Police may release under investigation.", "We and other criminal justice services."]
)
def test_words_that_are_wrong_only_before_the_abbreviation_are_left_alone(words: str) -> None:
    assert not in_response(words)


def test_an_informal_name_is_advice() -> None:
    (one,) = find(respond("Our Local Scrutiny Panels help."), "informal-name")
    assert (one.severity, one.excerpt, one.replacement) == ("advice", "Local Scrutiny Panels", None)


def test_an_abbreviation_that_nobody_knows_is_advice_once() -> None:
    words = "The QRST meets, and each QRST learns. Two TLAs, and R&DX."
    assert in_response(words) == [
        ("unknown-abbreviation", "advice", "QRST"),
        ("unknown-abbreviation", "advice", "TLA"),
        ("unknown-abbreviation", "advice", "R&DX"),
    ]


@pytest.mark.parametrize("name", ["HMPCSI", "PTHP", "RASO", "HMCPSII"])
def test_a_slip_in_an_abbreviation_is_a_warning(name: str) -> None:
    (finding,) = find(respond(f"The {name} is here."), "unknown-abbreviation")
    assert finding.severity == "warning"
    assert "Is it “" in finding.message


@pytest.mark.parametrize("name", ["HMCTS", "CSP", "MAPPA", "NPC"])
def test_another_abbreviation_is_no_slip(name: str) -> None:
    (finding,) = find(respond(f"The {name} is here."), "unknown-abbreviation")
    assert finding.severity == "advice"


def test_a_message_shows_the_full_form_without_the_sovereign() -> None:
    (finding,) = find(respond("HMICFRS is here."), "unexplained-abbreviation")
    assert "“HM Inspectorate of Constabulary and Fire & Rescue Services”" in finding.message


def test_remarks_to_the_drafter_are_not_read() -> None:
    text = CLEAN.replace(
        "      - text: The Area accepts", "      - snippet: no/SUCHTHING\n      - text: It accepts"
    )
    assert not all_of(text)


def test_words_in_another_language_are_not_read() -> None:
    text = f"{CLEAN}welsh: {{heading: Crynodeb, text: Mae GEG a VLU yn iawn.}}\n"
    assert not all_of(text.replace("London South", "Cymru-Wales"))


def test_a_full_form_does_not_reach_over_another_bracket() -> None:
    words = "The Ministry of Justice (MoJ), Health (MOXJH) and others met. MoJ leads."
    assert not find(respond(words), "unused-abbreviation")
    (finding,) = find(respond(words), "unknown-abbreviation")
    assert finding.excerpt == "MOXJH"


def test_the_house_says_what_is_known(tmp_path: Path) -> None:
    words = (
        "NMH has WiFi. Each DCN helps. The Care Quality Commission (CQC) saw the DCNs and the QRST."
    )
    found = in_hospital(tmp_path, words)
    assert [(one.rule, one.excerpt, one.replacement) for one in found] == [
        (RULES[0], "DCN", "discharge co-ordination note (DCN)"),
        ("unknown-abbreviation", "QRST", None),
    ]


def test_and_is_the_same_as_its_sign(tmp_path: Path) -> None:
    assert not in_hospital(tmp_path, "The Friends and Family Test (FFT) helps. So the FFT stays.")


def test_a_house_without_abbreviations_has_no_findings(tmp_path: Path) -> None:
    assert not in_hospital(tmp_path, "The QRST and the LSIP meet.", "language: en-GB\n")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("LSIP: Local Panel", "LSIP"),
        ("LSIP: {expansion: [a]}", "text"),
        ("LSIP: {expansion: a b, wrong: c d}", "list"),
        ("LSIP: {expansion: a b, severity: grave}", "grave"),
        ("LSIP: {expansion: a b, well_known: perhaps}", "perhaps"),
    ],
)
def test_malformed_data_of_the_house_is_named(tmp_path: Path, entry: str, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        in_hospital(tmp_path, "Text.", f"abbreviations:\n  {entry}\n")
    assert caught.value.place is not None
    assert caught.value.place.file.endswith("house.yaml")
    assert problem in str(caught.value) or caught.value.place.line == 2


@pytest.mark.parametrize(
    "entry",
    [
        "A(B: {expansion: x y, wrong: ['(', ')', '—'], informal: ['?', '']}",
        "ABC: {expansion: '—', plural: '', also: ['']}",
        "ABC: {}",
        "ABC: {wrong: [a b c]}",
    ],
)
def test_odd_but_well_formed_data_does_no_harm(tmp_path: Path, entry: str) -> None:
    in_hospital(tmp_path, "A(B met a b c (ABC) — the ABC (?).", f"abbreviations:\n  {entry}\n")


@given(st.text(alphabet="ABCabc ()[]&’'-.,“”(", max_size=60))
@settings(deadline=None, max_examples=60)
def test_no_text_brings_the_rules_down(words: str) -> None:
    find(respond(f"Some words: {words} CPS VLU."))


@given(st.lists(st.sampled_from(["Local", "and", "of", "Scrutiny", "pre-trial", "&"]), max_size=12))
def test_initials_are_never_more_words_than_there_are(words: list[str]) -> None:
    assert 0 <= match_initials(words, "LSIP") <= len(words)


@given(st.text(max_size=30))
def test_a_full_form_is_the_same_in_any_case(text: str) -> None:
    assert squash(text) == squash(text.casefold()) or not text.isascii()


def test_an_abbreviation_within_a_wrong_full_form_hides_nothing() -> None:
    text = f"{CLEAN}wording: {{opening: 'Her Majesty’s CPS Inspectorate (HMCPSI) has reported.'}}\n"
    assert all_of(text) == [("wrong-expansion", "error", "Majesty’s CPS Inspectorate")]


def test_an_abbreviation_that_is_joined_to_a_word_is_left_to_the_officer() -> None:
    (one,) = find(respond("A PTPH-ready file."), RULES[0])
    assert one.replacement is None
