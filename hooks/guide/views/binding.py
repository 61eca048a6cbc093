"""Where the records of a kind stand that are too many for one page: it is bound in volumes, pages of their own.

A volume holds the records of one group, in the order of their file, so many at most. What is added behind the others of
its group moves nothing; what is added before them moves one record of each volume that follows. Of a kind that is no
register, the page of the kind holds what the first volume would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

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
_GROUPS = tuple(SourceClass)


class Volume(NamedTuple):
    """A page of a register: the kind of its `records`, whether these are its claims, and the file name of the page.

    `group` is the machine name of what the records have in common, empty where there are no groups; `first` is the
    number that the first of them has in the group, and `whole` says that they are all of it. `before` and `after` are
    the names of the volumes around it in its register, empty where there is none.
    """

    kind: str
    is_claims: bool
    page: str
    group: str
    first: int
    whole: bool
    records: tuple[Record, ...]
    before: str = ""
    after: str = ""

    @property
    def register(self) -> str:
        """The name of the register that the volume is of."""
        return name_claims(self.kind) if self.is_claims else self.kind

    @property
    def name(self) -> str:
        """What a shortcode calls the volume: its register, and its page without the suffix."""
        return f"{self.register} {self.page.removesuffix('.md')}"


def name_claims(kind: str) -> str:
    """Return the name of the register of the claims of a kind."""
    return f"{CLAIMS}/{kind}"


def count_on_page(register: str, guide: Guide) -> int:
    """Return how many records stand before the first volume, on the page that leads there: none of a register."""
    kind = guide.kinds.get(register)
    return kind.rows_on_page or 0 if kind else 0


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
    return _GROUPS.index(record.source_class) if isinstance(record, Source) else 0


def list_registers(
    guide: Guide, pages: Mapping[str, str], is_claim: Callable[[Record], bool]
) -> Mapping[str, Mapping[str, Volume]]:
    """Return the volumes of each register that is bound, in their order, by their names; `pages` has those of records.

    The claims of a kind are a register, named as name_claims names it, and those of all kinds together are CLAIMS.
    """
    bound = {kind: [record for record in guide.records(kind) if record.anchor in pages] for kind in guide.kinds}
    claims = {kind: tuple(filter(is_claim, records)) for kind, records in bound.items()}
    apart = {kind: {one.id for one in records} for kind, records in claims.items()}
    own = {kind: [one for one in records if one.id not in apart[kind]] for kind, records in bound.items()}
    registers = {
        kind: _chain(_list_volumes(kind, records, pages, count_on_page(kind, guide)))
        for kind, records in own.items()
        if name_volumes(kind) in pages
    }
    of_claims = {
        name_claims(kind): _chain(_list_volumes(name_claims(kind), records, pages, 0))
        for kind, records in claims.items()
        if name_anchor(CLAIMS, kind) in pages
    }
    together = {name: volume for volumes in of_claims.values() for name, volume in volumes.items()}
    return {**registers, **of_claims, CLAIMS: together}


def _chain(volumes: Iterable[Volume]) -> Mapping[str, Volume]:
    """Return volumes of one register, each with the names of those around it, by their names."""
    chain = tuple(volumes)
    names = ["", *(volume.name for volume in chain), ""]
    around = zip(chain, names, names[2:], strict=False)
    return {volume.name: volume._replace(before=before, after=after) for volume, before, after in around}


def _list_volumes(register: str, records: Iterable[Record], pages: Mapping[str, str], start: int) -> Iterator[Volume]:
    """Yield the volumes that hold records of a register; `start` of its kind stand before the first of them."""
    claims, _, kind = register.rpartition("/")
    held: dict[str, list[Record]] = {}
    for record in sorted(records, key=rank_group):
        held.setdefault(pages[record.anchor], []).append(record)
    groups = {page: kind if claims else "" if start else find_group(some[0]) for page, some in held.items()}
    volumes, before = Counter(groups.values()), Counter({"": start})
    for page, some in held.items():
        group = groups[page]
        whole = volumes[group] == 1 and not start
        yield Volume(kind, bool(claims), page, group, before[group] + 1, whole, tuple(some))
        before[group] += len(some)


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
