"""A real browser, and what it can be told to be: narrow, dark, without scripts, somewhere else."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    "The browser tests need chromium and chromedriver: run make test, or install the packages chromium, "
    "chromium-driver and fonts-noto-core."
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
ONE_PROCESS = "--disable-features=BackForwardCache"
"""With this flag pages of one site follow each other in one process, which then knows the engines' scripts already."""
SCRIPT_SECONDS = 60
WAIT_SECONDS = 10
HEIGHT = 900


def find(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def start_driver(profile: Path, *flags: str) -> webdriver.Chrome:
    """A browser with an empty profile, and with `flags` besides the usual ones.

    Raises:
        FileNotFoundError: there is none on this machine; the message says what to install.
    """
    binary, driver = find(*BROWSERS), find("chromedriver")
    if not binary or not driver:
        raise FileNotFoundError(NO_BROWSER)
    os.environ["SE_OFFLINE"] = "true"
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, *flags, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("perfLoggingPrefs", {"enablePage": False})
    started = webdriver.Chrome(options=options, service=Service(driver))
    started.set_script_timeout(SCRIPT_SECONDS)
    return started


def own_refusal(entry: dict[str, Any]) -> bool:
    """Whether the console only tells that a page (not a file of it) was answered with an error's status."""
    refused = "the server responded with a status of" in entry["message"]
    return entry["source"] == "network" and refused and "/static/" not in entry["message"]


class Browser:
    """One browser on one site."""

    def __init__(self, driver: webdriver.Chrome, base: str, *, one_process: bool = False) -> None:
        self.driver = driver
        self.base = base
        self._one_process = one_process
        self._strangers = 0
        self._looks: tuple[object, ...] = ()

    def reset(self) -> None:
        """As new: nothing kept, scripts on, light, phone width, an address nobody has come from."""
        self.goes_to("/healthz")
        self.run("sessionStorage.clear()")
        if not self._one_process:
            self.driver.get("about:blank")
        self._cdp("Network.clearBrowserCookies")
        self._cdp("Storage.clearDataForOrigin", origin=self.base, storageTypes="service_workers,indexeddb")
        self._strangers += 1
        self.asks_with()
        self.scripts(on=True)
        self.touches(on=False)
        self._looks = ()
        self.looks(320)
        self.console()
        self.requested()

    def _cdp(self, command: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, parameters)

    def looks(self, width: int, *, dark: bool = False, forced: bool = False, height: int = HEIGHT) -> None:
        """Takes on a width in CSS pixels and the reader's colours, unless it has them."""
        if self._looks == (width, dark, forced, height):
            return
        self._looks = (width, dark, forced, height)
        self._cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        features = {
            "prefers-color-scheme": "dark" if dark else "light",
            "forced-colors": "active" if forced else "none",
            "prefers-reduced-motion": "reduce",
        }
        self._cdp(
            "Emulation.setEmulatedMedia",
            features=[{"name": name, "value": value} for name, value in features.items()],
        )

    def scripts(self, *, on: bool) -> None:
        """Whether pages loaded from now on may run scripts; what tests ask of a page works all the same."""
        self._cdp("Emulation.setScriptExecutionDisabled", value=not on)

    @property
    def address(self) -> str:
        """The network address that requests seem to come from, through the proxy: nobody else has it."""
        return f"203.0.{self._strangers // 250}.{self._strangers % 250 + 1}"

    def asks_with(self, **headers: str) -> None:
        """Every request carries these headers, and the address."""
        self._cdp("Network.enable")
        self._cdp("Network.setExtraHTTPHeaders", headers={"X-Forwarded-For": self.address, **headers})

    def goes_to(self, path: str) -> None:
        self.driver.get(self.base + path)

    def cookies(self) -> list[dict[str, Any]]:
        """The cookies of this site, to be given back to `has_cookies`."""
        found: list[dict[str, Any]] = self._cdp("Network.getCookies", urls=[self.base])["cookies"]
        return found

    def has_cookies(self, cookies: list[dict[str, Any]]) -> None:
        """Carries these cookies, as somebody does who comes back."""
        known = [{"name": each["name"], "value": each["value"], "url": self.base} for each in cookies]
        self._cdp("Network.setCookies", cookies=known)

    def forgets(self, cookie: str) -> None:
        """Loses one cookie, as when a session has ended."""
        self._cdp("Network.deleteCookies", name=cookie, url=self.base)

    @property
    def path(self) -> str:
        return urlsplit(self.driver.current_url).path

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def one(self, css: str) -> WebElement:
        """The one visible element that `css` names; fails where there are none or several."""
        found = self.driver.find_elements(By.CSS_SELECTOR, css)
        assert len(found) == 1, f"{len(found)} elements are {css} on {self.driver.current_url}"
        return found[0]

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def has(self, css: str) -> bool:
        return bool(self.all(css))

    def text(self, css: str = "main") -> str:
        """What stands there for the eye and for a screen reader, in one line."""
        return " ".join(self.run("return arguments[0].textContent", self.one(css)).split())

    def click(self, css: str) -> None:
        self.one(css).click()

    def follow(self, css: str) -> None:
        """Clicks what leads to another page, and waits for that page."""
        with self.turning():
            self.click(css)

    @contextmanager
    def turning(self) -> Iterator[None]:
        """What is done inside leads to another page; returns when that is there."""
        self.run("window.left = false")
        yield
        self.wait("window.left === undefined && document.readyState === 'complete'")

    def type(self, css: str, words: str) -> None:
        """Replaces what stands in a field."""
        field = self.one(css)
        field.clear()
        field.send_keys(words)

    def value(self, css: str) -> str:
        return str(self.one(css).get_property("value"))

    def touches(self, *, on: bool) -> None:
        """Whether this is a screen that is touched."""
        self._cdp("Emulation.setTouchEmulationEnabled", enabled=on)

    def taps(self, x: float, y: float) -> None:
        """A finger comes down and goes up at a point of the window, in CSS pixels."""
        self._cdp("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self._cdp("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def dictates(self, words: str) -> None:
        """Words come into the field with the focus as from a keyboard on the screen."""
        self._cdp("Input.insertText", text=words)

    def keys(self, *keys: str) -> None:
        """Presses keys wherever the focus is."""
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def shift_tab(self) -> None:
        webdriver.ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(
            Keys.SHIFT
        ).perform()

    def wait(self, condition: str, *arguments: Any) -> None:
        """Returns once the script expression `condition` is true."""
        WebDriverWait(self.driver, WAIT_SECONDS, poll_frequency=0.02).until(
            lambda driver: driver.execute_script(f"return Boolean({condition})", *arguments), condition
        )

    def console(self) -> list[str]:
        """What the console has complained of since last asked."""
        return [
            f"{entry['level']} {entry['source']}: {entry['message']}"
            for entry in self.driver.get_log("browser")
            if entry["level"] in {"WARNING", "SEVERE"} and not own_refusal(entry)
        ]

    def requested(self) -> list[str]:
        """The addresses that the browser has asked for since last asked, its own pages left out."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
            and urlsplit(event["params"]["request"]["url"]).scheme not in {"data", "about", "chrome"}
        ]

    def elsewhere(self, asked: Sequence[str]) -> list[str]:
        """Those of `asked` that are not this site's own."""
        return [address for address in asked if not address.startswith(f"{self.base}/")]
