"""Reading the forms about bodies: the fields named here, and no others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from webapp.domain.record import BodyKind
from webapp.models import Board
from webapp.oversight.bodies import living, renames
from webapp.web.composed import Words, language_word
from webapp.web.fields import Fields, Wrong, long_texts, one, read_day, read_texts, text_fields
from webapp.web.languages import INTERFACE, SOURCE
from webapp.web.locale import gettext as _

NAME_LENGTH, REASON_LENGTH = 200, 1000


@dataclass(frozen=True, slots=True)
class Naming:
    """A body's names and kind as they were typed. `reason`: why residents read another name from now on."""

    names: dict[str, str]
    kind: str
    reason: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ending:
    """When a body is dissolved and who follows it, as it was typed."""

    day: date | None
    successor: Board | None
    reason: dict[str, str]
    people: bool
    problems: dict[str, str] = field(default_factory=dict)


def fields_of(board: Board | None) -> Fields:
    """The form's fields as they are stored."""
    if board is None:
        return {}
    return {**text_fields("name", board.name, INTERFACE), "kind": [board.kind_name]}


def read_naming(typed: Fields, board: Board | None, there: Iterable[Board], *, shown: bool = False) -> Naming:
    """The body as typed. `shown`: residents read its name, so that another one needs a reason."""
    names = read_texts(typed, "name", INTERFACE, board.name if board else {}, multiline=False)
    kind, reason = one(typed, "kind"), read_texts(typed, "reason", INTERFACE, {})
    problems = long_texts(names, "name", INTERFACE, NAME_LENGTH)
    problems |= long_texts(reason, "reason", INTERFACE, REASON_LENGTH)
    if not names.get(SOURCE):
        problems[f"name.{SOURCE}"] = _("Skriv namnet på svenska.")
    elif _taken(names[SOURCE], board, there):
        problems[f"name.{SOURCE}"] = _("Det finns redan en nämnd som heter så.")
    if kind not in set(BodyKind):
        problems["kind"] = _("Välj en sort.")
    if shown and board and renames(board, names) and not reason.get(SOURCE):
        problems[f"reason.{SOURCE}"] = _("Skriv varför namnet byts. Invånarna har läst det gamla.")
    return Naming(names, kind, reason, problems)


def _taken(name: str, board: Board | None, there: Iterable[Board]) -> bool:
    others = (each for each in there if each is not board and living(each))
    return any(each.name.get(SOURCE, "").casefold() == name.casefold() for each in others)


def read_ending(typed: Fields, board: Board, there: Iterable[Board]) -> Ending:
    """When the body is dissolved, and who follows it."""
    problems: dict[str, str] = {}
    day = None
    try:
        day = read_day(one(typed, "day"))
        if day is None:
            problems["day"] = _("Skriv från och med vilken dag nämnden är nedlagd.")
    except Wrong as wrong:
        problems["day"] = str(wrong)
    reason = read_texts(typed, "reason", INTERFACE, {})
    problems |= long_texts(reason, "reason", INTERFACE, REASON_LENGTH)
    others = [each for each in there if each is not board]
    successor = next((each for each in others if str(each.id) == one(typed, "successor")), None)
    if successor is not None and not living(successor, day):
        problems["successor"] = _("Den nämnden är också nedlagd då. Välj en annan.")
    return Ending(day, successor, reason, one(typed, "people") == "1", problems)


def name_words() -> Words:
    return Words(_("Namn"), _("Som det ska stå för invånarna."))


def reason_words() -> Words:
    return Words(_("Varför?"), _("Invånarna ser ändringen, dagen och skälet."))


def part_word(name: str) -> str:
    """What a field is called, with the language of a text."""
    first, _dot, lang = name.partition(".")
    label = {
        "name": lambda: _("Namn"),
        "kind": lambda: _("Sort"),
        "reason": lambda: _("Varför?"),
        "day": lambda: _("Nedlagd från och med"),
        "successor": lambda: _("Efterträdare"),
    }[first]()
    return f"{label} ({language_word(lang)})" if lang else label


def kind_hints() -> dict[BodyKind, str]:
    """What each kind is."""
    return {
        BodyKind.COUNCIL: _("Beslutar om det som rör flera nämnder eller hela kommunen."),
        BodyKind.EXECUTIVE: _("Leder och samordnar."),
        BodyKind.BOARD: _("Beslutar inom sitt eget område."),
        BodyKind.PREPARATORY: _("Förtroendevalda som förbereder ärenden åt fullmäktige."),
        BodyKind.COMPANY: _("Policyn gäller också för kommunens bolag."),
        BodyKind.ADMINISTRATION: _("Tjänstepersoner. Kan inte fatta politiska beslut."),
    }
