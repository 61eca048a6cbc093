"""What becomes of a link, seen against a server that plays each case; no test leaves this machine."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
import trustme

from guide.model.vocabulary import Trouble
from link_client import PATIENT, Clock, look, make_client
from link_server import START, LinkServer, serve
from messages import phrase
from sourcecheck.links.client import Client
from sourcecheck.links.hosts import is_public
from sourcecheck.links.outcome import TROUBLES, Cause, Outcome
from sourcecheck.links.rate_limiter import RateLimiter
from sourcecheck.links.reply import Answer, Limits, Reply
from sourcecheck.links.scheduler import visit_all
from sourcecheck.links.transport import Transport, rank_languages
from sourcecheck.links.words import explain_outcome

HASTY = replace(PATIENT, read=0.2, page=0.2, tries=1)


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with serve() as running:
        yield running


SEEN = [
    ("fine", Cause.ANSWERS, ""),
    ("moved", Cause.MOVED, "/fine"),
    ("moved308", Cause.MOVED, "/fine"),
    ("moved/moved308", Cause.MOVED, "/fine"),
    ("moved/found", Cause.MOVED, "/found"),
    ("found/moved", Cause.ANSWERS, ""),
    ("found", Cause.ANSWERS, ""),
    ("other", Cause.ANSWERS, ""),
    ("same", Cause.ANSWERS, ""),
    ("moved/?#", Cause.MOVED, "/fine"),
    ("circle", Cause.LOOP, "2"),
    ("endless", Cause.LOOP, "9"),
    ("nowhere", Cause.ODD, "302"),
    ("status/304", Cause.ODD, "304"),
    ("status/401", Cause.FORBIDDEN, "401"),
    ("status/403", Cause.FORBIDDEN, "403"),
    ("status/451", Cause.FORBIDDEN, "451"),
    ("status/999", Cause.FORBIDDEN, "999"),
    ("status/404", Cause.NOT_FOUND, "404"),
    ("status/410", Cause.NOT_FOUND, "410"),
    ("found/status/404", Cause.NOT_FOUND, "404"),
    ("status/500", Cause.SERVER_ERROR, "500"),
    ("status/503", Cause.SERVER_ERROR, "503"),
    ("error-once", Cause.ANSWERS, ""),
    ("cut", Cause.CUT_OFF, ""),
    ("no-head", Cause.ANSWERS, ""),
    ("head-missing", Cause.ANSWERS, ""),
    ("head-cut", Cause.ANSWERS, ""),
    ("head-sent-off", Cause.ANSWERS, ""),
    ("leave/ftp://files.example/", Cause.ASTRAY, ""),
    ("leave/weixin://dl/chat", Cause.ASTRAY, ""),
    ("leave/http://[broken/", Cause.ASTRAY, ""),
    ("page#top-heading", Cause.ANSWERS, ""),
    ("page#old", Cause.ANSWERS, ""),
    ("page#%E7%BB%88%E6%AD%A2", Cause.ANSWERS, ""),
    ("page#终止", Cause.ANSWERS, ""),
    ("page#a&b", Cause.ANSWERS, ""),
    ("page#readme", Cause.ANSWERS, ""),
    ("page#top", Cause.ANSWERS, ""),
    ("page#:~:text=Heading", Cause.ANSWERS, ""),
    ("page#elsewhere", Cause.NO_ANCHOR, "elsewhere"),
    ("found/page#elsewhere", Cause.NO_ANCHOR, "elsewhere"),
    ("moved/page#old", Cause.MOVED, "/page"),
    ("status/404#old", Cause.NOT_FOUND, "404"),
    ("paper#page=3", Cause.ANSWERS, ""),
    ("cut-page", Cause.ANSWERS, ""),
    ("cut-page#old", Cause.CUT_OFF, ""),
]


@pytest.mark.parametrize(("path", "cause", "detail"), SEEN, ids=[path for path, _, _ in SEEN])
def test_what_a_server_does_has_one_cause(server: LinkServer, path: str, cause: Cause, detail: str) -> None:
    outcome = look(server.url(path))
    assert outcome.cause is cause
    assert outcome.detail.endswith(detail)
    assert len(server.seen) <= PATIENT.tries * 2 * (PATIENT.redirects + 1), "requests are bounded"


def test_a_page_that_has_become_the_front_page_is_told_as_such(server: LinkServer) -> None:
    assert look(server.url("moved-home")) == Outcome(Cause.MOVED_HOME, server.url(""))
    assert "front page" in phrase(explain_outcome(look(server.url("moved-home"))), "en")


def test_each_cause_means_one_trouble_and_is_told_in_both_languages() -> None:
    assert set(TROUBLES) == set(Cause)
    assert set(TROUBLES.values()) == {*Trouble, None}
    told = [explain_outcome(Outcome(cause, "DETAIL")) for cause in Cause]
    for language in ("en", "zh"):
        words = [phrase(one, language) for one in told]
        assert len(set(words)) == len(Cause) and not any("{" in one for one in words)


def test_a_server_that_never_answers_is_slow(server: LinkServer) -> None:
    assert look(server.url("slow"), HASTY) == Outcome(Cause.SLOW)
    assert server.count(least=2) == {"HEAD": 1, "GET": 1}, "some servers only leave HEAD without an answer"


def test_a_server_that_is_slow_is_asked_again_after_longer_and_longer_waits(server: LinkServer) -> None:
    clock = Clock()
    assert look(server.url("slow"), replace(HASTY, tries=4), clock).trouble is Trouble.SLOW
    assert clock.slept == [5, 20, 20]
    assert server.count(least=8) == {"HEAD": 4, "GET": 4}


def test_a_page_that_comes_too_slowly_is_given_up(server: LinkServer) -> None:
    limits = replace(PATIENT, page=0.05, page_bytes=10**9, tries=1)
    assert look(server.url("big#end"), limits) == Outcome(Cause.SLOW)


def test_of_a_page_without_end_no_more_is_read_than_the_limit(server: LinkServer) -> None:
    limits = replace(PATIENT, page_bytes=50_000)
    answer = Transport(limits, "tests", allow_loopback=True).ask("GET", server.url("big"), True)
    assert isinstance(answer, Reply) and answer.page is not None
    assert len(answer.page) == 50_000 and not answer.whole
    assert look(server.url("big#end"), limits) == Outcome(Cause.ANSWERS), "what was not read may hold the anchor"


def test_a_page_is_read_only_for_an_anchor(server: LinkServer) -> None:
    transport = Transport(PATIENT, "tests", allow_loopback=True)
    answer = transport.ask("GET", server.url("big"), False)
    assert answer == Reply(200, answer.headers if isinstance(answer, Reply) else {}, None)
    look(server.url("fine"))
    look(server.url("page#old"))
    assert server.seen[1:] == [("HEAD", "/fine"), ("GET", "/page")]


def test_headers_without_end_do_not_hold_up_the_run(server: LinkServer) -> None:
    limits = replace(PATIENT, run=0.5)
    drip, fine = server.url("drip"), server.url("fine", "localhost")
    found = visit_all([drip, server.url("fine"), fine], make_client(limits, Clock()).visit, limits)
    assert found[drip] == found[server.url("fine")] == Outcome(Cause.NO_TURN)
    assert Outcome(Cause.NO_TURN).trouble is Trouble.SLOW
    assert list(found) == [drip, server.url("fine"), fine]


def test_nobody_at_the_port_is_no_answer() -> None:
    with socket.socket() as taken:  # bound, and not listening: nobody else can answer there
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert look(address, replace(PATIENT, tries=1)) == Outcome(Cause.REFUSED)


# Retry-After


@pytest.mark.parametrize("path", ["limited/30", "limited-until/30"])
def test_a_wait_that_a_server_asks_for_is_kept(server: LinkServer, path: str) -> None:
    clock = Clock()
    assert look(server.url(path), clock=clock) == Outcome(Cause.ANSWERS)
    assert clock.slept == [30]
    assert server.count() == {"HEAD": 2}


@pytest.mark.parametrize("path", ["limited/3600", "limited-until/3600"])
def test_a_server_that_asks_for_a_long_wait_is_left_alone(server: LinkServer, path: str) -> None:
    clock = Clock()
    assert look(server.url(path), clock=clock) == Outcome(Cause.LIMITED, "3600")
    assert clock.slept == []
    assert len(server.seen) == 1


def test_all_waits_for_one_address_together_are_bounded(server: LinkServer) -> None:
    clock = Clock()
    limits = replace(PATIENT, tries=5, longest_wait=120)
    assert look(server.url("limited-always/50"), limits, clock) == Outcome(Cause.LIMITED, "50")
    assert clock.slept == [50, 50]
    assert len(server.seen) == 3


def test_other_addresses_of_a_host_that_wants_to_be_left_alone_are_not_asked_for(server: LinkServer) -> None:
    addresses = [server.url(path) for path in ("fine", "limited/3600", "page", "paper")]
    found = visit_all(addresses, make_client(PATIENT, Clock()).visit, PATIENT)
    assert [outcome.cause for outcome in found.values()] == [Cause.ANSWERS, *[Cause.LIMITED] * 3]
    assert [path for _, path in server.seen] == ["/fine", "/limited/3600"]


def test_a_server_under_repair_is_no_answer_and_one_that_limits_robots_is_closed_to_them(server: LinkServer) -> None:
    assert look(server.url("closed/3600")) == Outcome(Cause.CLOSED, "3600")
    assert len(server.seen) == 1, "no GET after a HEAD that was asked to wait"
    assert Outcome(Cause.CLOSED).trouble is Trouble.NO_ANSWER
    assert Outcome(Cause.LIMITED).trouble is Trouble.ROBOTS


@pytest.mark.parametrize("path", ["limited-without", "limited-always/soon"])
def test_without_a_readable_wait_our_own_is_taken(server: LinkServer, path: str) -> None:
    clock = Clock()
    assert look(server.url(path), clock=clock) == Outcome(Cause.FORBIDDEN, "429")
    assert clock.slept == [5, 20]


# Certificates


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize(
    ("names", "known", "expired", "cause"),
    [
        (["guide.example"], True, False, Cause.ANSWERS),
        (["guide.example"], False, False, Cause.TLS),
        (["other.example"], True, False, Cause.TLS),
        (["guide.example"], True, True, Cause.TLS),
    ],
    ids=["good", "signed by nobody known", "for another host", "expired"],
)
def test_a_certificate_counts_for_its_host_and_its_time(
    authority: trustme.CA, names: list[str], known: bool, expired: bool, cause: Cause
) -> None:
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    end = datetime.datetime(2020, 1, 2, tzinfo=datetime.UTC) if expired else None
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC) if expired else None
    authority.issue_cert(*names, not_before=start, not_after=end).configure_cert(ours)
    trust = ssl.create_default_context()
    if known:
        authority.configure_trust(trust)
    with serve(ours) as server:
        outcome = make_client(PATIENT, Clock(), trust).visit(server.url("fine", "guide.example"))
        assert outcome.cause is cause
        assert bool(outcome.detail) is (cause is Cause.TLS), "the reason is told"
        assert len(server.seen) == (cause is Cause.ANSWERS)
        assert server.hosts <= {f"guide.example:{server.server_port}"}


# Machines that are not public


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "no address",
    ],
)
def test_a_machine_that_is_not_public_is_known_however_it_is_written(machine: str) -> None:
    assert not is_public(machine)
    assert is_public(machine, allow_loopback=True) is (
        machine in {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "2002:7f00:1::"}
    )


@pytest.mark.parametrize("machine", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_a_public_machine_is_known(machine: str) -> None:
    assert is_public(machine)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]", "guide.example"]
)
def test_this_machine_is_not_asked_unless_a_test_allows_it(server: LinkServer, host: str) -> None:
    def resolve(name: str, port: int) -> list[str]:
        if name == "guide.example":
            return ["93.184.216.34", "127.0.0.1"]
        return [str(entry[4][0]) for entry in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]

    transport = Transport(PATIENT, "tests", resolve=resolve)
    client = Client(transport.ask, PATIENT, RateLimiter(0, Clock()))
    outcome = client.visit(server.url("fine", host))
    assert outcome.cause is Cause.PRIVATE
    assert outcome.trouble is Trouble.UNUSABLE
    assert server.seen == []


@pytest.mark.parametrize("target", ["10.0.0.1", "169.254.169.254", "[fd00::1]"])
def test_a_redirect_to_a_private_machine_is_not_followed(server: LinkServer, target: str) -> None:
    def resolve(name: str, port: int) -> list[str]:
        return [name]

    transport = Transport(PATIENT, "tests", allow_loopback=True, resolve=resolve)
    client = Client(transport.ask, replace(PATIENT, tries=1), RateLimiter(0, Clock()))
    outcome = client.visit(server.url(f"leave/http://{target}/"))
    assert outcome.cause is Cause.ASTRAY
    assert target.strip("[]") in outcome.detail
    assert outcome.trouble is Trouble.NO_ANSWER, "another server's fault is never certain death"


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "http://", "https://a:b@a.example/", "file:///etc/passwd", "x"]
)
def test_what_is_no_web_address_is_not_asked_for(address: str) -> None:
    def resolve(name: str, port: int) -> list[str]:
        raise AssertionError(name)

    transport = Transport(PATIENT, "tests", resolve=resolve)
    assert Client(transport.ask, PATIENT, RateLimiter(0, Clock())).visit(address) == Outcome(Cause.MALFORMED)


# Domains


@pytest.mark.parametrize(
    ("number", "works", "cause"),
    [
        (socket.EAI_NONAME, True, Cause.NO_DOMAIN),
        (socket.EAI_NONAME, False, Cause.NO_LOOKUP),
        (socket.EAI_AGAIN, True, Cause.NO_LOOKUP),
        (socket.EAI_FAIL, True, Cause.NO_LOOKUP),
    ],
)
def test_a_domain_is_gone_only_where_look_ups_work_at_all(number: int, works: bool, cause: Cause) -> None:
    looked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked.append(host)
        if works and host == "example.com":
            return ["93.184.216.34"]
        raise socket.gaierror(number, "no")

    clock = Clock()
    client = Client(Transport(PATIENT, "tests", resolve=resolve).ask, PATIENT, RateLimiter(0, clock))
    assert client.visit("https://gone.example/page") == Outcome(cause, "gone.example")
    assert looked.count("gone.example") == PATIENT.tries, "a domain is not called gone at the first look"
    assert clock.slept == [5, 20]


# Politeness


def test_we_say_who_we_are(server: LinkServer) -> None:
    look(server.url("fine"))
    assert server.agents == {"tests"}


def test_pages_are_asked_for_in_the_languages_that_are_given_the_first_before_the_others(server: LinkServer) -> None:
    for languages in ((), ("fr",), ("fr", "en", "de")):
        Transport(PATIENT, "tests", allow_loopback=True, languages=languages).ask("GET", server.url("fine"), False)
    assert server.languages == {"", "fr", "fr,en;q=0.9,de;q=0.8"}


def test_of_many_languages_each_is_still_wanted() -> None:
    ranked = rank_languages(f"a{letter}" for letter in "abcdefghijkl").split(",")
    assert ranked[-4:] == ["ai;q=0.2", "aj;q=0.1", "ak;q=0.1", "al;q=0.1"]


class Doors:
    """Answers for every host, and watches that no two requests meet at one."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.inside: set[str] = set()
        self.met: list[str] = []
        self.times: dict[str, list[float]] = {}
        self.lock = threading.Lock()

    def ask(self, method: str, address: str, wants_page: bool) -> Answer:
        host = address.split("/")[2]
        with self.lock:
            self.met += [host] if host in self.inside else []
            self.inside.add(host)
            self.times.setdefault(host, []).append(self.clock.now())
        threading.Event().wait(0.002)
        with self.lock:
            self.inside.discard(host)
        if address.endswith("/away"):
            return Reply(302, {"location": "https://shared.example/"})
        return Reply(200)


