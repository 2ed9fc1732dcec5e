"""Staff's pages as they are after something was done: how to bring a browser there. Everybody starts signed in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser import told, town
from tests.browser.browser import Browser
from tests.browser.site import Site
from tests.browser.staff_pages import signs_in
from tests.factories import PASSWORD, days
from webapp.domain.lifecycle import Role
from webapp.models import Board, Municipality
from webapp.profiles import STANDARD

State = Callable[[Browser, Site], None]
STATES: dict[str, State] = {}
OWN_CHANGES = {
    "policy": {"name": "Vår policy", "adopted": "2024-05-06"},
    "words": {"sv": ["samtal", "samtalet", "samtal", "samtalen"]},
    "steps": ["INFORMATION", "CONSULTATION"],
    "gates_off": ["target-group"],
}
WORKBOOK = Path(__file__).parents[1] / "data" / "mitwirken_umfrage.xlsx"
SESSION = "staff"
FIRST_VOICE = ".voices > li:first-child"
LOUD = "main form .button:not(.quiet)"
"""The one button of a page that is not subdued."""
ALL = "/staff/dialogues"
EMPTY_THE_FORM = """
for (const details of document.querySelectorAll("details")) details.open = true;
const form = [...document.querySelectorAll("main form[method=post]")]
  .find((each) => each.querySelector("input:not([type=hidden]), textarea"));
for (const field of form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea")) field.value = "";
[...form.querySelectorAll("button:not([type=button]):not(.unseen)")].at(-1).id ||= "last-button";
return [...form.querySelectorAll("button:not([type=button]):not(.unseen)")].at(-1).id;
"""


@contextmanager
def policy(site: Site, profile: str) -> Iterator[None]:
    """While it lasts, the town has another policy."""
    choose(site, profile)
    try:
        yield
    finally:
        choose(site, STANDARD)


def choose(site: Site, profile: str) -> None:
    with site.session() as session:
        session.query(Municipality).one().profile_id = profile


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
with_mistakes("new question", f"{ALL}/{town.DRAFT}/questions/rank")
with_mistakes("ranking", f"{ALL}/{town.DRAFT}/sections/plats/add/ranking")
with_mistakes("import", f"{ALL}/{town.DRAFT}/import")
with_mistakes("places", f"{ALL}/{town.OPEN}/places")
with_mistakes("moderation", f"{ALL}/{town.OPEN}/ideas")
for fact in ("degrees", "title", "decision_day", "contact", "politicians", "compiled_by", "phase"):
    with_mistakes(f"correction of {fact}", f"{ALL}/{told.TOLD}/corrections/{fact}")
with_mistakes("result", f"{ALL}/{town.ENDED}/result")
with_mistakes("decision", f"{ALL}/{town.ENDED}/decision")
with_mistakes("feedback", f"{ALL}/{town.ENDED}/feedback")


with_mistakes("something residents said", f"{ALL}/{town.ENDED}/findings/add")
with_mistakes("decision basis", f"{ALL}/{town.ENDED}/decision-basis")


@state("quotes: a word that nobody wrote, mistakes")
def invented_quote(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.ENDED}/findings/1/quotes?question=long")
    browser.run("document.querySelector('.voices details').open = true")
    browser.type(f"{FIRST_VOICE} textarea", "Mer asfalt, tack.")
    browser.follow(f"{FIRST_VOICE} details button")
    assert browser.has("#problems"), browser.text()


@state("evaluation: mistakes")
def evaluation_unanswered(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.ENDED}/evaluation")
    browser.follow(LOUD)
    assert browser.has("#problems"), browser.text()


@state("archive: mistakes")
def archive_without_decision(browser: Browser, site: Site) -> None:
    with site.lending(town.ENDED, evaluated_on=days(-1)):
        browser.goes_to(f"{ALL}/{town.ENDED}/archive")
        browser.follow(LOUD)
    assert browser.has("#problems"), browser.text()


@state("decision: the policy wants something first")
def decision_refused(browser: Browser, site: Site) -> None:
    with policy(site, "tjorn"), site.lending(town.ENDED, decision_published_on=None):
        browser.goes_to(f"{ALL}/{town.ENDED}/decision")
        browser.follow(LOUD)
    assert browser.has("#problems"), browser.text()


with_mistakes("policy as a document", "/staff/policy/change/document")
with_mistakes("words of the policy", "/staff/policy/change/words")
with_mistakes("texts of the policy", "/staff/policy/change/texts")
with_mistakes("times of the policy", "/staff/policy/change/planning")
with_mistakes("municipality", "/staff/municipality")
with_mistakes("new board", "/staff/boards/add")
with_mistakes("dissolving a board", "/staff/boards/1/dissolve")


@state("steps of the policy: none left, mistakes")
def no_step_left(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/policy/change/steps")
    for box in browser.all("#steps input:checked"):
        browser.run("arguments[0].click()", box)
    browser.follow(".save button")
    assert browser.has("#problems"), browser.text()


@state("policy: a change that dialogues lack something by")
def asked_again(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/policy/change/steps")
    browser.run("arguments[0].click()", browser.one("#steps-CONSULTATION"))
    browser.follow(".save button")
    assert browser.has("#asked"), browser.text()


@state("policy: what differs")
def what_differs(browser: Browser, site: Site) -> None:
    with site.session() as session:
        session.query(Municipality).one().profile_changes = OWN_CHANGES
    browser.goes_to("/staff/policy/differences")
    with site.session() as session:
        session.query(Municipality).one().profile_changes = {}
    assert browser.has("td form")


@state("trace: one person and one year")
def trace_chosen(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"/staff/trace?person=1&year={days(0).year}")


@state("boards: one dissolved")
def board_dissolved(browser: Browser, site: Site) -> None:
    with site.session() as session:
        session.add(Board(name={"sv": "Gamla nämnden"}, dissolved_on=days(-1)))
    browser.goes_to("/staff/boards")


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


@state("board room: who was not reached")
def board_room_opened(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/board-room")
    browser.run("for (const each of document.querySelectorAll('main details')) each.open = true")
    assert browser.has(".matter details[open]")


@state("plan: of one board")
def plan_of_one_board(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/plan?board=1")
    assert browser.has("#board option[value='1'][selected]")


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
    assert browser.has("#next-step")


@state("facts: not for this role")
def not_for_this_role(browser: Browser, _site: Site) -> None:
    browser.forgets(SESSION)
    signs_in(browser, f"{Role.POLITICIAN}@example.se")
    browser.goes_to(f"{ALL}/{town.DRAFT}/facts")
    assert browser.has("main h1")


@state("wizard: advice")
def advised(browser: Browser, _site: Site) -> None:
    browser.goes_to("/staff/new-dialogue/advice?single=no&by_law=no&open=yes&political=yes")
    assert browser.has("main form")
