"""Whatever a server answers is an outcome, and no server keeps others from their turn."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import IPv4Network, ip_network

import pytest

from guide.cli.asking import Manner
from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import show_plainly
from link_client import Clock, look, make_client
from link_server import START, LinkServer, serve
from messages import CHINESE, ENGLISH, phrase
from patience import PATIENCE
from sourcecheck.links.anchors import has_anchor
from sourcecheck.links.cache import CacheEntry
from sourcecheck.links.client import Client
from sourcecheck.links.hosts import is_public
from sourcecheck.links.markdown import write_code
from sourcecheck.links.occurrences import Link, find_links
from sourcecheck.links.outcome import CERTAIN, Cause, Outcome
from sourcecheck.links.rate_limiter import RateLimiter
from sourcecheck.links.reply import Answer, Limits, NoReply, Reply
from sourcecheck.links.report import Level, make_rows
from sourcecheck.links.scheduler import visit_all
from sourcecheck.links.transport import Transport
from sourcecheck.links.words import explain_outcome

HASTY = Limits(connect=5, read=5, page=1, pause=0, tries=1)
HTML = b"Content-Type: text/html\r\n"
ODD_YEAR = b"Wed, 21 Oct 99999999999999999999 07:28:00 GMT"
ANSWERS: dict[str, bytes] = {
    "nothing": b"",
    "no status": b"\r\n\r\n",
    "a status that is none": b"HTTP/1.1 abc OK\r\n\r\n",
    "a status of twenty digits": b"HTTP/1.1 20000000000000000000 OK\r\n\r\n",
    "a negative status": b"HTTP/1.1 -20 OK\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.2\r\n",
    "bytes without sense": bytes(range(256)) * 8,
    "a status line without end": b"HTTP/1.1 200 " + b"O" * 200_000,
    "a header without end": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000,
    "two hundred headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    "a header without a colon": b"HTTP/1.1 200 OK\r\nno header at all\r\n\r\n",
    "a header of odd bytes": b"HTTP/1.1 200 OK\r\n\xff\xfe\x00: \x9b\x1b[31m\r\n\r\n",
    "a wait until a year of twenty digits": b"HTTP/1.1 429 No\r\nRetry-After: " + ODD_YEAR + b"\r\n\r\n",
    "a wait until the year nought": b"HTTP/1.1 503 No\r\nRetry-After: Mon, 01 Jan 0001 00:00:00 +2359\r\n\r\n",
    "a wait of a thousand digits": b"HTTP/1.1 429 No\r\nRetry-After: " + b"9" * 1000 + b"\r\n\r\n",
    "a wait in other digits": b"HTTP/1.1 429 No\r\nRetry-After: \xd9\xa1\xd9\xa2\r\n\r\n",
    "a wait that is no time": b"HTTP/1.1 429 No\r\nRetry-After: ,,,;=-1e999\r\n\r\n",
    "a length below nought": b"HTTP/1.1 200 OK\r\n" + HTML + b"Content-Length: -5\r\n\r\n<p>",
    "a length of twenty digits": b"HTTP/1.1 200 OK\r\n" + HTML + b"Content-Length: 99999999999999999999\r\n\r\n<p>",
    "two lengths": b"HTTP/1.1 200 OK\r\n" + HTML + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n<p>",
    "bad chunks": b"HTTP/1.1 200 OK\r\n" + HTML + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>\r\n",
    "a chunk below nought": b"HTTP/1.1 200 OK\r\n" + HTML + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n<p>\r\n",
    "a chunk that is too long": b"HTTP/1.1 200 OK\r\n" + HTML + b"Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n<p>",
    "an encoding that is a lie": b"HTTP/1.1 200 OK\r\n" + HTML + b"Content-Encoding: gzip\r\n\r\n<p id=a>",
    "an encoding that nobody knows": b"HTTP/1.1 200 OK\r\n" + HTML + b"Content-Encoding: rot13\r\n\r\n<p id=a>",
    "forty encodings": b"HTTP/1.1 200 OK\r\n" + HTML + b"Content-Encoding: " + b"gzip," * 40 + b"gzip\r\n\r\n<p id=a>",
    "a charset that is none": b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\x00\xff\r\n\r\n<p id=a>",
    "an open declaration": b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n<![foo[",
    "an open declaration before the anchor": b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n<![foo[ <p id=a>",
    "no page": b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n",
    "a page of nothing": b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n" + b"\0" * 5000,
    "a redirect to nowhere": b"HTTP/1.1 301 Go\r\nLocation: http://[::1\r\n\r\n",
    "a redirect to a number": b"HTTP/1.1 301 Go\r\nLocation: http://1:99999999/\r\n\r\n",
    "a redirect with odd bytes": b"HTTP/1.1 301 Go\r\nLocation: http://a\x00\x1b[2J\xff/\r\n\r\n",
    "a redirect to a very long place": b"HTTP/1.1 301 Go\r\nLocation: //" + b"a" * 60_000 + b"/\r\n\r\n",
    "a redirect to a host of dots": b"HTTP/1.1 301 Go\r\nLocation: http://..../\r\n\r\n",
    "a redirect to a host in odd letters": "HTTP/1.1 301 Go\r\nLocation: http://ſ\u2024\uff0f/\r\n\r\n".encode(),
    "go on, and nothing more": b"HTTP/1.1 100 Continue\r\n\r\n" * 50,
    "switching protocols": b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
}


@contextmanager
def answering(sent: bytes, again: bytes = b"", pause: float = 0.02) -> Iterator[str]:
    """Send the same bytes to everybody who comes, then `again` and again until the client has gone."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve_one(client: socket.socket) -> None:
            with client:
                try:
                    client.recv(65536)
                    client.sendall(sent)
                    while again and not over.wait(pause):
                        client.sendall(again)
                except OSError:
                    pass

        def work() -> None:
            while True:
                try:
                    client, _ = door.accept()
                except OSError:
                    return
                threading.Thread(target=serve_one, args=(client,), daemon=True).start()

        threading.Thread(target=work, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}/"
        finally:
            over.set()
            door.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with serve() as running:
        yield running


