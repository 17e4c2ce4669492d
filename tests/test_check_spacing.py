from pathlib import Path

import pytest

from tests.checking import CLEAN, find, find_in, respond
from tests.houses import build

TASTE = ("doubled-blank", "no-break-space")
RULES = (*TASTE, "blank-before-mark", "missing-blank", "doubled-mark")


@pytest.mark.parametrize(
    ("rule", "words", "excerpt", "repair"),
    [
        ("doubled-blank", "It ends.  We act.", "ends.  We", "ends. We"),
        ("doubled-blank", "It ends.\u00a0 We act.", "ends.\u00a0 We", "ends. We"),
        ("doubled-blank", "The new  plan.", "new  plan", "new plan"),
        ("no-break-space", "The new\u00a0plan.", "new\u00a0plan", "new plan"),
        ("no-break-space", "It ends.\u00a0We act.", "ends.\u00a0We", "ends. We"),
        ("blank-before-mark", "The plan , and we.", "plan ,", "plan,"),
        ("blank-before-mark", "The plan .", "plan .", "plan."),
        ("blank-before-mark", "The plan ,and we.", "plan ,", "plan, "),
        ("blank-before-mark", "Is it so ?", "so ?", "so?"),
        ("blank-before-mark", "The plan (new ) is here.", "new )", "new)"),
        ("blank-before-mark", "The plan ( new) is here.", "( new", "(new"),
        ("blank-before-mark", "The “ new” plan.", "“ new", "“new"),
        ("missing-blank", "The plan,and we.", "plan,and", "plan, and"),
        ("missing-blank", "It ends.We act.", "ends.We", "ends. We"),
        ("missing-blank", "In March,2022 it ended.", "March,2022", "March, 2022"),
        ("missing-blank", "In 2022,we ended.", "2022,we", "2022, we"),
        ("missing-blank", "The unit(newest) is here.", "unit(newest)", "unit (newest)"),
        ("missing-blank", "The unit (RASSO)leads.", "(RASSO)leads.", "(RASSO) leads."),
        ("doubled-mark", "The plan,, and we.", "plan,,", "plan,"),
        ("doubled-mark", "It ends.. We act.", "ends..", "ends."),
        ("doubled-mark", "It ends,.", "ends,.", "ends."),
        ("doubled-mark", "Does it end?.", "end?.", "end?"),
        ("doubled-mark", "We will:- act.", "will:-", "will:"),
        ("doubled-mark", "We will: - act.", "will: -", "will:"),
    ],
)
def test_blanks_and_marks_are_found_where_they_do_not_belong_with_their_repair(
    rule: str, words: str, excerpt: str, repair: str
) -> None:
    (finding,) = find(respond(words), rule)
    assert (finding.excerpt, finding.replacement) == (excerpt, repair)
    assert finding.severity == ("advice" if rule in TASTE else "warning")
    assert finding.place.line == 9


@pytest.mark.parametrize(
    "words",
    [
        "On 1\u00a0March 2022, 10\u00a0% of files (ref. A.B.C) cost £1.5m, i.e. 1,234 in all…",
        "See https://example.org/a,b;c:D.E and www.example.org, or write to jo.smith@example.org.",
        "The time is 10:30; the ratio is 3:1; the offence(s) and Mr\u00a0Smith’s file, no. 5.",
        "A (re)trial … and so on... “If so,” it said, ‘we act’. Is it? Yes!",
        "The figures are in files.gov.uk/report.Pdf and in Report.docx.",
    ],
)
def test_blanks_and_marks_that_belong_are_left_alone(words: str) -> None:
    assert not [one for one in find(respond(words)) if one.rule in RULES]


def test_a_house_can_want_two_blanks_after_a_full_stop(tmp_path: Path) -> None:
    files = {"house.yaml": "style: {spaces_after_full_stop: 2}\n"}
    made = build(tmp_path / "house", files=files)
    (finding,) = find_in(made, "words: It ends.  We  act.\n", "doubled-blank")
    assert finding.excerpt == "We  act"


def test_the_blanks_of_others_are_theirs() -> None:
    text = CLEAN.replace("quality of letters", "quality  of letters ,now")
    assert not [one for one in find(text) if one.rule in RULES]
