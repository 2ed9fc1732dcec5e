"""Where the words that a gate rests on stand: in the municipality's policy, in a law, in our own profile."""

import re

from flask import Flask

from webapp.domain.policy import Said
from webapp.profiles import STANDARD
from webapp.web.policy import shipped

LAW = re.compile(r"\(\d{4}:\d+\)")
"""The number that a Swedish statute carries, ``(2010:900)``."""


def init_app(app: Flask) -> None:
    """Gives templates what a quote needs."""
    app.jinja_env.globals["of_own_policy"] = of_own_policy


def of_own_policy(said: Said) -> bool:
    """Whether the words stand in the municipality's own policy, so that its name belongs to the quote."""
    return not said.place.startswith(shipped()[STANDARD].policy.name) and not LAW.search(said.place)
