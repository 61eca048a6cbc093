"""What a machine keeps of a source, what is said of a quote by it, and what the check makes of both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.checks.persons import hide_personal
from guide.evidence.quotes import find_state, is_changed
from guide.evidence.quotes.passages import MORE, choose_passage, merge
from guide.evidence.quotes.store import is_sealed, parse_capture, seal, write_capture
from guide.load import load_guide
from guide.messages.diagnostic import DataError
from guide.model.capture import Capture, FoundQuote, QuoteState
from guide.model.evidence import Evidence
from messages import phrase
from models import SUBJECT
from project_copy import write_small_data
from quotable import LAW, POLICY, check_captures, list_capture_mistakes
from raw import ROOT
from small import WORDS
from sourcecheck.quotes.capture import Comparison, Reading, compare, hide_persons, is_same_page, note_trouble, prune

DAY, LATER = "2026-11-26", "2026-12-03"
QUOTE = "Deleted from our servers within 72 hours of delivery"
FREE = "Deleting is free."
SOURCE = """\
- id: {id}
  class: official
  publisher: {{zh: 腾讯, en: Tencent}}
  title: {id}
  language: en
  about: {{zh: 政策, en: A policy}}
  products: [wechat]
  extent: full
  read: 2026-11-23
"""
FACT = """\
- id: chats
  title: {zh: 聊天记录, en: Chats}
  products: [wechat]
  evidence:
    - source: policy
      stance: supports
      quote: QUOTE
      locator: table
      checked: {on: 2026-11-23, how: read}
