"""The index of a language: where each term stands, and what else the search has to know to judge what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from guide.model.borrowed import drop_marks
from guide.model.open_questions import Unknown
from guide.model.reader_flow import Asked
from guide.site.page import Page
from guide.site.search.packed import pack, pack_rising, pack_weights
from guide.site.search.postings import Inverted, Looked, Posting
from guide.site.search.rows import Found, Question, Row, trim
from guide.site.search.terms import Cutter, cut, make_idle, split_name
from guide.site.traditional import list_traditional
from guide.views.localized_guide import LocalizedGuide
from guide.views.terms import list_synonyms, list_typed

_NAMED, _FIRST = "&", ord("0")
"""What the key of a term begins with that is in a name, and the sign for the first of the things."""
_WORDS = ("empty", "found", "nearest", "open", "all", "often", "corrected")
"""The labels of what the search says once it is there."""


@dataclass(frozen=True)
class Index:
    """What the search of a language, `localized`, knows of what it may find."""

    localized: LocalizedGuide
    found: Found

    @cached_property
    def rows(self) -> list[tuple[str, str, Row]]:
        """The rows by their numbers, each with the address and the title of its page."""
        pages = ((self.found.pages[name], rows) for name, rows in self.found.rows.items())
        return [(page.address, page.title, trim(row)) for page, rows in pages for row in rows]

    def list_lines(self) -> Iterator[str]:
        """Yield a line for each term, in order: the titles, texts and questions that have it, the words of a stem."""
        for term, posting in sorted(self._inverted.postings.items(), key=self._find_place):
            fields = map(pack_rising, (posting.titles, posting.texts, posting.asked))
            yield " ".join((term, *fields, _write_words(self._inverted.words.get(term, ()), term))).rstrip()

    def find_key(self, term: str) -> str:
        """Return what a term is sorted by: those of the names of one thing, which are looked for together, stand so."""
        thing = self._things.get(term)
        return term if thing is None else f"{_NAMED}{chr(_FIRST + thing)}{term}"

    def tell(self) -> dict[str, Any]:
        """Return what every question needs."""
        say = self.localized.label
        return {
            **self._tell_rows(),
            "products": [say(f"product.{one}") for one in self.localized.guide.subject.product_words],
            "marks": self.found.marks,
            "words": {word: say(f"search.{word}") for word in _WORDS},
            "names": list_synonyms(self.localized),
            "typed": list_typed(self.localized),
            "idle": say("search.idle"),
            "faint": say("search.faint"),
            "elsewhere": say("site.elsewhere"),
            "traditional": self._traditional,
            "open": self._find_homes(Unknown),
            "all": self._find_homes(Asked),
        }

    def _tell_rows(self) -> dict[str, Any]:
        """Return what is told of each row beside what stands in it: a letter or two for each."""
        sorts = [(tuple(row[5]), row[6]) for row in self._all]
        kinds = list(dict.fromkeys(sorts))
        lengths = [len(row[2]) + 1 for row in self._all]
        often = [one for one in self.found.asked if one.often]
        return {
            "sizes": pack(map(len, self.found.rows.values())),
            "kinds": kinds,
            "sorts": pack(map(kinds.index, sorts)),
            "lengths": pack(lengths),
            "average": round((1 + sum(lengths)) / len(lengths), 3),
            "titles": pack_weights(self._inverted.weigh_titles()),
            "questions": pack_weights(self._inverted.weigh_phrases()),
            "phrases": pack_rising(row for row, _ in self._inverted.phrases),
            "often": sorted({self._find_row(one) for one in often}),
            "offered": [[one.title, self._find_address(one)] for one in often],
        }

    @cached_property
    def _all(self) -> list[Row]:
        return list(chain(*self.found.rows.values()))

    @cached_property
    def _starts(self) -> Mapping[str, int]:
        """The number of the first row of each page."""
        starts, number = {}, 0
        for name, rows in self.found.rows.items():
            starts[name] = number
            number += len(rows)
        return starts

    def _find_row(self, asked: Question) -> int:
        return self._starts[asked.page] + asked.row

    def _find_address(self, asked: Question) -> str:
        anchor = self.found.rows[asked.page][asked.row][0]
        address = self.found.pages[asked.page].address
        return f"{address}#{anchor}" if anchor else address

    @cached_property
    def _inverted(self) -> Inverted:
        rows = tuple(chain.from_iterable(self._list_looked(name) for name in self.found.rows))
        return Inverted(rows, self._cutter, make_idle(self.localized.label("search.idle").split("|")))

    def _list_looked(self, name: str) -> Iterator[Looked]:
        start, page = self._starts[name], list(self.found.rows).index(name)
        for number, row in enumerate(self.found.rows[name], start):
            title, text, figure = map(drop_marks, row[1:4])
            yield Looked(page, f"{title} {figure}", text, self._questions.get(number, ()))

    def _find_place(self, line: tuple[str, Posting]) -> str:
        return self.find_key(line[0])

    @cached_property
    def _things(self) -> Mapping[str, int]:
        """The number of the thing in whose names a term is, of the first that has it."""
        found: dict[str, int] = {}
        for thing, names in enumerate(list_synonyms(self.localized)):
            parts = chain.from_iterable(split_name(self._cutter.fold(name)) for name in names)
            for term in chain.from_iterable(map(cut, parts)):
                found.setdefault(term, thing)
        return found

    @cached_property
    def _cutter(self) -> Cutter:
        return Cutter(dict(zip(*self._traditional, strict=True)))

    @cached_property
    def _questions(self) -> Mapping[int, tuple[str, ...]]:
        """The words of the questions that each row answers."""
        found: dict[int, tuple[str, ...]] = {}
        for asked in self.found.asked:
            row = self._find_row(asked)
            found[row] = (*found.get(row, ()), *map(drop_marks, (asked.title, *asked.words)))
        return found

    @cached_property
    def _traditional(self) -> tuple[str, str]:
        return list_traditional({letter for text in self._list_texts() for letter in text})

    def _list_texts(self) -> Iterator[str]:
        """Yield what a reader's words are looked for in."""
        yield from (text for row in self._all for text in row[1:3])
        yield from (name for names in list_synonyms(self.localized) for name in names)
        yield from (word for asked in self.found.asked for word in (asked.title, *asked.words))

    def _find_homes(self, wanted: type[Asked | Unknown]) -> list[tuple[str, str]]:
        """Return address and title of the pages where the records of a class stand."""
        kinds = (kind.id for kind in self.localized.guide.kinds.values() if issubclass(kind.record_class, wanted))
        pages = (self.found.pages[self.localized.pages[kind]] for kind in kinds if kind in self.localized.pages)
        return [_name_page(page) for page in pages]


def _write_words(words: Sequence[str], term: str) -> str:
    """Return the words of a stem, with a comma for each beginning that is the stem."""
    return "" if list(words) == [term] else "|".join(re.sub(f"^{re.escape(term)}", ",", word) for word in words)


def _name_page(page: Page) -> tuple[str, str]:
    return page.address, page.title
