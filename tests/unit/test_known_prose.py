"""Prose that was found right with its data is not looked at again, and any that may be wrong is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from guide.kept.marks import Marks
from guide.load import load_guide
from guide.load_prose import find_prose_mistakes, find_unless_known, load_prose
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.guide import Guide
from guide.prose.sections import Section
from project_copy import copy_second_guide


@dataclass
class Looks:
    """How often the prose of a project was looked at."""

    root: Path
    times: int = 0

    def find(self, folder: Path, data: Path, guide: Guide, sections: tuple[Section, ...]) -> tuple[Diagnostic, ...]:
        self.times += 1
        return find_prose_mistakes(folder, data, guide, sections)

    def load(self, meanwhile: str = "") -> int:
        """Load the prose; return how often it was looked at. A page says something more when its name was made."""
        before, marks = self.times, Marks(self.root)
        docs, data = self.root / "docs", self.root / "data"
        find = find_unless_known(self.find, docs, data, marks)
        self.add(meanwhile)
        try:
            load_prose(docs, data, load_guide(data), find)
        finally:
            marks.finish()
        return self.times - before

    def add(self, words: str) -> None:
        with (self.root / "docs/en/index.md").open("a", encoding="utf-8") as page:
            page.write(words)


@pytest.fixture
def looks(tmp_path: Path) -> Looks:
    """The second guide, which nobody has looked at."""
    return Looks(copy_second_guide(tmp_path / "project"))


def test_prose_that_was_found_right_is_not_looked_at_again(looks: Looks) -> None:
    assert looks.load() == 1
    assert looks.load() == 0


def test_prose_that_has_changed_is_looked_at_again(looks: Looks) -> None:
    looks.load()
    looks.add("\nA sentence more.\n")
    assert looks.load() == 1


def test_prose_is_looked_at_again_when_the_data_have_changed(looks: Looks) -> None:
    looks.load()
    with (looks.root / "data/fees.yml").open("a", encoding="utf-8") as file:
        file.write("# A remark.\n")
    assert looks.load() == 1


def test_what_changed_when_it_had_its_name_already_is_not_taken_for_known(looks: Looks) -> None:
    assert looks.load("\nA sentence more.\n") == 1
    assert looks.load() == 1


def test_a_mistake_is_told_each_time(looks: Looks) -> None:
    looks.add("\n<script>run()</script>\n")
    for _ in range(2):
        with pytest.raises(DataError):
            looks.load()
    assert looks.times == 2
