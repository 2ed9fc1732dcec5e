"""A dialogue about ideas with pictures: made in the town when the first of its pages is wanted."""

from pathlib import Path

from sqlalchemy import select

from tests.browser.asked import said
from tests.browser.site import Site
from tests.browser.sketches import sketch
from tests.browser.town import make_idea
from tests.factories import days, make_dialogue
from tests.pictures import drawn, file
from webapp.models import Board, Dialogue, IdeaState
from webapp.web.pictures import keep

SLUG = "stigen"
SHOWN = 444_444
"""Number of an idea that others can see, with another that says the same."""
SIZES = {
    IdeaState.PUBLISHED: (640, 480),
    IdeaState.JOINED: (480, 900),
    IdeaState.WAITING: (900, 300),
    IdeaState.DECLINED: (400, 400),
}
IN_ARABIC = ("مقاعد في الشمس", "لا يوجد مكان للجلوس هنا.", "عند المدخل")
"""Title, text and place of an idea."""
ALTS = ("Stigen vid bäcken, med en spång som är trasig på mitten", "ممر ضيق بجانب النهر")


def make_pictured(site: Site) -> None:
    """The dialogue, open and with its ideas, unless it is there."""
    with site.session() as session:
        if session.scalar(select(Dialogue.id).where(Dialogue.slug == SLUG)):
            return
        board = session.scalars(select(Board).order_by(Board.id)).first()
        title = said("Stigen längs bäcken", "The path along the stream", "الممر على طول النهر")
        dialogue = make_dialogue(session, SLUG, board=board, title=title, idea_pictures=True)
        dialogue.ideas_shown_at_once = True
        made = {}
        for number, (state, size) in enumerate(SIZES.items()):
            picture = sketch(number, size)
            keep(session, dialogue.id, [picture], days(0))
            idea = made[state] = make_idea(session, dialogue, f"pictured-{state}", state)
            idea.picture_id, idea.picture_alt = picture.picture.id, ALTS[number % 2]
            idea.picture_width, idea.picture_height = picture.picture.width, picture.picture.height
            if number % 2:
                idea.lang, idea.title, idea.text, idea.place = "ar", *IN_ARABIC
        made[IdeaState.PUBLISHED].number = SHOWN
        made[IdeaState.JOINED].joined_to = made[IdeaState.PUBLISHED].id
        session.commit()


def photo_file(folder: Path) -> str:
    """The path of a photograph, as a phone has it."""
    path = folder / "foto.jpg"
    path.write_bytes(file(drawn(7, (1600, 1200))))
    return str(path)
