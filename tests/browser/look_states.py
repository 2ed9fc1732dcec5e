"""The municipality's own look, chosen, refused and in use."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_states import ALL, state
from tests.pictures import drawn, file
from webapp.models import Municipality, StoredLogo
from webapp.web.picture_files import encode_logo

PAGE = "/staff/municipality/look"


@contextmanager
def own_look(site: Site) -> Iterator[None]:
    """While it lasts, the town has colours and a logo of its own."""
    made = encode_logo(file(drawn(size=(300, 90)), "PNG"))
    with site.session() as session:
        session.query(Municipality).one().look = {
            "brand": "#6d2077",
            "accent": "#f0b323",
            "logo": str(made.picture),
            "alt": "Lindmo kommun",
        }
        session.merge(StoredLogo(id=made.picture.id, small=made.small, plain=made.plain))
    try:
        yield
    finally:
        with site.session() as session:
            session.query(Municipality).one().look = {}


@state("colours that are hard to see: mistakes")
def refused(browser: Browser, _site: Site) -> None:
    browser.goes_to(PAGE)
    browser.type("#brand", "#ffd500")
    browser.type("#accent", "#123456")
    browser.follow("#save")
    assert browser.has("#problems")
    assert browser.has("#use-brand"), browser.text()


@state("look: a colour that was offered, tried")
def offered(browser: Browser, site: Site) -> None:
    refused(browser, site)
    browser.follow("#use-brand")
    browser.follow("#use-accent")
    assert not browser.has("#problems"), browser.text()


@state("look: a logo that is no picture, mistakes")
def no_logo(browser: Browser, _site: Site) -> None:
    browser.goes_to(PAGE)
    browser.one("#file").send_keys(__file__)
    browser.follow("#save-logo")
    assert browser.has("#file-error"), browser.text()


@state("look: with colours and a logo")
def chosen(browser: Browser, site: Site) -> None:
    with own_look(site):
        browser.goes_to(PAGE)
    assert browser.has("header .mark img")


@state("look: an overview in the municipality's colours")
def in_use(browser: Browser, site: Site) -> None:
    with own_look(site):
        browser.goes_to(f"{ALL}/{town.OPEN}")
    assert browser.has("header .mark img")
