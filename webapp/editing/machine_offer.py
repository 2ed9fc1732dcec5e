"""Whether the page where texts are translated offers drafts made by a machine, and why there are none."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import g

from webapp.domain.translating import State, Unit
from webapp.editing.machine import MachineFailed, Trouble, languages_known, machine, pair_of, pairs
from webapp.extensions import db
from webapp.web.locale import gettext as _
from webapp.web.translations import Work


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be had from a machine.

    Args:
        server: what the server is known by.
        texts: how many texts are missing that it could write.
        away: whether it does not answer.
    """

    server: str
    texts: int
    away: bool = False


def let_go() -> None:
    """Ends the transaction, so that nothing is held while another server is waited for.

    Who is signed in, and every object, is read anew afterwards.
    """
    db.session.rollback()
    g.pop("staff", None)


def learn_languages() -> None:
    """Asks the server for its languages, where one is configured and they are not known."""
    server = machine()
    if server is None or languages_known():
        return
    let_go()
    try:
        pairs(server)
    except MachineFailed:
        return


def offer(work: Work, lang: str) -> Offer | None:
    """What the page offers; None where there is nothing to fill, no machine, or none for these languages.

    It asks nobody: `learn_languages` has.
    """
    server, texts = machine(), len(missing(work, lang))
    if server is None or not texts or not languages_known():
        return None
    try:
        found = pair_of(work.source, lang, pairs(server))
    except MachineFailed:
        return Offer(server.name, texts, away=True)
    return Offer(server.name, texts) if found else None


def missing(work: Work, lang: str) -> list[Unit]:
    """Texts that are not there and may be written."""
    return [
        unit for unit in work.units if work.state(unit, lang) is State.MISSING and not work.locked(unit, lang)
    ]


TROUBLES: dict[Trouble, Callable[[str], str]] = {
    Trouble.AWAY: lambda server: _("%(server)s svarar inte. Försök igen senare.", server=server),
    Trouble.SLOW: lambda server: _("%(server)s svarade inte i tid. Försök igen senare.", server=server),
    Trouble.REFUSED: lambda server: _(
        "%(server)s släpper inte in oss. Be den som sköter systemet att se över nyckeln.", server=server
    ),
    Trouble.BUSY: lambda server: _(
        "%(server)s tar inte emot fler texter från oss just nu. Försök igen senare.", server=server
    ),
    Trouble.UNABLE: lambda server: _(
        "%(server)s kunde inte översätta texterna till det här språket.", server=server
    ),
    Trouble.BROKEN: lambda server: _("Svaret från %(server)s gick inte att läsa.", server=server),
}


def trouble_word(trouble: Trouble, server: str) -> str:
    """Why there are no drafts, to the person who asked for them."""
    return TROUBLES[trouble](server)