@pytest.mark.parametrize("fragment", ["", "#a"])
@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_a_server_answers_is_an_outcome(name: str, fragment: str) -> None:
    with answering(ANSWERS[name]) as address:
        outcome = look(address + fragment, HASTY)
    assert isinstance(outcome.cause, Cause)
    assert outcome.trouble not in CERTAIN, "a server that talks nonsense proves nothing"
    told = explain_outcome(outcome)
    assert (phrase(told, "en") + phrase(told, "zh")).isprintable()


def test_no_bytes_at_all_end_a_run() -> None:
    chance = random.Random(11)
    pieces = [*ANSWERS.values(), b"\r\n", b"\r\n\r\n", HTML, b"Transfer-Encoding: chunked\r\n", b"<![", b"\0", b"\xff"]
    for _ in range(60):
        sent = b"HTTP/1.1 200 OK\r\n" * chance.randrange(2) + b"".join(
            piece[chance.randrange(len(piece) + 1) :][:400] for piece in chance.choices(pieces, k=6)
        )
        with answering(sent) as address:
            assert look(f"{address}#a", HASTY).trouble not in CERTAIN, sent


@pytest.mark.parametrize(
    ("sent", "again"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n\r\n HTTP"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n", b"<p>"),
        (b"HTTP/1.1 200 OK\r\n" + HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n" + HTML + b"Content-Length: 99999\r\n\r\n", b"x"),
    ],
    ids=["a status", "a header", "headers", "go on", "a page", "chunks", "a page of known length"],
)
def test_the_deadline_holds_for_a_server_that_sends_a_byte_before_each_wait_is_over(sent: bytes, again: bytes) -> None:
    transport = Transport(replace(HASTY, read=30, page=0.4), "tests", allow_loopback=True)
    with answering(sent, again) as address:
        answers: list[Answer] = []
        thread = threading.Thread(target=lambda: answers.append(transport.ask("GET", address, True)), daemon=True)
        thread.start()
        thread.join(timeout=PATIENCE)  # hangs are known by this, and speed is not measured
        if answers and isinstance(answers[0], Reply):
            assert again.startswith(b"X: y"), "headers were over, and so was the page"
        else:
            assert [getattr(answer, "failure", None) for answer in answers] == ["slow"]


