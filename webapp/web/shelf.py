"""A bounded memory for texts that are the same for everybody."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, current_app, request, url_for

from webapp.web.locale import current_language

Made = TypeVar("Made", str, bytes)


class Shelf:
    """Keeps so many texts, and lets go of the one used longest ago. Safe among threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, str | bytes] = OrderedDict()
        self._lock = Lock()

    def take(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under `key`, made now where nothing is."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made


def init_app(app: Flask) -> None:
    """Gives templates a `url_for` that remembers."""
    app.extensions |= {"texts": Shelf(400), "addresses": Shelf(2000)}
    app.jinja_env.globals["url_for"] = address


def shelf(name: str) -> Shelf:
    """The application's memory of this name: ``texts`` or ``addresses``."""
    found: Shelf = current_app.extensions[name]
    return found


def address(endpoint: str, **values: Any) -> str:
    """`url_for`, put together once for each reader's language; one person's receipt is not remembered."""
    if "code" in values:
        return url_for(endpoint, **values)
    key = (endpoint, request.script_root, current_language().tag, *values.items())
    return shelf("addresses").take(key, lambda: url_for(endpoint, **values))
