"""Filling texts that are missing with drafts made by a machine: of the dialogue's own texts alone."""

from collections.abc import Iterator, Mapping

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.config import TranslationMachine
from webapp.domain.lifecycle import Action
from webapp.domain.machine_drafts import draft_of, one_turn
from webapp.editing.blueprint import bp
from webapp.editing.machine import MachineFailed, Trouble, machine, pair_of, pairs, translate
from webapp.editing.machine_offer import let_go, missing, trouble_word
from webapp.editing.translating import texts_page, work_in
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.question_sets import hold
from webapp.web.trace import record
from webapp.web.translations import Cell, Work, save_cells

Sent = Mapping[str, str]
"""Key -> the source text that was sent."""


@bp.post("/staff/dialogues/<slug>/translate/<target>/machine", endpoint="machine_drafts")
@acts(Action.TRANSLATE)
def fill_with_drafts(dialogue: Dialogue, target: str) -> Response | Redirect:
    """Fills what is missing, as far as one answer goes. Nothing is held while the machine works."""
    server = machine()
    if server is None:
        abort(404)
    work = work_in(dialogue, target)
    source = work.source
    sent = {unit.key: unit.text(source) for unit in one_turn(missing(work, target), source)}
    let_go()
    try:
        made = asked(server, source, target, sent)
    except MachineFailed as failed:
        return texts_page(
            work_in(dialogue, target), target, trouble=trouble_word(failed.trouble, server.name)
        )
    hold(db.session, dialogue, Action.TRANSLATE)
    work = work_in(dialogue, target)
    cells = drafts(work, target, sent, made)
    if cells:
        save_cells(db.session, work, target, cells)
        record(
            "machine-translate",
            dialogue,
            lang=target,
            texts=len(cells),
            keys=sorted(cells),
            server=server.name,
        )
        db.session.commit()
    for words in filled_words(len(cells), len(sent) - len(cells)):
        flash(words)
    return redirect(url_for("editing.translate", slug=dialogue.slug, target=target), 303)


def asked(server: TranslationMachine, source: str, target: str, sent: Sent) -> dict[str, str]:
    """Key -> what the machine makes of the text.

    Raises:
        MachineFailed: why there is nothing.
    """
    pair = pair_of(source, target, pairs(server))
    if pair is None:
        raise MachineFailed(Trouble.UNABLE)
    return dict(zip(sent, translate(server, pair, list(sent.values())), strict=True)) if sent else {}


def drafts(work: Work, lang: str, sent: Sent, made: Mapping[str, str]) -> dict[str, Cell]:
    """What can be stored: where a text is still missing, and its source is still what was sent."""
    found = {
        unit.key: draft_of(unit, sent[unit.key], made[unit.key])
        for unit in missing(work, lang)
        if unit.key in made and unit.text(work.source) == sent[unit.key]
    }
    return {key: Cell(text, reviewed=False, machine=True) for key, text in found.items() if text}


def filled_words(number: int, left_out: int) -> Iterator[str]:
    """What has happened: how many texts have a draft now, and how many drafts could not be used."""
    if number:
        yield ngettext(
            "%(n)s text har fått ett maskinutkast. Läs och granska det.",
            "%(n)s texter har fått maskinutkast. Läs och granska dem.",
            number,
        )
    if left_out:
        yield ngettext(
            "%(n)s text är kvar tom: utkastet gick inte att använda.",
            "%(n)s texter är kvar tomma: utkasten gick inte att använda.",
            left_out,
        )
    if not number and not left_out:
        yield _("Inga texter saknades.")
