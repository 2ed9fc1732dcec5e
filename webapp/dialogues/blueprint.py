"""The pages of residents who look for a dialogue."""

from flask import Blueprint

bp = Blueprint("dialogues", __name__)
