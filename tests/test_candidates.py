import re
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responder import answers, boilerplate, candidates, house
from responder.answers import walk
from responder.answers.file import AnswersFile
from responder.boilerplate import Library, audit, passages
from responder.boilerplate.likeness import SLOT
from responder.candidates import Proposals
from responder.candidates import files as candidate_files
from responder.candidates.suggesting import Candidate
from responder.compose import Composer
from responder.compose.rendering import Renderer
from responder.errors import DataError, FileError, Finding, UsageError
from tests.candidate_house import (
    HOUSE,
    OTHER,
    PASSAGE,
    answer,
    fill,
    find,
    make,
    propose,
    words,
)
from tests.houses import SmallHouse, snippet
from tests.strategies import UNHURRIED

ROOT = Path(__file__).parent.parent
PUBLISHED = sorted((ROOT / "tests/published").glob("*-20*.yaml"))


@pytest.fixture
def made(tmp_path: Path) -> SmallHouse:
    return make(tmp_path / "house")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SmallHouse:
    """Return a house for a test of many responses."""
    return make(tmp_path_factory.mktemp("shared") / "house")


def only(found: Proposals) -> Candidate:
    """Return the one candidate that was found."""
    (candidate,) = found.candidates
    return candidate


def reasons(found: Proposals) -> list[str]:
    assert not found.candidates
    return [one.reason for one in found.left_out]


def audit_folder(folder: Path, made: SmallHouse) -> list[Finding]:
    """Return what is wrong with candidates as a library of the house."""
    known = house.load(made.folder)
    names_in = Renderer(known.templates).find_slots
    return list(audit.check(Library(folder), list(known.cues()), known.people(), names_in))


def test_typed_words_become_a_candidate_that_says_where_they_were_published(
    made: SmallHouse,
) -> None:
    one = only(propose(made, PASSAGE))
    (origin,) = one.about.source
    assert (origin.response, origin.item, origin.published, origin.issue) == (
        *("EXS North Hill", "1", "2026-02-17"),
        "Replies are poor.",
    )
    assert one.body == PASSAGE
    assert str(one.about.valid) == "from 2026-02-17"


def test_the_theme_of_the_item_comes_first_and_cue_words_give_others(made: SmallHouse) -> None:
    one = only(propose(made, OTHER, item="text: Replies are poor.\n    theme: letters"))
    assert one.about.themes == ["letters", "training"]
    assert one.name.startswith("letters/")


def test_a_passage_before_the_items_has_the_theme_of_no_item(made: SmallHouse) -> None:
    path = made.answer(f"area: North Hill\nopening:\n  - text: {PASSAGE}\n")
    one = only(find(made, path))
    assert one.about.themes == ["opening"]
    assert one.about.source[0].item is None


def test_an_item_that_says_its_number_is_named_by_it(made: SmallHouse) -> None:
    one = only(propose(made, PASSAGE, item="text: Replies are poor.\n    number: 7"))
    assert one.about.source[0].item == "7"


def test_paragraphs_of_one_matter_stay_one_candidate(made: SmallHouse) -> None:
    text = f"{PASSAGE}\n\nThey have done this in all offices since the new guidance was given out."
    assert only(propose(made, text)).body == text


def test_passages_that_were_typed_one_after_the_other_can_be_one_candidate(
    made: SmallHouse,
) -> None:
    below = "They have done this in all offices since the new guidance was given out."
    assert only(propose(made, PASSAGE, below)).body == f"{PASSAGE}\n\n{below}"


def test_a_passage_of_endless_length_is_left_out_soon(made: SmallHouse) -> None:
    text = "Kate A-b " * 10_000 + '"a ' * 10_000
    assert len(reasons(propose(made, text))) == 1


def test_a_list_stays_with_the_words_above_it(made: SmallHouse) -> None:
    text = f"{PASSAGE[:-1]}, above all of\n\n- courses\n- letters"
    assert only(propose(made, text)).body == text


