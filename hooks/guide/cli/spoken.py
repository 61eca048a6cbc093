"""Commands that speak the shell's language, in their help and where they were not understood; click speaks English.

What click would say of itself stands in the catalogue, too. `command` and `option` are used in the place of click's.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guide.messages.message import Message

if TYPE_CHECKING:  # a command that is understood needs no words
    from guide.messages.reporters import Reporter

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)
_HEADINGS = {"Options": Message("help/options"), "Commands": Message("help/commands")}
_FILLER = "\0"  # behind a letter that takes two columns, so that click counts both


class Option(click.Option):
    """An option; the message `about` says what it is for."""

    def __init__(self, *given: Any, about: Message, **more: Any) -> None:
        super().__init__(*given, **more)
        self.about = about


class Command(click.Command):
    """A command; the message `about` says what it does, shortly in its first paragraph."""

    allow_extra_args = True  # which are refused below

    def __init__(self, *given: Any, about: Message, **more: Any) -> None:
        super().__init__(*given, **more)
        self.about = about

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line."""
        rest = super().parse_args(ctx, args)
        if rest:
            raise click.UsageError(find_reporter(ctx.obj).format(Message("usage/too-many", words=rest)), ctx)
        return rest

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        return _write_help(self, ctx)


class Commands(Mapping[str, click.Command]):
    """Commands by their names. Each stands in a module of `room` by its name, which is read when it is asked for.

    Whoever checks the data does not wait for what asks other hosts and reads PDF files.
    """

    def __init__(self, room: str, names: Iterable[str]) -> None:
        self.room = room
        self.names = tuple(names)

    def __getitem__(self, name: str) -> click.Command:
        if name not in self.names:
            raise KeyError(name)
        found = getattr(import_module(f"{self.room}.{name}"), name)
        assert isinstance(found, click.Command)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


class Group(click.Group):
    """All commands; as in Command. The object of its context is the language that the command line asks for."""

    def __init__(self, *given: Any, about: Message, **more: Any) -> None:
        super().__init__(*given, **more)
        self.about = about

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the command line as far as the command."""
        asked = _find_asked(args)
        with _complaining(asked):
            return super().make_context(info_name, args, parent, obj=asked, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _complaining(ctx.obj):
            return super().invoke(ctx)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        return _write_help(self, ctx)


def command(about: Message) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function."""
    return click.command(cls=Command, about=about)


def option(*names: str, about: Message, **more: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option."""
    return click.option(*names, cls=Option, about=about, **more)


def find_reporter(asked: str | None) -> Reporter:
    """Return what speaks the language that was asked for, if there are words in it; else the shell's."""
    reporter: Reporter = import_module("guide.load").make_reporter(os.environ)
    return replace(reporter, language=asked) if asked in reporter.catalogue.languages else reporter


def _find_asked(words: Iterable[str]) -> str:
    """Return the language that a command line asks for: its help is shown before click has read all of it."""
    found = re.search(r"\0--lang[=\0]([^\0]*)", "".join(f"\0{word}" for word in words))
    return found[1] if found else ""


# Help


class _Formatter(click.HelpFormatter):
    """Lays out help, with its headings in the reporter's language."""

    def __init__(self, reporter: Reporter, context: click.Context) -> None:
        super().__init__(width=context.terminal_width, max_width=context.max_content_width)
        self.reporter = reporter

    def write(self, string: str) -> None:  # what it has laid out
        super().write(string.replace(_FILLER, ""))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or self.reporter.format(Message("help/usage")))

    def write_heading(self, heading: str) -> None:
        self.write(f"{self.reporter.format(_HEADINGS[heading])}\n")


