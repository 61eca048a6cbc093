"""What a data file may not hold, whatever it says: odd characters, YAML's stranger features, and what is no YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from guide.messages.diagnostic import Diagnostic, Location, Said, shorten, tell_first
from guide.read.lookalikes import SPACE, find_slips_near

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_VALUES = 100_000
_MOST_LEVELS = 20
# Zero-width and bidirectional characters change what a reviewer sees without changing what is read. Control characters
# and odd line breaks are a line's end to some readers and a mistake to others. Two variation selectors (U+FE0E, U+FE0F)
# may stand, since keyboards put them behind emoji.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ODD = re.compile(f"{_INVISIBLE.pattern}|{_PRIVATE.pattern}")
_BRACES = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_END_BRACES = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_OPENING = (*_BRACES, yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_CLOSING = (*_END_BRACES, yaml.BlockEndToken)
_INDENT_SPACE = re.compile("^[ -]*(\u3000)")
_ODD_HEADER = re.compile("[|>][-+0-9]*#")
_INVISIBLE_FOUND = Said(
    "invisible-character",
    "invisible character U+{code:04X} ({name}); delete it and type the text again",
    "看不见的字符 U+{code:04X}（{name}）；请删掉，重新输入这段文字",
)
_PRIVATE_FOUND = Said(
    "private-character",
    "private character U+{code:04X}, which has no meaning of its own; delete it or describe it in words",
    "自造字符 U+{code:04X}，在别的设备上看不到；请删掉，或者用文字说明",
)
_TAB = Said("tab", "a tab; indent with spaces", "制表符（Tab）；缩进请用空格")
_BOM = Said(
    "byte-order-mark",
    "a byte order mark (U+FEFF) at the start of the file; save it as 'UTF-8 without BOM'",
    "文件开头有 BOM（U+FEFF）；请存成“UTF-8 无 BOM”",
)
_ANCHOR = Said(
    "anchor",
    "anchors and aliases (& and *) are not allowed; put the text in quotes",
    "不能用 & 和 * 开头（YAML 的锚点和引用）；请给整段文字加引号",
)
_TAG = Said("tag", "tags ({tag}) are not allowed; put the text in quotes", "不能用标签（{tag}）；请给整段文字加引号")
_QUESTION = Said(
    "question-mark",
    "a '?' in a text between braces or brackets, which some YAML readers refuse; put the text in quotes",
    "大括号、方括号里的文字带半角问号，有的 YAML 程序读不了；请给整段文字加引号",
)
_DEEP = Said(
    "nested-too-deep",
    "lists and groups stand in one another more than {limit} levels deep; is a bracket missing?",
    "列表和键值一层套一层，超过 {limit} 层；是不是漏了括号？",
).format(limit=_MOST_LEVELS)
_TOO_MANY = Said(
    "file-too-large",
    "the file holds more than {limit} values; split the change or shorten it",
    "文件里超过 {limit} 个值；请拆分或缩短",
).format(limit=_MOST_VALUES)
ODD_KEY = Said("odd-key", "a key must be a plain word", "键名只能是一个普通的词")
_NOT_YAML = Said("not-yaml", "not YAML: {reason}", "YAML 读不懂这里：{told}")
_COMMENT = "a space is missing before '#'"
# What the parser's commonest complaints come to.
_REASONS: Mapping[str, str] = {
    _COMMENT: "# 前面缺一个空格",
    "mapping values are not allowed": "一行里有两个冒号；文字里有冒号加空格时，请给整段文字加引号",
    "could not find expected ':'": "键名后面缺冒号；也可能是上一行的引号或括号没有写完",
    "did not find expected key": "缩进和上面几行不一致；也可能是引号没有成对",
    "did not find expected '-'": "缩进和上面几行不一致；列表的每一项都以 - 和一个空格开头",
    "did not find expected ',' or '}'": "大括号里缺逗号，或者没有写右边的 }",
    "did not find expected ',' or ']'": "方括号里缺逗号，或者没有写右边的 ]",
    "found unexpected end of stream": "引号只有开头，没有结尾",
    "found character that cannot start": "文字不能以这个字符开头；请给整段文字加引号",
    "found unknown escape": "双引号里的反斜杠 \\ 有特别的意思；请改用单引号",
}


def find_forbidden(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield characters that no data file may hold; where there are none, YAML features that it may not use."""
    odd = list(tell_first(find_characters(text, path)))
    yield from odd or tell_first(_find_features(text, path))


