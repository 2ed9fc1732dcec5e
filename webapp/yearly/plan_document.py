"""The plan of coming dialogues, fit for the budget document."""

from collections.abc import Iterable, Iterator, Sequence

from webapp.documents.model import Block, Document, Heading, Note, Paragraph, Table, Words
from webapp.domain.text import Text
from webapp.web.clock import today
from webapp.web.locale import current_language
from webapp.web.locale import gettext as _
from webapp.web.plan_words import type_word
from webapp.web.policy import dialogue_word
from webapp.web.snapshots import municipality
from webapp.web.wording import stage_word
from webapp.yearly.coming import Coming, Planned
from webapp.yearly.sheets import Cell, Sheet
from webapp.yearly.words import (
    board_name,
    period_line,
    plain_day,
    policy_line,
    policy_quote,
    step_name,
    title_of,
)


def plan_title() -> str:
    """``Plan för kommande invånardialoger``, in the municipality's own word."""
    return _("Plan för kommande %(dialogues)s", dialogues=dialogue_word("plural"))


def plan_document(plan: Coming) -> Document:
    """The whole plan in the page's language; every text of another language is marked with its own."""
    return Document(
        title=plan_title(),
        subtitle=board_name(plan.board) if plan.board else "",
        language=current_language().tag,
        municipality=municipality().name,
        facts=((_("Framtagen"), plain_day(today())), (_("Policy"), policy_line())),
        blocks=tuple(whole(plan)),
        footer=policy_line(),
    )


def whole(plan: Coming) -> Iterator[Block]:
    """Every section."""
    yield from policy_quote()
    if not plan.anything and not plan.period:
        yield Note(_("Inga dialoger är föreslagna eller planerade."), _("Tomt."))
        return
    if plan.period:
        yield from council(plan, *plan.period)
    yield from budget_years(plan)
    yield from backlog(plan)


def council(plan: Coming, first: int, last: int) -> Iterator[Block]:
    """The council's large common dialogues."""
    yield Heading(_("Kommunfullmäktiges treårsplan %(first)s–%(last)s", first=first, last=last))
    yield Paragraph(_("Stora dialoger som är gemensamma för hela kommunen."))
    if not plan.common:
        yield Paragraph(_("Inga är planerade för perioden."))
        return
    rows = tuple(
        (
            str(each.dialogue.budget_year or _("Inget valt")),
            title_of(each.dialogue),
            Text(each.dialogue.steering_goal, each.dialogue.source_language),
            each.resolved or _("Inget beslut än"),
        )
        for each in plan.common
    )
    header = (_("År"), _("Dialog"), _("Mål som ses över"), _("Beslut"))
    yield Table(_("Treårsplanen"), header, rows, row_headers=False)


def budget_years(plan: Coming) -> Iterator[Block]:
    """What is planned, a budget year at a time, board by board."""
    for each in plan.years:
        yield Heading(
            _("Budgetår %(year)s", year=each.year)
            if each.year
            else _("Ska hållas, men budgetår är inte valt")
        )
        for board, planned in each.boards:
            yield Table(board_name(board), _header(), tuple(map(_planned, planned)))
    if not plan.years:
        yield Heading(_("Budgetår"))
        yield Paragraph(_("Inga dialoger är planerade för något budgetår."))


def _header() -> tuple[Words, ...]:
    return _("Dialog"), _("Läge"), _("Steg"), _("Öppen"), _("Ansvarig")


def _planned(each: Planned) -> tuple[Words, ...]:
    dialogue = each.dialogue
    return (
        title_of(dialogue),
        stage_word(each.stage),
        step_name(dialogue.step) or "–",
        period_line(dialogue) or _("Inte bestämt"),
        each.responsible or _("Ingen vald"),
    )


def backlog(plan: Coming) -> Iterator[Block]:
    """What is proposed or considered, and when it is to be looked over again."""
    yield Heading(_("Områden där dialog övervägs"))
    if not plan.backlog:
        yield Paragraph(_("Inget är föreslaget just nu."))
        return
    rows = tuple(
        (
            title_of(each.dialogue),
            board_name(each.dialogue.board),
            stage_word(each.stage),
            review_words(each),
        )
        for each in plan.backlog
    )
    yield Table(_("Att överväga"), (_("Dialog"), _("Nämnd"), _("Läge"), _("Ses över")), rows)


def review_words(each: Planned) -> str:
    """When the matter is to be looked over again, and that it should have been where that is so."""
    day = plain_day(each.dialogue.review_on)
    if not day:
        return _("Ingen dag vald")
    return _("Försenat, skulle ses över %(day)s", day=day) if each.late else day


def plan_sheet(plan: Coming) -> Sheet:
    """The plan as one table: a row for each dialogue in each of its parts."""
    headings = [_("Del"), _("Budgetår"), _("Nämnd"), _("Dialog"), _("Sort"), _("Läge"), _("Steg")]
    headings += [_("Öppnar"), _("Stänger"), _("Beslut att hålla"), _("Mål"), _("Ansvarig"), _("Ses över")]
    headings += [_("Översyn försenad")]
    planned = [each for year in plan.years for __, found in year.boards for each in found]
    parts: Iterable[tuple[str, Sequence[Planned]]] = (
        (_("Treårsplan"), plan.common),
        (_("Budgetår"), planned),
        (_("Att överväga"), plan.backlog),
    )
    rows = [_row(part, each) for part, found in parts for each in found]
    return Sheet(_("Plan"), headings, rows)


def _row(part: str, each: Planned) -> list[Cell]:
    dialogue = each.dialogue
    return [
        part,
        dialogue.budget_year,
        board_name(dialogue.board),
        str(title_of(dialogue)),
        type_word(dialogue.type),
        stage_word(each.stage),
        step_name(dialogue.step),
        dialogue.opens_on,
        dialogue.last_day,
        each.resolved,
        dialogue.steering_goal,
        each.responsible,
        dialogue.review_on,
        _("Ja") if each.late else "",
    ]
