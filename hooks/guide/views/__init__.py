"""What pages show, in one language: strings and numbers, no HTML. VIEWS are the shortcodes' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from guide.views.axis import show_axis
from guide.views.causes import show_cause, show_cause_condition, show_cause_fixes, show_causes
from guide.views.contradictions import show_contradictions
from guide.views.dates import show_dates
from guide.views.disagreements import show_disagreements
from guide.views.downloads import show_downloads
from guide.views.figure import show_figure
from guide.views.localized_guide import LocalizedGuide
from guide.views.map import show_map
from guide.views.plan import show_plan
from guide.views.platforms import show_platforms
from guide.views.screens import show_screens
from guide.views.shares import show_shares
from guide.views.sources import show_sources
from guide.views.standings import show_standings, show_weakest
from guide.views.steps import show_steps
from guide.views.tables import COLUMNS, show_table
from guide.views.terms import show_terms
from guide.views.unknowns import show_unknowns
from guide.views.verdicts import show_verdicts
from guide.views.warnings import show_warnings

VIEWS: Mapping[str, Callable[[LocalizedGuide, str], Any]] = {
    **{kind: partial(show_table, kind) for kind in COLUMNS},
    "axis": show_axis,
    "contradictions": show_contradictions,
    "dates": show_dates,
    "disagreements": show_disagreements,
    "downloads": show_downloads,
    "failure_cause": show_cause,
    "failure_cause_condition": show_cause_condition,
    "failure_cause_fixes": show_cause_fixes,
    "failure_causes": show_causes,
    "failure_shares": show_shares,
    "map": show_map,
    "plan": show_plan,
    "platform_differences": show_platforms,
    "screens": show_screens,
    "sources": show_sources,
    "steps": show_steps,
    "terms": show_terms,
    "unknowns": show_unknowns,
    "value": show_figure,
    "verdicts": show_verdicts,
    "warning": show_warnings,
    "standings": show_standings,
    "weakest": show_weakest,
}
"""What a shortcode `<!-- guide:NAME ARGUMENT -->` shows."""

SCRIPTS: Mapping[str, str] = {"dates": "dates.js", "plan": "plan.js"}
"""Which script of overrides/assets/ a view works with. A page that shows the view loads it; no page asks by itself."""
