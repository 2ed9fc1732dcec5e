"""What became of each thing that residents said: yes, in part or no, and why."""

from collections.abc import Iterable, Sequence

from webapp.domain.questions import missing_languages
from webapp.domain.record import Outcome
from webapp.models import Finding
from webapp.web.composed import language_word
from webapp.web.fields import Fields, long_texts, one, read_texts, text_fields
from webapp.web.locale import gettext as _

REASON_LENGTH = 3000
Outcomes = dict[int, tuple[str, dict[str, str]]]
"""Number of a finding -> its outcome and the reason, by language."""


def outcome_fields(findings: Iterable[Finding], languages: Sequence[str]) -> Fields:
    """The fields of every finding's outcome as they are stored."""
    fields: Fields = {}
    for finding in findings:
        fields[f"outcome.{finding.id}"] = [finding.outcome_name]
        fields |= text_fields(f"reason.{finding.id}", finding.outcome_reason, languages)
    return fields


def read_outcomes(
    typed: Fields, findings: Iterable[Finding], languages: Sequence[str], source: str
) -> tuple[Outcomes, dict[str, str]]:
    """What was chosen, and what must be mended: an outcome has a reason, in the language `source`."""
    outcomes: Outcomes = {}
    problems: dict[str, str] = {}
    for finding in findings:
        name, reason = f"outcome.{finding.id}", f"reason.{finding.id}"
        chosen = one(typed, name)
        texts = read_texts(typed, reason, languages, finding.outcome_reason)
        outcomes[finding.id] = (chosen, texts)
        problems |= long_texts(texts, reason, languages, REASON_LENGTH)
        if chosen and chosen not in set(Outcome):
            problems[name] = _("Välj ett av svaren.")
        elif chosen:
            for lang in missing_languages(texts, [source]):
                words = _("Skriv varför, på %(language)s.", language=language_word(lang))
                problems[f"{reason}.{lang}"] = words
        elif any(texts.values()):
            problems[name] = _("Välj vad det blev av det.")
    return outcomes, problems


def apply_outcomes(findings: Iterable[Finding], outcomes: Outcomes) -> None:
    """Gives each finding its outcome."""
    for finding in findings:
        finding.outcome_name, finding.outcome_reason = outcomes[finding.id]
