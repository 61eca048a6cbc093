"""What every place of the site has to hold, worked out from the YAML: the counterpart of what round_trip.py reads.

It knows nothing of the guide's own code. Which views stand on which page, and which page is a kind's, is what the pages
in docs/ ask for; which columns a table has is what data/kinds.yml says.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from declared import (
    DECLARED,
    Shelf,
    count_fresh_days,
    count_rows,
    cut_journal,
    cut_rest,
    cut_volumes,
    find_claims,
    find_part,
    is_for_readers,
    is_table,
    list_columns,
    list_folders,
    list_homes,
    list_line,
    list_rest_folders,
)
from expected import Expected
from oracle import VERDICTS, Known, Reply
from raw import PRODUCTS, REQUEST, ROOT, TOPICS, Record, read_journal, squeeze
from round_trip import Place, type_measure

Told = tuple[str, str, Any]
"""A view, a unit of it, and what the unit tells."""
CLASSES = ("official", "law", "press", "recreation", "observation", "community", "blog", "none")
VOCABULARIES = {"counted_from": "moment", "fate": "fate", "class": "class", "extent": "extent"}
MEASURES = {"duration", "working_days", "percent", "money", "count", "date", "version", "same_as"}
MINUTES = {"TM": 1, "TH": 60, "D": 1440, "M": 43800, "Y": 525600}
BUILT_DAYS = 31
LIMITS = ("withdraw", "stay_out")
"""The roles of the days that a reader has to keep, which stand before the others."""
CLAIMS_IN_VOLUME = 20
MOST_ANSWERS = 6
MOST_NAMES = 150
MOST_OF_TOPIC = 8
MOST_USES = 6
RECENT = 90
WEAKEST = 12


def list_shortcodes(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the (name, argument) of every shortcode of every page, in order, by the page's address."""
    folder = ROOT / "docs" / language
    found = {}
    for path in sorted(folder.rglob("*.md")):
        asked = re.findall(r"<!-- guide:(\w+) ?(.*?) -->", path.read_text(encoding="utf-8"))
        found[address(str(path.relative_to(folder)))] = asked
    return found


def address(page: str) -> str:
    """Return the address of a page, from the root of its language."""
    stem = re.sub(r"(^|/)index$", "", page.removesuffix(".md"))
    return f"{stem}/" if stem else ""


def anchor(kind: str, name: str) -> str:
    """Return the anchor of a record."""
    return f"{kind.replace('_', '-')}-{name}"


def group_records(kind: str, records: list[Record]) -> Mapping[str, list[Record]]:
    """Return the records of a register by its groups: only sources have some, their classes."""
    names = CLASSES if kind == "sources" else ("",)
    return {name: [one for one in records if not name or one["class"] == name] for name in names}


