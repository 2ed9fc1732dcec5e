"""The application with two catalogues that nobody speaks, for the server of the tests."""

from tests.browser.pseudo import make_pseudo

app = make_pseudo()
