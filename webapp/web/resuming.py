"""Carrying a staff form over a new sign-in, so that nothing typed is lost when a session has ended.

The form comes back after sign-in, to be read and saved by its writer: nothing is sent on by itself, and
only a form from our own pages is kept. One that another site made is refused, or its reader could be led to
save it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response, current_app, request
from htmx_flask import request as htmx_request
from werkzeug.exceptions import HTTPException

from webapp.domain.text import clean
from webapp.web.field_words import field_label, is_choice, is_written
from webapp.web.pages import page, private

LEFT_OUT = frozenset({"csrf_token", "password", "new_password"})
STAFF = "/staff/"
NEVER_RESUMED = frozenset({"/staff/sign-in", "/staff/sign-out"})
UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
MAX_PATH = 2000
Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that is carried along, as its writer reads it.

    Args:
        path: where it was sent.
        fields: all of it.
    """

    path: str
    fields: Fields

    @property
    def written(self) -> list[tuple[str, str]]:
        """(label, text) of what was written where it is known what the field is called."""
        return [(label, value) for name, value in self._texts if (label := field_label(name))]

    @property
    def unnamed(self) -> list[str]:
        """What was written in other fields."""
        return [value for name, value in self._texts if not field_label(name)]

    @property
    def chosen(self) -> bool:
        """Whether something was chosen in lists or boxes, which the form carries by codes of its own."""
        return any(is_choice(name) for name, _value in self.fields)

    @property
    def _texts(self) -> Fields:
        return [
            (name, value)
            for name, value in self.fields
            if value.strip() and is_written(name) and not is_choice(name)
        ]


def own_path(path: str) -> str:
    """`path` if it is the address of a staff page of ours; otherwise nothing."""
    return path if _leads(path, "GET") else ""


def staff_post(path: str) -> str:
    """`path` if staff forms are sent there; otherwise nothing."""
    return path if _leads(path, "POST") and urlsplit(path).path not in NEVER_RESUMED else ""


def _leads(path: str, method: str) -> bool:
    if not path.startswith(STAFF) or len(path) > MAX_PATH or UNSAFE.search(path):
        return False
    try:
        current_app.url_map.bind("localhost").match(urlsplit(path).path, method=method)
    except (HTTPException, ValueError):
        return False
    return True


def carried_form() -> Kept | None:
    """The form that this request's form carries along; None where there is none that may be resumed."""
    path = staff_post(request.form.get("resume_path", ""))
    carried = zip(request.form.getlist("resume_name"), request.form.getlist("resume_value"), strict=False)
    return Kept(path, _kept(carried)) if path else None


def sent_form() -> Kept:
    """The form that was sent with this request: every text in it, in order; files cannot be carried over."""
    fields = ((name, value) for name, values in request.form.lists() for value in values)
    return Kept(request.full_path.rstrip("?"), _kept(fields))


def _kept(fields: Iterable[tuple[str, str]]) -> Fields:
    """Those fields that a page can carry: no secrets, and no characters that only do harm."""
    return [(name, clean(value)) for name, value in fields if name not in LEFT_OUT and clean(name) == name]


def offer_to_resume(status: int = 401) -> Response:
    """The sign-in page, holding the form that was sent; after sign-in it is shown to be saved."""
    kept = sent_form()
    return _whole(
        page(
            "accounts/sign_in.html",
            status=status,
            email="",
            next_path="",
            kept=kept if staff_post(kept.path) else None,
            problem="",
            signed_out=False,
            files=bool(request.files),
        )
    )


def choose_password_first(kept: Kept, status: int = 200) -> Response:
    """The page for a password of one's own, holding a form; afterwards it is shown to be saved."""
    carried = kept if staff_post(kept.path) else None
    return _whole(page("accounts/account.html", status=status, problems={}, changed=False, kept=carried))


def ask_to_save(kept: Kept, *, status: int = 200) -> Response:
    """A form, to be read and sent again with a token of this session."""
    return _whole(
        page(
            "accounts/resume.html",
            status=status,
            kept=kept,
            back=own_path(kept.path),
            again=status == 200,
            files=bool(request.files),
        )
    )


def _whole(response: Response) -> Response:
    """A personal page; where htmx asked for a piece of one, it takes the whole page's place."""
    if htmx_request.htmx:
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return private(response)
