"""The blueprint that every page about ideas belongs to."""

from flask import Blueprint

bp = Blueprint("ideas", __name__)
