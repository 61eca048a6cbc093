"""HTML of a page -> less HTML: the same words with few elements, a row as a line, a mark that leads to the evidence."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from guide.site.tree import Element, find_all, read_text
from guide.site.twins.inline import SHAPES, is_read, list_classes, squeeze

_KEPT = {"p", "ul", "ol", "li", "b", "i", "br", "blockquote", "q", "code", "pre", "figcaption"}
_NAMES = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "strong": "b", "em": "i"}
_APART = {"div", "section", "figure", "details", "summary", "dl", "article"}
"""What stands in lines of its own, and means nothing more."""
_OPEN = {"br", "p", "li"}
"""What need not be closed: the next one, or the end of what it stands in, closes it."""
_KNOWN = "scope"
"""The column that says of which product a row is: here all are of one."""
_TWICE = {"reasons", "grounds", "jump"}
"""Classes of what stands elsewhere in the edition: the questions that lead to a task, and what a question rests on."""


@dataclass(frozen=True)
class Manner:
    """How a page is written: where a link leads, if anywhere, and what stands for a block of evidence."""

    lead: Callable[[str], str | None]
    prove: Callable[[Element], str]


def write_page(root: Element, manner: Manner) -> str:
    """Return what stands in an element. Every id is kept: whoever binds the pages knows which of them is needed."""
    return _write_inside(root, manner)


def _write_inside(element: Element, manner: Manner) -> str:
    parts = [_squeeze(element.text)]
    for child in element:
        parts += [_write(child, manner) if _is_wanted(child) else "", _squeeze(child.tail)]
    return "".join(parts)


def _is_wanted(element: Element) -> bool:
    return is_read(element) and _TWICE.isdisjoint(list_classes(element))


def _squeeze(text: str | None) -> str:
    """Return a text as HTML with the spaces that it needs: one for any number, none for a line between elements."""
    if not text or (text.isspace() and "\n" in text):
        return ""
    told = squeeze(text)
    return html.escape(f"{' ' * text[0].isspace()}{told}{' ' * (text[-1].isspace() and bool(told))}", quote=False)


def _write(element: Element, manner: Manner) -> str:
    if "evidence" in list_classes(element):
        return manner.prove(element)
    write = _WRITERS.get(element.tag)
    return write(element, manner) if write else _write_other(element, manner)


def _write_other(element: Element, manner: Manner) -> str:
    tag, inner = _NAMES.get(element.tag, element.tag), _write_inside(element, manner)
    if tag in _KEPT or tag in _NAMES.values():
        return _wrap(tag, element, inner) if inner or tag == "br" else ""
    if tag in _APART:
        return _wrap("div", element, inner) if inner and (element.get("id") or not inner.startswith("<")) else inner
    return _write_span(list_classes(element), element, inner)


def _write_span(classes: list[str], element: Element, inner: str) -> str:
    if "verdict" in classes:
        return f"<b>{write_mark(element)}</b>"
    if "tag" in classes or "tag-title" in classes:
        return f"<i>{inner}</i> "
    return _wrap("span", element, inner) if element.get("id") else inner


def write_mark(mark: Element) -> str:
    """Return a verdict as the page shows it, by a sign and its words."""
    name = list_classes(mark)[1].removeprefix("verdict-")
    return f"{write_sign(name)} {html.escape(squeeze(read_text(mark)), quote=False)}"


def write_sign(verdict: str) -> str:
    """Return the sign of a verdict."""
    return SHAPES.get(verdict, SHAPES["unverified"])


def _wrap(tag: str, element: Element, inner: str) -> str:
    anchor = f' id="{element.get("id")}"' if element.get("id") else ""
    language = f' lang="{element.get("lang")}"' if tag in ("q", "blockquote") and element.get("lang") else ""
    return f"<{tag}{anchor}{language}>{inner}" + ("" if tag in _OPEN else f"</{tag}>")


def _write_link(link: Element, manner: Manner) -> str:
    inner = _write_inside(link, manner)
    address = manner.lead(link.get("href", ""))
    return f'<a href="{html.escape(address)}">{inner}</a>' if address else inner


def _write_terms(terms: Element, manner: Manner) -> str:
    return f"<ul>{''.join(_list_terms(terms, manner))}</ul>"


def _list_terms(terms: Element, manner: Manner) -> Iterator[str]:
    for group in terms:
        term, *told = [_write_inside(part, manner) for part in group if part.tag in ("dt", "dd")] or [""]
        if "".join(told):
            yield f"<li><i>{term}</i> {' '.join(told)}"


def _write_table(table: Element, manner: Manner) -> str:
    """Return a table: as a list where each row is a record that has evidence or more to tell."""
    if find_all(table, "./tbody/tr[@class='row-proof']"):
        records = find_all(table, "./tbody[not(@class)]")
        return f"<ul class=rows>{''.join(_write_record(body, manner) for body in records)}</ul>"
    return f"<table>{''.join(_write_table_rows(table, manner))}</table>"


def _write_table_rows(table: Element, manner: Manner) -> Iterator[str]:
    for row in find_all(table, "./thead/tr | ./tbody/tr | ./tfoot/tr"):
        cells = "".join(f"<{cell.tag}>{_write_inside(cell, manner)}" for cell in row)
        around = row.getparent()
        anchor = row.get("id") or (None if around is None else around.get("id"))
        yield f'<tr id="{anchor}">{cells}' if anchor else f"<tr>{cells}"


def _write_record(body: Element, manner: Manner) -> str:
    row, *proofs = body
    cells = [cell for cell in row if not {"empty", f"cell-{_KNOWN}"} & {*list_classes(cell)}]
    cells.sort(key=lambda cell: "cell-title" not in list_classes(cell))
    name, *others = cells
    told = [f"<b>{_write_inside(name, manner)}</b>", *(_write_cell(cell, manner) for cell in others)]
    told += [_write_inside(proof[0], manner) for proof in proofs]
    return _wrap("li", body, " ".join(filter(None, told)))


def _write_cell(cell: Element, manner: Manner) -> str:
    inner = _write_inside(cell, manner).strip()
    return f"<i>{html.escape(cell.get('data-label', ''), quote=False)}</i> {inner}" if inner else ""


_WRITERS: Mapping[str, Callable[[Element, Manner], str]] = {"a": _write_link, "dl": _write_terms, "table": _write_table}
"""What has a way of its own to be written."""
