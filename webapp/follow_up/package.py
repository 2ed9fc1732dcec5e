"""Everything of a dialogue in one ZIP file, in formats that can be read for a long time."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.documents import pdf
from webapp.follow_up.basis_document import basis_document
from webapp.models import (
    Answer,
    Comment,
    CommentState,
    Dialogue,
    Idea,
    IdeaState,
    Place,
    Response,
    StaffMember,
    TraceEntry,
)
from webapp.models.figures import figures
from webapp.web.clock import now
from webapp.web.csv_files import csv_file as spreadsheet
from webapp.web.csv_files import figures_csv, harmless
from webapp.web.figure_rows import rows
from webapp.web.locale import gettext as _
from webapp.web.locale import speaking
from webapp.web.pictures import of_ideas, photographs
from webapp.web.recordings import files
from webapp.web.snapshots import Snapshot, gathered

MIME = "application/zip"
PICTURES, RECORDINGS = "bilder/", "inspelningar/"
IDEA_COLUMNS = (
    *("dag", "sprak", "lage", "rubrik", "text", "skal", "nummer", "plats", "regel"),
    *("fragan_om_ny_bedomning", "svaret", "utfall", "utfallets_skal", "bild", "bilden_visar"),
)
COMMENT_COLUMNS = (
    *("dag", "sprak", "lage", "idens_nummer", "installning", "text", "skal", "regel"),
    *("fragan_om_ny_bedomning", "svaret"),
)
TEXTS = (
    *("title", "purpose", "goal", "target_group", "can_influence", "cannot_influence", "matter", "weighing"),
    *("result_text", "question_summaries", "decision_text", "feedback_text", "onward_text"),
)
FACTS = (
    *("slug", "type_name", "source_language", "languages", "registration_number", "step_number"),
    *("step_decision", "commitment", "process_degree", "opens_on", "closes_on", "ended_on", "published_on"),
    *("reported_on", "basis_reference", "decision_meeting", "decision_paragraph", "decision_published_on"),
    *("fed_back_on", "participants_told_on", "evaluation", "evaluated_on", "archived_on"),
    *("archive_reference", "mode_name"),
)
"""Columns of the dialogue that go into the package as they are."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the package: its name, what it is, and what it holds."""

    name: str
    about: str
    make: Callable[[Session, Snapshot], bytes]


def parts() -> list[Part]:
    """Every file of the package."""
    return [
        Part("beslutsunderlag.pdf", _("Beslutsunderlaget (PDF/A)"), _basis),
        Part("dialog.json", _("Dialogens uppgifter, texter och det som kom fram, på alla språk"), _dialogue),
        Part("fragor.json", _("Frågorna på alla språk"), _questions),
        Part("siffror.csv", _("Siffrorna för varje fråga"), _figures),
        Part("svar.csv", _("Alla svar, ett på varje rad, i slumpvis ordning"), _answers),
        Part("ideer.csv", _("Alla idéer, också de som inte visas"), _ideas),
        Part("kommentarer.csv", _("Alla kommentarer på idéer, också de som inte visas"), _comments),
        Part("aterkoppling.txt", _("Återkopplingens två texter på alla språk"), _feedback),
        Part("logg.csv", _("Vem som gjorde vad, och när"), _trace),
    ]


def contents(session: Session, dialogue: Dialogue) -> list[tuple[str, str]]:
    """(name, what it is) of each file, and of the folders with recordings and pictures, if any."""
    listed = [(part.name, part.about) for part in parts()]
    if gathered(session, dialogue).recordings:
        listed.append((RECORDINGS, _("Filmer och uppläsningar, med undertexter och text")))
    if of_ideas(session, dialogue.id):
        return [*listed, (PICTURES, _("Bilderna i frågorna och idéerna, också de som inte visas (JPEG)"))]
    return [*listed, (PICTURES, _("Bilderna i frågorna (JPEG)"))] if dialogue.questions.pictures else listed


def package(session: Session, dialogue: Dialogue) -> bytes:
    """The ZIP file: the parts, and a list of them. Words are in the dialogue's language."""
    written = BytesIO()
    with speaking(dialogue.source_language), ZipFile(written, "w", ZIP_DEFLATED) as file:
        found = gathered(session, dialogue)
        listing = "\n".join(f"{name}: {about}" for name, about in contents(session, dialogue))
        for name, content in [
            ("innehall.txt", listing.encode()),
            *((part.name, part.make(session, found)) for part in parts()),
        ]:
            file.writestr(ZipInfo(name, now().timetuple()[:6]), content, ZIP_DEFLATED)
        for id_, picture in photographs(session, found.dialogue).items():
            file.writestr(ZipInfo(f"{PICTURES}{id_}.jpg", now().timetuple()[:6]), picture)
        for name, content in files(session, found.recordings).items():
            file.writestr(ZipInfo(f"{RECORDINGS}{name}", now().timetuple()[:6]), content)
    return written.getvalue()


def _basis(session: Session, found: Snapshot) -> bytes:
    return pdf.pdf(basis_document(session, found))


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str).encode()


