"""Mistakes as they are announced: a line each, GitHub's workflow commands, or JSON; in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from guide.messages.diagnostic import UNSEEN, Diagnostic, show_plainly, write_diagnostic
from guide.model.language import Language

_LINE_ENDS = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})

SPOKEN = ("zh", "en")
"""The languages in which mistakes are told, and commands speak."""


def choose_language(environment: Mapping[str, str]) -> Language:
    """Return the language that the shell asks for: Chinese where its messages are, else English."""
    asked = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "zh" if asked.lower().startswith("zh") else "en"


def write_lines(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """Return a line `path:line:column: message` for each mistake."""
    return "\n".join(write_diagnostic(diagnostic, language) for diagnostic in diagnostics)


def write_annotations(diagnostics: Iterable[Diagnostic], language: Language, level: str = "error") -> str:
    """Return a workflow command for each mistake, which GitHub shows at its line in a pull request.

    `level` is a word of GitHub's: error, warning or notice.
    """
    return "\n".join(_write_annotation(diagnostic, language, level) for diagnostic in diagnostics)


def _write_annotation(diagnostic: Diagnostic, language: Language, level: str) -> str:
    location, said = diagnostic.location, diagnostic.said
    place = {"file": show_plainly(location.path), "line": location.line, "col": location.column, "title": said.rule}
    properties = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in place.items() if value)
    return f"::{level} {properties}::{show_plainly(getattr(said, language).translate(_LINE_ENDS))}"


def write_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the mistakes as a JSON list, with the rule and the message in every language."""
    told = json.dumps([_list_parts(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=1)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], told)  # they stand in its strings only


def _list_parts(diagnostic: Diagnostic) -> Mapping[str, object]:
    location, said = diagnostic.location, diagnostic.said
    place = {"path": location.path, "line": location.line, "column": location.column}
    return {**place, "rule": said.rule, "message": {"en": said.en, "zh": said.zh}}


def count_mistakes(diagnostics: tuple[Diagnostic, ...], language: Language) -> str:
    """Return how many mistakes there are, and the command that tells why the rules are asked."""
    rules = " ".join(sorted({diagnostic.said.rule for diagnostic in diagnostics} - {""}))
    if language == "zh":
        more = f"；想知道原因、看例子：python -m guide rules {rules}" if rules else ""
        return f"共 {len(diagnostics)} 处问题{more}"
    more = f"; for the reasons and examples: python -m guide rules {rules}" if rules else ""
    return f"{len(diagnostics)} problem(s){more}"


def count_records(count: int, language: Language) -> str:
    """Return that all is well, and with how many records."""
    return f"{count} 条记录，没有问题" if language == "zh" else f"{count} records, no problems"
