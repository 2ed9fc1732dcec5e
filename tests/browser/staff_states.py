"""Staff's pages as they are after something was done: how to bring a browser there. Everybody starts signed in."""

from collections.abc import Callable
from pathlib import Path

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_pages import signs_in
from tests.factories import PASSWORD
from webapp.domain.lifecycle import Role

State = Callable[[Browser, Site], None]
STATES: dict[str, State] = {}
WORKBOOK = Path(__file__).parents[1] / "data" / "mitwirken_umfrage.xlsx"
SESSION = "staff"
ALL = "/staff/dialogues"
EMPTY_THE_FORM = """
for (const details of document.querySelectorAll("details")) details.open = true;
const form = [...document.querySelectorAll("main form[method=post]")]
  .find((each) => each.querySelector("input:not([type=hidden]), textarea"));
for (const field of form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea")) field.value = "";
[...form.querySelectorAll("button:not([type=button]):not(.unseen)")].at(-1).id ||= "last-button";
return [...form.querySelectorAll("button:not([type=button]):not(.unseen)")].at(-1).id;
"""


def state(name: str) -> Callable[[State], State]:
    """Enters the function below into the table."""

    def enter(way: State) -> State:
        STATES[name] = way
        return way

    return enter


def sends_empty(browser: Browser) -> None:
    """Empties the page's form and presses its last button."""
    browser.follow(f"[id='{browser.run(EMPTY_THE_FORM)}']")


def with_mistakes(name: str, path: str) -> None:
    """Enters the page at `path` as it is after its form was sent empty."""

    @state(f"{name}: mistakes")
    def go(browser: Browser, _site: Site) -> None:
        browser.goes_to(path)
        sends_empty(browser)
        assert browser.has("#problems"), browser.text()


with_mistakes("own account", "/staff/account")
with_mistakes("new person", "/staff/people/add")
with_mistakes("new dialogue", "/staff/new-dialogue")
with_mistakes("new question", f"{ALL}/{town.DRAFT}/questions/rank")
with_mistakes("ranking", f"{ALL}/{town.DRAFT}/sections/plats/add/ranking")
with_mistakes("import", f"{ALL}/{town.DRAFT}/import")
with_mistakes("places", f"{ALL}/{town.OPEN}/places")
with_mistakes("moderation", f"{ALL}/{town.OPEN}/ideas")
with_mistakes("result", f"{ALL}/{town.ENDED}/result")
with_mistakes("decision", f"{ALL}/{town.ENDED}/decision")
with_mistakes("feedback", f"{ALL}/{town.ENDED}/feedback")


@state("sign-in")
def signed_out(browser: Browser, _site: Site) -> None:
    browser.forgets(SESSION)
    browser.goes_to("/staff/sign-in")


@state("sign-in: wrong password")
def wrong_password(browser: Browser, site: Site) -> None:
    signed_out(browser, site)
    browser.type("#email", town.EVERYTHING)
    browser.type("#password", "guessed")
    browser.follow("main form button:not(.unseen)")
    assert browser.has("#problems")


@state("sign-in: in the middle of a form")
def session_ended(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/people/add")
    browser.type("#name", "Nils Ek")
    browser.forgets(SESSION)
    browser.follow("main form button")
    assert browser.has("#password")


@state("sign-in: what was typed is still there")
def session_resumed(browser: Browser, site: Site) -> None:
    session_ended(browser, site)
    browser.type("#email", town.EVERYTHING)
    browser.type("#password", PASSWORD)
    browser.follow("main form button:not(.unseen)")
    assert "Nils Ek" in browser.text()


@state("import: what the workbook holds")
def workbook_read(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.DRAFT}/import")
    browser.one("#workbook").send_keys(str(WORKBOOK))
    browser.follow("main form button")
    assert not browser.has("#problems"), browser.text("#problems")


@state("results: of one language")
def one_language(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.OPEN}/results?group=lang:ar")


@state("results: of one place")
def one_place(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.OPEN}/results?group=place:1")


def seen_by(role: Role) -> None:
    @state(f"dialogues: seen by {role}")
    def go(browser: Browser, _site: Site) -> None:
        browser.forgets(SESSION)
        signs_in(browser, f"{role}@example.se")
        browser.goes_to(f"{ALL}/{town.OPEN}")


for each in Role:
    seen_by(each)


@state("overview: ready to open")
def ready_to_open(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.READY}")
    assert browser.has("#open-dialogue")


@state("facts: not for this role")
def not_for_this_role(browser: Browser, _site: Site) -> None:
    browser.forgets(SESSION)
    signs_in(browser, f"{Role.POLITICIAN}@example.se")
    browser.goes_to(f"{ALL}/{town.DRAFT}/facts")
    assert browser.has("main h1")
