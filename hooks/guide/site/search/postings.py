"""Where each term stands: in which titles, texts, and questions that readers ask."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from guide.site.search.terms import Cutter, cut, cut_letters, is_han, stem

LAST = "$"
"""Behind a Chinese character: the titles and questions that have it, but no term that begins with it."""
_WORDS = re.compile("[a-z]{5,}")
"""What a slip may have meant: it is looked for in words of six letters."""


@dataclass(frozen=True)
class Looked:
    """What is looked through of a row: the number of its page, its title and figure, its text, what it answers."""

    page: int
    title: str
    text: str
    asked: tuple[str, ...]


@dataclass
class Posting:
    """The numbers of titles, of texts (each as often as they have the term), and of questions."""

    titles: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Inverted:
    """The terms of `rows`, each with where it stands. `idle` is what tells nothing in a question."""

    rows: Sequence[Looked]
    cutter: Cutter
    idle: re.Pattern[str]

    @cached_property
    def phrases(self) -> tuple[tuple[int, str], ...]:
        """The questions by their numbers, each with the number of the row that answers it."""
        return tuple((number, asked) for number, row in enumerate(self.rows) for asked in row.asked)

    @cached_property
    def postings(self) -> Mapping[str, Posting]:
        """Where each term stands."""
        found: defaultdict[str, Posting] = defaultdict(Posting)
        for number, row in enumerate(self.rows):
            title = self.cutter.fold(row.title)
            for term in _list_all(title, title):
                found[term].titles.append(number)
            for term in cut(self.cutter.fold(row.text)):
                found[term].texts.append(number)
        for number, (_, asked) in enumerate(self.phrases):
            folded = self.cutter.fold(asked)
            for term in _list_all(self.idle.sub("\n", folded), folded):
                found[term].asked.append(number)
        return found

    @cached_property
    def words(self) -> Mapping[str, list[str]]:
        """The Latin words of each stem, those that are written most first."""
        texts = (text for row in self.rows for text in (row.title, row.text, *row.asked))
        counted = Counter(word for text in texts for word in _WORDS.findall(text.lower()))
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(counted, key=lambda word: (-counted[word], word)):
            found[stem(word)].append(word)
        return found

    def weigh_titles(self) -> list[float]:
        """Return what the terms of each title tell together."""
        return self._weigh(len(self.rows), {term: posting.titles for term, posting in self.postings.items()})

    def weigh_phrases(self) -> list[float]:
        """Return what the terms of each question tell together."""
        return self._weigh(len(self.phrases), {term: posting.asked for term, posting in self.postings.items()})

    def _weigh(self, count: int, places: Mapping[str, Sequence[int]]) -> list[float]:
        weights = [0.0] * count
        for term, numbers in places.items():
            for number in numbers if term[-1] != LAST else ():
                weights[number] += self._weights[term]
        return weights

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much finding a term tells: the rarer, the more. One character is found inside of pairs, too."""
        singles: defaultdict[str, set[int]] = defaultdict(set)
        for term, posting in self.postings.items():
            if len(term) > 1 and is_han(term[0]):
                singles[term[0]].update(self._find_named(posting))
        spread = {term: self._find_rows(posting) | singles[term] for term, posting in self.postings.items()}
        return {term: log(1 + len(self.rows) / max(1, len(rows))) for term, rows in spread.items()}

    def _find_named(self, posting: Posting) -> set[int]:
        return {*posting.titles, *(self.phrases[number][0] for number in posting.asked)}

    def _find_rows(self, posting: Posting) -> set[int]:
        """Return the rows that have a term: all of a page where the first has it in its title or its questions."""
        named = self._find_named(posting)
        return {*named, *posting.texts}.union(*(self._firsts[row] for row in named & self._firsts.keys()))

    @cached_property
    def _firsts(self) -> Mapping[int, Sequence[int]]:
        """The first row of each page, with all of its rows."""
        pages: defaultdict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            pages[row.page].append(number)
        return {rows[0]: rows for rows in pages.values()}


def _list_all(text: str, letters: str) -> Iterator[str]:
    """Yield each term of a folded text once, and those characters of `letters` with which none of them begins."""
    terms = dict.fromkeys(cut(text))
    first = {term[0] for term in terms}
    yield from terms
    yield from (f"{letter}{LAST}" for letter in dict.fromkeys(cut_letters(letters)) if letter not in first)
