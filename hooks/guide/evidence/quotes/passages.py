"""What is kept of a source's text: around each quote so much that a reader can judge it, and little more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guide.evidence.quotes.find import BREAK
from guide.evidence.quotes.fold import fold

MORE = 40
"""By how many characters a passage is longer than its quote, where the text has them."""
_LONG = 700  # a longer paragraph is cut to the sentences around the quote
_AROUND = 160
_ARTICLE = re.compile(
    r"^[^\w\n]{0,8}(?:第[〇零一二两三四五六七八九十百千\d]+条(?!第)|Article \d+|Art\. ?\d+|§ ?\d+)", re.MULTILINE
)
_CHAPTER = re.compile(
    r"^[^\w\n]{0,8}(?:第[〇零一二三四五六七八九十百\d]+[编章节]|(?:CHAPTER|Chapter|Section) [IVXLC\d]+)", re.MULTILINE
)
_SENTENCE_END = re.compile(r"[.!?;。！？；](?=[\s”\"’」]|[^\x00-\x7f]|$)[”\"’」]?\s*")

Span = tuple[int, int]


def choose_passage(text: str, quote: Span, by_article: bool) -> Span:
    """Return the part of a text to keep around a quote: the whole article of a law, else a short passage."""
    start, end = _find_article(text, quote) if by_article else _find_paragraphs(text, quote)
    if not by_article and end - start > _LONG:
        start, end = _shorten(text, (start, end), quote)
    return _widen(text, (start, end), quote)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans of a text in their order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _find_paragraphs(text: str, span: Span) -> Span:
    start = text.rfind(BREAK, 0, span[0])
    end = text.find(BREAK, span[1])
    return (start + len(BREAK) if start >= 0 else 0, end if end >= 0 else len(text))


def _find_article(text: str, span: Span) -> Span:
    """Return where the articles that a quote stands in begin and end; its paragraphs where the text has none."""
    heads = [found.start() for found in _ARTICLE.finditer(text)]
    before = [head for head in heads if head <= span[0]]
    if not before:
        return _find_paragraphs(text, span)
    ends = [found.start() for found in (*_ARTICLE.finditer(text, span[1]), *_CHAPTER.finditer(text, span[1]))]
    end = len(text[: min(ends, default=len(text))].rstrip())
    return before[-1], max(end, span[1])


def _shorten(text: str, paragraph: Span, quote: Span) -> Span:
    """Return the sentences of a long paragraph around a quote; letters where its sentences are endless."""
    ends = [paragraph[0], *(found.end() for found in _SENTENCE_END.finditer(text, *paragraph)), paragraph[1]]
    near = [end for end in ends if quote[0] - _LONG <= end <= max(paragraph[0], quote[0] - MORE)]
    start = near[-1] if near else quote[0] - _AROUND
    following = [end for end in ends if min(paragraph[1], quote[1] + MORE) <= end <= quote[1] + _LONG]
    end = following[0] if following else quote[1] + _AROUND
    return max(start, paragraph[0]), min(len(text[:end].rstrip()), paragraph[1])


def _widen(text: str, span: Span, quote: Span) -> Span:
    """Return a span with its neighbours, as many as it takes to be clearly longer than the quote."""
    start, end = span
    wanted = len(fold(text[quote[0] : quote[1]]).text) + MORE
    while len(fold(text[start:end]).text) < wanted and (start, end) != (0, len(text)):
        before, behind = _find_paragraphs(text, (max(0, start - 3), max(0, start - 2)))[0], end
        if start > 0:
            start = before
        if len(fold(text[start:end]).text) < wanted and end < len(text):
            behind = text.find(BREAK, end + len(BREAK))
            end = behind if behind >= 0 else len(text)
    return start, end
