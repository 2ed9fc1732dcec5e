"""The blueprint that the officials' pages share."""

from flask import Blueprint

bp = Blueprint("editing", __name__)
