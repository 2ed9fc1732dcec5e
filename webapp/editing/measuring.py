"""How easy a text is to read, told while it is written. Nothing is stored."""

import re

from flask import Response, abort

from webapp.domain.readability import ease
from webapp.editing.blueprint import bp
from webapp.web.access import signed_in
from webapp.web.fields import anchor, posted
from webapp.web.pages import page, private

LONGEST_TEXT = 20_000
FIELD = re.compile(r"[a-z_]+(?:\.[\w-]{1,40}){1,4}", re.ASCII)


@bp.post("/staff/ease", endpoint="ease")
@signed_in
def tell_ease() -> Response:
    """What stands below a field. The form holds that field alone; its name ends with its language."""
    typed = {name: values for name, values in posted().items() if FIELD.fullmatch(name)}
    name = next(iter(typed), "") or abort(400)
    tag = name.rpartition(".")[2]
    found = ease(typed[name][0][:LONGEST_TEXT], tag)
    return private(page("components/ease.html", id=anchor(name), tag=tag, found=found))
