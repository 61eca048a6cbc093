"""Which products a source's words name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guide.checks.glossary import join_words
from guide.model.subject import Subject


@dataclass(frozen=True)
class ProductNames:
    """The names of all products, and what finds them. A longer name takes its place from a shorter one inside it."""

    owners: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]

    def find(self, words: str) -> frozenset[str]:
        """Return the products that some words name."""
        found = [found[0] for found in self.pattern.finditer(words)]
        return frozenset().union(*(self.owners[name if name in self.owners else name.lower()] for name in found))


def read_names(subject: Subject) -> ProductNames:
    """Return the names of the subject's products, ready to be looked for."""
    owners: dict[str, frozenset[str]] = {}
    for product in subject.products:
        for name in product.names:
            owners[name] = owners.get(name, frozenset()) | {product.id}
    return ProductNames(owners, re.compile(join_words(owners)))
