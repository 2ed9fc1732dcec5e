"""The yearly report as tables for a spreadsheet: a row for each board, dialogue or promise."""

from collections import Counter
from collections.abc import Iterator

from webapp.domain.promises import Promise, PromiseState
from webapp.domain.record import Outcome, ProcessDegree
from webapp.models import Dialogue
from webapp.web.clock import today
from webapp.web.composed import language_word
from webapp.web.locale import gettext as _
from webapp.web.plan_words import channel_word, method_word, process_degree_word, type_word
from webapp.web.policy import of_profile, profile
from webapp.web.promised import promise_word
from webapp.web.wording import sender_word, stage_word
from webapp.yearly.sheets import Cell, Sheet
from webapp.yearly.trend import PARTS
from webapp.yearly.words import board_name, considered_word, joined, say, step_name, title_of
from webapp.yearly.year import Area, Stock, Year, in_year, mean_grade


def report_sheets(found: Stock, year: Year) -> list[Sheet]:
    """Every table of the report."""
    return [
        boards_sheet(year),
        held_sheet(year),
        considered_sheet(year),
        decided_sheet(year),
        promises_sheet(found, year),
        evaluation_sheet(found, year),
        proposals_sheet(year),
    ]


def boards_sheet(year: Year) -> Sheet:
    headings = [_("År"), _("Nämnd"), _("Dialoger som hölls"), _("Svar, avrundat nedåt till tiotal")]
    headings += [_("Övervägda"), _("Blev ingen dialog"), _("Beslut efter dialog")]
    headings += [_("Löften hållna i tid"), _("Löften hållna för sent"), _("Löften som är försenade")]
    headings += [_("Löften som återstår")]
    rows = [_board_row(year, board_name(each.board), each) for each in year.areas]
    return Sheet(_("Nämnder"), headings, [*rows, _board_row(year, _("Hela kommunen"), year.whole)])


def _board_row(year: Year, name: str, area: Area) -> list[Cell]:
    counts = [len(area.held), area.responses, len(area.considered), len(area.declined), len(area.decided)]
    kept = area.kept
    return [year.year, name, *counts, kept.in_time, kept.late, kept.overdue, kept.due]


def held_sheet(year: Year) -> Sheet:
    headings = [_("Nämnd"), _("Dialog"), _("Sort"), _("Läge"), _("Öppnade"), _("Stängde"), _("Steg")]
    headings += [_("I själva dialogen"), _("Svar, avrundat nedåt till tiotal"), _("Språk"), _("Former")]
    headings += [_("Sätt att svara"), _("Beslutsmöte"), _("Paragraf"), _("Diarienummer")]
    return Sheet(_("Dialoger"), headings, [_held(year, each) for each in year.whole.held])


def _held(year: Year, dialogue: Dialogue) -> list[Cell]:
    degree = dialogue.process_degree
    return [
        board_name(dialogue.board),
        str(title_of(dialogue)),
        type_word(dialogue.type),
        stage_word(dialogue.stage(today())),
        dialogue.opens_on,
        dialogue.last_day,
        step_name(dialogue.step),
        process_degree_word(ProcessDegree(degree)) if degree else "",
        year.responses(dialogue),
        joined(language_word(tag) for tag in dialogue.languages),
        joined(method_word(each) for each in dialogue.methods),
        joined(channel_word(each) for each in dialogue.channels),
        dialogue.decision_meeting if dialogue.decision_published_on else None,
        dialogue.decision_paragraph if dialogue.decision_published_on else "",
        dialogue.registration_number,
    ]


def considered_sheet(year: Year) -> Sheet:
    found = {each.id: each for each in [*year.whole.considered, *year.whole.declined]}.values()
    rows = [
        [
            board_name(each.board),
            str(title_of(each)),
            each.considered_on,
            each.declined_on,
            considered_word(each, each.stage(today())),
            str(say(each.decline_reason, each)),
        ]
        for each in found
    ]
    headings = [_("Nämnd"), _("Dialog"), _("Övervägd"), _("Avböjd"), _("Utfall"), _("Skäl till nej")]
    return Sheet(_("Övervägda"), headings, rows)


def decided_sheet(year: Year) -> Sheet:
    headings = [_("Nämnd"), _("Dialog"), _("Möte"), _("Paragraf"), _("Ja"), _("Delvis"), _("Nej")]
    rows: list[list[Cell]] = []
    for each in year.whole.decided:
        outcomes = year.outcomes.get(each.id, Counter())
        counts = [outcomes[outcome] for outcome in Outcome]
        name = board_name(each.board)
        rows.append([name, str(title_of(each)), each.decision_meeting, each.decision_paragraph, *counts])
    return Sheet(_("Beslut"), headings, rows)


def promises_sheet(found: Stock, year: Year) -> Sheet:
    headings = [_("Nämnd"), _("Dialog"), _("Löfte"), _("Lovad dag"), _("Hållet"), _("Läge")]
    return Sheet(_("Löften"), headings, list(_promises(found, year)))


def _promises(found: Stock, year: Year) -> Iterator[list[Cell]]:
    for dialogue in found.dialogues:
        for each in found.promises.get(dialogue.id, ()):
            if each.promised.year == year.year:
                name, title = board_name(dialogue.board), str(title_of(dialogue))
                yield [name, title, promise_word(each.kind), each.promised, each.kept_on, state_word(each)]


def state_word(promise: Promise) -> str:
    """How a promise stands today."""
    return {
        PromiseState.KEPT: lambda: _("Hållet i tid"),
        PromiseState.LATE: lambda: _("Hållet för sent"),
        PromiseState.DUE: lambda: _("Återstår"),
        PromiseState.OVERDUE: lambda: _("Försenat"),
    }[promise.state(today())]()


def evaluation_sheet(found: Stock, year: Year) -> Sheet:
    """The mean grade of each item, for every year up to this one."""
    headings = [_("År"), _("Del"), _("Påstående"), _("Medelvärde, 1 till 5"), _("Dialoger med betyg")]
    years = sorted({each.evaluated_on.year for each in found.dialogues if each.evaluated_on})
    rows: list[list[Cell]] = []
    for each in (one for one in years if one <= year.year):
        evaluated = [one for one in found.dialogues if in_year(one.evaluated_on, each)]
        for item in profile().evaluation:
            if mean := mean_grade(evaluated, [item.id]):
                rows.append(
                    [each, PARTS[item.part](), str(of_profile(item.item)), round(mean[0], 2), mean[1]]
                )
    return Sheet(_("Utvärdering"), headings, rows)


def proposals_sheet(year: Year) -> Sheet:
    headings = [_("Förslag"), _("Från"), _("Kom in"), _("Besvarat"), _("Blev det en dialog?"), _("Svar")]
    rows = [
        [
            each.title,
            each.sender_name or sender_word(each.sender),
            each.day,
            each.answered_on,
            "" if each.accepted is None else _("Ja") if each.accepted else _("Nej"),
            next(iter(each.answer.values()), ""),
        ]
        for each in year.proposals
    ]
    return Sheet(_("Förslag"), headings, rows)
