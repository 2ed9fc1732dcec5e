"""Pictures of questions and ideas: keeping them, finding them, and showing them where a question stands."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from flask import Flask, url_for
from markupsafe import Markup
from sqlalchemy import case, delete, select, update
from sqlalchemy.orm import Session

from webapp.domain.pictures import Picture
from webapp.domain.questions import AnswerOption, Question
from webapp.domain.text import Text
from webapp.models import Dialogue, Idea, StoredPicture
from webapp.models.base import inserting, table_of
from webapp.web.clock import today
from webapp.web.content import direction, pick
from webapp.web.locale import current_language
from webapp.web.picture_files import NARROW, Encoded

LARGE, SMALL = "large", "small"
UNUSED_DAYS, RESIDENTS_UNUSED_DAYS = 7, 1
"""How long a picture is kept that no question shows and no idea has: a form with it may still be open."""
IMAGE = Markup(
    '<img src="{small}"{widths} width="{wide}" height="{height}" alt="{alt}"{language} '
    'loading="lazy" decoding="async">'
)
WIDTHS = Markup(' srcset="{small} {narrow}w, {large} {wide}w" sizes="{sizes}"')
THUMB = Markup(
    '<img class="thumb" src="{small}" width="{width}" height="{height}" alt="{alt}"{language} '
    'loading="lazy" decoding="async">'
)
SIZES = "(min-width: 40rem) 20rem, 90vw"
THUMB_WIDTH = 80


class PicturesGone(Exception):
    """A question or an idea is to show pictures that are not kept for its dialogue.

    Args:
        ids: the pictures' identifiers.
    """

    def __init__(self, ids: Collection[str]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


def init_app(app: Flask) -> None:
    """Gives templates the functions below."""
    app.jinja_env.globals.update(
        picture_image=picture_image, picture_thumb=picture_thumb, picture_of=picture_of
    )


def keep(session: Session, dialogue_id: int, pictures: Collection[Encoded], day: date) -> None:
    """Keeps pictures for a dialogue. One that is there already counts as put in a form on `day`, or later."""
    for each in pictures:
        row = {
            "dialogue_id": dialogue_id,
            "id": each.picture.id,
            "width": each.picture.width,
            "height": each.picture.height,
            "large": each.large,
            "small": each.small,
            "plain": each.plain,
            "kept_on": day,
        }
        statement = inserting(session, StoredPicture).values(row)
        key = [StoredPicture.dialogue_id, StoredPicture.id]
        later = case((StoredPicture.kept_on > day, StoredPicture.kept_on), else_=day)
        session.execute(statement.on_conflict_do_update(index_elements=key, set_={"kept_on": later}))


def keep_of_resident(session: Session, dialogue_id: int, picture: Encoded, day: date) -> None:
    """Keeps a picture that no idea has yet so long that the form with it can be sent, and no longer."""
    shorter = timedelta(days=UNUSED_DAYS - RESIDENTS_UNUSED_DAYS)
    keep(session, dialogue_id, [picture], day - shorter)


def keep_shown(session: Session, dialogue_id: int, pictures: Sequence[Picture]) -> None:
    """Keeps housekeeping away from pictures that a question or an idea is to show from now on.

    Raises:
        PicturesGone: some are not kept for the dialogue, or have another size.
    """
    if not pictures:
        return
    columns = table_of(StoredPicture).c
    here = update(StoredPicture).where(columns.dialogue_id == dialogue_id)
    rows = here.where(columns.id.in_([each.id for each in pictures])).values(kept_on=today())
    kept = session.execute(rows.returning(columns.id, columns.width, columns.height))
    gone = set(pictures) - {Picture(*row) for row in kept}
    if gone:
        raise PicturesGone({each.id for each in gone})


def masters(session: Session, dialogue: Dialogue) -> dict[str, bytes]:
    """Identifier -> WebP file, of every picture that the dialogue's questions show."""
    return _column(session, dialogue, "large")


def photographs(session: Session, dialogue: Dialogue) -> dict[str, bytes]:
    """Identifier -> JPEG file, of every picture that the dialogue's questions show or its ideas have."""
    return _column(session, dialogue, "plain", of_ideas(session, dialogue.id))


