"""A command that a message names works as it is written on a fresh clone: the project's own, which takes the words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from guide.__main__ import main
from guide.changes.translation_hashes import COMMAND
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from messages import CATALOGUE
from raw import ROOT

_PYTHON = ".venv/bin/python -m guide"
_NAMED = re.compile(r"[\w./]*python -m\s+guide[ \w{}*/.=-]*")
_MADE = re.compile(r"\bmake ([a-z-]+)")
_PROSE = {"a", "files", "it", "of", "one", "something", "them", "two"}
"""What a sentence makes, and no Makefile."""


def list_texts() -> Iterator[tuple[str, str]]:
    """Yield all that the catalogue says, by where it says it."""
    for name, words in CATALOGUE.messages.items():
        yield from ((f"{name} {language}", text) for language, text in words.items())
    for rule in CATALOGUE.rules.values():
        yield from ((f"{rule.id} {part}", text) for part, text in (("bad", rule.bad), ("good", rule.good)))
        yield from ((f"{rule.id} {language}", text) for language, text in rule.reason.items())


def list_named() -> Iterator[tuple[str, str]]:
    for place, text in list_texts():
        yield from ((place, " ".join(found.split())) for found in _NAMED.findall(text))
    yield "lock", f"{COMMAND} --write"


NAMED = list(list_named())


@pytest.mark.parametrize(("place", "written"), NAMED, ids=[f"{place}: {written}" for place, written in NAMED])
def test_a_command_that_a_message_names_is_understood(place: str, written: str) -> None:
    assert written.startswith(_PYTHON), f"{place}: on a fresh clone only .venv/bin/python knows the guide"
    name, *rest = shlex.split(written.removeprefix(_PYTHON)) or [""]
    found = main.get_command(click.Context(main), name)
    assert found, f"{place}: there is no command {name}"
    given = [re.sub(r"\{\w+\}", "word", one) for one in rest if not one.startswith("{elsewhere")]
    found.make_parser(click.Context(found)).parse_args(given)


def test_targets_that_a_message_names_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {target for _, text in list_texts() for target in _MADE.findall(text)} - _PROSE
    assert named and named <= targets


def test_every_command_speaks_every_language_by_the_same_option() -> None:
    spoken = {"--lang" in (name for one in command.params for name in one.opts) for command in main.commands.values()}
    assert spoken == {True}


def test_what_the_lock_calls_its_command_is_what_a_message_calls_it() -> None:
    told = Reporter(CATALOGUE, "en").format(Message("broken-lock/twice", key="key", command=COMMAND))
    assert _PYTHON in told
