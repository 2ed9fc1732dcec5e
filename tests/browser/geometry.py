"""What a page's boxes tell: whether it fits, whether fingers can hit it, whether the focus can be seen."""

from typing import Any, cast

from tests.browser.browser import Browser

SMALLEST_TARGET = 44
"""CSS pixels, both ways: what fingers hit on residents' pages (WCAG 2.5.5)."""

NAMED = """
const named = (element) => element.outerHTML.slice(0, 160).replace(/\\s+/g, " ");
const unseen = (element) => Boolean(element.closest(".unseen, .skip"));
const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !unseen(element);
"""

OUTSIDE = """
const scrolled = (element) => {
  const wrapper = element.closest(".scroll");
  return wrapper && wrapper !== element;
};
const width = document.documentElement.clientWidth;
return [...document.querySelectorAll("body *")]
  .filter((element) => shown(element) && !scrolled(element))
  .filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > width + 1);
  })
  .map(named);
"""

CLIPPED = """
const lines = (element) => [...element.childNodes]
  .filter((node) => node.nodeType === 3 && node.data.trim())
  .flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  });
const clear = (element) => getComputedStyle(element).display.includes("inline") ? 0 : parseFloat(getComputedStyle(element).fontSize) / 2;
return [...document.querySelectorAll("body *")]
  .filter((element) => shown(element) && !element.closest(".scroll, textarea, select, svg") && clear(element))
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const over = clear(element);
    return lines(element).some((line) =>
      line.left < box.left - 1 || line.right > box.right + 1 || line.top < box.top - over || line.bottom > box.bottom + over);
  })
  .map(named);
"""

SMALL = """
const smallest = arguments[0];
const controls = "button, a.button, .tongues a, summary, select, textarea, input:not([type=hidden])";
const hit = (element) => {
  const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
  const whole = element.matches("input[type=radio], input[type=checkbox]") ? boxes : boxes.slice(0, 1);
  return {
    width: Math.max(...whole.map((box) => box.width)),
    height: Math.max(...whole.map((box) => box.height)),
  };
};
return [...document.querySelectorAll(controls)]
  .filter(shown)
  .filter((element) => hit(element).width < smallest || hit(element).height < smallest)
  .map((element) => `${Math.round(hit(element).width)} × ${Math.round(hit(element).height)}: ${named(element)}`);
"""

FOCUS = """
const element = document.activeElement;
if (!element || element === document.body) return null;
const ringed = element.closest(".choice") ?? element;
const style = getComputedStyle(ringed);
const box = element.getBoundingClientRect();
const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 1);
const top = document.elementFromPoint(x, y);
const label = top?.closest("label")?.control;
let behind = ringed.parentElement;
while (behind && /, 0\\)$|transparent/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
return {
  name: named(element),
  id: element.id,
  tag: element.localName,
  outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
  colour: style.outlineColor,
  ground: getComputedStyle(behind ?? document.documentElement).backgroundColor,
  inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  uncovered: Boolean(top) && (element.contains(top) || top.contains(element) || label === element),
};
"""

SPACED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }" +
  "p { margin-block-end: 2em !important; }"
);
document.adoptedStyleSheets = arguments[0] ? [sheet] : [];
"""

ENLARGED = "document.documentElement.style.fontSize = arguments[0]"
TWICE_OUR_SIZE = "225%"


def wider_than_the_screen(browser: Browser) -> int:
    """By how many CSS pixels the page is wider than the screen; 0 where nothing has to be moved sideways."""
    return cast(
        int, browser.run("const page = document.scrollingElement; return page.scrollWidth - page.clientWidth")
    )


def outside(browser: Browser) -> list[str]:
    """Elements that stick out to the left or the right of the screen; what scrolls on its own may."""
    return cast(list[str], browser.run(NAMED + OUTSIDE))


def clipped(browser: Browser) -> list[str]:
    """Elements whose text does not fit in their box."""
    return cast(list[str], browser.run(NAMED + CLIPPED))


def too_small(browser: Browser, smallest: int = SMALLEST_TARGET) -> list[str]:
    """Buttons and fields that are smaller than `smallest` CSS pixels one way; a choice counts its label."""
    return cast(list[str], browser.run(NAMED + SMALL, smallest))


def focus(browser: Browser) -> dict[str, Any] | None:
    """What has the focus and how it shows; None where nothing has it."""
    return cast(dict[str, Any] | None, browser.run(NAMED + FOCUS))


def focus_on_each(browser: Browser, elements: str) -> list[dict[str, Any]]:
    """What is told of the focus on each of the elements that the script expression `elements` is, one after the other."""
    each = f"{elements}.map((element) => {{ element.focus(); return (() => {{ {FOCUS} }})(); }})"
    return cast(list[dict[str, Any]], browser.run(f"{NAMED} return {each};"))


def spaced(browser: Browser, on: bool) -> None:
    """Text with the spacing that a reader may ask for (WCAG 1.4.12)."""
    browser.run(SPACED, on)


def enlarged(browser: Browser, on: bool) -> None:
    """Text twice as large as ours (WCAG 1.4.4)."""
    browser.run(ENLARGED, TWICE_OUR_SIZE if on else "")
