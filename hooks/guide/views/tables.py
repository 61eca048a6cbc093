"""Which columns the table of each kind has. A new kind needs one line here, and its headings in labels.yml."""

from __future__ import annotations

from collections.abc import Mapping

from guide.model.records import Condition
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.table import (
    ADVICE,
    CLAIM,
    DETAIL,
    FIXES,
    PATH,
    PLACE,
    SCOPE,
    STEPS,
    TITLE,
    VALUE,
    Column,
    Table,
    flagged_column,
    make_table,
    plain_column,
    text_column,
    value_column,
    word_column,
)

_FACT: tuple[Column, ...] = (CLAIM, DETAIL, ADVICE, SCOPE)
_LEAD_TIME = value_column("lead_time", "lead_time")
_COUNTED_FROM = word_column("counted_from", "moment", "counted_from")

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "products": _FACT,
    "conditions": (CLAIM, DETAIL, text_column("how"), PLACE, _LEAD_TIME, FIXES, ADVICE, SCOPE),
    "origins": (TITLE, text_column("about")),
    "places": (CLAIM, PATH, DETAIL, ADVICE, SCOPE),
    "messages": _FACT,
    "statistics": _FACT,
    "fixes": (CLAIM, DETAIL, STEPS, PLACE, _LEAD_TIME, ADVICE, SCOPE),
    "states": (CLAIM, DETAIL, text_column("login"), ADVICE, SCOPE),
    "waiting_periods": (VALUE, TITLE, DETAIL, text_column("revoke"), ADVICE, SCOPE),
    "timeline": (VALUE, _COUNTED_FROM, TITLE, DETAIL, ADVICE, SCOPE),
    "data_fates": (TITLE, word_column("fate", "fate", "fate"), VALUE, _COUNTED_FROM, DETAIL, ADVICE, SCOPE),
    "special_accounts": (TITLE, text_column("before"), text_column("entry"), PLACE, VALUE, DETAIL, ADVICE, SCOPE),
    "phone_number": _FACT,
    "devices": _FACT,
    "laws": (
        text_column("law"),
        text_column("article"),
        flagged_column("title", "draft"),
        DETAIL,
        VALUE,
        text_column("means"),
        ADVICE,
        plain_column("in_force", "in_force"),
        SCOPE,
    ),
    "recovery": _FACT,
    "friends": _FACT,
    "sign_in": _FACT,
    "alternatives": (CLAIM, DETAIL, text_column("keeps"), text_column("loses"), PLACE, ADVICE, SCOPE),
    "backups": (TITLE, DETAIL, PLACE, VALUE, ADVICE, SCOPE),
    "money": _FACT,
    "scams": (TITLE, text_column("sign"), text_column("response"), VALUE, DETAIL, ADVICE, SCOPE),
    "statements": (
        plain_column("number", "number"),
        text_column("section"),
        CLAIM,
        plain_column("quote", "quote", "zh"),
        text_column("known"),
        DETAIL,
        ADVICE,
        SCOPE,
    ),
    "gaps": (TITLE, text_column("instead")),
    "changes": (plain_column("on", "on"), TITLE),
}


def show_table(kind: str, localized: LocalizedGuide, argument: str) -> Table:
    """Return the table of `kind`; an argument that is a standing shows only the conditions of that standing."""
    records = localized.guide.records(kind)
    standings = dict.fromkeys(str(record.standing) for record in records if isinstance(record, Condition))
    if choose(argument, ["", *standings]):
        records = tuple(record for record in records if getattr(record, "standing", None) == argument)
    return make_table(kind, localized, COLUMNS[kind], records, argument)
