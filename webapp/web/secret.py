"""The installation's secret, which keyed hashes are made with."""

from flask import current_app


def secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
