"""What a first visit weighs in a real browser with an empty cache, and when it paints on a slow phone."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from sqlalchemy.orm import Session

from tests.benchmarks import content, tables
from tests.benchmarks.databases import sqlite
from tests.benchmarks.servers import FLOOR, HOST, OURS, serving
from tests.browser.browser import start_driver
from tests.browser.line import line_to

AIM_WHOLE, AIM_PAINT_BYTES, AIM_PAINT_SECONDS = 45_000, 14_000, 2.5
SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
CPU_SLOWDOWN = 4
PAINT_WAIT_SECONDS, NEXT_PAGE_SECONDS = 30, 10
TIMES = 5
FIRST_PAINT = "return performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0]"
BLOCKING = """
const page = performance.getEntriesByType('navigation')[0].transferSize;
const blocking = performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking');
return page + blocking.reduce((sum, entry) => sum + entry.transferSize, 0);
"""


def run() -> None:
    """Measures and prints."""
    with sqlite() as database:
        with Session(database.engine) as session:
            content.make_content(session)
        with serving(OURS, database.url) as server, serving(FLOOR, database.url) as bare:
            base, floor = f"http://{HOST}:{server.port}", f"http://{HOST}:{bare.port}"
            print_weight(*first_visit(base))
            pages = {
                "dialogue page": f"{base}/sv/dialogues/{content.SLUG}",
                "dialogue page by way of the code": f"{base}/q/{content.PLACE}",
                "the form": f"{base}/sv/dialogues/{content.SLUG}/answer",
                "floor: a static page": floor,
            }
            print_paint(
                {label: [slow_paint(page) for _time in range(TIMES)] for label, page in pages.items()}
            )


@contextmanager
def browser() -> Iterator[Chrome]:
    """A browser with an empty cache, as wide as a phone."""
    with tempfile.TemporaryDirectory(prefix="weight-", ignore_cleanup_errors=True) as profile:
        driver = start_driver(Path(profile))
        size = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.implicitly_wait(NEXT_PAGE_SECONDS)
        try:
            yield driver
        finally:
            driver.quit()


def first_visit(base: str) -> tuple[list[tuple[str, int]], int]:
    """(path, bytes on the wire) of each request from the QR code to the confirmation; bytes before paint.

    Counted on the wire: of what a page's worker fetches, the browser's own log knows nothing.
    """
    with browser() as driver, line_to(base) as line:
        driver.get(f"{line.base}/q/{content.PLACE}")
        before_paint = int(driver.execute_script(BLOCKING))
        driver.find_element(By.CSS_SELECTOR, "main .button").click()
        driver.find_element(By.CSS_SELECTOR, "input[name='q.use']").click()
        driver.find_element(By.CSS_SELECTOR, "#finish .button").click()
        driver.find_element(By.ID, "send").click()
        driver.find_element(By.CSS_SELECTOR, ".receipt")
        time.sleep(1)
        return line.carried, before_paint


def slow_paint(address: str) -> float:
    """Seconds until a page first paints something, on Slow 3G with a phone's processor."""
    with browser() as driver:
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.emulateNetworkConditions", SLOW_3G)
        driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
        driver.get(address)
        deadline = time.monotonic() + PAINT_WAIT_SECONDS
        while (painted := driver.execute_script(FIRST_PAINT)) is None and time.monotonic() < deadline:
            time.sleep(0.1)
        return float(painted or "inf") / 1000


def print_weight(sizes: list[tuple[str, int]], before_paint: int) -> None:
    whole = sum(size for _path, size in sizes)
    rows: list[list[tables.Cell]] = [[path, size] for path, size in sizes]
    tables.show("A first visit, from the code to the confirmation", ("", "bytes"), [*rows, ["in all", whole]])
    print(f"In all {whole:,} bytes (aim: at most {AIM_WHOLE:,}).")
    print(f"Before the dialogue page paints {before_paint:,} bytes (aim: at most {AIM_PAINT_BYTES:,}).")


def print_paint(found: dict[str, list[float]]) -> None:
    rows = [[label, median(seconds), min(seconds), max(seconds)] for label, seconds in found.items()]
    tables.show(
        f"First paint on Slow 3G, processor {CPU_SLOWDOWN} times slower",
        ("", "median (s)", "fastest", "slowest"),
        rows,
        f"Of {TIMES} times, each with an empty cache; every request in series costs 2 s there.\n"
        f"Aim for the dialogue page: at most {AIM_PAINT_SECONDS} s.",
    )
