"""Correcting a core fact after publishing: dated, with its reason, for everybody to see."""

from collections.abc import Callable, Iterable, Sequence

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.core_facts import Unmet
from webapp.domain.corrections import (
    FACTS,
    NOT_ALLOWED,
    NOT_EARLIER,
    PAST,
    Fact,
    correctable,
    refusals,
)
from webapp.domain.gates import GateState
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Action
from webapp.domain.policy import Moment
from webapp.domain.record import Phase, ProcessDegree
from webapp.editing.blueprint import bp
from webapp.editing.correcting import (
    FIELDS,
    REASON,
    Read,
    apply,
    as_stored,
    boards_for,
    deciding_bodies,
    fact_of,
    languages_of,
    read,
    stored,
)
from webapp.extensions import db
from webapp.models import Correction, Dialogue
from webapp.web.access import acts, staff
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.conflicts import Difference, as_base, merge
from webapp.web.content import pick
from webapp.web.corrections import fact_name, value_words
from webapp.web.fact_words import CONTRADICTIONS, FactWords
from webapp.web.fact_words import FACTS as FACT_WORDS
from webapp.web.fields import Fields, Typed, posted
from webapp.web.gate_words import gate_title
from webapp.web.locale import gettext as _
from webapp.web.pages import page, private
from webapp.web.policy import profile, unmet
from webapp.web.question_sets import hold
from webapp.web.snapshots import gathered
from webapp.web.trace import record
from webapp.web.wording import phase_words, process_words


@bp.get("/staff/dialogues/<slug>/corrections", endpoint="corrections")
@acts(Action.CORRECT)
def show_corrections(dialogue: Dialogue) -> Response:
    return corrections_page(dialogue)


def corrections_page(dialogue: Dialogue, status: int = 200) -> Response:
    """What has been corrected, and what can be. 409: what was asked for cannot be corrected any more."""
    facts = correctable(dialogue.stage(today()))
    source = dialogue.source_language
    rows = [
        (fact, fact_name(fact.name), value_words(fact.name, as_stored(dialogue, fact)["value"], source))
        for fact in facts
    ]
    return private(
        page(
            "editing/corrections.html",
            status=status,
            dialogue=dialogue,
            rows=rows,
            around=gathered(db.session, dialogue),
        )
    )


@bp.get("/staff/dialogues/<slug>/corrections/<fact>", endpoint="correct")
@acts(Action.CORRECT)
def show_correction(dialogue: Dialogue, fact: str) -> Response:
    found = known(fact)
    if found not in correctable(dialogue.stage(today())):
        return corrections_page(dialogue, 409)
    return correction_page(dialogue, found)


@bp.post("/staff/dialogues/<slug>/corrections/<fact>", endpoint="save_correction")
@acts(Action.CORRECT)
def save_correction(dialogue: Dialogue, fact: str) -> Response | Redirect:
    hold(db.session, dialogue, Action.CORRECT)
    found = known(fact)
    if found not in correctable(dialogue.stage(today())):
        return corrections_page(dialogue, 409)
    typed = posted()
    merged = merge(typed, stored(dialogue, found))
    if merged is not None:
        return correction_page(dialogue, found, Typed(merged.fields), 409, merged.differences)
    said = read(db.session, typed, dialogue, found)
    before = as_stored(dialogue, found)
    problems = said.problems or correct(dialogue, found, said)
    if problems:
        db.session.rollback()
        return correction_page(dialogue, found, Typed(typed, problems), 422)
    keep(dialogue, found, before, said)
    db.session.commit()
    flash(_("Rättelsen syns nu för alla."))
    return redirect(url_for("editing.corrections", slug=dialogue.slug), 303)


def known(name: str) -> Fact:
    """The fact of that name, or 404."""
    if name not in FACTS:
        abort(404)
    return FACTS[name]


def correct(dialogue: Dialogue, fact: Fact, said: Read) -> dict[str, str]:
    """Changes the fact. What then contradicts the other facts or the policy is told by field; the caller
    takes the change back."""
    stage, facts, shut = dialogue.stage(today()), dialogue.core_facts(), gates_shut(dialogue)
    before = as_stored(dialogue, fact)
    apply(dialogue, fact, said.values)
    db.session.flush()
    if as_stored(dialogue, fact) == before:
        return {first_field(dialogue, fact): _("Det står redan så. Ändra något, eller gå tillbaka.")}
    wrong = refusals(facts, dialogue.core_facts(), stage, today(), profile().allowed_steps)
    problems: dict[str, str] = {}
    for each in wrong:
        problems = dict(told(each, dialogue, fact)) | problems
    return problems or against_policy(gates_shut(dialogue), shut, first_field(dialogue, fact))


def gates_shut(dialogue: Dialogue) -> list[GateState]:
    return unmet(dialogue, Moment.PUBLISH)


def against_policy(now: Iterable[GateState], before: Iterable[GateState], field: str) -> dict[str, str]:
    """A correction must not undo what the policy asked for before opening."""
    there = {state.gate.id for state in before}
    for state in now:
        if state.gate.id not in there:
            return {
                field: _(
                    "Det strider mot policyn: %(gate)s. ”%(words)s” (%(place)s)",
                    gate=gate_title(state.gate),
                    words=state.gate.said.words,
                    place=state.gate.said.place,
                )
            }
    return {}


