"""Carrying a staff form over a new sign-in, so that nothing typed is lost when a session has ended.

The form comes back after sign-in, to be read and saved by its writer: nothing is sent on by itself, and
only a form from our own pages is kept. One that another site made is refused, or its reader could be led to
save it.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Response, current_app, request
from htmx_flask import request as htmx_request
from werkzeug.exceptions import HTTPException

from webapp.domain.text import clean
from webapp.web.pages import page, private

LEFT_OUT = frozenset({"csrf_token", "password", "new_password"})
NOT_WRITTEN = frozenset(
    {"base", "condition_shown", "do", "group", "id", "kind", "revision", "signed", "state", "sure"}
)
"""Fields of staff forms that no person writes: they are sent on, and not shown."""
STAFF = "/staff/"
NEVER_RESUMED = frozenset({"/staff/sign-in", "/staff/sign-out"})
UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
MAX_PATH = 2000
Fields = list[tuple[str, str]]


def typed_fields() -> Fields:
    """Every text field of the form that was sent, in order; files cannot be carried over."""
    return _kept((name, value) for name, values in request.form.lists() for value in values)


def carried_fields() -> Fields:
    """The fields that the sign-in form holds for another form."""
    form = request.form
    return _kept(zip(form.getlist("resume_name"), form.getlist("resume_value"), strict=False))


def _kept(fields: Iterable[tuple[str, str]]) -> Fields:
    """Those fields that a page can carry: no secrets, and no characters that only do harm."""
    return [(name, clean(value)) for name, value in fields if name not in LEFT_OUT and clean(name) == name]


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


def offer_to_resume(status: int = 401) -> Response:
    """The sign-in page, holding the form that was sent; after sign-in it is shown to be saved."""
    return _whole(
        page(
            "accounts/sign_in.html",
            status=status,
            email="",
            next_path="",
            resume_path=staff_post(_sent_to()),
            resume_fields=typed_fields(),
            problem="",
            signed_out=False,
            files=bool(request.files),
        )
    )


def ask_to_save(path: str, fields: Fields, *, status: int = 200, files: bool = False) -> Response:
    """The form that was sent to `path`, to be read and sent again with a token of this session."""
    return _whole(
        page(
            "accounts/resume.html",
            status=status,
            resume_path=path,
            resume_fields=fields,
            written=[(name, value) for name, value in fields if value.strip() and name not in NOT_WRITTEN],
            back=own_path(path),
            again=status == 200,
            files=files,
        )
    )


def ask_to_save_this(status: int = 400) -> Response:
    """The same for the form of this request, whose token did not hold."""
    return ask_to_save(_sent_to(), typed_fields(), status=status, files=bool(request.files))


def _sent_to() -> str:
    return request.full_path.rstrip("?")


def _whole(response: Response) -> Response:
    """A personal page; where htmx asked for a piece of one, it takes the whole page's place."""
    if htmx_request.htmx:
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return private(response)
