"""Every kind of question can be answered without scripts, by keyboard alone and by touch alone."""

from collections.abc import Callable

import pytest
from markupsafe import Markup

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.resident import Resident
from tests.browser.site import Site
from tests.browser.ways import ByKeyboard, ByTouch, Way, WithoutScripts, finishes
from tests.kinds.examples import EXAMPLES, title

pytestmark = pytest.mark.browser
WAYS: dict[str, Callable[[Browser, Site], Way]] = {
    "no JavaScript": lambda browser, _site: WithoutScripts(browser),
    "keyboard": ByKeyboard,
    "touch": lambda browser, _site: ByTouch(browser),
}
RECEIPTS: dict[str, dict[str, str]] = {}
"""Way -> what the receipt says of each question that was answered so."""


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("way", [pytest.param(way, marks=pytest.mark.xdist_group(way)) for way in WAYS])
def test_the_receipt_says_what_was_answered(resident: Resident, site: Site, way: str, kind: str) -> None:
    if way not in RECEIPTS:
        RECEIPTS[way] = receipt(resident, site, way)
    told = RECEIPTS[way][title(kind)]
    assert all(as_seen(words) in told for words in EXAMPLES[kind].said), told


def as_seen(markup: str) -> str:
    """What a reader sees of `markup`: no tags, and one space where there is any."""
    return " ".join(Markup(markup).striptags().split())


def receipt(resident: Resident, site: Site, way: str) -> dict[str, str]:
    """Answers everything in one way; the text of each question -> what the receipt says of it."""
    browser = resident.browser
    browser.scripts(on=way != "no JavaScript")
    resident.visits(f"/dialogues/{town.KINDS}/answer")
    used = WAYS[way](browser, site)
    used.fills_everything()
    finishes(used)
    code = resident.receipt()
    browser.touches(on=False)
    resident.visits(f"/receipt/{code}")
    asked = [" ".join(each.text.split()) for each in browser.all(".answers dt")]
    said = [" ".join(each.text.split()) for each in browser.all(".answers dd")]
    return dict(zip(asked, said, strict=True))