def _dialogue(_session: Session, found: Snapshot) -> bytes:
    dialogue = found.dialogue
    return _json(
        {
            **{name: getattr(dialogue, name) for name in (*FACTS, *TEXTS)},
            "board": dict(dialogue.board.name) if dialogue.board else None,
            "findings": [
                {
                    "title": each.title,
                    "text": each.text,
                    "quotes": each.quotes,
                    "outcome": each.outcome_name,
                    "reason": each.outcome_reason,
                }
                for each in found.findings
            ],
            "corrections": [
                {
                    "day": each.made_on,
                    "fact": each.field,
                    "before": each.before,
                    "after": each.after,
                    "reason": each.reason,
                }
                for each in found.corrections
            ],
        }
    )


def _questions(_session: Session, found: Snapshot) -> bytes:
    return _json(found.dialogue.question_document)


def _figures(session: Session, found: Snapshot) -> bytes:
    told = figures(session, found.dialogue, found.questions)
    return figures_csv(rows(found.questions, told, found.dialogue.source_language))


def _answers(session: Session, found: Snapshot) -> bytes:
    """The answers as they were sent. Keys are random, so their order tells nothing of who came first."""
    questions = found.questions.told
    heads = ["nr", "dag", "sprak", "kanal", "plats", *(question.id for question in questions)]
    return spreadsheet(heads, _responses(session, found.dialogue, [question.id for question in questions]))


def _responses(session: Session, dialogue: Dialogue, questions: Sequence[str]) -> Iterator[list[Any]]:
    given: dict[int, dict[str, Any]] = {}
    wanted = select(Answer.response_id, Answer.question_id, Answer.value)
    for id_, question, value in session.execute(wanted.where(Answer.dialogue_id == dialogue.id)):
        given.setdefault(id_, {})[question] = value
    names = dict(session.execute(select(Place.id, Place.name).where(Place.dialogue_id == dialogue.id)).all())
    kept = select(Response).where(Response.dialogue_id == dialogue.id, ~Response.withdrawn)
    for number, each in enumerate(session.scalars(kept.order_by(Response.id)), start=1):
        answers = given.get(each.id, {})
        place = names.get(each.place_id, "") if each.place_id else ""
        facts = [number, each.day.isoformat(), each.lang, each.channel, harmless(place)]
        yield [*facts, *(_value(answers[id_]) if id_ in answers else "" for id_ in questions)]


def _value(value: Any) -> str:
    """An answer in a cell: as text, as JSON where it has several parts; ``null`` for "don't know"."""
    return harmless(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _ideas(session: Session, found: Snapshot) -> bytes:
    here = (Idea.dialogue_id == found.dialogue.id, Idea.state != IdeaState.WITHDRAWN)
    kept = select(Idea).where(*here).order_by(Idea.day, Idea.id)
    lines = (
        [
            each.day.isoformat(),
            each.lang,
            each.state,
            harmless(each.title),
            harmless(each.text),
            harmless(each.reason),
            str(each.number),
            harmless(each.place),
            each.reason_code,
            harmless(each.appeal),
            harmless(each.appeal_answer),
            each.outcome_name,
            harmless(json.dumps(dict(each.outcome_reason), ensure_ascii=False)),
            f"{PICTURES}{each.picture_id}.jpg" if each.picture_id else "",
            harmless(each.picture_alt),
        ]
        for each in session.scalars(kept)
    )
    return spreadsheet(IDEA_COLUMNS, lines)


def _comments(session: Session, found: Snapshot) -> bytes:
    kept = select(Comment, Idea.number).join(Idea, Idea.id == Comment.idea_id)
    kept = kept.where(Comment.dialogue_id == found.dialogue.id, Comment.state != CommentState.WITHDRAWN)
    lines = (
        [
            each.day.isoformat(),
            each.lang,
            each.state,
            str(number),
            each.stand,
            harmless(each.text),
            harmless(each.reason),
            each.reason_code,
            harmless(each.appeal),
            harmless(each.appeal_answer),
        ]
        for each, number in session.execute(kept.order_by(Comment.day, Comment.id))
    )
    return spreadsheet(COMMENT_COLUMNS, lines)


def _feedback(_session: Session, found: Snapshot) -> bytes:
    dialogue = found.dialogue
    blocks = [
        f"{_('Det ni sa, och det som bestämdes')} ({lang})\n\n{text}"
        for lang, text in dialogue.feedback_text.items()
    ]
    blocks += [f"{_('Så går vi vidare')} ({lang})\n\n{text}" for lang, text in dialogue.onward_text.items()]
    return "\n\n\n".join(blocks).encode()


def _trace(session: Session, found: Snapshot) -> bytes:
    wanted = (
        select(TraceEntry, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == TraceEntry.staff_id)
        .where(TraceEntry.dialogue_id == found.dialogue.id)
        .order_by(TraceEntry.id)
    )
    lines = (
        [
            entry.at.isoformat(),
            harmless(name or ""),
            entry.act,
            harmless(json.dumps(entry.details, ensure_ascii=False, default=str)),
        ]
        for entry, name in session.execute(wanted)
    )
    return spreadsheet(["tid", "vem", "vad", "uppgifter"], lines)
