"""What a change to the data does to readers: two guides -> differences in their words -> a report."""

from guide.changes.compare import compare
from guide.changes.markdown import write_markdown
from guide.changes.raw import count_differences
from guide.changes.report import Report, make_count_report, make_report
from guide.changes.text import write_text

__all__ = [
    "Report",
    "compare",
    "count_differences",
    "make_count_report",
    "make_report",
    "write_markdown",
    "write_text",
]
