"""The page of components draws every component that there is."""

import re
from pathlib import Path

import pytest

from tests.factories import make_dialogue, make_municipality, make_staff
from tests.staff import sign_in
from webapp.domain.lifecycle import Role

PAGE = "/staff/components"
TEMPLATES = Path(__file__).parents[2] / "templates"
ELSEWHERE = {"saved", "htmx"}
"""What only tells of something that has just been done, as a note does; and a script that nobody sees."""


@pytest.fixture
def page(lite_client, lite_session):
    make_municipality(lite_session)
    make_dialogue(lite_session)
    sign_in(lite_client, make_staff(lite_session, Role.ADMINISTRATOR))
    return lite_client.get(PAGE).text


def test_every_file_of_components_is_drawn(page):
    source = (TEMPLATES / "oversight" / "components.html").read_text()
    files = {path.stem for path in (TEMPLATES / "components").glob("*.html")} - ELSEWHERE
    assert [name for name in sorted(files) if f'"components/{name}.html"' not in source] == []


def test_every_macro_for_fields_is_drawn(page):
    fields = (TEMPLATES / "components" / "fields.html").read_text()
    macros = set(re.findall(r"macro (\w+)\(", fields))
    parts = {"error", "described", "hint", "text", "in_language_field", "in_languages"}
    assert macros - parts == {"line", "day", "texts", "area", "choices", "pull_down", "clash"}
    for name in macros - parts:
        assert f"{name}(" in page


def test_the_ladder_stands_at_each_of_its_steps_and_the_timeline_in_each_phase(page):
    assert page.count('<ol class="stairs">') >= 5
    for phase in ("done", "now", "ahead"):
        assert f'<li class="{phase}"' in page
    assert 'class="late"' in page


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.COORDINATOR])
def test_it_is_for_administrators(lite_client, lite_session, role):
    make_municipality(lite_session)
    sign_in(lite_client, make_staff(lite_session, role))
    assert lite_client.get(PAGE).status_code == 403