def told(wrong: Unmet, dialogue: Dialogue, fact: Fact) -> list[tuple[str, str]]:
    """(field, sentence) for something that the rules refuse; at the form's own field where it has one."""
    if wrong.fact not in {*fact.columns, *(FIELDS.get(name, name) for name in fact.columns)}:
        return [(first_field(dialogue, fact), clash_with(dialogue, wrong.fact))]
    sentence = {**CONTRADICTIONS, **REFUSED}.get(wrong.code, lambda: FACT_WORDS[wrong.fact]().todo)()
    if fact.form.localised:
        return [(f"{wrong.fact}.{lang}", sentence) for lang in wrong.languages or [dialogue.source_language]]
    return [(wrong.fact, sentence)]


def clash_with(dialogue: Dialogue, column: str) -> str:
    """That another fact stands in the way, and how that one stands."""
    other = fact_of(column)
    if other is None:
        return FACT_WORDS[column]().todo
    value = value_words(other.name, as_stored(dialogue, other)["value"], dialogue.source_language)
    return _(
        "Det går inte ihop med ”%(fact)s”: %(value)s. Välj något annat här, eller rätta det först.",
        fact=fact_name(other.name),
        value=value.striptags(),
    )


REFUSED: dict[str, Callable[[], str]] = {
    PAST: lambda: _("Den dagen har redan varit. Välj en dag som kommer."),
    NOT_EARLIER: lambda: _(
        "Invånarna räknar med att kunna svara till dess. Sista dagen kan bara flyttas framåt."
    ),
    NOT_ALLOWED: lambda: _("Er policy tillåter inte det steget. Välj ett annat."),
}


def first_field(dialogue: Dialogue, fact: Fact) -> str:
    if fact.form.localised:
        return f"{fact.name}.{dialogue.source_language}"
    return FIELDS.get(fact.columns[0], fact.columns[0])


def keep(dialogue: Dialogue, fact: Fact, before: dict[str, object], said: Read) -> None:
    """Puts the correction on record, for residents and in the trace."""
    person, after = staff(), as_stored(dialogue, fact)
    for decision in said.decisions:
        decision.staff_id = person.id if person else None
        db.session.add(decision)
    db.session.add(
        Correction(
            dialogue_id=dialogue.id,
            field=fact.name,
            before=before,
            after=after,
            reason=said.reason,
            made_on=today(),
            staff_id=person.id if person else None,
        )
    )
    record("correct", dialogue, fact=fact.name, before=before["value"], after=after["value"], why=said.reason)


def correction_page(
    dialogue: Dialogue,
    fact: Fact,
    typed: Typed | None = None,
    status: int = 200,
    differences: Sequence[Difference] | None = None,
) -> Response:
    """The form for one fact. `differences`: what somebody else has saved meanwhile."""
    fields: Fields = stored(dialogue, fact)
    return private(
        page(
            "editing/correct.html",
            status=status,
            dialogue=dialogue,
            fact=fact,
            heading=fact_name(fact.name),
            typed=typed or Typed(fields),
            base=as_base(fields),
            differences=differences,
            tags=languages_of(dialogue),
            steps=[step for step in LadderStep if step in profile().allowed_steps],
            process_degrees=[(each.value, process_words(each)) for each in ProcessDegree],
            phases=[(each.value, phase_words(each)) for each in Phase],
            bodies=[
                (str(each.id), str(pick(each.name, dialogue.source_language)))
                for each in deciding_bodies(db.session, dialogue)
            ],
            boards=boards_for(db.session, dialogue),
            words=label,
            language_word=language_word,
            part_word=part_word,
        )
    )


def label(name: str) -> FactWords:
    """How a field is asked for; those of a decision by their last part."""
    if name.startswith(("degrees.", "follow.")):
        return OWN_LABELS[f"decision.{name.rpartition('.')[2]}"]()
    return OWN_LABELS[name]() if name in OWN_LABELS else FACT_WORDS[name]()


OWN_LABELS: dict[str, Callable[[], FactWords]] = {
    REASON: lambda: FactWords(_("Varför ändras det?"), _("Alla kan läsa skälet.")),
    "goal": lambda: FactWords(_("Mål"), _("Vad vill ni nå?")),
    "process_degree": lambda: FactWords(_("Hur är de som deltar med i själva dialogen?")),
    "decision.meeting": lambda: FactWords(_("Mötesdag")),
    "decision.paragraph": lambda: FactWords(_("Paragraf"), _("Till exempel § 45.")),
    "decision.number": lambda: FactWords(_("Diarienummer")),
    "decision.board": lambda: FactWords(_("Vilka beslutade?")),
    "phase": lambda: FactWords(_("Hur långt har frågan kommit?")),
    "politicians": lambda: FactWords(
        _("Förtroendevalda som är med"), _("Ett namn på varje rad. Skriv inte parti.")
    ),
    "registration_number": lambda: FactWords(_("Diarienummer")),
    "law_reference": lambda: FactWords(_("Lagrum"), _("Till exempel ”5 kap. 11 § plan- och bygglagen”.")),
}


def part_word(part: str) -> str:
    """What a part of the form is called: its label, and the language of a text."""
    if part.startswith(("degrees.", "follow.")):
        return label(part).label
    name, *rest = part.split(".")
    words = label(name).label
    return f"{words} ({language_word(rest[-1])})" if rest else words
