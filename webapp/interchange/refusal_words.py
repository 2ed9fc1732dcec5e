"""Why a workbook cannot be imported, in words. A code -> the sentence made of the facts."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.web.locale import and_list, decimal
from webapp.web.locale import gettext as _

Facts = Mapping[str, Any]


def _rows(facts: Facts) -> str:
    return and_list(str(row) for row in facts["rows"])


def _names(facts: Facts) -> str:
    return and_list(facts["names"])


REFUSALS: dict[str, Callable[[Facts], str]] = {
    "empty-file": lambda f: _("Filen är tom. Välj en fil med innehåll."),
    "file-too-large": lambda f: _(
        "Filen är för stor. Den får vara högst %(megabytes)s MB. Ta bort bilder och försök igen.",
        megabytes=decimal(f["megabytes"]),
    ),
    "old-excel": lambda f: _(
        "Filen har det äldre Excel-formatet .xls. Öppna den i Excel, spara den som .xlsx och försök igen."
    ),
    "password": lambda f: _(
        "Filen är skyddad med lösenord. Ta bort lösenordet, spara filen och försök igen."
    ),
    "xml-doctype": lambda f: _(
        "Filen innehåller egna definitioner (DOCTYPE). Det gör aldrig en fil från LimeSurvey. Av "
        "säkerhetsskäl läses den inte."
    ),
    "xml-encoding": lambda f: _(
        "Tecknen i filen går inte att läsa. Exportera enkäten på nytt ur LimeSurvey, utan att öppna filen i "
        "ett annat program."
    ),
    "xml-broken": lambda f: _(
        "Filen är inte hel, eller har ändrats så att den inte går att läsa. Exportera enkäten på nytt."
    ),
    "xml-too-large": lambda f: _(
        "Filen innehåller för mycket för att läsas. Dela upp enkäten och försök igen."
    ),
    "xml-other": lambda f: _(
        "Filen är inte en enkät från LimeSurvey. Välj en fil som slutar på .lss, eller en arbetsbok."
    ),
    "lss-other-kind": lambda f: _(
        "Filen innehåller bara en del av en enkät. Exportera hela enkätens struktur (.lss) ur LimeSurvey."
    ),
    "lss-too-many-options": lambda f: _(
        "Frågan har fler än %(limit)s svarsalternativ. Korta listan.", limit=decimal(f["limit"])
    ),
    "lss-archive": lambda f: _(
        "Filen är ett arkiv med både enkät och svar (.lsa). Exportera enkätens struktur (.lss) i stället."
    ),
    "json-broken": lambda f: _(
        "Filen är inte hel, eller har ändrats så att den inte går att läsa. Hämta den på nytt."
    ),
    "json-other": lambda f: _("Filen är en JSON-fil, men inte med frågor från Rådslag."),
    "json-version": lambda f: _(
        "Filen har version %(value)s av formatet. Den här installationen läser version %(known)s.",
        value=f["value"],
        known=f["known"],
    ),
    "json-unknown-key": lambda f: _(
        "Här står ”%(name)s”, som den här installationen inte känner till.", name=f["name"]
    ),
    "json-missing-key": lambda f: _("Här saknas ”%(name)s”.", name=f["name"]),
    "json-value": lambda f: _("Här står ett värde som inte kan stå här."),
    "json-too-deep": lambda f: _("Här ligger för många delar i varandra."),
    "json-picture": lambda f: _("Bilden går inte att läsa."),
    "json-no-picture": lambda f: _("En bild som frågan visar finns inte i filen."),
    "json-id": lambda f: _("Id ”%(name)s” har tecken som inte kan vara med i ett id.", name=f["name"]),
    "json-id-twice": lambda f: _(
        "Id ”%(name)s” finns flera gånger. Varje id får finnas en gång.", name=f["name"]
    ),
    "json-condition-order": lambda f: _(
        "Villkoret för frågan ”%(name)s” handlar om en fråga som inte finns eller som kommer senare.",
        name=f["name"],
    ),
    "json-condition-option": lambda f: _(
        "Villkoret för frågan ”%(name)s” handlar om ett svarsalternativ som inte finns.", name=f["name"]
    ),
    "web-page": lambda f: _(
        "Filen är en webbsida, inte en arbetsbok. Hämta formuläret som .xlsx och försök igen."
    ),
    "plain-text": lambda f: _(
        "Filen är en textfil, till exempel CSV. Öppna den i ett kalkylprogram, spara den som .xlsx och "
        "försök igen."
    ),
    "other-spreadsheet": lambda f: _(
        "Filen är en arbetsbok i ett annat format (.ods). Spara den som .xlsx och försök igen."
    ),
    "not-a-workbook": lambda f: _(
        "Filen gick inte att läsa som en arbetsbok. Kontrollera att det är en .xlsx-fil som går att "
        "öppna i ett kalkylprogram."
    ),
    "unpacked-too-large": lambda f: _(
        "Filen innehåller för mycket för att läsas. Ta bort tomma rader, kolumner och blad som inte "
        "används, och försök igen."
    ),
    "too-many-rows": lambda f: _(
        "Bladet %(sheet)s har fler än %(limit)s rader med innehåll. Dela upp formuläret och försök igen.",
        sheet=f["sheet"],
        limit=decimal(f["limit"]),
    ),
    "too-many-columns": lambda f: _(
        "Bladet %(sheet)s har fler än %(limit)s kolumner. Ta bort dem som inte behövs och försök igen.",
        sheet=f["sheet"],
        limit=decimal(f["limit"]),
    ),
    "column-twice": lambda f: _(
        "Kolumnen %(column)s finns två gånger i bladet %(sheet)s. Behåll en av dem.",
        column=f["column"],
        sheet=f["sheet"],
    ),
    "sheet-missing": lambda f: _(
        "Bladet %(sheet)s saknas. Ett XLSForm-formulär har frågorna i ett blad som heter survey.",
        sheet=f["sheet"],
    ),
    "column-missing": lambda f: _(
        "Kolumnen %(column)s saknas i bladet %(sheet)s.", column=f["column"], sheet=f["sheet"]
    ),
    "choice-twice": lambda f: _(
        "Namnet %(name)s finns flera gånger i listan %(list)s, på raderna %(rows)s. Ge varje "
        "svarsalternativ ett eget namn.",
        name=f["name"],
        list=f["list"],
        rows=_rows(f),
    ),
    "too-many-options": lambda f: _(
        "Listan %(list)s har fler än %(limit)s svarsalternativ. Korta listan.",
        list=f["list"],
        limit=decimal(f["limit"]),
    ),
    "name-twice": lambda f: _(
        "Namnet %(name)s finns flera gånger, på raderna %(rows)s. Ge varje fråga ett eget namn.",
        name=f["name"],
        rows=_rows(f),
    ),
    "list-missing": lambda f: _(
        "Frågan hämtar svarsalternativ från listan ”%(list)s”, som inte finns eller är tom. Lägg till "
        "listan i bladet choices.",
        list=f["list"],
    ),
    "group-unbalanced": lambda f: _(
        "Här slutar en grupp som inte har börjat. Ta bort raden eller lägg till början."
    ),
    "group-open": lambda f: _(
        "Gruppen ”%(name)s” börjar här men slutar aldrig. Lägg till en rad med end_group.", name=f["name"]
    ),
    "group-depth": lambda f: _(
        "Grupperna ligger i varandra i fler än %(limit)s nivåer. Använd färre nivåer.",
        limit=decimal(f["limit"]),
    ),
    "too-many-questions": lambda f: _(
        "Formuläret har %(count)s frågor. Det får ha högst %(limit)s.",
        count=decimal(f["count"]),
        limit=decimal(f["limit"]),
    ),
    "too-many-options-in-all": lambda f: _(
        "Frågorna har sammanlagt %(count)s svarsalternativ. De får ha högst %(limit)s.",
        count=decimal(f["count"]),
        limit=decimal(f["limit"]),
    ),
    "no-questions": lambda f: _("Det finns inga frågor att besvara i formuläret."),
    "condition-unknown": lambda f: _(
        "Villkoret handlar om frågan %(name)s, som inte finns. Rätta namnet eller ta bort villkoret.",
        name=f["name"],
    ),
    "condition-cycle": lambda f: _(
        "Villkoren går runt i en cirkel: %(names)s, på raderna %(rows)s. Då kan ingen av frågorna "
        "visas. Ta bort ett av villkoren.",
        names=_names(f),
        rows=_rows(f),
    ),
    "condition-later": lambda f: _(
        "Villkoret handlar om frågan %(name)s, som kommer först längre ner. Flytta upp den frågan.",
        name=f["name"],
    ),
}
