"""The blocks of a page: HTML -> Markdown, with its tables as tables and the evidence of each row below them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from guide.site.element import Element, list_inside, read_text, walk
from guide.site.twins.inline import (
    Manner,
    escape,
    is_read,
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
_PROOF = "row-proof"
"""The class of a row with the evidence of the one before it."""


def write_blocks(element: Element, manner: Manner) -> Iterator[str]:
    """Yield the blocks in an element, without blank lines between them."""
    line = ""
    for piece in element.inside:
        if isinstance(piece, str):
            line += escape(piece)
        elif _is_block(piece):
            yield from _end(line)
            line = ""
            yield from _write_block(piece, manner) if is_read(piece) else ()
        elif is_read(piece):
            line += f"**{write_inline(piece, manner)}**\n" if _names_tab(piece) else write_one(piece, manner)
    yield from _end(line)


def _end(line: str) -> Iterator[str]:
    text = squeeze(line)
    if text:
        yield write_block(text)


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCKS or any(isinstance(piece, Element) and _is_block(piece) for piece in element.inside)


def _names_tab(element: Element) -> bool:
    return element.tag == "label" and "tabbed-set" in element.around


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
    elif "evidence" in element.classes:
        yield from write_evidence(element, manner)
    elif "admonition-title" in element.classes:
        yield f"**{write_inline(element, manner)}**"
    else:
        yield from write_blocks(element, manner)


def _write_list(element: Element, manner: Manner) -> Iterator[str]:
    items = [list(write_blocks(item, manner)) for item in list_inside(element, "li") if is_read(item)]
    items = [blocks for blocks in items if blocks]
    marks = (f"{number}." if element.tag == "ol" else "-" for number in range(1, len(items) + 1))
    written = [_hang(mark, "\n\n".join(blocks)) for mark, blocks in zip(marks, items, strict=True)]
    if written:
        yield ("\n" if all(len(blocks) == 1 for blocks in items) else "\n\n").join(written)


def _hang(mark: str, text: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"{mark:<{_MARGIN}}{first}", *(f"{' ' * _MARGIN}{line}".rstrip() for line in others)])


def _write_terms(element: Element, manner: Manner) -> Iterator[str]:
    for group in list_inside(element):
        words = [write_cell(part, manner) for part in list_inside(group, "dt", "dd")]
        if len(words) > 1:
            yield _hang("-", f"**{words[0]}** {' '.join(words[1:])}")


# Tables


def _write_table(table: Element, manner: Manner) -> Iterator[str]:
    """Yield a table, and what is known of the evidence of each row. Tables in prose have nothing but cells."""
    rows = list(_list_rows(table))
    heads = [write_inline(head, manner) for row in _list_heads(table) for head in list_inside(row, "th")]
    marked = any(_is_marked(proof) for _, proofs in rows for proof in proofs)
    lines = [_write_row(row, len(heads), manner, proofs, marked=marked) for row, proofs in rows]
    yield "\n".join([_join([*heads, *[manner.marks] * marked]), _join(["---"] * (len(heads) + marked)), *lines])
    for row, proofs in rows:
        for proof in proofs:
            yield from _write_row_evidence(row, proof, manner)


def _list_heads(table: Element) -> Iterator[Element]:
    for head in list_inside(table, "thead"):
        yield from list_inside(head, "tr")


def _list_rows(table: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Yield each row below the heads, with the blocks of evidence that stand in a row of their own behind it."""
    for body in list_inside(table, "tbody", "tfoot"):
        rows = list_inside(body, "tr")
        for place, row in enumerate(rows):
            if _PROOF not in row.classes:
                behind = (one for one in rows[place + 1 :] if _PROOF in one.classes)
                yield row, [block for one in behind for block in _list_evidence(one)]


def _list_evidence(element: Element) -> Iterator[Element]:
    for one in list_inside(element):
        yield from (one,) if one.classes == ("evidence",) else _list_evidence(one)


def _is_marked(proof: Element) -> bool:
    return any("verdict" in element.classes for element in walk(proof))


def _write_row(row: Element, columns: int, manner: Manner, proofs: list[Element], *, marked: bool) -> str:
    cells: list[str] = []
    for cell in list_inside(row, "td", "th"):
        written = write_cell(cell, manner)
        cells += [f"**{written}**" if cell.tag == "th" else written, *[""] * (int(cell.get("colspan") or 1) - 1)]
    cells += [""] * (columns - len(cells))
    return _join([*cells, *[_write_mark(proofs[0], manner) if proofs else ""] * marked])


def _join(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_cell(cell: Element, manner: Manner) -> str:
    """Return all that stands in an element as one line: its blocks and the items of its lists with breaks between."""
    lines = [""]
    for piece in cell.inside:
        if isinstance(piece, str):
            lines[-1] += escape(piece)
        elif not is_read(piece):
            pass
        elif piece.tag in ("ul", "ol"):
            lines += [*_write_items(piece, manner), ""]
        elif _is_block(piece):
            lines += [write_cell(piece, manner), ""]
        else:
            lines[-1] += write_one(piece, manner)
    return "<br>".join(filter(None, map(squeeze, lines)))


def _write_items(items: Element, manner: Manner) -> Iterator[str]:
    for number, item in enumerate(list_inside(items), 1):
        yield f"{f'{number}.' if items.tag == 'ol' else '•'} {write_cell(item, manner)}"


# Evidence


def write_evidence(evidence: Element, manner: Manner) -> Iterator[str]:
    """Yield the verdict, why it is that, and what each source says; nothing where there is only more to open."""
    grounds = _find_grounds(evidence)
    if grounds:
        yield _write_mark(evidence, manner)
        yield from _write_grounds(grounds, manner)


def _find_grounds(evidence: Element) -> Element | None:
    return next((one for one in list_inside(evidence, "div") if one.classes == ("grounds",)), None)


def _write_row_evidence(row: Element, evidence: Element, manner: Manner) -> Iterator[str]:
    grounds = _find_grounds(evidence)
    if grounds:
        first, *others = list_inside(row, "td")
        *_, title = (first, *(cell for cell in others if "cell-title" in cell.classes))
        yield f"**{escape(squeeze(read_text(title)))}** {_write_mark(evidence, manner)}"
        yield from _write_grounds(grounds, manner)


def _write_mark(evidence: Element, manner: Manner) -> str:
    summaries = (one for one in walk(evidence) if one.tag == "summary")
    parts = (write_one(part, manner) for one in islice(summaries, 1) for part in list_inside(one) if is_read(part))
    return _BETWEEN.join(filter(None, map(str.strip, parts)))


def _write_grounds(grounds: Element, manner: Manner) -> Iterator[str]:
    yield from (write_block(write_inline(line, manner)) for line in list_inside(grounds, "p"))
    voices = [voice for some in list_inside(grounds, "ol") for voice in list_inside(some, "li")]
    if voices:
        yield "\n".join(_hang("-", _write_voice(voice, manner)) for voice in voices)


def _write_voice(voice: Element, manner: Manner) -> str:
    lines = ((part.tag, write_inline(part, manner)) for part in list_inside(voice))
    return "<br>".join(
        f"“{line}”" if tag == "blockquote" else line for tag, line in lines if line or tag == "blockquote"
    )
