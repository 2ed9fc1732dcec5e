"""The yearly report, fit to go with the annual accounts: the whole municipality, then board by board."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from webapp.documents.model import Block, Document, Facts, Heading, Note, Pair, Paragraph, Table, Words
from webapp.domain.record import DialogueType
from webapp.domain.text import Text
from webapp.models import Dialogue, Proposal
from webapp.web.clock import today
from webapp.web.figure_words import about_tens, caution_sentence
from webapp.web.locale import current_language, decimal
from webapp.web.locale import gettext as _
from webapp.web.plan_words import channel_word, method_word, type_word
from webapp.web.policy import dialogue_word, profile
from webapp.web.snapshots import municipality
from webapp.web.told import upper_first
from webapp.web.wording import sender_word
from webapp.yearly.trend import in_time, of_items, of_participants, of_parts, year_by_year
from webapp.yearly.words import (
    board_name,
    considered_word,
    kept_line,
    languages_line,
    meeting_line,
    numbered,
    outcomes_line,
    own,
    period_line,
    plain_day,
    policy_line,
    policy_quote,
    say,
    step_name,
    title_of,
)
from webapp.yearly.year import Area, Stock, Year

LONG = 3
"""Boards: a report on more has a list of contents."""


def report_document(found: Stock, year: Year) -> Document:
    """The whole report in the page's language; every text of another language is marked with its own."""
    return Document(
        title=title(year.year),
        subtitle=subtitle(year.year),
        language=current_language().tag,
        municipality=municipality().name,
        registration=profile().policy.registration_number,
        facts=(
            (_("Gäller"), str(year.year)),
            (_("Framtagen"), plain_day(today())),
            (_("Policy"), policy_line()),
        ),
        blocks=tuple(whole(found, year)),
        footer=policy_line(),
        contents=len(year.areas) > LONG,
    )


def title(year: int) -> str:
    """``Invånardialoger 2026``, in the municipality's own word."""
    return _("%(dialogues)s %(year)s", dialogues=upper_first(dialogue_word("plural")), year=year)


def subtitle(year: int) -> str:
    """What the report is for, by how the policy wants dialogues followed up."""
    return {
        "accounts": _("Uppföljning till årsredovisningen %(year)s", year=year),
        "year": _("Årlig uppföljning av de dialoger som har hållits"),
        "ongoing": _("Löpande uppföljning, samlad för året"),
    }[profile().planning.follow_up]


def whole(found: Stock, year: Year) -> Iterator[Block]:
    """Every section."""
    yield from policy_quote()
    if not year.anything:
        yield Note(
            _("Inga dialoger hölls, övervägdes eller beslutades under året."), _("Inget att redovisa.")
        )
        return
    yield Heading(_("Hela kommunen"))
    yield Facts(tuple(figures(year.whole)))
    if len(year.areas) > 1:
        yield by_board(year)
    if trend := year_by_year(found, year.year):
        yield trend
    for each in year.areas:
        yield from of_board(found, year, each)
    yield from evaluation(found, year)
    yield from proposals(year)
    yield from about()


def figures(area: Area) -> Iterator[Pair]:
    """What was done, counted; what there is none of is left out."""
    steps = Counter(step_name(each.step) for each in area.held if each.step)
    methods = Counter(method_word(one) for each in area.held for one in each.methods)
    channels = Counter(channel_word(one) for each in area.held for one in each.channels)
    yield _("Dialoger som hölls"), decimal(len(area.held))
    yield from _present(
        (_("Svar"), about_tens(area.responses) if area.held else ""),
        (_("Språk"), languages_line(area.languages)),
        (_("Steg på trappan"), numbered(steps)),
        (_("Former"), numbered(methods)),
        (_("Sätt att svara"), numbered(channels)),
        (_("Sorter"), numbered(types(area.held))),
        (_("Övervägda"), _some(area.considered)),
        (_("Blev ingen dialog"), _some(area.declined)),
        (_("Beslut efter dialog"), _some(area.decided)),
        (_("Löften"), kept_line(area.kept)),
    )


def _some(dialogues: Sequence[Dialogue]) -> str:
    return decimal(len(dialogues)) if dialogues else ""


def types(dialogues: Iterable[Dialogue]) -> Counter[str]:
    """How many of each sort; nothing where all are resident dialogues."""
    found = Counter(type_word(each.type) for each in dialogues)
    return found if set(found) - {type_word(DialogueType.RESIDENT)} else Counter()


