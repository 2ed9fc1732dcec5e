"""The life of a dialogue as a list of tasks, in the order of its moments, and the one step that is next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import url_for

from webapp.domain.gates import GateState
from webapp.domain.lifecycle import UNTIL_OPEN, Action, Role, Stage
from webapp.domain.policy import Moment
from webapp.models import Dialogue
from webapp.planning.gate_tasks import gate_task
from webapp.planning.readiness_tasks import readiness_tasks
from webapp.planning.task_list import Left, Task
from webapp.web.access import allowed, staff
from webapp.web.clock import today
from webapp.web.locale import gettext as _
from webapp.web.policy import gate_states

MOMENTS = list(Moment)
BEFORE_OPENING = frozenset({Moment.CONSIDER, Moment.HOLD, Moment.PUBLISH})
REACHED: dict[Stage, Moment] = {
    Stage.CONSIDERED: Moment.CONSIDER,
    Stage.AGREED: Moment.HOLD,
    Stage.PLANNED: Moment.PUBLISH,
    Stage.OPEN: Moment.PUBLISH,
    Stage.CLOSED: Moment.PUBLISH,
    Stage.REPORTED: Moment.REPORT,
    Stage.DECIDED: Moment.DECIDE,
    Stage.FED_BACK: Moment.FEED_BACK,
    Stage.EVALUATED: Moment.EVALUATE,
    Stage.ARCHIVED: Moment.ARCHIVE,
}
"""Stage -> the last moment that has been passed."""


class When(StrEnum):
    """Where a moment lies, seen from the stage that a dialogue is in."""

    PAST = "past"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A moment with everything that is to be done before it."""

    moment: Moment
    title: str
    when: When
    tasks: list[Task]
    day: date | None = None

    @property
    def left(self) -> list[Left]:
        return [left for task in self.tasks for left in task.all_left]


def passed(stage: Stage) -> list[Moment]:
    """The moments that lie behind a dialogue in `stage`."""
    last = REACHED.get(stage)
    return MOMENTS[: MOMENTS.index(last) + 1] if last else []


def now(stage: Stage) -> Moment | None:
    """The moment that comes next; None while residents answer, and when nothing more comes."""
    if stage in {Stage.PLANNED, Stage.OPEN, Stage.ARCHIVED, Stage.DECLINED}:
        return None
    behind = passed(stage)
    return MOMENTS[len(behind)]


def life_of(dialogue: Dialogue) -> list[Stretch]:
    """Every moment of `dialogue`, in order."""
    stage = dialogue.stage(today())
    states = gate_states(dialogue, Moment.ARCHIVE)
    behind, current = passed(stage), now(stage)
    return [
        Stretch(
            moment=moment,
            title=moment_title(moment),
            when=When.PAST if moment in behind else When.NOW if moment is current else When.LATER,
            tasks=tasks_of(dialogue, moment, states),
            day=day_of(dialogue, moment),
        )
        for moment in MOMENTS
    ]


def tasks_of(dialogue: Dialogue, moment: Moment, states: list[GateState]) -> list[Task]:
    """What is to be done before `moment`: the policy's gates, and what the product itself demands.

    What lay before opening is history once it is open: a policy that is chosen later does not judge it again.
    """
    gates = [gate_task(dialogue, state) for state in states if state.gate.before is moment]
    if moment in BEFORE_OPENING and dialogue.stage(today()) not in UNTIL_OPEN | {Stage.DECLINED}:
        return [task for task in gates if task.done]
    if moment is Moment.PUBLISH:
        told = {
            missing.field
            for state in states
            if state.gate.before in BEFORE_OPENING
            for missing in state.missing
        }
        return [*gates, *readiness_tasks(dialogue, asked_elsewhere(told))]
    step = own_step(dialogue, moment)
    return [*gates, *([step] if step else [])]


def asked_elsewhere(told: set[str]) -> set[str]:
    """The facts that need not be asked for again where gates tell of these fields."""
    return told | ({"step_decision"} if "resolution-degrees" in told else set())


def day_of(dialogue: Dialogue, moment: Moment) -> date | None:
    """The day that `dialogue` passed `moment`."""
    day: date | None = getattr(dialogue, DAYS[moment])
    return day


DAYS: dict[Moment, str] = {
    Moment.CONSIDER: "considered_on",
    Moment.HOLD: "agreed_on",
    Moment.PUBLISH: "published_on",
    Moment.REPORT: "reported_on",
    Moment.DECIDE: "decision_published_on",
    Moment.FEED_BACK: "fed_back_on",
    Moment.EVALUATE: "evaluated_on",
    Moment.ARCHIVE: "archived_on",
}
PROMISED: dict[Moment, str] = {
    Moment.REPORT: "compiled_on",
    Moment.DECIDE: "decided_on",
    Moment.FEED_BACK: "feedback_by",
}
STEPS: dict[Moment, tuple[str, Action, Callable[[], str]]] = {
    Moment.REPORT: ("follow_up.report", Action.PUBLISH_RESULT, lambda: _("Berätta vad invånarna svarade")),
    Moment.DECIDE: ("follow_up.decision", Action.PUBLISH_DECISION, lambda: _("Berätta vad som bestämdes")),
    Moment.FEED_BACK: (
        "follow_up.feedback",
        Action.PUBLISH_FEEDBACK,
        lambda: _("Ge invånarna återkoppling"),
    ),
    Moment.EVALUATE: ("follow_up.evaluation", Action.EVALUATE, lambda: _("Utvärdera dialogen")),
    Moment.ARCHIVE: ("follow_up.archive", Action.ARCHIVE, lambda: _("Arkivera dialogen")),
}
"""Moment after closing -> the page where it is done, what one must be allowed to do there, and its name."""


