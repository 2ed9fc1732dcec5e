"""Ideas with pictures, as forms send them and as the database keeps them."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import days
from tests.ideas.test_ideas import NEW, add_idea, typed
from tests.pictures import MADE, photo, sent
from webapp.models import Dialogue, Idea, StoredPicture
from webapp.web.pictures import keep

ALT = "En gungställning utan gungor"
MULTIPART = "multipart/form-data"


def send(client: FlaskClient, data: bytes | None = None, **changes: Any) -> TestResponse:
    """Sends the form with a picture file, or with `changes` alone."""
    file = {} if data is None else {"picture_file": sent(data)}
    form = {name: value for name, value in (typed(**changes) | file).items() if value is not None}
    return client.post(NEW, data=form, content_type=MULTIPART)


def with_photo(client: FlaskClient, **changes: Any) -> TestResponse:
    return send(client, photo(), **({"picture_alt": ALT} | changes))


def carried(page: TestResponse) -> str:
    """The sealed name of the picture that a form carries; empty where it carries none."""
    found = re.search(r'name="picture" value="([^"]+)"', page.text)
    return found[1] if found else ""


def addresses(page: TestResponse) -> list[str]:
    """Where the pictures of a page are found."""
    return [each for each in re.findall(r'<img[^>]* src="([^"]+)"', page.text) if "qr.svg" not in each]


def kept(session: Session) -> set[str]:
    session.rollback()
    found = set(session.scalars(select(StoredPicture.id)))
    session.rollback()
    return found


def pictured_idea(session: Session, dialogue: Dialogue, number: int = 0, **changes: Any) -> Idea:
    """An idea that has a picture."""
    keep(session, dialogue.id, [MADE[number]], days(0))
    picture = MADE[number].picture
    size = {"picture_width": picture.width, "picture_height": picture.height}
    return add_idea(session, dialogue, picture_id=picture.id, picture_alt=ALT, **size, **changes)
