"""How much of a form is read: Werkzeug bounds the parts of a multipart form, but no other's fields."""

from io import BytesIO
from typing import IO

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

MOST_FIELDS = 10_000
"""More than any form of ours has, and parsed in some hundredths of a second."""
URLENCODED = "application/x-www-form-urlencoded"
Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, object]]


class BoundedParser(FormDataParser):
    """Refuses a form of too many fields before it takes them apart."""

    def parse(  # type: ignore[override]
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Parsed:
        """The fields of a form.

        Raises:
            RequestEntityTooLarge: there are more than `MOST_FIELDS`.
        """
        if mimetype == URLENCODED:
            body = stream.read()
            if body.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream = BytesIO(body)
        return super().parse(stream, mimetype, content_length, options)  # type: ignore[return-value]


def init_app(app: Flask) -> None:
    """Lets the application's requests read forms so."""
    bounded = {"form_data_parser_class": BoundedParser}
    app.request_class = type("BoundedRequest", (app.request_class,), bounded)
