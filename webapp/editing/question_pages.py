"""One question: a new one of a chosen kind, or one that is there."""

from dataclasses import replace
from functools import partial

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain import composing
from webapp.domain.composing import ComposeError, new_id, taken_ids
from webapp.domain.lifecycle import Action
from webapp.domain.methods import suggested_kinds
from webapp.domain.prioritising import MEASURES
from webapp.domain.questions import ADDABLE, NONE, OTHER, SHUFFLABLE, WITH_PICTURES, Question, QuestionSet
from webapp.editing import question_fields
from webapp.editing.blueprint import bp
from webapp.editing.budget_fields import rules, votings
from webapp.editing.composing import change, question_or_404, section_or_404
from webapp.editing.condition_fields import KEEP, MOST_RULES, condition_fields, earlier
from webapp.editing.condition_fields import press as press_condition
from webapp.editing.condition_words import shown_rules
from webapp.editing.limit_fields import LIMITS
from webapp.editing.picture_fields import LARGEST_FORM, gone_problems, shown_pictures, take_in
from webapp.editing.question_words import addable_words, compose_sentence, entry_words, limit_words
from webapp.editing.sections import locked
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.composed import KIND_ORDER, Words, condition_words, kind_words, language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, one, posted
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.pictures import PicturesGone
from webapp.web.question_sets import RulesFrozen, has_responses, hold
from webapp.web.ranking_words import measure_words
from webapp.web.uploads import large_files


@bp.get("/staff/dialogues/<slug>/sections/<part>/add", endpoint="choose_kind")
@acts(Action.EDIT_QUESTIONS)
def choose_kind(dialogue: Dialogue, part: str) -> Response:
    suggested = suggested_kinds(dialogue.uses)
    kinds = [(kind, kind_words(kind)) for kind in sorted(KIND_ORDER, key=lambda kind: kind not in suggested)]
    section = section_or_404(dialogue, part)
    return private(
        page("editing/choose_kind.html", dialogue=dialogue, part=section, kinds=kinds, suggested=suggested)
    )


@bp.get("/staff/dialogues/<slug>/sections/<part>/add/<kind>", endpoint="new_question")
@acts(Action.EDIT_QUESTIONS)
def show_new_question(dialogue: Dialogue, part: str, kind: str) -> Response:
    section_or_404(dialogue, part)
    typed = Typed(question_fields.blank(known_kind(kind), dialogue.languages))
    return question_page(dialogue, Question("", kind, {}), typed, part=part)


@bp.post("/staff/dialogues/<slug>/sections/<part>/add/<kind>", endpoint="save_new_question")
@large_files(LARGEST_FORM)
@acts(Action.EDIT_QUESTIONS)
def save_new_question(dialogue: Dialogue, part: str, kind: str) -> Response | Redirect:
    question = Question("", known_kind(kind), {})
    typed, problems = take_in(dialogue, posted())
    hold(db.session, dialogue, Action.EDIT_QUESTIONS)
    sections = [section.id for section in dialogue.questions.sections]
    if not sections:
        abort(409)
    part = part if part in sections else sections[-1]
    return submitted(dialogue, question, typed, problems, part)


@bp.get("/staff/dialogues/<slug>/questions/<question>", endpoint="question")
@acts(Action.EDIT_QUESTIONS)
def show_question(dialogue: Dialogue, question: str) -> Response:
    found = question_or_404(dialogue, question)
    return question_page(dialogue, found, Typed(stored(dialogue, found)))


@bp.post("/staff/dialogues/<slug>/questions/<question>", endpoint="save_question")
@large_files(LARGEST_FORM)
@acts(Action.EDIT_QUESTIONS)
def save_question(dialogue: Dialogue, question: str) -> Response | Redirect:
    typed, problems = take_in(dialogue, posted())
    hold(db.session, dialogue, Action.EDIT_QUESTIONS)
    found = dialogue.questions.by_id.get(question)
    return submitted(dialogue, found, typed, problems) if found else removed_meanwhile(dialogue, typed)


