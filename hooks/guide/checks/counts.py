"""Sources are counted by the guide, not by whoever writes: a typed "most" or "nobody else" is soon untrue."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk_named
from guide.diagnostics import Said
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.placeholders import PATTERN
from guide.model.sources import Source
from guide.model.wording import CountException

PROSE = "docs/"
_EXEMPT = {"labels", "fields", "changes", "count_exceptions", "wording_exceptions", "link_exceptions", "barred_hosts"}

_TYPED = Said(
    "typed-count",
    "'{found}' counts or ranks sources in words; ask for the figure with {{kind/id.origins}}, {{kind/id.sources}} or "
    "{{kind/id.opposing}}, or say what was found without counting; if it must stay, say why in count_exceptions.yml",
    "“{found}”用文字数来源、比来源；请用 {{种类/id.origins}}、{{种类/id.sources}}、{{种类/id.opposing}} 引用算出来的数，"
    "或者只写查到了什么；确实要留的，在 count_exceptions.yml 写明理由",
)
_IDLE = Said(
    "idle-count-exception",
    "'{words}' does not stand in {text}; delete the exception, or correct it",
    "{text} 里没有“{words}”；请删掉这条例外，或者改正",
)

_CLAUSES = {Language.ZH: re.compile(r"[^。；，！？：、（）]+"), Language.EN: re.compile(r"[^.;,!?:()]+")}
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》")
_COUNTING = {
    Language.ZH: re.compile(
        "最多|最近|最常见|最新|只有|唯一|只见于|仅见于|仅有|没有别的|没有其他|没有第二|多数|大多|多半|大部分|几[篇个家份条]"
        "|[二两三四五六七八九十]+[篇家份个]|没有一[篇个家份]|没有人|没人|谁也|谁都|无人|不少|许多|很多|近来"
        "|都没有|都说|都写|都指|一致|个别"
    ),
    Language.EN: re.compile(
        r"\b(?:most|only|nobody|no one|none|no other|no(?= (?:reliable |official )?(?:source|article|blog|report|page|site))"
        r"|recent(?:ly)?|several|few|many|all|every|each|both|two|three|four|five|six|seven|eight|nine|ten|alone|single"
        r"|majority|sole)\b",
        re.IGNORECASE,
    ),
}
_SOURCES = {
    Language.ZH: re.compile("来源|文章|博客|报道|媒体|网页|网站|教程|帖子|说法"),
    Language.EN: re.compile(
        r"\b(?:sources?|articles?|blogs?|reports?|newspapers?|posts?|sites?|web ?pages?)\b", re.IGNORECASE
    ),
}
# What is said of one text is no count (it names no source), nor what a search found (no source was found).
_ONE = re.compile(
    r"\b(?:has|have|had|with|without|names?|named|gives?|cites?|shows?|from|of)\s+(?:no|any|an?)\s+(?:reliable )?sources?\b"
    r"|\bno (?:reliable |official |other )?sources? (?:was|were|could be) (?:found|read)\b",
    re.IGNORECASE,
)


def find_counts(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """Yield (offset, words) for each clause that counts or ranks sources; what is quoted or asked for is left out."""
    own = PATTERN.sub(_blot, _QUOTED.sub(_blot, text))
    own = _ONE.sub(_blot, own) if language is Language.EN else own
    for clause in _CLAUSES.get(language, _CLAUSES[Language.EN]).finditer(own):
        counted = _COUNTING.get(language, _COUNTING[Language.EN]).search(clause[0])
        if counted and _SOURCES.get(language, _SOURCES[Language.EN]).search(clause[0], counted.start()):
            yield clause.start() + counted.start(), " ".join(clause[0].split())


def _blot(found: re.Match[str]) -> str:
    return "\ufffc" * len(found[0])


def check_counts(guide: Guide) -> Iterator[Problem]:
    """No text of the data counts or ranks sources in words, but for exceptions with a reason."""
    excused = list_excused(guide)
    for kind, record in guide.everything():
        if kind in _EXEMPT:
            continue
        for name, path, text in walk_named(record):
            if isinstance(record, Source) and path[0] == "publisher":
                continue
            for language in Language:
                place = (kind, record.id, path)
                yield from _check_text(f"{kind}/{record.id}.{name}", place, text[language], language, excused)
    yield from _find_idle(guide)


def _check_text(
    name: str,
    place: tuple[str, str, tuple[str | int, ...]],
    text: str | tuple[str, ...],
    language: Language,
    excused: Collection[tuple[str, str]],
) -> Iterator[Problem]:
    kind, record_id, path = place
    lines = enumerate((text,) if isinstance(text, str) else text)
    for number, line in lines:
        where = (*path, language.value) if isinstance(text, str) else (*path, language.value, number)
        for _, found in find_counts(line, language):
            if not is_excused(name, found, excused):
                yield Problem(kind, record_id, where, say_typed(found))


def say_typed(found: str) -> Said:
    """Return what is said of a clause that counts sources."""
    return _TYPED.format(found=found[:60])


def list_excused(guide: Guide) -> frozenset[tuple[str, str]]:
    """Return (name of a text, words) for every exception."""
    return frozenset((one.text, one.words) for one in guide.count_exceptions)


def is_excused(name: str, clause: str, excused: Collection[tuple[str, str]]) -> bool:
    """Say whether an exception for that text has words of that clause."""
    return any(name == text and words in clause for text, words in excused)


def _find_idle(guide: Guide) -> Iterator[Problem]:
    for one in guide.count_exceptions:
        if not one.text.startswith(PROSE):
            kind, _, rest = one.text.partition("/")
            texts = [text for name, text in _list_texts(guide, kind) if name == rest]
            yield from judge_exception(one, [line for text in texts for line in text])


def _list_texts(guide: Guide, kind: str) -> Iterator[tuple[str, list[str]]]:
    for record in getattr(guide, kind, ()):
        for name, _, text in walk_named(record):
            lines = [text[language] for language in Language]
            yield f"{record.id}.{name}", [one for line in lines for one in ((line,) if isinstance(line, str) else line)]


def judge_exception(exception: CountException, lines: Collection[str]) -> Iterator[Problem]:
    """Yield that an exception is idle where none of the lines it is for has its words."""
    if not any(exception.words in line for line in lines):
        said = _IDLE.format(words=exception.words, text=exception.text)
        yield Problem("count_exceptions", exception.id, ("words",), said)
