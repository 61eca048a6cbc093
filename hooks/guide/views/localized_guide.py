"""The guide in one language: what every view needs to speak."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from guide.evidence.freshness import list_looks
from guide.evidence.standing import Assessment, Standing, assess
from guide.evidence.waits import choose_extreme
from guide.messages.message import Message, MessageError
from guide.model.borrowed import borrow, drop_marks, is_borrowed
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide, Some
from guide.model.language import PLURAL, Language, Text
from guide.model.name import RecordName
from guide.model.open_questions import Disagreement
from guide.model.placeholders import COUNTS, EXTREMES, PATTERN, WAIT, Placeholder, parse_placeholder
from guide.model.reader_flow import Milestone
from guide.model.record import Record, name_anchor
from guide.model.records import Place
from guide.model.repository import write_edit_address
from guide.model.values import Value
from guide.model.vocabulary import Product, Verdict, Wait
from guide.model.vocabulary import Standing as ConditionStanding
from guide.views.binding import CLAIMS, Volume, bind_registers, list_registers
from guide.views.figures import fill_label, write_figure, write_machine
from guide.views.labels import list_labels
from guide.views.parts import Figure, Link, MenuPath, Tag, Target, Words, read_plainly

Sentence = tuple[Words | Figure, ...]
Names = Set[tuple[str, str]]
"""Records, each as (kind, id)."""


@dataclass(frozen=True)
class LocalizedGuide:
    """One language's way of saying what the guide knows. Made by `localize`.

    A language that is only beginning knows its `original`, the first language's way, which fills what it borrows.
    """

    guide: Guide
    language: Language
    labels: Mapping[str, str]
    pages: Mapping[str, str]
    as_of: datetime.date
    repository: str
    outdated: Names
    assessment: Assessment
    original: LocalizedGuide | None = None
    version: str = ""
    registers: Mapping[str, Mapping[str, Volume]] = field(default_factory=dict)
    """The volumes of each register that is bound, by its name and by theirs."""

    def place_on(self, pages: Mapping[str, str]) -> LocalizedGuide:
        """Return the same guide, whose links lead to `pages`: the page of each kind, by the kind's id.

        What stands in a volume of a register has its page under its anchor.
        """
        unbound = self._place(pages)
        bound = {**pages, **bind_registers(self.guide, pages, unbound.is_claim)}
        return replace(self._place(bound), registers=list_registers(self.guide, bound, unbound.is_claim))

    def _place(self, pages: Mapping[str, str]) -> LocalizedGuide:
        return replace(self, pages=pages, original=self.original and replace(self.original, pages=pages))

    def of_version(self, version: str) -> LocalizedGuide:
        """Return the same guide, which says that it is told from a `version`: a tag or a commit, or nothing."""
        return replace(self, version=version, original=self.original and replace(self.original, version=version))

    def label(self, name: str) -> str:
        """Return a word of the interface. Raises LookupError for a name that labels.yml does not have."""
        if name not in self.labels:
            raise MessageError(Message("label/no-word", name=name))
        return self.labels[name]

    def tell(self, name: str, /, **words: object) -> str:
        """Return a label with `{name}` replaced by the word of that name."""
        return fill_label(self.label(name), **words)

    def count(self, name: str, number: int) -> str:
        """Return a label that counts something, in the singular or the plural."""
        singular, _, plural = self.label(name).partition(PLURAL)
        return fill_label(singular if number == 1 or not plural else plural, n=number)

    def heading(self, kind: str, name: str) -> str:
        """Return what stands above a column of a kind: what its row says of the field, or the label `column.<name>`."""
        declared = (field for field in self.guide.kinds[kind].fields if field.id == name and field.title)
        title = next((field.title for field in declared), None)
        return title[self.language] if title else self.label(f"column.{name}")

    def title(self, kind: str) -> str:
        """Return what readers call a kind."""
        return self.guide.kinds[kind].title[self.language]

    def target(self, record: Record) -> Target:
        """Return the place where a record stands: its volume or the page of its kind, at its anchor."""
        if record.anchor in self.pages:
            return Target(self.pages[record.anchor], record.anchor)
        own = self.pages.get(f"{record.kind}/{getattr(record, 'flow', '')}") or self.pages.get(record.kind, "")
        return Target(self.pages[CLAIMS] if self.is_claim(record) else own, record.anchor)

    def target_claims(self, kind: str) -> Target:
        """Return the place where the claims of a kind begin."""
        anchor = name_anchor(CLAIMS, kind)
        return Target(self.pages[anchor]) if anchor in self.pages else Target(self.pages[CLAIMS], anchor)

    def list_on_page(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind that its page shows, or counts among the claims; the rest is in volumes."""
        if self.guide.kinds[kind].rows_on_page is None:
            return self.guide.records(kind)
        return tuple(one for one in self.guide.records(kind) if one.anchor not in self.pages or self.is_claim(one))

    def is_claim(self, record: Record) -> bool:
        """Say whether a record is only said to be so: refuted, borne out by nobody, or of a time that is over."""
        if CLAIMS not in self.pages or not isinstance(record, Fact) or not self.guide.kinds[record.kind].is_table:
            return False
        over = record.past or getattr(record, "standing", None) in (ConditionStanding.FORMER, ConditionStanding.CLAIMED)
        return bool(over) or self.verdict(record) in (Verdict.REFUTED, Verdict.UNVERIFIED)

    def link(self, fact: Fact) -> Link:
        """Return a fact's title, leading to its place."""
        return Link(read_plainly(self.say(fact.title, fact)), self.target(fact))

    def edit(self, record: Record) -> Link | None:
        """Return the way to a record's line in its data file, or None where no repository is known."""
        file = self.guide.find_file(record.name)
        address = write_edit_address(self.repository, file, self.guide.lines[record.name])
        return Link(self.label("edit.record"), url=address) if address else None

    def note_outdated(self, record: Record) -> str:
        """Return the note that another language tells more of a record by now; empty where this one keeps up."""
        return self.label("note.outdated") if record.name in self.outdated else ""

    def say(self, text: Text | None, record: Record) -> Sentence:
        """Return `text`, which stands in `record`, with its figures filled in. No text gives no parts."""
        return self.fill(text[self.language], record) if text else ()

    def fill(self, written: str, record: Record) -> Sentence:
        """Return one language's words with each `{…}` replaced by the figure it asks for, in the same language."""
        if self.original and is_borrowed(written):
            told = self.original.fill(drop_marks(written), record)
            return tuple(replace(part, text=borrow(part.text)) for part in told)
        parts: list[Words | Figure] = []
        end = 0
        for found in PATTERN.finditer(written):
            parts += [Words(written[end : found.start()])] if found.start() > end else []
            parts.append(self._fill_placeholder(parse_placeholder(found[1]), record))
            end = found.end()
        return (*parts, Words(written[end:])) if end < len(written) else tuple(parts)

    def figure(self, value: Value, record: Record) -> Figure:
        """Return a figure that stands in `record`, or in the record that it is the same as."""
        value, record = self.resolve(value, record)
        return Figure(self.write(value), write_machine(value), str(record.name))

    def write(self, value: Value) -> str:
        """Return a figure in words, wherever it stands; it is not the same as another one's."""
        return write_figure(value, self.label, value.unit[self.language] if value.unit else "")

    def figure_with_whole(self, value: Value, record: Record) -> Sentence:
        """Return a figure and, for a percentage, what it is a share of, or that nobody says."""
        value, record = self.resolve(value, record)
        figure = self.figure(value, record)
        if value.percent is None:
            return (figure,)
        if value.of is None:
            return (figure, Words(self.label("figure.of_unknown")))
        return (figure, Words(self.tell("figure.of", of=value.of[self.language])))

    def tag_product(self, product: str) -> Tag:
        """Return the tag of a product; its style goes by the product's place in the subject."""
        place = self.guide.subject.product_words.index(Product(product)) + 1
        return Tag(self.label(f"product.{product}"), f"product-{place}")

    def number(self, products: tuple[str, ...]) -> tuple[int, ...]:
        """Return the places of products in the subject, from 1."""
        known = self.guide.subject.vocabularies["products"]
        return tuple(known.index(product) + 1 for product in products)

    def tag_products(self, products: tuple[str, ...]) -> Tag:
        """Return one tag for several products together, or for one."""
        tags = [self.tag_product(product) for product in products]
        return tags[0] if len(tags) == 1 else Tag(" / ".join(tag.text for tag in tags), "products")

    def name_products(self, products: tuple[str, ...]) -> str:
        """Return what readers call products when they choose, in short; there are several to choose from."""
        return " / ".join(self.label(f"choice.{product}") for product in products)

    def place(self, place_id: str | None) -> MenuPath | None:
        """Return where a place is in the app, or None where none is named."""
        return MenuPath(self.find("places", place_id, Place).path[self.language]) if place_id else None

    def find(self, kind: str, record_id: str, record_class: type[Some]) -> Some:
        """Return the record of a kind and id, which is there. Raises MessageError where it is not."""
        return self._expect(RecordName(kind, record_id), record_class)

    def read(self, name: str, record_class: type[Some]) -> Some:
        """Return the record that a field names as kind/id, which is there. Raises MessageError where it is not."""
        return self._expect(RecordName.parse(name), record_class)

    def _expect(self, name: RecordName | None, record_class: type[Some]) -> Some:
        record = self.guide.find(name)
        if not isinstance(record, record_class):
            raise MessageError(Message("label/no-record", name=name))
        return record

    def standing(self, fact: Fact) -> Standing:
        """Return how well a fact is known."""
        return self.assessment.standings[fact.name]

    def verdict(self, fact: Fact) -> Verdict:
        """Return what the evidence for a fact amounts to."""
        return self.standing(fact).verdict

    def evidence(self, fact: Fact) -> tuple[Evidence, ...]:
        """Return what sources say of a fact, those included that answer its question otherwise."""
        return (*fact.evidence, *self.assessment.opposition.get(fact.name, ()))

    def find_looks(self, fact: Fact) -> tuple[str, datetime.date] | None:
        """Return the day of the last look at a fact's own evidence, and the first on which some is due; None for none.

        Pages, twins and the map of the site ask the same again and again.
        """
        if id(fact) not in self._looks:
            looks = list_looks(self.guide.kinds[fact.kind], fact.evidence)
            self._looks[id(fact)] = (max(day for day, _ in looks), min(due for _, due in looks)) if looks else None
        return self._looks[id(fact)]

    @cached_property
    def _looks(self) -> dict[int, tuple[str, datetime.date] | None]:
        """What find_looks has been asked for: the guide holds its facts as long as this stays."""
        return {}

    def count_sources(self, field: str, fact: Fact) -> Words:
        """Return how many sources or origins bear a fact out or speak against it, in words."""
        standing = self.standing(fact)
        numbers = {
            "sources": standing.supporting.voices,
            "origins": standing.supporting.origins,
            "opposing": standing.opposing.origins,
        }
        return Words(self.count(f"count.{field}", numbers[field]))

    def resolve(self, value: Value, record: Record) -> tuple[Value, Record]:
        """Return the figure itself and the record it stands in; `same_as` leads there in one step."""
        return self._find(parse_placeholder(value.same_as), record) if value.same_as else (value, record)

    def find_wait(self, question: Disagreement, field: str) -> tuple[Value, Record]:
        """Return the shortest or the longest answer to a question about waits, and the record it stands in."""
        wait = choose_extreme(Wait(field), question.products[0], self.guide, self.assessment.standings)
        if wait is None:
            raise MessageError(Message("label/no-wait", name=question.id))
        return wait.value, wait

    def _fill_placeholder(self, placeholder: Placeholder | None, record: Record) -> Words | Figure:
        if placeholder and placeholder.record:
            return self.fill_field(self._expect(placeholder.record, Record), placeholder.field)
        if placeholder and isinstance(record, Milestone) and placeholder.field == WAIT:  # a day may have several waits
            return Words(self.label(f"wait.{record.wait}"))
        if placeholder and isinstance(record, Fact) and placeholder.field in COUNTS:
            return self.count_sources(placeholder.field, record)
        return self.figure(*self._find(placeholder, record))

    def fill_field(self, record: Record, field: str) -> Words | Figure:
        """Return a figure of a record, or what is counted or chosen for it."""
        if field in COUNTS and isinstance(record, Fact):
            return self.count_sources(field, record)
        if field in EXTREMES and isinstance(record, Disagreement):
            return self.figure(*self.find_wait(record, field))
        return self.figure(getattr(record, field), record)

    def _find(self, placeholder: Placeholder | None, record: Record) -> tuple[Value, Record]:
        if placeholder is None:
            raise MessageError(Message("label/no-placeholder", name=record.name))
        if placeholder.record:
            record = self._expect(placeholder.record, Record)
        return getattr(record, placeholder.field), record


def localize_all(
    guide: Guide, as_of: datetime.date, repository: str, outdated: Mapping[Language, Names]
) -> list[LocalizedGuide]:
    """Return the guide in each language that `outdated` has the records of, as localize does.

    What the evidence amounts to is reckoned once: it is the same in all of them.
    """
    assessment = assess(guide)
    first, complete = guide.subject.languages[0], guide.subject.complete_languages
    made = []
    for one, names in outdated.items():
        told = LocalizedGuide(guide, one, list_labels(guide, one), {}, as_of, repository, names, assessment)
        original = replace(told, language=first, labels=list_labels(guide, first))
        made.append(told if one in complete else replace(told, original=original))
    return made


def localize(
    guide: Guide, language: Language, as_of: datetime.date, repository: str = "", outdated: Names = frozenset()
) -> LocalizedGuide:
    """Return the guide as it is told in `language` on the day `as_of`, which decides what is fresh.

    `repository` is the address where the project is kept; without it nothing offers to edit a record.
    `outdated` are the records (kind, id) whose text in `language` may be older than in another one.
    """
    (localized,) = localize_all(guide, as_of, repository, {language: outdated})
    return localized
