"""The texts of a dialogue one by one, and how far each has come in each language.

States follow Weblate's untranslated, waiting for review, approved and needs editing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from re import findall

from webapp.domain.questions import AnswerOption, Question, QuestionSet, Section
from webapp.domain.text import Localised

Change = Callable[[str, Localised], Localised]
"""(key, texts) -> the texts that are to stand there."""


class State(StrEnum):
    """How far a text has come in a language."""

    MISSING = "missing"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"
    """Its source has changed since it was made."""


class Part(StrEnum):
    """Where in a dialogue a text stands."""

    FACTS = "facts"
    IDEAS = "ideas"
    SECTION = "section"
    QUESTION = "question"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text that can be translated.

    Args:
        key: what it is known by; the same for as long as the text stands there.
        group: what it stands together with: a part, or ``question:<id>``.
        core: whether residents must have it to know what they take part in.
        limit: longest text, in characters.
        multiline: whether it may have several lines.
    """

    key: str
    part: Part
    group: str
    texts: Localised
    core: bool = False
    limit: int = 4000
    multiline: bool = True

    def text(self, lang: str) -> str:
        return self.texts.get(lang, "")


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a translation: the text, and the source that it was made from.

    Args:
        reviewed: whether a person has read it against that source.
        machine: whether a machine wrote it.
    """

    source: str
    text: str
    reviewed: bool = False
    machine: bool = False


Known = Mapping[tuple[str, str], Made]
"""(key, language) -> what is known of the translation."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many texts there are in a language, and how many are reviewed; of core texts apart."""

    total: int
    states: Mapping[State, int]
    core: int
    core_reviewed: int

    @property
    def reviewed(self) -> int:
        return self.states.get(State.REVIEWED, 0)

    @property
    def offerable(self) -> bool:
        """Whether every core text is reviewed."""
        return self.core == self.core_reviewed


FACTS: dict[str, tuple[bool, int]] = {
    "title": (True, 200),
    "purpose": (True, 4000),
    "goal": (False, 2000),
    "target_group": (True, 2000),
    "can_influence": (True, 4000),
    "cannot_influence": (True, 4000),
    "matter": (True, 1000),
    "weighing": (True, 2000),
}
"""Core facts and the goal: name -> (whether it is a core text, longest text in characters)."""
IDEAS = {"idea_prompt": (True, 1000), "idea_rules": (False, 4000)}
"""The same for what stands on the pages of ideas: what is asked for is the question there."""
RESULTS = dict.fromkeys(("result_text", "decision_text", "feedback_text", "onward_text"), 10_000)
CATEGORY, SUMMARY = "category", "summary"
COLUMNS = (*FACTS, *IDEAS, *RESULTS)
"""The columns of a dialogue that hold one text each."""
ONE_LINE = frozenset({"title"})
OPTION_LENGTH, TITLE_LENGTH, CATEGORY_LENGTH, SUMMARY_LENGTH = 500, 200, 100, 2000


def units(
    columns: Mapping[str, Localised],
    categories: Sequence[Localised],
    questions: QuestionSet,
    summaries: Mapping[str, Localised],
    source: str,
) -> list[Unit]:
    """Every text of a dialogue that is there in the source language, in the order of its pages.

    Words that the product has for ready answers are translated with the interface, and are not among them.

    Args:
        columns: the texts of `COLUMNS`.
        summaries: question id -> the official's summary of its answers.
    """
    found = [*_facts(columns), *_ideas(columns, categories), *_asked(questions)]
    found += _results(columns, summaries, questions)
    return [unit for unit in found if unit.text(source).strip()]


def _facts(columns: Mapping[str, Localised]) -> Iterator[Unit]:
    for name, (core, limit) in FACTS.items():
        yield Unit(name, Part.FACTS, Part.FACTS, columns[name], core, limit, name not in ONE_LINE)


def _ideas(columns: Mapping[str, Localised], categories: Sequence[Localised]) -> Iterator[Unit]:
    for name, (core, limit) in IDEAS.items():
        yield Unit(name, Part.IDEAS, Part.IDEAS, columns[name], core, limit)
    for place, texts in enumerate(categories):
        key = f"{CATEGORY}:{place}"
        yield Unit(key, Part.IDEAS, Part.IDEAS, texts, limit=CATEGORY_LENGTH, multiline=False)


def _asked(questions: QuestionSet) -> Iterator[Unit]:
    found: list[tuple[str, Localised]] = []

    def note(key: str, texts: Localised) -> Localised:
        found.append((key, texts))
        return texts

    with_each_text(questions, note)
    return (_of_set(key, texts) for key, texts in found)


