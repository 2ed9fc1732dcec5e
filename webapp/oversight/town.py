"""The municipality's own row, held while it is changed, and the profile that it follows."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.adjusting import adjusted
from webapp.domain.policy import PolicyProfile
from webapp.models import Municipality
from webapp.oversight import effects
from webapp.oversight.effects import Effect
from webapp.profiles import STANDARD
from webapp.web.policy import shipped
from webapp.web.trace import record


def held(session: Session) -> Municipality:
    """The municipality: until the commit nobody else changes it. A nameless one before it has been set up."""
    found = _locked(session)
    if found is None:
        try:
            with session.begin_nested():
                session.add(Municipality(id=1, name=""))
        except IntegrityError:
            pass
        found = _locked(session)
    assert found is not None, "it was there, or has been added"  # noqa: S101
    return found


def _locked(session: Session) -> Municipality | None:
    found = select(Municipality).order_by(Municipality.id).limit(1).with_for_update()
    return session.scalars(found.execution_options(populate_existing=True)).first()


def stored(session: Session) -> Municipality:
    """The municipality as it is stored, to be read; one with nothing in it before it has been set up."""
    found = session.scalars(select(Municipality).order_by(Municipality.id)).first()
    texts = dict.fromkeys(("name", "email", "phone", "data_protection_email", "complaints_address"), "")
    return found or Municipality(
        **texts, profile_id=STANDARD, profile_changes={}, accessibility={}, privacy={}, look={}
    )


def shipped_of(town: Municipality) -> PolicyProfile:
    """The profile that was chosen, as it came; the standard one where that is not there any more."""
    return shipped().get(town.profile_id) or shipped()[STANDARD]


def own_of(town: Municipality) -> PolicyProfile:
    """The profile that was chosen, with the municipality's own changes."""
    return adjusted(shipped_of(town), town.profile_changes or {})


def choose(session: Session, town: Municipality, chosen: PolicyProfile, found: list[Effect]) -> None:
    """Lets the municipality follow another policy. Changes to the former do not fit it, and are let go."""
    before = own_of(town)
    record(
        "choose-profile",
        before=town.profile_id,
        after=chosen.id,
        changes=dict(town.profile_changes or {}),
        dialogues=[each.dialogue.slug for each in found if each.added],
    )
    town.profile_id, town.profile_changes = chosen.id, {}
    effects.settle(session, found, effects.other_questions(before, chosen))


def follow(session: Session, town: Municipality, chosen: PolicyProfile) -> list[Effect]:
    """Lets the municipality follow another policy without asking; what that does to dialogues."""
    effects.waiting(session, hold=True)
    found = effects.of_policy(session, own_of(town), chosen)
    choose(session, town, chosen, found)
    return found


def adjust(
    session: Session, town: Municipality, changes: dict[str, object], keys: list[str], found: list[Effect]
) -> None:
    """Lets the municipality's own `changes` hold. `keys`: those that are other than before."""
    town.profile_changes = changes
    record("adjust-profile", keys=keys, dialogues=[each.dialogue.slug for each in found if each.added])
    effects.settle(session, found)
