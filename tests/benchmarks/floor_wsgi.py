"""The floor for a WSGI server."""

from tests.benchmarks.floor import create_app

app = create_app()
