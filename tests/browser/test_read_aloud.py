"""Reading aloud, with the device's own voices. The browser of the tests has none, so that pages are given some."""

from collections.abc import Iterator

import pytest

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.resident import Resident

pytestmark = pytest.mark.browser
DEVICE = """
(() => {
  const voices = %s.map(([lang, localService]) => ({ lang, localService, name: lang, default: false }));
  const said = [];
  let waiting;
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: class { constructor(text) { this.text = text; } } });
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices,
    addEventListener() {},
    speak(words) { said.push([words.voice.lang, words.text]); waiting = words; },
    cancel() { const words = waiting; waiting = null; words?.onerror?.({ error: "canceled" }); window.cancelled = true; },
  } });
  window.said = said;
  window.spoken = () => { const words = waiting; waiting = null; words.onend(); };
})();
"""
BUTTON = "[data-aloud]"
READ = ".read-now"


@pytest.fixture
def device(browser: Browser) -> Iterator[None]:
    """Lets pages see the voices that `has_voices` names."""
    yield
    for script in SCRIPTS:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})
    SCRIPTS.clear()


SCRIPTS: list[str] = []


def has_voices(browser: Browser, voices: str) -> None:
    made = browser.driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": DEVICE % voices}
    )
    SCRIPTS.append(made["identifier"])


def offered(resident: Resident, lang: str = "sv", path: str = f"/dialogues/{town.OPEN}") -> bool:
    resident.lang = lang
    resident.visits(path)
    resident.browser.wait("document.readyState === 'complete'")
    return resident.sees(BUTTON)


@pytest.mark.usefixtures("device")
@pytest.mark.parametrize(
    ("voices", "lang", "there"),
    [
        ('[["sv-SE", true]]', "sv", True),
        ('[["sv_SE", true]]', "sv-simple", True),
        ('[["ar-EG", true]]', "ar", True),
        ('[["sv-SE", false]]', "sv", False),
        ('[["en-GB", true]]', "sv", False),
        ("[]", "sv", False),
    ],
)
def test_the_button_is_there_only_with_a_voice_of_the_devices_own(resident, voices, lang, there):
    has_voices(resident.browser, voices)
    assert offered(resident, lang) is there
    fetched = resident.browser.run(
        "return performance.getEntriesByName(arguments[0]).length > 0 || "
        "performance.getEntriesByType('resource').some(each => each.name.includes('aloud'))",
        "",
    )
    assert fetched is there


@pytest.mark.usefixtures("device")
@pytest.mark.parametrize("path", [f"/dialogues/{town.OPEN}", f"/dialogues/{town.OPEN}/answer"])
def test_it_reads_piece_by_piece_shows_where_and_stops(resident, path):
    browser = resident.browser
    has_voices(browser, '[["sv-SE", true]]')
    assert offered(resident, path=path)
    assert browser.run("return window.said.length") == 0
    assert browser.text(BUTTON) == "Läs upp sidan"
    browser.one(BUTTON).send_keys("\n")
    assert browser.text(BUTTON) == "Sluta läsa"
    pieces = [browser.run("return window.said.at(-1)[1]")]
    for _turn in range(3):
        here = browser.text(READ)
        assert pieces[-1] in here
        browser.run("window.spoken()")
        pieces.append(browser.run("return window.said.at(-1)[1]"))
    assert len(set(pieces)) == len(pieces)
    style = browser.run(
        "const s = getComputedStyle(document.querySelector('.read-now')); return s.outlineStyle"
    )
    assert style == "solid"
    browser.click(BUTTON)
    assert browser.text(BUTTON) == "Läs upp sidan"
    assert not browser.has(READ)
    assert browser.run("return document.activeElement.matches('[data-aloud]')")


@pytest.mark.usefixtures("device")
def test_nothing_hidden_is_read_and_each_part_in_its_own_language(resident):
    browser = resident.browser
    has_voices(browser, '[["sv-SE", true], ["ar-EG", true]]')
    assert offered(resident)
    browser.run(
        "document.querySelector('main').insertAdjacentHTML('afterbegin', arguments[0])",
        '<p class="unseen">dold</p><p hidden>borta</p><details><summary>Mer</summary><p>stängd</p></details>'
        '<p>Hej <span lang="ar" dir="rtl">مرحبا</span> igen.</p><p lang="fi">Suomeksi.</p>',
    )
    browser.click(BUTTON)
    for _turn in range(400):
        if not browser.has(READ):
            break
        browser.run("window.spoken()")
    said = browser.run("return window.said")
    assert said[:4] == [["sv-SE", "Mer"], ["sv-SE", "Hej"], ["ar-EG", "مرحبا"], ["sv-SE", "igen."]]
    words = " ".join(text for _voice, text in said)
    assert not [each for each in ("dold", "borta", "stängd", "Suomeksi", "Läs upp") if each in words]
    assert browser.text(BUTTON) == "Läs upp sidan"


@pytest.mark.usefixtures("device")
def test_leaving_the_page_silences_it(resident):
    browser = resident.browser
    has_voices(browser, '[["sv-SE", true]]')
    assert offered(resident)
    browser.click(BUTTON)
    browser.run("window.cancelled = false; window.dispatchEvent(new Event('pagehide'))")
    assert browser.run("return window.cancelled")
    assert not browser.has(READ)
