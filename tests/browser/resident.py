"""A resident with a phone: what such a person does on the pages, in her own words."""

import urllib.error
import urllib.request

from tests.browser import town
from tests.browser.browser import Browser
from tests.browser.site import Site

CHECK, SEND = "#finish button[value=check]", "#send"
RECEIPT_LENGTH = 16


class Resident:
    """Somebody who finds a dialogue, answers it, and keeps the receipt."""

    def __init__(self, browser: Browser, site: Site, lang: str = "sv") -> None:
        self.browser = browser
        self.site = site
        self.lang = lang

    def visits(self, path: str) -> None:
        """Goes to a page in her own language."""
        self.browser.goes_to(f"/{self.lang}{path}")

    def starts_answering(self, slug: str = town.OPEN) -> None:
        self.visits(f"/dialogues/{slug}/answer")

    def field(self, question: str, option: str = "") -> str:
        """The CSS selector of a question's field, or of an option's."""
        return f"#q-{question}-{option}" if option else f"#q-{question}"

    def turns_to(self, question: str) -> None:
        """Moves on, part by part, until the question is in view."""
        while not self.sees(f"#question-{question}"):
            self.browser.click("#next-part")

    def sees(self, css: str) -> bool:
        return any(element.is_displayed() for element in self.browser.all(css))

    def chooses(self, question: str, *options: str) -> None:
        for option in options:
            self.turns_to(question)
            self.browser.click(self.field(question, option))

    def writes(self, question: str, words: str) -> None:
        self.turns_to(question)
        self.browser.type(self.field(question), words)

    def numbers(self, question: str, **typed: str) -> None:
        """Types a place or points at options."""
        self.turns_to(question)
        for option, number in typed.items():
            self.browser.type(self.field(question, option), number)

    def presses(self, question: str, option: str, way: str) -> str:
        """Presses ↑ ↓ − or + at an option, and waits for what is announced."""
        self.turns_to(question)
        before = self.browser.text("#status")
        self.browser.click(f"#press-{question}-{option}-{way}")
        self.browser.wait("document.getElementById('status').textContent.trim() !== arguments[0]", before)
        return self.browser.text("#status")

    def checks(self) -> None:
        """Goes on to the page that shows all answers."""
        while not self.sees(CHECK):
            self.browser.click("#next-part")
        self.browser.follow(CHECK)

    def sends(self) -> str:
        """Sends; the code on the receipt."""
        self.browser.follow(SEND)
        return self.receipt()

    def receipt(self) -> str:
        """The code of the receipt that the page shows."""
        digits = self.browser.text(".receipt .digits").replace(" ", "")
        assert len(digits) == RECEIPT_LENGTH, digits
        return digits

    def answers_a_little(self, slug: str = town.OPEN) -> None:
        """Answers what must be answered and some more, up to the page that shows all answers."""
        self.starts_answering(slug)
        self.chooses("one", "boll")
        self.writes("short", "Backen 🌳")
        self.numbers("rank", gunga="1", lek="2")
        self.checks()

    def makes_every_mistake(self) -> None:
        """Fills the form in so that every kind of question has something to mend."""
        self.starts_answering()
        self.chooses("many", "m", "e", "h")
        self.writes("short", "ett alldeles för långt svar " * 3)
        self.numbers("rank", gunga="1", boll="1")
        self.numbers("top", lek="9")
        self.numbers("points", gunga="90", boll="35")
        self.writes("number", "tolv")
        self.checks()

    def changes_language_to(self, lang: str) -> None:
        self.browser.follow(f"#tongue-{lang}")
        self.lang = lang

    def looks_up(self, typed: str) -> None:
        """Types a receipt into its field."""
        self.visits("/receipt")
        self.browser.type("#receipt", typed)
        self.browser.follow("main form button")

    def withdraws(self, code: str) -> None:
        self.visits(f"/receipt/{code}")
        self.browser.click("details:has(.danger) summary")
        self.browser.follow("button.danger")

    def has_sent(self, slug: str = town.OPEN) -> str:
        """A response of hers is already stored; its receipt."""
        answers = {
            "one": "gunga",
            "why": "Det är kul.\n\nMycket kul.",
            "many": ["m"],
            "rank": ["lek", "boll", "gunga"],
            "points": {"gunga": 60, "lek": 40},
            "number": "34",
            "long": None,
        }
        with self.site.session() as session:
            dialogue = session.query(town.Dialogue).filter_by(slug=slug).one()
            sealed, dialogue.sealed_on = dialogue.sealed_on, None
            session.flush()
            code = town.respond(session, dialogue, self.lang, answers)
            dialogue.sealed_on = sealed
        return code

    def guesses_receipts(self, times: int) -> None:
        """Tries receipts that nobody has, from her own network address."""
        for number in range(times):
            wrong = town.idea_receipt(f"nobody's {number}")
            request = urllib.request.Request(
                f"{self.site.base}/{self.lang}/receipt/{wrong}",
                headers={"X-Forwarded-For": self.browser.address},
            )
            try:
                urllib.request.urlopen(request).close()
            except urllib.error.HTTPError as refused:
                refused.close()
