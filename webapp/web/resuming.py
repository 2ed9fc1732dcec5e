"""Carrying a staff form over a new sign-in, so that nothing typed is lost when a session has ended."""

from flask import Response, request

from webapp.web.pages import page, private

LEFT_OUT = frozenset({"csrf_token", "password"})


def typed_fields() -> list[tuple[str, str]]:
    """Every text field of the form that was sent, in order; files cannot be carried over."""
    return [
        (name, value) for name, values in request.form.lists() for value in values if name not in LEFT_OUT
    ]


def offer_to_resume(status: int = 401) -> Response:
    """The sign-in page, holding the form that was sent; after sign-in it is shown to be saved."""
    return private(
        page(
            "accounts/sign_in.html",
            status=status,
            email="",
            next_path="",
            resume_path=request.path,
            resume_fields=typed_fields(),
            problem="",
            files=bool(request.files),
        )
    )
