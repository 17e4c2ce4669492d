"""Recognising snippets in the paragraphs of responses."""

import datetime
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from responder import answers, house
from responder.answers import Answer
from responder.answers.passage import read_passage
from responder.boilerplate import Library
from responder.boilerplate.recognition import Recognised, recognise
from responder.compose import Composer
from responder.document import Block, Document, lines_of, text_of
from responder.errors import Place
from responder.files import UNPRINTABLE
from responder.house import House
from responder.nodes import Node
from responder.questions import Question
from responder.writers import markdown
from tests.houses import snippet
from tests.strategies import UNHURRIED

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "tests" / "published"
NAMES = sorted(path.stem for path in PUBLISHED.glob("*-20*.yaml"))
DAY = datetime.date(2022, 3, 1)


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(house.load(ROOT))


def to_markdown(blocks: tuple[Block, ...]) -> list[str]:
    """Return each block as it would be typed."""
    return [markdown.write(Document((block,))).rstrip("\n") for block in blocks]


def compose_passages(
    composer: Composer, passages: Sequence[dict[str, Any]], day: datetime.date | None
) -> tuple[Block, ...]:
    """Return what some passages of answers, given as plain data, print."""
    read = [read_passage(to_node(one), f"passages[{at}]") for at, one in enumerate(passages)]
    assert not [finding for _, findings in read for finding in findings]
    asked = Question(name="passages", ask="Which?", type="passages")
    known = [passage for passage, _ in read]
    return composer.blocks(Answer(asked, "passages", "given", known, Node("", Place(""))), day)


def to_node(data: Any) -> Node:
    place = Place("")
    if isinstance(data, dict):
        inner = {name: to_node(value) for name, value in data.items()}
        return Node(inner, place, keys=dict.fromkeys(data, place))
    return Node(data, place)


def words_of(blocks: Sequence[Block]) -> list[str]:
    return " ".join(text_of(line) for block in blocks for line in lines_of(block)).split()


def fill(found: Sequence[Recognised], paragraphs: Sequence[str]) -> list[dict[str, Any]]:
    """Return the passages of an answer: those recognised, and the others as they were typed."""
    passages: list[dict[str, Any]] = []
    at = 0
    for one in found:
        assert one.first >= at
        assert one.count > 0
        passages += [{"text": text} for text in paragraphs[at : one.first]] + [one.passage]
        at = one.first + one.count
    assert at <= len(paragraphs)
    return passages + [{"text": text} for text in paragraphs[at:]]


def passages_of(composer: Composer, name: str) -> Iterator[tuple[Answer, list[str]]]:
    composition = composer.compose(answers.load(PUBLISHED / f"{name}.yaml"))
    for answer in answers.walk(composition.answers):
        if answer.question.type == "passages" and answer.value:
            yield answer, to_markdown(composer.blocks(answer, composition.day))


@pytest.mark.parametrize("name", NAMES)
def test_the_passages_of_a_published_response_are_found_again(
    composer: Composer, name: str
) -> None:
    day = composer.compose(answers.load(PUBLISHED / f"{name}.yaml")).day
    table, wrong = [], 0
    for answer, paragraphs in passages_of(composer, name):
        wanted = answer.node.plain()
        made = fill(recognise(composer.library, paragraphs, day), paragraphs)
        table += [
            f"{'same' if one in wanted else 'OTHER':6}{answer.path:24}{label(one)}" for one in made
        ]
        wrong += made != wanted
    sys.stdout.write("\n".join(["", name, *table, ""]))  # pytest shows it with -s, or if this fails
    assert table
    assert not wrong


def label(passage: dict[str, Any]) -> str:
    named = passage.get("snippet") or f"typed: {passage['text'][:40]}…"
    return f"{named} {', '.join(passage.get('values', ()))}"


LOCAL = (
    "Letters are read by {{ who }} before they are sent, and a sample of them is discussed "
    "{{ often }}, so that all learn.\n"
)
SLOTS = "{who: {ask: Who?, example: a leader}, often: {ask: How often?, example: weekly}}"
NATIONAL = """\
The Service recognises the importance of getting our letters to people right.

In the first phase we looked at actions that we can take in the shorter term to improve them.

In the second phase we asked people what they need, and how they would like to be told.
"""


