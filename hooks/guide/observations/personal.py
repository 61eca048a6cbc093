"""What must not be told of any person: looked for on the page before a text is made, and again when one is received.

The same patterns serve the reader's browser, so they hold nothing that JavaScript and Python read differently, and no
look behind, which old browsers refuse. They are for text that `fold_letters` has folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guide.observations.fold import fold_letters

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    "陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵覃武钱戴严莫孔汤康易乔赖文欧"
)
_CALLED = "先生|女士|小姐|老师|经理|阿姨|叔叔|同学"
_OWN = "姓名|名字|昵称|户名|持卡人|收件人|联系人|账号名|用户名|nickname|user ?name|full name|name"

PATTERNS: Mapping[str, str] = {
    # Of telephones, cards, accounts, identity papers, codes: no sentence of a screen needs so many digits in a row.
    "number": r"(?:[0-9*][ \-]?){5,}[0-9*x]|[零〇一二三四五六七八九幺]{7,}",
    "address": r"[a-z0-9._%+\-]+ ?@ ?[a-z0-9\-]+ ?\.[a-z]{2,}",
    "account": r"wxid_[a-z0-9]+|(?:[信q]号|q ?id|chat ?id|xin ?id) ?[:是为] ?[a-z0-9][a-z0-9_\-]{4,}",
    "name": (
        rf"(?:{_OWN}) ?[:是为] ?[^ ,.;。，；]{{2,}}|(?:我叫|我是|本人叫) ?[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
        rf"|[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:{_CALLED})|[\u4e00-\u9fff]\*+|\*+[\u4e00-\u9fff]"
        r"|my name is [a-z]{2,}|(?:^|[^a-z])(?:mr|mrs|ms|dr)\.? [a-z]{2,}"
    ),
}
"""What gives a person away, by what it is."""
DAY = r"(?:19|20)[0-9]{2} ?[\-/.年] ?[0-9]{1,2} ?[\-/.月] ?[0-9]{1,2}"
"""A day, which may have as many digits as a number of a person."""


def find_personal(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what gives a person away in a text: what it is, where it begins and where it ends."""
    plain = re.sub(DAY, lambda found: "." * len(found[0]), fold_letters(text))
    for name, pattern in PATTERNS.items():
        for found in re.finditer(pattern, plain):
            yield name, found.start(), found.end()
