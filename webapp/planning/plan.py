"""The plan: one form for everything that a policy asks of a dialogue before it is held."""

from collections.abc import Iterable

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.gates import GateState
from webapp.domain.lifecycle import Action, Stage
from webapp.domain.methods import CHANNELS, METHODS, Use, also_for, best_for, promising_too_much
from webapp.domain.policy import Moment, When
from webapp.domain.record import BodyKind, DialogueType, Initiator, Phase, ProcessDegree, Scope
from webapp.extensions import db
from webapp.models import Board, Dialogue
from webapp.models.policy import TAKES_PART
from webapp.planning import plan_fields
from webapp.planning.blueprint import bp
from webapp.planning.boards import parts_of, set_parts
from webapp.planning.gate_tasks import missing_sentences
from webapp.planning.plan_fields import Known, Part
from webapp.planning.plan_labels import plan_words
from webapp.web.access import acts
from webapp.web.boards import board_label, is_dissolved, offered
from webapp.web.clock import today
from webapp.web.composed import Words, language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.fields import Fields, Typed, posted
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.people import can_be_responsible
from webapp.web.plan_words import (
    channel_word,
    initiator_word,
    method_word,
    phase_word,
    process_degree_word,
    scope_word,
    type_word,
    use_word,
)
from webapp.web.policy import profile, unmet
from webapp.web.question_sets import hold
from webapp.web.resolutions import degrees_settled
from webapp.web.trace import record

Option = tuple[str, str]


@bp.get("/staff/dialogues/<slug>/plan", endpoint="plan")
@acts(Action.EDIT_PLAN)
def show_plan(dialogue: Dialogue) -> Response:
    return plan_page(dialogue, Typed(stored(dialogue), notices=notices(dialogue)))


@bp.post("/staff/dialogues/<slug>/plan", endpoint="save_plan")
@acts(Action.EDIT_PLAN)
def save_plan(dialogue: Dialogue) -> Response | Redirect:
    """Saves the plan, whole or in part. What a gate needs cannot be taken away once it is published."""
    hold(db.session, dialogue, Action.EDIT_PLAN)
    typed = posted()
    merged = merge(typed, stored(dialogue))
    if merged is not None:
        return plan_page(dialogue, Typed(merged.fields), 409, merged.differences)
    found = plan_fields.read(typed, dialogue, known(dialogue), today())
    before, problems = dialogue.responsible_id, found.problems
    if not problems:
        scope, unmet_before = dialogue.scope, shut(dialogue)
        plan_fields.apply(dialogue, found.values)
        set_parts(db.session, dialogue, [*found.parts, *carried_out_by(dialogue, scope, found.parts)])
        db.session.flush()
        problems = shut_by_this(dialogue, unmet_before)
    if problems:
        db.session.rollback()
        return plan_page(dialogue, Typed(typed, problems), 422)
    if before is not None and dialogue.responsible_id != before:
        record("hand_over", dialogue, before=before, after=dialogue.responsible_id)
    record("edit_plan", dialogue)
    db.session.commit()
    flash(_("Planen är sparad."))
    return redirect(url_for("planning.overview", slug=dialogue.slug), 303)


def carried_out_by(dialogue: Dialogue, before: str, parts: Iterable[Part]) -> list[Part]:
    """The executive committee's part in a dialogue that has just become common to the whole municipality.

    Source: Vänersborg 2022, where the council decides on such dialogues and the executive committee carries
    them out. It is set where the policy says who decides on such dialogues, and can be taken away again.
    """
    if dialogue.scope != Scope.LARGE_COMMON or before == Scope.LARGE_COMMON:
        return []
    if all(rule.when is not When.LARGE_COMMON for rule in profile().deciding):
        return []
    taking = {part.board for part in parts if part.part == TAKES_PART}
    executives = [board for board in boards_for(dialogue) if board.kind is BodyKind.EXECUTIVE]
    reason = _("Samordnar och genomför dialogen.")
    return [Part(board.id, TAKES_PART, reason) for board in executives if board.id not in taking]


def shut(dialogue: Dialogue) -> list[GateState]:
    """The gates that are unmet of a dialogue that is published and has not opened."""
    return unmet(dialogue, Moment.PUBLISH) if dialogue.stage(today()) is Stage.PLANNED else []


def shut_by_this(dialogue: Dialogue, before: Iterable[GateState]) -> dict[str, str]:
    """Field -> what it must say, where a change shuts a gate that was not shut `before`."""
    known = {state.gate.id for state in before}
    new = [state for state in shut(dialogue) if state.gate.id not in known]
    return {FIELD_OF.get(field, field): sentence for field, sentence in missing_sentences(new)}


FIELD_OF = {"answer": "responsible", "resolution-hold": "boards", "resolution-degrees": "boards"}
"""What a gate finds missing elsewhere -> the field of the plan that made it so."""


def locked(dialogue: Dialogue) -> frozenset[str]:
    """The fields that have been settled: what residents have been told, and degrees that a body has set."""
    told = plan_fields.TOLD if dialogue.published_on else frozenset[str]()
    return told | ({"process_degree"} if degrees_settled(db.session, dialogue) else set())


def languages_of(dialogue: Dialogue) -> list[str]:
    """The languages that the goal has a field in: those offered, and those it is already there in."""
    return list(dict.fromkeys([dialogue.source_language, *dialogue.languages, *dialogue.goal]))


def stored(dialogue: Dialogue) -> Fields:
    parts = parts_of(db.session, dialogue)
    return plan_fields.stored(dialogue, parts, languages_of(dialogue), locked(dialogue))


