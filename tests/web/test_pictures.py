"""Where pictures are fetched, by whom, and for how long they are kept."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from tests.conftest import SECRET
from tests.factories import days, make_dialogue, make_staff, question_set
from tests.pictures import MADE, keep_made, photo, picture_options, picture_question
from tests.staff import sign_in
from webapp.cli import commands
from webapp.domain.lifecycle import Role
from webapp.models import StoredPicture
from webapp.web.picture_files import encode
from webapp.web.pictures import UNUSED_DAYS, PicturesGone, keep, keep_shown, remove_unused

ID = MADE[0].picture.id
PUBLIC = f"/dialogues/skolgard/pictures/{ID}"
INSIDE = f"/staff/dialogues/skolgard/pictures/{ID}"
MODERN = {"Accept": "image/avif,image/webp,image/png,*/*;q=0.8"}
OLD = {"Accept": "image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"}
ASKED = question_set(picture_question())


@pytest.fixture
def dialogue(session):
    made = make_dialogue(session, questions=ASKED)
    keep_made(session, made)
    return made


def kept(session) -> set[str]:
    session.rollback()
    return set(session.scalars(select(StoredPicture.id)))


def test_everybody_fetches_the_pictures_of_an_open_dialogue_in_the_form_their_browser_reads(client, dialogue):
    for size, webp in (("large", MADE[0].large), ("small", MADE[0].small)):
        shown = client.get(f"{PUBLIC}/{size}", headers=MODERN)
        assert (shown.status_code, shown.data, shown.content_type) == (200, webp, "image/webp")
        old = client.get(f"{PUBLIC}/{size}", headers=OLD)
        assert (old.status_code, old.data, old.content_type) == (200, MADE[0].plain, "image/jpeg")
        for answer in (shown, old):
            assert "Accept" in answer.headers["Vary"]
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_pictures_of_a_draft_are_for_its_staff_alone(client, session):
    keep_made(session, make_dialogue(session, questions=ASKED, published_on=None))
    assert client.get(f"{PUBLIC}/large").status_code == 404
    assert client.get(f"{INSIDE}/large").status_code == 303
    sign_in(client, make_staff(session, Role.OFFICIAL))
    shown = client.get(f"{INSIDE}/large", headers=MODERN)
    assert (shown.status_code, shown.data) == (200, MADE[0].large)
    assert shown.headers["Cache-Control"] == "no-store"
    assert client.get(f"{PUBLIC}/large").status_code == 404


def test_a_picture_that_no_question_shows_is_public_nowhere(client, session, dialogue):
    other = encode(photo(9))
    keep(session, dialogue.id, [other], days(0))
    session.commit()
    address = f"/dialogues/skolgard/pictures/{other.picture.id}/large"
    assert client.get(address).status_code == 404
    sign_in(client, make_staff(session, Role.OFFICIAL))
    assert client.get(f"/staff{address}").status_code == 200


@pytest.mark.parametrize("end", ["huge", "large/x", "..%2Flarge", "LARGE"])
def test_an_address_that_is_no_pictures_is_not_found(client, dialogue, end):
    assert client.get(f"{PUBLIC}/{end}").status_code == 404


def test_a_picture_of_one_dialogue_is_not_found_at_another(client, session, dialogue):
    make_dialogue(session, slug="annan", board=dialogue.board)
    assert client.get(f"/dialogues/annan/pictures/{ID}/large").status_code == 404


def test_a_picture_that_is_sent_twice_is_kept_once(session, dialogue):
    keep_made(session, dialogue)
    assert len(kept(session)) == 3


def test_only_pictures_that_are_kept_here_in_their_own_size_can_be_shown(app, session, dialogue):
    picture = MADE[0].picture
    with app.app_context():
        keep_shown(session, dialogue.id, [picture])
    session.commit()
    for strange in (type(picture)(picture.id, 640, 640), encode(photo(9)).picture):
        with app.app_context(), pytest.raises(PicturesGone):
            keep_shown(session, dialogue.id, [picture, strange])
        session.rollback()


def test_housekeeping_removes_what_no_question_has_shown_for_a_week(
    session, dialogue, database_url, monkeypatch
):
    fresh, stale = encode(photo(8)), encode(photo(9))
    keep(session, dialogue.id, [fresh, stale], days(0))
    stale_ones = update(StoredPicture).where(StoredPicture.id != fresh.picture.id)
    session.execute(stale_ones.values(kept_on=days(-UNUSED_DAYS - 1)))
    session.commit()
    for name, value in {"SECRET_KEY": SECRET, "DATABASE_URL": database_url}.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(commands, ["housekeeping"])
    assert (done.exit_code, done.output) == (
        0,
        "Removed 1 pictures that no question shows and no idea has.\n",
    )
    assert kept(session) == {each.picture.id for each in (*MADE, fresh)}
    assert remove_unused(session, days(0)) == 0


def test_pictures_go_when_their_question_has_gone_long_enough(session, dialogue):
    dialogue.questions = question_set()
    session.execute(update(StoredPicture).values(kept_on=days(-UNUSED_DAYS - 1)))
    session.commit()
    assert remove_unused(session, days(0)) == len(picture_options())
    session.commit()
    assert kept(session) == set()
