"""What pydantic and the model complain of, in both languages. `{msg}` is the complaint's own sentence."""

from __future__ import annotations

from collections.abc import Mapping

from guide.messages.diagnostic import Said

_GROUP = Said(
    "not-a-group",
    "must be a group of 'key: value' lines; is the space after a colon missing?",
    "这里要写成一组“键名: 值”；是不是冒号后面缺空格？",
)
COMPLAINTS: Mapping[str, Said] = {
    "bool_parsing": Said("true-or-false", "must be true or false", "只能写 true 或 false"),
    "int_parsing": Said("whole-number", "must be a whole number", "要写整数"),
    "int_from_float": Said("whole-number", "must be a whole number", "要写整数"),
    "greater_than_equal": Said("out-of-range", "must be at least {ge}", "不能小于 {ge}"),
    "less_than_equal": Said("out-of-range", "must be at most {le}", "不能大于 {le}"),
    "int_parsing_size": Said("out-of-range", "must be a number of a few digits", "数字太大；请写几位以内的整数"),
    "year": Said("out-of-range", "{msg}", "年份要在 {first} 到 {last} 之间"),
    "too_long": Said("list-too-long", "must have at most {max_length} items", "最多 {max_length} 项"),
    "currency": Said("unknown-word", "{msg}", "只能用指南认识的货币：{known}"),
    "reserved": Said("reserved-id", "{msg}", "这个名字另有用处；请换一个 id"),
    "missing": Said("missing-key", "is missing; add the key and its value", "缺这个键；请补上键名和值"),
    "model_attributes_type": _GROUP,
    "model_type": _GROUP,
    "string_too_long": Said(
        "text-length", "must be at most {max_length} characters long", "太长了，最多 {max_length} 个字符"
    ),
    "string_too_short": Said(
        "text-length", "must be at least {min_length} characters long", "太短了，至少 {min_length} 个字符"
    ),
    "string_type": Said("not-a-text", "must be text, not a list or a group", "这里要写一段文字，不能是列表或一组键值"),
    "too_short": Said("empty-list", "must have at least one item", "至少要有一项"),
    "tuple_type": Said(
        "not-a-list",
        "must be a list: one item a line, each after '- '",
        "这里要写成列表：每项一行，以 - 和一个空格开头",
    ),
    "empty": Said("empty-text", "{msg}", "不能是空的；请写上文字"),
    "blank_ends": Said("blank-ends", "{msg}", "开头或结尾多了空格；请删掉"),
    "line_break": Said("line-break", "{msg}", "只能写成一段；用折叠块时写 >-，中间不要空行"),
    "full_width": Said("full-width-character", "{msg}", "有全角的“{found}”；请改成半角的 {half}"),
    "uneven": Said("uneven-lists", "{msg}", "每种语言的条数要一样"),
    "duration": Said("duration", "{msg}", "时长要按 ISO 8601 写，只用一种单位，例如 PT30M、PT72H、P15D、P3M、P10Y"),
    "percent": Said("percentage", "{msg}", "要写 0 到 100 的数，不带百分号，例如 43 或 0.1"),
    "money": Said("money", "{msg}", "要写金额和货币，中间一个空格，例如 0.10 CNY"),
    "date": Said("date", "{msg}", "要写一个真实的日期，例如 2026-08-06、2026-08 或 2026"),
    "full_date": Said("full-date", "{msg}", "日期要精确到日，例如 2026-08-06"),
    "one_figure": Said("one-figure", "{msg}", "下面这些只能写一个，也必须写一个：{allowed}；现在有：{given}"),
    "range": Said(
        "range", "{msg}", "只写了范围的终点；to 要和 duration 一起写，to_working_days 要和 working_days 一起写"
    ),
    "reversed": Said("range", "{msg}", "范围要从小到大写；请把小的数写在前面"),
    "measure": Said("measure-of-kind", "{msg}", "这里只能写 {measures}"),
    "unit": Said("count-and-unit", "{msg}", "count 和 unit 要么都写，要么都不写"),
    "remedy": Said(
        "remedy",
        "{msg}",
        "回答不是 fine 时，要写 fixes（怎么办），或者用 no_remedy 如实说明没有办法；是 fine 时两样都不写",
    ),
    "silent": Said(
        "silent-evidence",
        "{msg}",
        "silent 表示在这个来源里找过、没有找到；不要再写 quote、no_quote 或 value",
    ),
    "no_words": Said(
        "no-words",
        "{msg}",
        "要写 quote（来源的原话），或者写 no_quote（为什么没有原话），两个只写一个",
    ),
    "no_evidence": Said("no-evidence", "{msg}", "至少要有一条证据；什么也没查到的，写 searched"),
    "in_force": Said(
        "draft-or-in-force",
        "{msg}",
        "写 in_force（从哪天起施行）；还没有施行的草案写 draft: true，两个只写一个",
    ),
    "days": Said("duration", "{msg}", "要写天数、月数或年数，例如 P180D、P2Y"),
    "taken": Said("taken-field", "{msg}", "这个名字已经有了：这一类的每条记录都有它；请换一个名字"),
    "answers": Said("repeated-answer", "{msg}", "两个回答的 id 相同；请各用各的"),
}
"""What is said of each type of complaint."""

