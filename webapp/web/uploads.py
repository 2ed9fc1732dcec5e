"""Forms with large files in them, and what is said of a picture that cannot be used."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request, session

from webapp.web.access import SESSION_KEY, View
from webapp.web.bodies import MOST_FIELDS
from webapp.web.locale import gettext as _
from webapp.web.picture_files import LARGEST_FILE, MOST_PIXELS, SHORTEST_SIDE, PictureRefused

MEGABYTE = 1_000_000


def large_files(most: int) -> Callable[[View], View]:
    """Lets a form of up to `most` bytes in from those who carry a session of ours; outside the access rule.

    The whole form is received before the view asks the database for anything: a slow upload holds no lock.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def received(*args: Any, **kwargs: Any) -> Any:
            if session.get(SESSION_KEY):
                request.max_content_length, request.max_form_parts = most, MOST_FIELDS
            request.form.get("do")
            return view(*args, **kwargs)

        return received

    return decorate


def refused_sentence(refused: PictureRefused) -> str:
    """Why a picture cannot be used, and what to do."""
    sentences: dict[str, Callable[[], str]] = {
        "empty": lambda: _("Filen är tom. Välj en annan."),
        "too-large": lambda: _(
            "Filen är för stor. Välj en som är högst %(megabytes)s MB.", megabytes=LARGEST_FILE // MEGABYTE
        ),
        "not-a-picture": lambda: _(
            "Filen är ingen bild som går att visa. Välj en i JPEG, PNG, WebP eller GIF."
        ),
        "heic": lambda: _(
            "Bilden har ett format som många inte kan se (HEIC eller AVIF). "
            "Spara den som JPEG och välj den igen."
        ),
        "too-many-pixels": lambda: _(
            "Bilden är för stor. Gör den mindre, till högst %(pixels)s miljoner bildpunkter.",
            pixels=MOST_PIXELS // 1_000_000,
        ),
        "too-small": lambda: _(
            "Bilden är för liten. Välj en som är minst %(pixels)s bildpunkter bred och hög.",
            pixels=SHORTEST_SIDE,
        ),
        "broken": lambda: _("Filen är inte hel. Spara eller hämta bilden på nytt, och välj den igen."),
    }
    return sentences[refused.code]()
