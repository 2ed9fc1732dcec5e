"""Messages from a neighbour's catalogue where the reader's own lacks them, marked as such."""

import re
from gettext import NullTranslations as Catalogue

from markupsafe import Markup

from webapp.web.languages import LANGUAGES, SOURCE

BEGIN, MIDDLE, END = "\ue000", "\ue001", "\ue002"
"""Private characters around a borrowed message, until the page is done: ``BEGIN tag MIDDLE message END``."""
MARK = re.compile(f"{BEGIN}([a-z-]+){MIDDLE}")
TAG = re.compile(r"(<[^>]*>)")
WORDS_ALONE = ("title", "option", "textarea", "script", "style")
"""Elements that hold no other elements."""


class Borrowed(Catalogue):
    """A catalogue that only lends: what it gives is marked with its language."""

    def __init__(self, tag: str, own: Catalogue) -> None:
        super().__init__()
        self.tag = tag
        self.own = own

    def gettext(self, message: str) -> str:
        return self._lent(self.own.gettext(message), message, super().gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self.own.ngettext(msgid1, msgid2, n)
        untranslated = msgid1 if n == 1 else msgid2
        return self._lent(found, untranslated, super().ngettext(msgid1, msgid2, n))

    def _lent(self, found: str, untranslated: str, further: str) -> str:
        if found == untranslated and self.tag != SOURCE:
            return further
        return f"{BEGIN}{self.tag}{MIDDLE}{found}{END}"


def unmarked(text: str) -> str:
    """`text` without the marks."""
    return MARK.sub("", text).replace(END, "") if BEGIN in text else text


def told_apart(html: str) -> str:
    """The page with elements in place of the marks, as far as elements can stand there."""
    if BEGIN not in html:
        return html
    done: list[str] = []
    inside = ""
    for part in TAG.split(html):
        name = part[1:].rstrip(">").split(" ")[0].lower() if part.startswith("<") else ""
        if name.lstrip("/") in WORDS_ALONE:
            inside = "" if name.startswith("/") else name
        done.append(unmarked(part) if name or inside else MARK.sub(_opened, part).replace(END, "</span>"))
    return "".join(done)


def _opened(mark: re.Match[str]) -> str:
    language = LANGUAGES[mark[1]]
    return str(Markup('<span lang="{}" dir="{}">').format(language.tag, language.direction))
