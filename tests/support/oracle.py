"""How well each fact is known, worked out from the YAML a second time and in another way than the guide does it.

Where the guide walks, this looks up: signs instead of voices, a table of pairs instead of a rule for several products,
sets that grow until nothing changes instead of a climb, the best of all selections instead of a greedy one.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from raw import ROOT, Record

Data = Mapping[str, list[Record]]
VERDICTS = ("confirmed", "reported", "disputed", "refuted", "unverified", "searched")
AUTHORITIES = {"official", "law"}
WEIGHTY = AUTHORITIES | {"press", "recreation", "observation", "community", "blog"}
FIGURES = (
    "duration",
    "to",
    "working_days",
    "to_working_days",
    "percent",
    "to_percent",
    "money",
    "to_money",
    "count",
    "to_count",
    "date",
    "version",
    "bound",
)
PAIRS = {
    frozenset(pair.split()): verdict
    for pair, verdict in {
        "confirmed reported": "reported",
        "confirmed disputed": "disputed",
        "confirmed refuted": "disputed",
        "confirmed unverified": "unverified",
        "reported disputed": "disputed",
        "reported refuted": "disputed",
        "reported unverified": "unverified",
        "disputed refuted": "disputed",
        "disputed unverified": "disputed",
        "refuted unverified": "unverified",
    }.items()
}
"""What two products with different verdicts amount to."""
MOST_MIXED = 12
"""So many sources made from several others are tried in all selections."""


def read_captures(folder: Path = ROOT / "data") -> dict[str, Record]:
    """Return what machines read of the sources, by source."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "captures").glob("*.json"))]
    return {one["source"]: one for one in found}


@dataclass(frozen=True)
class Known:
    """How well a fact is known: the sources that count for and against it, and by how many origins and devices."""

    verdict: str
    backer: str
    support: tuple[str, ...]
    voices: int
    origins: int
    seen: int
    against: tuple[str, ...]
    opposing: int
    unseen: int
    deciding: frozenset[str]
    undated: bool
    silent: int
    wordless: int
    replaced: int
    by_product: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reply:
    """A fact as an answer to a question; `says` is the side it takes, if any."""

    kind: str
    record: Record
    says: str

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.record['id']}"


