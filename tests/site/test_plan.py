"""Will my deletion go through? Every path ends, no answer leaves a reader alone, the page does what the data says."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from browsing import PHONE, OpenPage, bring_rest, wait_for_idle, watch
from expected import Expected
from patience import wait_until
from places import address as write_address
from places import list_shortcodes
from raw import LANGUAGES, Record, Site, folder_of, read_text
from round_trip import resolve

Answers = dict[str, str]
OTHER = folder_of(LANGUAGES[1])
LEFT = "[...document.querySelectorAll('.plan-progress')].filter(one => one.getClientRects().length)[0].innerText"
DAYS = {"D": 1, "M": 30, "Y": 365}
MOST_SCREENS = 4
MOST_SCREENS_UNSCRIPTED = 9


def is_asked(question: Record, answers: Answers) -> bool:
    """Say whether a question is asked of a reader who gave these answers."""
    wanted = [one.split("/") for one in question.get("asked_if", [])]
    return not wanted or any(answers.get(name) == answer for name, answer in wanted)


def walk(questions: list[Record], choose: Callable[[Record], str]) -> Answers:
    """Return the answers of a reader who answers every question by `choose`, up to one that ends them."""
    answers: Answers = {}
    for question in questions:
        if is_asked(question, answers):
            answers[question["id"]] = choose(question)
            if any("ends" in one for one in question["answers"] if one["id"] == answers[question["id"]]):
                break
    return answers


def count_longest(questions: list[Record], answers: Answers) -> int:
    """Return how many questions at most are still ahead of a reader who has given these answers."""
    if not questions:
        return 0
    question, *rest = questions
    if not is_asked(question, answers):
        return count_longest(rest, answers)
    named = {one for other in rest for one in other.get("asked_if", [])}
    ways = [one for one in question["answers"] if "ends" not in one]
    different = {one["id"] if f"{question['id']}/{one['id']}" in named else "": one["id"] for one in ways}
    return 1 + max(count_longest(rest, answers | {question["id"]: way}) for way in different.values())


def find_answer(questions: list[Record], name: str, answer: str) -> Record:
    """Return an answer's record."""
    question = next(question for question in questions if question["id"] == name)
    found: Record = next(one for one in question["answers"] if one["id"] == answer)
    return found


def expect_tasks(data: dict[str, list[Record]], answers: Answers) -> set[str]:
    """Return the fixes that these answers call for."""
    given = [find_answer(data["questions"], *pair) for pair in answers.items()]
    return {fix for answer in given for fix in answer.get("fixes", [])}


def cover(questions: list[Record]) -> Iterator[Answers]:
    """Yield readers until every answer of every question was given by one of them."""
    missing = {(question["id"], answer["id"]) for question in questions for answer in question["answers"]}
    while missing:
        answers = walk(questions, functools.partial(choose_missing, questions, missing))
        assert missing & set(answers.items()), f"no path leads to {missing}"
        missing -= set(answers.items())
        yield answers


def list_busy(data: dict[str, list[Record]]) -> list[Answers]:
    """Return readers who have something to do."""
    return [answers for answers in cover(data["questions"]) if expect_tasks(data, answers)]


def choose_missing(questions: list[Record], missing: set[tuple[str, str]], question: Record) -> str:
    """Choose an answer that nobody gave yet, else one that leads to such answers."""
    names = [answer["id"] for answer in question["answers"]]
    fresh = [name for name in names if (question["id"], name) in missing]
    opening = [name for name in names if opens(questions, question["id"], name, missing)]
    return str((fresh or opening or names)[0])


def opens(questions: list[Record], name: str, answer: str, missing: set[tuple[str, str]]) -> bool:
    """Say whether an answer leads to a question with answers that nobody has given yet."""
    names = {question for question, _ in missing}
    return any(f"{name}/{answer}" in one.get("asked_if", []) for one in questions if one["id"] in names)


