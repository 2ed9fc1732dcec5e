"""One dialogue of the demo, as its files describe it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.demo.content import Cells, filled, has, localised, read
from webapp.demo.simulation import Sent, simulate
from webapp.domain.counting import response_cells
from webapp.domain.documents import from_document
from webapp.domain.ladder import LadderStep
from webapp.domain.questions import QuestionSet
from webapp.models import Dialogue
from webapp.web.languages import SOURCE

LANGUAGES = ["sv", "en", "ar"]
LOCALISED = (
    *("title", "purpose", "goal", "target_group", "can_influence", "cannot_influence", "matter", "weighing"),
    *("idea_prompt", "decline_reason", "result_text", "decision_text", "feedback_text", "onward_text"),
)
PLAIN = (
    *(
        "slug",
        "type_name",
        "scope",
        "political",
        "public_environment",
        "initiator",
        "phase",
        "process_degree",
    ),
    *("reason", "steering_goal", "law_reference", "resources", "uses", "methods", "channels", "politicians"),
    *(
        "minutes",
        "compiled_by",
        "contact_name",
        "contact_phone",
        "contact_email",
        "takes_ideas",
        "idea_comments",
    ),
    *("registration_number", "decision_paragraph", "basis_reference", "archive_reference"),
)


def described(name: str) -> dict[str, Any]:
    """Everything that the files say of a dialogue, before and after it was open."""
    return read(f"{name}/facts") | (read(f"{name}/outcome") if has(f"{name}/outcome") else {})


def questions_of(name: str) -> QuestionSet:
    """The dialogue's questions; none where nobody has written them yet."""
    return from_document(read(f"{name}/questions")) if has(f"{name}/questions") else QuestionSet()


def responses(
    name: str, questions: QuestionSet, days: Mapping[str, date], visits: Mapping[str, date], today: date
) -> list[Sent]:
    """What the simulated residents send; nothing where nobody can have answered yet."""
    if not has(f"{name}/people"):
        return []
    return simulate(
        questions,
        read(f"{name}/people"),
        read(f"{name}/voices"),
        first=days["opens_on"],
        last=min(days["closes_on"], today),
        visits=visits,
    )


def cells_of(questions: QuestionSet, sent: list[Sent]) -> Cells:
    """(question, cell) -> count, for the figures that published texts tell."""
    counted: Counter[tuple[str, str]] = Counter()
    for response in sent:
        for question_id, cell, amount in response_cells(questions, response.answers):
            counted[question_id, cell] += amount
    return dict(counted)


def make_dialogue(
    facts: Mapping[str, Any], questions: QuestionSet, days: Mapping[str, date], cells: Cells
) -> Dialogue:
    """The dialogue that `facts` describe, without what stands in other tables."""
    columns = Dialogue.__table__.columns.keys()
    dialogue = Dialogue(
        source_language=SOURCE,
        languages=list(LANGUAGES),
        step=LadderStep(facts["step"]) if "step" in facts else None,
        budget_year=days["begun"].year + facts["budget"] if "budget" in facts else None,
        idea_categories=[dict(name) for name in facts.get("idea_categories", ())],
        question_summaries={
            id_: localised(texts, days, cells) for id_, texts in facts.get("summaries", {}).items()
        },
        **{name: _plain(facts[name], days, cells) for name in PLAIN if name in facts},
        **{name: localised(facts[name], days, cells) for name in LOCALISED if name in facts},
        **{name: day for name, day in days.items() if name in columns},
    )
    dialogue.questions = questions
    return dialogue


def _plain(value: Any, days: Mapping[str, date], cells: Cells) -> Any:
    return filled(value, SOURCE, days, cells) if isinstance(value, str) else value
