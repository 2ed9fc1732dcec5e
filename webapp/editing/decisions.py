"""A body's decision as fields of a form, for corrections of what it decided before."""

from collections.abc import Sequence
from datetime import date

from webapp.domain.record import ResolutionKind
from webapp.models import Board, Dialogue, StoredResolution
from webapp.web.clock import today
from webapp.web.fields import Fields, Wrong, one, read_day, shorten
from webapp.web.locale import gettext as _

PARTS = ("board", "meeting", "paragraph", "number")
LENGTHS = {"paragraph": 60, "number": 60}


def names(kind: ResolutionKind) -> list[str]:
    """The fields of a decision of `kind`."""
    return [f"{kind}.{part}" for part in PARTS]


def blank(kind: ResolutionKind) -> Fields:
    return {name: [""] for name in names(kind)}


def is_begun(fields: Fields, kind: ResolutionKind) -> bool:
    """Whether something has been typed of the decision."""
    return any(one(fields, name) for name in names(kind))


def read_decision(
    fields: Fields,
    kind: ResolutionKind,
    boards: Sequence[Board],
    dialogue: Dialogue,
    problems: dict[str, str],
) -> StoredResolution | None:
    """The decision in a form, not yet stored; None, and why in `problems`, where it is not whole."""
    board = next((each for each in boards if str(each.id) == one(fields, f"{kind}.board")), None)
    if board is None:
        problems[f"{kind}.board"] = _("Välj vilka som beslutade.")
    meeting = _meeting(fields, f"{kind}.meeting", problems)
    paragraph, number = (one(fields, f"{kind}.{part}") for part in LENGTHS)
    if not paragraph:
        problems[f"{kind}.paragraph"] = _("Skriv beslutets paragraf, till exempel § 45.")
    for part, text in zip(LENGTHS, (paragraph, number), strict=True):
        if len(text) > LENGTHS[part]:
            problems[f"{kind}.{part}"] = shorten(LENGTHS[part])
    if board is None or meeting is None or any(name in problems for name in names(kind)):
        return None
    return StoredResolution(
        dialogue_id=dialogue.id,
        kind_name=kind.value,
        board_id=board.id,
        board=board,
        meeting=meeting,
        paragraph=paragraph,
        registration_number=number,
        recorded_on=today(),
    )


def _meeting(fields: Fields, name: str, problems: dict[str, str]) -> date | None:
    try:
        meeting = read_day(one(fields, name))
    except Wrong as wrong:
        problems[name] = str(wrong)
        return None
    if meeting is None:
        problems[name] = _("Skriv vilken dag mötet var.")
    elif meeting > today():
        problems[name] = _("Mötet har inte varit än. Registrera beslutet när det är fattat.")
    return meeting
