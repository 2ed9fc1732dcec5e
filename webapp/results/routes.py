"""Placeholder."""

from flask import Blueprint

bp = Blueprint("results", __name__)


@bp.get("/<lang:lang>/dialogues/<slug>/results")
def published(**_values: str) -> str:
    return "stub"
