"""What the examples of the rules are tried with: a folder of the few records that they speak of (examples.yml)."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from guide.evidence.quotes.store import hash_text, seal, write_capture
from guide.messages.catalogue import Rule
from guide.model.capture import Capture, FoundQuote, QuoteState
from models import SUBJECT
from project_copy import write_small_data

FEW = Path(__file__).with_name("examples.yml").read_text(encoding="utf-8")
_PRODUCT, _OTHER = SUBJECT.products[:2]
# The other product's own name: one that no other product has.
_NAME = next(name for name in _OTHER.names if name not in _PRODUCT.names)
STAND_INS = {
    "product": _PRODUCT.id,
    "other": _OTHER.id,
    "Other": _NAME,
    "source": "privacy-policy",
    "platform": SUBJECT.platforms[0].id,
}

QUOTE = "we will not be able to delete your account if you have a positive balance"
CAPTURE = Capture(
    source="privacy-policy",
    address="https://company.example/privacy",
    asked="2026-11-26",
    sha256=hash_text(QUOTE),
    passages=(f"§ 10 Be aware that {QUOTE}. Spend it first.",),
    quotes=(FoundQuote(quote=QUOTE, state=QuoteState.FOUND, on="2026-11-26", passage=0, before="that ", after=". "),),
)

FACT = {
    "id": "example",
    "title": "{zh: 例子, en: Example}",
    "products": "[<product>]",
    "evidence": "[{source: first-blog, stance: mentions, no_quote: spread, checked: {on: 2026-11-23, how: read}}]",
}
TEXT = "{zh: 文字, en: Text}"
_COUNT = "{zh: 两条都说到注销。, en: Both articles name account deletion.}"
# The rest of a record of a kind, around the lines of an example.
RECORDS: Mapping[str, Mapping[str, str]] = {
    "money": FACT,
    "timeline": {**FACT, "value": "{duration: PT1H}", "counted_from": "request"},
    "waiting_periods": {**FACT, "value": "{duration: P8D}", "revoke": TEXT},
    "failure_shares": {**FACT, "value": "{percent: 1}", "cause": "not-closed"},
    "fixes": {**FACT, "steps": "{zh: [打开], en: [Open]}"},
    "failure_causes": {**FACT, "sign": TEXT},
    "asked": {"id": "example", "title": TEXT, "topic": SUBJECT.topics[0].id},
    "disagreements": {"id": "example", "question": TEXT, "advice": TEXT, "why": TEXT},
    "conditions": {**FACT, "standing": "former", "how": TEXT},
    "sources": {
        "id": "example",
        "class": "blog",
        "publisher": TEXT,
        "title": "Example",
        "language": "en",
        "about": TEXT,
        "products": "[<product>]",
        "extent": "full",
        "read": "2026-11-23",
    },
    "questions": {
        "id": "example",
        "question": TEXT,
        "how": TEXT,
        "because": "[conditions/secure]",
        "answers": "[{id: a, text: {zh: 甲, en: A}, effect: fine}, {id: b, text: {zh: 乙, en: B}, effect: fine}]",
    },
    "milestones": {
        "id": "example",
        "title": TEXT,
        "detail": TEXT,
        "products": "[<product>]",
        "role": "wait",
        "counted_from": "request",
    },
    "fields": {"id": "title", "text": TEXT},
    "laws": {**FACT, "law": TEXT, "article": TEXT, "in_force": "2025-01-01", "means": TEXT},
    "terms": FACT,
    "wording_exceptions": {"id": "example", "term": "mini-fund", "text": "labels/example.fund.text", "reason": TEXT},
    "count_exceptions": {"id": "example", "text": "laws/example.means", "words": "articles", "reason": TEXT},
}
# What has to stand in another file for the examples of a kind to mean anything.
LAW = ", ".join(f"{key}: {words}" for key, words in {**RECORDS["laws"], "means": _COUNT}.items())
BESIDE = {
    "wording_exceptions": ("labels", "- {id: example.fund, text: {zh: 零钱通, en: The fund}}\n"),
    "count_exceptions": ("laws", f"- {{{LAW}}}\n"),
}


def fill_example(example: str) -> str:
    """Return an example with words of this guide in the place of those that stand for them."""
    return re.sub("<(product|other|Other|source|platform)>", lambda found: STAND_INS[found[1]], example)


def write_examples(target: Path) -> Path:
    """Write the few records, and one capture, to `target`/data; return that folder."""
    kinds = dict(re.findall(r"^(\w+):\n((?:(?: .*)?\n)+)", fill_example(FEW), re.MULTILINE))
    folder = write_small_data(target / "data", **{kind: textwrap.dedent(records) for kind, records in kinds.items()})
    (folder / "captures").mkdir()
    (folder / "captures/privacy-policy.json").write_text(write_capture(seal(CAPTURE)), encoding="utf-8")
    return folder


def append(file: Path, records: str) -> None:
    """Write more records at the end of a file, which may have had none."""
    text = file.read_text(encoding="utf-8").removesuffix("[]\n")
    file.write_text(f"{text}\n{fill_example(records)}", encoding="utf-8")


def write_record(kind: str, example: str, known: str) -> str:
    """Return the lines of an example, or all its records, as a file of that kind has them.

    `known` is what the example of the rule that breaks nothing has: what is missing there is filled in here, too.
    """
    if example.startswith("- "):
        return example
    keys = set(re.findall(r"^([a-z_]+):", known, re.MULTILINE))
    rest = [f"{key}: {words}" for key, words in RECORDS[kind].items() if key not in keys]
    return "- " + "\n  ".join([*rest, *example.splitlines()]) + "\n"


def write_source(**fields: str) -> str:
    """Return a source of no account with further fields."""
    return "- {" + ", ".join(f"{key}: {words}" for key, words in {**RECORDS["sources"], **fields}.items()) + "}\n"


def put(rule: Rule, example: str, folder: Path) -> str:
    """Append an example to its file, and return the name by which mistakes call the file."""
    append(folder / f"{rule.kind}.yml", write_record(str(rule.kind), example, rule.good))
    if rule.kind in BESIDE:
        kind, records = BESIDE[rule.kind]
        append(folder / f"{kind}.yml", records)
    return f"data/{rule.kind}.yml"