def test_nothing_is_waited_for_when_the_run_is_over() -> None:
    with answering(b"", b"H") as address:
        over = Transport(HASTY, "tests", allow_loopback=True, end=time.monotonic())
        assert over.ask("GET", address, True) == NoReply("slow")  # type: ignore[arg-type]


def test_the_run_gives_its_own_end_to_those_who_ask() -> None:
    seen: list[float] = []

    class Spy(Transport):
        def ask(self, method: str, address: str, wants_page: bool) -> Answer:
            seen.append(self.end - time.monotonic())
            return Reply(200)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guide.cli.asking.Transport", Spy)
        Manner("a-guide-links", (), "", 0, None, 1, False).ask(["https://a.example/"])
    assert seen and seen[0] <= Limits.run


def test_a_surprise_at_one_address_is_told_there_and_the_others_are_looked_at() -> None:
    def ask(method: str, address: str, wants_page: bool) -> Answer:
        if "odd" in address:
            raise ZeroDivisionError
        return Reply(200)

    client = Client(ask, HASTY, RateLimiter(0, Clock()))
    found = visit_all(["https://odd.example/", "https://a.example/"], client.visit, HASTY)
    assert [*found.values()] == [Outcome(Cause.GARBLED, "ZeroDivisionError"), Outcome(Cause.ANSWERS)]


# Turns


def test_slow_hosts_keep_no_other_host_from_its_turn(server: LinkServer) -> None:
    """Each of eight slow hosts has five addresses; one thread would be at them for ever."""
    slow = [f"https://slow{host}.example/{page}" for host in range(8) for page in range(5)]
    fine = [f"https://fine{host}.example/" for host in range(20)]
    order: list[str] = []
    lock = threading.Lock()

    def visit(address: str) -> Outcome:
        with lock:
            order.append(address)
        time.sleep(0.05 if "slow" in address else 0)
        return Outcome(Cause.SLOW if "slow" in address else Cause.NOT_FOUND)

    limits = replace(HASTY, hosts_at_once=1, run=60)
    found = visit_all([*slow, *fine], visit, limits)
    assert {found[address].cause for address in fine} == {Cause.NOT_FOUND}
    assert {*order[: 8 + len(fine)]} >= {*fine}, "a host that has taken its time waits for the others"


def test_a_few_slow_hosts_do_not_take_all_threads(server: LinkServer) -> None:
    addresses = [
        *(server.url("slow", f"s{number}.example") for number in range(8)),
        server.url("status/404", "x.example"),
    ]
    limits = Limits(connect=PATIENCE, read=PATIENCE, pause=0, tries=1, run=PATIENCE / 2)
    client = make_client(limits, Clock())

    def visit(address: str) -> Outcome:
        outcome = client.visit(address)
        if address == addresses[-1]:
            server.over.set()  # the slow ones may go
        return outcome

    found = visit_all(addresses, visit, limits)
    assert found[addresses[-1]].cause is Cause.NOT_FOUND


def test_nobody_waits_at_a_door_for_ever() -> None:
    limiter = RateLimiter(0, Clock(), patience=0.05)
    inside, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with limiter.turn("a.example"):
            inside.set()
            leave.wait()

    threading.Thread(target=stay, daemon=True).start()
    assert inside.wait(PATIENCE)
    client = Client(lambda method, address, wants_page: Reply(200), HASTY, limiter)
    assert client.visit("https://a.example/").cause is Cause.SLOW
    leave.set()


def test_an_address_that_leads_on_and_on_slowly_is_left_after_its_time() -> None:
    clock = Clock()

    def ask(method: str, address: str, wants_page: bool) -> Answer:
        clock.time += 60
        return Reply(302, {"location": f"{address}x"})

    outcome = Client(ask, Limits(pause=0), RateLimiter(0, clock)).visit("https://a.example/")
    assert outcome.cause is Cause.SLOW
    assert clock.time - START <= Limits.address + 60


