"""What the parts of a plan are called: sorts of dialogue, degrees, methods, channels."""

from collections.abc import Callable

from flask import Flask

from webapp.domain.methods import Use
from webapp.domain.record import (
    DialogueType,
    Initiator,
    Phase,
    ProcessDegree,
    ResolutionKind,
    Scope,
)
from webapp.web.locale import gettext as _
from webapp.web.policy import dialogue_word


def init_app(app: Flask) -> None:
    """Gives templates the words."""
    app.jinja_env.globals |= {
        "type_word": type_word,
        "scope_word": scope_word,
        "process_degree_word": process_degree_word,
        "initiator_word": initiator_word,
        "phase_word": phase_word,
        "resolution_word": resolution_word,
        "method_word": method_word,
        "channel_word": channel_word,
    }


def type_word(type_: DialogueType) -> str:
    """What a sort of dialogue is called, as a label; the municipality's own word for a resident dialogue."""
    if type_ is DialogueType.RESIDENT:
        word = dialogue_word()
        return word[:1].upper() + word[1:]
    return _("Brukardialog") if type_ is DialogueType.USER else _("Samråd enligt lag")


def scope_word(scope: Scope) -> str:
    """How much of the municipality a matter concerns."""
    return {
        Scope.OWN_AREA: lambda: _("En nämnds eget område"),
        Scope.OVERARCHING: lambda: _("Övergripande, flera områden i kommunen"),
        Scope.LARGE_COMMON: lambda: _("Stor och gemensam för hela kommunen"),
        Scope.STATUTORY: lambda: _("Lagen kräver att ni frågar"),
    }[scope]()


def process_degree_word(degree: ProcessDegree) -> str:
    """How those who take part share in the dialogue itself."""
    return {
        ProcessDegree.ANSWER: lambda: _("De svarar på frågor"),
        ProcessDegree.DISCUSS: lambda: _("De samtalar med varandra och med kommunen"),
        ProcessDegree.SHAPE: lambda: _("De är med och formar dialogen"),
    }[degree]()


def initiator_word(initiator: Initiator) -> str:
    """Where the idea came from."""
    return {
        Initiator.ELECTED: lambda: _("Förtroendevalda"),
        Initiator.ADMINISTRATION: lambda: _("En förvaltning"),
        Initiator.BOARD: lambda: _("En nämnd"),
        Initiator.ASSOCIATION: lambda: _("En förening eller ett företag"),
        Initiator.RESIDENT: lambda: _("Invånare"),
    }[initiator]()


def phase_word(phase: Phase) -> str:
    """How far the matter has come when residents are asked."""
    return {
        Phase.IDEA: lambda: _("Idé: inget förslag finns än"),
        Phase.PROPOSAL: lambda: _("Förslag: det finns något att tycka till om"),
        Phase.DECISION: lambda: _("Inför beslut: förslaget är nästan klart"),
    }[phase]()


def resolution_word(kind: ResolutionKind) -> str:
    """What a body has decided."""
    return {
        ResolutionKind.HOLD: lambda: _("Att dialogen ska hållas"),
        ResolutionKind.DEGREES: lambda: _("Hur mycket de som deltar kan påverka"),
        ResolutionKind.FOLLOW: lambda: _("Att följa resultatet"),
    }[kind]()


def method_word(method: str) -> str:
    """What a method is called; one that is not known any more by its own name."""
    return METHOD_WORDS[method]() if method in METHOD_WORDS else method


METHOD_WORDS: dict[str, Callable[[], str]] = {
    "page": lambda: _("Information på webben"),
    "information-meeting": lambda: _("Informationsmöte"),
    "survey": lambda: _("Enkät"),
    "ideas": lambda: _("Idéinsamling"),
    "open-house": lambda: _("Öppet hus"),
    "interviews": lambda: _("Intervjuer"),
    "focus-group": lambda: _("Fokusgrupp"),
    "walk": lambda: _("Vandring på plats, med samtal"),
    "cafe": lambda: _("Dialogkafé"),
    "workshop": lambda: _("Verkstad"),
    "panel": lambda: _("Invånarpanel"),
    "advisory-group": lambda: _("Rådgivande grupp"),
    "citizens-assembly": lambda: _("Medborgarråd som lottas fram"),
    "participatory-budget": lambda: _("Medborgarbudget"),
    "vote": lambda: _("Omröstning om färdiga förslag"),
    "self-management": lambda: _("Självförvaltning"),
}


def channel_word(channel: str) -> str:
    """A way to answer."""
    return CHANNEL_WORDS[channel]() if channel in CHANNEL_WORDS else channel


CHANNEL_WORDS: dict[str, Callable[[], str]] = {
    "web": lambda: _("På webben"),
    "place": lambda: _("På platser där invånarna är, med QR-kod"),
    "paper": lambda: _("På papper"),
    "meeting": lambda: _("På möten"),
    "phone": lambda: _("Per telefon"),
}


def use_word(use: Use) -> str:
    """What answers are to be used for."""
    return {
        Use.NEEDS: lambda: _("Förstå vad invånarna behöver"),
        Use.OPTIONS: lambda: _("Välja mellan olika förslag"),
        Use.SOLUTIONS: lambda: _("Hitta lösningar på ett problem"),
        Use.IDEAS: lambda: _("Få nya idéer"),
    }[use]()
