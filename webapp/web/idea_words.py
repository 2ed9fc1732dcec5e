"""What is said of ideas and comments: why one is not shown, and what has become of one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.domain.ideas import Act, Reason, Stand, Standing
from webapp.models.appeals import APPEAL_LENGTH
from webapp.models.ideas import standing
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

REASONS: dict[Reason, Callable[[], str]] = {
    Reason.THREAT: lambda: _("Den innehåller hot eller uppmanar till våld."),
    Reason.INSULT: lambda: _("Den kränker någon, eller en grupp av människor."),
    Reason.PERSONAL: lambda: _("Den innehåller uppgifter om en enskild person."),
    Reason.PARTY: lambda: _("Den är reklam för ett parti."),
    Reason.ADVERTISING: lambda: _("Den är reklam."),
    Reason.ELSEWHERE: lambda: _("Den hör inte till dialogen, eller är ett klagomål eller en felanmälan."),
    Reason.OTHER: lambda: _("Ett annat skäl, som vi skriver till den som lämnade idén."),
}
STANDS: dict[Stand, Callable[[], str]] = {
    Stand.FOR: lambda: _("För"),
    Stand.AGAINST: lambda: _("Emot"),
    Stand.NEUTRAL: lambda: _("Varken för eller emot"),
}
STANDINGS: dict[Standing, Callable[[], str]] = {
    Standing.RECEIVED: lambda: _("Mottagen"),
    Standing.PUBLISHED: lambda: _("Publicerad"),
    Standing.IN_BASIS: lambda: _("Med i underlaget till beslutet"),
    Standing.ACCEPTED: lambda: _("Blir av"),
    Standing.PARTLY: lambda: _("Blir av till en del"),
    Standing.DECLINED: lambda: _("Blir inte av"),
    Standing.DONE: lambda: _("Genomförd"),
}
ACTS: dict[Act, Callable[[], str]] = {
    Act.PUBLISHED: lambda: _("Godkända"),
    Act.JOINED: lambda: _("Sammanförda med en likadan"),
    Act.DECLINED: lambda: _("Visas inte"),
    Act.UNDONE: lambda: _("Lästa på nytt"),
    Act.APPEALED: lambda: _("Nya bedömningar begärda"),
    Act.UPHELD: lambda: _("Ny bedömning: visas fortfarande inte"),
    Act.GRANTED: lambda: _("Ny bedömning: visas nu"),
    Act.WITHDRAWN: lambda: _("Tillbakatagna av den som lämnade idén"),
}


BEFORE_DECISION = (Standing.RECEIVED, Standing.PUBLISHED, Standing.IN_BASIS)


def reason_word(code: str) -> str:
    """Why an idea is not shown; empty where no such reason is known."""
    return REASONS[Reason(code)]() if code in set(Reason) else ""


def comment_reason_word(code: str) -> str:
    """Why a comment is not shown; empty where no such reason is known."""
    if code == Reason.OTHER:
        return _("Ett annat skäl, som vi skriver till den som kommenterade.")
    return reason_word(code)


def stand_word(stand: str) -> str:
    """What a comment says of the idea."""
    return STANDS[Stand(stand)]()


def appeal_problem(words: str, lacking: str) -> str:
    """What keeps a resident from asking for a new assessment in these words; nothing where they will do.

    Args:
        lacking: what is said where there are no words.
    """
    if not words:
        return lacking
    longest = {"given": decimal(len(words)), "limit": decimal(APPEAL_LENGTH)}
    told = _("Texten är %(given)s tecken lång. Korta den till högst %(limit)s.", **longest)
    return told if len(words) > APPEAL_LENGTH else ""


def standing_word(name: str) -> str:
    """What has become of an idea."""
    return STANDINGS[Standing(name)]()


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on an idea's way: ``done``, ``now`` or ``ahead``, with the day where it is known."""

    words: str
    phase: str
    day: date | None = None


def way_of(idea: Any, main: Any = None) -> list[Stop]:
    """The stops on the way of an idea that is received or shown, the last ones as they may be.

    Args:
        main: the idea that a joined one is shown with: what becomes of that becomes of both.
    """
    told = main or idea
    now = standing(told.state, told.outcome_name)
    judged = now if now in {Standing.ACCEPTED, Standing.PARTLY, Standing.DECLINED} else None
    order = [*BEFORE_DECISION, judged or Standing.ACCEPTED, Standing.DONE]
    if now is Standing.DECLINED:
        order.pop()
    days = {now: told.outcome_on, Standing.RECEIVED: idea.day, Standing.PUBLISHED: idea.published_on}
    return [Stop(_stop_word(each, judged, now), _phase(order, each, now), days.get(each)) for each in order]


def _stop_word(stop: Standing, judged: Standing | None, now: Standing) -> str:
    if stop is Standing.ACCEPTED and judged is None and now is not Standing.DONE:
        return _("Beslut om idén blir av, helt eller till en del")
    return standing_word(stop)


def _phase(order: list[Standing], stop: Standing, now: Standing) -> str:
    place, here = order.index(stop), order.index(now)
    return "now" if place == here else "done" if place < here else "ahead"
