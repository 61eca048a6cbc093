"""What a style sheet says, however it is written."""

from __future__ import annotations

import re
from typing import Any

import tinycss2


def read_style(text: str) -> list[Any]:
    """Return what a style sheet says: its rules, each with what it is for and what it declares."""
    return _read_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _read_rules(rules: list[Any]) -> list[Any]:
    return [(getattr(rule, "at_keyword", ""), _write(rule.prelude), _read_content(rule)) for rule in rules]


def _read_content(rule: Any) -> list[Any]:
    nested = getattr(rule, "at_keyword", "") in {"media", "supports", "keyframes"}
    parse = tinycss2.parse_rule_list if nested else tinycss2.parse_declaration_list
    found = parse(rule.content, skip_comments=True, skip_whitespace=True)
    return _read_rules(found) if nested else [(one.name, _write(one.value), one.important) for one in found]


def _write(tokens: list[Any]) -> str:
    """Return tokens as a text, with no space where it makes no difference."""
    text = re.sub(r"/\*.*?\*/", "", tinycss2.serialize(tokens), flags=re.DOTALL)
    return re.sub(r"\s*([,>])\s*|(?<=\()\s+|\s+(?=\))|(?<=:)\s+", r"\1", re.sub(r"\s+", " ", text)).strip()