def test_a_paragraph_on_another_theme_is_a_candidate_of_its_own(made: SmallHouse) -> None:
    reply = PASSAGE.replace("reply", "batch of replies")
    found = propose(made, f"{reply}\n\n{OTHER}")
    assert [one.body for one in found.candidates] == [reply, OTHER]


def test_few_words_are_no_candidate(made: SmallHouse) -> None:
    assert reasons(propose(made, "We will read every reply from now on.")) == ["It is too short."]


def test_a_sentence_that_says_yes_is_left_out_before_others(made: SmallHouse) -> None:
    found = propose(made, f"The Area agrees with this.\n\n{PASSAGE}")
    assert only(found).body == PASSAGE
    assert found.left_out[0].text == "The Area agrees with this."


@pytest.mark.parametrize(
    "sentence",
    [
        "This was begun by Jane Doe.",
        "This was begun by JANE DOE.",
        "Mr Smith began this.",
        "This was begun by Baljit Kaur, who leads the team.",
        "Ask Kate Brown about it.",
        "Chief Officer Mark Hill began this.",
        "Sam Okafor, Deputy Chief Officer, began this.",
        "Write to pat.green@example.org about it.",
        "As Alex Quill says, it works.",
    ],
)
def test_a_paragraph_that_names_a_person_is_left_out(made: SmallHouse, sentence: str) -> None:
    leader = "leader:\n  name: Alex Quill\n  quotation: We are glad.\n"
    (reason,) = reasons(propose(made, f"{PASSAGE} {sentence}", more=leader))
    assert reason.startswith("It may name a person: ")


def test_it_is_told_which_words_may_be_private_and_which_are_slight(made: SmallHouse) -> None:
    found = propose(made, f"{PASSAGE} Mr Smith began this.\n\nWe agree.\n\n{PASSAGE} {{{{ x }}}}")
    assert [one.kind for one in found.left_out] == ["private", "unfit", "slight"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The report says: “We have seen good work here”.",
        'They said "it works well enough for now".',
        "They said ‘well enough’.",
        "'We have seen good work here' is what they wrote.",
        "“We have begun something that goes on below.",
        "> We have seen good work.",
        "We are glad of all that the inspectors have seen in our offices in the spring.",
    ],
)
def test_a_paragraph_with_somebodys_words_is_left_out(made: SmallHouse, sentence: str) -> None:
    said = "We are glad of all that the inspectors have seen in our offices in the spring."
    leader = f"leader:\n  name: Alex Quill\n  quotation: {said}\n"
    text = f"{sentence}\n{PASSAGE}" if sentence[0] == ">" else f"{PASSAGE} {sentence}"
    (reason,) = reasons(propose(made, text, more=leader))
    assert "quotation" in reason


def test_all_paragraphs_of_a_quotation_are_left_out(made: SmallHouse) -> None:
    found = propose(made, f"“{PASSAGE}\n\n{OTHER}\n\n{PASSAGE}”\n\n{OTHER}")
    assert only(found).body == OTHER
    assert len(found.left_out) == 3


def test_a_name_in_quotation_marks_is_no_quotation(made: SmallHouse) -> None:
    assert only(propose(made, f"{PASSAGE} We call this “second reading”."))


def test_words_of_others_are_left_out(made: SmallHouse) -> None:
    path = made.answer(f"area: North Hill\nremarks:\n  - text: {PASSAGE}\n")
    assert reasons(find(made, path)) == ["Somebody else says it."]


def test_slots_take_the_place_of_what_differs(made: SmallHouse) -> None:
    text = (
        "South Bay reads 10 letters weekly, and the Chief Officer reports to the Letters Board on "
        "31 March 2026 and again in May 2027, to the Letters Board alone, so that all is known."
    )
    one = only(propose(made, text))
    assert one.body == (
        "{{ area }} reads {{ number }} letters {{ frequency }}, and the {{ role }} reports to "
        "{{ forum }} on {{ date }} and again in {{ date_2 }}, to {{ forum }} alone, so that all is "
        "known."
    )
    assert {name: (slot.type, slot.example) for name, slot in one.about.slots.items()} == {
        "area": ("line", "South Bay"),
        "number": ("number", "10"),
        "frequency": ("line", "weekly"),
        "role": ("line", "Chief Officer"),
        "forum": ("line", "the Letters Board"),
        "date": ("date", "31 March 2026"),
        "date_2": ("line", "May 2027"),
    }
    assert fill(one.body, one.about.slots) == text


