"""Films in sign language and recorded readings: what residents meet, and officials' mistakes."""

from sqlalchemy import select

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.pages import state
from tests.browser.resident import Resident
from tests.browser.site import Site
from tests.browser.staff_states import ALL, LOUD
from tests.browser.staff_states import state as staff_state
from tests.recordings import keep_film
from webapp.models import Dialogue, Recording


def has_recordings(site: Site) -> None:
    """Gives the dialogue that is to come a film and a reading, once."""
    with site.session() as session:
        dialogue = session.scalars(select(Dialogue).where(Dialogue.slug == town.COMING)).one()
        if not session.scalars(select(Recording).where(Recording.dialogue_id == dialogue.id)).first():
            keep_film(session, dialogue)
            keep_film(session, dialogue, "sound.mp3", "ar")


@state("dialogues.show: a film in sign language, and a reading")
def offered(resident: Resident) -> None:
    has_recordings(resident.site)
    resident.visits(f"/dialogues/{town.COMING}")
    assert resident.browser.has("video[preload=none]")


@state("dialogues.show: the film opened, and its text")
def opened(resident: Resident) -> None:
    offered(resident)
    resident.browser.run(
        "document.querySelectorAll('.recording, .recording details').forEach(e => e.open = true)"
    )


@staff_state("recordings: nothing chosen")
def nothing_chosen(browser: Browser, _site: Site) -> None:
    browser.goes_to(f"{ALL}/{town.DRAFT}/recordings/add/film")
    browser.follow(LOUD)
    assert browser.has("#captions-error")
