"""The outer shell of an untrusted workbook: is it one, and is it safe to unpack?"""

import re
import zipfile
from io import BytesIO
from typing import NamedTuple

from webapp.interchange.remarks import ImportRefused

MAX_FILE = 10_000_000
"""Largest file that is looked at, in bytes."""
MAX_UNPACKED = 30_000_000
"""Most XML that is unpacked, in bytes."""
MAX_MEMBERS = 500
MAX_RATIO = 100
"""How many times its packed size the content may have, once it is over `RATIO_FROM` bytes."""
RATIO_FROM = 2_000_000
MAX_TAGS = 500_000
"""Most tags in all XML: each costs the parser some hundred bytes of memory."""

CHUNK = 65_536
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


class Archive(NamedTuple):
    """A workbook repacked from exactly the bytes that were checked.

    Args:
        data: the XML parts as a zip archive without compression.
        formulas: whether a sheet holds formulas.
        comments: whether a sheet has comments.
    """

    data: bytes
    formulas: bool
    comments: bool


def open_archive(data: bytes) -> Archive:
    """Unpacks the XML of a workbook within the limits above; pictures and macros are left out.

    Sizes are taken from what is really read, never from what the archive says about itself.

    Raises:
        ImportRefused: ``empty-file``, ``file-too-large``, ``old-excel``, ``password``, ``web-page``,
            ``lss-archive``, ``plain-text``, ``other-spreadsheet``, ``not-a-workbook``,
            ``unpacked-too-large``.
    """
    sniff(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = _read_parts(archive)
    except ImportRefused:
        raise
    except Exception as error:
        raise ImportRefused("not-a-workbook") from error
    if sum(part.count(b"<") for part in parts.values()) > MAX_TAGS:
        raise ImportRefused("unpacked-too-large")
    return Archive(_pack(parts), _has_formulas(parts), any("comments" in name.lower() for name in parts))


def sniff(data: bytes) -> None:
    """Tells from the content, never from a file name, what `data` is.

    Raises:
        ImportRefused: it is no zip archive.
    """
    if len(data) > MAX_FILE:
        raise ImportRefused("file-too-large", megabytes=MAX_FILE // 1_000_000)
    if not data.strip():
        raise ImportRefused("empty-file")
    if data.startswith(OLE):
        raise ImportRefused("password" if ENCRYPTED_PACKAGE in data else "old-excel")
    if not data.startswith(b"PK"):
        raise ImportRefused(_other_format(data))


def _other_format(data: bytes) -> str:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "web-page"
    if start.startswith(b"<") or b"\0" in data[:2000]:
        return "not-a-workbook"
    return "plain-text" if re.search(rb"[;,\t|]", start) else "not-a-workbook"


def _read_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = archive.infolist()
    names = [member.filename for member in members]
    if "mimetype" in names and "content.xml" in names:
        raise ImportRefused("other-spreadsheet")
    if any(name.lower().endswith(".lss") for name in names):
        raise ImportRefused("lss-archive")
    if len(names) > MAX_MEMBERS or len(set(names)) != len(names):
        raise ImportRefused("not-a-workbook")
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            parts[member.filename] = _read_part(archive, member, left)
            left -= len(parts[member.filename])
    return parts


def _read_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ImportRefused("not-a-workbook")
    content = bytearray()
    with archive.open(member) as source:
        while chunk := source.read(CHUNK):
            content += chunk
            if len(content) > limit or _swells(len(content), member):
                raise ImportRefused("unpacked-too-large")
    return bytes(content)


def _swells(size: int, member: zipfile.ZipInfo) -> bool:
    return size > RATIO_FROM and size > MAX_RATIO * max(member.compress_size, 1)


def _pack(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _has_formulas(parts: dict[str, bytes]) -> bool:
    return any("worksheets/" in name and FORMULA.search(content) for name, content in parts.items())
