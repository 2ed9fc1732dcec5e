"""A dialogue with everything that a plan says, and what its pages say of it."""

import re
from html import unescape
from typing import Any

from tests.answering.test_journey import form_for
from tests.factories import PLAN, make_dialogue, make_municipality, make_staff
from webapp.models import Dialogue, StaffMember

PAGE = "/sv/dialogues/skolgard"
LANGUAGES = ("sv", "en", "ar")


def planned(session, slug: str = "skolgard", profile: str = "standard", **changes: Any) -> Dialogue:
    """A published dialogue with everything that a plan says."""
    if not session.query(StaffMember).count():
        town = make_municipality(session)
        town.profile_id = profile
        town.complaints_address = "https://www.lindmo.example/synpunkter"
        make_staff(session, name="Rut Berg")
    person = session.query(StaffMember).first()
    return make_dialogue(session, slug, **(PLAN | {"responsible_id": person.id} | changes))


def words_on(page: Any) -> str:
    """The page as it reads."""
    return read(page.text[page.text.index("<main") : page.text.index("<footer")])


def read(html: str) -> str:
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return re.sub(r" (?=[.,:)])", "", words)


def everywhere(client, dialogue: Dialogue, lang: str = "sv") -> dict[str, str]:
    """What each page says that a resident meets the facts on."""
    here = f"/{lang}/dialogues/{dialogue.slug}"
    sent = client.post(f"{here}/answer", data=form_for(dialogue)).location
    addresses = {"dialogue": here, "confirmation": sent, "receipt": sent.removesuffix("/sent")}
    return {name: words_on(client.get(address)) for name, address in addresses.items()}