"""


def read(text: str = POLICY, day: str = DAY, law: bool = False) -> Reading:
    """Return a text as it was read that day."""
    return Reading("policy", "https://policy.example/", day, text, law)


def capture(*quotes: str, text: str = POLICY) -> Capture:
    """Return the capture of a text in which these quotes were looked up."""
    return compare(quotes, read(text), None).capture


def evidence(quote: str | None = QUOTE, source: str = "policy") -> Evidence:
    """Return a piece of evidence with a quote."""
    checked = {"on": "2026-01-01", "how": "read"}
    written = {"source": source, "stance": "mentions", "checked": checked}
    more = {"quote": quote} if quote else {"no_quote": "image"}
    return Evidence.model_validate({**written, **more}, context=WORDS)


def find(result: Comparison | Capture, quote: str) -> FoundQuote:
    """Return what a capture says of a quote."""
    kept = result.capture if isinstance(result, Comparison) else result
    return next(one for one in kept.quotes if one.quote == quote)


# What is kept


def test_a_found_quote_is_kept_with_its_passage_and_the_letters_on_each_side() -> None:
    kept = capture(QUOTE)
    found = find(kept, QUOTE)
    assert (found.state, found.on, found.passage) == (QuoteState.FOUND, DAY, 0)
    assert QUOTE in kept.passages[0]
    assert found.before.endswith("Chat data") and found.after.startswith("to the recipient's device.")
    assert len(found.before) <= 40 and len(found.after) <= 40
    assert (kept.address, kept.asked) == ("https://policy.example/", DAY)
    assert len(kept.sha256) == 64 and is_sealed(kept)


def test_the_words_that_a_cut_leaves_out_are_kept_with_it() -> None:
    quote = "transaction history … will be cleared and cannot be restored"
    assert find(capture(quote), quote).cuts == (", remaining funds in Balance and Balance details",)


@pytest.mark.parametrize("quote", [FREE, "Weixin accounts are kept apart.", "Chat data"])
def test_a_passage_is_clearly_longer_than_its_quote(quote: str) -> None:
    start = POLICY.index(quote)
    first, last = choose_passage(POLICY, (start, start + len(quote)), by_article=False)
    assert quote in POLICY[first:last]
    assert last - first >= len(quote) + MORE


def test_of_a_law_the_whole_article_is_kept_and_no_other() -> None:
    start = LAW.index("个人有权请求删除")
    first, last = choose_passage(LAW, (start, start + 8), by_article=True)
    assert LAW[first:last].startswith("第四十七条") and LAW[first:last].endswith("之外的处理。")


def test_of_a_long_paragraph_the_sentences_around_the_quote_are_kept() -> None:
    text = "One sentence more. " * 200 + QUOTE + ". " + "Another one. " * 200
    start = text.index(QUOTE)
    first, last = choose_passage(text, (start, start + len(QUOTE)), by_article=False)
    assert QUOTE in text[first:last] and last - first < 400
    assert text[first:last].startswith("One sentence more.") and text[first:last].endswith("one.")


def test_a_text_that_is_no_longer_than_its_quote_is_kept_as_it_is() -> None:
    assert choose_passage("Only this.", (0, 10), by_article=False) == (0, 10)


def test_passages_that_overlap_are_one() -> None:
    assert merge([(30, 40), (0, 10), (5, 20), (20, 25)]) == ((0, 25), (30, 40))


def test_what_a_source_says_no_more_keeps_its_passage_and_the_day_it_was_last_found() -> None:
    old = capture(QUOTE, FREE)
    result = compare([QUOTE, FREE], read(POLICY.replace("72 hours", "90 hours"), LATER), old)
    lost, kept = find(result, QUOTE), find(result, FREE)
    assert (lost.state, lost.on, kept.state, kept.on) == (QuoteState.CHANGED, DAY, QuoteState.FOUND, LATER)
    assert lost.passage is not None and QUOTE in result.capture.passages[lost.passage]
    assert set(result.misses) == {QUOTE}


def test_words_that_were_never_there_have_no_passage_and_no_day() -> None:
    lie = find(compare(["We keep everything for ever"], read(), None), "We keep everything for ever")
    assert (lie.state, lie.on, lie.passage) == (QuoteState.CHANGED, None, None)


@pytest.mark.parametrize("state", [QuoteState.GONE, QuoteState.REFUSED, QuoteState.UNREADABLE])
def test_a_source_that_cannot_be_read_loses_nothing(state: QuoteState) -> None:
    old = capture(QUOTE, FREE)
    blank = Reading("policy", "https://elsewhere.example/", LATER, "")
    new = note_trouble([QUOTE, FREE], state, blank, old)
    assert {(one.quote, one.state, one.on) for one in new.quotes} == {(QUOTE, state, DAY), (FREE, state, DAY)}
    assert set(new.passages) == set(old.passages)
    assert (new.address, new.sha256, new.asked) == (old.address, old.sha256, LATER)
    never = note_trouble([QUOTE], state, blank, None)
    assert (never.passages, never.quotes[0].on, never.quotes[0].state) == ((), None, state)
    again = compare([QUOTE, FREE], read(day=LATER), new)
    assert {one.state for one in again.capture.quotes} == {QuoteState.FOUND}


def test_what_is_quoted_no_more_is_dropped_with_its_passage() -> None:
    old = capture(QUOTE, FREE, "We keep logs for 90 days.")
    new = prune([FREE], old)
    assert [one.quote for one in new.quotes] == [FREE]
    assert len(new.passages) == 1 and FREE in new.passages[0] and is_sealed(new)


@pytest.mark.parametrize(
    ("text", "title", "known", "same"),
    [
        (POLICY, "How long we keep your data", False, True),
        (POLICY, "Another title", True, True),
        ("Please confirm that you are no robot. " * 3, "Another title", True, False),
        ("Please confirm that you are no robot.", "Another title", False, False),
        ("Other words of some length, whatever they say. " * 20, "Another title", False, True),
    ],
    ids=["its title", "pieces of it", "a wall against robots", "the same, never read before", "a long page"],
)
def test_a_page_that_turns_robots_away_is_not_taken_for_the_source(
    text: str, title: str, known: bool, same: bool
) -> None:
    old = capture(QUOTE, FREE) if known else None
    assert is_same_page(read(text), title, old) is same


# Files


def test_a_capture_is_the_same_bytes_however_its_quotes_come() -> None:
    one, other = capture(QUOTE, FREE, "no such words"), capture("no such words", FREE, QUOTE)
    assert write_capture(one) == write_capture(other)
    assert parse_capture(write_capture(one)) == one
    assert write_capture(one).endswith("}\n")


def test_a_seal_fits_nothing_else() -> None:
    kept = capture(QUOTE)
    for change in ({"passages": ("x",)}, {"address": "https://x.example/"}, {"asked": LATER}, {"quotes": ()}):
        assert not is_sealed(kept.model_copy(update=change)), change
        assert is_sealed(seal(kept.model_copy(update=change)))


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"source": "policy"}', "\x00"])
def test_anything_else_is_no_capture(content: str) -> None:
    assert parse_capture(content) is None


# What is said of a quote


def test_without_a_quote_or_a_capture_nobody_has_asked() -> None:
    assert find_state(evidence(), {}).state is QuoteState.NOT_ASKED
    assert find_state(evidence(None), {"policy": capture(QUOTE)}).state is QuoteState.NOT_ASKED
    assert find_state(evidence("no such words"), {"policy": capture(QUOTE)}).state is QuoteState.NOT_ASKED


@pytest.mark.parametrize("state", list(QuoteState))
def test_the_state_is_what_the_machine_wrote(state: QuoteState) -> None:
    kept = seal(capture(QUOTE).model_copy(update={"quotes": (FoundQuote(quote=QUOTE, state=state, on=DAY),)}))
    assert find_state(evidence(), {"policy": kept}).state is state
    assert is_changed(evidence(), {"policy": kept}) is (state is QuoteState.CHANGED)


def test_other_words_of_a_kept_passage_are_found_there() -> None:
    found = find_state(evidence("This does not apply to unsent messages."), {"policy": capture(QUOTE)})
    assert (found.state, found.on, found.passage) == (QuoteState.FOUND, DAY, 0)


# What the check says


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A small guide: one source, one fact with one quote of it."""
    sources = SOURCE.format(id="policy") + SOURCE.format(id="terms")
    data = write_small_data(tmp_path / "data", sources=sources, money=FACT.replace("QUOTE", QUOTE))
    (data / "captures").mkdir()
    yield data


