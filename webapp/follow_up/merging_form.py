"""The page of a form that two people may have open, and that the policy may hold back."""

from dataclasses import dataclass
from typing import Any

from flask import Response

from webapp.follow_up.turns import Left
from webapp.models import Dialogue
from webapp.web.conflicts import Difference, as_base
from webapp.web.fields import Fields, Typed
from webapp.web.pages import page, private


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How the form is shown.

    Args:
        typed: what has been typed, with its mistakes; None: what is stored.
        status: the page's HTTP status.
        differences: what somebody else has saved meanwhile.
        left: what the policy wants first.
        refused: it was to be published, or finished, without.
    """

    typed: Typed | None = None
    status: int = 200
    differences: list[Difference] | None = None
    left: list[Left] | None = None
    refused: bool = False


def form_page(template: str, dialogue: Dialogue, stored: Fields, turn: Turn, **words: Any) -> Response:
    """The form in `template`; `words` is what the template needs besides."""
    return private(
        page(
            template,
            status=turn.status,
            dialogue=dialogue,
            typed=turn.typed or Typed(stored),
            base=as_base(stored),
            differences=turn.differences,
            left=turn.left or [],
            refused=turn.refused,
            **words,
        )
    )
