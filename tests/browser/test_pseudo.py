"""The core journey has room for words 40 % longer than the Swedish, in both directions, on the narrowest screen."""

from collections.abc import Iterator

import pytest

from tests.browser import checks, pseudo
from tests.browser.browser import ONE_PROCESS, Browser
from tests.browser.conftest import started
from tests.browser.core import CORE
from tests.browser.filled import filled
from tests.browser.resident import Resident
from tests.browser.residents_states import STATES
from tests.browser.site import Site
from webapp.web.languages import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pseudo")]
LANGS = {"long": pseudo.LONG, "mirrored": pseudo.MIRRORED}
ROOM = (checks.reflow320, checks.targets, checks.spacing, checks.zoom200)
SENTENCE = "Du har <strong>%(n)s</strong> frågor&nbsp;kvar att svara på, eller %(percent)s av hela listan."


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Site]]:
    """A town that speaks the two catalogues, and a browser there."""
    with (
        filled(tmp_path_factory.mktemp("pseudo"), pseudo.APP) as site,
        started(site, tmp_path_factory.mktemp("profile"), ONE_PROCESS) as browser,
    ):
        yield browser, site


@pytest.mark.parametrize("speech", LANGS)
@pytest.mark.parametrize("name", CORE)
def test_longer_words_have_room(abroad: tuple[Browser, Site], name: str, speech: str) -> None:
    browser, site = abroad
    lang = LANGS[speech]
    browser.reset()
    STATES[name](Resident(browser, site, lang))
    browser.scripts(on=True)
    assert browser.run("return document.documentElement.dir") == LANGUAGES[lang].direction
    assert pseudo.longer("Tillgänglighet") in browser.run("return document.body.textContent")
    faults = [f"{check.__name__}: {fault}" for check in ROOM for fault in check(browser, lang)]
    assert not faults, "\n".join(faults)


def test_the_longer_words_are_about_as_much_longer_as_a_language_can_be() -> None:
    letters = pseudo.KEPT.sub("", SENTENCE)
    assert 1.25 < len(pseudo.KEPT.sub("", pseudo.longer(SENTENCE))) / len(letters) < 1.5


@pytest.mark.parametrize("change", [pseudo.longer, pseudo.mirrored])
def test_what_is_filled_in_and_tags_are_left_alone(change) -> None:
    assert pseudo.KEPT.findall(change(SENTENCE)) == pseudo.KEPT.findall(SENTENCE)
