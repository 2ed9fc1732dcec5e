"""Translating a dialogue: source and target side by side, saved text by text or all at once."""

from collections.abc import Mapping

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.translating import State, progress
from webapp.editing.blueprint import bp
from webapp.editing.machine_offer import learn_languages, offer
from webapp.editing.translation_cells import TEXT, Form, Said, groups, read, row
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.composed import language_word
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.trace import record
from webapp.web.translation_words import state_word, whole_word
from webapp.web.translations import Cell, Work, save_cells, work_on

CELL, ALL = "cell", "all"


@bp.get("/staff/dialogues/<slug>/translate", endpoint="translations")
@acts(Action.TRANSLATE)
def show_languages(dialogue: Dialogue) -> Response:
    """The languages that the dialogue offers, and how far each has come."""
    work = work_on(db.session, dialogue)
    rows = [(tag, progress(work.units, tag, work.source, work.known)) for tag in work.languages]
    return private(
        page(
            "editing/translations.html",
            dialogue=dialogue,
            rows=rows,
            states=State,
            state_word=state_word,
            language_word=language_word,
        )
    )


@bp.get("/staff/dialogues/<slug>/translate/<target>", endpoint="translate")
@acts(Action.TRANSLATE)
def show_texts(dialogue: Dialogue, target: str) -> Response:
    learn_languages()
    return texts_page(work_in(dialogue, target), target)


@bp.post("/staff/dialogues/<slug>/translate/<target>", endpoint="save_translations")
@acts(Action.TRANSLATE)
def save_texts(dialogue: Dialogue, target: str) -> Response | Redirect:
    """Saves all that was changed, or nothing of it."""
    hold(db.session, dialogue, Action.TRANSLATE)
    work, form = work_in(dialogue, target), request.form.to_dict()
    said = read(work, target, form, {form[ALL]} if ALL in form else ())
    if said.problems:
        db.session.rollback()
        return texts_page(work_in(dialogue, target), target, form, said)
    keep(work, target, said.cells)
    flash(saved_words(len(said.cells)))
    anchor = f"part.{form[ALL].replace(':', '.')}" if ALL in form else None
    return redirect(url_for("editing.translate", slug=dialogue.slug, target=target, _anchor=anchor), 303)


@bp.post("/staff/dialogues/<slug>/translate/<target>/cell", endpoint="save_translation")
@acts(Action.TRANSLATE)
def save_one(dialogue: Dialogue, target: str) -> Response:
    """Saves one text as its field is left, and answers with what is now known of it."""
    hold(db.session, dialogue, Action.TRANSLATE)
    work, key = work_in(dialogue, target), request.args.get(CELL, "")
    form = {name: value for name, value in request.form.items() if name.partition(":")[2] == key}
    if TEXT + key not in form or all(unit.key != key for unit in work.units):
        abort(404)
    said = read(work, target, form)
    if said.problems:
        db.session.rollback()
    else:
        keep(work, target, said.cells)
    return cell_page(work_in(dialogue, target), target, key, form, said)


def work_in(dialogue: Dialogue, target: str) -> Work:
    """The work in one of the languages that the dialogue offers; 404 for any other."""
    work = work_on(db.session, dialogue)
    if target not in work.languages:
        abort(404)
    return work


def keep(work: Work, target: str, cells: Mapping[str, Cell]) -> None:
    """Stores `cells`, writes in the trace what was done, and commits."""
    before = {unit.key: unit for unit in work.units}
    written = [key for key, cell in cells.items() if cell.text != before[key].text(target)]
    reviewed = [key for key, cell in cells.items() if cell.reviewed]
    save_cells(db.session, work, target, cells)
    if written:
        record("translate", work.dialogue, lang=target, texts=len(written), keys=written)
    if reviewed:
        record("review-translations", work.dialogue, lang=target, texts=len(reviewed), keys=reviewed)
    if cells and not written and not reviewed:
        record("unreview-translations", work.dialogue, lang=target, texts=len(cells), keys=list(cells))
    db.session.commit()


def saved_words(number: int) -> str:
    if not number:
        return _("Inget var ändrat.")
    return ngettext("%(n)s text är sparad.", "%(n)s texter är sparade.", number)


def texts_page(
    work: Work, target: str, form: Form | None = None, said: Said | None = None, trouble: str = ""
) -> Response:
    """Every text in `target`.

    Args:
        form: what was typed and could not be saved, with what `said` why.
        trouble: why there are no drafts from the machine.
    """
    problems = said.problems if said else {}
    questions = work.questions
    return private(
        page(
            "editing/translate.html",
            status=502 if trouble else 409 if said and said.clashes else 422 if problems else 200,
            dialogue=work.dialogue,
            target=target,
            offer=offer(work, target),
            trouble=trouble,
            groups=groups(work, target, form, problems),
            summary=[
                (row(work, unit, target).id, f"{whole_word(unit, questions)} – {problems[unit.key]}")
                for unit in work.units
                if unit.key in problems
            ],
            done=progress(work.units, target, work.source, work.known),
            state_word=state_word,
            language_word=language_word,
        )
    )


def cell_page(work: Work, target: str, key: str, form: Form, said: Said) -> Response:
    """The foot of one text, and the progress of the language."""
    unit = next(unit for unit in work.units if unit.key == key)
    problem = said.problems.get(key, "")
    return private(
        page(
            "editing/translate_swap.html",
            status=409 if said.clashes else 422 if problem else 200,
            dialogue=work.dialogue,
            target=target,
            row=row(work, unit, target, form, problem),
            saved=not problem,
            done=progress(work.units, target, work.source, work.known),
            state_word=state_word,
            language_word=language_word,
        )
    )
