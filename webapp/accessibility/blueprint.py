"""The blueprint that every page about accessibility belongs to."""

from flask import Blueprint

bp = Blueprint("accessibility", __name__)