class Oracle:
    """Tells what each place holds in one language, on the day `as_of`."""

    def __init__(self, expected: Expected, as_of: datetime.date, shortcodes: dict[str, list[tuple[str, str]]]) -> None:
        self.expected = expected
        self.as_of = as_of
        self.shortcodes = shortcodes
        self.label = expected.label
        self.data = expected.data
        self.language = expected.language
        self.truth = expected.truth

    @cached_property
    def sources(self) -> dict[str, Record]:
        return {source["id"]: source for source in self.data["sources"]}

    @cached_property
    def facts(self) -> list[tuple[str, Record]]:
        return [(kind, record) for kind in self.data for record in self.data[kind] if "evidence" in record]

    def expect(self) -> dict[Place, Any]:
        """Return what every place of every page holds, in the order of the pages."""
        found: dict[Place, Any] = {}
        for page, asked in self._list_pages().items():
            paths = [self.path(argument.partition("/")[2]) for name, argument in asked if name == "path"]
            if paths:
                found[(page, "prose", "paths")] = paths
            named = [self.name_figure(argument) for name, argument in asked if name == "value"]
            figures = [one for one in named if one.startswith("[")]  # a count of sources is words
            if figures:
                found[(page, "prose", "figures")] = figures
            for name, argument in asked:
                if name not in ("value", "path"):
                    tell = getattr(self, f"tell_{name}", None)
                    places = tell(argument) if tell else self.tell_table(name, argument)
                    if argument in ("", "all") and any(one.partition("/")[0] == name for one in self.volumes):
                        on_page = list(places) if name in self.data and count_rows(name) else []
                        places = [*on_page, *self.tell_index(name)]
                    for view, unit, told in places:
                        assert (page, view, unit) not in found
                        found[(page, view, unit)] = told
        return found

    @cached_property
    def volumes(self) -> dict[str, Mapping[str, Shelf]]:
        """The volumes of each register that is too long for one page, and of claims of each kind, by their pages."""
        found: dict[str, Mapping[str, Shelf]] = {}
        for kind, folder in list_folders().items():
            records, size = (
                [one for one in self.data[kind] if not self.is_claim(kind, one)],
                int(DECLARED[kind]["volume"]),
            )
            if len(records) > size:
                found[kind] = cut_volumes(folder, group_records(kind, records), size)
        for kind, folder in list_rest_folders().items():
            records = [one for one in self.data[kind] if not self.is_claim(kind, one)]
            if rest := cut_rest(folder, records, count_rows(kind)):
                found[kind] = rest
        claims = {kind: [one for one in self.data[kind] if self.is_claim(kind, one)] for kind in DECLARED}
        if sum(map(len, claims.values())) > CLAIMS_IN_VOLUME:
            folder = address(find_claims()).strip("/")
            for kind, records in claims.items():
                found[f"claims/{kind}"] = cut_volumes(folder, {kind: records}, CLAIMS_IN_VOLUME)
        return found

    @cached_property
    def _bound(self) -> dict[str, str]:
        """The page of each record that stands in a volume, by its anchor."""
        return {
            anchor(register.removeprefix("claims/"), one["id"]): page
            for register, volumes in self.volumes.items()
            for page, shelf in volumes.items()
            for one in shelf.records
        }

    def name_volume(self, register: str, shelf: Shelf) -> str:
        """Return what a volume is called in its register."""
        numbers = {"first": shelf.first, "last": shelf.first + len(shelf.records) - 1}
        if not shelf.group:
            return self.label("volume.range").format(**numbers)
        words = self.label(f"class.{shelf.group}") if register == "sources" else self.title(shelf.group)
        return words if shelf.whole else self.label("volume.part").format(group=words, **numbers)

    def tell_index(self, register: str) -> Iterator[Told]:
        """What leads to the volumes of a register, or of all claims."""
        entries = []
        for name in [one for one in self.volumes if one.partition("/")[0] == register]:
            for page, shelf in self.volumes[name].items():
                words = squeeze(self.name_volume(name, shelf))
                number = self.count("volume.number", len(shelf.records)) if shelf.whole and shelf.group else ""
                told: Record = {"data-volume": page, "text": f"[{f'{words} {number}'.strip()}]({page}/)"}
                if not shelf.group and len(self.data[register]) <= MOST_NAMES:
                    told["links"] = [self.link_any(register, one) for one in shelf.records]
                entries.append(told)
        yield f"{register}-rest" if register in self.data and count_rows(register) else register, "", entries

    def link_any(self, kind: str, record: Record) -> str:
        """Return the link to a record, by its title or its question."""
        words = self.plain(record) if "title" in record else self.say(record["question"], kind, record)
        return f"[{words}]({self.target(kind, record['id'])})"

    def tell_volume(self, argument: str) -> Iterator[Told]:
        """Return a part of a register as the whole would tell it."""
        register, page = argument.split()
        kind, records = register.removeprefix("claims/"), self.volumes[register][page].records
        if kind == "disagreements":
            return self._tell_disputes(records, "h2")
        if kind == "unknowns":
            return self._tell_topics(records)
        if kind == "asked":
            return self._tell_asked(records, "h2")
        return self.tell_rows(register.replace("/", "-"), kind, records)

    def tell_volume_way(self, argument: str) -> Iterator[Told]:
        """Return the way to the volumes before and behind."""
        register, page = argument.split()
        pages = [*self.volumes[register]]
        place, links = pages.index(page), []
        if not place and register in self.data and count_rows(register):
            words = squeeze(self.label("volume.range").format(first=1, last=count_rows(register)))
            links.append(f"[{self.label('action.previous')} {words}]({address(list_homes()[register])})")
        for name, beside in (("previous", pages[:place][-1:]), ("next", pages[place + 1 :][:1])):
            for one in beside:
                words = squeeze(self.name_volume(register, self.volumes[register][one]))
                links.append(f"[{self.label(f'action.{name}')} {words}]({one}/)")
        yield "volume_way", "", "".join(links)

    def _list_pages(self) -> dict[str, list[tuple[str, str]]]:
        made = {}
        for cause in self.data["failure_causes"]:
            parts = {"failure_cause": True, "failure_cause_fixes": "fixes" in cause}
            parts["failure_cause_condition"] = "condition" in cause
            asked = [("warning", " ".join(cause["warnings"]))] if "warnings" in cause else []
            made[f"failures/{cause['id']}/"] = asked + [(name, cause["id"]) for name, has in parts.items() if has]
        for register, volumes in self.volumes.items():
            for page in volumes:
                made[f"{page}/"] = [(view, f"{register} {page}") for view in ("volume", "volume_way")]
        made |= {f"{page}/": [("journal", page)] for page in [*cut_journal(read_journal()["changes"])][1:]}
        return {**self.shortcodes, **made}

    # Pieces

    def figure(self, value: Record, kind: str, record: Record) -> str:
        """Return a figure as the reader types it, with the record that it is the figure of."""
        name = f"{kind}/{record['id']}"
        if "same_as" in value:
            name = value["same_as"].partition(".")[0]
            value = self.expected.resolve(value)
        return f"[{type_measure(value, self.language)} @{name}]"

    def whole(self, value: Record, kind: str, record: Record) -> str:
        """Return a figure and, for a percentage, what it is a share of."""
        told, value = self.figure(value, kind, record), self.expected.resolve(value)
        if "percent" not in value:
            return told
        of = value.get("of", {}).get(self.language)
        return told + (self.label("figure.of").format(of=of) if of else self.label("figure.of_unknown"))

    def name_figure(self, written: str, kind: str = "", record: Record | None = None) -> str:
        """Return the figure that `value`, `kind/id` or `kind/id.field` asks for."""
        told = self.expected.look_up(written, record or {}, kind)
        return told if isinstance(told, str) else self.figure(*told)

    def say(self, text: Record | None, kind: str, record: Record) -> str:
        """Return a text with its figures typed."""
        return self.fill(text[self.language], kind, record) if text else ""

    def fill(self, words: str, kind: str, record: Record) -> str:
        return squeeze(re.sub(r"\{(.*?)\}", lambda found: self.name_figure(found[1], kind, record), words))

    def plain(self, record: Record, field: str = "title") -> str:
        """Return a text as a link or a heading has it: in words."""
        return self.expected.text(record, field)

    def link(self, kind: str, record: Record) -> str:
        return f"[{self.plain(record)}]({self.target(kind, record['id'])})"

    def target(self, kind: str, name: str) -> str:
        record = self.expected.record(kind, name)
        home = find_claims() if self.is_claim(kind, record) else find_part(kind, record.get("flow", ""))
        page = self._bound.get(anchor(kind, name), "")
        return f"{f'{page}/' if page else address(home)}#{anchor(kind, name)}"

    def is_claim(self, kind: str, record: Record) -> bool:
        """Say whether a record stands in the register of claims: refuted, borne out by nobody, or of the past."""
        if not find_claims() or not is_table(kind) or "evidence" not in record:
            return False
        over = "past" in record or record.get("standing") in ("former", "claimed")
        return over or self.know(kind, record).verdict in ("refuted", "unverified")

    def word(self, vocabulary: str, name: str) -> str:
        mark = f"product-{PRODUCTS.index(name) + 1}" if vocabulary == "product" else name
        return f"<{mark}: {squeeze(self.label(f'{vocabulary}.{name}'))}>"

    def count(self, name: str, number: int) -> str:
        return self.expected.count(name, number)

    def scope(self, record: Record) -> str:
        words = [self.word("product", name) for name in record.get("products", [])]
        return " ".join([*words, *(self.word("platform", name) for name in record.get("platforms", []))])

    def path(self, name: str | None) -> str:
        return " › ".join(map(squeeze, self.expected.record("places", name)["path"][self.language])) if name else ""

    def in_language(self, code: str) -> str:
        """Return the mark of words in another language than the page's."""
        return "" if code == self.language else "{zh-Hans}" if code == "zh" else f"{{{code}}}"

    # Evidence

    def know(self, kind: str, record: Record) -> Known:
        return self.truth.know(kind, record)

    def judge(self, kind: str, record: Record) -> Record:
        """Return what the data files tell of how well a record is known; nothing of what is no fact."""
        if "evidence" not in record:
            return {}
        known = self.know(kind, record)
        backer = {"reported_by": known.backer} if known.backer else {}
        origins = {"independent_origins": str(known.origins), "origins_against": str(known.opposing)}
        return {"verdict": known.verdict, **backer, **origins}

    def find_due(self, kind: str, one: Record) -> datetime.date:
        days = count_fresh_days(kind)
        early = int(hashlib.sha256(one["source"].encode()).hexdigest()[:8], 16) % (days // 4) if days > 3 else 0
        return datetime.date.fromisoformat(one["checked"]["on"]) + datetime.timedelta(days=days - early)

    def state(self, kind: str, one: Record) -> str:
        if self.truth.is_lost(one):
            return "changed"
        return "stale" if self.as_of > self.find_due(kind, one) else ""

    def locate(self, kind: str, record: Record) -> str:
        return self.mark_verdict(self.know(kind, record).verdict, self.expected.locate(kind, record))

    def mark_verdict(self, name: str, words: str = "") -> str:
        return f"<{name}: {words or self.label(f'verdict.{name}')}: {self.label(f'verdict.{name}.meaning')}>"

    def proof(self, kind: str, record: Record) -> dict[str, Any]:
        """Return the evidence of a record: the verdict, why, the searches, and each voice in the order of the file."""
        if "evidence" not in record:
            return {}
        voices = self.truth.list_voices(kind, record)
        states = {self.state(kind, one) for one in voices}
        worst = next((name for name in ("changed", "stale") if name in states), "")
        summary = self.locate(kind, record) + self.tell_support(self.know(kind, record))
        summary += f"<: {self.label(f'state.{worst}.row')}>" if worst else ""
        grounds: dict[str, Any] = {"data-fact": f"{kind}/{record['id']}", "why": self.tell_why(kind, record)}
        looks = [self.tell_look(name, record[name], kind, record) for name in ("searched", "denial") if name in record]
        grounds |= {"look": looks if len(looks) > 1 else looks[0]} if looks else {}
        grounds["voices"] = [self.voice(one, kind, record) for one in voices]
        cite = f"[{self.label('cite.record')}](/api/v1/citations/{kind}/{record['id']}.bib)"
        cite += f"{{{self.name_far(kind, record.get('products', []), self.expected.text(record, 'title'))}}}"
        return {"evidence": {"proof": {"summary": summary}, "grounds": grounds, "citing": cite}}

    def tell_look(self, name: str, search: Record, kind: str, record: Record) -> str:
        """Return what is told of a search: when and where, with which words, and what was found."""
        where = search["where"][self.language]
        told = [self.label(f"look.{name}").format(date=search["on"], where=where)]
        told.append(self.label("look.words").format(words=self.label("word.separator").join(search["words"])))
        told += [self.say(search["found"], kind, record)] if "found" in search else []
        return squeeze(self.label("word.stop").join(told))

    def tell_support(self, known: Known) -> str:
        """Return how many sources bear a fact out, and how many origins they have."""
        if not known.support:
            return self.count("support.against", known.opposing) if known.opposing else self.label("support.none")
        told = self.count("count.origins", known.origins)
        if known.voices > known.origins:
            sources = self.count("count.sources", known.voices)
            independent = self.count("support.independent", known.origins)
            told = self.label("support.copies").format(sources=sources, independent=independent)
        if known.against and not known.deciding:
            against = self.count("count.opposing", known.opposing)
            told = self.label("support.both").format(support=told, against=against)
        return told

    def tell_why(self, kind: str, record: Record) -> str:
        """Return what a verdict rests on, in a sentence or a few."""
        known = self.know(kind, record)
        if known.verdict == "searched":
            return squeeze(self.label("why.searched").format(date=record["searched"]["on"]))
        told = list(self._tell_ground(known))
        told += [self._tell_products(known)] if len({verdict for _, verdict in known.by_product}) > 1 else []
        told += [self.label("why.past").format(date=record["past"])] if "past" in record else []
        told += [self.label("why.undated")] if known.undated else []
        for name in ("wordless", "replaced", "silent"):
            number = getattr(known, name)
            told += [self.count(f"why.{name}", number)] if number else []
        return squeeze(self.label("why.between").join(told))

    def _tell_ground(self, known: Known) -> Iterator[str]:
        for_it, against = known.deciding & set(known.support), known.deciding & set(known.against)
        if known.deciding:
            yield self.label(f"why.decided.{'both' if for_it and against else 'for' if for_it else 'against'}")
        else:
            yield self.label("why.no_authority")
            yield self._tell_counts(known.origins, known.opposing)
        if known.seen:
            yield self.count("why.seen", known.seen)
        if known.unseen:
            yield self.count("why.seen_otherwise", known.unseen)
        if known.voices > known.origins:
            yield self.label("why.copies").format(sources=known.voices, origins=known.origins)

    def _tell_products(self, known: Known) -> str:
        told = self.label("why.products.between").join(
            self.label("why.product").format(
                product=self.label(f"product.{name}"), verdict=self.label(f"verdict.{one}")
            )
            for name, one in known.by_product
        )
        return self.label("why.products").format(told=told)

    def _tell_counts(self, for_it: int, against: int) -> str:
        if for_it and against:
            support, otherwise = self.count("why.say_so", for_it), self.count("why.say_otherwise", against)
            return self.label("why.counts").format(support=support, against=otherwise)
        if for_it or against:
            return self.count("why.support" if for_it else "why.against", for_it or against)
        return self.label("why.nobody")

    def voice_head(self, one: Record) -> str:
        source = self.sources[one["source"]]
        stance = f"<stance-{one['stance']}: {self.label('stance.' + one['stance'])}>"
        link = f"[{squeeze(source['title'])}]({self.target('sources', source['id'])})"
        date = source.get("date", self.label("word.undated"))
        date = self.label("source.superseded").format(date=date) if "superseded_by" in source else date
        facts = [self.label(f"class.{source['class']}"), date]
        facts += [one["locator"]] if "locator" in one else []
        told = [f"{stance} {link}{self.in_language(source['language'])}"]
        told += (
            [self.translate(source["title_translation"], "sources", source)] if "title_translation" in source else []
        )
        return squeeze(f"{' '.join(told)} {' · '.join(facts)}")

    def translate(self, words: Record, kind: str, record: Record) -> str:
        return squeeze(self.label("evidence.translation") + self.say(words, kind, record))

    def voice(self, one: Record, kind: str, record: Record) -> dict[str, Any]:
        source = self.sources[one["source"]]
        told: dict[str, Any] = {"voice-head": self.voice_head(one)}
        said = [self.label("evidence.says") + self.figure(one["value"], kind, record)] if "value" in one else []
        said += [self.say(one["note"], kind, record)] if "note" in one else []
        if said:
            told["p"] = [squeeze(line) for line in said] if len(said) > 1 else squeeze(said[0])
        if "quote" in one:
            code = self.in_language(str(one.get("language", source["language"]))).strip("{}")
            quote = squeeze(one["quote"])
            told["blockquote"] = {"lang": code, "text": quote} if code else quote
            cut = [
                f"{self.label('evidence.cut')}“{squeeze(words)}”"
                for words in self.truth.find_quote(one).get("cuts", [])
            ]
            cut = [squeeze(f"{words}{{{code}}}" if code else words) for words in cut]
            told |= {"cut-words": cut if len(cut) > 1 else cut[0]} if cut else {}
        limits = [
            limit["text"][self.language]
            for limit in source.get("limits", [])
            if one.get("locator", "").startswith(limit["at"])
        ]
        told |= {"translation": self.translate(one["translation"], kind, record)} if "translation" in one else {}
        told |= {"voice-limit": squeeze(limits[0])} if limits else {}
        return {**told, "voice-meta": squeeze(" · ".join(self._list_meta(one, kind, record)))}

    def _list_meta(self, one: Record, kind: str, record: Record) -> Iterator[str]:
        """Yield what stands under a voice: its scope, why it has no words, when it was checked and its quote found."""
        source = self.sources[one["source"]]
        about = one.get("products") or source["products"]
        only = " / ".join(self.label(f"product.{name}") for name in about)
        if not set(record["products"]) <= set(about):
            yield self.label("evidence.only").format(products=only) if about else self.label("evidence.neither")
        if "no_quote" in one:
            yield self.label(f"no_quote.{one['no_quote']}")
        if "seen" in one:
            words = {"platform": self.label(f"platform.{one['seen']['platform']}"), "version": one["seen"]["version"]}
            yield self.label("method.seen").format(date=one["checked"]["on"], **words)
        else:
            yield self.label(f"method.{one['checked']['how']}").format(date=one["checked"]["on"])
        if "quote" in one and "seen" not in one:
            found = self.truth.find_quote(one)
            name = "lost" if found.get("on") and found["state"] != "found" else found["state"]
            yield f"<found-{found['state']}: {self.label(f'found.{name}').format(date=found.get('on'))}>"
        state = self.state(kind, one)
        if state:
            yield f"<{state}: {self.label(f'state.{state}').format(date=self.find_due(kind, one))}>"
        if "url" in source:
            yield f"[{self.label('evidence.open')}]({source['url']})"

    # Tables

    def tell_table(self, kind: str, part: str, records: Iterable[Record] | None = None) -> Iterator[Told]:
        """Yield the places of a table: each row, and caption and headings. A column that is empty is left out."""
        if records is None:
            records = [
                one
                for one in self.data[kind]
                if (not part or part in (one.get("standing"), one.get("topic"))) and not self.is_claim(kind, one)
            ][: None if part else count_rows(kind) or None]
        yield from self.tell_rows(f"{kind}-{part}" if part else kind, kind, list(records), part)

    def title(self, kind: str) -> str:
        """Return what readers call a kind."""
        return str(self.expected.record("kinds", kind)["title"][self.language])

    def caption(self, kind: str, part: str) -> str:
        """Return what the table of a kind, or of a part of it, is called."""
        if kind == "unknowns":
            return self.label("table.unknowns").format(topic=self.label(f"topic.{part}"))
        return self.label(f"table.{kind}.{part}") if part else self.title(kind)

    def tell_rows(self, view: str, kind: str, records: list[Record], part: str = "") -> Iterator[Told]:
        columns = list_columns(kind, self.language)
        rows = {one["id"]: {name: self.cell(kind, one, name) for name in columns} for one in records}
        used = [name for name in columns if not rows or any(row[name] for row in rows.values())]
        caption = self.caption(kind, part)
        heads = [f"{name}: {self.head(kind, name)}" for name in used]
        products = {one["id"]: self.number(one) if is_for_readers(kind) else "" for one in records}
        records = sorted(records, key=lambda one: products[one["id"]]) if is_table(kind) else records
        about = {products[one["id"]]: self.words_of(one.get("products", [])) for one in records if is_table(kind)}
        groups = {"groups": [f"{numbers}: {words}" for numbers, words in about.items()]} if len(about) > 1 else {}
        yield view, "", {"caption": squeeze(caption), "columns": heads, **groups}
        for one in records:
            group = {"data-group": one["class"]} if kind == "sources" and kind not in self.volumes else {}
            group |= {"data-products": products[one["id"]]} if products[one["id"]] else {}
            cells = {name: rows[one["id"]][name] or "—" for name in used}
            yield (
                view,
                anchor(kind, one["id"]),
                {**group, **cells, **(self.proof(kind, one) or self._tell_more(kind, used))},
            )

    def number(self, record: Record) -> str:
        """Return the places in the subject of the products that a record is about."""
        return " ".join(str(PRODUCTS.index(name) + 1) for name in record.get("products", []))

    def _tell_more(self, kind: str, columns: list[str]) -> dict[str, Any]:
        """Return what opens below a record without evidence that has more than its line."""
        line = list_line(kind, columns)
        return {"evidence": {"proof": {"summary": self.label("action.more")}}} if set(columns) - set(line) else {}

    def tell_claims(self, argument: str) -> Iterator[Told]:
        """Every mere claim, kind by kind."""
        for kind in DECLARED:
            claims = [one for one in self.data[kind] if self.is_claim(kind, one)]
            if claims:
                title = self.title(kind)
                yield (
                    "claims",
                    anchor("claims", kind),
                    {
                        "h3": squeeze(title),
                        "div": {**self._tell_groups(kind, claims), **self._tell_hidden(claims)} or "",
                    },
                )
                yield from self.tell_rows(f"claims-{kind}", kind, claims)

    def _tell_groups(self, kind: str, records: list[Record]) -> dict[str, Any]:
        """Return what leads to each group of rows, where there are several."""
        if not (is_table(kind) and is_for_readers(kind)):
            return {}
        names = {self.number(one): one.get("products", []) for one in records}
        words = {
            numbers: " / ".join(self.label(f"choice.{one}") for one in names[numbers]) for numbers in sorted(names)
        }
        links = [f"[{words[one]}](claims/#{anchor(kind, 'for-' + one.replace(' ', '-'))})" for one in words]
        return {"to-groups": squeeze(" ".join([self.label("action.groups"), *links]))} if len(links) > 1 else {}

    def _tell_hidden(self, records: list[Record]) -> dict[str, Any]:
        """Return, for each product, how many of some rows its reader is not shown."""
        told: list[Any] = []
        for number, product in enumerate(PRODUCTS, 1):
            hidden = [one for one in records if one.get("products") and product not in one["products"]]
            if hidden:
                told.append({"data-hides": str(number), "text": self.count("choice.hidden", len(hidden))})
        return {"not-shown": told if len(told) > 1 else told[0]} if told else {}

    def head(self, kind: str, column: str) -> str:
        """Return what stands above a column: what the kind's row says of the field, or the word for it."""
        named = {
            one["id"]: one["title"] for one in self.expected.record("kinds", kind).get("fields", []) if "title" in one
        }
        return squeeze(named[column][self.language]) if column in named else self.label(f"column.{column}")

    def cell(self, kind: str, record: Record, column: str) -> Any:
        """Return what a column tells of a record: by the column's own rule, or else the field of its name."""
        rule = getattr(self, f"cell_{column}", None)
        if rule:
            return rule(kind, record)
        if column.startswith("term_"):
            return squeeze(record["title"][column.removeprefix("term_")])
        field = record.get(column, record.get("by_platform", {}).get(column, ""))
        if column in VOCABULARIES:
            return self.word(VOCABULARIES[column], field) if field else ""
        if not isinstance(field, dict):
            return squeeze(field)
        if "finding" in field:
            return squeeze(f"{self.word('finding', field['finding'])} {self.say(field['text'], kind, record)}").replace(
                f"<{field['finding']}:", f"<finding-{field['finding']}:"
            )
        return squeeze(self.whole(field, kind, record)) if MEASURES & set(field) else self.say(field, kind, record)

    def cell_title(self, kind: str, record: Record) -> str:
        """A figure that has no column of its own and that no text asks for stands behind the title."""
        title = self.say(record["title"], kind, record)
        if record.get("draft"):
            title = squeeze(f"{self.word('flag', 'draft')} {title}")
        texts = [record.get(name, {}).get(self.language, "") for name in ("title", "detail", "advice")]
        if (
            "value" not in record
            or "value" in list_columns(kind, self.language)
            or any("{value}" in text for text in texts)
        ):
            return title
        return squeeze(title + self.label("word.colon") + self.whole(record["value"], kind, record))

    def cell_scope(self, kind: str, record: Record) -> str:
        return self.scope(record)

    def cell_place(self, kind: str, record: Record) -> str:
        return self.path(record.get("place"))

    def cell_path(self, kind: str, record: Record) -> str:
        return self.path(record["id"])

    def cell_fixes(self, kind: str, record: Record) -> Any:
        links = [self.link("fixes", self.expected.record("fixes", name)) for name in record.get("fixes", [])]
        return {"links": links} if links else ""

    def cell_steps(self, kind: str, record: Record) -> Any:
        return {"items": [self.fill(line, kind, record) for line in record["steps"][self.language]]}

    def cell_cause(self, kind: str, record: Record) -> str:
        return f"[{self.plain(record)}](failures/{record['id']}/)"

    def cell_share(self, kind: str, record: Record) -> str:
        shares = [one for one in self.data["failure_shares"] if one["cause"] == record["id"]]
        told = ""
        for one in shares:
            word = self.label("share.verdict").format(verdict=self.expected.locate("failure_shares", one))
            told += self.whole(one["value"], "failure_shares", one) + word
        return squeeze(told)

    def cell_aliases(self, kind: str, record: Record) -> str:
        return squeeze(self.label("word.separator").join(record.get("aliases", {}).get(self.language, [])))

    def cell_statements(self, kind: str, record: Record) -> str:
        named = [self.expected.record("statements", name) for name in record["statements"]]
        links = [f"[{one['number']}]({self.target('statements', one['id'])})" for one in named]
        return squeeze(self.label("word.separator").join(links))

    def cell_source(self, kind: str, record: Record) -> str:
        title, addresses = squeeze(record["title"]), record.get("addresses", [])
        if "url" in record:
            title = f"[{title}]({record['url']}){self.in_language(record['language'])}"
        if "title_translation" in record:
            title += f" (publisher: {self.translate(record['title_translation'], kind, record)})"
        told = f"{title} (publisher: {record['publisher'][self.language]})"
        why = "also" if "url" in record else "copied" if record.get("copied") == "true" else "unlinked"
        told += f"<unlinked: {self.label(f'source.{why}')}> " if addresses else ""
        return squeeze(told + "".join(f" (address: {one})" for one in addresses))

    def cell_date(self, kind: str, record: Record) -> str:
        read = self.label("source.read").format(date=record["read"])
        return squeeze(record.get("date", self.label("word.undated")) + read)

    def cell_derived_from(self, kind: str, record: Record) -> Any:
        links = []
        for name in record.get("derived_from", []):
            ancestor, target = self.expected.record(*name.split("/")), self.target(*name.split("/"))
            if name.startswith("origins/"):
                links.append(f"[{squeeze(ancestor['title'][self.language])}]({target})")
            else:
                links.append(f"[{squeeze(ancestor['title'])}]({target}){self.in_language(ancestor['language'])}")
        return {"links": links} if links else ""

    def cell_used_by(self, kind: str, record: Record) -> Any:
        links = [
            self.link(*fact) for fact in self.facts if record["id"] in {one["source"] for one in fact[1]["evidence"]}
        ]
        beside = {"grounds": {"data-fact": f"sources/{record['id']}", "items": sorted(links)}}
        listed = beside if len(links) > MOST_USES else {"ul": sorted(links)}
        return {"fold": {"summary": self.count("source.uses", len(links)), **listed}} if links else ""

    # Views, in the order of their names

    def tell_axis(self, argument: str) -> Iterator[Told]:
        """The waits of each product that have some weight: as long as they are, with who says so."""
        found = {product: self.truth.list_waits(product) for product in PRODUCTS}
        longest = max(self._count_wait(wait) for waits in found.values() for wait in waits)
        for number, (product, waits) in enumerate(found.items(), 1):
            told = []
            for wait in sorted(waits, key=self._count_wait):
                figure = self.figure(wait["value"], "waiting_periods", wait)
                link = f"[{self.plain(wait)}{self.label('word.colon')}{figure}]"
                link += f"({self.target('waiting_periods', wait['id'])})"
                count = self.count("count.origins", self.know("waiting_periods", wait).origins)
                platforms = "".join(f"{self.word('platform', name)} " for name in wait.get("platforms", []))
                who = f"{self.locate('waiting_periods', wait)} {count} {self._tell_years(wait)}"
                length = squeeze(f"{link} {platforms}{who}")
                bar = [f"rect {100 * self._count_wait(wait) / longest:.1f}%"]
                told.append({"wait-length": length, "wait-bar": bar})
            caption = squeeze(f"{self.word('product', product)} {self.label('axis.caption')}")
            if told:
                yield "axis", f"axis-{number}", {"data-products": str(number), "figcaption": caption, "waits": told}

    def _tell_years(self, wait: Record) -> str:
        """From when the sources are that bear a wait out."""
        dates = [
            self.expected.record("sources", name).get("date", "") for name in self.know("waiting_periods", wait).support
        ]
        years = sorted(date[:4] for date in dates if date)
        if not years:
            return self.label("word.undated")
        span = years[0] if years[0] == years[-1] else f"{years[0]}\u2013{years[-1]}"
        told = self.label("axis.years").replace("{years}", span)
        return told if all(dates) else self.label("axis.some_undated").replace("{years}", told)

    def _count_wait(self, wait: Record) -> int:
        return count_minutes(self.expected.resolve(wait["value"]))

    def tell_dates(self, argument: str) -> Iterator[Told]:
        for product in PRODUCTS:
            days = [self.as_of + datetime.timedelta(days=number) for number in range(BUILT_DAYS)]
            files = [f"[{day}](dates/{product}-{day}.ics)" for day in days]
            headings = [self.word("product", product), self.label("date.claims")]
            starts = {one["counted_from"] for one in self.data["milestones"] if product in one["products"]}
            fold = {"fold": {"summary": self.label("date.files"), "ul": files}} if REQUEST in starts else {}
            yield (
                "milestones",
                f"dates-{product}",
                {
                    "data-product": product,
                    "data-products": str(PRODUCTS.index(product) + 1),
                    "h3": headings[0],
                    "days": [],
                    "unfold": {"summary": self.label("date.rest")},
                    "unfolded": {"days": [], "h3": headings[1], **fold},
                },
            )
            for one in sorted(self.data["milestones"], key=lambda one: one["role"] not in LIMITS):
                if product in one["products"]:
                    for name, wait in self.expected.list_days(one, product):
                        yield "milestones", f"{anchor('milestones', name)}-{product}", self._tell_day(one, name, wait)
            heads = {name: self.label(f"column.{name}") for name in ("title", "value", "last_day", "backers")}
            yield f"claims-{product}", "", {"columns": list(heads.values())}
            for wait in self.truth.list_waits(product):
                told = self._tell_claim(wait)
                place = anchor("waiting_periods", wait["id"])
                yield f"claims-{product}", place, dict(zip(heads.values(), told, strict=True))

    def _list_grounds(self, one: Record, wait: Record | None) -> list[tuple[str, Record]]:
        """Return the facts that a day rests on; for one length of the wait, every account that gives it."""
        added = [(name.partition("/")[0], self.expected.record(*name.split("/"))) for name in one.get("add", [])]
        if one.get("wait") == "each" and wait:
            length = self.expected.resolve(wait["value"])["duration"]
            alike = [each for product in one["products"] for each in self.truth.list_waits(product)]
            return [
                ("waiting_periods", each)
                for each in alike
                if self.expected.resolve(each["value"])["duration"] == length
            ]
        return [("waiting_periods", wait), *added] if wait else added

    def _tell_day(self, one: Record, name: str, wait: Record | None) -> dict[str, Any]:
        added = [self.expected.record(*fact.split("/")) for fact in one.get("add", [])]
        values = [self.expected.resolve(record["value"]) for record in [*([wait] if wait else []), *added]]
        start, margin = self.label(f"moment.{one['counted_from']}"), int(one.get("margin", 0))
        own = [self.label("wait.own")] if one.get("wait") == "own" else []
        add = self.label("date.then").join([*own, *(self.expected.figure(value) for value in values)])
        rule = self.label("date.rule" if add else "date.rule.same").format(start=start, add=add)
        if margin:
            side = "earlier" if margin < 0 else "later"
            rule += self.label(f"date.{side}").format(days=self.count("unit.day", abs(margin)))
        told = {
            "mark": f"day-{one['role']}",
            "data-name": name,
            "data-start": one["counted_from"],
            "data-add": " ".join(value["duration"] for value in values),
            "data-margin": str(margin),
            "day-when": f"<time >{rule}",
            "day-title": self.fill(self.expected.name_wait(one, "title", wait), "milestones", one),
            "day-detail": self.fill(self.expected.name_wait(one, "detail", wait), "milestones", one),
        }
        grounds = [f"{self.link(*fact)} {self.locate(*fact)}" for fact in self._list_grounds(one, wait)]
        told |= {"day-grounds": " / ".join(grounds)} if grounds else {}
        told |= {"data-wait": one["wait"]} if "wait" in one else {}
        return told | ({"data-remind": ""} if one.get("remind") == "true" else {})

    def _tell_claim(self, wait: Record) -> list[Any]:
        backers = [self.sources[one["source"]] for one in wait["evidence"] if one["stance"] == "supports"]
        links = [
            f"[{squeeze(one['title'])}]({self.target('sources', one['id'])}){self.in_language(one['language'])}"
            for one in backers
        ]
        last = {
            "data-start": REQUEST,
            "data-add": self.expected.resolve(wait["value"])["duration"],
            "data-margin": "-1",
        }
        return [
            f"{self.link('waiting_periods', wait)} {self.locate('waiting_periods', wait)}",
            self.figure(wait["value"], "waiting_periods", wait),
            {**last, "text": "<time —>"},
            {"links": links},
        ]

    def tell_disagreements(self, argument: str) -> Iterator[Told]:
        return self._tell_disputes(self.data["disagreements"], "h3")

    def _tell_disputes(self, disputes: list[Record], heading: str) -> Iterator[Told]:
        asked = [(one, self.say(one["question"], "disagreements", one)) for one in disputes]
        yield "jump", "", [f"[{question}]({self.target('disagreements', one['id'])})" for one, question in asked]
        for one, question in asked:
            columns = [f"{name}: {self.label(f'column.{name}')}" for name in ("answer", "scope", "verdict", "sources")]
            told = {name: self.say(one[name], "disagreements", one) for name in ("advice", "why")}
            box = {name: squeeze(f"{self.label(f'column.{name}')} {words}") for name, words in told.items()}
            place = anchor("disagreements", one["id"])
            table, more = {"table": {"columns": columns}}, len(self.truth.replies[one["id"]]) - MOST_ANSWERS
            beside = {"data-fact": f"disagreements/{one['id']}", **table}
            rest = {"fold": {"summary": self.count("dispute.more", more), "grounds": beside}} if more > 0 else {}
            yield "disagreements", place, {heading: question, "dispute-advice": box, **table, **rest}
            for reply in self.truth.replies[one["id"]]:
                unit = f"{place} {anchor(reply.kind, reply.record['id'])}"
                yield "disagreements", unit, self._tell_answer(reply, self.truth.replies[one["id"]])

    def _tell_answer(self, reply: Reply, group: list[Reply]) -> dict[str, Any]:
        kind, fact = reply.kind, reply.record
        backing = {
            voice["source"] for one in group for voice in one.record["evidence"] if voice["stance"] == "supports"
        }
        shown = [one for one in fact["evidence"] if one["stance"] == "supports" or one["source"] not in backing]
        figure = f"{self.figure(fact['value'], kind, fact)} " if "value" in fact else ""
        return {
            "answer": figure + self.link(kind, fact),
            "scope": self.scope(fact),
            "verdict": self.locate(kind, fact),
            "sources": {"backers": [self.voice_head(one) for one in shown]} if shown else "—",
        }

    def tell_asked(self, argument: str) -> Iterator[Told]:
        return self._tell_asked(self.data["asked"][: count_rows("asked") or None], "h3")

    def _tell_asked(self, records: list[Record], heading: str) -> Iterator[Told]:
        shown = [topic for topic in TOPICS if any(one["topic"] == topic for one in records)]
        heads = [self.label(f"topic.{topic}") for topic in shown]
        yield "asked", "", {heading: heads if len(heads) > 1 else heads[0], "ul": [[] for _ in heads[1:]]}
        for one in records:
            kind, _, name = one.get("fact", "").partition("/")
            yield (
                "asked",
                anchor("asked", one["id"]),
                f"[{self.plain(one)}]({self.target(kind, name) if name else address(one['page'])})",
            )

    def tell_downloads(self, argument: str) -> Iterator[Told]:
        heads = [self.label(f"column.{name}") for name in ("kind", "records", "files")]
        yield "downloads", "", {"caption": self.label("table.downloads"), "columns": heads}
        for kind, page in list_homes().items():
            if self.data[kind]:
                title = f"[{self.expected.record('kinds', kind)['title'][self.language]}]({address(page)})"
                files = " · ".join(f"[{suffix.upper()}](/data/{kind}.{suffix})" for suffix in ("json", "csv"))
                row = dict(zip(heads, (title, str(len(self.data[kind])), files), strict=True))
                yield "downloads", f"downloads-{kind.replace('_', '-')}", row

    def tell_failure_cause(self, argument: str) -> Iterator[Told]:
        cause = self.expected.record("failure_causes", argument)
        cells = {
            name: self.cell("failure_causes", cause, name)
            for name in ("sign", "value", "detail", "share", "advice", "scope")
        }
        shown = {name: {"dt": self.label(f"column.{name}"), "dd": told} for name, told in cells.items() if told}
        yield "failure_causes", anchor("failure_causes", argument), {"dl": shown, **self.proof("failure_causes", cause)}

    def tell_failure_cause_condition(self, argument: str) -> Iterator[Told]:
        cause = self.expected.record("failure_causes", argument)
        return self.tell_table("conditions", "one", [self.expected.record("conditions", cause["condition"])])

    def tell_failure_cause_fixes(self, argument: str) -> Iterator[Told]:
        cause = self.expected.record("failure_causes", argument)
        return self.tell_table("fixes", "one", [self.expected.record("fixes", name) for name in cause["fixes"]])

    def tell_failure_shares(self, argument: str) -> Iterator[Told]:
        groups: dict[tuple[str, str], list[Record]] = {}
        for one in self.data["failure_shares"]:
            whole = str(one["value"].get("of", one["id"]))
            backers = [voice["source"] for voice in one["evidence"] if voice["stance"] == "supports"]
            for source in dict.fromkeys(backers or [""]):
                groups.setdefault((source, whole), []).append(one)
        drawn: set[str] = set()
        for number, ((source, _), chosen) in enumerate(groups.items()):
            place = f"#{number + 1}" if number else ""
            again = [one for one in chosen if one["id"] in drawn]
            yield "failure-shares", place, self._tell_whole(source, chosen, again)
            for one in chosen:
                if one not in again:
                    drawn.add(one["id"])
                    yield "failure-shares", anchor("failure_shares", one["id"]), self._tell_bar(one)

    def _tell_whole(self, source: str, shares: list[Record], again: list[Record]) -> dict[str, Any]:
        """Return what is left of a figure without the bars of its own: caption, bars that stand elsewhere, the rest."""
        rest = f"{max(100 - sum(float(one['value']['percent']) for one in shares), 0):g}"
        open_ended = any(one["value"].get("bound") in ("over", "at_least") for one in shares)
        of = shares[0]["value"].get("of")
        caption = self.label("share.of").format(of=of[self.language]) if of else self.label("share.of_unknown")
        if source:
            named = self.sources[source]
            link = f"[{squeeze(named['title'])}]({self.target('sources', source)}){self.in_language(named['language'])}"
            caption = self.label("share.by").format(whole=caption) + link
        head = squeeze(f"{self.label('share.rest')} [{'≤' if open_ended else ''}{rest}%]")
        drawn = ["bar-ground 100%", f"bar-unexplained {rest}%"]
        bars = [*(self._tell_bar(one) for one in again), {"mark": "bar-rest", "bar-head": head, "bar": drawn}]
        return {"figcaption": squeeze(caption), "bars": bars}

    def _tell_bar(self, one: Record) -> dict[str, Any]:
        link = f"[{self.plain(one)}](failures/{one['cause']}/)"
        return {
            "bar-head": f"{link} {self.figure(one['value'], 'failure_shares', one)}",
            "bar": ["bar-ground 100%", f"bar-share {one['value']['percent']}%"],
            **tell_notes("bar-detail", [*self.list_notes("failure_shares", one), self.scope(one)]),
            **self.proof("failure_shares", one),
        }

    def tell_map(self, argument: str) -> Iterator[Told]:
        yield "stages", "", {"hidden": self.label("map.caption"), "stations": []}
        for one in self.data["stages"]:
            name = f"[{self.plain(one)}]({address(one['page'])})"
            told: dict[str, Any] = {
                "station-body": {"station-name": name, "station-text": self.say(one["text"], "stages", one)}
            }
            exits = [
                f"[{self.expected.fill(way['text'][self.language], one)}]({address(way['page'])})"
                for way in one.get("exits", [])
            ]
            yield "stages", anchor("stages", one["id"]), told | ({"exits": exits} if exits else {})

    def tell_plan(self, argument: str) -> Iterator[Told]:
        ends = {"h3": self.label("plan.open_ends"), "ul": []}
        open_ends = [pair for pair in self._list_answers() if "no_remedy" in pair[1]]
        shell = {"queries": [], "h3": self.label("plan.tasks"), "goals": []}
        shell = {name.replace("h3", "tasks-title"): told for name, told in shell.items()}
        yield "questions", "plan", shell | ({"open-ends": ends} if open_ends else {})
        for one in self.data["questions"]:
            yield "questions", anchor("questions", one["id"]), self._tell_question(one)
        wanted = {name for _, answer in self._list_answers() for name in answer.get("fixes", [])}
        for fix in self.order_fixes():
            if fix["id"] in wanted:
                yield "questions", f"task-{fix['id']}", self._tell_task(fix)
        for question, answer in open_ends:
            name = f"{question['id']}/{answer['id']}"
            text = self.say(answer["no_remedy"], "questions", question)
            reason = self._tell_reason(question, answer)
            line = {"unfold": {"summary": reason}, "unfolded": text}
            yield "questions", name, {"mark": "open-end", "data-answer": name, **line}

    def _list_answers(self) -> list[tuple[Record, Record]]:
        return [(question, answer) for question in self.data["questions"] for answer in question["answers"]]

    def _tell_effect(self, answer: Record) -> str:
        return f"<effect-{answer['effect']}: {self.label('effect.' + answer['effect'])}>"

    def _tell_reason(self, question: Record, answer: Record) -> str:
        asked, told = self.plain(question, "question"), self.expected.fill(answer["text"][self.language], question)
        return squeeze(f"{self._tell_effect(answer)} {asked}{told}")

    def _tell_question(self, one: Record) -> dict[str, Any]:
        choices = []
        for answer in one["answers"]:
            fixes = [self.expected.record("fixes", name) for name in answer.get("fixes", [])]
            then = [f"[{self.plain(fix)}](plan/#task-{fix['id']})" for fix in fixes]
            then += [self.say(answer["no_remedy"], "questions", one)] if "no_remedy" in answer else []
            text = squeeze(f"{self.expected.fill(answer['text'][self.language], one)} {self._tell_effect(answer)}")
            told = {"data-answer": f"{one['id']}/{answer['id']}", "data-effect": answer["effect"], "text": text}
            told |= self._tell_chosen(answer)
            told |= {"choice-end": self._tell_end(answer["ends"], one)} if "ends" in answer else {}
            choices.append(told | ({"choice-then": then} if then else {}))
        facts = [(name.split("/")[0], self.expected.record(*name.split("/"))) for name in one["because"]]
        grounds = [f"{self.link(*fact)} {self.locate(*fact)}" for fact in facts]
        how = squeeze(f"{self.say(one['how'], 'questions', one)} {self.path(one.get('place'))}")
        asked_if = {"data-asked-if": " ".join(one["asked_if"])} if "asked_if" in one else {}
        return {
            "data-question": one["id"],
            **asked_if,
            "unfold": {"summary": {"query-text": self.say(one["question"], "questions", one)}},
            "unfolded": {
                "query-how": how,
                "choices": choices,
                "fold": {"summary": self.label("plan.grounds"), "ul": grounds},
            },
        }

    def _tell_chosen(self, answer: Record) -> dict[str, str]:
        chosen = [f"{name}/{word}" for name in ("product", "platform") for word in answer.get(f"{name}s", [])]
        return {"data-chosen": " ".join(chosen)} if chosen else {}

    def _tell_end(self, end: Record, question: Record) -> dict[str, str]:
        link = f"[{self.expected.fill(end['text'][self.language], question)}]({address(end['page'])})"
        return {"p": self.say(end["advice"], "questions", question), "links": link}

    def _tell_task(self, fix: Record) -> dict[str, Any]:
        reasons = [
            {"data-answer": f"{question['id']}/{answer['id']}", "text": self._tell_reason(question, answer)}
            for question, answer in self._list_answers()
            if fix["id"] in answer.get("fixes", [])
        ]
        steps = [self.fill(line, "fixes", fix) for line in fix["steps"][self.language]]
        body: dict[str, Any] = {"reasons": reasons, "items": steps, **self.proof("fixes", fix)}
        if "place" in fix:
            body["task-place"] = squeeze(f"{self.label('column.place')} {self.path(fix['place'])}")
        if "lead_time" in fix:
            figure = self.figure(fix["lead_time"], "fixes", fix)
            body["task-lead-time"] = squeeze(f"{self.label('column.lead_time')} {figure}")
        if "advice" in fix:
            body["task-advice"] = self.say(fix["advice"], "fixes", fix)
        box, line = f"<checkbox done-{fix['id']}>", {"summary": self.plain(fix)}
        return {"data-task": fix["id"], "text": box, "unfold": line, "unfolded": body}

    def order_fixes(self) -> list[Record]:
        """Return the fixes in an order of doing: of those that wait for nothing, what takes longest, then the first."""
        left, done, ordered = list(self.data["fixes"]), set[str](), []
        while left:
            free = [one for one in left if set(one.get("after", [])) <= done]
            best = max(free, key=lambda one: count_minutes(self.expected.resolve(one.get("lead_time", {}))))
            left.remove(best)
            done.add(best["id"])
            ordered.append(best)
        return ordered

    def _draw(self, step: Record) -> list[Record]:
        words = self.expected.record("places", step["place"])["path"][self.language] if "place" in step else []
        taps = [(head, tap, "row" if head else "tab") for head, tap in zip(["", *words], words, strict=False)]
        if "head" in step and "button" in step:
            taps.append((step["head"][self.language], step["button"][self.language], "button"))
        return [
            {"mark": f"drawing-{control}", "text": squeeze(f"{head} {self.label('screens.tap')}{tap}")}
            for head, tap, control in taps
        ]

    def _list_walks(self, flow: str) -> list[tuple[list[str], list[Record]]]:
        steps = [one for one in self.data["steps"] if one["flow"] == flow]
        products = dict.fromkeys(tuple(one["products"]) for one in steps)
        return [(list(one), [step for step in steps if step["products"] == list(one)]) for one in products]

    def words_of(self, products: list[str]) -> str:
        if len(products) == 1:
            return self.word("product", products[0])
        return f"<products: {' / '.join(self.label(f'product.{name}') for name in products)}>"

    def tell_steps(self, argument: str) -> Iterator[Told]:
        view = f"steps-{argument}"
        flow = [one for one in self.data["steps"] if one["flow"] == argument]
        for products, steps in self._list_walks(argument):
            name = "-".join(products)
            numbers = self.number({"products": products})
            caption = self.label("screens.caption") if any(map(self._draw, steps)) else ""
            title = squeeze(f"{self.words_of(products)} {caption}")
            alone = all(one["products"] == products for one in flow)
            head: Record = {"data-product": name, **({} if alone else {"data-products": numbers}), "walk-title": title}
            hidden = self._tell_hidden_steps(products, flow)
            yield view, name, {**head, "screens": [], **hidden}
            for one in steps:
                shown = {
                    field: {"dt": self.label(f"column.{field}"), "dd": self.say(one[field], "steps", one)}
                    for field in ("screen", "action")
                }
                platforms = " ".join(self.word("platform", name) for name in one.get("platforms", []))
                notes = tell_notes(
                    "screen-detail", [*self.list_notes("steps", one), *([platforms] if platforms else [])]
                )
                title = self.cell_title("steps", one)
                drawn = {"drawings": self._draw(one)} if self._draw(one) else {}
                body = {**drawn, "dl": shown, **notes}
                told = {"screen-title": title, "screen-body": body, **self.proof("steps", one)}
                yield view, anchor("steps", one["id"]), told

    def _tell_hidden_steps(self, products: list[str], flow: list[Record]) -> Record:
        """Return what readers of a walk's products are not shown of the others."""
        told: list[Any] = []
        for product in products:
            hidden = [one for one in flow if product not in one["products"]]
            number = self.number({"products": [product]})
            told += [{"data-hides": number, "text": self.count("choice.hidden", len(hidden))}] if hidden else []
        return {"not-shown": told if len(told) > 1 else told[0]} if told else {}

    def list_notes(self, kind: str, record: Record) -> list[str]:
        return [self.say(record[field], kind, record) for field in ("detail", "advice") if field in record]

    def tell_observation(self, argument: str) -> Iterator[Told]:
        """The text to fill in; the form itself is the script's."""
        title = self.label("observation.title").format(site=self.label("site.title"))
        fields = ("product", "platform", "version", "day", "step", "days", "words")
        lines = [title, *(f"{self.label(f'observation.{field}')}{self.label('word.colon')}" for field in fields)]
        told = {"p": self.label("observation.template"), "pre": squeeze(" ".join(lines))}
        yield "observation-blank", "observation-blank", told

    def tell_report(self, argument: str) -> Iterator[Told]:
        """What the pages of a build offer that does not know where the project is kept."""
        yield "report", "", self.label("report.nowhere")

    def tell_sources(self, argument: str) -> Iterator[Told]:
        numbers = Counter(one["class"] for one in self.data["sources"])
        choices = {"all": numbers.total()} | {name: numbers[name] for name in CLASSES}
        words = [f"<radio class-{name}>{self.label(f'class.{name}')} {number}" for name, number in choices.items()]
        yield "register", "", {"text": squeeze(f"{self.label('class.legend')} {' '.join(words)}"), "div": ""}
        yield from self.tell_table("sources", "")

    def tell_terms(self, argument: str) -> Iterator[Told]:
        return self.tell_table("terms", "")

    def tell_unknowns(self, argument: str) -> Iterator[Told]:
        if argument == "all":
            records = self.data["unknowns"][: count_rows("unknowns") or None]
            shown = [topic for topic in TOPICS if any(one["topic"] == topic for one in records)]
            yield "prose", "headings", [self.label(f"topic.{topic}") for topic in shown]
            yield from self._tell_topics(records)
        else:
            records = [one for one in self.data["unknowns"] if one["topic"] == argument][:MOST_OF_TOPIC]
            yield from self.tell_rows(f"unknowns-{argument}", "unknowns", records, argument) if records else ()

    def _tell_topics(self, records: list[Record]) -> Iterator[Told]:
        """Return open questions, topic by topic."""
        for topic in TOPICS:
            some = [one for one in records if one["topic"] == topic]
            yield from self.tell_rows(f"unknowns-{topic}", "unknowns", some, topic) if some else ()

    def tell_verdicts(self, argument: str) -> Iterator[Told]:
        facts, statements = Counter[str](), Counter[str]()
        for kind, record in self.facts:
            (statements if kind == "statements" else facts)[self.know(kind, record).verdict] += 1
        names = ["verdict", "meaning", "facts", *(["of_article"] if statements else [])]
        heads = [self.label(f"column.{name}") for name in names]
        foot = [self.label("word.total"), str(facts.total()), *([str(statements.total())] if statements else [])]
        yield "verdicts", "", {"caption": self.label("table.verdicts"), "columns": heads, "foot": foot}
        for name in VERDICTS:
            told = [
                self.mark_verdict(name),
                self.label(f"verdict.{name}.meaning"),
                str(facts[name]),
                *([str(statements[name])] if statements else []),
            ]
            yield "verdicts", f"verdict-{name}", dict(zip(heads, told, strict=True))

    def tell_warning(self, argument: str) -> Iterator[Told]:
        """Each fact in a red box of its own: its title, what else to know, what to do, and how it is known."""
        for name in argument.split():
            kind, fact = name.partition("/")[0], self.expected.record(*name.split("/"))
            told: dict[str, Any] = {"admonition-title": self.link(kind, fact)}
            told |= {field: self.say(fact[field], kind, fact) for field in ("detail", "advice") if field in fact}
            told |= {"data-products": self.number(fact)} if fact.get("products") else {}
            yield "warnings", name, {**told, **self.proof(kind, fact)}

    def tell_brief(self, argument: str) -> Iterator[Told]:
        """Facts in brief: title, mark, what to do, and how many of them a reader is not shown."""
        items, facts = [], []
        for name in argument.split():
            kind, fact = name.partition("/")[0], self.expected.record(*name.split("/"))
            facts.append(fact)
            note = next(
                (self.say(fact[one], kind, fact) for one in ("action", "how", "advice", "detail") if one in fact), ""
            )
            title = f"{self.link(kind, fact)} {self.locate(kind, fact)}"
            items.append(
                {"data-products": self.number(fact), "brief-name": title, **({"brief-note": note} if note else {})}
            )
        first = anchor(*argument.split(maxsplit=1)[0].split("/"))
        yield f"brief-{first}", "", {"brief": items, **self._tell_hidden(facts)}

    # How well the whole is known

    def tell_standings(self, argument: str) -> Iterator[Told]:
        """The figures in groups, each of how many it is, with a bar of that length."""
        for group, measures in self._measure().items():
            view = f"standings-{group}"
            yield view, "", {"figcaption": self.label(f"standing.{group}"), "ul": []}
            for name, (words, number, whole) in measures.items():
                told = self.label("standing.of").format(n=number, whole=whole)
                length = f"{100 * number / whole:.1f}" if whole else "0"
                bar = {"text": squeeze(f"{words} {told}"), "measure-bar": [f"rect {length}"]}
                yield view, f"standing-{name.replace('_', '-')}", bar

    def tell_journal(self, argument: str) -> Iterator[Told]:
        """What changed, day by day, as it was written down: the tests' data have not changed since."""
        days: dict[str, dict[str, list[Record]]] = {}
        pages = cut_journal(read_journal()["changes"])
        here = argument or next(iter(pages))
        for change in pages[here]:
            group = "ul" if "before" in change else "fold"
            days.setdefault(change["on"], {"ul": [], "fold": []})[group].append(change)
        heading = "h2" if argument else "h3"
        told = [{heading: day, **self._tell_changed_day(groups)} for day, groups in days.items()]
        place = [*pages].index(here)
        beside = [("newer", one) for one in [*pages][:place][-1:]] + [
            ("older", one) for one in [*pages][place + 1 :][:1]
        ]
        ways = [f"[{self.count(f'journal.{where}', len(pages[one]))}]({one}/)" for where, one in beside]
        ways.append(f"[{self.label('journal.feed')}](changes.xml)")
        yield "journal", "", {"day": told if len(told) > 1 else told[0], "p": " ".join(ways)}

    def _tell_changed_day(self, groups: dict[str, list[Record]]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        lines = {name: [self._tell_change(one) for one in group] for name, group in groups.items() if group}
        if "ul" in lines:
            told["ul"] = lines["ul"]
        if "fold" in lines:
            counted = self.count("journal.added", len(lines["fold"]))
            told["fold"] = {"summary": counted, "ul": lines["fold"]}
        return told

    def _tell_change(self, change: Record) -> str:
        """Return a line: the fact with its kind and products, what is otherwise, and who says so."""
        (kind, _, name), known = change["record"].partition("/"), change.get("after") or change["before"]
        title = self.name_far(kind, known.get("products", []), _choose(known["title"], self.language))
        held = any(one["id"] == name for one in self.data[kind])
        told = f"[{title}]({self.target(kind, name)})" if held else title
        told += self.label("word.colon") + self.label("journal.between").join(self._list_changed(change))
        titles = [one["title"] for one in change.get("sources", [])]
        named = self.label("word.separator").join(titles[:3])
        more = self.label("journal.more").format(sources=named, n=len(titles) - 3) if titles[3:] else named
        return squeeze(f"{told} {self.label('journal.source')}{more}" if titles else told)

    def name_far(self, kind: str, products: list[str], title: str) -> str:
        """Return what a fact is called where nothing around it says of what kind it is, and about which products."""
        names = " / ".join(self.label(f"choice.{one}") for one in products)
        return self.label("fact.title").format(kind=self.title(kind), products=names, title=title)

    def _list_changed(self, change: Record) -> Iterator[str]:
        sides = [change.get(one, {}) for one in ("before", "after")]
        figures = [_choose(one.get("figure", {}).get("text", {}), self.language) for one in sides]
        verdicts = [one.get("verdict", "") for one in sides]
        names = [self.label(f"verdict.{one}") if one else "" for one in verdicts]
        if "after" not in change:
            yield self.label("journal.gone")
            yield from [self.label("journal.was").format(before=figures[0])] if figures[0] else []
        elif "before" not in change:
            yield self.label("journal.new")
            yield from filter(None, (figures[1], names[1]))
        else:
            if figures[0] != figures[1]:
                form = "journal.figure" if all(figures) else f"journal.figure.{'came' if figures[1] else 'went'}"
                yield self.label(form).format(before=figures[0], after=figures[1])
            if verdicts[0] and verdicts[0] != verdicts[1]:
                yield self.label("journal.verdict").format(before=names[0], after=names[1])

    def tell_weakest(self, argument: str) -> Iterator[Told]:
        """What is weakest of what matters most, each with its mark and why it has it."""
        yield (
            "weakest",
            "",
            [
                {"p": f"{self.link(kind, fact)} {self.locate(kind, fact)}", "voice-meta": self.tell_why(kind, fact)}
                for kind, fact in self.find_weakest()
            ],
        )

    def _measure(self) -> dict[str, dict[str, tuple[str, int, int]]]:
        """Return, by group and name, what is counted, how many there are, and of how many."""
        facts = [(kind, one) for kind, one in self.facts if kind != "statements"]
        known = [self.know(*fact) for fact in facts]
        rows = [voice for _, one in facts for voice in one["evidence"]]
        quotes = {
            (one["source"], one["quote"]): self.truth.find_quote(one)
            for one in rows
            if "quote" in one and "seen" not in one
        }
        since = (self.as_of - datetime.timedelta(days=RECENT)).isoformat()
        fresh = [one for one in quotes.values() if one["state"] == "found" and since <= one["on"] <= str(self.as_of)]
        states = Counter(one["state"] for one in quotes.values())
        classes = [{self.sources[name]["class"] for name in one.support} for one in known]
        tried = [one for _, one in facts if "tried" in {voice["checked"]["how"] for voice in one["evidence"]}]
        origins = Counter(min(one.origins, 3) for one in known)
        verdicts = Counter(one.verdict for one in known)
        counted = {
            "verdicts": {f"verdict-{name}": (verdicts[name], len(facts)) for name in VERDICTS},
            "origins": {f"origins-{number}": (origins[number], len(facts)) for number in range(4)},
            "ground": {
                "recreation": (classes.count({"recreation"}), len(facts)),
                "tried": (len(tried), len(facts)),
                "seen": (len([one for one in known if one.seen > 1]), len(facts)),
            },
            "words": {
                "quoted": (len([one for one in rows if "quote" in one]), len(rows)),
                "wordless": (len([one for one in rows if "no_quote" in one]), len(rows)),
                "silent": (len([one for one in rows if one["stance"] == "silent"]), len(rows)),
                "found": (states["found"], len(quotes)),
                "recent": (len(fresh), len(quotes)),
                "lost": (states["changed"], len(quotes)),
                "not_asked": (states["not_asked"], len(quotes)),
            },
        }
        return {
            group: {name: (self._name_measure(name), *numbers) for name, numbers in measures.items()}
            for group, measures in counted.items()
        }

    def _name_measure(self, name: str) -> str:
        if name.startswith("verdict-"):
            return self.label(name.replace("-", ".", 1))
        return squeeze(self.label(f"standing.{name.replace('-', '.', 1)}").format(days=RECENT))

    def find_weakest(self) -> list[tuple[str, Record]]:
        """Return the facts that are not confirmed and on which most depends; what one origin tells weighs twice."""
        points = {
            3: [f"{kind}/{one['id']}" for kind, one in self.facts if "denial" in one],
            2: [name for one in self.data["milestones"] for name in dict.fromkeys(one.get("add", []))],
            1: [name for one in self.data["questions"] for name in one["because"]],
        }
        waits = [one for one in self.data["waiting_periods"] if one.get("withdrawable") != "false"]
        points[3] += [f"waiting_periods/{one['id']}" for one in waits]
        weak = []
        for kind, one in self.facts:
            name, known = f"{kind}/{one['id']}", self.know(kind, one)
            weight = sum(number * names.count(name) for number, names in points.items())
            weight *= 2 if known.origins < 2 else 1
            if weight and kind != "statements" and known.verdict in ("reported", "disputed", "unverified"):
                weak.append((-weight, name, kind, one))
        return [(kind, one) for *_, kind, one in sorted(weak, key=lambda each: each[:2])[:WEAKEST]]


def _choose(words: Mapping[str, str], language: str) -> str:
    """Return what stands in a language, or where that is younger than the words, in the first that there is."""
    return words.get(language) or next(iter(words.values()), "")


def tell_notes(name: str, notes: list[str]) -> dict[str, Any]:
    """Return paragraphs of one mark as the reader has them: one by itself, several as a list."""
    return {name: notes if len(notes) > 1 else notes[0]} if notes else {}


def count_minutes(value: Record) -> int:
    """Return about how long a figure is; a range by its end."""
    if "working_days" in value:
        return int(value["to_working_days" if "to_working_days" in value else "working_days"]) * (1440 * 7 // 5)
    written = str(value.get("to") or value.get("duration") or "P0D")
    unit = ("T" if "T" in written else "") + written[-1]
    return int(re.sub(r"\D", "", written)) * MINUTES[unit]