def removed_meanwhile(dialogue: Dialogue, typed: Fields) -> Response:
    """Somebody has removed the question: what was typed is shown as a new one, to be saved or let go."""
    sections = dialogue.questions.sections
    if not sections:
        abort(409)
    gone = _("Någon annan har tagit bort frågan. Sparar du läggs den till igen, sist i den sista delen.")
    question = Question("", known_kind(one(typed, "kind")), {})
    return question_page(dialogue, question, Typed(typed), part=sections[-1].id, status=409, problem=gone)


def known_kind(kind: str) -> str:
    return kind if kind in KIND_ORDER else abort(404)


def languages_of(dialogue: Dialogue, question: Question) -> list[str]:
    return question_fields.written_languages(dialogue.languages, question_fields.texts_of(question))


def stored(dialogue: Dialogue, question: Question) -> Fields:
    return question_fields.stored(question, dialogue.questions, languages_of(dialogue, question))


def submitted(
    dialogue: Dialogue, question: Question, typed: Fields, refused: dict[str, str], part: str = ""
) -> Response | Redirect:
    """What a press on the question's page leads to.

    Args:
        refused: field -> why the picture that was sent in it cannot be used.
        part: the section that a new question goes into.
    """
    if has_responses(db.session, dialogue) and question.id:
        typed = stored(dialogue, question) | typed
    if refused:
        return question_page(dialogue, question, Typed(typed, refused), part=part, status=422)
    if one(typed, "do") != "save":
        return pressed(dialogue, question, typed, part)
    merged = merge(typed, stored(dialogue, question)) if question.id else None
    if merged is not None:
        return question_page(
            dialogue, question, Typed(merged.fields), status=409, differences=merged.differences
        )
    found = question_fields.read(typed, question, dialogue.questions, languages_of(dialogue, question))
    if found.problems:
        return question_page(dialogue, question, Typed(typed, found.problems), part=part, status=422)
    return save(dialogue, found.question, typed, part)


def pressed(dialogue: Dialogue, question: Question, typed: Fields, part: str) -> Response:
    """The form after a press that stores nothing: rows for options, or rules for a condition."""
    button = one(typed, "do")
    if button.startswith("condition"):
        fields, focus = press_condition(typed, button)
        return question_page(dialogue, question, Typed(fields, focus=focus), part=part)
    fields, focus = question_fields.press(typed, button, languages_of(dialogue, question))
    return question_page(dialogue, question, Typed(fields, focus=focus), part=part)


def save(dialogue: Dialogue, question: Question, typed: Fields, part: str) -> Response | Redirect:
    """Stores the question; where that cannot be, the form stays as it was sent."""
    id_ = question.id or proposed_id(typed, dialogue.questions)

    def make(questions: QuestionSet) -> QuestionSet:
        if question.id:
            return composing.replace_question(questions, question)
        return composing.add_question(questions, replace(question, id=id_), part)

    try:
        if question.id or id_ not in dialogue.questions.by_id:
            change(dialogue, "question", make, id=id_)
    except ComposeError as error:
        db.session.rollback()
        sentence = compose_sentence(error, dialogue.questions, id_)
        return question_page(dialogue, question, Typed(typed), part=part, status=409, problem=sentence)
    except RulesFrozen:
        db.session.rollback()
        return question_page(dialogue, question, Typed(typed), part=part, status=409, refused=True)
    except PicturesGone as gone:
        db.session.rollback()
        again = Typed(typed, gone_problems(typed, question_fields.entries(typed, "option"), gone.ids))
        return question_page(dialogue, question, again, part=part, status=422)
    flash(_("Frågan är sparad."))
    return redirect(url_for("editing.questions", slug=dialogue.slug, _anchor=f"question-{id_}"), 303)


