"""The door to the outside: what it takes, what it refuses, how patient it is."""

import gzip
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from common.http import (
    BadAnswer,
    CircuitOpen,
    HttpClient,
    NotFound,
    Policy,
    RateLimited,
    Refused,
    ServerTrouble,
    Unreachable,
)

QUICK = Policy(
    connect_seconds=1,
    read_seconds=0.4,
    total_seconds=0.8,
    max_bytes=10_000,
    attempts=2,
    wait_first=0.005,
    wait_max=0.01,
    longest_retry_after=1,
    failures_to_open=4,
    open_seconds=30,
)


@pytest.fixture
def outside():
    """A server whose next answers a test sets: (status, headers, body) or a function that writes."""
    answers, requests = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append((self.path, dict(self.headers)))
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Keep the test output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    server.answers, server.requests = answers, requests
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def client(outside):
    with HttpClient("Sample service", outside.url, {"X-Api-Key": "hush"}, QUICK) as found:
        yield found


def test_a_body_is_returned_whole(client, outside):
    outside.answers.append((200, {}, b"\x00body"))
    assert client.get_bytes("/a/b", {"q": "x y"}) == b"\x00body"
    assert outside.requests[0][0] == "/a/b?q=x+y"


def test_json_is_read(client, outside):
    outside.answers.append((200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"a": [1]}')))
    assert client.get_json("a") == {"a": [1]}


@pytest.mark.parametrize(
    ("status", "kind", "asked"),
    [
        (404, NotFound, 1),
        (410, NotFound, 1),
        (401, Refused, 1),
        (403, Refused, 1),
        (500, ServerTrouble, 2),
        (503, ServerTrouble, 2),
        (418, BadAnswer, 2),
        (302, BadAnswer, 2),
    ],
)
def test_each_refusal_has_its_kind_and_only_passing_ones_are_tried_again(
    client, outside, status, kind, asked
):
    outside.answers.append((status, {"Location": "http://127.0.0.1:9/"}, b""))
    with pytest.raises(kind):
        client.get_bytes("a")
    assert len(outside.requests) == asked


def test_the_service_s_word_for_a_refusal_is_passed_on_and_nothing_else_of_it(client, outside):
    outside.answers.append(
        (403, {}, b'{"error": {"code": "API_KEY_INVALID", "message": "key hush is wrong"}}')
    )
    with pytest.raises(Refused) as caught:
        client.get_bytes("a")
    assert caught.value.code == "API_KEY_INVALID"
    assert "hush" not in str(caught.value)


def test_retry_after_is_waited_for(client, outside):
    outside.answers.extend([(429, {"Retry-After": "1"}, b""), (200, {}, b"ok")])
    started = time.monotonic()
    assert client.get_bytes("a") == b"ok"
    assert time.monotonic() - started >= 0.95


def test_a_wait_beyond_patience_is_handed_on_at_once(client, outside):
    outside.answers.append((429, {"Retry-After": formatdate(time.time() + 500, usegmt=True)}, b""))
    with pytest.raises(RateLimited) as caught:
        client.get_bytes("a")
    assert 450 < caught.value.retry_after <= 500
    assert len(outside.requests) == 1


@pytest.mark.parametrize("value", ["soon", "", "-3", "12.5.1"])
def test_a_retry_after_that_says_nothing_is_met_with_our_own_wait(client, outside, value):
    outside.answers.extend([(429, {"Retry-After": value}, b""), (200, {}, b"ok")])
    assert client.get_bytes("a") == b"ok"


def test_an_answer_larger_than_allowed_is_not_read_to_its_end(client, outside):
    outside.answers.append((200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 1_000_000)))
    with pytest.raises(BadAnswer, match="more than"):
        client.get_bytes("a")


def test_an_answer_shorter_than_it_promised_is_refused(client, outside):
    outside.answers.append((200, {"Content-Length": "100"}, b"short"))
    with pytest.raises(BadAnswer, match="broke off"):
        client.get_bytes("a")


def test_json_that_is_cut_off_is_asked_for_again(client, outside):
    outside.answers.extend([(200, {}, b'{"a": '), (200, {}, b'{"a": 1}')])
    assert client.get_json("a") == {"a": 1}


def test_an_answer_that_drips_is_given_up(client, outside):
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        try:
            for _ in range(20):
                handler.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            return

    outside.answers.append(drip)
    started = time.monotonic()
    with pytest.raises(Unreachable, match="longer than"):
        client.get_bytes("a")
    assert time.monotonic() - started < 4


def test_nobody_there_is_one_clear_message():
    with (
        HttpClient("Sample service", "http://127.0.0.1:9", {}, QUICK) as client,
        pytest.raises(Unreachable) as caught,
    ):
        client.get_bytes("a")
    assert str(caught.value) == "Sample service: cannot be reached from this machine"


def test_after_failures_in_a_row_the_service_is_left_alone_and_tried_again_later(client, outside):
    outside.answers.append((500, {}, b""))
    for _ in range(2):
        with pytest.raises(ServerTrouble):
            client.get_bytes("a")
    with pytest.raises(CircuitOpen, match="not asked again"):
        client.get_bytes("a")
    assert len(outside.requests) == 4
    client._gate.opened_at -= 60
    outside.answers[:] = [(200, {}, b"back")]
    assert client.get_bytes("a") == b"back"
    assert client._gate.failures == 0


def test_a_refusal_does_not_count_as_a_failure_of_the_service(client, outside):
    outside.answers.append((404, {}, b""))
    for _ in range(6):
        with pytest.raises(NotFound):
            client.get_bytes("a")


def test_the_product_names_itself_and_the_key_is_in_no_representation(client, outside):
    outside.answers.append((200, {}, b""))
    client.get_bytes("a")
    assert outside.requests[0][1]["User-Agent"].startswith("ATEST-Policy-Desk/")
    assert outside.requests[0][1]["X-Api-Key"] == "hush"
    assert "hush" not in repr(client)


@pytest.mark.parametrize("url", ["", "example.org", "ftp://example.org", "file:///etc/passwd", "http://"])
def test_an_address_that_is_none_is_refused_by_name(url):
    with pytest.raises(ValueError, match="Sample service"):
        HttpClient("Sample service", url)
