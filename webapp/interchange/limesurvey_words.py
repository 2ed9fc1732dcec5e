"""What was not carried over from LimeSurvey as it stood, in words. A code -> its sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.web.locale import and_list, decimal, ngettext
from webapp.web.locale import gettext as _

Facts = Mapping[str, Any]


def _for_all(reason: str) -> str:
    return reason + " " + _("Villkoret är inte med. Det som skulle visas ibland visas därför för alla.")


def _few_options(facts: Facts) -> str:
    if facts["count"]:
        return _("Frågan har bara ett svarsalternativ. Lägg till minst ett till innan dialogen öppnar.")
    return _("Frågan har inga svarsalternativ. Lägg till minst två innan dialogen öppnar.")


LIMESURVEY: dict[str, Callable[[Facts], str]] = {
    "lss-answer-code": lambda f: _("Svarskoden ”%(name)s” har ändrats till %(identifier)s.", **f),
    "lss-answer-code-twice": lambda f: _(
        "Svarskoden ”%(name)s” finns två gånger. Det andra svaret har fått koden %(identifier)s.", **f
    ),
    "lss-answers-misplaced": lambda f: _(
        "Svarsalternativen hörde till en andra skala som frågan inte har. De är med som frågans svar."
    ),
    "lss-assessments": lambda f: _("Enkäten räknade ut poäng av svaren. Det är inte med."),
    "lss-comment": lambda f: _(
        "Kommentaren till svaret är nu en egen fråga efter den här. Läs igenom texten."
    ),
    "lss-condition-later": lambda f: _for_all(
        _(
            "Villkoret ”%(expression)s” handlar om %(name)s, som kommer samtidigt eller längre ner.",
            name=f["name"],
            expression=f["expression"],
        )
    ),
    "lss-condition-place": lambda f: _for_all(
        _("Villkoret ”%(expression)s” handlar om platsen i en rangordning.", expression=f["expression"])
    ),
    "lss-default": lambda f: _("Det ifyllda svaret är inte med. Här är inget ifyllt i förväg."),
    "lss-exclusive": lambda f: _(
        "Svaret ”%(value)s” gick inte att välja tillsammans med andra. Nu går det.", value=f["value"]
    ),
    "lss-few-options": _few_options,
    "lss-filter": lambda f: _(
        "Raderna eller svaren valdes ut efter svaren på en annan fråga, ”%(value)s”. Nu visas alla.",
        value=f["value"],
    ),
    "lss-hidden": lambda f: _("Frågan ”%(name)s” var dold och är inte med.", name=f["name"]),
    "lss-kept-on-people": lambda f: _(
        "Enkäten sparade mer än svaren, till exempel klockslag, IP-adress eller vem som var inbjuden. "
        "Rådslag sparar bara svaren."
    ),
    "lss-language-unknown": lambda f: _(
        "Det gick inte att förstå vilket språk ”%(value)s” är. Texterna på det språket är inte med.",
        value=f["value"],
    ),
    "lss-looks": lambda f: _(
        "Inställningar för hur frågorna såg ut är inte med: %(names)s.", names=and_list(f["names"])
    ),
    "lss-option-condition": lambda f: _(
        "Svaret ”%(name)s” visades bara ibland (”%(expression)s”). Nu visas det för alla.",
        name=f["name"],
        expression=f["expression"],
    ),
    "lss-orphans": lambda f: _(
        "Rader och svar som inte hör till någon fråga är inte med: %(names)s.", names=and_list(f["names"])
    ),
    "lss-other": lambda f: _(
        "Ett alternativ för annat, och en fråga om vad, har lagts till. Läs igenom texterna."
    ),
    "lss-parameters": lambda f: _("Uppgifter som skickades med i enkätens adress är inte med."),
    "lss-quota": lambda f: _("Kvoten ”%(name)s” är inte med. Rådslag tar emot alla svar.", name=f["name"]),
    "lss-rows": lambda f: ngettext(
        "Tabellen har blivit %(n)s fråga, en för varje rad eller ruta.",
        "Tabellen har delats upp. Var och en av de %(n)s raderna ställs för sig.",
        f["count"],
    ),
    "lss-rows-missing": lambda f: _(
        "Frågan ”%(name)s” har inga rader eller kolumner. Den är inte med.", name=f["name"]
    ),
    "lss-shuffled": lambda f: _("Ordningen slumpades. Nu är den densamma för alla."),
    "lss-soft-mandatory": lambda f: _(
        "Frågan bad om ett svar men gick att hoppa över. Nu är den helt frivillig."
    ),
    "lss-survey-text": lambda f: _(
        "Texten ”%(value)s” är inte med. Dialogen har egna texter om syftet och om vad som händer sedan.",
        value=f["value"],
    ),
    "lss-table-too-large": lambda f: _(
        "Tabellen ”%(name)s” har fler än %(limit)s rutor. Den är inte med.",
        name=f["name"],
        limit=decimal(f["limit"]),
    ),
    "lss-type-equation": lambda f: _("Uträkningen ”%(name)s” är inte med.", name=f["name"]),
    "lss-type-language": lambda f: _(
        "Frågan om språk är inte med. I Rådslag väljer var och en språk högst upp på sidan."
    ),
    "lss-unit": lambda f: _(
        "Ordet ”%(value)s” vid svarsfältet är inte med. Skriv det i frågan eller hjälptexten.",
        value=f["value"],
    ),
    "script": lambda f: _("Texten innehöll ett program (script eller style). Det är borttaget."),
}
