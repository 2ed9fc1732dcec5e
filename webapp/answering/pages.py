"""The pages of a form: before and after a press, with what must be mended, and to be read once more."""

from typing import Any

from flask import Response, request

from webapp.answering.drafts import Form, asked_questions, left_sentence
from webapp.answering.once import CODE_FIELD, Admission, made_for, typed_code, used_code
from webapp.domain.drawing import orders
from webapp.domain.reading import Problem, Reading, read_form
from webapp.domain.shuffling import PLAIN, order_of
from webapp.domain.taking_part import Mode
from webapp.web.locale import CHOICE
from webapp.web.navigation import PLACE, place_code
from webapp.web.pages import own, page, private
from webapp.web.snapshots import Snapshot
from webapp.web.typed import new_key

CONTROLS = frozenset({"do", CHOICE, "csrf_token"})
"""Fields that say what is to be done, and not what is answered."""
KEY_LENGTH = 64


def posted_form() -> Form:
    """What the request's form says of answers."""
    return {name: values for name, values in request.form.lists() if name not in CONTROLS}


def submission_key(form: Form) -> str:
    """The key that the form carries, or a new one where it carries none that could be ours."""
    key = next(iter(form.get("key", [])), "")
    return key if 16 <= len(key) <= KEY_LENGTH and key.isascii() else new_key()


def form_page(
    found: Snapshot,
    form: Form,
    *,
    problems: tuple[Problem, ...] = (),
    pressed: tuple[str, str] | None = None,
    empty: bool = False,
    changed: bool = False,
    refused: str = "",
    status: int = 200,
) -> Response:
    """The whole form, or the one question that a press changed. `refused`: why nothing can be stored yet."""
    facts = form_facts(found, form, problems) | {"refused": refused}
    if pressed:
        item, announce = facts["asked"][pressed[0]], pressed[1]
        facts |= {"item": item, "announce": announce, "pressed": request.form["press"].replace(":", "-")}
    fragment = "answering/question_swap.html" if pressed else None
    return own(
        page("answering/form.html", fragment=fragment, status=status, empty=empty, changed=changed, **facts)
    )


def refused_page(found: Snapshot, form: Form, reading: Reading, admitted: Admission) -> Response:
    """The form with everything that must be mended."""
    return form_page(
        found,
        form,
        problems=reading.problems,
        empty=reading.empty,
        refused=admitted.problem,
        status=422,
    )


def taken_page(found: Snapshot, form: Form) -> Response:
    """Another response used up the same code, or was the same person's, at the same moment."""
    if found.dialogue.mode is Mode.CODE:
        return form_page(found, form, refused=used_code(), status=422)
    return answered_page(found, form)


def order_shown(found: Snapshot, key: str) -> int:
    """The order of what is shuffled: answers that came on paper are typed in as the paper has it."""
    return PLAIN if request.blueprint == "entering" else order_of(key, orders(found.questions))


def changed_page(found: Snapshot, form: Form) -> Response:
    """The form with the questions that are asked now, and what still fits of what was typed."""
    problems = read_form(found.questions, form).problems
    return form_page(found, form, problems=problems, changed=True, status=409)


def form_facts(
    found: Snapshot, form: Form, problems: tuple[Problem, ...] = (), *, order: int | None = None
) -> dict[str, Any]:
    """What the form's template shows. `order`: that of what is shuffled, where it is not the key's own."""
    key = submission_key(form)
    order = order_shown(found, key) if order is None else order
    return {
        "found": found,
        "dialogue": found.dialogue,
        "asked": asked_questions(found.questions, form, problems, found.dialogue.source_language, order),
        "problems": problems,
        "key": key,
        "place": place_code(),
        "code_field": CODE_FIELD,
        "typed_code": typed_code(form),
        "who": made_for(found.dialogue, form),
        "left_sentence": left_sentence,
        "place_field": PLACE,
    }


def check_page(
    found: Snapshot, form: Form, reading: Reading, *, busy: bool = False, status: int = 200
) -> Response:
    """What will be sent, to be read once more."""
    hidden = [(name, value) for name, values in form.items() for value in values if name != "key"]
    return own(
        page(
            "answering/check.html",
            status=status,
            found=found,
            dialogue=found.dialogue,
            answers=reading.answers,
            skipped=reading.skipped,
            hidden=hidden,
            key=submission_key(form),
            busy=busy,
        )
    )


def answered_page(found: Snapshot, form: Form) -> Response:
    """This browser or person has answered."""
    return given_back("answering/answered.html", found, form)


def closed_page(found: Snapshot, form: Form) -> Response:
    """No more answers, or none yet."""
    return given_back("answering/closed.html", found, form)


def given_back(template: str, found: Snapshot, form: Form) -> Response:
    """Why nothing is stored; what was typed is shown, so that it is not lost without a word."""
    return private(
        page(
            template,
            status=409 if form else 200,
            found=found,
            dialogue=found.dialogue,
            stage=found.stage,
            typed=read_form(found.questions, form).answers,
        )
    )
