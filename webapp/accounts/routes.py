"""Placeholder."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)


@bp.get("/staff/sign-in")
def sign_in(**_values: str) -> str:
    return "stub"