def find_odd(written: str) -> Said | None:
    """Return what is wrong with a value for a character that no text may hold; an escape may write it."""
    if "\t" in written:
        return _TAB
    found = _ODD.search(written)
    return _explain_odd(found[0]) if found else None


def find_characters(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield characters that no data file, and no page, may hold."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _ODD.finditer(line):
            location = Location(path, number, match.start() + 1)
            first = match[0] == "\ufeff" and (location.line, location.column) == (1, 1)
            yield Diagnostic(location, _BOM if first else _explain_odd(match[0]))
        if "\t" in line:
            yield Diagnostic(Location(path, number, line.index("\t") + 1), _TAB)
        indent = _INDENT_SPACE.match(line)
        if indent:
            yield Diagnostic(Location(path, number, indent.start(1) + 1), SPACE)


def _explain_odd(found: str) -> Said:
    said = _PRIVATE_FOUND if _PRIVATE.match(found) else _INVISIBLE_FOUND
    return said.format(code=ord(found), name=unicodedata.name(found, "a character without a name"))


def _find_features(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield features that can grow into gigabytes or into Python objects, and those that not every parser reads."""
    levels = braces = values = 0
    lines = text.split("\n")
    try:
        for token in yaml.scan(text, Loader=LOADER):
            levels += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
            braces += isinstance(token, _BRACES) - isinstance(token, _END_BRACES)
            values += isinstance(token, yaml.ScalarToken)
            said = _judge_size(levels, values) or _judge_token(token, braces, lines)
            if said:
                start = token.start_mark
                line, column = _find_question(lines, start) if said is _QUESTION else (start.line, start.column)
                yield Diagnostic(Location(path, line + 1, column + 1), said)
            if said in (_DEEP, _TOO_MANY):
                return
    except yaml.YAMLError:
        return  # compose reports it, with its place


def _judge_size(levels: int, values: int) -> Said | None:
    return _DEEP if levels > _MOST_LEVELS else _TOO_MANY if values > _MOST_VALUES else None


def _judge_token(token: Any, braces: int, lines: Sequence[str]) -> Said | None:
    if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
        return _ANCHOR
    if isinstance(token, yaml.TagToken):
        return _TAG.format(tag=shorten("".join(part or "" for part in token.value)))
    if isinstance(token, yaml.KeyToken) and token.start_mark.index != token.end_mark.index:
        return ODD_KEY  # a key that is announced by a question mark
    if isinstance(token, yaml.ScalarToken) and token.plain and braces and "?" in token.value:
        return _QUESTION
    if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
        header = lines[token.start_mark.line][token.start_mark.column :]
        return _NOT_YAML.format(reason=_COMMENT, told=_REASONS[_COMMENT]) if _ODD_HEADER.match(header) else None
    return None


def _find_question(lines: Sequence[str], start: Any) -> tuple[int, int]:
    column = lines[start.line].find("?", start.column)
    return (start.line, column) if column >= 0 else (start.line, start.column)


def explain_syntax(error: yaml.YAMLError, text: str, path: str) -> Diagnostic:
    """Turn PyYAML's report into one sentence, about the slip that most likely caused it if there is one."""
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    places = [location for location in marks if location is not None]
    if not places:
        return Diagnostic(Location(path, 1, 1), _NOT_YAML.format(reason=shorten(str(error)), told=shorten(str(error))))
    lines = text.split("\n")
    last = min(places[-1].line, len(lines) - 1)
    nearby = dict.fromkeys([min(location.line, last) for location in places] + [max(last - 1, 0)])
    for line, column, said in find_slips_near(lines, list(nearby)):
        return Diagnostic(Location(path, line + 1, column + 1), said)
    reason = " ".join(part for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
    told = next((told for start, told in _REASONS.items() if reason.startswith(start)), reason)
    # Behind the last line end YAML counts one more line than editors do.
    inside = places[-1].line <= last
    location = (
        Location(path, places[-1].line + 1, places[-1].column + 1)
        if inside
        else Location(path, last + 1, len(lines[last]) + 1)
    )
    return Diagnostic(location, _NOT_YAML.format(reason=reason, told=told))
