"""What gates, the moments they stand before, and bodies are called, in the reader's language."""

from collections.abc import Callable

from markupsafe import Markup, escape

from webapp.domain.policy import Gate, Moment, When
from webapp.domain.record import BodyKind
from webapp.web.content import inline, pick
from webapp.web.languages import SOURCE
from webapp.web.locale import gettext as _


def gate_title(gate: Gate) -> str:
    """What a gate asks for, in a few words; the policy's own question where it has one."""
    return str(pick(gate.question, SOURCE)) or CHECK_WORDS[gate.check]()


def gate_heading(gate: Gate) -> Markup:
    """`gate_title` for pages: a question of the policy's own says which language it is in."""
    return inline(pick(gate.question, SOURCE)) or escape(gate_title(gate))


CHECK_WORDS: dict[str, Callable[[], str]] = {
    "reason": lambda: _("Skälet till att fråga"),
    "initiator": lambda: _("Varifrån idén kom"),
    "concerned-boards": lambda: _("Vilka nämnder som berörs"),
    "scope": lambda: _("Hur stor del av kommunen frågan rör"),
    "political-matter": lambda: _("Frågan kräver ett politiskt beslut"),
    "political-known": lambda: _("Om frågan är politisk"),
    "purpose": lambda: _("Syftet"),
    "purpose-and-goal": lambda: _("Syftet och målet"),
    "goal": lambda: _("Målet"),
    "target-group": lambda: _("Målgruppen"),
    "steering-goal": lambda: _("Vilket av kommunens mål dialogen hör till"),
    "law-reference": lambda: _("Vilken lag som kräver dialogen"),
    "resources": lambda: _("Vilka resurser som finns"),
    "phase": lambda: _("Hur långt frågan har kommit"),
    "methods": lambda: _("Metoderna"),
    "channels": lambda: _("Hur man kan vara med"),
    "politicians": lambda: _("Vilka förtroendevalda som är med"),
    "responsible": lambda: _("En ansvarig person"),
    "responsible-official": lambda: _("En ansvarig tjänsteperson"),
    "boards-consulted": lambda: _("Samråd med övriga nämnder"),
    "degree-in-decision": lambda: _("Hur mycket deltagarna kan påverka beslutet"),
    "degree-in-process": lambda: _("Hur deltagarna är med i själva dialogen"),
    "degrees-resolved": lambda: _("Förtroendevalda har beslutat hur mycket deltagarna kan påverka"),
    "more-than-information": lambda: _("Mer än information"),
    "something-to-influence": lambda: _("Något går att påverka"),
    "advisory": lambda: _("Resultatet är ett råd"),
    "resolved-to-hold": lambda: _("Rätt organ har beslutat att dialogen ska hållas"),
    "decision-to-come": lambda: _("Vem som beslutar vad, och när"),
    "use-of-result": lambda: _("Hur resultatet ska användas"),
    "open-long-enough": lambda: _("Tillräckligt lång tid att svara"),
    "report": lambda: _("Resultatet är sammanställt"),
    "basis-reference": lambda: _("Resultatet finns med i beslutsunderlaget"),
    "decision": lambda: _("Beslutet, med möte och paragraf"),
    "measures": lambda: _("Vad det blev av det invånarna sa"),
    "feedback-texts": lambda: _("Återkopplingens två texter"),
    "feedback-told": lambda: _("Både deltagarna och allmänheten har fått återkoppling"),
    "evaluation": lambda: _("Utvärderingen"),
    "registration-number": lambda: _("Diarienumret"),
}
"""Name of a check -> what it asks for. A test holds that no check lacks its words."""


def moment_word(moment: Moment) -> str:
    """When a gate must be met, as a line by itself."""
    return {
        Moment.CONSIDER: lambda: _("Innan dialogen är övervägd"),
        Moment.HOLD: lambda: _("Innan det är bestämt att dialogen ska hållas"),
        Moment.PUBLISH: lambda: _("Innan dialogen publiceras"),
        Moment.REPORT: lambda: _("Innan resultatet publiceras"),
        Moment.DECIDE: lambda: _("Innan beslutet publiceras"),
        Moment.FEED_BACK: lambda: _("Innan återkopplingen publiceras"),
        Moment.EVALUATE: lambda: _("Innan dialogen utvärderas"),
        Moment.ARCHIVE: lambda: _("Innan dialogen arkiveras"),
    }[moment]()


def when_word(when: When) -> str:
    """Which dialogues a gate applies to; nothing where it applies to all."""
    words: dict[When, Callable[[], str]] = {
        When.ALWAYS: lambda: "",
        When.ONE_BOARD: lambda: _("När en nämnd berörs."),
        When.SEVERAL_BOARDS: lambda: _("När flera nämnder berörs."),
        When.POLITICAL: lambda: _("När frågan är politisk."),
        When.NOT_POLITICAL: lambda: _("När frågan inte är politisk."),
        When.OWN_AREA: lambda: _("När frågan rör en nämnds eget område."),
        When.OVERARCHING: lambda: _("När frågan är övergripande."),
        When.LARGE_COMMON: lambda: _("När frågan är stor och gemensam för hela kommunen."),
        When.STATUTORY: lambda: _("När lagen kräver att ni frågar."),
        When.PUBLIC_ENVIRONMENT: lambda: _("När frågan rör offentlig miljö eller ett stort projekt."),
    }
    return words[when]()


def body_word(kind: BodyKind) -> str:
    """What a sort of body is called."""
    return {
        BodyKind.COUNCIL: lambda: _("Kommunfullmäktige"),
        BodyKind.EXECUTIVE: lambda: _("Kommunstyrelse"),
        BodyKind.BOARD: lambda: _("Nämnd"),
        BodyKind.PREPARATORY: lambda: _("Beredning"),
        BodyKind.COMPANY: lambda: _("Kommunalt bolag"),
        BodyKind.ADMINISTRATION: lambda: _("Förvaltning"),
    }[kind]()
