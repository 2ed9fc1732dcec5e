"""Dialogues of the town that see to it, each in its own way, that everybody answers once."""

from typing import Any

from sqlalchemy.orm import Session

from tests.browser.asked import partly_translated, said
from tests.codes import make_codes
from tests.factories import make_dialogue
from webapp.domain.taking_part import Mode

BY_BROWSER, BY_CODE, BY_IDENTITY = "lekparken", "storgatan", "trafiken"
CODES = 60
MODES = {BY_BROWSER: Mode.BROWSER, BY_CODE: Mode.CODE, BY_IDENTITY: Mode.E_IDENTITY}


def fill_once(session: Session, board: Any) -> None:
    """Makes the three dialogues, and codes for the one that asks for them."""
    for slug, mode in MODES.items():
        title = said(f"Hur ska {slug} bli?", f"What should {slug} be like?", "كيف يجب أن يكون؟")
        dialogue = make_dialogue(
            session,
            slug,
            partly_translated(),
            board=board,
            title=title,
            mode_name=mode.value,
            takes_ideas=False,
        )
        if mode is Mode.CODE:
            make_codes(session, dialogue, CODES, label="Brev till Storgatan")
