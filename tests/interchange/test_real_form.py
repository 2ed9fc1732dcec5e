"""A real form, the needs survey of migrant organisations in Saxony, compared with the file row by row."""

import openpyxl
import pytest

from tests.interchange.workbooks import REAL_FORM, codes
from webapp.domain.conditions import Chosen, Condition, Every, Some
from webapp.domain.documents import from_document, to_document
from webapp.domain.faults import faults
from webapp.interchange.remarks import Remark
from webapp.interchange.xlsform import Imported, import_xlsform

KINDS = """
welcome note
landkreise single 10
themenfelder multiple 8
themenfelder_other short_text
viele_ehrenamt_komm number
viele_hauptamt_komm number
zusammenarbeit_stadt single 2 required
zusammenarbeit_stadt_einschaetzung single 4
zusammenarbeit_verbesserung_text long_text
ansprechpersonen multiple 6
ansprechpersonen_other short_text
zusammenarbeit_stadt_freq single 3
wissen_gesetz single 2 required
veraenderung_gesetz_art single 3
gesetz_veraenderung_text long_text
entscheidungsverfahren multiple 5 required
entscheidungsverfahren_other short_text
schwierigkeiten long_text
teilhabe_gruppen multiple 13 required
teilhabe_gruppen_other short_text
probleme multiple 6 required
probleme_other short_text
probleme_ansprechpersonen single 2
probleme_ansprechpersonen_text long_text
hilfe multiple 5 required
hilfe_other short_text
mediennutzung multiple 6
probleme_digital multiple 6 required
probleme_digital_other short_text
hilfe_digital multiple 6
hilfe_digital_other short_text
unterstuetzung_themen multiple 7
unterstuetzung_art multiple 4
austausch_formate multiple 3
unterstuetzung_sonstiges short_text
kontakt_note note
verein short_text
email short_text
telefon short_text
kooperation_optin single 2
datenschutz_hinweis note
abschluss_danke note
"""

TOGETHER = Chosen("zusammenarbeit_stadt", "ja")
LAW = Chosen("wissen_gesetz", "ja")
CONDITIONS: dict[str, Condition] = {
    "themenfelder_other": Chosen("themenfelder", "other"),
    "zusammenarbeit_stadt_einschaetzung": TOGETHER,
    "zusammenarbeit_verbesserung_text": Some(
        (
            Chosen("zusammenarbeit_stadt_einschaetzung", "schlecht"),
            Chosen("zusammenarbeit_stadt_einschaetzung", "eher_schlecht"),
        )
    ),
    "ansprechpersonen": TOGETHER,
    "ansprechpersonen_other": Chosen("ansprechpersonen", "other"),
    "zusammenarbeit_stadt_freq": TOGETHER,
    "veraenderung_gesetz_art": LAW,
    "gesetz_veraenderung_text": Every(
        (
            LAW,
            Some(
                (
                    Chosen("veraenderung_gesetz_art", "ja_haben"),
                    Chosen("veraenderung_gesetz_art", "ja_zusammenarbeit"),
                )
            ),
        )
    ),
    "entscheidungsverfahren_other": Chosen("entscheidungsverfahren", "other"),
    "probleme_other": Chosen("probleme", "other"),
    "hilfe_other": Chosen("hilfe", "other"),
    "probleme_digital_other": Chosen("probleme_digital", "other"),
    "hilfe_digital_other": Chosen("hilfe_digital", "other"),
}

SECTIONS = {
    "start": "Wilkommen",
    "teil_allgemeine": "Teil A – Allgemeine Angaben",
    "teil_zusammenarbeit": "Teil B – Zusammenarbeit mit Kommunen und Landkreisen",
    "teil_organisationsentwicklung": "Teil C – Organisationsentwicklung",
    "teil_erfahrungen": "Teil D – Erfahrungen mit Krisen",
    "teil_digitalisierung": "Teil E – Digitalisierung",
    "teil_unterstuetzung": "Teil F – Unterstützung",
    "kontaktdaten": "Kontaktdaten",
    "abschluss": None,
}

REMARKS = [
    ("survey", 2, "appearance"),
    ("survey", 3, "formatting"),
    ("survey", 5, "appearance"),
    ("survey", 9, "formatting"),
    ("survey", 10, "formatting"),
    ("survey", 12, "appearance"),
    ("survey", 23, "appearance"),
    ("survey", 28, "condition-option-missing"),
    ("survey", 28, "condition-never"),
    ("survey", 30, "appearance"),
    ("survey", 38, "appearance"),
    ("survey", 45, "appearance"),
    ("survey", 51, "appearance"),
    ("survey", 54, "constraint"),
    ("survey", 57, "formatting"),
    ("survey", 59, "group-without-title"),
    ("survey", 59, "appearance"),
    ("survey", 60, "formatting"),
    ("settings", 2, "setting-not-used"),
    ("settings", 2, "setting-not-used"),
    ("", None, "comments"),
]


@pytest.fixture(scope="module")
def form() -> Imported:
    return import_xlsform(REAL_FORM.read_bytes(), ["sv", "de"])


