"""What residents said, summed up by officials one thing at a time: added, changed, moved and removed."""

from flask import Response, abort, flash, redirect, request, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response as Redirect

from webapp.domain.lifecycle import Action
from webapp.domain.questions import missing_languages
from webapp.extensions import db
from webapp.follow_up.blueprint import bp
from webapp.follow_up.found import finding_of
from webapp.follow_up.quotes import digest
from webapp.follow_up.words import in_tongue, languages_of
from webapp.models import Dialogue, Finding
from webapp.models.policy import findings_of
from webapp.web.access import acts
from webapp.web.composed import Words, language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, long_texts, posted, read_texts, text_fields
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.question_sets import hold
from webapp.web.trace import record

TITLE_LENGTH, LENGTH = 200, 5000
LIMITS = {"title": TITLE_LENGTH, "text": LENGTH}


@bp.get("/staff/dialogues/<slug>/findings", endpoint="findings")
@acts(Action.PUBLISH_RESULT)
def show_findings(dialogue: Dialogue) -> Response:
    return findings_page(dialogue)


def findings_page(dialogue: Dialogue, status: int = 200, problem: str = "") -> Response:
    """The list. `problem`: why what was asked for was not done."""
    return private(
        page(
            "follow_up/findings.html",
            status=status,
            dialogue=dialogue,
            findings=findings_of(db.session, dialogue),
            problem=problem,
            settled=is_settled,
        )
    )


def is_settled(dialogue: Dialogue, finding: Finding) -> bool:
    """Whether the answer to it has been published: then it stays."""
    return dialogue.decision_published_on is not None and finding.outcome is not None


@bp.get("/staff/dialogues/<slug>/findings/add", endpoint="add_finding")
@acts(Action.PUBLISH_RESULT)
def show_new(dialogue: Dialogue) -> Response:
    return finding_page(dialogue, Finding(title={}, text={}, quotes=[]))


@bp.post("/staff/dialogues/<slug>/findings/add", endpoint="save_new_finding")
@acts(Action.PUBLISH_RESULT)
def save_new(dialogue: Dialogue) -> Response | Redirect:
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    typed = posted()
    finding = Finding(title={}, text={}, quotes=[])
    values, problems = read(typed, dialogue, finding)
    if problems:
        return finding_page(dialogue, finding, Typed(typed, problems), 422)
    last = db.session.scalar(select(func.max(Finding.position)).where(Finding.dialogue_id == dialogue.id))
    finding = Finding(dialogue_id=dialogue.id, position=(last or 0) + 1, **values)
    db.session.add(finding)
    db.session.flush()
    record("add_finding", dialogue, finding=finding.id)
    db.session.commit()
    flash(_("Saken är sparad. Välj gärna citat till den."))
    return redirect(url_for("follow_up.finding", slug=dialogue.slug, finding=finding.id), 303)


@bp.get("/staff/dialogues/<slug>/findings/<int:finding>", endpoint="finding")
@acts(Action.PUBLISH_RESULT)
def show_finding(dialogue: Dialogue, finding: int) -> Response:
    return finding_page(dialogue, finding_of(dialogue, finding))


@bp.post("/staff/dialogues/<slug>/findings/<int:finding>", endpoint="save_finding")
@acts(Action.PUBLISH_RESULT)
def save_finding(dialogue: Dialogue, finding: int) -> Response | Redirect:
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    kept = finding_of(dialogue, finding)
    typed = posted()
    merged = merge(typed, stored(dialogue, kept))
    if merged is not None:
        return finding_page(dialogue, kept, Typed(merged.fields), 409, merged.differences)
    values, problems = read(typed, dialogue, kept)
    if problems:
        return finding_page(dialogue, kept, Typed(typed, problems), 422)
    for name, value in values.items():
        setattr(kept, name, value)
    record("edit_finding", dialogue, finding=kept.id)
    db.session.commit()
    flash(_("Saken är sparad."))
    return redirect(url_for("follow_up.findings", slug=dialogue.slug), 303)


