"""The evaluation: process, method, result and effects, in the items of the municipality's policy."""

from collections import Counter
from typing import Any

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.experience import Asked
from webapp.domain.lifecycle import Action
from webapp.domain.policy import EvaluationItem, Moment
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.follow_up.blueprint import bp
from webapp.follow_up.merging_form import Turn, form_page
from webapp.follow_up.turns import left
from webapp.models import Dialogue
from webapp.models.experience import experiences
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.conflicts import merge
from webapp.web.experiences import ExperienceRow, answer_words, experience_rows, when_words
from webapp.web.fields import Fields, Typed, posted, shorten
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _
from webapp.web.policy import of_profile, profile
from webapp.web.question_sets import hold
from webapp.web.trace import record

WORDS_LENGTH = 3000
GRADES = ("1", "2", "3", "4", "5")
UNKNOWN = "unknown"
"""The answer "don't know"; it is stored as the grade None."""
PARTS = ("process", "method", "result", "effect")


@bp.get("/staff/dialogues/<slug>/evaluation", endpoint="evaluation")
@acts(Action.EVALUATE)
def show_evaluation(dialogue: Dialogue) -> Response:
    return evaluation_page(dialogue, Turn(left=left(dialogue, Moment.EVALUATE)))


@bp.post("/staff/dialogues/<slug>/evaluation", endpoint="save_evaluation")
@acts(Action.EVALUATE)
def save_evaluation(dialogue: Dialogue) -> Response | Redirect:
    """Keeps what was answered. With ``finish`` every item must be, and the dialogue has been evaluated."""
    hold(db.session, dialogue, Action.EVALUATE)
    typed = posted()
    merged = merge(typed, stored(dialogue))
    if merged is not None:
        return evaluation_page(
            dialogue, Turn(typed=Typed(merged.fields), status=409, differences=merged.differences)
        )
    done = dialogue.evaluated_on is not None
    finishes = "finish" in typed.get("do", ()) and not done
    answers, problems = read(typed, dialogue, whole=finishes or done)
    if problems:
        return evaluation_page(dialogue, Turn(typed=Typed(typed, problems), status=422))
    lacking = left(dialogue, Moment.EVALUATE) if finishes else []
    if lacking:
        return evaluation_page(dialogue, Turn(typed=Typed(typed), status=422, left=lacking, refused=True))
    dialogue.evaluation = answers
    if finishes:
        dialogue.evaluated_on = today()
    if finishes or done:
        record(Action.EVALUATE.value, dialogue, mended=done)
    db.session.commit()
    flash(_("Utvärderingen är klar.") if finishes else _("Svaren är sparade."))
    target = "follow_up.archive" if finishes else "follow_up.evaluation"
    return redirect(url_for(target, slug=dialogue.slug), 303)


def items_of(dialogue: Dialogue) -> tuple[EvaluationItem, ...]:
    """What the policy wants judged of a dialogue of this type."""
    return profile().items_for(dialogue.type)


def stored(dialogue: Dialogue) -> Fields:
    """The form's fields as they are stored."""
    fields: Fields = {}
    for item in items_of(dialogue):
        answer = dialogue.evaluation.get(item.id)
        grade = "" if answer is None else str(answer["grade"] or UNKNOWN)
        fields[f"grade.{item.id}"] = [grade] if grade else []
        fields[f"words.{item.id}"] = [answer["words"] if answer else ""]
    return {name: values for name, values in fields.items() if values}


def read(typed: Fields, dialogue: Dialogue, *, whole: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """Answers by item, and what must be mended. `whole`: every item is to be answered.

    Answers to items that another profile had are kept.
    """
    answers, problems = dict(dialogue.evaluation), {}
    for item in items_of(dialogue):
        grade = next(iter(typed.get(f"grade.{item.id}", ())), "")
        words = clean(next(iter(typed.get(f"words.{item.id}", ())), ""))
        answers.pop(item.id, None)
        if len(words) > WORDS_LENGTH:
            problems[f"words.{item.id}"] = shorten(WORDS_LENGTH)
        if grade in GRADES or grade == UNKNOWN:
            answers[item.id] = {"grade": int(grade) if grade in GRADES else None, "words": words}
        elif whole or words or grade:
            problems[f"grade.{item.id}"] = _("Välj ett betyg, eller ”Vet inte”.")
    return answers, problems


def part_title(part: str) -> str:
    """What a part of the evaluation is called."""
    return {
        "process": lambda: _("Hur det gick till"),
        "method": lambda: _("Metoden"),
        "result": lambda: _("Resultatet"),
        "effect": lambda: _("Vad det har lett till"),
    }[part]()


def evaluation_page(dialogue: Dialogue, turn: Turn) -> Response:
    """The form."""
    items = items_of(dialogue)
    by_part = [(part, [item for item in items if item.part == part]) for part in PARTS]
    return form_page(
        "follow_up/evaluation.html",
        dialogue,
        stored(dialogue),
        turn,
        parts=[(part_title(part), found) for part, found in by_part if found],
        grades=grade_words(),
        part_word=lambda part: part_word(items, part),
        experienced=experienced(dialogue),
        answer_words=list(answer_words().values()),
    )


def experienced(dialogue: Dialogue) -> list[tuple[str, list[ExperienceRow]]]:
    """(when they were asked, what they answered) of those who took part."""
    found = experiences(db.session, dialogue.id)
    rows = [
        (when_words(asked), experience_rows(asked, found.get((dialogue.id, asked), Counter())))
        for asked in Asked
    ]
    return [(when, told) for when, told in rows if told]


def grade_words() -> list[tuple[str, str]]:
    """(value, words) of each answer."""
    return [
        ("1", _("1, inte alls")),
        *((grade, decimal(int(grade))) for grade in GRADES[1:-1]),
        ("5", _("5, helt")),
        (UNKNOWN, _("Vet inte")),
    ]


def part_word(items: tuple[EvaluationItem, ...], part: str) -> str:
    """What a part of the form is called."""
    name, _dot, id_ = part.partition(".")
    item = next((str(of_profile(each.item)) for each in items if each.id == id_), id_)
    return _("Med egna ord: %(item)s", item=item) if name == "words" else item
