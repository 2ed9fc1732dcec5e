"""Groups of opinion, in words."""

from collections.abc import Iterable

from flask import render_template
from markupsafe import Markup

from webapp.domain.figures import GridFigures
from webapp.domain.opinion import FEWEST_PEOPLE, MOST_PEOPLE, Opinions
from webapp.domain.questions import Question
from webapp.extensions import db
from webapp.models.figures import Figures
from webapp.models.opinions import opinions_of
from webapp.web.kept import kept_text
from webapp.web.locale import and_list, decimal, gettext, ngettext, percent
from webapp.web.locale import gettext_markup as _
from webapp.web.snapshots import Snapshot

MOST_STATEMENTS = 60
"""With more statements than this no groups are looked for: it would take long."""


def opinion_part(found: Snapshot, told: Figures, question: Question) -> Markup:
    """The part of a page of results that tells of groups of opinion: worked out once, and then kept.

    Empty where nothing is told: of a group, of what is never told by group, and with few answers.
    """
    figure = told.by_question[question.id]
    hidden = bool(told.by) or question.id in found.questions.undivided
    if hidden or not isinstance(figure, GridFigures) or figure.answered.people < FEWEST_PEOPLE:
        return Markup()
    if len(question.rows) > MOST_STATEMENTS:
        return Markup()
    people = figure.answered.people
    key = ("opinions", found, question.id, people)
    return Markup(kept_text(key, lambda: _rendered(found, question, people)))  # noqa: S704 - rendered


def _rendered(found: Snapshot, question: Question, people: int) -> str:
    dialogue = found.dialogue
    told = opinions_of(db.session, dialogue, question, people)
    return render_template(
        "results/_opinions.html",
        question=question,
        source=dialogue.source_language,
        open=dialogue.sealed_on is None,
        told=told,
        people=people,
        rule=opinion_rule(people),
        group_sentence=group_sentence,
        division=division,
    )


def group_sentence(told: Opinions, number: int) -> str:
    """How large a group is, from 1."""
    share = percent(told.groups[number - 1].share)
    return gettext(
        "Grupp %(number)s: ungefär %(share)s av dem som svarade.", number=decimal(number), share=share
    )


def division(told: Opinions, statement: str) -> str:
    """Which groups are for a statement, which against, and which neither."""
    taken = {
        stand: [at for at, group in enumerate(told.groups, start=1) if group.stands[statement] == stand]
        for stand in (1, -1, 0)
    }
    said = (
        ngettext(
            "Grupp %(groups)s håller med.",
            "Grupp %(groups)s håller med.",
            len(taken[1]),
            groups=_listed(taken[1]),
        ),
        ngettext(
            "Grupp %(groups)s håller inte med.",
            "Grupp %(groups)s håller inte med.",
            len(taken[-1]),
            groups=_listed(taken[-1]),
        ),
        ngettext(
            "Grupp %(groups)s är delad.",
            "Grupp %(groups)s är delade.",
            len(taken[0]),
            groups=_listed(taken[0]),
        ),
    )
    return " ".join(sentence for sentence, groups in zip(said, taken.values(), strict=True) if groups)


def _listed(numbers: Iterable[int]) -> Markup:
    return and_list(map(decimal, numbers))


def opinion_rule(people: int) -> Markup:
    """How the groups were found, and how they are to be read."""
    rule = _(
        "En dator har sökt efter personer som tagit ställning ungefär lika. "
        "En grupp håller med när minst 60 procent i den gör det. En grupp har minst 20 personer. "
        "Grupperna är ingen sanning om vilka människor är: de beror på vilka påståenden som fanns med."
    )
    if people <= MOST_PEOPLE:
        return rule
    part = _("Det är räknat på ett slumpvis urval av ungefär %(people)s svar.", people=decimal(MOST_PEOPLE))
    return Markup("{} {}").format(rule, part)
