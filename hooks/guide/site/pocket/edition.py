"""The pocket edition bound: chapters with links between them, the evidence, the sources, and what is left out."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from guide.model.evidence import Fact
from guide.model.record import Record
from guide.site.element import Element, list_inside, read_page, walk
from guide.site.evidence_page import cut_grounds
from guide.site.page import Page
from guide.site.pocket.compact import Manner, write_mark, write_page
from guide.site.pocket.proof import ALL, Limit, Register, number_facts
from guide.site.pocket.scope import keep_product
from guide.views.localized_guide import LocalizedGuide

LIMIT = 400_000
"""Bytes of a file that chat programs pass on without a thought, and that a slow line brings in seconds."""
_LIMITS = (ALL, Limit(3, 400), Limit(2, 400), Limit(1, 400), Limit(1, 100), Limit(1, 50), Limit(0, 0))
"""How much is quoted, from the most to the least: the first that fits is taken."""
_FACT = "!"
_ID = re.compile(r' id="@([^"@]*)@"')
_LINK = re.compile(r'<a href="#@([^"@]*)@">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Leaf:
    """A page, as elements, without the grounds of its facts: an edition tells these at its end."""

    page: Page
    root: Element


@dataclass(frozen=True)
class Chapter:
    """A page of an edition: its title, and its HTML, in which places and links stand as `@address#anchor@`."""

    page: Page
    html: str


@dataclass(frozen=True)
class Edition:
    """What an edition holds: its body in four parts, the pages that it leaves out, and whether it quotes all."""

    contents: tuple[tuple[str, str], ...]
    chapters: str
    facts: str
    sources: str
    left_out: tuple[Page, ...]
    quotes_all: bool

    @property
    def size(self) -> int:
        """The bytes of it, but for its head."""
        return len("".join((self.chapters, self.facts, self.sources)).encode())


def name_pocket(product: str) -> str:
    """Return what the file of a product is called."""
    return f"guide-{product.replace('_', '-')}.html"


def open_page(page: Page) -> Leaf:
    """Return a page as the editions of all products need it."""
    return Leaf(page, read_page(cut_grounds(page.html, lambda _: "")))


def make_chapters(
    leaves: Sequence[Leaf], others: Sequence[Page], product: str, localized: LocalizedGuide
) -> Iterator[Chapter]:
    """Yield the chapters of an edition: the pages of `leaves` without what is about other products.

    `others` are those that are no chapters; a link to one that is about a record leads to where the record stands.
    """
    inside, records = (
        ({_place(one.address): one for one in some}) for some in ([leaf.page for leaf in leaves], others)
    )
    products = localized.guide.subject.vocabularies["products"]
    foreign = {str(fact.name) for fact in localized.guide.of(Fact) if product not in fact.products}
    for leaf in leaves:
        root = keep_product(leaf.root, product, products, foreign)
        if root is not None:
            writer = _Writer(leaf.page, inside, records, localized)
            yield Chapter(leaf.page, writer.write(root))


def fit_edition(chapters: Sequence[Chapter], others: Sequence[Page], localized: LocalizedGuide, room: int) -> Edition:
    """Return the edition that quotes the most of what fits into `room` bytes.

    `others` are pages that were left out beforehand. Where not even the words of the guide fit, the last chapters are
    left out as well: the menu begins with what most readers need.
    """
    *more, least = _LIMITS
    bound = _bind(chapters, others)
    bare = bound.quote(localized, least)
    if bare.size <= room:
        editions = (bound.quote(localized, limit) for limit in more)
        return next((edition for edition in editions if edition.size <= room), bare)

    @cache
    def begin(number: int) -> Edition:
        rest = [chapter.page for chapter in chapters[number:]]
        return _bind(chapters[:number], [*rest, *others]).quote(localized, least)

    # With each chapter it becomes larger, so that few have to be tried; each one would take as long as the guide is.
    fitting = bisect_left(range(1, len(chapters)), True, key=lambda number: begin(number).size > room)
    return begin(max(1, fitting))


@dataclass(frozen=True)
class _Bound:
    """The chapters of an edition, bound, and the facts that they rest on."""

    contents: tuple[tuple[str, str], ...]
    body: str
    facts: Mapping[str, int]
    others: tuple[Page, ...]

    def quote(self, localized: LocalizedGuide, limit: Limit) -> Edition:
        """Return the edition that quotes so much."""
        register = Register(localized, self.facts, limit)
        told = "".join(register.write_facts())
        sources = "".join(register.write_sources())
        return Edition(self.contents, self.body, told, sources, self.others, limit == ALL)


def _bind(chapters: Sequence[Chapter], others: Sequence[Page]) -> _Bound:
    body = "".join(chapter.html for chapter in chapters)
    led_to = [found[1] for found in _LINK.finditer(body)]
    facts = number_facts(key.removeprefix(_FACT) for key in led_to if key.startswith(_FACT))
    places = {key: f"p{number}" for number, key in enumerate(dict.fromkeys(_ID.findall(body)), 1)}
    places |= {f"{_FACT}{name}": f"e{number}" for name, number in facts.items()}
    contents = tuple((places[_key(chapter.page, "")], chapter.page.title) for chapter in chapters)
    wanted = {*led_to, *(_key(chapter.page, "") for chapter in chapters)}
    body = _ID.sub(lambda found: f' id="{places[found[1]]}"' if found[1] in wanted else "", body)
    body = _LINK.sub(lambda found: _write_link(places.get(found[1]), found[2]), body)
    return _Bound(contents, body, facts, tuple(others))


def _write_link(place: str | None, words: str) -> str:
    """Return a link to a place of the edition, or its words where the place did not come along."""
    return f'<a href="#{place}">{words}</a>' if place else words


def _place(address: str) -> str:
    """Return an address in one form: the first page has three."""
    return posixpath.normpath(address or ".")


def _key(page: Page, anchor: str) -> str:
    return f"{page.address}#{anchor}"


@dataclass(frozen=True)
class _Writer:
    """Writes one page of an edition; `inside` are the pages in it and `others` the rest, by their places."""

    page: Page
    inside: Mapping[str, Page]
    others: Mapping[str, Page]
    localized: LocalizedGuide

    def write(self, root: Element) -> str:
        facts = dict(self._list_facts(root))
        inner = write_page(root, Manner(self._lead, lambda block: _prove(block, facts[block]), self._name))
        return f'<section id="@{_key(self.page, "")}@">{inner}</section>'

    def _name(self, anchor: str) -> str:
        return f"@{_key(self.page, anchor)}@"

    def _lead(self, link: str) -> str | None:
        """Return where a link leads in the edition: a page that is about one record, to where the record stands."""
        if "://" in link or link.startswith("mailto:"):
            return link
        address, _, anchor = link.partition("#")
        target = posixpath.join(posixpath.dirname(self.page.address), address) if address else self.page.address
        page = self.inside.get(_place(target))
        return f"#@{_key(page, anchor)}@" if page else self._lead_above(_place(target))

    def _lead_above(self, target: str) -> str | None:
        page = self.others.get(target)
        if not page or "record" not in page.head:
            return None
        name = f"{page.language}/{page.head['parent']}"
        above = next((one for one in self.inside.values() if one.name == name), None)
        return f"#@{_key(above, self.localized.read(page.head['record'], Record).anchor)}@" if above else None

    def _list_facts(self, element: Element, above: str = "") -> Iterator[tuple[Element, str]]:
        """Yield each block of evidence with its fact's name: that of the innermost element around it that has one."""
        for one in list_inside(element):
            fact = (one.given and self._find_fact(one)) or above
            if "evidence" in one.classes:
                yield one, fact
            else:
                yield from self._list_facts(one, fact)

    def _find_fact(self, element: Element) -> str:
        places = self.localized.guide.facts_by_place
        names = (element.get("id"), element.get("data-record"), f"fixes/{element.get('data-task')}")
        return next((str(places[name].name) for name in names if name in places), "")


def _prove(evidence: Element, fact: str) -> str:
    """Return the mark of a fact, which leads to its evidence; nothing where there is only more to open."""
    summary = next((one for one in walk(evidence) if one.tag == "summary"), None)
    mark = next(iter(list_inside(summary, "span")), None) if summary else None
    return f' <a href="#@{_FACT}{fact}@">{write_mark(mark)}</a>' if mark and fact else ""
