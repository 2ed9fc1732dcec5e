"""The core facts as fields of a form, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.domain.ladder import LadderStep
from webapp.domain.taking_part import Mode
from webapp.models import Board, Dialogue
from webapp.web.fields import (
    Fields,
    Wrong,
    long_texts,
    one,
    read_count,
    read_day,
    read_email,
    read_texts,
    shorten,
    text_fields,
)
from webapp.web.languages import INTERFACE, LANGUAGES
from webapp.web.locale import gettext as _

LINES = {"title": 200, "new_board": 200}
PROSE = {
    "purpose": 4000,
    "target_group": 2000,
    "can_influence": 4000,
    "cannot_influence": 4000,
    "matter": 1000,
    "weighing": 2000,
    "idea_prompt": 1000,
    "idea_rules": 4000,
}
WORDS = {
    "compiled_by": 200,
    "contact_name": 200,
    "contact_phone": 40,
    "contact_email": 254,
}
"""Name of a field -> longest text, in characters."""
DAYS = ("opens_on", "closes_on", "compiled_on", "decided_on", "next_notice", "feedback_by")
MOST_MINUTES, DEFAULT_MINUTES = 240, 5
MOST_CATEGORIES = 20
CATEGORY_LENGTH = 100
EMPTY_ROWS = 2
IDEA_CHOICES = ("takes_ideas", "ideas_shown_at_once", "idea_comments", "idea_pictures")
"""What is chosen about ideas with a box each."""
SET_BY_FORM = (
    *("title", *PROSE, *WORDS, *DAYS),
    *("minutes", "languages", *IDEA_CHOICES, "idea_categories", "step", "mode_name"),
)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class FactsRead:
    """What a form says: values by the name of the dialogue's column, and what must be mended."""

    values: dict[str, Any]
    problems: dict[str, str]


def written_languages(dialogue: Dialogue) -> list[str]:
    """The languages that texts have a field in: those offered, the source first, and others with texts."""
    texts = [getattr(dialogue, name) for name in ("title", *PROSE)]
    there = [lang for text in texts for lang in text if lang in LANGUAGES and text[lang].strip()]
    return list(dict.fromkeys([dialogue.source_language, *dialogue.languages, *there]))


def stored(dialogue: Dialogue, *, settled: bool) -> Fields:
    """The form's fields as the dialogue is stored, the way a browser would send them unchanged.

    Args:
        settled: whether a body has decided how much can be influenced: then the form does not ask.
    """
    languages = written_languages(dialogue)
    fields: Fields = {}
    for name in ("title", *PROSE):
        fields |= text_fields(name, getattr(dialogue, name), languages)
    fields |= text_fields("new_board", {}, languages)
    fields |= {name: [getattr(dialogue, name)] for name in WORDS}
    fields |= {name: [_day(getattr(dialogue, name))] for name in DAYS}
    fields |= {"board": [str(dialogue.board_id or "")], "minutes": [str(dialogue.minutes)]}
    for place, texts in enumerate([*dialogue.idea_categories, *[{}] * EMPTY_ROWS][:MOST_CATEGORIES]):
        fields |= text_fields(f"category.{place}", texts, languages)
    offered = [lang for lang in INTERFACE if lang in dialogue.languages and lang != dialogue.source_language]
    return (
        fields
        | _ticked("languages", offered)
        | _ticked("step", [] if settled else [dialogue.step_number])
        | _ticked("mode", [dialogue.mode_name])
        | {name: ["1"] for name in IDEA_CHOICES if getattr(dialogue, name)}
    )


def _ticked(name: str, values: list[Any]) -> Fields:
    """A field of boxes or buttons: browsers send nothing where none is chosen."""
    chosen = [str(value) for value in values if value]
    return {name: chosen} if chosen else {}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def read(fields: Fields, dialogue: Dialogue, *, settled: bool) -> FactsRead:
    """The facts in a form; what is missing is no problem here, what cannot be right is."""
    found = FactsRead({}, {})
    languages = written_languages(dialogue)
    for name, limit in (LINES | PROSE).items():
        kept = getattr(dialogue, name, {})
        found.values[name] = read_texts(fields, name, languages, kept, multiline=name in PROSE)
        found.problems.update(long_texts(found.values[name], name, languages, limit))
    for name, limit in WORDS.items():
        found.values[name] = one(fields, name)
        if len(found.values[name]) > limit:
            found.problems[name] = shorten(limit)
    for name in DAYS:
        found.values[name] = _tried(found, fields, name, read_day)
    _tried(found, fields, "contact_email", read_email)
    found.values["minutes"] = _tried(found, fields, "minutes", _minutes) or DEFAULT_MINUTES
    found.values["idea_categories"] = _categories(found, fields, dialogue, languages)
    for name in IDEA_CHOICES:
        found.values[name] = name in fields
    found.values["mode_name"] = _mode(one(fields, "mode"), dialogue)
    found.values["languages"] = _languages(fields, dialogue)
    found.values["step"] = dialogue.step if settled else _step(one(fields, "step"))
    return found


