"""Of a group a conditional question is told only where no hidden count follows from how many were asked."""

import pytest

from tests.factories import question, question_set
from webapp.domain.conditions import Answered, Chosen, Compared, Every, Otherwise, Some
from webapp.domain.results import follows

ASKED = question_set(
    question("one"),
    question("other"),
    question("many", "multiple"),
    question("grid", "matrix"),
    question("number", "number"),
)
A, B = Chosen("one", "gunga"), Chosen("one", "lek")


@pytest.mark.parametrize(
    ("condition", "hidden", "told"),
    [
        (None, {"one"}, True),
        (A, set(), True),
        (A, {"one"}, False),
        (A, {"other"}, True),
        (Some((A, B)), set(), True),
        (Some((A, B)), {"one"}, False),
        (Chosen("many", "gunga"), set(), True),
        (Some((Chosen("many", "gunga"), Chosen("many", "lek"))), set(), False),
        (Chosen("grid", "lek", "sommar"), set(), False),
        (Compared("number", ">", "17"), set(), False),
        (Answered("one"), set(), False),
        (Otherwise(A), set(), False),
        (Every((A, Chosen("other", "lek"))), set(), False),
        (Some((A, Chosen("other", "lek"))), set(), False),
    ],
)
def test_a_condition_is_followed_where_its_question_is_shown(condition, hidden, told):
    assert follows(question("two", condition=condition), ASKED.by_id, hidden) is told
