"""Reads a page back: from the HTML alone to plain data, place by place. Knows the page's marks, nothing of the code.

A place is (page, view, unit): the row of a table, a question, a bar, or what is left of a view around them. All that
stands in a place is read. Text becomes a string, in which

    [P60D @waiting_periods/cool-60-intl]    is a figure, typed, and the record that it is the figure of
    [words](timeline/#states-done)          is a link, its target counted from the root of the language
    <weixin: 微信（+86）>                    is a word of a closed list, with its mark

A list becomes a list, anything else a mapping from the marks of its parts to what they hold. What the reader does not
know is an error, so that nothing on a page goes unread.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lxml import html
from lxml.html import HtmlElement as Element

from expected import BOUNDS, MONEY, PERCENT, PLURALS, UNITS
from raw import CURRENCIES, folder_of, squeeze

Place = tuple[str, str, str]

SIGNS = {"over": ">", "at_least": "≥", "at_most": "≤", "about": "~"}
_AMOUNT = re.compile(rf"([\d.]+) ({'|'.join(CURRENCIES)})")
SCRIPTED = {
    "plan-bar",
    "plan-shared",
    "outcome",
    "plan-more",
    "given",
    "plan-tools",
    "date-form",
    "observation-form",
    "observation-where",
}
"""What stays hidden until a script shows it: words of the interface, and nothing from the data."""
INLINE = {"a", "b", "br", "data", "small", "span", "time", "label", "input", "q"}
UNNAMED = {
    "view",
    "nb",
    "row",
    "on-screen",
    "facts",
    "compact",
    "records",
    "empty",
    "class",
    "button",
    "admonition",
    "limits",
}
QUIET = {"data-label", "data-places", "data-rest", "data-search-exclude", "data-column", "data-view", "data-record"}
UNIT = (
    "self::tbody[ancestor::*[@data-view] and not(contains(@class, 'group'))] or self::li[@id]"
    " or self::li[contains(@class, 'open-end')] or self::*[@data-view] or self::section[@id]"
    " or self::ul[contains(@class, 'jump')] or self::div[contains(@class, 'register')]"
)


class UnreadError(AssertionError):
    """Something stands on the page that the reader does not know."""


@dataclass(frozen=True)
class Reader:
    """Reads the pages of one language. `shapes` gathers how each verdict is drawn."""

    language: str
    shapes: dict[str, set[str]] = field(default_factory=dict)

    def read_page(self, main: Element, address: str) -> dict[Place, Any]:
        """Return what every place of a page holds, in order; `address` is the page's, such as `timeline/`."""
        found: dict[Place, Any] = {}
        main = deepcopy(main)
        for element in [one for one in main.iter() if set((one.get("class") or "").split()) & SCRIPTED]:
            element.drop_tree()
        for view, unit, element in split(main):
            if view:
                place = (address, view, unit)
                assert place not in found, f"{place} stands twice"
                found[place] = self._read_unit(element, address)
            else:
                found |= self._read_prose(element, address)
        return dict(reversed(found.items()))

    def _read_prose(self, element: Element, address: str) -> dict[Place, Any]:
        """Return the figures in the page's own text, in order, and what else the text has no right to hold."""
        strays = element.xpath(".//figure | .//*[@data-view] | .//svg | .//dl | .//table[@class or @data-view]")
        if strays:
            raise UnreadError(f"{address}: <{strays[0].tag} class={strays[0].get('class')}> belongs to no view")
        told = [self.read_inline(figure, address) for figure in _wrap_all(element.xpath(".//data"))]
        headings = [squeeze(heading.text_content()) for heading in element.xpath(".//h3[not(@id)]")]
        paths = [squeeze(path.text_content()) for path in element.xpath(".//span[@class='path']")]
        parts = (("figures", told), ("headings", headings), ("paths", paths))
        return {(address, "prose", name): read for name, read in parts if read}

    def _read_unit(self, element: Element, address: str) -> Any:
        if element.tag == "tbody":
            return self._read_row(element, address)
        return self.read_block(element, address)

    def _read_row(self, body: Element, address: str) -> dict[str, Any]:
        """Return a record: its cells by column, each under the heading that the table has there."""
        table = next(body.iterancestors("table"))
        heads = table.xpath("./thead/tr/th")
        names = [head.get("data-column") or squeeze(head.text_content()) for head in heads]
        row, *proofs = body.xpath("./tr")
        cells = row.xpath("./td")
        labels = [cell.get("data-label") for cell in cells if heads]
        names = names or [_name(cell) for cell in cells]
        if labels != [squeeze(head.text_content()) for head in heads]:
            raise UnreadError(f"{address}: {body.get('id')}: a cell is called what its column is not: {labels}")
        if len(proofs) > 1 or body.xpath("./*[not(self::tr)] | ./tr/*[not(self::td)]"):
            raise UnreadError(f"{address}: {body.get('id')}: a row of more than cells and evidence")
        found = {**_read_attributes(body)}
        found |= {name: self.read_block(cell, address) for name, cell in zip(names, cells, strict=True)}
        for proof in proofs:
            found |= self.read_block(proof.xpath("./td")[0], address)
        return found

    def read_block(self, element: Element, address: str) -> Any:
        """Return what an element holds: a string, a list, or a mapping by the marks of its parts."""
        if element.tag == "svg":
            return self._read_drawing(element)
        if element.tag == "table":
            return self._read_head(element)
        blocks = [child for child in _list_children(element) if not _is_inline(child)]
        attributes = _read_attributes(element)
        if not blocks and element.tag not in ("ul", "ol"):
            told = self.read_inline(element, address)
            return {**attributes, "text": told} if attributes else told
        if element.tag in ("ul", "ol"):
            items: Any = [self.read_block(item, address) for item in _list_children(element)]
            return {**attributes, "items": items} if attributes else items
        return attributes | self._read_parts(element, address)

    def _read_parts(self, element: Element, address: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        text = self.read_inline(element, address, blocks=False)
        if text:
            found["text"] = text
        for child in _list_children(element):
            if _is_inline(child):
                continue
            name, told = _name(child), self.read_block(child, address)
            if name in found:
                told = [*(found[name] if isinstance(found[name], list) else [found[name]]), told]
            found[name] = told
        return found

    def _read_head(self, table: Element) -> dict[str, Any]:
        """Return what is left of a table without its rows: caption, columns and their headings, and the foot."""
        heads = [(head.get("data-column") or "", squeeze(head.text_content())) for head in table.xpath("./thead//th")]
        foot = [squeeze(cell.text_content()) for cell in table.xpath("./tfoot//td")]
        groups = [
            f"{group.get('data-products')}: {self.read_inline(group.xpath('./tr/th')[0], '')}"
            for group in table.xpath("./tbody[contains(@class, 'group')]")
        ]
        parts = {
            "caption": squeeze(" ".join(table.xpath("./caption//text()"))),
            "columns": [f"{name}: {words}" if name else words for name, words in heads],
            "foot": foot,
            "groups": groups,
        }
        return {name: told for name, told in parts.items() if told}

    def read_inline(self, element: Element, address: str, blocks: bool = True) -> str:
        """Return the words, figures, links and tags of an element; without `blocks`, leave all else out."""
        told = element.text or ""
        for child in _list_children(element):
            if _is_inline(child):
                told += self._read_mark(child, address)
            elif blocks:
                raise UnreadError(f"{address}: <{child.tag} class={child.get('class')}> inside words")
            told += child.tail or ""
        return squeeze(told)

    def _read_mark(self, element: Element, address: str) -> str:
        if element.tag == "data":
            return self._read_figure(element)
        inner = self._read_inside(element, address)
        if element.tag == "a":
            return self._read_link(element, squeeze(inner), address)
        if element.tag == "span":
            return _read_span(element, inner)
        marks = {"br": " / ", "time": f"<time {squeeze(inner)}>", "q": f"“{squeeze(inner)}”{_read_language(element)}"}
        return marks.get(element.tag, inner) if element.tag != "input" else _read_input(element)

    def _read_link(self, link: Element, words: str, address: str) -> str:
        told = f"[{words}]({resolve(link.get('href'), address, self.language)})"
        told += f"{{{cited}}}" if (cited := link.get("data-cite")) else ""
        return told + _read_language(link) + _read_trust(link)

    def _read_inside(self, element: Element, address: str) -> str:
        """Return what stands inside a mark, its spaces as they are, since the mark may stand inside a sentence."""
        told = element.text or ""
        for child in _list_children(element):
            if child.tag == "svg":
                self._note_shape(element, child)
            elif _is_inline(child):
                told += self._read_mark(child, address)
            else:
                raise UnreadError(f"{address}: <{child.tag} class={child.get('class')}> inside words")
            told += child.tail or ""
        return told

    def _note_shape(self, holder: Element, drawing: Element) -> None:
        item = next(
            one for one in (holder, *holder.iterancestors()) if re.search("verdict-|moment-", one.get("class") or "")
        )
        found = re.search(r"(?:verdict|moment)-(\w+)", item.get("class"))
        assert found
        inside = "".join(html.tostring(one, encoding="unicode", with_tail=False) for one in drawing)
        self.shapes.setdefault(found[1], set()).add(inside)

    def _read_drawing(self, drawing: Element) -> list[str]:
        """Return what is drawn, and where, in percent; in a drawing that is a hundred wide, plain numbers are that."""
        percent = "" if (drawing.get("viewbox") or drawing.get("viewBox") or "").startswith("0 0 100 ") else "%"
        return [
            squeeze(
                " ".join(
                    [
                        item.get("class") or item.tag,
                        *(at for at in map(item.get, ("x", "x1", "width", "cx")) if at and percent in at),
                        item.text or "",
                    ]
                )
            )
            for item in drawing
        ]

    def _read_figure(self, figure: Element) -> str:
        words = squeeze(figure.text_content())
        typed = read_measure(words, self.language)
        if _machine(typed) != normalize_machine(figure.get("value") or ""):
            raise UnreadError(f"{words} is marked as {figure.get('value')} and read as {typed}")
        record = figure.get("data-record")
        return f"[{typed} @{record}]" if record else f"[{typed}]"


def split(root: Element) -> Iterator[tuple[str, str, Element]]:
    """Yield (view, unit, element) of every place of a page, inner ones first; the view of the text around is empty."""
    rest = deepcopy(root)
    seen: Counter[tuple[str, str]] = Counter()
    units = []
    for element in rest.xpath(f"descendant::*[{UNIT}]"):
        name = _name_view(element), _name_unit(element)
        seen[name] += 1
        units.append((name[0], f"{name[1]}#{seen[name]}" if seen[name] > 1 else name[1], element))
    for view, unit, element in reversed(units):
        yield view, unit, element
        element.drop_tree()
    yield "", "", rest


def _name_view(element: Element) -> str:
    for one in (element, *element.iterancestors()):
        if one.get("data-view"):
            return str(one.get("data-view"))
    return _name(element)


def _name_unit(element: Element) -> str:
    own = element.get("id") or element.get("data-answer") or element.get("data-product")
    own = own or (element.get("data-record") if element.tag == "div" else None)
    if own or element.tag != "tbody":
        return own or ""
    target = str(element.xpath(".//td//a/@href")[0]).partition("#")[2]
    return " ".join([*element.xpath("ancestor::section[@data-view='disagreements']/@id"), target])


def _list_children(element: Element) -> list[Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _is_inline(element: Element) -> bool:
    return element.tag in INLINE and all(_is_inline(child) or child.tag == "svg" for child in _list_children(element))


def _name(element: Element) -> str:
    names = [name for name in (element.get("class") or "").split() if name not in UNNAMED]
    return str(element.get("data-column") or (names[0] if names else element.tag))


def _read_span(element: Element, inner: str) -> str:
    """Return a verdict, a word of a closed list, a publisher or an address with its mark; other words as they are."""
    names = (element.get("class") or "").split()
    if "verdict" in names:
        return f"<{names[1].removeprefix('verdict-')}: {squeeze(inner)}: {element.get('title')}>"
    if names[:1] and names[0].startswith("found-"):
        return f"<{names[0]}: {squeeze(inner)}>"
    if names[:1] in (["tag"], ["state"]):
        mark = (names[1:] or [""])[-1].removeprefix("tag-").removeprefix("state-")
        return f"<{mark}: {squeeze(inner)}> "
    return f" ({names[0]}: {squeeze(inner)})" if names[:1] in (["publisher"], ["address"]) else inner


def _read_input(element: Element) -> str:
    return f"<{element.get('type')} {element.get('id')}>"


def _read_attributes(element: Element) -> dict[str, str]:
    """Return what an element says to scripts and style sheets beside what it says to readers."""
    found = {name: str(value) for name, value in element.items() if name.startswith("data-") and name not in QUIET}
    if element.tag == "blockquote" and element.get("lang"):
        found["lang"] = element.get("lang")
    if element.tag == "li":
        marks = [name for name in (element.get("class") or "").split() if "-" in name]
        found |= {"mark": marks[-1]} if marks else {}
    return found


def _read_language(element: Element) -> str:
    return f"{{{element.get('lang')}}}" if element.get("lang") else ""


def _read_trust(link: Element) -> str:
    """Return a mark behind a link that leaves the site without saying so to the browser."""
    outside = link.get("href", "").startswith("http")
    return "" if (link.get("rel") == "noopener noreferrer nofollow") == outside else "{rel?}"


def _wrap_all(figures: list[Element]) -> Iterator[Element]:
    for figure in figures:
        holder = html.Element("p")
        copy = deepcopy(figure)
        copy.tail = None
        holder.append(copy)
        yield holder


def resolve(href: str, address: str, language: str) -> str:
    """Return where a link leads, from the root of the page's language: `timeline/#states-done`, or an outer address."""
    if "://" in href:
        return href
    path, hash_, anchor = href.partition("#")
    here = folder_of(language)
    target = posixpath.normpath(posixpath.join("/", here, address, path)) if path else f"/{here}{address}".rstrip("/")
    inside = target.removeprefix(f"/{here}".rstrip("/")) if here else target
    if (here and inside == target) or (inside.startswith(("/data/", "/api/")) and "." in inside):
        return f"{target}{hash_}{anchor}"  # the data files have no language
    name = inside.strip("/")
    return f"{name}{'/' if name and '.' not in name else ''}{hash_}{anchor}"


# Figures: from the words of a language to one typed form, the inverse of what a reader is told.


def read_measure(words: str, language: str) -> str:
    """Return the typed figure that `words` tell: 至少 10 年 is ≥P10Y, 0.10 元 is 0.10 CNY, 6 项 is 6 项."""
    sign = ""
    for bound, prefix in BOUNDS[language].items():
        if words.startswith(prefix):
            sign, words = SIGNS[bound], words.removeprefix(prefix)
    for pattern, write in _list_patterns(language):
        found = re.fullmatch(pattern, words)
        if found:
            return sign + write(found)
    raise UnreadError(f"'{words}' is no figure that the reader knows ({language})")


Pattern = tuple[str, Callable[[re.Match[str]], str]]


def _list_patterns(language: str) -> Iterator[Pattern]:
    for unit, word in UNITS[language].items():
        letter, time = unit[-1], "T" if unit.startswith("T") else ""
        form = "{}WD".format if unit == "WD" else f"P{time}{{}}{letter}".format
        yield (
            rf"(\d+)(?:–(\d+))? (?:{word}|{PLURALS[language][unit]})",
            lambda found, form=form: "/".join(form(number) for number in found.groups() if number),  # type: ignore[misc]
        )
    ends = r"(\d+(?:\.\d+)?)(?:–(\d+(?:\.\d+)?))?"
    yield PERCENT[language].replace("{n}", ends), lambda found: "/".join(f"{end}%" for end in found.groups() if end)
    for currency, wording in MONEY[language].items():
        pattern = wording.replace("{n}", r"([\d,]+(?:\.\d\d)?)(?:–([\d,]+(?:\.\d\d)?))?")
        yield (
            pattern,
            lambda found, currency=currency: "/".join(_write_money(end, currency) for end in found.groups() if end),  # type: ignore[misc]
        )
    yield r"\d{4}(?:-\d\d){0,2}|\d+(?:\.\d+)+", lambda found: found[0]
    yield r"(.+) – (.+)", lambda found: "/".join(read_measure(end, language) for end in found.groups())
    yield r"([\d,]+) (.+)", lambda found: f"{found[1].replace(',', '')} {found[2]}"
    yield r"\d+", lambda found: found[0]


def _write_money(amount: str, currency: str) -> str:
    return f"{Decimal(amount.replace(',', '')).quantize(Decimal('0.01'))} {currency}"


def type_measure(value: dict[str, Any], language: str) -> str:
    """Return the same typed form of a figure as the YAML writes it."""
    sign = SIGNS.get(value.get("bound", ""), "")
    if "duration" in value:
        return sign + "/".join(value[name] for name in ("duration", "to") if name in value)
    if "working_days" in value:
        return sign + "/".join(f"{value[name]}WD" for name in ("working_days", "to_working_days") if name in value)
    if "percent" in value:
        return sign + "/".join(f"{value[name]}%" for name in ("percent", "to_percent") if name in value)
    if "money" in value:
        return sign + "/".join(_write_money(*value[name].split()) for name in ("money", "to_money") if name in value)
    if "count" in value:
        return f"{sign}{int(value['count'])} {value['unit'][language]}"
    return sign + str(value.get("date") or value["version"])


def _machine(typed: str) -> str:
    """Return what a machine is told of a typed figure: neither its bound nor what it counts."""
    bare = re.sub("^[>≥≤~]", "", typed)
    return bare if _AMOUNT.fullmatch(bare) else bare.partition(" ")[0]


def normalize_machine(written: str) -> str:
    """Return the `value` of a figure with its amount as money is written."""
    found = _AMOUNT.fullmatch(written)
    return _write_money(*found.groups()) if found else written
