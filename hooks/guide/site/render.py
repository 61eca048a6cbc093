"""Views -> HTML. The only module that knows shortcodes, and, with templates and frame, Jinja for pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, MessageError, shorten
from guide.messages.nearest import suggest
from guide.messages.reporters import Reporter
from guide.model.language import Language
from guide.site import icons
from guide.site.choice import list_choices
from guide.site.csp import MOVED_POLICY, Inline, make_bare_policy, make_single_page_policy
from guide.site.moved import keep_old_places
from guide.site.pocket.edition import Edition
from guide.site.single_page import Chapter
from guide.site.template_faults import blaming, find_odd_end
from guide.views import IN_SENTENCES, SCRIPTS, find_view, list_views
from guide.views.evidence import Badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Target
from guide.views.volumes import Beginning

Templates: TypeAlias = Environment
"""What views are rendered with; make_environment makes it."""
Draw: TypeAlias = Callable[[str, int], str]
"""Draws an icon by its name, so many pixels high."""
_ICON_SET = "material"
"""The package whose templates bring a set of icons."""
_OWN = Path(__file__).with_name("templates")
"""The templates of pages that are no part of the site, and that no theme looks different for."""
FOLDER = "overrides/views"
"""What messages call the folder of the templates."""
_PARTS = "_parts.html"
SINGLE_PAGE = "single_page.html"
"""The template of the one-file edition."""
CHOICE = "_choice.html"
"""The template of what readers choose once."""
DEPARTED = "_departed.html"
"""The template of what leads on from headings that are on another page now."""
EVIDENCE_PAGE = "_evidence_page.html"
"""The template of a page with the evidence of the facts on another one."""
_REVIEW = {
    "title": Message("review/title"),
    "whole": Message("review/whole"),
    "before": Message("review/before"),
    "after": Message("review/after"),
    "more": Message("review/more"),
}
"""What the page of a review says by itself."""
_ANCHOR = re.compile(r'id="(?<=\sid=")([^"]+)"')  # in a text, quotation marks are escaped; letters are found fast
_ANY_SHORTCODE = re.compile(r"<!--\s*guide:[^>]*-->")


@dataclass(frozen=True)
class Links:
    """Where pages are, seen from one of them. `urls` maps each file (`zh/page.md`) to its address in the site."""

    language: Language
    here: str
    urls: Mapping[str, str]

    def resolve(self, target: Target) -> str:
        """Return the relative address of `target`. Raises MessageError for a page that does not exist."""
        name = target.page[1:] if target.page.startswith("/") else f"{self.language}/{target.page}"
        if name not in self.urls:
            raise MessageError(Message("view/no-page", name=name))
        address = make_relative(self.urls[name], self.here)
        return f"{address}#{target.anchor}" if target.anchor else address


@cache
def make_relative(url: str, here: str) -> str:
    """Return how a page at `here` addresses `url`; both are relative to the root, of which `url` may be empty."""
    path = posixpath.relpath(url or ".", posixpath.dirname(here) or ".")
    return f"{path}/" if (not url or url.endswith("/")) and path != "." else "./" if path == "." else path


def make_environment(folder: Path) -> Environment:
    """Return the environment of the templates in a `folder` of a theme: it escapes, and a missing name is an error.

    It never looks again whether a template is another one by now, as it draws each icon once.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["icon"] = make_icons(folder.parent)
    return environment


@cache
def _make_own() -> Environment:
    """Return the environment of the templates that come with the code, and never change while it runs."""
    return make_environment(_OWN)


def make_icons(theme: Path) -> Draw:
    """Return what draws icons for templates: `{{ icon("material/menu") | safe }}`.

    They lie in the folder of our `theme`, or in the icon set. What it returns raises DataError for one not there.
    """
    drawings = Environment(loader=FileSystemLoader([theme / icons.FOLDER, *_find_icon_set()]), autoescape=False)

    @cache
    def draw(name: str, size: int = 22) -> str:
        try:
            return icons.dress_icon(drawings.get_template(f"{name}.svg").render(), size)
        except (TemplateNotFound, ValueError):
            _check_icon_set()
            message = Message("missing-icon", name=shorten(name), folder=f"{theme.name}/{icons.FOLDER}")
            raise DataError([Diagnostic(Location(f"{theme.name}/{icons.FOLDER}/{name}.svg", 1, 1), message)]) from None

    return draw


def find_draw(environment: Environment) -> Draw:
    """Return what draws icons for the templates of an environment that make_environment made."""
    draw: Draw = environment.globals["icon"]  # type: ignore[assignment]
    return draw


