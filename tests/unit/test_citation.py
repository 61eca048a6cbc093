"""An edition is named by its day and, where that is known, by the version that is kept."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from guide.views.citation import show_edition, tell_edition
from guide.views.localized_guide import LocalizedGuide, localize
from small import make_guide

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FORMS = {
    "edition.day": "of {day}",
    "edition.version": "of {day} ({version})",
    "edition.page": "{edition}.",
    "cite.short": "{site}: {title} ({day})",
    "cite.full": "{title}. {site}, {edition}. {address}",
}


def make(repository: str = "") -> LocalizedGuide:
    made = localize(make_guide(), "en", datetime.date(2026, 11, 27), repository)
    return replace(made, labels={**made.labels, **FORMS})


@pytest.mark.parametrize(
    ("version", "told"),
    [("", "of 2026-11-27"), ("v1.2", "of 2026-11-27 (v1.2)"), (COMMIT, "of 2026-11-27 (0123456789)")],
    ids=["no version", "a tag", "a commit"],
)
def test_a_commit_is_told_in_short_and_a_tag_as_it_is(version: str, told: str) -> None:
    assert tell_edition(make().of_version(version)) == told


def test_the_archive_is_where_the_project_is_kept_and_needs_both() -> None:
    kept = "https://forge.example/guide"
    assert show_edition(make(f"{kept}/").of_version(COMMIT)).archive == f"{kept}/tree/{COMMIT}"
    assert show_edition(make(kept)).archive == show_edition(make().of_version(COMMIT)).archive == ""


def test_the_forms_of_a_citation_leave_room_for_what_is_cited() -> None:
    edition = show_edition(make().of_version("v1.2"))
    assert edition.short.endswith("{title} (2026-11-27)")
    assert edition.full.startswith("{title}. ") and edition.full.endswith("of 2026-11-27 (v1.2). {address}")
