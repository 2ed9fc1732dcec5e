"""What came of a dialogue: findings with their outcomes, corrections and the evaluation."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from webapp.demo.content import Cells, calendar, localised, read
from webapp.demo.town import Town
from webapp.models import Correction, Dialogue, Finding


def add_outcome(
    session: Session,
    dialogue: Dialogue,
    facts: Mapping[str, Any],
    days: Mapping[str, date],
    cells: Cells,
    town: Town,
) -> None:
    """Adds what stands in other tables about the dialogue after it was published."""
    session.add_all(findings(dialogue, facts, days, cells))
    session.add_all(corrections(dialogue, facts, town))


def findings(
    dialogue: Dialogue, facts: Mapping[str, Any], days: Mapping[str, date], cells: Cells
) -> Iterator[Finding]:
    """What residents said, and what became of it where that has been decided."""
    for position, told in enumerate(facts.get("findings", ()), start=1):
        yield Finding(
            dialogue_id=dialogue.id,
            position=position,
            title=localised(told["title"], days, cells),
            text=localised(told["text"], days, cells),
            quotes=[dict(quote) for quote in told.get("quotes", ())],
            outcome_name=told.get("outcome", ""),
            outcome_reason=localised(told.get("reason", {}), days, cells),
        )


def corrections(dialogue: Dialogue, facts: Mapping[str, Any], town: Town) -> Iterator[Correction]:
    """Days that were moved after publishing; the dialogue has the new one already."""
    for told in facts.get("corrections", ()):
        field = told["field"]
        then = calendar({"before": told["before"], "made_on": told["made_on"]}, town.today)
        yield Correction(
            dialogue_id=dialogue.id,
            field=field,
            before={"value": {field: then["before"].isoformat()}},
            after={"value": {field: getattr(dialogue, field).isoformat()}},
            reason=dict(told["reason"]),
            made_on=then["made_on"],
            staff_id=dialogue.responsible_id,
        )


def evaluation(name: str, dialogue: Dialogue, town: Town) -> dict[str, Any]:
    """Grade and words for each item of the policy, where the dialogue has been evaluated."""
    if dialogue.evaluated_on is None:
        return {}
    told = read("evaluations")[name]
    return {item.id: told[item.id] for item in town.profile.items_for(dialogue.type) if item.id in told}
