"""Residents read ideas: all of a dialogue, or one."""

import secrets
from typing import Any

from flask import Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from webapp.domain.ideas import Stand
from webapp.domain.lifecycle import Stage
from webapp.domain.text import clean
from webapp.extensions import db
from webapp.ideas import actions
from webapp.ideas.blueprint import bp
from webapp.ideas.comment_queries import Comments, comment_counts, comments_on
from webapp.ideas.queries import Reader, Shown, Sort, Wanted, listing, numbered, shown
from webapp.models import Idea, SaidTranslation
from webapp.models.said import beside
from webapp.web.access import public
from webapp.web.clock import today
from webapp.web.idea_words import stand_word, standing_word, way_of
from webapp.web.locale import YEAR, ngettext
from webapp.web.locale import gettext as _
from webapp.web.navigation import place_code
from webapp.web.pages import page, private
from webapp.web.secret import secret
from webapp.web.snapshots import Snapshot, snapshot

SUPPORTER = "supporter"
TOKEN_LENGTH = 64
LARGEST_NUMBER = 2**31 - 1
LONGEST_SEARCH = 100


@bp.get("/<lang:lang>/dialogues/<slug>/ideas")
@public
def index(slug: str) -> Response:
    return index_page(snapshot(slug), around=_whole("idea"))


@bp.get("/<lang:lang>/dialogues/<slug>/ideas/<int:number>")
@public
def show(slug: str, number: int) -> Response | Redirect:
    found = snapshot(slug)
    idea = shown_idea(found, number)
    if idea.number != number:
        return redirect(url_for("ideas.show", slug=slug, number=idea.number, p=place_code() or None), 303)
    return idea_page(found, idea)


def takes_ideas(found: Snapshot) -> bool:
    """Whether ideas and support are taken today."""
    return found.stage is Stage.OPEN and found.dialogue.takes_ideas


def takes_comments(found: Snapshot) -> bool:
    """Whether comments on ideas are taken today."""
    return takes_ideas(found) and found.dialogue.idea_comments


def shown_idea(found: Snapshot, number: int) -> Idea:
    """The idea that everybody may read under this number; else 404."""
    idea = numbered(db.reader, found.dialogue.id, number) if number <= LARGEST_NUMBER else None
    if idea is None:
        abort(404)
    return idea


def wanted(found: Snapshot) -> Wanted:
    """Which ideas the address asks for, and in which order; what it cannot mean is left out."""
    category, sort = _whole("category"), request.args.get("sort", "")
    known = category is not None and category < len(found.dialogue.idea_categories)
    return Wanted(
        category=category if known else None,
        sort=Sort(sort) if sort in set(Sort) else Sort.SUPPORT,
        looked_for=clean(request.args.get("q", ""), multiline=False)[:LONGEST_SEARCH],
        own=request.args.get("own") == "1",
        page=_whole("page") or 1,
    )


def kept_choices(asked: Wanted) -> dict[str, Any]:
    """What the addresses of other pages of the list carry on."""
    return {
        "category": asked.category,
        "sort": None if asked.sort is Sort.SUPPORT else asked.sort.value,
        "q": asked.looked_for or None,
        "own": "1" if asked.own else None,
        "p": place_code() or None,
    }


def index_page(found: Snapshot, *, around: int | None, status: int = 200) -> Response:
    """The published ideas, or the one of them that a press changed."""
    asked, supporter = wanted(found), supporter_here(found)
    reader = Reader(supporter, g.lang, today())
    listed = listing(db.reader, found.dialogue.id, asked, reader, around)
    pressed = pressed_idea(found, around, supporter)
    response = page(
        "ideas/index.html",
        fragment="ideas/card_swap.html" if pressed else None,
        status=status,
        **_of_dialogue(found, status),
        listed=listed,
        asked=asked,
        choices=kept_choices(asked),
        comment_counts=counted_comments(found, [*listed.ideas, *([pressed] if pressed else [])]),
        sorts=[(each.value, sort_word(each)) for each in Sort],
        shown=pressed,
        beside=beside_ideas([*listed.ideas, *([pressed] if pressed else [])]),
        announce=announcement(pressed, status == 409) if pressed else "",
    )
    return personal(response, supporter)


def counted_comments(found: Snapshot, ideas: list[Shown]) -> dict[int, int]:
    """Idea id -> number of comments; none where the dialogue takes no comments."""
    if not found.dialogue.idea_comments:
        return {}
    return comment_counts(db.reader, [each.idea.id for each in ideas])


