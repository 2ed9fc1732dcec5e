"""Friendly pages for what goes wrong, in the reader's language; a stop that keeps what was typed."""

from flask import Flask, Response, g, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from webapp.web.access import OwnPasswordNeeded, SignInNeeded, from_elsewhere
from webapp.web.languages import INTERFACE
from webapp.web.locale import gettext as _
from webapp.web.locale import negotiate
from webapp.web.pages import page
from webapp.web.resuming import ask_to_save, choose_password_first, offer_to_resume, sent_form

RETRY_AFTER_SECONDS = 5


def init_app(app: Flask) -> None:
    """Registers the pages."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(SignInNeeded, sign_in_first)
    app.register_error_handler(OwnPasswordNeeded, own_password_first)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(OperationalError, storage_busy)
    app.register_error_handler(StaleDataError, edited_meanwhile)


def _words(code: int) -> tuple[str, str]:
    known = {
        400: lambda: (
            _("Vi kunde inte läsa det som skickades"),
            _("Gå tillbaka och försök igen. Det du har skrivit finns kvar på förra sidan."),
        ),
        403: lambda: (
            _("Du har inte tillgång till sidan"),
            _("Kontakta den som ansvarar för dialogen om det är fel."),
        ),
        404: lambda: (
            _("Sidan finns inte"),
            _("Adressen kan vara felskriven, eller så har sidan tagits bort. Här är alla dialoger."),
        ),
        405: lambda: (_("Sidan kan inte användas så"), _("Gå tillbaka och använd knapparna på sidan.")),
        409: lambda: (
            _("Det går inte just nu"),
            _("Dialogen är i ett skede där det inte går att göra så. Läs om sidan för att se var den är."),
        ),
        413: lambda: (
            _("Det som skickades är för stort"),
            _("Gå tillbaka och korta texten. Det du har skrivit finns kvar på förra sidan."),
        ),
        429: lambda: (_("Många försök på kort tid"), _("Vänta några minuter och försök igen.")),
        503: lambda: (
            _("Det går inte att spara just nu"),
            _("Vänta några sekunder. Gå tillbaka och försök igen. Det du skrev finns kvar på förra sidan."),
        ),
    }
    return known.get(code, lambda: (_("Något gick fel hos oss"), _("Försök igen om en stund.")))()


def _language() -> None:
    """An address that matched no route has told no language: take it from the path or the phone."""
    first = request.path.split("/")[1]
    g.lang = first if first in INTERFACE else g.get("lang") or negotiate(INTERFACE)


def error_page(code: int) -> Response:
    """A whole page with a heading, what happened and a way on."""
    _language()
    heading, advice = _words(code)
    return page("layouts/error.html", status=code, heading=heading, advice=advice)


def http_error(error: HTTPException) -> Response:
    """Any error that has a code; redirects pass through. What should not happen is 500: the log has it."""
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    response = error_page(error.code or 500)
    if error.code == 405 and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(error.valid_methods)  # type: ignore[attr-defined]
    return response


def sign_in_first(_error: SignInNeeded) -> Response:
    """Leads to sign-in and back. A form that was sent is carried along, so that nothing typed is lost."""
    if request.method == "POST":
        return error_page(400) if from_elsewhere() else offer_to_resume()
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)  # type: ignore[return-value]


def own_password_first(_error: OwnPasswordNeeded) -> Response:
    """Leads to the page for a password of one's own. A form that was sent is carried along."""
    if request.method == "POST":
        return choose_password_first(sent_form(), 403)
    return redirect(url_for("accounts.own_account"), 303)  # type: ignore[return-value]


def stale_form(_error: CSRFError) -> Response:
    """The form's token is not of this session: its sender reads it through and sends it again."""
    return error_page(400) if from_elsewhere() else ask_to_save(sent_form(), status=400)


def storage_busy(_error: OperationalError) -> Response:
    """The database was locked too long, full or away: nothing was stored, and it may work soon."""
    return soon_again(error_page(503))


def soon_again(response: Response) -> Response:
    """A page that could not store anything just now, and says when to try again."""
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def edited_meanwhile(_error: StaleDataError) -> Response:
    """Somebody else saved the same thing first."""
    return error_page(409)
