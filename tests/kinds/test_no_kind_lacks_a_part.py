"""No kind of question lacks a part: each part is tried for every kind that the domain knows."""

import csv
import io
from dataclasses import replace

import pytest
from flask import Flask

from tests.editing.pages import add_question, draft, fresh
from tests.factories import (
    answers_form,
    make_dialogue,
    make_municipality,
    make_staff,
    question,
    question_set,
)
from tests.forms import follow, press
from tests.interchange.workbooks import imported
from tests.interchange.workbooks import question as row
from tests.kinds.examples import EXAMPLES, everything, filled_in, title
from tests.staff import sign_in
from webapp.demo.simulation import VALUES
from webapp.documents.model import Bars, Heading, Paragraph
from webapp.domain.documents import fingerprint, from_document, to_document
from webapp.domain.kinds import KINDS, UNANSWERED, Field
from webapp.domain.lifecycle import Role
from webapp.domain.questions import Limits
from webapp.domain.reading import Problem, read_form
from webapp.follow_up.basis_answers import of_question
from webapp.models import Dialogue
from webapp.models.figures import figures
from webapp.web.composed import kind_words
from webapp.web.free_texts import TEXT_KINDS
from webapp.web.snapshots import Snapshot
from webapp.web.wording import problem_sentence

ADDRESS = "/sv/dialogues/skolgard/answer"
ENOUGH = 10
"""Responses that must come before figures move."""


def send(client, dialogue, number: int = 0):
    """Answers every question, and the receipt's address."""
    form = answers_form(fingerprint(dialogue.questions), **filled_in())
    sent = client.post(ADDRESS, data=form | {"key": f"key-{number:020d}", "do": "send"})
    assert sent.status_code == 303, sent.text
    return sent.location