def test_an_address_keeps_its_words(made: SmallHouse) -> None:
    text = f"{PASSAGE} See [our page](https://example.org/weekly/2026/South) for more of this."
    assert only(propose(made, text)).body == text


def test_words_of_another_day_end_the_window_with_the_month_and_are_marked(
    made: SmallHouse,
) -> None:
    one = only(propose(made, f"{PASSAGE} This year they will read more of them."))
    assert str(one.about.valid) == "from 2026-02-17 until 2026-02-28"
    assert "“This year”" in one.about.superseded
    assert [moment.words for moment in one.moments] == ["This year"]


def test_words_of_another_day_in_the_place_of_a_slot_end_nothing(tmp_path: Path) -> None:
    slot = "slots:\n  - {name: when, ask: When?, patterns: ['last year']}\n"
    text = HOUSE.replace("slots:\n", slot).replace("this\\s+year", "last\\s+year")
    made = make(tmp_path / "house", house=text)
    one = only(propose(made, f"{PASSAGE} They began to do so last year."))
    assert list(one.about.slots) == ["when"]
    assert str(one.about.valid) == "from 2026-02-17"


def test_words_that_are_a_matter_of_taste_are_marked_and_end_nothing(made: SmallHouse) -> None:
    one = only(propose(made, f"{PASSAGE} They have already read many of them."))
    assert str(one.about.valid) == "from 2026-02-17"
    assert [moment.words for moment in one.moments] == ["already"]


def test_without_a_day_of_publication_the_days_are_left_open(made: SmallHouse) -> None:
    one = only(propose(made, PASSAGE, published=""))
    assert str(one.about.valid) == "at any time"
    assert any("not known" in remark for remark in one.remarks)


def test_what_the_library_has_is_left_out(tmp_path: Path) -> None:
    body = PASSAGE.replace("every reply", "{{ what }}")
    known = snippet(f"{body}\n", themes="[letters]", slots="{what: {ask: What?}}")
    made = make(tmp_path / "house", {"letters/reading": known})
    assert reasons(propose(made, PASSAGE)) == ["The library has it: letters/reading."]


def test_nearly_the_words_of_a_snippet_are_a_new_version_of_it(tmp_path: Path) -> None:
    known = snippet(
        f"{PASSAGE} This is done {{{{ often }}}}.\n",
        title="Reading",
        themes="[letters]",
        valid="{from: 2021-01-01, until: 2025-12-31}",
        slots="{often: {ask: Just how often?}}",
    )
    made = make(tmp_path / "house", {"letters/reading@2021-01": known})
    text = f"{PASSAGE.replace('Managers', 'Our managers')} This is done monthly."
    one = only(propose(made, text))
    assert (one.label, one.about.title, one.about.themes) == (
        *("letters/reading@2026-02", "Reading"),
        ["letters"],
    )
    assert one.body.endswith("This is done {{ often }}.")
    assert one.about.slots["often"].ask == "Just how often?"
    assert fill(one.body, one.about.slots) == text
    assert any("[-Managers-] {+Our managers+}" in remark for remark in one.remarks)
    assert not any("End that version" in remark for remark in one.remarks)


def test_a_new_version_says_which_other_is_valid_on_its_first_day(tmp_path: Path) -> None:
    known = snippet(f"{PASSAGE}\n", themes="[letters]", valid="{from: 2021-01-01}")
    made = make(tmp_path / "house", {"letters/reading": known})
    one = only(propose(made, PASSAGE.replace("Managers", "Our managers")))
    assert any(remark.startswith("letters/reading may be published") for remark in one.remarks)


def test_a_version_before_one_of_the_library_ends_when_that_begins(tmp_path: Path) -> None:
    known = snippet(f"{PASSAGE}\n", themes="[letters]", valid="{from: 2026-05-01}")
    made = make(tmp_path / "house", {"letters/reading@2026-05": known})
    one = only(propose(made, PASSAGE.replace("Managers", "Our managers")))
    assert str(one.about.valid) == "from 2026-02-17 until 2026-04-30"
    assert "letters/reading@2026-05" in one.about.superseded


