"""No reader is led to a host of spam, by a link or by an address to copy out."""

from __future__ import annotations

import pytest

from guide.checks.hosts import check_hosts, find_barred
from guide.model.records import BarredHost
from guide.prose.hosts import check_hosts as check_prose
from guide.prose.sections import Section
from raw import Record, Site
from small import WORDS, fact, list_rules, make_guide, source, text, voice

BARRED = [{"id": "spam", "host": "spam.example", "reason": text("Spam")}]
HOSTS = [BarredHost.model_validate(one, context=WORDS) for one in BARRED]


@pytest.mark.parametrize(
    "words",
    [
        "https://spam.example/x",
        "http://www.spam.example",
        "see Spam.Example today",
        "spam.example",
        "mail@spam.example",
        "在spam.example上",
        "spam.example.",
    ],
)
def test_a_barred_host_is_found_by_itself_and_as_the_end_of_a_name(words: str) -> None:
    found = find_barred(words, HOSTS)
    assert found and found[0].host == "spam.example"
    assert words[found[1] :].lower().startswith("spam.example")


@pytest.mark.parametrize(
    "words", ["notspam.example", "https://spam-example.com", "spam.examples.org", "my-spam.example"]
)
def test_another_host_is_let_be(words: str) -> None:
    assert find_barred(words, HOSTS) is None


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("sources", source("a", url="https://spam.example/x")),
        ("sources", source("a", addresses=["http://www.spam.example/x"])),
        ("sources", source("a", about=text("Copied to spam.example"))),
        ("money", fact("a", "one+", detail=text("See spam.example"))),
        ("money", fact("a", voice("one+", "as spam.example says"))),
    ],
)
def test_no_text_and_no_address_of_the_data_names_a_barred_host(kind: str, record: Record) -> None:
    data: dict[str, list[Record]] = {"sources": [source("one")], "barred_hosts": BARRED}
    data[kind] = [*data.get(kind, []), record]
    assert set(list_rules(check_hosts(make_guide(**data)))) == {("barred-host", f"{kind}/a")}
    data["barred_hosts"] = []
    assert list_rules(check_hosts(make_guide(**data))) == []


def test_no_page_names_a_barred_host() -> None:
    def check(words: str) -> list[str]:
        section = Section("money.md", "en", "a", 1, words)
        return [one.message.rule for one in check_prose(make_guide(barred_hosts=BARRED), [section])]

    assert check("Copied to [a page](https://spam.example/x).") == ["barred-host"]
    assert check("Copied to another page.") == []


def test_nothing_that_is_published_names_a_barred_host(site: Site, data: dict[str, list[Record]]) -> None:
    hosts = [BarredHost.model_validate(one, context=WORDS) for one in data["barred_hosts"]]
    assert hosts
    written = [
        path for path in site.folder.rglob("*") if path.suffix in {".html", ".json", ".csv", ".ics", ".txt", ".js"}
    ]
    for path in written:
        assert find_barred(path.read_text(encoding="utf-8"), hosts) is None, path
