"""Texts of the page where a dialogue is translated: how they are shown, and what a form says of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from webapp.domain.text import Text, clean
from webapp.domain.translating import State, Unit, by_machine, difference, digest
from webapp.web.fields import shorten
from webapp.web.locale import gettext as _
from webapp.web.translation_words import anchor_of, group_word, unit_word
from webapp.web.translations import Cell, Work

TEXT, REVIEWED, BASE = "text:", "reviewed:", "base:"
"""How the names of a text's fields begin; its key follows."""
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One text as the page shows it.

    Args:
        value: what stands in its field; `reviewed`: whether its box is ticked.
        base: what tells whether it has changed since the page was made.
        locked: whether the text may not change; `kept`: whether its review may not be taken back.
        changes: how its source has changed since it was translated.
        problem: why it could not be saved.
    """

    unit: Unit
    id: str
    word: str
    source: Text
    value: str
    state: State
    reviewed: bool
    base: str
    locked: bool
    kept: bool
    machine: bool
    changes: list[tuple[str, str]]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that stand together."""

    id: str
    title: str
    rows: list[Row]

    @property
    def left(self) -> int:
        """How many of the texts that are there nobody has reviewed."""
        return sum(row.state in {State.DRAFT, State.STALE} for row in self.rows)


@dataclass(slots=True)
class Said:
    """What a form says: the texts to store, and what keeps others from it.

    Args:
        clashes: whether somebody else has changed one of them meanwhile.
    """

    cells: dict[str, Cell] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    clashes: bool = False


def groups(work: Work, lang: str, form: Form | None, problems: Mapping[str, str]) -> list[Group]:
    """Every text in `lang`, by where it stands. `form`: what was typed and could not be saved."""
    found: dict[str, Group] = {}
    questions = work.questions
    for unit in work.units:
        group = found.setdefault(unit.group, Group(unit.group, group_word(unit.group, questions), []))
        group.rows.append(row(work, unit, lang, form, problems.get(unit.key, "")))
    return list(found.values())


def row(work: Work, unit: Unit, lang: str, form: Form | None = None, problem: str = "") -> Row:
    """One text as it stands, or as it was typed."""
    state = work.state(unit, lang)
    typed = form is not None and is_touched(work, unit, lang, form)
    ticked = REVIEWED + unit.key in form if typed and form else state is State.REVIEWED
    return Row(
        unit=unit,
        id=anchor_of(unit),
        word=unit_word(unit, work.questions),
        source=Text(unit.text(work.source), work.source),
        value=form[TEXT + unit.key] if typed and form else unit.text(lang),
        state=state,
        reviewed=ticked or work.kept(unit, lang),
        base=work.base(unit, lang),
        locked=work.locked(unit, lang),
        kept=work.kept(unit, lang),
        machine=by_machine(unit, lang, work.known),
        changes=changes_of(work, unit, lang) if state is State.STALE else [],
        problem=problem,
    )


def changes_of(work: Work, unit: Unit, lang: str) -> list[tuple[str, str]]:
    """How the source has changed since the text was made from it."""
    return difference(work.known[unit.key, lang].source, unit.text(work.source))


def read(work: Work, lang: str, form: Form, whole: Collection[str] = ()) -> Said:
    """What `form` changes. `whole`: groups whose texts are all to count as reviewed."""
    said = Said()
    for unit in work.units:
        if TEXT + unit.key in form:
            _read_one(said, work, unit, lang, form, unit.group in whole)
    return said


def _read_one(said: Said, work: Work, unit: Unit, lang: str, form: Form, all_reviewed: bool) -> None:
    text = _typed(work, unit, lang, form)
    asked = all_reviewed and bool(text)
    ticked = asked or REVIEWED + unit.key in form or work.kept(unit, lang)
    base, now = form.get(BASE + unit.key, ""), work.base(unit, lang)
    stands = text == unit.text(lang) and ticked == (work.state(unit, lang) is State.REVIEWED)
    if stands or not (asked or is_touched(work, unit, lang, form)):
        return
    if problem := _problem(unit, text, ticked):
        said.problems[unit.key] = problem
    elif base != now:
        said.problems[unit.key] = _clash(unit, lang, base, now)
        said.clashes = True
    else:
        machine = not ticked and text == unit.text(lang) and by_machine(unit, lang, work.known)
        said.cells[unit.key] = Cell(text, ticked, machine)


def is_touched(work: Work, unit: Unit, lang: str, form: Form) -> bool:
    """Whether the form says something else of the text than the page that it came from."""
    if TEXT + unit.key not in form:
        return False
    said = [digest(_typed(work, unit, lang, form)), str(int(REVIEWED + unit.key in form))]
    return form.get(BASE + unit.key, "").split(".")[1:] != said


def _typed(work: Work, unit: Unit, lang: str, form: Form) -> str:
    """The text in the form; the one that stands there where only its spaces differ, or it is locked."""
    stands = unit.text(lang)
    text = clean(form[TEXT + unit.key], multiline=unit.multiline)
    same = text == clean(stands, multiline=unit.multiline)
    return stands if same or work.locked(unit, lang) else text


def _problem(unit: Unit, text: str, ticked: bool) -> str:
    if len(text) > unit.limit:
        return shorten(unit.limit)
    if ticked and not text:
        return _("Skriv texten innan du markerar den som granskad.")
    return ""


def _clash(unit: Unit, lang: str, base: str, now: str) -> str:
    if base.partition(".")[0] != now.partition(".")[0]:
        return _("Källtexten har ändrats sedan du öppnade sidan. Läs den nya texten och spara igen.")
    return _(
        "Någon annan har ändrat här under tiden. Nu står det: ”%(text)s”. Spara igen om din text ska gälla.",
        text=unit.text(lang),
    )