def test_the_same_words_in_several_responses_are_one_national_candidate(made: SmallHouse) -> None:
    text = f"{PASSAGE} It is done weekly."
    first = answer(made, f"{OTHER}\n\n{text}", name="a")
    second = answer(made, text, name="b", area="South Bay", published="2026-03-01")
    found = {one.about.scope: one for one in find(made, first, second).candidates}
    assert found["national"].body == text
    sources = [str(origin) for origin in found["national"].about.source]
    assert sources == ["EXS North Hill, item 1 (2026-02-17)", "EXS South Bay, item 1 (2026-03-01)"]
    assert found["local"].body == OTHER


def test_the_same_words_twice_in_one_response_are_one_candidate(made: SmallHouse) -> None:
    assert len(only(propose(made, PASSAGE, PASSAGE)).about.source) == 1


def test_nearly_the_same_words_of_other_days_are_versions_that_do_not_overlap(
    made: SmallHouse,
) -> None:
    later = PASSAGE.replace("Managers", "Our managers")
    second = answer(made, later, name="b", area="South Bay", published="2026-03-05")
    found = find(made, second, answer(made, PASSAGE, name="a")).candidates
    name = found[0].name
    assert [(one.label, str(one.about.valid)) for one in found] == [
        (f"{name}@2026-02", "from 2026-02-17 until 2026-03-04"),
        (f"{name}@2026-03", "from 2026-03-05"),
    ]


def test_a_response_about_nobody_in_particular_makes_national_candidates(made: SmallHouse) -> None:
    assert only(propose(made, PASSAGE, area="")).about.scope == "national"
    assert only(propose(made, f"{PASSAGE} So does South Bay.", area="")).about.scope == "local"


def test_names_are_unlike_those_of_the_library_and_of_each_other(tmp_path: Path) -> None:
    first = only(propose(make(tmp_path / "a"), PASSAGE)).name
    made = make(tmp_path / "b", {first: snippet("Something else.\n", themes="[letters]")})
    longer = f"{PASSAGE} They also tell the others in the office what they have learnt from it."
    paths = answer(made, PASSAGE, name="a"), answer(made, longer, name="b", area="South Bay")
    found = [one.name for one in find(made, *paths).candidates]
    assert found == [f"{first}-2", f"{first}-3"]


@pytest.mark.parametrize("sign", ["{{ x }}", "{% x %}", "{# x #}", "{{"])
def test_signs_of_a_template_are_left_out(made: SmallHouse, sign: str) -> None:
    assert "marks its slots" in reasons(propose(made, f"{PASSAGE} {sign}"))[0]


@pytest.mark.parametrize("sign", ["# ", "## "])
def test_what_a_snippet_would_print_otherwise_is_left_out(made: SmallHouse, sign: str) -> None:
    assert "In a snippet it would be" in reasons(propose(made, f"{sign}{PASSAGE}"))[0]


def test_words_in_another_language_say_so_and_have_no_slots(made: SmallHouse) -> None:
    text = "Mae rheolwyr yn darllen pob ateb cyn iddo adael, a hynny weekly yn South Bay bob tro."
    one = only(find(made, made.answer(f"welsh:\n  - text: {text}\n")))
    assert (one.about.language, one.about.slots) == ("cy", {})


def test_a_slot_with_a_broken_pattern_is_an_error_at_its_place(tmp_path: Path) -> None:
    made = make(tmp_path / "house")
    made.write("templates/house.yaml", HOUSE.replace("(?:weekly|monthly)", "(?:weekly"))
    with pytest.raises(DataError) as raised:
        propose(made, PASSAGE)
    assert raised.value.place
    assert raised.value.place.line == 1 + HOUSE.split("\n").index(
        next(line for line in HOUSE.split("\n") if "weekly" in line)
    )


