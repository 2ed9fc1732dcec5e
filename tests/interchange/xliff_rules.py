"""Whether a file keeps the rules of XLIFF 2.1's core, as far as our files use them.

Written from the text of the standard (XLIFF Version 2.1, sections 4.2 and 4.3): which elements stand where
and in which order, and which attributes each must and may have. It is no replacement for the schema.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

NAMESPACE = "{urn:oasis:names:tc:xliff:document:2.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
CHILDREN = {
    "xliff": r"(file )+",
    "file": r"(skeleton )?(notes )?((unit|group) )+",
    "unit": r"(notes )?(originalData )?((segment|ignorable) )+",
    "notes": r"(note )+",
    "note": "",
    "segment": r"source (target )?",
    "source": "",
    "target": "",
}
"""Element -> its children, in order."""
NEEDED = {"xliff": {"version", "srcLang"}, "file": {"id"}, "unit": {"id"}}
ALLOWED = {
    "xliff": {"version", "srcLang", "trgLang", f"{XML}space"},
    "file": {"id", "original", "canResegment", "translate", "srcDir", "trgDir", f"{XML}space"},
    "unit": {"id", "name", "canResegment", "translate", "srcDir", "trgDir", "type", f"{XML}space"},
    "note": {"id", "appliesTo", "category", "priority"},
    "segment": {"id", "canResegment", "state", "subState"},
    "source": {f"{XML}lang", f"{XML}space"},
    "target": {f"{XML}lang", f"{XML}space", "order"},
}
VALUES = {
    "version": r"2\.[01]",
    "state": "initial|translated|reviewed|final",
    "canResegment": "yes|no",
    "id": r"[\w.:-]+",
    "srcLang": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    "trgLang": r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
    f"{XML}space": "default|preserve",
}


def faults(data: bytes) -> list[str]:
    """What breaks the rules, as sentences; nothing for a sound file."""
    try:
        root = fromstring(data)
    except ParseError as error:
        return [str(error)]
    found = list(_element(root))
    if root.tag != f"{NAMESPACE}xliff":
        found.append("the root is no xliff")
    if root.find(f".//{NAMESPACE}target") is not None and not root.get("trgLang"):
        found.append("a target without trgLang")
    for file in root.iter(f"{NAMESPACE}file"):
        ids = [unit.get("id") for unit in file.iter(f"{NAMESPACE}unit")]
        if len(set(ids)) != len(ids):
            found.append("the id of a unit stands twice")
    return found


def _element(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(NAMESPACE)
    if name not in CHILDREN:
        yield f"{element.tag} is no element of the core"
        return
    children = "".join(f"{child.tag.removeprefix(NAMESPACE)} " for child in element)
    if not re.fullmatch(CHILDREN[name], children):
        yield f"{name} holds {children!r}"
    for needed in NEEDED.get(name, set()) - set(element.keys()):
        yield f"{name} without {needed}"
    for attribute, value in element.items():
        if attribute not in ALLOWED.get(name, set()):
            yield f"{name} with {attribute}"
        elif not re.fullmatch(VALUES.get(attribute, ".*"), value, flags=re.DOTALL):
            yield f"{name}: {attribute}={value!r}"
    for child in element:
        yield from _element(child)
