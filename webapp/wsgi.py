"""The application for a WSGI server: ``granian --interface wsgi webapp.wsgi:app``."""

from webapp import create_app
from webapp.config import WrongConfiguration
from webapp.domain.checked_table import WrongProfile

try:
    app = create_app()
except (WrongConfiguration, WrongProfile) as error:
    raise SystemExit(f"Rådslag cannot start. {error}") from None
