"""The engines that examine a page as the browser shows it, and the faults that they find."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.engines.suppressions import SUPPRESSIONS

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"
AXE, ACE, HTMLCS, NU = "axe", "ace", "htmlcs", "nu"
IN_THE_BROWSER = (AXE, ACE, HTMLCS)
MISSING = "{package} is not installed: run make test on a machine with npm."
STRICT = bool(os.environ.get("CI")) or os.environ.get("HARNESS") == "whole"
"""Whether an engine that is not there is a fault rather than something to be told of."""

TOLD = """
const told = (engine, suppressions, faults) => {
  const found = [], suppressed = {};
  for (const { rule, message, element } of faults) {
    const at = suppressions.find((each) => each.rule === rule && element?.matches?.(each.css));
    if (at) suppressed[at.number] = (suppressed[at.number] ?? 0) + 1;
    else found.push(`${engine} ${rule}: ${message}\\n  ${(element?.outerHTML ?? "the document").slice(0, 200).replace(/\\s+/g, " ")}`);
  }
  return { found, suppressed };
};
const [suppressions, done] = [arguments[0], arguments[arguments.length - 1]];
const failed = (why) => done({ found: [`the engine itself failed: ${why?.stack ?? why}`], suppressed: {} });
"""


class EngineMissing(Exception):
    """An engine is not installed; the message says what to do."""


@dataclass
class Found:
    """What one engine says of one look of a page."""

    faults: list[str]
    suppressed: dict[int, int] = field(default_factory=dict)
    """The number of a suppression -> how many faults it kept quiet."""


@cache
def script(package: str, path: str) -> str:
    """The text of an engine's script.

    Raises:
        EngineMissing: the package is not installed.
    """
    whole = MODULES / package / path
    if not whole.exists():
        raise EngineMissing(MISSING.format(package=package))
    return whole.read_text(encoding="utf-8")


def version_of(package: str) -> str:
    """The installed version; empty where it is not installed."""
    about = MODULES / package / "package.json"
    return str(json.loads(about.read_text(encoding="utf-8"))["version"]) if about.exists() else ""


def load(driver: WebDriver, name: str, text: Callable[[], str]) -> None:
    """Puts an engine whose global is `name` on the page, past the page's own policy, unless it is there."""
    if not driver.execute_script(f"return typeof {name} !== 'undefined'"):
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": f"{text()}\nundefined"})


def ask(driver: WebDriver, engine: str, examine: str) -> Found:
    """Runs a script that calls `done(told(…))` and returns what it told."""
    known = [
        {"number": number, "rule": each.rule, "css": each.css}
        for number, each in enumerate(SUPPRESSIONS)
        if each.engine == engine
    ]
    said: dict[str, Any] = driver.execute_async_script(TOLD + examine, known)
    return Found(said["found"], {int(number): times for number, times in said["suppressed"].items()})