def test_a_slot_whose_name_is_none_is_an_error(tmp_path: Path) -> None:
    made = make(tmp_path / "house")
    made.write("templates/house.yaml", HOUSE.replace("name: forum", "name: Forum one"))
    with pytest.raises(DataError, match="cannot be a name"):
        propose(made, PASSAGE)


def test_a_house_without_themes_or_slots_makes_candidates_too(tmp_path: Path) -> None:
    made = make(tmp_path / "house")
    areas = next(line for line in HOUSE.split("\n") if line.startswith("areas"))
    made.write("templates/house.yaml", f"{areas}\nthemes: [letters]\n")
    one = only(propose(made, PASSAGE))
    assert one.name.startswith("unfiled/")


def test_candidates_are_written_as_snippets_that_the_library_could_have(
    made: SmallHouse, tmp_path: Path
) -> None:
    found = propose(made, f"{PASSAGE} It is done weekly, and this year in South Bay too.")
    folder = tmp_path / "new"
    (path,) = candidate_files.write(found.candidates, folder, Library(made.folder / "boilerplate"))
    loaded = boilerplate.load(path, folder)
    assert (loaded.label, loaded.about) == (found.candidates[0].label, found.candidates[0].about)
    assert not audit_folder(folder, made)
    text = path.read_text("utf-8")
    line = next(line for line in text.split("\n") if "“this year”" in line and "Line" in line)
    number = int(re.findall(r"Line (\d+)", line)[0])
    assert "this year" in text.split("\n")[number - 1]


def test_candidates_are_never_written_into_the_library(made: SmallHouse) -> None:
    library = Library(made.folder / "boilerplate")
    found = propose(made, PASSAGE).candidates
    for folder in (
        library.folder,
        library.folder / "new",
        made.folder / "templates/../boilerplate",
    ):
        with pytest.raises(UsageError, match="nothing enters by itself"):
            candidate_files.write(found, folder, library)
    assert not list(library.files())


def test_writing_again_changes_nothing_and_replaces_no_other_file(
    made: SmallHouse, tmp_path: Path
) -> None:
    library, folder = Library(made.folder / "boilerplate"), tmp_path / "new"
    second = answer(made, OTHER, name="b", area="South Bay")
    found = find(made, answer(made, PASSAGE, name="a"), second).candidates
    gone, mine = candidate_files.write(found, folder, library)
    before = mine.read_bytes()
    candidate_files.write(found, folder, library)
    assert mine.read_bytes() == before
    mine.write_text("Mine", "utf-8")
    gone.unlink()
    with pytest.raises(FileError, match="not replaced"):
        candidate_files.write(found, folder, library)
    assert mine.read_text("utf-8") == "Mine"
    assert not gone.exists()


SENTENCES = (
    *("We read {n} letters weekly.", "The Letters Board meets in {m} 2026.", "Replies are kind."),
    *("South Bay and North Hill learn from each other on 3 May 2026.", "# No heading", "- a\n- b"),
    *("Jane Doe leads.", "Secretwords were told by Kate Brown.", "“We are very glad of this.”"),
    *("He said “glad”.", "“It begins here", "and ends here”.", "This year we do more.", "{{ x }}"),
    *("**Courses** are [here](https://example.org/3).", "1. one\n2. two", "It’s 5% of 1,000 now."),
    *(
        "Mr Secret went.",
        "| a | b |\n|---|---|\n| c | d |",
        "\u00a0odd\tspaces  here.",
        "It is so.",
    ),
)
PRIVATE = ("Doe", "Brown", "Secret", "glad", "begins", "ends", "Kate")
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join),
    min_size=1,
    max_size=6,
).map("\n\n".join)