@bp.post("/staff/dialogues/<slug>/findings/<int:finding>/move", endpoint="move_finding")
@acts(Action.PUBLISH_RESULT)
def move_finding(dialogue: Dialogue, finding: int) -> Redirect:
    """Moves it past the one before (``up``) or after (``down``); nothing happens at the end of the list."""
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    order = findings_of(db.session, dialogue)
    place = order.index(finding_of(dialogue, finding))
    step = {"up": -1, "down": 1}.get(request.form.get("do", ""))
    if step is None:
        abort(400)
    if 0 <= place + step < len(order):
        order.insert(place + step, order.pop(place))
    for position, each in enumerate(order, start=1):
        each.position = position
    db.session.commit()
    return redirect(url_for("follow_up.findings", slug=dialogue.slug, _anchor=f"finding-{finding}"), 303)


@bp.get("/staff/dialogues/<slug>/findings/<int:finding>/remove", endpoint="remove_finding")
@acts(Action.PUBLISH_RESULT)
def ask_to_remove(dialogue: Dialogue, finding: int) -> Response:
    kept = finding_of(dialogue, finding)
    return private(page("follow_up/remove_finding.html", dialogue=dialogue, finding=kept))


@bp.post("/staff/dialogues/<slug>/findings/<int:finding>/remove", endpoint="remove_finding_now")
@acts(Action.PUBLISH_RESULT)
def remove_finding(dialogue: Dialogue, finding: int) -> Response | Redirect:
    """Takes it away, unless its answer has been published."""
    hold(db.session, dialogue, Action.PUBLISH_RESULT)
    kept = finding_of(dialogue, finding)
    if is_settled(dialogue, kept):
        return findings_page(dialogue, 409, _("Nämndens svar på saken är publicerat. Därför står den kvar."))
    record("remove_finding", dialogue, finding=kept.id)
    db.session.delete(kept)
    db.session.commit()
    flash(_("Saken är borttagen."))
    return redirect(url_for("follow_up.findings", slug=dialogue.slug), 303)


def stored(dialogue: Dialogue, finding: Finding) -> Fields:
    """The form's fields as they are stored."""
    languages = languages_of(dialogue)
    return {
        name: value
        for part in LIMITS
        for name, value in text_fields(part, getattr(finding, part), languages).items()
    }


def read(
    typed: Fields, dialogue: Dialogue, kept: Finding
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Texts by column, and what must be mended."""
    languages, problems = languages_of(dialogue), {}
    values = {
        name: read_texts(typed, name, languages, getattr(kept, name), multiline=name != "title")
        for name in LIMITS
    }
    for lang in missing_languages(values["title"], [dialogue.source_language]):
        problems[f"title.{lang}"] = _("Skriv en rubrik på %(language)s.", language=language_word(lang))
    for name, limit in LIMITS.items():
        problems |= long_texts(values[name], name, languages, limit)
    return values, problems


def finding_page(
    dialogue: Dialogue,
    finding: Finding,
    typed: Typed | None = None,
    status: int = 200,
    differences: list[Difference] | None = None,
) -> Response:
    """The form, and the quotes of a finding that has been saved."""
    fields = stored(dialogue, finding)
    return private(
        page(
            "follow_up/finding.html",
            status=status,
            dialogue=dialogue,
            finding=finding,
            typed=typed or Typed(fields),
            base=as_base(fields),
            differences=differences,
            tags=languages_of(dialogue),
            language_word=language_word,
            title_words=Words(_("Rubrik"), _("Till exempel ”Fler gungor”.")),
            text_words=Words(_("Vad ni sa"), _("En eller några meningar. Hur många sa det, och varför?")),
            part_word=part_word,
            digest=digest,
        )
    )


def part_word(part: str) -> str:
    """What a part of the form is called."""
    name, _dot, lang = part.partition(".")
    return in_tongue(_("Rubrik") if name == "title" else _("Vad ni sa"), lang)
