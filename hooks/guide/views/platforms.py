"""How things differ from platform to platform: a column for each platform that the subject compares."""

from __future__ import annotations

from guide.model.vocabulary import COMPARED
from guide.views.cells import ADVICE, CLAIM, DETAIL, SCOPE, platform_column
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.table import Table, make_facts


def show_platforms(localized: LocalizedGuide, argument: str) -> Table:
    """Return the table of differences."""
    choose(argument, [""])
    columns = [platform_column(platform) for platform in localized.guide.subject.vocabularies[COMPARED]]
    records = localized.list_on_page("platform_differences")
    return make_facts("platform_differences", localized, (CLAIM, *columns, DETAIL, ADVICE, SCOPE), records)
