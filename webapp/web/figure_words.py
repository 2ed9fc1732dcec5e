"""Sentences about figures, the same on pages and in files."""

from webapp.domain.disclosure import MIN_COUNT, MIN_PEOPLE
from webapp.domain.number_ranges import NumberRange
from webapp.domain.questions import Question
from webapp.models import Dialogue
from webapp.web.locale import decimal, ngettext
from webapp.web.locale import gettext as _


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
        case "ranking" if grouped:
            return _(
                "Ordningen är räknad med poäng efter plats, och lika poäng ger samma plats. "
                "För en grupp visas bara hur många som satte ett alternativ först."
            )
        case "ranking":
            return _(
                "Plats 1 ger %(points)s poäng, varje plats längre ner ger ett poäng mindre, "
                "utan plats blir det 0, och lika poäng ger samma plats.",
                points=decimal(question.places),
            )
        case "points":
            return _(
                "Var och en kunde dela ut %(points)s poäng, allas poäng är hoplagda, "
                "och lika många ger samma plats.",
                points=decimal(question.limits.points),
            )
        case "number":
            return _(
                "Medelvärdet är alla tal hoplagda, delat med antalet svar. "
                "Medianen är talet i mitten när alla tal står i ordning."
            )
    return ""


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


def hidden_sentence() -> str:
    """Instead of figures that are not shown."""
    return _("För få svar för att visas.")
