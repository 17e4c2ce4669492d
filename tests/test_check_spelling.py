from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.check.rules.spelling import DICTIONARY, Dictionary
from responder.errors import DataError
from tests.checking import CLEAN, ROOT, find, find_in, respond
from tests.houses import SmallHouse, build

BRITISH = Dictionary()
GOOD = """\
The programme’s colour-coded dashboard was analysed, labelled and catalogued by caseworkers, whose
judgement we honour. Anonymised data are digitised, triaged and re-profiled; non-compliance is rare.
Multi-agency meetings about honour-based abuse, cyberstalking and reoffending focussed on wellbeing,
safeguarding and hearsay. See https://www.exmaple.org/recieve or write to recieve@exmaple.gov.uk.
MacIntyre, HMCPSI, 3rd, the c19th and Cheshre. Naïve façades, pro forma, e.g. Mersey’s rotas.
"""


def small(folder: Path, data: str = "") -> SmallHouse:
    files = {"house.yaml": f"organisation: x\n{data}"}
    return build(folder / "house", "{{ words }}\n", files=files)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("managment", "management"),
        ("recieve", "receive"),
        ("seperate", "separate"),
        ("commited", "committed"),
        ("improvment", "improvement"),
        ("thier", "their"),
        ("teh", "the"),
        ("witneses", "witnesses"),
        ("discloure", "disclosure"),
    ],
)
def test_a_word_that_is_nearly_in_the_dictionary_is_a_warning_without_a_repair(
    wrong: str, right: str
) -> None:
    (finding,) = find(respond(f"The Area will {wrong} it all."), "spelling")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("warning", wrong, None)
    assert f"“{right}”" in finding.message


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("color", "colour"),
        ("center", "centre"),
        ("defense", "defence"),
        ("labeled", "labelled"),
        ("fulfill", "fulfil"),
        ("untill", "until"),
        ("behavioral", "behavioural"),
        ("analyze", "analyse"),
    ],
)
def test_american_spelling_is_a_warning_with_its_repair(wrong: str, right: str) -> None:
    (finding,) = find(respond(f"It is {wrong} here."), "spelling")
    assert (finding.severity, finding.replacement) == ("warning", right)


@pytest.mark.parametrize("wrong", ["organize", "organization", "prioritized", "scrutinizing"])
def test_the_spelling_of_oxford_is_advice_with_its_repair(wrong: str) -> None:
    (finding,) = find(respond(f"It is {wrong} here."), "spelling")
    assert (finding.severity, finding.replacement) == ("advice", wrong.replace("iz", "is"))


def test_good_british_english_has_no_misspellings(tmp_path: Path) -> None:
    indented = "".join(f"  {line}\n" for line in GOOD.splitlines())
    assert not find_in(small(tmp_path), f"words: |-\n{indented}", "spelling")


@pytest.mark.parametrize("name", ["london-south-2022", "south-east-2018", "north-west-2022"])
def test_published_responses_have_no_misspellings(name: str) -> None:
    text = (ROOT / "tests" / "published" / f"{name}.yaml").read_text("utf-8")
    assert not find(text, "spelling")


def test_a_word_that_is_like_no_other_is_left_alone() -> None:
    assert not find(respond("It is called a xylgrophant."), "spelling")


def test_the_house_has_words_of_its_own(tmp_path: Path) -> None:
    made = small(tmp_path, "vocabulary: [Managment, two words]\n")
    found = find_in(made, "words: A managment improvment of wrods.\n", "spelling")
    assert [one.excerpt for one in found] == ["improvment", "wrods"]


def test_each_place_of_a_misspelt_word_is_found(tmp_path: Path) -> None:
    found = find_in(small(tmp_path), "words: A seperate, seperate thing.\n", "spelling")
    assert [one.spot.start for one in found if one.spot] == [2, 12]


def test_a_misspelt_word_of_others_is_to_be_referred_back() -> None:
    (finding,) = find(CLEAN.replace("quality of letters", "quality of leters"), "spelling")
    assert finding.severity == "advice"
    assert "refer it back" in finding.message


def test_words_in_another_language_are_left_alone(tmp_path: Path) -> None:
    made = small(tmp_path, "language: de\n")
    assert not find_in(made, "words: Das ist managment.\n", "spelling")
    welsh = "welsh: {heading: Crynodeb, text: managment}\n"
    assert not find(CLEAN.replace("London South", "Cymru-Wales") + welsh, "spelling")


@pytest.mark.parametrize("data", ["vocabulary: words", "vocabulary: [{a: b}]"])
def test_a_vocabulary_in_the_wrong_form_is_an_error_at_its_place(tmp_path: Path, data: str) -> None:
    with pytest.raises(DataError, match=r"house\.yaml:2:"):
        find_in(small(tmp_path, f"{data}\n"), "words: a\n")


def test_the_dictionary_is_in_the_order_in_which_it_is_searched() -> None:
    words = BRITISH.data.decode().splitlines()
    assert all(BRITISH.has(word.rstrip("*")) for word in (words[0], words[1], words[-1]))
    assert words == sorted(words)
    assert DICTIONARY.with_name("british.licence.txt").is_file()


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_no_word_is_near_itself_unless_it_is_known(word: str) -> None:
    if word in BRITISH.find_near(word):
        assert BRITISH.has(word)
