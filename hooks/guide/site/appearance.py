"""How a guide wants its frame to look, by the settings that Material for MkDocs has for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

SCRIPTED = frozenset(
    {
        *("announce.dismiss", "content.code.copy", "content.tabs.link", "header.autohide"),
        *("navigation.top", "navigation.tracking", "search.highlight", "search.share", "toc.follow"),
    }
)
"""Features that need a script."""
WRITTEN = frozenset(
    {
        *("content.action.edit", "content.action.view", "navigation.expand", "navigation.footer"),
        *("navigation.indexes", "navigation.path", "navigation.prune", "navigation.sections"),
        *("navigation.tabs", "navigation.tabs.sticky", "toc.integrate"),
    }
)
"""Features that templates alone make."""
FEATURES = SCRIPTED | WRITTEN
"""What `theme.features` may name."""
ICONS = ("alternate", "close", "edit", "logo", "menu", "next", "previous", "repo", "search", "share", "top", "view")
"""The places of the frame that `theme.icon` may name an icon for."""
SORTS = ("note", "tip", "warning", "danger")
"""The sorts of notices that `theme.icon.admonition` may name an icon for."""
SCRIPT, STYLE = "features.js", "features.css"
"""The assets that make features; without one that needs them, no page asks for them."""
_OUTSIDE_STYLE = frozenset({"content.action.edit", "navigation.footer", "navigation.sections", "toc.integrate"})
"""Features that the style sheet of every site knows."""
NO_ICONS: Mapping[str, str] = MappingProxyType(dict.fromkeys(ICONS, ""))


@dataclass(frozen=True)
class Colors:
    """The names of Material's colors for links (`primary`) and for what is pointed at (`accent`); empty for our own."""

    primary: str = ""
    accent: str = ""


@dataclass(frozen=True)
class Appearance:
    """What the settings want of the frame. As it is made without them, the frame looks as its style sheet has it.

    `icons` and `notices` name icons, `logo`, `favicon`, `styles` and `scripts` assets. `scheme` is "light" or "dark"
    where there is one only; else readers may turn it, unless `has_toggle` is untrue, by a button that shows `toggle`.
    """

    features: frozenset[str] = frozenset()
    icons: Mapping[str, str] = field(default_factory=lambda: NO_ICONS)
    notices: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    favicon: str = ""
    scheme: str = ""
    has_toggle: bool = True
    toggle: str = ""
    light: Colors = Colors()
    dark: Colors = Colors()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def scripted(self) -> str:
        """The features that a script makes, as pages tell it."""
        return " ".join(sorted(self.features & SCRIPTED))

    @property
    def own_scripts(self) -> tuple[str, ...]:
        """The scripts that the script of every page ends with."""
        return (SCRIPT,) if self.scripted else ()

    @property
    def all_styles(self) -> tuple[str, ...]:
        """The style sheets behind that of the frame."""
        is_wanted = self.features - _OUTSIDE_STYLE or "toc.integrate" not in self.features
        return ((STYLE,) if is_wanted else ()) + self.styles
