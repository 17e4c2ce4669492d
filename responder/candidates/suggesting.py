"""What a candidate is called, how it is filed, when it may be used, and which slots it has."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import msgspec

from responder.boilerplate import FrontMatter, Slot, Snippet, Window
from responder.boilerplate.likeness import WORD, read_values, show_changes
from responder.boilerplate.search import guess_themes
from responder.candidates.drafts import STANCES, Draft
from responder.candidates.naming import make_name, make_title
from responder.candidates.passages import Moment
from responder.candidates.slots import Finder, Form, Found, find_words, make_slots, read_finders
from responder.check.knowledge import read_patterns
from responder.compose import Composer
from responder.questions import long_date

DAY = datetime.timedelta(1)
MOST_THEMES, LIKELY = 3, 0.5  # of the weight of the likeliest theme


@dataclass(frozen=True)
class Candidate:
    """A passage as a snippet that the library could have, with remarks for whoever decides on it.

    `moments` are its words that mean another time on another day.
    """

    name: str
    version: str
    about: FrontMatter
    body: str
    remarks: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def label(self) -> str:
        """Return the name as answers would give it, with the version if there is one."""
        return f"{self.name}@{self.version}" if self.version else self.name


@dataclass
class Shelf:
    """Names that are taken, and what was put under them: to suggest others, and windows apart."""

    composer: Composer
    finders: Sequence[Finder]
    taken: set[str] = field(default_factory=set)
    made: dict[str, list[Candidate]] = field(default_factory=dict)


def suggest(composer: Composer, drafts: Sequence[Draft]) -> Iterator[Candidate]:
    """Yield a candidate for each draft; those nearly the same are versions of one name."""
    if not drafts:
        return
    shelf = Shelf(composer, read_finders(drafts[0].response.reading))
    shelf.taken.update(name.casefold() for name in composer.library.names())
    names: dict[int, str] = {}
    for draft in drafts:
        root = draft.old if isinstance(draft.old, Draft) else draft
        name = draft.old.name if isinstance(draft.old, Snippet) else names.get(id(root), "")
        candidate = _suggest(shelf, draft, name)
        names[id(draft)] = candidate.name
        shelf.made.setdefault(candidate.name, []).append(candidate)
    for name, versions in shelf.made.items():
        yield from _part_windows(composer, name, versions)


def _suggest(shelf: Shelf, draft: Draft, name: str) -> Candidate:
    snippet = draft.old if isinstance(draft.old, Snippet) else None
    words = [] if draft.typed.language else find_words(draft.text, shelf.finders)
    scope, why = _choose_scope(draft, snippet, words)
    if len({origin.response for origin in draft.origins}) > 1:
        words = []
    body, slots = _make_slots(draft, snippet, words)
    stances = read_patterns(draft.response.reading, STANCES)
    title = make_title(shelf.composer.house, draft.text, words, stances)
    themes = _choose_themes(shelf.composer, draft)
    if (
        known := snippet.about
        if snippet
        else next((o.about for o in shelf.made.get(name, ())), None)
    ):
        title, themes = known.title, known.themes
    if not name:
        name = make_name(shelf.taken, themes, title, shelf.composer.house.common_words())
    moments = tuple(one for one in draft.moments if one.words in " ".join(body.split()))
    valid, superseded = _choose_window(draft, moments)
    about = FrontMatter(
        title=title,
        scope=scope,
        themes=themes,
        language=snippet.about.language if snippet else draft.typed.language,
        valid=valid,
        source=sorted(draft.origins, key=lambda one: (not one.published, one.published)),
        superseded=superseded,
        slots=slots,
    )
    places = ", ".join(dict.fromkeys(map(str, draft.places)))
    remarks = [f"Found in {places}.", f"Scope: {scope}, because {why}."]
    if draft.old and draft.like:
        remarks.append(_say_changes(draft, snippet, name))
    if not draft.day:
        remarks.append("The day of publication is not known. Give the days under “valid”.")
    version = _choose_version(shelf, draft, name) if draft.old else ""
    return Candidate(name, version, about, body, tuple(remarks), moments)


def _choose_scope(
    draft: Draft, snippet: Snippet | None, words: Sequence[Found]
) -> tuple[Literal["national", "local"], str]:
    """Return a scope, and why."""
    responses = {origin.response for origin in draft.origins}
    local = next((one for one in words if one.form.local == "yes"), None)
    if snippet:
        return snippet.about.scope, f"{snippet.name} is"
    if len(responses) > 1:
        return "national", f"the same words stand in {len(responses)} responses"
    if local:
        return "local", f"it says “{' '.join(draft.text[local.start : local.end].split())}”"
    if draft.response.general:
        return "national", "the response is not about one of several, nor do its words name one"
    return "local", "no other response has it so far"


def _make_slots(
    draft: Draft, snippet: Snippet | None, words: Sequence[Found]
) -> tuple[str, dict[str, Slot]]:
    """Return the text with slots; a new version has those of the old one as far as they fit."""
    if not snippet or not draft.like:
        return make_slots(draft.text, words)
    values = read_values(draft.like.stored, draft.like.typed)
    old = list(_find_values(draft.text, snippet.about.slots, values))
    stored = " ".join(draft.like.stored.text.split())
    new = [
        one
        for one in words
        if not any(one.start < other.end and other.start < one.end for other in old)
        and " ".join(draft.text[one.start : one.end].split()) not in stored
    ]
    found = sorted([*old, *new], key=lambda one: one.start)
    body, slots = make_slots(draft.text, found)
    return body, {
        name: msgspec.structs.replace(snippet.about.slots[name], example=slot.example)
        if name in snippet.about.slots
        else slot
        for name, slot in slots.items()
    }


def _find_values(
    text: str, slots: Mapping[str, Slot], values: Mapping[str, str]
) -> Iterator[Found]:
    """Yield where the values of a snippet's slots stand, those that are one line."""
    end = 0
    for name, value in values.items():
        start = text.find(value, end) if value and name in slots else -1
        if start < 0 or "\n" in value or slots[name].type == "prose":
            continue
        end = start + len(value)
        yield Found(Form(name, slots[name].ask), start, end, name)


