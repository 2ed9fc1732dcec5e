"""Texts of a dialogue as XLIFF 2.1, the file that translation agencies and their tools work with.

Source: XLIFF Version 2.1, OASIS Standard, 13 February 2018. One file in one target language; the id of a unit
is the key of its text, or stands in its name where a key can be no id.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from webapp.interchange.archive import MAX_FILE
from webapp.interchange.remarks import ImportRefused, excerpt
from webapp.interchange.translation_file import INITIAL, STATES, Entry, TranslationFile

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of XLIFF 2.0, which 2.1 keeps (1.4.1)."""
VERSIONS = frozenset({"2.0", "2.1"})
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAME_TOKEN = re.compile(r"[A-Za-z0-9._:-]+")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MAX_TAGS = 60_000
"""Most tags in a file: the largest dialogue has a third of that."""
CONTEXT = "context"


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def write_xliff(file: TranslationFile) -> bytes:
    """The file as XML. Characters that XML has no way to write are left out."""
    root = Element(
        "xliff", {"xmlns": NAMESPACE, "version": "2.1", "srcLang": file.source, "trgLang": file.target}
    )
    body = SubElement(root, "file", {"id": "dialogue", "original": file.dialogue})
    for number, entry in enumerate(file.entries, start=1):
        _unit(body, entry, number)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _unit(body: Element, entry: Entry, number: int) -> None:
    id_ = entry.key if NAME_TOKEN.fullmatch(entry.key) else f"text-{number}"
    unit = SubElement(body, "unit", {"id": id_, "name": entry.key, "canResegment": "no"})
    unit.set("xml:space", "preserve")
    if entry.context:
        notes = SubElement(unit, "notes")
        SubElement(notes, "note", {"category": CONTEXT}).text = NOT_XML.sub("", entry.context)
    segment = SubElement(unit, "segment", {"state": entry.state})
    SubElement(segment, "source").text = NOT_XML.sub("", entry.source)
    if entry.target:
        SubElement(segment, "target").text = NOT_XML.sub("", entry.target)


def read_xliff(data: bytes) -> TranslationFile:
    """The texts of a file that nobody has checked.

    Raises:
        ImportRefused: ``empty-file``, ``file-too-large``, ``tr-xml-doctype``, ``tr-xml-broken``,
            ``tr-other``, ``tr-version``, ``tr-empty``, ``tr-markup`` (a text has marks in it, which texts
            here cannot have), ``tr-state``, ``tr-order``.
    """
    root = _parsed(data)
    if root.tag != _name("xliff"):
        raise ImportRefused("tr-other")
    if root.get("version") not in VERSIONS:
        raise ImportRefused("tr-version", value=excerpt(root.get("version", "")))
    files = root.findall(_name("file"))
    if not files:
        raise ImportRefused("tr-empty")
    entries = [_entry(unit) for file in files for unit in file.iter(_name("unit"))]
    dialogues = {file.get("original", "") for file in files}
    dialogue = dialogues.pop() if len(dialogues) == 1 else ""
    return TranslationFile(dialogue, root.get("srcLang", ""), root.get("trgLang", ""), entries)


def _parsed(data: bytes) -> Element:
    if not data.strip():
        raise ImportRefused("empty-file")
    if len(data) > MAX_FILE:
        raise ImportRefused("file-too-large", megabytes=MAX_FILE // 1_000_000)
    if data.count(b"<") > MAX_TAGS:
        raise ImportRefused("tr-xml-broken")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ImportRefused("tr-xml-doctype") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise ImportRefused("tr-xml-broken") from error
    return root


def _entry(unit: Element) -> Entry:
    key = unit.get("name") or unit.get("id") or ""
    segments = list(unit.findall(_name("segment")))
    parts = [part for part in unit if part.tag in {_name("segment"), _name("ignorable")}]
    if not segments:
        raise ImportRefused("tr-xml-broken")
    return Entry(
        key=key,
        source="".join(_plain(part, "source", key) for part in parts),
        target=_target(parts, key),
        state=min((_state(segment, key) for segment in segments), key=STATES.index),
        context=next(_contexts(unit), ""),
    )


def _target(parts: list[Element], key: str) -> str:
    """The translation. White space between segments is often left out of it: then the source's stands."""
    texts = [(_plain(part, "target", key), part) for part in parts]
    if not any(text for text, part in texts if part.tag == _name("segment")):
        return ""
    return "".join(
        text or (_plain(part, "source", key) if part.tag == _name("ignorable") else "")
        for text, part in texts
    )


def _plain(part: Element, tag: str, key: str) -> str:
    found = part.find(_name(tag))
    if found is None:
        return ""
    if len(found):
        raise ImportRefused("tr-markup", name=excerpt(key))
    if found.get("order"):
        raise ImportRefused("tr-order", name=excerpt(key))
    return found.text or ""


def _state(segment: Element, key: str) -> str:
    state = segment.get("state", INITIAL)
    if state not in STATES:
        raise ImportRefused("tr-state", name=excerpt(key), value=excerpt(state))
    return state


def _contexts(unit: Element) -> Iterator[str]:
    for note in unit.findall(f"{_name('notes')}/{_name('note')}"):
        if note.get("category") == CONTEXT:
            yield note.text or ""
