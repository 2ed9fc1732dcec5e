"""Filling in the forms of a page and pressing their buttons, as a browser does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.checks import text_of

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Form:
    """A form of a page: where it leads and how, its fields as they stand, and its buttons."""

    action: str
    method: str
    fields: Fields
    buttons: list[tuple[str, str, str]]
    """(words, name, value) of each."""


def forms(response: TestResponse) -> list[Form]:
    """Every form of the page."""
    root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(response.get_data(as_text=True))
    path = response.request.path
    return [
        Form(
            form.get("action") or path,
            form.get("method", "get").lower(),
            _fields(form),
            [_button(button) for button in form.iter("button")],
        )
        for form in root.iter("form")
    ]


def press(
    client: FlaskClient, page: TestResponse, words: str, changes: Mapping[str, Any] | None = None, **more: Any
) -> TestResponse:
    """Presses the button with these words, or with this ``name:value``, after changing fields.

    A change to None empties boxes and radio buttons; fields must be there to be changed, unless they are
    boxes or files.
    """
    form, button = _found(page, words)
    fields = dict(form.fields)
    if button[1]:
        fields[button[1]] = [button[2]]
    for name, value in {**(changes or {}), **more}.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value if isinstance(value, list | tuple) else [value]
    address = urlsplit(form.action)._replace(fragment="").geturl()
    if form.method == "get":
        return client.get(address, query_string=fields)
    return client.post(address, data=fields)


def follow(client: FlaskClient, answered: TestResponse) -> TestResponse:
    """The page that a form led on to."""
    assert answered.status_code == 303, f"{answered.request.path}: {answered.status_code}"
    return client.get(answered.location)


def _found(page: TestResponse, words: str) -> tuple[Form, tuple[str, str, str]]:
    for form in forms(page):
        for button in form.buttons:
            if words in (button[0], f"{button[1]}:{button[2]}"):
                return form, button
    raise AssertionError(f"{page.request.path} ({page.status_code}) has no button {words!r}")


def _button(button: Element) -> tuple[str, str, str]:
    return (
        text_of(button) or button.get("aria-label") or "",
        button.get("name") or "",
        button.get("value") or "",
    )


def _fields(form: Element) -> Fields:
    fields: Fields = {}
    for element in form.iter():
        name = element.get("name")
        if name and element.get("disabled") is None:
            for value in _values(element):
                fields.setdefault(name, []).append(value)
    return fields


def _values(element: Element) -> Iterator[str]:
    kind = element.get("type", "text")
    if element.tag == "textarea":
        yield "".join(element.itertext()).replace("\n", "\r\n")
    elif element.tag == "select":
        options = list(element.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        yield from (each.get("value") or "" for each in chosen)
    elif element.tag == "input" and kind in {"checkbox", "radio"}:
        if element.get("checked") is not None:
            value = element.get("value")
            yield "on" if value is None else value
    elif element.tag == "input" and kind not in {"file", "submit"}:
        yield element.get("value") or ""