def _choose_themes(composer: Composer, draft: Draft) -> list[str]:
    """Return the themes of a draft: its item's own first, then those whose cue words it has."""
    house, typed = composer.house, draft.typed
    apart = sorted(house.themes_apart())
    if not typed.item and apart:
        return apart[:1]
    cues = {theme: words for theme, words in house.cues().items() if theme not in apart}
    guessed = guess_themes(draft.text, cues)
    if not any(guessed.values()):
        guessed = guess_themes(typed.issue, cues)
    likely = [theme for theme, weight in guessed.items() if weight >= LIKELY]
    likely.sort(key=lambda theme: -guessed[theme])
    return list(dict.fromkeys([*typed.themes, *likely]))[:MOST_THEMES]


def _choose_version(shelf: Shelf, draft: Draft, name: str) -> str:
    """Return the month of publication, or more if there is such a version."""
    made = shelf.made.get(name, ())
    taken = {one.version for one in made}
    taken |= {one.version for one in shelf.composer.library.readable_versions(name)}
    forms = [f"{draft.day:%Y-%m}", f"{draft.day:%Y-%m-%d}"] if draft.day else []
    numbered = (f"{(forms or ['undated'])[-1]}-{number}" for number in range(2, 10_000))
    return next(one for one in (*(forms or ["undated"]), *numbered) if one not in taken)


def _choose_window(draft: Draft, moments: Sequence[Moment]) -> tuple[Window, str]:
    """Return the days on which the words may be published, and why they end.

    `moments` are the words of no slot that mean another time on another day.
    """
    if not draft.day:
        return Window(), ""
    urgent = [one for one in moments if one.severity != "advice"]
    if not urgent:
        return Window(draft.day), ""
    last = max(day for day in draft.days if day)
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    said = " and ".join(dict.fromkeys(f"“{one.words}”" for one in urgent))
    verb = "means" if len(urgent) == 1 else "mean"
    why = f"It says {said}, which {verb} another time on another day. Ask the owner of the text."
    return Window(draft.day, end), why


def _say_changes(draft: Draft, snippet: Snippet | None, name: str) -> str:
    """Say which words differ from those of the version before."""
    if not draft.like:
        return ""
    changes = show_changes(draft.like.stored, draft.like.typed)
    part = ""
    if snippet and len(draft.like.stored.words) < len(WORD.findall(snippet.body)):
        part = "a part of "
    other = snippet.label if snippet else name
    return f"Nearly the same as {part}{other}: {changes}"


def _part_windows(
    composer: Composer, name: str, versions: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield versions whose days do not overlap, or that say with which they do."""
    stored = [(one.label, one.about.valid) for one in composer.library.readable_versions(name)]
    made = sorted(versions, key=lambda one: one.about.valid.start or datetime.date.max)
    if len(made) > 1 and not made[0].version and (start := made[0].about.valid.start):
        made[0] = replace(made[0], version=f"{start:%Y-%m}")
    for number, one in enumerate(made):
        dated = [later for later in made[number + 1 :] if later.about.valid != Window()]
        others = [*stored, *((later.label, later.about.valid) for later in dated)]
        yield _end_before(one, others)


def _end_before(one: Candidate, others: Sequence[tuple[str, Window]]) -> Candidate:
    """Return a candidate that ends before later versions begin."""
    start = one.about.valid.start
    remarks = list(one.remarks)
    until, superseded = one.about.valid.until, one.about.superseded
    for label, window in others:
        later = start and window.start and start < window.start
        if window.start and later and window.first_shared(Window(start, until)):
            until = window.start - DAY
            superseded = superseded or f"The wording changed: use {label}."
    valid = Window(start, until)
    for label, window in others:
        if shared := window.first_shared(valid):
            when = f"on {long_date(shared)} " if shared != datetime.date.min else ""
            remarks.append(
                f"{label} may be published {when}too. End that version before this one begins, or "
                "give this one other days."
            )
    about = msgspec.structs.replace(one.about, valid=valid, superseded=superseded)
    return replace(one, about=about, remarks=tuple(remarks))
