"""HTML of a page -> less HTML: the same words with few elements, a row as a line, a mark that leads to the evidence."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from guide.site.element import Element, list_inside, read_text
from guide.site.twins.inline import SHAPES, is_read, squeeze

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
    """How a page is written: where a link leads, if anywhere, what stands for a block of evidence, and for an id."""

    lead: Callable[[str], str | None]
    prove: Callable[[Element], str]
    name: Callable[[str], str]


def write_page(root: Element, manner: Manner) -> str:
    """Return what stands in an element. Every id is kept: whoever binds the pages knows which of them is needed."""
    return _write_inside(root, manner)


def _write_inside(element: Element, manner: Manner) -> str:
    return "".join(
        _squeeze(piece) if isinstance(piece, str) else _write(piece, manner) if _is_wanted(piece) else ""
        for piece in element.inside
    )


def _is_wanted(element: Element) -> bool:
    return is_read(element) and _TWICE.isdisjoint(element.classes)


def _squeeze(text: str) -> str:
    """Return a text as HTML with the spaces that it needs: one for any number, none for a line between elements."""
    if text.isspace() and "\n" in text:
        return ""
    told = squeeze(text)
    return html.escape(f"{' ' * text[0].isspace()}{told}{' ' * (text[-1].isspace() and bool(told))}", quote=False)


def _write(element: Element, manner: Manner) -> str:
    if "evidence" in element.classes:
        return manner.prove(element)
    write = _WRITERS.get(element.tag)
    return write(element, manner) if write else _write_other(element, manner)


def _write_other(element: Element, manner: Manner) -> str:
    tag, inner = _NAMES.get(element.tag, element.tag), _write_inside(element, manner)
    if tag in _KEPT or tag in _NAMES.values():
        return _wrap(tag, element, inner, manner) if inner or tag == "br" else ""
    if tag in _APART:
        return (
            _wrap("div", element, inner, manner)
            if inner and (element.get("id") or not inner.startswith("<"))
            else inner
        )
    return _write_span(element, inner, manner)


def _write_span(element: Element, inner: str, manner: Manner) -> str:
    classes = element.classes
    if "verdict" in classes:
        return f"<b>{write_mark(element)}</b>"
    if "tag" in classes or "tag-title" in classes:
        return f"<i>{inner}</i> "
    return _wrap("span", element, inner, manner) if element.get("id") else inner


def write_mark(mark: Element) -> str:
    """Return a verdict as the page shows it, by a sign and its words."""
    name = mark.classes[1].removeprefix("verdict-")
    return f"{write_sign(name)} {html.escape(squeeze(read_text(mark)), quote=False)}"


def write_sign(verdict: str) -> str:
    """Return the sign of a verdict."""
    return SHAPES.get(verdict, SHAPES["unverified"])


def _wrap(tag: str, element: Element, inner: str, manner: Manner) -> str:
    anchor = f' id="{manner.name(element.get("id"))}"' if element.get("id") else ""
    language = f' lang="{element.get("lang")}"' if tag in ("q", "blockquote") and element.get("lang") else ""
    return f"<{tag}{anchor}{language}>{inner}" + ("" if tag in _OPEN else f"</{tag}>")


def _write_link(link: Element, manner: Manner) -> str:
    inner = _write_inside(link, manner)
    address = manner.lead(link.get("href"))
    return f'<a href="{html.escape(address)}">{inner}</a>' if address else inner


def _write_terms(terms: Element, manner: Manner) -> str:
    return f"<ul>{''.join(_list_terms(terms, manner))}</ul>"


def _list_terms(terms: Element, manner: Manner) -> Iterator[str]:
    for group in list_inside(terms):
        term, *told = [_write_inside(part, manner) for part in list_inside(group, "dt", "dd")] or [""]
        if "".join(told):
            yield f"<li><i>{term}</i> {' '.join(told)}"


def _write_table(table: Element, manner: Manner) -> str:
    """Return a table: as a list where each row is a record that has evidence or more to tell."""
    bodies = list_inside(table, "tbody")
    if any(row.classes == ("row-proof",) for body in bodies for row in list_inside(body, "tr")):
        records = [body for body in bodies if "class" not in body.given]
        return f"<ul class=rows>{''.join(_write_record(body, manner) for body in records)}</ul>"
    return f"<table>{''.join(_write_table_rows(table, manner))}</table>"


def _write_table_rows(table: Element, manner: Manner) -> Iterator[str]:
    for body in list_inside(table, "thead", "tbody", "tfoot"):
        for row in list_inside(body, "tr"):
            cells = "".join(f"<{cell.tag}>{_write_inside(cell, manner)}" for cell in list_inside(row))
            anchor = row.get("id") or body.get("id")
            yield f'<tr id="{manner.name(anchor)}">{cells}' if anchor else f"<tr>{cells}"


def _write_record(body: Element, manner: Manner) -> str:
    row, *proofs = list_inside(body)
    cells = [cell for cell in list_inside(row) if not {"empty", f"cell-{_KNOWN}"} & {*cell.classes}]
    cells.sort(key=lambda cell: "cell-title" not in cell.classes)
    name, *others = cells
    told = [f"<b>{_write_inside(name, manner)}</b>", *(_write_cell(cell, manner) for cell in others)]
    told += [_write_inside(list_inside(proof)[0], manner) for proof in proofs]
    return _wrap("li", body, " ".join(filter(None, told)), manner)


def _write_cell(cell: Element, manner: Manner) -> str:
    inner = _write_inside(cell, manner).strip()
    return f"<i>{html.escape(cell.get('data-label'), quote=False)}</i> {inner}" if inner else ""


_WRITERS: Mapping[str, Callable[[Element, Manner], str]] = {"a": _write_link, "dl": _write_terms, "table": _write_table}
"""What has a way of its own to be written."""
