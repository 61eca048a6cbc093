"""What is due for a new look: as a list, as an issue, and on the pages of a site that is built on a later day."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path

from guide.changes.due import LEFT
from patience import run_guide
from project_copy import build_site
from raw import ROOT, Record, Site, find_newest_day, read_text, read_voice


def stale_lines(*arguments: str) -> list[str]:
    """Return what `python -m guide stale` lists."""
    result = run_guide(ROOT, "stale", *arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_stale_lists_what_is_due_soonest_first(data: dict[str, list[Record]]) -> None:
    dates = [
        one["checked"]["on"] for records in data.values() for record in records for one in record.get("evidence", [])
    ]
    before = stale_lines("--as-of", min(dates))
    assert len(before) == 1
    assert before[0].startswith("nothing is due on")
    everything = stale_lines("--as-of", "2099-01-01")
    assert len(everything) == len(dates)
    assert everything == sorted(everything, key=lambda line: line[:10])
    some = stale_lines("--as-of", "2027-06-01")
    assert some == [line for line in everything if line[:10] < "2027-06-01"]
    assert any("places/" in line for line in some)
    assert not any("laws/" in line for line in some)
    assert stale_lines("--as-of", "2027-05-22", "--within", "10") == some
    assert max(Counter(line[:10] for line in everything).values()) < len(everything) / 10, "each day has its share"
    name, line = re.fullmatch(r"\S+  (data/\w+\.yml):(\d+):\d+  \w+/\S+: \S+", some[0]).groups()  # type: ignore[union-attr]
    assert "source: " in (ROOT / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_an_issue_names_each_source_once_with_what_rests_on_it_in_every_language() -> None:
    told = "\n".join(stale_lines("--as-of", "2027-06-01", "--format", "markdown"))
    assert LEFT.format(len(stale_lines("--as-of", "2027-06-01"))) == told.partition("\n")[0]
    sources = re.findall(r"^### (.*)$", told, re.MULTILINE)
    assert len(sources) == len(set(sources)) > 1
    assert re.search(r"^- 2027-\d\d-\d\d `data/\w+\.yml:\d+` \w+/", told, re.MULTILINE)
    assert "2027-06-01 以前" in told and "before 2027-06-01" in told
    assert LEFT.format(0) == stale_lines("--as-of", "2026-01-01", "--format", "markdown")[0]


def test_where_git_is_not_installed_the_newest_evidence_says_what_day_it_is(project: Path, tmp_path: Path) -> None:
    (project / ".git").mkdir()
    told = run_guide(project, "stale", PATH=str(tmp_path / "nothing"), SOURCE_DATE_EPOCH="")
    assert told.returncode == 0
    assert told.stderr.startswith(
        "the day of the last commit is not known (git is not installed), so this is of the day"
    )
    assert told.stdout.startswith(f"nothing is due on {find_newest_day()}")


def find_due(site: Site) -> set[str]:
    """Return the sources that English pages say want a new look; test_evidence.py asks the same of our own pages."""
    pages = [site.open(path.relative_to(site.folder)) for path in site.folder.glob("**/index.html")]
    voices = [voice for page in pages for voice in page.xpath("//html[@lang='en']//li[@class='voice']")]
    assert voices
    return {read_voice(voice).source for voice in voices if "due for a new look" in read_text(voice)}


def test_the_day_that_is_set_counts_and_the_clock_does_not(second: Path, second_site: Site, tmp_path: Path) -> None:
    seconds = int(datetime.datetime.fromisoformat("2027-11-01T12:00:00+00:00").timestamp())
    result = build_site(second, tmp_path / "later", SOURCE_DATE_EPOCH=str(seconds))
    assert result.returncode == 0, result.stderr
    assert find_due(second_site) == set()
    assert len(find_due(Site(tmp_path / "later"))) > 1
