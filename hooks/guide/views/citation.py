"""How a fact of the guide is cited: in a line, in full, and as programs for references read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from guide.model.evidence import Fact
from guide.model.repository import write_archive_address
from guide.views.evidence import make_badge
from guide.views.journal import name_fact
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly

_TEX = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    **{"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"},
    **{"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
}
"""How signs that mean something to TeX are written."""
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHORT = 10
"""The letters of a commit that readers see; programs and the way to the archive have all of them."""


@dataclass(frozen=True)
class Citation:
    """A fact as it stood on a day, in one language, and how sure the guide was of it.

    `address` and `version` are empty where nobody knows them.
    """

    key: str
    title: str
    verdict: str
    site: str
    day: str
    version: str
    address: str
    language: str
    short: str
    full: str


def cite_fact(fact: Fact, localized: LocalizedGuide, address: str) -> Citation:
    """Return how a fact is cited that readers find at an `address`."""
    language = localized.language
    name = name_fact(fact.kind, fact.products, read_plainly(localized.say(fact.title, fact)), localized)
    day, site = localized.as_of.isoformat(), localized.label("site.title")
    edition = tell_edition(localized)
    told = {"title": name, "site": site, "day": day, "edition": edition, "address": address}
    return Citation(
        key=f"{localized.guide.subject.name}-{fact.kind}-{fact.id}-{language}".replace("_", "-"),
        title=name,
        verdict=make_badge(fact, localized).text,
        site=site,
        day=day,
        version=localized.version,
        address=address,
        language=localized.label("language.tag"),
        short=localized.tell("cite.short", **told).strip(),
        full=localized.tell("cite.full", **told).strip(),
    )


def tell_edition(localized: LocalizedGuide) -> str:
    """Return of which day the guide is, and which version where that is known."""
    day = localized.as_of.isoformat()
    if not localized.version:
        return localized.tell("edition.day", day=day)
    version = localized.version[:_SHORT] if _COMMIT.fullmatch(localized.version) else localized.version
    return localized.tell("edition.version", day=day, version=version)


@dataclass(frozen=True)
class Edition:
    """Of which day and version a page is, and where that is kept, if anybody knows.

    `short` and `full` are the forms of a citation of anything on it, with {title} and {address} for what is cited.
    """

    text: str
    archive: str
    short: str
    full: str


def show_edition(localized: LocalizedGuide) -> Edition:
    """Return what each page says of its edition."""
    edition, site = tell_edition(localized), localized.label("site.title")
    return Edition(
        text=localized.tell("edition.page", edition=edition),
        archive=write_archive_address(localized.repository, localized.version),
        short=localized.tell("cite.short", site=site, day=localized.as_of.isoformat()),
        full=localized.tell("cite.full", site=site, edition=edition),
    )


def write_bibtex(citation: Citation) -> str:
    """Return a citation as an entry for BibTeX and BibLaTeX."""
    year, month, day = citation.day.split("-")
    fields = {
        "author": f"{{{_escape(citation.site)}}}",
        "title": f"{{{_escape(citation.title)}}}",
        "year": year,
        "month": str(int(month)),
        "day": str(int(day)),
        "version": _escape(citation.version),
        "language": citation.language,
        "url": citation.address,
        "note": _escape(citation.verdict),
    }
    lines = (f"  {name} = {{{text}}}," for name, text in fields.items() if text)
    return "\n".join((f"@misc{{{citation.key},", *lines, "}", ""))


def write_csl(citation: Citation) -> dict[str, Any]:
    """Return a citation as an item of CSL-JSON."""
    item = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "container-title": citation.site,
        "author": [{"literal": citation.site}],
        "issued": {"date-parts": [[int(part) for part in citation.day.split("-")]]},
        "version": citation.version,
        "language": citation.language,
        "URL": citation.address,
        "note": citation.verdict,
    }
    return {name: told for name, told in item.items() if told}


def _escape(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
