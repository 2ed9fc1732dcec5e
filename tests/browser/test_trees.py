"""What a screen reader would say on the core journey is what is kept in tests/browser/trees/; `make trees` keeps it anew."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import trees
from tests.browser.browser import ONE_PROCESS, Browser
from tests.browser.conftest import started
from tests.browser.core import CORE
from tests.browser.filled import filled
from tests.browser.resident import Resident
from tests.browser.residents_states import STATES
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("trees")]
ANEW = bool(os.environ.get("TREES"))
"""Whether the trees are written instead of compared (`make trees`)."""
LANGUAGES = ("sv", "sv-simple", "en", "ar", "fa", "ti")
"""Every script, both directions, and digits of a language's own; trees of the others would only hold other words."""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Site]]:
    """A town where no other test has done anything, and a browser on it."""
    with (
        filled(tmp_path_factory.mktemp("untouched")) as site,
        started(site, tmp_path_factory.mktemp("profile"), ONE_PROCESS) as browser,
    ):
        yield browser, site


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CORE)
def test_a_screen_reader_is_told_what_it_was_told_before(
    untouched: tuple[Browser, Site], name: str, lang: str
) -> None:
    browser, site = untouched
    browser.reset()
    STATES[name](Resident(browser, site, lang))
    told = trees.told(browser, lang)
    if ANEW:
        trees.FOLDER.mkdir(exist_ok=True)
        trees.file_of(name, lang).write_text(told, encoding="utf-8")
    kept = trees.file_of(name, lang).read_text(encoding="utf-8")
    assert told.splitlines() == kept.splitlines(), (
        "if the change is meant, run make trees and commit the difference"
    )


def test_no_tree_is_kept_of_a_page_that_is_no_longer_looked_at() -> None:
    wanted = {trees.file_of(name, lang) for name in CORE for lang in LANGUAGES}
    assert set(trees.FOLDER.iterdir()) == wanted


def test_what_changes_from_day_to_day_is_left_out(tmp_path: Path) -> None:
    assert trees.steady("Öppen till\n 14 december 2026, 1 av 3", "sv") == "Öppen till 0 ▢ 0, 0 av 0"
    assert trees.steady("حتى 14 ديسمبر 2026", "ar") == "حتى 0 ▢ 0"
