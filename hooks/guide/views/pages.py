"""Where a record stands in the site: on the page of its kind, at its anchor."""

from __future__ import annotations

from collections.abc import Mapping

from guide.views.parts import Target

PAGE_OF_KIND: Mapping[str, str] = {
    "sources": "sources.md",
    "origins": "sources.md",
    "places": "steps.md",
    "terms": "glossary.md",
    "products": "weixin-or-wechat.md",
    "conditions": "before-you-start.md",
    "steps": "steps.md",
    "platform_differences": "steps.md",
    "failure_causes": "failures/index.md",
    "failure_shares": "failures/index.md",
    "statistics": "failures/index.md",
    "messages": "failures/index.md",
    "fixes": "fixes.md",
    "questions": "plan.md",
    "stages": "index.md",
    "states": "timeline.md",
    "waiting_periods": "timeline.md",
    "timeline": "timeline.md",
    "milestones": "dates.md",
    "data_fates": "what-is-deleted.md",
    "special_accounts": "special-accounts.md",
    "phone_number": "phone-number.md",
    "devices": "devices.md",
    "laws": "law.md",
    "recovery": "recovery.md",
    "friends": "friends.md",
    "sign_in": "sign-in.md",
    "alternatives": "alternatives.md",
    "backups": "backup.md",
    "money": "money.md",
    "scams": "scams.md",
    "disagreements": "disagreements.md",
    "unknowns": "unknown.md",
    "statements": "article.md",
    "contradictions": "article.md",
    "gaps": "article.md",
    "changes": "changes.md",
}
"""The page where all records of a kind are shown, each at its anchor."""


def anchor_of(kind: str, record_id: str) -> str:
    """Return the anchor of a record on the page of its kind."""
    return f"{kind.replace('_', '-')}-{record_id}"


def find_home(kind: str, record_id: str) -> Target:
    """Return the place where a record stands."""
    return Target(PAGE_OF_KIND[kind], anchor_of(kind, record_id))
