"""How hard a Swedish text is to read.

Source: C.-H. Björnsson, Läsbarhet (1968): LIX, the mean length of sentences in words plus the share of words
of more than six letters in percent: words / sentences + 100 × long words / words. What stands after a colon
counts as a sentence of its own, as there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from webapp.domain.text import Localised

LONG_WORD = 6
HARD, HARD_WHEN_EASY = 40, 30
"""Over this a text for everybody is too hard, and one in easy Swedish."""
BOUNDS = {"sv": HARD, "sv-simple": HARD_WHEN_EASY}
"""The languages that LIX is made for."""
ENOUGH = 30
"""Fewer words than this make no measure: one long word would decide."""
MOST_SENTENCES = 3
SHORTEST_SENTENCE = 4
"""Most sentences that are pointed out, and the fewest words of one."""
BANDS = ((30, "very-easy"), (40, "easy"), (50, "medium"), (60, "hard"))
"""Björnsson's: below the first number a text is as the word says. Above them all it is very hard."""
HARDEST = "very-hard"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
PARTS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-–•*]|\d+[.)])\s)|\n(?=\s*[^\W\d_a-zåäöé])")
"""Between paragraphs, before a row of a list, and after a heading that has no full stop."""
END = re.compile(r"[.!?:…]+[”\"’')\]»]*(?=\s|$)")
LAST_WORD = re.compile(r"[^\s(”\"]*$")
FOLLOWED = """
t.ex bl.a s.k d.v.s dvs fr.o.m t.o.m p.g.a pga o.d e.d f.d resp kl ca c:a nr kap st avd inkl exkl tel jfr ang
fig ev max min dr prof s.a.s i.o.m m.a.o t.v i.st jan feb aug sept okt nov dec
"""
"""Abbreviations that something always follows."""
NEVER_LAST = frozenset(FOLLOWED.split())
SELDOM = "m.m m.fl osv o.s.v etc e.kr f.kr kr mån tis ons tors fre lör sön"
"""Abbreviations that end a sentence only where a capital follows."""
SELDOM_LAST = frozenset(SELDOM.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `words`: how many; `long`: how many of those have more than six letters."""

    text: str
    words: int
    long: int

    @property
    def lix(self) -> int:
        """What a text of such sentences would measure."""
        return lix_of(self.words, 1, self.long)

    @property
    def share(self) -> int:
        """Long words, in percent."""
        return round(100 * self.long / self.words)


@dataclass(frozen=True, slots=True)
class Ease:
    """How easy a text is to read. `lix` is None for one too short; `hardest`: sentences over the bound."""

    lix: int | None
    bound: int
    hardest: tuple[Sentence, ...] = ()

    @property
    def band(self) -> str:
        """What the value means; empty for a text too short to measure."""
        if self.lix is None:
            return ""
        value = self.lix
        inside = (word for limit, word in BANDS if value < limit or (value == limit and word == "hard"))
        return next(inside, HARDEST)

    @property
    def over(self) -> bool:
        return self.lix is not None and self.lix > self.bound


def words_of(text: str) -> list[str]:
    """The words of `text`; numbers are none."""
    return WORD.findall(text)


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of `text` that have a word in them."""
    return [_counted(each) for part in PARTS.split(text) for each in _split(part) if WORD.search(each)]


def lix(text: str) -> int | None:
    """The LIX of `text`, rounded; None where there is too little text to tell."""
    return _measured(sentences_of(text))


def ease(text: str, lang: str) -> Ease | None:
    """How easy a text is to read; None for an empty one and for languages that LIX is not made for."""
    bound, sentences = BOUNDS.get(lang), sentences_of(text)
    if bound is None or not sentences:
        return None
    value = _measured(sentences)
    return Ease(value, bound) if value is None else Ease(value, bound, _hardest(sentences, bound))


def hard_texts(texts: dict[str, Localised]) -> dict[str, Ease]:
    """Name of a text -> how hard it is, for those whose Swedish is too hard for everybody."""
    measured = {name: ease(text.get("sv", ""), "sv") for name, text in texts.items()}
    return {name: found for name, found in measured.items() if found is not None and found.over}


def lix_of(words: int, sentences: int, long: int) -> int:
    """LIX of so many words and sentences, rounded."""
    return round(words / sentences + 100 * long / words)


def _measured(sentences: Sequence[Sentence]) -> int | None:
    words = sum(each.words for each in sentences)
    if words < ENOUGH:
        return None
    return lix_of(words, len(sentences), sum(each.long for each in sentences))


def _hardest(sentences: Sequence[Sentence], bound: int) -> tuple[Sentence, ...]:
    hard = {each.text: each for each in sentences if each.lix > bound and each.words >= SHORTEST_SENTENCE}
    return tuple(sorted(hard.values(), key=lambda each: -each.lix)[:MOST_SENTENCES])


def _counted(text: str) -> Sentence:
    words = words_of(text)
    return Sentence(" ".join(text.split()), len(words), sum(len(word) > LONG_WORD for word in words))


def _split(part: str) -> Iterator[str]:
    ends = [found.end() for found in END.finditer(part) if _is_end(part, found)]
    return (part[begin:end] for begin, end in pairwise([0, *ends, len(part)]))


def _is_end(part: str, found: re.Match[str]) -> bool:
    """Whether a sign ends a sentence, and not an abbreviation, an initial or an ordinal number."""
    if found.group() != ".":
        return True
    before = LAST_WORD.search(part[: found.start()])
    word = before.group().lower() if before else ""
    after = part[found.end() :].lstrip()
    if word in NEVER_LAST or (len(word) == 1 and word not in "iåö"):
        return not after
    if word in SELDOM_LAST or word.isdigit():
        return not after or after[0].isupper()
    return True
