"""What the forms about decisions are called."""

from webapp.domain.record import ResolutionKind
from webapp.web.composed import Words
from webapp.web.locale import gettext as _


def heading(kind: ResolutionKind) -> str:
    """The heading of the part about one sort of decision."""
    return {
        ResolutionKind.HOLD: lambda: _("Beslutet att hålla dialogen"),
        ResolutionKind.DEGREES: lambda: _("Beslutet om hur mycket de som deltar kan påverka"),
        ResolutionKind.FOLLOW: lambda: _("Beslutet att följa resultatet"),
    }[kind]()


def resolution_fields() -> dict[str, Words]:
    """The fields of the forms."""
    return {
        "board": Words(_("Vilka beslutade?")),
        "meeting": Words(_("Mötesdag"), _("Dagen då de beslutade.")),
        "paragraph": Words(_("Paragraf"), _("Till exempel § 45.")),
        "number": Words(_("Diarienummer"), _("Om beslutet har ett.")),
        "step": Words(
            _("Hur mycket kan de som deltar påverka?"),
            _("Det ni beslutade, också om förslaget var ett annat."),
        ),
        "degree": Words(_("Hur är de som deltar med i själva dialogen?")),
        "reason": Words(_("Varför ska beslutet tas bort?"), _("Till exempel att fel paragraf skrevs in.")),
    }