def of_ideas(session: Session, dialogue_id: int) -> set[str]:
    """Identifiers of the pictures that a dialogue's ideas have, whether those are shown or not."""
    with_one = select(Idea.picture_id).where(Idea.dialogue_id == dialogue_id, Idea.picture_id.is_not(None))
    return {id_ for id_ in session.scalars(with_one.distinct()) if id_}


def _column(
    session: Session, dialogue: Dialogue, name: str, others: Collection[str] = ()
) -> dict[str, bytes]:
    columns = table_of(StoredPicture).c
    wanted = columns.id.in_({*dialogue.questions.pictures, *others})
    rows = select(columns.id, columns[name]).where(columns.dialogue_id == dialogue.id, wanted)
    return {id_: bytes(content) for id_, content in session.execute(rows.order_by(columns.id))}


def remove_unused(session: Session, day: date) -> int:
    """Removes pictures that on this `day` no question or idea has had for `UNUSED_DAYS` days; how many."""
    columns = table_of(StoredPicture).c
    old = columns.kept_on < day - timedelta(days=UNUSED_DAYS)
    removed = 0
    for dialogue_id in session.scalars(select(columns.dialogue_id).where(old).distinct()).all():
        dialogue = session.get(
            Dialogue, dialogue_id, with_for_update={"of": Dialogue}, populate_existing=True
        )
        shown = {*(dialogue.questions.pictures if dialogue else ()), *of_ideas(session, dialogue_id)}
        unused = delete(StoredPicture).where(
            columns.dialogue_id == dialogue_id, old, columns.id.not_in(shown)
        )
        removed += len(session.execute(unused.returning(columns.id)).all())
    return removed


def address(dialogue: Dialogue, picture: Picture, size: str, *, staff: bool = False) -> str:
    """Where a picture is fetched: residents' own address once the dialogue is public."""
    inside = staff or not dialogue.stage(today()).public
    endpoint = "pictures.inside" if inside else "pictures.shown"
    return url_for(endpoint, slug=dialogue.slug, picture=picture.id, size=size)


def picture_image(dialogue: Dialogue, option: AnswerOption) -> Markup:
    """The picture of an option, in the size that the screen needs."""
    if option.picture is None:
        return Markup()
    small, large = (address(dialogue, option.picture, size) for size in (SMALL, LARGE))
    return image(option.picture, small, large, pick(option.alt, dialogue.source_language))


def picture_thumb(dialogue: Dialogue, option: AnswerOption, *, staff: bool = False) -> Markup:
    """The picture of an option, as small as it stands beside a text."""
    if option.picture is None:
        return Markup()
    small = address(dialogue, option.picture, SMALL, staff=staff)
    return thumb(option.picture, small, pick(option.alt, dialogue.source_language))


def image(picture: Picture, small: str, large: str, alt: Text, sizes: str = SIZES) -> Markup:
    """A picture that is found at the addresses `small` and `large`, in the size that the screen needs.

    Args:
        sizes: how wide it is shown, as the HTML attribute of that name says it.
    """
    widths = WIDTHS.format(small=small, narrow=NARROW, large=large, wide=picture.width, sizes=sizes)
    return IMAGE.format(
        small=small,
        widths=widths if picture.width > NARROW else "",
        wide=picture.width,
        height=picture.height,
        **_told(alt),
    )


def thumb(picture: Picture, small: str, alt: Text) -> Markup:
    """A picture that is found at the address `small`, as small as it stands beside a text."""
    height = round(THUMB_WIDTH * picture.height / picture.width) or 1
    return THUMB.format(small=small, width=THUMB_WIDTH, height=height, **_told(alt))


def picture_of(dialogue: Dialogue, question: Question, option: str) -> Markup:
    """The picture of an option as it stands beside its text; nothing where it has none."""
    shown = (each for each in question.options if each.id == option and each.picture)
    return next((picture_thumb(dialogue, each) for each in shown), Markup())


def _told(alt: Text) -> dict[str, str]:
    """What the picture shows, marked with its language where that is not the page's."""
    other = alt.lang not in {"", current_language().tag}
    language = Markup(' lang="{}" dir="{}"').format(alt.lang, direction(alt.lang)) if other else ""
    return {"alt": alt.value, "language": language}
