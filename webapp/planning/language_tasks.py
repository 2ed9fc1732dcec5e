"""Core texts that are missing or that nobody has reviewed, as one task for each language that is offered."""

from collections.abc import Mapping, Sequence

from flask import url_for

from webapp.domain.lifecycle import Action
from webapp.domain.translating import State
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.planning.task_list import Left, Task
from webapp.web.composed import language_word
from webapp.web.locale import gettext as _
from webapp.web.translation_words import anchor_of, whole_word
from webapp.web.translations import Work, work_on


def language_tasks(dialogue: Dialogue, missing: Mapping[str, Sequence[Left]]) -> list[Task]:
    """A task for each language; one that is not the dialogue's own can be taken away instead.

    Args:
        missing: language -> core texts that are not there.
    """
    work = work_on(db.session, dialogue)
    return [_task(work, tag, missing.get(tag, ())) for tag in dialogue.languages]


def _task(work: Work, lang: str, missing: Sequence[Left]) -> Task:
    own = lang == work.source
    slug = work.dialogue.slug
    return Task(
        id=f"task-language-{lang}",
        title=_("Det viktigaste på %(language)s", language=language_word(lang)),
        left=(*missing, *(() if own else unreviewed(work, lang))),
        lang="" if own else lang,
        address="" if own else url_for("editing.translate", slug=slug, target=lang),
        action=None if own else Action.TRANSLATE,
    )


def unreviewed(work: Work, lang: str) -> list[Left]:
    """Core texts that stand in `lang` and that nobody has reviewed; those that are missing are told apart."""
    waiting = [
        unit for unit in work.units if unit.core and work.state(unit, lang) in {State.DRAFT, State.STALE}
    ]
    questions = work.questions
    return [
        Left(
            _("%(what)s behöver granskas.", what=f"”{whole_word(unit, questions)}”"),
            url_for("editing.translate", slug=work.dialogue.slug, target=lang, _anchor=anchor_of(unit)),
            Action.TRANSLATE,
        )
        for unit in waiting
    ]
