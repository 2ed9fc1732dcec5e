"""Where a page's language links and the resident's place lead."""

from flask import Flask, current_app, request
from markupsafe import Markup

from webapp.domain.kinds.budget import spent
from webapp.domain.lifecycle import Action
from webapp.models import Dialogue
from webapp.web.access import allowed, staff
from webapp.web.budget_words import money
from webapp.web.clock import today
from webapp.web.languages import INTERFACE, LANGUAGES, MOST_READ
from webapp.web.locale import CHOICE, current_language
from webapp.web.shelf import address
from webapp.web.snapshots import municipality
from webapp.web.wording import outcome_word, problem_sentence, role_word, stage_word, step_words

PLACE = "p"
"""Query and form field that carries the code of the place a resident came from."""
NAME = Markup('<bdi lang="{}" dir="{}">{}</bdi>')
KEPT = (
    *(PLACE, "q", "next", "by", "group", "category", "question", "page", "dialogue", "person", "year"),
    *("sort", "own", "instead", "stand"),
)


def init_app(app: Flask) -> None:
    """Gives templates what navigation needs."""
    app.jinja_env.globals.update(
        language_links=language_links,
        near_languages=near_languages,
        municipality=municipality,
        stage_word=stage_word,
        step_words=step_words,
        role_word=role_word,
        outcome_word=outcome_word,
        problem_sentence=problem_sentence,
        money=money,
        spent=spent,
        today=today,
        staff=staff,
        allowed=allowed,
        Action=Action,
        place_code=place_code,
        offered_names=offered_names,
    )


def place_code() -> str:
    """The code of the place that this resident came from, if any."""
    code = request.values.get(PLACE, "")
    return code if code.isalnum() and len(code) <= 12 else ""


def offered_names(dialogue: Dialogue) -> list[Markup]:
    """The languages that a dialogue can be answered in, each in its own name and direction."""
    offered = [LANGUAGES[tag] for tag in dialogue.languages if tag in INTERFACE]
    return [NAME.format(language.tag, language.direction, language.name) for language in offered]


def near_languages() -> tuple[str, ...]:
    """The languages that stand openly on every page: those most read here, and the page's own."""
    return (*MOST_READ, *(() if (tag := current_language().tag) in MOST_READ else (tag,)))


def language_links() -> list[tuple[str, str]]:
    """(tag, address of this same page in that language), for every language of the interface."""
    return [(tag, _address(tag)) for tag in INTERFACE]


def _address(tag: str) -> str:
    kept = {name: request.args[name] for name in KEPT if request.args.get(name)}
    if request.endpoint is None:
        return address("dialogues.register", lang=tag, **{CHOICE: 1})
    if current_app.url_map.is_endpoint_expecting(request.endpoint, "lang"):
        values = {**(request.view_args or {}), **kept, "lang": tag, CHOICE: "1"}
        return address(request.endpoint, **values)
    return address(request.endpoint, **(request.view_args or {}), **kept, **{CHOICE: tag})
