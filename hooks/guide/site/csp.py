"""The Content-Security-Policy: nothing from elsewhere, and no inline code but what is named by its hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

MOVED_POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'"
"""The policy of a page that leads on from an old address: it has one script, which is a file, and no style."""


@dataclass(frozen=True)
class Inline:
    """What stands inside pages and is no file: a `script` in each, and in the one-file edition a `style` and `more`."""

    script: str
    more: str
    style: str

    @property
    def scripts(self) -> tuple[str, str]:
        """Both scripts, in their order."""
        return self.script, self.more


def make_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the policy of pages that hold some of these scripts and styles inside, and ask for files of the site.

    The other scripts are 'self' and not named by their hashes: for that their tags would need the attribute
    `integrity`, and with it no browser runs a script of a page that was opened from the disk. site.built_files holds a
    built site to its own scripts instead. A worker would take over every page, and outlive the build that brought it.
    The evidence of a fact is fetched from beside its page; and a browser that is asked whether search engines may come
    fetches robots.txt as if the page had.
    """
    return (
        f"default-src 'none'; script-src {_name_beside_own(scripts)}; style-src {_name_beside_own(styles)}; "
        "img-src 'self'; connect-src 'self'; worker-src 'none'; base-uri 'none'; form-action 'none'"
    )


def make_skin_policy(inline: Inline, script: str) -> str:
    """Return the policy of the site in its second skin, whose pages hold one `script`; the one-file edition is as ever.

    The theme below draws its icons as masks, which are images from `data:`. Its search is a worker, which is a file of
    the site like any other script, and asks for the index.
    """
    return (
        f"default-src 'none'; script-src 'self' {_name(script, *inline.scripts)}; "
        f"style-src 'self' {_name(inline.style)}; img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


def make_single_page_policy(inline: Inline) -> str:
    """Return the policy of the one-file edition: its own style and scripts, and nothing else at all."""
    return (
        f"default-src 'none'; script-src {_name(*inline.scripts)}; style-src {_name(inline.style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def make_bare_policy(style: str) -> str:
    """Return the policy of a page without any script, such as a review."""
    return f"default-src 'none'; style-src {_name(style)}; base-uri 'none'; form-action 'none'"


def hash_source(content: str) -> str:
    """Return the source expression that allows exactly this inline script or style."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _name_beside_own(contents: Iterable[str]) -> str:
    return " ".join(("'self'", *map(hash_source, contents)))


def _name(*contents: str) -> str:
    return " ".join(map(hash_source, contents))