def find_icons(theme: Path) -> Callable[[str], bool]:
    """Return what says whether there is an icon of a name, in our `theme` or in the icon set."""
    folders = [theme / icons.FOLDER, *_find_icon_set()]

    def is_icon(name: str) -> bool:
        found = bool(icons.NAME.fullmatch(name)) and any((one / f"{name}.svg").is_file() for one in folders)
        if not found:
            _check_icon_set()
        return found

    return is_icon


def _check_icon_set() -> None:
    """Raise ModuleNotFoundError where the icon set is not installed: then nobody has mistyped a name."""
    if not _find_icon_set():
        raise ModuleNotFoundError(name=_ICON_SET)


def _find_icon_set() -> list[Path]:
    """Return the folder of the icon set; nothing where its package is not installed."""
    found = find_spec(_ICON_SET)
    return [Path(place, "templates", icons.FOLDER) for place in found.submodule_search_locations or ()] if found else []


def render_view(view: Any, environment: Environment, links: Links, localized: LocalizedGuide) -> str:
    """Return the HTML of a view. Its template is named after its class: Table -> table.html.

    A beginning has none of its own, but those of its two parts.
    """
    if isinstance(view, Beginning):
        return "\n".join(render_view(one, environment, links, localized) for one in (view.shown, view.rest))
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(view).__name__).lower() + ".html"
    words = {"label": localized.label, "language": str(localized.language)}
    with blaming(environment, FOLDER, name):
        shown = environment.get_template(name).render(view=view, href=links.resolve, **words).strip()
    if odd := find_odd_end(shown):
        raise DataError([Diagnostic(Location(f"{FOLDER}/{name}", 1, 1), odd)])
    return keep_old_places(shown, localized.guide.old_anchors)


def draw_badge(environment: Environment, mark: Badge) -> str:
    """Return a mark as every view shows it."""
    with blaming(environment, FOLDER, _PARTS):
        return str(environment.get_template(_PARTS).module.mark(mark))  # type: ignore[attr-defined]


def render_choice(environment: Environment, localized: LocalizedGuide) -> str:
    """Return the form in which readers choose once; nothing where there is nothing to choose."""
    words = {"choices": list_choices(localized), "label": localized.label}
    with blaming(environment, FOLDER, CHOICE):
        return environment.get_template(CHOICE).render(words)


def render_departed(
    departed: Mapping[str, str],
    titles: Mapping[str, str],
    links: Links,
    environment: Environment,
    localized: LocalizedGuide,
) -> str:
    """Return what leads on whoever comes for a heading that is on another page now, without a script.

    `departed` has the place that each old id leads to, `titles` what is called so there.
    """
    places = ((old, *place.partition("#")[::2], titles[place]) for old, place in departed.items())
    shown = [(old, links.resolve(Target(page, anchor)), title) for old, page, anchor, title in places]
    with blaming(environment, FOLDER, DEPARTED):
        return environment.get_template(DEPARTED).render(departed=shown, label=localized.label)


def render_single_page(
    chapters: tuple[Chapter, ...], inline: Inline, environment: Environment, localized: LocalizedGuide
) -> str:
    """Return the one-file edition: `chapters` as bind_chapters returns them, with the site's own style and scripts."""
    words = {"date": localized.as_of, "label": localized.label, "choices": list_choices(localized)}
    policy = make_single_page_policy(inline)
    with blaming(environment, FOLDER, SINGLE_PAGE):
        return environment.get_template(SINGLE_PAGE).render(chapters=chapters, inline=inline, policy=policy, **words)


def render_evidence_page(
    shown: Mapping[str, object], inline: Inline, environment: Environment, localized: LocalizedGuide
) -> str:
    """Return a page of evidence, with the site's own style and scripts. `shown` is what evidence_page shows of one."""
    with blaming(environment, FOLDER, EVIDENCE_PAGE):
        page = environment.get_template(EVIDENCE_PAGE).render(**shown, inline=inline, label=localized.label)
    return keep_old_places(page, localized.guide.old_anchors)


def render_pocket(edition: Edition, product: str, localized: LocalizedGuide) -> str:
    """Return the pocket edition for a product, as fit_edition binds it."""
    environment = _make_own()
    style = " ".join(environment.get_template("pocket.css").render().split())
    names = {"product": localized.label(f"choice.{product}"), "site": localized.label("site.title")}
    told = {
        "title": localized.tell("pocket.title", **names),
        "note": localized.tell("pocket.note", product=names["product"], date=localized.as_of),
    }
    words = {"label": localized.label, "style": style, "policy": make_bare_policy(style)}
    return environment.get_template("pocket.html").render(edition=edition, **told, **words)


def render_link_report(shown: Mapping[str, object]) -> str:
    """Return the page of the link check, a file by itself. `shown` is what links.page shows of a report."""
    return make_environment(_OWN).get_template("links.html").render(shown)


