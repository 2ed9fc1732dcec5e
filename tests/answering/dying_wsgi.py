"""The application, in a process that dies once a response is stored and before that is answered."""

import os
import signal
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

FATAL = b"this one is fatal"
"""Dies with the first send whose body holds this."""


@cache
def whole() -> Any:
    """The application itself; it needs settings, which only the server has."""
    from webapp.wsgi import app

    return app


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The same as ``webapp.wsgi:app``, but for the death."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = Read(body)
    answer = whole()(environ, start_response)
    if FATAL in body.replace(b"+", b" "):
        os.kill(os.getpid(), signal.SIGKILL)
    return answer


class Read:
    """A body that has been read, to be read again."""

    def __init__(self, body: bytes) -> None:
        self.left = body

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left where it is negative."""
        size = len(self.left) if size is None or size < 0 else size
        taken, self.left = self.left[:size], self.left[size:]
        return taken
