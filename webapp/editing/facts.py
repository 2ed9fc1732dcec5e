"""The core facts: one form for all, saved whole or in part."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.core_facts import unmet
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Action
from webapp.domain.questions import missing_languages
from webapp.domain.taking_part import Mode
from webapp.editing import fact_fields
from webapp.editing.blueprint import bp
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.boards import board_label, is_dissolved, offered
from webapp.web.composed import language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fact_words import CONTRADICTIONS, fact_words
from webapp.web.fields import Fields, Typed, Wrong, posted
from webapp.web.languages import INTERFACE
from webapp.web.locale import gettext as _
from webapp.web.mode_words import mode_words
from webapp.web.pages import page, private
from webapp.web.policy import own_step_name, profile
from webapp.web.question_sets import hold
from webapp.web.resolutions import degrees_settled
from webapp.web.trace import record


@bp.get("/staff/dialogues/<slug>/facts", endpoint="facts")
@acts(Action.EDIT_FACTS)
def show_facts(dialogue: Dialogue) -> Response:
    return facts_page(dialogue, Typed(stored(dialogue), notices=notices(dialogue)))


@bp.post("/staff/dialogues/<slug>/facts", endpoint="save_facts")
@acts(Action.EDIT_FACTS)
def save_facts(dialogue: Dialogue) -> Response | Redirect:
    hold(db.session, dialogue, Action.EDIT_FACTS)
    typed = posted()
    merged = merge(typed, stored(dialogue))
    if merged is not None:
        return facts_page(dialogue, Typed(merged.fields), 409, merged.differences)
    found = fact_fields.read(typed, dialogue, settled=degrees_settled(db.session, dialogue))
    try:
        board = fact_fields.chosen_board(db.session, typed, found.values["new_board"], dialogue)
    except Wrong as wrong:
        found.problems[f"new_board.{dialogue.source_language}"] = str(wrong)
    if found.problems:
        db.session.rollback()
        return facts_page(dialogue, Typed(typed, found.problems), 422)
    fact_fields.apply(dialogue, found.values, board)
    record("edit_facts", dialogue)
    db.session.commit()
    flash(_("Kärnfakta är sparade."))
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)


def facts_page(
    dialogue: Dialogue, typed: Typed, status: int = 200, differences: list[Difference] | None = None
) -> Response:
    """The form. `differences`: what somebody else has saved meanwhile, where it clashes with this."""
    return private(
        page(
            "editing/facts.html",
            status=status,
            dialogue=dialogue,
            typed=typed,
            differences=differences,
            base=as_base(stored(dialogue)),
            tags=fact_fields.written_languages(dialogue),
            offerable=[tag for tag in INTERFACE if tag != dialogue.source_language],
            settled=degrees_settled(db.session, dialogue),
            steps=steps(dialogue),
            own_step_name=own_step_name,
            parts=parts(),
            boards=[(board.id, board_label(board)) for board in offered(db.session, [dialogue.board_id])],
            board_lacks=missing_languages(dialogue.board.name, dialogue.languages) if dialogue.board else [],
            categories=category_rows(typed),
            modes=[(mode, *named(mode)) for mode in fact_fields.offered_modes(dialogue)],
            words=fact_words,
            language_word=language_word,
            part_word=part_word,
        )
    )


def stored(dialogue: Dialogue) -> Fields:
    return fact_fields.stored(dialogue, settled=degrees_settled(db.session, dialogue))


def steps(dialogue: Dialogue) -> list[LadderStep]:
    """The steps that the municipality's policy allows, and the one that is chosen."""
    return sorted({*profile().allowed_steps, *([dialogue.step] if dialogue.step else [])})


def parts() -> list[tuple[str, str]]:
    """(anchor, heading) of each part of the form."""
    return [
        ("about", _("Vad det handlar om")),
        ("influence", _("Hur mycket de som deltar kan påverka")),
        ("decision", _("Vem som bestämmer")),
        ("days", _("När")),
        ("contact", _("Kontakt")),
        ("taking-part", _("Hur man är med")),
    ]


def named(mode: Mode) -> tuple[str, str]:
    """What a mode is called, and when to choose it."""
    words = mode_words(mode)
    return words.name, words.advice


def category_rows(typed: Typed) -> list[int]:
    """The numbers of the rows for categories that the form has."""
    return sorted({int(name.split(".")[1]) for name in typed.fields if name.startswith("category.")})


def part_word(part: str) -> str:
    """What a part of the form is called: its label, and the language of a text."""
    name, *rest = part.split(".")
    label = fact_words(name).label
    return f"{label} ({language_word(rest[-1])})" if rest else label


def notices(dialogue: Dialogue) -> dict[str, str]:
    """What contradicts itself in the facts as they are stored, at its field."""
    found = {
        found.fact: CONTRADICTIONS[found.code]()
        for found in unmet(dialogue.core_facts())
        if found.code in CONTRADICTIONS
    }
    if dialogue.board is not None and is_dissolved(dialogue.board):
        found["board"] = _("Nämnden är upplöst. Välj den som har tagit över.")
    if dialogue.step and dialogue.step not in profile().allowed_steps:
        found["step"] = _("Kommunen använder inte det steget. Välj ett annat.")
    return found
