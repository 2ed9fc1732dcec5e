"""The picture of an idea, in each of the places where it is shown."""

from typing import Any

from flask import Flask, url_for
from markupsafe import Markup

from webapp.domain.text import Text
from webapp.models import Dialogue
from webapp.models.ideas import picture_of_idea
from webapp.web.pictures import LARGE, SMALL, image, thumb


def init_app(app: Flask) -> None:
    """Gives templates the functions below."""
    app.jinja_env.globals.update(
        idea_image=idea_image, idea_thumb=idea_thumb, idea_inside=idea_inside, own_idea_image=own_idea_image
    )


def idea_image(dialogue: Dialogue, idea: Any) -> Markup:
    """The picture of an idea that everybody may read; nothing where it has none."""
    return _image(idea, "pictures.shown", slug=dialogue.slug, picture=idea.picture_id)


def idea_thumb(dialogue: Dialogue, idea: Any) -> Markup:
    """The same as small as it stands in a list."""
    picture = picture_of_idea(idea)
    if picture is None:
        return Markup()
    address = url_for("pictures.shown", slug=dialogue.slug, picture=picture.id, size=SMALL)
    return thumb(picture, address, Text(idea.picture_alt, idea.lang))


def idea_inside(dialogue: Dialogue, idea: Any) -> Markup:
    """The same for those who decide whether it is shown."""
    return _image(idea, "pictures.inside", slug=dialogue.slug, picture=idea.picture_id)


def own_idea_image(code: str, idea: Any) -> Markup:
    """The same for its author, who has the receipt `code`."""
    return _image(idea, "own_idea.picture", code=code)


def _image(idea: Any, endpoint: str, **where: Any) -> Markup:
    picture = picture_of_idea(idea)
    if picture is None:
        return Markup()
    small, large = (url_for(endpoint, size=size, **where) for size in (SMALL, LARGE))
    widest = f"min({picture.width}px, 90vw)"
    return image(picture, small, large, Text(idea.picture_alt, idea.lang), widest)