def known(dialogue: Dialogue) -> Known:
    """What this form can choose among."""
    return Known(
        boards=frozenset(board.id for board in boards_for(dialogue)),
        people=frozenset(person.id for person in can_be_responsible(db.session)),
        languages=tuple(languages_of(dialogue)),
        locked=locked(dialogue),
    )


def boards_for(dialogue: Dialogue) -> list[Board]:
    return offered(db.session, (part.board_id for part in parts_of(db.session, dialogue)))


def notices(dialogue: Dialogue) -> dict[str, str]:
    """What to look at in the plan as it is stored, at its field."""
    gone = [part.board for part in parts_of(db.session, dialogue) if is_dissolved(part.board)]
    found = {}
    if gone:
        found["boards"] = _("En nämnd som ni har valt är upplöst. Välj den som har tagit över.")
    if dialogue.step and promising_too_much(dialogue.methods, dialogue.step):
        found["methods"] = _("En metod lovar mer än vad de som deltar får påverka. Välj en annan.")
    return found


def plan_page(
    dialogue: Dialogue, typed: Typed, status: int = 200, differences: list[Difference] | None = None
) -> Response:
    """The form. `differences`: what somebody else has saved meanwhile, where it clashes with this."""
    return private(
        page(
            "planning/plan.html",
            status=status,
            dialogue=dialogue,
            typed=typed,
            differences=differences,
            base=as_base(stored(dialogue)),
            locked=locked(dialogue),
            tags=languages_of(dialogue),
            parts=parts(),
            words=plan_words,
            options=options(dialogue),
            method_groups=method_groups(dialogue),
            settled=settled(dialogue),
            row_words=row_words(),
            boards=[(board.id, board_label(board)) for board in boards_for(dialogue)],
            people=people(dialogue),
            rows=rows(typed.fields),
            language_word=language_word,
            part_word=part_word,
        )
    )


def parts() -> list[Option]:
    """(anchor, heading) of each part of the form."""
    return [
        ("matter", _("Vad frågan är")),
        ("why", _("Varför ni frågar")),
        ("who", _("Vilka som är med")),
        ("how", _("Hur ni gör")),
        ("case", _("Ärendet")),
    ]


def options(dialogue: Dialogue) -> dict[str, list[Option]]:
    """Field -> (value, words) of what can be chosen."""
    return {
        "type": [(each.value, type_word(each)) for each in DialogueType],
        "political": [(plan_fields.YES, _("Ja")), (plan_fields.NO, _("Nej"))],
        "scope": [(each.value, scope_word(each)) for each in Scope],
        "initiator": [(each.value, initiator_word(each)) for each in Initiator],
        "phase": [(each.value, phase_word(each)) for each in Phase],
        "process_degree": [(each.value, process_degree_word(each)) for each in ProcessDegree],
        "uses": [(each.value, use_word(each)) for each in Use],
        "channels": [(each, channel_word(each)) for each in CHANNELS],
    }


def method_groups(dialogue: Dialogue) -> list[tuple[str, str, list[Option]]]:
    """(id, heading, methods), by how they suit the step; all of them while no step is chosen.

    Those that promise more than the step gives are left out, unless they have been chosen.
    """
    step = dialogue.step
    if step is None:
        return [
            ("all", _("Välj hur mycket deltagarna kan påverka, så ser du vilka som passar."), _named(METHODS))
        ]
    beyond = promising_too_much(dialogue.methods, step)
    return [
        ("best", _("Passar bäst för hur mycket deltagarna kan påverka"), _named(best_for(step))),
        ("also", _("Kan vara ett stöd"), _named(also_for(step))),
        ("beyond", _("Lovar mer än deltagarna får påverka"), _named(beyond)),
    ]


def settled(dialogue: Dialogue) -> dict[str, str]:
    """What was chosen of the fields that can be locked."""
    political = {True: plan_fields.YES, False: plan_fields.NO, None: ""}[dialogue.political]
    chosen = {name: getattr(dialogue, plan_fields.COLUMNS.get(name, name)) for name in plan_fields.CHOICES}
    return chosen | {"political": political}


def row_words() -> dict[str, Words]:
    """The words of the rows about boards."""
    return {
        "board": Words(_("Nämnd")),
        "day": Words(_("Dag")),
        "reason": Words(_("Varför?")),
        "note": Words(_("Vad ni kom fram till")),
    }


def _named(methods: Iterable[str]) -> list[Option]:
    return [(method, method_word(method)) for method in methods]


def people(dialogue: Dialogue) -> list[tuple[int, str]]:
    """Who can be chosen as responsible, and who is."""
    found = [(person.id, person.name) for person in can_be_responsible(db.session)]
    if dialogue.responsible_id and dialogue.responsible_id not in dict(found):
        found.append((dialogue.responsible_id, _("Den som ansvarar nu, men inte längre kan logga in")))
    return found


def rows(fields: object) -> dict[str, list[int]]:
    """Name -> the numbers of its rows in the form."""
    names = [name.split(".") for name in fields]  # type: ignore[attr-defined]
    return {row: sorted({int(part[1]) for part in names if part[0] == row}) for row in plan_fields.ROWS}


def part_word(part: str) -> str:
    """What a part of the form is called: its label, and the language of a text."""
    name, *rest = part.split(".")
    label = plan_words(name).label
    return f"{label} ({language_word(rest[0])})" if rest and name == "goal" else label
