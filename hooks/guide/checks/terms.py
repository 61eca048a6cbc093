"""A word of the glossary is one word: where a text says it in one language, its translation says it in the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from guide.checks.glossary import Glossary, Lack, is_name, read_glossary
from guide.checks.problem import Problem
from guide.checks.walk import find_texts, walk, walk_named
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.model.language import Language, Lines, Text
from guide.model.record import Record
from guide.model.records import Term
from guide.model.wording import WordingException
from guide.read.places import Path

PROSE = "docs/"
"""What the name of a text begins with that is no data."""

# Words about words: what others call a thing, what people type, what misleads, and how a term is written.
_ABOUT_WORDS = {"aliases", "other_names", "avoid", "wording"}


def check_terms(guide: Guide) -> Iterator[Problem]:
    """A text that has a word of the glossary in one language has it in the other, or an exception says why not."""
    glossary, exceptions = read_glossary(guide), list_exceptions(guide)
    for kind, record in guide.everything():
        for path, text in _walk_running(kind, record):
            for lack in glossary.find_lacks(_join_lines(text)):
                name = _name_text(record, path)
                if (lack.used.term, name) not in exceptions and (kind, record.id) != ("terms", lack.used.term):
                    yield Problem(kind, record.id, (*path, lack.lacking), lack.explain(name))


def check_wording_exceptions(guide: Guide) -> Iterator[Problem]:
    """An exception for a text of the data is for one that there is, and that lacks the term in a language."""
    glossary = read_glossary(guide)
    for exception in guide.of(WordingException):
        if not exception.text.startswith(PROSE):
            needed = {(lack.used.term, exception.text) for lack in _find_lacks_of(exception, glossary, guide)}
            yield from judge_exception(exception, _list_names(exception, guide), needed)


def check_held(guide: Guide) -> Iterator[Problem]:
    """A term that is not held in all languages says why."""
    for term in guide.of(Term):
        if term.wording and not (is_name(term.wording) or term.wording.because):
            yield Problem("terms", term.id, ("wording", "held"), Message("held-without-reason"))


def check_aliases(guide: Guide) -> Iterator[Problem]:
    """What people are said to type is made of letters and digits, and of no name that programs have for themselves."""
    for term in guide.of(Term):
        for language, words in term.aliases.items() if term.aliases else ():
            for index, word in enumerate(words):
                if "__" in word or not any(letter.isalnum() for letter in word):
                    place = ("aliases", language, index)
                    yield Problem("terms", term.id, place, Message("odd-alias", word=shorten(word)))


def list_exceptions(guide: Guide) -> frozenset[tuple[str, str]]:
    """Return (term, name of a text) for every exception."""
    return frozenset((exception.term, exception.text) for exception in guide.of(WordingException))


def judge_exception(
    exception: WordingException, names: Collection[str], needed: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    """Yield what is wrong with an exception; `names` are all texts, `needed` the (term, name) that lack a word."""
    if exception.text not in names:
        message = Message("no-such-text", name=exception.text)
        yield Problem("wording_exceptions", exception.id, ("text",), message)
    elif (exception.term, exception.text) not in needed:
        message = Message("exception-not-needed", name=exception.text, term=exception.term)
        yield Problem("wording_exceptions", exception.id, ("text",), message)


def _walk_running(kind: str, record: Record) -> Iterator[tuple[Path, Text | Lines]]:
    """Yield (path, text) of what is running text: no list of words, no title of a term, no reason of ours."""
    for path, value, _ in walk(record) if kind != "wording_exceptions" else ():
        if isinstance(value, Text | Lines) and not _ABOUT_WORDS & set(path) and (kind, path) != ("terms", ("title",)):
            yield path, value


def _name_text(record: Record, path: Path) -> str:
    return next(f"{record.name}.{name}" for name, own, _ in walk_named(record) if own == path)


def _find_lacks_of(exception: WordingException, glossary: Glossary, guide: Guide) -> Iterator[Lack]:
    """Yield the terms that the text which an exception is for has in one language and lacks in another."""
    kind = exception.text.partition("/")[0]
    for record in guide.records(kind):
        for path, text in _walk_running(kind, record) if exception.text.startswith(f"{record.name}.") else ():
            if _name_text(record, path) == exception.text:
                yield from glossary.find_lacks(_join_lines(text))


def _list_names(exception: WordingException, guide: Guide) -> set[str]:
    """Return the names of all texts of the record that an exception is about."""
    return {name for name, _ in find_texts(exception.text, guide)}


def _join_lines(text: Text | Lines) -> dict[Language, str]:
    return {language: words if isinstance(words, str) else "\n".join(words) for language, words in text.items()}
