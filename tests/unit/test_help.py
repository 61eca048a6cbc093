"""Help, and what is said of a command line that was not understood, come in the shell's language."""

from __future__ import annotations

import re
import unicodedata

import click
import pytest
from click.testing import CliRunner, Result

from guide.__main__ import main
from guide.cli.spoken import Command, Option
from messages import CATALOGUE, phrase
from raw import LANGUAGES

SHELLS = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
HAN = re.compile("[\u4e00-\u9fff]")
ENGLISH_OF_CLICK = re.compile("Usage|Options|Commands|OPTIONS|COMMAND|Show this|default|Error|Invalid|such|Missing|Try")


def run(*words: str, language: str = "zh") -> Result:
    return CliRunner().invoke(main, list(words), env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": SHELLS[language]})


def squeeze(told: str) -> str:
    return re.sub(r"\s", "", told)


def list_options(name: str) -> list[Option]:
    return [one for one in main.commands[name].params if isinstance(one, Option)]


def test_every_command_and_every_option_has_its_words_in_the_catalogue() -> None:
    for name, command in main.commands.items():
        assert isinstance(command, Command), name
        others = [one for one in command.params if not isinstance(one, Option)]
        assert all(isinstance(one, click.Argument) for one in others), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", main.commands)
def test_the_help_of_a_command_has_all_its_words_in_the_language_of_the_shell(name: str, language: str) -> None:
    result = run(name, "--help", language=language)
    told = squeeze(result.output)
    assert result.exit_code == 0
    command = main.commands[name]
    assert isinstance(command, Command)
    for about in (command.about, *(one.about for one in list_options(name))):
        assert squeeze(phrase(about, language)) in told
    assert bool(HAN.search(told)) == bool(ENGLISH_OF_CLICK.search(told) is None) == (language == "zh")


@pytest.mark.parametrize("words", [(), ("--help",)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_commands_says_of_each_what_it_does(language: str, words: tuple[str, ...]) -> None:
    told = squeeze(run(*words, language=language).output)
    for name in main.commands:
        first = CATALOGUE.messages[f"command/{name}"][language].partition("\n\n")[0]
        assert squeeze(f"{name}{first}") in told
    assert bool(HAN.search(told)) == bool(ENGLISH_OF_CLICK.search(told) is None) == (language == "zh")


@pytest.mark.parametrize("words", [("--lang", "en", "--help"), ("--lang=en", "--help")])
def test_help_is_in_the_language_that_is_asked_for_before_the_shells(words: tuple[str, ...]) -> None:
    assert run("check", *words).output == run("check", "--help", language="en").output


def test_help_in_a_language_without_words_is_in_the_shells() -> None:
    assert run("check", "--lang", "xx", "--help").output == run("check", "--help").output


@pytest.mark.parametrize("name", ["", *main.commands])
def test_no_line_of_the_help_is_wider_than_a_terminal_where_a_chinese_letter_takes_two_columns(name: str) -> None:
    for line in run(*filter(None, [name]), "--help").output.splitlines():
        assert sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line) <= 80, line
        assert line.isprintable()


MISUSES = [
    ("chek", "没有叫 chek 的命令；是不是想写 check？", "no command is called 'chek'; did you mean 'check'?"),
    ("--foo", "没有叫 --foo 的选项", "no option is called '--foo'"),
    (
        "check --formt x",
        "没有叫 --formt 的选项；是不是想写 --format？",
        "no option is called '--formt'; did you mean '--format'?",
    ),
    (
        "check --format x",
        "--format 的值不对：请写其中之一：text、github、json",
        "invalid value for '--format': write one of text, github, json",
    ),
    ("check --lang", "--lang 后面要么少了值，要么不该有值", "'--lang' lacks its value, or takes none"),
    ("rules --missing=3", "--missing 后面要么少了值，要么不该有值", "'--missing' lacks its value, or takes none"),
    ("new money", "缺少 ID", "'ID' is missing"),
    ("check data more", "这些是多余的：more", "nobody asked for these: more"),
    (
        "check no/such",
        "FOLDER 的值不对：请写一个能读的文件夹",
        "invalid value for 'FOLDER': name a folder that can be read",
    ),
    (
        "links --report data",
        "--report 的值不对：请写一个文件，不是文件夹",
        "invalid value for '--report': name a file, not a folder",
    ),
    ("links --pause x", "--pause 的值不对：请写一个数", "invalid value for '--pause': write a number"),
    (
        "links --tries 9",
        "--tries 的值不对：请写 1 到 5 之间的整数",
        "invalid value for '--tries': write a whole number from 1 to 5",
    ),
    ("stale --within x", "--within 的值不对：请写一个整数", "invalid value for '--within': write a whole number"),
    (
        "stale --as-of May",
        "--as-of 的值不对：请写一个日子，例如 2026-05-31",
        "invalid value for '--as-of': write a day, such as 2026-05-31",
    ),
    (
        "check --lang xx",
        "--lang 的值不对：没有“xx”这种语言；可以用：zh、en",
        "invalid value for '--lang': 'xx' is no language of the messages; there are zh, en",
    ),
    (
        "diff --lang xx",
        "--lang 的值不对：这份指南没有 xx 版；有：zh、en",
        "invalid value for '--lang': 'xx' is no language of this guide; it has zh, en",
    ),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("misuse", MISUSES, ids=[one[0] for one in MISUSES])
def test_what_was_not_understood_is_told_in_the_language_of_the_shell(
    misuse: tuple[str, str, str], language: str
) -> None:
    written, *told = misuse
    result = run(*written.split(), language=language)
    head = {"zh": "错误：", "en": "Error: "}[language]
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"{head}{dict(zip(('zh', 'en'), told, strict=True))[language]}"
    if language == "zh":
        assert not ENGLISH_OF_CLICK.search(result.stderr)


def test_what_was_not_understood_comes_with_the_way_to_help() -> None:
    told = run("new", language="en").stderr
    assert told == "Usage: guide new [OPTIONS] KIND ID\nFor help: guide new --help\n\nError: 'KIND' is missing\n"


def test_an_error_that_is_no_misuse_comes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(context: click.Context) -> None:
        raise click.ClickException("坏了")

    monkeypatch.setattr(click.Group, "invoke", lambda self, context: fail(context))
    result = run("rules")
    assert (result.exit_code, result.stderr) == (1, "错误：坏了\n")
