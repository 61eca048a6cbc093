"""The journal: what was known of each fact when a command last looked, and on which day it had come to be known."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from guide.model.language import LONGEST, Frozen
from guide.model.refusal import refuse
from guide.model.values import FullDate

JOURNAL = "journal.json"
"""The file, beside the data, in which it stands. A command writes it, nobody edits it."""

_Words = Annotated[str, Field(max_length=LONGEST)]
Said = dict[str, _Words]
"""Words by the code of their language, as readers saw them on that day; a language that came later has none."""


class Reading(Frozen):
    """How a figure read: in words, in a form that no language changes, and whether it is at least or at most that."""

    machine: Annotated[str, Field(max_length=100)]
    bound: str = ""
    text: Said

    @property
    def measure(self) -> tuple[str, str]:
        """What has changed where a figure is another one; its words may change and it is the same."""
        return self.machine, self.bound


class Known(Frozen):
    """What was known of a fact. Where nobody can tell any more what it amounted to, it has no verdict."""

    title: Said
    products: tuple[str, ...] = ()
    figure: Reading | None = None
    verdict: str = ""


class Backing(Frozen):
    """A source that bore a fact out on the day of a change, by its id and under its title of then."""

    id: str
    title: _Words


class Change(Frozen):
    """A fact that was known otherwise from a day on: `before` is missing where it came, `after` where it went."""

    on: FullDate
    record: Annotated[str, Field(pattern=r"^[a-z_]+/[a-z0-9-]+$", max_length=120)]
    before: Known | None = None
    after: Known | None = None
    sources: tuple[Backing, ...] = ()

    @model_validator(mode="after")
    def _check_sides(self) -> Self:
        if not self.before and not self.after:
            raise refuse("broken-journal")
        return self

    @property
    def known(self) -> Known:
        """What is known of the fact since then; of one that went, what was known before."""
        known = self.after or self.before
        assert known, "the validation has seen to that"
        return known


class Journal(Frozen):
    """All changes, the newest day first, and what is known of each fact since the last of them, by its name."""

    changes: tuple[Change, ...] = ()
    facts: dict[str, Known] = Field(default_factory=dict)
