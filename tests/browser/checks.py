"""What scripts can find on a page that no engine looks for; each check says what is wrong, in a sentence each."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser import geometry
from tests.browser.browser import Browser
from tests.browser.keyboard import RING_CONTRAST, contrast
from webapp.web.languages import LANGUAGES

NARROW, WIDE = 320, 1280
ASTRAY = """
return [...document.querySelectorAll("a[href^='tel:'], a[href^='mailto:'], .digits, input.code, input.tiny, input.short")]
  .filter((each) => getComputedStyle(each.querySelector("bdi") ?? each).direction !== "ltr")
  .map((each) => each.outerHTML);
"""
TOLD = """
const page = document.documentElement;
return [page.lang, page.dir, getComputedStyle(document.body).direction];
"""
STRAYS = """
const scripts = [
  [/\\p{Script=Arabic}{2}/u, ["ar", "fa", "prs", "ckb", "ur"]],
  [/\\p{Script=Cyrillic}{2}/u, ["uk", "sr", "bs", "ru"]],
  [/\\p{Script=Ethiopic}{2}/u, ["ti", "am"]],
  [/\\p{Script=Hebrew}{2}/u, ["yi", "he"]],
];
const other = new Set(scripts.flatMap(([, langs]) => langs));
const words = /(\\p{Script=Latin}{2,}[ ,]+){3,}\\p{Script=Latin}{2,}/u;
const strays = [];
const look = (text, element, where) => {
  const lang = element.closest("[lang]").lang.split("-")[0];
  if (!lang || text.trim().endsWith(`(${lang})`)) return;
  const own = scripts.find(([letters]) => letters.test(text));
  const wrong = own ? !own[1].includes(lang) : other.has(lang) && lang !== "bs" && lang !== "sr" && words.test(text);
  if (wrong) strays.push(`${where} said to be in ${lang}: ${text.trim().slice(0, 80)}`);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) look(walker.currentNode.data, walker.currentNode.parentElement, "text");
for (const name of ["alt", "aria-label", "placeholder", "title"])
  for (const element of document.body.querySelectorAll(`[${name}]`)) look(element.getAttribute(name), element, name);
for (const field of document.body.querySelectorAll("textarea, input[type=text]"))
  if (field.value && !field.dir && !field.closest("[dir=auto]") && /\\p{Script=Arabic}/u.test(field.value) !== (field.matches(":dir(rtl)")))
    strays.push(`a field whose direction is not that of what was typed: ${field.outerHTML.slice(0, 120)}`);
return strays;
"""
PALE = """
const rgb = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
const seen = (colour) => { const parts = rgb(colour); return parts.length === 3 || parts[3] > 0; };
const ground = (element) => {
  let at = element;
  while (at && !seen(getComputedStyle(at).backgroundColor)) at = at.parentElement;
  return getComputedStyle(at ?? document.documentElement).backgroundColor;
};
return [...document.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]), select, textarea")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".unseen"))
  .map((each) => {
    const style = getComputedStyle(each);
    return [each.outerHTML.slice(0, 120).replace(/\\s+/g, " "), style.borderBlockEndStyle === "none" ? "" : style.borderBlockEndColor,
      style.backgroundColor, ground(each.parentElement)];
  });
"""
MOVING = """
const named = (element) => element.outerHTML.slice(0, 160).replace(/\\s+/g, " ");
const seconds = (times) => Math.max(...times.split(",").map(parseFloat));
return [...document.querySelectorAll("*")]
  .filter((each) => {
    const style = getComputedStyle(each);
    return seconds(style.transitionDuration) > 0.01 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01)
      || style.scrollBehavior === "smooth";
  }).map(named);
