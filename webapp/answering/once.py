"""Whether somebody may answer: that nobody has answered here already, by the dialogue's own rule."""

import hashlib
import hmac
from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer
from limits import parse
from sqlalchemy import bindparam, select
from werkzeug.wrappers import Response as Redirect

from webapp.answering.drafts import Form
from webapp.domain.taking_part import Mode, mark_of_code, read_code, with_mark
from webapp.extensions import caller, db, limiter
from webapp.models import CodeBatch, Dialogue, OneTimeCode, Participation, Response
from webapp.models.base import table_of
from webapp.web.clock import today
from webapp.web.locale import gettext as _
from webapp.web.secret import secret

CODE_FIELD, WHO = "code", "who"
CODE_TYPED = 60
"""Characters of what was typed that are kept."""
WRONG_CODES = parse("20 per 10 minutes")
"""From one network address; right codes are not counted."""
ANSWERED, IDENTIFIED = "answered", "identified"
IDENTIFIED_SECONDS = 2 * 3600
DAY_SECONDS = 24 * 3600
_codes, _batches, _taken = (table_of(model) for model in (OneTimeCode, CodeBatch, Participation))
_responses = table_of(Response)
CODE = (
    select(_codes.c.dialogue_id, _batches.c.withdrawn_on)
    .join(_batches, _batches.c.id == _codes.c.batch_id)
    .where(_codes.c.mark == bindparam("of_mark"))
)
MARKS = select(_taken.c.marks).where(_taken.c.dialogue_id == bindparam("of_dialogue"))
STORED = select(_responses.c.id).where(
    _responses.c.dialogue_id == bindparam("of_dialogue"),
    _responses.c.submission_key == bindparam("of_key"),
)


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a response may be stored.

    Args:
        mark: what is used up by it, if anything.
        problem: why it may not be, for the field or the sign-in above the questions.
        answered: whether this browser or person has answered already.
    """

    mark: bytes | None = None
    problem: str = ""
    answered: bool = False


def admission(dialogue: Dialogue, typed: str, key: str, who: str) -> Admission:
    """Whether the form with idempotency key `key` may be stored; one that is stored already always may.

    Args:
        typed: the one-time code as it was typed.
        who: what the form says of whom it was made for, as `form_token` gives it.
    """
    if dialogue.mode is Mode.OPEN or is_stored(dialogue.id, key):
        return Admission()
    found = _admission(dialogue, typed, who)
    overtaken = (found.problem or found.answered) and is_stored(dialogue.id, key)
    return Admission() if overtaken else found


def _admission(dialogue: Dialogue, typed: str, who: str) -> Admission:
    if dialogue.mode is Mode.BROWSER:
        return Admission(answered=has_answered(dialogue))
    if dialogue.mode is Mode.CODE:
        return by_code(dialogue, typed)
    mark = identified(dialogue)
    if mark is None or not hmac.compare_digest(form_token(mark), who):
        return Admission(problem=_("Du behöver legitimera dig en gång till. Det du har skrivit finns kvar."))
    return Admission(mark, answered=is_taken(dialogue.id, mark))


def made_for(dialogue: Dialogue, form: Form) -> str:
    """What a form carries of the person who signed in to answer; one that was sent keeps its own."""
    mark = identified(dialogue) if dialogue.mode is Mode.E_IDENTITY else None
    return next(iter(form.get(WHO, [])), "") or (form_token(mark) if mark else "")


def typed_code(form: Form) -> str:
    """The one-time code as it was typed, as much of it as is kept."""
    return next(iter(form.get(CODE_FIELD, [])), "")[:CODE_TYPED]


def form_token(mark: bytes) -> str:
    """What a form carries so that it is stored as the person's that it was made for, and nobody else's."""
    return hmac.new(secret(), b"form:" + mark, hashlib.sha256).hexdigest()[:32]


def by_code(dialogue: Dialogue, typed: str) -> Admission:
    """The same for a code that was typed, on the web or by staff from a paper."""
    if not typed.strip():
        return Admission(problem=_("Skriv din kod. Den står på brevet eller kortet du fick."))
    code = read_code(typed)
    if code is None:
        return Admission(problem=_("Något tecken i koden stämmer inte. Jämför med brevet eller kortet."))
    mark = mark_of_code(secret(), code)
    known = db.look_up(CODE, of_mark=mark)
    if known is None:
        if not limiter.limiter.hit(WRONG_CODES, "one-time codes", caller()):
            return Admission(problem=_("Det har blivit många fel koder. Vänta tio minuter och försök igen."))
        return Admission(problem=_("Vi känner inte igen koden. Jämför med brevet eller kortet."))
    if known.dialogue_id != dialogue.id:
        return Admission(problem=_("Koden hör till en annan dialog. Leta efter koden för den här."))
    if known.withdrawn_on is not None:
        return Admission(problem=_("Koden gäller inte längre. Fråga kontaktpersonen efter en ny."))
    if is_taken(dialogue.id, mark):
        return Admission(problem=used_code())
    return Admission(mark)


def used_code() -> str:
    return _("Koden är redan använd. Varje kod räcker till ett svar.")


def is_stored(dialogue_id: int, key: str) -> bool:
    digest = hashlib.sha256(key.encode()).hexdigest()
    return db.look_up(STORED, of_dialogue=dialogue_id, of_key=digest) is not None


def is_taken(dialogue_id: int, mark: bytes) -> bool:
    found = db.look_up(MARKS, of_dialogue=dialogue_id)
    return found is not None and with_mark(found.marks, mark) is None


def identified(dialogue: Dialogue) -> bytes | None:
    """The mark of who has signed in to answer this dialogue, from the browser's sealed cookie."""
    sealed = URLSafeTimedSerializer(secret(), salt=IDENTIFIED)
    try:
        of_dialogue, mark = sealed.loads(request.cookies.get(IDENTIFIED, ""), max_age=IDENTIFIED_SECONDS)
    except BadSignature:
        return None
    return bytes.fromhex(mark) if of_dialogue == dialogue.id else None