def pressed_idea(found: Snapshot, number: int | None, supporter: str) -> Shown | None:
    """The idea with this number as it is now, also where a press took it out of the list that is shown."""
    known = number is not None and number <= LARGEST_NUMBER
    idea = numbered(db.reader, found.dialogue.id, number or 0) if known else None
    return next(iter(shown(db.reader, [idea.id], supporter)), None) if idea else None


def idea_page(found: Snapshot, idea: Idea, *, status: int = 200) -> Response:
    """One idea, with those that say the same and what has become of it."""
    supporter = supporter_here(found)
    [told] = shown(db.reader, [idea.id], supporter)
    comments = comments_here(found, told)
    response = page(
        "ideas/show.html",
        status=status,
        **_of_dialogue(found, status),
        shown=told,
        way=way_of(idea),
        comments=comments,
        beside=beside_ideas([told], comments),
        commenting=takes_comments(found),
        stands=[(each, stand_word(each)) for each in Stand],
        instead=request.args.get("instead") == "1" and told.mine,
    )
    return personal(response, supporter)


def comments_here(found: Snapshot, told: Shown) -> Comments | None:
    """The comments that the address asks for; None where the dialogue takes none."""
    if not found.dialogue.idea_comments:
        return None
    stand = request.args.get("stand", "")
    ids = [told.idea.id, *(each.id for each in told.joined)]
    return comments_on(db.reader, ids, Stand(stand) if stand in set(Stand) else None, _whole("page") or 1)


def beside_ideas(ideas: list[Shown], comments: Comments | None = None) -> dict[int, SaidTranslation]:
    """Id of an idea or comment -> what it says in the reader's language, where officials have added that."""
    ids = [each.id for told in ideas for each in (told.idea, *told.joined)]
    tongues = list(dict.fromkeys([g.lang, g.lang.partition("-")[0]]))
    return beside(db.reader, tongues, ids, [each.id for each in comments.listed] if comments else [])


def _of_dialogue(found: Snapshot, status: int) -> dict[str, Any]:
    return {
        "found": found,
        "dialogue": found.dialogue,
        "stage": found.stage,
        "taking": takes_ideas(found),
        "refused": status == 409,
        "place": place_code(),
        "standing_word": standing_word,
        "own_receipt": own_receipt(found),
    }


def personal(response: Response, supporter: str) -> Response:
    """A page that shows what this browser supports is kept in no cache."""
    response.vary.update(["Cookie", "HX-Request"])
    return private(response) if supporter else response


def sort_word(sort: Sort) -> str:
    """What an order is called."""
    return {
        Sort.SUPPORT: _("Mest stöd först"),
        Sort.NEW: _("Nyast först"),
        Sort.SHUFFLED: _("Blandat"),
    }[sort]


def announcement(pressed: Shown, refused: bool) -> str:
    """What a press on the support button did."""
    if refused:
        return _("Dialogen är stängd. Stöd går inte längre att ge eller ta tillbaka.")
    count = ngettext("%(n)s stödjer idén.", "%(n)s stödjer idén.", pressed.supporters)
    return f"{_('Du stödjer idén.') if pressed.mine else _('Du har tagit tillbaka ditt stöd.')} {count}"


def _whole(name: str) -> int | None:
    """A small whole number in the address; None for anything else."""
    raw = request.args.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 20 else None


def token() -> str:
    """The random number that this browser keeps; empty where it has none of ours."""
    found = request.cookies.get(SUPPORTER, "")
    return found if found.isascii() and len(found) <= TOKEN_LENGTH else ""


def supporter_here(found: Snapshot) -> str:
    """What would be stored of this browser as a supporter; empty where it keeps no number."""
    kept = token()
    return actions.supporter_hash(secret(), found.dialogue.id, kept) if kept else ""


def own_receipt(found: Snapshot) -> str:
    """The receipt of what this browser supports; empty where it keeps no number."""
    kept = token()
    return actions.support_code(secret(), found.dialogue.id, kept) if kept else ""


def give_support(found: Snapshot, idea: Idea, response: Redirect) -> Redirect:
    """Counts this browser among the supporters, and lets `response` give it a number where it has none."""
    kept = token() or secrets.token_urlsafe(24)
    actions.adopt(db.session, secret(), found.dialogue.id, kept)
    actions.support(db.session, idea.id, actions.supporter_hash(secret(), found.dialogue.id, kept))
    db.session.commit()
    if kept != token():
        response.set_cookie(
            SUPPORTER,
            kept,
            max_age=YEAR,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response
