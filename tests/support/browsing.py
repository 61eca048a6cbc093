"""What the tests in a browser share: its screens, a watch over what a page does, and the addresses of the pages."""

from __future__ import annotations

import functools
import http.server
import itertools
import re
import threading
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from lxml import etree
from playwright.sync_api import Page, Request, ViewportSize

from patience import wait_until
from raw import LANGUAGES, Site, folder_of, language_of

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PHONE: ViewportSize = {"width": 360, "height": 640}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
SCREENS = {"phone": PHONE, "desktop": DESKTOP}

MOVING = """document.getAnimations()
    .some(one => one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity)"""


class OpenPage(Protocol):
    """Opens an empty page in a window of its own, with nothing remembered, of a screen and with other options."""

    def __call__(self, screen: ViewportSize = PHONE, **options: Any) -> Page: ...


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; yield its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def watch(page: Page) -> tuple[list[Request], list[str]]:
    """Record the requests of a page, and everything that its console or its scripts complain of."""
    requests: list[Request] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.extend([request]))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "requestfailed",
        lambda request: None if _is_dropped(request) else complaints.append(f"{request.url}: {request.failure}"),
    )
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    return requests, complaints


IDLE = """() => new Promise(done => {
    setTimeout(done, 3000);
    requestAnimationFrame(() => requestIdleCallback(done));
})"""


SCRIPTED = """() => !document.body.hasAttribute("data-script") ||
    !document.documentElement.hasAttribute("data-scripts") || Boolean(window.guide.choice)"""


def await_scripts(page: Page) -> Page:
    """Return a page that is there for a test only when its script is, or will not come any more.

    A page is loaded, and readers see it, before that has been asked for.
    """
    for name in ("goto", "reload", "go_back", "go_forward", "wait_for_url"):
        setattr(page, name, _then_await_scripts(page, getattr(page, name)))
    return page


def _then_await_scripts(page: Page, go: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(go)
    def run(*args: Any, **options: Any) -> Any:
        answer = go(*args, **options)
        if options.get("wait_until", "load") == "load":  # else the test waits for what it wants
            page.wait_for_function(SCRIPTED, polling=20)  # now and then no frame is drawn to look at
        return answer

    return run


def wait_for_idle(page: Page) -> None:
    """Wait until a page has nothing left to do: what its scripts ask for by themselves has been asked for.

    A browser without a window is idle once it has drawn something, which a new page may have done already, and now and
    then draws nothing at all: then as long as a page takes at the most.
    """
    page.evaluate(IDLE)


def bring_rest(page: Page) -> None:
    """Bring the rest of a page that shows its beginning at first, as a reader does by any move, and wait for it."""
    for place in (1, 2):
        page.mouse.move(place, place)
    page.locator(".to-rest").wait_for(state="detached")


def wait_for_stillness(page: Page) -> None:
    """Wait until all that comes and goes slowly, such as colors, has done so; what goes on for ever is left out."""
    wait_until(lambda: not page.evaluate(MOVING), lambda: f"{page.url} still moves")


def _is_dropped(request: Request) -> bool:
    """Tell what a browser no longer wants when it leaves a page: the icon, which it fetches last and when it likes."""
    return request.failure == "net::ERR_ABORTED" and "/assets/icon." in request.url


def find_addresses(site: Site) -> list[str]:
    """Return the address of every page in the site."""
    return [f"{path.parent}/".removeprefix("./") for path in site.pages() if path.name != "404.html"]


def find_different(site: Site) -> list[str]:
    """Return the address of every page; of those that are alike, the longest."""
    return [*(first for first, *_ in group_alike(site)), "404.html"]


def group_alike(site: Site) -> list[list[str]]:
    """Return the addresses of all pages; those below one, as the causes are and the parts of a register, as a group.

    The longest of a group comes first.
    """
    alike: dict[str, list[str]] = {}
    for page in find_addresses(site):
        own = page.removeprefix(folder_of(language_of(page)))
        alike.setdefault(f"{language_of(page)}/{re.sub('/.+/$', '/…', own)}", []).append(page)
    sizes = {page: (site.folder / page / "index.html").stat().st_size for page in find_addresses(site)}
    return [sorted(pages, key=lambda page: -sizes[page]) for pages in alike.values()]


@functools.cache
def find_covering(site: Site) -> tuple[str, ...]:
    """Return the addresses of a few pages that have, together, every sort of element that any page has.

    What a reader sees of an element, and whether it can be used, hangs on its sort and on what it stands in; so what
    is wrong with one is wrong on each page that has its sort. Few pages are taken, and rather short ones.
    """
    told = _read_assets(site)
    sorts = {page: _list_sorts(site, page, told) for page in [*find_addresses(site), "404.html"]}
    sizes = {page: len(site.open(_find_file(page)).text_content()) for page in sorts}
    missing, chosen = set[object]().union(*sorts.values()), []
    while missing:
        chosen.append(max(sorts, key=lambda page: len(sorts[page] & missing) / sizes[page] ** 0.1))
        missing -= sorts[chosen[-1]]
    return tuple(chosen)


def find_covering_twins(site: Site) -> list[str]:
    """Return the addresses of a few pages that have every sort of element, each of them in every language."""
    covering = (page.removeprefix(folder_of(language_of(page))) for page in find_covering(site) if page != "404.html")
    return [folder_of(language) + page for page in dict.fromkeys(covering) for language in LANGUAGES]


def _find_file(page: str) -> Path:
    return Path(page) if page.endswith(".html") else Path(page, "index.html")


def _read_assets(site: Site) -> frozenset[str]:
    """Return every word of the style and the scripts: a class that is none of them says nothing to a browser."""
    paths = (path for path in (site.folder / "assets").iterdir() if path.suffix in {".css", ".js"})
    return frozenset(word for path in paths for word in re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))


def _list_sorts(site: Site, page: str, told: Container[str]) -> set[object]:
    """Return the sorts of the elements on a page: tag, classes and role, with those of the element around it.

    Of the classes, those count that are `told` apart.
    """
    found = set[object]()
    for one in site.open(_find_file(page)).iter(etree.Element):
        around = itertools.islice(itertools.chain([one], one.iterancestors()), 2)
        found.add(tuple((each.tag, _read_classes(each, told), each.get("role")) for each in around))
    return found


def _read_classes(element: etree._Element, told: Container[str]) -> tuple[str, ...]:
    return tuple(name for name in (element.get("class") or "").split() if name in told)
