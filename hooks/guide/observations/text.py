"""An observation as a short text with a line for each thing, which people copy, send and paste; and back again."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from guide.checks.numbers import find_numbers
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.model.records import Label, Step
from guide.model.vocabulary import Platform, Product
from guide.observations.fold import fold_letters, join_lines, strip_quotes
from guide.observations.personal import find_personal

FIELDS = ("product", "platform", "version", "day", "step", "days", "mark", "words")
"""What a text tells, one a line. In every language a label `observation.<field>` is what a line begins with."""
_NEEDED = ("product", "platform", "version", "day", "words")
MOST_DAYS = 999
_LONGEST = 400  # of words, as of any quote
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
Place: TypeAlias = tuple[int, Message]
"""Where in a text something is wrong, and what."""


@dataclass(frozen=True)
class Observation:
    """What one reader saw on one screen. `step` is the id of the screen, `days` the number that it gives, if any.

    `words` are the screen's own; `language` is the one that the text is written in.
    """

    product: Product
    platform: Platform
    version: str
    day: str
    step: str | None
    days: int | None
    words: str
    mark: str
    language: str


@dataclass(frozen=True)
class _Value:
    """What stands behind the name of a field: where it begins, and as it was written."""

    start: int
    written: str

    @property
    def plain(self) -> str:
        return " ".join(strip_quotes(fold_letters(join_lines(self.written))).split())


def read_observation(text: str, guide: Guide, today: datetime.date) -> Observation | tuple[Place, ...]:
    """Return what a text tells, or everything in it that could not be read, in the order of the text."""
    values, language = _split(text, guide)
    reader = _Reader(guide, today)
    read: dict[str, object] = {}
    wrong: list[Place] = list(_refuse_persons(values))
    for field in FIELDS:
        told = getattr(reader, f"read_{field}")(values[field].plain) if field in values and field != "words" else None
        if isinstance(told, Message):
            wrong.append((values[field].start, told))
        elif field in _NEEDED and not (values[field].plain if field in values else ""):
            wrong.append((len(text.rstrip()), Message("observation/lacking", field=_name(field, guide, language))))
        else:
            read[field] = told
    words = _read_words(values["words"].written) if "words" in values else ""
    if len(words) > _LONGEST:
        wrong.append((values["words"].start, Message("observation/long", most=_LONGEST)))
    if wrong:
        return tuple(sorted(wrong, key=lambda place: place[0]))
    mark = read["mark"] or _make_mark(read, words)
    return Observation(**{**read, "words": words, "mark": mark, "language": language})  # type: ignore[arg-type]


def list_names(guide: Guide) -> Mapping[str, Mapping[str, str]]:
    """Return what a line of each field begins with, by language."""
    labels = {label.id: label for label in guide.of(Label)}
    return {field: dict(labels[f"observation.{field}"].text.items()) for field in FIELDS}


def _name(field: str, guide: Guide, language: str) -> str:
    names = list_names(guide)[field]
    return names.get(language) or next(iter(names.values()))


def _split(text: str, guide: Guide) -> tuple[dict[str, _Value], str]:
    """Return what stands behind the name of each field, and the language of the names.

    Words in brackets of their own end where the last bracket closes, whatever they name.
    """
    names = [(fold_letters(name), field, code) for field, by in list_names(guide).items() for code, name in by.items()]
    plain = _hide_words(fold_letters(text), names)
    found: list[tuple[int, int, str, str]] = []
    for name, field, code in sorted(names, key=lambda each: -len(each[0])):
        for one in re.finditer(rf"(?:^|[\s>|,;。*_\"'(\[]){_spread(name)}[\s*_]*[:=]", plain, re.M):
            if not any(start < one.end() <= end or start <= one.start() < end for start, end, *_ in found):
                found.append((one.start(), one.end(), field, code))
    first = {one[2]: one for one in sorted(found, reverse=True)}  # later it is a word like any other
    found = sorted(first.values())
    ends = [*(start for start, *_ in found[1:]), *([len(text)] if found else [])]
    values = {field: _Value(end, text[end:stop]) for (_, end, field, _), stop in zip(found, ends, strict=True)}
    codes = [code for *_, code in found]
    return values, max(guide.subject.languages, key=codes.count)


def _spread(name: str) -> str:
    """Return a pattern for a name between whose letters a chat program may have put a blank or the end of a line."""
    return r"\s*".join(re.escape(letter) for letter in name if not letter.isspace())


def _hide_words(plain: str, names: Iterable[tuple[str, str, str]]) -> str:
    """Return a text in which the words of the screen name no field, where they stand in quotation marks."""
    every = "|".join(_spread(name) for name, *_ in names)
    own = "|".join(_spread(name) for name, field, _ in names if field == "words")
    found = re.search(rf"(?:{own})[\s*_]*[:=]\s*\"(.*?)\"(?=[\s>*_]*(?:$|\n|(?:{every})[\s*_]*[:=]))", plain, re.S)
    return plain if not found else plain[: found.start(1)] + "." * len(found[1]) + plain[found.end(1) :]


def _read_words(written: str) -> str:
    """Return the words of a screen on one line, without the quotation marks around them and what comes behind."""
    quoted = re.match(r"[\s>*_]*[\"\u201c\u300c\u300e\uff02](.*)[\"\u201d\u300d\u300f\uff02]", written, re.S)
    return strip_quotes(join_lines(quoted[1] if quoted else written))


def _refuse_persons(values: Mapping[str, _Value]) -> Iterator[Place]:
    """Yield where a text gives a person away. What the day and the device's own mark hold is no number of a person."""
    for field, value in values.items():
        for name, start, end in find_personal(value.written) if field not in ("day", "mark", "version") else ():
            yield (
                value.start + start,
                Message(f"observation/personal-{name}", written=shorten(value.written[start:end])),
            )
    version = values.get("version")
    if version and re.search(r"[0-9]{6}", version.plain):
        yield version.start, Message("observation/personal-number", written=shorten(version.plain))


