"""Material's colors by their names, as dark or light as they have to be to be read on our grounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guide.site.appearance import Appearance

_Color = tuple[int, ...]
PRIMARY: Mapping[str, str] = {
    **{"red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep purple": "#7e56c2", "indigo": "#4051b5"},
    **{"blue": "#2094f3", "light blue": "#02a6f2", "cyan": "#00bdd6", "teal": "#009485", "green": "#4cae4f"},
    **{"light green": "#8bc34b", "lime": "#cbdc38", "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724"},
    **{"deep orange": "#ff6e42", "brown": "#795649", "grey": "#757575", "blue grey": "#546d78", "black": "#141a1a"},
}
"""What `primary` may be, beside `white` and `custom`, which leave our own color."""
ACCENT: Mapping[str, str] = {
    **{"red": "#ff1a47", "pink": "#f50056", "purple": "#df41fb", "deep purple": "#7c4dff", "indigo": "#526cfe"},
    **{"blue": "#4287ff", "light blue": "#0091eb", "cyan": "#00bad6", "teal": "#00bda4", "green": "#00c753"},
    **{"light green": "#63de17", "lime": "#b0eb00", "yellow": "#ffd400", "amber": "#ffaa00", "orange": "#ff9000"},
    "deep orange": "#ff6e42",
}
"""What `accent` may be, beside `custom`."""
OWN = ("custom", "white")
"""Names that leave our own color: that of a style sheet of the guide, if it has one."""
_GROUND = re.compile(r"--(?:paper|sheet|sunk): var\(--light, (#\w{6})\) var\(--dark, (#\w{6})\)")
_OURS = re.compile(r"--accent: var\(--light, (#\w{6})\) var\(--dark, (#\w{6})\)")
_LEAST = 4.5
"""How much lighter one of two colors has to be for words, by the guidelines for accessibility (WCAG)."""
_STEP = 0.04
_SOFT = 0.1
_RULES = (
    ".content a:not([class]):hover{color:var(--accent-hover)}.pager a:hover{border-color:var(--accent-hover)}"
    ":focus-visible{outline-color:var(--accent-hover)}"
)


def write_palette(appearance: Appearance, style: str) -> str:
    """Return the style sheet of the colors that are wanted; empty where none is. `style` has ours, and the grounds."""
    wanted = (appearance.light.primary, appearance.dark.primary), (appearance.light.accent, appearance.dark.accent)
    ours = _OURS.search(style)
    grounds = list(zip(*_GROUND.findall(style), strict=True))
    if not any(wanted[0] + wanted[1]) or not ours or not grounds:
        return ""
    links = _fit_all(wanted[0], PRIMARY, ours.groups(), grounds)
    soft = [_soften(one, some) for one, some in zip(links, grounds, strict=True)]
    pointed = _fit_all(wanted[1], ACCENT, links, [(*some, one) for one, some in zip(soft, grounds, strict=True)])
    told = {"accent": links, "accent-soft": soft, "accent-hover": pointed}
    return f":root{{{''.join(_declare(told))}}}{_RULES}"


def find_contrast(one: str, other: str) -> float:
    """Return how much lighter one of two colors is than the other, from 1 to 21."""
    darker, lighter = sorted((_measure(_read(one)), _measure(_read(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _declare(told: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, (light, dark) in told.items():
        yield f"--{name}:var(--light,{light}) var(--dark,{dark});"


def _fit_all(
    names: Sequence[str], known: Mapping[str, str], others: Sequence[str], grounds: Sequence[Sequence[str]]
) -> list[str]:
    """Return the color for light and for dark of these names; for no name, one of the others."""
    both = zip(names, others, grounds, strict=True)
    return [_fit(known.get(name) or other, some) for name, other, some in both]


def _fit(color: str, grounds: Sequence[str]) -> str:
    """Return the color that is nearest to one and can be read on each ground, and on its own soft one."""
    end = (0, 0, 0) if _measure(_read(grounds[0])) > 0.5 else (255, 255, 255)
    share, fitted = 0.0, color
    while not all(find_contrast(fitted, one) >= _LEAST for one in (*grounds, _soften(fitted, grounds))):
        share += _STEP
        fitted = _write(_mix(_read(color), end, min(share, 1)))
    return fitted


def _soften(color: str, grounds: Sequence[str]) -> str:
    """Return a ground with a touch of the color."""
    return _write(_mix(_read(grounds[0]), _read(color), _SOFT))


def _read(color: str) -> _Color:
    return tuple(bytes.fromhex(color.removeprefix("#")))


def _write(color: _Color) -> str:
    return f"#{bytes(color).hex()}"


def _mix(one: _Color, other: _Color, share: float) -> _Color:
    """Return a color with so large a share of the `other`."""
    return tuple(round(mine + (theirs - mine) * share) for mine, theirs in zip(one, other, strict=True))


def _measure(color: _Color) -> float:
    """Return how light a color is to the eye, from 0 to 1."""
    parts = (part / 255 for part in color)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
