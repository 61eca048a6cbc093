"""The second skin: the same pages in the frame of the theme below ours, with its search and its colors.

What it has in the place of ours lies in a folder of our theme, and is written as anybody would who uses that theme:
templates that extend its own, and style sheets. A style sheet called as one of ours stands in for it; the others of
ours, which are about views, hold in both skins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guide.site.assets import join_style

SKIN = "material"
"""The folder in overrides/ that holds it."""
_TAKEN = re.compile(r"assets/(?:javascripts/(?:workers/)?|stylesheets/)([a-z]+)\.[0-9a-f]{8}\.min\.(css|js)")
TAKEN = frozenset(f"{SKIN}-{name}" for name in ("bundle.js", "search.js", "main.css", "palette.css"))
"""The assets of the theme below that its pages load, as templates ask for them."""
_REM = 0.8
"""How much of one of its rems one of ours is: its root is set in 20 px."""
_RULE = re.compile(r"([^{};]*)\{")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LENGTH = re.compile(r"(?<![\w.#])(?<!\w-)(\d*\.?\d+)rem\b")
_COMMA = re.compile(r",(?![^(]*\))")
_ROOT = re.compile(r"(:root|html)(?![\w-])")
_STEP = re.compile(r"from|to|[\d.]+%")
_RAISED = ":not(#_)"
"""Counts as an id, and matches everything."""


@dataclass(frozen=True)
class Skin:
    """What pages of the skin have: the `style` sheet that they link to, and the `script` inside each of them."""

    style: str
    script: str


def name_taken(source: str) -> str | None:
    """Return the name of an asset that the skin takes from the theme below; None for any other file.

    Its own name tells the release of that theme: `assets/javascripts/bundle.a5f9d56c.min.js` is `material-bundle.js`.
    """
    found = _TAKEN.fullmatch(source)
    return f"{SKIN}-{found[1]}.{found[2]}" if found else None


def join_skin(theirs: Mapping[str, str], own: Mapping[str, str]) -> str:
    """Return the style sheet of the skin from the files of our theme and its own, by their names.

    Lengths are those of our theme, though the root is set larger; and each rule weighs more than any of the theme
    below, which speaks of the same elements by their tags and by where they stand.
    """
    return _RULE.sub(_raise, _COMMENT.sub("", _scale(join_style({**theirs, **own}))))


def _scale(style: str) -> str:
    """Return a style sheet whose lengths in rem are its own; conditions, which the root does not touch, are left."""
    return "".join(
        line if line.lstrip().startswith("@media") else _LENGTH.sub(_scale_length, line)
        for line in style.splitlines(keepends=True)
    )


def _scale_length(found: re.Match[str]) -> str:
    return f"{float(found[1]) * _REM:.4g}rem"


def _raise(found: re.Match[str]) -> str:
    written = found[1].strip()
    if not written or written.startswith("@") or _STEP.fullmatch(written):
        return found[0]
    return ",\n".join(_raise_selector(one.strip()) for one in _COMMA.split(written)).join(("\n", " {"))


def _raise_selector(selector: str) -> str:
    root = _ROOT.match(selector)
    return f"{root[0]}{_RAISED}{selector[root.end() :]}" if root else f"html{_RAISED} {selector}"