def test_a_new_link_that_was_not_looked_at_stops_a_change_and_no_exception_excuses_it() -> None:
    link = Link("https://a.example/", ())
    memory = {link.address: CacheEntry(cause=Cause.NO_TURN, at=0, since="2026-11-26")}
    (row,) = make_rows([link], memory, (), memory[link.address].since, new=True)
    assert row.level is Level.ERROR
    (row,) = make_rows([link], memory, (), memory[link.address].since)
    assert row.level is Level.WARNING


# What is shown


ESCAPES = "\x1b[2J\x9b31m\u202e\u200b\ufeff\x07"


def test_no_address_holds_what_a_terminal_obeys() -> None:
    (link,) = find_links({"docs/zh/a.md": f"<https://a.example/x{ESCAPES}y>"})
    assert link.address == "https://a.example/x"


@pytest.mark.parametrize("text", [f"x{ESCAPES}y", "a\r::error::b", "\ud800", "\U000e0041"])
def test_nothing_that_a_stranger_wrote_commands_a_terminal(text: str) -> None:
    message = Diagnostic(Location(f"docs/{text}\n.md", 1, 1), Message("repeated-key/first", key=text, line=1))
    shown = (
        ENGLISH.write_lines([message]),
        CHINESE.write_annotations([message]),
        ENGLISH.write_json([message]),
        write_code(text),
        show_plainly(text),
    )
    for told in shown:
        assert all(one.isprintable() or one == "\n" for one in told), told
    assert "\n" not in ENGLISH.write_lines([message]) and "\n" not in ENGLISH.write_annotations([message])


# Machines


SPECIAL = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
    *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"),
    *("::/128", "::1/128", "::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001::/32"),
    *("2001:1::1/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28"),
    *("2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
]


@pytest.mark.parametrize("written", SPECIAL)
def test_no_machine_of_a_special_range_is_public_at_either_end(written: str) -> None:
    network = ip_network(written)
    for address in (network[0], network[-1]):
        assert not is_public(str(address))
        if isinstance(network, IPv4Network):
            number = int(address)
            for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::"):
                assert not is_public(wrapped), wrapped


@pytest.mark.parametrize(
    "machine",
    [
        *("::ffff:0:127.0.0.1", "::127.0.0.1", "64:ff9b:1::8.8.8.8", "2001:0:1::8.8.8.8", "fe80::1", "1::", "4000::1"),
        *("2606:4700::1111%1", "fec0::1", "::ffff:a9fe:a9fe", "192.0.0.192", "198.19.255.255", "127.1", "0x7f.0.0.1"),
        *("010.0.0.1", "2130706433", "1.1.1.1 ", "", "[::1]"),
    ],
)
def test_a_machine_in_disguise_is_not_public(machine: str) -> None:
    assert not is_public(machine)


@pytest.mark.parametrize(
    "machine",
    [
        *("1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.0", "172.15.255.255"),
        *("172.32.0.0", "191.255.255.255", "192.0.1.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"),
        *("2400:3200::1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::1.1.1.1", "2002:101:101::"),
    ],
)
def test_a_machine_beside_a_special_range_is_public(machine: str) -> None:
    assert is_public(machine)


def test_the_python_that_runs_has_no_say_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("IPv4Address", "IPv6Address"):
        for name in ("is_global", "is_private"):
            monkeypatch.setattr(f"ipaddress.{kind}.{name}", property(lambda self: 1 / 0))
    assert is_public("1.1.1.1") and is_public("2606:4700::1111") and not is_public("10.0.0.1")


@pytest.mark.parametrize("size", [1000])
def test_a_page_of_strange_markup_is_read_at_once(size: int) -> None:
    for piece in (b"<![", b"<!", b"<!--", b"<a ", b"<p x='", b"<div>", b"</", b"&", b"<?", b"\0", b"<![CDATA["):
        reply = Reply(200, {"content-type": "text/html"}, piece * size * 100 + b"'\"--><p id=end>")
        assert has_anchor(reply, "end") in (True, False)
