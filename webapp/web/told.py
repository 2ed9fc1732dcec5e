"""What residents are told about a dialogue beside its own texts, in the words of the local policy."""

from flask import Flask
from markupsafe import Markup, escape

from webapp.domain.ladder import LadderStep
from webapp.domain.record import DialogueType, Phase, ProcessDegree
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.models.policy import TAKES_PART
from webapp.web.content import inline, mail_link, phone_link, pick, words_of
from webapp.web.locale import and_list, current_language, decimal, long_date
from webapp.web.locale import gettext_markup as _
from webapp.web.plan_words import type_word
from webapp.web.policy import of_profile, own_step_name, profile
from webapp.web.snapshots import Snapshot, gathered, municipality
from webapp.web.wording import phase_words, process_words, step_words

LINK = Markup('<a href="{}" rel="external noreferrer">{}</a>')


def init_app(app: Flask) -> None:
    """Gives templates the functions below."""
    app.jinja_env.globals.update(
        surroundings=surroundings,
        step_name=step_name,
        step_place=step_place,
        taking_part=taking_part,
        how_far=how_far,
        type_explanation=type_explanation,
        politicians=politicians,
        boards_taking_part=boards_taking_part,
        profile_weighing=profile_weighing,
        complaints_way=complaints_way,
        upper_first=upper_first,
        what_happens=what_happens,
    )


def surroundings(found: object, dialogue: Dialogue) -> Snapshot:
    """`found` if it is the dialogue's snapshot, which residents' pages have; else one read now."""
    return found if isinstance(found, Snapshot) else gathered(db.session, dialogue)


def upper_first(word: str) -> str:
    """`word` as it stands at the beginning of a line."""
    return word[:1].upper() + word[1:]


def step_name(step: LadderStep) -> Markup:
    """What a step is called here: the municipality's own name, and ours where that is in another language."""
    own, ours = own_step_name(step), step_words(step).name
    if not own or own.value == ours:
        return escape(ours)
    if own.lang == current_language().tag:
        return escape(own.value)
    return Markup("{} ({})").format(inline(own), ours)


def taking_part(dialogue: Dialogue) -> str:
    """How one takes part in the dialogue itself; empty while it is not settled."""
    return process_words(ProcessDegree(dialogue.process_degree)) if dialogue.process_degree else ""


def how_far(dialogue: Dialogue) -> str:
    """How early in its life the matter is; empty while that is not told."""
    return phase_words(Phase(dialogue.phase)) if dialogue.phase else ""


def type_title(dialogue: Dialogue) -> str:
    """What a dialogue of this type is called here, at the beginning of a line."""
    return type_word(dialogue.type)


def type_explanation(dialogue: Dialogue) -> Markup:
    """What such a dialogue is, in a few sentences."""
    if dialogue.type is DialogueType.USER:
        return _(
            "Den handlar om hur en verksamhet fungerar i vardagen. Ni som använder den pratar med oss som "
            "arbetar där. Inga politiker är med."
        )
    if dialogue.type is DialogueType.CONSULTATION:
        law = dialogue.law_reference.strip()
        told = _(
            "Ett samråd är något som lagen kräver innan kommunen får bestämma. Tjänstepersoner håller i det."
        )
        rule = _("Regeln står i %(law)s.", law=words_of(law, dialogue.source_language)) if law else ""
        return Markup(" ").join(part for part in (told, rule) if part)
    return inline(of_profile(profile().introduction))


def profile_weighing(dialogue: Dialogue) -> Markup | str:
    """How the policy says that a result counts; nothing where politicians are not the ones who weigh it."""
    if dialogue.type is DialogueType.USER or dialogue.step is LadderStep.CO_DECISION:
        return ""
    return inline(of_profile(profile().weighing))


def what_happens(dialogue: Dialogue) -> Markup | str:
    """What happens with the answers, in a sentence; nothing while no board is named."""
    if dialogue.board is None:
        return ""
    board = inline(pick(dialogue.board.name, dialogue.source_language))
    day = dialogue.decision_meeting or dialogue.decided_on
    if dialogue.type is DialogueType.USER:
        return _("Vi som arbetar i verksamheten läser svaren och bestämmer.")
    if day is None:
        return _("%(board)s läser svaren och bestämmer. Dagen är inte satt än.", board=board)
    return _("%(board)s läser svaren och bestämmer %(day)s.", board=board, day=long_date(day))


def politicians(dialogue: Dialogue) -> Markup:
    """The elected representatives who take part, each for the board: nobody is asked for a party."""
    source = dialogue.source_language
    names = and_list(words_of(name, source) for name in dialogue.politicians)
    if dialogue.board is None:
        return names
    return _("%(names)s, för %(board)s", names=names, board=inline(pick(dialogue.board.name, source)))


def boards_taking_part(found: Snapshot) -> Markup:
    """The other boards that take part."""
    source = found.dialogue.source_language
    parts = [part for part in found.boards if part.part == TAKES_PART]
    return and_list(
        inline(pick(part.board.name, source)) for part in parts if part.board_id != found.dialogue.board_id
    )


def complaints_way() -> Markup | str:
    """Where complaints are taken, to be pressed where it is an address; the municipality itself else."""
    town = municipality()
    where = (town.complaints_address or "").strip()
    if where:
        return way_to(where)
    return mail_link(town.email) if town.email else phone_link(town.phone) if town.phone else ""


def way_to(where: str) -> Markup | str:
    """`where` as a link if it is a web or e-mail address; as it is otherwise."""
    if " " in where:
        return where
    if where.startswith(("https://", "http://")):
        return LINK.format(where, where.partition("://")[2].removeprefix("www.").rstrip("/"))
    return mail_link(where) if "@" in where else where


def step_place(step: LadderStep) -> Markup:
    """The step's number and name, in a sentence."""
    return _("Steg %(number)s av 5: %(name)s.", number=decimal(int(step)), name=step_name(step))
