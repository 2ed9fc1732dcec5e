"""Rules that hold for all templates and styles."""

import re
from pathlib import Path

import pytest

from webapp.config import ROOT
from webapp.web.css import minified

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|"
    r"(?:min-|max-)?(?:width|height)|text-align:\s*(?:left|right)|float)\s*:"
)
MEDIA = re.compile(r"@media[^{]*\{|@page[^{]*\{")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


FIRST_PAGE = "templates/dialogues/show.html"
"""The only page that brings styles in itself: the one that a QR code leads to."""


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_holds_script_style_or_an_unsafe_filter_of_its_own(path: Path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"\s(?:style|on[a-z]+)=", source)
    assert "javascript:" not in source
    safe = source.replace("{{ critical_css|safe }}", "")
    assert "|safe" not in safe, "only our own styles are marked safe"
    assert "<style" not in source or path == ROOT / FIRST_PAGE


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_form_says_where_it_goes_and_every_htmx_address_is_its_own(path: Path):
    source = path.read_text(encoding="utf-8")
    for tag in re.findall(r"<form\b[^>]*>", source):
        assert "action=" in tag
    for attribute in re.findall(r'hx-(?:get|post|put|delete)="([^"]*)"', source):
        assert attribute.startswith("{{")


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_styles_follow_the_direction_of_the_text(path: Path):
    css = MEDIA.sub("", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S))
    assert PHYSICAL.findall(css) == []


def test_the_rule_about_direction_sees_a_physical_property():
    assert PHYSICAL.search(".a { margin-left: 1rem; }")
    assert not PHYSICAL.search(".a { margin-inline-start: 1rem; border-inline-start: 0; }")


@pytest.mark.parametrize("path", STYLES + SCRIPTS, ids=name)
def test_no_style_or_script_reaches_elsewhere(path: Path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"https?://|url\(|@import|@font-face", source)
    assert "eval(" not in source
    assert "innerHTML" not in source


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_making_styles_smaller_changes_no_braces(path: Path):
    css = path.read_text(encoding="utf-8")
    small = minified(css)
    assert small.count("{") == small.count("}") == re.sub(r"/\*.*?\*/", "", css, flags=re.S).count("{")
    assert "\n" not in small
