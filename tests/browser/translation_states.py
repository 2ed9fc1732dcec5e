"""Translating, in its states: a stale text, mistakes, a text saved as it is left, files refused and read."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from selenium.webdriver.common.keys import Keys

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_states import ALL, LOUD, state
from webapp.interchange.translation_file import Entry, TranslationFile
from webapp.interchange.xliff import write_xliff
from webapp.models import ContentTranslation, Dialogue

HERE = f"{ALL}/{town.DRAFT}/translate/ar"
TITLE = '[id="text.title"]'


@state("translating: a text whose source has changed, one that is missing and a draft")
def stale(browser: Browser, site: Site) -> None:
    with site.session() as session:
        known = session.query(ContentTranslation).join(Dialogue)
        known = known.filter(Dialogue.slug == town.DRAFT, ContentTranslation.lang == "ar")
        known.filter(ContentTranslation.key == "matter").one().source = "vilka delar som rivs först"
        for row in known.filter(ContentTranslation.key == "title"):
            session.delete(row)
    browser.goes_to(HERE)
    assert browser.has("del")
    assert browser.has(".state-missing")


@state("translating: mistakes")
def mistakes(browser: Browser, _site: Site) -> None:
    browser.goes_to(HERE)
    browser.run("document.getElementById('text.title').value = 'x'.repeat(201)")
    browser.follow(".save button")
    assert browser.has("#problems"), browser.text()


@state("translating: a text saved as its field is left")
def one_saved(browser: Browser, _site: Site) -> None:
    browser.goes_to(HERE)
    field = browser.one(TITLE)
    field.send_keys(" ؟", Keys.TAB)
    browser.wait("document.querySelector('.saved') !== null")
    assert not browser.has("#problems")


@state("translating: the languages")
def languages(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.DRAFT}/translate")


def uploads(browser: Browser, source: str) -> None:
    """Sends a file with one text, translated from `source`."""
    entry = Entry("title", source, "ساحة المدرسة الجديدة", "final")
    with NamedTemporaryFile(suffix=".xlf", delete=False) as file:
        file.write(write_xliff(TranslationFile(town.DRAFT, "sv", "ar", [entry])))
    browser.goes_to(f"{HERE}/files")
    browser.one("#file").send_keys(file.name)
    browser.follow(LOUD)
    Path(file.name).unlink()


@state("translating: a file that is older than its source")
def older_file(browser: Browser, _site: Site) -> None:
    uploads(browser, "Så hette det förr")
    assert browser.has("#problems"), browser.text()


@state("translating: what a file changes")
def read_file(browser: Browser, site: Site) -> None:
    with site.session() as session:
        title = session.query(Dialogue).filter_by(slug=town.DRAFT).one().title["sv"]
    uploads(browser, title)
    assert browser.has("table"), browser.text()
