"""What readers choose once, and all pages follow: words of the subject, as they are called."""

from __future__ import annotations

from guide.views.localized_guide import LocalizedGuide

Choices = list[tuple[str, list[tuple[str, str]]]]
"""(name of the choice, its words with what they are called), in the order of the subject."""


def list_choices(localized: LocalizedGuide) -> Choices:
    """Return what there is to choose: a product, a platform; where the subject has but one, there is nothing."""
    words = localized.guide.subject.vocabularies
    products = [(one, localized.label(f"choice.{one}")) for one in words["products"]]
    platforms = [(one, localized.label(f"platform.{one}")) for one in words["platforms"]]
    return [(name, some) for name, some in (("product", products), ("platform", platforms)) if len(some) > 1]
