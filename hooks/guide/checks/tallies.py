"""Words that count or rank sources, in each language.

They are soon untrue: nobody reads them again when a source is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guide.model.language import Language
from guide.model.placeholders import PATTERN
from guide.read.scan import Pair, blot, find_pairs

_CLAUSES = {
    "zh": re.compile(r"[^。；，！？：、（）|\n]+"),
    "en": re.compile(r"[^.;,!?:()|\n]+"),
}
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")  # inside a paragraph
_QUOTED = (Pair("“", "”"), Pair('"', '"'), Pair("《", "》"))

# A few words may stand between what counts and what is counted: "two 2025 blogs", “两篇 2025 年的博客”.
_ZH = {
    "source": r"(?:来源|文章|博客|报道|媒体|网页|网站|教程|帖子|说法|报纸|出版方|转载)",
    "text": r"(?:来源|文章|博客|报道|媒体|网站)",
    "near": r"[^\ufffc]{0,8}?",
    "says": r"(?:说|写|讲|指|称|认|给|提|没有?(?!办)|只|不|未|支持|反对|抄|转)",
    "number": r"(?:(?<![几两二三四五六七八九十])[几两二三四五六七八九十]+|(?<!\d)\d+ ?)",
}
_EN = {
    "source": r"(?<!open-)\b(?:source|article|blog|blogger|report|newspaper|paper|post|site|web ?site|web ?page"
    r"|tutorial|how-to|publisher|writer)",
    "near": r"(?:[\w'-]+ ){0,3}?",
    "says": r"(?:says?|gives?|names?|writes?|claims?|agrees?|confirms?|repeats?|mentions?|reports?|tells?|asks?|speaks?"
    r"|shows?|has|have|does|bears?|makes?|lists?|knows? of|denies|deny|contradicts?|points?)",
    "number": r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})",
    "of": r"(?:of )?(?:the |these |those |our |its )?",
}
_COUNTING_ZH = (
    # Numbers.
    "{number}篇",
    "{number}[个家份条][^\ufffc是出自由]{{0,4}}?{source}",
    "{number}家(?:都|也都|全都){says}",
    "第二个?(?:独立)?{source}",
    # Most, many, few.
    "(?:大?多数|大多|多半|大部分|半数|不少|许多|很多|众多|大量|少数|个别|几乎所有|几乎每[篇家个])的?{near}{source}"
    "(?!里|中)",
    "(?:所有|全部|每[篇家个]|各)的?[^\ufffc]{{0,4}}?{source}(?:里|中)?[都全一]致?{says}",
    "{text}(?:里|中)?(?:几乎|差不多|也)?(?:都|全都|一致|大多|多半|多数|大部分|普遍|往往|很少|极少){says}",
    "{source}(?:最多|最少|居多|占多数|很多|不多|很少|不少|众多)",
    "{text}[也都]?一致",
    "[写说].{{0,40}}的(?:最多|居多|占多数|很多|不多|很少|不少)",
    # One alone.
    "(?:[只仅](?:有|见于|靠|凭|据|由)|唯一)的?{near}{source}",
    "仅{source}",
    "{source}[^\ufffc]{{0,4}}?独(?:有|家)",
    "(?:独此|仅此|只此)一[家处份]|一家之言|孤证|众口一词|异口同声|公认",
    # None.
    "没有(?:一[篇个家份条]|别的|其他|其它|任何|可靠|官方|哪[个篇家]){near}{source}(?!的)",
    "没有一篇",
    "没有{source}(?:[也曾还]?{says}|证实|要求|描述|把|表明|限定|提到|佐证|见过|能|可以|知道)",
    "(?:没有人|没人|无人|谁也没|谁都没)(?:[也曾还再]|这么|这样)*(?:说|写|提|报道|证实|见过)",
    # Ranks.
    "最(?:多|常见|普遍|流行|新|近|权威|好|可靠|可信)(?:的{near}|[^\ufffc的]?){source}",
    "(?:近来|近期|近年|近几年|近日|新近)[^\ufffc]{{0,4}}?{source}",
    "流传最广|最多人(?:说|写)|说得最多|写得最多",
    # All that is on the web.
    "网上[^\ufffc]{{0,4}}?(?:大多|多数|多半|最多|最常见|普遍|大部分|都说|都写|不少|许多|很多)",
    "(?:大多|多数|大部分|绝大多数)[^\ufffc]{{0,4}}?网上",
)
_COUNTING_EN = (
    # Numbers.
    r"\b{number} {near}{source}s\b(?!'| of (?:a |the )?(?:law|rule|statute))",
    r"\b{number} of {of}{near}{source}s\b",
    r"\bsecond (?:independent )?{source}\b(?!')",
    # Most, many, few.
    r"\b(?:most|many|several|few|fewer|numerous|countless|various|dozens|scores|half|plenty|majority"
    r"|handful|couple|(?:hardly|scarcely) any|(?:almost|nearly|virtually) all) {of}{near}"
    r"(?:{source}s\b(?!')|media\b)",
    r"\b(?:most|many|several|few|hardly any) pages {says}\b",
    r"\b(?:hardly|scarcely) any {source}\b|\b(?:almost|nearly|virtually) every {source}\b",
    r"\b(?:all|both|every) {of}(?:[\w-]+ )?{source}s? (?:here )?{says}\b",
    r"{source}s (?:mostly|usually|often|generally|commonly|all|both|rarely|seldom|hardly|almost all"
    r"|unanimously|overwhelmingly) (?:only )?\w+",
    r"\b(?:nobody|no one|none|few|hardly any)(?: of (?:them|these|those))? (?:says?|gives?|names?"
    r"|writes?|mentions?|shows?|repeats?|cites?)\b",
    r"\b(?:nobody|no one) else {says}\b",
    # One alone.
    r"(?<!\bread )\bonly (?!as |about ){near}{source}s?\b(?!')",
    r"\b(?:single|sole|lone) (?:[\w-]+ )?{source}\b",
    r"{source}(?:'s|s')? alone\b|\b(?:on|by|from|in) {near}{source}s alone\b",
    r"{source}s only(?! say| speak| give)\b",
    # None.
    r"\b(?:no|none) (?:of )?{of}(?:other |better |reliable |official |such |authoritative |single |known )*"
    r"(?:{source}s?|page)\b(?!')(?: but\b|(?: \w+)? {says}\b| (?:demands?|supports?|describes?"
    r"|requires?|sees|provides?|puts?|warns?|states?|answers?|could|can|stands?)\b)",
    r"\bno other {source}s?\b",
    # Ranks.
    r"\b(?:recent|latest|newest|best|most (?:recent|common|reliable)) {near}{source}s?\b(?!')",
    r"\bmost (?:repeated|cited|quoted|widespread|reported)\b",
    r"\bmost (?:often|commonly|frequently) (?:given|named|seen)\b",
    r"\b(?:widely|commonly|often|frequently) (?:repeated|cited|quoted|copied|reported|circulated)\b",
    # All that is on the web.
    r"\b(?:most|much|all|half) of (?:the (?:web|internet)|what is (?:online|on the web|written|published))\b",
    r"\b(?:everywhere|all over) (?:online|the web)\b",
)
_TALLIES: Mapping[Language, re.Pattern[str]] = {
    "zh": re.compile("|".join(_COUNTING_ZH).format(**_ZH)),
    "en": re.compile("|".join(_COUNTING_EN).format(**_EN), re.IGNORECASE),
}
"""A language that is not here is read as English."""
# What each of the English patterns wants a word of, in small letters. Nine clauses in ten have none, and are let be.
_NEEDED_EN = (
    *("source", "article", "blog", "report", "paper", "post", "site", "page", "tutorial", "how-to", "publisher"),
    *("writer", "media", "nobody", "no one", "none", "few ", "hardly any", "most ", "much ", "all ", "half "),
    *("widely ", "commonly ", "often ", "frequently ", "everywhere "),
)
_NEEDED_ZH = (
    *("篇", "写", "说", "来源", "文章", "博客", "报道", "媒体", "网页", "网站", "网上", "教程", "帖子", "报纸"),
    *("出版方", "转载", "家都", "家也", "家全", "独此一", "仅此一", "只此一", "一家之言", "孤证", "众口一词"),
    *("异口同声", "公认", "没人", "没有人", "无人", "谁也没", "谁都没", "流传最广"),
)
"""What each of the Chinese patterns wants a word of; it is looked for before quotations are left out."""


def find_counts(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """Yield (offset, clause) for each clause that counts or ranks sources; what is quoted or asked for is left out."""
    if not _may_count(text, language):
        return
    own = _BREAK.sub(" ", PATTERN.sub(_blot, blot(text, find_pairs(text, _QUOTED), "\ufffc")))
    for clause in _CLAUSES.get(language, _CLAUSES["en"]).finditer(own):
        counted = _search(clause[0], language)
        if counted:
            yield clause.start() + counted.start(), " ".join(text[clause.start() : clause.end()].split())


def _may_count(text: str, language: Language) -> bool:
    """Say whether a text has any of the words without which nothing is counted. Most texts have none."""
    return _holds_any(text.lower().replace("\n", " "), _list_needed(language))


def _list_needed(language: Language) -> tuple[str, ...]:
    return _NEEDED_ZH if language == "zh" else _NEEDED_EN


def _holds_any(text: str, words: tuple[str, ...]) -> bool:
    """Say whether one of the words stands in a text: to look for each is quicker than for any at once."""
    return any(word in text for word in words)


def _search(clause: str, language: Language) -> re.Match[str] | None:
    pattern = _TALLIES.get(language, _TALLIES["en"])
    return pattern.search(clause) if _holds_any(clause.lower(), _list_needed(language)) else None


def _blot(found: re.Match[str]) -> str:
    return "\ufffc" * len(found[0])
