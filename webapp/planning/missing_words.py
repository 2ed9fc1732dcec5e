"""What keeps a gate shut, told as what to do about it."""

from collections.abc import Callable

from webapp.domain.gate_checks import Missing
from webapp.planning.plan_labels import FIELDS as PLAN
from webapp.planning.plan_labels import plan_words
from webapp.web.composed import language_word
from webapp.web.fact_words import CONTRADICTIONS, FACTS, fact_words
from webapp.web.locale import and_list, ngettext
from webapp.web.locale import gettext as _
from webapp.web.policy import profile


def sentence(missing: Missing) -> str:
    """What to do, in a sentence; nothing for what is told on pages of its own after closing."""
    special = SENTENCES.get((missing.field, missing.code))
    if special:
        return special()
    if missing.code in CONTRADICTIONS:
        return CONTRADICTIONS[missing.code]()
    if missing.code == "languages":
        names = and_list(language_word(tag) for tag in missing.languages)
        return _("%(what)s saknas på %(languages)s.", what=f"”{_words(missing.field)[0]}”", languages=names)
    return _words(missing.field)[1]


def _words(field: str) -> tuple[str, str]:
    """(label, what to do where it is missing)."""
    if field in PLAN:
        words = plan_words(field)
    elif field in FACTS:
        words = fact_words(field)
    else:
        return "", ""
    return words.label, words.todo


def _days_open() -> str:
    return ngettext(
        "Samrådet behöver vara öppet minst %(n)s dag. Välj en senare sista dag.",
        "Samrådet behöver vara öppet minst %(n)s dagar. Välj en senare sista dag.",
        profile().planning.consultation_days,
    )


SENTENCES: dict[tuple[str, str], Callable[[], str]] = {
    ("boards", "not-consulted"): lambda: _("Skriv vilka nämnder ni har samrått med, och när."),
    ("scope", "who-decides-unknown"): lambda: _(
        "Välj hur stor del av kommunen frågan rör. Det avgör vem som får besluta."
    ),
    ("political", "not-political"): lambda: _(
        "Inga förtroendevalda ska besluta i frågan. Då är det en brukardialog. Byt sort, eller ändra svaret."
    ),
    ("step", "step-not-allowed"): lambda: _("Kommunen använder inte det steget. Välj ett annat."),
    ("step", "nothing-to-influence"): lambda: _(
        "Att bara informera är ingen dialog här. Välj ett steg där något går att påverka."
    ),
    ("step", "binding"): lambda: _("Resultatet är alltid ett råd här. Välj ett annat steg än medbeslutande."),
    ("board", "dissolved"): lambda: _("Nämnden som ska bestämma är upplöst. Välj den som har tagit över."),
    ("board", "not-elected"): lambda: _(
        "De som ska bestämma är inte förtroendevalda. Välj den nämnd som bestämmer."
    ),
    ("responsible", "not-an-official"): lambda: _(
        "Den som ansvarar ska vara en tjänsteperson som kan logga in. Välj en annan."
    ),
    ("closes_on", "too-short"): _days_open,
    ("resolution-hold", "missing"): lambda: _("Registrera beslutet om att dialogen ska hållas."),
    ("resolution-hold", "wrong-body"): lambda: _(
        "Fel organ har beslutat. Registrera beslutet från dem som får besluta."
    ),
    ("resolution-hold", "incomplete"): lambda: _("Registrera beslutet igen, med paragraf."),
    ("resolution-degrees", "missing"): lambda: _(
        "Registrera beslutet om hur mycket de som deltar kan påverka."
    ),
    ("resolution-degrees", "not-elected"): lambda: _(
        "Förtroendevalda ska besluta hur mycket de som deltar kan påverka. Registrera deras beslut."
    ),
    ("resolution-degrees", "incomplete"): lambda: _("Registrera beslutet igen, med paragraf."),
    ("answer", "not-answered"): lambda: _("Svara på frågan."),
    ("answer", "answered-no"): lambda: _("Svaret är nej. Då kan dialogen inte gå vidare."),
    ("answer", "same-person"): lambda: _("Någon annan än den som ansvarar behöver svara."),
    ("answer", "no-reason"): lambda: _("Skriv varför."),
}
"""(field, code) of a `Missing` -> what to do."""
