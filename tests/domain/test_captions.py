"""Captions: what is taken, what is refused and where, and that nothing but times and words goes out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.captions import MOST_CUES, CaptionsRefused, Cue, read_captions, written

WHOLE = """\ufeffWEBVTT - Filmen om parken
Kind: captions

NOTE Skriven av kommunen

STYLE
::cue { color: red }

1
00:00.000 --> 00:02.500 align:start line:0
<v Åsa>Hej!</v>
Vad tycker du?

01:00:00.000 --> 01:00:03.000
<b>Tack</b>
"""


def test_times_and_words_are_read_and_the_rest_is_left():
    cues = read_captions(WHOLE.encode())
    assert cues == (Cue(0, 2500, "Hej!\nVad tycker du?"), Cue(3_600_000, 3_603_000, "Tack"))
    assert written(cues) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.500\nHej!\nVad tycker du?\n\n"
        "01:00:00.000 --> 01:00:03.000\nTack\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line_is_taken(end):
    assert len(read_captions(WHOLE.replace("\n", end).encode())) == 2


CUE = "00:01.000 --> 00:02.000\nHej"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "header", 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nHej", "header", 1),
        ("WEBVTTX\n\n" + CUE, "header", 1),
        ("WEBVTT", "empty", 0),
        ("WEBVTT\n\nNOTE bara det", "empty", 0),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHej", "time", 3),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nHej", "time", 3),
        ("WEBVTT\n\n00:01.000 --> \nHej", "time", 3),
        ("WEBVTT\n\nHej", "time", 3),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHej", "backwards", 3),
        (f"WEBVTT\n\n00:03.000 --> 00:04.000\nSen\n\n{CUE}", "order", 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>", "silent", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "a" * 1001, "long", 3),
        ("WEBVTT\n\n" + f"{CUE}\n\n" * (MOST_CUES + 1), "many", 3 + 3 * MOST_CUES),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, code, line):
    with pytest.raises(CaptionsRefused) as refused:
        read_captions(text.encode())
    assert (refused.value.code, refused.value.line) == (code, line)


def test_letters_that_are_not_utf_8_are_refused():
    with pytest.raises(CaptionsRefused, match="letters"):
        read_captions(WHOLE.encode("utf-16"))


TIMES = st.integers(0, 10**8)
WORDS = st.text(alphabet="abÅ å<-.م", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(st.tuples(TIMES, st.integers(1, 10**6), WORDS), min_size=1, max_size=5))
def test_what_is_written_is_read_again_as_it_was(parts):
    cues = tuple(Cue(begin, begin + length, words) for begin, length, words in sorted(parts))
    assert read_captions(written(cues).encode()) == cues


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(data):
    try:
        found = read_captions(b"WEBVTT\n\n" + data)
    except CaptionsRefused:
        return
    assert read_captions(written(found).encode()) == found
