"""Clients that work through scenarios over HTTP, in a process apart from everything that is measured."""

import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from threading import Barrier
from urllib.parse import urlencode

import brotli

from tests.benchmarks import content, priorities
from tests.benchmarks.floor import FIELDS
from tests.benchmarks.servers import HOST

HEADERS = {
    "Accept": "text/html",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "sv",
    "User-Agent": "Mozilla/5.0 (benchmark)",
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KEY = re.compile(rb'name="key" value="([^"]+)"')
TIMEOUT_SECONDS = 60


class Failed(Exception):
    """The server did not answer as a participation needs."""


@dataclass(slots=True)
class Client:
    """One phone: a connection that is kept, and what it was told."""

    port: int
    requests: int = 0
    acknowledged: list[str] = field(default_factory=list)
    withdrawn: int = 0
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(HOST, self.port, timeout=TIMEOUT_SECONDS)

    def ask(self, path: str, fields: object = None, *, status: int = 200) -> tuple[bytes, Mapping[str, str]]:
        """GET, or POST where there are `fields`; body and headers of the answer.

        Raises:
            Failed: the status is another.
        """
        self.requests += 1
        body = None if fields is None else urlencode(fields).encode()  # type: ignore[arg-type]
        self.connection.request(
            "GET" if body is None else "POST", path, body, HEADERS if body is None else HEADERS | FORM
        )
        answer = self.connection.getresponse()
        content_ = answer.read()
        if answer.status != status:
            raise Failed(f"{path}: {answer.status}")
        return unpacked(content_, answer.headers), answer.headers


def unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    return brotli.decompress(body) if headers.get("Content-Encoding") == "br" else body


FORM_PATH = f"/sv/dialogues/{content.SLUG}/answer?p={content.PLACE}"
PRIORITIES_PATH = f"/sv/dialogues/{priorities.SLUG}/answer?p={priorities.PLACE}"


def whole(client: Client, number: int) -> None:
    """Ours, from the QR code to the confirmation: six requests."""
    _body, headers = client.ask(f"/q/{content.PLACE}", status=303)
    client.ask(headers["Location"])
    fields = filled_form(client, number)
    client.ask(FORM_PATH, [*fields, ("do", "check")])
    client.ask(send(client, fields))


def form_and_send(client: Client, number: int) -> None:
    """Ours, cut down to what the floor does: the form and Send."""
    send(client, filled_form(client, number))


def form_send_and_withdraw(client: Client, number: int) -> None:
    """Every other resident takes the answers back at once."""
    confirmation = send(client, filled_form(client, number))
    if number % 2:
        client.ask(confirmation.removesuffix("sent") + "withdraw", [], status=303)
        client.withdrawn += 1


def send_priorities(client: Client, number: int) -> None:
    """The like with answers that are dear to count: a ranking of ten options, and points."""
    body, _headers = client.ask(PRIORITIES_PATH)
    hidden = [("key", key_of(body)), ("version", priorities.version()), ("p", priorities.PLACE)]
    send(client, [*hidden, *priorities.answer_fields(number)], PRIORITIES_PATH)


def send(client: Client, fields: list[tuple[str, str]], path: str = FORM_PATH) -> str:
    """Sends the form; the address of its confirmation, which is also kept as acknowledged."""
    _body, headers = client.ask(path, [*fields, ("do", "send")], status=303)
    client.acknowledged.append(headers["Location"])
    return headers["Location"]


def filled_form(client: Client, number: int) -> list[tuple[str, str]]:
    """Fetches the form and fills it in."""
    body, _headers = client.ask(FORM_PATH)
    hidden = [("key", key_of(body)), ("version", content.version()), ("p", content.PLACE)]
    return [*hidden, *content.answer_fields(number)]


def key_of(body: bytes) -> str:
    """The key that a form carries.

    Raises:
        Failed: it carries none.
    """
    found = KEY.search(body)
    if found is None:
        raise Failed("the form carries no key")
    return found[1].decode()


def floor(client: Client, number: int) -> None:
    """The floor: the page and its POST."""
    client.ask("/")
    fields = [(name, f"{content.TEXT} ({number})") for name in FIELDS]
    body, _headers = client.ask("/", fields, status=201)
    client.acknowledged.append(body.decode())


SCENARIOS: dict[str, Callable[[Client, int], None]] = {
    "whole": whole,
    "form and send": form_and_send,
    "priorities": send_priorities,
    "withdrawals": form_send_and_withdraw,
    "floor": floor,
}


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load.

    Args:
        seconds: from the first request to the last answer.
        acknowledged: what the server said of each send it accepted.
        failures: what it answered otherwise.
    """

    seconds: float
    requests: int
    acknowledged: tuple[str, ...]
    withdrawn: int
    failures: tuple[str, ...]


def load(scenario: str, port: int, clients: int, count: int) -> Load:
    """Works through `scenario` `count` times with so many clients at once, in a process of its own."""
    return apart().submit(drive, scenario, port, clients, count).result()


@cache
def apart() -> ProcessPoolExecutor:
    """The one process that makes all load."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def drive(scenario: str, port: int, clients: int, count: int) -> Load:
    """The load itself, one thread a client."""
    begin = Barrier(clients + 1)
    phones = [Client(port) for _client in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        running = [
            pool.submit(work, scenario, phone, range(start, count, clients), begin)
            for start, phone in enumerate(phones)
        ]
        begin.wait()
        started = time.perf_counter()
        failures = [failure for each in running for failure in each.result()]
        seconds = time.perf_counter() - started
    return Load(
        seconds,
        sum(phone.requests for phone in phones),
        tuple(receipt for phone in phones for receipt in phone.acknowledged),
        sum(phone.withdrawn for phone in phones),
        tuple(failures),
    )


def work(scenario: str, client: Client, numbers: range, begin: Barrier) -> list[str]:
    """One client's share. Returns what failed."""
    failures = []
    begin.wait()
    for number in numbers:
        try:
            SCENARIOS[scenario](client, number)
        except (Failed, OSError, HTTPException) as error:
            failures.append(f"{type(error).__name__} {error}")
            client.connection.close()
    client.connection.close()
    return failures
