"""Translations beside what residents wrote, so that those who read another language can follow.

Only of what everybody may read. The words themselves are never changed, and stand first.
"""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, flash, redirect, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.text import clean
from webapp.domain.translating import digest
from webapp.editing.blueprint import bp
from webapp.extensions import db
from webapp.models import Comment, Dialogue, Idea, IdeaState, SaidTranslation
from webapp.models.ideas import hold_ideas
from webapp.models.said import of
from webapp.web.access import acts, staff
from webapp.web.composed import language_word
from webapp.web.fields import Fields, Typed, one, posted, shorten
from webapp.web.languages import LANGUAGES
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.trace import record

TITLE_LENGTH, TEXT_LENGTH = 300, 4000
PERSON, MACHINE = "person", "machine"
SHOWN = frozenset({IdeaState.PUBLISHED.value, IdeaState.JOINED.value})


@dataclass(frozen=True, slots=True)
class Words:
    """What a resident wrote, and where on our pages it is read.

    Args:
        what: ``idea`` or ``comment``.
        target: the language that the translation is in.
    """

    dialogue: Dialogue
    said: Idea | Comment
    what: str
    target: str

    @property
    def title(self) -> str:
        return self.said.title if isinstance(self.said, Idea) else ""

    @property
    def languages(self) -> list[str]:
        """The languages that it can be translated to."""
        return [tag for tag in self.dialogue.languages if tag != self.said.lang]

    @property
    def back(self) -> str:
        endpoint = "editing.moderation" if self.what == "idea" else "editing.comments"
        return url_for(endpoint, slug=self.dialogue.slug, group="published")

    def address(self, target: str) -> str:
        here: dict[str, Any] = {"slug": self.dialogue.slug, "target": target, self.what: self.said.id}
        return url_for(f"editing.translate_{self.what}", **here)


@bp.get("/staff/dialogues/<slug>/ideas/<int:idea>/translate/<target>", endpoint="translate_idea")
@acts(Action.MODERATE)
def show_idea(dialogue: Dialogue, idea: int, target: str) -> Response:
    return words_page(words_of(dialogue, Idea, idea, target))


@bp.post("/staff/dialogues/<slug>/ideas/<int:idea>/translate/<target>", endpoint="save_idea_translation")
@acts(Action.MODERATE)
def save_idea(dialogue: Dialogue, idea: int, target: str) -> Response | Redirect:
    hold_ideas(db.session, dialogue.id)
    return save(words_of(dialogue, Idea, idea, target))


@bp.get("/staff/dialogues/<slug>/comments/<int:comment>/translate/<target>", endpoint="translate_comment")
@acts(Action.MODERATE)
def show_comment(dialogue: Dialogue, comment: int, target: str) -> Response:
    return words_page(words_of(dialogue, Comment, comment, target))


@bp.post(
    "/staff/dialogues/<slug>/comments/<int:comment>/translate/<target>", endpoint="save_comment_translation"
)
@acts(Action.MODERATE)
def save_comment(dialogue: Dialogue, comment: int, target: str) -> Response | Redirect:
    hold_ideas(db.session, dialogue.id)
    return save(words_of(dialogue, Comment, comment, target))


def words_of(dialogue: Dialogue, model: type[Idea] | type[Comment], id_: int, target: str) -> Words:
    """What everybody may read under this id, to be translated to `target`; else 404."""
    found = stored_words(model, id_) if id_ < 2**63 else None
    if found is None or found.dialogue_id != dialogue.id or not is_shown(found):
        abort(404)
    words = Words(dialogue, found, "idea" if model is Idea else "comment", target)
    if target not in words.languages:
        abort(404)
    return words


def stored_words(model: type[Idea] | type[Comment], id_: int) -> Idea | Comment | None:
    """What has this id, as it is stored now."""
    if model is Idea:
        return db.session.get(Idea, id_, populate_existing=True)
    return db.session.get(Comment, id_, populate_existing=True)


def is_shown(said: Idea | Comment) -> bool:
    """Whether everybody may read it; a comment is shown as long as its idea is."""
    idea = db.session.get_one(Idea, said.idea_id) if isinstance(said, Comment) else said
    return said.state in SHOWN and idea.state in SHOWN


def kept(words: Words) -> SaidTranslation | None:
    """The translation that is there."""
    column, value = next(iter(of(words.said).items()))
    here = (getattr(SaidTranslation, column) == value, SaidTranslation.lang == words.target)
    return db.session.scalar(select(SaidTranslation).where(*here))


def stored(words: Words) -> Fields:
    """The form's fields as they are stored."""
    found = kept(words)
    title, text = (found.title, found.text) if found else ("", "")
    made = [] if found is None else [MACHINE if found.machine else PERSON]
    return {"title": [title], "text": [text], "made": made, "before": [digest(f"{title}\n{text}\n{made}")]}


def save(words: Words) -> Response | Redirect:
    """Keeps the translation; where its fields are empty, it is taken away. The caller holds the ideas."""
    typed = posted()
    now = stored(words)
    if one(typed, "before") != now["before"][0]:
        return words_page(words, Typed(typed | {"before": now["before"]}), 409)
    title, text = one(typed, "title") if words.title else "", clean(typed.get("text", [""])[0])
    made = one(typed, "made")
    problems = wrong(words, title, text, made)
    if problems:
        return words_page(words, Typed(typed, problems), 422)
    store(words, title, text, machine=made == MACHINE)
    facts = {"lang": words.target, "machine": made == MACHINE, "removed": not text}
    if words.what == "idea":
        record("translate-idea", words.dialogue, idea=str(words.said.id), **facts)
    else:
        record("translate-comment", words.dialogue, comment=str(words.said.id), **facts)
    db.session.commit()
    flash(_("Översättningen är sparad. Alla kan läsa den.") if text else _("Översättningen är borttagen."))
    return redirect(words.back, 303)


def wrong(words: Words, title: str, text: str, made: str) -> dict[str, str]:
    """Field -> what to do. Nothing is wrong with a form that is empty: then the translation goes away."""
    found: dict[str, str] = {}
    if not (title or text):
        return found
    if words.title and not title:
        found["title"] = _("Översätt rubriken också.")
    elif len(title) > TITLE_LENGTH:
        found["title"] = shorten(TITLE_LENGTH)
    if not text:
        found["text"] = _("Skriv översättningen.")
    elif len(text) > TEXT_LENGTH:
        found["text"] = shorten(TEXT_LENGTH)
    if made not in {PERSON, MACHINE}:
        found["made"] = _("Välj vem som har översatt.")
    return found


def store(words: Words, title: str, text: str, *, machine: bool) -> None:
    found = kept(words)
    if not text:
        if found:
            db.session.delete(found)
        return
    if found is None:
        found = SaidTranslation(dialogue_id=words.dialogue.id, lang=words.target, **of(words.said))
        db.session.add(found)
    person = staff()
    found.title, found.text, found.machine = title, text, machine
    found.made_by = person.id if person else None


def words_page(words: Words, typed: Typed | None = None, status: int = 200) -> Response:
    """The form; with 409 somebody else has translated it meanwhile."""
    found = kept(words) if status == 409 else None
    return private(
        page(
            "editing/said_translation.html",
            status=status,
            dialogue=words.dialogue,
            words=words,
            said_lang=LANGUAGES[words.said.lang].name if words.said.lang in LANGUAGES else words.said.lang,
            typed=typed or Typed(stored(words)),
            meanwhile=found,
            language_word=language_word,
        )
    )
