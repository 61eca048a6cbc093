"""Messages as they are announced: a line each, GitHub's workflow commands, or JSON; in the reader's language."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from guide.messages.catalogue import FALLBACK, Catalogue, Rule, choose_words
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message

# All but the line's end that is no letter: control characters, marks of direction, what is hidden, halves of a letter.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb"
    "\U000e0000-\U000e0fff]"
)
LANGUAGE_VARIABLE = "GUIDE_LANGUAGE"
_LINE_ENDS = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def choose_language(environment: Mapping[str, str], known: Collection[str]) -> str:
    """Return the language that the shell asks for, if it is one of the known ones; else English.

    LANGUAGE_VARIABLE says it to the commands that one of ours runs.
    """
    names = (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((environment[name] for name in names if environment.get(name)), "")
    tag = re.split("[.@]", asked)[0].replace("_", "-")
    return next((language for language in (tag, tag.partition("-")[0].lower()) if language in known), FALLBACK)


def show_plainly(text: str) -> str:
    """Return a text with what is no letter and no space written out: it may come from a stranger, a server, git.

    A terminal obeys control characters, and some others turn the line around or hide what is in it.
    """
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)


@dataclass(frozen=True)
class Reporter:
    """Writes messages in one language, with the words of a catalogue."""

    catalogue: Catalogue
    language: str

    def format(self, message: Message) -> str:
        """Return a message by itself."""
        return self.catalogue.format(message, self.language)

    def write_line(self, diagnostic: Diagnostic) -> str:
        """Return a mistake as `path:line:column: message`."""
        place = show_plainly(str(diagnostic.location)).replace("\n", "\\n")
        return f"{place}: {show_plainly(self.format(diagnostic.message))}"

    def write_lines(self, diagnostics: Iterable[Diagnostic]) -> str:
        """Return a line for each mistake."""
        return "\n".join(map(self.write_line, diagnostics))

    def list_lines(self, diagnostics: Iterable[Diagnostic]) -> Mapping[str, str]:
        """Return a line for each mistake, in every language that says it in its own words, this one first."""
        found = tuple(diagnostics)
        languages = reversed(dict.fromkeys((self.language, *self.catalogue.languages)))
        told = {replace(self, language=language).write_lines(found): language for language in languages}
        return {language: text for text, language in reversed(told.items())}

    def write_annotations(self, diagnostics: Iterable[Diagnostic], level: str = "error") -> str:
        """Return a workflow command for each mistake, which GitHub shows at its line in a pull request.

        Nobody knows there which language its author reads, so that it is told in all of them. `level` is a word of
        GitHub's: error, warning or notice.
        """
        return "\n".join(self._write_annotation(diagnostic, level) for diagnostic in diagnostics)

    def _write_annotation(self, diagnostic: Diagnostic, level: str) -> str:
        location, rule = diagnostic.location, self.catalogue.find_rule(diagnostic.message)
        place = {"file": show_plainly(location.path), "line": location.line, "col": location.column, "title": rule}
        properties = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in place.items() if value)
        told = "\n".join(self.list_texts(diagnostic.message))
        return f"::{level} {properties}::{show_plainly(told.translate(_LINE_ENDS))}"

    def write_json(self, diagnostics: Iterable[Diagnostic]) -> str:
        """Return the mistakes as a JSON list, with the rule and the message in every language."""
        listed = json.dumps([self._list_parts(one) for one in diagnostics], ensure_ascii=False, indent=1)
        return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], listed)  # they stand in its strings only

    def _list_parts(self, diagnostic: Diagnostic) -> Mapping[str, object]:
        location, message = diagnostic.location, diagnostic.message
        place = {"path": location.path, "line": location.line, "column": location.column}
        return {**place, "rule": self.catalogue.find_rule(message), "message": self.list_translations(message)}

    def list_translations(self, message: Message) -> Mapping[str, str]:
        """Return a message in every language of the catalogue."""
        return {language: self.catalogue.format(message, language) for language in self.catalogue.languages}

    @property
    def tags(self) -> Mapping[str, str]:
        """What a page says in `lang` of each language of the catalogue."""
        return self.list_translations(Message("language/tag"))

    def list_texts(self, message: Message) -> list[str]:
        """Return what a message is in all languages together, each text once."""
        return [*dict.fromkeys(self.list_translations(message).values())]

    def count_mistakes(self, diagnostics: Iterable[Diagnostic]) -> str:
        """Return how many mistakes there are, and the command that says why the rules are asked."""
        found = tuple(diagnostics)
        rules = " ".join(sorted({self.catalogue.find_rule(one.message) for one in found} - {""}))
        more = Message("count/reasons", rules=rules) if rules else ""
        return self.format(Message("count/mistakes", count=len(found), more=more))

    def count_missing(self) -> str:
        """Return how many messages have no words in this language, and what lists them; empty where all have."""
        missing = self.catalogue.list_missing(self.language)
        return self.format(Message("count/missing", count=len(missing), language=self.language)) if missing else ""

    def write_rules(self) -> str:
        """Return a line for each rule: its id and the reason."""
        width = max(map(len, self.catalogue.rules))
        lines = (f"{rule.id:{width}}  {self._write_reason(rule)}" for rule in self.catalogue.rules.values())
        return "\n".join(lines)

    def write_rule(self, rule: Rule) -> str:
        """Return a rule with its reason and its examples."""
        place = Message("rule/bad-of-kind", kind=rule.kind) if rule.kind else Message("rule/bad")
        parts = [rule.id, f"  {self._write_reason(rule)}", f"  {self.format(place)}", _indent(rule.bad)]
        return "\n".join([*parts, f"  {self.format(Message('rule/good'))}", _indent(rule.good)])

    def _write_reason(self, rule: Rule) -> str:
        return choose_words(rule.reason, self.language)


def _indent(example: str) -> str:
    return "\n".join(f"      {line}" for line in example.rstrip("\n").split("\n"))
