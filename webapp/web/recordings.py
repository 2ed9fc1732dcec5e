"""Films in sign language and recorded readings: kept in the database in pieces, and served from any place."""

import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import BinaryIO

from flask import Flask, Response, abort, request, url_for
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session
from werkzeug.wsgi import FileWrapper

from webapp.domain.captions import MINUTE, Cue, written
from webapp.domain.recordings import FILM, SIGN_LANGUAGES, Taken
from webapp.extensions import db
from webapp.models import Dialogue, Recording, RecordingPiece
from webapp.models.base import table_of
from webapp.models.recordings import PIECE
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.locale import decimal, ngettext
from webapp.web.locale import gettext as _

BUFFER = 65_536
_pieces = table_of(RecordingPiece).c
SIGN_WORDS: dict[str, Callable[[], str]] = {
    "swl": lambda: _("svenskt teckenspråk"),
    "fss": lambda: _("finlandssvenskt teckenspråk"),
    "ils": lambda: _("internationella tecken"),
    "ase": lambda: _("amerikanskt teckenspråk"),
}
"""Sign language -> its name. A test holds that none lacks one."""


def init_app(app: Flask) -> None:
    """Gives templates the words and addresses of recordings."""
    app.jinja_env.globals.update(
        recording_word=recording_word, recording_size=recording_size, recording_address=recording_address
    )


def tongue_word(lang: str) -> str:
    """What a signed or spoken language is called in the reader's own."""
    return SIGN_WORDS[lang]() if lang in SIGN_LANGUAGES else language_word(lang)


def recording_word(recording: Recording) -> str:
    """What leads to a recording."""
    if recording.kind == FILM:
        return _("Se filmen på %(language)s", language=tongue_word(recording.lang))
    return _("Lyssna på %(language)s", language=tongue_word(recording.lang))


def recording_size(recording: Recording) -> str:
    """How long and how heavy it is, before somebody fetches it: ``3 min, 12 MB``."""
    minutes = ngettext("%(n)s min", "%(n)s min", max(1, round(recording.milliseconds / MINUTE)))
    megabytes = decimal(max(1, round(recording.size / 100_000)) / 10)
    return _("%(length)s, %(megabytes)s MB", length=minutes, megabytes=megabytes)


def recording_address(dialogue: Dialogue, recording: Recording, *, captions: bool = False) -> str:
    """Where the file, or its captions, are fetched: residents' own address once the dialogue is public."""
    part = "shown" if dialogue.stage(today()).public else "inside"
    endpoint = f"recordings.{part}_captions" if captions else f"recordings.{part}"
    return url_for(endpoint, slug=dialogue.slug, number=recording.id)


def keep(session: Session, recording: Recording, file: BinaryIO) -> None:
    """Stores a recording with its file, in place of the one of that kind and language, if there is one."""
    same = (Recording.dialogue_id == recording.dialogue_id, Recording.kind == recording.kind)
    for before in session.scalars(select(Recording).where(*same, Recording.lang == recording.lang)).all():
        remove(session, before)
    session.add(recording)
    session.flush()
    for number, content in enumerate(iter(lambda: file.read(PIECE), b"")):
        row = {"recording_id": recording.id, "number": number, "content": content}
        session.execute(table_of(RecordingPiece).insert().values(row))


def made(
    dialogue: Dialogue, taken: Taken, file: BinaryIO, cues: Sequence[Cue], day: date, **known: str
) -> Recording:
    """What is stored on this `day` of a file that can be played, with its captions."""
    digest = hashlib.sha256()
    for content in iter(lambda: file.read(PIECE), b""):
        digest.update(content)
    file.seek(0)
    return Recording(
        dialogue_id=dialogue.id,
        type=taken.type,
        size=taken.size,
        digest=digest.hexdigest(),
        milliseconds=max(cue.end for cue in cues),
        captions=written(cues),
        kept_on=day,
        **known,
    )


def remove(session: Session, recording: Recording) -> None:
    """Takes a recording away with its file."""
    session.execute(delete(RecordingPiece).where(_pieces.recording_id == recording.id))
    session.delete(recording)
    session.flush()


def files(session: Session, recordings: Iterable[Recording]) -> dict[str, bytes]:
    """Name -> file, for all that a dialogue's recordings are: what is played, its captions and its text."""
    found: dict[str, bytes] = {}
    for each in recordings:
        name = f"{each.kind}-{each.lang}"
        rows = select(_pieces.content).where(_pieces.recording_id == each.id).order_by(_pieces.number)
        found[f"{name}.{ENDINGS[each.type]}"] = b"".join(bytes(row[0]) for row in session.execute(rows))
        found[f"{name}.vtt"] = each.captions.encode()
        found[f"{name}.txt"] = each.text.encode()
    return found


ENDINGS = {
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
}
"""Media type -> how the name of such a file ends."""


class StoredFile(io.RawIOBase):
    """A recording's file, read from the database as it is asked for, one piece at a time."""

    def __init__(self, engine: Engine, recording_id: int, size: int) -> None:
        self._engine, self._id, self._size, self._place = engine, recording_id, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        self._place = place + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        return self._place

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        number, start = divmod(self._place, PIECE)
        one = select(_pieces.content).where(_pieces.recording_id == self._id, _pieces.number == number)
        with self._engine.connect() as connection:
            found = connection.execute(one).scalar()
        content = bytes(found)[start : start + len(buffer)] if found else b""
        buffer[: len(content)] = content
        self._place += len(content)
        return len(content)


def file_response(recording: Recording) -> Response:
    """The file, or the stretch of it that the player asks for (RFC 9110, 14)."""
    stored: io.RawIOBase = StoredFile(db.engine, recording.id, recording.size)
    body = io.BufferedReader(stored, PIECE)
    response = Response(FileWrapper(body, BUFFER), content_type=recording.type, direct_passthrough=True)
    response.content_length = recording.size
    response.set_etag(recording.digest)
    response.make_conditional(request, accept_ranges=True, complete_length=recording.size)
    return response


def captions_response(recording: Recording) -> Response:
    return Response(recording.captions, content_type="text/vtt; charset=utf-8")


def recording_or_404(recordings: Iterable[Recording], number: int) -> Recording:
    return next((each for each in recordings if each.id == number), None) or abort(404)
