"""Nothing jumps: what a reader looks at stays where it is when the scripts come."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Route

from browsing import SCREENS, OpenPage, find_covering, wait_for_idle
from raw import Site

SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(
  list.getEntries().map(one => one.sources.map(source => source.node && source.node.outerHTML.slice(0, 60)))
)).observe({type: "layout-shift", buffered: true}) || setTimeout(done, 100, []))"""
WAITING = "() => document.getAnimations().map(one => one.animationName).filter(name => name === 'appear')"
"""What is not shown until its script has come, or has not come for long."""
LATE = 0.15
"""Seconds that a script comes later than it would: the page is painted without it first."""


def come_late(route: Route) -> None:
    """Answer later."""
    time.sleep(LATE)
    route.continue_()


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_jumps_when_its_scripts_come(open_page: OpenPage, site: Site, address: str, screen: str) -> None:
    jumps: dict[str, list[list[str]]] = {}
    page = open_page(SCREENS[screen])
    page.route("**/*.js", come_late)
    for path in find_covering(site):
        page.goto(address + path)
        wait_for_idle(page)
        jumps |= {path: found} if (found := page.evaluate(SHIFTS)) else {}
        assert not page.evaluate(WAITING), f"{path}: this still waits for its script"
    assert not jumps, jumps
