"""Pages of one-time codes as they are after something was done."""

from tests.browser.browser import Browser
from tests.browser.once import BY_CODE
from tests.browser.site import Site
from tests.browser.staff_states import ALL, state, with_mistakes

CODES = f"{ALL}/{BY_CODE}/codes"
with_mistakes("codes", CODES)


@state("codes: some made")
def some_made(browser: Browser, _site: Site) -> None:
    browser.goes_to(CODES)
    browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    assert browser.has(".danger")


@state("codes: just made")
def just_made(browser: Browser, _site: Site) -> None:
    browser.goes_to(CODES)
    browser.type("#label", "Kort till biblioteket")
    browser.type("#amount", "12")
    browser.follow("#make")
    browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    assert len(browser.all(".codes li")) == 12


def printed(kind: str) -> None:
    @state(f"codes: {kind}")
    def go(browser: Browser, site: Site) -> None:
        just_made(browser, site)
        browser.run("document.querySelector('main form').target = ''")
        browser.follow(f"#{kind}")
        assert len(browser.all(".paper")) == 12


printed("cards")
printed("letters")


@state("entry of paper: no code")
def paper_without_code(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{BY_CODE}/enter/paper/sv")
    browser.follow("#finish button[value=check]")
    assert browser.has("#code-error")
