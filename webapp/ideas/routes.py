"""Placeholder."""

from flask import Blueprint

bp = Blueprint("ideas", __name__)


@bp.get("/<lang:lang>/dialogues/<slug>/ideas")
def index(**_values: str) -> str:
    return "stub"
