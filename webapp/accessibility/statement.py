"""The accessibility statement: a page made from the fields that the law asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Response, current_app

from webapp.accessibility.blueprint import bp
from webapp.accessibility.came_from import page_before
from webapp.domain.declarations import AccessibilityStatement, Assessment
from webapp.web.access import public
from webapp.web.locale import gettext as _
from webapp.web.pages import page
from webapp.web.shortcomings import CHANGED_ON, known
from webapp.web.snapshots import municipality


@dataclass(frozen=True, slots=True)
class Authority:
    """Who sees to it that the law is followed, and where shortcomings are reported to it."""

    name: str
    address: str
    words: str


AUTHORITY = Authority("Digg", "https://www.digg.se/tdosanmalan", "digg.se/tdosanmalan")


@bp.get("/<lang:lang>/accessibility", endpoint="statement")
@public
def show_statement() -> Response:
    declared = municipality().statement
    return page(
        "accessibility/statement.html",
        declared=declared,
        updated_on=updated_on(declared),
        changed_on=CHANGED_ON,
        address=current_app.extensions["settings"].base_url,
        shortcomings=known(declared),
        assessments=list(assessed(declared)),
        authority=AUTHORITY,
        came_from=page_before(),
    )


def updated_on(declared: AccessibilityStatement) -> date | None:
    """The last day that anything in the statement was changed; None before it has been published."""
    if declared.published_on is None:
        return None
    return max(CHANGED_ON, declared.updated_on or declared.published_on)


def assessed(declared: AccessibilityStatement) -> Iterator[str]:
    """How the municipality has assessed the service, a sentence for each way."""
    words = {
        Assessment.OWN: lambda: _("Kommunen har själv gått igenom sidorna."),
        Assessment.EXTERNAL: lambda: _("En utomstående har granskat sidorna åt kommunen."),
        Assessment.USERS: lambda: _("Personer med funktionsnedsättning har prövat sidorna."),
    }
    return (words[each]() for each in declared.assessments)
