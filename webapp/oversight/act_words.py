"""What was done, in a sentence for each act that `web.trace.record` is called with."""

from collections.abc import Callable

from webapp.domain.record import ResolutionKind
from webapp.oversight.act_facts import Facts
from webapp.web.composed import language_word
from webapp.web.corrections import fact_name
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.plan_words import resolution_word

Sentence = Callable[[Facts], str]


def sentence(act: str, facts: Facts) -> str:
    """What was done, in the reader's language; the act's own name where it is one of a former version."""
    return SENTENCES[act](facts) if act in SENTENCES else act


def _first_or_again(first: Callable[[], str], again: Callable[[], str]) -> Sentence:
    return lambda facts: again() if facts.details.get("mended") else first()


def _answer(facts: Facts) -> str:
    facts_of = {"gate": facts.gate()}
    if facts.text("value") == "yes":
        return _("Svarade ja på ”%(gate)s”.", **facts_of)
    if facts.text("value") == "no":
        return _("Svarade nej på ”%(gate)s”.", **facts_of)
    return _("Svarade på ”%(gate)s”.", **facts_of)


def _idea(facts: Facts) -> str:
    if facts.text("decision") == "uphold":
        return _("Svarade att en idé fortfarande inte visas.")
    known = {
        "joined": lambda: _("Sammanförde en idé med en likadan."),
        "published": lambda: _("Publicerade en idé."),
        "declined": lambda: _("Avböjde en idé."),
    }
    return known.get(facts.text("state"), lambda: _("Lade tillbaka en idé bland de olästa."))()


def _comment(facts: Facts) -> str:
    if facts.text("decision") == "uphold":
        return _("Svarade att en kommentar fortfarande inte visas.")
    known = {
        "published": lambda: _("Publicerade en kommentar."),
        "declined": lambda: _("Avböjde en kommentar."),
    }
    return known.get(facts.text("state"), lambda: _("Lade tillbaka en kommentar bland de olästa."))()


def _translated(facts: Facts) -> str:
    language = language_word(facts.text("lang"))
    if facts.details.get("removed"):
        return _(
            "Tog bort en översättning till %(language)s av det som en invånare skrev.", language=language
        )
    return _("Lade en översättning till %(language)s bredvid det som en invånare skrev.", language=language)


def _resolution(facts: Facts) -> str:
    kind = facts.text("kind")
    return resolution_word(ResolutionKind(kind)) if kind in set(ResolutionKind) else kind


def _dissolved(facts: Facts) -> str:
    told = {"board": facts.board(), "day": facts.day("day")}
    if not facts.details.get("successor"):
        return _("Lade ner %(board)s från och med %(day)s.", **told)
    follows = facts.board("successor")
    return _("Lade ner %(board)s från och med %(day)s. Efterträdare: %(follows)s.", **told, follows=follows)


def _proposal(facts: Facts) -> str:
    if facts.details.get("accepted"):
        return _("Svarade ja på ett förslag om en dialog.")
    return _("Svarade nej på ett förslag om en dialog.")


