"""What is particular to the subject of a guide, and not to guides: its names, and the words of its closed lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from guide.model.language import BEGINNING, LANGUAGES, Frozen, Text, WordLists, Words
from guide.model.refusal import refuse
from guide.model.values import Percent, Slug
from guide.model.vocabulary import COMPARED, Product
from guide.model.word import Vocabularies

SUBJECT = "subject"
"""The name of its data file."""

Item = TypeVar("Item")
Path = tuple[str | int, ...]
"""Where something stands in the data file."""


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


_Code = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class BeginningLanguage(Frozen):
    """A language that is only beginning: what it calls itself, and the share of the texts, in per cent, from which on
    the menus show it.
    """

    id: _Code
    title: Words
    shown_from: Percent


class NamedProduct(Frozen):
    """A product: `title` in running text, `short` where readers choose theirs, and the `names` that sources call it by.

    A name in small Latin letters is found in any case.
    """

    id: SubjectWord
    title: Text
    short: Text
    names: tuple[Words, ...] = ()


class NamedPlatform(Frozen):
    """A platform, and other `names` that readers have for it; `column` is its heading in the table of differences."""

    id: SubjectWord
    title: Text
    column: Text | None = None
    names: tuple[Words, ...] = ()


class NamedCurrency(Frozen):
    """A currency, and how an `amount` of it is told: `{n}` is the number."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    amount: Text


class NamedMoment(Frozen):
    """A moment that times are counted from; `day` is what readers are asked for, where they give its day."""

    id: SubjectWord
    title: Text
    day: Text | None = None


class NamedTopic(Frozen):
    """What an open question can be about."""

    id: SubjectWord
    title: Text


_SITE = ("title", "short", "description", "disclaimer", "licence", "elsewhere")
_FAMILIES = (
    ("product", "products", "title"),
    ("choice", "products", "short"),
    ("platform", "platforms", "title"),
    ("column", "platforms", "column"),
    ("currency", "currencies", "amount"),
    ("moment", "moments", "title"),
    ("date", "moments", "day"),
    ("topic", "topics", "title"),
)
"""What the names of labels begin with, the list whose words they name, and the field with the text."""


PagePlace = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md(#[a-z0-9-]+)?$", max_length=120)]
"""A page by its file name in docs/<language>/, be it there or not, or the id of a heading on it: page.md#heading."""


class MovedPlace(Frozen):
    """A page, or a heading of one, that is there no more, and the one that its readers are led on to."""

    id: PagePlace
    to: PagePlace

    @property
    def is_page(self) -> bool:
        """Say whether a page moved as a whole."""
        return "#" not in self.id


class Subject(Frozen):
    """What a guide is about. `name` is what programs call it: calendars, and the hosts that its links are asked of.

    The first language stands at the site's root. Of `complete_languages`, `languages` in the data, each has every text;
    in `beginning_languages` anything may be missing, and the first one's stands there. The first moment is the reader's
    own request. `address` lists the words by which readers are not addressed, `public_contacts` the telephone numbers
    and mail addresses of authorities, which alone may stand in a text. `mail` is where readers may send what they saw,
    and `moved` keeps the addresses of pages, and the ids of headings, that were renamed or taken out.
    """

    name: Slug
    complete_languages: Annotated[_Some[_Code], Field(alias=LANGUAGES)]
    beginning_languages: _Several[BeginningLanguage] = ()
    source_languages: _Some[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=40)]]
    title: Text
    short: Text
    description: Text
    disclaimer: Text
    licence: Text
    elsewhere: Text
    address: WordLists
    products: _Some[NamedProduct]
    platforms: _Several[NamedPlatform]
    currencies: _Several[NamedCurrency]
    flows: _Several[SubjectWord]
    moments: _Some[NamedMoment]
    topics: _Several[NamedTopic]
    mail: Annotated[str, Field(pattern=r"^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=120)] | None = None
    moved: _Several[MovedPlace] = ()
    public_contacts: _Several[Words] = ()

    @field_validator(BEGINNING)
    @classmethod
    def _check_new(cls, found: tuple[BeginningLanguage, ...], info: ValidationInfo) -> tuple[BeginningLanguage, ...]:
        _check_distinct((*info.data.get("complete_languages", ()), *(one.id for one in found)))
        return found

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that the guide has pages in, the first one first, those that are only beginning last."""
        return (*self.complete_languages, *(one.id for one in self.beginning_languages))

    @property
    def moved_pages(self) -> Mapping[str, str]:
        """The place that readers of each page that went are led on to."""
        return {moved.id: moved.to for moved in self.moved if moved.is_page}

    @property
    def moved_headings(self) -> Mapping[str, str]:
        """The place that readers of each heading that went are led on to."""
        return {moved.id: moved.to for moved in self.moved if not moved.is_page}

    @property
    def vocabularies(self) -> Vocabularies:
        """The words of each closed list, by the list's name."""
        return {
            LANGUAGES: self.languages,
            BEGINNING: tuple(one.id for one in self.beginning_languages),
            "source_languages": self.source_languages,
            "products": tuple(product.id for product in self.products),
            "platforms": tuple(platform.id for platform in self.platforms),
            COMPARED: tuple(platform.id for platform in self.platforms if platform.column),
            "currencies": tuple(currency.id for currency in self.currencies),
            "flows": self.flows,
            "moments": tuple(moment.id for moment in self.moments),
            "topics": tuple(topic.id for topic in self.topics),
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
        return self.moments[0].id

    def list_labels(self) -> Iterator[tuple[str, Path, Text]]:
        """Yield each word of the interface that the subject gives: the label's name, where it stands, and the text."""
        yield from ((f"site.{name}", (name,), getattr(self, name)) for name in _SITE)
        for family, words, field in _FAMILIES:
            for index, word in enumerate(getattr(self, words)):
                if getattr(word, field):
                    yield f"{family}.{word.id.lower()}", (words, index, field), getattr(word, field)
