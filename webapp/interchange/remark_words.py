"""What was not carried over as it stood, in words. A code -> the sentence made of the facts."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.interchange.limesurvey_words import LIMESURVEY
from webapp.interchange.loss_words import LOSSES
from webapp.web.languages import LANGUAGES
from webapp.web.locale import and_list, decimal, ngettext
from webapp.web.locale import gettext as _

Facts = Mapping[str, Any]


def _language(facts: Facts) -> str:
    tag = facts["language"]
    return LANGUAGES[tag].name if tag in LANGUAGES else tag


def _without_condition(reason: str) -> str:
    return reason + " " + _("Villkoret är inte med. Det som skulle visas ibland visas därför för alla.")


REMARKS: dict[str, Callable[[Facts], str]] = {
    "acknowledge": lambda f: _(
        "Rutan för att bekräfta är inte med, bara texten. Behöver ni ett godkännande? Gör en fråga med "
        "svaren Ja och Nej."
    ),
    "appearance": lambda f: _("Utseendet ”%(value)s” är inte med.", value=f["value"]),
    "calculation": lambda f: _("Beräkningen ”%(value)s” är inte med.", value=f["value"]),
    "choice-filter": lambda f: _(
        "Filtret ”%(value)s” är inte med. Alla svarsalternativ i listan visas.", value=f["value"]
    ),
    "choice-without-label": lambda f: _(
        "Svarsalternativet har ingen text. Dess namn, ”%(name)s”, visas i stället.", name=f["name"]
    ),
    "choice-without-list": lambda f: _(
        "Raden hör inte till någon lista. Svarsalternativet ”%(name)s” är inte med.", name=f["name"]
    ),
    "column-not-used": lambda f: _(
        "Innehållet i dessa kolumner är inte med: %(columns)s.", columns=and_list(f["columns"])
    ),
    "comments": lambda f: _("Kommentarerna i arbetsboken är inte med."),
    "constraint": lambda f: _("Regeln ”%(value)s” för svaret är inte med.", value=f["value"]),
    "decimals": lambda f: ngettext(
        "Svaret kan ha högst %(n)s decimal.", "Svaret kan ha högst %(n)s decimaler.", f["limit"]
    ),
    "default": lambda f: _(
        "Det ifyllda svaret ”%(value)s” är inte med. Här är inget ifyllt i förväg.", value=f["value"]
    ),
    "default-language-unknown": lambda f: _(
        "Det gick inte att förstå vilket språk ”%(value)s” är. Skriv en språkkod, till exempel Svenska (sv).",
        value=f["value"],
    ),
    "formatting": lambda f: _("Fetstil, länkar och annan formatering har blivit vanlig text."),
    "formula-without-value": lambda f: _(
        "En formel på raden har inget värde. Saknas något? Öppna filen i ett kalkylprogram, spara den "
        "och importera igen."
    ),
    "group-empty": lambda f: _(
        "Rubriken ”%(title)s” är inte med, för gruppen har inga egna frågor.", title=f["title"]
    ),
    "group-merged": lambda f: _(
        "Gruppen ”%(name)s” har ingen rubrik. Frågorna står i avsnittet runt den.", name=f["name"]
    ),
    "group-nested": lambda f: _(
        "Gruppen ”%(name)s” låg i en annan grupp. Den är nu ett eget avsnitt.", name=f["name"]
    ),
    "group-without-title": lambda f: _(
        "Avsnittet ”%(name)s” har ingen rubrik. Ge det gärna en.", name=f["name"]
    ),
    "guidance-hint": lambda f: _("Instruktionen ”%(value)s” är inte med.", value=f["value"]),
    "label-reference": lambda f: _(
        "Texten hänvisar till ett annat svar: ”%(value)s”. Hänvisningen visas som den står. Skriv om texten.",
        value=f["value"],
    ),
    "language-assumed": lambda f: _(
        "Formuläret säger inte vilket språk texterna utan språkkod är på. De lästes som %(language)s.",
        language=_language(f),
    ),
    "language-not-offered": lambda f: _(
        "Formuläret har texter på %(language)s. De är med, men visas bara om dialogen erbjuder språket.",
        language=_language(f),
    ),
    "language-unknown": lambda f: _(
        "Det gick inte att förstå vilket språk kolumnen %(column)s är på. Texterna i den är inte med. "
        "Skriv en språkkod, till exempel label::Svenska (sv).",
        column=f["column"],
    ),
    "list-single": lambda f: _(
        "Frågan har bara ett svarsalternativ. Lägg till minst ett till innan dialogen öppnar."
    ),
    "list-unused": lambda f: _(
        "Listan ”%(list)s” används inte av någon fråga och är inte med.", list=f["list"]
    ),
    "media": lambda f: _("Bilden, ljudet eller filmen ”%(value)s” är inte med.", value=f["value"]),
    "name-changed": lambda f: _("Namnet ”%(name)s” har ändrats till %(identifier)s.", **f),
    "name-missing": lambda f: _("Raden har inget namn. Den har fått ett eget."),
    "not-yes-or-no": lambda f: _(
        "I kolumnen %(column)s står ”%(value)s”, som varken är ja eller nej. Det räknas som nej.", **f
    ),
    "note-without-text": lambda f: _(
        "Raden ”%(name)s” är en upplysning utan text. Den är inte med.", name=f["name"]
    ),
    "or-other": lambda f: _(
        "Ett alternativ för annat, och en fråga om vad, har lagts till efter frågan. Läs igenom texterna."
    ),
    "own-message": lambda f: _(
        "Det egna felmeddelandet ”%(value)s” är inte med. Rådslag har egna.", value=f["value"]
    ),
    "parameters": lambda f: _("Inställningen ”%(value)s” är inte med.", value=f["value"]),
    "question-without-label": lambda f: _(
        "Frågan har ingen text. Dess namn, ”%(name)s”, visas i stället.", name=f["name"]
    ),
    "range-step": lambda f: _(
        "Steget i ”%(value)s” är inte med. Alla tal mellan gränserna går att svara.", value=f["value"]
    ),
    "read-only": lambda f: _("Att frågan bara skulle gå att läsa är inte med."),
    "repeat": lambda f: _("Gruppen ”%(name)s” skulle upprepas. Dess frågor ställs en gång.", name=f["name"]),
    "repeat-count": lambda f: _("Antalet upprepningar, ”%(value)s”, är inte med.", value=f["value"]),
    "required-lifted": lambda f: _("Frågan går att hoppa över, eftersom den nu visas för alla."),
    "row-disabled": lambda f: _("Raden är avstängd och är inte med: ”%(name)s”.", name=f["name"]),
    "row-without-type": lambda f: _(
        "Raden har ingen typ och är inte med: ”%(text)s”.", text=f["label"] or f["name"]
    ),
    "setting-not-used": lambda f: _("Inställningen %(name)s, ”%(value)s”, är inte med.", **f),
    "settings-row": lambda f: _("Bara den första raden med inställningar är med."),
    "sheet-not-read": lambda f: _("Bladet är inte med."),
    "text-cut": lambda f: _(
        "Texten var för lång. De första %(limit)s tecknen är med.", limit=decimal(f["limit"])
    ),
    "trigger": lambda f: _("Utlösaren ”%(value)s” är inte med.", value=f["value"]),
    "type-calculate": lambda f: _("Beräkningen ”%(name)s” är inte med.", name=f["name"]),
    "type-date": lambda f: _(
        "Frågan om datum eller tid, ”%(text)s”, är inte med. Den typen finns inte här.",
        text=f["label"] or f["name"],
    ),
    "type-earlier-answers": lambda f: _(
        "Frågan ”%(text)s” hämtar svarsalternativ från tidigare svar. Det går inte här, så den är inte med.",
        text=f["label"] or f["name"],
    ),
    "type-file": lambda f: _(
        "Frågan om en bild, ett ljud eller en fil, ”%(text)s”, är inte med. Den typen finns inte här.",
        text=f["label"] or f["name"],
    ),
    "type-file-list": lambda f: _(
        "Frågan ”%(text)s” hämtar svarsalternativ från en annan fil. Det går inte här, så den är inte med.",
        text=f["label"] or f["name"],
    ),
    "type-metadata": lambda f: _(
        "Uppgiften ”%(type)s” samlas inte in. Rådslag sparar inte mer om dem som svarar än svaren.",
        type=f["type"],
    ),
    "type-place": lambda f: _(
        "Frågan om en plats på kartan, ”%(text)s”, är inte med. Den typen finns inte här.",
        text=f["label"] or f["name"],
    ),
    "type-unknown": lambda f: _(
        "Typen ”%(type)s” är okänd. Raden ”%(text)s” är inte med.",
        type=f["type"],
        text=f["label"] or f["name"],
    ),
    "condition-count": lambda f: _without_condition(
        _("Villkoret ”%(expression)s” räknar tecken eller svar.", expression=f["expression"])
    ),
    "condition-equals-multiple": lambda f: _(
        "Villkoret jämför en fråga med flera svar med ”%(name)s”. Det gäller nu när det svaret är valt, "
        "ensamt eller med andra.",
        name=f["name"],
    ),
    "condition-form": lambda f: _without_condition(
        _("Villkoret ”%(expression)s” säger något som inte går att säga här.", expression=f["expression"])
    ),
    "condition-function": lambda f: _without_condition(
        _("Villkoret ”%(expression)s” använder %(function)s, som inte finns här.", **f)
    ),
    "condition-never": lambda f: _without_condition(_("Villkoret kan aldrig vara uppfyllt.")),
    "condition-not-a-question": lambda f: _without_condition(
        _("Villkoret handlar om ”%(name)s”, som inte är en fråga här.", name=f["name"])
    ),
    "condition-not-number": lambda f: _without_condition(
        _("Villkoret jämför ett tal med ”%(value)s”, som inte är ett tal.", value=f["value"])
    ),
    "condition-option-missing": lambda f: _(
        "Villkoret handlar om svaret ”%(option)s” på frågan %(question)s, men det svarsalternativet "
        "finns inte. Lägg till svarsalternativet eller ändra villkoret.",
        **f,
    ),
    "condition-syntax": lambda f: _without_condition(
        _("Det gick inte att förstå villkoret ”%(expression)s”.", expression=f["expression"])
    ),
    "condition-text": lambda f: _without_condition(
        _("Villkoret ”%(expression)s” jämför det som någon har skrivit.", expression=f["expression"])
    ),
    "condition-too-deep": lambda f: _without_condition(
        _("Villkoret ”%(expression)s” har för många parenteser i varandra.", expression=f["expression"])
    ),
    "condition-too-long": lambda f: _without_condition(
        _("Villkoret ”%(expression)s” är för långt.", expression=f["expression"])
    ),
    "condition-two-questions": lambda f: _without_condition(
        _("Villkoret ”%(expression)s” jämför två frågor med varandra.", expression=f["expression"])
    ),
    **LIMESURVEY,
    **LOSSES,
}
