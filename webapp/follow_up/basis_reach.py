"""The decision basis on who was reached and who was not, with nobody to be picked out."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from webapp.documents.model import Block, Bullets, Heading, Paragraph, Table
from webapp.follow_up.basis_words import plain_day, say
from webapp.models import Dialogue, Place
from webapp.models.figures import places
from webapp.models.reach import channel_amounts, in_tens, response_counts
from webapp.web.composed import language_word
from webapp.web.figure_words import about_tens, caution_sentence
from webapp.web.languages import INTERFACE
from webapp.web.locale import gettext as _
from webapp.web.locale import ngettext
from webapp.web.plan_words import channel_word
from webapp.web.snapshots import Snapshot


def reach(session: Session, found: Snapshot, responses: int) -> Iterator[Block]:
    """The target group beside those who answered, by language and place in whole tens."""
    dialogue = found.dialogue
    counts, spots = response_counts(session, dialogue), places(session, dialogue)
    yield Heading(_("Vilka vi nådde, och vilka vi inte nådde"))
    if target := say(dialogue.target_group, dialogue):
        yield Paragraph(target, _("Målgrupp."))
    yield Paragraph(_answered(responses))
    if responses:
        yield by_language(dialogue, counts)
        yield from by_place(spots, counts)
        yield from by_channel(session, dialogue)
        yield from not_reached(dialogue, spots, counts)
    yield from visits(spots)
    yield Paragraph(caution_sentence())


def _answered(responses: int) -> str:
    if not responses:
        return _("Inga svar kom in.")
    return ngettext("%(n)s svar kom in.", "%(n)s svar kom in.", responses)


def languages(dialogue: Dialogue) -> list[str]:
    """Every language that the dialogue could be answered in."""
    return list(dict.fromkeys([*dialogue.languages, *INTERFACE]))


def by_language(dialogue: Dialogue, counts: dict[str, int]) -> Table:
    """About how many answered in each language."""
    rows = tuple(
        (_first_upper(language_word(tag)), about_tens(counts.get(f"lang:{tag}", 0)))
        for tag in languages(dialogue)
    )
    return Table(
        _("Svar efter språk"),
        (_("Språk"), _("Svar")),
        rows,
        numeric=frozenset({1}),
        note=_("Antalen är avrundade nedåt till hela tiotal, så att ingen ska gå att känna igen."),
    )


def by_place(spots: list[Place], counts: dict[str, int]) -> Iterator[Table]:
    """About how many came from each place; nothing where there were no places."""
    if not spots:
        return
    rows = [(_place(each), about_tens(counts.get(f"place:{each.id}", 0))) for each in spots]
    rows.append((_("Ingen plats"), about_tens(counts.get("place:", 0))))
    yield Table(_("Svar efter plats"), (_("Plats"), _("Svar")), tuple(rows), numeric=frozenset({1}))


def by_channel(session: Session, dialogue: Dialogue) -> Iterator[Table]:
    """About how many answers came in each way; nothing where there was only one."""
    counts = in_tens(channel_amounts(session, [dialogue.id]).get(dialogue.id, {}))
    if len(counts) > 1:
        rows = tuple((channel_word(channel), about_tens(counts[channel])) for channel in sorted(counts))
        header = (_("Så svarade de"), _("Svar"))
        yield Table(_("Svar efter sätt att delta"), header, rows, numeric=frozenset({1}))


def not_reached(dialogue: Dialogue, spots: list[Place], counts: dict[str, int]) -> Iterator[Block]:
    """The languages offered and the places with fewer than ten answers."""
    missed = [
        _("De som svarar på %(language)s", language=language_word(tag))
        for tag in dialogue.languages
        if not counts.get(f"lang:{tag}")
    ]
    missed += [
        _("De som kom från %(place)s", place=_place(each))
        for each in spots
        if not counts.get(f"place:{each.id}")
    ]
    if missed:
        yield Paragraph(_("Färre än tio svar kom från de här grupperna:"), _("Inte nådda."))
        yield Bullets(tuple(missed))
    else:
        yield Paragraph(_("Minst tio svar kom in på varje språk och från varje plats."))


def visits(spots: list[Place]) -> Iterator[Block]:
    """Where residents were met, and when."""
    visited = sorted((each.visit_on, each.name) for each in spots if each.visit_on)
    if visited:
        yield Paragraph(_("Vi har varit på de här platserna:"), _("Uppsökande arbete."))
        yield Bullets(tuple(f"{name}, {plain_day(day)}" for day, name in visited))


def _place(place: Place) -> str:
    return f"{place.name}, {plain_day(place.visit_on)}" if place.visit_on else place.name


def _first_upper(word: str) -> str:
    return word[:1].upper() + word[1:]
