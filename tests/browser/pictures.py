"""Takes the README's pictures of the demo municipality: ``python -m tests.browser.pictures``."""

import tempfile
from pathlib import Path

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.browser import Browser, start_driver
from tests.browser.site import Site, prepare, served
from tests.factories import days
from tests.provider import provider
from webapp.demo.fill import PASSWORD, fill
from webapp.models import Place
from webapp.models.database import make_engine

FOLDER = Path(__file__).parent / "pictures"
OPEN, PLANNED = "solbergaskolans-gard", "vilka-cykelvagar-forst"
PHONE, DESK = 360, 1000
HEIGHTS = {PHONE: 1150, DESK: 1200}
COLOURS = 64
STATUS = "return performance.getEntriesByType('navigation')[0].responseStatus"


def main() -> None:
    """Fills a town of its own, serves it, and photographs what each kind of person sees."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = prepare(folder)
        place = fill_demo(url)
        with provider() as people, served(url, folder, people.base) as site:
            browser = Browser(start_driver(folder / "profile"), site.base)
            try:
                take_all(browser, site, place)
            finally:
                browser.driver.quit()


def fill_demo(url: str) -> int:
    """Fills the database with the demo municipality; the id of a place of the open dialogue."""
    engine = make_engine(url)
    with Session(engine.execution_options(writes=True)) as session:
        fill(session, days(0))
        session.commit()
        place = session.scalars(select(Place).order_by(Place.id)).first()
        assert place is not None
        return place.id


def take_all(browser: Browser, site: Site, place: int) -> None:
    """Every picture that the README shows."""
    take(browser, PHONE, f"/sv/dialogues/{OPEN}", "resident-sv")
    take(browser, PHONE, f"/ar/dialogues/{OPEN}", "resident-ar")
    for person, path, name in (
        ("maria.ek", f"/staff/dialogues/{PLANNED}?choose=sv", "official"),
        ("samir.haddad", f"/staff/dialogues/{OPEN}/places/{place}/poster?choose=sv", "outreach"),
        ("birgitta.nystrom", f"/staff/dialogues/{OPEN}/results?choose=sv", "politician"),
    ):
        browser.reset()
        browser.goes_to("/staff/sign-in?choose=sv")
        browser.type("input[name=email]", f"{person}@lindmo.example")
        browser.type("input[name=password]", PASSWORD)
        browser.follow("main form button")
        take(browser, DESK, path, name)


def take(browser: Browser, width: int, path: str, name: str) -> None:
    """One picture, in few colours so that the repository stays light."""
    browser.looks(width, height=HEIGHTS[width])
    browser.goes_to(path)
    file = FOLDER / f"{name}.png"
    assert browser.run(STATUS) == 200, browser.text()
    browser.driver.save_screenshot(str(file))
    Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    print(f"{file.relative_to(FOLDER.parent)}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
