"""The blocks of a page: HTML -> Markdown, with its tables as tables and the evidence of each row below them."""

from __future__ import annotations

from collections.abc import Iterator

from guide.site.tree import Element, find_all, read_text
from guide.site.twins.inline import (
    Manner,
    escape,
    is_read,
    list_classes,
    squeeze,
    write_block,
    write_inline,
    write_one,
)

_BLOCKS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "div", "section", "figure", "figcaption"),
    *("dl", "blockquote", "details", "summary", "pre"),
}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_MARGIN = 4
"""The columns that the text of a list item is moved in by."""
_BETWEEN = " · "


def write_blocks(element: Element, manner: Manner) -> Iterator[str]:
    """Yield the blocks in an element, without blank lines between them."""
    line = escape(element.text)
    for child in element:
        if _is_block(child):
            yield from _end(line)
            line = ""
            yield from _write_block(child, manner) if is_read(child) else ()
        elif is_read(child):
            line += f"**{write_inline(child, manner)}**\n" if _names_tab(child) else write_one(child, manner)
        line += escape(child.tail)
    yield from _end(line)


def _end(line: str) -> Iterator[str]:
    text = squeeze(line)
    if text:
        yield write_block(text)


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCKS or (len(element) > 0 and any(True for _ in element.iterdescendants(*_BLOCKS)))


def _names_tab(element: Element) -> bool:
    parent = element.getparent()
    return element.tag == "label" and parent is not None and "tabbed-set" in list_classes(parent)


def _write_block(element: Element, manner: Manner) -> Iterator[str]:
    tag = element.tag
    if tag in _HEADINGS:
        yield f"{_HEADINGS[tag]} {write_inline(element, manner)}"
    elif tag in ("ul", "ol"):
        yield from _write_list(element, manner)
    elif tag == "dl":
        yield "\n".join(_write_terms(element, manner))
    elif tag == "table":
        yield from _write_table(element, manner)
    elif tag == "blockquote":
        yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(write_blocks(element, manner)).split("\n"))
    elif tag == "pre":
        yield "\n".join(f"    {line}" for line in read_text(element).strip("\n").split("\n"))
    elif "evidence" in list_classes(element):
        yield from write_evidence(element, manner)
    elif "admonition-title" in list_classes(element):
        yield f"**{write_inline(element, manner)}**"
    else:
        yield from write_blocks(element, manner)


def _write_list(element: Element, manner: Manner) -> Iterator[str]:
    items = [list(write_blocks(item, manner)) for item in element if item.tag == "li" and is_read(item)]
    items = [blocks for blocks in items if blocks]
    marks = (f"{number}." if element.tag == "ol" else "-" for number in range(1, len(items) + 1))
    written = [_hang(mark, "\n\n".join(blocks)) for mark, blocks in zip(marks, items, strict=True)]
    if written:
        yield ("\n" if all(len(blocks) == 1 for blocks in items) else "\n\n").join(written)


def _hang(mark: str, text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"{mark:<{_MARGIN}}{first}", *(f"{' ' * _MARGIN}{line}".rstrip() for line in others)])


def _write_terms(element: Element, manner: Manner) -> Iterator[str]:
    for group in element:
        words = [write_cell(part, manner) for part in group if part.tag in ("dt", "dd")]
        if len(words) > 1:
            yield _hang("-", f"**{words[0]}** {' '.join(words[1:])}")


# Tables


def _write_table(table: Element, manner: Manner) -> Iterator[str]:
    """Yield a table, and what is known of the evidence of each row. Tables in prose have nothing but cells."""
    heads = [write_inline(head, manner) for head in find_all(table, "./thead/tr/th")]
    rows = find_all(table, "./tbody/tr[not(contains(@class, 'row-proof'))] | ./tfoot/tr")
    proofs = {row: find_all(row, "following-sibling::tr[@class='row-proof']//div[@class='evidence']") for row in rows}
    marked = any(find_all(proof, ".//*[contains(@class, 'verdict ')]") for some in proofs.values() for proof in some)
    lines = [_write_row(row, len(heads), manner, proofs[row], marked=marked) for row in rows]
    yield "\n".join([_join([*heads, *[manner.marks] * marked]), _join(["---"] * (len(heads) + marked)), *lines])
    for row in rows:
        for proof in proofs[row]:
            yield from _write_row_evidence(row, proof, manner)


def _write_row(row: Element, columns: int, manner: Manner, proofs: list[Element], *, marked: bool) -> str:
    cells: list[str] = []
    for cell in find_all(row, "./td | ./th"):
        written = write_cell(cell, manner)
        cells += [f"**{written}**" if cell.tag == "th" else written, *[""] * (int(cell.get("colspan", 1)) - 1)]
    cells += [""] * (columns - len(cells))
    return _join([*cells, *[_write_mark(proofs[0], manner) if proofs else ""] * marked])


def _join(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_cell(cell: Element, manner: Manner) -> str:
    """Return all that stands in an element as one line: its blocks and the items of its lists with breaks between."""
    lines = [escape(cell.text)]
    for child in cell:
        if not is_read(child):
            pass
        elif child.tag in ("ul", "ol"):
            marks = (f"{number}. " if child.tag == "ol" else "• " for number in range(1, len(child) + 1))
            lines += [f"{mark}{write_cell(item, manner)}" for mark, item in zip(marks, child, strict=True)]
            lines.append("")
        elif _is_block(child):
            lines += [write_cell(child, manner), ""]
        else:
            lines[-1] += write_one(child, manner)
        lines[-1] += escape(child.tail)
    return "<br>".join(filter(None, map(squeeze, lines)))


# Evidence


def write_evidence(evidence: Element, manner: Manner) -> Iterator[str]:
    """Yield the verdict, why it is that, and what each source says; nothing where there is only more to open."""
    grounds = find_all(evidence, "./div[@class='grounds']")
    if grounds:
        yield _write_mark(evidence, manner)
        yield from _write_grounds(grounds[0], manner)


def _write_row_evidence(row: Element, evidence: Element, manner: Manner) -> Iterator[str]:
    grounds = find_all(evidence, "./div[@class='grounds']")
    if grounds:
        (title, *_) = find_all(row, "./td[contains(@class, 'cell-title')] | ./td[1]")[::-1]
        yield f"**{escape(squeeze(read_text(title)))}** {_write_mark(evidence, manner)}"
        yield from _write_grounds(grounds[0], manner)


def _write_mark(evidence: Element, manner: Manner) -> str:
    summary = evidence.find(".//summary")
    parts = () if summary is None else (write_one(part, manner) for part in summary if is_read(part))
    return _BETWEEN.join(filter(None, map(str.strip, parts)))


def _write_grounds(grounds: Element, manner: Manner) -> Iterator[str]:
    yield from (write_block(write_inline(line, manner)) for line in grounds.iterchildren("p"))
    voices = [_hang("-", _write_voice(voice, manner)) for voice in find_all(grounds, "./ol/li")]
    if voices:
        yield "\n".join(voices)


def _write_voice(voice: Element, manner: Manner) -> str:
    lines = [write_inline(line, manner) for line in voice]
    told = (f"“{line}”" if part.tag == "blockquote" else line for part, line in zip(voice, lines, strict=True))
    return "<br>".join(filter(None, told))
