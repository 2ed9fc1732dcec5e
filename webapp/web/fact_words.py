"""What the core facts are called, how they are asked for, and how they contradict each other."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.domain.readiness import PAST
from webapp.web.locale import gettext as _


@dataclass(frozen=True, slots=True)
class FactWords:
    """How a core fact is asked for: its label, a hint, and what to do where it is missing."""

    label: str
    hint: str = ""
    todo: str = ""


def fact_words(name: str) -> FactWords:
    """The words of one field of the core facts."""
    return FACTS[name]()


FACTS: dict[str, Callable[[], FactWords]] = {
    "title": lambda: FactWords(
        _("Rubrik"), _("Gärna en fråga, till exempel ”Hur ska skolgården bli?”"), _("Skriv en rubrik.")
    ),
    "purpose": lambda: FactWords(
        _("Varför frågar ni?"),
        _("Berätta kort vad som ska hända och vad ni vill veta."),
        _("Skriv varför ni frågar."),
    ),
    "target_group": lambda: FactWords(
        _("Vilka frågar ni?"), _("De som berörs, med vanliga ord."), _("Skriv vilka ni frågar.")
    ),
    "languages": lambda: FactWords(
        _("Språk"),
        _(
            "Varje text behöver finnas på alla språk ni väljer. "
            "Spara, så får texterna en ruta på varje språk."
        ),
        _("Välj minst ett språk."),
    ),
    "step": lambda: FactWords(
        _("Hur mycket kan de som deltar påverka?"),
        _("Föreslå det ni kan hålla. Mer inflytande är inte alltid bättre. De som styr frågan beslutar."),
        _("Välj hur mycket de som deltar kan påverka."),
    ),
    "step_decision": lambda: FactWords(
        _("Vem bestämde det, och när?"),
        todo=_("Registrera beslutet om hur mycket de som deltar kan påverka."),
    ),
    "commitment": lambda: FactWords(
        _("Beslutet att följa resultatet"),
        todo=_("Steg 5 kräver ett beslut om att följa resultatet. Registrera det."),
    ),
    "can_influence": lambda: FactWords(
        _("Det här går att påverka"), _("Var konkret."), _("Skriv vad som går att påverka.")
    ),
    "cannot_influence": lambda: FactWords(
        _("Det här går inte att ändra, och därför"),
        _("Skriv också varför. Då slipper invånarna bli besvikna."),
        _("Skriv vad som inte går att ändra, och varför."),
    ),
    "board": lambda: FactWords(_("Vilken nämnd bestämmer?"), "", _("Välj vilken nämnd som bestämmer.")),
    "new_board": lambda: FactWords(
        _("Nämndens namn"),
        _("Finns nämnden redan men saknar namn på något språk? Skriv samma namn och fyll i det som saknas."),
    ),
    "matter": lambda: FactWords(
        _("Vad ska nämnden besluta?"),
        _("Texten kommer efter ”Det här ska beslutas:”"),
        _("Skriv vad nämnden ska besluta."),
    ),
    "weighing": lambda: FactWords(
        _("Hur vägs svaren in?"),
        _("Till exempel ”Svaren är råd till politikerna. De väger också in vad det kostar.”"),
        _("Skriv hur svaren vägs in."),
    ),
    "opens_on": lambda: FactWords(_("Första dagen att svara"), "", _("Välj första dagen att svara.")),
    "closes_on": lambda: FactWords(_("Sista dagen att svara"), "", _("Välj sista dagen att svara.")),
    "compiled_by": lambda: FactWords(
        _("Vem sammanställer svaren?"), _("Namn och titel."), _("Skriv vem som sammanställer svaren.")
    ),
    "compiled_on": lambda: FactWords(
        _("När är sammanställningen klar, senast?"), "", _("Välj när sammanställningen är klar.")
    ),
    "decided_on": lambda: FactWords(
        _("Vilken dag bestämmer nämnden?"),
        _("Är dagen inte bestämd? Lämna tomt och fyll i nästa besked."),
        _("Välj dagen då nämnden bestämmer, eller dagen för nästa besked."),
    ),
    "next_notice": lambda: FactWords(
        _("Nästa besked"), _("Dagen då ni berättar mer, om mötet inte är bestämt.")
    ),
    "feedback_by": lambda: FactWords(
        _("När får invånarna återkoppling, senast?"),
        _("Då berättar ni vad de svarade, vad som bestämdes och varför."),
        _("Välj när invånarna senast får återkoppling."),
    ),
    "contact_name": lambda: FactWords(
        _("Kontaktperson"), _("Den som svarar på frågor om dialogen."), _("Skriv vem som är kontaktperson.")
    ),
    "contact_phone": lambda: FactWords(
        _("Telefonnummer"), "", _("Skriv kontaktpersonens telefonnummer eller e-postadress.")
    ),
    "contact_email": lambda: FactWords(_("E-postadress")),
    "minutes": lambda: FactWords(
        _("Hur många minuter tar det att svara?"), _("Pröva själv och räkna lite extra.")
    ),
    "mode": lambda: FactWords(
        _("Hur ser ni till att var och en svarar en gång?"),
        _("Det gäller frågorna, inte idéerna. Invånarna får läsa vad ni har valt."),
    ),
    "takes_ideas": lambda: FactWords(
        _("Invånarna kan lämna idéer"), _("Ni läser varje idé och säger vad det blir av den.")
    ),
    "ideas_shown_at_once": lambda: FactWords(
        _("Idéer visas direkt, och ni läser dem efteråt"),
        _("Annars visas en idé först när ni har läst den."),
    ),
    "idea_comments": lambda: FactWords(
        _("Invånarna kan kommentera idéer"),
        _("Korta kommentarer, för, emot eller varken eller. De läses och visas på samma sätt som idéer."),
    ),
    "idea_pictures": lambda: FactWords(
        _("Invånarna kan lämna en bild med sin idé"),
        _("Den som lämnar en bild måste berätta vad den visar. Ni läser alltid idén innan den visas."),
    ),
    "idea_rules": lambda: FactWords(
        _("Egna regler för idéer"),
        _("De vanliga reglerna gäller alltid. Skriv bara det som är särskilt för den här dialogen."),
    ),
    "idea_prompt": lambda: FactWords(
        _("Vad vill ni ha idéer om?"),
        _("Till exempel ”Har du en idé om skolgården?”"),
        _("Skriv vad ni vill ha idéer om."),
    ),
    "category": lambda: FactWords(
        _("Kategorier för idéer"),
        _("Om ni vill sortera idéerna. Töm en rad för att ta bort den. Spara för att få fler tomma rader."),
    ),
}

CONTRADICTIONS: dict[str, Callable[[], str]] = {
    "closes-before-opening": lambda: _("Sista dagen att svara kommer före den första. Ändra en av dem."),
    "compiled-before-closing": lambda: _(
        "Sammanställningen är klar före sista dagen att svara. Välj en senare dag."
    ),
    "decided-before-closing": lambda: _(
        "Nämnden bestämmer före sista dagen att svara. Välj en senare mötesdag."
    ),
    "decided-before-compiled": lambda: _(
        "Nämnden bestämmer innan svaren är sammanställda. Ändra en av dagarna."
    ),
    "feedback-before-closing": lambda: _(
        "Återkopplingen kommer före sista dagen att svara. Välj en senare dag."
    ),
    "feedback-before-decision": lambda: _(
        "Återkopplingen kommer innan nämnden har bestämt. Välj en senare dag."
    ),
    "co-decision-without-commitment": lambda: fact_words("commitment").todo,
    "no-identity-provider": lambda: _(
        "Den här installationen kan inte ta emot e-legitimationer. Välj ett annat sätt att svara en gång."
    ),
    PAST: lambda: _("Sista dagen att svara har redan varit. Välj en senare dag."),
}