def shelve(folder: Path, **snippets: str) -> Library:
    """Return a library of snippets; two underscores in a name stand for its “@”."""
    for name, text in snippets.items():
        path = folder / "boilerplate" / "letters" / f"{name.replace('__', '@')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Library(folder / "boilerplate")


def find(library: Library, text: str, day: datetime.date | None = DAY) -> list[dict[str, Any]]:
    """Return the passages of an answer with these paragraphs; its words must be kept."""
    paragraphs = text.strip().split("\n\n")
    passages = fill(recognise(library, paragraphs, day), paragraphs)
    composer = Composer(House(library.folder.parent, {}))
    composer.library = library
    typed = compose_passages(composer, [{"text": one} for one in paragraphs], day)
    assert words_of(compose_passages(composer, passages, day)) == words_of(typed)
    return passages


def said(who: str = "two managers", often: str = "each month") -> str:
    return LOCAL.replace("{{ who }}", who).replace("{{ often }}", often).strip()


def test_what_stands_in_slots_becomes_their_values(tmp_path: Path) -> None:
    library = shelve(tmp_path, reading=snippet(LOCAL, slots=SLOTS))
    values = {"who": "two managers", "often": "each month"}
    assert find(library, said()) == [{"snippet": "letters/reading", "values": values}]


def test_paragraphs_before_and_behind_stay_typed(tmp_path: Path) -> None:
    library = shelve(tmp_path, programme=snippet(NATIONAL))
    passages = find(library, f"We agree.\n\n{NATIONAL}\nWe will go on.")
    assert passages == [
        {"text": "We agree."},
        {"snippet": "letters/programme"},
        {"text": "We will go on."},
    ]


def test_a_short_snippet_without_slots_is_found(tmp_path: Path) -> None:
    library = shelve(tmp_path, yes=snippet("We agree."))
    assert find(library, "We agree.\n\nWe agree too.") == [
        {"snippet": "letters/yes"},
        {"text": "We agree too."},
    ]


def test_a_snippet_that_is_nearly_all_slots_is_not_taken(tmp_path: Path) -> None:
    library = shelve(tmp_path, reading=snippet("{{ who }} will do {{ who }}.", slots=SLOTS))
    assert find(library, "We will do this.") == [{"text": "We will do this."}]


def test_of_two_that_fit_the_one_with_fewer_words_in_slots_is_taken(tmp_path: Path) -> None:
    wide = LOCAL.replace("a sample of them is discussed {{ often }}", "{{ often }}")
    library = shelve(
        tmp_path, awide=snippet(wide, slots=SLOTS), reading=snippet(LOCAL, slots=SLOTS)
    )
    assert [one["snippet"] for one in find(library, said())] == ["letters/reading"]


def test_a_slot_does_not_take_the_sentence_before(tmp_path: Path) -> None:
    body = "{{ who }} will read all letters before they are sent to anybody.\n"
    library = shelve(tmp_path, reading=snippet(body, slots="{who: {ask: Who?}}"))
    text = body.replace("{{ who }}", "We agree with that. Managers")
    (passage,) = find(library, text)
    assert passage == {"text": text.strip(), "origin": "letters/reading"}


def test_a_slot_does_not_take_many_times_the_words_of_its_example(tmp_path: Path) -> None:
    library = shelve(tmp_path, reading=snippet(LOCAL, slots=SLOTS))
    (passage,) = find(library, said("a manager " + "who reads letters " * 5 + "daily"))
    assert passage["origin"] == "letters/reading"


def test_a_slot_that_stands_twice_has_one_value(tmp_path: Path) -> None:
    body = "Letters are read by {{ who }} before they go, and {{ who }} will discuss a sample.\n"
    library = shelve(tmp_path, reading=snippet(body, slots="{who: {ask: Who?}}"))
    same = body.replace("{{ who }}", "our managers")
    assert find(library, same) == [
        {"snippet": "letters/reading", "values": {"who": "our managers"}}
    ]
    (other,) = find(library, same.replace("and our managers", "and two leaders"))
    assert other["origin"] == "letters/reading"


