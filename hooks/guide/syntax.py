"""What a data file may not hold, whatever it says: odd characters, YAML's stranger features, and what is no YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from guide.diagnostics import Diagnostic, Mark, Said
from guide.slips import SPACE, find_slips_near

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Zero-width and bidirectional characters change what a reviewer sees without changing what is read. Control characters
# and odd line breaks are a line's end to some readers and a mistake to others.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]"
)
_INDENT_SPACE = re.compile("^[ -]*(\u3000)")
_ODD_HEADER = re.compile("[|>][-+0-9]*#")
_INVISIBLE_FOUND = Said(
    "invisible-character",
    "invisible character U+{code:04X} ({name}); delete it and type the text again",
    "看不见的字符 U+{code:04X}（{name}）；请删掉，重新输入这段文字",
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
    odd = list(_find_characters(text, path))
    yield from odd or _find_features(text, path)


def _find_characters(text: str, path: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _INVISIBLE.finditer(line):
            mark = Mark(path, number, match.start() + 1)
            yield Diagnostic(mark, _explain_invisible(match[0], mark))
        if "\t" in line:
            yield Diagnostic(Mark(path, number, line.index("\t") + 1), _TAB)
        indent = _INDENT_SPACE.match(line)
        if indent:
            yield Diagnostic(Mark(path, number, indent.start(1) + 1), SPACE)


def _explain_invisible(found: str, mark: Mark) -> Said:
    if found == "\ufeff" and (mark.line, mark.column) == (1, 1):
        return _BOM
    return _INVISIBLE_FOUND.format(code=ord(found), name=unicodedata.name(found, "a character without a name"))


def _find_features(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield features that can grow into gigabytes or into Python objects, and those that not every parser reads."""
    depth, lines = 0, text.split("\n")
    try:
        for token in yaml.scan(text, Loader=LOADER):
            opens = isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken)
            depth += opens - isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken)
            said = _judge_token(token, depth, lines)
            if said:
                start = token.start_mark
                line, column = _find_question(lines, start) if said is _QUESTION else (start.line, start.column)
                yield Diagnostic(Mark(path, line + 1, column + 1), said)
    except yaml.YAMLError:
        return  # compose reports it, with its place


def _judge_token(token: Any, depth: int, lines: Sequence[str]) -> Said | None:
    if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
        return _ANCHOR
    if isinstance(token, yaml.TagToken):
        return _TAG.format(tag="".join(part or "" for part in token.value))
    if isinstance(token, yaml.KeyToken) and token.start_mark.index != token.end_mark.index:
        return ODD_KEY  # a key that is announced by a question mark
    if isinstance(token, yaml.ScalarToken) and token.plain and depth and "?" in token.value:
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
    places = [mark for mark in marks if mark is not None]
    if not places:
        return Diagnostic(Mark(path, 1, 1), _NOT_YAML.format(reason=error, told=error))
    lines = text.split("\n")
    last = min(places[-1].line, len(lines) - 1)
    nearby = dict.fromkeys([min(mark.line, last) for mark in places] + [max(last - 1, 0)])
    for line, column, said in find_slips_near(lines, list(nearby)):
        return Diagnostic(Mark(path, line + 1, column + 1), said)
    reason = " ".join(part for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
    told = next((told for start, told in _REASONS.items() if reason.startswith(start)), reason)
    return Diagnostic(
        Mark(path, places[-1].line + 1, places[-1].column + 1), _NOT_YAML.format(reason=reason, told=told)
    )
