"""The decision basis on how the dialogue was planned: background, influence, and how it was carried out."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy.orm import Session

from webapp.documents.model import Block, Facts, Heading, Paragraph, Words
from webapp.domain.record import DialogueType, Initiator, Phase, ProcessDegree, ResolutionKind
from webapp.domain.text import Text
from webapp.follow_up.basis_words import own, plain_day, present, say
from webapp.models import Dialogue
from webapp.models.policy import TAKES_PART
from webapp.web.composed import language_word
from webapp.web.locale import and_list, current_language, decimal
from webapp.web.locale import gettext as _
from webapp.web.plan_words import (
    channel_word,
    initiator_word,
    method_word,
    phase_word,
    process_degree_word,
)
from webapp.web.policy import own_step_name
from webapp.web.resolutions import resolutions, sentence
from webapp.web.snapshots import Snapshot
from webapp.web.wording import step_words


def background(session: Session, found: Snapshot) -> Iterator[Block]:
    """Why residents were asked, to what end, by whom."""
    dialogue = found.dialogue
    by_law = dialogue.type is DialogueType.CONSULTATION
    yield Heading(_("Bakgrund, syfte och mål"))
    yield from _led(_("Bakgrund."), own(dialogue.reason, dialogue))
    yield from _led(_("Syfte."), say(dialogue.purpose, dialogue))
    yield from _led(_("Mål."), say(dialogue.goal, dialogue))
    pairs = present(
        (_("Frågade"), say(dialogue.board.name, dialogue) if dialogue.board else ""),
        (_("Är också med"), _boards(found)),
        (_("Idén kom från"), initiator_word(Initiator(dialogue.initiator)) if dialogue.initiator else ""),
        (_("Frågans skede"), phase_word(Phase(dialogue.phase)) if dialogue.phase else ""),
        (_("Hör till målet"), own(dialogue.steering_goal, dialogue)),
        (_("Lag"), own(dialogue.law_reference if not by_law else "", dialogue)),
        (_("Förtroendevalda"), ", ".join(dialogue.politicians)),
        (_("Resurser"), own(dialogue.resources, dialogue)),
        *_resolved(session, dialogue, ResolutionKind.HOLD),
    )
    yield Facts(tuple(pairs))


def influence(session: Session, found: Snapshot) -> Iterator[Block]:
    """Both degrees, the decisions behind them, the promise, and what was open and what was not."""
    dialogue = found.dialogue
    yield Heading(_("Hur mycket deltagarna kunde påverka"))
    degree = ProcessDegree(dialogue.process_degree) if dialogue.process_degree else None
    pairs = present(
        (_("I beslutet"), _step(dialogue)),
        (_("Löftet till dem"), _promise(dialogue)),
        (_("I själva dialogen"), process_degree_word(degree) if degree else ""),
        *_degrees(session, dialogue),
        *_resolved(session, dialogue, ResolutionKind.FOLLOW),
        (_("Åtagande"), own(dialogue.commitment, dialogue)),
        (_("Gick att påverka"), say(dialogue.can_influence, dialogue)),
        (_("Gick inte att ändra"), say(dialogue.cannot_influence, dialogue)),
    )
    yield Facts(tuple(pairs))


def carried_out(session: Session, found: Snapshot) -> Iterator[Block]:
    """Method, channels, languages and period."""
    dialogue = found.dialogue
    yield Heading(_("Så gick dialogen till"))
    pairs = present(
        (_("Metod"), _joined(method_word(each) for each in dialogue.methods)),
        (_("Sätt att delta"), _joined(channel_word(each) for each in dialogue.channels)),
        (_("Språk"), _joined(language_word(tag) for tag in dialogue.languages)),
        (_("Öppen"), _period(dialogue)),
        (_("Frågor"), decimal(len(dialogue.questions.asked)) if dialogue.questions else ""),
        (_("Idéer"), _("Invånarna kunde lämna egna idéer.") if dialogue.takes_ideas else ""),
        (_("Sammanställde svaren"), own(dialogue.compiled_by, dialogue)),
    )
    yield Facts(tuple(pairs))


def _led(lead: str, text: Text) -> Iterator[Block]:
    if text:
        yield Paragraph(text, lead)


def _boards(found: Snapshot) -> Words:
    dialogue = found.dialogue
    parts = [part for part in found.boards if part.part == TAKES_PART and part.board_id != dialogue.board_id]
    return and_list(str(say(part.board.name, dialogue)) for part in parts).unescape()


def _joined(words: Iterable[str]) -> str:
    """``Enkät, öppet hus och verkstad``: labels put together in one line."""
    found = list(words)
    return str(and_list([*found[:1], *(word[:1].lower() + word[1:] for word in found[1:])]).unescape())


def _step(dialogue: Dialogue) -> str:
    """``Steg 2 av 5: Konsultation``, by the municipality's own name of the step where it has one."""
    if dialogue.step is None:
        return ""
    name = own_step_name(dialogue.step).value or step_words(dialogue.step).name
    return _("Steg %(number)s av 5: %(name)s", number=decimal(int(dialogue.step)), name=name)


def _promise(dialogue: Dialogue) -> str:
    """What those who took part were told that their answers would do, word for word."""
    return f"”{step_words(dialogue.step, dialogue.type).promise}”" if dialogue.step else ""


def _degrees(session: Session, dialogue: Dialogue) -> Iterator[tuple[str, Words]]:
    """Who set the degrees: the recorded decision, or what the core facts say of it."""
    found = list(_resolved(session, dialogue, ResolutionKind.DEGREES))
    yield from found
    if not found:
        yield _("Det bestämdes så här"), own(dialogue.step_decision, dialogue)


def _resolved(session: Session, dialogue: Dialogue, kind: ResolutionKind) -> Iterator[tuple[str, Words]]:
    lang = current_language().tag
    found = [each for each in resolutions(session, dialogue) if each.kind_name == kind]
    if found:
        yield RESOLVED[kind](), "\n".join(sentence(each, lang) for each in found)


RESOLVED: dict[ResolutionKind, Callable[[], str]] = {
    ResolutionKind.HOLD: lambda: _("Beslut att fråga"),
    ResolutionKind.DEGREES: lambda: _("Beslut om påverkan"),
    ResolutionKind.FOLLOW: lambda: _("Beslut att följa"),
}
"""What has been decided, in as few words as a label has room for."""


def _period(dialogue: Dialogue) -> str:
    days = [plain_day(day) for day in (dialogue.opens_on, dialogue.last_day) if day]
    return " – ".join(days)
