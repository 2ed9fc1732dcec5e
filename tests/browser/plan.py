"""What is looked at where: the looks, the engines and the scripted checks of each page, state and language."""

from tests.browser import checks
from tests.browser.engines import ACE, AXE, HTMLCS, IN_THE_BROWSER
from tests.browser.looks import EASY, MIRRORED, WHOLE, looks, turn
from tests.browser.visit import Check, Plan
from webapp.web.languages import SOURCE

RULE = (
    "What is looked at where, in the whole harness:",
    "- Residents' states in Swedish: light and dark at 320 and 1280 px, each with each, and forced colours or 400 %",
    "  (320 x 256 px) by turns. In Arabic: every state, one look by turns. In easy Swedish: each page's first state and",
    "  the core journey, one look by turns. In the ten other languages: the core journey, one look by turns.",
    "- Staff's pages and states in Swedish: light at 1280 px and dark at 320 px. In Arabic: one look by turns. What else",
    "  an address can name (another dialogue, another kind of question): in Swedish, one look by turns, by axe.",
    "- axe, ace, HTML_CodeSniffer and the Nu checker examine a page once in each of these languages; ace leaves out staff's",
    "  Arabic and the ten. In further looks of the same visit axe examines what hangs on colours and size.",
    "- Scripted checks run once in each visit: in Swedish all, in other languages those that hang on words.",
    "In the sample: each page and state once, language and look by turns, by axe or by ace besides HTML_CodeSniffer.",
)
"""Printed at the head of the table."""
WITHOUT_ACE = (AXE, HTMLCS)


def of_residents(lang: str, place: int) -> Plan:
    """How the residents' state at `place` in its table is examined in `lang`."""
    used = engines(place) if lang in (SOURCE, MIRRORED, EASY) else WITHOUT_ACE
    return Plan(looks(lang, place), used, _checks(checks.OF_RESIDENTS, lang, place))


def of_staff(lang: str, place: int) -> Plan:
    """How the staff's page or state at `place` in its table is examined in `lang`."""
    used = WITHOUT_ACE if WHOLE and lang != SOURCE else engines(place)
    return Plan(looks(lang, place, staff=True), used, _checks(checks.OF_EVERYBODY, lang, place))


def of_further_address(place: int) -> Plan:
    """How a page of the staff is examined at an address that is not its first."""
    return Plan((turn(place),), (AXE,), (checks.reflow320,))


def engines(place: int) -> tuple[str, ...]:
    """Those that examine the page at `place` in its table."""
    return IN_THE_BROWSER if WHOLE else (ACE if place % 3 == 2 else AXE, HTMLCS)


def _checks(known: tuple[Check, ...], lang: str, place: int) -> tuple[Check, ...]:
    """All in Swedish, in other languages those that hang on words; in a sample the first, and another by turns."""
    wanted = tuple(each for each in known if lang == SOURCE or each in checks.OF_WORDS)
    return wanted if WHOLE else tuple(dict.fromkeys((checks.reflow320, wanted[place % len(wanted)])))