MISSING_TEXT = Said(
    "missing-text",
    "is missing; write the text in every language: {languages}",
    "缺这种语言的文字；每种语言都要写：{languages}",
)
UNKNOWN_KEY = Said(
    "unknown-key", "unknown key{hint.en}; the keys here are {keys}", "没有这个键{hint.zh}；这里可以写：{words}"
)
UNKNOWN_WORD = Said("unknown-word", "must be one of {expected}{hint.en}", "只能写下面的一个：{words}{hint.zh}")
TYPE_HALF_WIDTH = Said("full-width-character", "; type full-width characters half-width", "；有全角字符，请改成半角")
GOT = Said("", " (got '{written}')", "（现在写的是“{written}”）")

_FORM = "wrong-form"
PATTERNS: Mapping[str, Said] = {
    "^[a-z0-9]+(-": Said(
        _FORM,
        "must be small Latin letters, digits and single hyphens, such as 'close-weixin-pay'",
        "只能用小写英文字母、数字和单个连字符，例如 close-weixin-pay",
    ),
    "^[a-z0-9_]+(": Said(
        _FORM,
        "must be small Latin letters, digits, '_' and '.', such as 'column.title'",
        "只能用小写英文字母、数字、下划线和点，例如 column.title",
    ),
    "^[a-z]+(_": Said(
        _FORM,
        "must be small Latin letters with single underscores, such as phone_number",
        "只能用小写英文字母和单个下划线，例如 phone_number",
    ),
    "^[a-z_]+(": Said(
        _FORM,
        "must be a field's name with '.' between its parts, such as 'evidence.stance'",
        "要写字段的名字，各段之间用点隔开，例如 evidence.stance",
    ),
    "^[a-z0-9-]+(\\.": Said(
        _FORM,
        "must be a host such as example.com, in small letters, without https:// and without a path",
        "要写域名，例如 example.com：小写，不带 https://，也不带路径",
    ),
    "^[a-z0-9-]+/": Said(
        _FORM,
        "must name an answer as question/answer, such as product/wechat",
        "要写成“问题/回答”，例如 product/wechat",
    ),
    "^[a-z-]+(/": Said(
        _FORM,
        "must be a page in docs/<language>/, such as failures/index.md",
        "要写 docs/<语言>/ 里的一个页面，例如 failures/index.md",
    ),
    "^(sources|origins)/": Said(
        _FORM,
        "must be sources/id or origins/id, such as sources/weixinpai-2017",
        "要写成 sources/id 或 origins/id，例如 sources/weixinpai-2017",
    ),
    "^[0-9a-f]{40}": Said(
        _FORM,
        "must be the whole name of a commit, 40 digits and letters a to f",
        "要写完整的提交号，40 位，只有数字和 a 到 f",
    ),
    "^[a-z_]+/": Said(
        _FORM,
        "must name a record as kind/id, such as timeline/chat-72h",
        "要写成“种类/id”，例如 timeline/chat-72h",
    ),
    "^([a-z_]+/": Said(
        _FORM,
        "must name a text as kind/id.field, or what stands under a heading as docs/page.md#anchor",
        "要写成“种类/id.字段”，页面标题下的文字写成 docs/page.md#anchor",
    ),
    "^[0-9]+(": Said(_FORM, "must be a version such as 8.0.65", "要写版本号，例如 8.0.65"),
    "^[0-9]\\.": Said(
        _FORM, "must be the article's section and number, such as 1.5", "要写那篇文章的节号和序号，例如 1.5"
    ),
    "^@?[A-Za-z0-9]+(": Said(
        _FORM,
        "must be a role such as maintainers, or a GitHub account such as @name",
        "要写角色，例如 maintainers，或者 GitHub 账号，例如 @name",
    ),
    "^https://": Said(
        "web-address",
        "must be a whole address that begins with https://",
        "要写完整的网址，以 https:// 开头",
    ),
    "^https?://": Said(
        "web-address",
        "must be a whole address that begins with http:// or https://",
        "要写完整的网址，以 http:// 或 https:// 开头",
    ),
}
"""What a text must be, by how the pattern that holds it to that begins."""
