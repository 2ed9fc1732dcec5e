"""The blueprint that the pages after closing share."""

from flask import Blueprint

bp = Blueprint("follow_up", __name__)
