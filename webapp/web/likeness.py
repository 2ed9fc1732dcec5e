"""Which ideas say nearly the same, and which hold what somebody looks for: found here, by no outside service.

A word is worth the more the fewer ideas have it. Ideas in different languages are not alike to this module.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt
from threading import Lock

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Idea, IdeaState
from webapp.web.stems import Words, fold, nearness, pairs, read_words, small_words, stem_of, words_in

ALIKE, FOUND = 0.4, 0.7
"""From which score on ideas are alike, and from which nearness on a word is the one that is looked for."""
MOST_WORDS = 60
"""So many words of a draft's text are compared, and of what somebody looks for."""
KEPT_IDEAS, KEPT_DIALOGUES, KEPT_WORDS = 20_000, 50, 2_000
AT_ONCE = 500
Near = Mapping[str, Mapping[str, float]]
"""Stem -> the stems near it, and how near."""
SHOWN = (IdeaState.PUBLISHED.value, IdeaState.JOINED.value)


@dataclass
class Collection:
    """The ideas of one dialogue that are compared: built once, used until other ideas are shown."""

    words: Mapping[int, Words]
    _near: dict[str, dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.having = Counter(stem for words in self.words.values() for stem in words.all)
        self.with_pair: dict[str, list[str]] = {}
        for stem in self.having:
            for pair in pairs(stem):
                self.with_pair.setdefault(pair, []).append(stem)

    def worth(self, stem: str) -> float:
        """The fewer ideas have the stem, the more it tells."""
        return log(2 + len(self.words)) - log(1 + self.having[stem])

    def near(self, stem: str) -> dict[str, float]:
        """The stems of any idea that are near `stem`."""
        kept = self._near.get(stem)
        if kept is None:
            if len(self._near) >= KEPT_WORDS:
                self._near.clear()
            shared = Counter(other for pair in pairs(stem) for other in self.with_pair.get(pair, ()))
            scored = ((other, nearness(stem, other)) for other, number in shared.items() if number > 1)
            self._near[stem] = kept = {other: share for other, share in scored if share}
        return kept

    def alike(self, draft: Words, most: int) -> list[int]:
        """The ids of the ideas most like `draft`, best first."""
        near, turned = {stem: self.near(stem) for stem in draft.title}, self._turned(draft.all)
        scored = ((self._score(draft, words, near, turned), id_) for id_, words in self.words.items())
        best = sorted((each for each in scored if each[0] >= ALIKE), key=lambda each: (-each[0], each[1]))
        return [id_ for _score, id_ in best[:most]]

    def _score(self, draft: Words, idea: Words, near: Near, turned: Near) -> float:
        """How much of each title the other idea says, as one number from 0 to 1."""
        here = self._covered(draft.title, idea.all, near)
        if not here:
            return 0.0
        return sqrt(here * self._covered(idea.title, draft.all, turned))

    def _covered(self, wanted: Iterable[str], there: frozenset[str], near: Near) -> float:
        """The share of what `wanted` is worth that is there as well."""
        whole = said = 0.0
        for stem in wanted:
            worth = self.worth(stem)
            whole += worth
            shares = (share for other, share in near.get(stem, {}).items() if other in there)
            said += worth * max(shares, default=0.0)
        return said / whole if whole else 0.0

    def _turned(self, stems: frozenset[str]) -> dict[str, dict[str, float]]:
        """Stem of an idea -> those of `stems` near it."""
        turned: dict[str, dict[str, float]] = {}
        for stem in stems:
            for other, share in self.near(stem).items():
                turned.setdefault(other, {})[stem] = share
        return turned

    def finding(self, looked_for: str, lang: str) -> set[int]:
        """The ids of the ideas that hold every word of `looked_for`, inflected or begun."""
        found = set(self.words)
        for word in words_in(looked_for)[:MOST_WORDS]:
            if fold(word) not in small_words(lang):
                holding = self._holding(word, lang)
                found = {id_ for id_ in found if not holding.isdisjoint(self.words[id_].all)}
        return found

    def _holding(self, word: str, lang: str) -> frozenset[str]:
        """The stems that stand for `word`: near its own, or beginning as it does."""
        near = {other for other, share in self.near(stem_of(word, lang)).items() if share >= FOUND}
        return frozenset(near | {stem for stem in self.having if stem.startswith(fold(word))})


class Memory:
    """What has been read of ideas. Their words never change, so each is read once. Safe among threads.

    What is not shown any more is forgotten, for it may have been erased.
    """

    def __init__(self) -> None:
        self._read: OrderedDict[int, Words] = OrderedDict()
        self._built: OrderedDict[int, tuple[frozenset[int], Collection]] = OrderedDict()
        self._lock = Lock()

    def collection(self, session: Session, dialogue_id: int) -> Collection:
        """The ideas of a dialogue that everybody may read."""
        shown = select(Idea.id).where(Idea.dialogue_id == dialogue_id, Idea.state.in_(SHOWN))
        ids = frozenset(session.scalars(shown))
        kept = self._built.get(dialogue_id)
        if kept and kept[0] == ids:
            return kept[1]
        built = Collection(self._words_of(session, ids))
        with self._lock:
            for id_ in kept[0] - ids if kept else ():
                self._read.pop(id_, None)
            self._built[dialogue_id] = ids, built
            if len(self._built) > KEPT_DIALOGUES:
                self._built.popitem(last=False)
        return built

    def _words_of(self, session: Session, ids: frozenset[int]) -> dict[int, Words]:
        known = {id_: words for id_ in ids if (words := self._read.get(id_))}
        lacking = sorted(ids - known.keys())
        for start in range(0, len(lacking), AT_ONCE):
            some = select(Idea).where(Idea.id.in_(lacking[start : start + AT_ONCE]))
            for idea in session.scalars(some):
                known[idea.id] = read_words(idea.title, f"{idea.text} {idea.place} {idea.number}", idea.lang)
        with self._lock:
            self._read.update((id_, known[id_]) for id_ in lacking if id_ in known)
            while len(self._read) > KEPT_IDEAS:
                self._read.popitem(last=False)
        return known


def collection(session: Session, dialogue_id: int) -> Collection:
    """The shown ideas of a dialogue, to compare with."""
    memory: Memory = current_app.extensions.setdefault("likeness", Memory())
    return memory.collection(session, dialogue_id)


def alike(session: Session, dialogue_id: int, title: str, text: str, lang: str, most: int = 3) -> list[int]:
    """The ids of the shown ideas that say nearly what a draft says, the nearest first."""
    draft = read_words(title, " ".join(text.split()[:MOST_WORDS]), lang)
    return collection(session, dialogue_id).alike(draft, most)
