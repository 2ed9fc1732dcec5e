"""The pages where ideas are read and followed, as they are after something was done."""

from sqlalchemy import select

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.pictured_ideas import SLUG, make_pictured
from tests.browser.site import Site
from tests.browser.staff_states import ALL, state
from webapp.models import Idea

HERE = f"{ALL}/{town.OPEN}/ideas"
TALK = f"{ALL}/{town.OPEN}/comments"
DECLINE = "details:has([name=code]) button[value=decline]"


def of_group(group: str) -> None:
    @state(f"moderation: {group}")
    def go(browser: Browser, _site: Site) -> None:
        browser.goes_to(f"{HERE}?group={group}")
        browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
        assert browser.has("article.idea"), browser.text()


for each in ("waiting", "appealed", "published", "joined", "declined"):
    of_group(each)


def of_comments(group: str) -> None:
    @state(f"comments: {group}")
    def go(browser: Browser, _site: Site) -> None:
        browser.goes_to(f"{TALK}?group={group}")
        browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
        assert browser.has("article.idea"), browser.text()


for each in ("waiting", "appealed", "published", "declined"):
    of_comments(each)


@state("declining a comment: mistakes")
def comment_declined_without_reason(browser: Browser, _site: Site) -> None:
    browser.goes_to(TALK)
    browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    browser.run(f"document.querySelector('{DECLINE}').click()")
    browser.wait("document.getElementById('problems')")


@state("declining an idea: mistakes")
def declined_without_reason(browser: Browser, _site: Site) -> None:
    browser.goes_to(HERE)
    browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    browser.follow(DECLINE)
    assert browser.has("#problems"), browser.text()


@state("outcome of an idea: mistakes")
def outcome_unexplained(browser: Browser, site: Site) -> None:
    with site.session() as session:
        id_ = session.scalars(select(Idea.id).where(Idea.number == town.PUBLISHED_IDEA)).one()
    browser.goes_to(f"{HERE}/{id_}/outcome")
    browser.run("document.querySelector('[name=standing][value=declined]').checked = true")
    browser.follow("main form .button:not(.quiet)")
    assert browser.has("#problems"), browser.text()


@state("moderation: ideas with pictures")
def pictured(browser: Browser, site: Site) -> None:
    make_pictured(site)
    browser.goes_to(f"{ALL}/{SLUG}/ideas")
    browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    browser.wait("[...document.images].some((each) => each.complete && each.naturalWidth)")
