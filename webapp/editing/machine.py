"""The server that makes drafts of translations, asked over LibreTranslate's API.

Source: LibreTranslate's API (``GET /languages``, ``POST /translate``). It follows no redirects, and gives up
after a time that is bounded as a whole.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import requests
from flask import current_app
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as ReadTimeout

from webapp.config import TranslationMachine

CONNECT_SECONDS, TOTAL_SECONDS, LANGUAGES_SECONDS = 3.0, 40.0, 4.0
KEPT_SECONDS, AWAY_SECONDS = 3600, 60
"""How long it is remembered which languages there are, and that nobody answered."""
LARGEST_ANSWER = 4_000_000
"""Longest answer that is read, in bytes."""
CODES: Mapping[str, tuple[str, ...]] = {"bs": ("bs", "hr", "sr-Latn", "sr"), "sv-simple": ()}
"""Tag here -> what the server may call it, best first; other tags stand for themselves. No machine writes
easy Swedish."""
Pairs = Mapping[str, frozenset[str]]
"""Source -> targets, in the server's own codes."""


class Trouble(StrEnum):
    """Why there is no translation."""

    AWAY = "away"
    SLOW = "slow"
    REFUSED = "refused"
    """The key is missing or wrong, or this installation may not."""
    BUSY = "busy"
    """We have asked for more than we may."""
    UNABLE = "unable"
    """It cannot translate this."""
    BROKEN = "broken"
    """What it says is not of this API."""


class MachineFailed(Exception):
    """There is no translation."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Pair:
    """From which language to which, in the server's own codes."""

    source: str
    target: str


def machine() -> TranslationMachine | None:
    """The server that is configured; None where none is."""
    found: TranslationMachine | None = current_app.extensions["settings"].translation_machine
    return found


def pair_of(source: str, target: str, offered: Pairs) -> Pair | None:
    """What the server calls the two languages; None where it has no translation between them."""
    for ours in CODES.get(source, (source,)):
        for theirs in CODES.get(target, (target,)):
            if ours != theirs and theirs in offered.get(ours, ()):
                return Pair(ours, theirs)
    return None


def pairs(server: TranslationMachine) -> Pairs:
    """What the server can translate; asked for once an hour, and once a minute where it does not answer.

    Raises:
        MachineFailed: it does not answer, or not as it should.
    """
    kept: tuple[float, Pairs | MachineFailed] | None = current_app.extensions.get("machine_languages")
    now = time.monotonic()
    if kept is None or now >= kept[0]:
        found = _asked_for_pairs(server)
        kept = (now + (AWAY_SECONDS if isinstance(found, MachineFailed) else KEPT_SECONDS), found)
        current_app.extensions["machine_languages"] = kept
    if isinstance(kept[1], MachineFailed):
        raise MachineFailed(kept[1].trouble)
    return kept[1]


def languages_known() -> bool:
    """Whether `pairs` answers without asking anybody."""
    kept = current_app.extensions.get("machine_languages")
    return kept is not None and time.monotonic() < kept[0]


def _asked_for_pairs(server: TranslationMachine) -> Pairs | MachineFailed:
    try:
        return _read_pairs(_ask(server, "GET", "languages", time.monotonic() + LANGUAGES_SECONDS))
    except MachineFailed as failed:
        return failed


def _read_pairs(said: Any) -> Pairs:
    try:
        codes = {str(each["code"]) for each in said}
        return {str(each["code"]): frozenset(map(str, each.get("targets") or codes)) for each in said}
    except (TypeError, KeyError, AttributeError) as odd:
        raise MachineFailed(Trouble.BROKEN) from odd


def translate(server: TranslationMachine, pair: Pair, texts: Sequence[str]) -> list[str]:
    """`texts` in the other language, in the same order: all of them.

    Raises:
        MachineFailed: why there are none.
    """
    sent: dict[str, Any] = {"q": list(texts), "source": pair.source, "target": pair.target, "format": "text"}
    sent |= {"api_key": server.key} if server.key else {}
    said = _ask(server, "POST", "translate", time.monotonic() + TOTAL_SECONDS, sent)
    found = said.get("translatedText") if isinstance(said, dict) else None
    if not isinstance(found, list) or len(found) != len(texts):
        raise MachineFailed(Trouble.BROKEN)
    if not all(isinstance(each, str) for each in found):
        raise MachineFailed(Trouble.BROKEN)
    return found


def _ask(
    server: TranslationMachine, method: str, path: str, until: float, sent: Mapping[str, Any] | None = None
) -> Any:
    """What the server says, as JSON. `until`: when to give up, on the monotonic clock."""
    timeout = (CONNECT_SECONDS, max(until - time.monotonic(), 0.1))
    address = f"{server.url}/{path}"
    try:
        with requests.request(
            method, address, json=sent, timeout=timeout, allow_redirects=False, stream=True
        ) as answer:
            body = _read(answer, until)
            _check(answer.status_code)
        return json.loads(body)
    except (requests.Timeout, ReadTimeout) as slow:
        raise MachineFailed(Trouble.SLOW) from slow
    except (requests.RequestException, HTTPError, OSError) as failure:
        raise MachineFailed(Trouble.AWAY) from failure
    except (ValueError, RecursionError) as odd:
        raise MachineFailed(Trouble.BROKEN) from odd


def _read(answer: requests.Response, until: float) -> bytes:
    """The body, while there is time and it is not too long."""
    body = bytearray()
    while part := answer.raw.read1(65_536, decode_content=True):
        body += part
        if len(body) > LARGEST_ANSWER:
            raise MachineFailed(Trouble.BROKEN)
        if time.monotonic() > until:
            raise MachineFailed(Trouble.SLOW)
    return bytes(body)


def _check(status: int) -> None:
    if status == 200:
        return
    if status in {401, 403}:
        raise MachineFailed(Trouble.REFUSED)
    if status == 429:
        raise MachineFailed(Trouble.BUSY)
    if 400 <= status < 500:
        raise MachineFailed(Trouble.UNABLE)
    raise MachineFailed(Trouble.AWAY if status >= 500 else Trouble.BROKEN)