def _widen(text: str) -> str:
    """Make a text as long as it is wide."""
    return "".join(letter + _FILLER * (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def _write_help(spoken: Command | Group, context: click.Context) -> str:
    reporter = find_reporter(context.obj)
    formatter = _Formatter(reporter, context)
    _translate(spoken, context, reporter).format_help(context, formatter)
    return formatter.getvalue().rstrip("\n")


def _write_usage(context: click.Context, reporter: Reporter) -> str:
    formatter = _Formatter(reporter, context)
    _translate(context.command, context, reporter).format_usage(context, formatter)
    return formatter.getvalue()


def _translate(spoken: click.Command, context: click.Context, reporter: Reporter) -> click.Command:
    """Return a command with its help in the reporter's language, for click to lay out."""
    assert isinstance(spoken, Command | Group)
    told = copy(spoken)
    told.help = _widen(reporter.format(spoken.about))
    told.short_help = told.help.partition("\n\n")[0]
    told.options_metavar = reporter.format(Message("help/options-place"))
    told.params = [_translate_option(one, context, reporter) for one in spoken.get_params(context)]
    told.add_help_option = False  # it is among them
    if isinstance(told, Group):
        told.subcommand_metavar = reporter.format(Message("help/command-place"))
        told.commands = {name: _translate(one, context, reporter) for name, one in told.commands.items()}
    return told


def _translate_option(one: click.Parameter, context: click.Context, reporter: Reporter) -> click.Parameter:
    told = copy(one)
    if isinstance(told, click.Option):
        about = told.about if isinstance(told, Option) else Message("help/help")
        if told.show_default:
            about = Message("help/default", about=about, default=told.get_default(context))
        told.help, told.show_default = _widen(reporter.format(about)), False
    return told


# What was not understood


@contextmanager
def _complaining(asked: str | None) -> Iterator[None]:
    """Tell what is wrong with the command line, as click does, and end with its exit code."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.ClickException as error:
        click.echo(_write_complaint(error, find_reporter(asked)), err=True)
        sys.exit(error.exit_code)


def _write_complaint(error: click.ClickException, reporter: Reporter) -> str:
    told = reporter.format(Message("usage/error", message=_explain(error, reporter)))
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return told
    more = reporter.format(Message("usage/see-help", command=context.command_path))
    return f"{_write_usage(context, reporter)}{more}\n\n{told}"


def _explain(error: click.ClickException, reporter: Reporter) -> Message | str:
    """Return what is wrong; what is none of click's own complaints comes in the right words already."""
    if isinstance(error, click.NoSuchOption):
        return Message("usage/no-option", name=error.option_name, hint=_suggest(error.possibilities))
    if isinstance(error, click.exceptions.NoSuchCommand):
        return Message("usage/no-command", name=error.command_name, hint=_suggest(error.possibilities))
    if isinstance(error, click.BadOptionUsage):
        return Message("usage/option-value", name=error.option_name)
    if isinstance(error, click.BadParameter):
        return _explain_parameter(error, reporter)
    return error.message


def _suggest(names: list[str] | None) -> Message | str:
    return Message("hint/behind", word=names[0]) if names else ""


def _explain_parameter(error: click.BadParameter, reporter: Reporter) -> Message | str:
    name = _name_parameter(error)
    if isinstance(error, click.MissingParameter):
        return Message("usage/missing", name=name)
    reason = _explain_value(error.param, reporter) or error.message
    return Message("usage/value", name=name, reason=reason) if name else reason


def _name_parameter(error: click.BadParameter) -> str:
    if error.param_hint or not error.param:
        return str(error.param_hint or "")
    return error.param.opts[-1] if isinstance(error.param, click.Option) else error.param.human_readable_name


def _explain_value(parameter: click.Parameter | None, reporter: Reporter) -> Message | None:
    """Return what a parameter takes, if nobody but click has looked at its value."""
    if parameter is None or parameter.callback:
        return None
    kind = parameter.type
    known, least, most = (getattr(kind, name, "") for name in ("choices", "min", "max"))
    told = Message(f"usage-value/{kind.name.replace(' ', '_')}", known=known, least=least, most=most)
    return told if told.id in reporter.catalogue.messages else None