@settings(UNHURRIED, max_examples=60)
@given(
    st.lists(PARAGRAPHS, min_size=1, max_size=3),
    st.integers(1, 99),
    st.sampled_from(["May", "June"]),
)
def test_whatever_was_typed_no_word_is_lost_and_nobody_is_named(
    shared: SmallHouse, texts: list[str], n: int, m: str
) -> None:
    made, folder = shared, shared.folder / "new"
    shutil.rmtree(folder, ignore_errors=True)
    typed = [text.replace("{n}", str(n)).replace("{m}", m) for text in texts]
    found = propose(made, *typed)
    kept = [fill(one.body, one.about.slots) for one in found.candidates]
    told = Counter(word for text in kept for word in words(text))
    assert not [word for word in told if any(name in word for name in PRIVATE)]
    told += Counter(word for one in found.left_out for word in words(one.text))
    assert set(told) == {word for text in typed for word in words(text)}
    candidate_files.write(found.candidates, folder, Library(made.folder / "boilerplate"))
    assert not [one for one in audit_folder(folder, made) if one.severity == "error"]


def say(body: str, values: Mapping[str, str]) -> str:
    """Return the text of a snippet with what a response fills its slots with."""
    return SLOT.sub(lambda found: values.get(found[1], ""), body)


def type_out(path: Path, target: Path) -> list[str]:
    """Copy published answers with each passage typed out, and return the texts."""
    shutil.copy(path, target)
    file, library = AnswersFile.open(target), Library(ROOT / "boilerplate")
    composition = Composer(house.load(ROOT)).compose(file.answers)
    texts = []
    for one in walk(composition.answers):
        if one.question.type != "passages" or not one.value:
            continue
        typed = []
        for passage in one.value:
            text = passage.text
            if passage.snippet:
                versions = library.versions(passage.snippet)
                chosen = passages.choose(versions, passage.version, composition.day).snippet
                assert chosen
                values = passage.values.plain() if passage.values else {}
                text = say(chosen.body.strip(), values)
            typed.append("\n\n".join(part.strip() for part in text.split("\n\n") if part.strip()))
        steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", one.path)]
        file.set(steps, [{"text": "\n\n".join(typed)}])
        texts += typed
    file.save()
    return texts


@pytest.fixture(scope="module")
def typed_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallHouse, list[str], Proposals]:
    """Return a house without a library, the published responses in it, and what was found."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "boilerplate").mkdir()
    texts = [text for path in PUBLISHED for text in type_out(path, folder / path.name)]
    composer = Composer(house.load(folder))
    given = [answers.load(folder / path.name) for path in PUBLISHED]
    return SmallHouse(folder), texts, candidates.find(composer, given)


def test_every_word_of_published_responses_is_in_a_candidate_or_left_out(
    typed_out: tuple[SmallHouse, list[str], Proposals],
) -> None:
    _, texts, found = typed_out
    told = [fill(one.body, one.about.slots) for one in found.candidates]
    told += [one.text for one in found.left_out]
    every = " ".join(" ".join(text.split()) for text in told)
    missing = [part for text in texts for part in text.split("\n\n") if words(part)]
    assert [part for part in missing if " ".join(words(part)) not in every] == []


def test_most_passages_of_published_responses_are_candidates(
    typed_out: tuple[SmallHouse, list[str], Proposals],
) -> None:
    _, _, found = typed_out
    kept = sum(len(words(one.body)) for one in found.candidates)
    left = sum(len(words(one.text)) for one in found.left_out)
    assert left < 0.02 * (kept + left)


def test_candidates_of_published_responses_name_nobody_and_make_a_library(
    typed_out: tuple[SmallHouse, list[str], Proposals], tmp_path: Path
) -> None:
    made, _, found = typed_out
    candidate_files.write(found.candidates, tmp_path, Library(made.folder / "boilerplate"))
    assert not [str(one) for one in audit_folder(tmp_path, made) if one.severity == "error"]
    people = house.load(ROOT).people()
    assert not [one for one in people for made in found.candidates if one in made.body]


def test_what_published_responses_took_from_the_library_is_proposed_to_nobody(
    typed_out: tuple[SmallHouse, list[str], Proposals],
) -> None:
    made, _, _ = typed_out
    composer = Composer(house.load(ROOT))
    given = [answers.load(made.folder / path.name) for path in PUBLISHED]
    own = [one.body for one in candidates.find(composer, given).candidates]
    published = "".join(path.read_text("utf-8") for path in PUBLISHED)
    assert [text for text in own if text not in published] == []
    assert len(own) == 1