def test_the_addresses_of_a_host_come_one_after_the_other_with_a_pause() -> None:
    # Which of several hosts is next depends on how long each took, by the machine's own time: of one, nothing does.
    for hosts in ("a", "ab"):
        clock = Clock()
        doors = Doors(clock)
        limits = Limits(pause=2, hosts_at_once=1)
        addresses = [f"https://{host}.example/{page}" for page in (1, 2, 3) for host in hosts]
        visit_all(addresses, Client(doors.ask, limits, RateLimiter(limits.pause, clock)).visit, limits)
        assert {host: len(times) for host, times in doors.times.items()} == {f"{host}.example": 3 for host in hosts}
        assert all(later - sooner >= 2 for times in doors.times.values() for sooner, later in pairwise(times))
        assert doors.met == []
        assert hosts != "a" or doors.times["a.example"] == [START, START + 2, START + 4], "and no longer than that"


def test_no_two_requests_meet_at_a_host_even_where_redirects_lead_to_it() -> None:
    clock = Clock()
    doors = Doors(clock)
    limits = Limits(pause=0, hosts_at_once=8)
    addresses = [f"https://{name}.example/away" for name in "abcdefgh"]
    found = visit_all(addresses, Client(doors.ask, limits, RateLimiter(0, clock)).visit, limits)
    assert {outcome.cause for outcome in found.values()} == {Cause.ANSWERS}
    assert len(doors.times["shared.example"]) == 8
    assert doors.met == []


def test_an_address_that_stands_twice_is_asked_for_once(server: LinkServer) -> None:
    address = server.url("fine")
    assert visit_all([address, address], make_client(PATIENT, Clock()).visit, PATIENT) == {
        address: Outcome(Cause.ANSWERS)
    }
    assert len(server.seen) == 1


def test_a_fault_of_our_own_is_not_swallowed() -> None:
    def visit(address: str) -> Outcome:
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        visit_all(["https://a.example/", "https://b.example/"], visit, PATIENT)
