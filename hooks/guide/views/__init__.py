"""What pages show, in one language: strings and numbers, no HTML. VIEWS are the shortcodes' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from guide.model.guide import Guide
from guide.model.reader_flow import Milestone, Question, Stage
from guide.model.record import Record
from guide.views.asked import show_asked
from guide.views.axis import show_axis
from guide.views.binding import CLAIMS, count_on_page
from guide.views.brief import show_brief
from guide.views.causes import show_cause
from guide.views.cells import Column
from guide.views.claims import show_claims
from guide.views.columns import list_columns, show_cause_condition, show_cause_fixes, show_table
from guide.views.dates import show_dates
from guide.views.disagreements import show_disagreements
from guide.views.downloads import show_downloads
from guide.views.figure import show_figure
from guide.views.journal import show_journal
from guide.views.localized_guide import LocalizedGuide
from guide.views.map import show_map
from guide.views.observation import show_observation
from guide.views.path import show_path
from guide.views.plan import show_plan
from guide.views.platforms import show_platforms
from guide.views.report import show_report
from guide.views.shares import show_shares
from guide.views.sources import show_sources
from guide.views.standings import show_standings, show_weakest
from guide.views.steps import show_steps
from guide.views.terms import show_terms
from guide.views.unknowns import show_unknowns
from guide.views.verdicts import show_verdicts
from guide.views.volume import show_volume
from guide.views.volumes import Beginning, list_volumes, show_index, show_way
from guide.views.warnings import show_warnings

Show = Callable[[LocalizedGuide, str], Any]
"""Returns what a view shows, with what stands behind its name in the shortcode."""

VIEWS: Mapping[str, Show] = {
    "asked": show_asked,
    "axis": show_axis,
    "brief": show_brief,
    "claims": show_claims,
    "dates": show_dates,
    "disagreements": show_disagreements,
    "downloads": show_downloads,
    "failure_cause": show_cause,
    "failure_cause_condition": show_cause_condition,
    "failure_cause_fixes": show_cause_fixes,
    "failure_shares": show_shares,
    "journal": show_journal,
    "map": show_map,
    "observation": show_observation,
    "path": show_path,
    "plan": show_plan,
    "platform_differences": show_platforms,
    "report": show_report,
    "steps": show_steps,
    "value": show_figure,
    "verdicts": show_verdicts,
    "volume": show_volume,
    "volume_way": show_way,
    "warning": show_warnings,
    "standings": show_standings,
    "weakest": show_weakest,
}
"""What a shortcode `<!-- guide:NAME ARGUMENT -->` shows. Any kind with columns is one, too: see find_view."""
IN_SENTENCES = frozenset({"path", "value"})
"""Views that stand among the words of a sentence, and are told in its language."""
_TABLES: Mapping[str, Callable[[tuple[Column, ...], LocalizedGuide, str], Any]] = {
    "sources": show_sources,
    "terms": show_terms,
    "unknowns": show_unknowns,
}
"""Kinds whose table is more than its columns."""
_WHOLE = ("", "all")
"""What stands behind the name in a shortcode that shows a kind as a whole."""
_HOME_OF: Mapping[str, type[Record]] = {"dates": Milestone, "map": Stage, "plan": Question}
"""Views that are the home of a class of records, each at its anchor, and are not called as their kind."""

SCRIPTS: Mapping[str, str] = {"dates": "dates.js", "observation": "observation.js", "plan": "plan.js"}
"""Which script of overrides/assets/ a view works with. A page that shows the view loads it; no page asks by itself."""
BEGINNINGS: Mapping[str, str] = {"plan.js": "plan-begin.js"}
"""What a page has in the place of a script while it holds only the beginning of the view; it asks for the other one."""
_DRAWN = ("65-drawings.css",)
STYLES: Mapping[str, Sequence[str]] = {
    "plan": ("55-plan.css", "57-tasks.css"),
    "dates": ("60-dates.css",),
    "journal": ("60-dates.css",),
    "observation": ("62-observation.css",),
    "steps": ("50-steps.css",),
    "brief": ("47-brief.css", "97-print-brief.css"),
    "standings": ("36-measures.css",),
    "sources": ("46-register.css",),
    **dict.fromkeys(("disagreements", "volume disagreements"), ("44-disputes.css",)),
    **{"axis": _DRAWN, "map": _DRAWN, "failure_shares": _DRAWN},
}
"""Which files of overrides/assets/css/ are for a view alone, one that few pages show. Those pages hold them inside.

A volume is called by its register, too: what it shows is as various as that.
"""


def list_views(guide: Guide) -> frozenset[str]:
    """Return the names that a shortcode may have: the views, and the kinds that are shown as a table."""
    return frozenset((*VIEWS, *(kind.id for kind in guide.kinds.values() if kind.columns)))


def find_view(name: str, guide: Guide) -> Show | None:
    """Return what shows the view of that name, or the table of a kind; None where there is no such view."""
    if name not in list_views(guide):
        return None
    show = _find_whole(name, guide)
    return partial(_show_bound, name, show) if name == CLAIMS or name in guide.kinds else show


def _show_bound(name: str, show: Show, localized: LocalizedGuide, argument: str) -> Any:
    """Return all records of a kind or of CLAIMS, or where they are bound in volumes, what leads to these.

    A page that is no register has the first of them.
    """
    volumes = list_volumes(name, localized) if argument in _WHOLE else ()
    if not volumes:
        return show(localized, argument)
    index = show_index(name, volumes, localized)
    return Beginning(show(localized, argument), index) if count_on_page(name, localized.guide) else index


def _find_whole(name: str, guide: Guide) -> Show:
    if name in guide.kinds and name in _TABLES:
        return partial(_TABLES[name], list_columns(name, guide))
    return VIEWS.get(name) or partial(show_table, name)


def list_home_kinds(name: str, guide: Guide) -> tuple[str, ...]:
    """Return the kinds whose records stand, each at its anchor, where a view of that name is."""
    home_of = _HOME_OF.get(name)
    if home_of is None:
        return (name,) if name in guide.kinds else ()
    return tuple(kind.id for kind in guide.kinds.values() if issubclass(kind.record_class, home_of))