class Truth:
    """Judges facts by the raw data and by what machines found of their quotes."""

    def __init__(self, data: Data, captures: Mapping[str, Record] | None = None) -> None:
        self.data = data
        self.captures = read_captures() if captures is None else captures
        self.sources = {source["id"]: source for source in data["sources"]}
        self._known: dict[str, Known] = {}

    @cached_property
    def facts(self) -> list[tuple[str, Record]]:
        """Every fact with its kind, in the order in which the guide has the kinds."""
        return [
            (kind, one)
            for kind in (row["id"] for row in self.data["kinds"])
            for one in self.data[kind]
            if "evidence" in one
        ]

    # Quotes

    def find_quote(self, one: Record) -> Record:
        """Return what a machine found of a quote: its state, the day, and what was cut out."""
        capture = self.captures.get(one["source"], {})
        quote = one.get("quote")
        for kept in capture.get("quotes", []):
            if quote and kept["quote"] == quote:
                return dict(kept)
        for number, passage in enumerate(capture.get("passages", [])):
            days = [kept["on"] for kept in capture["quotes"] if kept["passage"] == number and kept["state"] == "found"]
            if quote and days and _bare(quote) in _bare(passage):
                return {"state": "found", "on": max(days)}
        return {"state": "not_asked"}

    def is_lost(self, one: Record) -> bool:
        """Say whether the source was read anew and no longer has the quoted words."""
        return "quote" in one and self.find_quote(one)["state"] == "changed"

    # Origins

    def list_roots(self, source: str) -> frozenset[str]:
        """Return the names at which all ways up from a source end; a way that comes back to itself ends there."""
        ways, ends = [[f"sources/{source}"]], set[str]()
        while ways:
            way = ways.pop()
            name = way[-1].removeprefix("sources/")
            above = self.sources.get(name, {}).get("derived_from", []) if way[-1].startswith("sources/") else []
            further = [[*way, parent] for parent in above if parent not in way]
            ways += further
            ends |= set() if further else {way[-1]}
        return frozenset(ends)

    def count_origins(self, sources: Iterable[str]) -> int:
        """Return the most of some sources of which no two go back to the same text."""
        roots = {self.list_roots(source) for source in sources}
        single = {one for one in roots if len(one) == 1}
        taken = frozenset().union(*single)
        mixed = [one for one in roots - single if not one & taken]
        assert len(mixed) <= MOST_MIXED
        best = max(
            number
            for number in range(len(mixed) + 1)
            for chosen in itertools.combinations(mixed, number)
            if sum(map(len, chosen)) == len(frozenset().union(*chosen))
        )
        return len(single) + best

    # Questions

    @cached_property
    def replies(self) -> dict[str, list[Reply]]:
        """The answers to each question, in the order of the kinds and files."""
        return {one["id"]: list(self._find_replies(one)) for one in self.data["disagreements"]}

    def _find_replies(self, question: Record) -> Iterator[Reply]:
        for kind, fact in self.facts:
            given = [one for one in fact.get("answers", []) if one["question"] == question["id"]]
            owned = kind == question.get("answered_by") and set(fact["products"]) & set(question.get("products", []))
            if given or owned:
                yield Reply(kind, fact, self._read_side(kind, fact, given))

    def _read_side(self, kind: str, fact: Record, given: list[Record]) -> str:
        word = str(given[0].get("says", "")) if given else ""
        aside = "past" in fact or word == "aside" or (kind == "waiting_periods" and fact.get("withdrawable") == "false")
        figure = self.resolve(fact.get("value", {}))
        return "" if aside else word or " ".join(f"{name}={_trim(figure[name])}" for name in FIGURES if name in figure)

    def resolve(self, value: Record) -> Record:
        """Return the figure that `same_as` leads to."""
        if "same_as" not in value:
            return value
        kind, _, rest = value["same_as"].partition("/")
        name, _, field = rest.partition(".")
        (found,) = (one for one in self.data[kind] if one["id"] == name)
        figure: Record = found[field or "value"]
        return figure

    @cached_property
    def opposition(self) -> dict[str, list[Record]]:
        """What speaks against each fact because it bears out another answer to its question; by kind/id."""
        found: dict[str, dict[tuple[str, str], Record]] = {}
        for group in self.replies.values():
            for one, other in itertools.product(group, group):
                if one is not other and contradict(one, other):
                    taken = {name_voice(voice) for voice in one.record["evidence"] if voice["stance"] != "mentions"}
                    for voice in other.record["evidence"]:
                        if voice["stance"] == "supports" and name_voice(voice) not in taken:
                            turned = self._turn(voice, other)
                            found.setdefault(one.name, {}).setdefault(name_voice(voice), turned)
        return {name: list(voices.values()) for name, voices in found.items()}

    def _turn(self, voice: Record, other: Reply) -> Record:
        about = voice.get("products") or self.sources[voice["source"]]["products"]
        figure = other.record.get("value", {})
        value = {} if not figure else {"value": figure if "same_as" in figure else {"same_as": other.name}}
        kept = {name: told for name, told in voice.items() if name not in ("note", "value")}
        products = [one for one in about if one in other.record["products"]]
        return {**kept, **value, "stance": "contradicts", "products": products}

    def list_voices(self, kind: str, fact: Record) -> list[Record]:
        """Return the evidence on a fact, with what follows from the other answers to its question."""
        return [*fact["evidence"], *self.opposition.get(f"{kind}/{fact['id']}", [])]

    # Verdicts

    def sign(self, one: Record, fact: Record) -> str:
        """Return "+" or "-" for evidence that counts for or against a fact, "" for what decides nothing."""
        source, past = self.sources[one["source"]], fact.get("past", "")
        if one["stance"] not in ("supports", "contradicts") or source["class"] not in WEIGHTY:
            return ""
        for_it = one["stance"] == "supports"
        authority = source["class"] in AUTHORITIES
        written = source.get("date", "9999")
        idle = [
            authority and not {"quote", "locator"} <= set(one),
            authority and not past and "superseded_by" in source,
            for_it and self.is_lost(one),
            bool(past) and not for_it and written[: len(past)] > past,
        ]
        return "" if any(idle) else "+" if for_it else "-"

    def know(self, kind: str, fact: Record) -> Known:
        """Return how well a fact is known."""
        name = f"{kind}/{fact['id']}"
        if name not in self._known:
            self._known[name] = self._judge(kind, fact)
        return self._known[name]

    def _judge(self, kind: str, fact: Record) -> Known:
        voices = [one for one in self.list_voices(kind, fact) if one["source"] in self.sources]
        heard: list[tuple[str, str, str]] = []
        verdicts = []
        for product in fact["products"]:
            signs = [
                (self.sign(one, fact), one["source"], one.get("seen", {}).get("by", ""))
                for one in voices
                if product in (one.get("products") or self.sources[one["source"]]["products"])
            ]
            verdicts.append(weigh((sign, self.sources[source]["class"], by) for sign, source, by in signs))
            heard += signs
        verdict = PAIRS[frozenset(verdicts)] if len(set(verdicts)) > 1 else verdicts[0]
        verdict = "searched" if verdict == "unverified" and "searched" in fact else verdict
        support, against = (list(dict.fromkeys(source for one, source, _ in heard if one == sign)) for sign in "+-")
        seen, unseen = ({by for one, _, by in heard if one == sign and by} for sign in "+-")
        read, denied = ({source for one, source, by in heard if one == sign and not by} for sign in "+-")
        deciding = frozenset(one for one in (*support, *against) if self.sources[one]["class"] in AUTHORITIES)
        return Known(
            verdict=verdict,
            backer=name_backer({self.sources[one]["class"] for one in support}) if verdict == "reported" else "",
            support=tuple(support),
            voices=len(read) + len(seen),
            origins=self.count_origins(read) + len(seen),
            seen=len(seen),
            against=tuple(against),
            opposing=self.count_origins(denied) + len(unseen),
            unseen=len(unseen),
            deciding=deciding,
            undated=self._is_undated(deciding & set(support)),
            silent=[one["stance"] for one in voices].count("silent"),
            wordless=len([one for one in voices if self._is_wordless(one)]),
            replaced=len([one for one in voices if "past" not in fact and "superseded_by" in self._source(one)]),
            by_product=tuple(zip(fact["products"], verdicts, strict=True)),
        )

    def _source(self, one: Record) -> Record:
        return self.sources[one["source"]]

    def _is_undated(self, confirming: frozenset[str]) -> bool:
        return bool(confirming) and not any("date" in self.sources[one] for one in confirming)

    def _is_wordless(self, one: Record) -> bool:
        takes_sides = one["stance"] in ("supports", "contradicts")
        return takes_sides and self._source(one)["class"] in AUTHORITIES and not {"quote", "locator"} <= set(one)

    # Waits

    def list_waits(self, product: str) -> list[Record]:
        """Return the waits of a product that stand and leave a day to withdraw, in the order of their file."""
        return [
            one
            for one in self.data["waiting_periods"]
            if product in one["products"]
            and one.get("withdrawable") != "false"
            and self.know("waiting_periods", one).support
            and self.know("waiting_periods", one).verdict != "refuted"
            and "duration" in self.resolve(one["value"])
            and "to" not in self.resolve(one["value"])
        ]

    def order_waits(self, product: str) -> list[Record]:
        """Return the first waiting period of each length, the shortest first."""
        lengths = {count_days(self.resolve(one["value"])): one for one in reversed(self.list_waits(product))}
        return [lengths[days] for days in sorted(lengths)]