PREPARING: dict[str, Sentence] = {
    "answer-proposal": _proposal,
    "create": lambda f: _("Skapade dialogen."),
    "edit_plan": lambda f: _("Ändrade planen."),
    "edit_facts": lambda f: _("Ändrade kärnfakta."),
    "edit_questions": lambda f: _("Ändrade frågorna."),
    "add-recording": lambda f: _("Lade till en inspelning: %(name)s.", name=f.text("name")),
    "remove-recording": lambda f: _("Tog bort en inspelning: %(name)s.", name=f.text("name")),
    "import_questions": lambda f: ngettext(
        "Hämtade in %(n)s fråga från en fil.", "Hämtade in %(n)s frågor från en fil.", f.number("questions")
    ),
    "translate": lambda f: ngettext(
        "Skrev %(n)s text på %(language)s.",
        "Skrev %(n)s texter på %(language)s.",
        f.number("texts"),
        language=language_word(f.text("lang")),
    ),
    "review-translations": lambda f: ngettext(
        "Granskade %(n)s text på %(language)s.",
        "Granskade %(n)s texter på %(language)s.",
        f.number("texts"),
        language=language_word(f.text("lang")),
    ),
    "unreview-translations": lambda f: ngettext(
        "Tog bort granskningen av %(n)s text på %(language)s.",
        "Tog bort granskningen av %(n)s texter på %(language)s.",
        f.number("texts"),
        language=language_word(f.text("lang")),
    ),
    "machine-translate": lambda f: ngettext(
        "Tog in maskinutkast till %(n)s text på %(language)s från %(server)s.",
        "Tog in maskinutkast till %(n)s texter på %(language)s från %(server)s.",
        f.number("texts"),
        language=language_word(f.text("lang")),
        server=f.text("server"),
    ),
    "import-translations": lambda f: ngettext(
        "Hämtade in %(n)s text på %(language)s från en fil.",
        "Hämtade in %(n)s texter på %(language)s från en fil.",
        f.number("texts"),
        language=language_word(f.text("lang")),
    ),
    "remove_language": lambda f: _(
        "Bestämde att dialogen inte ska finnas på %(language)s.", language=language_word(f.text("lang"))
    ),
    "consider": lambda f: _("Övervägde dialogen."),
    "decline": lambda f: _("Bestämde att det inte blir någon dialog."),
    "hold": lambda f: _("Bestämde att dialogen ska hållas."),
    "open": lambda f: _("Publicerade dialogen. Första dagen att svara: %(day)s.", day=f.day("opens_on")),
    "take_back": lambda f: _(
        "Dialogen togs tillbaka till planeringen. Det här saknades: %(gates)s.", gates=f.all_gates()
    ),
    "hand_over": lambda f: _(
        "Lämnade över ansvaret från %(before)s till %(after)s.",
        before=f.person("before"),
        after=f.person("after"),
    ),
    "answer_gate": _answer,
    "forget-answer": lambda f: _(
        "Svaret från %(name)s på ”%(gate)s” gäller inte längre: den nya policyn frågar något annat.",
        gate=f.gate(),
        name=f.text("name"),
    ),
    "record_resolution": lambda f: _(
        "Registrerade ett beslut. %(kind)s: %(said)s", kind=_resolution(f), said=f.text("said")
    ),
    "remove_resolution": lambda f: _(
        "Tog bort ett beslut. %(kind)s: %(said)s", kind=_resolution(f), said=f.text("said")
    ),
    "add-place": lambda f: _("Lade till platsen med koden %(code)s.", code=f.text("code")),
    "make-codes": lambda f: ngettext(
        "Gjorde %(n)s engångskod: %(label)s.",
        "Gjorde %(n)s engångskoder: %(label)s.",
        f.number("amount"),
        label=f.text("label"),
    ),
    "withdraw-codes": lambda f: ngettext(
        "Tog %(n)s engångskod ur bruk: %(label)s.",
        "Tog %(n)s engångskoder ur bruk: %(label)s.",
        f.number("amount"),
        label=f.text("label"),
    ),
    "enter-answers": lambda f: _("Skrev in svar som kom på annat sätt än webben."),
    "withdraw-place": lambda f: _("Drog in platsen med koden %(code)s.", code=f.text("code")),
    "restore-place": lambda f: _("Tog tillbaka platsen med koden %(code)s.", code=f.text("code")),
    "change-board": lambda f: _(
        "Nu beslutar %(after)s i stället för %(before)s.", after=f.board(), before=f.board("before")
    ),
}

