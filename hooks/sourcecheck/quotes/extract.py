"""The text of what a server sent, by paragraphs: of HTML, PDF, Markdown, source code, and plain text."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

import markdown  # type: ignore[import-untyped]
from lxml import etree, html
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from guide.evidence.quotes.find import BREAK
from guide.evidence.quotes.fold import is_hidden
from sourcecheck.quotes.charset import decode, is_binary

_DROPPED = ("script", "style", "template", "head", "svg", "math", "iframe", "object", "canvas", "datalist")
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "  # noqa: SIM905
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary table "
    "tbody tfoot thead tr ul".split()
)
_STARTS = {"br": "\n", "td": " | ", "th": " | "}
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# An XML declaration, and what XML holds no text to be.
_NO_XML = re.compile(r"^\s*<\?.*?\?>|[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE = re.compile(
    r"\.(?:ts|tsx|js|jsx|mjs|kt|java|swift|py|go|rs|c|h|cpp|dart|vue|json|ya?ml|xml|strings|properties)$"
)
_PAGE = re.compile(r"<(?:!doctype html|html|body|p|div)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": " ", "r": "", "b": "", "f": ""}
_PDF_ERRORS = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    OSError,
    NotImplementedError,  # pypdf's word for a filter or an encryption that it does not know
)
_MOST_PAGES = 1000
logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else it tells of every flaw of a file


class UnreadableError(Exception):
    """What was sent holds no text that could be read."""


def extract_text(content: bytes, kind: str, name: str) -> str:
    """Return the text of what was sent, its paragraphs parted by blank lines.

    `kind` is the Content-Type that came with it, or empty; `name` its address or path. Raises UnreadableError.
    """
    media = kind.partition(";")[0].strip().lower()
    if content.startswith(b"%PDF") or media == "application/pdf":
        text = _read_pdf(content)
    elif media.startswith(("image/", "audio/", "video/", "font/")) or is_binary(content):
        raise UnreadableError
    else:
        text = _read_written(decode(content, kind), media, unquote(urlsplit(name).path).lower())
    if not text:
        raise UnreadableError
    return text


def read_html(written: str) -> str:
    """Return the text of a page as a reader sees it without scripts: each block a paragraph."""
    # What is hidden until a script shows it (`visibility`) is text all the same: Chinese article pages begin so.
    page = html.document_fromstring(f"<div>{_NO_XML.sub('', written)}</div>")
    for element in [*page.iter(etree.Comment, etree.ProcessingInstruction, *_DROPPED), *_list_hidden(page)]:
        if element.getparent() is not None:
            element.drop_tree()  # not the text behind it
    return _join("".join(_list_pieces(page)).split(BREAK))


def _read_written(written: str, media: str, path: str) -> str:
    if "html" not in media and _CODE.search(path):
        return _read_code(written)
    if "html" not in media and path.endswith((".md", ".markdown")):
        return read_html(markdown.markdown(written, extensions=["tables", "sane_lists"]))
    if "html" in media or _PAGE.search(written[:5000]):
        return read_html(written)
    return _join(re.split(r"\n\s*\n", written))


def _list_hidden(page: html.HtmlElement) -> list[html.HtmlElement]:
    return [one for one in page.iter() if "hidden" in one.attrib or _NOT_SHOWN.search(str(one.get("style") or ""))]


def _list_pieces(page: etree._Element) -> Iterator[str]:
    """Yield the text of a page in its order, with a break around each block. Without recursion: pages nest deeply."""
    for event, element in etree.iterwalk(page, events=("start", "end")):
        around = BREAK if element.tag in _BLOCKS else ""
        if event == "start":
            yield around or _STARTS.get(str(element.tag), "")
            yield _flatten(element.text)
        else:
            yield around
            yield _flatten(element.tail)


def _flatten(text: str | None) -> str:
    """Return a text in one line: in HTML a line end is a space."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _read_pdf(content: bytes) -> str:
    """Return the text of a PDF. Its lines are joined; a line that ends a sentence ends a paragraph."""
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages[:_MOST_PAGES]]
    except _PDF_ERRORS as error:
        raise UnreadableError from error
    return _join(re.split(r"\n\s*\n|(?<=[.。!！?？;；])[ \t]*\n", "\n".join(pages)))


def _read_code(written: str) -> str:
    """Return the lines of a program, each a paragraph, with the escapes of its texts resolved."""
    return _join(_ESCAPE.sub(_resolve, line) for line in written.split("\n"))


def _resolve(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if not code:
        return _ESCAPES.get(found[4], found[4])
    number = int(code, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _join(paragraphs: Iterable[str]) -> str:
    """Return paragraphs parted by blank lines, without what nobody sees and without empty ones."""
    clean = (_clean(one) for one in paragraphs)
    return BREAK.join(one for one in clean if one)


def _clean(paragraph: str) -> str:
    shown = "".join(one for one in paragraph if one.isspace() or not is_hidden(one))
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", shown)).strip().removeprefix("| ")
