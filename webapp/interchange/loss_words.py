"""What an XLSForm cannot hold of a question set, in words. A code -> its sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.web.locale import gettext as _

LOSSES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "export-condition": lambda f: _("Villkoret följer inte med. Frågan visas för alla."),
    "export-decline": lambda f: _("Svaret ”vet inte eller vill inte svara” följer inte med."),
    "export-kind": lambda f: _("Frågan blir av en annan typ."),
    "export-left-out": lambda f: _("Frågan följer inte med. Den typen finns inte i XLSForm."),
    "export-limits": lambda f: _("Gränserna för svaret följer inte med som de är."),
    "export-name": lambda f: _(
        "Frågans id börjar inte med en bokstav. Rådslag läser filen, men andra program kan säga nej."
    ),
    "export-options": lambda f: _("Svarsalternativen följer inte med som de är."),
    "export-other": lambda f: _("En inställning för frågan följer inte med."),
    "export-refused": lambda f: _("Frågorna går inte att lägga in igen från filen. Spara dem som JSON."),
    "export-required": lambda f: _("Att frågan måste besvaras följer inte med."),
    "export-section": lambda f: _("Delens rubrik eller inledning följer inte med som den är."),
    "export-text": lambda f: _("Texten följer inte med som den är."),
}
