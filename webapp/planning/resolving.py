"""Decisions that bodies take about a dialogue: that it is held, its degrees, that the result is followed."""

from dataclasses import dataclass, field
from datetime import date

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import PREPARING, Action, Role
from webapp.domain.record import ProcessDegree, ResolutionKind
from webapp.extensions import db
from webapp.models import Board, Dialogue, StaffMember, StoredResolution
from webapp.planning.blueprint import bp
from webapp.planning.resolution_words import heading, resolution_fields
from webapp.web.access import acts, staff
from webapp.web.boards import board_label, every_board
from webapp.web.clock import today
from webapp.web.fields import Fields, Typed, Wrong, one, posted, read_day, shorten
from webapp.web.gate_words import body_word
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.plan_words import process_degree_word
from webapp.web.policy import own_step_name, profile
from webapp.web.policy import record as policy_record
from webapp.web.question_sets import hold
from webapp.web.resolutions import latest, resolutions, sentence
from webapp.web.trace import record
from webapp.web.wording import step_words

LENGTHS = {"paragraph": 60, "number": 60}
PLANNERS = frozenset({Role.OFFICIAL, Role.COORDINATOR})


@bp.get("/staff/dialogues/<slug>/resolutions", endpoint="resolutions")
@acts(Action.RECORD_RESOLUTION)
def show_resolutions(dialogue: Dialogue) -> Response:
    return resolutions_page(dialogue, Typed(proposed(dialogue)))


@bp.post("/staff/dialogues/<slug>/resolutions", endpoint="save_resolution")
@acts(Action.RECORD_RESOLUTION)
def save_resolution(dialogue: Dialogue) -> Response | Redirect:
    """Records a decision that has been taken. The degrees and the promise to follow become facts by it."""
    hold(db.session, dialogue, Action.RECORD_RESOLUTION)
    typed = posted()
    kind = kind_of(dialogue, typed)
    found = read(dialogue, kind, typed)
    if found.problems or found.board is None or found.meeting is None:
        return resolutions_page(dialogue, Typed(typed, found.problems), 422, kind)
    resolution = StoredResolution(
        dialogue_id=dialogue.id,
        kind_name=kind.value,
        board_id=found.board.id,
        board=found.board,
        meeting=found.meeting,
        paragraph=found.paragraph,
        registration_number=found.number,
        recorded_on=today(),
        staff_id=the_person().id,
    )
    db.session.add(resolution)
    db.session.flush()
    make_true(dialogue, kind, resolution, found)
    record(
        "record_resolution", dialogue, kind=kind.value, said=sentence(resolution, dialogue.source_language)
    )
    db.session.commit()
    flash(_("Beslutet är registrerat."))
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)


@dataclass(frozen=True, slots=True)
class ResolutionRead:
    """What a form says of a decision, and what must be mended."""

    board: Board | None = None
    meeting: date | None = None
    paragraph: str = ""
    number: str = ""
    step: LadderStep | None = None
    degree: ProcessDegree | None = None
    problems: dict[str, str] = field(default_factory=dict)


def the_person() -> StaffMember:
    person = staff()
    return person if person is not None else abort(401)


def kinds(dialogue: Dialogue) -> list[ResolutionKind]:
    """What can be decided about `dialogue` now. What residents have been told does not change by it."""
    if dialogue.stage(today()) not in PREPARING:
        return [ResolutionKind.HOLD]
    follow = LadderStep.CO_DECISION in {*profile().allowed_steps, dialogue.step}
    return [kind for kind in ResolutionKind if kind is not ResolutionKind.FOLLOW or follow]


def kind_of(dialogue: Dialogue, typed: Fields) -> ResolutionKind:
    """What the form is about; 409 where that cannot be decided now."""
    wanted = next((kind for kind in ResolutionKind if kind == one(typed, "kind")), None) or abort(400)
    return wanted if wanted in kinds(dialogue) else abort(409)


def bodies(dialogue: Dialogue) -> list[Board]:
    """The bodies whose decisions the person may record: a politician those of their own boards."""
    found = every_board(db.session)
    person = the_person()
    if PLANNERS.isdisjoint(person.roles):
        return [board for board in found if board.id in person.board_ids]
    return found


def read(dialogue: Dialogue, kind: ResolutionKind, typed: Fields) -> ResolutionRead:
    """The decision in a form."""
    problems: dict[str, str] = {}
    name = f"{kind}."
    board = next((each for each in bodies(dialogue) if str(each.id) == one(typed, f"{name}board")), None)
    if board is None:
        problems[f"{name}board"] = _("Välj vilka som beslutade.")
    meeting = _meeting(f"{name}meeting", typed, board, problems)
    paragraph, number = (one(typed, f"{name}{part}") for part in LENGTHS)
    if board is not None and board.kind.elected and not paragraph:
        problems[f"{name}paragraph"] = _("Skriv beslutets paragraf, till exempel § 45.")
    for part, text in zip(LENGTHS, (paragraph, number), strict=True):
        if len(text) > LENGTHS[part]:
            problems[f"{name}{part}"] = shorten(LENGTHS[part])
    step, degree = None, None
    if kind is ResolutionKind.DEGREES:
        step = next((each for each in steps(dialogue) if str(each.value) == one(typed, f"{name}step")), None)
        degree = next((each for each in ProcessDegree if each == one(typed, f"{name}degree")), None)
        if step is None:
            problems[f"{name}step"] = _("Välj hur mycket de som deltar kan påverka.")
        if degree is None:
            problems[f"{name}degree"] = _("Välj hur de som deltar är med i själva dialogen.")
    return ResolutionRead(board, meeting, paragraph, number, step, degree, problems)


