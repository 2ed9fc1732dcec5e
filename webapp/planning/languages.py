"""Taking away a language that a dialogue was to be offered in."""

from flask import abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.planning.blueprint import bp
from webapp.web.access import acts
from webapp.web.composed import language_word
from webapp.web.languages import LANGUAGES
from webapp.web.locale import gettext as _
from webapp.web.question_sets import hold
from webapp.web.trace import record


@bp.post("/staff/dialogues/<slug>/languages/<target>/remove", endpoint="remove_language")
@acts(Action.EDIT_FACTS)
def remove_language(dialogue: Dialogue, target: str) -> Redirect:
    """Stops offering the dialogue in a language. Its texts are kept, for whoever chooses it again."""
    hold(db.session, dialogue, Action.EDIT_FACTS)
    if target == dialogue.source_language or target not in LANGUAGES:
        abort(404)
    if target in dialogue.languages:
        dialogue.languages = [tag for tag in dialogue.languages if tag != target]
        record("remove_language", dialogue, lang=target)
        db.session.commit()
    words = _(
        "Dialogen ska inte finnas på %(language)s. Texterna är kvar om ni ändrar er.",
        language=language_word(target),
    )
    flash(words)
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)
