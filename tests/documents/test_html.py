"""The web page: the same document in the look of the other pages, checked as every page is."""

import html5lib
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from tests.checks import text_of
from tests.documents.examples import ARABIC, EXAMPLES, SPECIAL, decision_basis
from webapp.documents.html import heading, section
from webapp.documents.model import Document, Paragraph
from webapp.web.access import public

PAGE = """{% extends "layouts/base.html" %}{% block title %}{{ title }}{% endblock %}
{% block styles %}{{ super() }}<link rel="stylesheet" href="{{ asset('css/results.css') }}">
<link rel="stylesheet" href="{{ asset('css/document.css') }}">{% endblock %}
{% block main %}{{ body }}{% endblock %}"""


@pytest.fixture
def reader(lite_app: Flask) -> FlaskClient:
    """A client of an application with a page for each example."""

    @lite_app.get("/<lang:lang>/document/<name>", endpoint="document_page")
    @public
    def page(name: str) -> str:
        document = EXAMPLES[name]
        return render_template_string(PAGE, title=heading(document), body=section(document))

    return lite_app.test_client()


SVG = "{http://www.w3.org/2000/svg}"


def article(client: FlaskClient, name: str, lang: str = "sv") -> html5lib.treebuilders.base.Node:
    page = client.get(f"/{lang}/document/{name}").get_data(as_text=True)
    found = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page).find(".//article")
    assert found is not None
    return found


@pytest.mark.parametrize("lang", ["sv", "ar"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_document_is_a_sound_page(reader: FlaskClient, name: str, lang: str) -> None:
    assert reader.get(f"/{lang}/document/{name}").status_code == 200


def test_a_table_has_a_caption_headers_for_columns_and_rows_and_can_be_scrolled(reader: FlaskClient) -> None:
    scroll = article(reader, "every kind of block").find(".//div[@class='scroll']")
    assert (scroll.get("tabindex"), scroll.get("role")) == ("0", "group")
    table = scroll.find("table")
    assert text_of(table.find("caption")) == "Svar efter stadsdel"
    assert table.find("caption").get("id") == scroll.get("aria-labelledby")
    assert [cell.get("scope") for cell in table.iterfind("thead/tr/th")] == ["col"] * 3
    row = table.findall("tbody/tr")[1]
    assert [(cell.tag, cell.get("scope"), cell.get("class"), text_of(cell)) for cell in row] == [
        ("th", "row", None, "Holmängen"),
        ("td", None, "n", "färre än 5"),
        ("td", None, "n", "116"),
    ]


def test_the_figures_of_bars_stand_as_text_and_the_bars_are_hidden_from_screen_readers(
    reader: FlaskClient,
) -> None:
    table = article(reader, "every kind of block").findall(".//table")[1]
    assert [text_of(row) for row in table.iterfind("tbody/tr")] == ["Träd19763 %", "Vet inte114 %"]
    bars = list(table.iter(f"{SVG}svg"))
    assert [bar.get("aria-hidden") for bar in bars] == ["true"]
    assert bars[0].findall(f"{SVG}rect")[1].get("width") == "63.0"


def test_what_is_in_another_language_says_so(reader: FlaskClient) -> None:
    whole = article(reader, "every kind of block", "ar")
    assert (whole.get("lang"), whole.get("dir")) == ("sv", "ltr")
    quotes = [quote.find("div") for quote in whole.iter("blockquote")]
    assert [quote.get("lang") for quote in quotes] == ["sv", "ar", "so", "ti", "uk"]
    assert text_of(quotes[1]) == ARABIC
    assert quotes[1].get("dir") == "auto"
    right = article(reader, "arabic")
    assert (right.get("lang"), right.get("dir")) == ("ar", "rtl")
    assert right.find(".//span[@lang='sv']").get("dir") == "ltr"


def test_what_residents_write_stays_text(reader: FlaskClient) -> None:
    whole = article(reader, "hostile")
    assert not list(whole.iter("script"))
    assert SPECIAL in text_of(whole)
    assert "<script>alert(1)</script>" in text_of(whole)
    assert "漢字" in text_of(whole)


def test_a_list_of_contents_leads_to_the_headings(reader: FlaskClient) -> None:
    whole = article(reader, "every kind of block")
    links = {link.get("href"): text_of(link) for link in whole.iterfind(".//nav//a")}
    headings = {f"#{each.get('id')}": text_of(each) for tag in ("h2", "h3") for each in whole.iter(tag)}
    assert links == headings
    assert len(links) == 4


def test_the_page_may_have_a_heading_of_its_own(lite_app: Flask) -> None:
    with lite_app.test_request_context("/sv/"):
        assert "<h1>" in section(decision_basis())
        assert "<h1>" not in section(decision_basis(), title=False)


def test_paragraphs_and_line_breaks_are_kept(lite_app: Flask) -> None:
    with lite_app.test_request_context("/sv/"):
        written = section(Document("T", blocks=(Paragraph("Ett\ntvå\n\n<tre>", "Först."),)))
    assert "<p><strong>Först.</strong> Ett<br>två</p>\n<p>&lt;tre&gt;</p>" in written