@pytest.mark.parametrize(
    ("kind", "printed", "value"),
    [
        ("date", "17 February 2022", "2022-02-17"),
        ("date", "17 Feb 2022", None),
        ("date", "2022-02-17", None),
        ("number", "79.70", "79.70"),
        ("number", "+5", None),
        ("number", "twelve", None),
    ],
)
def test_a_date_or_number_is_a_value_only_if_it_is_printed_alike(
    tmp_path: Path, kind: str, printed: str, value: str | None
) -> None:
    body = "We will have read all of our letters to people by then: {{ then }}.\n"
    library = shelve(
        tmp_path, reading=snippet(body, slots=f"{{then: {{ask: When?, type: {kind}}}}}")
    )
    (passage,) = find(library, body.replace("{{ then }}", printed))
    assert passage.get("values", {}).get("then") == value
    assert ("origin" in passage) == (value is None)


def test_a_date_that_a_filter_prints_is_found(tmp_path: Path) -> None:
    body = "We will have read all of our letters to people by {{ then | date }}.\n"
    library = shelve(tmp_path, reading=snippet(body, slots="{then: {ask: When?, type: date}}"))
    text = body.replace("{{ then | date }}", "1 May 2022")
    assert find(library, text) == [{"snippet": "letters/reading", "values": {"then": "2022-05-01"}}]


def test_a_month_names_no_day_and_so_the_words_stay_typed(tmp_path: Path) -> None:
    body = "We will have read all of our letters to people by {{ then | month }}.\n"
    library = shelve(tmp_path, reading=snippet(body, slots="{then: {ask: When?, type: date}}"))
    (passage,) = find(library, body.replace("{{ then | month }}", "May 2022"))
    assert passage["origin"] == "letters/reading"


def test_an_optional_slot_may_be_empty(tmp_path: Path) -> None:
    body = "Letters are read by managers before they are sent. {{ more }}\n"
    slots = "{more: {ask: Which?, required: false}}"
    library = shelve(tmp_path, reading=snippet(body, slots=slots))
    text = "Letters are read by managers before they are sent."
    assert find(library, text) == [{"snippet": "letters/reading"}]
    assert find(library, f"{text} Some are not.") == [
        {"snippet": "letters/reading", "values": {"more": "Some are not."}}
    ]


def test_an_optional_paragraph_does_not_take_what_comes_next(tmp_path: Path) -> None:
    body = "Letters are read by managers before they are sent.\n\n{{ end }}\n"
    library = shelve(tmp_path, reading=snippet(body, slots="{end: {ask: Which?, required: false}}"))
    assert find(library, body.replace("{{ end }}", "That helps.")) == [
        {"snippet": "letters/reading"},
        {"text": "That helps."},
    ]


def test_a_default_is_not_written(tmp_path: Path) -> None:
    slots = SLOTS.replace("How often?", "How often?, default: weekly")
    library = shelve(tmp_path, reading=snippet(LOCAL, slots=slots))
    values = {"who": "two managers"}
    assert find(library, said(often="weekly")) == [{"snippet": "letters/reading", "values": values}]


@pytest.mark.parametrize("kind", ["line", "prose", "date"])
def test_the_gap_of_a_draft_is_no_value(tmp_path: Path, kind: str) -> None:
    slots = f"{{who: {{ask: Who? When?, type: {kind}}}, often: {{ask: How often?}}}}"
    library = shelve(tmp_path, reading=snippet(LOCAL, slots=slots))
    assert find(library, said("[TO COMPLETE: Who? When?]")) == [
        {"snippet": "letters/reading", "values": {"often": "each month"}}
    ]


def test_prose_takes_whole_paragraphs_with_their_markdown(tmp_path: Path) -> None:
    body = (
        "We will do all of this before the end of the year:\n\n{{ what }}\n\nThen we look back.\n"
    )
    library = shelve(tmp_path, plan=snippet(body, slots="{what: {ask: What?, type: prose}}"))
    inner = "- read **all** letters\n- write [some](https://www.example.org)\n\nAnd more."
    (passage,) = find(library, body.replace("{{ what }}", inner))
    assert passage == {"snippet": "letters/plan", "values": {"what": inner}}


