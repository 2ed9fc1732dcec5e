"""What a screen reader is told of a page, as text: the browser's accessibility tree with all that varies taken out."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from tests.browser.browser import Browser
from webapp.web.languages import LANGUAGES

FOLDER = Path(__file__).with_name("trees")
Node = dict[str, Any]
STATES = (
    *("level", "checked", "pressed", "expanded", "disabled", "required", "invalid", "selected", "readonly"),
    *("live", "atomic", "busy", "hasPopup", "modal", "multiselectable", "orientation", "valuetext"),
)
"""Properties that are told; where an element is, what it is called inside and whether it has the focus are not."""
SILENT = {"none", "generic", "InlineTextBox", "LineBreak", "ListMarker"}
"""Roles that say nothing by themselves; what is inside them is told."""


def file_of(name: str, lang: str) -> Path:
    """Where the tree of a state is kept."""
    return FOLDER / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.{lang}.txt"


def told(browser: Browser, lang: str) -> str:
    """The tree of the page that is shown: a line for each thing, its role, name, value and states."""
    browser.driver.execute_cdp_cmd("Accessibility.enable", {})
    nodes = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    browser.driver.execute_cdp_cmd("Accessibility.disable", {})
    known = {node["nodeId"]: node for node in nodes}
    return "".join(f"{line}\n" for line in lines(nodes[0], known, lang, 0))


def lines(node: Node, known: dict[str, Node], lang: str, depth: int, said: str = "") -> Iterator[str]:
    """The lines of `node` and what is inside; `said` is what was told just outside, which text need not repeat."""
    role = str(node.get("role", {}).get("value", ""))
    name = steady(str(node.get("name", {}).get("value", "")), lang)
    quiet = node.get("ignored") or role in SILENT or (role == "StaticText" and name in {"", said})
    if not quiet:
        yield "  " * depth + " ".join([role, *([f"“{name}”"] if name else []), *states(node, lang)])
    for child in (known[id_] for id_ in node.get("childIds", ()) if id_ in known):
        yield from lines(child, known, lang, depth + (not quiet), said if quiet else name)


def states(node: Node, lang: str) -> Iterator[str]:
    """The description, the value and the states of a node, such as ``checked=false``."""
    for name in ("description", "value"):
        if given := str(node.get(name, {}).get("value", "")):
            yield f"{name}=“{steady(given, lang)}”"
    for each in node.get("properties", ()):
        value = each["value"].get("value")
        if (each["name"] in STATES and value not in (None, "", False, "false")) or each["name"] == "checked":
            yield f"{each['name']}={str(value).lower()}"


def steady(text: str, lang: str) -> str:
    """A text in one line, with its numbers and the names of months and days replaced: they change from day to day."""
    return re.sub(r"\d+", "0", dates_of(lang).sub("▢", " ".join(text.split())))


@cache
def dates_of(lang: str) -> "re.Pattern[str]":
    """Finds the names of months and days of the week."""
    locale = Locale.parse(LANGUAGES[lang].babel)
    names = {
        name
        for kind in (locale.months, locale.days)
        for width in ("wide", "abbreviated")
        for name in kind["format"][width].values()
    }
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
