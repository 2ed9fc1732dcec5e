"""The stems of words, and how near two stems are.

Words are brought to their stems by Snowball (https://snowballstem.org) and compared by pairs of letters:
inflection, slips and parts of compounds count as nearly alike.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

STEMMED = {
    "sv": "swedish",
    "en": "english",
    "ar": "arabic",
    "fa": "persian",
    "fi": "finnish",
    "pl": "polish",
    "tr": "turkish",
    "de": "german",
}
"""Languages with a stemmer. How well it serves is tested in Swedish and English alone."""
WELL_KNOWN = ("sv", "en")
NEARLY = 0.55
"""From which share of common letter pairs on two stems are nearly the same."""
PART_OF_COMPOUND, SHORT_PART, TURNED = 0.75, 0.6, 0.85
SHORTEST_WORD, SHORTEST_PART, LONGEST_WORD = 4, 3, 40
STOP = {
    "sv": """och i att det som på de av för med till är en ett den om vi jag har inte kan ska skulle
        vill var där här så man ni du din ditt mitt min vår våra deras dem sig sin sitt sina från
        vid eller men när då också även bara mycket många mer flera fler ny nya nytt bra bättre
        göra gör gjort bygg bygga få finns vore borde alla allt något några någon ingen inga hos
        under över mot efter före samt ha hade blir bli blev låt sätt sätta gärna behövs behöver
        fint tack""",
    "en": """the a an and or but of to in on at for with by from as is are was were be been it its this
        that these those we i you they he she our your their my me us them there here so not no
        can could should would will have has had do does more many much new better good make build
        get some any all also just very please need needs want put let nice thanks thank""",
}
"""Words that say little of what an idea is about; "more", "new" and "build" stand in nearly every one."""


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a text, each once; those of its title apart."""

    title: frozenset[str]
    all: frozenset[str]


def fold(text: str) -> str:
    """`text` in small letters without accents, however it was typed; the letters of all scripts stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in plain if unicodedata.combining(c) < 10))


def words_in(text: str) -> list[str]:
    """The words of `text` in small letters, in order."""
    found = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text.casefold()))
    return [word[:LONGEST_WORD] for word in found]


def stems(text: str, lang: str) -> frozenset[str]:
    """The stems of the words that carry the meaning of `text`, without accents."""
    words = words_in(text)
    spoken = _spoken(words, lang)
    telling = [word for word in words if fold(word) not in small_words(spoken)]
    return frozenset(stem_of(word, spoken) for word in telling or words)


def _spoken(words: list[str], lang: str) -> str:
    """`lang`, or the one of Swedish and English whose small words are there: writers choose, not pages."""
    counts = {each: sum(fold(word) in small_words(each) for word in words) for each in WELL_KNOWN}
    best = max(WELL_KNOWN, key=lambda each: (counts[each], each == lang))
    return best if counts[best] and all(word.isascii() or lang in WELL_KNOWN for word in words) else lang


@cache
def small_words(lang: str) -> frozenset[str]:
    """The words of `lang` that say little, without accents."""
    return frozenset(fold(word) for word in STOP.get(lang, "").split())


@lru_cache(maxsize=50_000)
def stem_of(word: str, lang: str) -> str:
    """The stem of `word` without accents; the word itself in a language that has no stemmer here."""
    stemmer = _stemmer(lang)
    if stemmer is None:
        return fold(word) or word
    with _stemming:
        stem = str(stemmer.stemWord(word))
    return fold(stem) or word


_stemming = Lock()
"""A stemmer keeps the word that it works on in itself: one thread at a time."""


@cache
def _stemmer(lang: str) -> Any:
    return snowballstemmer.stemmer(STEMMED[lang]) if lang in STEMMED else None


@lru_cache(maxsize=50_000)
def pairs(word: str) -> frozenset[str]:
    """The pairs of letters that stand beside each other, with the word's edges."""
    padded = f" {word} "
    return frozenset(padded[place : place + 2] for place in range(len(padded) - 1))


def nearness(one: str, other: str) -> float:
    """How near two stems are, from 0 to 1."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= SHORTEST_PART and (long.startswith(short) or long.endswith(short)):
        return PART_OF_COMPOUND if len(short) > SHORTEST_PART else SHORT_PART
    if len(short) < SHORTEST_WORD:
        return 0.0
    if one[0] == other[0] and sorted(one) == sorted(other):
        return TURNED
    shared = len(pairs(one) & pairs(other))
    share = 2 * shared / (len(pairs(one)) + len(pairs(other)))
    return share if share >= NEARLY else 0.0


def read_words(title: str, rest: str, lang: str) -> Words:
    """The stems of an idea; `rest` is all but its title."""
    of_title = stems(title, lang)
    return Words(of_title, of_title | stems(rest, lang))
