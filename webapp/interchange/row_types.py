"""The `type` column of the survey sheet: what a row is."""

import re
from typing import NamedTuple

BEGIN, END, SELECT, SIMPLE, DROPPED = "begin", "end", "select", "simple", "dropped"


class RowType(NamedTuple):
    """What a row is.

    Args:
        role: `BEGIN` or `END` of a group, `SELECT` (chooses from a list), `SIMPLE` (any other question)
            or `DROPPED` (nothing that can be carried over).
        what: ``group`` or ``repeat``; ``single``, ``multiple`` or ``ranking``; the canonical name of a
            simple type; for what is dropped the code of the remark.
        list_name: the list that a `SELECT` chooses from.
        or_other: whether it adds an "other" of its own.
    """

    role: str
    what: str
    list_name: str = ""
    or_other: bool = False


_GROUP = re.compile(r"(begin|end)[ _](group|repeat|lgroup|loop)", re.I)
_SELECT = re.compile(
    r"(select[ _]one(?: from)?|select1|select[ _]multiple(?: from)?|select all that apply(?: from)?"
    r"|add select one prompt using|add select multiple prompt using|rank)"
    r"(?:\s+(?!or[_ ]other)(?P<list>\S+))?(?P<other>\s+(?:or[_ ]other|or specify other))?",
    re.I,
)
_FROM_FILE = re.compile(r"select[ _](?:one|multiple)(?:[ _]from[ _]file|_external)\b.*", re.I)

_SIMPLE = {
    "acknowledge": "acknowledge",
    "date": "date",
    "decimal": "decimal",
    "int": "integer",
    "integer": "integer",
    "note": "note",
    "range": "range",
    "string": "text",
    "text": "text",
    "trigger": "acknowledge",
}
_DROPPED = {
    "type-metadata": "audit background-audio deviceid email end imei phonenumber simserial start "
    "start-geopoint subscriberid today username",
    "type-date": "datetime time",
    "type-place": "geopoint geoshape geotrace location osm",
    "type-file": "audio barcode file image photo video",
    "type-calculate": "calculate csv-external hidden xml-external",
}
_CODES = {name: code for code, names in _DROPPED.items() for name in names.split()}


def row_type(cell: str) -> RowType:
    """What `cell`, the text of a type column, says; dropped as ``type-unknown`` where that is not known."""
    name = " ".join(cell.split())
    if group := _GROUP.fullmatch(name):
        what = "group" if group[2].lower() == "group" else "repeat"
        return RowType(group[1].lower(), what)
    if _FROM_FILE.fullmatch(name):
        return RowType(DROPPED, "type-file-list")
    if select := _SELECT.fullmatch(name):
        return _select(select)
    if simple := _SIMPLE.get(name.lower()):
        return RowType(SIMPLE, simple)
    return RowType(DROPPED, _CODES.get(name.lower(), "type-unknown"))


def _select(match: re.Match[str]) -> RowType:
    command, list_name = match[1].lower(), match["list"] or ""
    if list_name.startswith("${"):
        return RowType(DROPPED, "type-earlier-answers")
    if command == "rank":
        what = "ranking"
    else:
        what = "multiple" if "multiple" in command or "all that" in command else "single"
    return RowType(SELECT, what, list_name, bool(match["other"]))
