"""What residents read already when states of translations came counts as reviewed; drafts are drafts."""

from sqlalchemy import select

from tests.factories import days, in_all, make_dialogue, options, question, question_set
from webapp.domain.translating import State
from webapp.migrations import run
from webapp.models import ContentTranslation, Dialogue
from webapp.web.translations import work_on


def test_a_published_dialogue_loses_no_language_and_an_unpublished_one_is_read_first(app, session):
    questions = question_set(
        question("one", hint=in_all("Hjälp")), question("grid", "matrix", rows=options("År"))
    )
    make_dialogue(session, "out", questions, question_summaries={"one": in_all("Ja")})
    make_dialogue(session, "in", questions, published_on=None)
    session.close()
    engine = app.extensions["engine"]
    run.downgrade(engine, "0011")
    run.upgrade(engine)
    assert run.differences(engine) == []
    with app.test_request_context():
        works = {each.slug: work_on(session, each) for each in session.scalars(select(Dialogue))}
    states = {
        slug: {work.state(unit, lang) for unit in work.units for lang in ("en", "ar")}
        for slug, work in works.items()
    }
    assert states == {"out": {State.REVIEWED}, "in": {State.DRAFT}}
    found = session.scalars(select(ContentTranslation)).all()
    assert {row.reviewed_on for row in found} == {days(-6)}
    assert {"title", "category:0", "summary:one", "question:grid:row:år"} <= {row.key for row in found}