def _make_mark(read: Mapping[str, object], words: str) -> str:
    """Return a mark for a text that has none: the same text has the same."""
    told = "|".join([*(str(read[field]) for field in FIELDS if field in read), words])
    number = int.from_bytes(hashlib.sha256(told.encode()).digest()[:8])
    return "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(6))


@dataclass(frozen=True)
class _Reader:
    """Reads what stands behind the name of a field: what it means, or a message that nobody can tell."""

    guide: Guide
    today: datetime.date

    def read_product(self, written: str) -> Product | Message:
        names = {product.id: product.names for product in self.guide.subject.products}
        found = _find_longest(written, self._name_words("product", names))
        return Product(found) if found else _explain(written, names)

    def read_platform(self, written: str) -> Platform | Message:
        names = {platform.id: platform.names for platform in self.guide.subject.platforms}
        found = _find_longest(written, self._name_words("platform", names))
        return Platform(found) if found else _explain(written, names)

    def read_version(self, written: str) -> str | Message:
        found = re.search(r"[0-9]+(?: ?\. ?[0-9]+){1,3}", written)
        return found[0].replace(" ", "") if found else Message("observation/version", written=shorten(written))

    def read_day(self, written: str) -> str | Message:
        found = re.search(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})", written)
        try:
            day = datetime.date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if day is None:
            return Message("observation/day", written=shorten(written))
        return Message("observation/future", written=day.isoformat()) if day > self.today else day.isoformat()

    def read_step(self, written: str) -> str | None:
        """Return the screen that is named: by its id, which stands in brackets behind the title, or by its title."""
        steps = self.guide.of(Step)
        tokens = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.sub(r"\s*-\s*", "-", written))
        named = [token for token in tokens if any(step.id == token for step in steps)]
        titles = [(fold_letters(title), step.id) for step in steps for _, title in step.title.items()]
        return named[-1] if named else _find_longest(written, titles)

    def read_days(self, written: str) -> int | Message | None:
        """Return the number of days; none where it says in words that the screen gives none."""
        numbers = find_numbers(written)
        if not numbers:
            return None
        days = max(numbers)
        fits = 0 < days <= MOST_DAYS and days == int(days)
        return int(days) if fits else Message("observation/days", written=shorten(written), most=MOST_DAYS)

    def read_mark(self, written: str) -> str | Message | None:
        mark = re.sub(r"\s", "", written)
        if not mark:
            return None
        return mark if re.fullmatch("[a-z0-9]{6}", mark) else Message("observation/mark", written=shorten(written))

    def _name_words(self, family: str, names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
        """Yield (what it is called, the word) for each word of a list: its id, its labels, and names of it alone."""
        labels = {label.id: label for label in self.guide.of(Label)}
        for word, own in names.items():
            others = [name for other, theirs in names.items() if other != word for name in theirs]
            shown = [labels[name] for name in (f"{family}.{word}", f"choice.{word}") if name in labels]
            yield from ((fold_letters(text), word) for label in shown for _, text in label.text.items())
            yield from ((fold_letters(name), word) for name in (word, *own) if name not in others)


def _explain(written: str, known: Iterable[str]) -> Message:
    return Message("observation/word", written=shorten(written), known=tuple(known))


def _find_longest(written: str, names: Iterable[tuple[str, str]]) -> str | None:
    """Return the word whose longest name stands in what is written, blanks left out; None where there is none."""
    squeezed = re.sub(r"\s", "", written)
    found = [(len(name), word) for name, word in names if name and re.sub(r"\s", "", name) in squeezed]
    return max(found)[1] if found else None
