"""A dialogue about pictures: made in the town when the first of its pages is wanted."""

from PIL import ImageDraw
from sqlalchemy import select

from tests.browser.asked import said
from tests.browser.site import Site
from tests.factories import days, make_dialogue, question_set
from tests.pictures import drawn, file
from webapp.domain.questions import AnswerOption, Question, QuestionSet, ready_option
from webapp.models import Board, Dialogue
from webapp.web.picture_files import Encoded, encode
from webapp.web.pictures import keep

SLUG = "skisser"
SKETCHES = (
    ("park", (640, 480), said("Parken med damm", "The park with a pond", "الحديقة مع بركة")),
    ("torg", (480, 640), said("Torget med mångfunktionsidrottsplan", "The square", "الساحة")),
    ("gata", (900, 400), said("Gågatan", "The pedestrian street", "شارع المشاة")),
)


def sketch(number: int, size: tuple[int, int]) -> Encoded:
    """A picture of a few shapes."""
    image = drawn(number, size)
    pen = ImageDraw.Draw(image)
    for step in range(0, size[0], 80):
        pen.ellipse((step, size[1] // 3, step + 60, size[1] // 3 + 60), fill=(30, 120, 60))
    return encode(file(image))


def asked(made: list[Encoded]) -> QuestionSet:
    """One choice among the sketches, the last described in Swedish alone, with two ready answers."""
    options = [
        AnswerOption(id_, text, picture=each.picture, alt={"sv": text["sv"]} if id_ == "gata" else text)
        for each, (id_, _size, text) in zip(made, SKETCHES, strict=True)
    ]
    text = said("Vilken skiss tycker du bäst om?", "Which sketch do you like best?", "أي رسم تفضل؟")
    ready = (ready_option("none"), ready_option("other"))
    both = (*options, *ready)
    return question_set(Question("one", "picture", text, options=both, required=True, may_decline=True))


def make_sketches(site: Site) -> None:
    """The dialogue, open and with its pictures, unless it is there."""
    with site.session() as session:
        if session.scalar(select(Dialogue.id).where(Dialogue.slug == SLUG)):
            return
        made = [sketch(number, size) for number, (_id, size, _text) in enumerate(SKETCHES)]
        board = session.scalars(select(Board).order_by(Board.id)).first()
        dialogue = make_dialogue(session, SLUG, asked(made), board=board, takes_ideas=False)
        keep(session, dialogue.id, made, days(0))
        session.commit()
