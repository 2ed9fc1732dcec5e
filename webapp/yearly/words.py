"""How the report and the plan say things: without markup, so that the same stands on pages and in files."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from webapp.documents.model import Block, Quote
from webapp.domain.ladder import LadderStep
from webapp.domain.lifecycle import Stage
from webapp.domain.record import Outcome
from webapp.domain.text import Localised, Text
from webapp.models import Board, Dialogue
from webapp.web.boards import board_label
from webapp.web.composed import language_word
from webapp.web.content import pick
from webapp.web.figure_words import about_tens
from webapp.web.languages import SOURCE
from webapp.web.locale import and_list, current_language, decimal, long_date, ngettext
from webapp.web.locale import gettext as _
from webapp.web.policy import own_step_name, profile
from webapp.web.quoting import of_own_policy
from webapp.web.told import upper_first
from webapp.web.wording import stage_word, step_words
from webapp.yearly.year import Kept


def title_of(dialogue: Dialogue) -> Text:
    """The dialogue's title, with the language that it is really in."""
    return pick(dialogue.title, dialogue.source_language) or own(_("Dialog utan rubrik"))


def say(texts: Localised, dialogue: Dialogue) -> Text:
    """A text of the dialogue, with the language that it is really in."""
    return pick(texts, dialogue.source_language)


def own(words: str) -> Text:
    """Our own words, in the page's language."""
    return Text(words, current_language().tag)


def plain_day(day: date | None) -> str:
    """``12 maj 2026``; nothing for None."""
    return long_date(day).striptags() if day else ""


def board_name(board: Board | None) -> str:
    """What stands above a board's part."""
    return board_label(board) if board else _("Ingen nämnd vald än")


def step_name(step: LadderStep | None) -> str:
    """``2. Konsultation``, by the municipality's own name where it has one."""
    if step is None:
        return ""
    return f"{int(step)}. {own_step_name(step).value or step_words(step).name}"


def numbered(counts: Counter[str]) -> str:
    """``Enkät (3), vandring (1)``, the most common first."""
    return joined(f"{name} ({decimal(n)})" for name, n in counts.most_common())


def joined(words: Iterable[str]) -> str:
    """``Enkät, öppet hus och verkstad``: labels put together in one line."""
    found = list(words)
    return str(and_list([*found[:1], *(word[:1].lower() + word[1:] for word in found[1:])]).unescape())


def languages_line(languages: Sequence[tuple[str, int]]) -> str:
    """Each language with about how many answered in it."""
    return joined(f"{upper_first(language_word(tag))} ({about_tens(people)})" for tag, people in languages)


def kept_line(kept: Kept) -> str:
    """How promises were kept, in a line; nothing where nothing was promised."""
    parts = (
        (kept.in_time, ngettext("%(n)s hållet i tid", "%(n)s hållna i tid", kept.in_time)),
        (kept.late, ngettext("%(n)s hållet för sent", "%(n)s hållna för sent", kept.late)),
        (kept.overdue, ngettext("%(n)s försenat", "%(n)s försenade", kept.overdue)),
        (kept.due, ngettext("%(n)s återstår", "%(n)s återstår", kept.due)),
    )
    return ", ".join(words for number, words in parts if number)


def outcomes_line(outcomes: Counter[Outcome]) -> str:
    """What became of the things that residents said, in a line."""
    yes, partly, no = (outcomes[each] for each in (Outcome.ACCEPTED, Outcome.PARTLY, Outcome.DECLINED))
    parts = (
        (yes, _("%(n)s ja", n=decimal(yes))),
        (partly, _("%(n)s delvis", n=decimal(partly))),
        (no, _("%(n)s nej", n=decimal(no))),
    )
    return ", ".join(words for number, words in parts if number)


def meeting_line(dialogue: Dialogue) -> str:
    """``12 maj 2026, § 45``."""
    return ", ".join(
        part for part in (plain_day(dialogue.decision_meeting), dialogue.decision_paragraph) if part
    )


def period_line(dialogue: Dialogue) -> str:
    """From which day to which the dialogue is open."""
    return " – ".join(plain_day(day) for day in (dialogue.opens_on, dialogue.last_day) if day)


def considered_word(dialogue: Dialogue, stage: Stage) -> str:
    """What came of considering a dialogue."""
    if stage is Stage.DECLINED:
        return _("Blir ingen dialog")
    return _("Dialog hålls") if dialogue.agreed_on else stage_word(stage)


def policy_quote() -> list[Block]:
    """What the policy itself says of planning and follow-up, in Swedish; nothing where it is silent."""
    said = profile().planning.said
    if not said.words:
        return []
    whose = policy_line() if of_own_policy(said) else ""
    place = ", ".join(part for part in (whose, said.place) if part)
    return [Quote(Text(f"”{said.words}”", SOURCE), Text(place, SOURCE))]


def policy_line() -> str:
    """The policy that all is held by."""
    policy = profile().policy
    return ", ".join(part for part in (policy.name, policy.registration_number) if part)