def proposed_id(typed: Fields, questions: QuestionSet) -> str:
    """The identifier that a new question's form carries: sent twice, it is one question."""
    id_ = one(typed, "id")
    usable = len(id_) == composing.ID_LENGTH and set(id_) <= set(composing.SIGNS)
    return id_ if usable else new_id(taken_ids(questions))


def question_page(
    dialogue: Dialogue,
    question: Question,
    typed: Typed,
    *,
    part: str = "",
    status: int = 200,
    problem: str = "",
    refused: bool = False,
    differences: list[Difference] | None = None,
) -> Response:
    """The form of one question. `problem`: why it was not saved; `refused`: because somebody has answered."""
    questions, source = dialogue.questions, dialogue.source_language
    frozen = has_responses(db.session, dialogue)
    base = stored(dialogue, question) if question.id else {}
    before = list(earlier(questions, question.id))
    return private(
        page(
            "editing/question.html",
            status=status,
            dialogue=dialogue,
            question=question,
            number=questions.numbers.get(question.id),
            part=part,
            typed=typed,
            base=as_base(base),
            differences=differences,
            problem=problem,
            frozen=frozen,
            refused=refused,
            locked=locked(base) if frozen else [],
            id=question.id or proposed_id(dict(typed.fields), questions),  # type: ignore[arg-type]
            tags=languages_of(dialogue, question),
            entries=[
                (part, question_fields.entries(typed.fields, part), entry_words(part, question.kind))
                for part in question_fields.parts(question.kind)
            ],
            pictures=shown_pictures(typed.fields, question_fields.entries(typed.fields, "option")),
            pictured=question.kind in WITH_PICTURES,
            shufflable=question.kind in SHUFFLABLE,
            addable=[(name, addable_words(name)) for name in ADDABLE.get(question.kind, ())],
            limits=LIMITS.get(question.kind, ()),
            kind=kind_words(question.kind),
            limit_words=partial(limit_words, kind=question.kind),
            measures=ways_to_count(question.kind),
            votings=votings() if question.kind == "budget" else [],
            language_word=language_word,
            texts=texts_words(question),
            part_word=part_word,
            numbers=questions.numbers,
            earlier=before,
            rules=shown_rules(typed, before, source),
            rules_full=MOST_RULES,
            keep=KEEP if condition_fields(question, questions).get("condition.0") == [KEEP] else "",
            condition=condition_words(question.condition, questions, source) if question.condition else "",
        )
    )


def ways_to_count(kind: str) -> list[tuple[str, Words]]:
    """What an official chooses between as the first way to count; nothing for most kinds."""
    if kind == "budget":
        return rules()
    words = {measure: measure_words(measure) for measure in MEASURES}
    return (
        [(measure, Words(each.name, each.hint)) for measure, each in words.items()]
        if kind == "ranking"
        else []
    )


def texts_words(question: Question) -> dict[str, Words]:
    """The labels of the texts of a question."""
    asked = Words(_("Frågan")) if question.asks else Words(_("Texten"))
    return {
        "text": asked,
        "hint": Words(_("Hjälptext"), _("En kort förklaring, om den behövs.")),
    }


def part_word(part: str) -> str:
    """What a part of the form is called."""
    name, _dot, lang = part.partition(".")
    words = {
        "text": _("Frågan"),
        "hint": _("Hjälptext"),
        "option": _("Svarsalternativ"),
        "row": _("Rad"),
        "with_none": addable_words(NONE).label,
        "with_other": addable_words(OTHER).label,
        "required": _("Obligatorisk"),
        "may_decline": _("”Vet inte” går att välja"),
        "shuffled": _("Blandad ordning"),
        "sensitive": _("Känslig fråga"),
        "headline": _("Hur svaren räknas"),
        "voting": _("Sätt att rösta"),
        "condition": _("Villkor"),
        "joined": _("Hur villkoren hör ihop"),
    }
    label = words.get(name) or limit_words(name).label
    return f"{label} ({language_word(lang)})" if lang and name != "condition" else label