def test_every_path_through_the_questions_ends_with_a_way_on(data: dict[str, list[Record]]) -> None:
    questions = data["questions"]
    deciding = {one.split("/")[0] for question in questions for one in question.get("asked_if", [])}
    asked: set[str] = set()
    states = {(0, frozenset[tuple[str, str]]())}
    visited = 0
    while states:
        index, known = states.pop()
        visited += 1
        if index == len(questions):
            continue
        question = questions[index]
        if not is_asked(question, dict(known)):
            states.add((index + 1, known))
            continue
        asked.add(question["id"])
        for answer in question["answers"]:
            way_on = answer.get("fixes") or answer.get("no_remedy") or answer.get("ends")
            assert (answer["effect"] == "fine") != bool(way_on), f"{question['id']}/{answer['id']} leaves them alone"
            if "ends" in answer:
                continue
            after = known | {(question["id"], answer["id"])} if question["id"] in deciding else known
            states.add((index + 1, frozenset(after)))
    assert asked == {question["id"] for question in questions}, "some question is never asked"
    assert visited > len(questions)


def test_every_product_and_hurdle_that_readers_name_is_asked_about(data: dict[str, list[Record]]) -> None:
    wanted = "product device pay balance mini-fund credit coupons official-account channels wecom webeans account"
    wanted += " disputes recent-change phone-number"
    assert set(wanted.split()) <= {question["id"] for question in data["questions"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_every_question_answer_and_task(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    expected = Expected(data, language)
    page = site.page("plan.md", language)
    items = page.xpath("//li[@class='query']")
    assert [item.get("data-question") for item in items] == [question["id"] for question in data["questions"]]
    for item, question in zip(items, data["questions"], strict=True):
        assert read_text(item.xpath("./details/summary/h3")[0]) == expected.text(question, "question")
        assert (item.get("data-asked-if") or "").split() == question.get("asked_if", [])
        grounds = [link.partition("#")[2] for link in item.xpath(".//details[contains(@class, 'grounds')]//a/@href")]
        assert grounds == [fact.replace("_", "-").replace("/", "-") for fact in question["because"]]
        for choice, answer in zip(item.xpath(".//li[@class='choice']"), question["answers"], strict=True):
            assert choice.get("data-answer") == f"{question['id']}/{answer['id']}"
            assert choice.get("data-effect") == answer["effect"]
            assert read_text(choice.xpath("./span[@class='choice-text']")[0]) == expected.text(answer, "text")
            links = [link.partition("#task-")[2] for link in choice.xpath("./ul//a/@href")]
            assert links == answer.get("fixes", [])
            if "no_remedy" in answer:
                assert expected.fill(answer["no_remedy"][language], question) in read_text(choice)
            pages = [resolve(link, "plan/", language) for link in choice.xpath("./div[@class='choice-end']//a/@href")]
            assert pages == [write_address(answer[end]["page"]) for end in ("ends",) if end in answer]
    for item in page.xpath("//li[@data-task]"):
        fix = expected.record("fixes", item.get("data-task"))
        assert read_text(item.xpath("./details/summary")[0]) == expected.text(fix, "title")
        steps = [read_text(step) for step in item.xpath(".//ol[@class='items']/li")]
        assert steps == [expected.fill(line, fix) for line in fix["steps"][language]]
        if "lead_time" in fix:
            assert expected.figure(fix["lead_time"]) in read_text(item.xpath(".//p[@class='task-lead-time']")[0])
        if "place" in fix:
            words = expected.record("places", fix["place"])["path"][language]
            told = [read_text(word) for word in item.xpath(".//*[@class='task-place']//*[@class='path-word']")]
            assert told == words
        assert item.xpath(".//li[@class='voice']"), f"{fix['id']} shows no evidence"


def test_the_tasks_stand_in_an_order_of_doing(site: Site, data: dict[str, list[Record]]) -> None:
    order = site.page("plan.md", LANGUAGES[0]).xpath("//li[@data-task]/@data-task")
    fixes = {fix["id"]: fix for fix in data["fixes"]}
    for place, name in enumerate(order):
        assert not set(fixes[name].get("after", [])) & set(order[place:]), f"{name} comes before what it waits for"
    first = [name for name in order if not fixes[name].get("after")]
    expected = Expected(data, LANGUAGES[0])

    def count(name: str) -> int:
        value = expected.resolve(fixes[name]["lead_time"]) if "lead_time" in fixes[name] else {"duration": "P0D"}
        length = value.get("to", value["duration"])
        return int(re.sub(r"\D", "", length)) * DAYS[length[-1]]

    longest = [name for name in first if count(name)]
    assert longest and [count(name) for name in longest] == sorted(map(count, longest), reverse=True)
    assert first[: len(longest)] == longest, "what takes long comes first"


def choose_first(question: Record) -> str:
    """Choose the first answer."""
    return str(question["answers"][0]["id"])


def find_change(data: dict[str, list[Record]], answers: Answers) -> tuple[str, str, Answers]:
    """Return a question and another answer to it that asks nothing more and spares the reader a task."""
    for question in data["questions"]:
        for answer in question["answers"]:
            changed = answers | {question["id"]: answer["id"]}
            same = walk(data["questions"], lambda one, changed=changed: changed.get(one["id"], "")) == changed  # type: ignore[misc]
            if question["id"] in answers and same and expect_tasks(data, changed) < expect_tasks(data, answers):
                return question["id"], answer["id"], changed
    raise AssertionError("no answer spares a task")


def read_list(page: Page) -> list[str]:
    """Return the tasks of the reader's list, in order; the end of a long one has to be asked for."""
    bring_rest(page)
    if page.locator(".plan-more").is_visible():
        page.locator(".plan-more").click()
    shown: list[str] = page.eval_on_selector_all(
        "[data-task]", "items => items.filter(item => item.offsetParent).map(item => item.dataset.task)"
    )
    return shown


def answer_all(page: Page, answers: Answers) -> list[str]:
    """Answer question after question as a reader does; return the questions in the order they were asked.

    The number of those that are left falls with each.
    """
    bring_rest(page)
    asked: list[str] = []
    left = 1000
    while shown := list_shown(page):
        (name,) = shown  # one question at a time
        asked.append(name)
        before, left = left, read_left(page)
        assert 0 < left < before, f"at {name} there are {left} left, after {before}"
        page.locator(f'.choice[data-answer="{name}/{answers[name]}"] button').click()
    return asked


def list_shown(page: Page) -> list[str]:
    """Return the questions that are on the screen."""
    shown: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".query")].filter(query => query.getClientRects().length)
            .map(query => query.dataset.question)"""
    )
    return shown


def read_left(page: Page) -> int:
    """Return how many questions the page says are left at most, to whoever sees it."""
    (number,) = re.findall(r"\d+", page.evaluate(LEFT))
    return int(number)


def begin(page: Page, start: str) -> None:
    """Open the plan as somebody who was never there."""
    page.goto(start)
    bring_rest(page)  # what a page still asks for while it is left is a complaint
    page.evaluate("localStorage.clear()")
    page.goto(start)


def count_screens(page: Page) -> float:
    """Return how many screens of a phone the page is long, its own footer left out."""
    bottom = page.evaluate("document.getElementById('content').getBoundingClientRect().bottom + scrollY")
    return float(bottom) / PHONE["height"]


def wait_for_question(page: Page, name: str) -> None:
    """Wait until a question is on the screen: the browser goes back when it likes."""
    wait_until(
        lambda: page.locator(".query:visible").get_attribute("data-question") == name,
        lambda: f"{name} is not on the screen",
    )


def find_worst(questions: list[Record]) -> Answers:
    """Return the reader who is sure of nothing, as far as the questions go on."""
    return walk(questions, lambda one: [way["id"] for way in one["answers"] if "ends" not in way][-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_who_together_give_every_answer_get_their_own_list(
    open_page: OpenPage, site: Site, address: str, data: dict[str, list[Record]], language: str
) -> None:
    start = address + folder_of(language) + "plan/"
    order = site.page("plan.md", language).xpath("//li[@data-task]/@data-task")
    readers = list(cover(data["questions"]))
    assert len(readers) >= max(len(question["answers"]) for question in data["questions"])
    page = open_page()
    requests, complaints = watch(page)
    for answers in readers:
        begin(page, start)
        bring_rest(page)
        wait_for_idle(page)  # what scripts ask for first has been asked
        loaded = len(requests)
        assert answer_all(page, answers) == list(answers)
        wanted = expect_tasks(data, answers)
        assert read_list(page) == [name for name in order if name in wanted]
        given = [find_answer(data["questions"], *pair) for pair in answers.items()]
        ended = "ends" in given[-1]
        assert page.locator(".outcome-end").is_visible() == ended
        if ended:
            link = page.locator(".outcome-end a")
            assert (link.get_attribute("href") or "").strip("./") == write_address(given[-1]["ends"]["page"]).strip("/")
        for effect in ("blocks", "might_block", "costs"):
            number = 0 if ended else sum(answer["effect"] == effect for answer in given)
            line = page.locator(f".outcome-line[data-effect={effect}]")
            assert line.is_visible() == bool(number)
            assert not number or str(number) in re.findall(r"\d+", line.inner_text())
        ends = page.locator(".open-end:visible").evaluate_all("ends => ends.map(end => end.dataset.answer)")
        assert ends == [
            f"{name}/{answer}"
            for name, answer in answers.items()
            if "no_remedy" in find_answer(data["questions"], name, answer)
        ]
        later = [request.url for request in requests[loaded:] if "/assets/icon." not in request.url]
        assert later == [], "an answer left the device"
        assert not complaints


def test_answers_and_ticks_stay_on_the_device_and_can_be_erased(
    page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    answers = list_busy(data)[0]
    page.goto(address + "plan/")
    answer_all(page, answers)
    shown = read_list(page)
    page.locator(f"label:has(#done-{shown[0]})").click()
    page.reload()
    assert read_list(page) == shown
    assert page.locator(f"#done-{shown[0]}").is_checked()
    assert page.context.cookies() == []
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator(".plan-erase").click()
    assert read_list(page) == shown, "nothing is erased unasked"
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator(".plan-erase").click()
    assert page.locator(".query:visible").get_attribute("data-question") == data["questions"][0]["id"]
    assert page.evaluate("localStorage.getItem('guide-plan')") is None


def test_a_shared_link_holds_answers_only_and_overwrites_nothing(
    open_page: OpenPage, page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    readers = list_busy(data)
    page.goto(address + "plan/")
    answer_all(page, readers[0])
    page.locator("[data-task]:visible label").first.click()
    page.locator(".plan-share").click()
    link = page.locator("#plan-address").input_value()
    told = ",".join(f"{name}.{answer}" for name, answer in readers[0].items())
    assert link == f"{address}plan/#answers={told}"
    other = open_page()
    other.goto(address + OTHER + "plan/")
    answer_all(other, readers[1])
    own = other.evaluate("localStorage.getItem('guide-plan')")
    other.goto(link.replace("/plan/", f"/{OTHER}plan/"))
    other.reload()
    assert read_list(other) == read_list(page)
    assert other.locator(".plan-shared").is_visible()
    assert not other.locator("[data-task]:visible input").first.is_checked(), "ticks are not shared"
    assert other.evaluate("localStorage.getItem('guide-plan')") == own
    other.locator("[data-task]:visible label").first.click()
    other.locator(".given summary").click()
    other.locator(".given-list button").first.click()
    other.locator(".choice-button:visible").first.click()
    assert other.evaluate("localStorage.getItem('guide-plan')") == own, "somebody else's answers are not kept unasked"
    other.locator(".plan-own").click()
    assert "#" not in other.url
    assert set(read_list(other)) == expect_tasks(data, readers[1])
    other.goto(link.replace("/plan/", f"/{OTHER}plan/"))
    other.reload()
    other.locator(".plan-keep").click()
    assert json.loads(other.evaluate("localStorage.getItem('guide-plan')"))["answers"] == readers[0]


@pytest.mark.parametrize(
    "hash_", ["#answers=", "#answers=nothing.yes,product", "#answers=product.<img src=x onerror=alert(1)>", "#%"]
)
def test_a_broken_link_is_an_empty_plan(page: Page, address: str, data: dict[str, list[Record]], hash_: str) -> None:
    _, complaints = watch(page)
    page.goto(f"{address}plan/{hash_}")
    bring_rest(page)
    assert page.locator(".query:visible").get_attribute("data-question") == data["questions"][0]["id"]
    assert not page.locator(".plan-shared").is_visible()
    assert not complaints


@pytest.mark.parametrize("kept", ["5", "null", "{", '{"answers": [], "done": 3}', '{"answers": {"product": "mars"}}'])
def test_whatever_the_storage_holds_the_questions_begin(page: Page, address: str, kept: str) -> None:
    page.goto(address + "timeline/")
    wait_for_idle(page)
    page.evaluate("kept => localStorage.setItem('guide-plan', kept)", kept)
    _, complaints = watch(page)
    page.goto(address + "plan/")
    bring_rest(page)
    assert page.locator(".query:visible").count() == 1
    assert not complaints


def test_the_questions_go_on_where_nothing_can_be_stored(
    open_page: OpenPage, address: str, data: dict[str, list[Record]]
) -> None:
    page = open_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto(address + "plan/")
    bring_rest(page)
    page.locator(".choice-button:visible").first.click()
    second = list(walk(data["questions"], choose_first))[1]
    assert page.locator(".query:visible").get_attribute("data-question") == second


def test_a_reader_can_go_back_change_an_answer_and_see_all_questions(
    page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    label = Expected(data, LANGUAGES[1]).label
    page.goto(address + OTHER + "plan/")
    bring_rest(page)
    page.locator(".choice-button:visible").first.click()
    page.get_by_role("button", name=label("plan.back"), exact=True).click()
    wait_for_question(page, data["questions"][0]["id"])
    page.get_by_role("button", name=label("plan.all")).click()
    assert page.locator(".query:visible").count() == len(data["questions"])
    page.get_by_role("button", name=label("plan.steps")).click()
    assert page.locator(".query:visible").count() == 1
    first = data["questions"][0]  # which has an answer already
    worst = find_worst(data["questions"])
    answers = walk(data["questions"], lambda one: choose_first(one) if one is first else worst.get(one["id"], ""))
    answer_all(page, answers)
    question, answer, fewer = find_change(data, answers)
    place = list(answers).index(question)
    page.locator(".given summary").click()
    page.locator(".given-list button").nth(place).click()
    page.locator(f'.choice[data-answer="{question}/{answer}"] button').click()
    assert set(read_list(page)) == expect_tasks(data, fewer) < expect_tasks(data, answers)


def test_the_plan_can_be_answered_by_keyboard(page: Page, address: str, data: dict[str, list[Record]]) -> None:
    page.goto(address + "plan/")
    bring_rest(page)
    for _ in range(len(data["questions"])):
        query = page.locator(".query:visible")
        if not query.count():
            break
        name = query.get_attribute("data-question")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.choice-button')"):
                break
        page.keyboard.press("Enter")
        assert page.locator(".query:visible").count() == 0 or query.get_attribute("data-question") != name
    assert page.evaluate("document.activeElement.className") == "outcome-title", "the focus follows"


def test_without_scripts_the_plan_is_a_checklist(
    open_page: OpenPage, address: str, data: dict[str, list[Record]]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + "plan/whole.html")
    assert page.locator(".query:visible").count() == len(data["questions"])
    assert page.locator(".choice:visible").count() == 0, "folded, or the page is endless"
    page.locator(".query summary").first.click()
    assert page.locator(".choice:visible").count() == len(data["questions"][0]["answers"])
    assert page.locator("[data-task]:visible").count() == len(
        {fix for question in data["questions"] for answer in question["answers"] for fix in answer.get("fixes", [])}
    )
    assert page.locator("button:visible").count() == 0, "a button that cannot work is not shown"
    page.locator("[data-task] label").first.click()
    assert page.locator("[data-task] input").first.is_checked()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_plan_is_no_endless_page(open_page: OpenPage, address: str, language: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + folder_of(language) + "plan/whole.html")
    assert page.locator("[data-task]:visible").count()
    bottom = page.locator("footer").bounding_box()
    assert bottom and bottom["y"] / PHONE["height"] <= MOST_SCREENS_UNSCRIPTED


def test_the_browsers_back_button_goes_one_question_back(
    page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    page.goto(address)
    page.goto(address + "plan/")
    bring_rest(page)
    start = page.url
    asked = []
    for _ in range(3):
        query = page.locator(".query:visible")
        asked.append(query.get_attribute("data-question") or "")
        answers = next(one["answers"] for one in data["questions"] if one["id"] == asked[-1])
        page.locator(f'.choice[data-answer="{asked[-1]}/{answers[0]["id"]}"] button').click()
        if not page.locator(".query:visible").count():
            break
    for name in reversed(asked):
        page.go_back()
        wait_for_question(page, name)
        expect(page).to_have_url(start)  # the link is the page's own
        assert page.locator('.choice-button[aria-pressed="true"]:visible').count() == 1, "the answer is kept"
    page.go_back()
    wait_until(lambda: page.url == address, lambda: "the page before the plan is not reached")
    page.go_forward()
    wait_for_question(page, asked[0])


def test_the_number_of_questions_left_is_the_longest_way_ahead(
    page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    page.goto(address + "plan/")
    assert read_left(page) == count_longest(data["questions"], {})


def test_what_was_chosen_on_top_of_the_page_is_not_asked_again(
    open_page: OpenPage, address: str, data: dict[str, list[Record]]
) -> None:
    offered = [
        (question, answer, word)
        for question in data["questions"]
        for answer in question["answers"]
        for word in [*answer.get("products", []), *answer.get("platforms", [])]
    ]
    for question, answer, word in offered:
        page = open_page()
        page.goto(f"{address}plan/?for={word}")
        worst = find_worst(data["questions"])
        answers = walk(
            data["questions"],
            lambda one, known=answer, asked=question, worst=worst: (  # type: ignore[misc]
                known["id"] if one is asked else worst.get(one["id"], one["answers"][-1]["id"])
            ),
        )
        assert answer_all(page, answers) == [name for name in answers if name != question["id"]]
        assert set(read_list(page)) == expect_tasks(data, answers)
        page.context.close()


def test_an_answer_that_says_what_the_reader_uses_is_a_choice_for_all_pages(
    page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    pairs = [(one, way) for one in data["questions"] for way in one["answers"] if len(way.get("products", [])) == 1]
    for question, answer in pairs:
        page.goto(address + "plan/")
        page.evaluate("localStorage.clear()")
        page.goto(address)
        page.goto(address + "plan/")
        bring_rest(page)
        while page.locator(".query:visible").get_attribute("data-question") != question["id"]:
            page.locator(".choice-button:visible").first.click()
        page.locator(f'.choice[data-answer="{question["id"]}/{answer["id"]}"] button').click()
        word = answer["products"][0]
        assert page.locator(f"[data-choose={word}]").get_attribute("aria-pressed") == "true"
        assert page.locator(".query:visible").get_attribute("data-question") != question["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answered_plan_fits_four_screens_of_a_phone(
    open_page: OpenPage, address: str, data: dict[str, list[Record]], language: str
) -> None:
    page = open_page()
    page.goto(address + folder_of(language) + "plan/")
    answers = find_worst(data["questions"])
    answer_all(page, answers)
    assert count_screens(page) <= MOST_SCREENS
    assert set(read_list(page)) == expect_tasks(data, answers), "what is cut off is there when asked for"
    page.locator("[data-task]:visible summary").first.click()
    assert page.locator(".task-body:visible").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_next_step_stands_on_top_until_nothing_is_left_to_do(
    page: Page, address: str, data: dict[str, list[Record]], language: str
) -> None:
    page.goto(address + folder_of(language) + "plan/")
    answer_all(page, find_worst(data["questions"]))
    for name in read_list(page):
        title = read_words(page, f"#title-{name}")
        assert read_words(page, ".next-task") == title
        page.locator(".next-task").click()
        assert page.locator(f"#task-{name} .task-body").is_visible()
        page.locator(f"label:has(#done-{name})").click()
    assert not page.locator(".next-task").is_visible()
    pages = [argument for name, argument in list_shortcodes(language)["plan/"] if name == "plan"]
    link = page.locator(".next-page:visible").get_attribute("href") or ""
    assert [resolve(link, "plan/", language)] == [write_address(argument) for argument in pages]


def read_words(page: Page, selector: str) -> str:
    """Return the words of an element."""
    return " ".join(page.locator(selector).inner_text().split())


def test_only_what_is_on_the_screen_stands_in_the_page(page: Page, address: str, data: dict[str, list[Record]]) -> None:
    page.goto(address + "plan/")
    bring_rest(page)
    assert page.locator(".query").count() == 1 and page.locator("[data-task], .open-end").count() == 0
    page.locator(".plan-all").click()
    found = page.locator(".query").evaluate_all("items => items.map(item => item.dataset.question)")
    assert found == [question["id"] for question in data["questions"]]
    page.locator(".plan-steps").click()
    assert page.locator(".query").count() == 1 and page.locator("[data-task], .open-end").count() == 0


def test_a_plan_whose_script_does_not_come_shows_all_of_it_after_a_while(
    page: Page, site: Site, address: str, data: dict[str, list[Record]]
) -> None:
    page.route("**/assets/site-plan.*.js", lambda route: route.abort())
    page.goto(address + "plan/whole.html")
    visible = page.locator(".query:visible")
    wait_until(lambda: visible.count() == len(data["questions"]), lambda: f"{visible.count()} questions")
    tasks = site.page("plan.md", LANGUAGES[0]).xpath("//li[@data-task]")
    assert page.locator("[data-task]:visible").count() == len(tasks)
    page.wait_for_function("getComputedStyle(document.querySelector('.query')).visibility === 'visible'")


def test_a_beginning_whose_script_does_not_come_leads_to_all_of_it_after_a_while(page: Page, address: str) -> None:
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(f"{address}plan/#any")
    page.locator(".to-rest a").wait_for()
    assert page.locator(".query summary").is_visible() and not page.locator("button:visible").count()


def test_a_clean_result_names_the_next_step(page: Page, address: str, data: dict[str, list[Record]]) -> None:
    page.goto(address + "plan/")
    clean = walk(data["questions"], lambda one: next(way["id"] for way in one["answers"] if way["effect"] == "fine"))
    answer_all(page, clean)
    assert page.locator(".outcome-clear").is_visible()
    assert page.locator(".next-page").is_visible()
    assert not page.locator(".next-task").is_visible()
    assert page.locator("[data-task]:visible").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_of_the_plan_breaks_between_a_number_and_its_unit(page: Page, address: str, language: str) -> None:
    page.goto(address + folder_of(language) + "plan/")
    bring_rest(page)
    page.locator(".plan-all").click()
    torn = page.evaluate(
        """() => [...document.querySelectorAll('h1 .figure, h2 .figure, h3 .figure')]
            .filter(figure => figure.getClientRects().length > 1).map(figure => figure.textContent)"""
    )
    assert torn == []