def own_step(dialogue: Dialogue, moment: Moment) -> Task | None:
    """What is done at a moment after closing, with the day that residents have been promised."""
    if moment not in STEPS:
        return None
    endpoint, action, words = STEPS[moment]
    address = url_for(endpoint, slug=dialogue.slug)
    done = done_on(dialogue, moment)
    left = () if done else (Left(words(), address, action),)
    promised: date | None = getattr(dialogue, PROMISED[moment]) if moment in PROMISED else None
    return Task(
        id=f"task-{moment}",
        title=words(),
        left=left,
        address=address,
        action=action,
        day=done,
        promised=promised,
        late=done is None and promised is not None and promised < today(),
    )


def done_on(dialogue: Dialogue, moment: Moment) -> date | None:
    """The day that what is done at `moment` was done; feedback is done when those who took part know too."""
    if moment is Moment.FEED_BACK and dialogue.participants_told_on is None:
        return None
    return day_of(dialogue, moment)


def moment_title(moment: Moment) -> str:
    """What is done before and at `moment`, as a heading."""
    return {
        Moment.CONSIDER: lambda: _("Överväga"),
        Moment.HOLD: lambda: _("Besluta att hålla dialogen"),
        Moment.PUBLISH: lambda: _("Planera och publicera"),
        Moment.REPORT: lambda: _("Redovisa svaren"),
        Moment.DECIDE: lambda: _("Redovisa beslutet"),
        Moment.FEED_BACK: lambda: _("Återkoppla"),
        Moment.EVALUATE: lambda: _("Utvärdera"),
        Moment.ARCHIVE: lambda: _("Arkivera"),
    }[moment]()


def moment_help(moment: Moment) -> str:
    """What to think of at `moment`, in a sentence or two."""
    return {
        Moment.CONSIDER: lambda: _(
            "Behöver ni invånarnas hjälp, och kan de påverka? Svara ärligt. Ett nej är bra det med."
        ),
        Moment.HOLD: lambda: _("De som får besluta säger om dialogen ska hållas. Skriv in deras beslut."),
        Moment.PUBLISH: lambda: _(
            "Börja med vilka ni frågar och vad de kan påverka. Välj sedan metod. Prova frågorna på någon."
        ),
        Moment.REPORT: lambda: _("Berätta det viktigaste först. Ta med det som var svårt att höra."),
        Moment.DECIDE: lambda: _("Säg vad som blev ja, vad som blev nej och varför."),
        Moment.FEED_BACK: lambda: _(
            "Berätta på alla språk som ni frågade på, och på de ställen där ni frågade."
        ),
        Moment.EVALUATE: lambda: _("Vad gick bra, och vad gör ni annorlunda nästa gång?"),
        Moment.ARCHIVE: lambda: _("Lämna dialogen till arkivet när allt är klart."),
    }[moment]()


@dataclass(frozen=True, slots=True)
class Next:
    """What to do now: the button's words, and where it leads. `moves`: it takes the dialogue a stage on."""

    words: str
    address: str
    moves: bool = False
    title: str = ""


MOVES: dict[Moment, tuple[Action, str, Callable[[], str]]] = {
    Moment.CONSIDER: (Action.CONSIDER, "planning.consider", lambda: _("Frågan är övervägd")),
    Moment.HOLD: (Action.HOLD, "planning.hold", lambda: _("Dialogen ska hållas")),
    Moment.PUBLISH: (Action.OPEN, "planning.open", lambda: _("Öppna dialogen")),
}
"""Moment -> what one must be allowed to do, where the form leads, and the words of its button."""


def next_step(dialogue: Dialogue, life: list[Stretch]) -> Next | None:
    """The one step that the person signed in can take now; None where there is none for them."""
    stretch = next((each for each in life if each.when is When.NOW), None)
    if stretch is None:
        return None
    open_tasks = [task for each in life[: life.index(stretch) + 1] for task in each.tasks if not task.done]
    found = next(_own_first(dialogue, open_tasks), None)
    if found:
        return found
    if open_tasks or stretch.moment not in MOVES:
        return None
    action, endpoint, words = MOVES[stretch.moment]
    if not allowed(action, dialogue):
        return None
    return Next(words(), url_for(endpoint, slug=dialogue.slug), moves=True)


def _own_first(dialogue: Dialogue, tasks: list[Task]) -> Iterator[Next]:
    """What is left that the person signed in may do, that of their own role first."""
    person = staff()
    roles = person.roles if person else frozenset[Role]()
    for task in sorted(tasks, key=lambda task: task.who not in roles):
        for left in task.all_left:
            if allowed(left.action, dialogue):
                yield Next(left.sentence, left.address, title=task.title)
