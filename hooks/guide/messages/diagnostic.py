"""What is wrong with the data, said to the person who wrote it, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a data file. Line and column count from 1, as editors do."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Said:
    """A sentence about a mistake: the id of the rule that is broken (see rules.yml), and the words in each language."""

    rule: str
    en: str
    zh: str

    def format(self, **words: object) -> Said:
        """Return the sentence with `{name}` replaced by the word of that name, in each language."""
        return Said(self.rule, self.en.format(**words), self.zh.format(**words))

    def wrap(self, before: Said, after: Said) -> Said:
        """Return the sentence, under its own rule, between the words of two others."""
        return Said(self.rule, f"{before.en}{self.en}{after.en}", f"{before.zh}{self.zh}{after.zh}")


# All but the line's end that is no letter: control characters, marks of direction, what is hidden, halves of a letter.
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_MOST = 100  # of one file; who has more mistakes has one cause for them, such as a wrong encoding
_MORE = Said(
    "more-mistakes",
    "and more mistakes after this one; correct these first, then check again",
    "后面还有错误；请先改好这些，再检查一遍",
)


@dataclass(frozen=True)
class Diagnostic:
    """One mistake: where it stands, what is wrong and what is allowed. A plain message is English in both languages."""

    location: Location
    message: Said | str

    @property
    def said(self) -> Said:
        """The message in both languages; a plain one belongs to no rule."""
        return self.message if isinstance(self.message, Said) else Said("", self.message, self.message)

    def __str__(self) -> str:
        return write_diagnostic(self, "en")


class DataError(Exception):
    """The data cannot be used. Carries every mistake found, in the order of the files."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(
            sorted(set(diagnostics), key=lambda diagnostic: (diagnostic.location, diagnostic.said))
        )
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class SaidError(LookupError):
    """Something that was asked for is not there. `said` tells what, and what there is, as a part of a sentence."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.en)


def tell_first(diagnostics: Iterable[Diagnostic], most: int = _MOST) -> Iterator[Diagnostic]:
    """Yield the first of many mistakes, and behind the last of them that there are more. It looks no further."""
    for count, diagnostic in enumerate(diagnostics, start=1):
        yield diagnostic
        if count == most:
            yield Diagnostic(diagnostic.location, _MORE)
            return


def shorten(written: str, limit: int = 80) -> str:
    """Return what somebody wrote as it is quoted in a message: in one line, not over `limit` characters long."""
    line = written[: limit + 1].replace("\n", "\\n")
    return line if len(line) <= limit else f"{line[: limit - 3]}..."


def show_plainly(text: str) -> str:
    """Return a text with what is no letter and no space written out: it may come from a stranger, a server, git.

    A terminal obeys control characters, and some others turn the line around or hide what is in it.
    """
    return UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


def write_diagnostic(diagnostic: Diagnostic, language: str) -> str:
    """Return a mistake as `path:line:column: message`; `language` is "zh" or "en"."""
    place = show_plainly(str(diagnostic.location)).replace("\n", "\\n")
    return f"{place}: {show_plainly(getattr(diagnostic.said, language))}"
