"""Small real films and sounds, one second each, and their captions."""

from io import BytesIO
from pathlib import Path

from sqlalchemy.orm import Session

from tests.factories import days
from webapp.domain.captions import read_captions
from webapp.domain.recordings import looked_at
from webapp.models import Dialogue, Recording
from webapp.web.recordings import keep, made

FOLDER = Path(__file__).parent / "data" / "recordings"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:00.400\nHej!\n\n00:00.500 --> 00:00.900\nS\xc3\xa4g vad du tycker.\n"
TEXT = "Hej! Säg vad du tycker."


def file(name: str) -> bytes:
    """The file of that name: ``film.webm``, ``film.mp4``, ``sound.mp3``, ``sound.m4a`` or ``sound.ogg``."""
    return (FOLDER / name).read_bytes()


def keep_film(session: Session, dialogue: Dialogue, name: str = "film.webm", lang: str = "swl") -> Recording:
    """Keeps a recording for a dialogue."""
    kind, content = name.split(".")[0], BytesIO(file(name))
    known = {"kind": kind, "lang": lang, "text_lang": "sv", "text": TEXT}
    recording = made(dialogue, looked_at(content, kind), content, read_captions(CAPTIONS), days(0), **known)
    keep(session, recording, content)
    session.commit()
    return recording
