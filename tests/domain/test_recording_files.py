"""Which files are films and sounds: told by their bytes."""

from io import BytesIO

import pytest

from tests.recordings import file
from webapp.domain import recordings
from webapp.domain.recordings import FILM, SOUND, RecordingRefused, looked_at


@pytest.mark.parametrize(
    ("name", "kind", "type_"),
    [
        ("film.webm", FILM, "video/webm"),
        ("film.mp4", FILM, "video/mp4"),
        ("sound.mp3", SOUND, "audio/mpeg"),
        ("sound.m4a", SOUND, "audio/mp4"),
        ("sound.ogg", SOUND, "audio/ogg"),
    ],
)
def test_real_files_are_known_by_their_bytes(name, kind, type_):
    content = BytesIO(file(name))
    taken = looked_at(content, kind)
    assert (taken.type, taken.size) == (type_, len(file(name)))
    assert content.tell() == 0


def test_mp3_without_a_tag_before_it_is_known():
    whole = file("sound.mp3")
    assert looked_at(BytesIO(whole[whole.index(b"\xff\xe3") :]), SOUND).type == "audio/mpeg"


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", FILM, "empty"),
        (b"<!doctype html><script>", FILM, "not-a-film"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", SOUND, "not-a-sound"),
        (b"\xff\xd8\xff\xe0JFIF", SOUND, "not-a-sound"),
        (file("sound.m4a"), FILM, "not-a-film"),
        (file("film.mp4"), SOUND, "not-a-sound"),
        (file("sound.ogg"), FILM, "not-a-film"),
        (file("old.mp4"), FILM, "codec"),
        (file("film.webm").replace(b"V_VP9", b"V_AV1"), FILM, "codec"),
        (file("film.mp4")[:40], FILM, "not-a-film"),
        (b"\x00\x00\x00\x00ftypisom", FILM, "not-a-film"),
        (b"\x00\x00\x00\x01ftypisom\x00\x00\x00\x00\x00\x00\x00\x00", FILM, "not-a-film"),
    ],
)
def test_anything_else_is_refused(content, kind, code):
    with pytest.raises(RecordingRefused) as refused:
        looked_at(BytesIO(content), kind)
    assert refused.value.code == code


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setitem(recordings.LARGEST, FILM, len(file("film.webm")) - 1)
    with pytest.raises(RecordingRefused, match="too-large"):
        looked_at(BytesIO(file("film.webm")), FILM)