FOLLOWING: dict[str, Sentence] = {
    "correct": lambda f: _(
        "Rättade en uppgift som invånarna läst: %(fact)s.", fact=fact_name(f.text("fact"))
    ),
    "close": lambda f: _("Stängde dialogen."),
    "moderate": _idea,
    "moderate-comment": _comment,
    "ideas-in-basis": lambda f: ngettext(
        "Tog med %(n)s idé i underlaget.", "Tog med %(n)s idéer i underlaget.", f.number("ideas")
    ),
    "translate-idea": _translated,
    "translate-comment": _translated,
    "follow-idea": lambda f: _("Berättade vad det blev av en idé."),
    "download-results": lambda f: _("Hämtade resultatet som fil."),
    "download-orders": lambda f: _("Hämtade svaren på en rangordning som fil."),
    "download-votes": lambda f: _("Hämtade rösterna om en budget som fil."),
    "download-responses": lambda f: ngettext(
        "Hämtade en fil med vad var och en har svarat: %(n)s svar.",
        "Hämtade en fil med vad var och en har svarat: %(n)s svar.",
        f.number("responses"),
    ),
    "publish_result": _first_or_again(
        lambda: _("Publicerade resultatet."), lambda: _("Ändrade texten om resultatet.")
    ),
    "publish_decision": _first_or_again(
        lambda: _("Publicerade beslutet."), lambda: _("Ändrade texten om beslutet.")
    ),
    "publish_feedback": _first_or_again(
        lambda: _("Publicerade återkopplingen."), lambda: _("Ändrade återkopplingen.")
    ),
    "tell_participants": lambda f: _("Berättade för dem som deltog."),
    "add_finding": lambda f: _("Skrev ner något som invånarna sagt."),
    "edit_finding": lambda f: _("Ändrade något som invånarna sagt."),
    "remove_finding": lambda f: _("Tog bort något som invånarna sagt."),
    "choose_quote": lambda f: _("Valde ett citat."),
    "drop_quote": lambda f: _("Tog bort ett citat."),
    "register_basis": lambda f: _("Registrerade beslutsunderlaget: %(where)s.", where=f.text("reference")),
    "evaluate": _first_or_again(lambda: _("Utvärderade dialogen."), lambda: _("Ändrade utvärderingen.")),
    "archive": lambda f: _("Arkiverade dialogen."),
    "download_package": lambda f: _("Hämtade hela dialogen som fil."),
}

GOVERNING: dict[str, Sentence] = {
    "add-person": lambda f: _("Lade till %(person)s som kan logga in.", person=f.person()),
    "change-person": lambda f: _("Ändrade kontot för %(person)s.", person=f.person()),
    "start-password": lambda f: _("Gav %(person)s ett nytt startlösenord.", person=f.person()),
    "change-password": lambda f: _("Bytte sitt eget lösenord."),
    "answer-fault-report": lambda f: _("Svarade på en rapport om tillgänglighet."),
    "declare-accessibility": lambda f: _("Ändrade tillgänglighetsredogörelsen."),
    "declare-privacy": lambda f: _("Ändrade uppgifterna om dataskydd."),
    "change-municipality": lambda f: _("Ändrade uppgifterna om kommunen."),
    "change-colours": lambda f: _("Ändrade kommunens färger."),
    "change-logo": lambda f: _("Ändrade kommunens logotyp."),
    "choose-profile": lambda f: _(
        "Bytte policy från %(before)s till %(after)s.", before=f.text("before"), after=f.text("after")
    ),
    "adjust-profile": lambda f: ngettext(
        "Ändrade %(n)s sak i policyn.", "Ändrade %(n)s saker i policyn.", f.number("keys")
    ),
    "add-board": lambda f: _("Lade till %(board)s.", board=f.board()),
    "edit-board": lambda f: _("Ändrade %(board)s.", board=f.board()),
    "dissolve-board": _dissolved,
    "restore-board": lambda f: _("Ångrade nedläggningen av %(board)s.", board=f.board()),
}

SENTENCES: dict[str, Sentence] = {**PREPARING, **FOLLOWING, **GOVERNING}
"""Act -> its sentence. A test holds that no act lacks one."""
