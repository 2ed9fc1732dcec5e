"""The blueprint that the pages of planning share."""

from flask import Blueprint

bp = Blueprint("planning", __name__)