def keep_identity(response: Redirect, dialogue: Dialogue, mark: bytes) -> None:
    """Lets the browser carry the mark until the response is sent; never who it is."""
    value = URLSafeTimedSerializer(secret(), salt=IDENTIFIED).dumps([dialogue.id, mark.hex()])
    set_cookie(response, IDENTIFIED, str(value), IDENTIFIED_SECONDS)


def has_answered(dialogue: Dialogue) -> bool:
    """Whether the browser says that a response was sent from it."""
    return request.cookies.get(name_of(dialogue)) == answered_value(dialogue)


def after_sending(response: Redirect, dialogue: Dialogue) -> Redirect:
    """Leaves in the browser what the dialogue's rule needs, and nothing else."""
    days = (dialogue.closes_on - today()).days + 1 if dialogue.closes_on else 0
    if dialogue.mode is Mode.BROWSER and days > 0:
        set_cookie(response, name_of(dialogue), answered_value(dialogue), days * DAY_SECONDS)
    if dialogue.mode is Mode.E_IDENTITY:
        response.delete_cookie(IDENTIFIED)
    return response


def after_withdrawing(response: Redirect, dialogue: Dialogue) -> Redirect:
    """Lets the browser answer again."""
    if dialogue.mode is Mode.BROWSER:
        response.delete_cookie(name_of(dialogue))
    return response


def name_of(dialogue: Dialogue) -> str:
    return f"{ANSWERED}_{dialogue.id}"


def answered_value(dialogue: Dialogue) -> str:
    """The same in every browser, so that it leads to no response."""
    return str(URLSafeSerializer(secret(), salt=ANSWERED).dumps(dialogue.id))


def set_cookie(response: Redirect, name: str, value: str, seconds: int) -> None:
    """A cookie that no script reads and no other site sends along."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(name, value, max_age=seconds, secure=secure, httponly=True, samesite="Lax")
