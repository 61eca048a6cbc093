"""The few records that the bad files of tests/corpus are put behind: each kind has what its files refer to."""

from __future__ import annotations

from pathlib import Path

from guide.evidence.quotes.store import seal, write_capture
from guide.model.capture import Capture
from project_copy import write_small_data

SOURCES = "".join(
    f"""\
- id: {name}
  class: {source_class}
  publisher: {{zh: 某站, en: A site}}
  title: Page {name}
  language: en
  about: {{zh: 一页, en: One page}}
  products: [weixin, wechat]
  url: https://{name}.example/page
  extent: full
  read: 2026-11-23
"""
    for name, source_class in (("policy", "official"), ("blog", "blog"), ("diary", "blog"))
)


def _fact(name: str, rest: str = "") -> str:
    return f"""\
- id: {name}
  title: {{zh: 例子, en: Example}}
  products: [weixin]
  evidence: [{{source: blog, stance: supports, no_quote: spread, checked: {{on: 2026-11-23, how: read}}}}]
{rest}"""


RECORDS = {
    "sources": SOURCES,
    "money": _fact("fact"),
    "timeline": _fact("hours", "  value: {duration: PT72H}\n  counted_from: request\n"),
    "failure_causes": _fact("cause", "  sign: {zh: 文字, en: Text}\n"),
    "failure_shares": _fact("share", "  value: {percent: 1}\n  cause: cause\n"),
    "fixes": _fact("fix", "  steps: {zh: [打开], en: [Open]}\n"),
    "waiting_periods": _fact("wait", "  value: {duration: P15D}\n  revoke: {zh: 文字, en: Text}\n"),
    "states": _fact("state", "  login: {zh: 文字, en: Text}\n  avoid: {zh: [注销成功], en: [closed for good]}\n"),
    "conditions": _fact("condition", "  standing: current\n  how: {zh: 文字, en: Text}\n"),
    "statements": _fact(
        "statement", "  number: '1.1'\n  section: {zh: 文字, en: Text}\n  quote: 文字\n  known: {zh: 文字, en: Text}\n"
    ),
    "contradictions": """\
- id: contradiction
  title: {zh: 例子, en: Example}
  detail: {zh: 文字, en: Text}
  statements: [statement]
""",
    "stages": """\
- id: stage
  title: {zh: 例子, en: Example}
  text: {zh: 文字, en: Text}
  page: money.md
""",
    "milestones": """\
- id: day
  title: {zh: 例子, en: Example}
  detail: {zh: 文字, en: Text}
  products: [weixin]
  role: request
  counted_from: request
""",
    "questions": """\
- id: asked
  question: {zh: 好了吗？, en: 'Done?'}
  how: {zh: 文字, en: Text}
  because: [conditions/condition]
  answers: [{id: a, text: {zh: 甲, en: A}, effect: fine}, {id: b, text: {zh: 乙, en: B}, effect: fine}]
""",
}


def write_corpus_data(target: Path) -> Path:
    """Write the records to `target`/data, with one capture, of a source that nothing quotes; return the folder."""
    data = write_small_data(target / "data", **RECORDS)
    (data / "captures").mkdir()
    read = Capture(source="policy", address="https://policy.example/page", asked="2026-11-23", sha256="0" * 64)
    (data / "captures/policy.json").write_text(write_capture(seal(read)), encoding="utf-8")
    return data
