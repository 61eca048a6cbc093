"""Typography folded away, so that a quote is compared by its words, whatever a keyboard or a layout did to them.

Letters, digits, and punctuation stay what they are. Folded are the forms of quotation marks, dashes and spaces, full
and half width, spaces beside Chinese and beside punctuation, marks that nobody sees, and hyphens inside of words,
since a line may have been broken there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

_QUOTES = frozenset(
    "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f\u301d\u301e\u301f\uff02\uff07\u02bc\ufe41\ufe42\ufe43\ufe44"
)
_DASHES = frozenset("\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe31\ufe32\ufe58\uff0d\u2500")
_HYPHENS = frozenset("-\u2010\u2011\ufe63")
_FORMS = {
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_HYPHENS, "\u2010"),
    **dict.fromkeys("…⋯", "…"),
    "\u3002": ".",
    "\uff61": ".",
    "\n": "\n",
}
_WIDTHS = ("<wide>", "<narrow>", "<noBreak>", "<compat>")
_CLUSTER = re.compile(r"\s|[^\s\u0300-\u036f\u3099\u309a]?[\u0300-\u036f\u3099\u309a]+|[^\s]")
_BLANKS = (" ", "\n")
_LATIN = re.compile(r"[^\W\d_]", re.UNICODE)


@dataclass(frozen=True)
class Folded:
    """A text without its typography. `places` has for each of its characters where it stands in the original."""

    text: str
    places: tuple[int, ...]


@lru_cache(4096)
def fold(text: str, simplify: bool = False) -> Folded:
    """Return the folded form of a text; with `simplify`, traditional characters become simplified ones."""
    kept: list[tuple[str, int]] = []
    for found, place in _drop_line_hyphens([*_list_letters(text, simplify)]):
        letter, last = " " if found == "\n" else found, kept[-1][0] if kept else ""
        if (letter == " " and not (last and is_word(last))) or (letter in "-…" and letter == last):
            continue
        if last == " " and letter != " " and not is_word(letter):
            kept.pop()
        kept.append((letter, place))
        if letter in ".…":
            _join_dots(kept)
    if kept and kept[-1][0] == " ":
        kept.pop()
    return Folded("".join(letter for letter, _ in kept), tuple(place for _, place in kept))


def _join_dots(kept: list[tuple[str, int]]) -> None:
    """Make one ellipsis of three full stops at the end, and of a full stop behind an ellipsis."""
    end = "".join(letter for letter, _ in kept[-3:])
    if end == "...":
        kept[-3:] = [("…", kept[-3][1])]
    elif end.endswith(("….", "……")):
        kept.pop()


def is_word(letter: str) -> bool:
    """Say whether a character is a letter or digit of a script that puts spaces between its words."""
    return letter.isalnum() and not is_chinese(letter)


def is_chinese(letter: str) -> bool:
    """Say whether a character is one that is written without spaces: Chinese, or Japanese kana."""
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\U00020000" <= letter <= "\U0003ffff"


def is_hidden(letter: str) -> bool:
    """Say whether nobody sees a character: soft hyphens, marks of width and direction, variants."""
    control = unicodedata.category(letter) in ("Cf", "Cc", "Cs") and not letter.isspace()
    return control or "\ufe00" <= letter <= "\ufe0f"


def mixes_scripts(text: str) -> bool:
    """Say whether a text has characters that only traditional Chinese has, so that its writers may have mixed both."""
    return any(_simplify(letter) != letter for letter in set(text) if is_chinese(letter))


def _list_letters(text: str, simplify: bool) -> Iterator[tuple[str, int]]:
    for cluster in _CLUSTER.finditer(text):
        for letter in _fold_cluster(cluster[0], simplify):
            yield letter, cluster.start()


@cache
def _fold_cluster(cluster: str, simplify: bool) -> str:
    """Return what a character, with the accents behind it, is folded to."""
    first = cluster[0]
    if first in _FORMS or first.isspace():
        return _FORMS.get(first, " ")
    if is_hidden(first):
        return ""
    plain = unicodedata.normalize("NFC", cluster)
    if len(plain) == 1 and unicodedata.decomposition(plain).startswith(_WIDTHS):
        plain = _widen(plain)
    return "".join(map(_simplify, plain)) if simplify else plain


def _widen(letter: str) -> str:
    """Return the usual form of a wide or narrow character, a ligature or a radical; not of figures, such as ⑴."""
    plain = unicodedata.normalize("NFKC", letter)
    strange = any(one.isdigit() for one in plain) and not unicodedata.decomposition(letter).startswith(_WIDTHS[:2])
    return letter if strange else plain


def _drop_line_hyphens(letters: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield the letters without the hyphens between two letters of one word, wherever its line is broken."""
    for index, (letter, place) in enumerate(letters):
        if letter != "\u2010":
            if letter not in _BLANKS or not _is_broken(letters, index):
                yield letter, place
        elif not _parts_a_word(letters, index):
            yield "-", place


def _parts_a_word(letters: list[tuple[str, int]], index: int) -> bool:
    before = letters[index - 1][0] if index else ""
    following = [letter for letter, _ in letters[index + 1 : index + 8]]
    behind = next((letter for letter in following if letter not in _BLANKS), "")
    if not behind or following[: following.index(behind)].count("\n") > 1:
        return False  # nothing follows, or another paragraph
    return bool(_LATIN.match(before)) and bool(_LATIN.match(behind)) and not is_chinese(before + behind)


def _is_broken(letters: list[tuple[str, int]], index: int) -> bool:
    """Say whether the space at `index` is what stands behind the hyphen at the end of a line."""
    while index and letters[index][0] in _BLANKS:
        index -= 1
    return letters[index][0] == "\u2010" and _parts_a_word(letters, index)


@cache
def _simplify(letter: str) -> str:
    return str(_converter().convert(letter))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
