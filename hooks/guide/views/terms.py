"""The glossary: the app's words in every language of the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guide.model.language import Language
from guide.model.record import Record
from guide.model.records import Term
from guide.views.cells import Column
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Words
from guide.views.table import Table, make_table


def show_terms(
    columns: Iterable[Column], localized: LocalizedGuide, argument: str, records: Sequence[Record] | None = None
) -> Table:
    """Return the glossary, or some of its `records`: the words, this language's first, and what `columns` say of them.

    A language that is only beginning has a column on its own page.
    """
    others = [one for one in localized.guide.subject.complete_languages if one != localized.language]
    words = [_word_column(language) for language in (localized.language, *others)]
    return make_table("terms", localized, (*words, *columns), records)


def _word_column(language: Language) -> Column:
    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        assert isinstance(record, Term)
        return (Words(record.title[language], None if language == localized.language else language),)

    return f"term_{language}", fill


def _fill_aliases(localized: LocalizedGuide, record: Record) -> Cell:
    assert isinstance(record, Term)
    if record.aliases is None:
        return ()
    return (Words(localized.label("word.separator").join(record.aliases[localized.language])),)


OF_TERMS: Mapping[str, Column] = {"aliases": ("aliases", _fill_aliases)}
"""What the glossary says of a term in a way of its own."""


def list_synonyms(localized: LocalizedGuide) -> tuple[tuple[str, ...], ...]:
    """Return, for each word of the app, all that people call it in any language, in small letters."""
    return tuple(tuple(dict.fromkeys(name.lower() for name in _list_names(term))) for term in localized.guide.of(Term))


def list_typed(localized: LocalizedGuide) -> dict[str, str]:
    """Return the words of the app by how people type them in small Latin letters."""
    first = localized.guide.subject.languages[0]
    return {typed: term.title[first].lower() for term in localized.guide.of(Term) for typed in term.typed}


def _list_names(term: Term) -> Iterator[str]:
    for language, title in term.title.items():
        yield title
        yield from term.aliases[language] if term.aliases else ()
