"""Finding the snippets that fit some words best, in an index that outlives the search."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from responder import boilerplate
from responder.boilerplate import Library, Snippet, passages
from responder.boilerplate.passages import Chosen
from responder.errors import Finding, Place, ResponderError
from responder.house import House

# How much a word counts in the title, in the item that the passage answered, among the cue words
# of its themes, and in its text. Measured by tests/benchmarks/retrieval.py.
WEIGHTS = (3.0, 3.0, 1.0, 1.0)
SECOND_THEME = 0.6  # of the weight of a snippet's first theme
APART = 0.6  # of the weight of others, for a snippet that is for no item unless it is asked for
MOST_ROWS = 4000  # weighed for one search; the words that fewest snippets hold tell most
BEST_ROWS = """
SELECT name, themes, score FROM (
    SELECT rowid AS id, -bm25(passages, ?, ?, ?, ?) AS score FROM passages
    WHERE passages MATCH ? ORDER BY score DESC LIMIT 200
) JOIN files USING (id)
"""
FORM = 1  # of the tables; a new form has a new file
WORD = re.compile(r"\w+")
TABLES = """
CREATE TABLE IF NOT EXISTS files
    (id INTEGER PRIMARY KEY, path TEXT UNIQUE, stamp TEXT, name TEXT, themes TEXT);
