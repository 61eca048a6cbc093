"""Whoever edits a data file is told what to write in each field."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.diagnostic import Said
from guide.messages.nearest import suggest
from guide.model.field_help import Field, list_fields, list_names
from guide.model.guide import Guide
from guide.model.kinds import list_declared

_MISSING = Said(
    "field-not-explained",
    "'{name}' ({place}) is not explained; add a record with this id that says what to write there, or where "
    "kinds.yml declares the field, write its 'text' there",
    "{name}（{place}）还没有说明；请加一条以它为 id 的记录，说清这里写什么；kinds.yml 里声明的字段，在那里写 text",
)
_UNUSED = Said(
    "unused-explanation",
    "'{name}' explains no field of any data file{remedy.en}",
    "没有哪个数据文件用到 {name} 这个字段{remedy.zh}",
)
_REMEDY = Said("", "; correct the name, or delete the record", "；请改正名字，或者删掉这条记录")


def check_explanations(guide: Guide) -> Iterator[Problem]:
    """Every field, and every word of a closed list, is explained in fields.yml, and nothing else is."""
    known = {*list_declared(guide.kinds.values()), *(field.id for field in guide.of(Field))}
    used: set[str] = set()
    missing: dict[str, str] = {}
    for kind in guide.kinds.values():
        for path, word in list_fields(kind.record_class):
            names = list(list_names(kind.id, path, word))
            found = next((name for name in names if name in known), None)
            if found:
                used.add(found)
            else:
                missing.setdefault(names[-1], names[0])
    for name, place in missing.items():
        yield Problem("fields", "", (), _MISSING.format(name=name, place=place))
    for field in guide.of(Field):
        if field.id not in used:
            remedy = suggest(field.id, missing, _REMEDY)
            yield Problem("fields", field.id, ("id",), _UNUSED.format(name=field.id, remedy=remedy))