def _of_set(key: str, texts: Localised) -> Unit:
    what, id_, field, *_rest = key.split(":")
    group = f"{what}:{id_}"
    if what == Part.SECTION:
        title = field == "title"
        limit = TITLE_LENGTH if title else 4000
        return Unit(key, Part.SECTION, group, texts, limit=limit, multiline=not title)
    long = field in {"text", "hint"}
    limit = 4000 if long else OPTION_LENGTH
    return Unit(key, Part.QUESTION, group, texts, field != "hint", limit, long)


def _results(
    columns: Mapping[str, Localised], summaries: Mapping[str, Localised], questions: QuestionSet
) -> Iterator[Unit]:
    for name, limit in RESULTS.items():
        yield Unit(name, Part.RESULT, Part.RESULT, columns[name], limit=limit)
    for id_, texts in summaries.items():
        if id_ in questions.told_by_id:
            yield Unit(f"{SUMMARY}:{id_}", Part.RESULT, Part.RESULT, texts, limit=SUMMARY_LENGTH)


def with_each_text(questions: QuestionSet, change: Change) -> QuestionSet:
    """The set with `change` made to each of its own texts, in the order that residents meet them."""
    return QuestionSet(tuple(_section(section, change) for section in questions.sections))


def _section(section: Section, change: Change) -> Section:
    start = f"{Part.SECTION}:{section.id}"
    return replace(
        section,
        title=change(f"{start}:title", section.title),
        intro=change(f"{start}:intro", section.intro),
        questions=tuple(_question(question, change) for question in section.questions),
    )


def _question(question: Question, change: Change) -> Question:
    start = f"{Part.QUESTION}:{question.id}"
    return replace(
        question,
        text=change(f"{start}:text", question.text),
        hint=change(f"{start}:hint", question.hint),
        rows=tuple(replace(row, text=change(f"{start}:row:{row.id}", row.text)) for row in question.rows),
        options=tuple(_option(start, option, change) for option in question.options),
    )


def _option(start: str, option: AnswerOption, change: Change) -> AnswerOption:
    text = option.text if option.ready else change(f"{start}:option:{option.id}", option.text)
    alt = change(f"{start}:alt:{option.id}", option.alt) if option.picture else option.alt
    return replace(option, text=text, alt=alt)


def state_of(unit: Unit, lang: str, source: str, known: Known) -> State:
    """How far `unit` has come in `lang`. A text that nothing is known of is a draft."""
    text, made = unit.text(lang), known.get((unit.key, lang))
    if not text.strip():
        return State.MISSING
    if made is None or made.text != text:
        return State.DRAFT
    if made.source != unit.text(source):
        return State.STALE
    return State.REVIEWED if made.reviewed else State.DRAFT


def by_machine(unit: Unit, lang: str, known: Known) -> bool:
    """Whether the text that stands there is a machine's, which no person has reviewed."""
    made = known.get((unit.key, lang))
    return made is not None and made.machine and not made.reviewed and made.text == unit.text(lang)


def is_shown(unit: Unit, lang: str, source: str, known: Known) -> bool:
    """Whether residents may read `unit` in `lang`: core texts only reviewed, no machine's draft, and nothing
    that says what its source no longer says."""
    state = state_of(unit, lang, source, known)
    if state is State.DRAFT:
        return not unit.core and not by_machine(unit, lang, known)
    return state is State.REVIEWED


def gaps(found: Iterable[Unit], lang: str, source: str, known: Known) -> list[Unit]:
    """Texts that are not core ones and that readers of `lang` get in the source language, marked."""
    return [unit for unit in found if not unit.core and not is_shown(unit, lang, source, known)]


def withheld(found: Iterable[Unit], source: str, known: Known) -> dict[str, set[str]]:
    """Key -> the languages in which residents read the source instead of the text that stands there."""
    hidden = {
        unit.key: {lang for lang in unit.texts if lang != source and not is_shown(unit, lang, source, known)}
        for unit in found
    }
    return {key: languages for key, languages in hidden.items() if languages}


def progress(found: Iterable[Unit], lang: str, source: str, known: Known) -> Progress:
    """How far the texts have come in `lang`."""
    states = [(state_of(unit, lang, source, known), unit.core) for unit in found]
    return Progress(
        total=len(states),
        states={state: sum(each is state for each, _core in states) for state in State},
        core=sum(core for _state, core in states),
        core_reviewed=sum(core and state is State.REVIEWED for state, core in states),
    )


def digest(text: str) -> str:
    """Twelve characters that tell one text from another."""
    return sha256(text.encode()).hexdigest()[:12]


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What was changed, word by word: (``same``, ``gone`` or ``new``, text), in reading order."""
    old, new = (findall(r"\s+|\w+|[^\w\s]", text) for text in (before, after))
    found: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", "".join(old[a:b])))
        else:
            found += [("gone", "".join(old[a:b]))] if b > a else []
            found += [("new", "".join(new[c:d]))] if d > c else []
    return found
