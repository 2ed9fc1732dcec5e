"""The Nu checker on the HTML that was served, all of it in one run of Java."""

import json
import shutil
import subprocess
from base64 import b64decode
from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.browser.browser import Browser
from tests.browser.engines import MISSING, MODULES, NU, EngineMissing
from tests.browser.engines.suppressions import SUPPRESSIONS

PACKAGE = "vnu-jar"
NO_JAVA = "There is no Java: install default-jre-headless for the Nu checker."


def keep(html: str, folder: Path) -> str:
    """Writes the HTML down to be checked; returns the name of its file, the same for the same HTML."""
    name = f"{sha256(html.encode()).hexdigest()[:20]}.html"
    (folder / name).write_text(html, encoding="utf-8")
    return name


def served_html(browser: Browser) -> str:
    """The HTML of the page that is shown, as the server sent it."""
    frame = browser.driver.execute_cdp_cmd("Page.getFrameTree", {})["frameTree"]["frame"]
    asked = {"requestId": frame["loaderId"]}
    sent = browser.driver.execute_cdp_cmd("Network.getResponseBody", asked)
    return str(b64decode(sent["body"]).decode() if sent["base64Encoded"] else sent["body"])


def command() -> list[str]:
    """What runs the checker.

    Raises:
        EngineMissing: Java or the checker is not installed; the message says which.
    """
    java, jar = shutil.which("java"), MODULES / PACKAGE / "build" / "dist" / "vnu.jar"
    if not java:
        raise EngineMissing(NO_JAVA)
    if not jar.exists():
        raise EngineMissing(MISSING.format(package=PACKAGE))
    return [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--errors-only"]


def check(folder: Path) -> tuple[dict[str, list[str]], dict[int, int]]:
    """Name of a file in `folder` -> its errors; and the number of a suppression -> how many it kept quiet.

    Raises:
        EngineMissing: Java or the checker is not installed.
    """
    ran = subprocess.run([*command(), str(folder)], capture_output=True, check=True, text=True)
    faults: defaultdict[str, list[str]] = defaultdict(list)
    suppressed: defaultdict[int, int] = defaultdict(int)
    for message in json.loads(ran.stderr)["messages"]:
        number = suppression(message)
        if number is None:
            faults[Path(urlsplit(message["url"]).path).name].append(described(message))
        else:
            suppressed[number] += 1
    return dict(faults), dict(suppressed)


def suppression(message: Mapping[str, Any]) -> int | None:
    """The number of the suppression that holds for a message; its rule is how the message begins."""
    fitting = (
        number
        for number, each in enumerate(SUPPRESSIONS)
        if each.engine == NU and message["message"].startswith(each.rule)
    )
    return next(fitting, None)


def described(message: Mapping[str, Any]) -> str:
    return f"nu: {message['message']}\n  line {message.get('lastLine')}: {message.get('extract', '').strip()}"
