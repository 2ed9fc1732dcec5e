"""The application for a WSGI server: ``granian --interface wsgi webapp.wsgi:app``."""

from webapp import create_app

app = create_app()
