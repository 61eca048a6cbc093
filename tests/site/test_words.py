"""Words: those of another language are marked, and a request is never called what it is not."""

from __future__ import annotations

import re

import pytest

from raw import LANGUAGES, ROOT, Record, Site, list_labels

HAN = re.compile("[\u3400-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’-]+(?: [A-Za-z&][A-Za-z'’&-]*){2,}")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》|\([^)]*[\u4e00-\u9fff][^)]*\)|<!--.*?-->|\]\([^)]*\)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_another_language_are_marked(site: Site, language: str) -> None:
    foreign, wanted = (ENGLISH, "en") if language == "zh" else (HAN, "zh")
    marked, unmarked = 0, []
    for path in site.pages_in(language):
        for text in site.open(path).xpath("//main//text()[normalize-space()]"):
            holder = text.getparent() if text.is_text else text.getparent().getparent()
            nearest = holder.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]
            if foreign.search(text) and not holder.xpath("ancestor-or-self::*[self::code or self::pre]"):
                if nearest.startswith(wanted) or not nearest.startswith(language):
                    marked += 1
                else:
                    unmarked.append(f"{path}: {text.strip()[:60]}")
    assert marked > 100
    assert unmarked == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_says_the_language_of_its_words(site: Site, language: str) -> None:
    for path in site.pages():
        for text in site.open(path).xpath("//main//text()[ancestor::*[@lang][1]/@lang = 'en']"):
            holder = text.getparent() if text.is_text else text.getparent().getparent()
            if holder.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["en"] and not holder.xpath("ancestor::code"):
                assert not HAN.search(text) or holder.tag in {"code", "pre"}, f"{path}: {text}"


def _list_avoided(data: dict[str, list[Record]], language: str) -> list[str]:
    return [word for state in data["states"] for word in state["avoid"][language]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_calls_a_request_by_a_word_that_misleads(data: dict[str, list[Record]], language: str) -> None:
    words = _list_avoided(data, language)
    assert len(words) >= 5
    faults = []
    for path in sorted((ROOT / "docs" / language).rglob("*.md")):
        text = QUOTED.sub("", path.read_text(encoding="utf-8")).lower()
        faults += [f"{path.name}: {word}" for word in words if word.lower() in text]
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_interface_misleads(data: dict[str, list[Record]], language: str) -> None:
    texts = {label["id"]: QUOTED.sub("", label["text"][language]).lower() for label in list_labels(data)}
    words = _list_avoided(data, language)
    assert [name for name, text in texts.items() if any(word.lower() in text for word in words)] == []
