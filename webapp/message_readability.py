"""How easy the interface's own Swedish is: what residents read, as a whole and message by message."""

import re
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog, Message

from webapp import messages
from webapp.config import ROOT
from webapp.domain.readability import lix
from webapp.web.languages import LANGUAGES

WHOLE = {"sv": 25, "sv-simple": 22}
"""Most that all texts for residents measure together, in LIX. The rest are short: they leave no room."""
ONE = {"sv": 40, "sv-simple": 36}
"""Most that one message measures, where it is long enough to measure."""
FOLDERS = frozenset(
    (
        "answering",
        "dialogues",
        "ideas",
        "proposals",
        "accessibility",
        "results",
        "emails",
        "components",
        "layouts",
    )
)
STAFF = "layouts/staff.html"
FACT = re.compile(r"%\(\w+\)s|<[^>]+>")
NAMES = re.compile("lagen om tillgänglighet till digital offentlig service", re.IGNORECASE)
"""What is called as it is called, however long the words are."""


def hard_messages() -> Iterator[str]:
    """What is harder to read than it may be, as sentences."""
    template = messages.extracted()
    residents = {key(message) for message in template if message.id and read_by_residents(message)}
    yield from too_hard("sv", template, residents)
    yield from too_hard("sv-simple", messages.read(messages.path_of(LANGUAGES["sv-simple"])), residents)


def too_hard(tag: str, catalog: Catalog, residents: Iterable[object]) -> Iterator[str]:
    """The texts of `catalog` that residents read and that are over the bounds of `tag`."""
    wanted = set(residents)
    texts = [said(message) for message in catalog if message.id and key(message) in wanted]
    whole = lix("\n\n".join(texts)) or 0
    if whole > WHOLE[tag]:
        yield f"{tag}: all texts for residents together have LIX {whole}, over {WHOLE[tag]}"
    for text in texts:
        value = lix(text)
        if value is not None and value > ONE[tag]:
            yield f"{tag}: LIX {value}, over {ONE[tag]}: {text!r}"


def read_by_residents(message: Message) -> bool:
    """Whether the message stands in a template for residents, or in the code of what they do."""
    return any(_of_residents(place) for place, _line in message.locations)


def _of_residents(place: str) -> bool:
    root, folder, *_rest = place.split("/")
    if folder not in FOLDERS:
        return False
    return root == "webapp" or STAFF not in (ROOT / place).read_text(encoding="utf-8")


def key(message: Message) -> object:
    """What tells a message from others in every catalogue."""
    return (message.id, message.context) if isinstance(message.id, str) else (*message.id, message.context)


def said(message: Message) -> str:
    """The text of a message, or what it will say in Swedish itself; facts and names count as a word each."""
    text = message.string or message.id
    last = text if isinstance(text, str) else (text[-1] or message.id[-1])
    return NAMES.sub("lagen", FACT.sub("x", last))
