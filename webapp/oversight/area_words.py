"""What the parts of a profile are called, and how their values are told, in the reader's language."""

from collections.abc import Callable
from datetime import date

from markupsafe import Markup, escape

from webapp.domain.adjusting import FORMS
from webapp.domain.ladder import LadderStep
from webapp.domain.policy import PolicyProfile
from webapp.oversight.areas import is_box
from webapp.web.composed import Words, language_word
from webapp.web.gate_words import gate_title
from webapp.web.locale import decimal, long_date
from webapp.web.locale import gettext as _
from webapp.web.wording import step_words

AREA_WORDS: dict[str, Callable[[], Words]] = {
    "document": lambda: Words(_("Policyn som dokument"), _("Namn, diarienummer, antagande och handbok.")),
    "words": lambda: Words(_("Ordet"), _("Vad en dialog kallas hos er, på varje språk.")),
    "texts": lambda: Words(
        _("Texter till invånarna"), _("Vem som får vara med, vad en dialog är och hur svaren vägs in.")
    ),
    "steps": lambda: Words(
        _("Stegen"), _("Vilka steg på delaktighetstrappan ni använder, och vad de kallas.")
    ),
    "gates": lambda: Words(_("Kraven"), _("Vad som ska vara klart innan en dialog får gå vidare.")),
    "planning": lambda: Words(
        _("Tider"), _("Hur långt det ska vara mellan stängning och beslut, och samråd.")
    ),
}

FIELD_WORDS: dict[str, Callable[[], Words]] = {
    "policy.name": lambda: Words(_("Policyns namn")),
    "policy.registration_number": lambda: Words(_("Diarienummer"), _("Till exempel KS 2022/420.")),
    "policy.adopted": lambda: Words(_("Antagen"), _("Dagen då policyn antogs.")),
    "policy.adopted_by": lambda: Words(_("Antagen av"), _("Till exempel kommunfullmäktige.")),
    "policy.valid": lambda: Words(_("Gäller"), _("Till exempel ”tills vidare” eller ”till och med 2030”.")),
    "policy.owner": lambda: Words(_("Ansvarig för dokumentet")),
    "policy.handbook": lambda: Words(_("Handboken"), _("Vad den heter och vem som har beslutat om den.")),
    "policy.handbook_address": lambda: Words(
        _("Handbokens webbadress"), _("Den visas för er som arbetar med dialoger. Börjar med https://")
    ),
    "audience": lambda: Words(_("Vem som får vara med"), _("Visas för invånarna.")),
    "introduction": lambda: Words(_("Vad en dialog är"), _("Visas för invånarna där alla dialoger samlas.")),
    "weighing": lambda: Words(_("Hur svaren vägs in"), _("Står vid varje resultat.")),
    "planning.margin_weeks": lambda: Words(
        _("Veckor mellan stängning och beslut"), _("Är det färre får den som planerar en varning.")
    ),
    "planning.consultation_days": lambda: Words(
        _("Dagar som ett lagstadgat samråd minst är öppet"),
        _("Lagen kan kräva fler. Enligt plan- och bygglagen är det ofta tre veckor."),
    ),
}


def form_words(form: str) -> str:
    """One of the four forms of a word, with an example."""
    return {
        "singular": lambda: _("En …"),
        "definite": lambda: _("Den här …"),
        "plural": lambda: _("Flera …"),
        "definite_plural": lambda: _("Alla de här …"),
    }[form]()


def key_word(key: str, shipped: PolicyProfile) -> str:
    """What the thing with this key is called, on a line of its own."""
    group, *rest = key.split(".")
    if group == "words" and len(rest) == 2 and rest[1] in FORMS:
        return _("Ordet på %(language)s: %(form)s", language=language_word(rest[0]), form=form_words(rest[1]))
    if group == "steps" and rest:
        return _("Steget %(step)s", step=step_words(LadderStep[rest[0]]).name)
    if group == "step_names":
        step = step_words(LadderStep[rest[0]]).name
        return _("Namnet på steget %(step)s (%(language)s)", step=step, language=language_word(rest[1]))
    if group == "gates":
        gate = shipped.gates_by_id.get(".".join(rest))
        return _("Kravet ”%(gate)s”", gate=gate_title(gate)) if gate else key
    if key in FIELD_WORDS:
        return FIELD_WORDS[key]().label
    if group == "steps":
        return AREA_WORDS["steps"]().label
    return f"{FIELD_WORDS[group]().label} ({language_word(rest[0])})"


def value_word(key: str, value: str) -> str | Markup:
    """A value of that key as it is told beside another."""
    if is_box(key):
        return _("Gäller") if value else _("Gäller inte")
    if not value:
        return _("(tomt)")
    if key == "policy.adopted":
        return long_date(date.fromisoformat(value))
    return decimal(int(value)) if key.startswith("planning.") else escape(value)
