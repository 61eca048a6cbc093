"""Text as it was meant, whatever a chat program made of its letters. What is folded stays as long as it was."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u2039\u203a", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202c\u2028\u2029\r", " "),
    }
)
_HAN = "[\u3000-\u9fff\uff00-\uffef]"
"""A letter between which and the next there is no blank at the end of a line."""
_STOP = re.compile(r"(?<=[0-9])[ ]?[。．][ ]?(?=[0-9])")


def fold_letters(text: str) -> str:
    """Return a text in small half-width letters, with plain quotation marks and hyphens, each where it was before."""
    plain = "".join(_fold_letter(letter) for letter in text).translate(_ALIKE)
    return _STOP.sub(lambda found: found[0].replace("。", "."), plain)


def _fold_letter(letter: str) -> str:
    folded = unicodedata.normalize("NFKC", letter).lower()
    return folded if len(folded) == 1 else letter


def join_lines(written: str) -> str:
    """Return words that a chat program broke into lines and marked as a quotation, on one line as they were."""
    lines = (re.sub(r"^[>\uff1e|\s]+", "", line).strip() for line in written.replace("\r", "\n").split("\n"))
    joined = "\n".join(line for line in lines if line)
    return re.sub(rf"(?<={_HAN})\n|\n(?={_HAN})", "", joined).replace("\n", " ")


def strip_quotes(written: str) -> str:
    """Return words without the quotation marks that stand around them."""
    marks = "\"'`\u201c\u201d\u2018\u2019\u300c\u300d\u300e\u300f\u00ab\u00bb\uff02*_ \t\n\u3000\u200b\ufeff"
    return written.strip(marks)