def test_every_kind_has_an_example() -> None:
    assert list(EXAMPLES) == list(KINDS)
    assert {kind: each.question.kind for kind, each in EXAMPLES.items()} == {kind: kind for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_domain_reads_the_kind_counts_it_and_takes_no_blank_for_an_answer(kind) -> None:
    example = EXAMPLES[kind]
    value = KINDS[kind].read(example.question, Field(example.question, example.form("one")))
    assert value == example.value
    cells = list(KINDS[kind].cells(example.question, value))
    assert bool(cells) == (kind not in TEXT_KINDS)
    assert all(amount > 0 for _cell, amount in cells)
    blank = {name: ["", "  "] for name in example.form("one")}
    assert KINDS[kind].read(example.question, Field(example.question, blank)) is UNANSWERED


def test_a_question_set_of_every_kind_is_kept_as_a_document_without_loss() -> None:
    assert from_document(to_document(everything())) == everything()


def test_answers_of_every_kind_are_read_from_one_form() -> None:
    reading = read_form(everything(), filled_in())
    assert reading.problems == ()
    assert reading.answers == {kind: each.value for kind, each in EXAMPLES.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_words_say_what_the_kind_is_and_that_it_must_be_answered(lite_app: Flask, kind) -> None:
    with lite_app.test_request_context():
        words = kind_words(kind)
        assert words.label
        assert words.hint
        required = problem_sentence(Problem("one", f"required-{kind}"))
        assert required.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_composer_makes_the_kind_and_keeps_all_of_it(lite_client, lite_session, kind) -> None:
    example = replace(EXAMPLES[kind].question, id="example")
    draft(lite_client, lite_session, questions=question_set(example))
    follow(lite_client, add_question(lite_client, "skolgard", kind))
    questions = fresh(lite_session).query(Dialogue).one().questions
    assert questions.sections[0].questions[-1].kind == kind
    address = "/staff/dialogues/skolgard/questions/example"
    follow(lite_client, press(lite_client, lite_client.get(address), "do:save"))
    assert fresh(lite_session).query(Dialogue).one().questions.by_id["example"] == example


def test_form_has_the_fields_of_every_kind_and_keeps_what_was_filled_in(lite_client, lite_session) -> None:
    make_dialogue(lite_session, questions=everything())
    page = lite_client.get(ADDRESS)
    checked = press(lite_client, page, "do:check", filled_in())
    assert checked.status_code == 200
    again = press(lite_client, checked, "do:edit")
    sent = press(lite_client, press(lite_client, again, "do:check"), "do:send")
    assert follow(lite_client, sent).status_code == 200


def test_each_kind_that_must_be_answered_says_so_at_its_own_field(lite_client, lite_session) -> None:
    make_dialogue(lite_session, questions=everything(required=True))
    refused = press(lite_client, lite_client.get(ADDRESS), "do:check")
    assert refused.status_code == 422
    for kind in KINDS:
        assert f'<a href="#q-{kind}">' in refused.text
        assert f'id="q-{kind}"' in refused.text
        assert f'id="error-{kind}"' in refused.text


def test_page_to_check_and_receipt_say_what_was_answered_to_every_kind(client, session) -> None:
    dialogue = make_dialogue(session, questions=everything())
    form = answers_form(fingerprint(dialogue.questions), **filled_in())
    checked = client.post(ADDRESS, data=form | {"do": "check"}).text
    receipt = client.get(send(client, dialogue).removesuffix("/sent")).text
    for page in (checked, receipt):
        for kind, part in _parts(page, "<dt>").items():
            assert all(words in part for words in EXAMPLES[kind].said), (kind, part)


def _parts(page: str, mark: str) -> dict[str, str]:
    """Kind -> what the page says from its question's text to the next."""
    found = {}
    for part in page.split(mark)[1:]:
        for kind in KINDS:
            if title(kind) in part and kind not in found:
                found[kind] = part
    assert set(found) == set(KINDS), set(KINDS) - set(found)
    return found


def test_results_page_and_file_of_figures_tell_of_every_kind(client, session) -> None:
    dialogue = make_dialogue(session, questions=everything())
    for number in range(ENOUGH):
        send(client, dialogue, number)
    make_municipality(session)
    sign_in(client, make_staff(session, Role.OFFICIAL))
    page = client.get("/staff/dialogues/skolgard/results")
    for kind in KINDS:
        part = page.text.split(f'id="question-{kind}"')[1].split("</section>")[0]
        assert all(words in part for words in ("10 svar.", *EXAMPLES[kind].told)), (kind, part)
    file = press(client, page, "format:csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    for number, kind in enumerate(KINDS, start=1):
        mine = "\n".join(" ".join(cells) for cells in rows if cells[0] == str(number))
        assert all(words in mine for words in ("Alla svar 10", *EXAMPLES[kind].told)), (kind, mine)


def test_basis_for_a_decision_tells_of_every_kind(lite_app, lite_client, lite_session) -> None:
    dialogue = make_dialogue(lite_session, questions=everything())
    for number in range(ENOUGH):
        send(lite_client, dialogue, number)
    with lite_app.test_request_context():
        found = Snapshot(dialogue)
        told = figures(lite_session, dialogue, found.questions)
        for question in found.questions.asked:
            blocks = list(of_question(found, question, told.by_question[question.id]))
            assert isinstance(blocks[0], Heading)
            assert isinstance(blocks[-1], Paragraph if question.kind in TEXT_KINDS else Bars), question.kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_an_xlsform_is_read_as_the_kind_or_it_is_said_why_none_is(kind) -> None:
    mapping = EXAMPLES[kind].xlsform
    if isinstance(mapping, str):
        assert mapping.endswith(".")
        return
    assert imported(row(**mapping)).question_set.asked[0].kind == kind


def test_simulated_residents_can_answer_every_kind() -> None:
    assert set(VALUES) | TEXT_KINDS == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "limits", "hint"),
    [
        ("multiple", Limits(at_least=2), "Välj minst 2. Du kan välja fler."),
        ("multiple", Limits(at_most=2), "Välj högst 2."),
        ("multiple", Limits(at_least=1, at_most=2), "Välj minst 1 och högst 2."),
        ("multiple", Limits(at_least=2, at_most=2), "Välj 2."),
        ("number", Limits(minimum="-2.5"), "Ett tal som är minst -2,5."),
        ("number", Limits(maximum="120"), "Ett tal som är högst 120."),
        ("number", Limits(minimum="0", maximum="120"), "Ett tal från 0 till 120."),
    ],
)
def test_form_tells_the_limits_before_they_are_broken(lite_client, lite_session, kind, limits, hint) -> None:
    make_dialogue(lite_session, questions=question_set(question("one", kind, limits=limits)))
    assert f"<p>{hint}</p>" in lite_client.get(ADDRESS).text.replace("\u2212", "-")
