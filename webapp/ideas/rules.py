"""The rules that ideas are read by, and how often they were used: public, and about nobody."""

from flask import Response
from sqlalchemy import select

from webapp.domain.ideas import LEAST_DECISIONS, Reason, public_log
from webapp.extensions import db
from webapp.ideas.blueprint import bp
from webapp.models import ModerationAct
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.idea_words import ACTS, reason_word
from webapp.web.navigation import place_code
from webapp.web.pages import page
from webapp.web.snapshots import snapshot


@bp.get("/<lang:lang>/dialogues/<slug>/ideas/rules")
@public
def rules(slug: str) -> Response:
    found = snapshot(slug)
    done = select(ModerationAct.day, ModerationAct.act, ModerationAct.reason).where(
        ModerationAct.dialogue_id == found.dialogue.id
    )
    lines, waiting = public_log([(row[0], row[1], row[2]) for row in db.reader.execute(done)], today())
    return page(
        "ideas/rules.html",
        found=found,
        dialogue=found.dialogue,
        stage=found.stage,
        reasons=[reason_word(each) for each in Reason],
        lines=lines,
        waiting=waiting,
        least=LEAST_DECISIONS,
        acts=[(each.value, words()) for each, words in ACTS.items()],
        reason_word=reason_word,
        place=place_code(),
    )