def render_moved(title: str, address: str, language: str, script: str) -> str:
    """Return the page at an old address, which leads on to the page of that title at `address`, without a script, too.

    The script stands at the address `script`: it takes the place on the page along, which a refresh forgets.
    """
    words = {"title": title, "address": address, "language": language, "script": script, "policy": MOVED_POLICY}
    return _make_own().get_template("moved.html").render(words)


def render_review(shown: Mapping[str, object], style: str, reporter: Reporter) -> str:
    """Return the page of a review. `shown` is what review.page shows of one, `style` the site's own style sheet."""
    environment = make_environment(_OWN)
    whole = f"{style}\n{environment.get_template('review.css').render()}"
    told = {"texts": reporter.list_translations, "tags": reporter.tags, "policy": make_bare_policy(whole)}
    return environment.get_template("review.html").render(**shown, **_REVIEW, **told, style=whole)


def render_mistakes(mistakes: Sequence[tuple[str, str]], reporter: Reporter) -> str:
    """Return the page that a contributor sees in the place of every other, as long as there are mistakes.

    They are told in some languages, each with its name before the text, and what stands around them in every one.
    """
    words = {name: Message(f"mistakes/{name}") for name in ("title", "heading", "reloading")}
    told = {"texts": reporter.list_translations, "tags": reporter.tags}
    return make_environment(_OWN).get_template("mistakes.html").render(mistakes=mistakes, **words, **told)


def render_shortcodes(
    markdown: str, start: Location, environment: Environment, links: Links, localized: LocalizedGuide
) -> dict[str, str]:
    """Return what each `<!-- guide:NAME ARGUMENT -->` of `markdown` shows, by the shortcode without needless space.

    `start` is where the text begins in its file. Raises DataError for a shortcode that cannot be shown.
    """
    render = partial(render_shortcode, environment=environment, links=links, localized=localized)
    return render_each(markdown, start, render)


def render_each(markdown: str, start: Location, render: Callable[[str], str]) -> dict[str, str]:
    """Return what each shortcode of `markdown` shows, as render_shortcodes does; `render` shows one of them."""
    shown = {}
    for found in _ANY_SHORTCODE.finditer(markdown):
        try:
            shown[_squeeze(found[0])] = render(found[0])
        except MessageError as error:
            message = Message("shortcode/fails", written=found[0], reason=error.message)
            raise DataError([Diagnostic(_locate(markdown, found.start(), start), message)]) from error
    return shown


def list_scripts(markdown: str) -> list[str]:
    """Return the scripts that the views of a page work with."""
    return [SCRIPTS[name] for name in sorted(list_shown(markdown) & SCRIPTS.keys())]


def list_shown(markdown: str) -> set[str]:
    """Return the names of the views that a page shows; of a volume, also that with its register behind it."""
    shown = [_read_shortcode(found[0]) for found in _ANY_SHORTCODE.finditer(markdown)]
    volumes = {f"{name} {argument.partition(' ')[0]}" for name, argument in shown if name == "volume"}
    return {name for name, _ in shown} | volumes


def fill_shortcodes(html: str, shown: Mapping[str, str]) -> str:
    """Return `html`, which Markdown made, with each shortcode replaced by what it shows.

    Not done before Markdown: it would take every table apart, and what comes from the data is no Markdown.
    """
    return _ANY_SHORTCODE.sub(lambda found: shown[_squeeze(found[0])], html)


def is_in_sentence(shortcode: str) -> bool:
    """Say whether what a shortcode shows stands among the words of a sentence."""
    return _read_shortcode(shortcode)[0] in IN_SENTENCES


def list_anchors(html: str) -> list[str]:
    """Return the anchors in HTML that render_shortcodes made."""
    return _ANCHOR.findall(html)


def _squeeze(shortcode: str) -> str:
    return " ".join(shortcode.split())


def _read_shortcode(written: str) -> tuple[str, str]:
    """Return the name of the view that a shortcode asks for, and what stands behind it."""
    asked = written.removeprefix("<!--").removesuffix("-->").strip().removeprefix("guide:")
    name, *argument = asked.split(None, 1) or [""]
    return name, "".join(argument).rstrip()


def render_shortcode(written: str, environment: Environment, links: Links, localized: LocalizedGuide) -> str:
    """Return what one shortcode shows. Raises MessageError where it cannot be shown."""
    name, argument = _read_shortcode(written)
    show = find_view(name, localized.guide)
    if show is None:
        known = sorted(list_views(localized.guide))
        raise MessageError(Message("view/no-view", views=tuple(known), hint=suggest(name, known)))
    return render_view(show(localized, argument), environment, links, localized)


def _locate(text: str, offset: int, start: Location) -> Location:
    before = text[:offset]
    return Location(start.path, start.line + before.count("\n"), offset - before.rfind("\n"))
