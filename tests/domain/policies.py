"""The shipped policies, and short ways to ask what they hold a dialogue to."""

from dataclasses import replace

from tests.domain.records import answering, facts, resolution, said, whole
from webapp.domain.gates import unmet
from webapp.domain.policy import Moment
from webapp.domain.record import BodyKind, ResolutionKind
from webapp.profiles import profiles

VANERSBORG, TJORN, KUNGSBACKA, FORSHAGA, STANDARD = (
    profiles()[id_] for id_ in ("vanersborg", "tjorn", "kungsbacka", "forshaga", "standard")
)
FOUR = (VANERSBORG, TJORN, KUNGSBACKA, FORSHAGA)
HOLD = ResolutionKind.HOLD
ELECTED = {BodyKind.COUNCIL, BodyKind.EXECUTIVE, BodyKind.BOARD}


def closed(profile, record, until):
    """The ids of the gates that keep `record` from passing `until`."""
    return {state.gate.id for state in unmet(profile, record, until)}


def after(profile, until, **changes):
    """The gates that shut when a dialogue with everything in place loses something."""
    return closed(profile, replace(whole(profile), **changes), until)


def without_fact(profile, **changes):
    return closed(profile, facts(whole(profile), **changes), Moment.PUBLISH)


def held_by(profile, body, **changes):
    """Whether a decision by `body` is enough to hold a dialogue."""
    record = replace(whole(profile, **changes), resolutions=(resolution(HOLD, body),))
    return not any(state.gate.check == "resolved-to-hold" for state in unmet(profile, record, Moment.HOLD))


def who_may(profile, **changes):
    return {body for body in BodyKind if held_by(profile, body, **changes)}


def answers_that_open(profile, gate):
    """Of no answer, yes, no and words alone: those that open the gate."""
    given = {"none": None, "yes": said("yes"), "no": said("no"), "words": said(""), "bare": said("yes", "")}
    record = whole(profile)
    return {
        name
        for name, answer in given.items()
        if gate not in closed(profile, answering(record, gate, answer), Moment.ARCHIVE)
    }
