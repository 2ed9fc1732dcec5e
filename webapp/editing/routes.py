"""Placeholder."""

from flask import Blueprint

bp = Blueprint("editing", __name__)
