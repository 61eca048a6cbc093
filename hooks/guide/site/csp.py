"""The Content-Security-Policy: nothing from elsewhere, and no inline code but what is named by its hash."""

from __future__ import annotations

import base64
import hashlib


def make_policy(script: str, style: str) -> str:
    """Return the policy of the site. Inline stands one `script` in each page, and `style` in the one-file edition.

    The other scripts are 'self' and not named by their hashes: for that their tags would need the attribute
    `integrity`, and with it no browser runs a script of a page that was opened from the disk. site.built_files holds a
    built site to its own scripts instead. A worker would take over every page, and outlive the build that brought it.
    """
    return (
        f"default-src 'none'; script-src 'self' {hash_source(script)}; style-src 'self' {hash_source(style)}; "
        "img-src 'self'; worker-src 'none'; base-uri 'none'; form-action 'none'"
    )


def make_single_page_policy(style: str) -> str:
    """Return the policy of the one-file edition: one inline style, and nothing else at all."""
    return f"default-src 'none'; style-src {hash_source(style)}; base-uri 'none'; form-action 'none'"


def hash_source(content: str) -> str:
    """Return the source expression that allows exactly this inline script or style."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
