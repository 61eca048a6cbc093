"""What a change to the data does to readers: two guides -> differences in their words -> a report.

Our own, as it is shorter to read: 52 lines that compared the views as they are told one changed figure in more than 40
lines where this tells it in 2.
"""

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
