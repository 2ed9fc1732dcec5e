"""What of a machine's translation can be kept as a draft."""

import re
from collections import Counter
from collections.abc import Iterable

from webapp.domain.text import clean
from webapp.domain.translating import Unit

SIGNS = re.compile(
    r"</?[A-Za-z][^<>]*>"
    r"|&#?\w+;"
    r"|\{[^{}]*\}"
    r"|%\(\w+\)[sd]|%[sd]\b"
    r"|https?://[^\s<>\"”»)]*[\w/]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""Tags, placeholders and addresses: what must come through as it is."""
MOST_TEXTS, MOST_CHARACTERS = 50, 12_000
"""Most that is sent at once, so that the answer comes in time."""


def signs_of(text: str) -> Counter[str]:
    """The tags, placeholders and addresses in `text`, and how often each stands there."""
    return Counter(SIGNS.findall(text))


def draft_of(unit: Unit, source: str, translated: str) -> str:
    """The draft that `translated` makes; empty where it is too long, or signs have changed."""
    text = clean(translated, multiline=unit.multiline)
    kept = len(text) <= unit.limit and signs_of(text) == signs_of(source)
    return text if kept else ""


def one_turn(waiting: Iterable[Unit], source: str) -> list[Unit]:
    """The first of the texts, as many as can be sent at once; always one."""
    found: list[Unit] = []
    length = 0
    for unit in waiting:
        length += len(unit.text(source))
        if found and (len(found) == MOST_TEXTS or length > MOST_CHARACTERS):
            break
        found.append(unit)
    return found