CREATE TABLE IF NOT EXISTS problems (path TEXT, line INTEGER, col INTEGER, message TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS passages USING fts5
    (title, issue, cues, body, tokenize = "porter unicode61 remove_diacritics 2");
"""


@dataclass(frozen=True)
class Vocabulary:
    """What a house knows of words: the cues of each theme by its id, and words that say nothing.

    Themes `apart` are those that no item of a report has.
    """

    cues: Mapping[str, Sequence[str]]
    common_words: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


def read_vocabulary(house: House) -> Vocabulary:
    """Return what a house says of words."""
    return Vocabulary(house.cues(), house.common_words(), house.themes_apart())


@dataclass(frozen=True)
class Suggestion:
    """A snippet that fits: its best version for the day, and how well it fits (more is better)."""

    snippet: Snippet
    choice: Chosen
    score: float

    @property
    def valid(self) -> bool:
        """Tell whether the snippet may be published on the day asked about."""
        return self.choice.snippet is not None and not self.choice.stale


def guess_themes(text: str, cues: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return a weight for each theme by its cue words in a text, 1 for the likeliest."""
    counts: dict[str, int] = {}
    for theme, words in cues.items():
        found = [cue for cue in words if re.search(rf"\b{re.escape(cue)}\b", text, re.IGNORECASE)]
        counts[theme] = sum(len(cue.split()) for cue in found)
    most = max(counts.values(), default=0) or 1
    return {theme: count / most for theme, count in counts.items()}


class Index:
    """The words of a library's snippets; kept in a file, or for this run alone."""

    def __init__(
        self, library: Library, vocabulary: Vocabulary, folder: Path | None = None
    ) -> None:
        """Open the index, kept in a folder if one is given."""
        self.library = library
        self.vocabulary = vocabulary
        self._connection = self._open(folder and folder / _name(library, vocabulary))

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def problems(self) -> list[Finding]:
        """Return what keeps files out of the index."""
        rows = self._connection.execute("SELECT path, line, col, message FROM problems")
        return [
            Finding("broken-snippet", "error", message, Place(path, line, column))
            for path, line, column, message in rows
        ]

    def suggest(
        self, text: str, day: datetime.date | None, theme: str = "", limit: int = 5
    ) -> list[Suggestion]:
        """Return the snippets that fit a text best, each name once, the best one first."""
        try:
            return self._suggest(text, day, theme, limit)
        except sqlite3.DatabaseError:  # damaged where nothing has looked before
            self._connection.close()
            self._connection = self._open(None)
            return self._suggest(text, day, theme, limit)

    def _suggest(
        self, text: str, day: datetime.date | None, theme: str, limit: int
    ) -> list[Suggestion]:
        words = self._pick_words(text)
        if not words:
            return []
        wanted = {theme: 1.0} if theme else guess_themes(text, self.vocabulary.cues)
        rows = self._connection.execute(BEST_ROWS, (*WEIGHTS, " OR ".join(words)))
        scores: dict[str, float] = {}
        for name, themes, score in rows:
            first, *rest = [wanted.get(one, 0.0) for one in themes.split()] or [0.0]
            fit = score * (1 + max([first, *(SECOND_THEME * one for one in rest)]))
            if theme not in themes.split() and not self.vocabulary.apart.isdisjoint(themes.split()):
                fit *= APART
            scores[name] = max(fit, scores.get(name, 0.0))
        best = sorted(scores, key=lambda name: (-scores[name], name))[:limit]
        return [self._describe(name, scores[name], day) for name in best]

    def _pick_words(self, text: str) -> list[str]:
        """Return the words to look for; in a large library not those that most snippets hold."""
        found = dict.fromkeys(WORD.findall(text.casefold()))
        words = [f'"{word}"' for word in found if word not in self.vocabulary.common_words]
        counts = {
            word: self._connection.execute(
                "SELECT count(*) FROM passages WHERE passages MATCH ?", (word,)
            ).fetchone()[0]
            for word in words
        }
        picked: list[str] = []
        rows = 0
        for word in sorted(words, key=lambda one: counts[one]):
            rows += counts[word]
            if counts[word] and (not picked or rows <= MOST_ROWS):
                picked.append(word)
        return picked

    def _describe(self, name: str, score: float, day: datetime.date | None) -> Suggestion:
        versions = self.library.readable_versions(name)
        choice = passages.choose(versions, "", day)
        return Suggestion(choice.snippet or versions[-1], choice, score)

    def _open(self, file: Path | None) -> sqlite3.Connection:
        """Return the index up to date: that in the file, or one in memory if the file is no use."""
        if file:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                return self._refresh(sqlite3.connect(file))
            except (OSError, sqlite3.Error) as error:
                # It is only a copy. Locked or not to be written, it may be of use to others.
                if not isinstance(error, OSError | sqlite3.OperationalError):
                    with suppress(OSError):
                        file.unlink(missing_ok=True)
        return self._refresh(sqlite3.connect(":memory:"))

    def _refresh(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """Read the files that are new or changed since the index was last open."""
        self._connection = connection
        try:
            connection.executescript(TABLES)
            with connection:
                connection.execute("BEGIN IMMEDIATE")  # or two programs would add the same files
                self._update()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _update(self) -> None:
        known = dict(self._connection.execute("SELECT path, stamp FROM files"))
        found = {str(path): stamp for path, stamp in self._stamps()}
        self._connection.execute("DELETE FROM problems")
        for path in [path for path in known if found.get(path) != known[path]]:
            self._connection.execute(
                "DELETE FROM passages WHERE rowid = (SELECT id FROM files WHERE path = ?)", (path,)
            )
            self._connection.execute("DELETE FROM files WHERE path = ?", (path,))
        for path, stamp in found.items():
            if known.get(path) != stamp:
                self._add(path, stamp)

    def _stamps(self) -> Iterator[tuple[Path, str]]:
        for path in self.library.files():
            about = path.stat()
            yield path, f"{about.st_mtime_ns} {about.st_size}"

    def _add(self, path: str, stamp: str) -> None:
        try:
            snippet = boilerplate.load(Path(path), self.library.folder)
        except ResponderError as error:
            found = error.as_finding("broken-snippet", Place(path))
            row = (found.place.file, found.place.line, found.place.column, found.message)
            self._connection.execute("INSERT INTO problems VALUES (?, ?, ?, ?)", row)
            return
        themes = snippet.about.themes
        added = self._connection.execute(
            "INSERT INTO files (path, stamp, name, themes) VALUES (?, ?, ?, ?)",
            (path, stamp, snippet.name, " ".join(themes)),
        )
        issues = " ".join(origin.issue for origin in snippet.about.source)
        cues = " ".join(cue for theme in themes for cue in self.vocabulary.cues.get(theme, ()))
        self._connection.execute(
            "INSERT INTO passages (rowid, title, issue, cues, body) VALUES (?, ?, ?, ?, ?)",
            (added.lastrowid, snippet.about.title, issues, cues, snippet.body),
        )


def _name(library: Library, vocabulary: Vocabulary) -> str:
    """Return a file name that stands for all that an index depends on, but for the snippets."""
    cues = {theme: list(words) for theme, words in vocabulary.cues.items()}
    known = json.dumps([FORM, str(library.folder.resolve()), cues], sort_keys=True)
    return f"{hashlib.sha256(known.encode()).hexdigest()[:24]}.sqlite"
