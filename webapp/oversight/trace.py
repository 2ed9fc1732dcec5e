"""Who did what, and when: read by those who oversee, changed by nobody."""

import json
from collections.abc import Iterable
from math import ceil

from babel.dates import format_datetime
from flask import Blueprint, Response, request
from markupsafe import Markup
from sqlalchemy import select

from webapp.domain.lifecycle import Action, Role
from webapp.domain.text import read_whole
from webapp.extensions import db
from webapp.models import Dialogue, TraceEntry
from webapp.oversight import entries
from webapp.oversight.entries import Choice, Line
from webapp.web.access import acts, roles
from webapp.web.clock import today
from webapp.web.content import pick
from webapp.web.csv_files import MEDIA_TYPE, csv_file, harmless
from webapp.web.locale import current_language
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.sorting import by_name

bp = Blueprint("trace", __name__)
overseers = roles(Role.COORDINATOR, Role.ADMINISTRATOR)
TIME = Markup('<time datetime="{}">{}</time>')


@bp.get("/staff/trace", endpoint="index")
@overseers
def index() -> Response:
    return trace_page(chosen())


@bp.get("/staff/trace.csv", endpoint="csv")
@overseers
def download() -> Response:
    return trace_file(chosen())


@bp.get("/staff/dialogues/<slug>/trace", endpoint="dialogue")
@acts(Action.READ_TRACE)
def of_dialogue(dialogue: Dialogue) -> Response:
    return trace_page(chosen(dialogue), own=dialogue)


def chosen(dialogue: Dialogue | None = None) -> Choice:
    """What the address asks for. What cannot be is as if it was not asked for."""
    slug = request.args.get("dialogue", "")
    if dialogue is None and slug:
        dialogue = db.session.scalar(select(Dialogue).where(Dialogue.slug == slug))
    return Choice(dialogue, _number("person", 2**31), _number("year", 3000))


def _number(name: str, limit: int) -> int:
    number = read_whole(request.args.get(name, ""))
    return number if number is not None and 0 < number < limit else 0


def trace_page(choice: Choice, own: Dialogue | None = None) -> Response:
    """One page of entries, with ways to choose among them. `own`: the page is of one dialogue."""
    known = entries.names(db.session)
    total = entries.count(db.session, choice)
    last = max(1, ceil(total / entries.PAGE))
    number = min(_number("page", 2**31) or 1, last)
    address = {
        "dialogue": choice.dialogue.slug if choice.dialogue else None,
        "person": choice.person or None,
        "year": choice.year or None,
    }
    done = db.session.scalars(select(TraceEntry.staff_id).distinct()).all()
    return private(
        page(
            "oversight/trace.html",
            dialogue=own,
            choice=choice,
            lines=entries.lines(db.session, choice, known, number),
            total=total,
            number=number,
            last=last,
            people=entries.acting(db.session, [id_ for id_ in done if id_]),
            dialogues=sorted(
                known.dialogues.values(),
                key=lambda each: (by_name(pick(each.title, each.source_language)), each.slug),
            ),
            years=entries.years(db.session),
            moment=moment,
            here=address if own is None else address | {"dialogue": None, "slug": own.slug},
            address=address,
        )
    )


def moment(line: Line) -> Markup:
    """When, in the reader's language: ``21 nov. 2026 14:05``."""
    text = format_datetime(line.at, "d MMM y HH:mm", locale=current_language().locale)
    return TIME.format(line.at.isoformat(timespec="seconds"), text)


def trace_file(choice: Choice) -> Response:
    """Every entry asked for as a file that is safe to open in a spreadsheet."""
    known = entries.names(db.session)
    headings = [_("Tid"), _("Person"), _("Dialog"), _("Vad"), _("Varför"), _("Händelse"), _("Uppgifter")]
    body = csv_file(headings, rows(entries.lines(db.session, choice, known)))
    response = Response(body, content_type=MEDIA_TYPE)
    slug = choice.dialogue.slug if choice.dialogue else ""
    name = "-".join(part for part in ("logg", slug, str(choice.year or ""), today().isoformat()) if part)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return private(response)


def rows(found: Iterable[Line]) -> Iterable[list[str]]:
    """Entries as cells; what people wrote can be no formula."""
    for line in found:
        title = str(pick(line.dialogue.title, line.dialogue.source_language)) if line.dialogue else ""
        details = json.dumps(line.details, ensure_ascii=False) if line.details else ""
        texts = (line.who, title, line.what, line.why, line.act, details)
        yield [line.at.isoformat(sep=" ", timespec="seconds"), *map(harmless, texts)]
