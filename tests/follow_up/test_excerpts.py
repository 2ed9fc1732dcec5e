"""Shortened quotes are the author's own words in their own order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.follow_up.excerpts import NotSaid, excerpt

SAID = "Jag heter Kim och bor på Storgatan.\nMer skugga på gården, tack!"


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        (SAID, SAID),
        ("Mer skugga på gården, tack!", "[…] Mer skugga på gården, tack!"),
        ("Mer skugga [...] tack!", "[…] Mer skugga […] tack!"),
        ("Jag […]   Mer skugga", "Jag […] Mer skugga […]"),
        ("[…] skugga […]", "[…] skugga […]"),
    ],
)
def test_words_may_be_left_out(typed, quote):
    assert excerpt(SAID, typed) == quote


@pytest.mark.parametrize("typed", ["", "[…]", "Mindre skugga", "tack! […] Jag", "mer skugga"])
def test_words_may_not_be_changed_added_or_moved(typed):
    with pytest.raises(NotSaid):
        excerpt(SAID, typed)


@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_is_typed_a_quote_holds_nothing_but_the_original(said, typed):
    try:
        quote = excerpt(said, typed)
    except NotSaid:
        return
    if quote == said:
        return
    whole, place = " ".join(said.split()), 0
    for part in (part.strip() for part in quote.split("[…]")):
        found = whole.find(part, place)
        assert found >= 0
        place = found + len(part)
