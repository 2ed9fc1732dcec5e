"""axe-core on the page that the browser shows. Its script comes from a package that is never imported."""

import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from axe_selenium_python import Axe
from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.engines import Found, load

SHIPPED_WITH = "axe_playwright_python"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ASKED_FOR = {"label-content-name-mismatch"}
"""Rules that run although they are experimental."""
QUIET = {"resultTypes": ["violations"], "preload": False}
OPTIONS = json.dumps(
    {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": True} for rule in sorted(ASKED_FOR)},
        **QUIET,
    }
)
BY_LOOK = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""Rules that hang on the colours or the size of the window."""
OPTIONS_BY_LOOK = json.dumps({"runOnly": {"type": "rule", "values": BY_LOOK}, **QUIET})


@cache
def script_path() -> str:
    """Where axe-core 4 lies; the one that the wrapper brings is too old to know WCAG 2.2.

    Raises:
        FileNotFoundError: the package that ships it is not installed.
    """
    spec = importlib.util.find_spec(SHIPPED_WITH)
    path = Path(spec.origin).parent / "axe.min.js" if spec and spec.origin else None
    if path is None or not path.exists():
        raise FileNotFoundError(f"{SHIPPED_WITH}, which ships axe-core, is not installed: run make test.")
    return str(path)


@cache
def text() -> str:
    """The engine's script."""
    return Path(script_path()).read_text(encoding="utf-8")


def results(driver: WebDriver, options: str = OPTIONS) -> dict[str, list[dict[str, Any]]]:
    """What the engine says of the whole document as it is now shown: violations, passes and so on -> rules."""
    load(driver, "axe", text)
    found: dict[str, list[dict[str, Any]]] = Axe(driver).run(options=options)
    return found


def examine(driver: WebDriver) -> Found:
    """What fails for certain, best practice among it."""
    return Found([each for broken in results(driver)["violations"] for each in described(broken)])


def look_again(driver: WebDriver) -> Found:
    """What fails in these colours and this size, on a page that was examined in others."""
    broken = results(driver, OPTIONS_BY_LOOK)["violations"]
    return Found([told for each in broken for told in described(each)])


@cache
def version() -> str:
    """The version of axe-core that examines pages."""
    found = re.search(r"axe v([\d.]+)", text()[:200])
    return found[1] if found else ""


def described(violation: dict[str, Any]) -> list[str]:
    """A violation for whoever has to mend it, once for each element: rule, where, the element, why."""
    return [
        f"axe {violation['id']}: {violation['help']}\n  at {' '.join(map(str, node['target']))}\n"
        f"  {node['html']}\n  {' '.join(node.get('failureSummary', '').split())}"
        for node in violation["nodes"]
    ]
