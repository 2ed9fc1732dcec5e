"""The product's standing words for domain terms, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Role, Stage
from webapp.domain.reading import Problem
from webapp.domain.record import DialogueType, Outcome, Phase, ProcessDegree
from webapp.web.locale import decimal, long_date, ngettext
from webapp.web.locale import gettext as _


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a step of the ladder is told: its name, what you get in a few words, and its promise."""

    name: str
    short: str
    promise: str


def step_words(step: LadderStep, type_: DialogueType = DialogueType.RESIDENT) -> StepWords:
    """The words of one step, in the reader's language; in a user dialogue no politicians take part."""
    words = _steps(step)
    if type_ is DialogueType.USER:
        short = _("Du får prata med andra och med oss") if step is LadderStep.DIALOGUE else words.short
        return StepWords(words.name, short, _without_politicians(step))
    return words


def _without_politicians(step: LadderStep) -> str:
    return {
        LadderStep.INFORMATION: lambda: _("Det är redan bestämt eller kan inte ändras här. Du kan fråga."),
        LadderStep.CONSULTATION: lambda: _(
            "Vi som arbetar i verksamheten läser svaren innan vi bestämmer. Vi kan bestämma något annat."
        ),
        LadderStep.DIALOGUE: lambda: _("Det ni kommer fram till tas med när vi bestämmer."),
        LadderStep.INFLUENCE: lambda: _("Säger vi nej ska vi förklara varför."),
        LadderStep.CO_DECISION: lambda: _("Vi har bestämt att följa resultatet."),
    }[step]()


def _steps(step: LadderStep) -> StepWords:
    return {
        LadderStep.INFORMATION: lambda: StepWords(
            _("Information"),
            _("Du får veta"),
            _("Beslutet är fattat eller kan inte ändras här. Du kan ställa frågor."),
        ),
        LadderStep.CONSULTATION: lambda: StepWords(
            _("Konsultation"),
            _("Du får tycka till"),
            _("Politikerna läser vad ni svarat innan de bestämmer. De kan bestämma något annat."),
        ),
        LadderStep.DIALOGUE: lambda: StepWords(
            _("Dialog"),
            _("Du får prata med andra och med politiker"),
            _("Det ni kommer fram till tas med i underlaget för beslutet."),
        ),
        LadderStep.INFLUENCE: lambda: StepWords(
            _("Inflytande"),
            _("Du är med och tar fram förslag"),
            _("Säger politikerna nej ska de förklara varför."),
        ),
        LadderStep.CO_DECISION: lambda: StepWords(
            _("Medbeslutande"),
            _("Ni som deltar bestämmer"),
            _("Politikerna har beslutat att följa resultatet."),
        ),
    }[step]()


def stage_word(stage: Stage) -> str:
    """Where a dialogue stands, in a word or two."""
    return {
        Stage.PROPOSED: lambda: _("Föreslagen"),
        Stage.CONSIDERED: lambda: _("Övervägd"),
        Stage.AGREED: lambda: _("Planeras"),
        Stage.PLANNED: lambda: _("Kommer snart"),
        Stage.OPEN: lambda: _("Öppen nu"),
        Stage.CLOSED: lambda: _("Stängd, svaren sammanställs"),
        Stage.REPORTED: lambda: _("Resultatet är klart"),
        Stage.DECIDED: lambda: _("Beslut är fattat"),
        Stage.FED_BACK: lambda: _("Avslutad med återkoppling"),
        Stage.EVALUATED: lambda: _("Utvärderad"),
        Stage.ARCHIVED: lambda: _("Arkiverad"),
        Stage.DECLINED: lambda: _("Blir ingen dialog"),
    }[stage]()


def process_words(degree: ProcessDegree) -> str:
    """How one takes part in the dialogue itself, as those are told who do."""
    return {
        ProcessDegree.ANSWER: lambda: _("Du svarar på frågor på egen hand."),
        ProcessDegree.DISCUSS: lambda: _("Du pratar med andra och lyssnar på vad de tycker."),
        ProcessDegree.SHAPE: lambda: _("Du är med och hittar på förslagen tillsammans med andra."),
    }[degree]()


def phase_words(phase: Phase) -> str:
    """How far the matter has come, as residents are told."""
    return {
        Phase.IDEA: lambda: _("Det är tidigt. Det finns inget förslag än."),
        Phase.PROPOSAL: lambda: _("Det finns ett förslag. Det kan ändras."),
        Phase.DECISION: lambda: _("Det är snart dags att bestämma."),
    }[phase]()


def outcome_word(outcome: Outcome) -> str:
    """What became of something that residents said, in a short sentence."""
    return {
        Outcome.ACCEPTED: lambda: _("Ja, det blir så."),
        Outcome.PARTLY: lambda: _("Delvis. En del av det blir av."),
        Outcome.DECLINED: lambda: _("Nej, det blir inte så."),
    }[outcome]()


def role_word(role: Role) -> str:
    """What a role is called."""
    return {
        Role.OFFICIAL: lambda: _("Tjänsteperson"),
        Role.OUTREACH: lambda: _("Uppsökare"),
        Role.POLITICIAN: lambda: _("Förtroendevald"),
        Role.COORDINATOR: lambda: _("Samordnare"),
        Role.ADMINISTRATOR: lambda: _("Administratör"),
    }[role]()


def sender_word(sender: str) -> str:
    """Who a proposal for a dialogue comes from."""
    return {
        "resident": lambda: _("En privatperson"),
        "association": lambda: _("En förening"),
        "company": lambda: _("Ett företag"),
    }[sender]()


