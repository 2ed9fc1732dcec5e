"""Colours, their contrast, and the nearest colour that can be seen."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from webapp.domain.colours import STEP, contrast, from_oklch, nearest, read_colour, to_oklch

few = settings(max_examples=40, deadline=None)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#0B5351", "#0b5351"),
        (" 0b5351 ", "#0b5351"),
        ("#fa0", "#ffaa00"),
        ("#0b535", None),
        ("red", None),
        ("", None),
        ("#٠٠٠٠٠٠", None),
        ("#0b5351;}", None),
    ],
)
def test_a_colour_is_read_in_three_or_six_digits_and_nothing_else(written, read):
    assert read_colour(written) == read


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_lightness_and_chroma_are_those_of_oklch():
    red = to_oklch("#ff0000")
    assert (red.lightness, red.chroma) == pytest.approx((0.628, 0.2577), abs=0.0005)
    assert math.degrees(red.hue) == pytest.approx(29.23, abs=0.05)


@few
@given(COLOURS)
def test_a_colour_survives_the_way_to_oklch_and_back(colour):
    assert from_oklch(to_oklch(colour)) == colour


@few
@given(COLOURS, COLOURS, st.floats(1, 4.58))
def test_what_is_offered_works_and_is_the_same_where_that_works(colour, back, least):
    """Black or white has 4.58 against anything."""

    def works(tried):
        return contrast(tried, back) >= least

    found = nearest(colour, works)
    assert works(found)
    assert (found == colour) is works(colour)


@few
@given(COLOURS)
def test_nothing_nearer_in_lightness_works(colour):
    def works(tried):
        return contrast(tried, "#ffffff") >= 4.5

    assume(not works(colour))
    meant, found = to_oklch(colour), to_oklch(nearest(colour, works))
    nearer = (meant.lightness + found.lightness + STEP) / 2
    between = from_oklch(type(meant)(nearer, meant.chroma, meant.hue))
    assert found.lightness < meant.lightness
    assert not works(between) or abs(nearer - found.lightness) <= 2 * STEP


@few
@given(COLOURS)
def test_the_hue_is_kept(colour):
    found = nearest(colour, lambda tried: contrast(tried, "#ffffff") >= 4.5)
    before, after = to_oklch(colour), to_oklch(found)
    assume(before.chroma > 0.05 and after.chroma > 0.05)
    turned = abs(before.hue - after.hue) % (2 * math.pi)
    assert min(turned, 2 * math.pi - turned) < 0.15


def test_it_is_said_when_nothing_works():
    with pytest.raises(ValueError, match="#123456"):
        nearest("#123456", lambda tried: False)
