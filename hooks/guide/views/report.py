"""How a mistake is reported and mended from a page, as far as this build knows where the project is kept."""

from __future__ import annotations

from dataclasses import dataclass

from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide


@dataclass(frozen=True)
class ReportWay:
    """What every page offers at its end, or that there is nothing."""

    name: str
    text: str


def show_report(localized: LocalizedGuide, argument: str) -> ReportWay:
    """Return what the pages of this build offer to whoever finds a mistake: no more than they have."""
    choose(argument, [""])
    return ReportWay("report", localized.label("report.here" if localized.repository else "report.nowhere"))
