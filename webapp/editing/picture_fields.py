"""The pictures of a question as fields of a form, and back."""

from collections.abc import Collection, Mapping, Sequence

from flask import request

from webapp.domain.pictures import MOST_PICTURES, Picture, read_picture
from webapp.domain.questions import AnswerOption
from webapp.domain.text import Localised
from webapp.extensions import db
from webapp.models import Dialogue
from webapp.web.clock import today
from webapp.web.fields import Fields, long_texts, one, read_texts, text_fields
from webapp.web.locale import gettext as _
from webapp.web.picture_files import LARGEST_FILE, Encoded, PictureRefused, encode
from webapp.web.pictures import keep
from webapp.web.uploads import refused_sentence

LARGEST_FORM = 48_000_000
"""Largest form with pictures, in bytes: some photos of the largest kind at once."""
ALT_LENGTH = 500
Pictures = dict[int, tuple[Picture | None, dict[str, str]]]
"""Number of an option in a form -> its picture and what it shows, by language."""


def picture_fields(place: int, option: AnswerOption, languages: Sequence[str]) -> Fields:
    """The fields of an option's picture and of what it shows."""
    shown = str(option.picture) if option.picture else ""
    return {f"option.{place}.picture": [shown]} | text_fields(f"option.{place}.alt", option.alt, languages)


def take_in(dialogue: Dialogue, typed: Fields) -> tuple[Fields, dict[str, str]]:
    """Keeps the pictures that were sent with a form. The form then names them; field -> what was wrong.

    Commits, so that a picture sent once need not be sent again however the form fares. Pictures are made
    while no transaction is open.
    """
    files = {name: file for name, file in request.files.items() if file.filename and _is_file_field(name)}
    if not files:
        return typed, {}
    dialogue_id = dialogue.id
    db.session.rollback()
    made: dict[str, Encoded] = {}
    problems: dict[str, str] = {}
    for name, file in list(files.items())[:MOST_PICTURES]:
        try:
            made[name] = encode(file.read(LARGEST_FILE + 1))
        except PictureRefused as refused:
            problems[name] = refused_sentence(refused)
    keep(db.session, dialogue_id, made.values(), today())
    db.session.commit()
    named = {name.removesuffix("file") + "picture": [str(each.picture)] for name, each in made.items()}
    return typed | named, problems


def _is_file_field(name: str) -> bool:
    part, _dot, rest = name.partition(".")
    number, _dot, last = rest.partition(".")
    return part == "option" and number.isascii() and number.isdigit() and last == "file"


def read_pictures(
    fields: Fields, places: Sequence[int], stored: Sequence[AnswerOption], languages: Sequence[str]
) -> tuple[Pictures, dict[str, str]]:
    """Number of an option in the form -> its picture and what it shows; field -> what must be mended.

    An option that has neither a picture nor words is no option.
    """
    before: dict[str, Localised] = {option.id: option.alt for option in stored}
    found: Pictures = {}
    problems: dict[str, str] = {}
    for place in places:
        name = f"option.{place}"
        kept = before.get(one(fields, f"{name}.id"), {})
        picture = read_picture(one(fields, f"{name}.picture"))
        alt = read_texts(fields, f"{name}.alt", languages, kept, multiline=False)
        texts = any(one(fields, f"{name}.{lang}") for lang in languages)
        if picture or texts or any(alt.values()):
            found[place] = picture, alt
            problems |= _problems(name, picture, alt, texts, languages[0])
            problems |= long_texts(alt, f"{name}.alt", languages, ALT_LENGTH)
    if len(found) > MOST_PICTURES:
        problems["options"] = _("Ta bort några bilder. Högst %(most)s får plats.", most=MOST_PICTURES)
    return found, problems


def _problems(name: str, picture: Picture | None, alt: Localised, named: bool, source: str) -> dict[str, str]:
    problems = {}
    if not named:
        problems[f"{name}.{source}"] = _("Skriv en text till bilden.")
    if picture is None:
        problems[f"{name}.file"] = _("Välj en bild.")
    if not alt.get(source):
        problems[f"{name}.alt.{source}"] = _("Skriv vad bilden visar, för den som inte ser den.")
    return problems


def shown_pictures(fields: Mapping[str, Sequence[str]], places: Sequence[int]) -> dict[int, AnswerOption]:
    """Number of an option in a form -> the option, as far as its picture is shown beside its fields."""
    found = {}
    for place in places:
        name = f"option.{place}"
        said = {
            field.rpartition(".")[2]: one(fields, field)
            for field in fields
            if field.startswith(f"{name}.alt.")
        }
        found[place] = AnswerOption("", {}, picture=read_picture(one(fields, f"{name}.picture")), alt=said)
    return found


def gone_problems(fields: Fields, places: Sequence[int], gone: Collection[str]) -> dict[str, str]:
    """Field -> what must be mended, for pictures that are no longer kept."""
    pictures = {place: read_picture(one(fields, f"option.{place}.picture")) for place in places}
    again = _("Bilden finns inte kvar hos oss. Välj den igen.")
    return {f"option.{place}.file": again for place, each in pictures.items() if each and each.id in gone}
