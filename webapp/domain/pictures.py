"""A picture as questions know it: where its bytes are found, and how much room it takes."""

import re
from dataclasses import dataclass

MOST_PICTURES = 20
"""Most pictures to choose among in one question."""
WIDEST, TALLEST = 640, 960
"""Size of the largest version of a picture, in pixels."""
FORM = re.compile(r"([0-9a-f]{32})-([1-9][0-9]{0,3})x([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture.

    Args:
        id: the beginning of the SHA-256 of its largest version, 32 hexadecimal digits.
        width, height: of that version, in pixels.
    """

    id: str
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.id}-{self.width}x{self.height}"


def read_picture(written: str) -> Picture | None:
    """The picture that ``str`` of one says; None for anything else."""
    found = FORM.fullmatch(written)
    return Picture(found[1], int(found[2]), int(found[3])) if found else None
