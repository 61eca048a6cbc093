"""The glossary: the app's words in every language of the guide."""

from __future__ import annotations

from collections.abc import Iterator

from guide.model.language import Language
from guide.model.record import Record
from guide.model.records import Term
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Words
from guide.views.table import ADVICE, DETAIL, SCOPE, VALUE, Column, Table, make_table, text_column


def show_terms(localized: LocalizedGuide, argument: str) -> Table:
    """Return the glossary, this localized's language first."""
    others = [language for language in localized.guide.subject.languages if language != localized.language]
    columns = [_word_column(language) for language in (localized.language, *others)]
    notes = (DETAIL, VALUE, text_column("other_names"), ("aliases", _fill_aliases), ADVICE, SCOPE)
    return make_table("terms", localized, (*columns, *notes))


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


def list_synonyms(localized: LocalizedGuide) -> tuple[tuple[str, ...], ...]:
    """Return, for each word of the app, all that people call it in any language, in small letters."""
    return tuple(tuple(dict.fromkeys(name.lower() for name in _list_names(term))) for term in localized.guide.terms)


def _list_names(term: Term) -> Iterator[str]:
    for language, title in term.title.items():
        yield title
        yield from term.aliases[language] if term.aliases else ()
