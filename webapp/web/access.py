"""Who may use a route. Every view carries one of these rules, and a test walks the URL map."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, g, request, session
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, Unauthorized

from webapp.domain.lifecycle import RULES, Action, Role, may
from webapp.extensions import SAFE_METHODS, csrf, db
from webapp.models import BoardPart, Dialogue, StaffMember
from webapp.web.clock import today

View = Callable[..., Any]
SESSION_KEY = "staff"
WITH_START_PASSWORD = frozenset({"accounts.own_account", "accounts.change_own", "accounts.sign_out"})
"""What can be done before a password of one's own is chosen."""


class SignInNeeded(Unauthorized):
    """The page is for signed-in staff."""


class OwnPasswordNeeded(Forbidden):
    """The person has signed in with a start password, and must choose one of their own first."""


def public(view: View) -> View:
    """A page for everybody, without session. Changes are refused when they come from another site."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if request.method not in SAFE_METHODS:
            refuse_foreign_origin()
        return view(*args, **kwargs)

    return _mark(guarded, "public")


def signed_in(view: View) -> View:
    """A page for everybody who is signed in."""
    return _staff_rule(view, frozenset(Role))


def roles(*allowed: Role) -> Callable[[View], View]:
    """A page for those who have at least one of the roles."""
    return lambda view: _staff_rule(view, frozenset(allowed))


def acts(action: Action) -> Callable[[View], View]:
    """A page of one dialogue, for those who may do `action` in its stage.

    The view takes ``slug`` in its address and receives the ``dialogue`` instead: 404 where there is none,
    403 where the role may not, 409 where the stage does not allow it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(slug: str, **kwargs: Any) -> Any:
            dialogue = load_dialogue(slug)
            if not allowed(action, dialogue):
                abort(409 if dialogue.stage(today()) not in RULES[action][1] else 403)
            return view(dialogue=dialogue, **kwargs)

        return _mark(_staff_rule(guarded, RULES[action][0]), action.value)

    return decorate


def load_dialogue(slug: str) -> Dialogue:
    """The dialogue with this address, or 404."""
    dialogue = db.session.scalar(select(Dialogue).where(Dialogue.slug == slug))
    if dialogue is None:
        abort(404)
    return dialogue


def allowed(action: Action, dialogue: Dialogue) -> bool:
    """Whether the person signed in may do `action` with `dialogue` today."""
    person = staff()
    return person is not None and may(
        action, dialogue.stage(today()), person.roles, own=concerns(person, dialogue)
    )


def concerns(person: StaffMember, dialogue: Dialogue) -> bool:
    """Whether the dialogue is one of the person's own boards' matters.

    An official without a board works for the whole municipality. What no board has been named for yet is
    everybody's, and whoever is responsible for a dialogue may always work on it.
    """
    if person.id == dialogue.responsible_id or (not person.boards and Role.POLITICIAN not in person.roles):
        return True
    parts = select(BoardPart.board_id).where(BoardPart.dialogue_id == dialogue.id)
    boards = {*db.session.scalars(parts), *([dialogue.board_id] if dialogue.board_id else [])}
    return not boards or not boards.isdisjoint(person.board_ids)


def staff() -> StaffMember | None:
    """Who is signed in, if the session is still good: the person is active and nothing ended the session."""
    if "staff" not in g:
        g.staff = None
        id_, version = session.get(SESSION_KEY) or (None, None)
        person = db.session.get(StaffMember, id_) if id_ is not None else None
        if person and person.active and person.session_version == version:
            g.staff = person
    found: StaffMember | None = g.staff
    return found


def refuse_foreign_origin() -> None:
    """Refuses a change that another site's page asked for (403).

    Residents' forms carry no session and no token. Browsers say where a form comes from in
    ``Sec-Fetch-Site`` and ``Origin``; a client that sends neither is no browser and has no cookies to misuse.
    """
    if from_elsewhere():
        abort(403)


def from_elsewhere() -> bool:
    """Whether the browser says that another site's page made this request.

    ``Sec-Fetch-Site`` decides where it is sent: a browser that keeps referrers to itself says
    ``Origin: null`` of our own forms too.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    own = urlsplit(current_app.extensions["settings"].base_url).netloc
    return origin is not None and urlsplit(origin).netloc not in {own, request.host}


def _staff_rule(view: View, allowed_roles: frozenset[Role]) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        person = staff()
        if person is None:
            raise SignInNeeded
        if allowed_roles.isdisjoint(person.roles):
            abort(403)
        if request.method not in SAFE_METHODS:
            csrf.protect()
        if person.has_start_password and request.endpoint not in WITH_START_PASSWORD:
            raise OwnPasswordNeeded
        return view(*args, **kwargs)

    return _mark(guarded, ",".join(sorted(allowed_roles)))


def _mark(view: View, rule: str) -> View:
    setattr(view, "access_rule", rule)  # noqa: B010 - functions take attributes, their type does not say so
    return view
