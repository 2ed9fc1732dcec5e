"""Three short questions to those who took part: while the dialogue is open, and after its feedback."""

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask import Response as Page
from werkzeug.wrappers import Response as Redirect

from webapp.answering.receipts import guess_limit, held, own_answers, receipt_page
from webapp.domain.experience import QUESTIONS, read
from webapp.extensions import db
from webapp.models.experience import count, mark_of
from webapp.web.access import public

bp = Blueprint("experience", __name__)


@bp.post("/<lang:lang>/receipt/<code>", endpoint="give")
@public
@guess_limit
def give(code: str) -> Page | Redirect:
    """Counts the answers, once for each receipt and time; sent again, it only leads back."""
    kept = held(code)
    asked = kept.asked
    if asked is None:
        abort(409)
    answers = read({name: request.form.get(name, "") for name in QUESTIONS})
    if not answers:
        return receipt_page("answering/receipt.html", kept, own_answers(kept.response), status=422)
    secret = current_app.config["SECRET_KEY"].encode()
    count(db.session, kept.found.dialogue.id, asked, answers, mark_of(secret, asked, code))
    db.session.commit()
    return redirect(url_for("receipts.show", code=code, _anchor="experience"), 303)
