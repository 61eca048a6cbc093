"""Where the records of a register stand that is too long for one page: it is bound in volumes, pages of their own.

A volume holds the records of one group, in the order of their file, so many at most. What is added behind the others of
its group moves nothing; what is added before them moves one record of each volume that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from guide.model.guide import Guide
from guide.model.record import Record, name_anchor
from guide.model.sources import Source
from guide.model.vocabulary import SourceClass

CLAIMS = "claims"
"""The register of what is said and is not known to hold; where no page shows it, nothing is kept apart."""
CLAIMS_IN_VOLUME = 20
"""How many claims a page holds: their register has no row among the kinds that could say it."""


def name_folder(home: str) -> str:
    """Return the folder beside a page, by its file name."""
    return home.removesuffix(".md").removesuffix("/index")


def name_volumes(kind: str) -> str:
    """Return under which name the homes of kinds have the folder for the volumes of a kind, where it may have some."""
    return f"{kind}/*"


def find_group(record: Record) -> str:
    """Return the group of a register that a record belongs to, by its machine name; empty where there are none."""
    return str(record.source_class) if isinstance(record, Source) else ""


def rank_group(record: Record) -> int:
    """Return the place of a record's group among the groups of its register, by which volumes stand in order."""
    return list(SourceClass).index(record.source_class) if isinstance(record, Source) else 0


def bind_registers(guide: Guide, homes: Mapping[str, str], is_claim: Callable[[Record], bool]) -> Mapping[str, str]:
    """Return the page of each record that stands in a volume, and of each group of claims, by its anchor.

    `homes` are those of the kinds, as find_homes returns them. What is a claim stands in the register of claims.
    """
    claims = {kind: tuple(filter(is_claim, guide.records(kind))) for kind in guide.kinds} if CLAIMS in homes else {}
    bound = dict(_bind_claims(claims, homes))
    for kind in guide.kinds.values():
        if kind.volume and name_volumes(kind.id) in homes:
            apart = {one.id for one in claims.get(kind.id, ())}
            records = [record for record in guide.records(kind.id) if record.id not in apart]
            bound |= dict(_bind(records, kind.volume, homes[name_volumes(kind.id)]))
    return bound


def list_volume_pages(guide: Guide, homes: Mapping[str, str]) -> frozenset[str]:
    """Return the pages of all volumes; of those of claims, which hang on verdicts, the ones that there may be."""
    bound = bind_registers(guide, {kind: home for kind, home in homes.items() if kind != CLAIMS}, lambda record: False)
    folder = name_folder(homes[CLAIMS]) if CLAIMS in homes else ""
    claims = (_number(kind.id, guide.records(kind.id), CLAIMS_IN_VOLUME, folder) for kind in guide.kinds.values())
    return frozenset([*bound.values(), *(page for pages in claims if folder for page, _ in pages)])


def _bind_claims(claims: Mapping[str, Sequence[Record]], homes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (anchor, page) of all claims and their groups, one for each kind, where there are too many for a page."""
    if sum(map(len, claims.values())) > CLAIMS_IN_VOLUME:
        for kind, records in claims.items():
            pages = [*_number(kind, records, CLAIMS_IN_VOLUME, name_folder(homes[CLAIMS]))]
            yield from ((name_anchor(CLAIMS, kind), page) for page, _ in pages[:1])
            yield from ((record.anchor, page) for page, some in pages for record in some)


def _bind(records: Sequence[Record], size: int, folder: str) -> Iterator[tuple[str, str]]:
    """Yield (anchor, page) of the records of a kind, where there are too many for a page."""
    groups: dict[str, list[Record]] = {}
    for record in records if len(records) > size else ():
        groups.setdefault(find_group(record), []).append(record)
    for group, some in groups.items():
        yield from ((record.anchor, page) for page, part in _number(group, some, size, folder) for record in part)


def _number(group: str, records: Sequence[Record], size: int, folder: str) -> Iterator[tuple[str, Sequence[Record]]]:
    """Yield the page of each volume of a group, with its records: press, press-2; without a group 1, 2."""
    for number, start in enumerate(range(0, len(records), size), 1):
        name = [group.replace("_", "-")] if group else []
        name += [str(number)] if number > 1 or not group else []
        yield f"{folder}/{'-'.join(name)}.md", records[start : start + size]