def keep(folder: Path, one: Capture, name: str = "policy") -> None:
    """Write a capture to its file."""
    (folder / "captures" / f"{name}.json").write_text(write_capture(one), encoding="utf-8")


def test_a_quote_of_a_source_that_was_never_read_is_no_mistake(folder: Path) -> None:
    (folder / "money.yml").write_text(FACT.replace("QUOTE", "made up"), encoding="utf-8")
    assert list_capture_mistakes(folder) == []
    keep(folder, note_trouble(["made up"], QuoteState.REFUSED, read(""), None))
    assert list_capture_mistakes(folder) == []


def test_a_quote_that_stands_in_its_capture_is_no_mistake(folder: Path) -> None:
    keep(folder, capture(QUOTE))
    assert list_capture_mistakes(folder) == []


def test_an_invented_quote_fails_at_its_line_with_the_nearest_words_and_the_remedy(folder: Path) -> None:
    keep(folder, capture(QUOTE))
    (folder / "money.yml").write_text(FACT.replace("QUOTE", QUOTE.replace("72", "24")), encoding="utf-8")
    place, rule, message = list_capture_mistakes(folder)[0]
    assert (place, rule) == ("data/money.yml:7:14", "quote-not-found")
    assert "within 72 hours" in message and "python -m guide quotes --source policy" in message


def test_an_invented_quote_does_not_pass_because_a_run_has_written_that_it_is_not_there(folder: Path) -> None:
    lie = QUOTE.replace("72", "24")
    keep(folder, capture(QUOTE, lie))
    (folder / "money.yml").write_text(
        FACT.replace("QUOTE", QUOTE) + FACT.replace("QUOTE", lie).replace("chats", "lie"), encoding="utf-8"
    )
    assert [(place, rule) for place, rule, _ in list_capture_mistakes(folder)] == [
        ("data/money.yml:16:14", "quote-not-found")
    ]


def test_a_quote_that_its_source_says_no_more_is_shown_and_does_not_fail(folder: Path) -> None:
    keep(folder, compare([QUOTE], read(POLICY.replace("72", "90"), LATER), capture(QUOTE)).capture)
    assert list_capture_mistakes(folder) == []


def test_words_of_another_source_are_said_to_stand_there(folder: Path) -> None:
    keep(folder, capture(QUOTE))
    words = "your account will be converted to either a WeChat or Weixin account"
    other = compare([words], Reading("terms", "https://a.example/", DAY, f"If you move, {words}. {POLICY}"), None)
    keep(folder, other.capture, "terms")
    (folder / "money.yml").write_text(
        FACT.replace("QUOTE", words)
        + FACT.replace("QUOTE", QUOTE).replace("chats", "b")
        + FACT.replace("QUOTE", words).replace("chats", "c").replace("policy", "terms"),
        encoding="utf-8",
    )
    ((place, rule, message),) = list_capture_mistakes(folder)
    assert (place, rule) == ("data/money.yml:7:14", "quote-not-found")
    assert "these words stand in terms" in message


def test_a_capture_that_somebody_has_edited_proves_nothing(folder: Path) -> None:
    file = folder / "captures" / "policy.json"
    file.write_text(write_capture(capture(QUOTE)).replace("unsent", "sent"), encoding="utf-8")
    assert [(place, rule) for place, rule, _ in list_capture_mistakes(folder)] == [
        ("data/captures/policy.json:1:1", "edited-capture")
    ]
    file.write_text(write_capture(capture(QUOTE)).replace('"policy"', '"terms"'), encoding="utf-8")
    assert [rule for _, rule, _ in list_capture_mistakes(folder)] == ["edited-capture"]


