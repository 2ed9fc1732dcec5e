"""How hard a Swedish text is to read.

Source: C.-H. Björnsson, Läsbarhet (1968): LIX, the mean length of sentences in words plus the share of words
of more than six letters in percent.
"""

import re

from webapp.domain.text import Localised

LONG_WORD = 6
HARD = 40
"""Over this, a text for everybody is too hard; under 40 Björnsson calls a text easy to moderately hard."""
ENOUGH = 15
"""Fewer words than this make no measure: one long word would decide."""
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n\s*\n|\n(?=\s*[-–•*])")


def words_of(text: str) -> list[str]:
    """The words of `text`; numbers are none."""
    return WORD.findall(text)


def sentences_of(text: str) -> int:
    """How many sentences have a word in them; at least one."""
    return max(1, sum(1 for part in SENTENCE_END.split(text) if WORD.search(part)))


def lix(text: str) -> int | None:
    """The LIX of `text`, rounded; None where there is too little text to tell."""
    words = words_of(text)
    if len(words) < ENOUGH:
        return None
    long = sum(1 for word in words if len(word) > LONG_WORD)
    return round(len(words) / sentences_of(text) + 100 * long / len(words))


def hard_texts(texts: dict[str, Localised]) -> dict[str, int]:
    """Name of a text -> its LIX, for those whose Swedish is too hard for everybody."""
    measured = {name: lix(text.get("sv", "")) for name, text in texts.items()}
    return {name: value for name, value in measured.items() if value is not None and value > HARD}