"""
HELP = """
const foot = [...document.querySelectorAll("body > footer.foot")];
const parts = [...document.body.children].map((each) => each.localName).filter((each) => each !== "script");
return [foot.length, parts.filter((each) => ["header", "main", "footer"].includes(each)).join(" "),
  [...(foot[0]?.children ?? [])].map((each) => each.localName).join(" "),
  [...(foot[0]?.querySelectorAll("li a") ?? [])].map((each) => new URL(each.href).pathname.replace(/^\\/[a-z-]+\\//i, "")).join(" ")];
"""
STANDING = """
const spoken = [...document.querySelectorAll("[role=status]")].map((each) => each.innerText);
return spoken.reduce((text, each) => text.replace(each, ""), document.body.innerText).replace(/\\s+/g, " ");
"""
"""The words that stand on the page, without those that are only announced, which come a little later."""
FEET = {"p ul", "p"}
"""What the foot of a page holds: help, then the links that are the same everywhere; staff's foot holds help."""


def reflow320(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 1.4.10: nothing has to be moved sideways at 320 pixels."""
    browser.looks(NARROW)
    yield from _too_wide(browser)


def _too_wide(browser: Browser) -> Iterator[str]:
    if wider := geometry.wider_than_the_screen(browser):
        yield f"{wider} pixels wider than the screen"
    yield from (f"sticks out: {element}" for element in geometry.outside(browser))


def _fits(browser: Browser) -> Iterator[str]:
    yield from _too_wide(browser)
    yield from (f"does not fit in its box: {element}" for element in geometry.clipped(browser))


def zoom200(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 1.4.4: text twice as large fits in a wide window, and so does everything in half a window."""
    browser.looks(WIDE)
    with _enlarged(browser):
        yield from _fits(browser)
    browser.looks(WIDE // 2, height=360)
    yield from _too_wide(browser)


@contextmanager
def _enlarged(browser: Browser) -> Iterator[None]:
    geometry.enlarged(browser, on=True)
    yield
    geometry.enlarged(browser, on=False)


def spacing(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 1.4.12: text with the reader's own spacing fits."""
    browser.looks(NARROW)
    geometry.spaced(browser, on=True)
    yield from _fits(browser)
    geometry.spaced(browser, on=False)


def orientation(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 1.3.4: what shows on a phone that stands shows on one that lies, as it is turned."""
    browser.looks(360, height=640)
    standing = browser.run(STANDING)
    browser.looks(640, height=360)
    yield from _too_wide(browser)
    if browser.run(STANDING) != standing:
        yield "other words stand there when the phone is turned"


def targets(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 2.5.8 and 2.5.5: fingers can hit every button and field."""
    browser.looks(NARROW)
    yield from geometry.too_small(browser)


def langscan(browser: Browser, lang: str) -> Iterator[str]:
    """WCAG 3.1.1 and 3.1.2: the language and the direction of the page are told, and so are those of its parts.

    What the tests' own factories make up says in brackets which language it stands for, and is left out.
    """
    direction = LANGUAGES[lang].direction
    told = browser.run(TOLD)
    if told != [LANGUAGES[lang].tag, direction, direction]:
        yield f"the page says {told}"
    yield from browser.run(STRAYS)


def borders(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 1.4.11: where a field is can be seen, by its border or its ground, 3:1 in light and in dark."""
    for dark in (False, True):
        browser.looks(NARROW, dark=dark)
        for element, border, own, behind in browser.run(PALE):
            drawn = max(contrast(colour, behind) for colour in (border or behind, own))
            if drawn < RING_CONTRAST:
                yield f"{drawn:.1f}:1 {'in the dark' if dark else ''}: {element}"


def digits(browser: Browser, _lang: str) -> Iterator[str]:
    """Numbers and addresses run from left to right, whatever the page does."""
    yield from browser.run(ASTRAY)


def media(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 2.3.3: nothing moves for those who have asked for less motion."""
    browser.looks(NARROW)
    yield from browser.run(MOVING)


def help_in_place(browser: Browser, _lang: str) -> Iterator[str]:
    """WCAG 3.2.6 and 3.2.3: help stands last on the page and first in its foot, before the same links everywhere."""
    feet, parts, within, _links = browser.run(HELP)
    if feet != 1 or parts != "header main footer" or within not in FEET:
        yield f"{feet} feet, the page holds {parts}, its foot {within}"


OF_EVERYBODY = (langscan, help_in_place, reflow320, media, borders, orientation)
OF_RESIDENTS = (
    langscan,
    help_in_place,
    digits,
    reflow320,
    targets,
    media,
    spacing,
    borders,
    zoom200,
    orientation,
)
OF_WORDS = (langscan, digits, reflow320, targets, spacing, zoom200)
"""Those that hang on the words of the page, and so on its language."""
