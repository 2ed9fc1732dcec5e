"""What residents were promised of a dialogue, gathered from where it is stored, and told where it is late."""

from collections.abc import Iterable
from datetime import date

from flask import Flask
from markupsafe import Markup

from webapp.domain.promises import After, Moved, Promise, PromiseKind, overdue, promises
from webapp.models import Correction, Dialogue
from webapp.web.clock import today
from webapp.web.locale import gettext_markup as _
from webapp.web.locale import long_date

MOVABLE = ("compiled_on", "decided_on", "next_notice", "feedback_by")
"""Columns of the dialogue that hold a promised day."""


def init_app(app: Flask) -> None:
    """Gives templates the promises that are overdue."""
    app.jinja_env.globals.update(overdue_sentences=overdue_sentences)


def promises_of(
    dialogue: Dialogue, corrections: Iterable[Correction] = (), responsible: str = ""
) -> list[Promise]:
    """Everything that a published dialogue promises for the time after it.

    Args:
        corrections: those of the dialogue, oldest first.
        responsible: the name of the person responsible; the contact person's where it is empty.
    """
    if dialogue.published_on is None:
        return []
    source = dialogue.source_language
    return promises(
        After(
            compiled_by={source: dialogue.compiled_by},
            compiled_on=dialogue.compiled_on,
            reported_on=dialogue.reported_on,
            board=dialogue.board.name if dialogue.board else {},
            decided_on=dialogue.decided_on,
            next_notice=dialogue.next_notice,
            meeting=dialogue.decision_meeting if dialogue.decision_published_on else None,
            responsible={source: responsible or dialogue.contact_name},
            feedback_by=dialogue.feedback_by,
            public_told_on=dialogue.fed_back_on,
            participants_told_on=dialogue.participants_told_on,
        ),
        moved_days(corrections),
    )


def moved_days(corrections: Iterable[Correction]) -> dict[str, list[Moved]]:
    """Column of a promised day -> each time that it was moved."""
    moved: dict[str, list[Moved]] = {}
    for correction in corrections:
        before, after = correction.before.get("value"), correction.after.get("value")
        if not isinstance(before, dict) or not isinstance(after, dict):
            continue
        for name in MOVABLE:
            if before.get(name) and before[name] != after.get(name):
                day = date.fromisoformat(before[name])
                moved.setdefault(name, []).append(Moved(day, correction.made_on))
    return moved


def overdue_sentences(dialogue: Dialogue, corrections: Iterable[Correction] = ()) -> list[Markup]:
    """What should have been done by now, in a sentence each."""
    late = overdue(promises_of(dialogue, corrections), today())
    return [late_sentence(each) for each in late]


def late_by_kind(dialogue: Dialogue, corrections: Iterable[Correction] = ()) -> dict[PromiseKind, Markup]:
    """Kind of promise -> the sentence that it is late, of those that are."""
    late = overdue(promises_of(dialogue, corrections), today())
    return {each.kind: late_sentence(each) for each in late}


def late_sentence(promise: Promise) -> Markup:
    """That a promise is late, since when, and the new day where one has been told."""
    since = long_date(promise.promised)
    told = {
        PromiseKind.REPORT: lambda: _("Sammanställningen är försenad sedan %(day)s.", day=since),
        PromiseKind.DECISION: lambda: _("Beskedet om beslutet är försenat sedan %(day)s.", day=since),
        PromiseKind.NOTICE: lambda: _("Beskedet är försenat sedan %(day)s.", day=since),
        PromiseKind.FEEDBACK_PUBLIC: lambda: _("Återkopplingen är försenad sedan %(day)s.", day=since),
        PromiseKind.FEEDBACK_PARTICIPANTS: lambda: _(
            "Återkopplingen till er som var med är försenad sedan %(day)s.", day=since
        ),
    }[promise.kind]()
    if promise.new_day is None:
        return told
    return Markup("{} {}").format(told, _("Ny dag: %(day)s.", day=long_date(promise.new_day)))
