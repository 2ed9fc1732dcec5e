"""Walks over a page that do something to each of its controls and look whether the page stays what it was."""

from collections.abc import Iterator
from typing import Any, cast

from tests.browser.browser import Browser

FOCUSED = """
const named = (element) => element.outerHTML.slice(0, 160).replace(/\\s+/g, " ");
const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }));
const state = () => [document.body.innerHTML, location.href, document.title, document.documentElement.lang].join("\\n");
const changed = [];
for (const control of controls) {
  const before = state();
  control.focus();
  if (state() !== before) changed.push(named(control));
}
return changed;
"""
CHANGED = """
const done = arguments[arguments.length - 1];
const named = (element) => element.outerHTML.slice(0, 160).replace(/\\s+/g, " ");
const pause = (time) => new Promise((after) => setTimeout(after, time));
const controls = [...document.querySelectorAll("input:not([type=hidden]):not([type=file]):not([readonly]):not([disabled]), select, textarea")];
const context = () => [location.href, document.title, document.documentElement.lang, document.documentElement.dir, document.querySelectorAll("h1, form, nav").length].join(" ");
(async () => {
  const faults = [];
  const before = context();
  for (const control of controls.filter((each) => each.checkVisibility({ visibilityProperty: true }))) {
    if (!control.isConnected || !control.checkVisibility({ visibilityProperty: true })) continue;
    control.focus();
    if (control.type === "radio" || control.type === "checkbox") control.click();
    else {
      if (control.localName === "select") control.selectedIndex = (control.selectedIndex + 1) % control.options.length;
      else control.value = control.type === "email" ? "a@example.se" : control.type === "date" ? "2031-05-06" : "1";
      for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    await pause(30);
    if (context() !== before) faults.push(`the page became another: ${named(control)}`);
    if (document.activeElement !== control) faults.push(`the focus left: ${named(control)}`);
  }
  await pause(700);
  if (context() !== before) faults.push("the page became another a moment later");
  done(faults);
})();
"""
PRESSABLE = """
return [...document.querySelectorAll("button, summary, .choice, label")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".unseen"));
"""
POINT = """
arguments[0].scrollIntoView({ block: "center", behavior: "instant" });
const box = arguments[0].getBoundingClientRect();
const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
const free = [...Array(20).keys()].map((step) => [2, 20 + step * 40])
  .find(([left, top]) => top < innerHeight && !document.elementFromPoint(left, top)?.closest("button, a, label, input, summary, select, textarea"));
return arguments[0].contains(document.elementFromPoint(x, y)) && free ? [x, y, ...free] : null;
"""
STATE = """
const fields = [...document.querySelectorAll("input, select, textarea")].map((each) => [each.checked, each.value]);
const folds = [...document.querySelectorAll("details")].map((each) => each.open);
return JSON.stringify([location.href, document.title, fields, folds, document.body.innerText]);
"""


def focus_changes(browser: Browser) -> list[str]:
    """Controls that change something as soon as they get the focus (WCAG 3.2.1)."""
    return cast(list[str], browser.run(FOCUSED))


def input_changes(browser: Browser) -> list[str]:
    """What becomes of the page when every field is given something else, one after the other (WCAG 3.2.2)."""
    windows = len(browser.driver.window_handles)
    found = cast(list[str], browser.driver.execute_async_script(CHANGED))
    return found + ["a window opened"] * (len(browser.driver.window_handles) - windows)


def presses_taken_back(browser: Browser) -> Iterator[str]:
    """Buttons and choices that do something although the pointer left them before it was let go (WCAG 2.5.2)."""
    pressed = 0
    for element in browser.run(PRESSABLE):
        points = browser.run(POINT, element)
        if not points:
            continue
        pressed += 1
        before = browser.run(STATE)
        x, y, away_x, away_y = points
        _mouse(browser, "mouseMoved", x, y)
        _mouse(browser, "mousePressed", x, y)
        _mouse(browser, "mouseMoved", away_x, away_y, buttons=1)
        _mouse(browser, "mouseReleased", away_x, away_y)
        if browser.run(STATE) != before:
            yield str(element.get_attribute("outerHTML"))[:160]
    assert pressed or not browser.has("main button"), "nothing could be pressed"


def _mouse(browser: Browser, kind: str, x: float, y: float, **more: Any) -> None:
    button = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
    browser.driver.execute_cdp_cmd(
        "Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **button, **more}
    )
