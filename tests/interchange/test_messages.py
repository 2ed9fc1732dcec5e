"""Every remark and refusal has a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.interchange.workbooks import REAL_FORM, question, refusal, xlsx
from webapp.interchange import remarks
from webapp.interchange.columns import NOT_CARRIED
from webapp.interchange.messages import place, sentence
from webapp.interchange.refusal_words import REFUSALS
from webapp.interchange.remark_words import REMARKS
from webapp.interchange.remarks import Remark
from webapp.interchange.row_types import _DROPPED
from webapp.interchange.translation_refusals import TRANSLATION_REFUSALS
from webapp.interchange.xlsform import import_xlsform

FOLDER = Path(remarks.__file__).parent
SPEAKING = {"remark", "once", "problem", "Remark", "Flaw", "ImportRefused", "NotCarriedOver"}
SPEAKING |= {"RowType", "_drop", "label"}
"""Functions that are called with a code."""
FACTS = {
    "sheet": "survey",
    "column": "label",
    "columns": ["region"],
    "rows": [2, 4],
    "names": ["a", "b"],
    "limit": 500,
    "count": 501,
    "megabytes": 10,
    "known": 1,
    "language": "de",
    **dict.fromkeys(["name", "identifier", "value", "type", "label", "title", "list", "option"], "x"),
    **dict.fromkeys(["question", "expression", "function"], "x"),
}


def literals(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def codes_in_the_source() -> set[str]:
    """Texts that look like a code among the first arguments of the calls that take one."""
    found: set[str] = set()
    for path in FOLDER.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                if name in SPEAKING:
                    for argument in call.args[:3]:
                        found.update(literals(argument))
    return {code for code in found if "-" in code and code.replace("-", "").islower()}


def test_every_code_in_the_source_has_a_sentence() -> None:
    codes = codes_in_the_source() | set(NOT_CARRIED.values()) | set(_DROPPED)
    assert len(codes) > 60
    assert codes - REFUSALS.keys() - TRANSLATION_REFUSALS.keys() - REMARKS.keys() == set()


def test_no_code_has_two_sentences() -> None:
    assert REFUSALS.keys() & REMARKS.keys() == set()


@pytest.mark.parametrize("code", sorted(REFUSALS | REMARKS))
def test_every_sentence_can_be_said(lite_app: Flask, code: str) -> None:
    with lite_app.test_request_context():
        words = sentence(Remark("survey", 2, code, FACTS))
    assert words[0].isupper()
    assert words[-1] in ".?"
    assert "%(" not in words


def test_the_remarks_on_the_real_form_can_be_said_with_their_places(lite_app: Flask) -> None:
    with lite_app.test_request_context():
        told = [f"{place(note)}: {sentence(note)}" for note in import_xlsform(REAL_FORM.read_bytes()).notes]
    assert "Blad survey, rad 2: Utseendet ”field-list” är inte med." in told
    assert "Hela filen: Kommentarerna i arbetsboken är inte med." in told
    assert any("texter på Deutsch" in line for line in told)


def test_a_refusal_names_the_rows(lite_app: Flask) -> None:
    refused = refusal(xlsx([question(name="a"), question(name="b"), question(name="a")]))
    with lite_app.test_request_context():
        said = sentence(refused)
        assert said == sentence(refused.problems[0])
    assert said == "Namnet a finns flera gånger, på raderna 2 och 4. Ge varje fråga ett eget namn."
