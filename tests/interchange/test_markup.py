"""Light markup in labels becomes readable plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.interchange.markup import plain


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**Dauer:** ca. 10 Minuten", "Dauer: ca. 10 Minuten"),
        ("***fet kursiv***", "fet kursiv"),
        ("*kursiv* och _så_", "kursiv och så"),
        ("__Migrant*innen__", "Migrant*innen"),
        ("[Kommunen](https://k.se/a_(b))", "Kommunen (https://k.se/a_(b))"),
        ("**[e.V.](https://e.de/)** aus", "e.V. (https://e.de/) aus"),
        ('[a](https://a.se "titel")', "a (https://a.se)"),
        ("[https://a.se](https://a.se)", "https://a.se"),
        ("![karta](https://a.se/_k_.png)", "karta (https://a.se/_k_.png)"),
        ('<a href="https://d.de/x" target="_blank">Daten (TODO)</a>.', "Daten (TODO) (https://d.de/x)."),
        ("<a class='x' href='mailto:a@b.se'><b>Skriv</b></a>", "Skriv (a@b.se)"),
        ("Klick auf <strong>Senden</strong>", "Klick auf Senden"),
        ("<p>Ett</p><p>två<br/>tre</p>", "Ett\ntvå\ntre"),
        ('<span style="color:red">röd</span>', "röd"),
        ("# Rubrik\nText", "Rubrik\nText"),
        ("[tryck](javascript:alert(1))", "tryck"),
        ('<a href="javascript:alert(1)">tryck</a>', "tryck"),
    ],
)
def test_markup_is_taken_away(raw: str, text: str) -> None:
    assert plain(raw) == (text, True)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Verein*innen und Bürger*innen", "Verein*innen und Bürger*innen"),
        ("LSBTI*-Community", "LSBTI*-Community"),
        (r"Migrant\*innen", "Migrant*innen"),
        (r"\_inte\_ \[x\](y)", "_inte_ [x](y)"),
        ("* ett\n* två *", "* ett\n* två *"),
        ("snake_case_name", "snake_case_name"),
        ("Fyll i: ______ kr", "Fyll i: ______ kr"),
        ("1 < 2 and 3 > 2, <okänd>", "1 < 2 and 3 > 2, <okänd>"),
        ("https://a.se/_b_/c_d", "https://a.se/_b_/c_d"),
        ("AT&amp;T &lt;b&gt; ?a=1&copy=2", "AT&T <b> ?a=1&copy=2"),
        ("rad ett  \nrad två", "rad ett\nrad två"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('=HYPERLINK("https://a.se")', '=HYPERLINK("https://a.se")'),
    ],
)
def test_what_is_no_markup_stays_and_is_not_remarked_upon(raw: str, text: str) -> None:
    assert plain(raw) == (text, False)


def test_entities_cannot_bring_back_characters_that_were_cleaned_away() -> None:
    assert plain("a&#x202E;b&#0;c&#xD800;d&#xFDD1;e").text.isprintable()


@given(st.text(alphabet="*_[]()<>ab /\\&;#!\"'=\nhref:.", max_size=300))
def test_any_text_becomes_plain_text_that_stays_as_it_is_when_cleaned_again(raw: str) -> None:
    text = plain(raw).text
    assert not set(text) & {chr(0xFDD0 + n) for n in range(32)}
    assert text == text.strip()
