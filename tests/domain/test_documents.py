"""Question sets as documents: what was stored before is read, and fingerprints stay what they were."""

import pytest

from tests.factories import question, question_set
from webapp.domain.documents import fingerprint, from_document, to_document
from webapp.domain.questions import Limits
from webapp.domain.ready import WORDS
from webapp.web.languages import INTERFACE

BEFORE = {
    "format": 1,
    "sections": [
        {
            "id": "s1",
            "title": {"sv": "Del"},
            "intro": {},
            "questions": [
                {
                    "id": "one",
                    "kind": "multiple",
                    "text": {"sv": "Vad?"},
                    "hint": {},
                    "required": True,
                    "may_decline": False,
                    "options": [{"id": "a", "text": {"sv": "A"}}, {"id": "b", "text": {"sv": "B"}}],
                    "limits": {"at_most": 1},
                    "condition": None,
                }
            ],
        }
    ],
}
"""A document as it was written before there were ready answers."""


def test_a_document_from_before_is_read_and_written_again_unchanged() -> None:
    assert to_document(from_document(BEFORE)) == BEFORE


def test_forms_that_were_open_before_still_carry_the_fingerprint_of_their_questions() -> None:
    assert fingerprint(question_set()) == "c76202a0f2ac"


@pytest.mark.parametrize(
    "changed",
    [
        question("one", "date", limits=Limits(earliest="2026-01-02")),
        question("one", "date", limits=Limits(latest="2026-01-01")),
        question("one", "yes_no"),
    ],
)
def test_other_rules_are_another_fingerprint(changed) -> None:
    plain = question("one", changed.kind, limits=Limits(earliest="2026-01-01"), options=())
    assert fingerprint(question_set(changed)) != fingerprint(question_set(plain))


def test_ready_answers_are_kept_by_name_and_come_back_with_their_words() -> None:
    document = to_document(question_set(question("one", "yes_no")))
    assert document["sections"][0]["questions"][0]["options"] == [
        {"id": "yes", "ready": "yes"},
        {"id": "no", "ready": "no"},
    ]
    assert from_document(document).by_id["one"].options[0].text["ar"] == "نعم"


@pytest.mark.parametrize("name", WORDS)
def test_ready_answers_have_words_in_every_language_of_the_interface(name) -> None:
    assert set(WORDS[name]) >= set(INTERFACE) - {"sv-simple"}
    assert all(word.strip() == word and word for word in WORDS[name].values())
