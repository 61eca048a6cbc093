"""Texts to quote from, on their own and as a PDF, and what the rules about captures say of those of some data."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from guide.checks import captures as checks
from guide.checks import persons
from guide.checks.problem import Problem
from guide.load import load_guide
from guide.messages.diagnostic import DataError
from guide.model.guide import Guide
from messages import phrase

POLICY = """\
How long we keep your data

Chat data

Deleted from our servers within 72 hours of delivery to the recipient's device. This does not apply to unsent messages.

We retain records for at least 10 years after the transaction. You may not transfer your WeChat Pay account to anybody \
else. Fees of 1,000 yuan or 15 days' notice apply in non-refundable cases.

After cancellation, the data including card holder profile (name and identity document number), transaction history, \
remaining funds in Balance and Balance details will be cleared and cannot be restored. Your request can only be \
withdrawn within 60 days, unless the account was reported. Deleting is free. Unlawful use is not allowed.

Weixin accounts are kept apart.

If you ask us, we will delete your account, except where the law asks us to keep it. We keep logs for 90 days.
"""
LAW = """\
第四十七条　有下列情形之一的，个人信息处理者应当主动删除个人信息；个人信息处理者未删除的，个人有权请求删除：

（一）处理目的已实现、无法实现或者为实现处理目的不再必要；

（二）个人撤回同意。

法律、行政法规规定的保存期限未届满，或者删除个人信息从技术上难以实现的，个人信息处理者应当停止除存储和采取必要的安全保护措施之外的处理。

第四十八条　用户不得撤销已经完成的注销。客户身份资料应当至少保存二十五年。\
注销后 15 日内可以登录撤回申请，但被投诉的账号除外。手续费为 0.1% ，每笔 100 元。
"""


def make_pdf(*lines: str) -> bytes:
    """Return a PDF of one page with these lines of Latin letters."""
    rows = [
        line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252").decode("latin-1")
        for line in lines
    ]
    drawn = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({row}) Tj T*" for row in rows) + " ET"
    stream = zlib.compress(drawn.encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(file)
    return (
        file
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    )


def check_captures(guide: Guide) -> Iterator[Problem]:
    """Yield what the rules about captures find."""
    found = (checks.check_seals, checks.check_quotes, checks.check_passages, persons.check_captures)
    yield from (problem for check in found for problem in check(guide))


def list_capture_mistakes(folder: Path) -> list[tuple[str, str, str]]:
    """Return the place, rule and message of each mistake about captures."""
    try:
        load_guide(folder, check_captures)
    except DataError as error:
        return [(str(one.location), one.message.rule, phrase(one, "en")) for one in error.diagnostics]
    return []
