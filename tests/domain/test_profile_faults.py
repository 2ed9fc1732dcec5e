"""Profiles that could never work: gates that no dialogue can meet, and what is never used."""

import pytest

from tests.domain.sixth_profile import SIXTH, written
from webapp.domain.checked_table import WrongProfile
from webapp.domain.gate_checks import CHECKS
from webapp.domain.policy import Moment
from webapp.profiles import load


def with_gate(check: str, before: str = "archive", more: str = "") -> str:
    keys = f'id = "extra"\nbefore = "{before}"\ncheck = "{check}"\n{more}'
    gate = f'{keys}\nwords = "w"\nplace = "p"\n\n[[gates]]\n'
    return SIXTH.replace('id = "reason"', f'{gate}id = "reason"', 1)


@pytest.mark.parametrize(
    "check", [name for name, check in CHECKS.items() if check.earliest > Moment.CONSIDER]
)
def test_a_gate_before_its_facts_can_exist_is_refused_and_accepted_from_then_on(tmp_path, check):
    moments = list(Moment)
    first = moments.index(CHECKS[check].earliest)
    early = moments[first - 1].value
    said = rf"^sixth\.toml: gates\.extra: can never be met before '{early}': '{check}' is first"
    with pytest.raises(WrongProfile, match=said):
        load(written(tmp_path, with_gate(check, moments[first - 1].value)))
    assert load(written(tmp_path, with_gate(check, moments[first].value)))


def only(*steps: str) -> str:
    listed = "".join(f'[[steps]]\nstep = "{step}"\n\n' for step in steps)
    return listed + "[[deciding]]"


def with_steps(text: str, *steps: str) -> str:
    start, end = text.index("[[steps]]"), text.index("[[deciding]]")
    return text[:start] + only(*steps) + text[end + len("[[deciding]]") :]


@pytest.mark.parametrize(
    ("check", "steps"),
    [
        ("something-to-influence", ["information"]),
        ("more-than-information", ["information"]),
        ("advisory", ["co-decision"]),
    ],
)
def test_a_gate_that_forbids_every_step_allowed_is_refused(tmp_path, check, steps):
    said = rf"^sixth\.toml: gates\.extra: can never be met: '{check}' forbids every step .*\({steps[0]}\)"
    with pytest.raises(WrongProfile, match=said):
        load(written(tmp_path, with_steps(with_gate(check), *steps)))
    assert load(written(tmp_path, with_steps(with_gate(check), *steps, "dialogue")))


def test_two_gates_that_together_forbid_every_step_are_refused(tmp_path):
    both = with_gate("advisory").replace('check = "reason"', 'check = "more-than-information"')
    with pytest.raises(WrongProfile, match=r"can never be met: .* every step of the ladder that is left"):
        load(written(tmp_path, with_steps(both, "information", "co-decision")))
    apart = both.replace('check = "advisory"', 'check = "advisory"\ntypes = ["user"]')
    assert load(written(tmp_path, with_steps(apart, "information", "co-decision")))
    assert load(written(tmp_path, with_steps(both, "information", "co-decision", "influence")))


def test_a_gate_for_dialogues_that_its_check_forbids_is_refused(tmp_path):
    with pytest.raises(WrongProfile, match=r"gates\.extra: can never be met when 'not-political'"):
        load(written(tmp_path, with_gate("political-matter", "hold", 'when = "not-political"')))
    assert load(written(tmp_path, with_gate("political-matter", "hold", 'when = "own-area"')))


def test_an_evaluation_of_nothing_is_refused(tmp_path):
    text = SIXTH.replace('types = ["resident", "user"]\nwords = "utvärdera"', 'words = "utvärdera"', 1)
    text = text.replace('types = ["resident", "user"]', 'types = ["user"]')
    with pytest.raises(
        WrongProfile, match=r"gates\.evaluation: asks for an evaluation, .* resident; add an item"
    ):
        load(written(tmp_path, text))


def test_no_step_at_all_is_refused(tmp_path):
    text = SIXTH[: SIXTH.index("[[steps]]")] + SIXTH[SIXTH.index("[[deciding]]") :]
    with pytest.raises(WrongProfile, match=r"^sixth\.toml: steps: is empty"):
        load(written(tmp_path, f"steps = []\n{text}"))