def by_board(year: Year) -> Table:
    """The boards beside each other."""
    header = (_("Nämnd"), _("Dialoger"), _("Svar"), _("Övervägda"), _("Nej"), _("Beslut"), _("Löften i tid"))
    rows = tuple(
        (
            board_name(each.board),
            decimal(len(each.held)),
            about_tens(each.responses) if each.held else "–",
            decimal(len(each.considered)),
            decimal(len(each.declined)),
            decimal(len(each.decided)),
            in_time(each),
        )
        for each in year.areas
    )
    return Table(_("Nämnd för nämnd"), header, rows, numeric=frozenset(range(1, len(header))))


def of_board(found: Stock, year: Year, area: Area) -> Iterator[Block]:
    """One board's year."""
    yield Heading(board_name(area.board))
    yield Facts(tuple(figures(area)))
    if area.held:
        yield held_table(year, area)
    if area.considered or area.declined:
        yield considered_table(area)
    if area.decided:
        yield decided_table(year, area)
    board_id = area.board.id if area.board else None
    if grades := of_parts((each for each in found.dialogues if each.board_id == board_id), year.year):
        yield grades


def held_table(year: Year, area: Area) -> Table:
    """The dialogues that opened in the year."""
    rows = tuple(
        (
            title_of(each),
            period_line(each),
            step_name(each.step),
            about_tens(year.responses(each)),
            kept_line(year.kept(each)) or "–",
        )
        for each in area.held
    )
    header = (_("Dialog"), _("Öppen"), _("Steg"), _("Svar"), _("Löften"))
    return Table(_("Dialoger som hölls"), header, rows, numeric=frozenset({3}))


def considered_table(area: Area) -> Table:
    """What was considered or got a no in the year, with the reason for each no."""
    found = sorted(
        {each.id: each for each in [*area.considered, *area.declined]}.values(), key=_considered_day
    )
    rows = tuple(
        (
            title_of(each),
            plain_day(_considered_day(each)),
            considered_word(each, each.stage(today())),
            say(each.decline_reason, each) if each.declined_on else Text(each.reason, each.source_language),
        )
        for each in found
    )
    return Table(_("Övervägda dialoger"), (_("Dialog"), _("Dag"), _("Utfall"), _("Skäl")), rows)


def _considered_day(dialogue: Dialogue) -> date:
    return dialogue.declined_on or dialogue.considered_on or date.min


def decided_table(year: Year, area: Area) -> Table:
    """The decisions of the year, with what became of what residents said."""
    rows = tuple(
        (
            title_of(each),
            meeting_line(each),
            outcomes_line(year.outcomes.get(each.id, Counter())) or "–",
        )
        for each in area.decided
    )
    header = (_("Dialog"), _("Beslut"), _("Det invånarna föreslog"))
    return Table(_("Beslut efter dialog"), header, rows)


def evaluation(found: Stock, year: Year) -> Iterator[Block]:
    """What those who held the dialogues think of them, beside the years before."""
    yield Heading(_("Utvärdering"))
    table = of_items(found, year.year)
    yield table if table else Paragraph(_("Ingen dialog utvärderades under året."))
    if experienced := of_participants(found, year.year):
        yield experienced


def proposals(year: Year) -> Iterator[Block]:
    """What residents proposed, and the answers."""
    yield Heading(_("Förslag från invånare"))
    if not year.proposals:
        yield Paragraph(_("Inga förslag kom in under året."))
        return
    rows = tuple(_proposal(each) for each in year.proposals)
    header = (_("Förslag"), _("Från"), _("Kom in"), _("Svar"))
    yield Table(_("Förslag som kom in under året"), header, rows)


def _proposal(proposal: Proposal) -> tuple[Words, ...]:
    sender = proposal.sender_name or sender_word(proposal.sender)
    return Text(proposal.title, proposal.lang), sender, plain_day(proposal.day), verdict(proposal)


def verdict(proposal: Proposal) -> Words:
    """The answer to a proposal, in a word; with the reason for a no."""
    if proposal.answered_on is None:
        return _("Inte besvarat än")
    if proposal.accepted:
        return _("Ja, det planeras")
    reason = proposal.answer.get(current_language().tag) or next(iter(proposal.answer.values()), "")
    return _("Nej. %(reason)s", reason=reason)


def about() -> Iterator[Block]:
    """How the figures were counted."""
    yield Heading(_("Så är siffrorna räknade"))
    yield Paragraph(
        _(
            "En dialog räknas det år den öppnade. Övervägande, nej och beslut räknas det år de gjordes. "
            "Löften räknas det år de skulle hållas. Svaren är avrundade nedåt till hela tiotal, "
            "så att ingen ska gå att känna igen."
        )
    )
    yield Paragraph(caution_sentence())


def _present(*pairs: tuple[str, str]) -> Iterator[Pair]:
    return ((label, own(value)) for label, value in pairs if value)
