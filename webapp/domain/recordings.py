"""Films in sign language and recorded readings: which files are taken, told by what is in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

FILM, SOUND = "film", "sound"
KINDS = (FILM, SOUND)
LARGEST = {FILM: 60_000_000, SOUND: 20_000_000}
"""Largest file of each kind, in bytes: some five minutes of film, some twenty of sound."""
LARGEST_MOOV = 8_000_000
HEAD = 65_536
EBML, WEBM = b"\x1a\x45\xdf\xa3", b"webm"
MP4, WEBM_TYPE, M4A, MP3, OGG = "video/mp4", "video/webm", "audio/mp4", "audio/mpeg", "audio/ogg"
SIGN_LANGUAGES = ("swl", "fss", "ils", "ase")
"""ISO 639-3: Swedish, Finland-Swedish and American sign language, and International Sign."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that can be played: its media type, and its size in bytes."""

    type: str
    size: int


class RecordingRefused(ValueError):
    """The file cannot be taken.

    Args:
        code: ``empty``, ``too-large``, ``not-a-film``, ``not-a-sound`` or ``codec`` (the right kind of file,
            packed in a way that many browsers do not play).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def looked_at(file: BinaryIO, kind: str) -> Taken:
    """What `file` is; its position is at the beginning afterwards.

    Raises:
        RecordingRefused: it is not what `kind` names, or too large.
    """
    size = file.seek(0, 2)
    if not size:
        raise RecordingRefused("empty")
    if size > LARGEST[kind]:
        raise RecordingRefused("too-large")
    file.seek(0)
    head = file.read(HEAD)
    found = _film(file, head) if kind == FILM else _sound(file, head)
    file.seek(0)
    return Taken(found, size)


def _film(file: BinaryIO, head: bytes) -> str:
    if head[4:8] == b"ftyp":
        moov = _moov(file)
        if b"vide" not in moov:
            raise RecordingRefused("not-a-film")
        return _if(MP4, b"avc1" in moov or b"avc3" in moov)
    if head.startswith(EBML) and WEBM in head[:64]:
        return _if(WEBM_TYPE, b"V_VP9" in head or b"V_VP8" in head)
    raise RecordingRefused("not-a-film")


def _sound(file: BinaryIO, head: bytes) -> str:
    if head[4:8] == b"ftyp":
        moov = _moov(file)
        if b"soun" not in moov or b"vide" in moov:
            raise RecordingRefused("not-a-sound")
        return _if(M4A, b"mp4a" in moov)
    if head.startswith(b"OggS"):
        return _if(OGG, b"OpusHead" in head[:512] or b"\x01vorbis" in head[:512])
    if head.startswith(b"ID3") or _is_mp3(head):
        return MP3
    raise RecordingRefused("not-a-sound")


def _if(type_: str, playable: bool) -> str:
    if not playable:
        raise RecordingRefused("codec")
    return type_


def _is_mp3(head: bytes) -> bool:
    """Whether a frame of MPEG audio, layer III, stands first (ISO/IEC 11172-3)."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[1] & 0x18 != 0x08


def _moov(file: BinaryIO) -> bytes:
    """The part of an MP4 file that says what is in it (ISO/IEC 14496-12); empty where there is none."""
    for kind, size in _boxes(file):
        if kind == b"moov":
            return file.read(min(size, LARGEST_MOOV))
    return b""


def _boxes(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """(kind, size of what it holds) of each outermost box; the file stands where that begins."""
    place = 0
    while True:
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            return
        size, start = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, start = int.from_bytes(head[8:16], "big"), 16
        if size and size < start:
            return
        file.seek(place + start)
        yield head[4:8], (size or LARGEST_MOOV) - start
        if not size:
            return
        place += size
