"""What is known not to be accessible in the product itself, for every municipality's statement.

Each entry is held against reality by a test of the same name in tests/accessibility: when the shortcoming is
mended, that test fails until the entry is taken away. What no machine can check says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from webapp.domain.declarations import AccessibilityStatement, Assessment
from webapp.web.locale import gettext as _

Said = Callable[[], str]
CHANGED_ON = date(2026, 11, 21)
"""The day that the list below was last changed."""


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Something that some people cannot use as others do.

    Args:
        criterion: the number of the success criterion in WCAG 2.1 and 2.2; empty where it may be any.
        level: ``A`` or ``AA``; empty with `criterion`.
        endpoint: a page where it shows.
        since: the day that the part of the product came.
        by_machine: whether a test can tell that it is still so.
        title: what is wrong, in a few words.
        means: what it means for those whom it hinders.
        where: on which pages.
        plan: what is done about it, and what those whom it hinders can do meanwhile.
        settled_by: the assessment that makes it untrue, where a municipality has made one.
    """

    id: str
    criterion: str
    level: str
    endpoint: str
    since: date
    by_machine: bool
    title: Said
    means: Said
    where: Said
    plan: Said
    settled_by: Assessment | None = None


SHORTCOMINGS = (
    Shortcoming(
        id="language-of-residents-texts",
        criterion="3.1.2",
        level="AA",
        endpoint="ideas.show",
        since=date(2026, 11, 21),
        by_machine=True,
        title=lambda: _("Text från invånare kan läsas upp på fel språk"),
        means=lambda: _(
            "Den som skriver en idé på ett annat språk än sidan har får sin text märkt med sidans språk. "
            "Då kan en skärmläsare uttala den fel."
        ),
        where=lambda: _("Sidor med idéer, kommentarer och förslag."),
        plan=lambda: _(
            "Det är inte rättat än. Välj samma språk på sidan som du skriver på, om det finns. "
            "Då blir märkningen rätt."
        ),
    ),
    Shortcoming(
        id="time-of-e-identity",
        criterion="2.2.1",
        level="A",
        endpoint="answering.answer",
        since=date(2026, 11, 21),
        by_machine=True,
        title=lambda: _("En legitimering gäller bara en viss tid"),
        means=lambda: _(
            "Den som legitimerar sig måste skicka sina svar inom två timmar. Det går inte att förlänga tiden."
        ),
        where=lambda: _("Dialoger där du svarar med e-legitimation."),
        plan=lambda: _(
            "Det är inte rättat än. Går tiden ut finns dina svar kvar. Legitimera dig igen och skicka dem då."
        ),
    ),
    Shortcoming(
        id="not-tried-with-aids",
        criterion="",
        level="",
        endpoint="dialogues.register",
        since=date(2026, 11, 21),
        by_machine=False,
        title=lambda: _("Sidorna är inte prövade med hjälpmedel"),
        means=lambda: _(
            "Ingen har gått igenom sidorna med skärmläsare, röststyrning eller förstoringsprogram. "
            "Därför kan det finnas hinder som vi inte känner till."
        ),
        where=lambda: _("Alla sidor."),
        plan=lambda: _("Människor som använder hjälpmedel behöver pröva sidorna. Berätta om något inte går."),
        settled_by=Assessment.USERS,
    ),
)


def known(declared: AccessibilityStatement) -> list[Shortcoming]:
    """The shortcomings that a municipality with this statement knows of."""
    return [each for each in SHORTCOMINGS if each.settled_by not in declared.assessments]
