"""What the texts of a dialogue, and their states, are called by those who translate them."""

from collections.abc import Callable

from webapp.domain.questions import QuestionSet
from webapp.domain.translating import CATEGORY, SUMMARY, Part, State, Unit
from webapp.web.fact_words import FACTS
from webapp.web.locale import decimal
from webapp.web.locale import gettext as _

STATES: dict[State, Callable[[], str]] = {
    State.MISSING: lambda: _("Saknas"),
    State.DRAFT: lambda: _("Utkast"),
    State.REVIEWED: lambda: _("Granskad"),
    State.STALE: lambda: _("Inaktuell"),
}
PARTS: dict[Part, Callable[[], str]] = {
    Part.FACTS: lambda: _("Kärnfakta"),
    Part.IDEAS: lambda: _("Idéer"),
    Part.RESULT: lambda: _("Efter dialogen"),
}
NAMES: dict[str, Callable[[], str]] = {
    "goal": lambda: _("Mål"),
    "result_text": lambda: _("Vad invånarna svarade"),
    "decision_text": lambda: _("Vad som bestämdes"),
    "feedback_text": lambda: _("Återkopplingen"),
    "onward_text": lambda: _("Hur det går vidare"),
}
FIELDS: dict[str, Callable[[], str]] = {
    "title": lambda: _("Rubriken"),
    "intro": lambda: _("Inledningen"),
    "text": lambda: _("Frågan"),
    "hint": lambda: _("Hjälptexten"),
}


def state_word(state: State) -> str:
    """What a state is called."""
    return STATES[state]()


def unit_word(unit: Unit, questions: QuestionSet) -> str:
    """What a text is called where its group is known: ``Svarsalternativ 2``."""
    what, *rest = unit.key.split(":")
    if unit.part in {Part.SECTION, Part.QUESTION}:
        return FIELDS[rest[1]]() if rest[1] in FIELDS else _entry_word(rest, questions)
    if what == CATEGORY:
        return _("Kategori %(number)s", number=decimal(int(rest[0]) + 1))
    if what == SUMMARY:
        return _("Sammanfattningen av fråga %(number)s", number=decimal(questions.numbers[rest[0]]))
    return NAMES[what]() if what in NAMES else FACTS[what]().label


def _entry_word(rest: list[str], questions: QuestionSet) -> str:
    id_, field, entry = rest
    question = questions.by_id[id_]
    ids = question.row_ids if field == "row" else question.option_ids
    number = decimal(ids.index(entry) + 1)
    if field == "row":
        return _("Rad %(number)s", number=number)
    if field == "alt":
        return _("Beskrivningen av bilden vid svarsalternativ %(number)s", number=number)
    return _("Svarsalternativ %(number)s", number=number)


def group_word(group: str, questions: QuestionSet) -> str:
    """The heading over texts that stand together: ``Fråga 3``."""
    what, _colon, id_ = group.partition(":")
    if what == Part.SECTION:
        place = [section.id for section in questions.sections].index(id_) + 1
        return _("Del %(number)s", number=decimal(place))
    if what == Part.QUESTION:
        number = questions.numbers.get(id_)
        return _("Fråga %(number)s", number=decimal(number)) if number else _("Text utan fråga")
    return PARTS[Part(what)]()


def whole_word(unit: Unit, questions: QuestionSet) -> str:
    """What a text is called where nothing else is known: ``Fråga 3: Svarsalternativ 2``."""
    return f"{group_word(unit.group, questions)}: {unit_word(unit, questions)}"


def anchor_of(unit: Unit) -> str:
    """The id of the text's field on the page where it is translated."""
    return "text." + unit.key.replace(":", ".")
