"""One example of each kind of question: what a resident fills in, and what is then said of it."""

from dataclasses import dataclass, replace
from typing import Any

from tests.factories import options, projects, question
from tests.interchange.workbooks import YES_NO
from tests.pictures import picture_options
from webapp.domain.questions import Limits, Question, QuestionSet, Section, Value

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Example:
    """An example of a kind.

    Args:
        question: one with the id ``one``.
        fields: what a form without scripts sends, ending of the field's name -> values.
        value: what is stored.
        said: what stands on the page to check and on the receipt.
        told: what stands among the figures of ten such answers, on the page and in the file.
        xlsform: cells of a row of the survey sheet that is read as the kind; or why there is none.
    """

    question: Question
    fields: Fields
    value: Value
    said: tuple[str, ...]
    told: tuple[str, ...]
    xlsform: dict[str, Any] | str

    def form(self, id_: str) -> Fields:
        """The fields, for a question with this id."""
        return {f"q.{id_}{ending}": values for ending, values in self.fields.items()}


EXAMPLES: dict[str, Example] = {
    "single": Example(
        question("one", "single"), {"": ["boll"]}, "boll", ("Boll",), ("Boll",), {"type": "select_one yn"}
    ),
    "multiple": Example(
        question("one", "multiple"),
        {"": ["lek", "boll"]},
        ["boll", "lek"],
        ("Boll", "Lek"),
        ("Boll", "Lek"),
        {"type": "select_multiple yn"},
    ),
    "yes_no": Example(
        question("one", "yes_no"),
        {"": ["no"]},
        "no",
        ("Nej",),
        ("Ja", "Nej"),
        "XLSForm has no type for yes or no: such forms choose from a list, and are read as one choice.",
    ),
    "scale": Example(
        question("one", "scale"),
        {"": ["lek"]},
        "lek",
        ("Lek",),
        ("Lek",),
        {"type": "select_one yn", "appearance": "likert"},
    ),
    "short_text": Example(
        question("one", "short_text"),
        {"": ["Hej på dig"]},
        "Hej på dig",
        ("Hej på dig",),
        (),
        {"type": "text"},
    ),
    "long_text": Example(
        question("one", "long_text"),
        {"": ["En rad"]},
        "En rad",
        ("En rad",),
        (),
        {"type": "text", "appearance": "multiline"},
    ),
    "number": Example(
        question("one", "number", limits=Limits(decimals=1)),
        {"": ["12,5"]},
        "12.5",
        ("12,5",),
        ("12,5",),
        {"type": "integer"},
    ),
    "date": Example(
        question("one", "date", limits=Limits(earliest="1990-01-01")),
        {".day": ["3"], ".month": ["maj"], ".year": ["٢٠٢٦"]},
        "2026-05-03",
        ("3 maj 2026",),
        ("3 maj 2026",),
        {"type": "date"},
    ),
    "ranking": Example(
        question("one", "ranking", limits=Limits(places=2)),
        {".gunga": [""], ".boll": ["1"], ".lek": ["2"]},
        ["boll", "lek"],
        ("Boll", "Lek"),
        ("Boll", "Lek"),
        {"type": "rank yn"},
    ),
    "points": Example(
        question("one", "points", limits=Limits(points=10), options=options("Gunga", "Boll")),
        {".gunga": ["7"], ".boll": [""]},
        {"gunga": 7},
        ("Gunga", "7 poäng"),
        ("Gunga",),
        "XLSForm has no type of question where points are shared out among options.",
    ),
    "budget": Example(
        question(
            "one",
            "budget",
            limits=Limits(budget=500_000, voting="knapsack", headline="greedy"),
            options=projects(Gunga=300_000, Boll=200_000, Lek=100_000),
        ),
        {"": ["boll", "gunga"]},
        ["gunga", "boll"],
        ("Gunga", "300\xa0000 kr", "Boll", "Tillsammans 500\xa0000 kr"),
        ("Gunga", "Boll", "Lek", "Får pengar"),
        "XLSForm has no type of question where projects with costs share a budget.",
    ),
    "matrix": Example(
        question("one", "matrix"),
        {".sommar": ["lek"], ".vinter": ["boll"]},
        {"sommar": "lek", "vinter": "boll"},
        ("Sommar", "Lek", "Vinter", "Boll"),
        ("Sommar", "Lek", "Vinter", "Boll"),
        "XLSForm only shows questions as a table: each row there is a question, and is read as one.",
    ),
    "statements": Example(
        question("one", "statements"),
        {".sommar": ["agree"], ".vinter": ["pass"]},
        {"sommar": "agree", "vinter": "pass"},
        ("Sommar", "Håller med", "Vinter", "Hoppar över"),
        ("Sommar", "Vinter", "100"),
        "XLSForm has no type for agreeing, disagreeing or passing: each statement is one choice there.",
    ),
    "pairs": Example(
        question("one", "pairs"),
        {".gunga~boll": ["boll"], ".gunga~lek": [""], ".boll~lek": ["lek"]},
        [["boll", "gunga"], ["lek", "boll"]],
        ("<strong>Boll</strong> framför Gunga", "<strong>Lek</strong> framför Boll"),
        ("Boll", "Lek", "Underlaget är tunt", "Vann 10 av 20 jämförelser"),
        "XLSForm has no type of question that draws pairs: each pair would be a choice of its own.",
    ),
    "picture": Example(
        question("one", "picture", options=picture_options()),
        {"": ["boll"]},
        "boll",
        ("Boll",),
        ("Boll",),
        "XLSForm names pictures that lie in files of their own: a workbook alone has none.",
    ),
}
"""Kind -> its example. A test holds that no kind lacks one."""
CHOICES = YES_NO


def title(kind: str) -> str:
    """The text of the question of a kind in `everything`."""
    return f"Frågan av slaget {kind}?"


def everything(*, required: bool = False) -> QuestionSet:
    """One question of each kind, the kind being its id."""
    asked = tuple(
        replace(each.question, id=kind, text={"sv": title(kind)}, required=required)
        for kind, each in EXAMPLES.items()
    )
    return QuestionSet((Section("s1", {"sv": "Frågor"}, {}, asked),))


def filled_in() -> Fields:
    """The form of `everything`, filled in with each example."""
    fields: Fields = {}
    for kind, example in EXAMPLES.items():
        fields |= example.form(kind)
    return fields
