import pytest

from tests.checking import CLEAN, find, respond


def speak(*paragraphs: str) -> str:
    """Return clean answers in which a leader says some paragraphs."""
    said = "\n\n".join(f"    {paragraph}" for paragraph in paragraphs)
    who = "leader:\n  name: Jo Exemplar\n  role: Chief Crown Prosecutor\n"
    return f"{CLEAN}{who}  quotation: |-\n{said}\n"


# In pairs.


@pytest.mark.parametrize(
    ("words", "excerpt"),
    [
        ("The report speaks of “grip, and so do we.", "“grip"),
        ("The report speaks of grip”, and so do we.", "grip”"),
        ('The report speaks of "grip, and so do we.', '"grip'),
        ("The report speaks of ‘grip, and so do we.", "‘grip"),
    ],
)
def test_a_quotation_mark_without_a_partner_is_found(words: str, excerpt: str) -> None:
    (finding,) = find(respond(words), "unpaired-quotation-mark")
    assert (finding.severity, finding.excerpt) == ("warning", excerpt)


@pytest.mark.parametrize(
    "words",
    [
        'The report speaks of “grip”, of ‘added value’ and of "trust".',
        "The “‘prompt’ document” is the Inspectors’ own.",
        'It was no wider than 6" and in the ’90s the officers’ work.',
        "“We agree,” it says, “and we will act.”",
    ],
)
def test_marks_in_pairs_are_left_alone(words: str) -> None:
    assert not find(respond(words), "unpaired-quotation-mark")


def test_a_speech_of_several_paragraphs_opens_each_and_closes_the_last() -> None:
    text = speak("“We agree.", "“We will act.", "“We will report.”")
    assert not find(text, "unpaired-quotation-mark")


def test_a_paragraph_of_a_speech_that_lacks_its_opening_mark_is_found() -> None:
    text = speak("“We agree.", "We will act.", "“We will report.”")
    (finding,) = find(text, "unpaired-quotation-mark")
    assert (finding.excerpt, finding.severity) == ("We", "advice")
    assert "begin with “ as well" in finding.message
    assert "refer it back" in finding.message


def test_a_speech_that_never_ends_is_found_at_its_last_opening_mark() -> None:
    (finding,) = find(respond("“We agree.\n\n“We will act."), "unpaired-quotation-mark")
    assert (finding.excerpt, finding.place.line) == ("“We", 11)


def test_a_paragraph_of_a_speech_that_closes_too_early_is_found() -> None:
    (finding,) = find(speak("“We agree.”", "“We will act.”"), "unpaired-quotation-mark")
    assert (finding.excerpt, finding.severity) == ("agree.”", "advice")


# Of one kind.


def test_a_pair_of_marks_of_two_kinds_is_found_with_its_repair() -> None:
    (finding,) = find(
        respond('The report speaks of “grip", and so do we.'), "mixed-quotation-marks"
    )
    assert (finding.severity, finding.excerpt) == ("warning", 'grip"')
    assert finding.replacement == "grip”"


def test_a_speech_of_two_kinds_of_marks_is_one_finding() -> None:
    text = speak("“We agree.", '"We will act.', '"We will report.”')
    (finding,) = find(text, "mixed-quotation-marks")
    assert (finding.excerpt, finding.severity, finding.replacement) == ('"We', "advice", None)


def test_straight_marks_beside_curly_ones_elsewhere_are_advice() -> None:
    found = find(respond('We say "grip".\n\nThey say “grip”.'), "mixed-quotation-marks")
    assert [(one.severity, one.replacement) for one in found] == [
        ("advice", "“grip"),
        ("advice", "grip”"),
    ]


def test_straight_marks_alone_are_left_alone() -> None:
    assert not find(respond('We say "grip".'), "mixed-quotation-marks")


@pytest.mark.parametrize(
    ("words", "excerpts", "repairs"),
    [
        ("It's the Area’s.", ["It's"], ["It’s"]),
        ("The managers' plan is the Area’s.", ["managers'"], ["managers’"]),
        ("It is the Area’s 'prompt'.", ["'prompt'"], ["‘prompt’"]),
        ("It is the Area’s 'new prompt'.", ["'new", "prompt'"], ["‘new", "prompt’"]),
        ("In the '90s the Area’s work grew.", ["'90s"], ["’90s"]),
        ("The ‘Handling of Limits' report.", ["Limits'"], ["Limits’"]),
        ("That‘s the Area’s.", ["That‘s"], ["That’s"]),
        ("Rock 'n roll is the Area’s.", ["'n"], [None]),
    ],
)
def test_straight_apostrophes_beside_curly_ones_are_found_with_their_repair(
    words: str, excerpts: list[str], repairs: list[str | None]
) -> None:
    found = find(respond(words), "mixed-apostrophes")
    assert [one.excerpt for one in found] == excerpts
    assert [one.replacement for one in found] == repairs
    assert {one.severity for one in found} == {"advice"}


def test_the_apostrophes_of_others_are_theirs() -> None:
    text = CLEAN.replace("quality of letters", "quality of victims' letters")
    assert not find(text, "mixed-apostrophes")


# The full stop.


@pytest.mark.parametrize(
    ("words", "excerpt", "repair"),
    [
        ("“We agree with this”.", "this”.", "this.”"),
        ("Jo Exemplar said: “We agree with this”.", "this”.", "this.”"),
        ("“Do we agree?”.", "agree?”.", "agree?”"),
    ],
)
def test_a_full_stop_outside_a_quoted_sentence_is_found_with_its_repair(
    words: str, excerpt: str, repair: str
) -> None:
    (finding,) = find(respond(words), "full-stop-outside")
    assert (finding.severity, finding.excerpt) == ("warning", excerpt)
    assert finding.replacement == repair


@pytest.mark.parametrize(
    "words",
    [
        "The report speaks of “grip”.",
        "It asks for “The Plan”.",
        "She said it was “good”.",
        "“We agree.”",
        "“We agree”…",
    ],
)
def test_the_full_stop_of_the_sentence_around_a_quotation_is_left_alone(words: str) -> None:
    assert not find(respond(words), "full-stop-outside")


def test_a_full_stop_outside_the_words_of_others_is_to_be_referred_back() -> None:
    (finding,) = find(speak("“We agree.", "“We will act”."), "full-stop-outside")
    assert (finding.excerpt, finding.severity, finding.replacement) == ("act”.", "advice", None)


def test_clean_answers_have_none_of_these() -> None:
    assert not {"mixed", "unpaired", "full"}.intersection(
        one.rule.split("-")[0] for one in find(CLEAN)
    )