def test_a_passage_that_is_nothing_but_its_quote_proves_nothing(folder: Path) -> None:
    bare = capture(QUOTE).model_copy(update={"passages": (f"“{QUOTE}”",)})
    keep(folder, seal(bare))
    ((place, rule, message),) = list_capture_mistakes(folder)
    assert (place, rule) == ("data/captures/policy.json:1:1", "capture-repeats-quote")
    assert "passage 1" in message


def test_what_nothing_quotes_is_told_with_the_command_that_drops_it(folder: Path) -> None:
    keep(folder, capture(QUOTE, "We keep logs for 90 days."))
    keep(folder, seal(capture(QUOTE).model_copy(update={"source": "nobody"})), "nobody")
    found = list_capture_mistakes(folder)
    assert [(place, rule) for place, rule, _ in found] == [
        ("data/captures/nobody.json:1:1", "unused-capture"),
        ("data/captures/policy.json:1:1", "unused-capture"),
    ]
    assert all("quotes --prune" in message for *_, message in found)


PERSONAL = {
    "a telephone": "Call 13812345678, they say. ",
    "an identity card": "The card 11010519900307123X is known. ",
    "an offer": "\u4ee3\u6ce8\u9500\uff0c\u8bf7\u52a0\u6211\u5fae\u4fe1\u3002 ",
    "a mail address": "Write to john.smith@mail.example now. ",
}


@pytest.mark.parametrize("what", PERSONAL)
def test_what_belongs_to_a_person_is_refused_in_a_capture(what: str, folder: Path) -> None:
    made = capture(QUOTE)
    keep(folder, seal(made.model_copy(update={"passages": (PERSONAL[what] + made.passages[0],)})))
    ((place, rule, message),) = list_capture_mistakes(folder)
    assert (place, rule) == ("data/captures/policy.json:1:1", "personal-data")
    assert message.startswith("passage 1 has") and "python -m guide quotes --source policy" in message


@pytest.mark.parametrize("field", ["before", "after", "cuts"])
def test_it_is_refused_beside_a_quote_too(field: str, folder: Path) -> None:
    made, value = capture(QUOTE), PERSONAL["a telephone"]
    found = made.quotes[0].model_copy(update={field: (value,) if field == "cuts" else value})
    keep(folder, seal(made.model_copy(update={"quotes": (found,)})))
    assert [rule for _, rule, _ in list_capture_mistakes(folder)] == ["personal-data"]


@pytest.mark.parametrize("what", PERSONAL)
def test_a_machine_keeps_nothing_that_belongs_to_a_person(what: str, folder: Path) -> None:
    kept = hide_persons(capture(QUOTE, text=POLICY.replace(QUOTE, f"{PERSONAL[what]}{QUOTE}")), SUBJECT)
    keep(folder, kept)
    assert list_capture_mistakes(folder) == []
    assert "\u25a0" in kept.passages[0] and QUOTE in kept.passages[0] and is_sealed(kept)


def test_what_belongs_to_nobody_is_kept_as_it_is() -> None:
    assert hide_persons(capture(QUOTE), SUBJECT) == capture(QUOTE)
    wide = "\ufb01le \uff11\uff13\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18 end\n\ufb01ne"
    assert hide_personal(wide, SUBJECT) == "file " + "\u25a0" * 11 + " end\n\ufb01ne"


def test_every_message_is_there_in_both_languages(folder: Path) -> None:
    keep(folder, capture(QUOTE, "We keep logs for 90 days."))
    (folder / "money.yml").write_text(FACT.replace("QUOTE", "made up"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_guide(folder, check_captures)
    for one in caught.value.diagnostics:
        assert phrase(one, "zh") and phrase(one, "en")


def test_the_captures_of_the_guide_are_what_a_machine_wrote() -> None:
    paths = sorted((ROOT / "data" / "captures").glob("*"))
    assert paths and {path.suffix for path in paths} == {".json"}
    for path in paths:
        kept = parse_capture(path.read_text(encoding="utf-8"))
        assert kept is not None and is_sealed(kept), path
        assert path.read_text(encoding="utf-8") == write_capture(kept), path
        assert json.loads(path.read_text(encoding="utf-8"))["source"] == path.stem
