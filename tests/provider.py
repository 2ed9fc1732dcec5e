"""A real provider of e-identities on this machine, spoken to over HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from urllib.parse import parse_qs

import requests
from flask import Flask
from oidc_provider_mock import app as provider_app
from werkzeug.serving import make_server

HOUR = timedelta(hours=1)


@dataclass
class Provider:
    """A running provider, with what it was asked for: (path, body) of each request."""

    base: str
    asked: list[tuple[str, str]] = field(default_factory=list)

    def identifies(self, address: str, person: str = "anna") -> str:
        """What a person who signs in at `address` is sent back to."""
        return self._pressed(address, {"sub": person})

    def is_refused(self, address: str) -> str:
        """What a person who presses cancel is sent back to."""
        return self._pressed(address, {"action": "deny"})

    @staticmethod
    def _pressed(address: str, pressed: dict[str, str]) -> str:
        assert requests.get(address, timeout=10).status_code == 200
        answered = requests.post(address, data=pressed, timeout=10, allow_redirects=False)
        assert answered.status_code == 302, answered.text
        return answered.headers["Location"]

    def sent_to(self, path: str) -> list[dict[str, list[str]]]:
        """The forms that were sent to `path`."""
        return [parse_qs(body) for where, body in self.asked if where == path]


@contextmanager
def provider(valid_for: timedelta = HOUR) -> Iterator[Provider]:
    """A provider whose identity tokens hold for so long; below zero they come too old."""
    inner = provider_app(require_nonce=True, access_token_max_age=valid_for)
    asked: list[tuple[str, str]] = []

    def recording(environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        asked.append((environ["PATH_INFO"], body.decode()))
        return inner(environ, start_response)

    server = make_server("127.0.0.1", 0, recording, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield Provider(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def set_provider(app: Flask, base: str) -> None:
    """Lets the application take e-identities from the provider at `base`; from none where it is empty."""
    app.extensions["settings"] = replace(
        app.extensions["settings"],
        oidc_metadata=f"{base}/.well-known/openid-configuration" if base else "",
        oidc_client_id="radslag" if base else "",
        oidc_client_secret="a secret that the provider knows" if base else "",
    )
    app.extensions.pop("identity_metadata", None)
    app.jinja_env.globals["identity_is_set"] = bool(base)