def rows(sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet of the file, read without the importer."""
    headings, *values = openpyxl.load_workbook(REAL_FORM)[sheet].values
    return [dict(zip(headings, row, strict=True)) for row in values]


def test_it_is_german_and_has_a_title(form: Imported) -> None:
    assert (form.languages, form.default_language) == (["de"], "de")
    assert form.title == {"de": "Bedarfserhebung für Migrant*innenorganisationen in Sachsen"}


def test_every_group_is_a_section(form: Imported) -> None:
    titles = {section.id: section.title.get("de") for section in form.question_set.sections}
    assert titles == SECTIONS
    assert list(titles) == list(SECTIONS)


def test_every_question_has_its_kind_its_options_and_whether_it_is_required(form: Imported) -> None:
    told = [
        " ".join(
            filter(
                None,
                [asked.id, asked.kind, str(len(asked.options) or ""), "required" if asked.required else ""],
            )
        )
        for asked in form.question_set.by_id.values()
    ]
    assert told == KINDS.strip().splitlines()


def test_every_question_stands_in_the_section_of_its_group(form: Imported) -> None:
    expected: dict[str, list[str]] = {}
    group = ""
    for row in rows("survey"):
        if row["type"] == "begin_group":
            group = row["name"]
        elif row["type"] and row["type"] != "end_group":
            expected.setdefault(group, []).append(row["name"])
    assert {s.id: [asked.id for asked in s.questions] for s in form.question_set.sections} == expected


def test_every_condition_came_along_but_the_one_that_could_never_hold(form: Imported) -> None:
    conditions = {q.id: q.condition for q in form.question_set.by_id.values() if q.condition}
    assert conditions == CONDITIONS
    conditional = {row["name"] for row in rows("survey") if row["relevant"]}
    assert conditional - conditions.keys() == {"teilhabe_gruppen_other"}


def test_every_option_has_its_name_and_text(form: Imported) -> None:
    lists: dict[str, list[tuple[str, str]]] = {}
    for row in rows("choices"):
        if row["list_name"]:
            option = (row["name"], row["label::Deutsch (de)"].strip())
            lists.setdefault(row["list_name"], []).append(option)
    for row in rows("survey"):
        if str(row["type"]).startswith("select"):
            options = form.question_set.by_id[row["name"]].options
            expected = lists[row["type"].split()[1]]
            assert [(option.id, option.text["de"]) for option in options] == expected


def test_every_text_is_the_one_in_the_file_without_its_markup(form: Imported) -> None:
    remarked = {remark.row for remark in form.notes if remark.code == "formatting"}
    for number, row in enumerate(rows("survey"), start=2):
        asked = form.question_set.by_id.get(row["name"])
        if asked and number not in remarked:
            assert asked.text == {"de": row["label::Deutsch (de)"].strip()}
    texts = [asked.text["de"] for asked in form.question_set.by_id.values()]
    assert not [text for text in texts if "**" in text or "](" in text or "<" in text or "\\" in text]


def test_links_and_emphasis_became_readable_text(form: Imported) -> None:
    by_id = form.question_set.by_id
    welcome = by_id["welcome"].text["de"]
    assert welcome.startswith(
        "Das Zusammenleben e.V. (https://www.zusammenlebenev.de/) aus Freital möchte Ihr Engagement"
    )
    assert "in Migrant*innenorganisationen in Sachsen. Sie hilft" in welcome
    assert "\nDauer: ca. 10 Minuten\nBitte beachten: Pro Organisation" in welcome
    assert by_id["viele_ehrenamt_komm"].text["de"] == (
        "Wie viele Menschen machen aktiv ehrenamtlich mit in Ihrer Organisation?"
    )
    assert (
        by_id["datenschutz_hinweis"]
        .text["de"]
        .endswith("unserer Datenschutzerklärung (TODO) (https://www.ihre-organisation.de/datenschutz).")
    )
    assert "Klick auf Senden werden" in by_id["abschluss_danke"].text["de"]


def test_the_hint_came_along(form: Imported) -> None:
    hints = {asked.id: asked.hint for asked in form.question_set.by_id.values() if asked.hint}
    assert hints == {"kooperation_optin": {"de": "Freiwillig – keine Auswirkung auf die Vergütung."}}


def test_the_remarks_list_exactly_what_did_not_come_along(form: Imported) -> None:
    assert codes(form) == REMARKS


def test_the_remarks_quote_what_did_not_come_along(form: Imported) -> None:
    for remark in [
        Remark("survey", 2, "appearance", {"column": "appearance", "value": "field-list"}),
        Remark(
            "survey",
            54,
            "constraint",
            {"column": "constraint", "value": r"regex(., '^[^@\s]+@[^@\s]+\.[^@\s]+$')"},
        ),
        Remark("survey", 28, "condition-option-missing", {"question": "teilhabe_gruppen", "option": "other"}),
        Remark("settings", 2, "setting-not-used", {"name": "style", "value": "pages"}),
        Remark("settings", 2, "setting-not-used", {"name": "form_id", "value": "bedarfserhebung_mo_sachsen"}),
    ]:
        assert remark in form.notes


def test_a_dialogue_without_german_is_told_that_the_texts_are_german() -> None:
    result = import_xlsform(REAL_FORM.read_bytes(), ["sv", "en"])
    assert Remark("survey", 1, "language-not-offered", {"language": "de"}) in result.notes


def test_it_can_be_used_and_stored(form: Imported) -> None:
    assert list(faults(form.question_set)) == []
    assert from_document(to_document(form.question_set)) == form.question_set
