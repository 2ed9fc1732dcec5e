"""Pages of planning as they are after something was done, and those that need another policy than the town's."""

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_states import ALL, policy, state, with_mistakes
from tests.factories import days
from webapp.models import Board, StoredAnswer

HERE = f"{ALL}/{town.DRAFT}"
QUESTION = f"{HERE}/gates/good-conditions"
SORTED = "/staff/new-dialogue/advice?single=no&by_law=no&open=yes&political=yes"

with_mistakes("new dialogue", SORTED)
with_mistakes("resolutions", f"{HERE}/resolutions")
with_mistakes("decline", f"{HERE}/decline")


@state("new dialogue: the questions unanswered")
def unanswered(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/new-dialogue/advice")
    assert browser.has("#problems")


@state("new dialogue: a complaint")
def complaint(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/new-dialogue/advice?single=yes")
    browser.click("main summary")


@state("plan: mistakes")
def plan_mistakes(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{HERE}/plan")
    browser.run("document.getElementById('politicians').value = 'Olle Berg (S)'")
    browser.run("document.getElementById('budget_year').value = 'snart'")
    browser.run("document.getElementById('taking-0-reason').value = 'De är med.'")
    browser.follow("main form button")
    assert browser.has("#problems"), browser.text()


@state("hand over: mistakes")
def hand_over_mistakes(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{HERE}/hand-over")
    browser.follow("main form button")
    assert browser.has("#problems"), browser.text()


@state("gate: mistakes")
def gate_mistakes(browser: Browser, site: Site) -> None:
    with policy(site, "tjorn"):
        browser.goes_to(QUESTION)
        browser.follow("main form button")
    assert browser.has("#problems"), browser.text()


@state("gate: answered no")
def answered_no(browser: Browser, site: Site) -> None:
    with policy(site, "tjorn"):
        browser.goes_to(QUESTION)
        browser.run("document.querySelector('[name=value][value=no]').checked = true")
        browser.run("document.getElementById('words').value = 'Lokalen har trappor.'")
        browser.follow("main form button")
    with site.session() as session:
        session.query(StoredAnswer).filter_by(gate="good-conditions").delete()
    assert browser.has("#answered"), browser.text()


@state("overview: a policy with many gates")
def many_gates(browser: Browser, site: Site) -> None:
    with policy(site, "tjorn"):
        browser.goes_to(HERE)
    assert browser.has("#gate-good-conditions"), browser.text()


@state("resolutions: a board that is dissolved")
def dissolved(browser: Browser, site: Site) -> None:
    with site.session() as session:
        session.add(Board(name={"sv": "Gamla nämnden"}, dissolved_on=days(-30)))
    browser.goes_to(f"{HERE}/resolutions")
    with site.session() as session:
        session.query(Board).filter(Board.dissolved_on.is_not(None)).delete()
