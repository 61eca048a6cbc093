"""The evidence of a page's facts, which few readers open: it stands on a page beside it, and comes when it is opened.

A page is made with all of its evidence: so the one-file editions have it, the twin in Markdown, and the second skin.
What is cut from it at the very end is the grounds of each fact, between the two tags that the views write, and the ways
to cite and to edit it, which open with them; and so is a list of links that is too long for the page, as if it were the
grounds of the record whose it is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from guide.site.page import Page

WORTH = 6_000
"""So many characters of grounds are worth a page of their own: about a kilobyte when it is sent, another request."""
_PROOF = re.compile(
    r'<details class="(?:proof|fold)"[^<>]*><summary>(?P<summary>(?:(?!</summary>).)*)</summary>(?:</details>)?\s*'
    r'(?P<tag><(?P<box>div|ul) class="grounds" data-fact="(?P<fact>[^"]*)"[^<>]*>)',
    re.DOTALL,
)
_BOX = {box: re.compile(rf"<(/?){box}\b") for box in ("div", "ul")}
_WAYS = re.compile(r'(?:\s*<p class="(?:citing|edit) on-screen">.*?</p>)*', re.DOTALL)
"""How the fact is cited, and where it is edited."""
_SAME_PAGE = 'href="#'


@dataclass(frozen=True)
class Grounds:
    """What a fact rests on, as its page has it: the record's name, what is always there, and the HTML of what opens.

    `start` and `end` are where that stands in the HTML of the page.
    """

    fact: str
    summary: str
    html: str
    start: int
    end: int


def name_evidence_page(address: str) -> str:
    """Return where the evidence of a page stands: beside it, `plan/` has it in `plan/evidence.html`."""
    return name_beside(address, "evidence")


def name_beside(address: str, what: str) -> str:
    """Return the address of `what` stands beside a page.

    In the same folder every link means the same, so that what is fetched from there can be put in as it is.
    """
    folder, name = posixpath.split(address.removeprefix("./"))
    return posixpath.join(folder, f"{name.removesuffix('.html')}.{what}.html".removeprefix("."))


def find_worthy(pages: Mapping[str, Page]) -> Iterator[Page]:
    """Yield the pages that have so much evidence, in any language, that it stands on a page of its own."""
    worthy = {_name(page) for page in pages.values() if _measure(page.html) >= WORTH}
    yield from (page for page in pages.values() if _name(page) in worthy and _measure(page.html))


def list_grounds(html: str) -> Iterator[Grounds]:
    """Yield the grounds of each fact on a page, in their order; a fact that stands there twice has them twice."""
    for found in _PROOF.finditer(html):
        end = _find_end(html, found.end(), _BOX[found["box"]])
        yield Grounds(found["fact"], found["summary"], html[found.start("tag") : end], found.start("tag"), end)


def cut_grounds(html: str, lead: Callable[[str], str]) -> str:
    """Return a page without the grounds of its facts; in their places stands what `lead` returns for their names."""
    pieces, done = [], 0
    for one in list_grounds(html):
        pieces += [html[done : one.start], lead(one.fact)]
        done = one.end
    return "".join([*pieces, html[done:]])


def place_grounds(found: Iterable[Grounds], here: str) -> dict[str, Grounds]:
    """Return each fact's grounds once, by its name, as they stand beside their page, which is `here` from there."""
    return {one.fact: replace(one, html=one.html.replace(_SAME_PAGE, f'href="{here}#')) for one in found}


def _measure(html: str) -> int:
    return sum(one.end - one.start for one in list_grounds(html))


def _name(page: Page) -> str:
    return page.name.partition("/")[2]


def _find_end(html: str, start: int, box: re.Pattern[str]) -> int:
    """Return where the element ends whose first tag ends at `start`, with what opens together with it."""
    depth = 1
    for found in box.finditer(html, start):
        depth += -1 if found[1] else 1
        if not depth:
            return _WAYS.match(html, found.end() + 1).end()  # type: ignore[union-attr]
    return len(html)
