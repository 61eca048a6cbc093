"""The words of the interface in one language."""

from __future__ import annotations

from collections.abc import Mapping

from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.records import Label
from guide.model.subject import BeginningLanguage


def list_labels(guide: Guide, language: Language) -> Mapping[str, str]:
    """Return each word by the name of its label. A language that is only beginning borrows what it does not have."""
    beginning = guide.subject.beginning_languages
    called = {f"column.term_{one.id}": one.title for one in beginning}
    words = {label.id: label.text[language] for label in guide.of(Label)}
    own = next((_name(one, guide) for one in beginning if one.id == language), {})
    return {**called, **words, **own}


def _name(beginning: BeginningLanguage, guide: Guide) -> Mapping[str, str]:
    """Return what a language is called, where no label says it in the language itself: nobody else's name will do."""
    names = {"language.name": beginning.title, "language.tag": beginning.id}
    known = {label.id for label in guide.of(Label) if beginning.id in dict(label.text.items())}
    return {name: word for name, word in names.items() if name not in known}
