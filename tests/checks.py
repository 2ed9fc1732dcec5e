"""What holds for every page: each page that any test fetches is checked."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ALLOWED_ELSEWHERE = {"www.digg.se"}
LOADING = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "form": "action"}
TYPED = {"text", "email", "password", "search", "date", "file", "tel", "number", "checkbox", "radio"}
VOID_PROBLEMS = {
    "unexpected-end-tag",
    "expected-closing-tag-but-got-eof",
    "unexpected-start-tag-implies-end-tag",
}


class CheckingClient(FlaskClient):
    """A test client that checks every whole HTML page it receives."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        redirects = response.status_code in range(300, 400)
        whole = response.mimetype == "text/html" and response.data.startswith(b"<!doctype html>")
        if whole and not redirects:
            problems = list(page_problems(response.get_data(as_text=True)))
            assert not problems, f"{response.request.path}: {problems}"
        return response


def page_problems(html: str) -> Iterator[str]:
    """What is wrong with a page, as sentences; nothing for a sound one."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    for _position, code, details in parser.errors:
        yield f"parsing: {code} {details}"
    elements = list(root.iter())
    yield from _head(root, elements)
    yield from _identities(elements)
    yield from _labels(root, elements)
    yield from _safety(elements)


def text_of(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _head(root: Element, elements: list[Element]) -> Iterator[str]:
    if not root.get("lang") or root.get("dir") not in {"ltr", "rtl"}:
        yield "html without lang or dir"
    headings = [element for element in elements if element.tag == "h1"]
    if len(headings) != 1:
        yield f"{len(headings)} h1 elements"
        return
    title = text_of(root.find("head/title"))
    for prefix in ("Fel: ", "Error: ", "خطأ: "):
        title = title.removeprefix(prefix)
    if not title.startswith(text_of(headings[0])):
        yield f"title {title!r} does not begin with h1 {text_of(headings[0])!r}"
    if [element for element in elements if element.tag == "main"].__len__() != 1:
        yield "not exactly one main"


def _identities(elements: list[Element]) -> Iterator[str]:
    counts = Counter(element.get("id") for element in elements if element.get("id"))
    for id_, n in counts.items():
        if n > 1:
            yield f"id {id_!r} stands {n} times"
        if id_ and id_.split() != [id_]:
            yield f"id {id_!r} has white space"
    for element in elements:
        for name in ("aria-describedby", "aria-labelledby", "for", "form"):
            for id_ in (element.get(name) or "").split():
                if id_ not in counts:
                    yield f"{name} points to {id_!r}, which is not there"
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] not in counts:
            yield f"link to {href}, which is not there"


def pictured(element: Element) -> str:
    """What the pictures in an element say."""
    return " ".join(each.get("alt", "") for each in element.iter("img")).strip()


def _labels(root: Element, elements: list[Element]) -> Iterator[str]:
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    wrapped = {id(child) for label in root.iter("label") for child in label.iter()}
    for element in elements:
        kind = element.get("type", "text")
        control = element.tag in {"select", "textarea"} or (element.tag == "input" and kind in TYPED)
        named = element.get("id") in labelled or id(element) in wrapped or element.get("aria-label")
        if control and not named:
            yield f"no label for {element.tag} {element.get('name')!r}"
        if element.tag == "fieldset" and (len(element) == 0 or element[0].tag != "legend"):
            yield "fieldset without legend first"
        if element.tag == "img" and element.get("alt") is None:
            yield "img without alt"
        said = text_of(element) or element.get("aria-label") or pictured(element)
        if element.tag in {"a", "button"} and not said:
            yield f"{element.tag} without a name"


def _safety(elements: list[Element]) -> Iterator[str]:
    styles = [element for element in elements if element.tag == "style"]
    if len(styles) > 1:
        yield f"{len(styles)} style elements"
    for element in elements:
        tag = str(element.tag)
        if tag == "script" and not element.get("src"):
            yield "inline script"
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"{name} attribute on {tag}"
        address = element.get(LOADING.get(tag, ""), "") if tag in LOADING else ""
        if tag == "a":
            address = element.get("href", "")
        host = urlsplit(address).netloc
        external = "external" in (element.get("rel") or "").split()
        chosen = tag == "a" and (external or host in ALLOWED_ELSEWHERE)
        if host and host not in {"localhost"} and not chosen:
            yield f"{tag} leads elsewhere: {address}"
        if tag == "form" and element.get("action") is None:
            yield "form without action"