def name_voice(voice: Record) -> tuple[str, str]:
    """Return who speaks: the source, and which device where a reader saw it."""
    return voice["source"], voice.get("seen", {}).get("by", "")


def contradict(one: Reply, other: Reply) -> bool:
    """Say whether two answers exclude each other; the article's statements speak against nobody."""
    shared = set(one.record["products"]) & set(other.record["products"])
    platforms = [set(each.record.get("platforms", [])) for each in (one, other)]
    apart = all(platforms) and not platforms[0] & platforms[1]
    differ = "" not in (one.says, other.says) and one.says != other.says
    return bool(differ and shared and not apart and other.kind != "statements")


def weigh(signs: Iterable[tuple[str, str, str]]) -> str:
    """Return the verdict for one product from (sign, class, device) of each voice."""
    counted = {one for one in signs if one[0]}
    authorities = {one for one in counted if one[1] in AUTHORITIES}
    several = {sign for sign in "+-" if len({by for one, _, by in counted if by and one == sign}) > 1}
    screens = {one for one in counted if one[2]} if "+" in several or (several and authorities) else set()
    deciding = authorities | screens
    ground = deciding or counted
    sides = {one[0] for one in ground}
    if sides == {"+"}:
        return "confirmed" if deciding else "reported"
    if sides == {"-"}:
        weak = {name for _, name, _ in ground} <= {"blog", "observation"} and "-" not in several
        return "disputed" if weak else "refuted"
    return "disputed" if sides else "unverified"


def name_backer(classes: set[str]) -> str:
    """Return who reports what sources of some classes say: a reader's screen, the press, a re-creation, or the web."""
    if "observation" in classes:
        return "seen"
    return "press" if "press" in classes else "recreation" if "recreation" in classes else "web"


def count_days(value: Record) -> int:
    """Return about how many days a duration has; hours and minutes have none."""
    found = re.fullmatch(r"P(\d+)([DMY])", value["duration"])
    return int(found[1]) * {"D": 1, "M": 30, "Y": 365}[found[2]] if found else 0


def _trim(figure: str) -> str:
    """Return a figure without the zeros at its end: 0.10 CNY is 0.1 CNY."""
    return re.sub(r"(\.\d*?)0+(?!\d)", r"\1", figure).replace(". ", " ").removesuffix(".")


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


_TRUTHS: list[tuple[Any, Truth]] = []


def truth_of(data: Data) -> Truth:
    """Return the judge of some data, the same one each time for the same data."""
    for known, truth in _TRUTHS:
        if known is data:
            return truth
    _TRUTHS.insert(0, (data, Truth(data)))
    del _TRUTHS[4:]
    return _TRUTHS[0][1]
