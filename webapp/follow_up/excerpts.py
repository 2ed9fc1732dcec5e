"""Parts of what somebody wrote, word for word: a quote may be shortened, never changed."""

import re

GAP = " […] "
GAPS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\])\s*")


class NotSaid(ValueError):
    """What was typed holds words that do not stand in the original, or in another order."""


def excerpt(original: str, typed: str) -> str:
    """`typed` if it is `original` with parts left out, each gap shown as ``[…]``.

    A part left out at the beginning or the end needs no mark: it gets one.

    Raises:
        NotSaid: it says something else, or nothing.
    """
    whole = _one_line(original)
    parts = [part for part in map(_one_line, GAPS.split(typed)) if part]
    if not parts:
        raise NotSaid
    if parts == [whole]:
        return original
    start, found = 0, []
    for part in parts:
        place = whole.find(part, start)
        if place < 0:
            raise NotSaid
        found.append((place, place + len(part)))
        start = place + len(part)
    before = "[…] " if found[0][0] else ""
    after = " […]" if found[-1][1] < len(whole) else ""
    return before + GAP.join(whole[first:last] for first, last in found) + after


def _one_line(text: str) -> str:
    return " ".join(text.split())
