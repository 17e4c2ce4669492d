from tests.checking import CLEAN, find, respond


def test_a_word_that_stands_twice_in_a_row_is_found_with_its_repair() -> None:
    (finding,) = find(respond("The Area will check the\nthe letters."), "doubled-word")
    assert (finding.excerpt, finding.replacement) == ("the the", "the")


def test_clean_answers_have_no_doubled_word() -> None:
    assert not find(CLEAN, "doubled-word")


def test_a_word_doubled_in_the_words_of_others_is_to_be_referred_back() -> None:
    text = CLEAN.replace("quality of letters", "quality of of letters")
    (finding,) = find(text, "doubled-word")
    assert finding.severity == "advice"
    assert finding.replacement is None
    assert "refer it back" in finding.message
