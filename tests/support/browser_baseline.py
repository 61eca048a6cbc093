"""What the built style sheets and scripts ask of a browser, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import esprima
import tinycss2


def list_style_features(css: str) -> set[str]:
    """Return every property, keyword of a property, selector, at-rule, media feature and function in a style sheet."""
    return set(_walk_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _walk_rules(rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            raise AssertionError(f"line {rule.source_line}: {rule.message}")
        if rule.type == "at-rule":
            yield f"@{rule.at_keyword}"
            yield from (f"@media {name}" for name in re.findall(r"\(([a-z-]+)", tinycss2.serialize(rule.prelude)))
        else:
            yield from re.findall(r"::?[a-z-]+", tinycss2.serialize(rule.prelude))
        if rule.content is not None:
            yield from _walk_content(rule)


def _walk_content(rule: Any) -> Iterator[str]:
    nested = rule.type == "at-rule" and rule.at_keyword in {"media", "supports", "keyframes"}
    parse = tinycss2.parse_rule_list if nested else tinycss2.parse_declaration_list
    found = parse(rule.content, skip_comments=True, skip_whitespace=True)
    if nested:
        yield from _walk_rules(found)
        return
    for declaration in found:
        assert declaration.type == "declaration", f"line {declaration.source_line}: {declaration}"
        if declaration.name.startswith("--"):
            continue
        yield declaration.name
        for token in declaration.value:
            if token.type == "ident":
                yield f"{declaration.name}: {token.value}"
            elif token.type == "function":
                yield f"{token.name}()"


def list_script_features(script: str) -> set[str]:
    """Return the name of every property that a script reads or calls. Syntax newer than ES2017 is an error."""
    names: set[str] = set()
    esprima.parseScript(script, delegate=lambda node, _: names.update(_name(node)))
    return names


def _name(node: Any) -> set[str]:
    if node.type == "MemberExpression" and not node.computed:
        return {f".{node.property.name}"}
    return {f"new {node.callee.name}"} if node.type == "NewExpression" else set()
