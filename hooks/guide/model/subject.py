"""What is particular to the subject of a guide, and not to guides: its names, and the words of its closed lists."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field

from guide.model.language import LANGUAGES, Frozen, Words
from guide.model.refusal import refuse
from guide.model.values import Slug
from guide.model.vocabulary import COMPARED, Product
from guide.model.word import Vocabularies

SUBJECT = "subject"
"""The name of its data file."""

Item = TypeVar("Item")


def _check_distinct(items: tuple[Item, ...]) -> tuple[Item, ...]:
    names = [getattr(item, "id", item) for item in items]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise refuse("repeated-id/word", word=twice)
    return items


SubjectWord = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
"""A word that data files use: in small letters, since names of labels and of files are made of it."""
_Several = Annotated[tuple[Item, ...], AfterValidator(_check_distinct)]
_Some = Annotated[tuple[Item, ...], Field(min_length=1), AfterValidator(_check_distinct)]


class NamedProduct(Frozen):
    """A product, and the `names` by which sources call it. One in small Latin letters is found in any case."""

    id: SubjectWord
    names: tuple[Words, ...] = ()


class NamedPlatform(Frozen):
    """A platform; where it is `compared`, the table of differences has a column for it."""

    id: SubjectWord
    compared: bool = False


class Subject(Frozen):
    """What a guide is about. `name` is what programs call it: calendars, and the hosts that its links are asked of.

    The first language stands at the site's root; the first moment is the reader's own request.
    `public_contacts` are the telephone numbers and mail addresses of authorities, which alone may stand in a text.
    """

    name: Slug
    languages: _Some[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]]
    source_languages: _Some[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=40)]]
    products: _Some[NamedProduct]
    platforms: _Several[NamedPlatform]
    currencies: _Several[Annotated[str, Field(pattern=r"^[A-Z]{3}$")]]
    flows: _Several[SubjectWord]
    moments: _Some[SubjectWord]
    topics: _Several[SubjectWord]
    public_contacts: _Several[Words] = ()

    @property
    def vocabularies(self) -> Vocabularies:
        """The words of each closed list, by the list's name."""
        return {
            LANGUAGES: self.languages,
            "source_languages": self.source_languages,
            "products": tuple(product.id for product in self.products),
            "platforms": tuple(platform.id for platform in self.platforms),
            COMPARED: tuple(platform.id for platform in self.platforms if platform.compared),
            "currencies": self.currencies,
            "flows": self.flows,
            "moments": self.moments,
            "topics": self.topics,
        }

    @property
    def product_words(self) -> tuple[Product, ...]:
        """The products, as records name them."""
        return tuple(Product(product.id) for product in self.products)

    def choose_language(self, wanted: str) -> str:
        """Return a language of the guide: the wanted one, or else the first."""
        return wanted if wanted in self.languages else self.languages[0]

    @property
    def request(self) -> str:
        """The moment of the reader's own request, from which the reader's calendar counts."""
        return self.moments[0]
