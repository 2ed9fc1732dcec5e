"""Why a file of translations cannot be taken in, in words. A code -> the sentence made of the facts."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.web.composed import language_word
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

Facts = Mapping[str, Any]
TRANSLATION_REFUSALS: dict[str, Callable[[Facts], str]] = {
    "tr-dialogue": lambda f: _(
        "Filen hör till en annan dialog: ”%(name)s”. Välj filen som hör till den här.", name=f["name"]
    ),
    "tr-language": lambda f: _(
        "Filen är en översättning från %(source)s till %(target)s. Öppna sidan för det språket, eller välj "
        "en annan fil.",
        source=language_word(f["source"]) or "–",
        target=language_word(f["target"]) or "–",
    ),
    "tr-empty": lambda f: _("Det finns inga texter i filen."),
    "tr-unknown": lambda f: _("”%(name)s” finns inte i dialogen längre.", name=f["name"]),
    "tr-twice": lambda f: _("”%(name)s” finns två gånger i filen.", name=f["name"]),
    "tr-older": lambda f: _(
        "”%(name)s” har ändrats här sedan filen gjordes. Hämta en ny fil och för över översättningen dit.",
        name=f["name"],
    ),
    "tr-locked": lambda f: _(
        "”%(name)s” har invånarna redan läst. Den ändras med en rättelse, eller inte alls.", name=f["name"]
    ),
    "tr-long": lambda f: _(
        "”%(name)s” är för lång. Korta till högst %(limit)s tecken.",
        name=f["name"],
        limit=decimal(f["limit"]),
    ),
    "tr-state": lambda f: _(
        "”%(name)s” har läget ”%(value)s”. Det ska vara initial, translated, reviewed eller final.",
        name=f["name"],
        value=f["value"],
    ),
    "tr-markup": lambda f: _(
        "”%(name)s” har taggar eller markeringar inne i texten. Ta bort dem: här är all text ren text.",
        name=f["name"],
    ),
    "tr-order": lambda f: _(
        "”%(name)s” är delad i bitar som bytt plats. Sätt ihop den till en bit.", name=f["name"]
    ),
    "tr-other": lambda f: _("Filen är inte i formatet XLIFF 2."),
    "tr-version": lambda f: _(
        "Filen har version %(value)s av XLIFF. Här läses version 2.0 och 2.1.", value=f["value"] or "–"
    ),
    "tr-xml-doctype": lambda f: _(
        "Filen innehåller egna definitioner (DOCTYPE). Av säkerhetsskäl läses den inte."
    ),
    "tr-xml-broken": lambda f: _("Filen är inte hel, eller har ändrats så att den inte går att läsa."),
    "tr-sheet-missing": lambda f: _(
        "Bladet %(sheet)s saknas. Använd arbetsboken som du hämtade här.", sheet=f["sheet"]
    ),
    "tr-formula": lambda f: _(
        "Blad %(sheet)s, rad %(row)s har en formel. Skriv texten i stället.", sheet=f["sheet"], row=f["row"]
    ),
}
