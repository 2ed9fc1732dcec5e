"""The floor: the least that taking five answers costs in Flask. No languages, no checks, no receipt.

Served and stored exactly as Rådslag is: the same server with the same threads, the same engine settings,
one durable transaction for a form.
"""

import os
import secrets

from flask import Flask, Response, request
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text, insert
from werkzeug.datastructures import MultiDict

from webapp.models.database import make_engine

metadata = MetaData()
response_table = Table(
    "floor_response", metadata, Column("id", BigInteger, primary_key=True, autoincrement=False)
)
answer_table = Table(
    "floor_answer",
    metadata,
    Column("response_id", ForeignKey(response_table.c.id), primary_key=True),
    Column("question", Integer, primary_key=True),
    Column("value", Text),
)
FIELDS = tuple(f"q{number}" for number in range(1, 6))
PAGE = (
    '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Fem frågor</title></head><body>'
    '<main><h1>Fem frågor</h1><form method="post" action="/">'
    + "".join(
        f'<p><label for="{name}">Fråga {name}</label> <input id="{name}" name="{name}"></p>'
        for name in FIELDS
    )
    + "<button>Skicka</button></form></main></body></html>"
)


def create_app() -> Flask:
    """The floor, on the database that the environment names; makes its tables."""
    app = Flask(__name__)
    engine = make_engine(os.environ["DATABASE_URL"])
    metadata.create_all(engine)
    writing = engine.execution_options(writes=True)

    @app.get("/")
    def show() -> str:
        return PAGE

    @app.post("/")
    def take() -> Response:
        with writing.begin() as connection:
            response_id = secrets.randbits(62)
            connection.execute(insert(response_table), {"id": response_id})
            connection.execute(insert(answer_table), answer_rows(response_id, request.form))
        return Response(f"Tack {response_id}", status=201)

    return app


def answer_rows(response_id: int, form: MultiDict[str, str]) -> list[dict[str, object]]:
    return [
        {"response_id": response_id, "question": number, "value": form[name]}
        for number, name in enumerate(FIELDS, start=1)
    ]
