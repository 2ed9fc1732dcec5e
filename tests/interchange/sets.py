"""Question sets of every shape that the composer can make, for tests of round trips."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from webapp.domain.conditions import Answered, Chosen, Compared, Condition, Every, Otherwise, Some
from webapp.domain.kinds import KINDS, NOTE
from webapp.domain.questions import (
    ADDABLE,
    BUDGET_RULES,
    SHUFFLABLE,
    VOTINGS,
    WITH_OPTIONS,
    WITH_ROWS,
    AnswerOption,
    Limits,
    Question,
    QuestionSet,
    Section,
    ready_option,
    ready_options,
)
from webapp.domain.text import clean

IDS = st.from_regex(r"[a-zåäö_][a-zåäö0-9_-]{0,8}", fullmatch=True)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20)
MARKED = st.sampled_from(
    ["*fet*", "_a_", "<b>x</b>", "a & b &amp; c", "${q}", "[x](http://y)", "# Rubrik", "1 < 2\n- 3", "=1+1"]
)
TEXT = (PLAIN | MARKED).map(lambda text: "\n".join(line.rstrip() for line in clean(text).split("\n")))
LINE = (PLAIN | MARKED).map(lambda text: clean(text, multiline=False))
DAYS = st.dates().map(lambda day: day.isoformat())
LANGUAGES = ("sv", "en", "ar", "sv-simple")


def texts(needed: bool = False, text: Any = TEXT) -> st.SearchStrategy[dict[str, str]]:
    """Texts in some languages, in Swedish at least where one is needed."""
    more = st.dictionaries(st.sampled_from(LANGUAGES), text.filter(bool), max_size=3)
    return st.builds(lambda d, t: {"sv": t, **d}, more, text.filter(bool)) if needed else more


@st.composite
def limits(draw: Any, kind: str, options: int) -> Limits:
    """Limits that the kind reads."""
    match kind:
        case "budget":
            return Limits(
                budget=draw(st.integers(1, 10**12)),
                voting=draw(st.sampled_from(VOTINGS)),
                headline=draw(st.sampled_from(BUDGET_RULES)),
            )
        case "number":
            low, high = sorted(draw(st.tuples(st.integers(-50, 50), st.integers(-50, 50))))
            bounds = draw(
                st.sampled_from([{}, {"minimum": str(low)}, {"minimum": str(low), "maximum": str(high)}])
            )
            return Limits(decimals=draw(st.sampled_from([0, 2])), **bounds)
        case "multiple":
            most = draw(st.none() | st.integers(1, options))
            return Limits(at_least=draw(st.none() | st.integers(1, most or options)), at_most=most)
        case "pairs":
            return Limits(pairs=draw(st.none() | st.integers(1, 3)))
        case "short_text" | "long_text":
            return Limits(length=draw(st.none() | st.integers(1, 4000)))
        case "date":
            low, high = sorted(draw(st.tuples(DAYS, DAYS)))
            return draw(st.sampled_from([Limits(), Limits(earliest=low), Limits(earliest=low, latest=high)]))
    return Limits()


@st.composite
def questions(draw: Any, id_: str, kind: str, *, plain: bool = False) -> Question:
    """A question; a `plain` one has only what other programs know of too."""
    own = draw(st.lists(IDS, min_size=2, max_size=4, unique=True)) if kind in WITH_OPTIONS else []
    addable = () if plain else ADDABLE.get(kind, ())
    added = draw(st.lists(st.sampled_from(addable), unique=True)) if addable else []
    ready = (*ready_options(kind), *(ready_option(name) for name in added if name not in own))
    cost = st.integers(1, 10**12) if kind == "budget" else st.none()
    rows = draw(st.lists(IDS, min_size=1, max_size=3, unique=True)) if kind in WITH_ROWS else []
    return Question(
        id=id_,
        kind=kind,
        text=draw(texts(needed=True)),
        hint=draw(texts()),
        required=kind != NOTE and draw(st.booleans()),
        options=(
            *(AnswerOption(each, draw(texts(needed=True, text=LINE)), cost=draw(cost)) for each in own),
            *ready,
        ),
        rows=tuple(AnswerOption(each, draw(texts(needed=True, text=LINE))) for each in rows),
        limits=Limits() if plain and kind == "date" else draw(limits(kind, len(own))),
        shuffled=not plain and kind in SHUFFLABLE and draw(st.booleans()),
        sensitive=not plain and kind != NOTE and draw(st.booleans()),
    )


def statements(earlier: list[Question]) -> list[Condition]:
    found: list[Condition] = []
    for question in earlier:
        if question.kind != NOTE:
            found.append(Answered(question.id))
        if question.kind == "number":
            found += [Compared(question.id, sign, "3") for sign in ("<", "<=", "=", "!=", ">=", ">")]
        if question.kind in {"single", "scale", "multiple", "ranking"}:
            found += [Chosen(question.id, option) for option in question.option_ids]
    return found


def conditions(earlier: list[Question]) -> st.SearchStrategy[Condition | None]:
    known = statements(earlier)
    if not known:
        return st.none()
    one = st.sampled_from(known)
    several = st.lists(one | one.map(Otherwise), min_size=2, max_size=3).map(tuple)
    return (
        st.none() | one | several.map(Every) | several.map(Some) | several.map(lambda p: Otherwise(Some(p)))
    )


@st.composite
def question_sets(draw: Any, kinds: tuple[str, ...] = (*KINDS, NOTE), *, plain: bool = False) -> QuestionSet:
    """Sets with at least one question that asks, conditions on earlier questions, several languages."""
    names = draw(st.lists(IDS, min_size=2, max_size=8, unique=True))
    first, *rest = names
    made: list[Question] = []
    for name in rest:
        kind = draw(st.sampled_from([each for each in kinds if made or each != NOTE]))
        question = draw(questions(name, kind, plain=plain))
        made.append(replace(question, condition=draw(conditions(made))))
    cut = draw(st.integers(1, len(made)))
    parts = [made[:cut], made[cut:]]
    return QuestionSet(
        tuple(
            Section(f"{first}{place}_del", draw(texts(needed=True, text=LINE)), draw(texts()), tuple(part))
            for place, part in enumerate(parts)
            if part
        )
    )
