"""Where the records of a kind stand that are too many for one page: it is bound in volumes, pages of their own.

A volume holds the records of one group, in the order of their file, so many at most. What is added behind the others of
its group moves nothing; what is added before them moves one record of each volume that follows. Of a kind that is no
register, the page of the kind holds what the first volume would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from guide.model.guide import Guide
from guide.model.journal import Change
from guide.model.kinds import Kind
from guide.model.record import Record, name_anchor
from guide.model.sources import Source
from guide.model.vocabulary import SourceClass

CLAIMS = "claims"
"""The register of what is said and is not known to hold; where no page shows it, nothing is kept apart."""
CLAIMS_IN_VOLUME = 20
"""How many claims a page holds: their register has no row among the kinds that could say it."""
JOURNAL = "journal"
"""What is told of changes in the facts, which grows with every day; where no page shows it, nothing is bound."""
CHANGES_IN_VOLUME = 40
"""How many changes a volume of the journal holds."""


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
        if name_volumes(kind.id) in homes:
            apart = {one.id for one in claims.get(kind.id, ())}
            records = [record for record in guide.records(kind.id) if record.id not in apart]
            bound |= dict(_bind_kind(kind, records, homes[name_volumes(kind.id)]))
    return bound


def bind_journal(guide: Guide, homes: Mapping[str, str]) -> Mapping[str, Sequence[Change]]:
    """Return the changes that stand on each page of the journal, the newest first: its own page, and its volumes.

    Volumes are cut from the oldest on, and nothing that is added moves one; what is left over stands on the own page.
    """
    home, changes = homes.get(JOURNAL, ""), guide.journal.changes
    number = max(0, len(changes) // CHANGES_IN_VOLUME - 1)
    newest = len(changes) - number * CHANGES_IN_VOLUME
    starts = range(newest, len(changes), CHANGES_IN_VOLUME)
    names = (f"{name_folder(home)}/facts-{one}.md" for one in range(number, 0, -1))
    older = (changes[start : start + CHANGES_IN_VOLUME] for start in starts)
    return {home: changes[:newest], **dict(zip(names, older, strict=True))} if home else {"": changes}


def list_volume_pages(guide: Guide, homes: Mapping[str, str]) -> frozenset[str]:
    """Return the pages of all volumes; of those of claims, which hang on verdicts, the ones that there may be."""
    bound = bind_registers(guide, {kind: home for kind, home in homes.items() if kind != CLAIMS}, lambda record: False)
    folder = name_folder(homes[CLAIMS]) if CLAIMS in homes else ""
    claims = (_number(kind.id, guide.records(kind.id), CLAIMS_IN_VOLUME, folder) for kind in guide.kinds.values())
    told = [page for page in bind_journal(guide, homes) if page not in ("", homes.get(JOURNAL))]
    return frozenset([*bound.values(), *told, *(page for pages in claims if folder for page, _ in pages)])


def _bind_claims(claims: Mapping[str, Sequence[Record]], homes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (anchor, page) of all claims and their groups, one for each kind, where there are too many for a page."""
    if sum(map(len, claims.values())) > CLAIMS_IN_VOLUME:
        for kind, records in claims.items():
            pages = [*_number(kind, records, CLAIMS_IN_VOLUME, name_folder(homes[CLAIMS]))]
            yield from ((name_anchor(CLAIMS, kind), page) for page, _ in pages[:1])
            yield from ((record.anchor, page) for page, some in pages for record in some)


def _bind_kind(kind: Kind, records: Sequence[Record], folder: str) -> Iterator[tuple[str, str]]:
    """Yield (anchor, page) of the records of a kind that its page does not show."""
    if kind.volume:
        yield from _bind(records, kind.volume, folder)
    elif kind.rows_on_page:
        pages = islice(_number("", records, kind.rows_on_page, folder), 1, None)
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
