"""Picture files as people have them, and pictures as they are stored."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from tests.factories import TODAY, in_all
from webapp.domain.questions import AnswerOption, Question
from webapp.models import Dialogue
from webapp.web.picture_files import Encoded, encode
from webapp.web.pictures import keep

SIZE = (80, 60)


def drawn(number: int = 0, size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """A picture that differs from those of other numbers: the left half has one colour, the right another."""
    image = Image.new("RGB", size, (40 + 50 * number % 200, 90, 160))
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), fill=(240, 200 - 30 * number % 200, 60))
    return image.convert(mode)


def file(image: Image.Image, format_: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def photo(number: int = 0) -> bytes:
    """A small JPEG file."""
    return file(drawn(number))


def sent(data: bytes, name: str = "bild.jpg") -> tuple[BytesIO, str]:
    """A file as a form sends it."""
    return BytesIO(data), name


MADE: Sequence[Encoded] = tuple(encode(photo(number)) for number in range(3))
WORDS = ("Gunga", "Boll", "Lek")


def picture_options() -> tuple[AnswerOption, ...]:
    """Three options with the pictures of `MADE`, described in every language."""
    return tuple(
        AnswerOption(word.lower(), in_all(word), picture=each.picture, alt=in_all(f"Bild av {word.lower()}"))
        for word, each in zip(WORDS, MADE, strict=True)
    )


def picture_question(id_: str = "one", **changes: Any) -> Question:
    """A choice among those."""
    return replace(Question(id_, "picture", in_all("Vilken bild?"), options=picture_options()), **changes)


def keep_made(session: Session, dialogue: Dialogue) -> None:
    """Keeps the pictures of `MADE` for a dialogue."""
    keep(session, dialogue.id, MADE, TODAY)
    session.commit()
