"""The blueprint that the pages share, and who reads them."""

from flask import Blueprint

from webapp.domain.lifecycle import Role
from webapp.web.access import roles

bp = Blueprint("yearly", __name__)
readers = roles(Role.OFFICIAL, Role.COORDINATOR, Role.POLITICIAN)
