"""What a file of translations holds, whatever its format, and what of it can be put in place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from webapp.domain.text import clean
from webapp.domain.translating import State, Unit
from webapp.interchange.remarks import FILE, ImportRefused, Remark, excerpt
from webapp.web.translations import Cell, Work

INITIAL, TRANSLATED, REVIEWED, FINAL = STATES = ("initial", "translated", "reviewed", "final")
"""The states of a segment in XLIFF 2.1 (4.7.4), from the first to the last."""
OUT = {
    State.MISSING: INITIAL,
    State.DRAFT: TRANSLATED,
    State.STALE: TRANSLATED,
    State.REVIEWED: REVIEWED,
}
MOST_PROBLEMS = 50
"""How many problems are told at once."""
Name = Callable[[Unit], str]
"""What a text is called in a message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a file.

    Args:
        source: the source that it was translated from; `target`: the translation, empty where there is none.
        state: one of `STATES`.
        context: where the text stands, for whoever translates it.
    """

    key: str
    source: str
    target: str
    state: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """Texts on their way to or from somebody who translates.

    Args:
        dialogue: the dialogue's address.
        source, target: BCP 47 tags.
    """

    dialogue: str
    source: str
    target: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text as it stands, and as the file has it."""

    unit: Unit
    before: str
    cell: Cell


@dataclass(slots=True)
class Found:
    """What would be put in place.

    Args:
        unchanged: texts that stand here as they do in the file, or that the file has no translation of.
    """

    replaced: list[Replaced] = field(default_factory=list)
    unchanged: int = 0

    @property
    def cells(self) -> dict[str, Cell]:
        return {each.unit.key: each.cell for each in self.replaced}


def leaving(work: Work, target: str, context: Name) -> TranslationFile:
    """Every text of a dialogue, on its way to whoever translates it to `target`."""
    entries = [
        Entry(
            unit.key,
            unit.text(work.source),
            unit.text(target),
            OUT[work.state(unit, target)],
            context(unit),
        )
        for unit in work.units
    ]
    return TranslationFile(work.dialogue.slug, work.source, target, entries)


def arriving(file: TranslationFile, work: Work, target: str, name: Name) -> Found:
    """What `file` changes: all of it can be put in place, or nothing is.

    Raises:
        ImportRefused: ``tr-dialogue``, ``tr-language``, ``tr-empty``; for single texts ``tr-unknown``,
            ``tr-twice``, ``tr-older`` (its source has changed here since), ``tr-locked``, ``tr-long``.
    """
    _check_whole(file, work, target)
    problems = list(_problems(file, work, target, name))[:MOST_PROBLEMS]
    if problems:
        raise ImportRefused(problems[0].code, problems, **problems[0].facts)
    found = Found()
    units = {unit.key: unit for unit in work.units}
    for entry in file.entries:
        unit = units[entry.key]
        before, cell = unit.text(target), cell_of(entry, unit, target)
        reviewed = work.state(unit, target) is State.REVIEWED
        if not cell.text or (cell.text == before and cell.reviewed <= reviewed):
            found.unchanged += 1
        else:
            found.replaced.append(Replaced(unit, before, cell))
    return found


def cell_of(entry: Entry, unit: Unit, target: str) -> Cell:
    """The text as it is stored here: one that is there already stays exactly as it is."""
    text, stands = clean(entry.target, multiline=unit.multiline), unit.text(target)
    same = text == clean(stands, multiline=unit.multiline)
    return Cell(stands if same else text, entry.state in {REVIEWED, FINAL})


def _check_whole(file: TranslationFile, work: Work, target: str) -> None:
    if file.dialogue != work.dialogue.slug:
        raise ImportRefused("tr-dialogue", name=excerpt(file.dialogue))
    if (file.source, file.target) != (work.source, target):
        raise ImportRefused("tr-language", source=excerpt(file.source), target=excerpt(file.target))
    if not file.entries:
        raise ImportRefused("tr-empty")


def _problems(file: TranslationFile, work: Work, target: str, name: Name) -> Iterator[Remark]:
    units = {unit.key: unit for unit in work.units}
    seen: set[str] = set()
    for entry in file.entries:
        code = _problem(entry, units, work, target, seen)
        seen.add(entry.key)
        if code:
            unit = units.get(entry.key)
            called = name(unit) if unit else excerpt(entry.key)
            yield Remark("", None, code, {"name": called, "limit": unit.limit if unit else 0}, FILE)


def _problem(entry: Entry, units: Mapping[str, Unit], work: Work, target: str, seen: set[str]) -> str:
    unit = units.get(entry.key)
    if unit is None:
        return "tr-unknown"
    if entry.key in seen:
        return "tr-twice"
    if clean(entry.source) != clean(unit.text(work.source)):
        return "tr-older"
    text, before = cell_of(entry, unit, target).text, unit.text(target)
    if text and text != before and work.locked(unit, target):
        return "tr-locked"
    return "tr-long" if len(text) > unit.limit else ""
