"""What somebody answered stands in no log, also when it could not be stored."""

import logging

from sqlalchemy import text

from tests.codes import form_of
from tests.factories import make_dialogue


def test_an_answer_that_could_not_be_stored_is_in_no_log(lite_app, lite_client, lite_session, caplog):
    dialogue = make_dialogue(lite_session)
    with lite_app.extensions["engine"].begin() as connection:
        connection.execute(text("ALTER TABLE answer RENAME TO answer_away"))
    form = form_of(dialogue, **{"q.short": "Ett hemligt svar"})
    with caplog.at_level(logging.DEBUG):
        refused = lite_client.post("/sv/dialogues/skolgard/answer", data=form)
    assert refused.status_code == 503
    assert "Ett hemligt svar" in refused.text
    assert "INSERT INTO answer" in caplog.text
    assert "hemligt" not in caplog.text
