"""What the fields of the plan are called, a hint about each, and what to do where one is missing."""

from collections.abc import Callable

from webapp.web.fact_words import FactWords
from webapp.web.locale import gettext as _


def plan_words(name: str) -> FactWords:
    """The words of one field of the plan."""
    return FIELDS[name]()


FIELDS: dict[str, Callable[[], FactWords]] = {
    "type": lambda: FactWords(_("Vilken sorts dialog är det?")),
    "political": lambda: FactWords(
        _("Ska förtroendevalda besluta i frågan?"),
        _("En nämnd, kommunstyrelsen eller kommunfullmäktige."),
        _("Svara på om förtroendevalda ska besluta i frågan."),
    ),
    "scope": lambda: FactWords(
        _("Hur stor del av kommunen rör frågan?"),
        _("Det avgör vem som får besluta om att hålla dialogen."),
        _("Välj hur stor del av kommunen frågan rör."),
    ),
    "public_environment": lambda: FactWords(
        _("Frågan rör offentlig miljö eller ett stort projekt"),
        _("Till exempel en park, ett torg, en väg eller ett stort bygge."),
    ),
    "boards": lambda: FactWords(_("Vilka nämnder berörs?"), "", _("Välj vilka nämnder som berörs.")),
    "taking": lambda: FactWords(
        _("Vilka fler nämnder deltar, och varför?"),
        _("De som är med i arbetet. Töm en rad för att ta bort den. Spara för att få fler tomma rader."),
    ),
    "consulted": lambda: FactWords(
        _("Vilka nämnder har ni samrått med?"), _("Skriv vilken dag det var, och vad ni kom fram till.")
    ),
    "initiator": lambda: FactWords(
        _("Vem tog initiativet?"), "", _("Välj vem som tog initiativet till dialogen.")
    ),
    "phase": lambda: FactWords(
        _("Hur långt har frågan kommit?"),
        _("Ju tidigare ni frågar, desto mer går att påverka."),
        _("Välj hur långt frågan har kommit."),
    ),
    "reason": lambda: FactWords(
        _("Varför är frågan viktig för invånarna nu?"),
        _("Varför vill de vara med, och vad behöver ni veta?"),
        _("Skriv varför frågan är viktig för invånarna nu."),
    ),
    "goal": lambda: FactWords(
        _("Vad är målet med dialogen?"),
        _("Vad ska ni veta eller ha när den är klar? Invånarna får läsa det."),
        _("Skriv målet med dialogen."),
    ),
    "steering_goal": lambda: FactWords(
        _("Vilket av kommunens mål hör dialogen till?"),
        _("Till exempel ett mål i budgeten."),
        _("Skriv vilket av kommunens mål dialogen hör till."),
    ),
    "law_reference": lambda: FactWords(
        _("Vilken lag kräver dialogen?"),
        _("Till exempel 5 kap. 11 § plan- och bygglagen."),
        _("Skriv vilken lag som kräver dialogen."),
    ),
    "process_degree": lambda: FactWords(
        _("Hur är de som deltar med i själva dialogen?"),
        _("Välj det ni tänker er. Beslutet fattas av dem som styr frågan."),
        _("Välj hur de som deltar är med i själva dialogen."),
    ),
    "uses": lambda: FactWords(
        _("Vad ska svaren användas till?"), _("Frågorna föreslås efter det. Välj en eller flera.")
    ),
    "methods": lambda: FactWords(
        _("Vilka metoder använder ni?"),
        _("Välj efter vilka ni frågar, varför ni frågar och hur svaren ska användas."),
        _("Välj minst en metod."),
    ),
    "channels": lambda: FactWords(
        _("Hur kan man vara med?"),
        _("Tänk på dem som inte använder webben."),
        _("Välj minst ett sätt att vara med."),
    ),
    "politicians": lambda: FactWords(
        _("Vilka förtroendevalda är med?"),
        _("Ett namn på varje rad, utan parti. De företräder sin nämnd och kommunen."),
        _("Skriv namnen på de förtroendevalda som är med."),
    ),
    "responsible": lambda: FactWords(
        _("Vem ansvarar för dialogen?"),
        _("En dialog har alltid en person som ansvarar."),
        _("Välj vem som ansvarar för dialogen."),
    ),
    "resources": lambda: FactWords(
        _("Vilka resurser finns?"),
        _("Hur många arbetar med dialogen, hur länge, och vad får den kosta?"),
        _("Skriv vilka resurser som finns."),
    ),
    "registration_number": lambda: FactWords(
        _("Diarienummer"), _("Om ärendet har ett."), _("Skriv ärendets diarienummer.")
    ),
    "budget_year": lambda: FactWords(_("Budgetår"), _("Året som dialogen planeras i, till exempel 2027.")),
    "review_on": lambda: FactWords(_("När ser ni över planen igen?")),
}
