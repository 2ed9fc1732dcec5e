"""The municipality's own policy profile, and how a dialogue stands against it."""

from datetime import date

from flask import Flask, current_app

from webapp.domain import gates
from webapp.domain.adjusting import adjusted
from webapp.domain.gates import GateState, Warned
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import Moment, PolicyProfile
from webapp.domain.record import DialogueRecord
from webapp.domain.text import Localised, Text, choose
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.models.record import record_of
from webapp.profiles import STANDARD, profiles
from webapp.web.clock import today
from webapp.web.languages import SOURCE
from webapp.web.locale import current_language
from webapp.web.snapshots import municipality


def init_app(app: Flask) -> None:
    """Reads every profile, so that a mistake in one is told at start, and gives templates their words."""
    app.extensions["profiles"] = profiles(app.extensions["settings"].profiles)
    app.jinja_env.globals |= {"profile": profile, "dialogue_word": dialogue_word, "of_profile": of_profile}


def shipped() -> dict[str, PolicyProfile]:
    """Every profile that can be chosen, as it came."""
    found: dict[str, PolicyProfile] = current_app.extensions["profiles"]
    return found


def profile() -> PolicyProfile:
    """The profile that this municipality has chosen, with its own adjustments."""
    town = municipality()
    chosen = shipped().get(town.profile_id or STANDARD) or shipped()[STANDARD]
    return adjusted(chosen, town.profile_changes or {})


def of_profile(texts: Localised) -> Text:
    """A text of the profile in the reader's language, or the nearest that is there."""
    return choose(texts, current_language().tag, SOURCE)


def dialogue_word(form: str = "singular") -> str:
    """What a resident dialogue is called here, in one of the forms of `Word`."""
    words, standard = profile().words, shipped()[STANDARD].words
    tag = current_language().tag
    word = words.get(tag) or standard.get(tag) or words.get(tag.split("-")[0]) or words[SOURCE]
    text: str = getattr(word, form)
    return text


def own_step_name(step: LadderStep) -> Text:
    """The municipality's own name of a step; nothing where it has none."""
    return of_profile(profile().step_name(step))


def record(dialogue: Dialogue, day: date | None = None) -> DialogueRecord:
    """The dialogue as the policy sees it."""
    return record_of(db.session, dialogue, day or today())


def gate_states(dialogue: Dialogue, until: Moment) -> list[GateState]:
    """Every gate up to `until`, met or not."""
    return gates.states(profile(), record(dialogue), until)


def unmet(dialogue: Dialogue, until: Moment) -> list[GateState]:
    """The gates that keep the dialogue from passing `until`."""
    return gates.unmet(profile(), record(dialogue), until)


def warnings(dialogue: Dialogue) -> list[Warned]:
    """What deserves a thought before opening."""
    return gates.warnings(profile(), record(dialogue), today())