def test_prose_may_begin_in_the_middle_of_a_paragraph(tmp_path: Path) -> None:
    body = "We will do all of this before the end of the year: {{ what }} Then we look back.\n"
    library = shelve(tmp_path, plan=snippet(body, slots="{what: {ask: What?, type: prose}}"))
    (passage,) = find(library, body.replace("{{ what }}", "read * 3.\n\nWrite."))
    assert passage["snippet"] == "letters/plan"


def test_lists_and_links_of_a_snippet_are_found(tmp_path: Path) -> None:
    body = (
        "We [promise](https://www.example.org/a/long/address) this:\n\n"
        "1. we **read** letters\n1. we {{ do }} them\n"
    )
    library = shelve(tmp_path, plan=snippet(body, slots="{do: {ask: What?}}"))
    values = {"do": "write"}
    text = "We promise this:\n\n1. we read letters\n2. we write them"
    assert find(library, text) == [{"snippet": "letters/plan", "values": values}]


def test_other_quotation_marks_are_other_words(tmp_path: Path) -> None:
    library = shelve(
        tmp_path, reading=snippet("The Area’s people say that it is “very well done”.")
    )
    text = 'The Area\'s people say that it is "very well done".'
    assert find(library, text) == [{"text": text, "origin": "letters/reading"}]


def test_paragraphs_that_nearly_are_a_part_of_a_snippet_stay_typed_and_say_so(
    tmp_path: Path,
) -> None:
    library = shelve(tmp_path, programme=snippet(NATIONAL))
    _, second, third = NATIONAL.replace("shorter", "short").strip().split("\n\n")
    assert find(library, f"We agree.\n\n{second}\n\n{third}") == [
        {"text": "We agree."},
        {"text": f"{second}\n\n{third}", "origin": "letters/programme"},
    ]


def dated(body: str, valid: str) -> str:
    return snippet(body, slots=SLOTS if body == LOCAL else "{}", valid=valid)


def programme(folder: Path) -> Library:
    return shelve(
        folder,
        programme__1=dated(NATIONAL, "{until: 2022-01-31}"),
        programme__2=dated(NATIONAL.replace("asked", "will ask"), "{from: 2022-02-01}"),
        reading=dated(LOCAL, "{until: 2022-06-30}"),
    )


def test_the_version_of_the_day_is_not_named(tmp_path: Path) -> None:
    text = NATIONAL.replace("asked", "will ask")
    assert find(programme(tmp_path), text) == [{"snippet": "letters/programme"}]


def test_without_a_day_the_version_is_named(tmp_path: Path) -> None:
    library = programme(tmp_path)
    assert find(library, NATIONAL, None) == [{"snippet": "letters/programme@1"}]
    (passage,) = find(library, said(), None)  # no version that could be named
    assert passage == {"text": said(), "origin": "letters/reading"}


def test_an_expired_version_is_typed_and_says_what_it_was(tmp_path: Path) -> None:
    library = programme(tmp_path)
    assert find(library, NATIONAL) == [{"text": NATIONAL.strip(), "origin": "letters/programme@1"}]
    (passage,) = find(library, said(), datetime.date(2023, 1, 1))
    assert passage == {"text": said(), "origin": "letters/reading"}


def test_the_nearest_version_counts_before_the_day(tmp_path: Path) -> None:
    text = NATIONAL.replace("shorter", "short")
    (passage,) = find(programme(tmp_path), text)
    assert passage["origin"] == "letters/programme@1"
    (passage,) = find(programme(tmp_path), text.replace("asked", "will ask"))
    assert passage["origin"] == "letters/programme@2"


def test_of_versions_that_overlap_the_one_that_fits_is_named(tmp_path: Path) -> None:
    library = shelve(
        tmp_path,
        reading__1=dated(NATIONAL, "{}"),
        reading__2=dated(NATIONAL.replace("asked", "ask"), "{}"),
    )
    assert find(library, NATIONAL) == [{"snippet": "letters/reading@1"}]


def test_a_snippet_with_a_broken_version_is_not_referred_to(tmp_path: Path) -> None:
    library = shelve(tmp_path, reading__1=snippet(NATIONAL), reading__2="no front matter")
    paragraphs = NATIONAL.strip().split("\n\n")
    assert recognise(library, paragraphs, DAY) == []


