"""A municipality's two colours, in both themes."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from tests.domain.test_colours import COLOURS, few
from webapp.domain.colours import contrast
from webapp.domain.look import (
    DARK,
    LIGHT,
    ON_MARK,
    Look,
    as_document,
    changed,
    faults,
    nearest_accent,
    nearest_brand,
    read_look,
    tokens,
)
from webapp.domain.pictures import Picture

STYLES = Path(__file__).parents[2] / "static" / "css" / "critical.css"


def test_the_products_own_colours_are_those_of_its_styles():
    light, dark = re.findall(r":root \{(.*?)\}", STYLES.read_text(), flags=re.S)[:2]
    read = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", theme)) for theme in (light, dark)]
    assert read[0] == dict(LIGHT)
    assert {**read[0], **read[1]} == dict(DARK)


def test_the_products_own_colours_can_be_seen():
    assert faults(Look()) == []


@few
@given(COLOURS)
def test_any_main_colour_can_be_seen_or_has_a_near_one_that_can(colour):
    found = nearest_brand(colour)
    assert faults(Look(brand=found)) == []
    assert (found == colour) is not faults(Look(brand=colour))


@few
@given(COLOURS)
def test_any_accent_can_be_seen_or_has_a_near_one_that_can(colour):
    found = nearest_accent(colour)
    assert faults(Look(accent=found)) == []
    assert (found == colour) is not faults(Look(accent=colour))


@few
@given(COLOURS, COLOURS)
def test_two_colours_that_work_alone_work_together(brand, accent):
    assert faults(Look(nearest_brand(brand), nearest_accent(accent))) == []


@few
@given(COLOURS)
def test_texts_are_read_in_both_themes_whatever_the_colour(colour):
    look = Look(nearest_brand(colour))
    for dark in (False, True):
        theme = tokens(look, dark=dark)
        for surface in ("paper", "card", "tint"):
            for text in ("brand", "ink", "soft"):
                assert contrast(theme[text], theme[surface]) >= 4.5
        assert contrast(theme["brand-ink"], theme["brand"]) >= 4.5
        assert contrast(ON_MARK, theme["mark"]) >= 4.5


def test_the_worst_is_told_first():
    told = faults(Look(brand="#ffd500"))
    assert told[0].contrast / told[0].least == min(each.contrast / each.least for each in told)
    assert not told[0].dark, "the dark theme has a lighter main colour of its own"


def test_nothing_is_changed_where_nothing_is_chosen():
    assert changed(Look()) == changed(Look(), dark=True) == {}
    assert not Look()


@pytest.mark.parametrize("look", [Look(), Look("#0071b3", "#ffd500", Picture("a" * 32, 300, 90), "Lindmo")])
def test_what_is_stored_is_read_again(look):
    assert read_look(as_document(look)) == look