def _meeting(name: str, typed: Fields, board: Board | None, problems: dict[str, str]) -> date | None:
    """The day of the meeting: not one to come, and not one when the body was no more."""
    try:
        meeting = read_day(one(typed, name))
    except Wrong as wrong:
        problems[name] = str(wrong)
        return None
    if meeting is None:
        problems[name] = _("Skriv vilken dag mötet var.")
    elif meeting > today():
        problems[name] = _("Mötet har inte varit än. Registrera beslutet när det är fattat.")
    elif board is not None and board.dissolved_on is not None and board.dissolved_on <= meeting:
        problems[name] = _("De var upplösta den dagen. Välj en annan dag, eller de som tog över.")
    return meeting


def steps(dialogue: Dialogue) -> list[LadderStep]:
    """The steps that the municipality's policy allows, and the one that has been proposed."""
    allowed = {*profile().allowed_steps, *([dialogue.step] if dialogue.step else [])}
    return sorted(allowed)


def proposed(dialogue: Dialogue) -> Fields:
    """What officials have proposed, for the form about the degrees. Nothing is chosen where they have not."""
    fields: Fields = {}
    if dialogue.step:
        fields["degrees.step"] = [str(dialogue.step_number)]
    if dialogue.process_degree:
        fields["degrees.degree"] = [dialogue.process_degree]
    return fields


def make_true(
    dialogue: Dialogue, kind: ResolutionKind, resolution: StoredResolution, found: ResolutionRead
) -> None:
    """Lets what was decided stand among the facts."""
    told = sentence(resolution, dialogue.source_language)
    if kind is ResolutionKind.DEGREES and found.degree is not None:
        dialogue.step, dialogue.process_degree = found.step, found.degree.value
        dialogue.step_decision = told
    elif kind is ResolutionKind.FOLLOW:
        dialogue.commitment = told


@bp.get("/staff/dialogues/<slug>/resolutions/<int:resolution_id>/remove", endpoint="remove_resolution")
@acts(Action.RECORD_RESOLUTION)
def ask_to_remove(dialogue: Dialogue, resolution_id: int) -> Response:
    return remove_page(dialogue, removable(dialogue, resolution_id), Typed({}))


@bp.post("/staff/dialogues/<slug>/resolutions/<int:resolution_id>/remove", endpoint="remove_resolution_now")
@acts(Action.RECORD_RESOLUTION)
def remove_resolution(dialogue: Dialogue, resolution_id: int) -> Response | Redirect:
    """Takes away a decision that was recorded wrongly. The trace keeps it, and why."""
    hold(db.session, dialogue, Action.RECORD_RESOLUTION)
    resolution = removable(dialogue, resolution_id)
    typed = posted()
    reason = one(typed, "reason")
    if not reason:
        problems = {"reason": _("Skriv varför beslutet tas bort.")}
        return remove_page(dialogue, resolution, Typed(typed, problems), 422)
    kind = ResolutionKind(resolution.kind_name)
    told = sentence(resolution, dialogue.source_language)
    db.session.delete(resolution)
    db.session.flush()
    fall_back(dialogue, kind)
    record("remove_resolution", dialogue, kind=kind.value, said=told, reason=reason)
    db.session.commit()
    flash(_("Beslutet är borttaget."))
    return redirect(url_for("planning.resolutions", slug=dialogue.slug), 303)


def removable(dialogue: Dialogue, id_: int) -> StoredResolution:
    """The recorded decision of that number; 409 once residents have been told of it."""
    found = db.session.get(StoredResolution, id_) if id_ < 2**31 else None
    if found is None or found.dialogue_id != dialogue.id:
        abort(404)
    if dialogue.stage(today()) not in PREPARING:
        abort(409)
    return found


def fall_back(dialogue: Dialogue, kind: ResolutionKind) -> None:
    """Lets the facts say what is still recorded."""
    last = latest(db.session, dialogue, kind)
    told = sentence(last, dialogue.source_language) if last else ""
    if kind is ResolutionKind.DEGREES:
        dialogue.step_decision = told
    elif kind is ResolutionKind.FOLLOW:
        dialogue.commitment = told


def remove_page(
    dialogue: Dialogue, resolution: StoredResolution, typed: Typed, status: int = 200
) -> Response:
    return private(
        page(
            "planning/remove_resolution.html",
            status=status,
            dialogue=dialogue,
            resolution=resolution,
            told=sentence(resolution, dialogue.source_language),
            typed=typed,
            words=resolution_fields()["reason"],
        )
    )


def resolutions_page(
    dialogue: Dialogue, typed: Typed, status: int = 200, kind: ResolutionKind | None = None
) -> Response:
    """What has been decided, and a form for each thing that can be. `kind`: the form that was sent."""
    rule = profile().deciding_rule(policy_record(dialogue))
    recorded = resolutions(db.session, dialogue)
    return private(
        page(
            "planning/resolutions.html",
            status=status,
            dialogue=dialogue,
            typed=typed,
            kinds=kinds(dialogue),
            sent=kind,
            recorded={each: [one for one in recorded if one.kind_name == each] for each in ResolutionKind},
            heading=heading,
            words=resolution_fields(),
            told=lambda resolution: sentence(resolution, dialogue.source_language),
            rule=rule,
            body_word=body_word,
            boards=[(board.id, board_label(board)) for board in bodies(dialogue)],
            steps=[step_option(step) for step in steps(dialogue)],
            degrees=[(degree.value, process_degree_word(degree)) for degree in ProcessDegree],
            removes=dialogue.stage(today()) in PREPARING,
        )
    )


def step_option(step: LadderStep) -> tuple[int, str, str]:
    """A step as a choice: its number, name and promise; the municipality's own name where it has one."""
    words = step_words(step)
    name = str(own_step_name(step)) or words.name
    return step.value, f"{step.value}. {name}: {words.short}.", words.promise
