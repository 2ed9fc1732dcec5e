"""The profile that the README shows is whole, and its tables name everything there is."""

import re
from pathlib import Path

from webapp.domain.gate_checks import CHECKS
from webapp.domain.policy import Ask, Moment, When
from webapp.profiles import load

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_the_example_in_the_readme_is_a_profile_that_loads(tmp_path):
    example = re.search(r"```toml\n(\[policy\]|# The policy itself.*?)(.*?)```", README, re.DOTALL)
    file = tmp_path / "lindmo.toml"
    file.write_text("".join(example.groups()), "utf-8")
    assert load(file).policy.municipality == "Lindmo kommun"


def test_the_readme_tells_of_every_check_from_when_it_can_be_asked_for():
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| .* \| `([a-z-]+)` \|$", README, re.MULTILINE))
    assert {name: rows.get(name) for name in CHECKS} == {
        name: check.earliest.value for name, check in CHECKS.items()
    }
    assert not [each for kind in (Ask, Moment, When) for each in kind if f"| `{each}` |" not in README]
