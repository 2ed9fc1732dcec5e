"""axe-core on the page that the browser shows. Its script comes from a package that is never imported."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

from axe_selenium_python import Axe
from selenium.webdriver.remote.webdriver import WebDriver

SHIPPED_WITH = "axe_playwright_python"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = json.dumps(
    {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {"label-content-name-mismatch": {"enabled": True}},
        "resultTypes": ["violations"],
        "preload": False,
    }
)


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


def violations(driver: WebDriver) -> list[dict[str, Any]]:
    """Every rule that the whole document breaks as it is now shown."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    axe = Axe(driver, script_url=script_path())
    if not driver.execute_script("return typeof axe === 'object'"):
        axe.inject()
    found: list[dict[str, Any]] = axe.run(options=OPTIONS)["violations"]
    return found


def version(driver: WebDriver) -> str:
    """The version of axe-core on the page, which must have been examined."""
    return str(driver.execute_script("return axe.version"))


def described(found: list[dict[str, Any]]) -> str:
    """Violations for whoever has to mend them: rule, where, the element, why. Empty when there are none."""
    return "\n".join(
        f"{violation['id']}: {violation['help']}\n  at {' '.join(map(str, node['target']))}\n"
        f"  {node['html']}\n  {' '.join(node.get('failureSummary', '').split())}"
        for violation in found
        for node in violation["nodes"]
    )
