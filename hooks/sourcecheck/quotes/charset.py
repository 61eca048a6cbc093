"""The characters of what a server sent, whatever it says of their encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Servers say these without having looked.
_MEANINGLESS = frozenset(("", "utf-8", "utf8", "iso-8859-1", "latin1", "ascii", "us-ascii"))
_GBK = frozenset(("gb2312", "gbk", "gb_2312-80", "x-gbk"))
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_COMMON = {
    "gb18030": "的一是不了在有人我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家",
    "big5hkscs": "的一是不了在有人我他這中大來上個國到說們為子和你地出道也時年得就那要下以生會自著去之過家",
}


def is_binary(content: bytes) -> bool:
    """Say whether this is no text in any encoding."""
    return b"\0" in content[:4096] and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def decode(content: bytes, kind: str = "") -> str:
    """Return the characters of what was sent with a Content-Type.

    Whatever can be UTF-8 is; else it is what the header or the page says, else the Chinese encoding that it looks like.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    for name in ("utf-8", *_find_charsets(content, kind)):
        try:
            return codecs.getincrementaldecoder(name)().decode(content)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(content)


def _find_charsets(content: bytes, kind: str) -> Iterator[str]:
    """Yield the charsets that the header and the page name, each as the larger set that people mean by it."""
    told, written = _HEADER.search(kind), _META.search(content[:4096])
    for name in (told[1] if told else "", written[1].decode("ascii", "replace") if written else ""):
        if name.lower() not in _MEANINGLESS:
            yield "gb18030" if name.lower() in _GBK else name


def _guess(content: bytes) -> str:
    """Return the text in the encoding in which it has the most of the commonest Chinese characters, else in Latin."""
    texts = {name: content.decode(name, "replace") for name in _COMMON}
    counts = {name: sum(texts[name].count(letter) for letter in letters) for name, letters in _COMMON.items()}
    best = max(counts, key=lambda name: counts[name])
    return texts[best] if counts[best] > len(texts[best]) / 50 else content.decode("cp1252", "replace")
