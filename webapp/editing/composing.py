"""The question set as a whole: sections, the order of questions, taking away."""

from collections.abc import Callable

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain import composing
from webapp.domain.composing import DOWN, UP, ComposeError
from webapp.domain.dead_ends import dead_ends
from webapp.domain.lifecycle import Action
from webapp.domain.questions import Question, QuestionSet, Section
from webapp.editing.blueprint import bp
from webapp.editing.condition_words import leading
from webapp.editing.question_words import compose_sentence
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.composed import condition_words, kind_words
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import RulesFrozen, has_responses, hold, save_questions
from webapp.web.trace import record

Change = Callable[[QuestionSet], QuestionSet]
MOVES: dict[str, tuple[Callable[[QuestionSet, str, int], QuestionSet], int]] = {
    "up": (composing.move_question, UP),
    "down": (composing.move_question, DOWN),
    "section-up": (composing.move_section, UP),
    "section-down": (composing.move_section, DOWN),
}


@bp.get("/staff/dialogues/<slug>/questions", endpoint="questions")
@acts(Action.EDIT_QUESTIONS)
def show_questions(dialogue: Dialogue) -> Response:
    return questions_page(dialogue)


def questions_page(
    dialogue: Dialogue, status: int = 200, *, problem: str = "", at: str = "", refused: bool = False
) -> Response:
    """All questions. `problem`: why a change was not made, and `at` which question it is about."""
    questions = dialogue.questions
    return private(
        page(
            "editing/questions.html",
            status=status,
            dialogue=dialogue,
            questions=questions,
            frozen=has_responses(db.session, dialogue),
            problem=problem,
            at=at if at in questions.by_id else "",
            refused=refused,
            kind_words=kind_words,
            words_for=lambda condition: condition_words(condition, questions, dialogue.source_language),
            ends=ends(questions),
            leads_to=leading(questions),
            dead_ends=dead_ends(questions),
        )
    )


def ends(questions: QuestionSet) -> set[str]:
    """What cannot be moved: ``up:<id>`` of the very first question, ``down:<id>`` of the very last."""
    sections = questions.sections
    if not sections:
        return set()
    stuck = {f"section-up:{sections[0].id}", f"section-down:{sections[-1].id}"}
    if sections[0].questions:
        stuck.add(f"up:{sections[0].questions[0].id}")
    if sections[-1].questions:
        stuck.add(f"down:{sections[-1].questions[-1].id}")
    return stuck


def change(dialogue: Dialogue, what: str, make: Change, **details: str) -> None:
    """Changes the stored question set with `make`, and commits.

    Raises:
        ComposeError: the change cannot be made.
        RulesFrozen: somebody has answered.
    """
    hold(db.session, dialogue, Action.EDIT_QUESTIONS)
    save_questions(db.session, dialogue, make(dialogue.questions))
    record("edit_questions", dialogue, change=what, **details)
    db.session.commit()


def changed(dialogue: Dialogue, what: str, id_: str, make: Change, anchor: str) -> Response | Redirect:
    """Makes a change that the page of all questions asked for, and leads back to it."""
    try:
        change(dialogue, what, make, id=id_)
    except ComposeError as error:
        db.session.rollback()
        sentence = compose_sentence(error, dialogue.questions, id_)
        return questions_page(dialogue, 409, problem=sentence, at=error.question)
    except RulesFrozen:
        db.session.rollback()
        return questions_page(dialogue, 409, refused=True)
    return redirect(url_for("editing.questions", slug=dialogue.slug, _anchor=anchor), 303)


@bp.post("/staff/dialogues/<slug>/questions", endpoint="move")
@acts(Action.EDIT_QUESTIONS)
def move(dialogue: Dialogue) -> Response | Redirect:
    direction, _colon, id_ = request.form.get("do", "").partition(":")
    if direction not in MOVES:
        abort(400)
    mover, way = MOVES[direction]
    anchor = f"part-{id_}" if direction.startswith("section") else f"question-{id_}"
    return changed(dialogue, direction, id_, lambda questions: mover(questions, id_, way), anchor)


def question_or_404(dialogue: Dialogue, id_: str) -> Question:
    return dialogue.questions.by_id.get(id_) or abort(404)


def section_or_404(dialogue: Dialogue, id_: str) -> Section:
    return next((section for section in dialogue.questions.sections if section.id == id_), None) or abort(404)


@bp.get("/staff/dialogues/<slug>/questions/<question>/remove", endpoint="remove_question")
@acts(Action.EDIT_QUESTIONS)
def ask_to_remove_question(dialogue: Dialogue, question: str) -> Response:
    return remove_page(dialogue, [question_or_404(dialogue, question)])


@bp.post("/staff/dialogues/<slug>/questions/<question>/remove", endpoint="remove_question_now")
@acts(Action.EDIT_QUESTIONS)
def remove_question(dialogue: Dialogue, question: str) -> Response | Redirect:
    question_or_404(dialogue, question)
    if stale(dialogue):
        return remove_page(dialogue, [question_or_404(dialogue, question)], status=409)
    answer = changed(
        dialogue, "remove", question, lambda questions: composing.remove_question(questions, question), "main"
    )
    return said(answer, _("Frågan är borttagen."))


@bp.get("/staff/dialogues/<slug>/sections/<part>/remove", endpoint="remove_section")
@acts(Action.EDIT_QUESTIONS)
def ask_to_remove_section(dialogue: Dialogue, part: str) -> Response:
    section = section_or_404(dialogue, part)
    return remove_page(dialogue, list(section.questions), section)


@bp.post("/staff/dialogues/<slug>/sections/<part>/remove", endpoint="remove_section_now")
@acts(Action.EDIT_QUESTIONS)
def remove_section(dialogue: Dialogue, part: str) -> Response | Redirect:
    section = section_or_404(dialogue, part)
    if stale(dialogue):
        return remove_page(dialogue, list(section.questions), section, status=409)
    answer = changed(
        dialogue, "remove-section", part, lambda questions: composing.remove_section(questions, part), "main"
    )
    return said(answer, _("Delen är borttagen."))


def stale(dialogue: Dialogue) -> bool:
    """Whether the dialogue has changed since the page that asked was made."""
    return request.form.get("revision") != str(dialogue.revision)


def said(answer: Response | Redirect, message: str) -> Response | Redirect:
    """`answer`; where it leads on, the next page says `message`."""
    if answer.status_code == 303:
        flash(message)
    return answer


def remove_page(
    dialogue: Dialogue, gone: list[Question], part: Section | None = None, *, status: int = 200
) -> Response:
    """Asks once more: what is taken away cannot be brought back."""
    return private(
        page(
            "editing/remove.html",
            status=status,
            dialogue=dialogue,
            gone=gone,
            part=part,
            kind_words=kind_words,
            numbers=dialogue.questions.numbers,
        )
    )
