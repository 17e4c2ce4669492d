"""What must hold of the templates of each house, whatever the answers are."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from responder import answers, house
from responder.compose import Composer, Composition
from responder.document import Document, lines_of, text_of
from responder.writers import text as writer
from tests.strategies import UNHURRIED, answers_to
from tests.test_houses import HOUSES, ROOT, TEMPLATES

OFTEN = settings(UNHURRIED, max_examples=25)
OWN = [template for name, template in TEMPLATES if name == "own"]

# How people answer questions of these names; “#” becomes another number each time.
USUAL: Mapping[str, tuple[str, ...]] = {
    "number": ("#", "#.", "Recommendation #", "IFA #:"),
    "new_number": ("#", "IFA #"),
    "paragraphs": ("1.#", "#"),
    "references": ("(paragraph #)", "(paragraphs 2.1 and #)"),
    "text": ("The Area should do #.", "By March, ensure # that:"),
    "parts": ("by May # do this;", "and, by June, #."),
    "label": ("CPS response to #:",),
    "what": ("review # letters", "train staff, ask # of them etc."),
    "owner": ("Deputy Chief #", "the Head of #", "The Board of #"),
    "forum": ("Board #", "the Group #", "The Panel #"),
    "frequency": ("each month of #", "in #."),
    "measure": ("the share of #", "how many of # there are."),
    "earlier_made": ("in July #", "in the report of #"),
    "name": ("first part #", "Quality of #"),
    "topic": ("the handling of #", "Operation #"),
    "lead_in": ("These # are for us:",),
    "quotation_lead_in": ("Alex # said:",),
    "ratings_lead_in": ("Rated # as follows:",),
}
# What no line of a response holds if each answer is in order.
UNTIDY = {
    "a doubled sign": r"[.,;:!?]\s*[.,;:]",
    "a doubled blank": r"\s\s",
    "a blank before a sign": r"\s[.,;:!?)]",
    "empty brackets": r"\(\s*\)|\[\s*\]|“”|‘’",
    "a blank in a bracket": r"\(\s",
    "no blank behind a sign": r"[.,;:!?)][A-Z]|[,;:)][a-z]",
    "a doubled word": r"(?i)\b(the|an?|of|to|by|as|in|on|is|are|has|have) \1\b",
    "a sentence without a capital": r"(?<!etc)[.!?] [a-z]",
    "a dash that stands for nothing": r"–,|, –",
    "what is none": r"\bno of\b|\bone (recommendations|issues)\b|\bNone\b",
    "a line without words": r"^[^\w–]*$",
}
# What stands in the response exactly once, whenever its question is asked.
PRINTED = re.compile(
    "(context|recognition|improvement|assessment_response)[.]text|leader[.]quotation"
    "|general_heading|components[.](name|finding)|items[.](text|heading|label|parts)"
    "|items[.](further_responses[.])?response[.]text|welsh[.](heading|text)"
    "|wording[.](title|opening|overall_stance|closing)"
)


@cache
def composer(name: str) -> Composer:
    folder = ROOT / "tests" / "second_house" if name == "police" else ROOT
    return Composer(house.load(HOUSES[name].folder if name == "new" else folder))


def compose(name: str, template: str, given: Mapping[str, Any]) -> Composition:
    written = yaml.safe_dump({"template": template, **given}, allow_unicode=True, sort_keys=False)
    return composer(name).compose(answers.read(written.encode(), Path("answers.yaml")))


@st.composite
def settled(draw: st.DrawFn, name: str, template: str) -> dict[str, Any]:
    """Answers to a template of a house, in which items refer to others that there are."""
    questionnaire = composer(name).house.questionnaire(template)
    found = draw(answers_to(questionnaire.questions, USUAL))
    items = found.get("items", [])
    for index, item in enumerate(items):
        answered = item.get("answered", "here")
        if answered == "as an earlier one" and index:
            item["see"] = items[0].get("number", "1")
        elif answered != "here" and (index == 0 or index == len(items) - 1):
            item.update(answered="here", response=[{"text": f"Done, says {index}."}])
            item.pop("see", None)
    return found


def lines(document: Document) -> list[str]:
    return [text_of(line) for block in document.blocks for line in lines_of(block)]


@pytest.mark.parametrize(("name", "template"), TEMPLATES)
@given(data=st.data())
@OFTEN
def test_complete_answers_make_a_final(name: str, template: str, data: st.DataObject) -> None:
    composed = compose(name, template, data.draw(settled(name, template)))
    assert composed.blocking(final=True) == []


@pytest.mark.parametrize(("name", "template"), TEMPLATES)
@given(data=st.data())
@OFTEN
def test_every_line_is_tidy(name: str, template: str, data: st.DataObject) -> None:
    composed = compose(name, template, data.draw(settled(name, template)))
    for line in lines(composed.document):
        untidy = {what: line for what, pattern in UNTIDY.items() if re.search(pattern, line)}
        assert untidy == {}


@pytest.mark.parametrize("template", OWN)
@given(data=st.data())
@OFTEN
def test_what_is_answered_stands_in_the_response_once(template: str, data: st.DataObject) -> None:
    given = data.draw(settled("own", template))
    printed = "\n".join(lines(compose("own", template, given).document))
    for path, said in texts(given):
        if PRINTED.fullmatch(path):
            for words in re.split(r"\s*\n[\s-]*", said.replace("**", "")):
                assert (path, words, printed.count(words)) == (path, words, 1)


@pytest.mark.parametrize("template", OWN)
@given(data=st.data())
@OFTEN
def test_every_item_has_the_number_of_the_report(template: str, data: st.DataObject) -> None:
    given = data.draw(settled("own", template))
    printed = writer.write(compose("own", template, given).document)
    if given.get("numbered", "yes") == "yes":
        for index, item in enumerate(given.get("items", []), 1):
            number = item.get("number", str(index)).strip(".:")
            if number.isdecimal() or item.get("colon") != "no":
                shown = f"{number}{'.' if number.isdecimal() else ':'}"
            else:
                shown = item.get("number", str(index))
            assert f"{shown} {item['text']}" in printed


def texts(given: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of some answers, with the names that lead to it."""
    if isinstance(given, dict):
        for name, inner in given.items():
            yield from texts(inner, f"{path}.{name}" if path else name)
    elif isinstance(given, list):
        for inner in given:
            yield from texts(inner, path)
    else:
        yield path, given