def test_what_a_snippet_may_not_hold_is_passed_over(tmp_path: Path) -> None:
    body = LOCAL.replace("{{ often }}", "{% if often %}{{ often }}{% endif %}")
    wide = LOCAL.replace("{{ often }}", "{{ often | center(1000000000) }}")
    library = shelve(tmp_path, loop=snippet(body, slots=SLOTS), wide=snippet(wide, slots=SLOTS))
    (passage,) = find(library, said())
    assert passage["text"] == said()


def test_no_paragraphs_are_no_passages(tmp_path: Path) -> None:
    assert recognise(shelve(tmp_path, reading=snippet(LOCAL, slots=SLOTS)), [], DAY) == []
    assert recognise(shelve(tmp_path / "none"), ["One."], DAY) == []


# Words of a kind that no other snippet of the tests has, and those that Markdown could misread.
FIXED = st.sampled_from(
    ["oak", "elm", "ash", "yew", "fir.", "box,", "larch;", "(pine)", "rowan’s", "1.", "*", "holly"]
)
VALUE = st.sampled_from(
    [
        "red",
        "blue",
        "two",
        "grey.",
        "(ochre)",
        "[x]",
        "*so*",
        "2.",
        "and",
        "oak",
        "#",
        "—",
        "Teal’s",
    ]
)
PROSES = st.sampled_from(["Red.", "Red *so*.\n\nBlue.", "Red:\n\n- blue\n- two\n\nGrey.", "- red"])
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1))


@st.composite
def snippets(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, str]]:
    """The body of a snippet, its slots, and values for them."""
    slots: dict[str, Any] = {}
    values: dict[str, str] = {}
    blocks = []
    for _ in range(draw(st.integers(1, 3))):
        words = draw(st.lists(FIXED, min_size=8, max_size=12))
        for at in draw(st.sets(st.integers(0, 12), max_size=3)):
            name = draw(st.sampled_from("abcd"))
            if name not in slots:
                slots[name], values[name] = draw(slot_with_value())
            words.insert(at, f"{{{{ {name} }}}}")
        inside = [values.get(word[3:-3], "") for word in words]
        # What cannot be told from a list around it is put into none.
        wide = any("- " in one or "\n" in one for one in inside)
        sign = "" if wide else draw(st.sampled_from(["", "- ", "1. "]))
        blocks.append(f"{sign}Tree {' '.join(words)}")
    return "\n\n".join(blocks), slots, {name: one for name, one in values.items() if one}


@st.composite
def slot_with_value(draw: st.DrawFn) -> tuple[dict[str, str], str]:
    kind = draw(st.sampled_from(["line", "line", "prose", "date", "number"]))
    slot = {"ask": "Which?", "type": kind, "example": "one two three four"}
    if draw(st.booleans()):
        slot["required"] = "no"
    if kind == "line":
        value = " ".join(draw(st.lists(VALUE, min_size=1, max_size=6)))
        assume(". T" not in value)
    elif kind == "prose":
        value = draw(PROSES)
    else:
        value = str(draw(DAYS if kind == "date" else st.integers(0, 999)))
    return slot, "" if "required" in slot and draw(st.booleans()) else value


@UNHURRIED
@given(made=snippets())
def test_what_a_snippet_prints_is_recognised_and_printed_again(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[str, dict[str, Any], dict[str, str]]
) -> None:
    body, slots, values = made
    library = shelve(tmp_path_factory.mktemp("house"), a=snippet(body, slots=str(slots)))
    composer = Composer(House(library.folder.parent, {}))
    composer.library = library
    blocks = compose_passages(composer, [{"snippet": "letters/a", "values": values}], None)
    paragraphs = to_markdown(blocks)
    found = recognise(library, paragraphs, None)
    made_again = compose_passages(composer, fill(found, paragraphs), None)
    assert words_of(made_again) == words_of(blocks)
    assert [one.passage["snippet"] for one in found] == ["letters/a"]


PARTS = [*NATIONAL.strip().split("\n\n"), LOCAL.strip(), "We agree.", "- Letters\n- are read by"]


