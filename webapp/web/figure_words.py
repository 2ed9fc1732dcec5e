"""Sentences about figures, the same on pages and in files."""

from collections.abc import Collection
from datetime import date

from webapp.domain.budgets import headline as rule_of_budget
from webapp.domain.date_ranges import Period
from webapp.domain.disclosure import MIN_COUNT, MIN_PEOPLE
from webapp.domain.figures import BudgetRow, GridRow, PointsRow
from webapp.domain.number_ranges import NumberRange
from webapp.domain.prioritising import BORDA, headline
from webapp.domain.questions import AGREE, DISAGREE, PASS, Question
from webapp.models import Dialogue
from webapp.web.budget_words import funding_rule
from webapp.web.locale import decimal, long_date, ngettext
from webapp.web.locale import gettext as _
from webapp.web.pair_words import pair_rule
from webapp.web.ranking_words import measure_rule


def about_tens(tens: int) -> str:
    """A number of people that has been rounded down to whole tens, in words."""
    return _("minst %(people)s", people=decimal(tens)) if tens else _("färre än tio")


def rule_sentence(question: Question, *, grouped: bool) -> str:
    """How the figures of a question are counted; empty where nothing needs to be said."""
    match question.kind:
        case "multiple":
            return _(
                "Det gick att välja flera svar. Andelen är av dem som svarade på frågan, "
                "så andelarna kan tillsammans bli mer än hundra procent."
            )
        case "ranking" if grouped and headline(question) == BORDA:
            return _(
                "Ordningen är räknad med poäng efter plats, och lika poäng ger samma plats. "
                "För en grupp visas bara hur många som satte ett alternativ först."
            )
        case "ranking" if grouped:
            return _("För en grupp räknas och visas bara hur många som satte ett alternativ först.")
        case "ranking":
            return measure_rule(question, headline(question))
        case "points":
            return _(
                "Var och en kunde dela ut %(points)s poäng, allas poäng är hoplagda, "
                "och lika många ger samma plats.",
                points=decimal(question.limits.points),
            )
        case "pairs":
            return pair_rule(question, grouped=grouped)
        case "budget" if grouped:
            return _("För en grupp visas bara hur många som stöder varje projekt.")
        case "budget":
            return funding_rule(question, rule_of_budget(question))
        case "number":
            return _(
                "Medelvärdet är alla tal hoplagda, delat med antalet svar. "
                "Medianen är talet i mitten när alla tal står i ordning."
            )
        case "statements":
            return _(
                "Andelen är av dem som tog ställning till påståendet: de som höll med eller inte höll med. "
                "De som hoppade över räknas inte in i den."
            )
        case "date":
            return _("Datumet i mitten är det som står mitt i raden när alla datum står i ordning.")
    return ""


def points_note(row: PointsRow) -> str:
    """How the points of an option are spread, and what is counted beside them; empty for a group."""
    counted = _("Antal: gav det poäng") if row.supporters is not None else ""
    return " ".join(filter(None, (counted, middle_sentence(row))))


def middle_sentence(row: PointsRow | BudgetRow) -> str:
    """Between which points half of the answers lie; empty where that is not told."""
    if row.middle is None:
        return ""
    low, high = row.middle
    if low == high:
        return _("Minst hälften av svaren gav %(points)s poäng.", points=decimal(low))
    return _(
        "Minst hälften av svaren gav mellan %(low)s och %(high)s poäng.", low=decimal(low), high=decimal(high)
    )


def range_words(numbers: NumberRange) -> str:
    """A range of numbers in words."""
    low, high = numbers.low, numbers.high
    if low is None:
        return _("Högst %(high)s", high=decimal(high)) if high is not None else _("Alla tal")
    if high is None:
        return _("Minst %(low)s", low=decimal(low))
    if low == high:
        return decimal(low)
    return _("%(low)s till %(high)s", low=decimal(low), high=decimal(high))


def stand_sentence(row: GridRow) -> str:
    """How many agreed, disagreed and passed on a statement."""
    counts = row.counts or {}
    return _(
        "%(agreed)s håller med, %(disagreed)s håller inte med, %(passed)s hoppade över.",
        agreed=decimal(counts.get(AGREE, 0)),
        disagreed=decimal(counts.get(DISAGREE, 0)),
        passed=decimal(counts.get(PASS, 0)),
    )


def own_words_sentence(people: int) -> str:
    """How many wrote something beside "other"."""
    return ngettext("%(n)s skrev egna ord.", "%(n)s skrev egna ord.", people)


def period_words(period: Period) -> str:
    """A period in words."""
    first = day_words(period.first) if period.first else ""
    last = day_words(period.last) if period.last else ""
    if first and last:
        return first if first == last else _("%(low)s till %(high)s", low=first, high=last)
    if last:
        return _("Till och med %(day)s", day=last)
    return _("Från och med %(day)s", day=first) if first else _("Alla datum")


def day_words(day: date) -> str:
    """A day in words, as plain text."""
    return long_date(day).striptags()


def counted_sentence(dialogue: Dialogue, responses: int) -> str:
    """How far the figures have come."""
    if dialogue.sealed_on is not None:
        return ngettext(
            "Dialogen är stängd. %(n)s svar kom in och är räknat.",
            "Dialogen är stängd. %(n)s svar kom in och är räknade.",
            responses,
        )
    counted = ngettext("%(n)s svar räknat.", "%(n)s svar räknade.", responses)
    waiting = _(
        "Svaren räknas minst tio i taget från varje språk och plats. Alla räknas när dialogen stängs."
    )
    return " ".join((_("Siffrorna uppdateras i steg om tio svar."), counted, waiting))


def caution_sentence() -> str:
    """What figures of this sort can say, and what not."""
    return _(
        "Siffrorna visar vad de som svarat tycker. Var och en väljer själv att svara, "
        "och samma person kan ha svarat flera gånger."
    )


def disclosure_sentence() -> str:
    """When a group is shown."""
    return _(
        "En grupp visas bara när minst %(people)s i den har svarat på frågan och inget antal är mindre än "
        "%(count)s. Ibland döljs fler grupper, så att de dolda inte går att räkna ut.",
        people=decimal(MIN_PEOPLE),
        count=decimal(MIN_COUNT),
    )


def hidden_sentence(question: Question | None = None, undivided: Collection[str] = ()) -> str:
    """Instead of figures that are not shown, of a group or of `question` in it.

    Args:
        undivided: ids of the questions that are never told by group.
    """
    if question is not None and question.id in undivided:
        return _(
            "Frågan är känslig, eller hör till en känslig fråga. Svaren visas bara för alla tillsammans."
        )
    return _("För få svar för att visas.")
