"""The style sheet of the site and its script: each is written in files, and joined to one that a page asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message

STYLES = "assets/css"
"""The folder of the theme whose files make the style sheet."""
BOOK_STYLE = "90-book.css"
"""The file that is for the one-file edition alone."""
STYLE = "assets/site.css"
"""What the style sheet is called among the assets."""
_SCRIPT = "site"
"""What the script of a page without views of its own is called; a view adds its name."""


def join_style(parts: Mapping[str, str]) -> str:
    """Return the style sheet: `parts`, the texts of its files by their names, in the order of these.

    Where two rules speak of the same thing the later one holds, so names begin with a number (40-tables.css): the order
    is seen in the folder, and no list of the files can be wrong.
    """
    return "\n".join(parts[name] for name in sorted(parts))


def name_script(own: Sequence[str]) -> str:
    """Return what the script of a page is called among the assets; `own` are the scripts of its views."""
    return "-".join((_SCRIPT, *(name.removesuffix(".js") for name in own))) + ".js"


def join_script(parts: Iterable[str]) -> str:
    """Return the script of a page: `parts` are the texts of the files that it is made of, in their order."""
    return "\n".join(parts)


def check_parts(names: Iterable[str], folder: str) -> Iterator[Diagnostic]:
    """Yield each file that does not say by its number where it stands; `folder` is what messages call their folder."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        number = name.partition("-")[0]
        if number in seen:
            yield Diagnostic(Location(f"{folder}/{name}", 1, 1), Message("style-order/same-number", other=seen[number]))
        seen.setdefault(number, name)
    if not seen:
        yield Diagnostic(Location(folder, 1, 1), Message("style-order/none"))