@st.composite
def typed_paragraphs(draw: st.DrawFn) -> str:
    """A paragraph that has something in common with snippets, or nothing."""
    text = draw(st.sampled_from(PARTS))
    slots = {"{{ who }}": draw(st.text()), "{{ often }}": draw(st.text(max_size=4))}
    for slot, value in slots.items():
        text = text.replace(slot, value)
    at, gone = draw(st.integers(0, 80)), draw(st.integers(0, 20))
    return text[:at] + draw(st.text(max_size=3)) + text[at + gone :]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("house")
    body = "We agree.\n\n{{ more }}\n\n- Letters\n- are read by {{ who }} before they are sent\n"
    slots = "{more: {ask: Which?, type: prose, required: no}, who: {ask: Who?}}"
    shelve(folder, agree=snippet("We agree."), both=snippet(body, slots=slots))
    return programme(folder)


@UNHURRIED
@given(
    paragraphs=st.lists(
        st.sampled_from(PARTS) | typed_paragraphs() | st.text(max_size=20), max_size=6
    ),
    day=st.none() | st.just(DAY),
)
@example(paragraphs=["We agree.", "1. a", "1. b"], day=None)
def test_no_word_is_lost_whatever_the_paragraphs(
    shelf: Library, paragraphs: list[str], day: datetime.date | None
) -> None:
    paragraphs = [one for one in paragraphs if one.strip() and printable(one)]
    composer = Composer(House(shelf.folder.parent, {}))
    composer.library = shelf
    typed = compose_passages(composer, [{"text": one} for one in paragraphs], day)
    passages = fill(recognise(shelf, paragraphs, day), paragraphs)
    assert words_of(compose_passages(composer, passages, day)) == words_of(typed)


def printable(text: str) -> bool:
    return not UNPRINTABLE.search(text)


MANY = [f"s{number}" for number in range(40)]
HOSTILE = {
    "slots between words that stand everywhere": (
        "the a the a the a the a " + " a ".join(f"{{{{ {name} }}}}" for name in MANY) + " b\n",
        ["the a the a the a the a " + "a " * 20_000 + "c"],
    ),
    "a slot that stands again and again": (
        "{{ s0 }} the end of all that is here now {{ s0 }} and {{ s1 }} and {{ s1 }}\n",
        ["a the end of all that is here now a and " + "b and " * 20_000],
    ),
    "prose between paragraphs that are alike": (
        "{{ p0 }}\n\nthe end of all that is now\n\n{{ p1 }}\n\nthe end of all that is x\n",
        ["the end of all that is now"] * 500,
    ),
    "braces": ("{{ s0 | " * 5_000, ["s0 s0 s0 s0 s0"]),
    "one word": ("the " * 5_000, ["the " * 5_000] * 20),
    "lists in lists": ("- a " * 50, ["\n".join("  " * depth + "- a" for depth in range(99))]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_snippet_keeps_the_search_from_ending(tmp_path: Path, name: str) -> None:
    body, paragraphs = HOSTILE[name]
    slots = ", ".join(f"{name}: {{ask: Which?}}" for name in MANY)
    slots += ", p0: {ask: Which?, type: prose}, p1: {ask: Which?, type: prose}"
    library = shelve(tmp_path, bad=snippet(body, slots=f"{{{slots}}}"), yes=snippet("We agree."))
    *_, last = recognise(library, [*paragraphs, "We agree."], DAY)
    assert last == Recognised(len(paragraphs), 1, {"snippet": "letters/yes"})


def test_a_changed_word_leaves_the_paragraph_typed_with_what_it_was_made_from(
    composer: Composer,
) -> None:
    changed, kept = 0, 0
    for name in NAMES:
        for _, paragraphs in passages_of(composer, name):
            for one in recognise(composer.library, paragraphs, None):
                known = one.passage.get("snippet") or one.passage["origin"]
                run = paragraphs[one.first : one.first + one.count]
                run[0] = " ".join([*run[0].split()[:6], "otherwise", *run[0].split()[7:]])
                found = recognise(composer.library, run, None)
                changed += 1
                kept += [named(one.passage) for one in found] == [named({"snippet": known})]
    assert kept >= 0.9 * changed > 40


def named(passage: dict[str, Any]) -> str:
    return str(passage.get("snippet") or passage["origin"]).partition("@")[0]
