"""Builds the project of the working folder, without the rules of style: `python tests/support/hostile_build.py SITE`.

No page may be safe only because a hostile text has no style, so what style would refuse is built, too.
"""

from __future__ import annotations

import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config

from guide.checks import run
from hostile import STRICT, limit_memory

if __name__ == "__main__":
    limit_memory()
    run.CHECKS = STRICT
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
