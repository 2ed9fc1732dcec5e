"""Captions as WebVTT (W3C, WebVTT: The Web Video Text Tracks Format): read with care, written plainly."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TIMING = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
ARROW = re.compile(r"\s*(\S+)\s+-->\s+(\S+)(?:\s+(.*))?")
NO_CUES = ("NOTE", "STYLE", "REGION")
TAG = re.compile(r"<[^>]*>")
MOST_CUES, LONGEST_CUE = 5000, 1000
HOUR, MINUTE, SECOND = 3_600_000, 60_000, 1000


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from `begin` to `end`, in milliseconds."""

    begin: int
    end: int
    text: str


class CaptionsRefused(ValueError):
    """The file cannot be used as captions.

    Args:
        code: ``header``, ``empty``, ``time``, ``backwards``, ``order``, ``silent``, ``many``, ``long`` or
            ``letters``.
        line: where in the file, from 1; 0 for the file as a whole.
    """

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


def read_captions(data: bytes) -> tuple[Cue, ...]:
    """The cues of a WebVTT file, in order. Styles, regions, notes, places on screen and marks are left out.

    Raises:
        CaptionsRefused: it is no such file, or its times are not in order.
    """
    lines = _lines(data)
    if not lines or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise CaptionsRefused("header", 1)
    cues = tuple(_in_order(_cues(lines)))
    if not cues:
        raise CaptionsRefused("empty")
    return cues


def written(cues: Sequence[Cue]) -> str:
    """The cues as a WebVTT file, with nothing else in it."""
    parts = [f"{_stamp(cue.begin)} --> {_stamp(cue.end)}\n{cue.text}" for cue in cues]
    return "\n\n".join(["WEBVTT", *parts]) + "\n"


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaptionsRefused("letters") from error
    return re.split(r"\r\n|\n|\r", text.replace("\x00", "\ufffd"))


def _cues(lines: Sequence[str]) -> Iterator[tuple[int, Cue]]:
    """(number of its line, cue) of each block that is one."""
    for start, block in _blocks(lines):
        at = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
        if at is not None:
            yield start + at, _cue(block, at, start + at)
        elif not block[0].startswith(NO_CUES):
            raise CaptionsRefused("time", start)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, lines) of each stretch without an empty line, but for the header's."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], start=2):
        if line.strip():
            block.append(line)
        elif block:
            if number - len(block) > 2 or "-->" in "".join(block[:2]):
                yield number - len(block), block
            block = []


def _cue(block: Sequence[str], at: int, line: int) -> Cue:
    found = ARROW.fullmatch(block[at])
    if found is None:
        raise CaptionsRefused("time", line)
    begin, end = _time(found[1], line), _time(found[2], line)
    text = "\n".join(TAG.sub("", each).strip() for each in block[at + 1 :])
    if not text.strip():
        raise CaptionsRefused("silent", line)
    if len(text) > LONGEST_CUE:
        raise CaptionsRefused("long", line)
    return Cue(begin, end, text.replace("-->", "→"))


def _time(typed: str, line: int) -> int:
    found = TIMING.fullmatch(typed)
    if found is None:
        raise CaptionsRefused("time", line)
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return hours * HOUR + minutes * MINUTE + seconds * SECOND + thousandths


def _in_order(cues: Iterator[tuple[int, Cue]]) -> Iterator[Cue]:
    latest = 0
    for count, (line, cue) in enumerate(cues):
        if count == MOST_CUES:
            raise CaptionsRefused("many", line)
        if cue.end <= cue.begin:
            raise CaptionsRefused("backwards", line)
        if cue.begin < latest:
            raise CaptionsRefused("order", line)
        latest = cue.begin
        yield cue


def _stamp(time: int) -> str:
    hours, rest = divmod(time, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    return f"{hours:02}:{minutes:02}:{rest // SECOND:02}.{rest % SECOND:03}"
