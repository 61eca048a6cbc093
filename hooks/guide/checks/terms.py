"""A word of the glossary is one word: where a text says it in one language, its twin says it in the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from guide.checks.glossary import is_name, read_glossary
from guide.checks.problem import Problem
from guide.checks.walk import walk, walk_named
from guide.messages.diagnostic import Said, shorten
from guide.model.guide import Guide
from guide.model.language import Language, Lines, Text
from guide.model.record import Record
from guide.model.records import Term
from guide.model.wording import WordingException
from guide.read.nodes import Path

PROSE = "docs/"
"""What the name of a text begins with that is no data."""

# Words about words: what others call a thing, what people type, what misleads, and how a term is written.
_ABOUT_WORDS = {"aliases", "other_names", "avoid", "wording"}

_NO_TEXT = Said(
    "no-such-text",
    "there is no text '{name}'; correct the name, or delete the record",
    "没有 {name} 这段文字；请改正名字，或者删掉这条记录",
)
_NOT_NEEDED = Said(
    "exception-not-needed",
    "'{name}' says terms/{term} as the glossary does; delete the record",
    "{name} 里 terms/{term} 的说法和词汇表一致，用不着例外；请删掉这条记录",
)
_ODD_ALIAS = Said(
    "odd-alias",
    "'{word}' is nothing that people type to find something; write a word in letters or digits",
    "没有人会输入“{word}”来查找；请写由字母、汉字或数字组成的词",
)
_NO_REASON = Said(
    "held-without-reason",
    "a word that is not held in all languages needs its reason; write 'because', or delete 'held'",
    "不是各语言都查的词要写理由；请写 because，或者删掉 held",
)


def check_terms(guide: Guide) -> Iterator[Problem]:
    """A text that has a word of the glossary in one language has it in the other, or an exception says why not."""
    glossary, exceptions = read_glossary(guide), list_exceptions(guide)
    needed: set[tuple[str, str]] = set()
    for kind, record in guide.everything():
        for path, text in _walk_running(kind, record):
            for lack in glossary.find_lacks(_join_lines(text)):
                name = _name_text(kind, record, path)
                if (lack.used.term, name) in exceptions:
                    needed.add((lack.used.term, name))
                elif (kind, record.id) != ("terms", lack.used.term):
                    yield Problem(kind, record.id, (*path, lack.lacking.value), lack.tell(name))
    for exception in guide.of(WordingException):
        if not exception.text.startswith(PROSE):
            yield from judge_exception(exception, _list_names(exception, guide), needed)


def check_held(guide: Guide) -> Iterator[Problem]:
    """A term that is not held in all languages says why."""
    for term in guide.of(Term):
        if term.wording and not (is_name(term.wording) or term.wording.because):
            yield Problem("terms", term.id, ("wording", "held"), _NO_REASON)


def check_aliases(guide: Guide) -> Iterator[Problem]:
    """What people are said to type is made of letters and digits, and of no name that programs have for themselves."""
    for term in guide.of(Term):
        for language in Language if term.aliases else ():
            for index, word in enumerate(term.aliases[language] if term.aliases else ()):
                if "__" in word or not any(letter.isalnum() for letter in word):
                    place = ("aliases", language.value, index)
                    yield Problem("terms", term.id, place, _ODD_ALIAS.format(word=shorten(word)))


def list_exceptions(guide: Guide) -> frozenset[tuple[str, str]]:
    """Return (term, name of a text) for every exception."""
    return frozenset((exception.term, exception.text) for exception in guide.of(WordingException))


def judge_exception(
    exception: WordingException, names: Collection[str], needed: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    """Yield what is wrong with an exception; `names` are all texts, `needed` the (term, name) that lack a word."""
    words = {"name": exception.text, "term": exception.term}
    if exception.text not in names:
        yield Problem("wording_exceptions", exception.id, ("text",), _NO_TEXT.format(**words))
    elif (exception.term, exception.text) not in needed:
        yield Problem("wording_exceptions", exception.id, ("text",), _NOT_NEEDED.format(**words))


def _walk_running(kind: str, record: Record) -> Iterator[tuple[Path, Text | Lines]]:
    """Yield (path, text) of what is running text: no list of words, no title of a term, no reason of ours."""
    for path, value, _ in walk(record) if kind != "wording_exceptions" else ():
        if isinstance(value, Text | Lines) and not _ABOUT_WORDS & set(path) and (kind, path) != ("terms", ("title",)):
            yield path, value


def _name_text(kind: str, record: Record, path: Path) -> str:
    return next(f"{kind}/{record.id}.{name}" for name, own, _ in walk_named(record) if own == path)


def _list_names(exception: WordingException, guide: Guide) -> set[str]:
    """Return the names of all texts of the record that an exception is about; ids may have dots in them."""
    kind = exception.text.partition("/")[0]
    found = [record for record in guide.records(kind) if exception.text.startswith(f"{record.name}.")]
    return {f"{record.name}.{name}" for record in found for name, *_ in walk_named(record)}


def _join_lines(text: Text | Lines) -> dict[Language, str]:
    return {language: words if isinstance(words := text[language], str) else "\n".join(words) for language in Language}