def problem_sentence(problem: Problem) -> str:
    """What is wrong with an answer and how to mend it, in one or two sentences."""
    return PROBLEMS[problem.code](problem.facts)


def _number(facts: dict[str, Any], name: str) -> str:
    return decimal(int(facts[name]))


def _day(facts: dict[str, Any]) -> str:
    return long_date(date.fromisoformat(facts["limit"])).striptags()


PROBLEMS: dict[str, Callable[[dict[str, Any]], str]] = {
    "required-single": lambda f: _("Välj ett svar."),
    "required-picture": lambda f: _("Välj en bild."),
    "required-scale": lambda f: _("Välj ett steg på skalan."),
    "required-yes_no": lambda f: _("Välj ja eller nej."),
    "required-date": lambda f: _("Skriv ett datum."),
    "required-matrix": lambda f: _("Svara på varje rad."),
    "required-statements": lambda f: _("Svara på varje påstående. Du kan hoppa över ett."),
    "required-pairs": lambda f: _("Välj i minst ett par."),
    "pairs-over": lambda f: ngettext(
        "Svara på högst %(n)s par.", "Svara på högst %(n)s par. Ta bort några svar.", f["limit"]
    ),
    "row-left": lambda f: _("Svara också på den här raden."),
    "required-multiple": lambda f: _("Välj minst ett svar."),
    "required-short_text": lambda f: _("Skriv ett svar."),
    "required-long_text": lambda f: _("Skriv ett svar."),
    "required-number": lambda f: _("Skriv ett tal."),
    "required-ranking": lambda f: _("Sätt minst ett alternativ på plats 1."),
    "required-points": lambda f: _("Ge poäng till minst ett alternativ."),
    "required-budget": lambda f: _("Välj minst ett projekt, eller ge poäng till minst ett."),
    "budget-over": lambda f: _(
        "Du har valt för %(used)s kr. Det är %(over)s kr mer än det finns. Ta bort något projekt.",
        used=_number(f, "used"),
        over=_number(f, "over"),
    ),
    "other-not-chosen": lambda f: _(
        "Du har skrivit egna ord men valt ett annat svar. Välj ”Annat”, eller ta bort orden."
    ),
    "none-alone": lambda f: _("Du har valt att inget passar, och något mer. Ta bort ett av dem."),
    "unknown-option": lambda f: _("Ett svar hörde inte till frågan. Välj bland alternativen här."),
    "one-only": lambda f: _("Det kom flera svar där bara ett får plats. Välj ett."),
    "too-many": lambda f: ngettext(
        "Välj högst %(n)s svar.", "Välj högst %(n)s svar. Ta bort några.", f["limit"]
    ),
    "too-few": lambda f: ngettext("Välj minst %(n)s svar.", "Välj minst %(n)s svar.", f["limit"]),
    "too-long": lambda f: _(
        "Texten är %(given)s tecken lång. Korta den till högst %(limit)s.",
        given=_number(f, "given"),
        limit=_number(f, "limit"),
    ),
    "not-a-number": lambda f: _("Skriv svaret som ett tal med siffror, till exempel 12."),
    "not-whole": lambda f: _("Skriv ett heltal, utan decimaler."),
    "too-many-decimals": lambda f: ngettext(
        "Skriv talet med högst %(n)s decimal.", "Skriv talet med högst %(n)s decimaler.", f["limit"]
    ),
    "too-small": lambda f: _("Talet ska vara minst %(limit)s.", limit=f["limit"]),
    "too-large": lambda f: _("Talet ska vara högst %(limit)s.", limit=f["limit"]),
    "date-no-day": lambda f: _("Skriv också vilken dag."),
    "date-no-month": lambda f: _("Skriv också vilken månad."),
    "date-no-year": lambda f: _("Skriv också vilket år."),
    "date-day": lambda f: _("Skriv en dag som finns i månaden."),
    "date-month": lambda f: _("Skriv månaden som en siffra från 1 till 12, eller med bokstäver."),
    "date-year": lambda f: _("Skriv året med fyra siffror, till exempel 2026."),
    "date-too-early": lambda f: _("Datumet ska vara tidigast %(day)s.", day=_day(f)),
    "date-too-late": lambda f: _("Datumet ska vara senast %(day)s.", day=_day(f)),
    "rank-range": lambda f: _("Skriv en plats från 1 till %(limit)s.", limit=_number(f, "limit")),
    "rank-repeat": lambda f: _(
        "Två alternativ står på plats %(place)s. Ge dem olika platser.", place=_number(f, "place")
    ),
    "rank-gap": lambda f: _(
        "Ingen står på plats %(place)s. Fyll platserna i ordning från 1.", place=_number(f, "place")
    ),
    "rank-all": lambda f: _(
        "Ge alla alternativ en plats, från 1 till %(limit)s. Du kan också lämna alla tomma.",
        limit=_number(f, "limit"),
    ),
    "points-not-whole": lambda f: _("Skriv poängen som ett heltal med siffror, till exempel 10."),
    "points-negative": lambda f: _("Poäng kan inte vara mindre än 0."),
    "points-over": lambda f: ngettext(
        "Du har lagt %(n)s poäng för mycket. Ta bort det från något alternativ.",
        "Du har lagt %(n)s poäng för mycket. Ta bort dem från något alternativ.",
        f["over"],
    ),
}
"""Code of a problem -> its sentence. A test holds that no code lacks one."""
