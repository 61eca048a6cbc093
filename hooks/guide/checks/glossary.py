"""The words of the glossary in running text: which terms a text has, and which ones its translation lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.records import Term
from guide.model.wording import Wording

_BRACKETS = re.compile(r"(?<!\s)\s*[(（][^)）]{0,200}[)）]|[《》]")


@dataclass(frozen=True)
class Use:
    """A term in a text, by the word that stands there and its place."""

    term: str
    word: str
    offset: int


@dataclass(frozen=True)
class Lack:
    """A term that a text has in one language (`used`, in `asking`) and not in another (`lacking`)."""

    used: Use
    asking: Language
    lacking: Language
    wanted: tuple[str, ...]

    def explain(self, name: str) -> Message:
        """Return what is wrong and what to do; `name` is the name of the text."""
        words = {"other": self.asking, "word": self.used.word, "term": self.used.term, "name": name}
        return Message("term-not-used", **words, wanted=" / ".join(self.wanted))


@dataclass(frozen=True)
class Glossary:
    """The terms with their words, and what finds them in a text.

    A name takes its place from the words inside it, so that 零钱通 is not 零钱. Words of everyday speech, which are not
    held in all languages, take no place and are found inside a name, too.
    """

    wordings: Mapping[str, Wording]
    owners: Mapping[str, tuple[str, ...]]
    names: re.Pattern[str]
    everyday: re.Pattern[str]

    def find_uses(self, text: str) -> Iterator[Use]:
        """Yield the terms in a text, in whichever language their words are."""
        for found in (*self.names.finditer(text), *self.everyday.finditer(text)):
            for term in self.owners[found[1] if found[1] in self.owners else found[1].lower()]:
                yield Use(term, found[1], found.start())

    def find_lacks(self, words: Mapping[Language, str]) -> Iterator[Lack]:
        """Yield each term that a text, given in all languages, has in one of them and not in another."""
        uses = {language: list(self.find_uses(text)) for language, text in words.items()}
        known = {language: {use.term for use in found} for language, found in uses.items()}
        for asking, found in uses.items():
            for use in {use.term: use for use in reversed(found) if self._is_asked(use, asking)}.values():
                for lacking in words:
                    wanted = self.wordings[use.term][lacking]
                    if wanted and use.term not in known[lacking]:
                        yield Lack(use, asking, lacking, wanted)

    def _is_asked(self, use: Use, language: Language) -> bool:
        wording = self.wordings[use.term]
        return language in wording.held and bool({use.word, use.word.lower()} & set(wording[language]))


def read_glossary(guide: Guide) -> Glossary:
    """Return the words of all terms, ready to be looked for."""
    wordings = {term.id: _find_wording(term) for term in guide.of(Term)}
    owners: dict[str, tuple[str, ...]] = {}
    words: dict[bool, list[str]] = {True: [], False: []}
    for term, wording in wordings.items():
        for word in dict.fromkeys(word for _, words in wording.items() for word in words):
            owners[word] = (*owners.get(word, ()), term)
            words[is_name(wording)].append(word)
    return Glossary(
        wordings, owners, re.compile(f"({join_words(words[True])})"), re.compile(f"(?=({join_words(words[False])}))")
    )


def is_name(wording: Wording) -> bool:
    """Say whether a term is held in all languages that have words for it."""
    return set(wording.held) >= {language for language, _ in wording.items()}


def _find_wording(term: Term) -> Wording:
    """Return how a term is written; without a wording, as in its title, and it is held in all languages."""
    titles = {language: (_BRACKETS.sub("", words),) for language, words in term.title.items()}
    return term.wording or Wording.model_construct(None, held=tuple(titles), because=None, **titles)


def join_words(words: Iterable[str]) -> str:
    """Return the pattern that finds the longest of the words at each place.

    One in small Latin letters is found in any case. A Latin word begins where it is found; how it ends is free.
    """
    longest = sorted(set(words), key=len, reverse=True)
    parts = [
        start + f"(?=[{re.escape(''.join({letter for word in chosen for letter in (word[0], word[0].upper())}))}])"
        f"(?:{'|'.join(map(_write_pattern, chosen))})"
        for start, latin in ((r"(?<![A-Za-z])", True), ("", False))
        if (chosen := [word for word in longest if word[0].isascii() is latin])
    ]
    return "|".join(parts) or "(?!)"


def _write_pattern(word: str) -> str:
    # Of Latin letters only: the dotless i and others count as an i elsewhere, and no word is called so.
    return f"(?ai:{re.escape(word)})" if word == word.lower() else re.escape(word)
