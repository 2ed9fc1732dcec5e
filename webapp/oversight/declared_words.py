"""What the fields of the two declarations are called."""

from webapp.web.composed import Words
from webapp.web.locale import gettext as _


def declared_words(name: str) -> Words:
    """What a field is called, and a hint about it."""
    return (_STATEMENT | _NOTICE)[name]()


_STATEMENT = {
    "service": lambda: Words(
        _("Vad heter tjänsten hos er?"), _("Till exempel ”Dialog Lindmo”. Tomt betyder Rådslag.")
    ),
    "conformance": lambda: Words(
        _("Vad visade bedömningen?"), _("Svara för hela tjänsten, med era egna texter och bilder.")
    ),
    "assessments": lambda: Words(
        _("Hur har ni bedömt sidorna?"), _("Välj bara det som ni verkligen har gjort.")
    ),
    "assessed_on": lambda: Words(_("Vilken dag bedömdes sidorna?")),
    "shortcomings": lambda: Words(
        _("Brister som ni själva har hittat"),
        _("Skriv vad som inte går att använda, var, varför och när det blir rättat. På svenska."),
    ),
    "burden": lambda: Words(
        _("Undantag som oskäligt betungande (12 §)"),
        _("Skriv vad och varför. Brist på tid, kunskap eller prioritering räcker inte som skäl."),
    ),
    "outside": lambda: Words(
        _("Innehåll som lagen inte omfattar (9 §)"), _("Till exempel kartor som inte ska visa vägen.")
    ),
}
_NOTICE = {
    "controller": lambda: Words(
        _("Vem är personuppgiftsansvarig?"),
        _("Till exempel ”Kommunstyrelsen”. Tomt betyder den nämnd som frågar."),
    ),
    "address": lambda: Words(
        _("Hur når man den som är ansvarig?"), _("Adress, telefon eller e-post. Tomt betyder kommunens egna.")
    ),
    "basis": lambda: Words(_("Vad stöder ni er på?"), _("Den rättsliga grunden i dataskyddsförordningen.")),
    "rule": lambda: Words(
        _("Vilken regel stöder ni er på?"), _("Till exempel 8 kap. 3 § kommunallagen om samråd.")
    ),
    "officer_phone": lambda: Words(
        _("Dataskyddsombudets telefonnummer"), _("E-postadressen skriver du under Kommunen.")
    ),
    "retention": lambda: Words(
        _("Hur länge sparas svaren?"),
        _("Skriv hur länge, och vilket beslut eller vilken plan som säger det."),
    ),
    "disposal": lambda: Words(
        _("Beslut om gallring av rapporter om tillgänglighet"),
        _("Diarienummer och datum. När det står något här raderas varje rapport två år efter svaret."),
    ),
}
