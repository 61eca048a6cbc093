"""The rules of the data: why each is asked, and what it looks like when it is kept and when it is broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter

from guide.model.language import Frozen, Language, Text


class Rule(Frozen):
    """One rule. `kind` is the sort of record that the examples belong to; without one they speak of a whole file.

    An example is one or more lines of a record, or records as a whole, each after '- '.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    reason: Text
    kind: str | None = None
    bad: str
    good: str


def read_rules(content: str) -> tuple[Rule, ...]:
    """Read the content of rules.yml. It is part of the program, so a mistake in it is an exception."""
    return TypeAdapter(tuple[Rule, ...]).validate_python(yaml.load(content, yaml.BaseLoader))


def write_rules(rules: Sequence[Rule], language: Language) -> str:
    """Return a line for each rule: its id and the reason."""
    width = max(len(rule.id) for rule in rules)
    return "\n".join(f"{rule.id:{width}}  {rule.reason[language]}" for rule in rules)


def write_rule(rule: Rule, language: Language) -> str:
    """Return a rule with its reason and its examples."""
    bad, good, where = (
        ("不要这样", "这样写：", "（data/{}.yml）：")
        if language is Language.ZH
        else ("Not so", "But so:", " (data/{}.yml):")
    )
    place = where.format(rule.kind) if rule.kind else good[-1]
    parts = [rule.id, f"  {rule.reason[language]}", f"  {bad}{place}", _indent(rule.bad)]
    return "\n".join([*parts, f"  {good}", _indent(rule.good)])


def _indent(example: str) -> str:
    return "\n".join(f"      {line}" for line in example.rstrip("\n").split("\n"))
