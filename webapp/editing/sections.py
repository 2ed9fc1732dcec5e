"""A section's heading and introduction."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain import composing
from webapp.domain.composing import ComposeError, new_id, taken_ids
from webapp.domain.lifecycle import Action
from webapp.domain.questions import QuestionSet, Section
from webapp.editing.blueprint import bp
from webapp.editing.composing import change, questions_page, section_or_404
from webapp.editing.question_fields import written_languages
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.composed import Words, language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, long_texts, posted, read_texts, text_fields
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import RulesFrozen, has_responses, hold

TITLE_LENGTH, INTRO_LENGTH = 200, 4000
NEW = Section("", {})


@bp.get("/staff/dialogues/<slug>/add-section", endpoint="new_section")
@acts(Action.EDIT_QUESTIONS)
def show_new_section(dialogue: Dialogue) -> Response:
    return section_page(dialogue, NEW, Typed(stored(dialogue, NEW)))


@bp.post("/staff/dialogues/<slug>/add-section", endpoint="save_new_section")
@acts(Action.EDIT_QUESTIONS)
def save_new_section(dialogue: Dialogue) -> Response | Redirect:
    return save(dialogue, NEW)


@bp.get("/staff/dialogues/<slug>/sections/<part>", endpoint="section")
@acts(Action.EDIT_QUESTIONS)
def show_section(dialogue: Dialogue, part: str) -> Response:
    section = section_or_404(dialogue, part)
    return section_page(dialogue, section, Typed(stored(dialogue, section)))


@bp.post("/staff/dialogues/<slug>/sections/<part>", endpoint="save_section")
@acts(Action.EDIT_QUESTIONS)
def save_section(dialogue: Dialogue, part: str) -> Response | Redirect:
    hold(db.session, dialogue, Action.EDIT_QUESTIONS)
    section = next((each for each in dialogue.questions.sections if each.id == part), NEW)
    return save(dialogue, section)


def save(dialogue: Dialogue, section: Section) -> Response | Redirect:
    """Saves what was typed about a section, or adds a new one."""
    typed = posted()
    merged = merge(typed, stored(dialogue, section)) if section is not NEW else None
    if merged is not None:
        return section_page(dialogue, section, Typed(merged.fields), 409, differences=merged.differences)
    title, intro, problems = read(typed, dialogue, section)
    if problems:
        return section_page(dialogue, section, Typed(typed, problems), 422)
    id_ = section.id or new_id(taken_ids(dialogue.questions))

    def make(questions: QuestionSet) -> QuestionSet:
        if section is NEW:
            return composing.add_section(questions, Section(id_, title, intro))
        return composing.describe_section(questions, id_, title, intro)

    try:
        change(dialogue, "section", make, id=id_)
    except (ComposeError, RulesFrozen):
        db.session.rollback()
        if section is NEW:
            return questions_page(dialogue, 409, refused=True)
        return section_page(dialogue, section, Typed(typed), 409, refused=True)
    flash(_("Delen är sparad."))
    return redirect(url_for("editing.questions", slug=dialogue.slug, _anchor=f"part-{id_}"), 303)


def languages_of(dialogue: Dialogue, section: Section) -> list[str]:
    return written_languages(dialogue.languages, [section.title, section.intro])


def stored(dialogue: Dialogue, section: Section) -> Fields:
    """The form's fields as the section is stored."""
    languages = languages_of(dialogue, section)
    return text_fields("title", section.title, languages) | text_fields("intro", section.intro, languages)


def read(
    typed: Fields, dialogue: Dialogue, section: Section
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Heading, introduction and what must be mended."""
    languages = languages_of(dialogue, section)
    title = read_texts(typed, "title", languages, section.title, multiline=False)
    intro = read_texts(typed, "intro", languages, section.intro)
    problems = long_texts(title, "title", languages, TITLE_LENGTH)
    return title, intro, problems | long_texts(intro, "intro", languages, INTRO_LENGTH)


def section_page(
    dialogue: Dialogue,
    section: Section,
    typed: Typed,
    status: int = 200,
    *,
    differences: list[Difference] | None = None,
    refused: bool = False,
) -> Response:
    fields = stored(dialogue, section)
    frozen = has_responses(db.session, dialogue)
    return private(
        page(
            "editing/section.html",
            status=status,
            dialogue=dialogue,
            part=section,
            typed=typed,
            base=as_base(fields),
            differences=differences,
            frozen=frozen,
            refused=refused,
            locked=locked(fields) if frozen else [],
            tags=languages_of(dialogue, section),
            language_word=language_word,
            title_words=Words(_("Rubrik"), _("Visas över frågorna. Kan lämnas tom.")),
            intro_words=Words(_("Inledning"), _("Det man behöver veta innan man svarar.")),
            part_word=part_word,
        )
    )


def part_word(part: str) -> str:
    """What a part of the form is called."""
    name, _dot, lang = part.partition(".")
    label = _("Rubrik") if name == "title" else _("Inledning")
    return f"{label} ({language_word(lang)})"


def locked(fields: Fields) -> list[str]:
    """The fields that may no longer change once somebody has answered: those with a text, and those whose
    text is there in no language."""
    filled = {name for name, values in fields.items() if values[0].strip() and not name.endswith(".id")}
    there = {name.rpartition(".")[0] for name in filled}
    texts = [name for name in fields if "." in name and not name.endswith(".id")]
    return [name for name in texts if name in filled or name.rpartition(".")[0] not in there]
