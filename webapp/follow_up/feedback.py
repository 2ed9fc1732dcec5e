"""Feedback: what residents said and what was decided, and how the work goes on.

Telling everybody and telling those who took part are two acts, each recorded by itself; the dialogue has been
fed back when both are done.
"""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.policy import Moment
from webapp.domain.questions import missing_languages
from webapp.extensions import db
from webapp.follow_up.blueprint import bp
from webapp.follow_up.merging_form import Turn, form_page
from webapp.follow_up.turns import left, too_early
from webapp.follow_up.words import TEXT_LENGTH, in_tongue, languages_of
from webapp.models import Dialogue
from webapp.web.access import acts
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.conflicts import merge
from webapp.web.fields import Fields, Typed, long_texts, posted, read_texts, text_fields
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.sealing import seal_if_over
from webapp.web.trace import record

NEEDS = "decision_published_on"
COLUMNS = {"text": "feedback_text", "onward": "onward_text"}
"""Name of a text in the form -> its column."""


@bp.get("/staff/dialogues/<slug>/feedback", endpoint="feedback")
@acts(Action.PUBLISH_FEEDBACK)
def show_feedback(dialogue: Dialogue) -> Response:
    if getattr(dialogue, NEEDS) is None:
        return too_early(dialogue, NEEDS, heading())
    return feedback_page(dialogue, Turn(left=left(dialogue, Moment.FEED_BACK, COLUMNS.values())))


@bp.post("/staff/dialogues/<slug>/feedback", endpoint="save_feedback")
@acts(Action.PUBLISH_FEEDBACK)
def save_feedback(dialogue: Dialogue) -> Response | Redirect:
    """Keeps the two texts, or publishes them for all. Mended later, they keep the day they were published."""
    hold(db.session, dialogue, Action.PUBLISH_FEEDBACK)
    if getattr(dialogue, NEEDS) is None:
        return too_early(dialogue, NEEDS, heading())
    typed = posted()
    merged = merge(typed, stored(dialogue))
    if merged is not None:
        return feedback_page(
            dialogue, Turn(typed=Typed(merged.fields), status=409, differences=merged.differences)
        )
    mended = dialogue.fed_back_on is not None
    publishes = "publish" in typed.get("do", ()) and not mended
    read_by_some = publishes or mended or dialogue.participants_told_on is not None
    texts, problems = read(typed, dialogue, whole=read_by_some)
    if problems:
        return feedback_page(dialogue, Turn(typed=Typed(typed, problems), status=422))
    for name, text in texts.items():
        setattr(dialogue, name, text)
    lacking = left(dialogue, Moment.FEED_BACK) if publishes else []
    if lacking:
        db.session.rollback()
        return feedback_page(dialogue, Turn(typed=Typed(typed), status=422, left=lacking, refused=True))
    if publishes:
        dialogue.fed_back_on = today()
    if read_by_some:
        seal_if_over(db.session, dialogue)
        record(Action.PUBLISH_FEEDBACK.value, dialogue, mended=not publishes)
    db.session.commit()
    flash(_("Återkopplingen är publicerad för alla.") if publishes else _("Texterna är sparade."))
    return redirect(url_for("follow_up.tell" if publishes else "follow_up.feedback", slug=dialogue.slug), 303)


def heading() -> str:
    return _("Ge invånarna återkoppling")


def stored(dialogue: Dialogue) -> Fields:
    """The form's fields as they are stored."""
    languages = languages_of(dialogue)
    return {
        name: value
        for part, column in COLUMNS.items()
        for name, value in text_fields(part, getattr(dialogue, column), languages).items()
    }


def read(
    typed: Fields, dialogue: Dialogue, *, whole: bool
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Texts by column, and what must be mended. `whole`: they must be there in each language offered."""
    languages = languages_of(dialogue)
    texts: dict[str, dict[str, str]] = {}
    problems: dict[str, str] = {}
    for part, column in COLUMNS.items():
        texts[column] = read_texts(typed, part, languages, getattr(dialogue, column))
        problems |= long_texts(texts[column], part, languages, TEXT_LENGTH)
        for lang in missing_languages(texts[column], languages) if whole else ():
            problems[f"{part}.{lang}"] = _("Skriv texten på %(language)s.", language=language_word(lang))
    return texts, problems


def feedback_page(dialogue: Dialogue, turn: Turn) -> Response:
    """The form."""
    return form_page(
        "follow_up/feedback.html",
        dialogue,
        stored(dialogue),
        turn,
        heading=heading(),
        tags=languages_of(dialogue),
        language_word=language_word,
        words=form_words(),
        part_word=part_word,
    )


def form_words() -> dict[str, Words]:
    """The two texts: what each is called, and what it says."""
    return {
        "text": Words(
            _("Det ni sa, och det som bestämdes"),
            _("Vad svarade ni, vad bestämdes, och varför? Det här läser de som har svarat."),
        ),
        "onward": Words(
            _("Så går vi vidare"),
            _("Vad händer nu, när, och vem kan man fråga?"),
        ),
    }


def part_word(part: str) -> str:
    """What a part of the form is called."""
    name, _dot, lang = part.partition(".")
    return in_tongue(form_words()[name].label, lang)


@bp.get("/staff/dialogues/<slug>/tell", endpoint="tell")
@acts(Action.TELL_PARTICIPANTS)
def ask_to_tell(dialogue: Dialogue) -> Response:
    return tell_page(dialogue)


@bp.post("/staff/dialogues/<slug>/tell", endpoint="tell_now")
@acts(Action.TELL_PARTICIPANTS)
def tell_participants(dialogue: Dialogue) -> Response | Redirect:
    """Shows the feedback on every receipt at once; whoever asked for a letter gets it from the command."""
    hold(db.session, dialogue, Action.TELL_PARTICIPANTS)
    if getattr(dialogue, NEEDS) is None or lacking_texts(dialogue) or left(dialogue, Moment.FEED_BACK):
        return tell_page(dialogue, 422)
    if dialogue.participants_told_on is None:
        dialogue.participants_told_on = today()
        seal_if_over(db.session, dialogue)
        record(Action.TELL_PARTICIPANTS.value, dialogue)
    db.session.commit()
    flash(_("Nu står återkopplingen på kvittot för alla som deltog."))
    return redirect(url_for("follow_up.tell", slug=dialogue.slug), 303)


def lacking_texts(dialogue: Dialogue) -> bool:
    """Whether one of the texts is not there in some language offered."""
    languages = languages_of(dialogue)
    return any(missing_languages(getattr(dialogue, column), languages) for column in COLUMNS.values())


def tell_page(dialogue: Dialogue, status: int = 200) -> Response:
    """What those who took part will read, and the button; before its turn, what comes first."""
    title = _("Berätta för dem som deltog")
    if getattr(dialogue, NEEDS) is None:
        return too_early(dialogue, NEEDS, title)
    return private(
        page(
            "follow_up/tell.html",
            status=status,
            dialogue=dialogue,
            heading=title,
            left=left(dialogue, Moment.FEED_BACK, COLUMNS.values()),
            lacking=lacking_texts(dialogue),
            refused=status == 422,
            words=form_words(),
        )
    )