def _mode(typed: str, dialogue: Dialogue) -> str:
    """One of the modes that are offered, or the one that is kept."""
    return typed if typed in offered_modes(dialogue) else dialogue.mode_name


def offered_modes(dialogue: Dialogue) -> list[Mode]:
    """Signing in is offered where the installation knows a provider, and where it is chosen already."""
    there = current_app.extensions["settings"].identity_provider is not None
    return [mode for mode in Mode if mode is not Mode.E_IDENTITY or there or dialogue.mode is mode]


def _minutes(typed: str) -> int | None:
    return read_count(typed, 1, MOST_MINUTES)


def _languages(fields: Fields, dialogue: Dialogue) -> list[str]:
    """The source first; languages that cannot be chosen in the form stay as they are."""
    fixed = [tag for tag in dialogue.languages if tag not in INTERFACE]
    wanted = {dialogue.source_language, *fields.get("languages", []), *fixed}
    order = dict.fromkeys([dialogue.source_language, *INTERFACE, *fixed])
    return [tag for tag in order if tag in wanted]


def _tried(found: FactsRead, fields: Fields, name: str, reader: Callable[[str], Value]) -> Value | None:
    try:
        return reader(one(fields, name))
    except Wrong as wrong:
        found.problems.setdefault(name, str(wrong))
        return None


def _step(typed: str) -> LadderStep | None:
    return LadderStep(int(typed)) if typed in {str(int(step)) for step in LadderStep} else None


def _categories(
    found: FactsRead, fields: Fields, dialogue: Dialogue, languages: list[str]
) -> list[dict[str, str]]:
    """The rows that have a name in some language, in order."""
    rows = []
    for place in range(MOST_CATEGORIES):
        name = f"category.{place}"
        there = place < len(dialogue.idea_categories)
        kept = dialogue.idea_categories[place] if there else {}
        texts = read_texts(fields, name, languages, kept, multiline=False)
        found.problems.update(long_texts(texts, name, languages, CATEGORY_LENGTH))
        rows.append(texts)
    return [texts for texts in rows if any(texts.values())]


def boards(session: Session) -> list[Board]:
    """Every board, in the order they were added."""
    return list(session.scalars(select(Board).order_by(Board.id)))


def chosen_board(
    session: Session, fields: Fields, new_name: dict[str, str], dialogue: Dialogue
) -> Board | None:
    """The board that the form names: a new one, an old one whose missing names are filled in, or the chosen.

    Other dialogues of a board whose names change get a new revision, so that their pages show them.

    Raises:
        Wrong: a new board lacks its name in the source language.
    """
    there, source = boards(session), dialogue.source_language
    if not new_name:
        return next((board for board in there if str(board.id) == one(fields, "board")), None)
    if not new_name.get(source):
        raise Wrong(_("Skriv nämndens namn också på språket som dialogen skrivs på."))
    known = next((board for board in there if board.name.get(source) == new_name[source]), None)
    if known is None:
        known = Board(name={})
        session.add(known)
    known.name = {**new_name, **{lang: text for lang, text in known.name.items() if text.strip()}}
    session.flush()
    others = update(Dialogue).where(Dialogue.board_id == known.id, Dialogue.id != dialogue.id)
    session.execute(others.values(revision=Dialogue.revision + 1))
    return known


def apply(dialogue: Dialogue, values: dict[str, Any], board: Board | None) -> None:
    """Sets the facts: nothing but the columns of `SET_BY_FORM` and the board."""
    for name in SET_BY_FORM:
        setattr(dialogue, name, values[name])
    dialogue.board_id = board.id if board else None
